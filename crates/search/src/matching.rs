//! Which parts and sentences satisfy a query.

use crate::index::Index;
use crate::plan::{Leaf, Occurrence, Reader, Reason};
use crate::postings::END;
use crate::query::{Node, Op, Query};
use crate::texts::Texts;
use std::ops::Range;

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
            let positions = index.part(part);
            let bound = self.bound(&self.query.root, positions.start);
            if bound == END {
                break;
            }
            if bound > positions.start && bound >= positions.end {
                part = index.part_at(bound, part + 1);
                continue;
            }
            self.readers
                .iter_mut()
                .for_each(|reader| reader.gather(&positions));
            let stretch = Stretch {
                part,
                sentence: None,
                positions,
            };
            if self.holds(&stretch) {
                return Some(stretch);
            }
            part += 1;
        }
        None
    }

    /// A position at or after `from` before which nothing satisfies a node; [`END`] if nothing does any more.
    fn bound(&mut self, node: &Node, from: u32) -> u32 {
        let children = node.children.iter().map(|child| self.bound(child, from));
        match node.op {
            Op::And | Op::Near(_) => children.fold(from, u32::max),
            Op::Or => children.fold(END, u32::min),
            Op::Not | Op::Field(_) => from,
            Op::Run(first, count) => self
                .readers
                .iter_mut()
                .skip(first)
                .take(count)
                .map(|reader| reader.seek(from))
                .fold(from, u32::max),
        }
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
            Op::Run(first, 1) => !self.within(first, &stretch.positions).is_empty(),
            Op::Run(..) | Op::Near(_) => {
                let mut found = false;
                self.node_spans(node, &stretch.positions, &mut |_| found = true);
                found
            }
        }
    }

    /// What a stretch of the part at hand holds of the words asked for, in no order.
    pub(crate) fn spans(&self, positions: &Range<u32>, each: &mut dyn FnMut(Span)) {
        self.node_spans(&self.query.root, positions, each);
    }

    fn node_spans(&self, node: &Node, positions: &Range<u32>, each: &mut dyn FnMut(Span)) {
        match (node.op, &node.children[..]) {
            (Op::Run(first, count), _) => {
                for start in self.within(first, positions) {
                    let mut span = Span {
                        start: start.position(),
                        end: start.position() + 1,
                        reason: start.reason(),
                        stop: count == 1 && self.leaves.get(first).is_some_and(|leaf| leaf.stop),
                    };
                    if self.extend(&mut span, first + 1, first + count) && span.end <= positions.end
                    {
                        each(span);
                    }
                }
            }
            (Op::Near(words), [a, b]) => self.node_spans(a, positions, &mut |a| {
                self.node_spans(b, positions, &mut |b| {
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
                children
                    .iter()
                    .for_each(|child| self.node_spans(child, positions, each));
            }
            _ => {}
        }
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
