//! Works for the tests.

use super::marks;
use super::work::{Author, Work};
use transcript::model::{ArchivedEvent, Date};

pub(super) fn event() -> &'static ArchivedEvent {
    &colloquy::archive::archive().events[0]
}

/// A part of the repository's own event, with everything that the dialog's citations have.
pub(super) fn of(part: &str) -> Work {
    let position = event().parts.iter().position(|each| each.id == part);
    Work {
        accessed: true,
        ..Work::new(
            event(),
            position.expect("the record has it"),
            Some(marks::ADDRESS.to_string()),
        )
    }
}

/// A work of another kind: a verbatim record of a hearing, where family names stand last.
pub(super) fn hearing(author: Author) -> Work {
    Work {
        key: "hearing.doe".into(),
        author,
        title: "Answer".into(),
        kind: "verbatim record by Committee on Water".into(),
        within: "Hearing on 100% Clean & Safe Water".into(),
        publisher: Some("Committee on Water".into()),
        organisers: vec!["Committee on Water".into()],
        place: None,
        date: Date {
            year: 2024,
            month: 5,
            day: 3,
        },
        end: None,
        language: "en".into(),
        address: Some(marks::ADDRESS.to_string()),
        accessed: true,
        sentences: None,
    }
}

pub(super) fn person(given: &str, family: &str) -> Author {
    Author::Person {
        name: format!("{given} {family}"),
        family: family.into(),
        given: given.into(),
        family_first: false,
    }
}

/// A person of China, Japan or Korea.
pub(super) fn eastern(family: &str, given: &str, join: &str) -> Author {
    Author::Person {
        name: format!("{family}{join}{given}"),
        family: family.into(),
        given: given.into(),
        family_first: true,
    }
}

/// Text with each mark as a word in braces.
pub(super) fn legible(text: &str) -> String {
    let words = [
        (marks::ADDRESS, "{address}"),
        (marks::SENTENCES, "{sentences}"),
        (marks::YEAR, "{year}"),
        (marks::MONTH, "{month}"),
        (marks::DAY, "{day}"),
        (marks::MONTH_NAME, "{month name}"),
        (marks::DAY_PLAIN, "{day, plain}"),
        (marks::PASSAGE, "{passage}"),
        (marks::NAME, "{name}"),
        (marks::TITLE, "{title}"),
    ];
    words.iter().fold(text.to_owned(), |text, (mark, word)| {
        text.replace(*mark, word)
    })
}
