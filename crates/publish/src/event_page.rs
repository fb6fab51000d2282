//! The page of an event: the explorer.

use crate::dialogs::page_controls;
use crate::document::{Parts, document, without_app};
use crate::metadata::{Metadata, event_data, genre};
use crate::part::Record;
use crate::particulars::{colophon, masthead};
use crate::pictures::Subject;
use crate::site::Folder;
use crate::topic_index::topic_index;
use colloquy::shown::{Page, Shown};
use colloquy::strings::{sentence, strings};
use maud::html;
use serde_json::json;
use transcript::model::ArchivedEvent;

/// The event at a position of the archive, on a page that lies `root` below the folder's root.
pub(crate) fn event_page(folder: &Folder<'_>, event: usize, root: &'static str) -> String {
    let shown = Shown {
        event,
        page: Page::Event,
        root,
    };
    let event = &folder.archive.events[event];
    let strings = strings(&event.language);
    let record = Record {
        event,
        shown,
        strings,
    };
    document(&Parts {
        metadata: &metadata(folder, event),
        strings,
        assets: folder.assets,
        root,
        kind: "event",
        body: html! {
            (masthead(event, strings))
            main id="_main" {
                (without_app(strings.without_app))
                (page_controls(strings, true))
                div.explorer {
                    (crate::live::live(shown))
                    div.record id="_record" {
                        @for part in 0..event.parts.len() { (record.part(part)) }
                    }
                }
            }
            (topic_index(event, strings))
            (colophon(event, Some(root), strings))
        },
    })
}

/// What the page says of itself.
pub(crate) fn metadata<'e>(folder: &Folder<'_>, event: &'e ArchivedEvent) -> Metadata<'e> {
    let strings = strings(&event.language);
    let remarks = event.remarks().count();
    let description = [
        event.theme.as_ref().map(|theme| theme.to_string()),
        Some(format!(
            "{}, {}",
            (strings.extent)(remarks, event.speakers.len()),
            (strings.dates)(&event.date, event.end.as_ref())
        )),
        Some((strings.record_kind)(&event.record.kind).to_owned()),
    ];
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": event.title.as_str(),
        "inLanguage": event.language.as_str(),
        "genre": genre(&event.record.kind),
        "publisher": { "@type": "Organization", "name": event.record.publisher.as_str() },
        "about": event_data(event),
    });
    Metadata {
        language: event.language.to_string(),
        title: event.title.to_string(),
        description: {
            let sentences = description.iter().flatten().map(|words| sentence(words));
            sentences.collect::<Vec<_>>().join(" ")
        },
        path: format!("{}/", event.id),
        site: folder.site.clone(),
        site_name: folder.site_name(),
        kind: "article",
        picture: Some(Subject::event(event)),
        data: {
            if let Some(site) = &folder.site {
                data["url"] = json!(format!("{site}{}/", event.id));
            }
            data
        },
    }
}
