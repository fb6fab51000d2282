//! `speakers.toml`.

use super::diagnostic::Report;
use super::ids::Ids;
use super::suggest::{nearest, slug};
use super::table::{self, At, Table};
use crate::model::{Side, Speaker};
use crate::name::split;

/// What `speakers.toml` says.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    /// The speakers, in the order of the file.
    pub(super) list: Vec<Speaker>,
    /// Where the id of each is written.
    pub(super) at: Vec<At<String>>,
    /// Whether the list is all that the editor wrote, and every name in it could be read.
    pub(super) known: bool,
    /// Per side of `event.toml`: whether a speaker belongs to it, or seems meant to.
    pub(super) sides_mentioned: Vec<bool>,
}

/// Reads `speakers.toml`; `sides` is `None` where the sides could not be read.
pub(super) fn read(text: &str, sides: Option<&[Side]>, report: &mut Report) -> Speakers {
    let document = table::parse(text, report);
    let mut speakers = Speakers {
        known: document.whole,
        sides_mentioned: vec![false; sides.map_or(0, <[Side]>::len)],
        ..Speakers::default()
    };
    let mut ids = Ids::new("speaker");
    for (id, entry) in document.root().entries() {
        if !ids.add(&id, report) {
            break;
        }
        // Not `[[speakers]]`: each has a table of its own.
        let example = match id.value.as_str() {
            "speakers" | "speaker" => "kim-min",
            id => id,
        };
        let Some(mut table) = entry.table(&id, example, report) else {
            speakers.known = false;
            continue;
        };
        let name = table.required("name", report);
        let family = family(&mut table, name.as_ref(), report);
        if let Some(name) = &name {
            title(name, family.as_deref(), report);
        }
        speakers.known &= name.is_some();
        let speaker = Speaker {
            id: id.value.clone(),
            name: name.map(|at| at.value).unwrap_or_default(),
            family,
            native_name: table.string("native_name", report).map(|at| at.value),
            role: table.string("role", report).map(|at| at.value),
            affiliation: table.string("affiliation", report).map(|at| at.value),
            side: table
                .string("side", report)
                .and_then(|at| find_side(&at, sides, &mut speakers.sides_mentioned, report)),
        };
        if !table.finish(report) {
            // The unknown key may have been meant to name a side.
            speakers.sides_mentioned.fill(true);
        }
        speakers.list.push(speaker);
        speakers.at.push(id);
    }
    speakers
}

/// Titles that are no part of a name, before it; those without a full stop may have one.
const TITLES: &[&str] = &[
    "Ambassador",
    "Amb.",
    "Capt.",
    "Col.",
    "Dr",
    "Frau",
    "Gen.",
    "H.E.",
    "Herr",
    "Hon.",
    "Lt.",
    "Madame",
    "Minister",
    "Mme",
    "Mr",
    "Mrs",
    "Ms",
    "Pres.",
    "President",
    "Prof",
    "Professor",
    "Rep.",
    "Rev.",
    "Secretary",
    "Sen.",
    "Senator",
    "Sir",
    "Sra",
];

/// Reports a title at the start of a name: citations would take it for a given name.
fn title(name: &At<String>, family: Option<&str>, report: &mut Report) {
    let mut words = name.value.split_whitespace();
    let first = words.next().unwrap_or_default();
    let is_title = TITLES.contains(&first) || TITLES.contains(&first.trim_end_matches('.'));
    // A name of one word is whole.
    if !is_title || family == Some(first) || words.next().is_none() {
        return;
    }
    report
        .warning(
            "transcript::title-in-name",
            name.range.clone(),
            "here",
            format!("`{first}` would be cited as a part of the name"),
        )
        .help(format!(
            "write the name alone, here and in the headings, and the title in `role`: `role = \"{first}\"`"
        ));
}

/// The family name, which must begin or end the name.
fn family(
    table: &mut Table<'_, '_>,
    name: Option<&At<String>>,
    report: &mut Report,
) -> Option<String> {
    let family = table.string("family", report)?;
    let name = name?;
    if split(&name.value, &family.value).is_none() {
        let what = if family.value == name.value {
            format!("`{}` is the whole name", family.value)
        } else {
            format!(
                "`{}` neither begins nor ends the name `{}`",
                family.value, name.value
            )
        };
        report
            .error("transcript::bad-family", family.range.clone(), "here", what)
            .help(match name.value.find(&format!(" {}", family.value)) {
                // Martin King Jr.
                Some(at) => format!("write the name to its end: `family = \"{}\"`", &name.value[at + 1..]),
                None => "write the part of the name that is the family name, or leave `family` out: the name is then cited whole".to_owned(),
            });
    }
    Some(family.value)
}

/// The side called `at`; sets `mentioned` for the one that is meant, or seems to be.
fn find_side(
    at: &At<String>,
    sides: Option<&[Side]>,
    mentioned: &mut [bool],
    report: &mut Report,
) -> Option<u16> {
    let sides = sides?;
    let position = |id: &str| sides.iter().position(|side| side.id == id);
    let place = position(&at.value);
    let labelled = sides.iter().find(|side| side.label == at.value);
    let near = labelled
        .map(|side| side.id.as_str())
        .or_else(|| nearest(&at.value, sides.iter().map(|side| side.id.as_str())));
    if let Some(meant) = place.or_else(|| near.and_then(position)) {
        mentioned[meant] = true;
    }
    if place.is_none() {
        let help = near.map_or_else(
            || {
                let id = slug(&at.value);
                let label = match &id {
                    Some(id) if *id == at.value => "a `label`".to_owned(),
                    _ => format!("`label = \"{}\"`, and write that id here", at.value),
                };
                let id = id.unwrap_or_else(|| "…".to_owned());
                format!("add to event.toml a table `[[sides]]` with `id = \"{id}\"` and {label}")
            },
            |near| format!("did you mean `{near}`?"),
        );
        report
            .error(
                "transcript::unknown-side",
                at.range.clone(),
                "here",
                format!("unknown side `{}`", at.value),
            )
            .help(help);
    }
    place.and_then(|place| u16::try_from(place).ok())
}
