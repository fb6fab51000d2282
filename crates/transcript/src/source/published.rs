//! `published.toml`: ids that readers may hold.

use std::collections::HashSet;

use super::diagnostic::Report;
use super::suggest::{did_you_mean, nearest};
use super::table::{self, At};
use crate::model::{Moved, MovedKind};

/// What `published.toml` says.
#[derive(Debug, Default)]
pub(super) struct Published {
    remarks: Vec<At<String>>,
    topics: Vec<At<String>>,
    /// Old id and new id.
    moved: Vec<(At<String>, At<String>)>,
}

/// Ids that stand in the content.
#[derive(Debug)]
pub(super) struct Current<'c> {
    /// Ids of remarks; `None` where they could not all be read.
    pub(super) remarks: Option<Vec<&'c str>>,
    /// Ids of topics; `None` where they could not all be read.
    pub(super) topics: Option<Vec<&'c str>>,
}

/// Reads `published.toml`.
pub(super) fn read(text: &str, report: &mut Report) -> Published {
    let document = table::parse(text, report);
    let mut root = document.root();
    let mut list = |key, report: &mut Report| {
        let list: Vec<At<String>> = root
            .strings(key, report)
            .map(|list| list.value)
            .unwrap_or_default();
        let mut seen = HashSet::new();
        for at in &list {
            if !seen.insert(at.value.as_str()) {
                report
                    .warning(
                        "transcript::duplicate-id",
                        at.range.clone(),
                        "again here",
                        format!("the id `{}` is listed twice", at.value),
                    )
                    .help("delete one of them");
            }
        }
        list
    };
    let remarks = list("remarks", report);
    let topics = list("topics", report);
    let mut moved = Vec::new();
    if let Some(mut table) = root.table("moved", report) {
        for (from, entry) in table.entries() {
            if let Some(to) = entry.string(&from.value, report) {
                moved.push((from, to));
            }
        }
    }
    root.finish(report);
    Published {
        remarks,
        topics,
        moved,
    }
}

impl Published {
    /// Holds the ledger against the content; returns where old addresses lead.
    pub(super) fn check(&self, current: &Current<'_>, report: &mut Report) -> Vec<Moved> {
        for (ids, now, what) in [
            (&self.remarks, &current.remarks, "remark"),
            (&self.topics, &current.topics, "topic"),
        ] {
            let Some(now) = now else { continue };
            for id in ids {
                if !now.contains(&id.value.as_str())
                    && !self.moved.iter().any(|(from, _)| from.value == id.value)
                {
                    let new = nearest(&id.value, now.iter().copied());
                    let line = format!("{} = \"{}\"", id.value, new.unwrap_or("new-id"));
                    report
                        .error("transcript::changed-id", id.range.clone(), "published, but gone", format!("readers hold links to the {what} `{}`, which is no longer in the content", id.value))
                        .help(format!("restore the id, or say where it went: `{line}` under `[moved]`"));
                }
            }
        }
        self.moved
            .iter()
            .flat_map(|(from, to)| self.check_moved(from, to, current, report))
            .collect()
    }

    fn check_moved(
        &self,
        from: &At<String>,
        to: &At<String>,
        current: &Current<'_>,
        report: &mut Report,
    ) -> Vec<Moved> {
        let target = match self.follow(&to.value) {
            Some(target) => target,
            None => {
                report
                    .error(
                        "transcript::moved-in-a-circle",
                        to.range.clone(),
                        "leads back here",
                        format!(
                            "`{}` leads to no id: the moves go round in a circle",
                            from.value
                        ),
                    )
                    .help("let it lead to an id of the content");
                return Vec::new();
            }
        };
        let kinds = [
            (&current.remarks, &self.remarks, MovedKind::Remark),
            (&current.topics, &self.topics, MovedKind::Topic),
        ];
        let has =
            |ids: &Option<Vec<&str>>, id: &str| ids.as_ref().is_some_and(|ids| ids.contains(&id));
        if kinds.iter().any(|(now, ..)| now.is_none()) {
            return Vec::new();
        }
        // An id is moved as what it was published as; one that the ledger does not list, as what it leads to.
        let gone = |now: &Option<Vec<&str>>, published: &[At<String>]| {
            published.iter().any(|id| id.value == from.value) && !has(now, &from.value)
        };
        let any_gone = kinds.iter().any(|(now, published, _)| gone(now, published));
        if !any_gone && kinds.iter().any(|(now, ..)| has(now, &from.value)) {
            report
                .error(
                    "transcript::moved-in-use",
                    from.range.clone(),
                    "still in the content",
                    format!(
                        "`{}` is said to have moved, but is still in the content",
                        from.value
                    ),
                )
                .help("delete the line, or give what has the id now another one");
            return Vec::new();
        }
        let moved: Vec<Moved> = kinds
            .iter()
            .filter(|(now, published, _)| has(now, target) && (!any_gone || gone(now, published)))
            .map(|(.., kind)| Moved {
                kind: *kind,
                from: from.value.clone(),
                to: target.to_owned(),
            })
            .collect();
        if moved.is_empty() {
            let all = current
                .remarks
                .iter()
                .chain(&current.topics)
                .flatten()
                .copied();
            let help = did_you_mean(target, all).unwrap_or_else(|| {
                "write the id that the remark or topic has in the content now".to_owned()
            });
            report
                .error(
                    "transcript::moved-nowhere",
                    to.range.clone(),
                    "not in the content",
                    format!(
                        "`{}` moved to `{}`, which is no such id",
                        from.value, to.value
                    ),
                )
                .help(help);
        }
        moved
    }

    /// Where a move to `id` ends up, moves of moves included; `None` for a circle.
    fn follow<'s>(&'s self, id: &'s str) -> Option<&'s str> {
        let mut id = id;
        for _ in 0..=self.moved.len() {
            match self.moved.iter().find(|(from, _)| from.value == id) {
                Some((_, to)) => id = &to.value,
                None => return Some(id),
            }
        }
        None
    }
}
