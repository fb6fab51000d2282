//! APA: author and date. A remark is a part of the record, and the record's kind stands in brackets after its title.

use super::super::style::{Form, Place, Style};
use super::super::work::Work;
use super::super::{csl_json, names};
use hayagriva::archive::ArchivedStyle;
use serde_json::{Map, Value, json};

pub(super) const STYLE: Style = Style {
    id: "apa",
    label: "APA (7th edition)",
    archived: ArchivedStyle::AmericanPsychologicalAssociation,
    locale: "en-US",
    forms: &[
        Form {
            name: "list",
            place: Place::List,
            item,
            written: None,
        },
        Form {
            name: "text",
            place: Place::Text,
            item,
            written: None,
        },
    ],
};

fn item(work: &Work) -> Map<String, Value> {
    let mut item = csl_json::item(work);
    // The library writes a `document` within another as the style writes parts.
    item.insert("type".to_owned(), json!("document"));
    item.insert("author".to_owned(), names::inverted(&work.author));
    item
}
