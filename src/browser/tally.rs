//! The facets, brought up to date once the results were painted, so that no keystroke waits for them.

use crate::browser::after_paint;
use crate::views::Explorer;
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// Keeps the facets those of the state.
pub(super) fn follow(explorer: Explorer) {
    explorer.count();
    Effect::new(move |_| {
        explorer.state.track();
        explorer.findings.track();
        if !WAITS.replace(true) {
            after_paint(move || {
                WAITS.set(false);
                explorer.count();
            });
        }
    });
}
