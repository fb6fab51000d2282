//! GB/T 7714-2015, numeric: an entry of the list, to which the text's number refers.

use super::super::csl_json;
use super::super::marks::NAME;
use super::super::names::is_uncased;
use super::super::style::{Form, Place, Style};
use super::super::work::{Author, Work};
use hayagriva::archive::ArchivedStyle;
use serde_json::{Map, Value, json};

pub(super) const STYLE: Style = Style {
    id: "gb-t-7714",
    label: "GB/T 7714-2015",
    archived: ArchivedStyle::Gb77142015Numeric,
    locale: "en-GB",
    forms: &[Form {
        name: "list",
        place: Place::List,
        item,
        written: Some(name),
    }],
};

/// Title and other title information, with colons between; a publisher would take the place of the full date.
fn item(work: &Work) -> Map<String, Value> {
    let mut item = csl_json::item(work);
    let sentences = work
        .sentences
        .map(|sentences| format!(", {sentences}"))
        .unwrap_or_default();
    let title = format!("{}{sentences}: {}: {}", work.title, work.within, work.kind);
    item.insert("title".to_owned(), json!(title));
    item.insert("author".to_owned(), json!([{ "literal": NAME }]));
    for not_asked_for in ["container-title", "publisher", "genre"] {
        item.remove(not_asked_for);
    }
    item
}

/// The family name in capitals, the given name as it is (GB/T 28039); the library would shorten Hailong to H and write
/// institutions in capitals.
fn name(work: &Work) -> String {
    match &work.author {
        Author::Person {
            name,
            family,
            given,
            ..
        } if !is_uncased(name) => format!("{} {given}", family.to_uppercase()),
        Author::Person { name, .. } | Author::Whole(name) => name.clone(),
    }
}
