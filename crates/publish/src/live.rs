//! The live part of a page, rendered by the views that will take it over.

use colloquy::views::{Explorer, Page, Shown, explorer_page, remark_page};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use maud::{Markup, PreEscaped, html};
use std::sync::Arc;

/// The element that the browser takes over: what it needs to know, and the first render.
pub(crate) fn live(shown: Shown) -> Markup {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let rendered = owner.with(|| {
        let explorer = Explorer::new(shown);
        match shown.page {
            Page::Event => explorer_page(explorer).to_html(),
            Page::Remark(part) => remark_page(explorer, part).to_html(),
        }
    });
    drop(owner);
    let part = match shown.page {
        Page::Event => None,
        Page::Remark(part) => Some(part),
    };
    // No white space inside: hydration begins at the first child.
    html! {
        div id="_app" data-event=(shown.event) data-part=[part] data-root=(shown.root) { (PreEscaped(rendered)) }
    }
}
