//! The page of one remark, with the way to its neighbours and to the whole record.

use crate::document::{Parts, document};
use crate::metadata::{Metadata, event_data, genre, opening};
use crate::part::Record;
use crate::particulars::{colophon, eyebrow};
use crate::pictures::Subject;
use crate::site::Folder;
use colloquy::quotation::{introduced, standing};
use colloquy::shown::{Page, Shown};
use colloquy::strings::strings;
use colloquy::tongue::Tongue;
use maud::{Markup, html};
use serde_json::json;
use std::mem::discriminant;
use transcript::model::{ArchivedEvent, ArchivedPart};

/// The way from a remark's page to the folder's root.
const ROOT: &str = "../../";

/// What the page of a remark says of itself.
pub(crate) fn metadata(folder: &Folder<'_>, event: usize, part: usize) -> Metadata<'static> {
    let event = &folder.archive.events[event];
    let remark = &event.parts[part];
    let speaker = event
        .speaker(&event.parts[part])
        .expect("a remark has a speaker");
    let path = format!("{}/{}/", event.id, remark.id);
    let mut person = json!({ "@type": "Person", "name": speaker.name.as_str() });
    if let Some(native_name) = speaker.native_name.as_ref() {
        person["alternateName"] = json!(native_name.as_str());
    }
    if let Some(role) = speaker.role.as_ref() {
        person["jobTitle"] = json!(role.as_str());
    }
    if let Some(affiliation) = speaker.affiliation.as_ref() {
        person["affiliation"] = json!({ "@type": "Organization", "name": affiliation.as_str() });
    }
    let title = title(event, part);
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": title,
        "inLanguage": event.language.as_str(),
        "genre": genre(&event.record.kind),
        "publisher": { "@type": "Organization", "name": event.record.publisher.as_str() },
        "about": [person, event_data(event)],
        "isPartOf": { "@type": "Article", "headline": event.title.as_str() },
    });
    if let Some(site) = &folder.site {
        data["url"] = json!(format!("{site}{path}"));
        data["isPartOf"]["url"] = json!(format!("{site}{}/", event.id));
    }
    Metadata {
        language: event.language.to_string(),
        title,
        description: opening(&remark.text.plain),
        path,
        site: folder.site.clone(),
        site_name: folder.site_name(),
        kind: "article",
        picture: Some(Subject::remark(event, remark)),
        data,
    }
}

/// The title of the remark at position `part`, which no other remark of the event has unless two speakers share name,
/// affiliation and role.
pub(crate) fn title(event: &ArchivedEvent, part: usize) -> String {
    format!("{}: {}", called(event, part), event.title)
}

/// The speaker of the remark at position `part`, with what tells it from their others.
pub(crate) fn called(event: &ArchivedEvent, part: usize) -> String {
    let strings = strings(&event.language);
    let remark = &event.parts[part];
    let speaker = remark.speaker.as_ref().expect("a remark has a speaker");
    let name = event.told_apart(speaker.to_native().into());
    let who = match (strings.part_kind)(&remark.kind) {
        "" => name.into_owned(),
        kind => format!("{name}, {}", kind.to_lowercase()),
    };
    numbered(event, part, &who)
}

/// What a remark is called, with its number where there are several of its kind by its speaker.
pub(crate) fn numbered(event: &ArchivedEvent, part: usize, called: &str) -> String {
    match number(event, part) {
        Some(number) => (strings(&event.language).numbered)(called, number),
        None => called.to_owned(),
    }
}

/// The number of a remark, from 1, among those of its kind by its speaker; `None` where it is the only one.
fn number(event: &ArchivedEvent, part: usize) -> Option<usize> {
    let remark = &event.parts[part];
    let alike = |(_, other): &(usize, &ArchivedPart)| {
        other.speaker == remark.speaker && discriminant(&other.kind) == discriminant(&remark.kind)
    };
    let alike: Vec<usize> = event
        .remarks()
        .filter(alike)
        .map(|(part, _)| part)
        .collect();
    let place = alike.iter().position(|other| *other == part)?;
    (alike.len() > 1).then_some(place + 1)
}

/// The remark at position `part` of the event at position `event`.
pub(crate) fn remark_page(folder: &Folder<'_>, event: usize, part: usize) -> String {
    let metadata = metadata(folder, event, part);
    let shown = Shown {
        event,
        page: Page::Remark(part),
        root: ROOT,
    };
    let event = &folder.archive.events[event];
    let strings = strings(&event.language);
    let remark = &event.parts[part];
    let speaker = event.speaker(remark).expect("a remark has a speaker");
    let remarks = event.remarks().count();
    let tongue = Tongue::of(event, strings);
    document(&Parts {
        metadata: &metadata,
        strings,
        assets: folder.assets,
        root: ROOT,
        kind: "remark",
        body: html! {
            header.masthead.compact {
                (eyebrow(event, strings))
                p.title lang=[tongue.lang] dir=[tongue.dir] { a href="../" { (event.title.as_str()) } }
                p.record-kind { ((strings.record_kind)(&event.record.kind)) "." }
            }
            main id="_main" aria-label=(introduced(speaker)) {
                div.reader {
                    (crate::live::live(shown))
                    (Record { event, shown, strings }.part(part))
                }
            }
            nav.neighbours aria-label=(strings.neighbours) {
                (neighbour(event, strings.previous, tongue, "previous", (0..part).rev()))
                (neighbour(event, strings.next, tongue, "next", part + 1..event.parts.len()))
                p.whole { a href=(format!("../#{}", remark.id)) { ((strings.whole_record)(remarks)) } }
            }
            (colophon(event, Some(ROOT), strings))
        },
    })
}

/// The way to the first remark among `parts`.
fn neighbour(
    event: &ArchivedEvent,
    label: &str,
    tongue: Tongue<'_>,
    class: &str,
    mut parts: impl Iterator<Item = usize>,
) -> Markup {
    let Some((part, speaker)) =
        parts.find_map(|part| Some((part, event.speaker(&event.parts[part])?)))
    else {
        return Markup::default();
    };
    let remark = &event.parts[part];
    html! {
        a class=(class) href=(format!("../{}/", remark.id)) {
            span.label { (label) }
            span.name lang=[tongue.lang] dir=[tongue.dir] { (speaker.name.as_str()) }
            @if let Some(standing) = standing(speaker) { span.standing lang=[tongue.lang] dir=[tongue.dir] { (standing) } }
            span.opening lang=[tongue.lang] dir=[tongue.dir] { (opening(&remark.text.plain)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn remarks_of_one_kind_by_one_speaker_are_told_apart_by_their_number() {
        let speakers = "[kim]\nname = \"Kim\"\n[lee]\nname = \"Lee\"\n";
        let remarks = [
            "## Kim {#kim-opening kind=opening}",
            "## Kim {#kim}",
            "## Lee {#lee}",
            "## Kim {#kim-again}",
            "## Lee {#lee-answer kind=answer}",
            "## Kim {#kim-answer kind=answer}",
            "## Kim {#kim-answer-again kind=answer}",
        ];
        let transcript = remarks.join("\n\nPeace.\n\n") + "\n\nPeace.\n";
        let event = &fixture::archive("verbatim", speakers, &transcript, "").events[0];
        let titles: Vec<String> = (0..event.parts.len())
            .map(|part| title(event, part))
            .collect();
        assert_eq!(
            titles,
            [
                "Kim, opening address: Neighbours",
                "Kim (1): Neighbours",
                "Lee: Neighbours",
                "Kim (2): Neighbours",
                "Lee, answer: Neighbours",
                "Kim, answer (1): Neighbours",
                "Kim, answer (2): Neighbours",
            ]
        );
    }
}
