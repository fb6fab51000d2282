//! Clicks on what the prerendered page already shows: copying, sentence links, leaving a tag.

use crate::browser::{clipboard, scroll};
use crate::quotation;
use crate::views::Explorer;
use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

/// How long a message stands.
const SAID_MS: u32 = 4000;

thread_local! {
    static SAID: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Listens for clicks anywhere: one listener serves every remark and sentence, however many there are.
pub(super) fn listen(explorer: Explorer) {
    let clicked = window_event_listener(ev::click, move |click| {
        let Some(target) = click
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
        else {
            return;
        };
        if closest(&target, ".tag").is_none() {
            explorer.open_tag.set(None);
        }
        let plain = click.button() == 0
            && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key());
        if !plain {
            return;
        }
        if let Some(control) = closest(&target, "[data-copy]") {
            let data = control.dataset();
            let Some(part) = data.get("part").and_then(|part| part.parse().ok()) else {
                return;
            };
            let address = remark_address(explorer, part);
            if data.get("copy").as_deref() == Some("quotation") {
                let text = quotation::of_part(explorer.event, part, &address, explorer.strings);
                copy(explorer, text, explorer.strings.quotation_copied);
            } else {
                copy(explorer, address, explorer.strings.link_copied);
            }
        } else if let Some(link) = closest(&target, "a.n")
            && let Some(address) = sentence_address(explorer, &link)
        {
            copy(explorer, address, explorer.strings.link_copied);
        }
    });
    // The listener lives as long as the page.
    std::mem::forget(clicked);
}

fn closest(element: &Element, selector: &str) -> Option<HtmlElement> {
    element.closest(selector).ok().flatten()?.dyn_into().ok()
}

/// The absolute address of a remark's own page; the event's page for the record's own words.
fn remark_address(explorer: Explorer, part: usize) -> String {
    let id = explorer.event.parts[part].id.as_str();
    let way = if explorer.event.parts[part].speaker.is_some() {
        explorer.remark_href(part)
    } else {
        format!("{}{}/#{id}", explorer.shown.root, explorer.event.id)
    };
    let here = location().href().unwrap_or_default();
    web_sys::Url::new_with_base(&way, &here)
        .map(|address| address.href())
        .unwrap_or(way)
}

/// The absolute address of a sentence, on its remark's own page.
fn sentence_address(explorer: Explorer, link: &HtmlElement) -> Option<String> {
    let sentence = link.closest(".s").ok().flatten()?.id();
    let part = link.closest(".part").ok().flatten()?.id();
    let part = crate::place::part_by_id(explorer.event, &part)?;
    let number = sentence.rsplit('.').next()?;
    let address = remark_address(explorer, part);
    Some(if address.contains('#') {
        format!("{address}.{number}")
    } else {
        format!("{address}#{number}")
    })
}

fn copy(explorer: Explorer, text: String, said: &'static str) {
    leptos::task::spawn_local(async move {
        if clipboard::copy(&text).await {
            explorer.to_copy.set(None);
            explorer.said.set(Some(said));
            SAID.set(Some(Timeout::new(SAID_MS, move || explorer.said.set(None))));
        } else {
            explorer.to_copy.set(Some(text));
            request_animation_frame(|| {
                let field = document().get_element_by_id("_copy");
                if let Some(field) =
                    field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok())
                {
                    scroll::focus_quietly(&field);
                    field.select();
                }
            });
        }
    });
}
