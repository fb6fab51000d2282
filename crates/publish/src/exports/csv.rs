//! CSV ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)), a row for each sentence, for spreadsheets. The text is to the
//! letter, so a sentence that begins with `=` is left as it is: import the column as text.

use super::{Export, Record, kind, words};
use csv::{QuoteStyle, Terminator, WriterBuilder};

pub(super) const EXPORT: Export = Export {
    file: "record.csv",
    label: "CSV",
    write,
};

const COLUMNS: [&str; 11] = [
    "event",
    "date",
    "part",
    "kind",
    "speaker",
    "role",
    "affiliation",
    "side",
    "sentence",
    "text",
    "topics",
];

fn write(record: &Record<'_>) -> String {
    let event = record.event;
    let mut rows = WriterBuilder::new()
        .quote_style(QuoteStyle::NonNumeric)
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let mut add = |row: &[&str]| rows.write_record(row).expect("memory can be written");
    add(&[COLUMNS.as_slice(), &["address"]].concat());
    let date = event.interval();
    for part in event.parts.iter() {
        let speaker = record.event.speaker(part);
        let of = |what: Option<&str>| what.unwrap_or_default().to_owned();
        let role = speaker.and_then(|speaker| speaker.role.as_ref().map(|role| role.as_str()));
        let affiliation =
            speaker.and_then(|speaker| speaker.affiliation.as_ref().map(|place| place.as_str()));
        for (place, sentence) in part.text.sentences.iter().enumerate() {
            add(&[
                &event.id,
                &date,
                &part.id,
                kind(part),
                &of(speaker.map(|speaker| speaker.name.as_str())),
                &of(role),
                &of(affiliation),
                &of(speaker.and_then(|speaker| Some(event.side(speaker)?.label.as_str()))),
                &part.text.number(place).to_string(),
                words(part, sentence),
                &record.topics(sentence).join(" "),
                &record.sentence_address(part, place),
            ]);
        }
    }
    let bytes = rows.into_inner().expect("memory can be written");
    String::from_utf8(bytes).expect("rows of strings")
}
