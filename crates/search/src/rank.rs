//! How well a part answers a query.
//!
//! BM25F over the part and its best sentence, and for words that stand in the text as they stand in the query the sum
//! of what they tell: a quotation typed from memory beats scattered words. An occurrence counts by its weight, so
//! exact forms come before others of their stem.

use crate::index::Index;
use crate::matching::{Matcher, Stretch, within};
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
const RUN: f32 = 1.5;

/// The score of the part at hand, not negative; greater is better.
pub(crate) fn score(index: &Index, leaves: &[Leaf], matcher: &Matcher, stretch: &Stretch) -> f32 {
    let field = |positions: &Range<u32>, average: f32| {
        let words = (positions.end.saturating_sub(positions.start)) as f32;
        let length = K1 * (1.0 - B + B * words / average);
        let mut sum = 0.0;
        for (leaf, all) in leaves.iter().zip(&matcher.occurrences) {
            let mut frequency = 0.0;
            for occurrence in within(all, positions) {
                frequency += occurrence.weight();
            }
            if !leaf.negated {
                sum += leaf.tells * frequency * (K1 + 1.0) / (frequency + length);
            }
        }
        sum
    };
    let mut best = 0f32;
    for sentence in index.sentences(stretch.part) {
        best = best.max(field(&sentence, SENTENCE_WORDS));
    }
    let average = index.positions() as f32 / index.parts() as f32;
    field(&stretch.positions, average.max(1.0)) + SENTENCE * best + RUN * run(leaves, matcher)
}

/// What the words of the best run tell: words of the query, in its order, one right after the other in the text.
fn run(leaves: &[Leaf], matcher: &Matcher) -> f32 {
    let mut best = 0f32;
    // For each occurrence of the leaf before, where it ends and what the run up to there tells.
    let mut before: Vec<(u32, f32)> = Vec::new();
    for (leaf, occurrences) in leaves.iter().zip(&matcher.occurrences) {
        let mut here = Vec::new();
        let mut at = 0;
        for occurrence in occurrences {
            let position = occurrence.position();
            while before.get(at).is_some_and(|(end, _)| *end < position) {
                at += 1;
            }
            let mut told = leaf.tells * occurrence.weight();
            if let Some((_, joined)) = before.get(at).filter(|(end, _)| *end == position) {
                told += joined;
                best = best.max(told);
            }
            here.push((position + 1, told));
        }
        before = here;
    }
    best
}
