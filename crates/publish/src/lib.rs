//! Writes the pages of a build. Trunk calls it as its post-build hook.
//!
//! Each page is a whole document: metadata and furniture made here, the live part rendered by the same views that take
//! it over in the browser. Every address within the folder is relative, so the folder works wherever it is copied.

mod citations;
mod compress;
mod dialogs;
mod document;
mod event_page;
mod events_page;
mod exports;
#[cfg(test)]
mod fixture;
mod glue;
mod live;
mod metadata;
mod missing_page;
mod moved_page;
mod oembed;
mod offline;
mod part;
mod particulars;
mod pictures;
mod pieces;
mod remark_page;
mod scripts;
mod site;
mod standalone;
mod styles;
mod template;
mod topic_index;

pub use document::Document;
pub use pictures::Pictures;
pub use site::{Folder, Options, pages, write};
pub use template::Assets;
