//! The record on the page: makes the prerendered parts look as [`Look`] says, touching only what changes.
//!
//! Marks are many while the first letters of a word are typed, so those out of sight are set after what is in sight
//! was painted; and what is below the window changes only then. Until all is done, the page's root has the attribute
//! `data-marking`. It has `data-asked` once anything was asked for, or is about to be: from then on the styles lay out
//! only what is in sight.
//!
//! What is in sight is foreseen from the last paint where it can be: to ask the browser between a change and its marks
//! has it lay the page out twice.

use crate::browser::{after_paint, elements, history, root, window_height};
use crate::look::{Look, PartLook, SentenceLook};
use crate::marks::Mark;
use leptos::ev;
use leptos::prelude::{document, window_event_listener};
use std::cell::{Cell, OnceCell, RefCell};
use transcript::model::{ArchivedEvent, Range};
use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Text};

/// How long what is out of sight is seen to at a stretch, so that a keystroke waits no longer.
const STRETCH_MS: f64 = 4.0;

/// How high a part is taken to be until it was looked at, in pixels; the styles take it for as high.
const HEIGHT: f64 = 544.0;

thread_local! {
    static RECORD: RefCell<Option<Record>> = const { RefCell::new(None) };
    /// Whether the next paint is waited for.
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// The parts that the page holds, and how they are to look.
struct Record {
    list: Option<Element>,
    /// By position in the event; `None` where the page does not hold the part.
    parts: Vec<Option<Part>>,
    look: Look,
    /// The parts in the order in which they stand in the list.
    placed: Vec<usize>,
    /// `None` where what will be in sight cannot be foreseen.
    sight: Option<Sight>,
}

/// The window when it was last painted, in pixels.
struct Sight {
    /// Where the list begins in it.
    top: f64,
    height: f64,
}

struct Part {
    element: Element,
    /// In pixels, when it was last looked at.
    height: f64,
    sentences: OnceCell<Vec<Element>>,
    /// How it looks now, but for the marks.
    shown: PartLook,
    /// The sentences whose marks are set, in order.
    marked: Vec<SentenceLook>,
}

/// Finds the parts of `event` on the page, in the look they were prerendered in.
pub(super) fn start(event: &ArchivedEvent) {
    RECORD.set(Some(Record::new(event)));
    let printed = window_event_listener(ev::beforeprint, |_| catch_up(f64::INFINITY));
    let scrolled = window_event_listener(ev::scroll, |_| {
        with(|record| record.sight = None);
    });
    // The listeners live as long as the page.
    std::mem::forget((printed, scrolled));
}

/// Makes the page look so.
pub(super) fn show(look: Look) {
    with(|record| record.show(look));
    if let Some(root) = root() {
        _ = root.toggle_attribute_with_force("data-marking", is_behind());
    }
    if !WAITS.replace(true) {
        next_stretch();
    }
}

/// Makes the page ready to change.
pub(super) fn ask() {
    with(Record::measure);
    asked();
    rehearse();
}

/// Marks a word that is on no page: browsers compile what is called for the first time, which the first key would wait for.
fn rehearse() {
    let (Ok(element), Ok(sentence)) = (
        document().create_element("div"),
        document().create_element("span"),
    ) else {
        return;
    };
    sentence.set_class_name("s");
    sentence.set_text_content(Some("word"));
    _ = element.append_child(&sentence);
    let mut part = Part::new(element);
    let found = PartLook {
        narrowed: true,
        sentences: vec![SentenceLook {
            found: true,
            marks: vec![(Mark::Matched, Range { start: 1, end: 3 })],
            ..SentenceLook::default()
        }],
        ..PartLook::default()
    };
    for look in [found, PartLook::default()] {
        part.show(&look);
        part.mark(&look);
    }
}

fn asked() {
    if let Some(root) = root() {
        _ = root.set_attribute("data-asked", "");
    }
}

fn with<T>(act: impl FnOnce(&mut Record) -> T) -> Option<T> {
    RECORD.with_borrow_mut(|record| record.as_mut().map(act))
}

/// Whether anything does not look as it should yet.
fn is_behind() -> bool {
    with(|record| record.is_behind()) == Some(true)
}

/// Makes more of the page look as it should, for so many milliseconds.
fn catch_up(stretch: f64) {
    let end = js_sys::Date::now() + stretch;
    with(|record| {
        let Record { parts, look, .. } = record;
        for part in &look.order {
            if js_sys::Date::now() >= end {
                break;
            }
            if let Some(element) = &mut parts[*part] {
                element.show(&look.parts[*part]);
                element.mark(&look.parts[*part]);
            }
        }
    });
}

fn next_stretch() {
    after_paint(|| {
        with(Record::look_around);
        catch_up(STRETCH_MS);
        if is_behind() {
            next_stretch();
            return;
        }
        WAITS.set(false);
        if let Some(root) = root() {
            _ = root.remove_attribute("data-marking");
        }
    });
}

impl Record {
    fn new(event: &ArchivedEvent) -> Self {
        let parts: Vec<Option<Part>> = event
            .parts
            .iter()
            .map(|part| {
                let element = document().get_element_by_id(&part.id)?;
                Some(Part::new(element))
            })
            .collect();
        let placed: Vec<usize> = (0..parts.len()).collect();
        let look = Look {
            passages_only: false,
            order: placed.clone(),
            parts: parts.iter().map(|_| PartLook::default()).collect(),
        };
        Self {
            list: document().get_element_by_id("_record"),
            parts,
            look,
            placed,
            sight: None,
        }
    }

    fn show(&mut self, look: Look) {
        // A named place leaves the page laid out whole: what is above it must not change its height.
        if look.narrows() {
            asked();
        }
        let moved = self.place(&look);
        if let Some(list) = &self.list
            && look.passages_only != self.look.passages_only
        {
            self.sight = None;
            set_class(list, "passages-only", look.passages_only);
        }
        self.look = look;
        let foreseen = self.foreseen();
        // While one types only: the focus may be in a part that goes, and whoever looks after it does so before the paint.
        let below = foreseen
            .as_ref()
            .filter(|_| !moved && history::is_typing())
            .and_then(|in_sight| self.look.shown().nth(in_sight.len()));
        for index in self.placed.iter().take_while(|part| Some(**part) != below) {
            if let Some(part) = &mut self.parts[*index] {
                part.show(&self.look.parts[*index]);
            }
        }
        // Asking for places makes the browser lay the page out: not for nothing.
        if !self.is_behind() {
            return;
        }
        let in_sight = foreseen.unwrap_or_else(|| self.in_sight());
        for index in in_sight {
            if let Some(part) = &mut self.parts[index] {
                part.mark(&self.look.parts[index]);
            }
        }
    }

    /// Puts the parts in the order of `look`; says whether any had to move.
    fn place(&mut self, look: &Look) -> bool {
        let Some(list) = &self.list else { return false };
        let shown: Vec<usize> = look.shown().collect();
        // Moving parts lays them out anew; what is hidden may stand anywhere.
        let mut placed = self.placed.iter();
        let moves = !shown.iter().all(|part| placed.any(|other| other == part));
        if moves {
            for part in &shown {
                if let Some(part) = &self.parts[*part] {
                    _ = list.append_child(&part.element);
                }
            }
            self.placed.retain(|part| look.parts[*part].hidden);
            self.placed.extend(&shown);
        }
        moves
    }

    /// The parts that will be in sight, the first of those shown.
    fn foreseen(&self) -> Option<Vec<usize>> {
        let Sight { mut top, height } = *self.sight.as_ref()?;
        let mut in_sight = Vec::new();
        for index in self.look.shown() {
            if top > height {
                break;
            }
            in_sight.push(index);
            top += self.parts[index].as_ref().map_or(0.0, |part| part.height);
        }
        Some(in_sight)
    }

    /// The parts that are in sight, with their heights.
    fn in_sight(&mut self) -> Vec<usize> {
        let height = window_height();
        let mut in_sight = Vec::new();
        // All places first: a mark between two would lay the page out anew.
        for index in self.look.shown() {
            if let Some(part) = &mut self.parts[index] {
                let place = part.element.get_bounding_client_rect();
                if place.top() > height {
                    break;
                }
                if place.bottom() > 0.0 {
                    part.height = place.height();
                    in_sight.push(index);
                }
            }
        }
        in_sight
    }

    /// Notes what is in sight; cheap once the page was painted.
    fn look_around(&mut self) {
        self.in_sight();
        let top = self.list.as_ref();
        let top = top.map(|list| list.get_bounding_client_rect().top());
        // Where parts above the window come and go, what moves into it is the browser's choice; and how high the passages
        // of a part are depends on the query.
        let foreseeable = top.filter(|top| *top >= 0.0 && !self.look.passages_only);
        self.sight = foreseeable.map(|top| Sight {
            top,
            height: window_height(),
        });
    }

    /// Notes how high every part is that is shown.
    fn measure(&mut self) {
        for (part, look) in self.parts.iter_mut().zip(&self.look.parts) {
            if let Some(part) = part
                && !look.hidden
            {
                part.height = part.element.get_bounding_client_rect().height();
            }
        }
    }

    fn is_behind(&self) -> bool {
        let parts = self.parts.iter().zip(&self.look.parts);
        parts
            .filter_map(|(part, look)| Some((part.as_ref()?, look)))
            .any(|(part, look)| part.is_behind(look))
    }
}

impl Part {
    /// A part in the look it was prerendered in.
    fn new(element: Element) -> Self {
        Self {
            element,
            height: HEIGHT,
            sentences: OnceCell::new(),
            shown: PartLook::default(),
            marked: Vec::new(),
        }
    }

    fn show(&mut self, look: &PartLook) {
        let (before, after) = (&self.shown, look);
        if before == after {
            return;
        }
        if before.hidden != after.hidden {
            _ = self
                .element
                .toggle_attribute_with_force("hidden", after.hidden);
        }
        if before.narrowed != after.narrowed {
            set_class(&self.element, "narrowed", after.narrowed);
        }
        if before.named != after.named {
            set_class(&self.element, "named", after.named);
        }
        self.compare(
            &before.sentences,
            &after.sentences,
            |element, before, after| {
                if before.found != after.found {
                    set_class(element, "found", after.found);
                }
                if before.named != after.named {
                    set_class(element, "named", after.named);
                }
            },
        );
        self.shown.clone_from(look);
    }

    /// Whether it does not look like `look` yet.
    fn is_behind(&self, look: &PartLook) -> bool {
        self.shown != *look || self.marked != look.sentences
    }

    fn mark(&mut self, look: &PartLook) {
        if self.marked == look.sentences {
            return;
        }
        self.compare(&self.marked, &look.sentences, |element, before, after| {
            if before.marks != after.marks {
                if !before.marks.is_empty() {
                    unmark(element);
                }
                mark(element, &after.marks);
            }
        });
        self.marked.clone_from(&look.sentences);
    }

    /// Calls `act` with each sentence that stands out before or after.
    fn compare(
        &self,
        before: &[SentenceLook],
        after: &[SentenceLook],
        act: impl Fn(&Element, &SentenceLook, &SentenceLook),
    ) {
        let plain = SentenceLook::default();
        let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
        // Both lists are in order; walk them side by side.
        while let Some(sentence) = [
            old.peek().map(|look| look.sentence),
            new.peek().map(|look| look.sentence),
        ]
        .into_iter()
        .flatten()
        .min()
        {
            let before = old
                .next_if(|look| look.sentence == sentence)
                .unwrap_or(&plain);
            let after = new
                .next_if(|look| look.sentence == sentence)
                .unwrap_or(&plain);
            if let Some(element) = self.sentence(sentence) {
                act(element, before, after);
            }
        }
    }

    fn sentence(&self, position: usize) -> Option<&Element> {
        let sentences = self.sentences.get_or_init(|| elements(&self.element, ".s"));
        sentences.get(position)
    }
}

fn set_class(element: &Element, class: &str, on: bool) {
    _ = element.class_list().toggle_with_force(class, on);
}

/// Puts the words that were marked back where they were.
fn unmark(sentence: &Element) {
    for mark in elements(sentence, "mark") {
        while let Some(child) = mark.first_child() {
            _ = mark.before_with_node_1(&child);
        }
        mark.remove();
    }
    sentence.normalize();
}

/// Marks words; ranges are in order, apart, in bytes of the sentence's words.
fn mark(sentence: &Element, marks: &[(Mark, Range)]) {
    let mut start = 0;
    for text in words(sentence) {
        let content = text.data();
        let end = start + content.len();
        // From the last to the first: splitting a text leaves what is before it.
        for (kind, range) in marks.iter().rev() {
            let from = (range.start as usize).clamp(start, end) - start;
            let to = (range.end as usize).clamp(start, end) - start;
            if from < to && content.is_char_boundary(from) && content.is_char_boundary(to) {
                wrap(&text, utf16(&content[..from]), utf16(&content[..to]), *kind);
            }
        }
        start = end;
    }
}

/// The texts of a sentence's words, in order, without the notes beside them.
pub(super) fn words(sentence: &Element) -> Vec<Text> {
    let mut texts = Vec::new();
    collect(sentence, &mut texts);
    texts
}

fn collect(node: &Node, texts: &mut Vec<Text>) {
    let mut child = node.first_child();
    while let Some(node) = child {
        if let Some(text) = node.dyn_ref::<Text>() {
            texts.push(text.clone());
        } else if node
            .dyn_ref::<Element>()
            .is_some_and(|element| !element.class_list().contains("note"))
        {
            collect(&node, texts);
        }
        child = node.next_sibling();
    }
}

/// Wraps a stretch of a text, in UTF-16 units, in a `mark`.
fn wrap(text: &Text, from: u32, to: u32, kind: Mark) {
    let class = match kind {
        Mark::Matched => "",
        Mark::Earned => "earned-mark",
        Mark::Named => "named-mark",
    };
    let Ok(mark) = document().create_element("mark") else {
        return;
    };
    mark.set_class_name(class);
    if to < text.length() {
        _ = text.split_text(to);
    }
    if let Ok(words) = text.split_text(from) {
        _ = words.replace_with_with_node_1(&mark);
        _ = mark.append_child(&words);
    }
}

fn utf16(text: &str) -> u32 {
    text.encode_utf16().count() as u32
}
