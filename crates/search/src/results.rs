//! What a search found.

use crate::index::Index;
use crate::matching::{Matcher, Span, Stretch};
use crate::plan::{Forgiving, Leaf, Reason};
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

/// A word that was taken for misspelled, or the beginning of a phrase that the record lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The word as written, folded.
    pub written: String,
    /// The words it was read as, folded, that stand in the parts found, the most frequent in the record first; or the listed
    /// phrases.
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
            if results.found.is_empty() && results.leaves.iter().any(|leaf| !leaf.settled) {
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
        let mut settled = std::mem::take(&mut self.leaves).into_iter();
        for term in &self.query.terms {
            self.leaves
                .push(match settled.next().filter(|leaf| leaf.settled) {
                    Some(leaf) => leaf,
                    None => Leaf::new(&self.index, term, forgiving),
                });
        }
        self.query.root.leave_out_passing(&self.leaves);
        self.query.root.rarest_first(&self.leaves);
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
        let mut corrections = self.query.begun.clone();
        for (term, leaf) in self.query.terms.iter().zip(&self.leaves) {
            let mut read = Vec::new();
            for (form, list) in &leaf.read {
                let mut parts = self.found.iter().map(|found| self.index.part(found.part));
                if parts.any(|part| list.clone().seek(part.start) < part.end) {
                    read.push(form.clone());
                }
            }
            let told = |other: &Correction| other.written == term.form;
            if !read.is_empty() && !corrections.iter().any(told) {
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
        let Some(whole) = matcher.at(&self.index, part) else {
            return passages;
        };
        let marks = marks(&matcher, &whole);
        if marks.iter().all(|mark| *mark == 0)
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
            let from = positions.start - whole.positions.start;
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
            let marks = marks.get(from as usize..).unwrap_or_default();
            let marks = marks.get(..stretch.positions.len()).unwrap_or_default();
            let passage = passage(number, texts.sentence(part, number), marks);
            if held || (!satisfied && !passage.ranges.is_empty()) {
                passages.push(passage);
            }
        }
        passages
    }
}

/// Added to the mark of a word that is not of little meaning by itself.
const TELLING: u8 = 8;

/// For each position of a part a mark: 0, or 1 and the number of the reason why it was found. Words of little meaning
/// that touch no other word found are left out, unless there are no others.
fn marks(matcher: &Matcher, part: &Stretch) -> Vec<u8> {
    let positions = &part.positions;
    let mut marks = vec![0; positions.len()];
    matcher.spans(part, &mut |span: Span| {
        let found = span.reason as u8 + if span.stop { 1 } else { 1 + TELLING };
        for position in span.start..span.end {
            if let Some(mark) = marks.get_mut((position - positions.start) as usize) {
                *mark = found.max(*mark);
            }
        }
    });
    let telling = |mark: &u8| *mark > TELLING;
    if marks.iter().any(telling) {
        for run in marks.split_mut(|mark| *mark == 0) {
            if !run.iter().any(telling) {
                run.fill(0);
            }
        }
    }
    marks
}

/// A sentence with the bytes of its words that are marked: a mark for each of its positions.
fn passage(sentence: u32, text: &str, marks: &[u8]) -> Passage {
    let mut passage = Passage {
        sentence,
        ranges: Vec::new(),
        reasons: Vec::new(),
    };
    let mark = |position: u32| marks.get(position as usize).copied().unwrap_or(0);
    // Text is only read as far as there is something to find in it.
    let marked = marks
        .iter()
        .rposition(|mark| *mark > 0)
        .map_or(0, |last| last as u32 + 1);
    if marked == 0 {
        return passage;
    }
    for (position, word) in tokens(text) {
        if position >= marked {
            break;
        }
        let found = mark(position);
        if found == 0 {
            continue;
        }
        let reason = Reason::numbered(found - 1);
        match (passage.ranges.last_mut(), passage.reasons.last_mut()) {
            (Some(range), Some(last)) if position > 0 && mark(position - 1) > 0 => {
                range.end = word.end();
                *last = reason.max(*last);
            }
            _ => {
                passage.ranges.push(word.range());
                passage.reasons.push(reason);
            }
        }
    }
    passage
}
