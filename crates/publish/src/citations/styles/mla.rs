//! MLA: author and place in the source.

use super::super::style::{Form, Place, Style};
use super::super::work::Work;
use super::super::{csl_json, names};
use hayagriva::archive::ArchivedStyle;
use serde_json::{Map, Value, json};

pub(super) const STYLE: Style = Style {
    id: "mla",
    label: "MLA (9th edition)",
    archived: ArchivedStyle::ModernLanguageAssociation,
    locale: "en-US",
    forms: &[
        Form {
            name: "list",
            place: Place::List,
            item: listed,
            written: None,
        },
        Form {
            name: "text",
            place: Place::Text,
            item: in_text,
            written: None,
        },
    ],
};

fn listed(work: &Work) -> Map<String, Value> {
    item(work, names::in_full(&work.author))
}

/// In the text the family name alone stands.
fn in_text(work: &Work) -> Map<String, Value> {
    item(work, names::inverted(&work.author))
}

fn item(work: &Work, author: Value) -> Map<String, Value> {
    let mut item = csl_json::item(work);
    if work.publisher.is_some() {
        item.insert("author".to_owned(), author);
    } else {
        // An institution that would be named twice is named as the publisher.
        item.remove("author");
        item.insert("publisher".to_owned(), json!(names::whole(&work.author)));
    }
    item
}
