//! The address and the browser's history.
//!
//! An entry's state is the place it was left at, as [`scroll::place`] writes it.

use crate::address::{Home, with_state};
use crate::browser::{after_paint, follow, keyboard, root, scroll, show_named};
use crate::explore;
use crate::shown::joined;
use crate::state::ViewState;
use crate::trail::{Act, Step, Trail};
use crate::views::Explorer;
use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use std::cell::RefCell;
use transcript::model::ArchivedEvent;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// Browsers limit how often an address may be written; a pause in typing is soon enough.
const TYPING_PAUSE_MS: u32 = 250;

/// Whoever types no more for so long reads what was found: what is typed then is another search.
const READING_MS: u32 = 4000;

thread_local! {
    static TRAIL: RefCell<Trail> = RefCell::default();
    static READING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    static UNWRITTEN: RefCell<Option<(Timeout, String)>> = const { RefCell::new(None) };
}

/// The state that the address holds.
pub(super) fn state(event: &ArchivedEvent) -> ViewState {
    let (search, hash) = (search(), hash());
    explore::up_to_date(event, ViewState::from_query(home().read(&search, &hash).0))
}

/// The place that the address names, percent-encoding undone.
pub(super) fn place() -> String {
    let hash = hash();
    percent_encoding::percent_decode_str(home().read("", &hash).1)
        .decode_utf8_lossy()
        .into_owned()
}

/// Makes a link to a place of a single file keep the state; in a folder it does so by itself. A remark's name leads out
/// of what was asked for, to the remark; a line of a concordance too.
pub(super) fn keep_state(link: &Element) {
    if home() == Home::File
        && !link.matches("h2 a, .line a").unwrap_or(false)
        && let Some(place) = link
            .get_attribute("href")
            .filter(|href| href.starts_with('#'))
    {
        write_now();
        _ = link.set_attribute("href", &with_state(&place, &hash()));
    }
}

/// Writes what a person did into the address: a new entry, or the current one anew.
pub(super) fn record(act: Act, state: &ViewState) {
    if act == Act::Chose {
        keyboard::keep_focus();
    }
    if act == Act::Typed {
        READING.set(Some(Timeout::new(READING_MS, settle)));
    }
    let query = state.to_query();
    match TRAIL.with_borrow_mut(|trail| trail.step(act)) {
        Step::Push => {
            write_now();
            keep_place();
            _ = history().push_state_with_url(&JsValue::NULL, "", Some(&address(&query)));
            scroll::to_results(act == Act::Typed);
        }
        Step::Replace => {
            let later = Timeout::new(TYPING_PAUSE_MS, write_now);
            UNWRITTEN.set(Some((later, query)));
        }
    }
}

/// Whether what was done last was to type.
pub(super) fn is_typing() -> bool {
    TRAIL.with_borrow(Trail::is_typing)
}

/// Ends a search, so that the next keystroke begins another entry.
pub(super) fn settle() {
    write_now();
    TRAIL.with_borrow_mut(Trail::settle);
}

/// Goes on at another page of the folder in place of this one, embedded as this one is.
pub(super) fn lead_to(href: &str) {
    let (page, place) = href.split_once('#').unwrap_or((href, ""));
    let page = page.to_owned() + &search();
    _ = location().replace(&joined(&page, "#", place));
}

/// Returns to the place that the current entry was left at; says whether it has one.
pub(super) fn return_to_place() -> bool {
    history().state().is_ok_and(|state| return_to(&state))
}

/// Returns to the place that an entry's state holds; says whether it holds one.
fn return_to(state: &JsValue) -> bool {
    let place = state.as_string();
    place.is_some_and(|place| scroll::restore(&place))
}

/// Keeps the place in the current entry.
pub(super) fn keep_place() {
    let place = scroll::place();
    // Browsers take long to write an entry.
    let kept = history().state().ok().and_then(|state| state.as_string());
    if kept.as_ref() != Some(&place) {
        _ = history().replace_state(&JsValue::from_str(&place), "");
    }
}

/// Follows Back, Forward and links within the page.
pub(super) fn listen(explorer: Explorer) {
    // The page returns to the place itself, once what was found there is shown again.
    _ = history().set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    let popped = window_event_listener(ev::popstate, move |popped| {
        // A link followed a second time keeps the entry and its state, but is no return.
        let state = popped.state();
        scroll::leave();
        UNWRITTEN.set(None);
        TRAIL.with_borrow_mut(Trail::settle);
        follow(explorer);
        request_animation_frame(move || {
            if return_to(&state) {
                // Parts that come into sight then are laid out, and may be higher than was thought.
                after_paint(move || _ = return_to(&state));
            } else {
                show_named(explorer);
            }
        });
    });
    // A page that the browser has kept whole comes back at its top in some: nothing here is run again.
    let shown = window_event_listener(ev::pageshow, |shown| {
        if shown.persisted() {
            return_to_place();
        }
    });
    let hidden = window_event_listener(ev::pagehide, |_| write_now());
    // The listeners live as long as the page.
    std::mem::forget((popped, shown, hidden));
}

fn write_now() {
    if let Some((later, query)) = UNWRITTEN.take() {
        drop(later);
        let state = history().state().unwrap_or(JsValue::NULL);
        _ = history().replace_state_with_url(&state, "", Some(&address(&query)));
    }
}

/// This page's address with another state and no place: what a person does leaves the named place.
fn address(query: &str) -> String {
    let whole = location().href().unwrap_or_default();
    // Not the path alone: one that begins with two slashes would be another host's.
    let page = whole.split(['?', '#']).next().unwrap_or_default();
    page.to_owned() + &home().write(&search(), query)
}

/// What this page is part of, as `publish` says on its root.
fn home() -> Home {
    match root().and_then(|root| root.get_attribute("data-page")) {
        Some(page) if page == "file" => Home::File,
        _ => Home::Folder,
    }
}

fn search() -> String {
    location().search().unwrap_or_default()
}

fn hash() -> String {
    location().hash().unwrap_or_default()
}

fn history() -> web_sys::History {
    window().history().expect("a window has a history")
}
