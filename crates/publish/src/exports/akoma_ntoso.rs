//! Akoma Ntoso 3.0 ([OASIS](https://docs.oasis-open.org/legaldocml/akn-core/v1.0/akn-core-v1.0-part1-vocabulary.html)): a
//! debate of speeches. The format asks for a country; a seminar has none, so it is given as `un`.

use super::xml::Xml;
use super::{Export, Record};
use colloquy::place::part_label;
use colloquy::quotation::introduced;
use colloquy::strings::strings;
use transcript::model::{ArchivedPart, Date};

pub(super) const EXPORT: Export = Export {
    file: "record.akn.xml",
    label: "Akoma Ntoso",
    write,
};

fn write(record: &Record<'_>) -> String {
    let event = record.event;
    let root = [("xmlns", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0")];
    Xml::document("akomaNtoso", &root, |xml| {
        xml.line();
        xml.element("debate", &[("name", "debate")], |xml| {
            meta(xml, record);
            xml.line();
            xml.element("preface", &[], |xml| {
                xml.element("p", &[], |xml| xml.leaf("docTitle", &[], &event.title));
            });
            xml.line();
            xml.element("debateBody", &[], |xml| {
                xml.element(
                    "debateSection",
                    &[("eId", "dbsect"), ("name", "proceedings")],
                    |xml| {
                        for (index, part) in event.parts.iter().enumerate() {
                            xml.line();
                            self::part(xml, record, index, part);
                        }
                    },
                );
            });
        });
        xml.line();
    })
}

fn meta(xml: &mut Xml, record: &Record<'_>) {
    let event = record.event;
    let date = Date::from(&event.date).to_string();
    let work = format!("/akn/un/debate/{date}/{}", event.id);
    let expression = format!("{work}/{}@", event.language);
    xml.element("meta", &[], |xml| {
        xml.element("identification", &[("source", "#publisher")], |xml| {
            let levels = [
                ("FRBRWork", work.clone()),
                ("FRBRExpression", expression.clone()),
                ("FRBRManifestation", format!("{expression}.akn")),
            ];
            for (level, address) in levels {
                xml.element(level, &[], |xml| {
                    xml.empty("FRBRthis", &[("value", &format!("{address}/!main"))]);
                    xml.empty("FRBRuri", &[("value", &address)]);
                    xml.empty("FRBRdate", &[("date", &date), ("name", "event")]);
                    xml.empty("FRBRauthor", &[("href", "#publisher"), ("as", "#author")]);
                    match level {
                        "FRBRWork" => xml.empty("FRBRcountry", &[("value", "un")]),
                        "FRBRExpression" => {
                            xml.empty("FRBRlanguage", &[("language", &event.language)]);
                        }
                        _ => xml.empty("FRBRformat", &[("value", "application/akn+xml")]),
                    }
                });
            }
        });
        xml.element("references", &[("source", "#publisher")], |xml| {
            let publisher = [
                ("eId", "publisher"),
                ("href", "/ontology/organization/publisher"),
                ("showAs", event.record.publisher.as_str()),
            ];
            xml.empty("TLCOrganization", &publisher);
            for speaker in event.speakers.iter() {
                let href = format!("/ontology/person/{}", speaker.id);
                let id = format!("p-{}", speaker.id);
                let name = speaker.name.as_str();
                xml.empty(
                    "TLCPerson",
                    &[("eId", &id), ("href", &href), ("showAs", name)],
                );
            }
            let author = [
                ("eId", "author"),
                ("href", "/ontology/role/author"),
                ("showAs", "Author"),
            ];
            xml.empty("TLCRole", &author);
        });
    });
}

fn part(xml: &mut Xml, record: &Record<'_>, index: usize, part: &ArchivedPart) {
    let label = part_label(record.event, index, strings(&record.event.language));
    let id = format!("dbsect__{}", part.id);
    let paragraphs = |xml: &mut Xml| {
        for paragraph in part.text.plain.split("\n\n") {
            xml.leaf("p", &[], paragraph);
        }
    };
    match record.event.speaker(part) {
        None => xml.element(
            "speechGroup",
            &[("eId", &id), ("by", "#publisher")],
            |xml| {
                xml.leaf("heading", &[], label);
                xml.element("speech", &[("by", "#publisher")], |xml| {
                    xml.leaf("from", &[], &record.event.record.publisher);
                    paragraphs(xml);
                });
            },
        ),
        Some(speaker) => {
            let by = format!("#p-{}", speaker.id);
            xml.element("speech", &[("eId", &id), ("by", &by)], |xml| {
                xml.leaf("from", &[], &introduced(speaker));
                paragraphs(xml);
            });
        }
    }
}
