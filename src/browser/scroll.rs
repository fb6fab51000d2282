//! The scroll position.

use crate::browser::{after_paint, elements, history, window_height};
use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How long the page must lie still before its place is kept.
const STILL_MS: u32 = 200;

thread_local! {
    static STILL: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Scrolls to an element and moves the focus there; in a frame that the reader is not in, scrolls the frame alone.
pub(super) fn to(id: &str) {
    let Some(element) = document().get_element_by_id(id) else {
        return;
    };
    if is_looked_on() {
        // Browsers would scroll the pages around it too, and take the keyboard from them.
        let top = element.get_bounding_client_rect().top() - window_height() / 3.0;
        window().scroll_by_with_x_and_y(0.0, top);
        return;
    }
    element.scroll_into_view();
    focus_quietly(&element);
}

/// Whether the page stands in another one, in which the reader is at something else.
fn is_looked_on() -> bool {
    let parent = window().parent().ok().flatten();
    parent.is_some_and(|parent| parent != window()) && !document().has_focus().unwrap_or(true)
}

/// Shows where the results begin, if that is above what is in sight: what is there changes as they do. For what is
/// `typed` also if it is further down than halfway, where a box at the foot of the window would leave no room for them.
pub(super) fn to_results(typed: bool) {
    show_results(typed);
    // Where the browser has followed what was in sight before.
    after_paint(move || show_results(typed));
}

fn show_results(typed: bool) {
    let Some(found) = document().get_element_by_id("_found") else {
        return;
    };
    let top = found.get_bounding_client_rect().top();
    if top < 0.0 || typed && top > window_height() / 2.0 {
        found.scroll_into_view();
        if document()
            .active_element()
            .is_some_and(|active| !is_in_sight(&active))
        {
            focus_quietly(&found);
        }
    }
}

/// Whether any of an element is in the window.
pub(super) fn is_in_sight(element: &Element) -> bool {
    let place = element.get_bounding_client_rect();
    place.bottom() >= 0.0 && place.top() <= window_height()
}

/// Moves the focus without scrolling.
pub(super) fn focus_quietly(element: &Element) {
    if let Some(element) = focusable(element) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        _ = element.focus_with_options(&options);
    }
}

/// Moves the focus and scrolls there; says whether it could.
pub(super) fn focus(element: &Element) -> bool {
    let focused = focusable(element).is_some_and(|element| element.focus().is_ok());
    // Firefox and WebKit do not scroll to what is in sight in part; and what comes into sight is laid out only then.
    let element = element.clone();
    after_paint(move || show_whole(&element));
    focused
}

/// Scrolls as little as shows all of an element.
pub(super) fn show_whole(element: &Element) {
    let nearest = web_sys::ScrollIntoViewOptions::new();
    nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}

/// An element that can take the focus. A sentence or a part can only from here until the focus goes elsewhere: were they
/// always focusable, Chromium would let no selection begin at their first letter, and a frame whose address names one would
/// take the keyboard from the page around.
fn focusable(element: &Element) -> Option<&HtmlElement> {
    if element.matches(".s, .part").unwrap_or(false) {
        _ = element.set_attribute("tabindex", "-1");
    }
    element.dyn_ref()
}

/// Makes sentences and parts as they were, but for what has the focus now.
pub(super) fn settle_focus(now: Option<&Element>) {
    let Some(body) = document().body() else {
        return;
    };
    for place in elements(&body, ".s[tabindex], .part[tabindex]") {
        if now != Some(&place) {
            _ = place.remove_attribute("tabindex");
        }
    }
}

/// The part at the top of the window, if the page is scrolled as far as the first.
pub(super) fn part_at_top() -> Option<Element> {
    elements(&document().body()?.into(), ".part:not([hidden])")
        .into_iter()
        .take_while(|part| part.get_bounding_client_rect().top() <= 0.0)
        .last()
}

/// Where the page is scrolled to: pixels, then the id of what they count from, which is the part at the top of the window,
/// or before the first the results. Parts out of sight have estimated heights, and what is above the
/// results may be shortened, so pixels from the top would lead astray.
pub(super) fn place() -> String {
    let before = || {
        let results = document().get_element_by_id("_results");
        results.or_else(|| document().get_element_by_id("_main"))
    };
    let Some(from) = part_at_top().or_else(before) else {
        return String::new();
    };
    // To the nearest whole pixel, or each return would be a pixel short of the one before. Code that writes fractions
    // weighs more than they are worth.
    let pixels = (from.get_bounding_client_rect().top() + 0.5).floor() as i32;
    format!("{pixels} {}", from.id())
}

/// Returns to a kept place; says whether it could.
pub(super) fn restore(place: &str) -> bool {
    let Some((pixels, from)) = place.split_once(' ') else {
        return false;
    };
    let Ok(pixels) = pixels.parse::<i32>().map(f64::from) else {
        return false;
    };
    let Some(from) = document().get_element_by_id(from) else {
        return false;
    };
    window().scroll_by_with_x_and_y(0.0, from.get_bounding_client_rect().top() - pixels);
    true
}

/// Keeps no place for now: where the page stands is not yet that of the entry at hand.
pub(super) fn leave() {
    STILL.take();
}

/// Keeps the place whenever the page comes to rest.
pub(super) fn listen() {
    let scrolled = window_event_listener(ev::scroll, |_| {
        STILL.set(Some(Timeout::new(STILL_MS, history::keep_place)));
    });
    // The listener lives as long as the page.
    std::mem::forget(scrolled);
}
