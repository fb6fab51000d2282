//! The embedded record and its search indexes, read in place.

use crate::explore::{Answer, Match};
use search::{Field, Index, Query, Suggestion};
use transcript::model::{ArchivedArchive, Range};

static ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/archive.bin"));
include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Everything that `content/` held when this was built.
#[must_use]
pub fn archive() -> &'static ArchivedArchive {
    // SAFETY: `build.rs` wrote these bytes in the same build, from the same types.
    unsafe { transcript::archive::open_trusted(ARCHIVE) }
}

/// The index of the event at a position.
fn index(event: usize) -> Index<'static> {
    let (bytes, language) = INDEXES[event];
    Index::open(bytes, language).expect("this build made the index")
}

/// What a query finds in the event at a position; `None` where it asks for nothing, or is one Latin letter or digit still
/// being typed, which would find nearly everything. `exact` takes it as written, else a
/// word that finds nothing is taken for misspelled.
#[must_use]
pub fn search(event: usize, query: &str, exact: bool) -> Option<Answer> {
    if let [letter] = query.as_bytes()
        && letter.is_ascii_alphanumeric()
        && !exact
    {
        return None;
    }
    let index = index(event);
    let event = &archive().events[event];
    let mut query = Query::parse(query);
    if exact {
        query = query.as_written();
    }
    let results = index.search(&query, event)?;
    let matches: Vec<Match> = results
        .found
        .iter()
        .map(|found| {
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
        })
        .collect();
    Some(Answer {
        matches,
        reading: results.reading,
    })
}

/// How many names and how many phrases are suggested.
const SUGGESTIONS: usize = 4;

/// What a reader who typed this may be about to type.
#[must_use]
pub fn suggest(event: usize, typed: &str) -> Vec<Suggestion> {
    let index = index(event);
    let event = &archive().events[event];
    let topics = event
        .topics
        .iter()
        .map(|topic| (Field::Topic, topic.id.as_str(), topic.label.as_str()));
    let called: Vec<_> = (0..event.speakers.len())
        .map(|speaker| event.told_apart(speaker))
        .collect();
    let speakers = event
        .speakers
        .iter()
        .zip(&called)
        .map(|(speaker, called)| (Field::Speaker, speaker.id.as_str(), &**called));
    let sides = event
        .sides
        .iter()
        .map(|side| (Field::Side, side.id.as_str(), side.label.as_str()));
    let names: Vec<_> = topics.chain(speakers).chain(sides).collect();
    index.suggest(typed, &names, event, SUGGESTIONS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_latin_letter_is_not_yet_a_search() {
        assert_eq!(search(0, "t", false), None);
        assert!(search(0, "th", false).is_some());
        assert!(search(0, "t ", false).is_some(), "a space ends the word");
        assert!(search(0, "t", true).is_some());
        assert!(search(0, "中", false).is_some());
    }
}
