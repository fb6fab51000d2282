//! JSON: everything but the words that earned a topic, for programs. Its shape is in `docs/record.schema.json`.

use super::{Export, Record, kind, record_kind, words};
use serde_json::{Value, json};
use transcript::model::{
    ArchivedEvent, ArchivedPart, ArchivedSentence, ArchivedSpanKind, ArchivedSpeaker, ArchivedText,
    Date,
};

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
        "end": event.end.as_ref().map(|end| Date::from(end).to_string()),
        "language": event.language.as_str(),
        "address": record.address(),
        "theme": event.theme.as_ref().map(|theme| theme.as_str()),
        "place": event.place.as_ref().map(|place| place.as_str()),
        "contact": event.contact.as_ref().map(|contact| contact.as_str()),
        "organisers": organisers(event),
        "moderators": moderators(event),
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

fn organisers(event: &ArchivedEvent) -> Vec<Value> {
    let organisers = event.organisers.iter();
    organisers
        .map(|organiser| {
            json!({
                "name": organiser.name.as_str(),
                "url": organiser.url.as_ref().map(|url| url.as_str()),
            })
        })
        .collect()
}

fn moderators(event: &ArchivedEvent) -> Vec<Value> {
    let moderators = event.moderators.iter();
    moderators
        .map(|moderator| {
            json!({
                "name": moderator.name.as_str(),
                "role": moderator.role.as_ref().map(|role| role.as_str()),
                "affiliation": moderator.affiliation.as_ref().map(|affiliation| affiliation.as_str()),
                "session": moderator.session.as_ref().map(|session| session.as_str()),
            })
        })
        .collect()
}

fn speaker(record: &Record<'_>, speaker: &ArchivedSpeaker) -> Value {
    json!({
        "id": speaker.id.as_str(),
        "name": speaker.name.as_str(),
        "family": speaker.family.as_ref().map(|family| family.as_str()),
        "native_name": speaker.native_name.as_ref().map(|name| name.as_str()),
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
        .map(|(place, sentence)| {
            json!({
                "number": part.text.number(place),
                "paragraph": sentence.paragraph.to_native() + 1,
                "text": words(part, sentence),
                "marks": marks(&part.text, sentence),
                "topics": record.topics(sentence),
                "address": record.sentence_address(part, place),
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

/// Emphasis, links and editor's notes of a sentence. Where they stand is counted in Unicode characters of its text,
/// which depend on no encoding.
fn marks(text: &ArchivedText, sentence: &ArchivedSentence) -> Vec<Value> {
    let range = sentence.range.bytes();
    let characters = |end: usize| text.plain[range.start..end].chars().count();
    let spans = text
        .spans
        .iter()
        .map(|span| (span.range.bytes(), &span.kind));
    spans
        .filter(|(span, _)| range.start <= span.start && span.end <= range.end)
        .map(|(span, kind)| {
            let (kind, value) = match kind {
                ArchivedSpanKind::Emphasis => ("emphasis", None),
                ArchivedSpanKind::Strong => ("strong", None),
                ArchivedSpanKind::Link(address) => ("link", Some(address.as_str())),
                ArchivedSpanKind::Note(note) => ("note", Some(note.as_str())),
            };
            json!({
                "kind": kind,
                "start": characters(span.start),
                "end": characters(span.end),
                "value": value,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    /// A record with this remark as a program reads it, held against the schema.
    fn read(words: &str) -> Value {
        let speakers =
            "[wu-hailong]\nname = \"Wu Hailong\"\nfamily = \"Wu\"\nnative_name = \"吴海龙\"\n";
        let transcript = format!("## Wu Hailong {{#wu-hailong}}\n\n{words}\n");
        let event = &fixture::archive("verbatim", speakers, &transcript, "").events[0];
        let json = serde_json::from_str(&write(&Record { event, site: None })).unwrap();
        let schema = include_str!("../../../../docs/record.schema.json");
        let schema = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
        let error = schema.iter_errors(&json).next();
        assert!(error.is_none(), "{error:?}");
        json
    }

    #[test]
    fn emphasis_links_and_notes_are_told_with_their_place_in_the_sentence() {
        let json = read(
            "We met. 和平 is **now** *[near](https://example.org/)*, as [Wu Hailing]{note=\"So in the source.\"} said.",
        );
        let sentences = &json["parts"][0]["sentences"];
        assert_eq!(sentences[0]["marks"], json!([]));
        let text: Vec<char> = sentences[1]["text"].as_str().unwrap().chars().collect();
        let marks = sentences[1]["marks"].as_array().unwrap().iter();
        let told: Vec<(&str, String, Option<&str>)> = marks
            .map(|mark| {
                let place = |key: &str| mark[key].as_u64().unwrap() as usize;
                let words = text[place("start")..place("end")].iter().collect();
                (
                    mark["kind"].as_str().unwrap(),
                    words,
                    mark["value"].as_str(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("strong", "now".to_owned(), None),
                ("emphasis", "near".to_owned(), None),
                ("link", "near".to_owned(), Some("https://example.org/")),
                ("note", "Wu Hailing".to_owned(), Some("So in the source.")),
            ]
        );
    }

    #[test]
    fn names_and_particulars_are_told() {
        let json = read("Peace.");
        let speaker = &json["speakers"][0];
        assert_eq!(
            (&speaker["family"], &speaker["native_name"]),
            (&json!("Wu"), &json!("吴海龙"))
        );
        assert_eq!(
            json["organisers"],
            json!([{ "name": "The Institute", "url": null }])
        );
        assert_eq!(
            (&json["theme"], &json["moderators"]),
            (&Value::Null, &json!([]))
        );
    }
}
