//! The list of events, at the root of a folder that holds several.

use crate::document::{Parts, document};
use crate::metadata::Metadata;
use crate::moved_page;
use crate::offline::versioned;
use crate::site::Folder;
use colloquy::strings::strings;
use colloquy::tongue::Tongue;
use maud::html;
use serde_json::json;
use transcript::model::ArchivedArchive;

/// Every event, newest first.
pub(crate) fn events_page(folder: &Folder<'_>) -> String {
    let events = &folder.archive.events;
    let language = events.first().map_or("en", |event| event.language.as_str());
    let strings = strings(language);
    let title = folder
        .site_name()
        .unwrap_or_else(|| strings.events.to_owned());
    let metadata = Metadata {
        language: language.to_owned(),
        title: title.clone(),
        description: events
            .iter()
            .map(|event| event.title.as_str())
            .collect::<Vec<_>>()
            .join("; "),
        path: String::new(),
        site: folder.site.clone(),
        site_name: folder.site_name(),
        kind: "website",
        picture: None,
        data: json!({
            "@context": "https://schema.org",
            "@type": "ItemList",
            "itemListElement": events.iter().enumerate().map(|(index, event)| json!({
                "@type": "ListItem", "position": index + 1, "name": event.title.as_str(),
            })).collect::<Vec<_>>(),
        }),
    };
    document(&Parts {
        metadata: &metadata,
        strings,
        assets: folder.assets,
        root: "./",
        kind: "events",
        body: html! {
            @if let Some(home) = home(folder.archive) {
                script src=(versioned(moved_page::SCRIPT, &folder.assets.version)) data-to=(format!("./{home}/")) data-asked {}
            }
            header.masthead { h1 { (title) } }
            main id="_main" { (list(folder, "./")) }
        },
    })
}

/// The event that stood here while it was the only one: addresses from then ask for it.
fn home(archive: &ArchivedArchive) -> Option<&str> {
    let home = archive.home.as_ref()?.as_str();
    let known = archive.events.iter().any(|event| event.id == home);
    known.then_some(home)
}

/// The events as links.
pub(crate) fn list(folder: &Folder<'_>, root: &str) -> maud::Markup {
    html! {
        ul.events {
            @for event in folder.archive.events.iter() {
                @let strings = strings(&event.language);
                @let remarks = event.remarks().count();
                @let tongue = Tongue::of(event, strings);
                li {
                    a href=(format!("{root}{}/", event.id)) lang=[tongue.lang] dir=[tongue.dir] { (event.title.as_str()) }
                    p { ((strings.dates)(&event.date, event.end.as_ref())) " · " ((strings.extent)(remarks, event.speakers.len())) " · " ((strings.record_kind)(&event.record.kind)) }
                }
            }
        }
    }
}
