//! The record for people with other tools: one file for each format beside the event's page.
//!
//! A new format is one file here and one line in [`ALL`].

mod akoma_ntoso;
mod csv;
mod json;
mod tei;
mod text;
mod xml;

use crate::document::Document;
use transcript::model::{ArchivedEvent, ArchivedPart, ArchivedSentence};

/// A format in which an event can be taken away.
pub(crate) struct Export {
    /// Name of the file, beside the event's page. It has a full stop, so it is no remark's.
    pub(crate) file: &'static str,
    /// What the link to it says.
    pub(crate) label: &'static str,
    write: fn(&Record<'_>) -> String,
}

/// Every format, in the order in which they are offered.
pub(crate) const ALL: [Export; 5] = [
    json::EXPORT,
    csv::EXPORT,
    text::EXPORT,
    tei::EXPORT,
    akoma_ntoso::EXPORT,
];

/// The files of an event.
pub(crate) fn files<'e>(
    event: &'e ArchivedEvent,
    site: Option<&'e str>,
) -> impl Iterator<Item = Document> + 'e {
    let record = Record { event, site };
    ALL.iter().map(move |export| Document {
        path: format!("{}/{}", event.id, export.file),
        html: (export.write)(&record),
    })
}

/// The address of a part: absolute where the folder's is known, else as seen from beside the event's page.
pub(crate) fn part_address(
    event: &ArchivedEvent,
    part: &ArchivedPart,
    site: Option<&str>,
) -> String {
    Record { event, site }.part_address(part)
}

/// What every format is made from.
struct Record<'e> {
    event: &'e ArchivedEvent,
    /// The absolute address of the folder, ending in `/`.
    site: Option<&'e str>,
}

impl Record<'_> {
    /// The address of the event's page: absolute where the site's is known, else as seen from the file.
    fn address(&self) -> String {
        self.site.map_or_else(
            || "./".to_owned(),
            |site| format!("{site}{}/", self.event.id),
        )
    }

    /// The address of a part, without a sentence.
    fn part_address(&self, part: &ArchivedPart) -> String {
        if part.speaker.is_some() {
            format!("{}{}/", self.address(), part.id)
        } else {
            format!("{}#{}", self.address(), part.id)
        }
    }

    /// The address of a sentence, counted from 0.
    fn sentence_address(&self, part: &ArchivedPart, sentence: usize) -> String {
        let join = if part.speaker.is_some() { "#" } else { "." };
        format!(
            "{}{join}s{}",
            self.part_address(part),
            part.text.number(sentence)
        )
    }

    /// The ids of a sentence's topics.
    fn topics(&self, sentence: &ArchivedSentence) -> Vec<&str> {
        let tags = sentence.tags.iter();
        tags.map(|tag| {
            self.event.topics[usize::from(tag.topic.to_native())]
                .id
                .as_str()
        })
        .collect()
    }
}

/// The words of a sentence.
fn words<'p>(part: &'p ArchivedPart, sentence: &ArchivedSentence) -> &'p str {
    let (start, end) = (
        sentence.range.start.to_native(),
        sentence.range.end.to_native(),
    );
    &part.text.plain[start as usize..end as usize]
}

/// What a part is in the proceedings, as the content format writes it.
fn kind(part: &ArchivedPart) -> &'static str {
    use transcript::model::ArchivedPartKind as Kind;
    match part.kind {
        Kind::Introduction => "introduction",
        Kind::Opening => "opening",
        Kind::Contribution => "contribution",
        Kind::Question => "question",
        Kind::Answer => "answer",
        Kind::Closing => "closing",
        Kind::Afterword => "afterword",
    }
}

/// What kind of record it is, as the content format writes it.
fn record_kind(event: &ArchivedEvent) -> &'static str {
    use transcript::model::ArchivedRecordKind as Kind;
    match event.record.kind {
        Kind::Verbatim => "verbatim",
        Kind::Edited => "edited",
        Kind::ReportedSpeech => "reported-speech",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports;
    use roxmltree::{Document as Xml, Node};

    fn event() -> &'static ArchivedEvent {
        &colloquy::archive::archive().events[0]
    }

    fn file(name: &str) -> String {
        exports::files(event(), Some("https://example.org/"))
            .find(|file| file.path.ends_with(name))
            .unwrap()
            .html
    }

    /// Every sentence of the record, in order.
    fn sentences() -> Vec<&'static str> {
        let parts = event().parts.iter();
        parts
            .flat_map(|part| {
                part.text
                    .sentences
                    .iter()
                    .map(|sentence| words(part, sentence))
            })
            .collect()
    }

    /// The words of an element, without editor's notes.
    fn text(node: Node<'_, '_>) -> String {
        let is_note =
            |text: &Node<'_, '_>| text.ancestors().any(|above| above.has_tag_name("note"));
        let texts = node.descendants().filter(Node::is_text);
        let texts = texts.filter(|text| !is_note(text));
        texts
            .filter_map(|text| text.text().map(str::to_owned))
            .collect()
    }

    #[test]
    fn json_holds_every_sentence_to_the_letter() {
        let json: serde_json::Value = serde_json::from_str(&file("record.json")).unwrap();
        let parts = json["parts"].as_array().unwrap().iter();
        let held: Vec<&str> = parts
            .flat_map(|part| part["sentences"].as_array().unwrap())
            .map(|sentence| sentence["text"].as_str().unwrap())
            .collect();
        assert_eq!(held, sentences());
        let schema = include_str!("../../../../docs/record.schema.json");
        let schema = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
        let errors: Vec<String> = schema
            .iter_errors(&json)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        let broken = serde_json::json!({ "id": "A B" });
        assert!(!schema.is_valid(&broken), "the schema refuses nothing");
    }

    #[test]
    fn csv_has_a_row_for_every_sentence() {
        let file = file("record.csv");
        let heading = file.lines().next().unwrap();
        assert!(
            file.starts_with(&format!("{heading}\r\n")),
            "RFC 4180 ends a line so"
        );
        let mut rows = ::csv::Reader::from_reader(file.as_bytes());
        let at = rows
            .headers()
            .unwrap()
            .iter()
            .position(|name| name == "text")
            .unwrap();
        let held: Vec<String> = rows
            .records()
            .map(|row| row.unwrap()[at].to_owned())
            .collect();
        assert_eq!(held, sentences());
    }

    #[test]
    fn plain_text_holds_every_paragraph_and_says_what_it_is() {
        let file = file("record.txt");
        for part in event().parts.iter() {
            assert!(file.contains(part.text.plain.as_str()), "{}", part.id);
        }
        assert!(file.contains("not a verbatim record"));
    }

    #[test]
    fn tei_holds_every_sentence_and_its_names_lead_somewhere() {
        let file = file("record.tei.xml");
        let xml = Xml::parse(&file).unwrap();
        let held: Vec<String> = xml
            .descendants()
            .filter(|node| node.has_tag_name("s"))
            .map(text)
            .collect();
        assert_eq!(held, sentences());
        let ids: Vec<&str> = xml
            .descendants()
            .filter_map(|node| node.attribute(("http://www.w3.org/XML/1998/namespace", "id")))
            .collect();
        for name in ["who", "ana", "ref"] {
            for node in xml.descendants() {
                for pointer in node.attribute(name).unwrap_or_default().split_whitespace() {
                    if let Some(id) = pointer.strip_prefix('#') {
                        assert!(ids.contains(&id), "{name} {pointer}");
                    }
                }
            }
        }
    }

    #[test]
    fn akoma_ntoso_holds_every_paragraph_and_its_names_lead_somewhere() {
        let file = file("record.akn.xml");
        let xml = Xml::parse(&file).unwrap();
        let held: Vec<String> = xml
            .descendants()
            .filter(|node| node.has_tag_name("debateBody"))
            .flat_map(|body| body.descendants().filter(|node| node.has_tag_name("p")))
            .map(text)
            .collect();
        let parts = event().parts.iter();
        let expected: Vec<&str> = parts
            .flat_map(|part| part.text.plain.split("\n\n"))
            .collect();
        assert_eq!(held, expected);
        let ids: Vec<&str> = xml
            .descendants()
            .filter_map(|node| node.attribute("eId"))
            .collect();
        for node in xml.descendants() {
            if let Some(by) = node.attribute("by") {
                assert!(ids.contains(&by.trim_start_matches('#')), "{by}");
            }
        }
    }

    #[test]
    fn every_format_is_named_apart() {
        let mut files: Vec<&str> = ALL.iter().map(|export| export.file).collect();
        files.sort_unstable();
        files.dedup();
        assert_eq!(files.len(), ALL.len());
        assert!(files.iter().all(|file| file.contains('.')));
    }
}
