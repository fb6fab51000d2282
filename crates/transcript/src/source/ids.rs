//! Ids: slugs, each used once.

use std::collections::HashMap;
use std::ops::Range;

use super::diagnostic::Report;
use super::suggest::slug;
use super::table::At;
use crate::address::is_slug;

/// Most ids of one kind that an event can have: the model numbers them in 16 bits.
const MOST: usize = 1 << 16;

/// The ids of one kind in one file, and where each stands.
#[derive(Debug)]
pub(super) struct Ids {
    what: &'static str,
    seen: HashMap<String, Range<usize>>,
}

impl Ids {
    /// For ids of `what`, such as `topic`.
    pub(super) fn new(what: &'static str) -> Self {
        Self {
            what,
            seen: HashMap::new(),
        }
    }

    /// Takes an id in; reports one that is not a slug, and one that was there before. Returns whether it can be used.
    pub(super) fn add(&mut self, id: &At<String>, report: &mut Report) -> bool {
        check_slug(self.what, id, report);
        if let Some(first) = self.seen.get(&id.value) {
            report
                .error(
                    "transcript::duplicate-id",
                    id.range.clone(),
                    "again here",
                    format!("two {}s have the id `{}`", self.what, id.value),
                )
                .also(first.clone(), "first here")
                .help("give one of them another id");
            return false;
        }
        if self.seen.len() == MOST {
            report
                .error(
                    "transcript::too-many",
                    id.range.clone(),
                    "one too many",
                    format!("an event cannot have more than {MOST} {}s", self.what),
                )
                .help("split the event into several");
        }
        self.seen.insert(id.value.clone(), id.range.clone());
        self.seen.len() <= MOST
    }
}

fn check_slug(what: &str, id: &At<String>, report: &mut Report) {
    if is_slug(&id.value) {
        return;
    }
    let example = slug(&id.value);
    let example = example.map_or_else(String::new, |slug| format!(", such as `{slug}`"));
    report
        .error(
            "transcript::not-a-slug",
            id.range.clone(),
            "here",
            format!(
                "the id `{}` of a {what} cannot be part of an address",
                id.value
            ),
        )
        .help(format!(
            "use lower-case letters a to z, digits and single hyphens{example}"
        ));
}
