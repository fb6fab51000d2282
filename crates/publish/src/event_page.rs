//! The page of an event: the explorer.

use crate::document::{Parts, document, without_app};
use crate::metadata::{Metadata, event_data, genre};
use crate::particulars::{colophon, masthead};
use crate::site::Folder;
use crate::topic_index::topic_index;
use colloquy::strings::strings;
use colloquy::views::{Page, Shown};
use maud::html;
use serde_json::json;

/// The event at a position of the archive, on a page that lies `root` below the folder's root.
pub(crate) fn event_page(folder: &Folder<'_>, event: usize, root: &'static str) -> String {
    let shown = Shown {
        event,
        page: Page::Event,
        root,
    };
    let event = &folder.archive.events[event];
    let strings = strings(&event.language);
    let remarks = event
        .parts
        .iter()
        .filter(|part| part.speaker.is_some())
        .count();
    let description = [
        event.theme.as_ref().map(|theme| theme.to_string()),
        Some(format!(
            "{}, {}",
            (strings.extent)(remarks, event.speakers.len()),
            (strings.date)(&event.date)
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
    let metadata = Metadata {
        language: event.language.to_string(),
        title: event.title.to_string(),
        description: description
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(". ")
            + ".",
        path: format!("{}/", event.id),
        site: folder.site.clone(),
        site_name: folder.site_name(),
        kind: "article",
        data: {
            if let Some(site) = &folder.site {
                data["url"] = json!(format!("{site}{}/", event.id));
            }
            data
        },
    };
    document(&Parts {
        metadata: &metadata,
        strings,
        assets: folder.assets,
        root,
        kind: "event",
        body: html! {
            (masthead(event, strings))
            main id="_main" {
                (without_app(strings))
                (crate::live::live(shown))
            }
            (topic_index(event, strings))
            (colophon(event, strings))
        },
    })
}
