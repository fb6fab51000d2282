//! How well a part answers a query.
//!
//! BM25F over the part and its best sentence, and for words that stand in the text as they stand in the query the sum
//! of what they tell: a quotation typed from memory beats scattered words. An occurrence counts by its weight, so
//! exact forms come before others of their stem.

use crate::index::Index;
use crate::matching::{Matcher, Stretch};
use crate::plan::Leaf;
use std::ops::Range;

/// How soon further occurrences stop adding.
const K1: f32 = 1.2;
/// How much the length of the part counts.
const B: f32 = 0.6;
/// How much the best sentence counts, the part being 1.
const SENTENCE: f32 = 1.0;
/// Words of a sentence, for its length to count.
const SENTENCE_WORDS: f32 = 25.0;
/// How much the best run counts.
const RUN: f32 = 3.0;

/// The score of the part at hand, not negative; greater is better.
pub(crate) fn score(index: &Index, leaves: &[Leaf], matcher: &Matcher, stretch: &Stretch) -> f32 {
    let average = index.positions() as f32 / index.parts() as f32;
    let mut whole = Field::new(&stretch.positions, average.max(1.0));
    let mut sentences: Vec<Field> = index
        .sentences(stretch.part)
        .map(|positions| Field::new(&positions, SENTENCE_WORDS))
        .collect();
    for (leaf, reader) in leaves.iter().zip(&matcher.readers) {
        if leaf.negated {
            continue;
        }
        let mut ahead = sentences.iter_mut();
        let mut sentence = ahead.next();
        for occurrence in &reader.here {
            while let Some(past) = sentence
                .as_mut()
                .filter(|sentence| sentence.end <= occurrence.position())
            {
                past.close(leaf);
                sentence = ahead.next();
            }
            whole.frequency += occurrence.weight();
            if let Some(sentence) = &mut sentence {
                sentence.frequency += occurrence.weight();
            }
        }
        if let Some(sentence) = sentence {
            sentence.close(leaf);
        }
        whole.close(leaf);
    }
    let best = sentences
        .iter()
        .map(|sentence| sentence.score)
        .fold(0.0, f32::max);
    whole.score + SENTENCE * best + RUN * run(leaves, matcher)
}

/// A part or a sentence, scored word by word of the query.
struct Field {
    end: u32,
    /// What its length takes off.
    length: f32,
    /// Occurrences of the word at hand, by weight.
    frequency: f32,
    score: f32,
}

impl Field {
    fn new(positions: &Range<u32>, average: f32) -> Field {
        let words = positions.end.saturating_sub(positions.start) as f32;
        Field {
            end: positions.end,
            length: K1 * (1.0 - B + B * words / average),
            frequency: 0.0,
            score: 0.0,
        }
    }

    /// Adds what the word at hand gives.
    fn close(&mut self, leaf: &Leaf) {
        self.score += leaf.tells * self.frequency * (K1 + 1.0) / (self.frequency + self.length);
        self.frequency = 0.0;
    }
}

/// What the words of the best run tell, the more the nearer they come to all that was asked for: words of the query, in
/// its order, one right after the other in the text.
fn run(leaves: &[Leaf], matcher: &Matcher) -> f32 {
    let (mut best, mut all) = (0f32, 0f32);
    // For each occurrence of the leaf before, where it ends and what the run up to there tells.
    let mut before: Vec<(u32, f32)> = Vec::new();
    for (leaf, reader) in leaves
        .iter()
        .zip(&matcher.readers)
        .filter(|(leaf, _)| !leaf.synonym)
    {
        let mut here = Vec::new();
        let mut behind = before.iter().peekable();
        for occurrence in &reader.here {
            let position = occurrence.position();
            while behind.next_if(|(end, _)| *end < position).is_some() {}
            let mut told = leaf.tells * occurrence.weight();
            if let Some((_, joined)) = behind.peek().filter(|(end, _)| *end == position) {
                told += joined;
                best = best.max(told);
            }
            if leaves.len() > 1 {
                here.push((position + 1, told));
            }
        }
        all += leaf.tells;
        before = here;
    }
    best * best / all.max(1.0)
}
