//! Clicks on what the prerendered page already shows: copying, sentence links, leaving a tag.

use crate::browser::concordance::lines_shown;
use crate::browser::{clipboard, history, keyboard, root, scroll, tags};
use crate::concordance;
use crate::quotation;
use crate::shown::{joined, place_in};
use crate::views::{Explorer, Taken};
use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use std::cell::RefCell;
use transcript::model::Range;
use transcript::passage;
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
        if let Some(link) = closest(&target, "a") {
            // A link may leave the page before it has come to rest.
            history::keep_place();
            history::keep_state(&link);
        }
        if closest(&target, ".tag").is_none() {
            tags::toggle(None);
        }
        let plain = click.button() == 0
            && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key());
        if !plain {
            return;
        }
        if let Some(control) = closest(&target, "[data-copy]") {
            let what = control.get_attribute("data-copy");
            if what.as_deref() == Some("csv") {
                copy_concordance(explorer);
                return;
            }
            let Some(part) = part_of(explorer, &control) else {
                return;
            };
            let address = address(explorer, part, "");
            if what.as_deref() == Some("quotation") {
                copy_quotation(explorer, part, None, &address);
            } else {
                copy(explorer, address, explorer.strings.link_copied);
            }
        } else if let Some(control) = closest(&target, "[data-take]") {
            take(explorer, control.get_attribute("data-take").as_deref());
        } else if let Some(tag) = closest(&target, ".tag > a") {
            click.prevent_default();
            tags::toggle(tag.parent_element().as_ref());
        } else if closest(&target, ".facets:not(.open) .fold").is_some() {
            scroll::to_results(false);
        } else if let Some(topic) =
            closest(&target, "[data-topic]").and_then(|filter| filter.get_attribute("data-topic"))
        {
            tags::filter(explorer, &topic);
        } else if let Some(link) = closest(&target, "a.n")
            && let Some((part, sentence)) = sentence_of(explorer, &link)
        {
            let address = sentence_address(explorer, part, sentence);
            copy(explorer, address, explorer.strings.link_copied);
        }
    });
    // The listener lives as long as the page.
    std::mem::forget(clicked);
}

fn closest(element: &Element, selector: &str) -> Option<HtmlElement> {
    element.closest(selector).ok().flatten()?.dyn_into().ok()
}

/// Position of the part that an element stands in.
pub(super) fn part_of(explorer: Explorer, element: &Element) -> Option<usize> {
    crate::place::part_by_id(explorer.event, &closest(element, ".part")?.id())
}

/// The absolute address of a remark's own page, or a place in it; on the event's page for the record's own words. Where
/// the page around this one asked for it (`embed.js`), it is on that page. A single file gives the published address
/// where it knows one (`data-site`), else its own.
pub(super) fn address(explorer: Explorer, part: usize, place: &str) -> String {
    let (event, shown) = (explorer.event, explorer.shown);
    let attribute = |name| root().and_then(|root| root.get_attribute(name));
    if let Some(base) = attribute("data-base") {
        let remark = format!("{base}#{}/{}", event.id, event.parts[part].id);
        return joined(&remark, ".", place);
    }
    let way = match attribute("data-site") {
        Some(site) => place_in(&site, event, part, place),
        None => shown.place_href(event, part, place),
    };
    // Also escapes what is not ASCII, so that the address survives being pasted anywhere.
    let here = location().href().unwrap_or_default();
    web_sys::Url::new_with_base(&way, &here)
        .map(|address| address.href())
        .unwrap_or(way)
}

/// The absolute address of a sentence.
pub(super) fn sentence_address(explorer: Explorer, part: usize, sentence: usize) -> String {
    address(explorer, part, &sentence_place(explorer, part, sentence))
}

/// Where a link on the page to a sentence leads.
pub(super) fn sentence_href(explorer: Explorer, part: usize, sentence: usize) -> String {
    if explorer.shown.is_file() {
        let place = sentence_place(explorer, part, sentence);
        explorer.shown.place_href(explorer.event, part, &place)
    } else {
        sentence_address(explorer, part, sentence)
    }
}

fn sentence_place(explorer: Explorer, part: usize, sentence: usize) -> String {
    format!("s{}", explorer.event.parts[part].text.number(sentence))
}

/// Positions of the part and the sentence that a link stands in.
fn sentence_of(explorer: Explorer, link: &HtmlElement) -> Option<(usize, usize)> {
    let part = part_of(explorer, link)?;
    let number = link.get_attribute("data-n")?.parse().ok()?;
    let sentence = explorer.event.parts[part].text.numbered(number)?;
    Some((part, sentence))
}

fn copy_concordance(explorer: Explorer) {
    let lines = untrack(|| lines_shown(explorer)).unwrap_or_default();
    let address = |part, sentence| sentence_address(explorer, part, sentence);
    let csv = concordance::csv(explorer.event, &lines, explorer.strings, &address);
    copy(explorer, csv, explorer.strings.csv_copied);
}

/// A passage within its part, as a fragment names it.
pub(super) fn passage_place(explorer: Explorer, part: usize, range: Range) -> String {
    let name = passage::name(&explorer.event.parts[part].text.plain, range);
    name.map(|name| format!("~{}", name.write()))
        .unwrap_or_default()
}

/// Does with the selected words what a control asks for.
fn take(explorer: Explorer, what: Option<&str>) {
    let Some(Taken { part, range, .. }) = explorer.taken.get_untracked() else {
        return;
    };
    let address = address(explorer, part, &passage_place(explorer, part, range));
    match what {
        Some("quotation") => copy_quotation(explorer, part, Some(range), &address),
        Some("share") => {
            let event = explorer.event;
            let quoted = quotation::quote(event, part, Some(range), &address, explorer.strings);
            leptos::task::spawn_local(async move {
                clipboard::share(&event.title, &quoted.plain, &address).await;
            });
        }
        _ => copy(explorer, address, explorer.strings.link_copied),
    }
}

fn copy_quotation(explorer: Explorer, part: usize, passage: Option<Range>, address: &str) {
    let strings = explorer.strings;
    let quoted = quotation::quote(explorer.event, part, passage, address, strings);
    leptos::task::spawn_local(async move {
        let copied = clipboard::copy_quotation(&quoted).await;
        say(explorer, copied, quoted.plain, strings.quotation_copied);
    });
}

fn copy(explorer: Explorer, text: String, said: &'static str) {
    leptos::task::spawn_local(async move {
        let copied = clipboard::copy(&text).await;
        say(explorer, copied, text, said);
    });
}

/// Says that a text was copied, or shows it to be copied by hand.
fn say(explorer: Explorer, copied: bool, text: String, said: &'static str) {
    if copied {
        explorer.to_copy.set(None);
        if explorer.said.get_untracked().is_some() {
            // What stands there already would not be told again, nor seen to have happened again.
            explorer.said.set(None);
            request_animation_frame(move || explorer.said.set(Some(said)));
        } else {
            explorer.said.set(Some(said));
        }
        SAID.set(Some(Timeout::new(SAID_MS, move || explorer.said.set(None))));
        return;
    }
    if explorer.to_copy.get_untracked().is_none() {
        keyboard::remember_focus();
    }
    explorer.to_copy.set(Some(text));
    request_animation_frame(|| {
        let field = document().get_element_by_id("_copy");
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) {
            scroll::focus_quietly(&field);
            field.select();
        }
    });
}
