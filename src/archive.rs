//! The embedded record and its search indexes, read in place.

use crate::explore::Match;
use search::{Index, Query};
use transcript::model::{ArchivedArchive, Range};

static ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/archive.bin"));
include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Everything that `content/` held when this was built.
#[must_use]
pub fn archive() -> &'static ArchivedArchive {
    // SAFETY: `build.rs` wrote these bytes in the same build, from the same types.
    unsafe { transcript::archive::open_trusted(ARCHIVE) }
}

/// What a query finds in the event at a position, best part first; `None` where it asks for nothing.
#[must_use]
pub fn search(event: usize, query: &str) -> Option<Vec<Match>> {
    let (bytes, language) = INDEXES[event];
    let event = &archive().events[event];
    let index = Index::open(bytes, language).expect("this build made the index");
    let results = index.search(&Query::parse(query), event)?;
    let matches = results.found.iter().map(|found| {
        let passages = results
            .passages(found.part, event)
            .into_iter()
            .map(|passage| {
                let marks = passage.ranges.iter().map(|range| Range {
                    start: range.start as u32,
                    end: range.end as u32,
                });
                (passage.sentence as usize, marks.collect())
            });
        Match {
            part: found.part as usize,
            sentences: passages.collect(),
        }
    });
    Some(matches.collect())
}
