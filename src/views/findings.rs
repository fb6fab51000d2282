//! How much was found, how it is shown, and what to do where nothing was.

use crate::archive;
use crate::explore::{self, GiveUp, WayOut, facet_label};
use crate::state::View;
use crate::trail::Act;
use crate::views::explorer::Explorer;
use leptos::prelude::*;

/// How many ways out of an empty result are offered.
const WAYS_OUT: usize = 4;

/// The number of remarks and passages, announced as it changes, and the choice of view.
pub(super) fn summary(explorer: Explorer) -> AnyView {
    let strings = explorer.strings;
    let all = explorer
        .event
        .parts
        .iter()
        .filter(|part| part.speaker.is_some())
        .count();
    let found = move || {
        explorer.findings.with(|findings| {
            (strings.found)(findings.remarks, all, findings.passages, findings.frame)
        })
    };
    let choice = move |view: View, label: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || if explorer.state.with(|state| state.view == view) { "true" } else { "false" }
                on:click=move |_| explorer.act(Act::Chose, |state| state.view = view)
            >
                {label}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="summary live">
            <p role="status" class="found-count" id="_found" tabindex="-1">{found}</p>
            <div role="group" aria-label=strings.view class="view" hidden=move || explorer.findings.with(|findings| findings.passages.is_none_or(|passages| passages == 0))>
                {choice(View::Remarks, strings.view_remarks)}
                {choice(View::Passages, strings.view_passages)}
            </div>
        </div>
    }
    .into_any()
}

/// Why nothing was found, and the nearest ways out.
pub(super) fn nothing(explorer: Explorer) -> AnyView {
    let strings = explorer.strings;
    let empty = Memo::new(move |_| {
        explorer
            .findings
            .with(|findings| findings.remarks == 0 && !findings.frame)
    });
    (move || {
        empty.get().then(|| {
            let state = explorer.state.get();
            let search = |query: &str| archive::search(explorer.shown.event, query);
            let ways: Vec<AnyView> = explore::ways_out(explorer.event, &state, &search, WAYS_OUT)
                .into_iter()
                .map(|way| view! { <li>{way_out(explorer, way)}</li> }.into_any())
                .collect();
            let because = (strings.nothing_because)(state.query.trim(), !state.chosen.is_empty());
            view! {
                <div class="nothing">
                    <h2>{strings.nothing}</h2>
                    <p>{because}</p>
                    {(!ways.is_empty()).then(|| view! { <p>{strings.ways_out}</p><ul>{ways}</ul> })}
                </div>
            }
            .into_any()
        })
    })
    .into_any()
}

fn way_out(explorer: Explorer, way: WayOut) -> AnyView {
    let strings = explorer.strings;
    let label = match &way.give_up {
        GiveUp::Choice(facet, id) => (strings.without_choice)(
            *facet,
            facet_label(explorer.event, *facet, id).unwrap_or(id),
        ),
        GiveUp::Words(words) => (strings.fewer_words)(words),
        GiveUp::Query => strings.without_query.to_owned(),
        GiveUp::Choices => strings.without_choices.to_owned(),
    };
    let count = (strings.remarks)(way.remarks);
    let state = way.state;
    view! {
        <button type="button" class="way-out" on:click=move |_| explorer.act(Act::Chose, |current| *current = state.clone())>
            {label}
            <span class="count">{count}</span>
        </button>
    }
    .into_any()
}
