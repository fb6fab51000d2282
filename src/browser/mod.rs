//! The edge to the browser: the address, the history, the keyboard, the clipboard, the scroll position.

mod clipboard;
mod history;
mod keyboard;
mod pointer;
mod scroll;

use crate::explore::facet_ids;
use crate::place::{self, Named};
use crate::state::Facet;
use crate::state::ViewState;
use crate::views::{Explorer, Page, Shown, explorer_page, remark_page};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Reads from the page which page it is and takes it over; a page without a live part is left as it is.
pub fn start() {
    let Some(app) = document()
        .get_element_by_id("_app")
        .and_then(|app| app.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let Some(shown) = shown(&app) else { return };
    leptos::mount::hydrate_from(app, move || {
        let explorer = Explorer::new(shown);
        Effect::new(move |_| connect(explorer));
        match shown.page {
            Page::Event => explorer_page(explorer),
            Page::Remark(part) => remark_page(explorer, part),
        }
    })
    .forget();
}

/// What `publish` wrote on the live part: `data-event`, `data-part` (on a remark's page) and `data-root`.
fn shown(app: &HtmlElement) -> Option<Shown> {
    let data = app.dataset();
    let event: usize = data.get("event")?.parse().ok()?;
    let parts = crate::archive::archive().events.get(event)?.parts.len();
    let page = match data.get("part") {
        None => Page::Event,
        Some(part) => Page::Remark(part.parse().ok().filter(|part| *part < parts)?),
    };
    let root = ["./", "../", "../../"]
        .into_iter()
        .find(|root| Some(*root) == data.get("root").as_deref())?;
    Some(Shown { event, page, root })
}

/// Makes the hydrated page live. Runs after the first render, so that nothing here shapes it.
fn connect(explorer: Explorer) {
    explorer.changed.set_value(|act, state| {
        history::record(act, state);
    });
    explorer.keep_focus.set_value(keyboard::keep_focus);
    if explorer.shown.page == Page::Event {
        let mut state = history::state();
        if state.query.is_empty() {
            state.query = keyboard::search_box()
                .map(|search_box| search_box.value())
                .unwrap_or_default();
        }
        explorer.state.set(state);
        explorer.notices.set(unknown_choices(explorer));
    }
    name(explorer);
    explorer.ready.set(true);
    history::listen(explorer);
    keyboard::listen(explorer);
    pointer::listen(explorer);
    scroll::listen();
    request_animation_frame(move || {
        let root = document().document_element();
        if let Some(root) = &root {
            _ = root.remove_attribute("data-pending");
        }
        if !scroll::restore(history::saved_scroll()) {
            show_named(explorer);
        }
        if let Some(root) = &root {
            _ = root.set_attribute("data-ready", "");
        }
    });
}

/// Follows the address after Back, Forward or a link within the page.
fn follow(explorer: Explorer) {
    if explorer.shown.page == Page::Event {
        let state: ViewState = history::state();
        explorer.state.set(state);
        explorer.notices.set(unknown_choices(explorer));
    } else {
        explorer.notices.set(Vec::new());
    }
    explorer.open_tag.set(None);
    name(explorer);
}

/// A notice for each chosen value that the event does not have.
fn unknown_choices(explorer: Explorer) -> Vec<String> {
    let state = explorer.state.get_untracked();
    Facet::ALL
        .into_iter()
        .flat_map(|facet| {
            let known = facet_ids(explorer.event, facet);
            let unknown: Vec<String> = state
                .chosen
                .values(facet)
                .iter()
                .filter(|id| !known.contains(&id.as_str()))
                .map(|id| (explorer.strings.no_such_choice)(facet, id))
                .collect();
            unknown
        })
        .collect()
}

/// Sets what the address names, and says so where it names nothing.
fn name(explorer: Explorer) {
    let here = match explorer.shown.page {
        Page::Event => None,
        Page::Remark(part) => Some(part),
    };
    let named = match place::resolve(explorer.event, here, &history::fragment(), explorer.strings) {
        Ok(named) => named,
        Err((notice, named)) => {
            explorer.notices.update(|notices| notices.push(notice));
            named
        }
    };
    explorer.named.set(named);
}

/// Scrolls to what the address names and moves the focus there.
fn show_named(explorer: Explorer) {
    let Some(Named {
        part, sentences, ..
    }) = explorer.named.get_untracked()
    else {
        return;
    };
    let id = match sentences {
        Some((first, _)) => explorer.sentence_id(part, first),
        None => explorer.event.parts[part].id.to_string(),
    };
    scroll::to(&id);
}
