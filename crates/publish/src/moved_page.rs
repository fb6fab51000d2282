//! A page that leads from a remark's old address to its new one.

use colloquy::strings::strings;
use maud::{DOCTYPE, html};
use transcript::model::{ArchivedEvent, ArchivedMoved};

/// The redirect, which works without scripts.
pub(crate) fn moved_page(
    event: &ArchivedEvent,
    moved: &ArchivedMoved,
    site: Option<&str>,
) -> String {
    let there = format!("../{}/", moved.to);
    let strings = strings(&event.language);
    let title = event.title.as_str();
    html! {
        (DOCTYPE)
        html lang=(event.language.as_str()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                meta http-equiv="refresh" content=(format!("0; url={there}"));
                @if let Some(site) = site { link rel="canonical" href=(format!("{site}{}/{}/", event.id, moved.to)); }
            }
            body { p { (strings.moved) " " a href=(there) { (title) } } }
        }
    }
    .into_string()
}
