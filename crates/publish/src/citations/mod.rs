//! Citations of every remark, by the usual styles and for reference managers.
//!
//! What only the browser knows (the passage, today's date, often the folder's address) stands as a mark ([`marks`]) that
//! `cite-dialog.js` replaces.

mod bibtex;
mod csl_json;
mod library;
mod marks;
mod names;
mod ris;
mod runs;
#[cfg(test)]
mod samples;
mod style;
mod styles;
mod work;

use crate::document::Document;
use crate::exports::part_address;
use colloquy::strings::citation_strings;
use library::Library;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};
use style::Press;
use transcript::model::ArchivedEvent;
use work::Work;

/// The formats of reference managers, in the order in which they are offered.
const LIBRARIES: [Library; 3] = [bibtex::LIBRARY, ris::LIBRARY, csl_json::LIBRARY];

/// The files with every work of an event: their names and what the links to them say.
pub(crate) fn libraries() -> impl Iterator<Item = (String, &'static str)> {
    LIBRARIES
        .iter()
        .map(|library| (library.file(), library.label))
}

/// The files of an event: what the dialog needs of each part, the same of all parts, and each format with every part.
pub(crate) fn files<'e>(
    event: &'e ArchivedEvent,
    site: Option<&'e str>,
) -> impl Iterator<Item = Document> + 'e {
    let parts = 0..event.parts.len();
    let of_parts: Vec<String> = parts
        .clone()
        .map(|part| {
            let address = match site {
                None if event.parts[part].speaker.is_some() => "./".to_owned(),
                _ => part_address(event, &event.parts[part], site),
            };
            of_part(event, part, &address).to_string()
        })
        .collect();
    let named = event.parts.iter().zip(&of_parts);
    let named: Vec<String> = named
        .map(|(part, citations)| format!("\"{}\":{citations}", part.id))
        .collect();
    let all = Document {
        path: all_path(event),
        html: format!("{{{}}}", named.join(",")),
    };
    let dialogs = of_parts
        .into_iter()
        .enumerate()
        .map(|(part, html)| Document {
            path: dialog_path(event, part),
            html,
        });
    let libraries = LIBRARIES.iter().map(move |library| {
        let works = parts.clone().map(|part| {
            // As seen from somewhere else, an address that is not absolute leads nowhere.
            let address = site.map(|_| part_address(event, &event.parts[part], site));
            (library.write)(&Work::new(event, part, address))
        });
        Document {
            path: format!("{}/{}", event.id, library.file()),
            html: (library.join)(&works.collect::<Vec<_>>()),
        }
    });
    dialogs.chain([all]).chain(libraries)
}

/// What `cite-dialog.js` needs of a part: the address where it can be read, as seen from where this is kept, and each
/// citation, of the whole and of a passage.
pub(crate) fn of_part(event: &ArchivedEvent, part: usize, address: &str) -> Value {
    let work = Work {
        accessed: true,
        ..Work::new(event, part, Some(marks::ADDRESS.to_string()))
    };
    let passage = work.clone().passage();
    let libraries = LIBRARIES.iter().map(|library| {
        let file_of = |work| (library.join)(&[(library.write)(work)]);
        json!({
            "id": library.id,
            "label": library.label,
            "file": format!("{}.{}", event.parts[part].id, library.extension),
            "type": library.media_type,
            "whole": file_of(&work),
            "passage": file_of(&passage),
        })
    });
    let strings = citation_strings(&event.language);
    json!({
        "address": address,
        "about": (strings.cited)(&event.record.kind, &event.record.publisher),
        "styles": styled(&work),
        "libraries": libraries.collect::<Vec<_>>(),
    })
}

/// What every style makes of a work. It is kept: citing takes long, and a build asks for each work more than once (for
/// its version, for the folder, for the one file).
fn styled(work: &Work) -> Value {
    static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(&styles::ALL));
    static KEPT: LazyLock<Mutex<HashMap<Work, Value>>> = LazyLock::new(Mutex::default);
    let mut kept = KEPT.lock().expect("citing does not panic");
    if let Some(styled) = kept.get(work) {
        return styled.clone();
    }
    let styles = PRESS.cite(work).into_iter().map(|(style, forms)| {
        let forms = forms.into_iter().map(|cited| {
            json!({
                "name": cited.form.name,
                "whole": Value::from(cited.whole),
                "passage": Value::from(cited.passage),
            })
        });
        json!({ "id": style.id, "label": style.label, "forms": forms.collect::<Vec<_>>() })
    });
    let styled = Value::from(styles.collect::<Vec<_>>());
    kept.insert(work.clone(), styled.clone());
    styled
}

/// Where the dialog finds a part's citations: in the folder of its page; for a part without a page, beside the event's.
fn dialog_path(event: &ArchivedEvent, part: usize) -> String {
    let part = &event.parts[part];
    let join = if part.speaker.is_some() { "/" } else { "." };
    format!("{}/{}{join}citations.json", event.id, part.id)
}

/// What the dialog needs of every part, by its id: the service worker keeps this one file instead of one for each.
pub(crate) fn all_path(event: &ArchivedEvent) -> String {
    format!("{}/citations.json", event.id)
}
