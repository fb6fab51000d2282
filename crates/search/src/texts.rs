//! What the engine asks of the record it searches: the words, and whether a remark has a field's value.

use crate::query::{Field, Value};
use crate::tokens::{form, tokens};
use transcript::model::{ArchivedEvent, ArchivedPartKind, Event, PartKind};

/// A record as the engine sees it.
pub trait Texts {
    /// The text of a sentence, both counted from 0; empty if there is no such sentence.
    fn sentence(&self, part: u32, sentence: u32) -> &str;

    /// Whether a part has a value, or one of its sentences if one is asked for. Only topics differ by sentence.
    fn matches(&self, part: u32, sentence: Option<u32>, field: Field, value: &Value) -> bool;
}

/// Whether folded words stand one after the other in a name.
fn names(words: &[String], name: &str) -> bool {
    let name: Vec<_> = tokens(name).map(|(_, word)| form(&word)).collect();
    name.windows(words.len().max(1))
        .any(|run| run.iter().eq(words))
}

/// Whether a day (`YYYY-MM-DD`) lies between two bounds, each as long as it is exact; an empty one does not bind.
fn within(day: &str, from: &str, to: &str) -> bool {
    let cut = |bound: &str| day.get(..bound.len()).unwrap_or_default().to_owned();
    cut(from).as_str() >= from && (to.is_empty() || cut(to).as_str() <= to)
}

/// A year, month and day as `YYYY-MM-DD`.
fn day(year: u16, month: u8, day: u8) -> String {
    let mut out = String::with_capacity(10);
    let mut push = |number: u16, digits: u32| {
        for digit in (0..digits).rev() {
            out.push((b'0' + (number / 10u16.pow(digit) % 10) as u8) as char);
        }
    };
    push(year, 4);
    push(month.into(), 2);
    push(day.into(), 2);
    out.insert(4, '-');
    out.insert(7, '-');
    out
}

macro_rules! texts {
    ($event:ty, $kind:ident) => {
        impl Texts for $event {
            fn sentence(&self, part: u32, sentence: u32) -> &str {
                let text = self.parts.get(part as usize).map(|part| &part.text);
                text.and_then(|text| {
                    let range = &text.sentences.get(sentence as usize)?.range;
                    text.plain
                        .get(u32::from(range.start) as usize..u32::from(range.end) as usize)
                })
                .unwrap_or_default()
            }

            fn matches(
                &self,
                part: u32,
                sentence: Option<u32>,
                field: Field,
                value: &Value,
            ) -> bool {
                let Some(part) = self.parts.get(part as usize) else {
                    return false;
                };
                let speaker = || {
                    self.speakers
                        .get(u16::from(*part.speaker.as_ref()?) as usize)
                };
                let words = match value {
                    Value::Words(words) => words,
                    Value::Days(from, to) => {
                        return within(
                            &day(self.date.year.into(), self.date.month, self.date.day),
                            from,
                            to,
                        );
                    }
                };
                let either = |id: &str, label: &str| names(words, id) || names(words, label);
                match field {
                    Field::Speaker => {
                        speaker().is_some_and(|speaker| either(&speaker.id, &speaker.name))
                    }
                    Field::Side => speaker()
                        .and_then(|speaker| {
                            self.sides.get(u16::from(*speaker.side.as_ref()?) as usize)
                        })
                        .is_some_and(|side| either(&side.id, &side.label)),
                    Field::Topic => {
                        let tagged = |topic: usize| {
                            self.topics
                                .get(topic)
                                .is_some_and(|topic| either(&topic.id, &topic.label))
                        };
                        let all = &part.text.sentences;
                        let sentences = match sentence {
                            Some(sentence) => all
                                .get(sentence as usize..sentence as usize + 1)
                                .unwrap_or_default(),
                            None => all,
                        };
                        sentences.iter().any(|s| {
                            s.tags
                                .iter()
                                .any(|tag| tagged(u16::from(tag.topic) as usize))
                        })
                    }
                    Field::Kind => names(
                        words,
                        match part.kind {
                            $kind::Introduction => "introduction",
                            $kind::Opening => "opening",
                            $kind::Contribution => "contribution",
                            $kind::Question => "question",
                            $kind::Answer => "answer",
                            $kind::Closing => "closing",
                            $kind::Afterword => "afterword",
                        },
                    ),
                    Field::Event => either(&self.id, &self.title),
                    Field::Date => false,
                }
            }
        }
    };
}

texts!(Event, PartKind);
texts!(ArchivedEvent, ArchivedPartKind);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_compared_as_far_as_a_bound_goes() {
        assert_eq!(day(2022, 8, 18), "2022-08-18");
        assert!(within("2022-08-18", "2022", "2022"));
        assert!(within("2022-08-18", "2022-08", ""));
        assert!(within("2022-08-18", "", "2022-08-18"));
        assert!(!within("2022-08-18", "2022-09", "2024"));
        assert!(!within("2022-08-18", "", "2022-07"));
    }
}
