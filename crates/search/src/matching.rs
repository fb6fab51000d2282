//! Which parts and sentences satisfy a query.

use crate::index::Index;
use crate::plan::{Leaf, Occurrence, Reader, Reason};
use crate::query::{Node, Op, Query};
use crate::sort::sort;
use crate::texts::Texts;
use std::ops::Range;

/// The numbers of some words or nodes, those that tell most first.
fn by_what_they_tell(tells: impl Iterator<Item = f32>) -> Vec<usize> {
    // What they tell is not negative, so its bits sort as it does.
    let mut keys = Vec::new();
    for (number, tells) in tells.enumerate() {
        keys.push((!tells.to_bits() as u64) << 32 | number as u64);
    }
    sort(&mut keys);
    keys.into_iter().map(|key| key as u32 as usize).collect()
}

impl Node {
    /// Puts of all that must be there the rarest first.
    pub(crate) fn rarest_first(&mut self, leaves: &[Leaf]) {
        let Node { op, children } = self;
        for child in &mut *children {
            child.rarest_first(leaves);
        }
        if *op == Op::And {
            let order = by_what_they_tell(children.iter().map(|child| child.tells(leaves)));
            let sorted = order
                .iter()
                .map(|number| std::mem::take(&mut children[*number]));
            *children = sorted.collect();
        }
    }

    /// How much it tells that a node holds: as much as the rarest word that must be there.
    fn tells(&self, leaves: &[Leaf]) -> f32 {
        let children = self.children.iter().map(|child| child.tells(leaves));
        match self.op {
            Op::And | Op::Near(_) => children.fold(0.0, f32::max),
            Op::Or => children.reduce(f32::min).unwrap_or_default(),
            Op::Not | Op::Field(_) => 0.0,
            Op::Run(first, count) => {
                let run = leaves.iter().skip(first).take(count);
                run.map(|leaf| leaf.tells).fold(0.0, f32::max)
            }
        }
    }
}

/// Walks a query over the parts of a record, forwards.
pub(crate) struct Matcher<'p> {
    query: &'p Query,
    leaves: &'p [Leaf<'p>],
    texts: &'p dyn Texts,
    pub(crate) readers: Vec<Reader<'p>>,
}

/// A stretch of the record: a part, or a sentence of it.
pub(crate) struct Stretch {
    pub(crate) part: u32,
    pub(crate) sentence: Option<u32>,
    pub(crate) positions: Range<u32>,
}

/// A run of words that the query found.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The farthest reason among its words.
    pub(crate) reason: Reason,
    /// Whether it is a single word of little meaning.
    pub(crate) stop: bool,
}

impl<'p> Matcher<'p> {
    pub(crate) fn new(query: &'p Query, leaves: &'p [Leaf<'p>], texts: &'p dyn Texts) -> Self {
        Matcher {
            query,
            leaves,
            texts,
            readers: leaves.iter().map(Leaf::reader).collect(),
        }
    }

    /// The first part at or after `part` that satisfies the query, its occurrences gathered.
    pub(crate) fn next(&mut self, index: &Index, mut part: u32) -> Option<Stretch> {
        while part < index.parts() {
            let bound = self.bound(index, &self.query.root, part, true);
            if bound > part {
                part = bound;
                continue;
            }
            let found = self.at(index, part);
            if found.is_some() {
                return found;
            }
            part += 1;
        }
        None
    }

    /// A part, if it satisfies the query, its occurrences gathered. Goes forwards only.
    pub(crate) fn at(&mut self, index: &Index, part: u32) -> Option<Stretch> {
        let stretch = Stretch {
            part,
            sentence: None,
            positions: index.part(part),
        };
        for reader in &mut self.readers {
            reader.gather(&stretch.positions);
        }
        self.holds(&stretch).then_some(stretch)
    }

    /// A part at or after `from` before which none satisfies a node; the number of parts if none does any more. Where
    /// the node `must` hold, readers may pass over what it rules out; under an `OR` another node may want it.
    fn bound(&mut self, index: &Index, node: &Node, from: u32, must: bool) -> u32 {
        let mut bound = from;
        match node.op {
            // Each looks from where the one before it is, and the rarest comes first: it decides how far all go.
            Op::And | Op::Near(_) => {
                for (number, child) in node.children.iter().enumerate() {
                    let before = bound;
                    let start = if must { before } else { from };
                    bound = self.bound(index, child, start, must).max(before);
                    if bound > before && number > 0 {
                        break;
                    }
                }
            }
            Op::Or => {
                let children = node.children.iter();
                let bounds = children.map(|child| self.bound(index, child, from, false));
                bound = bounds.fold(index.parts(), u32::min);
            }
            Op::Not | Op::Field(_) => {}
            Op::Run(first, count) => {
                for reader in self.readers.iter_mut().skip(first).take(count) {
                    let part = if must { bound } else { from };
                    let positions = index.part(part);
                    let at = reader.seek(positions.start);
                    if at >= positions.end {
                        bound = bound.max(index.part_at(at, part.saturating_add(1)));
                    }
                }
            }
        }
        bound
    }

    /// Whether a stretch of the part at hand satisfies the query.
    pub(crate) fn holds(&self, stretch: &Stretch) -> bool {
        self.node_holds(&self.query.root, stretch)
    }

    fn node_holds(&self, node: &Node, stretch: &Stretch) -> bool {
        let mut children = node
            .children
            .iter()
            .map(|child| self.node_holds(child, stretch));
        match node.op {
            Op::And => children.all(|held| held),
            Op::Or => children.any(|held| held),
            Op::Not => !children.any(|held| held),
            Op::Field(number) => self.query.fields.get(number).is_some_and(|(field, value)| {
                self.texts
                    .matches(stretch.part, stretch.sentence, *field, value)
            }),
            Op::Run(first, 1) if node.children.is_empty() => {
                !self.within(first, &stretch.positions).is_empty()
            }
            Op::Run(..) | Op::Near(_) => {
                let mut found = false;
                self.node_spans(node, stretch, &mut |_| found = true);
                found
            }
        }
    }

    /// What a stretch of the part at hand holds of the words asked for, in no order; of alternatives, those that hold.
    pub(crate) fn spans(&self, stretch: &Stretch, each: &mut dyn FnMut(Span)) {
        self.node_spans(&self.query.root, stretch, each);
    }

    fn node_spans(&self, node: &Node, stretch: &Stretch, each: &mut dyn FnMut(Span)) {
        match (node.op, &node.children[..]) {
            (Op::Run(first, count), longer) => {
                self.run_spans(first, count, &stretch.positions, &mut |span| {
                    if !longer.iter().any(|longer| self.is_part(&span, longer)) {
                        each(span);
                    }
                });
            }
            (Op::Near(words), [a, b]) => self.node_spans(a, stretch, &mut |a| {
                self.node_spans(b, stretch, &mut |b| {
                    // From the last word of the one to the first of the other; they must not overlap.
                    let after = b.start.saturating_sub(a.end - 1);
                    let before = a.start.saturating_sub(b.end - 1);
                    if (1..=words).contains(&after.max(before)) {
                        each(a);
                        each(b);
                    }
                });
            }),
            (Op::And | Op::Or, children) => {
                for child in children {
                    if node.op == Op::And || self.node_holds(child, stretch) {
                        self.node_spans(child, stretch, each);
                    }
                }
            }
            _ => {}
        }
    }

    /// Where terms that follow one another stand within some positions.
    fn run_spans(
        &self,
        first: usize,
        count: usize,
        positions: &Range<u32>,
        each: &mut dyn FnMut(Span),
    ) {
        for start in self.within(first, positions) {
            let mut span = Span {
                start: start.position(),
                end: start.position() + 1,
                reason: start.reason(),
                stop: count == 1 && self.leaves.get(first).is_some_and(|leaf| leaf.stop),
            };
            if self.extend(&mut span, first + 1, first + count) && span.end <= positions.end {
                each(span);
            }
        }
    }

    /// Whether a span lies within a place of a longer run.
    fn is_part(&self, span: &Span, longer: &Node) -> bool {
        let Op::Run(first, count) = longer.op else {
            return false;
        };
        let around = span.end.saturating_sub(count as u32)..span.start.saturating_add(count as u32);
        let mut is_part = false;
        self.run_spans(first, count, &around, &mut |longer| {
            is_part |= longer.start <= span.start && span.end <= longer.end;
        });
        is_part
    }

    /// Extends a span by the other terms of its run; false if one of them does not stand where it must.
    fn extend(&self, span: &mut Span, from: usize, to: usize) -> bool {
        for leaf in from..to {
            let [found, ..] = self.within(leaf, &(span.end..span.end.saturating_add(1))) else {
                return false;
            };
            span.end += 1;
            span.reason = span.reason.max(found.reason());
        }
        true
    }

    /// The occurrences of a leaf within some positions of the part at hand.
    fn within(&self, leaf: usize, positions: &Range<u32>) -> &[Occurrence] {
        let here = self
            .readers
            .get(leaf)
            .map_or(&[][..], |reader| &reader.here);
        let at = |bound: u32| here.partition_point(|o| o.position() < bound);
        here.get(at(positions.start)..at(positions.end))
            .unwrap_or_default()
    }
}
