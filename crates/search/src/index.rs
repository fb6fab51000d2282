//! The index: the bytes that [`build`](crate::build) makes and every search reads in place.
//!
//! ```text
//!  0  "CLQ", format version (u8)
//!  4  u32 length of the whole in bytes
//!  8  u32 checksum of everything after byte 12 (FNV-1a); read by [`Index::verify`] only
//! 12  u32 number of parts
//! 16  u32 number of positions
//! 20  u32 number of forms
//! 24  u32 where the sentences start   ─┐
//! 28  u32 where the blocks start       │ bytes from the start of the index, ascending
//! 32  u32 where the forms start        │
//! 36  u32 where the postings start     │
//! 40  u32 where the foldings start    ─┘
//! 44  parts: for each part and once more at the end:
//!            u32 first position
//!            u32 where its sentences start, in bytes of the section of sentences
//!     sentences: for each sentence LEB128 of its number of positions
//!     blocks, forms: see `dictionary.rs`
//!     postings: see `postings.rs`
//!     foldings: see `folding.rs`
//! ```
//! Numbers are little-endian. A position is the number of a word in the whole record, counted from 0. It is the only
//! thing a posting holds: parts, sentences, phrases and distances all follow from it.

use crate::bytes::{number, u32_at};
use crate::dictionary::Dictionary;
use crate::language::Language;
use std::ops::Range;

/// Version of the format. Bytes of another version are refused: build the index again.
pub const VERSION: u8 = 1;
/// Bytes before the table of parts.
pub(crate) const HEADER: usize = 44;
/// Bytes of an entry of the table of parts.
pub(crate) const PART: usize = 8;

/// Why bytes are not an index this version can read. The remedy is always the same: build the index again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Error {
    /// The bytes do not begin as an index does.
    NotAnIndex,
    /// The format has another version: the one found.
    Version(u8),
    /// The length is not the one the header gives: bytes are missing or were added.
    Length {
        /// Bytes the header promises.
        expected: u32,
        /// Bytes there are.
        found: usize,
    },
    /// The sections do not fit into one another.
    Layout,
    /// The checksum is not the one the header gives; found by [`Index::verify`] only.
    Checksum,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::NotAnIndex => f.write_str("not a search index"),
            Error::Version(found) => write!(
                f,
                "search index of version {found}, expected {VERSION}: build it again"
            ),
            Error::Length { expected, found } => {
                write!(
                    f,
                    "search index of {found} bytes, expected {expected}: build it again"
                )
            }
            Error::Layout => f.write_str("search index with a corrupt header: build it again"),
            Error::Checksum => f.write_str("search index with corrupt bytes: build it again"),
        }
    }
}

impl std::error::Error for Error {}

/// An index, read in place.
#[derive(Clone, Copy)]
pub struct Index<'a> {
    pub(crate) language: Language,
    pub(crate) dictionary: Dictionary<'a>,
    pub(crate) foldings: &'a [u8],
    parts: &'a [u8],
    sentences: &'a [u8],
    positions: u32,
    #[cfg(feature = "build")]
    bytes: &'a [u8],
}

impl<'a> Index<'a> {
    /// Opens an index whose text is in a language. Costs the same however long the text is; nothing is copied.
    ///
    /// Bytes that are corrupt in a place that this does not look at give wrong results, never a panic.
    pub fn open(bytes: &'a [u8], language: Language) -> Result<Self, Error> {
        let field = |at| u32_at(bytes, at).ok_or(Error::NotAnIndex);
        let magic = field(0)?.to_le_bytes();
        if magic[..3] != *b"CLQ" {
            return Err(Error::NotAnIndex);
        }
        if magic[3] != VERSION {
            return Err(Error::Version(magic[3]));
        }
        let expected = field(4)?;
        if expected as usize != bytes.len() {
            return Err(Error::Length {
                expected,
                found: bytes.len(),
            });
        }
        let section = |from: usize, to: usize| bytes.get(from..to).ok_or(Error::Layout);
        let offset = |at| field(at).map(|offset| offset as usize);
        let (sentences, blocks, forms, postings, foldings) = (
            offset(24)?,
            offset(28)?,
            offset(32)?,
            offset(36)?,
            offset(40)?,
        );
        let index = Index {
            language,
            parts: section(HEADER, sentences)?,
            sentences: section(sentences, blocks)?,
            dictionary: Dictionary {
                blocks: section(blocks, forms)?,
                forms: section(forms, postings)?,
                postings: section(postings, foldings)?,
            },
            foldings: section(foldings, bytes.len())?,
            positions: field(16)?,
            #[cfg(feature = "build")]
            bytes,
        };
        let table = (field(12)? as usize)
            .checked_add(1)
            .and_then(|parts| parts.checked_mul(PART));
        if table != Some(index.parts.len())
            || Dictionary::table_len(field(20)? as usize) != index.dictionary.blocks.len()
        {
            return Err(Error::Layout);
        }
        Ok(index)
    }

    /// Reads every byte and holds it against the checksum.
    #[cfg(feature = "build")]
    pub fn verify(&self) -> Result<(), Error> {
        (u32_at(self.bytes, 8) == Some(checksum(&self.bytes[12..])))
            .then_some(())
            .ok_or(Error::Checksum)
    }

    /// How many parts there are.
    pub fn parts(&self) -> u32 {
        (self.parts.len() / PART) as u32 - 1
    }

    /// How many positions there are.
    pub(crate) fn positions(&self) -> u32 {
        self.positions
    }

    /// The positions of a part.
    pub(crate) fn part(&self, part: u32) -> Range<u32> {
        let start = |part: u32| u32_at(self.parts, part as usize * PART).unwrap_or(u32::MAX);
        start(part)..start(part.saturating_add(1))
    }

    /// The first part at or after `from` that ends after a position; the number of parts if there is none.
    pub(crate) fn part_at(&self, position: u32, from: u32) -> u32 {
        let (mut low, mut high) = (from, self.parts());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.part(middle).end <= position {
                low = middle + 1
            } else {
                high = middle
            }
        }
        low
    }

    /// The positions of each sentence of a part, in order.
    pub(crate) fn sentences(&self, part: u32) -> impl Iterator<Item = Range<u32>> + use<'a> {
        let Range {
            start: mut position,
            end,
        } = self.part(part);
        let offset = |part: u32| u32_at(self.parts, part as usize * PART + 4).unwrap_or(0) as usize;
        let lengths = self
            .sentences
            .get(offset(part)..offset(part.saturating_add(1)))
            .unwrap_or_default();
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = position;
            position = start.saturating_add(number(lengths, &mut at)?).min(end);
            Some(start..position)
        })
    }
}

/// FNV-1a.
#[cfg(feature = "build")]
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |hash, byte| {
        (hash ^ *byte as u32).wrapping_mul(0x0100_0193)
    })
}
