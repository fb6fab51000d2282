//! What narrows the record now, each with a control that takes it back.

use crate::explore::facet_label;
use crate::state::Facet;
use crate::trail::Act;
use crate::views::explorer::Explorer;
use leptos::prelude::*;

/// The chips, and the control that clears all.
pub(super) fn chips(explorer: Explorer) -> AnyView {
    let strings = explorer.strings;
    let narrowed = move || explorer.state.with(crate::state::ViewState::is_narrowed);
    let values = move || {
        let state = explorer.state.get();
        let mut chips = Vec::new();
        if !state.query.trim().is_empty() {
            chips.push(chip(
                strings.query,
                format!("“{}”", state.query.trim()),
                move || {
                    explorer.act(Act::Chose, |state| state.query.clear());
                },
            ));
        }
        for facet in Facet::ALL {
            for id in state.chosen.values(facet) {
                let label = facet_label(explorer.event, facet, id)
                    .unwrap_or(id)
                    .to_owned();
                let id = id.clone();
                chips.push(chip((strings.facet_one)(facet), label, move || {
                    explorer.act(Act::Chose, |state| state.chosen.drop_choice(facet, &id));
                }));
            }
        }
        chips
    };
    view! {
        <div class="chips live" hidden=move || !narrowed()>
            <ul aria-label=strings.active>{values}</ul>
            <button type="button" class="clear-all" on:click=move |_| explorer.act(Act::Chose, |state| *state = state.cleared())>
                {strings.clear_all}
            </button>
        </div>
    }
    .into_any()
}

fn chip(kind: &'static str, label: String, take_back: impl Fn() + 'static) -> AnyView {
    view! {
        <li>
            <button type="button" class="chip" on:click=move |_| take_back()>
                <span class="kind">{kind}</span>
                " "
                <span class="value">{label}</span>
                <span class="cross" aria-hidden="true"></span>
            </button>
        </li>
    }
    .into_any()
}
