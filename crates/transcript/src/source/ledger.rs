//! Writing `published.toml`: the ledgers of ids that readers may hold.

use toml_edit::{Array, DocumentMut, Item, TomlError, Value};

use super::published::{OF_EVENT, key};
use crate::model::{Event, MovedKind};

const HEADER: &str = "\
# Ids that readers may hold links to. New ids are added by `cargo xtask ledger`; none is ever deleted.
# Where an id has changed, say under [moved] which id took its place: old-id = \"new-id\"

";

const HEADER_OF_EVENTS: &str = "\
# Events that readers may hold links to, and the one that the folder's own address showed while it was alone (home).
# New events are added by `cargo xtask ledger`; none is ever deleted. Where an event's folder has another name now, say
# under [moved] which: old-id = \"new-id\"

";

/// The ledger of `event`: `old`, the text of its `published.toml`, with the ids that it does not list added at the end
/// of their lists. Order, comments and moves are kept.
///
/// # Errors
/// If `old` is not TOML.
pub fn ledger(event: &Event, old: Option<&str>) -> Result<String, TomlError> {
    let mut document = parse(old)?;
    for kind in OF_EVENT {
        let ids: Vec<&str> = match kind {
            MovedKind::Remark => event.parts.iter().map(|part| part.id.as_str()).collect(),
            MovedKind::Topic => event.topics.iter().map(|topic| topic.id.as_str()).collect(),
            MovedKind::Speaker => event
                .speakers
                .iter()
                .map(|speaker| speaker.id.as_str())
                .collect(),
            MovedKind::Side => event.sides.iter().map(|side| side.id.as_str()).collect(),
            MovedKind::Event => Vec::new(),
        };
        add(&mut document, key(kind), ids.into_iter());
    }
    let header = if old.is_none() { HEADER } else { "" };
    Ok(format!("{header}{document}"))
}

/// The ledger of the folder of events: `old`, the text of its `published.toml`, with those of `events` that it does not
/// list, and, where there is but one, that it stands at the folder's root.
///
/// # Errors
/// If `old` is not TOML.
pub fn ledger_of_events<'e>(
    events: impl ExactSizeIterator<Item = &'e str> + Clone,
    old: Option<&str>,
) -> Result<String, TomlError> {
    let mut document = parse(old)?;
    if events.len() == 1
        && !document.contains_key("home")
        && let Some(home) = events.clone().next()
    {
        document.insert("home", home.into());
    }
    add(&mut document, key(MovedKind::Event), events);
    let header = if old.is_none() { HEADER_OF_EVENTS } else { "" };
    Ok(format!("{header}{document}"))
}

/// The text of a ledger, if there is one, as TOML.
fn parse(old: Option<&str>) -> Result<DocumentMut, TomlError> {
    old.unwrap_or_default()
        .trim_start_matches('\u{FEFF}')
        .parse()
}

fn add<'i>(document: &mut DocumentMut, key: &str, ids: impl Iterator<Item = &'i str>) {
    let mut ids = ids.peekable();
    if ids.peek().is_none() {
        return;
    }
    if !document.get(key).is_some_and(Item::is_array) {
        document.insert(key, Item::Value(Value::Array(Array::new())));
    }
    let Some(list) = document.get_mut(key).and_then(Item::as_array_mut) else {
        return;
    };
    for id in ids {
        if list.iter().any(|listed| listed.as_str() == Some(id)) {
            continue;
        }
        let comment = take_end(list);
        let mut value = Value::from(id);
        value.decor_mut().set_prefix(format!("{comment}\n    "));
        list.push_formatted(value);
        list.set_trailing_comma(true);
        list.set_trailing("\n");
    }
}

/// Takes out what stands between the last id of `list` and its bracket: comments, which stay with that id.
fn take_end(list: &mut Array) -> String {
    let mut end = list.trailing().as_str().unwrap_or_default().to_owned();
    let last = list
        .len()
        .checked_sub(1)
        .and_then(|last| list.get_mut(last));
    if let Some(last) = last {
        let suffix = last
            .decor()
            .suffix()
            .and_then(|suffix| suffix.as_str())
            .unwrap_or_default();
        end.insert_str(0, suffix);
        last.decor_mut().set_suffix("");
    }
    end.trim_end().to_owned()
}
