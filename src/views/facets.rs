//! The facets: topics, speakers and sides, with how many remarks each value finds.

use crate::explore::facet_ids;
use crate::state::Facet;
use crate::trail::Act;
use crate::views::explorer::Explorer;
use crate::views::findings::found;
use leptos::prelude::*;
use std::borrow::Cow;

/// All facets. On narrow screens they fold away under a button.
pub(super) fn facets(explorer: Explorer) -> impl IntoView {
    explorer.count();
    let strings = explorer.strings;
    let open = RwSignal::new(false);
    let chosen = move || {
        explorer.tally.with(|tally| {
            Facet::ALL
                .iter()
                .map(|facet| tally.chosen.values(*facet).len())
                .sum::<usize>()
        })
    };
    view! {
        <aside class="facets live" class:open=move || open.get() aria-labelledby="_filters">
            <a class="unseen" href="#_found">{strings.skip_filters}</a>
            <h2 id="_filters">
                <button
                    type="button"
                    class="fold"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls="_facets"
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {strings.filters}
                    <span class="count">{move || Some(chosen()).filter(|chosen| *chosen > 0)}</span>
                    <span class="found">{move || open.get().then(|| found(explorer))}</span>
                </button>
            </h2>
            <form id="_facets" on:submit=|submit| submit.prevent_default()>
                {topics(explorer)}
                {plain_facet(explorer, Facet::Side)}
                {plain_facet(explorer, Facet::Speaker)}
            </form>
        </aside>
    }
}

fn topics(explorer: Explorer) -> Option<impl IntoView> {
    let event = explorer.event;
    if event.topics.is_empty() {
        return None;
    }
    let groups: Vec<_> = event
        .groups
        .iter()
        .enumerate()
        .map(|(group, shown)| {
            let values: Vec<_> = (0..event.topics.len())
                .filter(|topic| event.topics[*topic].group == group as u16)
                .map(|topic| {
                    value(
                        explorer,
                        Facet::Topic,
                        topic,
                        event.topics[topic].label.as_str().into(),
                    )
                })
                .collect();
            view! { <div class="group" lang=explorer.tongue.lang><p class="group-label">{shown.label.as_str()}</p><ul>{values}</ul></div> }
        })
        .collect();
    Some(view! {
        <fieldset>
            <legend>{(explorer.strings.facet)(Facet::Topic)}</legend>
            {groups}
        </fieldset>
    })
}

fn plain_facet(explorer: Explorer, facet: Facet) -> Option<impl IntoView> {
    let event = explorer.event;
    let labels: Vec<Cow<'static, str>> = match facet {
        Facet::Topic => return None,
        Facet::Speaker => (0..event.speakers.len())
            .map(|speaker| event.told_apart(speaker))
            .collect(),
        Facet::Side => event
            .sides
            .iter()
            .map(|side| side.label.as_str().into())
            .collect(),
    };
    if labels.is_empty() {
        return None;
    }
    let values: Vec<_> = labels
        .into_iter()
        .enumerate()
        .map(|(index, label)| value(explorer, facet, index, label))
        .collect();
    Some(view! {
        <fieldset>
            <legend>{(explorer.strings.facet)(facet)}</legend>
            <ul lang=explorer.tongue.lang>{values}</ul>
        </fieldset>
    })
}

fn value(
    explorer: Explorer,
    facet: Facet,
    index: usize,
    label: Cow<'static, str>,
) -> impl IntoView {
    let id = facet_ids(explorer.event, facet)[index];
    let shown = Memo::new(move |_| {
        explorer
            .tally
            .with(|tally| (tally.counts.of(facet)[index], tally.chosen.has(facet, id)))
    });
    let barren = move || shown.get() == (0, false);
    let toggle = move |_| {
        explorer.act(Act::Chose, |state| state.chosen.toggle(facet, id));
    };
    view! {
        <li class:barren=barren>
            <label>
                <input type="checkbox" name=facet.key() value=id prop:checked=move || shown.get().1 on:change=toggle />
                <span>{label}</span>
                <span class="count">{move || shown.get().0}</span>
            </label>
        </li>
    }
}
