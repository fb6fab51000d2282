//! CSL-JSON ([schema](https://docs.citationstyles.org/en/stable/specification.html), version 1.0.2): what the styles
//! are rendered from, and a file for reference managers.

use super::library::Library;
use super::marks::{DAY, MONTH, YEAR};
use super::work::{Author, Work};
use serde_json::{Map, Value, json};
use transcript::model::Date;

pub(super) const LIBRARY: Library = Library {
    id: "csl",
    label: "CSL-JSON",
    extension: "csl.json",
    media_type: "application/vnd.citationstyles.csl+json",
    write,
    join: |entries| format!("[\n{}\n]\n", entries.join(",\n")),
};

/// What every style and every reader of the format is told. A part of a record is a page of the record's: a `speech`
/// would not say in whose words it is.
pub(super) fn item(work: &Work) -> Map<String, Value> {
    let mut item = Map::new();
    let mut set = |key: &str, value: Value| item.insert(key.to_owned(), value);
    set("id", json!(work.key));
    set("type", json!("webpage"));
    set("author", json!([name(&work.author)]));
    set("title", json!(work.title));
    set("genre", json!(work.kind));
    set("container-title", json!(work.within));
    if let Some(publisher) = &work.publisher {
        set("publisher", json!(publisher));
    }
    set("issued", date(work.date));
    set("language", json!(work.language));
    if let Some(address) = &work.address {
        set("URL", json!(address));
    }
    item
}

/// A name in its parts where they are known.
pub(super) fn name(author: &Author) -> Value {
    match author {
        Author::Person { family, given, .. } => json!({ "family": family, "given": given }),
        Author::Whole(name) => json!({ "literal": name }),
    }
}

/// Its day, or the first and the last.
fn dates(work: &Work) -> Value {
    date_parts([work.date].into_iter().chain(work.end))
}

pub(super) fn date(date: Date) -> Value {
    date_parts([date])
}

fn date_parts(dates: impl IntoIterator<Item = Date>) -> Value {
    let parts = dates
        .into_iter()
        .map(|date| json!([date.year, date.month, date.day]));
    json!({ "date-parts": parts.collect::<Vec<_>>() })
}

fn write(work: &Work) -> String {
    let mut item = item(work);
    let mut set = |key: &str, value: Value| item.insert(key.to_owned(), value);
    set("event-title", json!(work.within));
    set("issued", dates(work));
    set("event-date", dates(work));
    if let Some(place) = &work.place {
        set("event-place", json!(place));
    }
    let organisers = work.organisers.iter();
    let organisers: Vec<Value> = organisers.map(|name| json!({ "literal": name })).collect();
    set("organizer", json!(organisers));
    set("note", json!(work.note()));
    if work.accessed {
        let today = [YEAR, MONTH, DAY].map(String::from);
        set("accessed", json!({ "date-parts": [today] }));
    }
    serde_json::to_string_pretty(&item).expect("strings and numbers can be written")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{event, hearing, legible, of};
    use super::*;

    /// The rules of the format's own schema that bear on what is written: no other keys, types, names, dates.
    fn schema() -> Value {
        let name = json!({
            "type": "object",
            "properties": { "family": { "type": "string" }, "given": { "type": "string" }, "literal": { "type": "string" } },
            "anyOf": [{ "required": ["family", "given"] }, { "required": ["literal"] }],
            "additionalProperties": false,
        });
        let names = json!({ "type": "array", "items": name, "minItems": 1 });
        let part = json!({ "type": ["string", "number"] });
        let parts = json!({ "type": "array", "items": part, "minItems": 1, "maxItems": 3 });
        let date = json!({
            "type": "object",
            "properties": { "date-parts": { "type": "array", "items": parts, "minItems": 1, "maxItems": 2 } },
            "required": ["date-parts"],
            "additionalProperties": false,
        });
        let mut properties = Map::new();
        for text in [
            "id",
            "language",
            "URL",
            "title",
            "container-title",
            "publisher",
            "genre",
            "event-title",
            "event-place",
            "note",
        ] {
            properties.insert(text.to_owned(), json!({ "type": "string" }));
        }
        for list in ["author", "organizer"] {
            properties.insert(list.to_owned(), names.clone());
        }
        for day in ["issued", "accessed", "event-date"] {
            properties.insert(day.to_owned(), date.clone());
        }
        // Of the schema's types, those that a part of a record could be.
        let types = [
            "webpage",
            "speech",
            "document",
            "paper-conference",
            "hearing",
        ];
        properties.insert("type".to_owned(), json!({ "enum": types }));
        json!({
            "type": "array",
            "items": {
                "type": "object",
                "properties": properties,
                "required": ["type", "id"],
                "additionalProperties": false,
            },
        })
    }

    #[test]
    fn a_passage() {
        insta::assert_snapshot!(legible(&write(&of("chung-jae-ho").passage())));
    }

    #[test]
    fn what_is_written_keeps_to_the_schema() {
        let schema = jsonschema::validator_for(&schema()).expect("it is a schema");
        let mut works: Vec<_> = event().parts.iter().map(|part| of(&part.id)).collect();
        works.push(hearing(Author::Whole("Sukarno".into())));
        works.extend(works.clone().into_iter().map(|work| work.passage()));
        let written: Vec<String> = works.iter().map(write).collect();
        let file: Value = serde_json::from_str(&(LIBRARY.join)(&written)).expect("JSON");
        let errors: Vec<String> = schema
            .iter_errors(&file)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        let broken = json!([{ "id": "a", "type": "webpage", "author": [{ "name": "Wu" }] }]);
        assert!(!schema.is_valid(&broken), "the schema refuses nothing");
    }
}
