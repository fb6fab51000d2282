//! Which parts and sentences satisfy a plan.

use crate::index::Index;
use crate::plan::{Op, Plan, Reader, Run};
use crate::postings::END;
use crate::texts::Texts;
use std::ops::Range;

/// Where a word of the query stands: the position, and how much it counts.
pub(crate) type Occurrence = (u32, f32);

/// Walks a plan over the parts of a record, forwards.
pub(crate) struct Matcher<'p> {
    plan: &'p Plan<'p>,
    texts: &'p dyn Texts,
    readers: Vec<Vec<Reader<'p>>>,
    /// For each leaf its occurrences in the part at hand, ascending.
    pub(crate) occurrences: Vec<Vec<Occurrence>>,
}

/// A stretch of the record: a part, or a sentence of it.
pub(crate) struct Stretch {
    pub(crate) part: u32,
    pub(crate) sentence: Option<u32>,
    pub(crate) positions: Range<u32>,
}

/// A run of words that the query found: positions, and whether it is a single word of little meaning.
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) stop: bool,
}

impl<'p> Matcher<'p> {
    pub(crate) fn new(plan: &'p Plan<'p>, texts: &'p dyn Texts) -> Self {
        let readers = plan
            .leaves
            .iter()
            .map(|leaf| leaf.lists.iter().map(|(list, _)| list.cursor()).collect());
        Matcher {
            plan,
            texts,
            readers: readers.collect(),
            occurrences: plan.leaves.iter().map(|_| vec![]).collect(),
        }
    }

    /// The first part at or after `part` that satisfies the plan, its occurrences gathered.
    pub(crate) fn next(&mut self, index: &Index, mut part: u32) -> Option<Stretch> {
        while part < index.parts() {
            let positions = index.part(part);
            let bound = self.bound(&self.plan.op, positions.start);
            if bound == END {
                break;
            }
            if bound > positions.start && bound >= positions.end {
                part = index.part_at(bound, part + 1);
                continue;
            }
            let stretch = Stretch {
                part,
                sentence: None,
                positions,
            };
            self.gather(&stretch.positions);
            if self.holds(&stretch) {
                return Some(stretch);
            }
            part += 1;
        }
        None
    }

    /// A position at or after `from` before which nothing satisfies an operator; [`END`] if nothing does any more.
    fn bound(&mut self, op: &Op, from: u32) -> u32 {
        match op {
            Op::Run(run) => self.run_bound(run, from),
            Op::Near(a, b, _) => self.run_bound(a, from).max(self.run_bound(b, from)),
            Op::And(ops) => ops
                .iter()
                .map(|op| self.bound(op, from))
                .fold(from, u32::max),
            Op::Or(ops) => ops
                .iter()
                .map(|op| self.bound(op, from))
                .fold(END, u32::min),
            Op::Not(_) | Op::Field(..) => from,
        }
    }

    fn run_bound(&mut self, run: &Run, from: u32) -> u32 {
        (run.first..run.first + run.offsets.len())
            .map(|leaf| {
                self.readers[leaf]
                    .iter_mut()
                    .map(|reader| reader.seek(from))
                    .fold(END, u32::min)
            })
            .fold(from, u32::max)
    }

    /// Gathers the occurrences of every leaf in a part.
    pub(crate) fn gather(&mut self, positions: &Range<u32>) {
        for ((leaf, readers), out) in self
            .plan
            .leaves
            .iter()
            .zip(&mut self.readers)
            .zip(&mut self.occurrences)
        {
            out.clear();
            for (reader, (_, weight)) in readers.iter_mut().zip(&leaf.lists) {
                reader.seek(positions.start);
                while reader.position() < positions.end {
                    out.push((reader.position(), *weight));
                    reader.advance();
                }
            }
            if readers.len() > 1 {
                out.sort_unstable_by_key(|(position, _)| *position);
            }
        }
    }

    /// Whether a stretch of the part at hand satisfies the plan.
    pub(crate) fn holds(&self, stretch: &Stretch) -> bool {
        self.op_holds(&self.plan.op, stretch)
    }

    fn op_holds(&self, op: &Op, stretch: &Stretch) -> bool {
        match op {
            Op::Run(run) => self.starts(run, stretch.positions.clone()).next().is_some(),
            Op::Near(a, b, words) => self
                .near(a, b, *words, stretch.positions.clone())
                .next()
                .is_some(),
            Op::Field(field, value) => {
                self.texts
                    .matches(stretch.part, stretch.sentence, *field, value)
            }
            Op::And(ops) => ops.iter().all(|op| self.op_holds(op, stretch)),
            Op::Or(ops) => ops.iter().any(|op| self.op_holds(op, stretch)),
            Op::Not(op) => !self.op_holds(op, stretch),
        }
    }

    /// What a stretch of the part at hand holds of the words asked for, ascending by start.
    pub(crate) fn spans(&self, positions: &Range<u32>) -> Vec<Span> {
        let mut out = Vec::new();
        self.op_spans(&self.plan.op, positions, &mut out);
        out.sort_unstable_by_key(|span| (span.start, span.end));
        out
    }

    fn op_spans(&self, op: &Op, positions: &Range<u32>, out: &mut Vec<Span>) {
        let span = |run: &Run, start: u32| Span {
            start,
            end: start + run.length(),
            stop: run.offsets.len() == 1 && self.plan.leaves[run.first].stop,
        };
        match op {
            Op::Run(run) => out.extend(
                self.starts(run, positions.clone())
                    .map(|start| span(run, start)),
            ),
            Op::Near(a, b, words) => {
                for (at, bt) in self.near(a, b, *words, positions.clone()) {
                    out.extend([span(a, at), span(b, bt)]);
                }
            }
            Op::And(ops) | Op::Or(ops) => {
                ops.iter().for_each(|op| self.op_spans(op, positions, out))
            }
            Op::Not(_) | Op::Field(..) => {}
        }
    }

    /// Where a run starts, within some positions.
    fn starts<'m>(
        &'m self,
        run: &'m Run,
        positions: Range<u32>,
    ) -> impl Iterator<Item = u32> + use<'m, 'p> {
        let end = positions.end.saturating_sub(run.length() - 1);
        within(&self.occurrences[run.first], positions.start..end)
            .map(|(start, _)| *start)
            .filter(move |start| {
                run.offsets.iter().enumerate().skip(1).all(|(at, offset)| {
                    self.occurrences[run.first + at]
                        .binary_search_by_key(&(start + offset), |(p, _)| *p)
                        .is_ok()
                })
            })
    }

    /// Where two runs start that have at most so many words from one to the other, within some positions.
    fn near<'m>(
        &'m self,
        a: &'m Run,
        b: &'m Run,
        words: u32,
        positions: Range<u32>,
    ) -> impl Iterator<Item = (u32, u32)> + use<'m, 'p> {
        let reach = words.saturating_add(a.length().max(b.length()));
        self.starts(a, positions.clone()).flat_map(move |at| {
            let around = at.saturating_sub(reach).max(positions.start)
                ..at.saturating_add(reach)
                    .saturating_add(b.length())
                    .min(positions.end);
            self.starts(b, around)
                .map(move |bt| (at, bt))
                .filter(move |(at, bt)| {
                    let (a_last, b_last) = (at + a.length() - 1, bt + b.length() - 1);
                    // A run is not near itself: they must not overlap.
                    let distance = if *bt > a_last {
                        bt - a_last
                    } else {
                        at.saturating_sub(b_last)
                    };
                    (1..=words).contains(&distance)
                })
        })
    }
}

impl Run {
    /// Positions from its first word to one past its last.
    fn length(&self) -> u32 {
        self.offsets.last().map_or(1, |last| last + 1)
    }
}

/// The occurrences within some positions.
pub(crate) fn within(
    occurrences: &[Occurrence],
    positions: Range<u32>,
) -> impl Iterator<Item = &Occurrence> {
    let start = occurrences.partition_point(|(position, _)| *position < positions.start);
    occurrences[start..]
        .iter()
        .take_while(move |(position, _)| *position < positions.end)
}
