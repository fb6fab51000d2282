//! The keyboard: `/` to search, arrows through what is found, Escape to go back, and a focus that is never lost.

use crate::archive;
use crate::browser::{history, record, scroll, tags};
use crate::explore::explore;
use crate::look::Look;
use crate::state::ViewState;
use crate::trail::Act;
use crate::views::Explorer;
use leptos::ev;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, KeyboardEvent};

/// Where the arrows stop: passages, remarks, lines of a concordance.
const STOPS: &str = ".s, .part, .line a";

/// Listens for keys anywhere on the page.
pub(super) fn listen(explorer: Explorer) {
    let pressed = window_event_listener(ev::keydown, move |key| {
        if key.ctrl_key() || key.meta_key() || key.alt_key() || key.is_composing() {
            return;
        }
        let handled = match key.key().as_str() {
            "/" => !is_typing(&key) && focus_search(),
            "ArrowDown" => step(&key, 1),
            "ArrowUp" => step(&key, -1),
            "Escape" => escape(explorer, &key),
            "Tab" => !key.shift_key() && to_what_is_taken(explorer),
            "Enter" => {
                history::settle();
                false
            }
            _ => false,
        };
        if handled {
            key.prevent_default();
        }
    });
    let left = window_event_listener(ev::focusout, |_| history::settle());
    let entered = window_event_listener(ev::focusin, move |focus| {
        let target = focus.target().and_then(|target| target.dyn_into().ok());
        if target
            .as_ref()
            .is_some_and(|target: &Element| target.id() == "_q")
        {
            warm_up(explorer);
        }
        scroll::settle_focus(target.as_ref());
        show_dismissed_tags(target);
    });
    let moved = window_event_listener(ev::pointerover, |pointer| {
        show_dismissed_tags(pointer.target().and_then(|target| target.dyn_into().ok()));
    });
    // The listeners live as long as the page.
    std::mem::forget((pressed, left, entered, moved));
}

/// Makes ready for the first key before it is pressed: browsers compile code when it is first called, which takes longer
/// than a keystroke may.
fn warm_up(explorer: Explorer) {
    thread_local! {
        static WARM: Cell<bool> = const { Cell::new(false) };
    }
    if WARM.replace(true) {
        return;
    }
    // After the frame that shows the focus.
    set_timeout(
        move || {
            record::ask();
            history::keep_place();
            let state = ViewState::default().with_query("th");
            let findings = explore(explorer.event, &state, &|query, exact| {
                archive::search(explorer.shown.event, query, exact)
            });
            _ = Look::new(explorer.event, &state, &findings, None);
            // What follows the state is run once, and finds nothing changed.
            explorer.state.notify();
        },
        Duration::from_millis(50),
    );
}

/// After a control took itself away (a chip, a way out), moves the focus to the next chip or to what was found.
pub(super) fn keep_focus() {
    request_animation_frame(|| {
        // A hidden element keeps the focus until the next frame is drawn.
        let lost = document().active_element().is_none_or(|active| {
            active.tag_name() == "BODY" || active.get_client_rects().length() == 0
        });
        let opener = OPENER
            .take()
            .filter(|opener| opener.get_client_rects().length() > 0);
        if !lost {
            return;
        }
        let next = || {
            let ways = [
                ".notice button",
                ".named",
                ".chips:not([hidden]) button, #_found, .part",
            ];
            // From what is out of sight the next step would lead away from what is read.
            ways.into_iter().find_map(|way| {
                let way = document().query_selector(way).ok().flatten();
                way.filter(scroll::is_in_sight)
            })
        };
        let next = opener.or_else(next).or_else(scroll::part_at_top);
        if let Some(next) = next {
            scroll::focus_quietly(&next);
        }
    });
}

thread_local! {
    static OPENER: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Where the focus is now, to come back to once what opens goes away.
pub(super) fn remember_focus() {
    OPENER.set(document().active_element());
}

/// Hides the words of the tag that the pointer or the focus is on, until both have left it.
fn dismiss_tags() -> bool {
    let shown = all(".tag:hover, .tag:focus-within, .tag.open");
    for tag in &shown {
        _ = tag.class_list().add_1("dismissed");
    }
    !shown.is_empty()
}

fn show_dismissed_tags(target: Option<Element>) {
    for tag in all(".tag.dismissed") {
        if !tag.contains(target.as_ref().map(AsRef::as_ref)) {
            _ = tag.class_list().remove_1("dismissed");
        }
    }
}

/// The search box, on pages that have one.
pub(super) fn search_box() -> Option<HtmlInputElement> {
    document().get_element_by_id("_q")?.dyn_into().ok()
}

/// Keeps what the search box holds the query of the state. What is there already is left alone: to write it again would
/// move the caret, and end the composing of a Chinese or Korean word.
pub(super) fn fill(explorer: Explorer) {
    Effect::new(move |_| {
        explorer.state.with(|state| {
            if let Some(search_box) =
                search_box().filter(|search_box| search_box.value() != state.query)
            {
                search_box.set_value(&state.query);
            }
        });
    });
}

/// Moves the focus to the search box and selects what it holds.
pub(super) fn focus_search() -> bool {
    search_box().is_some_and(|search_box| {
        search_box.select();
        search_box.focus().is_ok()
    })
}

fn target(key: &KeyboardEvent) -> Option<Element> {
    key.target()?.dyn_into().ok()
}

fn is_typing(key: &KeyboardEvent) -> bool {
    target(key).is_some_and(|target| {
        target
            .matches("input:not([type=checkbox]), textarea, select, [contenteditable]")
            .unwrap_or(false)
    })
}

/// From selected words, the way to what can be done with them, unless a control has the focus.
fn to_what_is_taken(explorer: Explorer) -> bool {
    explorer.taken.with_untracked(Option::is_some)
        && document()
            .active_element()
            .is_none_or(|active| active.matches("body, .s, .part").unwrap_or(false))
        && all(".take button")
            .first()
            .is_some_and(|first| scroll::focus(first))
}

/// Walks through the passages found, or the remarks where nothing is asked for. Only from the search box and from
/// within the record: elsewhere the arrows scroll.
fn step(key: &KeyboardEvent, by: isize) -> bool {
    let Some(target) = target(key) else {
        return false;
    };
    let in_search = target.id() == "_q";
    let standing = target
        .closest(STOPS)
        .ok()
        .flatten()
        .filter(|_| target.matches(STOPS).unwrap_or(false));
    if !in_search && standing.is_none() {
        return false;
    }
    let stops = [
        ".line a",
        ".part:not([hidden]) .s.found",
        ".part:not([hidden])",
    ]
    .into_iter()
    .map(all)
    .find(|stops| !stops.is_empty())
    .unwrap_or_default();
    let place = standing.and_then(|standing| {
        stops
            .iter()
            .position(|stop| stop.contains(Some(&standing)) || standing.contains(Some(stop)))
    });
    let next = match place {
        None if by > 0 => Some(0),
        None => None,
        Some(place) => place.checked_add_signed(by),
    };
    match next {
        None if by < 0 && !in_search => focus_search(),
        None => false,
        Some(next) => stops.get(next).is_some_and(|stop| scroll::focus(stop)),
    }
}

fn all(selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into().ok())
        .collect()
}

/// Closes what is open, else clears the search, else returns to the search box.
fn escape(explorer: Explorer, key: &KeyboardEvent) -> bool {
    let dismissed = all(".tag.dismissed").len();
    if dismiss_tags() && all(".tag.dismissed").len() > dismissed {
        tags::toggle(None);
        // What has the focus may have gone with the words; the tag is still there.
        let tag = target(key).and_then(|target| target.closest(".tag").ok().flatten());
        let control = tag.and_then(|tag| tag.query_selector("a").ok().flatten());
        if let Some(control) = control {
            scroll::focus_quietly(&control);
        }
        return true;
    }
    if explorer.to_copy.get_untracked().is_some() {
        explorer.to_copy.set(None);
        keep_focus();
        return true;
    }
    // From what can be done with selected words, back to the remark that they are in.
    let in_toolbar = matches!(
        target(key).map(|target| target.closest(".take")),
        Some(Ok(Some(_)))
    );
    if in_toolbar
        && let Some(taken) = explorer.taken.get_untracked()
        && let Some(part) = document().get_element_by_id(&explorer.event.parts[taken.part].id)
    {
        scroll::focus_quietly(&part);
        return true;
    }
    let in_search = target(key).is_some_and(|target| target.id() == "_q");
    if !in_search
        && explorer
            .notices
            .with_untracked(|notices| !notices.is_empty())
    {
        explorer.notices.update(|notices| drop(notices.pop()));
        keep_focus();
        return true;
    }
    if in_search {
        history::settle();
        explorer.act(Act::Chose, |state| *state = state.with_query(""));
        return true;
    }
    focus_search()
}
