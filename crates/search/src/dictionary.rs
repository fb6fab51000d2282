//! The dictionary: every form of the text, sorted by bytes, front-coded in blocks.
//!
//! ```text
//! blocks    for each 32 forms:
//!             u32 where the block's forms start, in bytes of the section of forms
//!             u32 where the list of its first form starts, in bytes of the section of postings
//! forms     for each form:
//!             u8 (shared << 4 | added): bytes shared with the form before (0 for the first of a block), bytes added;
//!                15 in either half says that 15 or more follow as LEB128, less 15, shared first
//!             added bytes of UTF-8
//!             LEB128 length of its list in bytes; the lists follow one another
//! ```
//! A plain automaton (the `fst` crate) over the seminar's forms is no smaller and its reader is three times the code;
//! searching for near spellings walks a list of this kind about as fast as an automaton, since neighbours share
//! prefixes.

use crate::bytes::{number, u32_at};

/// Forms in a block.
const BLOCK: usize = 32;
/// Bytes of an entry of the table of blocks.
const ENTRY: usize = 8;

/// Reads the dictionary in place.
#[derive(Clone, Copy)]
pub(crate) struct Dictionary<'a> {
    pub(crate) blocks: &'a [u8],
    pub(crate) forms: &'a [u8],
    pub(crate) postings: &'a [u8],
}

/// Walks over the forms in order.
pub(crate) struct Forms<'a> {
    dictionary: Dictionary<'a>,
    at: usize,
    number: usize,
    text: Vec<u8>,
    shared: usize,
    list: std::ops::Range<usize>,
}

impl<'a> Dictionary<'a> {
    /// Bytes of the table of blocks for a number of forms.
    pub(crate) fn table_len(forms: usize) -> usize {
        forms.div_ceil(BLOCK) * ENTRY
    }

    /// All forms.
    pub(crate) fn forms(self) -> Forms<'a> {
        self.block(0)
    }

    /// The forms from the first that is not less than `bound`, already at that form; `None` if there is none.
    pub(crate) fn from(self, bound: &[u8]) -> Option<Forms<'a>> {
        let (mut low, mut high) = (0, self.blocks.len() / ENTRY);
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            let mut forms = self.block(middle);
            if forms.advance() && forms.text() <= bound {
                low = middle
            } else {
                high = middle
            }
        }
        let mut forms = self.block(low);
        while forms.advance() {
            if forms.text() >= bound {
                return Some(forms);
            }
        }
        None
    }

    /// The list of a form.
    pub(crate) fn list(self, form: &[u8]) -> Option<&'a [u8]> {
        let forms = self.from(form)?;
        (forms.text() == form).then(|| forms.list())
    }

    fn block(self, block: usize) -> Forms<'a> {
        let at = u32_at(self.blocks, block * ENTRY).unwrap_or(u32::MAX) as usize;
        let list = u32_at(self.blocks, block * ENTRY + 4).unwrap_or(0) as usize;
        Forms {
            dictionary: self,
            at,
            number: block * BLOCK,
            text: Vec::new(),
            shared: 0,
            list: list..list,
        }
    }
}

impl<'a> Forms<'a> {
    /// Goes to the next form; false at the end, or where bytes are corrupt.
    pub(crate) fn advance(&mut self) -> bool {
        self.read().is_some()
    }

    fn read(&mut self) -> Option<()> {
        let bytes = self.dictionary.forms;
        if self.at >= bytes.len() {
            return None;
        }
        let head = *bytes.get(self.at)?;
        self.at += 1;
        let mut half = |four: u8| match four {
            15 => number(bytes, &mut self.at).map(|n| n.saturating_add(15) as usize),
            n => Some(n as usize),
        };
        let shared = half(head >> 4)?;
        let added = half(head & 15)?;
        if shared > self.text.len() {
            return None;
        }
        let suffix = bytes.get(self.at..self.at.checked_add(added)?)?;
        self.at += added;
        self.text.truncate(shared);
        self.text.extend_from_slice(suffix);
        self.shared = shared;
        let len = number(bytes, &mut self.at)? as usize;
        self.list = self.list.end..self.list.end.checked_add(len)?;
        self.number += 1;
        Some(())
    }

    /// The current form.
    pub(crate) fn text(&self) -> &[u8] {
        &self.text
    }

    /// The current form's list.
    pub(crate) fn list(&self) -> &'a [u8] {
        self.dictionary
            .postings
            .get(self.list.clone())
            .unwrap_or_default()
    }
}

/// Writes the sections of a dictionary from sorted forms and their positions.
#[cfg(feature = "build")]
pub(crate) fn push_dictionary<'f>(
    entries: impl Iterator<Item = (&'f str, &'f [u32])>,
) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    use crate::bytes::push_number;
    let (mut blocks, mut forms, mut postings) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = "";
    for (number, (form, positions)) in entries.enumerate() {
        if number % BLOCK == 0 {
            blocks.extend_from_slice(&(forms.len() as u32).to_le_bytes());
            blocks.extend_from_slice(&(postings.len() as u32).to_le_bytes());
            last = "";
        }
        let shared = form
            .bytes()
            .zip(last.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let added = &form.as_bytes()[shared..];
        forms.push((shared.min(15) << 4 | added.len().min(15)) as u8);
        for len in [shared, added.len()] {
            if len >= 15 {
                push_number(&mut forms, len as u32 - 15);
            }
        }
        forms.extend_from_slice(added);
        let start = postings.len();
        crate::postings::push_list(&mut postings, positions);
        push_number(&mut forms, (postings.len() - start) as u32);
        last = form;
    }
    (blocks, forms, postings)
}
