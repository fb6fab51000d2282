//! What narrows the record now, each with a control that takes it back.

use crate::controls;
use crate::state::ViewState;
use crate::trail::Act;
use crate::views::controls::controls;
use crate::views::explorer::Explorer;
use leptos::prelude::*;

/// The chips, and the control that clears all.
pub(super) fn chips(explorer: Explorer) -> impl IntoView {
    let strings = explorer.strings;
    let plain = move || !explorer.state.with(ViewState::is_narrowed);
    let clear = move |_| explorer.act(Act::Chose, |state| *state = state.cleared());
    view! {
        <div class="chips live" hidden=plain>
            {controls(explorer, strings.active, Some(strings.take_back), "chip", |explorer| {
                explorer.state.with(|state| controls::chips(explorer.event, state, explorer.strings))
            })}
            <button type="button" class="clear-all" on:click=clear>
                {strings.clear_all}
            </button>
        </div>
    }
}
