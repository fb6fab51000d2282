//! How the record looks for a state: which parts are shown and in what order, which sentences and words stand out.
//! Plain, so that it is tested natively; `browser::record` makes the page look so.

use crate::explore::Findings;
use crate::marks::{Mark, side_by_side};
use crate::place::Named;
use crate::state::{View, ViewState};
use transcript::model::{ArchivedEvent, Range};

/// How the record looks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// Whether only passages are shown.
    pub passages_only: bool,
    /// Positions of the parts, in the order in which they stand.
    pub order: Vec<usize>,
    /// By position in the event.
    pub parts: Vec<PartLook>,
}

/// How a part looks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartLook {
    /// Whether it is left out.
    pub hidden: bool,
    /// Whether it has passages, so that its other sentences can be left out.
    pub narrowed: bool,
    /// Whether the address names it as a whole.
    pub named: bool,
    /// The sentences that stand out, in order.
    pub sentences: Vec<SentenceLook>,
}

/// How a sentence looks that stands out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SentenceLook {
    /// Position in the part.
    pub sentence: usize,
    /// Whether it is a passage.
    pub found: bool,
    /// Whether the address names it.
    pub named: bool,
    /// The words that stand out, in order, apart, in bytes from its start.
    pub marks: Vec<(Mark, Range)>,
}

impl Look {
    /// Whether anything is left out or stands out because it was asked for.
    #[must_use]
    pub fn narrows(&self) -> bool {
        self.parts.iter().any(|part| part.hidden || part.narrowed)
    }

    /// How the record of `event` looks.
    #[must_use]
    pub fn new(
        event: &ArchivedEvent,
        state: &ViewState,
        findings: &Findings,
        named: Option<&Named>,
    ) -> Self {
        let passages_only = state.view == View::Passages && state.is_narrowed();
        Self {
            passages_only,
            order: if passages_only {
                findings.ranked.clone()
            } else {
                (0..findings.parts.len()).collect()
            },
            parts: findings
                .parts
                .iter()
                .enumerate()
                .map(|(index, found)| {
                    let named = named.filter(|named| named.part == index);
                    let mut sentences: Vec<SentenceLook> = found
                        .passages
                        .iter()
                        .map(|passage| {
                            let matched =
                                passage.matched.iter().map(|range| (Mark::Matched, *range));
                            let earned = passage.earned.iter().map(|range| (Mark::Earned, *range));
                            SentenceLook {
                                sentence: passage.sentence,
                                found: true,
                                named: false,
                                marks: matched.chain(earned).collect(),
                            }
                        })
                        .collect();
                    if let Some(named) = named {
                        name(event, &mut sentences, named);
                    }
                    for sentence in &mut sentences {
                        sentence.marks = side_by_side(&sentence.marks);
                    }
                    PartLook {
                        hidden: !found.found && named.is_none(),
                        narrowed: !found.passages.is_empty(),
                        named: named.is_some_and(|named| named.sentences.is_none()),
                        sentences,
                    }
                })
                .collect(),
        }
    }

    /// Positions of the parts that are shown, in their order.
    pub fn shown(&self) -> impl Iterator<Item = usize> {
        let order = self.order.iter().copied();
        order.filter(|part| !self.parts[*part].hidden)
    }
}

/// Adds what the address names.
fn name(event: &ArchivedEvent, sentences: &mut Vec<SentenceLook>, named: &Named) {
    let Some((first, last)) = named.sentences else {
        return;
    };
    for sentence in first..=last {
        let place = sentences
            .binary_search_by_key(&sentence, |look| look.sentence)
            .unwrap_or_else(|place| {
                sentences.insert(
                    place,
                    SentenceLook {
                        sentence,
                        ..SentenceLook::default()
                    },
                );
                place
            });
        let look = &mut sentences[place];
        look.named = true;
        if let Some(words) = named.words {
            let range = &event.parts[named.part].text.sentences[sentence].range;
            let (start, end) = (range.start.to_native(), range.end.to_native());
            let (from, to) = (words.start.max(start), words.end.min(end));
            if from < to {
                look.marks.push((
                    Mark::Named,
                    Range {
                        start: from - start,
                        end: to - start,
                    },
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{archive, search};
    use crate::explore::explore;
    use crate::place::{part_by_id, resolve};
    use crate::strings::strings;

    fn look(query: &str, fragment: &str) -> (&'static ArchivedEvent, Look) {
        let event = &archive().events[0];
        let state = ViewState::from_query(query);
        let findings = explore(event, &state, &|query, exact| search(0, query, exact));
        let named = resolve(event, None, fragment, strings("en")).expect("the fragment is right");
        let look = Look::new(event, &state, &findings, named.as_ref());
        (event, look)
    }

    fn part(event: &ArchivedEvent, id: &str) -> usize {
        part_by_id(event, id).expect("the record has it")
    }

    #[test]
    fn what_is_not_found_is_hidden_unless_it_is_named() {
        let (_, unnamed) = look("?q=trust", "");
        let place = unnamed.parts.iter().position(|part| part.hidden);
        let place = place.expect("not all are found");
        let event = &archive().events[0];
        let (_, look) = look("?q=trust", &event.parts[place].id);
        assert!(!look.parts[place].hidden && look.parts[place].named);
        let hidden = |look: &Look| look.parts.iter().filter(|part| part.hidden).count();
        assert!(unnamed.narrows());
        assert_eq!(hidden(&unnamed), hidden(&look) + 1);
        assert_eq!(
            unnamed.shown().count(),
            unnamed.parts.len() - hidden(&unnamed)
        );
    }

    #[test]
    fn named_sentences_stand_among_the_passages_in_order() {
        let (event, look) = look("?q=china", "wu-hailong.s2-4");
        let sentences = &look.parts[part(event, "wu-hailong")].sentences;
        assert!(sentences.is_sorted_by_key(|sentence| sentence.sentence));
        let named = sentences.iter().filter(|sentence| sentence.named);
        assert_eq!(
            named.map(|named| named.sentence).collect::<Vec<_>>(),
            [1, 2, 3]
        );
        assert!(
            sentences
                .iter()
                .any(|sentence| sentence.found && !sentence.named)
        );
    }

    #[test]
    fn a_passage_over_two_sentences_is_marked_in_each() {
        let event = &archive().events[0];
        let place = part(event, "wu-hailong");
        let text = &event.parts[place].text;
        let ranges: Vec<_> = text
            .sentences
            .iter()
            .map(|sentence| sentence.range.bytes())
            .collect();
        let whole = Range {
            start: ranges[0].start as u32 + 4,
            end: ranges[1].end as u32 - 1,
        };
        let name = transcript::passage::name(&text.plain, whole).expect("it holds words");
        let (_, look) = look("", &format!("wu-hailong.~{}", name.write()));
        let marked: Vec<_> = look.parts[place]
            .sentences
            .iter()
            .map(|sentence| (sentence.sentence, sentence.marks.clone()))
            .collect();
        let [(0, first), (1, second)] = &marked[..] else {
            panic!("{marked:?}");
        };
        assert!(first.len() == 1 && second.len() == 1);
        assert_eq!(first[0].1.end as usize, ranges[0].len());
        assert_eq!(second[0].1.start, 0);
    }

    #[test]
    fn passages_only_stand_in_the_order_of_their_rank() {
        let (_, spoken) = look("?q=trust", "");
        assert!(!spoken.passages_only && spoken.order.is_sorted());
        let (_, ranked) = look("?q=trust&view=passages", "");
        assert!(ranked.passages_only && !ranked.order.is_sorted());
        let (_, all) = look("?view=passages", "");
        assert!(!all.passages_only, "there is nothing that was asked for");
    }
}
