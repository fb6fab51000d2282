//! Writing `published.toml`: the ledgers of ids that readers may hold.

use std::collections::HashSet;

use toml_edit::{Array, DocumentMut, Item, Table, TomlError, Value};

use super::numbers::{GONE, SENTENCES, remarks_moved_to};
use super::published::{OF_EVENT, key};
use crate::model::{Event, MovedKind};

const HEADER: &str = "\
# Ids that readers may hold links to. New ids are added by `cargo xtask ledger`; none is ever deleted.
# Where an id has changed, say under [moved] which id took its place: old-id = \"new-id\"
# Under [sentences] are the words of each sentence as last noted, by its number in addresses (#s3), which stays its own;
# under [gone] those that were taken out since.

";

const HEADER_OF_EVENTS: &str = "\
# Events that readers may hold links to, and the one that the folder's own address showed while it was alone (home).
# New events are added by `cargo xtask ledger`; none is ever deleted. Where an event's folder has another name now, say
# under [moved] which: old-id = \"new-id\"

";

/// The ledger of `event`: `old`, the text of its `published.toml`, with the ids that it does not list added at the end
/// of their lists, and the words of each sentence as they are now under its number. Order, comments and moves are kept.
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
    add_sentences(&mut document, event);
    let header = if old.is_none() { HEADER } else { "" };
    Ok(format!("{header}{document}"))
}

/// The ledger of the folder of events: `old`, the text of its `published.toml`, with those of `events` that it does not
/// list, and the one that stands `alone` at the folder's root, unless it names one already.
///
/// # Errors
/// If `old` is not TOML.
pub fn ledger_of_events<'e>(
    events: impl Iterator<Item = &'e str>,
    alone: Option<&str>,
    old: Option<&str>,
) -> Result<String, TomlError> {
    let mut document = parse(old)?;
    if !document.contains_key("home")
        && let Some(home) = alone
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

/// Writes each sentence of `event` under its number, and sets apart those that are gone. Those of a remark whose id has
/// changed go on under the new one.
fn add_sentences(document: &mut DocumentMut, event: &Event) {
    for part in &event.parts {
        let before: Vec<&str> = remarks_moved_to(&part.id, &event.moved)
            .filter(|moved| !moved.joined)
            .map(|moved| moved.from.as_str())
            .collect();
        let now: Vec<(String, &str)> = (0..part.text.sentences.len())
            .filter_map(|index| {
                let number = part.text.number(index).to_string();
                Some((number, part.text.sentence(index)?))
            })
            .collect();
        let numbers: HashSet<&str> = now.iter().map(|(number, _)| number.as_str()).collect();

        let Some(listed) = list(document, SENTENCES, &part.id, &before) else {
            continue;
        };
        let out = listed.iter().map(|(number, _)| number.to_owned());
        let out: Vec<String> = out
            .filter(|number| !numbers.contains(number.as_str()))
            .collect();
        let out: Vec<(String, Item)> = out
            .into_iter()
            .filter_map(|number| listed.remove_entry(&number))
            .map(|(number, words)| (number.get().to_owned(), words))
            .collect();
        for (number, words) in &now {
            let listed = listed.entry(number).or_insert(Item::None);
            if listed.as_str() != Some(words) {
                *listed = toml_edit::value(*words);
            }
        }

        let Some(gone) = list(document, GONE, &part.id, &before) else {
            continue;
        };
        for (number, words) in out {
            gone.insert(&number, words);
        }
        gone.retain(|number, _| !numbers.contains(number));
        if gone.is_empty()
            && let Some(all) = document.get_mut(GONE).and_then(Item::as_table_mut)
        {
            all.remove(&part.id);
        }
    }
}

/// The list of a part under a key of the ledger; one of an id that it had before is its own from now on.
fn list<'d>(
    document: &'d mut DocumentMut,
    key: &str,
    id: &str,
    before: &[&str],
) -> Option<&'d mut Table> {
    let all = document.entry(key).or_insert_with(|| {
        let mut all = Table::new();
        all.set_implicit(true);
        Item::Table(all)
    });
    let all = all.as_table_mut()?;
    if !all.contains_key(id) {
        let old = before.iter().find_map(|id| all.remove(id));
        all.insert(id, old.unwrap_or_else(toml_edit::table));
    }
    all.get_mut(id)?.as_table_mut()
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
