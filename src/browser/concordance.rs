//! The concordance, in place of the record: one table, made when it is asked for.

use crate::browser::pointer::sentence_href;
use crate::concordance::{Line, lines};
use crate::place::part_label;
use crate::state::View;
use crate::tongue::Tongue;
use crate::views::Explorer;
use leptos::prelude::*;
use web_sys::Element;

const ID: &str = "_concordance";

/// Shows the concordance when the state asks for one and there is something to show, else the record.
pub(super) fn follow(explorer: Explorer) {
    Effect::new(move |_| {
        let lines = lines_shown(explorer);
        let Some(record) = document().get_element_by_id("_record") else {
            return;
        };
        _ = record.toggle_attribute_with_force("hidden", lines.is_some());
        if let Some(before) = document().get_element_by_id(ID) {
            before.remove();
        }
        if let Some(lines) = lines
            && let Some(table) = table(explorer, &lines)
        {
            _ = record.before_with_node_1(&table);
        }
    });
}

/// The lines of the concordance, where it is shown: not while the address names a place, which is in the record.
pub(super) fn lines_shown(explorer: Explorer) -> Option<Vec<Line<'static>>> {
    let state = explorer.state.read();
    if state.view != View::Concordance || explorer.named.with(Option::is_some) {
        return None;
    }
    let lines = explorer
        .findings
        .with(|findings| lines(explorer.event, findings, state.sort, explorer.strings));
    (!lines.is_empty()).then_some(lines)
}

fn table(explorer: Explorer, lines: &[Line<'static>]) -> Option<Element> {
    let table = document().create_element("table").ok()?;
    table.set_id(ID);
    table.set_class_name("concordance");
    let Tongue { lang, dir } = explorer.tongue;
    // What is before the words found stands where their language has it.
    if let Some(dir) = dir {
        _ = table.set_attribute("dir", dir);
    }
    let headings = add(&add(&table, "thead", "", "")?, "tr", "", "")?;
    for heading in &explorer.strings.concordance_columns[..4] {
        _ = add(&headings, "th", "", heading)?.set_attribute("scope", "col");
    }
    let body = add(&table, "tbody", "", "")?;
    if let Some(lang) = lang {
        _ = body.set_attribute("lang", lang);
    }
    for line in lines {
        let row = add(&body, "tr", "line", "")?;
        // The words before must end at the words found, and a cell clips at its end: an element inside holds them.
        let before = add(&row, "td", "before", "")?;
        add(&before, "span", "", &line.before_marked())?;
        add(&add(&row, "td", "", "")?, "mark", "", line.words)?;
        add(&row, "td", "after", &line.after_marked())?;
        let who = part_label(explorer.event, line.part, explorer.strings);
        let link = add(&add(&row, "td", "who", "")?, "a", "", who)?;
        let address = sentence_href(explorer, line.part, line.sentence);
        _ = link.set_attribute("href", &address);
    }
    Some(table)
}

/// Adds an element with a text; both class and text may be empty.
fn add(parent: &Element, name: &str, class: &str, text: &str) -> Option<Element> {
    let element = document().create_element(name).ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(text));
    _ = parent.append_child(&element);
    Some(element)
}
