//! The embedded record and its search indexes, read in place.

use crate::explore::{Answer, Match};
use search::{Field, Index, Query, Suggestion};
use transcript::model::{ArchivedArchive, Range};
use transcript::words::words;

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

/// What a query finds in the event at a position; `None` where it asks for nothing, or is one
/// letter still being typed. `exact` takes it as written, else a word that finds nothing is taken for misspelled.
#[must_use]
pub fn search(event: usize, query: &str, exact: bool) -> Option<Answer> {
    if !exact && is_begun(query) {
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

/// Whether a query is one letter or digit, with which nearly everything begins; one that is a word by itself, as in Chinese,
/// is more.
fn is_begun(query: &str) -> bool {
    query.chars().count() == 1 && words(query).next().is_some_and(|word| !word.unit)
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
    fn one_letter_is_not_yet_a_search() {
        for letter in ["t", "é", "п", "ε", "م", "7"] {
            assert_eq!(search(0, letter, false), None, "{letter}");
        }
        assert!(search(0, "th", false).is_some());
        assert!(search(0, "t ", false).is_some(), "a space ends the word");
        assert!(search(0, "t", true).is_some());
        assert!(search(0, "中", false).is_some());
    }
}
