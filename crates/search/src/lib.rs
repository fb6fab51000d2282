//! The search engine of Colloquy.
//!
//! An index is made when the site is built ([`build`]) and read in place by every search ([`Index::open`]): opening it
//! costs the same however long the record is. A reader's words become a [`Query`], and [`Index::search`] answers with
//! the parts that satisfy it, best first; [`Results::passages`] gives the sentences to show and the words to highlight.
//!
//! The grammar of queries is in `GRAMMAR.md`, the layout of the index in the documentation of the modules that read it.

#[cfg(feature = "build")]
mod build;
mod bytes;
mod dictionary;
#[cfg(feature = "build")]
mod foldings;
mod index;
pub mod language;
mod matching;
mod plan;
mod postings;
mod query;
mod rank;
mod results;
mod rules;
mod snippet;
mod sort;
mod spelling;
mod suggest;
mod texts;
mod tokens;

#[cfg(feature = "build")]
pub use build::{Options, build, build_texts};
pub use index::{Error, Index, VERSION};
pub use language::Language;
pub use plan::Reason;
pub use query::{Field, Query, is_quote};
pub use results::{Correction, Found, Passage, Reading, Results};
pub use snippet::snippet;
pub use suggest::Suggestion;
pub use texts::Texts;
