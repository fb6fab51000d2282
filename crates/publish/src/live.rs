//! The live part of a page, rendered by the views that will take it over.

use colloquy::shown::{Page, Shown};
use colloquy::views::{Explorer, explorer_page, remark_page};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use maud::{Markup, PreEscaped, html};
use std::sync::Arc;

/// The element that the browser takes over: what it needs to know (`data-id` is for the collection), and the first
/// render.
pub(crate) fn live(shown: Shown) -> Markup {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let rendered = owner.with(|| {
        let explorer = Explorer::new(shown);
        match shown.page {
            Page::Event => explorer_page(explorer).to_html(),
            Page::Remark(_) => remark_page(explorer).to_html(),
        }
    });
    drop(owner);
    let id = colloquy::archive::archive().events[shown.event].id.as_str();
    let part = match shown.page {
        Page::Event => None,
        Page::Remark(part) => Some(part),
    };
    // No white space inside: hydration begins at the first child.
    html! {
        div id="_app" data-event=(shown.event) data-id=(id) data-part=[part] data-root=(shown.root) { (PreEscaped(rendered)) }
    }
}
