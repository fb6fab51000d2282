//! Chicago, notes and bibliography.

use super::super::style::{Form, Place, Style};
use super::super::work::Work;
use super::super::{csl_json, names};
use hayagriva::archive::ArchivedStyle;
use serde_json::{Map, Value};

pub(super) const STYLE: Style = Style {
    id: "chicago",
    label: "Chicago (18th edition, notes)",
    archived: ArchivedStyle::ChicagoNotes,
    locale: "en-US",
    forms: &[
        Form {
            name: "note",
            place: Place::Text,
            item: noted,
            written: None,
        },
        Form {
            name: "bibliography",
            place: Place::List,
            item: listed,
            written: None,
        },
    ],
};

fn noted(work: &Work) -> Map<String, Value> {
    item(work, names::in_full(&work.author))
}

fn listed(work: &Work) -> Map<String, Value> {
    item(work, names::in_full_inverted(&work.author))
}

fn item(work: &Work, author: Value) -> Map<String, Value> {
    let mut item = csl_json::item(work);
    item.insert("author".to_owned(), author);
    item
}
