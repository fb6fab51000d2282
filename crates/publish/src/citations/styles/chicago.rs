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
            item,
            written: None,
        },
        Form {
            name: "bibliography",
            place: Place::List,
            item,
            written: None,
        },
    ],
};

fn item(work: &Work) -> Map<String, Value> {
    let mut item = csl_json::item(work);
    item.insert("author".to_owned(), names::in_full(&work.author));
    item
}
