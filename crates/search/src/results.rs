//! What a search found.

use crate::index::Index;
use crate::matching::{Matcher, Span, Stretch};
use crate::plan::{Leaf, Reason};
use crate::query::{Field, Query};
use crate::rank;
use crate::sort::sort;
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
    query: Query,
    leaves: Vec<Leaf<'a>>,
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
    /// Why the words of each range were found: the farthest reason among them.
    pub reasons: Vec<Reason>,
}

impl<'a> Index<'a> {
    /// Searches the record; `None` if the query asks for nothing.
    pub fn search(&self, query: &Query, texts: &dyn Texts) -> Option<Results<'a>> {
        if query.is_empty() {
            return None;
        }
        let leaves: Vec<Leaf> = query
            .terms
            .iter()
            .map(|term| Leaf::new(self, term))
            .collect();
        let found = find(self, query, &leaves, texts);
        Some(Results {
            found,
            reading: Reading {
                literal: query.literal,
            },
            index: *self,
            query: query.clone(),
            leaves,
        })
    }
}

/// The parts that satisfy a query, best first.
fn find(index: &Index, query: &Query, leaves: &[Leaf], texts: &dyn Texts) -> Vec<Found> {
    let mut matcher = Matcher::new(query, leaves, texts);
    let mut found = Vec::new();
    let mut part = 0;
    while let Some(stretch) = matcher.next(index, part) {
        // Scores are not negative, so their bits sort as they do.
        let score = rank::score(index, leaves, &matcher, &stretch).to_bits();
        found.push((!score as u64) << 32 | stretch.part as u64);
        part = stretch.part + 1;
    }
    sort(&mut found);
    found
        .into_iter()
        .map(|key| Found {
            part: key as u32,
            score: f32::from_bits(!(key >> 32) as u32),
        })
        .collect()
}

impl Results<'_> {
    /// The sentences of a found part to show: those that satisfy the query by themselves; if there are none, those
    /// that hold any of its words. None if the query asks for no words and no topic.
    pub fn passages(&self, part: u32, texts: &dyn Texts) -> Vec<Passage> {
        let mut matcher = Matcher::new(&self.query, &self.leaves, texts);
        let mut passages = Vec::new();
        let Some(whole) = matcher
            .next(&self.index, part)
            .filter(|stretch| stretch.part == part)
        else {
            return passages;
        };
        let spans = significant(&matcher, &whole);
        if spans.is_empty()
            && !self
                .query
                .fields
                .iter()
                .any(|(field, _)| *field == Field::Topic)
        {
            return passages;
        }
        let mut satisfied = false;
        for (number, positions) in (0..).zip(self.index.sentences(part)) {
            let stretch = Stretch {
                part,
                sentence: Some(number),
                positions,
            };
            let held = matcher.holds(&stretch);
            if held && !satisfied {
                satisfied = true;
                passages.clear();
            }
            let passage = passage(texts, &stretch, &spans);
            if held || (!satisfied && !passage.ranges.is_empty()) {
                passages.push(passage);
            }
        }
        passages
    }
}

/// The spans of a part, ascending and joined where they touch, without words of little meaning that stand alone, unless
/// there are no others.
fn significant(matcher: &Matcher, whole: &Stretch) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut keys = Vec::new();
    matcher.spans(&whole.positions, &mut |span| {
        keys.push((span.start as u64) << 32 | spans.len() as u64);
        spans.push(span);
    });
    sort(&mut keys);
    let mut joined: Vec<Span> = Vec::new();
    for span in keys
        .iter()
        .filter_map(|key| spans.get(*key as u32 as usize))
    {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => {
                last.end = last.end.max(span.end);
                last.stop &= span.stop;
                last.reason = last.reason.max(span.reason);
            }
            _ => joined.push(*span),
        }
    }
    if joined.iter().any(|span| !span.stop) {
        joined.retain(|span| !span.stop);
    }
    joined
}

/// A sentence with the bytes that spans cover.
fn passage(texts: &dyn Texts, stretch: &Stretch, spans: &[Span]) -> Passage {
    let sentence = stretch.sentence.unwrap_or(0);
    let mut passage = Passage {
        sentence,
        ranges: Vec::new(),
        reasons: Vec::new(),
    };
    let mut last = None;
    for (position, word) in tokens(texts.sentence(stretch.part, sentence)) {
        let position = stretch.positions.start + position;
        let Some(span) = spans
            .iter()
            .find(|span| span.start <= position && position < span.end)
        else {
            continue;
        };
        match passage.ranges.last_mut() {
            Some(range) if last == Some(span.start) => range.end = word.end(),
            _ => {
                passage.ranges.push(word.range());
                passage.reasons.push(span.reason);
            }
        }
        last = Some(span.start);
    }
    passage
}
