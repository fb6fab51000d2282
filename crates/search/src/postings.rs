//! Posting lists: the positions at which a form stands.
//!
//! ```text
//! short list, of 1 to 128 positions:
//!     gaps: for each position LEB128 of (position - position before - 1); the first counts from -1
//! long list:
//!     LEB128 number of positions
//!     skips: for each block of 32 positions but the first
//!            u32 last position of the block before
//!            u32 where the block starts, in bytes after the skips
//!     gaps
//! ```
//! The dictionary says how many positions a short list has, and which lists are long. Numbers are little-endian.

use crate::bytes::{gallop, number, u32_at};

/// The most positions of a short list.
#[cfg(feature = "build")]
const SHORT: usize = 128;
/// Positions in a block of a long list.
const BLOCK: u32 = 32;
/// Bytes of a skip.
const SKIP: usize = 8;
/// What the dictionary gives as the count of a long list.
pub(crate) const LONG: u8 = 255;
/// No position: the end of a list.
pub(crate) const END: u32 = u32::MAX;

/// Reads a list forwards.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    skips: &'a [u8],
    gaps: &'a [u8],
    at: usize,
    left: u32,
    count: u32,
    position: u32,
}

impl<'a> Cursor<'a> {
    /// A cursor on the first position of the list at the start of `bytes`, with a count from the dictionary. Corrupt
    /// bytes give a list that ends early.
    pub(crate) fn new(bytes: &'a [u8], count: u8) -> Self {
        let (mut count, mut at, mut skips) = (count as u32, 0, 0);
        if count == LONG as u32 {
            count = number(bytes, &mut at).unwrap_or(0);
            skips = count.saturating_sub(1) as usize / BLOCK as usize * SKIP;
        }
        let body = bytes.get(at..).unwrap_or_default();
        let (skips, gaps) = body.split_at_checked(skips).unwrap_or_default();
        let mut cursor = Cursor {
            skips,
            gaps,
            at: 0,
            left: count,
            count,
            position: END,
        };
        cursor.advance();
        cursor
    }

    /// How many positions the list has.
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// The current position, or [`END`].
    pub(crate) fn position(&self) -> u32 {
        self.position
    }

    /// Goes to the next position.
    pub(crate) fn advance(&mut self) {
        // At the start the position is `END`, which is -1 here.
        let start = self.position.wrapping_add(1);
        self.position = match number(self.gaps, &mut self.at) {
            Some(gap) if self.left > 0 && gap < END - start => {
                self.left -= 1;
                start + gap
            }
            _ => {
                self.left = 0;
                END
            }
        };
    }

    /// Goes to the first position at or after `target`, unless it is past it already.
    pub(crate) fn seek(&mut self, target: u32) -> u32 {
        if self.position < target {
            self.skip(target);
            while self.position < target {
                self.advance();
            }
        }
        self.position
    }

    /// Goes to the last position of the last block that ends before `target`, if that is ahead.
    fn skip(&mut self, target: u32) {
        let last = |block: usize| u32_at(self.skips, block * SKIP).unwrap_or(END);
        let block = ((self.count - self.left) / BLOCK) as usize;
        let ahead = gallop(block, self.skips.len() / SKIP, &|block| {
            last(block) < target
        });
        if ahead > block && last(ahead - 1) > self.position {
            self.position = last(ahead - 1);
            self.at = u32_at(self.skips, ahead * SKIP - 4).unwrap_or(END) as usize;
            self.left = self.count - ahead as u32 * BLOCK;
        }
    }
}

/// Appends a list of ascending positions; gives its count for the dictionary.
#[cfg(feature = "build")]
pub(crate) fn push_list(out: &mut Vec<u8>, positions: &[u32]) -> u8 {
    use crate::bytes::push_number;
    let (mut skips, mut gaps, mut next) = (Vec::new(), Vec::new(), 0u32);
    for (block, positions) in positions.chunks(BLOCK as usize).enumerate() {
        if block > 0 {
            skips.extend_from_slice(&(next - 1).to_le_bytes());
            skips.extend_from_slice(&(gaps.len() as u32).to_le_bytes());
        }
        for position in positions {
            push_number(&mut gaps, position - next);
            next = position + 1;
        }
    }
    let long = positions.len() > SHORT;
    if long {
        push_number(out, positions.len() as u32);
        out.extend_from_slice(&skips);
    }
    out.extend_from_slice(&gaps);
    if long { LONG } else { positions.len() as u8 }
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cursor_finds_the_first_position_at_or_after_the_target(
            positions in proptest::collection::btree_set(0u32..20_000, 1..900),
            targets in proptest::collection::vec(0u32..21_000, 1..40),
        ) {
            let positions: Vec<u32> = positions.into_iter().collect();
            let mut list = Vec::new();
            let count = push_list(&mut list, &positions);
            let mut cursor = Cursor::new(&list, count);
            prop_assert_eq!(cursor.count() as usize, positions.len());
            let mut highest = 0;
            for target in targets {
                highest = highest.max(target);
                let expected = positions.iter().copied().find(|p| *p >= highest).unwrap_or(END);
                prop_assert_eq!(cursor.seek(highest), expected);
            }
        }

        #[test]
        fn any_bytes_give_ascending_positions_that_end(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
            long in any::<bool>(),
            step in 0u32..9000,
        ) {
            let mut cursor = Cursor::new(&bytes, if long { LONG } else { 100 });
            let mut last = None;
            while cursor.position() != END {
                prop_assert!(last < Some(cursor.position()));
                last = Some(cursor.position());
                cursor.advance();
                cursor.seek(last.unwrap().saturating_add(step));
            }
        }
    }
}
