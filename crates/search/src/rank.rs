//! How well a part answers a query.
//!
//! BM25F over the part and its best sentence, and for words that stand in the text as they stand in the query the sum
//! of what they tell: a quotation typed from memory beats scattered words. An occurrence counts by its weight, so
//! exact forms come before others of their stem.

use crate::index::Index;
use crate::matching::{Matcher, Stretch, within};
use crate::plan::{Leaf, Plan};
use std::ops::Range;

/// How soon further occurrences stop adding.
const K1: f32 = 1.2;
/// How much the length of the part counts.
const B: f32 = 0.6;
/// How much the best sentence counts, the part being 1.
const SENTENCE: f32 = 1.0;
/// How much the best run counts.
const RUN: f32 = 1.5;

/// The score of the part at hand; greater is better.
pub(crate) fn score(index: &Index, plan: &Plan, matcher: &Matcher, stretch: &Stretch) -> f32 {
    let average = index.positions() as f32 / index.parts().max(1) as f32;
    let field = |positions: &Range<u32>, average: f32| {
        let length = 1.0 - B + B * (positions.end - positions.start) as f32 / average.max(1.0);
        plan.leaves
            .iter()
            .zip(&matcher.occurrences)
            .filter(|(leaf, _)| !leaf.negated)
            .map(|(leaf, all)| {
                let frequency: f32 = within(all, positions.clone())
                    .map(|(_, weight)| weight)
                    .sum();
                leaf.tells * frequency * (K1 + 1.0) / (frequency + K1 * length)
            })
            .sum::<f32>()
    };
    let mut best = 0f32;
    for sentence in index.sentences(stretch.part) {
        best = best.max(field(&sentence, 25.0));
    }
    field(&stretch.positions, average) + SENTENCE * best + RUN * run(&plan.leaves, matcher)
}

/// What the words of the best run tell: words of the query, in its order, one right after the other in the text.
fn run(leaves: &[Leaf], matcher: &Matcher) -> f32 {
    let mut best = 0f32;
    // For each occurrence of the leaf before, what the run that ends there tells.
    let mut before: Vec<(u32, f32)> = Vec::new();
    let mut here: Vec<(u32, f32)> = Vec::new();
    for (leaf, occurrences) in leaves.iter().zip(&matcher.occurrences) {
        here.clear();
        if !leaf.negated {
            let mut at = 0;
            for (position, weight) in occurrences {
                while before.get(at).is_some_and(|(end, _)| end + 1 < *position) {
                    at += 1;
                }
                let told = leaf.tells * weight;
                let joined = before
                    .get(at)
                    .filter(|(end, _)| end + 1 == *position)
                    .map(|(_, told)| *told);
                here.push((*position, told + joined.unwrap_or(0.0)));
                if let Some(joined) = joined {
                    best = best.max(joined + told);
                }
            }
        }
        std::mem::swap(&mut before, &mut here);
    }
    best
}
