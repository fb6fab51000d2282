//! TEI P5 XML ([guidelines](https://tei-c.org/release/doc/tei-p5-doc/en/html/)): speeches of paragraphs of sentences,
//! topics as a taxonomy that sentences point to.

use super::xml::Xml;
use super::{Export, Record, kind, record_kind};
use crate::pieces::{Piece, gap, paragraphs, pieces};
use colloquy::place::part_label;
use colloquy::strings::strings;
use transcript::model::{ArchivedPart, Date};

pub(super) const EXPORT: Export = Export {
    file: "record.tei.xml",
    label: "TEI",
    write,
};

fn write(record: &Record<'_>) -> String {
    let event = record.event;
    let root = [
        ("xmlns", "http://www.tei-c.org/ns/1.0"),
        ("xml:lang", event.language.as_str()),
    ];
    Xml::document("TEI", &root, |xml| {
        xml.line();
        header(xml, record);
        xml.line();
        xml.element("text", &[], |xml| {
            xml.element("body", &[], |xml| {
                for (index, part) in event.parts.iter().enumerate() {
                    xml.line();
                    self::part(xml, record, index, part);
                }
            });
        });
        xml.line();
    })
}

fn header(xml: &mut Xml, record: &Record<'_>) {
    let event = record.event;
    let strings = strings(&event.language);
    let date = Date::from(&event.date).to_string();
    xml.element("teiHeader", &[], |xml| {
        xml.element("fileDesc", &[], |xml| {
            xml.element("titleStmt", &[], |xml| xml.leaf("title", &[], &event.title));
            xml.element("publicationStmt", &[], |xml| {
                xml.leaf("publisher", &[], &event.record.publisher);
                let last = event.end.as_ref().map(|end| Date::from(end).to_string());
                let days = match &last {
                    Some(last) => vec![("from", date.as_str()), ("to", last)],
                    None => vec![("when", date.as_str())],
                };
                xml.leaf(
                    "date",
                    &days,
                    &(strings.dates)(&event.date, event.end.as_ref()),
                );
                if record.site.is_some() {
                    xml.element("availability", &[], |xml| {
                        xml.element("p", &[], |xml| {
                            let address = record.address();
                            xml.leaf("ref", &[("target", &address)], &address);
                        });
                    });
                }
            });
            xml.element("sourceDesc", &[], |xml| {
                let kind = (strings.record_kind)(&event.record.kind);
                xml.leaf("p", &[("n", record_kind(event))], kind);
                if let Some(note) = event.record.note.as_ref() {
                    xml.leaf("p", &[], note);
                }
            });
        });
        if !event.topics.is_empty() {
            xml.element("encodingDesc", &[], |xml| {
                xml.element("classDecl", &[], |xml| {
                    xml.element("taxonomy", &[], |xml| {
                        for topic in event.topics.iter() {
                            let id = format!("t-{}", topic.id);
                            xml.element("category", &[("xml:id", &id)], |xml| {
                                xml.element("catDesc", &[], |xml| {
                                    xml.leaf("term", &[], &topic.label);
                                    xml.text(": ");
                                    xml.text(&topic.covers);
                                });
                            });
                        }
                    });
                });
            });
        }
        if !event.speakers.is_empty() {
            xml.element("profileDesc", &[], |xml| {
                xml.element("particDesc", &[], |xml| {
                    xml.element("listPerson", &[], |xml| {
                        for speaker in event.speakers.iter() {
                            let id = format!("p-{}", speaker.id);
                            xml.element("person", &[("xml:id", &id)], |xml| {
                                xml.leaf("persName", &[], &speaker.name);
                                if let Some(role) = speaker.role.as_ref() {
                                    xml.leaf("occupation", &[], role);
                                }
                                if let Some(place) = speaker.affiliation.as_ref() {
                                    xml.leaf("affiliation", &[], place);
                                }
                            });
                        }
                    });
                });
            });
        }
    });
}

fn part(xml: &mut Xml, record: &Record<'_>, index: usize, part: &ArchivedPart) {
    let label = part_label(record.event, index, strings(&record.event.language));
    let id = format!("r-{}", part.id);
    xml.element(
        "div",
        &[("type", kind(part)), ("xml:id", &id)],
        |xml| match record.event.speaker(part) {
            None => {
                xml.leaf("head", &[], label);
                self::words_of(xml, record, part);
            }
            Some(speaker) => {
                let who = format!("#p-{}", speaker.id);
                xml.element("sp", &[("who", &who)], |xml| {
                    xml.leaf("speaker", &[], label);
                    self::words_of(xml, record, part);
                });
            }
        },
    );
}

fn words_of(xml: &mut Xml, record: &Record<'_>, part: &ArchivedPart) {
    for paragraph in paragraphs(&part.text) {
        xml.element("p", &[], |xml| {
            for (place, sentence) in paragraph {
                let id = format!("r-{}.s{}", part.id, part.text.number(place));
                let topics: Vec<String> = record
                    .topics(sentence)
                    .iter()
                    .map(|topic| format!("#t-{topic}"))
                    .collect();
                let topics = topics.join(" ");
                let all = [("xml:id", id.as_str()), ("ana", topics.as_str())];
                let attributes = if topics.is_empty() { &all[..1] } else { &all };
                xml.element("s", attributes, |xml| {
                    for piece in pieces(&part.text, place) {
                        self::piece(xml, &piece);
                    }
                });
                xml.text(gap(&part.text, place));
            }
        });
    }
}

/// Words as they look, and the editor's notes after them.
fn piece(xml: &mut Xml, piece: &Piece<'_>) {
    let link = piece.link.map(|address| ("ref", ("target", address)));
    let strong = piece.strong.then_some(("hi", ("rend", "bold")));
    let emphasis = piece.emphasis.then_some(("hi", ("rend", "italic")));
    let around: Vec<_> = [link, strong, emphasis].into_iter().flatten().collect();
    within(xml, &around, piece.text);
    for note in &piece.notes {
        xml.leaf("note", &[("type", "editorial")], note);
    }
}

/// Words within elements, each with its attribute, from the outermost.
fn within(xml: &mut Xml, around: &[(&str, (&str, &str))], words: &str) {
    match around {
        [] => xml.text(words),
        [(name, attribute), inner @ ..] => {
            xml.element(name, &[*attribute], |xml| within(xml, inner, words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    /// The paragraphs of a record's first part, as XML.
    fn paragraphs_of(words: &str) -> String {
        let speakers = "[wu-hailong]\nname = \"Wu Hailong\"\n";
        let transcript = format!("## Wu Hailong {{#wu-hailong}}\n\n{words}\n");
        let event = &fixture::archive("verbatim", speakers, &transcript, "").events[0];
        let file = write(&Record { event, site: None });
        let (_, rest) = file.split_once("</speaker>").unwrap();
        rest.split_once("</sp>").unwrap().0.to_owned()
    }

    #[test]
    fn between_sentences_stands_what_the_source_has_there() {
        assert_eq!(
            paragraphs_of("我们要和平。大家都同意。"),
            "<p><s xml:id=\"r-wu-hailong.s1\">我们要和平。</s><s xml:id=\"r-wu-hailong.s2\">大家都同意。</s></p>"
        );
        assert!(paragraphs_of("We met. We agreed.").contains("We met.</s> <s"));
    }

    #[test]
    fn emphasis_links_and_notes_are_elements() {
        let words = "[We]{note=\"Both <sides>.\"} **met** *[here](https://example.org/?a&b)*.";
        let written = paragraphs_of(words);
        for element in [
            "We<note type=\"editorial\">Both &lt;sides&gt;.</note> <hi rend=\"bold\">met</hi> ",
            "<ref target=\"https://example.org/?a&amp;b\"><hi rend=\"italic\">here</hi></ref>.</s>",
        ] {
            assert!(written.contains(element), "{written}");
        }
    }
}
