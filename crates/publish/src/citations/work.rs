//! What is cited: one part of a record, with all that a citation says of it.

use super::marks::{PASSAGE, SENTENCES, unmarked};
use crate::remark_page::numbered;
use colloquy::strings::{capitalised, citation_strings};
use transcript::model::{ArchivedEvent, ArchivedSpeaker, Date};

/// A part of a record, or a passage of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Work {
    /// A name that no other work of the folder has.
    pub(super) key: String,
    /// Who is cited.
    pub(super) author: Author,
    /// What it is in the proceedings, such as `Opening address`.
    pub(super) title: String,
    /// What kind of record it comes from, such as `summary by the Institute, not a verbatim record`.
    pub(super) kind: String,
    /// Title of the event.
    pub(super) within: String,
    /// Who made the record, but where that is who is cited.
    pub(super) publisher: Option<String>,
    pub(super) organisers: Vec<String>,
    pub(super) place: Option<String>,
    /// Its day, the first of several.
    pub(super) date: Date,
    /// The last of several.
    pub(super) end: Option<Date>,
    pub(super) language: String,
    /// Where it can be read.
    pub(super) address: Option<String>,
    /// Whether the day of reading is to be told, by its marks.
    pub(super) accessed: bool,
    /// The mark of the passage's sentences; `None` for the whole.
    pub(super) sentences: Option<char>,
}

/// Who is cited.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Author {
    /// A person whose family name is known.
    Person {
        name: String,
        family: String,
        given: String,
        family_first: bool,
    },
    /// A person whose name is taken whole, or an institution.
    Whole(String),
}

impl Work {
    pub(super) fn new(event: &ArchivedEvent, position: usize, address: Option<String>) -> Self {
        let strings = citation_strings(&event.language);
        let part = &event.parts[position];
        let maker = event.record.publisher.as_str();
        let speaker = event.speaker(part);
        Self {
            key: format!("{}.{}", event.id, part.id),
            author: speaker.map_or_else(|| Author::Whole(unmarked(maker)), Author::of),
            title: numbered(event, position, (strings.part_title)(&part.kind)),
            kind: unmarked(&(strings.record_description)(
                &event.record.kind,
                speaker.map(|_| maker),
            )),
            within: unmarked(&event.title),
            publisher: speaker.map(|_| unmarked(maker)),
            organisers: event
                .organisers
                .iter()
                .map(|organiser| unmarked(&organiser.name))
                .collect(),
            place: event.place.as_ref().map(|place| unmarked(place)),
            date: Date::from(&event.date),
            end: event.end.as_ref().map(Date::from),
            language: event.language.to_string(),
            address,
            accessed: false,
            sentences: None,
        }
    }

    /// The same work, cited for a passage of it.
    pub(super) fn passage(self) -> Self {
        Self {
            key: format!("{}{PASSAGE}", self.key),
            sentences: Some(SENTENCES),
            ..self
        }
    }

    /// What a note says of it: the kind of record and the sentences.
    pub(super) fn note(&self) -> String {
        match self.sentences {
            Some(sentences) => format!("{}; {sentences}", capitalised(&self.kind)),
            None => capitalised(&self.kind),
        }
    }
}

impl Author {
    fn of(speaker: &ArchivedSpeaker) -> Self {
        match speaker.split_name() {
            Some(split) => Self::Person {
                name: unmarked(&speaker.name),
                family: unmarked(split.family),
                given: unmarked(split.given),
                family_first: split.family_first,
            },
            None => Self::Whole(unmarked(&speaker.name)),
        }
    }
}
