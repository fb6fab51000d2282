//! Suggestions, worked out in a pause of typing so that no keystroke waits for them.

use crate::archive;
use crate::browser::history;
use crate::browser::keyboard::search_box;
use crate::controls::{Control, suggestions};
use crate::views::{Explorer, is_empty};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::RefCell;

const PAUSE_MS: u32 = 150;

thread_local! {
    static PAUSE: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Keeps the suggestions those for the query: while it is typed, and where it finds nothing.
pub(super) fn follow(explorer: Explorer) {
    Effect::new(move |_| {
        explorer.state.track();
        let nothing_found = is_empty(explorer);
        if typing() {
            PAUSE.set(Some(Timeout::new(PAUSE_MS, move || look_up(explorer))));
            return;
        }
        // At once: what is clicked next must not move away under the finger.
        PAUSE.take();
        if nothing_found {
            look_up(explorer);
        } else {
            suggest(explorer, Vec::new());
        }
    });
}

fn look_up(explorer: Explorer) {
    let event = explorer.shown.event;
    let search = |query: &str, exact| archive::search(event, query, exact);
    let suggestions = explorer.state.with_untracked(|state| {
        let suggested = archive::suggest(event, &state.query);
        suggestions(explorer.event, state, suggested, &search, explorer.strings)
    });
    suggest(explorer, suggestions);
}

/// Whether the reader is typing in the search box: on a page that was just opened, or returned to by Back, suggestions
/// would move what is read.
fn typing() -> bool {
    history::is_typing()
        && search_box().is_some_and(|search_box| {
            document().active_element().as_ref() == Some(search_box.as_ref())
        })
}

fn suggest(explorer: Explorer, suggestions: Vec<Control>) {
    let same = explorer
        .suggestions
        .with_untracked(|before| *before == suggestions);
    if !same {
        explorer.suggestions.set(suggestions);
    }
}
