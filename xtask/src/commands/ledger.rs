//! `cargo xtask ledger`: notes the ids that readers may hold once the folder is published.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail};
use lexopt::Arg::Value;
use lexopt::{Parser, ValueExt};
use transcript::model::Event;
use transcript::source;

use crate::project::Project;
use crate::{content, screen};

use super::{Command, Verdict};

pub(super) const COMMAND: Command = Command {
    name: "ledger",
    summary: "write the published.toml files, the ids that links may hold; do so before each upload",
    options: &["<event>…  only these events, by the names of their folders (else all)"],
    run,
};

const FILE: &str = "published.toml";

fn run(project: &Project, mut arguments: Parser) -> Result<Verdict> {
    let mut only: Vec<String> = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(name) => only.push(name.string()?),
            _ => return Err(argument.unexpected().into()),
        }
    }
    let Some(loaded) = content::load(project)? else {
        return Ok(Verdict::Failed);
    };
    note(&project.content(), &loaded.archive.events, &only)?;
    Ok(Verdict::Passed)
}

/// Writes the ledgers in the folder `content` of those of its `events` that are named, or of all where none is.
fn note(content: &Path, events: &[Event], only: &[String]) -> Result<()> {
    if let Some(unknown) = only
        .iter()
        .find(|name| events.iter().all(|event| event.id != **name))
    {
        bail!("there is no event `{unknown}` under content/");
    }
    let published: Vec<_> = events
        .iter()
        .filter(|event| only.is_empty() || only.contains(&event.id))
        .collect();
    for event in &published {
        let name = format!("{}/{FILE}", event.id);
        write(content, &name, |old| source::ledger(event, old))?;
    }
    let ids = published.iter().map(|event| event.id.as_str());
    let alone = match events {
        [event] => Some(event.id.as_str()),
        _ => None,
    };
    write(content, FILE, |old| {
        source::ledger_of_events(ids.clone(), alone, old)
    })
}

/// Brings the ledger of a name below `content/` up to date, and says what was done.
fn write<E: std::error::Error + Send + Sync + 'static>(
    content: &Path,
    name: &str,
    ledger: impl Fn(Option<&str>) -> Result<String, E>,
) -> Result<()> {
    let done = match bring_up_to_date(&content.join(name), ledger)? {
        true => "written",
        false => "nothing to add",
    };
    screen::say(&format!("content/{name}: {done}"));
    Ok(())
}

/// Writes what `ledger` makes of a file; false where that is what it holds.
fn bring_up_to_date<E: std::error::Error + Send + Sync + 'static>(
    path: &Path,
    ledger: impl Fn(Option<&str>) -> Result<String, E>,
) -> Result<bool> {
    let old = match fs::read_to_string(path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => {
            return Err(error).with_context(|| format!("{} cannot be read", path.display()));
        }
    };
    let new = ledger(old.as_deref()).with_context(|| format!("{} is no TOML", path.display()))?;
    if old.as_deref() == Some(new.as_str()) {
        return Ok(false);
    }
    fs::write(path, new).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use transcript::model::{Part, PartKind};

    fn event(id: &str) -> Event {
        Event {
            id: id.to_owned(),
            ..Event::default()
        }
    }

    /// The ledger of the folder after those of `events` that are named were noted one after the other.
    fn noted(events: &[&str], only: &[&[&str]]) -> String {
        let content = tempfile::tempdir().unwrap();
        let events: Vec<Event> = events.iter().copied().map(event).collect();
        for event in &events {
            fs::create_dir(content.path().join(&event.id)).unwrap();
        }
        for only in only {
            let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
            note(content.path(), &events, &only).unwrap();
        }
        let written = fs::read_to_string(content.path().join(FILE)).unwrap();
        let lines = written.lines().filter(|line| !line.starts_with('#'));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn only_an_event_that_is_alone_stands_at_the_root() {
        let alone = "\nhome = \"a\"\nevents = [\n    \"a\",\n]";
        assert_eq!(noted(&["a"], &[&[]]), alone);
        assert_eq!(noted(&["a"], &[&["a"]]), alone);
        let both = "\nevents = [\n    \"a\",\n    \"b\",\n]";
        assert_eq!(noted(&["a", "b"], &[&[]]), both);
        assert_eq!(noted(&["a", "b"], &[&["a"], &["b"]]), both);
    }

    #[test]
    fn an_id_is_noted_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let part = Part {
            id: "wu-hailong".to_owned(),
            kind: PartKind::Opening,
            ..Part::default()
        };
        let event = Event {
            parts: vec![part],
            ..event("a")
        };
        let write = || bring_up_to_date(&path, |old| source::ledger(&event, old));
        assert!(write().unwrap());
        assert!(
            fs::read_to_string(&path)
                .unwrap()
                .contains("\"wu-hailong\"")
        );
        assert!(!write().unwrap());
    }

    #[test]
    fn an_event_that_is_not_there_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let error = note(folder.path(), &[event("a")], &["b".to_owned()]).unwrap_err();
        assert_eq!(error.to_string(), "there is no event `b` under content/");
        assert!(!folder.path().join(FILE).exists());
    }
}
