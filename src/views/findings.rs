//! How much was found, how it is shown, how the query was read, and what to do where nothing was found.

use crate::archive;
use crate::concordance;
use crate::controls;
use crate::explore::Findings;
use crate::state::{Facet, Sort, View, ViewState};
use crate::strings::Strings;
use crate::trail::Act;
use crate::views::controls::controls;
use crate::views::explorer::Explorer;
use leptos::prelude::*;

/// How many remarks, passages and lines of a concordance were found, in words.
pub fn found(explorer: Explorer) -> String {
    let strings = explorer.strings;
    let all = explorer.event.remarks().count();
    let (view, asked) = explorer
        .state
        .with(|state| (state.view, !state.query.trim().is_empty()));
    explorer.findings.with(|findings| {
        let mut found = (strings.found)(findings.remarks, all, findings.passages, findings.frame);
        match view {
            View::Passages if asked && findings.remarks > 1 => {
                found += ", ";
                found += strings.best_first;
            }
            View::Concordance if explorer.named.with(Option::is_none) => {
                let lines = concordance::count(findings);
                if lines > 0 {
                    found += ", ";
                    found += &(strings.lines)(lines);
                }
            }
            _ => {}
        }
        found
    })
}

/// The number of remarks and passages, which `browser::announce` has screen readers say, and the choice of view.
pub(super) fn summary(explorer: Explorer) -> impl IntoView {
    let strings = explorer.strings;
    let choice = move |view: View| {
        let label = match view {
            View::Remarks => strings.view_remarks,
            View::Passages => strings.view_passages,
            View::Concordance => strings.view_concordance,
        };
        view! {
            <button
                type="button"
                aria-pressed=move || if explorer.state.with(|state| state.view == view) { "true" } else { "false" }
                on:click=move |_| explorer.act(Act::Chose, |state| state.view = view)
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="summary live">
            <p class="found-count" id="_found" tabindex="-1">{move || found(explorer)}</p>
            <p class="unseen" role="status">{move || explorer.told.get()}</p>
            <div role="group" aria-label=strings.view class="view" hidden=move || !has_passages(explorer)>
                {View::ALL.map(choice)}
            </div>
        </div>
    }
}

fn has_passages(explorer: Explorer) -> bool {
    explorer
        .findings
        .with(|findings| findings.passages.is_some_and(|passages| passages > 0))
}

/// The order of a concordance, and the control that copies it.
pub(super) fn order(explorer: Explorer) -> impl IntoView {
    let strings = explorer.strings;
    let elsewhere = move || {
        !explorer
            .state
            .with(|state| state.view == View::Concordance && state.is_narrowed())
            || explorer
                .findings
                .with(|findings| concordance::count(findings) == 0)
    };
    let sort = move |chosen: leptos::ev::Event| {
        if let Some(sort) = Sort::from_value(&event_target_value(&chosen)) {
            explorer.act(Act::Chose, |state| state.sort = sort);
        }
    };
    let value = Memo::new(move |_| explorer.state.with(|state| state.sort.value()));
    let option = |sort: Sort| view! { <option value=sort.value()>{(strings.sorts)(sort)}</option> };
    view! {
        <div class="order live" hidden=elsewhere>
            <p>
                <label for="_sort">{strings.sort}</label>
                " "
                <select id="_sort" prop:value=value on:change=sort>{Sort::ALL.map(option)}</select>
            </p>
            <button type="button" data-copy="csv">{strings.copy_csv}</button>
        </div>
    }
}

/// How the query was read where that is not as it was written, and the way back.
pub(super) fn reading(explorer: Explorer) -> impl IntoView {
    let read = move || {
        explorer
            .findings
            .with(|findings| read(findings, explorer.strings))
    };
    let nothing_to_say = move || read().is_empty();
    let uncorrected = move || {
        explorer
            .findings
            .with(|findings| findings.reading.corrections.is_empty())
    };
    let label = move || {
        explorer
            .state
            .with(|state| (explorer.strings.as_written)(state.query.trim()))
    };
    view! {
        <p class="reading live" hidden=nothing_to_say>
            <span>{read}</span>
            " "
            <button type="button" hidden=uncorrected on:click=move |_| explorer.act(Act::Chose, |state| state.exact = true)>
                {label}
            </button>
        </p>
    }
}

/// How the query was read, where that is not as it was written.
pub fn read(findings: &Findings, strings: &Strings) -> String {
    let reading = &findings.reading;
    let mut out = String::new();
    if reading.literal {
        out.push_str(strings.read_literally);
    }
    for correction in &reading.corrections {
        if !out.is_empty() {
            out.push(' ');
        }
        let read: Vec<String> = correction
            .read
            .iter()
            .map(|word| format!("“{word}”"))
            .collect();
        out += &(strings.read_as)(&correction.written, &read.join(", "));
    }
    out
}

/// What the reader may be about to type.
pub(super) fn suggestions(explorer: Explorer) -> impl IntoView {
    let none = move || explorer.suggestions.with(Vec::is_empty);
    view! {
        <div class="suggestions live" hidden=none>
            {controls(explorer, explorer.strings.suggestions, None, "suggestion", |explorer| {
                explorer.suggestions.get()
            })}
        </div>
    }
}

/// Why nothing was found, and the nearest ways out.
pub(super) fn nothing(explorer: Explorer) -> impl IntoView {
    let strings = explorer.strings;
    let something = move || !is_empty(explorer);
    let because = move || {
        explorer.state.with(|state: &ViewState| {
            let chosen = |facet| !state.chosen.values(facet).is_empty();
            let others = chosen(Facet::Speaker) || chosen(Facet::Side);
            (strings.nothing_because)(state.query.trim(), chosen(Facet::Topic), others)
        })
    };
    view! {
        <div class="nothing" hidden=something>
            <h2>{strings.nothing}</h2>
            <p>{because}</p>
            <p class="ways-out">{strings.ways_out}</p>
            {controls(explorer, strings.ways_out, None, "way-out", |explorer| {
                if !is_empty(explorer) {
                    return Vec::new();
                }
                let search = |query: &str, exact| archive::search(explorer.shown.event, query, exact);
                explorer.state.with(|state| controls::ways_out(explorer.event, state, &search, explorer.strings))
            })}
        </div>
    }
}

/// Whether nothing is found.
#[must_use]
pub fn is_empty(explorer: Explorer) -> bool {
    explorer
        .findings
        .with(|findings| findings.remarks == 0 && !findings.frame)
}
