//! Reading what an editor writes under `content/`, and reporting every problem at once.
//!
//! [`load()`] is the edge that touches the disk; everything else is a function of files in memory.

mod assemble;
mod attributes;
mod characters;
mod check;
mod comments;
mod debris;
mod diagnostic;
mod event;
mod excerpt;
mod file;
pub mod gold;
mod gold_file;
mod heading;
mod ids;
mod inline;
mod ledger;
mod load;
mod lookalikes;
mod numbers;
mod published;
mod reading;
mod sentences;
mod speakers;
mod suggest;
mod syntax;
mod table;
mod tagging;
mod terms;
mod topics;
mod transcript;
mod who;

pub use diagnostic::{Diagnostic, Label, Look, Severity, SourceFile, render};
pub use event::site_address;
pub use file::File;
pub use ledger::{ledger, ledger_of_events};
pub use load::load;
pub use reading::{Folder, Loaded, Reading, read, read_event};
