//! What a search found.

use crate::index::Index;
use crate::matching::{Matcher, Span, Stretch};
use crate::plan::{Op, Plan};
use crate::query::Query;
use crate::rank;
use crate::texts::Texts;
use crate::tokens::tokens;
use std::ops::Range;

/// What a search found. Parts come with their scores; passages are worked out for the parts that are shown.
pub struct Results<'a> {
    /// The parts that satisfy the query, best first; equals in speaking order.
    pub found: Vec<Found>,
    /// How the query was read.
    pub reading: Reading,
    index: Index<'a>,
    plan: Plan<'a>,
}

/// A part that satisfies the query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Its number in the record, from 0.
    pub part: u32,
    /// How well it answers; only good for comparing within one search.
    pub score: f32,
}

/// How the query was read, where that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The query was malformed; all of it was read as plain words.
    pub literal: bool,
}

/// A sentence that answers the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its number in the part, from 0.
    pub sentence: u32,
    /// The words found, as bytes of the sentence, ascending, apart; on boundaries of words.
    pub ranges: Vec<Range<usize>>,
}

impl<'a> Index<'a> {
    /// Searches the record; `None` if the query asks for nothing.
    pub fn search(&self, query: &Query, texts: &dyn Texts) -> Option<Results<'a>> {
        let plan = Plan::new(self, query.root.as_ref()?);
        let mut found = Vec::new();
        let mut matcher = Matcher::new(&plan, texts);
        let mut part = 0;
        while let Some(stretch) = matcher.next(self, part) {
            found.push(Found {
                part: stretch.part,
                score: rank::score(self, &plan, &matcher, &stretch),
            });
            part = stretch.part + 1;
        }
        drop(matcher);
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.part.cmp(&b.part)));
        Some(Results {
            found,
            reading: Reading {
                literal: query.literal,
            },
            index: *self,
            plan,
        })
    }
}

impl Results<'_> {
    /// The sentences of a found part to show: those that satisfy the query by themselves; if there are none, those
    /// that hold any of its words. None if the query asks for no words and no topic.
    pub fn passages(&self, part: u32, texts: &dyn Texts) -> Vec<Passage> {
        let mut matcher = Matcher::new(&self.plan, texts);
        let Some(whole) = matcher
            .next(&self.index, part)
            .filter(|stretch| stretch.part == part)
        else {
            return Vec::new();
        };
        let spans = significant(matcher.spans(&whole.positions));
        let (mut whole_query, mut some_words) = (Vec::new(), Vec::new());
        if spans.is_empty() && !asks_for_topic(&self.plan.op) {
            return Vec::new();
        }
        for (number, positions) in (0..).zip(self.index.sentences(part)) {
            let stretch = Stretch {
                part,
                sentence: Some(number),
                positions: positions.clone(),
            };
            let held = || {
                spans
                    .iter()
                    .filter(|span| span.start < positions.end && span.end > positions.start)
            };
            let satisfied = matcher.holds(&stretch);
            let list = match (satisfied, held().next()) {
                (true, _) => &mut whole_query,
                (false, Some(_)) if whole_query.is_empty() => &mut some_words,
                _ => continue,
            };
            list.push(Passage {
                sentence: number,
                ranges: ranges(texts.sentence(part, number), held(), positions.start),
            });
        }
        if whole_query.is_empty() {
            some_words
        } else {
            whole_query
        }
    }
}

/// Joins spans that touch, and leaves out those of words of little meaning that stand alone, unless there are no others.
fn significant(spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => {
                last.end = last.end.max(span.end);
                last.stop &= span.stop;
            }
            _ => joined.push(span),
        }
    }
    if joined.iter().any(|span| !span.stop) {
        joined.retain(|span| !span.stop);
    }
    joined
}

/// Whether an operator asks for a topic.
fn asks_for_topic(op: &Op) -> bool {
    match op {
        Op::Field(field, _) => *field == crate::query::Field::Topic,
        Op::And(ops) | Op::Or(ops) => ops.iter().any(asks_for_topic),
        _ => false,
    }
}

/// The bytes of a sentence that spans cover; the sentence starts at `start`.
fn ranges<'s>(
    sentence: &str,
    spans: impl Iterator<Item = &'s Span>,
    start: u32,
) -> Vec<Range<usize>> {
    let mut words = tokens(sentence)
        .map(|(position, word)| (start + position, word))
        .peekable();
    let mut out = Vec::new();
    for span in spans {
        let mut range: Option<Range<usize>> = None;
        while let Some((position, word)) = words.next_if(|(position, _)| *position < span.end) {
            if position >= span.start {
                range.get_or_insert(word.range()).end = word.end();
            }
        }
        out.extend(range);
    }
    out
}
