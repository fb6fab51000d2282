//! The views that the app renders: what changes as a reader asks. They hold no logic that could be tested without a
//! browser. The record itself is prerendered by `publish`; `browser::record` marks it.
//!
//! Views return their own types, not `AnyView`: code for a type-erased view weighs several times as much.

mod chips;
mod controls;
mod explorer;
mod facets;
mod findings;
mod messages;
mod search_box;

pub use explorer::{Explorer, Taken, explorer_page, remark_page};
pub use findings::{found, is_empty, read};
