//! `speakers.toml`.

use super::diagnostic::Report;
use super::ids::Ids;
use super::suggest::{nearest, slug};
use super::table::{self, At, Table};
use crate::model::{Side, Speaker};
use crate::name::split;
use crate::words::fold;

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

/// Reads `speakers.toml` of an event in `language` (BCP 47); `sides` is `None` where the sides could not be read.
pub(super) fn read(
    text: &str,
    language: &str,
    sides: Option<&[Side]>,
    report: &mut Report,
) -> Speakers {
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
        let native_name = table.string("native_name", report).map(|at| at.value);
        let role = table.string("role", report).map(|at| at.value);
        if let Some(name) = &name {
            title(name, family.as_deref(), role.as_deref(), language, report);
        }
        speakers.known &= name.is_some();
        let speaker = Speaker {
            id: id.value.clone(),
            name: name.map(|at| at.value).unwrap_or_default(),
            family,
            native_name,
            role,
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
    "Gen.",
    "Lt.",
    "Minister",
    "Pres.",
    "President",
    "Prof",
    "Professor",
    "Rep.",
    "Rev.",
    "Secretary",
    "Sen.",
    "Senator",
    "أ.د.",
    "د.",
    "ד״ר",
    "ד\"ר",
    "פרופ׳",
    "פרופ'",
];

/// Forms of address, likewise, which tell of no office.
const ADDRESSES: &[&str] = &[
    "Frau", "H.E.", "Herr", "Hon.", "Madame", "Mlle", "Mme", "Monsieur", "Mr", "Mrs", "Ms", "Sir",
    "Sra",
];

/// Forms of address in French, which are initials or words elsewhere.
const FRENCH_ADDRESSES: &[&str] = &["M.", "MM.", "Me"];

/// Whether a folded word may stand before a name, in some language.
pub(super) fn is_before_names(word: &str) -> bool {
    let lists = [TITLES, ADDRESSES, FRENCH_ADDRESSES];
    lists
        .into_iter()
        .flatten()
        .any(|title| fold(title.trim_end_matches('.')) == word)
}

/// Reports titles at the start of a name: citations would take them for given names.
fn title(
    name: &At<String>,
    family: Option<&str>,
    role: Option<&str>,
    language: &str,
    report: &mut Report,
) {
    let words: Vec<&str> = name.value.split_whitespace().collect();
    let is_in = |list: &[&str], word: &str| {
        list.contains(&word) || list.contains(&word.trim_end_matches('.'))
    };
    let primary = language.split('-').next().unwrap_or_default();
    let is_french = primary.eq_ignore_ascii_case("fr");
    let is_address =
        |word: &str| is_in(ADDRESSES, word) || (is_french && is_in(FRENCH_ADDRESSES, word));
    // A name of one word is whole, and of two initials neither is a title: M. K. Stalin.
    let is_title = |pair: &&[&str]| {
        let is_initial = is_initial(pair[0]) && is_initial(pair[1]);
        family != Some(pair[0]) && !is_initial && (is_in(TITLES, pair[0]) || is_address(pair[0]))
    };
    let count = words.windows(2).take_while(is_title).count();
    let titles = &words[..count];
    if titles.is_empty() {
        return;
    }
    let offices: Vec<&str> = titles
        .iter()
        .copied()
        .filter(|word| !is_address(word))
        .collect();
    let office = offices.join(" ");
    let after = role.and_then(|role| role.strip_prefix(&office));
    let is_told = after.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let alone = "write the name alone, here and in the headings";
    let help = if office.is_empty() {
        format!("{alone}, without the form of address")
    } else if is_told {
        alone.to_owned()
    } else {
        let (place, whole) = match role {
            Some(role) => ("before the role", format!("{office}, {role}")),
            None => ("in `role`", office),
        };
        let whole = whole.replace('\\', "\\\\").replace('"', "\\\"");
        format!("{alone}, and the title {place}: `role = \"{whole}\"`")
    };
    report
        .warning(
            "transcript::title-in-name",
            name.range.clone(),
            "here",
            format!(
                "`{}` would be cited as a part of the name",
                titles.join(" ")
            ),
        )
        .help(help);
}

/// Whether a word of a name is one letter and a full stop.
fn is_initial(word: &str) -> bool {
    word.strip_suffix('.')
        .is_some_and(|letter| letter.chars().count() == 1)
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
        let in_name = in_other_capitals(&name.value, &family.value);
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
            .help(match (name.value.find(&format!(" {}", family.value)), in_name) {
                // Martin King Jr.
                (Some(at), _) => format!("write the name to its end: `family = \"{}\"`", &name.value[at + 1..]),
                (_, Some(family)) => format!("write it as in the name: `family = \"{family}\"`"),
                _ => "write the part of the name that is the family name, or leave `family` out: the name is then cited whole".to_owned(),
            });
    }
    Some(family.value)
}

/// The start or end of `name` that is `family` but for capitals: KIM Min-su.
fn in_other_capitals<'n>(name: &'n str, family: &str) -> Option<&'n str> {
    let family = family.to_lowercase();
    let blanks = name.match_indices(char::is_whitespace);
    let mut parts = blanks.flat_map(|(at, _)| [&name[..at], name[at..].trim_start()]);
    parts.find(|part| part.to_lowercase() == family)
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
