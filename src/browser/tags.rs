//! The tags of the record: each holds its words open when pressed, and can become a filter.

use crate::browser::{elements, scroll};
use crate::state::Facet;
use crate::trail::Act;
use crate::views::Explorer;
use leptos::prelude::*;
use std::collections::BTreeSet;
use web_sys::Element;

/// Makes every tag a control, which without the app it is not.
pub(super) fn enliven(explorer: Explorer) {
    if let Some(body) = document().body() {
        for tag in elements(&body, ".tag > a") {
            _ = tag.set_attribute("role", "button");
            _ = tag.set_attribute("aria-expanded", "false");
        }
    }
    // What the filter in a tag does follows what is chosen.
    Effect::new(move |before: Option<BTreeSet<String>>| {
        let chosen: BTreeSet<String> = explorer
            .state
            .with(|state| state.chosen.values(Facet::Topic).iter().cloned().collect());
        let before = before.unwrap_or_default();
        if let Some(body) = document().body().filter(|_| before != chosen) {
            for filter in elements(&body, "[data-topic]") {
                let topic = filter.get_attribute("data-topic").unwrap_or_default();
                let is_chosen = chosen.contains(&topic);
                if is_chosen != before.contains(&topic) {
                    filter.set_text_content(Some((explorer.strings.filter_by)(is_chosen)));
                }
            }
        }
        chosen
    });
}

/// Holds a tag's words open, or closes them; closes every other tag's. `None` closes all.
pub(super) fn toggle(tag: Option<&Element>) {
    let was_open = tag.is_some_and(|tag| tag.class_list().contains("open"));
    if let Some(body) = document().body() {
        for open in elements(&body, ".tag.open") {
            set_open(&open, false);
        }
    }
    if let Some(tag) = tag {
        set_open(tag, !was_open);
        // The pointer and the focus are on it still.
        _ = tag.class_list().toggle_with_force("dismissed", was_open);
    }
}

fn set_open(tag: &Element, open: bool) {
    _ = tag.class_list().toggle_with_force("open", open);
    if let Ok(Some(control)) = tag.query_selector("a") {
        _ = control.set_attribute("aria-expanded", if open { "true" } else { "false" });
    }
    if open && let Ok(Some(words)) = tag.query_selector(".earned") {
        scroll::show_whole(&words);
    }
}

/// Filters by the topic of a tag, or no longer.
pub(super) fn filter(explorer: Explorer, topic: &str) {
    explorer.act(Act::Chose, |state| state.chosen.toggle(Facet::Topic, topic));
}
