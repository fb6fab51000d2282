//! The edge to the browser: the address, the history, the keyboard, the clipboard, the scroll position.

mod announce;
mod clipboard;
mod collection;
mod concordance;
mod history;
mod keyboard;
mod pointer;
mod record;
mod scroll;
mod selection;
mod suggest;
mod tags;
mod tally;

use crate::explore;
use crate::look::Look;
use crate::place::{self, Named};
use crate::shown::{Page, Shown};
use crate::state::ViewState;
use crate::trail::Act;
use crate::views::{Explorer, explorer_page, remark_page};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Reads from the page which page it is and takes it over; a page without a live part is left as it is.
pub fn start() {
    let Some(app) = document()
        .get_element_by_id("_app")
        .and_then(|app| app.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let Some(shown) = shown(&app) else { return };
    let explorer = move || {
        let explorer = Explorer::new(shown);
        Effect::new(move |_| connect(explorer));
        explorer
    };
    match shown.page {
        Page::Event => leptos::mount::hydrate_from(app, move || explorer_page(explorer())).forget(),
        Page::Remark(_) => {
            leptos::mount::hydrate_from(app, move || remark_page(explorer())).forget()
        }
    }
}

/// What `publish` wrote on the live part: `data-event`, `data-part` (on a remark's page) and `data-root` (empty in a single
/// file).
fn shown(app: &HtmlElement) -> Option<Shown> {
    let data = app.dataset();
    let event: usize = data.get("event")?.parse().ok()?;
    let parts = crate::archive::archive().events.get(event)?.parts.len();
    let page = match data.get("part") {
        None => Page::Event,
        Some(part) => Page::Remark(part.parse().ok().filter(|part| *part < parts)?),
    };
    let root = ["./", "../", "../../", ""]
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
        let state = history::state(explorer.event);
        let written = keyboard::search_box().map(|search_box| search_box.value());
        let typed = written.filter(|words| has_been("data-typed") && *words != state.query);
        take_over(explorer, state);
        if let Some(words) = typed {
            explorer.act(Act::Typed, |state| *state = state.with_query(&words));
        }
    }
    name(explorer);
    record::start(explorer.event);
    Effect::new(move |_| {
        let look = explorer.findings.with(|findings| {
            let state = explorer.state.read();
            explorer
                .named
                .with(|named| Look::new(explorer.event, &state, findings, named.as_ref()))
        });
        record::show(look);
    });
    Effect::new(move |_| {
        if !explorer.state.with(ViewState::is_narrowed)
            && let Some(root) = root()
        {
            _ = root.remove_attribute("data-narrowed");
        }
    });
    Effect::new(move |_| {
        let any = explorer.notices.with(|notices| !notices.is_empty());
        if let Some(root) = root() {
            _ = root.toggle_attribute_with_force("data-has-notices", any);
        }
    });
    if explorer.shown.page == Page::Event {
        if let Ok(Some(skip)) = document().query_selector(".skip") {
            // The record makes way for a concordance, and for what there is to say where nothing is found.
            _ = skip.set_attribute("href", "#_found");
        }
        keyboard::fill(explorer);
        concordance::follow(explorer);
        suggest::follow(explorer);
        tally::follow(explorer);
        announce::follow(explorer);
    }
    tags::enliven(explorer);
    collection::answer(explorer);
    history::listen(explorer);
    keyboard::listen(explorer);
    pointer::listen(explorer);
    selection::listen(explorer);
    explorer.can_share.set(clipboard::can_share());
    scroll::listen();
    // Not at the next frame: one out of sight, as embeds further down are, has none, but its height is asked for.
    Timeout::new(0, move || {
        let root = root();
        if let Some(root) = &root {
            _ = root.remove_attribute("data-pending");
        }
        // What the reader did meanwhile comes first.
        let acted = has_been("data-acted");
        let scrolled = acted && window().scroll_y().unwrap_or_default() > 0.0;
        if !scrolled && !history::return_to_place() && !acted {
            show_named(explorer);
        }
        if window().scroll_y().unwrap_or_default() > 0.0 {
            // The page may not be scrolled again before it is left.
            history::keep_place();
        }
        if let Some(root) = &root {
            _ = root.set_attribute("data-ready", "");
        }
    })
    .forget();
}

/// Whether `boot.js` has noted that of the page.
fn has_been(noted: &str) -> bool {
    root().is_some_and(|root| root.has_attribute(noted))
}

/// Follows the address after Back, Forward or a link within the page.
fn follow(explorer: Explorer) {
    if explorer.shown.page == Page::Event {
        take_over(explorer, history::state(explorer.event));
    } else {
        explorer.notices.set(Vec::new());
    }
    tags::toggle(None);
    name(explorer);
}

/// Takes over the state of an address; says which choices the event does not have, and leaves them out.
fn take_over(explorer: Explorer, mut state: ViewState) {
    let unknown = explore::take_unknown(explorer.event, &mut state);
    let mut notices = Vec::new();
    if !unknown.is_empty() {
        notices.push((explorer.strings.no_such_choices)(&unknown));
    }
    explorer.notices.set(notices);
    explorer.state.set(state);
}

/// Sets what the address names, and says so where it names nothing. A remark's page cannot show what is another's, and
/// leads there.
fn name(explorer: Explorer) {
    let here = match explorer.shown.page {
        Page::Event => None,
        Page::Remark(part) => Some(part),
    };
    let place = history::place();
    let named = match place::resolve(explorer.event, here, &place, explorer.strings) {
        Ok(named) => named,
        Err((notice, named)) => {
            explorer.notices.update(|notices| notices.push(notice));
            named
        }
    };
    if let (Some(here), Some(named)) = (here, &named)
        && named.part != here
    {
        let within = place.split_once('.').map_or("", |(_, within)| within);
        let shown = explorer.shown;
        history::lead_to(&shown.place_href(explorer.event, named.part, within));
        return;
    }
    if let Some(named) = &named
        && !explorer
            .findings
            .with_untracked(|findings| findings.parts[named.part].found)
    {
        let who = place::part_label(explorer.event, named.part, explorer.strings);
        let notice = (explorer.strings.named_outside)(who);
        explorer.notices.update(|notices| notices.push(notice));
    }
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
        Some((first, _)) => explorer.shown.sentence_id(explorer.event, part, first),
        None => explorer.event.parts[part].id.to_string(),
    };
    scroll::to(&id);
}

/// Acts once what has changed was painted: a frame's callbacks come before its paint, tasks after it.
fn after_paint(act: impl FnOnce() + 'static) {
    request_animation_frame(|| {
        Timeout::new(0, act).forget();
    });
}

/// How high the window is, in CSS pixels.
fn window_height() -> f64 {
    let height = window().inner_height().ok();
    height
        .and_then(|height| height.as_f64())
        .unwrap_or_default()
}

/// The page's root element.
fn root() -> Option<Element> {
    document().document_element()
}

/// The elements below `root` that a selector finds, in order.
fn elements(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .collect()
}
