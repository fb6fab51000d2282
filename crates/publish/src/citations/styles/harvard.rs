//! Harvard, as Cite Them Right has it.

use super::super::style::{Form, Place, Style};
use super::super::work::Work;
use super::super::{csl_json, names};
use colloquy::strings::capitalised;
use hayagriva::archive::ArchivedStyle;
use serde_json::{Map, Value, json};

pub(super) const STYLE: Style = Style {
    id: "harvard",
    label: "Harvard (Cite Them Right)",
    archived: ArchivedStyle::HarvardCiteThemRight,
    locale: "en-GB",
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
    item.insert("author".to_owned(), names::inverted(&work.author));
    // The library writes the medium in brackets, and no genre.
    item.insert("medium".to_owned(), json!(capitalised(&work.kind)));
    item
}
