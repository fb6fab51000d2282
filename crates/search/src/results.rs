//! What a search found.

use crate::index::Index;
use crate::matching::{Matcher, Span, Stretch};
use crate::plan::{Forgiving, Leaf, Reason};
use crate::postings::{Cursor, END};
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
    /// Words that were taken for misspelled.
    pub corrections: Vec<Correction>,
}

/// A word that was taken for misspelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The word as written, folded.
    pub written: String,
    /// The words it was read as, folded, that stand in the parts found; the most frequent in the record first.
    pub read: Vec<String>,
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
        let mut results = Results {
            found: Vec::new(),
            reading: Reading {
                literal: query.literal,
                corrections: Vec::new(),
            },
            index: *self,
            query: query.with_synonyms(self),
            leaves: Vec::new(),
        };
        if query.forgiving {
            results.find(Forgiving::Unknown, texts);
            if results.found.is_empty() {
                results.find(Forgiving::All, texts);
            }
        } else {
            results.find(Forgiving::None, texts);
        }
        results.reading.corrections = results.corrections();
        Some(results)
    }
}

impl Results<'_> {
    /// Resolves the words of the query and finds the parts that satisfy it.
    fn find(&mut self, forgiving: Forgiving, texts: &dyn Texts) {
        self.leaves = self
            .query
            .terms
            .iter()
            .map(|term| Leaf::new(&self.index, term, forgiving))
            .collect();
        let mut matcher = Matcher::new(&self.query, &self.leaves, texts);
        let mut found = Vec::new();
        let mut part = 0;
        while let Some(stretch) = matcher.next(&self.index, part) {
            // Scores are not negative, so their bits sort as they do.
            let score = rank::score(&self.index, &self.leaves, &matcher, &stretch).to_bits();
            found.push((!score as u64) << 32 | stretch.part as u64);
            part = stretch.part + 1;
        }
        sort(&mut found);
        let score = |key: u64| f32::from_bits(!(key >> 32) as u32);
        self.found = found
            .into_iter()
            .map(|key| Found {
                part: key as u32,
                score: score(key),
            })
            .collect();
    }

    /// The words that were read as others that stand in the parts found.
    fn corrections(&self) -> Vec<Correction> {
        let mut corrections = Vec::new();
        for (term, leaf) in self.query.terms.iter().zip(&self.leaves) {
            let stands = |list: &mut Cursor| {
                while list.position() != END {
                    let part = self.index.part_at(list.position(), 0);
                    if self.found.iter().any(|found| found.part == part) {
                        return true;
                    }
                    list.advance();
                }
                false
            };
            let read = leaf
                .read
                .iter()
                .filter(|(_, list)| stands(&mut list.clone()));
            let read: Vec<String> = read.map(|(form, _)| form.clone()).collect();
            if !read.is_empty() {
                corrections.push(Correction {
                    written: term.form.clone(),
                    read,
                });
            }
        }
        corrections
    }

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
