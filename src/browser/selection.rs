//! Words that the reader selected, as a passage of one part.

use crate::browser::record::words;
use crate::browser::{elements, pointer};
use crate::views::{Explorer, Taken};
use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use transcript::passage::whole_words;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Node, PointerEvent, Range};

/// A selection being drawn changes with every move of the pointer.
const PAUSE_MS: u32 = 100;

thread_local! {
    static DRAWING: Cell<bool> = const { Cell::new(false) };
    static PAUSE: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Follows what is selected.
pub(super) fn listen(explorer: Explorer) {
    let look = move || {
        let pause = if DRAWING.get() { PAUSE_MS } else { 0 };
        PAUSE.set(Some(Timeout::new(pause, move || {
            // Some browsers let the selection go when a control takes the focus, also one of those that act on it.
            if focus_is_in(".take") {
                return;
            }
            let taken = selected().and_then(|range| taken(explorer, &range));
            if explorer.taken.with_untracked(|before| *before != taken) {
                tell(explorer, taken);
                explorer.taken.set(taken);
            }
        })));
    };
    let drawing = move |event: PointerEvent| {
        DRAWING.set(event.type_() == "pointerdown");
        look();
    };
    let changed = Closure::<dyn Fn()>::new(move || {
        // Every key that is typed changes a selection.
        if !in_field() || explorer.taken.with_untracked(Option::is_some) {
            look();
        }
    });
    let listener = changed.as_ref().unchecked_ref();
    _ = document().add_event_listener_with_callback("selectionchange", listener);
    // What is selected may be what this was started for.
    look();
    // The listeners live as long as the page.
    changed.forget();
    std::mem::forget([
        window_event_listener(ev::pointerdown, drawing),
        window_event_listener(ev::pointerup, drawing),
        window_event_listener(ev::pointercancel, drawing),
    ]);
}

/// Tells what loads when asked for (citing, embedding, keeping) what is selected: on the toolbar, the part's id, the
/// place in the event's record, its address, and the numbers of its sentences.
fn tell(explorer: Explorer, taken: Option<Taken>) {
    let toolbar = document().query_selector(".take").ok().flatten();
    let (Some(toolbar), Some(Taken { part, range, .. })) = (toolbar, taken) else {
        return;
    };
    let place = pointer::passage_place(explorer, part, range);
    let address = pointer::address(explorer, part, &place);
    let part = &explorer.event.parts[part];
    let before = |byte: u32| {
        let sentences = part.text.sentences.iter();
        sentences
            .filter(|sentence| sentence.range.start.to_native() < byte)
            .count()
    };
    let number = |byte: u32| part.text.number(before(byte).saturating_sub(1));
    let (first, last) = (number(range.start + 1), number(range.end));
    let sentences = match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    let place = format!("{}.{place}", part.id);
    for (name, value) in [
        ("data-of", part.id.as_str()),
        ("data-place", &place),
        ("data-address", &address),
        ("data-sentences", &sentences),
    ] {
        _ = toolbar.set_attribute(name, value);
    }
}

fn focus_is_in(selector: &str) -> bool {
    let focused = document().active_element();
    focused.is_some_and(|focused| matches!(focused.closest(selector), Ok(Some(_))))
}

/// Whether what is selected is not the record's.
fn in_field() -> bool {
    focus_is_in("input, textarea")
}

fn selected() -> Option<Range> {
    // To ask for the selection lays the page out.
    if in_field() {
        return None;
    }
    let selection = window().get_selection().ok()??;
    let some = !selection.is_collapsed() && selection.range_count() > 0;
    some.then(|| selection.get_range_at(0).ok())?
}

/// The words selected of the first part that has any.
fn taken(explorer: Explorer, range: &Range) -> Option<Taken> {
    let body = document().body()?;
    let mut held = elements(&body, ".part:not([hidden]) .words")
        .into_iter()
        .filter_map(|words| {
            let part = pointer::part_of(explorer, &words)?;
            Some((part, held(explorer, part, &words, range)?))
        });
    let (part, (range, parted)) = held.next()?;
    Some(Taken {
        part,
        range,
        // A selection of whole paragraphs ends before the first word of what follows, which then holds none.
        narrowed: parted || held.next().is_some(),
    })
}

/// The first words of a part that a range holds and that are seen in one piece, in bytes of its text; and whether more
/// are seen after a gap.
fn held(
    explorer: Explorer,
    part: usize,
    words: &Element,
    range: &Range,
) -> Option<(transcript::model::Range, bool)> {
    let touches = |node: &Node| range.intersects_node(node).unwrap_or(false);
    let is_seen = |element: &Element| element.get_client_rects().length() > 0;
    if !touches(words) || !is_seen(words) {
        return None;
    }
    let text = &explorer.event.parts[part].text;
    let sentences = elements(words, ".s").into_iter().zip(text.sentences.iter());
    let mut held: Option<transcript::model::Range> = None;
    let (mut gap, mut parted) = (false, false);
    for (element, sentence) in sentences.filter(|(element, _)| touches(element)) {
        if !is_seen(&element) {
            gap = held.is_some();
            continue;
        }
        if let Some((from, to)) = bytes(range, &element) {
            if gap {
                parted = true;
                break;
            }
            let start = sentence.range.start.to_native();
            held = Some(transcript::model::Range {
                start: held.map_or(start + from, |held| held.start),
                end: start + to,
            });
        }
    }
    Some((whole_words(&text.plain, held?)?, parted))
}

/// The bytes of a sentence's words that a range holds, from its start.
fn bytes(range: &Range, sentence: &Element) -> Option<(u32, u32)> {
    let (start, end) = (range.start_container().ok()?, range.end_container().ok()?);
    let mut passed = 0;
    let mut held: Option<(u32, u32)> = None;
    for text in words(sentence) {
        let content = text.data();
        let all = content.len() as u32;
        if range.intersects_node(&text).unwrap_or(false) {
            let at = |node: &Node, offset: Result<u32, _>, else_: u32| {
                if node.is_same_node(Some(&text)) {
                    offset.map_or(else_, |offset| utf8(&content, offset))
                } else {
                    else_
                }
            };
            let from = at(&start, range.start_offset(), 0);
            let to = at(&end, range.end_offset(), all);
            if from < to {
                held = Some((held.map_or(passed + from, |(from, _)| from), passed + to));
            }
        }
        passed += all;
    }
    held
}

/// Bytes of the first `units` UTF-16 units of a text.
fn utf8(text: &str, units: u32) -> u32 {
    let mut left = units as usize;
    let mut bytes = 0;
    for letter in text.chars() {
        if left < letter.len_utf16() {
            break;
        }
        left -= letter.len_utf16();
        bytes += letter.len_utf8();
    }
    bytes as u32
}
