//! What a [`ViewState`] finds in an event: which remarks, which passages, and how many for each facet value.
//!
//! The unit is the passage: a sentence that satisfies the query and bears a chosen topic. A remark is found when at
//! least one of its passages is and its speaker and side are among those chosen. Several values of one facet widen,
//! facets narrow each other. The count of a value is the number of remarks that would be found if it were the only
//! choice of its facet and everything else stayed.

use crate::state::{Chosen, Facet, ViewState};
use search::{Reading, is_quote};
use std::borrow::Cow;
use std::cmp::Reverse;
use transcript::model::{ArchivedEvent, ArchivedMovedKind, ArchivedPart, ArchivedSentence, Range};

/// What the search engine found in one part, best part first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Position in the event's parts.
    pub part: usize,
    /// The sentences found, in order: position in the part, and the words to mark, in bytes from the sentence's start.
    /// Empty where the part was found as a whole: by who speaks, or by what it does not hold.
    pub sentences: Vec<(usize, Vec<Range>)>,
}

/// What the search engine answers to a query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The parts found, best first.
    pub matches: Vec<Match>,
    /// How the query was read.
    pub reading: Reading,
}

/// Finds what a query asks for, exactly as written or not; `None` where the query asks for nothing.
pub type Search<'a> = &'a dyn Fn(&str, bool) -> Option<Answer>;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// One for each part of the event, in speaking order.
    pub parts: Vec<PartFindings>,
    /// All parts in the order of relevance: those found best first, then the others in speaking order.
    pub ranked: Vec<usize>,
    /// How many remarks were found.
    pub remarks: usize,
    /// Whether the introduction or the afterword was found too.
    pub frame: bool,
    /// How many passages were found; `None` where neither words nor topics were asked for.
    pub passages: Option<usize>,
    /// Remarks for each topic, speaker and side, by position in the event.
    pub counts: Counts,
    /// How the query was read.
    pub reading: Reading,
}

/// Remarks for each value of each facet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// By topic.
    pub topics: Vec<usize>,
    /// By speaker.
    pub speakers: Vec<usize>,
    /// By side.
    pub sides: Vec<usize>,
}

impl Counts {
    /// The counts of one facet.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &[usize] {
        match facet {
            Facet::Topic => &self.topics,
            Facet::Speaker => &self.speakers,
            Facet::Side => &self.sides,
        }
    }
}

/// What was found in one part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartFindings {
    /// Whether the part is shown.
    pub found: bool,
    /// Its passages, in order; empty where neither words nor topics were asked for.
    pub passages: Vec<Passage>,
}

/// A sentence that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Position in the part.
    pub sentence: usize,
    /// The words that the query matched, in bytes from the sentence's start.
    pub matched: Vec<Range>,
    /// The words that earned a chosen topic, in bytes from the sentence's start.
    pub earned: Vec<Range>,
}

impl PartFindings {
    /// The passage at a sentence.
    #[must_use]
    pub fn passage(&self, sentence: usize) -> Option<&Passage> {
        self.passages
            .iter()
            .find(|passage| passage.sentence == sentence)
    }
}

/// A way out of an empty result: a smaller demand that finds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayOut {
    /// What to give up.
    pub give_up: GiveUp,
    /// The state after that.
    pub state: ViewState,
    /// How many remarks that finds.
    pub remarks: usize,
}

/// What a [`WayOut`] gives up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GiveUp {
    /// One chosen value of a facet.
    Choice(Facet, String),
    /// Everything but these words of the query.
    Words(String),
    /// The whole query.
    Query,
    /// Every choice.
    Choices,
}

/// The values of a facet in an event: ids in the event's order.
#[must_use]
pub fn facet_ids(event: &ArchivedEvent, facet: Facet) -> Vec<&str> {
    match facet {
        Facet::Topic => event.topics.iter().map(|topic| topic.id.as_str()).collect(),
        Facet::Speaker => event
            .speakers
            .iter()
            .map(|speaker| speaker.id.as_str())
            .collect(),
        Facet::Side => event.sides.iter().map(|side| side.id.as_str()).collect(),
    }
}

/// The label of a facet value, if the event has it.
#[must_use]
pub fn facet_label<'a>(event: &'a ArchivedEvent, facet: Facet, id: &str) -> Option<Cow<'a, str>> {
    match facet {
        Facet::Topic => event
            .topics
            .iter()
            .find(|topic| topic.id == id)
            .map(|topic| topic.label.as_str().into()),
        Facet::Speaker => event
            .speakers
            .iter()
            .position(|speaker| speaker.id == id)
            .map(|speaker| event.told_apart(speaker)),
        Facet::Side => event
            .sides
            .iter()
            .find(|side| side.id == id)
            .map(|side| side.label.as_str().into()),
    }
}

/// A state with the choices that have moved since it was published as they are called now.
#[must_use]
pub fn up_to_date(event: &ArchivedEvent, mut state: ViewState) -> ViewState {
    for facet in Facet::ALL {
        let is_of = |kind: &ArchivedMovedKind| match facet {
            Facet::Topic => matches!(kind, ArchivedMovedKind::Topic),
            Facet::Speaker => matches!(kind, ArchivedMovedKind::Speaker),
            Facet::Side => matches!(kind, ArchivedMovedKind::Side),
        };
        for id in state.chosen.values(facet).to_vec() {
            let mut moves = event.moved.iter();
            if let Some(moved) = moves.find(|moved| is_of(&moved.kind) && moved.from == id) {
                state.chosen.drop_choice(facet, &id);
                state.chosen.choose(facet, &moved.to);
            }
        }
    }
    state
}

/// Takes out of a state the choices that an event does not have, and gives them back.
#[must_use]
pub fn take_unknown(event: &ArchivedEvent, state: &mut ViewState) -> Vec<(Facet, String)> {
    let mut unknown = Vec::new();
    for facet in Facet::ALL {
        for id in state.chosen.values(facet).to_vec() {
            if facet_label(event, facet, &id).is_none() {
                state.chosen.drop_choice(facet, &id);
                unknown.push((facet, id));
            }
        }
    }
    unknown
}

/// Finds what `state` asks for; choices that the event does not have narrow nothing.
#[must_use]
pub fn explore(event: &ArchivedEvent, state: &ViewState, search: Search<'_>) -> Findings {
    let (matches, reading) = search(&state.query, state.exact)
        .map(|answer| (answer.matches, answer.reading))
        .unzip();
    let wanted = Wanted::new(event, state);
    let names_passages = matches.as_ref().is_some_and(|matches| {
        matches.is_empty() || matches.iter().any(|found| !found.sentences.is_empty())
    });
    let mut findings = Findings {
        parts: vec![PartFindings::default(); event.parts.len()],
        passages: (names_passages || !wanted.topics.is_empty()).then_some(0),
        counts: Counts {
            topics: vec![0; event.topics.len()],
            speakers: vec![0; event.speakers.len()],
            sides: vec![0; event.sides.len()],
        },
        reading: reading.unwrap_or_default(),
        ..Findings::default()
    };
    let mut order = Vec::with_capacity(event.parts.len());
    let all = (0..event.parts.len()).map(|part| Match {
        part,
        sentences: Vec::new(),
    });
    for Match { part, sentences } in matches.unwrap_or_else(|| all.collect()) {
        if findings.look_at(event, &wanted, part, &sentences) {
            order.push(part);
        }
    }
    order.extend((0..findings.parts.len()).filter(|part| !findings.parts[*part].found));
    findings.ranked = order;
    findings
}

/// Each word is left out in turn only of a query of at most so many: each time is a whole search.
const LEAVE_OUT: usize = 8;

/// Words of at most so many bytes are tried parted.
const LONGEST_PARTED: usize = 40;

/// At most so many words of a longer query are tried.
const MOST_TRIED: usize = 100;

/// The words of a query; a field and a minus sign stay with what is in quotation marks, others are taken out of theirs.
fn query_words(query: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = query;
    loop {
        rest = rest.trim_start_matches(|sign: char| sign.is_whitespace() || is_quote(sign));
        let mut end = rest.find(|sign: char| sign.is_whitespace() || is_quote(sign));
        if let Some(quote) = end
            && rest[..quote].ends_with([':', '-'])
            && rest[quote..].starts_with(is_quote)
        {
            let mut quotes = rest.match_indices(is_quote).skip(1);
            end = quotes.next().map(|(at, quote)| at + quote.len());
        }
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        if word.is_empty() {
            return words;
        }
        words.push(word);
        rest = after;
    }
}

/// The words of a query without one of them, each in turn.
fn without_one<'q>(words: &[&'q str]) -> Vec<Vec<&'q str>> {
    let some = if (2..=LEAVE_OUT).contains(&words.len()) {
        words.len()
    } else {
        0
    };
    let without = |left_out| [&words[..left_out], &words[left_out + 1..]].concat();
    (0..some).map(without).collect()
}

/// Those words that one part holds, of the part that holds most of them.
fn found_together<'q>(words: &[&'q str], search: Search<'_>) -> Vec<&'q str> {
    let words = &words[..words.len().min(MOST_TRIED)];
    let parts: Vec<Vec<usize>> = words
        .iter()
        .map(|word| {
            // Whole: what is not the last word is not being typed.
            let answer =
                search(&format!("{word} "), false).filter(|answer| !answer.reading.literal);
            let matches = answer.map(|answer| answer.matches).unwrap_or_default();
            matches.iter().map(|found| found.part).collect()
        })
        .collect();
    // Letters, not words: small words say little.
    let last = parts.iter().flatten().max().map_or(0, |last| last + 1);
    let mut held = vec![0; last];
    for (word, parts) in words.iter().zip(&parts) {
        for part in parts {
            held[*part] += word.len();
        }
    }
    // The first of those that hold as much.
    let Some(best) = (0..last).rev().max_by_key(|part| held[*part]) else {
        return Vec::new();
    };
    let together = words
        .iter()
        .zip(&parts)
        .filter(|(_, parts)| parts.contains(&best));
    together.map(|(word, _)| *word).collect()
}

/// The words of a query with this in place of their hyphens.
fn joined(words: &[&str], with: &str) -> String {
    let hyphen = |sign| matches!(sign, '-' | '/' | '\u{2010}'..='\u{2014}');
    let parts = words
        .iter()
        .map(|word| match word.starts_with('-') || word.contains(':') {
            true => (*word).to_owned(),
            false => word.split(hyphen).collect::<Vec<_>>().join(with),
        });
    parts.collect::<Vec<_>>().join(" ")
}

/// A query in other writings: without quotation marks, and what hyphens join as one word and as several.
fn other_writings(query: &str, words: &[&str]) -> Vec<String> {
    let mut writings = vec![joined(words, ""), joined(words, " ")];
    if query.contains(is_quote) {
        writings.insert(0, words.join(" "));
    }
    writings.retain(|writing| *writing != query.trim());
    writings.dedup();
    writings
}

/// A query of few words with one of them parted by a hyphen, or two neighbours as one word: `southkorea`, `co operation`.
fn in_other_words(words: &[&str]) -> Vec<String> {
    let mut writings = Vec::new();
    let is_plain = |word: &str| {
        word.len() <= LONGEST_PARTED
            && !is_operator(word)
            && !word.contains([':', '-', '(', ')', '*'])
            && !word.contains(is_quote)
            && transcript::words::words(word).all(|word| !word.unit)
    };
    if words.len() > LEAVE_OUT {
        return writings;
    }
    for (at, word) in words.iter().enumerate().filter(|(_, word)| is_plain(word)) {
        let (before, after) = (&words[..at], &words[at + 1..]);
        let mut with = |word: String, after: &[&str]| {
            writings.push([before, &[&word], after].concat().join(" "));
        };
        for (cut, _) in word.char_indices().skip(2) {
            let (first, second) = word.split_at(cut);
            with(format!("{first}-{second}"), after);
        }
        if let [next, after @ ..] = after
            && is_plain(next)
        {
            with(format!("{word}{next}"), after);
        }
    }
    writings
}

/// Whether a query neither ends in what joins it to more nor leaves a parenthesis open.
fn is_whole(query: &str) -> bool {
    let last = query.split_whitespace().last().unwrap_or_default();
    let count = |sign| query.matches(sign).count();
    !is_operator(last) && count('(') == count(')')
}

/// Whether a word of a query joins others.
fn is_operator(word: &str) -> bool {
    matches!(word, "OR" | "AND" | "NOT") || word.starts_with("NEAR/")
}

/// The nearest smaller demands that find something, at most `most`, the most fruitful first.
#[must_use]
pub fn ways_out(
    event: &ArchivedEvent,
    state: &ViewState,
    search: Search<'_>,
    most: usize,
) -> Vec<WayOut> {
    let choices = Facet::ALL.into_iter().flat_map(|facet| {
        state.chosen.values(facet).iter().map(move |id| {
            let mut smaller = state.clone();
            smaller.chosen.drop_choice(facet, id);
            (GiveUp::Choice(facet, id.clone()), smaller)
        })
    });
    let words = query_words(&state.query);
    let by_words = |queries: Vec<String>| {
        let whole = queries.into_iter().filter(|query| is_whole(query));
        let smaller = whole.map(|query| {
            let smaller = state.with_query(&query);
            (GiveUp::Words(query), smaller)
        });
        fruitful(event, smaller.collect(), search)
    };
    let written = |words: Vec<Vec<&str>>| words.iter().map(|words| words.join(" ")).collect();
    // The nearest: each asks for less than the one before.
    let mut ways = by_words(other_writings(&state.query, &words));
    if ways.is_empty() {
        let stands =
            |query: &String| search(query, true).is_some_and(|found| !found.matches.is_empty());
        ways = by_words(in_other_words(&words).into_iter().filter(stands).collect());
    }
    if ways.is_empty() {
        ways = by_words(written(without_one(&words)));
    }
    if ways.is_empty() {
        let apart = joined(&words, " ");
        let words = query_words(&apart);
        let together = found_together(&words, search);
        if together.len() < words.len() {
            ways = by_words(written(vec![together]));
        }
    }
    ways.extend(fruitful(event, choices.collect(), search));
    let mut most = most;
    if ways.is_empty() {
        let mut last = vec![(GiveUp::Query, state.with_query(""))];
        if !state.chosen.is_empty() {
            let mut without_choices = state.clone();
            without_choices.chosen = Chosen::default();
            last.insert(0, (GiveUp::Choices, without_choices));
        }
        ways = fruitful(event, last, search);
        most = 1;
    }
    ways.sort_by_key(|way| Reverse(way.remarks));
    ways.truncate(most);
    ways
}

/// Those candidates that find something, each searched for once.
fn fruitful(
    event: &ArchivedEvent,
    candidates: Vec<(GiveUp, ViewState)>,
    search: Search<'_>,
) -> Vec<WayOut> {
    let narrowed = candidates
        .into_iter()
        .filter(|(_, state)| state.is_narrowed());
    let ways = narrowed.filter_map(|(give_up, state)| {
        let answer = search(&state.query, state.exact);
        // Words that ask for nothing, or are not read as they are written, are none to offer.
        let is_sound = answer
            .as_ref()
            .is_some_and(|answer| !answer.reading.literal && answer.reading.corrections.is_empty());
        if matches!(give_up, GiveUp::Words(_)) && !is_sound {
            return None;
        }
        let remarks = explore(event, &state, &|_, _| answer.clone()).remarks;
        (remarks > 0).then_some(WayOut {
            give_up,
            state,
            remarks,
        })
    });
    ways.collect()
}

/// The choices of a state as positions in an event; an empty list narrows nothing.
struct Wanted {
    topics: Vec<usize>,
    speakers: Vec<usize>,
    sides: Vec<usize>,
}

impl Wanted {
    fn new(event: &ArchivedEvent, state: &ViewState) -> Self {
        let positions = |facet| {
            let ids = facet_ids(event, facet);
            let chosen = state.chosen.values(facet).iter();
            chosen
                .filter_map(|value| ids.iter().position(|id| id == value))
                .collect()
        };
        Self {
            topics: positions(Facet::Topic),
            speakers: positions(Facet::Speaker),
            sides: positions(Facet::Side),
        }
    }
}

fn allows(wanted: &[usize], value: Option<usize>) -> bool {
    wanted.is_empty() || value.is_some_and(|value| wanted.contains(&value))
}

impl Findings {
    /// Adds what a part holds among `sentences`, which satisfy the query (all of them where there are none); says
    /// whether the part is found.
    fn look_at(
        &mut self,
        event: &ArchivedEvent,
        wanted: &Wanted,
        index: usize,
        sentences: &[(usize, Vec<Range>)],
    ) -> bool {
        let part = &event.parts[index];
        let whole = sentences.is_empty();
        let all = (0..part.text.sentences.len()).map(|sentence| (sentence, [].as_slice()));
        let found = sentences
            .iter()
            .map(|(sentence, marks)| (*sentence, marks.as_slice()));
        let sentences = all.take(if whole { usize::MAX } else { 0 }).chain(found);
        let speaker = part
            .speaker
            .as_ref()
            .map(|speaker| usize::from(speaker.to_native()));
        let side = speaker.and_then(|speaker| side_of(event, speaker));
        let (speaker_fits, side_fits) = (
            allows(&wanted.speakers, speaker),
            allows(&wanted.sides, side),
        );

        let mut topics_seen = vec![false; event.topics.len()];
        let mut passages = Vec::new();
        for (sentence, matched) in sentences {
            let tags = &part.text.sentences[sentence].tags;
            for tag in tags.iter() {
                topics_seen[usize::from(tag.topic.to_native())] = true;
            }
            let earned = earned(part, sentence, &wanted.topics);
            if wanted.topics.is_empty() || !earned.is_empty() {
                passages.push(Passage {
                    sentence,
                    matched: matched.to_vec(),
                    earned,
                });
            }
        }
        let bears = !passages.is_empty();
        let found = bears && speaker_fits && side_fits;

        if let Some(speaker) = speaker {
            if speaker_fits && side_fits {
                for (topic, seen) in topics_seen.iter().enumerate() {
                    self.counts.topics[topic] += usize::from(*seen);
                }
            }
            if bears && side_fits {
                self.counts.speakers[speaker] += 1;
            }
            if let Some(side) = side
                && bears
                && speaker_fits
            {
                self.counts.sides[side] += 1;
            }
            self.remarks += usize::from(found);
        } else {
            self.frame |= found;
        }
        let entry = &mut self.parts[index];
        entry.found = found;
        let stand_out = !whole || !wanted.topics.is_empty();
        if found
            && stand_out
            && let Some(total) = &mut self.passages
        {
            *total += passages.len();
            entry.passages = passages;
        }
        found
    }
}

/// Position of a speaker's side.
#[must_use]
pub fn side_of(event: &ArchivedEvent, speaker: usize) -> Option<usize> {
    event.speakers[speaker]
        .side
        .as_ref()
        .map(|side| usize::from(side.to_native()))
}

/// The words of a sentence that earned any of `topics`, in bytes from its start, ordered, overlaps merged.
fn earned(part: &ArchivedPart, sentence: usize, topics: &[usize]) -> Vec<Range> {
    let sentence: &ArchivedSentence = &part.text.sentences[sentence];
    let start = sentence.range.start.to_native();
    let mut ranges: Vec<Range> = sentence
        .tags
        .iter()
        .filter(|tag| topics.contains(&usize::from(tag.topic.to_native())))
        .flat_map(|tag| tag.words.iter())
        .map(|words| Range {
            start: words.start.to_native() - start,
            end: words.end.to_native() - start,
        })
        .collect();
    ranges.sort_unstable();
    ranges.dedup_by(|next, kept| {
        let overlaps = next.start <= kept.end;
        if overlaps {
            kept.end = kept.end.max(next.end);
        }
        overlaps
    });
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use transcript::archive::{open, to_bytes};
    use transcript::model::{Archive, Event, Moved, MovedKind};

    /// What a query finds in the first event under `content/`, as the page has it.
    fn found(query: &str) -> Findings {
        let event = &crate::archive::archive().events[0];
        let state = ViewState::default().with_query(query);
        explore(event, &state, &|query, exact| {
            crate::archive::search(0, query, exact)
        })
    }

    /// The words that are offered where a query finds nothing.
    fn offered(query: &str) -> Vec<String> {
        let event = &crate::archive::archive().events[0];
        let state = ViewState::default().with_query(query);
        assert_eq!(found(query).remarks, 0, "{query}");
        let ways = ways_out(
            event,
            &state,
            &|query, exact| crate::archive::search(0, query, exact),
            4,
        );
        assert!(ways.iter().all(|way| way.remarks > 0), "{ways:?}");
        let words = ways.into_iter().filter_map(|way| match way.give_up {
            GiveUp::Words(words) => Some(words),
            _ => None,
        });
        words.collect()
    }

    #[test]
    fn the_nearest_words_that_find_something_are_offered() {
        assert_eq!(offered("\"ties diplomatic\""), ["ties diplomatic"]);
        assert!(offered("\"diplomatic qqqxxqq ties\"").contains(&"diplomatic ties".to_owned()));

        let said = "crisis management of the Korean Peninsula should be an issue of high priority for both China and the ROK";
        let with_a_slip = said.replace("issue", "qqqxxqq");
        let without = said.replace("issue ", "");
        assert_eq!(offered(&with_a_slip), [without.as_str()]);
        assert_eq!(offered(&format!("\"{with_a_slip}\"")), [without]);
        // Every word is found, but in no remark together.
        let beyond = format!("{said} THAAD SCM Bloc Blinken Taihe Ningxia");
        let [together] = offered(&beyond).try_into().unwrap();
        assert!(
            together.starts_with(said) && together.len() < beyond.len(),
            "{together}"
        );
        assert_eq!(offered(&"qqqxxqq ".repeat(900)), [""; 0]);
        // Two words that do not fit, and a field whose value is in quotation marks.
        assert_eq!(
            offered("qqqxxqq diplomatic zzzxxzz ties"),
            ["diplomatic ties"]
        );
        let name = "speaker:\"Wu Hailong\"";
        assert_eq!(offered(&format!("{name} qqqxxqq")), [name]);
        assert_eq!(
            offered("diplomatic -\"cold war\" qqqxxqq"),
            ["diplomatic -\"cold war\""]
        );
        // Quotation marks of every kind.
        assert_eq!(offered("“ties diplomatic”"), ["ties diplomatic"]);
    }

    #[test]
    fn other_writings_are_offered_first() {
        assert_eq!(offered("co-operation"), ["cooperation"]);
        assert_eq!(offered("US-China"), ["US China"]);
        assert_eq!(offered("US-China qqqxxqq"), ["US China"]);
    }

    #[test]
    fn what_is_offered_is_read_as_it_is_written() {
        for query in [
            "(NATO OR qqqxxqq) side:nobody",
            "THAAD NEAR/5 qqqxxqq",
            "vitamin C",
            "qqqxxqq THAAD NOT THAAD",
            "speaker: qqqxxqq",
        ] {
            for words in offered(query) {
                let answer = crate::archive::search(0, &words, false).expect(&words);
                assert!(!answer.reading.literal, "{query}: {words}");
                assert!(
                    is_whole(&words) && !words.contains("NEAR/"),
                    "{query}: {words}"
                );
            }
        }
    }

    #[test]
    fn a_search_as_written_stays_so_without_a_choice() {
        let event = &crate::archive::archive().events[0];
        let state = ViewState::from_query("?q=missle&exact&topic=military&side=china");
        assert!(state.exact);
        let search: Search<'_> = &|query, exact| crate::archive::search(0, query, exact);
        for way in ways_out(event, &state, search, 9) {
            assert_eq!(explore(event, &way.state, search).remarks, way.remarks);
        }
        let alone = ViewState::from_query("?q=diplomatc&exact");
        let ways = ways_out(event, &alone, search, 9);
        assert!(
            ways.iter().all(|way| way.give_up != GiveUp::Choices),
            "{ways:?}"
        );
    }

    #[test]
    fn words_are_offered_parted_and_joined() {
        for (query, offer) in [
            ("southkorea ", "south-korea"),
            ("coldwar mentality ", "cold-war mentality"),
            ("Chung Jaeho ", "Chung Jae-ho"),
            ("co operation ", "cooperation"),
            ("Wu Hai long ", "Wu Hailong"),
        ] {
            assert_eq!(offered(query), [offer], "{query}");
        }
    }

    #[test]
    fn a_search_without_words_finds_remarks_whole() {
        let by_side = found("side:china");
        assert!(by_side.remarks > 0 && by_side.passages.is_none());
        assert_eq!(
            by_side
                .counts
                .sides
                .iter()
                .filter(|count| **count > 0)
                .count(),
            1
        );
        let without = found("-THAAD ");
        let with = found("THAAD ");
        let all = crate::archive::archive().events[0].remarks().count();
        assert_eq!(without.remarks + with.remarks, all);
        assert!(without.passages.is_none() && with.passages.is_some());
        let either = found("side:china OR THAAD");
        assert!(either.remarks >= by_side.remarks.max(with.remarks));
        assert_eq!(found("qqqqq").passages, Some(0));
    }

    #[test]
    fn a_whole_remark_shows_the_words_of_chosen_topics() {
        let event = &crate::archive::archive().events[0];
        let mut state = ViewState::default().with_query("side:china");
        state.chosen.choose(Facet::Topic, &event.topics[0].id);
        let findings = explore(event, &state, &|query, exact| {
            crate::archive::search(0, query, exact)
        });
        let earned = |part: &PartFindings| {
            part.passages
                .iter()
                .all(|passage| !passage.earned.is_empty())
        };
        assert!(findings.remarks > 0 && findings.parts.iter().all(earned));
        assert!(
            findings
                .passages
                .is_some_and(|passages| passages >= findings.remarks)
        );
    }

    #[test]
    fn a_choice_that_moved_is_made_by_its_new_id() {
        let moved = |kind, from: &str, to: &str| Moved {
            kind,
            from: from.to_owned(),
            to: to.to_owned(),
            joined: false,
        };
        let archive = Archive {
            events: vec![Event {
                moved: vec![
                    moved(MovedKind::Remark, "trade", "kim"),
                    moved(MovedKind::Topic, "trade", "commerce"),
                    moved(MovedKind::Speaker, "lee", "kim"),
                ],
                ..Event::default()
            }],
            ..Archive::default()
        };
        let bytes = to_bytes(&archive);
        let event = &open(&bytes).unwrap().events[0];
        let state = ViewState::from_query("?q=a&topic=trade&topic=arms&speaker=lee");
        assert_eq!(
            up_to_date(event, state).to_query(),
            "?q=a&topic=arms&topic=commerce&speaker=kim"
        );
    }
}
