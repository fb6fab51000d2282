//! What was found, told to screen readers in a pause: at each key it would be noise.

use crate::state::ViewState;
use crate::views::{Explorer, found, read};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::RefCell;

const PAUSE_MS: u32 = 700;

thread_local! {
    static PAUSE: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Tells what is found from now on.
pub(super) fn follow(explorer: Explorer) {
    Effect::new(move |before: Option<()>| {
        explorer.findings.track();
        // The page as it was opened says itself how much it holds.
        if before.is_some() || explorer.state.with_untracked(ViewState::is_narrowed) {
            PAUSE.set(Some(Timeout::new(PAUSE_MS, move || {
                // What stands there already would not be told again.
                explorer.told.set(String::new());
                request_animation_frame(move || {
                    let reading = explorer
                        .findings
                        .with_untracked(|findings| read(findings, explorer.strings));
                    let found = untrack(|| found(explorer));
                    explorer
                        .told
                        .set(format!("{reading} {found}").trim_start().to_owned());
                });
            })));
        }
    });
}
