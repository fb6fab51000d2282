//! The search box.

use crate::trail::Act;
use crate::views::explorer::Explorer;
use leptos::prelude::*;

/// The box, its label and what it understands.
pub(super) fn search_box(explorer: Explorer) -> impl IntoView {
    let strings = explorer.strings;
    let typed = move |input: leptos::ev::Event| {
        let words = event_target_value(&input);
        explorer.act(Act::Typed, |state| *state = state.with_query(&words));
    };
    view! {
        <form class="search live" role="search" on:submit=|submit| submit.prevent_default()>
            <label for="_q">{strings.search}</label>
            <div class="field">
                <input
                    id="_q"
                    name="q"
                    type="search"
                    dir="auto"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    placeholder=strings.search
                    aria-describedby="_q-hint"
                    on:input=typed
                />
                <p class="hint" id="_q-hint">{strings.search_hint}</p>
            </div>
        </form>
    }
}
