//! The index: the bytes that [`build`](crate::build) makes and every search reads in place.
//!
//! ```text
//!  0  "CLQ", format version (u8)
//!  4  u32 length of the whole in bytes
//!  8  u32 checksum of everything from byte 12 on (FNV-1a); read by `Index::verify` only
//! 12  u32 number of parts
//! 16  u32 number of positions
//! 20  u32 number of forms
//! 24  7 × u32 where each section but the first starts, in bytes of the whole
//! 52  parts      for each part, and once more at the end:
//!                  u32 its first position
//!                  u32 where its sentences start, in bytes of the next section
//!     sentences  for each sentence LEB128 of its number of positions
//!     blocks, heads, counts, suffixes  see `dictionary.rs`
//!     postings   see `postings.rs`
//!     rules      see `rules.rs`
//! ```
//! Numbers are little-endian. A position is the number of a word in the whole record, counted from 0. It is the only
//! thing a posting holds: parts, sentences, phrases and distances all follow from it.

use crate::bytes::{gallop, number, u32_at};
use crate::dictionary::Dictionary;
use crate::language::Language;
use std::ops::Range;

/// Version of the format. Bytes of another version are refused: build the index again.
pub const VERSION: u8 = 2;
/// How many sections there are.
pub(crate) const SECTIONS: usize = 8;
/// Where the first section starts.
pub(crate) const HEADER: usize = 24 + 4 * (SECTIONS - 1);
/// Bytes of an entry of the table of parts.
const PART: usize = 8;

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
    #[cfg(feature = "build")]
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
            #[cfg(feature = "build")]
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
    pub(crate) rules: &'a [u8],
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
        let mut header = [0; HEADER / 4];
        for (number, field) in header.iter_mut().enumerate() {
            *field = u32_at(bytes, number * 4).ok_or(Error::NotAnIndex)?;
        }
        let [magic, length, _, count, positions, forms, starts @ ..] = header;
        let [c, l, q, version] = magic.to_le_bytes();
        if [c, l, q] != *b"CLQ" {
            return Err(Error::NotAnIndex);
        }
        if version != VERSION {
            return Err(Error::Version(version));
        }
        if length as usize != bytes.len() {
            return Err(Error::Length {
                expected: length,
                found: bytes.len(),
            });
        }
        let mut sections = [&bytes[..0]; SECTIONS];
        let mut start = HEADER;
        for (number, section) in sections.iter_mut().enumerate() {
            let end = starts.get(number).copied().unwrap_or(length);
            *section = bytes.get(start..end as usize).ok_or(Error::Layout)?;
            start = end as usize;
        }
        let [
            parts,
            sentences,
            blocks,
            heads,
            counts,
            suffixes,
            postings,
            rules,
        ] = sections;
        let dictionary = Dictionary {
            blocks,
            heads,
            counts,
            suffixes,
            postings,
        };
        if parts.len() as u64 != (count as u64 + 1) * PART as u64
            || !dictionary.fits(forms as usize)
        {
            return Err(Error::Layout);
        }
        Ok(Index {
            language,
            dictionary,
            rules,
            parts,
            sentences,
            positions,
            #[cfg(feature = "build")]
            bytes,
        })
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

    /// The positions of a part; never ends before it starts.
    pub(crate) fn part(&self, part: u32) -> Range<u32> {
        let at = |part| self.entry(part, 0).min(self.positions);
        let start = at(part);
        start..at(part.saturating_add(1)).max(start)
    }

    /// The first part at or after `from` that ends after a position; the number of parts if there is none.
    pub(crate) fn part_at(&self, position: u32, from: u32) -> u32 {
        gallop(from as usize, self.parts() as usize, &|part| {
            self.entry(part as u32 + 1, 0) <= position
        }) as u32
    }

    /// The positions of each sentence of a part, in order.
    pub(crate) fn sentences(&self, part: u32) -> impl Iterator<Item = Range<u32>> + use<'a> {
        let Range {
            start: mut position,
            end,
        } = self.part(part);
        let (from, to) = (self.entry(part, 4), self.entry(part.saturating_add(1), 4));
        let lengths = self
            .sentences
            .get(from as usize..to as usize)
            .unwrap_or_default();
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = position;
            position = start.saturating_add(number(lengths, &mut at)?).min(end);
            Some(start..position)
        })
    }

    /// A number of an entry of the table of parts.
    fn entry(&self, part: u32, at: usize) -> u32 {
        u32_at(self.parts, part as usize * PART + at).unwrap_or(u32::MAX)
    }
}

/// FNV-1a.
#[cfg(feature = "build")]
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |hash, byte| {
        (hash ^ *byte as u32).wrapping_mul(0x0100_0193)
    })
}
