//! Controls that lead to another state, as a list of buttons.

use crate::controls::Control;
use crate::trail::Act;
use crate::views::explorer::Explorer;
use leptos::prelude::*;

/// The controls that `list` gives, as it follows what it reads; `verb` is what they do, where that is to be heard and not
/// seen. One function for every such list: each kind of view
/// weighs on every visitor.
pub(super) fn controls(
    explorer: Explorer,
    label: &'static str,
    verb: Option<&'static str>,
    class: &'static str,
    list: fn(Explorer) -> Vec<Control>,
) -> impl IntoView {
    let items = move || {
        let items = list(explorer).into_iter();
        items
            .map(|control| item(explorer, verb, class, control))
            .collect::<Vec<_>>()
    };
    view! { <ul class="controls-list" aria-label=label>{items}</ul> }
}

fn item(
    explorer: Explorer,
    verb: Option<&'static str>,
    class: &'static str,
    control: Control,
) -> impl IntoView {
    let Control {
        kind,
        label,
        count,
        state,
    } = control;
    let go = move |_| explorer.act(Act::Chose, |current| current.clone_from(&state));
    view! {
        <li>
            <button type="button" class=class on:click=go>
                {verb.map(|verb| view! { <span class="unseen">{verb}" "</span> })}
                <span class="kind">{kind}</span>
                " "
                <span class="value">{label}</span>
                " "
                <span class="count">{count}</span>
            </button>
        </li>
    }
}
