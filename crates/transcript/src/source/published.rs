//! `published.toml`: ids that readers may hold, in the folder of an event those of its parts, at the root of the content
//! those of the events.

use std::collections::HashSet;

use super::diagnostic::{MOST_DRAWN, Report};
use super::numbers::Numbers;
use super::suggest::{did_you_mean, nearest};
use super::table::{self, At, Table};
use crate::model::{Moved, MovedKind};

/// What a ledger says.
#[derive(Debug, Default)]
pub(super) struct Published {
    /// For each kind of id that was asked for, in that order, the ids that were published.
    ids: Vec<Vec<At<String>>>,
    moved: Vec<Move>,
}

/// An id that was changed.
#[derive(Debug)]
struct Move {
    /// What it is the id of, where `[moved.<kind>]` says so; else whatever had it.
    kind: Option<MovedKind>,
    from: At<String>,
    to: At<String>,
}

impl Move {
    fn is_of(&self, kind: MovedKind) -> bool {
        self.kind.is_none_or(|own| own == kind)
    }
}

/// The ids of one kind that stand in the content.
#[derive(Debug)]
pub(super) struct Current<'c> {
    /// What they are the ids of.
    pub(super) kind: MovedKind,
    /// `None` where they could not all be read.
    pub(super) ids: Option<Vec<&'c str>>,
    /// Ids beside them that links may hold, but where no move can lead: those of the record's own words.
    pub(super) beside: Vec<&'c str>,
}

/// The kinds of ids in an event's ledger.
pub(super) const OF_EVENT: [MovedKind; 4] = [
    MovedKind::Remark,
    MovedKind::Topic,
    MovedKind::Speaker,
    MovedKind::Side,
];

/// The key of a ledger that lists the ids of a kind.
pub(super) fn key(kind: MovedKind) -> &'static str {
    match kind {
        MovedKind::Remark => "remarks",
        MovedKind::Topic => "topics",
        MovedKind::Speaker => "speakers",
        MovedKind::Side => "sides",
        MovedKind::Event => "events",
    }
}

fn what(kind: MovedKind) -> &'static str {
    match kind {
        MovedKind::Remark => "remark",
        MovedKind::Topic => "topic",
        MovedKind::Speaker => "speaker",
        MovedKind::Side => "side",
        MovedKind::Event => "event",
    }
}

/// Reads an event's `published.toml`.
pub(super) fn read(text: &str, report: &mut Report) -> (Published, Numbers) {
    let document = table::parse(text, report);
    let mut root = document.root();
    let published = read_ids(&mut root, &OF_EVENT, report);
    let numbers = Numbers::read(&mut root, report);
    root.finish(report);
    (published, numbers)
}

/// Reads the ledger of the whole folder; with it the id of the event that stood at its root alone, if one did.
pub(super) fn read_events(text: &str, report: &mut Report) -> (Published, Option<At<String>>) {
    let document = table::parse(text, report);
    let mut root = document.root();
    let home = root.string("home", report);
    let published = read_ids(&mut root, &[MovedKind::Event], report);
    root.finish(report);
    (published, home)
}

fn read_ids(root: &mut Table<'_, '_>, kinds: &[MovedKind], report: &mut Report) -> Published {
    let mut list = |kind: &MovedKind| {
        let list: Vec<At<String>> = root
            .strings(key(*kind), report)
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
    let ids = kinds.iter().map(&mut list).collect();
    let mut moved = Vec::new();
    if let Some(mut table) = root.table("moved", report) {
        for (from, entry) in table.entries() {
            let kind = kinds.iter().find(|kind| key(**kind) == from.value);
            if let Some(kind) = kind.filter(|_| entry.is_table()) {
                let path = format!("moved.{}", from.value);
                let inner = entry.table(&from, &path, report);
                for (from, entry) in inner.into_iter().flat_map(|mut inner| inner.entries()) {
                    if let Some(to) = entry.string(&from.value, report) {
                        let kind = Some(*kind);
                        moved.push(Move { kind, from, to });
                    }
                }
            } else if let Some(to) = entry.string(&from.value, report) {
                let kind = None;
                moved.push(Move { kind, from, to });
            }
        }
    }
    Published { ids, moved }
}

impl Published {
    /// Whether an id is listed, of whatever kind.
    pub(super) fn lists(&self, id: &str) -> bool {
        self.ids.iter().flatten().any(|listed| listed.value == id)
    }

    /// Holds the ledger against the content, the same kinds in the same order; returns where old addresses lead.
    pub(super) fn check(&self, current: &[Current<'_>], report: &mut Report) -> Vec<Moved> {
        for (
            ids,
            Current {
                kind,
                ids: now,
                beside,
            },
        ) in self.ids.iter().zip(current)
        {
            let Some(now) = now else { continue };
            // What is published already is not where another went.
            let listed: HashSet<&str> = ids.iter().map(|id| id.value.as_str()).collect();
            // More are not shown, and each suggestion is sought among all ids.
            let mut to_suggest = MOST_DRAWN;
            for id in ids {
                if now.contains(&id.value.as_str()) || beside.contains(&id.value.as_str()) {
                    continue;
                }
                let is_it = |moved: &&Move| moved.is_of(*kind) && moved.from.value == id.value;
                let moves = self.moved.iter().filter(is_it);
                // One of its own kind counts first.
                let led = moves.max_by_key(|moved| moved.kind.is_some());
                if let Some(moved) = led {
                    self.check_led(id, moved, *kind, now, report);
                } else {
                    let new = match to_suggest {
                        0 => None,
                        _ => nearest(
                            &id.value,
                            now.iter().copied().filter(|id| !listed.contains(id)),
                        ),
                    };
                    to_suggest = to_suggest.saturating_sub(1);
                    let line = format!("{} = \"{}\"", id.value, new.unwrap_or("new-id"));
                    let what = what(*kind);
                    report
                        .error("transcript::changed-id", id.range.clone(), "published, but gone", format!("readers hold links to the {what} `{}`, which is no longer in the content", id.value))
                        .help(format!("restore the id, or say where it went: `{line}` under `[moved]`"));
                }
            }
        }
        // Of those that lead to one id, the last that had its place comes first: it goes on in it.
        let mut moves: Vec<_> = self.moved.iter().collect();
        moves.sort_by_cached_key(|moved| self.way(&moved.to.value, moved.kind).count());
        let moves = moves.into_iter();
        moves
            .flat_map(|moved| self.check_moved(moved, current, report))
            .collect()
    }

    /// Reports an id that is gone and that a move leads to one of another kind only: a remark and its speaker may have had
    /// the same.
    fn check_led(
        &self,
        id: &At<String>,
        moved: &Move,
        kind: MovedKind,
        now: &[&str],
        report: &mut Report,
    ) {
        let published = self.ids.iter().flatten();
        let kinds = published.filter(|other| other.value == id.value).count();
        let led = self.follow(&moved.to.value, Some(kind));
        if moved.kind.is_some() || kinds < 2 || led.is_none_or(|target| now.contains(&target)) {
            return;
        }
        let (what, key) = (what(kind), key(kind));
        report
            .error(
                "transcript::changed-id",
                id.range.clone(),
                "published, but gone",
                format!("readers hold links to the {what} `{0}`, which is no longer in the content, and `{0}` moved to `{1}`, which is no {what}", id.value, moved.to.value),
            )
            .help(format!("restore the id, or say where the {what} went: `{} = \"new-id\"` under `[moved.{key}]`", id.value));
    }

    fn check_moved(
        &self,
        moved: &Move,
        current: &[Current<'_>],
        report: &mut Report,
    ) -> Vec<Moved> {
        let Move { kind, from, to } = moved;
        let target = match self.follow(&to.value, *kind) {
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
        let has =
            |ids: &Option<Vec<&str>>, id: &str| ids.as_ref().is_some_and(|ids| ids.contains(&id));
        if current.iter().any(|kind| kind.ids.is_none()) {
            return Vec::new();
        }
        let kinds: Vec<_> = current
            .iter()
            .zip(&self.ids)
            .filter(|(now, _)| moved.is_of(now.kind))
            .collect();
        // An id is moved as what it was published as; one that the ledger does not list, as what it leads to.
        let gone = |(now, published): &(&Current<'_>, &Vec<At<String>>)| {
            published.iter().any(|id| id.value == from.value) && !has(&now.ids, &from.value)
        };
        let any_gone = kinds.iter().any(gone);
        if !any_gone && kinds.iter().any(|(now, _)| has(&now.ids, &from.value)) {
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
            .filter(|kind| has(&kind.0.ids, target) && (!any_gone || gone(kind)))
            .map(|(now, _)| Moved {
                kind: now.kind,
                from: from.value.clone(),
                to: target.to_owned(),
                joined: false,
            })
            .collect();
        if moved.is_empty() {
            let meant = kinds.iter().filter(|kind| !any_gone || gone(kind));
            let all = meant.flat_map(|(now, _)| &now.ids).flatten().copied();
            let help = did_you_mean(target, all)
                .unwrap_or_else(|| "write the id that it has in the content now".to_owned());
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
    fn follow<'s>(&'s self, id: &'s str, kind: Option<MovedKind>) -> Option<&'s str> {
        let way = self.way(id, kind);
        way.last().filter(|end| self.next(end, kind).is_none())
    }

    /// `id`, and where the moves lead it step by step; of a circle, as many steps as there are moves.
    fn way<'s>(&'s self, id: &'s str, kind: Option<MovedKind>) -> impl Iterator<Item = &'s str> {
        let next = move |id: &&'s str| self.next(id, kind);
        std::iter::successors(Some(id), next).take(self.moved.len() + 1)
    }

    /// Where the move of `id` leads, if it has moved; that of its own kind first.
    fn next(&self, id: &str, kind: Option<MovedKind>) -> Option<&str> {
        let of = |kind: Option<MovedKind>| {
            let mut moved = self.moved.iter();
            moved.find(|moved| moved.kind == kind && moved.from.value == id)
        };
        let moved = of(kind).or_else(|| of(None))?;
        Some(&moved.to.value)
    }
}
