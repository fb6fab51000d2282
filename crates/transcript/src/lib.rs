//! The content format of Colloquy: model, parser, checker, diagnostics, tagging.
//!
//! The model has no I/O and knows no browser. With the feature `source` the crate also reads what an editor writes
//! under `content/` (see `content/README.md`) and reports every problem at once.

pub mod address;
pub mod archive;
pub mod model;
pub mod name;
pub mod passage;
#[cfg(feature = "source")]
pub mod source;
pub mod stems;
pub mod words;
