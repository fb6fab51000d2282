//! The engine against a searcher that does everything the slow and obvious way: the same answers, for every operator,
//! on records and queries made at random.

use crate::record;
use proptest::prelude::*;
use proptest::sample::select;
use search::{Index, Query, build, language};
use std::collections::BTreeMap;
use std::ops::Range;
use transcript::model::{Event, Tag};
use transcript::words::{fold, words};

/// A query as a tree, to be written down for the engine and worked out here.
#[derive(Debug, Clone)]
enum Asked {
    Word(&'static str),
    Prefix(&'static str),
    Phrase(Vec<&'static str>),
    Near(Vec<&'static str>, u32, &'static str),
    Speaker(&'static str),
    Topic(&'static str),
    All(Vec<Asked>),
    Any(Vec<Asked>),
    Not(Box<Asked>),
}

impl std::fmt::Display for Asked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let list = |nodes: &[Asked], between: &str| {
            nodes
                .iter()
                .map(Asked::to_string)
                .collect::<Vec<_>>()
                .join(between)
        };
        match self {
            Asked::Word(word) => write!(f, "{word}"),
            Asked::Prefix(word) => write!(f, "{word}*"),
            Asked::Phrase(words) => write!(f, "\"{}\"", words.join(" ")),
            Asked::Near(words, distance, word) => {
                write!(f, "\"{}\" NEAR/{distance} {word}", words.join(" "))
            }
            Asked::Speaker(id) => write!(f, "speaker:{id}"),
            Asked::Topic(id) => write!(f, "topic:{id}"),
            Asked::All(nodes) => write!(f, "({})", list(nodes, " ")),
            Asked::Any(nodes) => write!(f, "({})", list(nodes, " OR ")),
            Asked::Not(node) => match **node {
                Asked::Near(..) | Asked::Not(_) => write!(f, "-({node})"),
                _ => write!(f, "-{node}"),
            },
        }
    }
}

/// A word of the record.
struct Token {
    form: String,
    /// Whether it is a unit, and touches the word before.
    unit: bool,
    joined: bool,
    sentence: usize,
    range: Range<usize>,
}

/// A part, cut up.
struct Part<'e> {
    tokens: Vec<Token>,
    event: &'e Event,
    number: usize,
}

impl<'e> Part<'e> {
    fn all(event: &'e Event) -> Vec<Part<'e>> {
        let cut = |number: usize| {
            let text = &event.parts[number].text;
            let mut tokens = Vec::new();
            for (sentence, s) in text.sentences.iter().enumerate() {
                for word in words(&text.plain[s.range.start as usize..s.range.end as usize]) {
                    let form = word.fold().into_owned();
                    tokens.push(Token {
                        form,
                        unit: word.unit,
                        joined: word.joined,
                        sentence,
                        range: word.range(),
                    });
                }
            }
            Part {
                tokens,
                event,
                number,
            }
        };
        (0..event.parts.len()).map(cut).collect()
    }
}

/// What the words of a query find, the slow way.
struct Searcher<'e> {
    parts: &'e [Part<'e>],
    /// Whether every word may be misspelled, or only those that stand nowhere.
    all_misspelled: bool,
}

fn is_stop(form: &str) -> bool {
    language::ENGLISH.stop.split(' ').any(|word| word == form)
}

fn stem(form: &str) -> String {
    (language::ENGLISH.stem)(form).into_owned()
}

/// Edits from one word to another, from the whole table.
fn edits(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]) as usize;
                let mut least = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    table[a.len()][b.len()]
}

impl Searcher<'_> {
    /// Whether a form of the text answers a word, asked for exactly or not.
    fn answers(&self, form: &str, word: &str, exact: bool, negated: bool) -> bool {
        let is_of = |form: &str, word: &str| {
            form == word
                || form == format!("{word}'s")
                || (!exact && !is_stop(word) && stem(form) == stem(word))
        };
        let plainly = |form: &str| is_of(form, word);
        let nowhere = !self
            .parts
            .iter()
            .any(|part| part.tokens.iter().any(|token| plainly(&token.form)));
        plainly(form)
            || (!negated
                && !is_stop(word)
                && (self.all_misspelled || nowhere)
                && self
                    .misspellings(word)
                    .iter()
                    .any(|other| is_of(form, other)))
    }

    /// The forms that a misspelled word may have meant.
    fn misspellings(&self, word: &str) -> Vec<String> {
        let most = match word.chars().count() {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        if word.bytes().any(|b| b.is_ascii_digit()) || words(word).any(|word| word.unit) {
            return Vec::new();
        }
        let mut counts: BTreeMap<&str, i32> = BTreeMap::new();
        for token in self.parts.iter().flat_map(|part| &part.tokens) {
            *counts.entry(&token.form).or_default() += 1;
        }
        let mut near: Vec<(usize, i32, &str)> = counts
            .into_iter()
            .map(|(form, count)| (edits(word, form), -count, form))
            .filter(|(edits, _, form)| (1..=most).contains(edits) && !is_stop(form))
            .filter(|(_, _, form)| {
                word.chars().count() > 5 || !form.chars().skip(1).eq(word.chars().skip(1))
            })
            .collect();
        near.sort();
        let least = near.first().map_or(0, |near| near.0);
        near.into_iter()
            .take(8)
            .filter(|near| near.0 == least)
            .map(|near| near.2.to_owned())
            .collect()
    }

    /// Where the words of a phrase stand one after the other in some tokens of a part.
    fn runs(
        &self,
        phrase: &str,
        exact: bool,
        negated: bool,
        part: &Part,
        within: &Range<usize>,
    ) -> Vec<Range<usize>> {
        let asked: Vec<_> = words(phrase).collect();
        let fits = |start: &usize| {
            asked.iter().enumerate().all(|(at, word)| {
                let token = &part.tokens[start + at];
                // Units that follow one another touch in the text as they touch in the query.
                let parted =
                    at > 0 && token.unit && asked[at - 1].unit && token.joined != word.joined;
                self.answers(&token.form, &word.fold(), exact, negated) && !parted
            })
        };
        let last = (within.end + 1).saturating_sub(asked.len());
        (within.start..last.max(within.start))
            .filter(fits)
            .map(|start| start..start + asked.len())
            .collect()
    }

    /// The tokens that a query finds in some tokens of a part.
    fn spans(
        &self,
        asked: &Asked,
        negated: bool,
        part: &Part,
        within: &Range<usize>,
    ) -> Vec<Range<usize>> {
        match asked {
            Asked::Word(word) => self.runs(word, false, negated, part, within),
            Asked::Prefix(start) => {
                let begins = |at: &usize| part.tokens[*at].form.starts_with(start);
                within.clone().filter(begins).map(|at| at..at + 1).collect()
            }
            Asked::Phrase(words) => self.runs(&words.join(" "), true, negated, part, within),
            Asked::Near(phrase, distance, word) => {
                let mut spans = Vec::new();
                for a in self.runs(&phrase.join(" "), true, negated, part, within) {
                    for b in self.runs(word, false, negated, part, within) {
                        let between = if a.end <= b.start {
                            positions(part, a.end - 1, b.start)
                        } else if b.end <= a.start {
                            positions(part, b.end - 1, a.start)
                        } else {
                            continue;
                        };
                        if between <= *distance {
                            spans.extend([a.clone(), b]);
                        }
                    }
                }
                spans
            }
            Asked::All(nodes) => nodes
                .iter()
                .flat_map(|node| self.spans(node, negated, part, within))
                .collect(),
            Asked::Any(nodes) => nodes
                .iter()
                .filter(|node| self.holds(node, negated, part, None, within))
                .flat_map(|node| self.spans(node, negated, part, within))
                .collect(),
            Asked::Speaker(_) | Asked::Topic(_) | Asked::Not(_) => Vec::new(),
        }
    }

    fn holds(
        &self,
        asked: &Asked,
        negated: bool,
        part: &Part,
        sentence: Option<usize>,
        within: &Range<usize>,
    ) -> bool {
        let event = part.event;
        match asked {
            Asked::Speaker(id) => event.parts[part.number]
                .speaker
                .is_some_and(|speaker| event.speakers[speaker as usize].id == *id),
            Asked::Topic(id) => {
                let all = event.parts[part.number].text.sentences.iter().enumerate();
                all.filter(|(number, _)| sentence.is_none_or(|sentence| sentence == *number))
                    .any(|(_, s)| {
                        s.tags
                            .iter()
                            .any(|tag| event.topics[tag.topic as usize].id == *id)
                    })
            }
            Asked::All(nodes) => nodes
                .iter()
                .all(|node| self.holds(node, negated, part, sentence, within)),
            Asked::Any(nodes) => nodes
                .iter()
                .any(|node| self.holds(node, negated, part, sentence, within)),
            Asked::Not(node) => !self.holds(node, !negated, part, sentence, within),
            _ => !self.spans(asked, negated, part, within).is_empty(),
        }
    }

    /// The sentences to show of a part that holds the query, with their words found.
    fn passages(&self, asked: &Asked, part: &Part) -> Vec<(usize, Vec<Range<usize>>)> {
        let mut marked = vec![false; part.tokens.len()];
        let mut telling = marked.clone();
        // Whether a token and the one before were found as one.
        let mut whole = marked.clone();
        for span in self.spans(asked, false, part, &(0..part.tokens.len())) {
            let stop = span.len() == 1
                && !part.tokens[span.start].unit
                && self.is_only_stop(asked, &part.tokens[span.start]);
            marked[span.clone()].fill(true);
            whole[span.start + 1..span.end].fill(true);
            if !stop {
                telling[span].fill(true);
            }
        }
        if telling.contains(&true) {
            for run in runs_of(&marked, &whole, part) {
                if !telling[run.clone()].contains(&true) {
                    marked[run].fill(false);
                }
            }
        }
        if !marked.contains(&true) && !asks_for_topic(asked) {
            return Vec::new();
        }
        let count = part.event.parts[part.number].text.sentences.len();
        let tokens_of = |sentence: usize| {
            let start = part
                .tokens
                .partition_point(|token| token.sentence < sentence);
            start
                ..part
                    .tokens
                    .partition_point(|token| token.sentence <= sentence)
        };
        let satisfied: Vec<bool> = (0..count)
            .map(|sentence| self.holds(asked, false, part, Some(sentence), &tokens_of(sentence)))
            .collect();
        let mut passages = Vec::new();
        for sentence in 0..count {
            let mut ranges = Vec::new();
            for run in runs_of(&marked, &whole, part) {
                let tokens = tokens_of(sentence);
                let (start, end) = (run.start.max(tokens.start), run.end.min(tokens.end));
                if start < end {
                    ranges.push(part.tokens[start].range.start..part.tokens[end - 1].range.end);
                }
            }
            if if satisfied.contains(&true) {
                satisfied[sentence]
            } else {
                !ranges.is_empty()
            } {
                passages.push((sentence, ranges));
            }
        }
        passages
    }

    /// Whether a token is found only as a word of little meaning.
    fn is_only_stop(&self, asked: &Asked, token: &Token) -> bool {
        match asked {
            Asked::Word(word) => {
                is_stop(word) || !self.answers(&token.form, &fold(word), false, false)
            }
            Asked::Phrase(words) => {
                words.len() > 1
                    || is_stop(words[0])
                    || !self.answers(&token.form, &fold(words[0]), true, false)
            }
            Asked::Near(phrase, _, word) => {
                self.is_only_stop(&Asked::Phrase(phrase.clone()), token)
                    && self.is_only_stop(&Asked::Word(word), token)
            }
            Asked::Prefix(start) => is_stop(start) || !token.form.starts_with(start),
            Asked::All(nodes) | Asked::Any(nodes) => {
                nodes.iter().all(|node| self.is_only_stop(node, token))
            }
            Asked::Speaker(_) | Asked::Topic(_) | Asked::Not(_) => true,
        }
    }
}

/// Positions from one token to another: one each, and one more between units that do not touch.
fn positions(part: &Part, from: usize, to: usize) -> u32 {
    let gap =
        |at: &usize| part.tokens[*at].unit && part.tokens[at - 1].unit && !part.tokens[*at].joined;
    (to - from + (from + 1..=to).filter(gap).count()) as u32
}

/// The runs of marked tokens that no gap parts, unless they were found as one.
fn runs_of(marked: &[bool], whole: &[bool], part: &Part) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in (0..marked.len()).filter(|at| marked[*at]) {
        match runs.last_mut() {
            Some(run) if run.end == at && (whole[at] || positions(part, at - 1, at) == 1) => {
                run.end = at + 1
            }
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

fn asks_for_topic(asked: &Asked) -> bool {
    match asked {
        Asked::Topic(_) => true,
        Asked::All(nodes) | Asked::Any(nodes) => nodes.iter().any(asks_for_topic),
        Asked::Not(node) => asks_for_topic(node),
        _ => false,
    }
}

const VOCABULARY: &[&str] = &[
    "china",
    "China’s",
    "policy",
    "policies",
    "Trade",
    "trading",
    "trades",
    "the",
    "of",
    "sky",
    "skies",
    "korea",
    "U.S.",
    "us",
    "form",
    "from",
    "cooperation",
    "cooperate",
    "한국의",
    "국민",
    "中韩关系",
    "韩",
    "2022",
    "co-operate",
    "élan",
];
const ASKED: &[&str] = &[
    "china",
    "policy",
    "policies",
    "trade",
    "the",
    "of",
    "sky",
    "korea",
    "us",
    "form",
    "from",
    "cooperation",
    "cooperates",
    "chnia",
    "polcies",
    "coopertaion",
    "korae",
    "2023",
    "élan",
    "absent",
];
const UNITS: &[&str] = &["한국", "국민", "关系", "韩", "中国"];

fn an_event() -> impl Strategy<Value = Event> {
    let sentence = proptest::collection::vec(
        (
            select(VOCABULARY),
            select(&[" ", " ", " ", ", ", "-", " — "][..]),
        ),
        0..7,
    )
    .prop_map(|words| {
        words
            .into_iter()
            .map(|(word, between)| format!("{word}{between}"))
            .collect::<String>()
            + "."
    });
    let part = (
        proptest::collection::vec((sentence, proptest::option::of(0u16..2)), 0..4),
        proptest::option::of(0u16..3),
    );
    proptest::collection::vec(part, 0..6).prop_map(|parts| {
        let mut event = record::seminar();
        event.parts = parts
            .into_iter()
            .map(|(sentences, speaker)| {
                let texts: Vec<&str> = sentences.iter().map(|(text, _)| text.as_str()).collect();
                let mut text = record::text(&texts);
                for (sentence, (_, topic)) in text.sentences.iter_mut().zip(&sentences) {
                    sentence.tags = topic
                        .map(|topic| Tag {
                            topic,
                            ..Tag::default()
                        })
                        .into_iter()
                        .collect();
                }
                transcript::model::Part {
                    speaker,
                    text,
                    ..Default::default()
                }
            })
            .collect();
        event
    })
}

fn a_query() -> impl Strategy<Value = Asked> {
    let words = || proptest::collection::vec(select(ASKED), 1..4);
    let leaf = prop_oneof![
        4 => select(ASKED).prop_map(Asked::Word),
        1 => select(UNITS).prop_map(Asked::Word),
        1 => select(&["c", "co", "pol", "t", "absen"][..]).prop_map(Asked::Prefix),
        2 => words().prop_map(Asked::Phrase),
        1 => proptest::collection::vec(select(UNITS), 1..3).prop_map(Asked::Phrase),
        1 => (words(), 0u32..6, select(ASKED)).prop_map(|(a, distance, b)| Asked::Near(a, distance, b)),
        1 => select(&["wu-hailong", "kim-han-kwon"][..]).prop_map(Asked::Speaker),
        1 => select(&["thaad", "supply-chains"][..]).prop_map(Asked::Topic),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Asked::All),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Asked::Any),
            inner.prop_map(|node| Asked::Not(Box::new(node))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn finds_the_same_parts_and_passages_as_the_slow_way(event in an_event(), asked in a_query()) {
        let bytes = build(&event);
        let index = Index::open(&bytes, language::ENGLISH).unwrap();
        let written = format!("{asked} ");
        let query = Query::parse(&written);
        prop_assert!(!query.literal, "{}", written);
        let results = index.search(&query, &event).unwrap();
        let mut found: Vec<u32> = results.found.iter().map(|found| found.part).collect();
        found.sort();

        let parts = Part::all(&event);
        let mut searcher = Searcher { parts: &parts, all_misspelled: false };
        let expected = |searcher: &Searcher| -> Vec<u32> {
            let holds = |part: &&Part| searcher.holds(&asked, false, part, None, &(0..part.tokens.len()));
            parts.iter().filter(holds).map(|part| part.number as u32).collect()
        };
        let mut expect = expected(&searcher);
        if expect.is_empty() {
            searcher.all_misspelled = true;
            expect = expected(&searcher);
        }
        prop_assert_eq!(&found, &expect, "{}", written);
        for part in found {
            let passages: Vec<_> = results.passages(part, &event).into_iter()
                .map(|passage| (passage.sentence as usize, passage.ranges)).collect();
            prop_assert_eq!(passages, searcher.passages(&asked, &parts[part as usize]), "{} in part {}", written, part);
        }
    }

    #[test]
    fn ranks_best_first_and_equals_in_speaking_order(event in an_event(), asked in a_query()) {
        let bytes = build(&event);
        let index = Index::open(&bytes, language::ENGLISH).unwrap();
        let results = index.search(&Query::parse(&asked.to_string()), &event).unwrap();
        for pair in results.found.windows(2) {
            prop_assert!(pair[0].score > pair[1].score || (pair[0].score == pair[1].score && pair[0].part < pair[1].part));
        }
    }
}
