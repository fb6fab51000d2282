//! The words of a sentence that stand out, and why.

use transcript::model::Range;

/// Why words stand out; where marks overlap, the later kind shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The address names them.
    Named,
    /// They earned a chosen topic.
    Earned,
    /// The query matched them.
    Matched,
}

/// Lays marks side by side: in order, apart, none empty. Ranges are bytes from the sentence's start.
#[must_use]
pub fn side_by_side(marks: &[(Mark, Range)]) -> Vec<(Mark, Range)> {
    let mut cuts: Vec<u32> = marks
        .iter()
        .flat_map(|(_, range)| [range.start, range.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut out: Vec<(Mark, Range)> = Vec::new();
    for cut in cuts.windows(2) {
        let (start, end) = (cut[0], cut[1]);
        let strongest = marks
            .iter()
            .filter(|(_, range)| range.start <= start && end <= range.end)
            .map(|(mark, _)| *mark)
            .max();
        match (strongest, out.last_mut()) {
            (None, _) => {}
            (Some(mark), Some((last, range))) if *last == mark && range.end == start => {
                range.end = end
            }
            (Some(mark), _) => out.push((mark, Range { start, end })),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn range(start: u32, end: u32) -> Range {
        Range { start, end }
    }

    #[test]
    fn the_strongest_of_two_marks_shows() {
        let marks = [(Mark::Earned, range(0, 10)), (Mark::Matched, range(4, 6))];
        let expected = [
            (Mark::Earned, range(0, 4)),
            (Mark::Matched, range(4, 6)),
            (Mark::Earned, range(6, 10)),
        ];
        assert_eq!(side_by_side(&marks), expected);
    }

    #[test]
    fn marks_that_touch_are_one() {
        let marks = [(Mark::Matched, range(0, 3)), (Mark::Matched, range(3, 5))];
        assert_eq!(side_by_side(&marks), [(Mark::Matched, range(0, 5))]);
    }

    proptest! {
        #[test]
        fn every_byte_shows_its_strongest_mark(
            marks in proptest::collection::vec((0..3usize, 0..30u32, 0..8u32), 0..6)
        ) {
            let kinds = [Mark::Named, Mark::Earned, Mark::Matched];
            let marks: Vec<(Mark, Range)> =
                marks.into_iter().map(|(kind, start, len)| (kinds[kind], range(start, start + len))).collect();
            let laid = side_by_side(&marks);
            prop_assert!(laid.windows(2).all(|pair| pair[0].1.end <= pair[1].1.start));
            for byte in 0..40 {
                let at = |marks: &[(Mark, Range)]| {
                    marks.iter().filter(|(_, r)| r.start <= byte && byte < r.end).map(|(mark, _)| *mark).max()
                };
                prop_assert_eq!(at(&laid), at(&marks));
            }
        }
    }
}
