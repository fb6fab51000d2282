//! The views: what a reader sees. They hold no logic that could be tested without a browser.

mod chips;
mod explorer;
mod facets;
mod findings;
mod messages;
mod part;
mod search_box;
mod sentence;
mod tags;

pub use explorer::{Explorer, Page, Shown, explorer_page, remark_page};
