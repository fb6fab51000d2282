//! The dictionary: every form of the text, sorted by bytes, front-coded in blocks.
//!
//! ```text
//! blocks    for each 32 forms
//!             u32 where the suffix of its first form starts, in bytes of the section of suffixes
//!             u32 where the list of its first form starts, in bytes of the section of postings
//! heads     for each form u8 (shared << 4 | added): bytes it shares with the form before (at most 15, and 0 for the
//!           first of a block), bytes its suffix adds (15: 15 or more)
//! counts    for each form u8 how many positions its list has; 255 for a long list
//! suffixes  for each form the bytes it adds; where they are 15 or more, LEB128 of how many beyond 15 comes first;
//!           after those of a form with a long list, two LEB128: bytes from the block's first list to its list, bytes of
//!           its list
//! ```
//! Streams of one kind of thing each compress better than one stream of records.

use crate::bytes::{number, u32_at};
use crate::postings::{Cursor, LONG};

/// Forms in a block.
const BLOCK: usize = 32;
/// Bytes of an entry of the table of blocks.
const ENTRY: usize = 8;

/// Reads the dictionary in place.
#[derive(Clone, Copy)]
pub(crate) struct Dictionary<'a> {
    pub(crate) blocks: &'a [u8],
    pub(crate) heads: &'a [u8],
    pub(crate) counts: &'a [u8],
    pub(crate) suffixes: &'a [u8],
    pub(crate) postings: &'a [u8],
}

/// Walks over the forms in order.
pub(crate) struct Forms<'a> {
    dictionary: Dictionary<'a>,
    /// The number of the next form.
    next: usize,
    suffix: usize,
    /// The current form.
    pub(crate) text: Vec<u8>,
    count: u8,
    /// Where the list of the block's first form starts.
    block: usize,
    /// Where a list at or before the current form's starts, and how many positions of short lists lie between.
    list: usize,
    pending: u32,
    /// Bytes of the current form's list, if it is long.
    long: usize,
}

impl<'a> Dictionary<'a> {
    /// Whether the tables are as long as they must be for a number of forms.
    pub(crate) fn fits(&self, forms: usize) -> bool {
        self.blocks.len() == forms.div_ceil(BLOCK) * ENTRY
            && self.heads.len() == forms
            && self.counts.len() == forms
    }

    /// The forms from the first that is not less than `bound`, already at that form; `None` if there is none.
    pub(crate) fn from(self, bound: &str) -> Option<Forms<'a>> {
        let (mut low, mut high) = (0, self.blocks.len() / ENTRY);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self
                .first(middle)
                .is_some_and(|first| first <= bound.as_bytes())
            {
                low = middle
            } else {
                high = middle
            }
        }
        let mut forms = self.block(low)?;
        while forms.text.as_slice() < bound.as_bytes() {
            forms.advance()?;
        }
        Some(forms)
    }

    /// The list of a form.
    pub(crate) fn list(self, form: &str) -> Option<Cursor<'a>> {
        let mut forms = self.from(form)?;
        (forms.text == form.as_bytes()).then(|| forms.list())
    }

    /// The first form of a block.
    fn first(self, block: usize) -> Option<&'a [u8]> {
        let mut start = u32_at(self.blocks, block * ENTRY)? as usize;
        let length = self.added(*self.heads.get(block * BLOCK)?, &mut start)?;
        self.suffixes.get(start..start.checked_add(length)?)
    }

    /// How many bytes a form adds that has a head; moves past what its suffix says of that.
    fn added(self, head: u8, suffix: &mut usize) -> Option<usize> {
        let added = head as usize & 15;
        if added < 15 {
            return Some(added);
        }
        added.checked_add(number(self.suffixes, suffix)? as usize)
    }

    /// The forms of a block, at its first.
    fn block(self, block: usize) -> Option<Forms<'a>> {
        let mut forms = Forms {
            dictionary: self,
            next: block * BLOCK,
            suffix: 0,
            // Longer than nearly all words, so that it need not grow.
            text: Vec::with_capacity(32),
            count: 0,
            block: 0,
            list: 0,
            pending: 0,
            long: 0,
        };
        forms.advance()?;
        Some(forms)
    }
}

impl<'a> Forms<'a> {
    /// Goes to the next form; `None` at the end, or where bytes are corrupt.
    pub(crate) fn advance(&mut self) -> Option<()> {
        self.pass(usize::MAX)
    }

    /// Goes to the next form that may not begin with the same so many bytes; `None` as above.
    pub(crate) fn pass(&mut self, same: usize) -> Option<()> {
        let Dictionary {
            blocks,
            heads,
            counts,
            suffixes,
            ..
        } = self.dictionary;
        loop {
            if self.next.is_multiple_of(BLOCK) {
                let entry = self.next / BLOCK * ENTRY;
                self.suffix = u32_at(blocks, entry)? as usize;
                self.block = u32_at(blocks, entry + 4)? as usize;
                self.list = self.block;
                self.pending = 0;
            } else if self.count == LONG {
                self.list = self.list.checked_add(self.long)?;
            } else {
                self.pending += self.count as u32;
            }
            let head = *heads.get(self.next)?;
            self.count = *counts.get(self.next)?;
            self.next += 1;
            let added = self.dictionary.added(head, &mut self.suffix)?;
            let end = self.suffix.checked_add(added)?;
            let shared = (head >> 4) as usize;
            // What is passed over shares these bytes, and what comes after it does not need the others.
            let stop = shared < same;
            if stop {
                self.text.truncate(shared);
                self.text.extend_from_slice(suffixes.get(self.suffix..end)?);
            }
            self.suffix = end;
            if self.count == LONG {
                self.list = self
                    .block
                    .checked_add(number(suffixes, &mut self.suffix)? as usize)?;
                self.pending = 0;
                self.long = number(suffixes, &mut self.suffix)? as usize;
            }
            if stop {
                return Some(());
            }
        }
    }

    /// The current form's list.
    pub(crate) fn list(&mut self) -> Cursor<'a> {
        let postings = self.dictionary.postings;
        while self.pending > 0 && number(postings, &mut self.list).is_some() {
            self.pending -= 1;
        }
        self.pending = 0;
        Cursor::new(postings.get(self.list..).unwrap_or_default(), self.count)
    }
}

/// Writes the sections of a dictionary from sorted forms and their positions.
#[cfg(feature = "build")]
pub(crate) fn push_dictionary<'f>(
    entries: impl Iterator<Item = (&'f str, &'f [u32])>,
) -> [Vec<u8>; 5] {
    use crate::{bytes::push_number, postings::push_list};
    let [
        mut blocks,
        mut heads,
        mut counts,
        mut suffixes,
        mut postings,
    ] = [const { Vec::new() }; 5];
    let (mut last, mut block) = ("", 0);
    for (number, (form, positions)) in entries.enumerate() {
        if number % BLOCK == 0 {
            blocks.extend_from_slice(&(suffixes.len() as u32).to_le_bytes());
            blocks.extend_from_slice(&(postings.len() as u32).to_le_bytes());
            (last, block) = ("", postings.len());
        }
        let shared = form
            .bytes()
            .zip(last.bytes())
            .take_while(|(a, b)| a == b)
            .count()
            .min(15);
        let added = &form.as_bytes()[shared..];
        heads.push((shared << 4 | added.len().min(15)) as u8);
        if added.len() >= 15 {
            push_number(&mut suffixes, added.len() as u32 - 15);
        }
        suffixes.extend_from_slice(added);
        let start = postings.len();
        let count = push_list(&mut postings, positions);
        if count == LONG {
            push_number(&mut suffixes, (start - block) as u32);
            push_number(&mut suffixes, (postings.len() - start) as u32);
        }
        counts.push(count);
        last = form;
    }
    [blocks, heads, counts, suffixes, postings]
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn every_form_is_found_with_its_positions(
            entries in proptest::collection::btree_map(
                "[a-c]{1,20}|[aé한]{1,4}",
                proptest::collection::btree_set(0u32..3000, 1..200),
                1..150,
            ),
            absent in "[a-c]{1,4}",
        ) {
            let entries: BTreeMap<String, Vec<u32>> =
                entries.into_iter().map(|(form, positions)| (form, positions.into_iter().collect())).collect();
            let [blocks, heads, counts, suffixes, postings] =
                push_dictionary(entries.iter().map(|(form, positions)| (form.as_str(), positions.as_slice())));
            let dictionary = Dictionary {
                blocks: &blocks, heads: &heads, counts: &counts, suffixes: &suffixes, postings: &postings,
            };
            prop_assert!(dictionary.fits(entries.len()));
            for (form, positions) in &entries {
                let mut list = dictionary.list(form).unwrap();
                for position in positions {
                    prop_assert_eq!(list.position(), *position);
                    list.advance();
                }
            }
            let following = entries.range(absent.clone()..).map(|(form, _)| form.as_bytes());
            let mut forms = dictionary.from(&absent);
            for form in following {
                let forms = forms.as_mut().unwrap();
                prop_assert_eq!(&forms.text[..], form);
                prop_assert_eq!(forms.list().position(), entries[std::str::from_utf8(form).unwrap()][0]);
                forms.advance();
            }
            prop_assert_eq!(dictionary.list(&absent).is_some(), entries.contains_key(&absent));
        }
    }
}
