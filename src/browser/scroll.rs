//! The scroll position.

use crate::browser::history;
use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// How long the page must lie still before its position is kept.
const STILL_MS: u32 = 200;

thread_local! {
    static STILL: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Scrolls to an element and moves the focus there.
pub(super) fn to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
        focus_quietly(&element);
    }
}

/// Moves the focus without scrolling.
pub(super) fn focus_quietly(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        _ = element.focus_with_options(&options);
    }
}

/// Returns to a kept position; says whether there was one.
pub(super) fn restore(position: Option<f64>) -> bool {
    position
        .inspect(|position| window().scroll_to_with_x_and_y(0.0, *position))
        .is_some()
}

/// Keeps the position whenever the page comes to rest.
pub(super) fn listen() {
    let scrolled = window_event_listener(ev::scroll, |_| {
        STILL.set(Some(Timeout::new(STILL_MS, history::keep_scroll)));
    });
    // The listener lives as long as the page.
    std::mem::forget(scrolled);
}
