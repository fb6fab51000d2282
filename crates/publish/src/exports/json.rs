//! JSON: everything, for programs. Its shape is in `docs/record.schema.json`.

use super::{Export, Record, kind, record_kind, words};
use serde_json::{Value, json};
use transcript::model::{ArchivedPart, ArchivedSpeaker, Date};

pub(super) const EXPORT: Export = Export {
    file: "record.json",
    label: "JSON",
    write,
};

fn write(record: &Record<'_>) -> String {
    let event = record.event;
    let topics: Vec<Value> = event
        .topics
        .iter()
        .map(|topic| {
            let group = &event.groups[usize::from(topic.group.to_native())];
            json!({ "id": topic.id.as_str(), "label": topic.label.as_str(), "covers": topic.covers.as_str(), "group": group.label.as_str() })
        })
        .collect();
    let json = json!({
        "id": event.id.as_str(),
        "title": event.title.as_str(),
        "date": Date::from(&event.date).to_string(),
        "language": event.language.as_str(),
        "address": record.address(),
        "record": {
            "kind": record_kind(event),
            "publisher": event.record.publisher.as_str(),
            "note": event.record.note.as_ref().map(|note| note.as_str()),
            "source": event.record.source.as_ref().map(|source| source.as_str()),
        },
        "speakers": event.speakers.iter().map(|speaker| self::speaker(record, speaker)).collect::<Vec<_>>(),
        "topics": topics,
        "parts": event.parts.iter().map(|part| self::part(record, part)).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&json).expect("strings and numbers can be written") + "\n"
}

fn speaker(record: &Record<'_>, speaker: &ArchivedSpeaker) -> Value {
    json!({
        "id": speaker.id.as_str(),
        "name": speaker.name.as_str(),
        "role": speaker.role.as_ref().map(|role| role.as_str()),
        "affiliation": speaker.affiliation.as_ref().map(|affiliation| affiliation.as_str()),
        "side": record.event.side(speaker).map(|side| side.label.as_str()),
    })
}

fn part(record: &Record<'_>, part: &ArchivedPart) -> Value {
    let sentences: Vec<Value> = part
        .text
        .sentences
        .iter()
        .enumerate()
        .map(|(number, sentence)| {
            json!({
                "number": number + 1,
                "paragraph": sentence.paragraph.to_native() + 1,
                "text": words(part, sentence),
                "topics": record.topics(sentence),
                "address": record.sentence_address(part, number),
            })
        })
        .collect();
    json!({
        "id": part.id.as_str(),
        "kind": kind(part),
        "speaker": record.event.speaker(part).map(|speaker| speaker.id.as_str()),
        "address": record.part_address(part),
        "text": part.text.plain.as_str(),
        "sentences": sentences,
    })
}
