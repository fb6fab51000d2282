//! The address and the browser's history.
//!
//! An entry's state is the scroll position it was left at, in pixels.

use crate::browser::{follow, keyboard, scroll, show_named};
use crate::state::ViewState;
use crate::trail::{Act, Step, Trail};
use crate::views::Explorer;
use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// Browsers limit how often an address may be written; a pause in typing is soon enough.
const TYPING_PAUSE_MS: u32 = 250;

thread_local! {
    static TRAIL: RefCell<Trail> = RefCell::default();
    static UNWRITTEN: RefCell<Option<(Timeout, String)>> = const { RefCell::new(None) };
}

/// The state that the address holds.
pub(super) fn state() -> ViewState {
    ViewState::from_query(&location().search().unwrap_or_default())
}

/// The fragment, without `#`, percent-encoding undone.
pub(super) fn fragment() -> String {
    let hash = location().hash().unwrap_or_default();
    let hash = hash.strip_prefix('#').unwrap_or(&hash);
    percent_encoding::percent_decode_str(hash)
        .decode_utf8_lossy()
        .into_owned()
}

/// Writes what a person did into the address: a new entry, or the current one anew.
pub(super) fn record(act: Act, state: &ViewState) {
    if act == Act::Chose {
        keyboard::keep_focus();
    }
    let query = state.to_query();
    match TRAIL.with_borrow_mut(|trail| trail.step(act)) {
        Step::Push => {
            write_now();
            keep_scroll();
            _ = history().push_state_with_url(&JsValue::NULL, "", Some(&address(&query)));
        }
        Step::Replace => {
            let later = Timeout::new(TYPING_PAUSE_MS, write_now);
            UNWRITTEN.set(Some((later, query)));
        }
    }
}

/// Ends a search, so that the next keystroke begins another entry.
pub(super) fn settle() {
    write_now();
    TRAIL.with_borrow_mut(Trail::settle);
}

/// The scroll position that the current entry was left at.
pub(super) fn saved_scroll() -> Option<f64> {
    history().state().ok().and_then(|state| state.as_f64())
}

/// Keeps the scroll position in the current entry.
pub(super) fn keep_scroll() {
    let position = JsValue::from_f64(window().scroll_y().unwrap_or_default());
    _ = history().replace_state(&position, "");
}

/// Follows Back, Forward and links within the page.
pub(super) fn listen(explorer: Explorer) {
    // The page returns to the place itself, once what was found there is shown again.
    _ = history().set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    let popped = window_event_listener(ev::popstate, move |_| {
        UNWRITTEN.set(None);
        TRAIL.with_borrow_mut(Trail::settle);
        follow(explorer);
        let saved = saved_scroll();
        request_animation_frame(move || {
            if !scroll::restore(saved) {
                show_named(explorer);
            }
        });
    });
    // The listener lives as long as the page.
    std::mem::forget(popped);
}

fn write_now() {
    if let Some((later, query)) = UNWRITTEN.take() {
        drop(later);
        let state = history().state().unwrap_or(JsValue::NULL);
        _ = history().replace_state_with_url(&state, "", Some(&address(&query)));
    }
}

/// This page's address with another query and no fragment: what a person does leaves the named place.
fn address(query: &str) -> String {
    location().pathname().unwrap_or_default() + query
}

fn history() -> web_sys::History {
    window().history().expect("a window has a history")
}
