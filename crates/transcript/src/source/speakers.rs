//! `speakers.toml`.

use super::diagnostic::Report;
use super::ids::check_slug;
use super::suggest::did_you_mean;
use super::table::{self, At};
use crate::model::{Side, Speaker};

/// What `speakers.toml` says.
#[derive(Debug, Default)]
pub(super) struct Speakers {
    /// The speakers, in the order of the file.
    pub(super) list: Vec<Speaker>,
    /// Where the id of each is written.
    pub(super) at: Vec<At<String>>,
    /// Whether the list is all that the editor wrote.
    pub(super) known: bool,
}

/// Reads `speakers.toml`; `sides` is `None` where the sides could not be read.
pub(super) fn read(text: &str, sides: Option<&[Side]>, report: &mut Report) -> Speakers {
    let document = table::parse(text, report);
    let mut speakers = Speakers {
        known: document.whole,
        ..Speakers::default()
    };
    for (id, entry) in document.root().entries() {
        check_slug("speaker", &id, report);
        let Some(mut table) = entry.table(&id, report) else {
            continue;
        };
        let name = table.required("name", report);
        let speaker = Speaker {
            id: id.value.clone(),
            name: name.map(|at| at.value).unwrap_or_default(),
            role: table.string("role", report).map(|at| at.value),
            affiliation: table.string("affiliation", report).map(|at| at.value),
            side: table
                .string("side", report)
                .and_then(|at| find_side(&at, sides, report)),
        };
        table.finish(report);
        speakers.list.push(speaker);
        speakers.at.push(id);
    }
    speakers
}

fn find_side(at: &At<String>, sides: Option<&[Side]>, report: &mut Report) -> Option<u16> {
    let sides = sides?;
    let place = sides.iter().position(|side| side.id == at.value);
    if place.is_none() {
        let ids = sides.iter().map(|side| side.id.as_str());
        let help = did_you_mean(&at.value, ids).unwrap_or_else(|| {
            format!(
                "add to event.toml a table `[[sides]]` with `id = \"{}\"` and a `label`",
                at.value
            )
        });
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
