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
    summary: "write published.toml, the ids that links may hold; do so before each upload",
    options: &["<event>…  only these events, by the names of their folders (else all)"],
    run,
};

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
    let events = loaded.archive.events;
    if let Some(unknown) = only
        .iter()
        .find(|name| events.iter().all(|event| event.id != **name))
    {
        bail!("there is no event `{unknown}` under content/");
    }
    for event in events
        .iter()
        .filter(|event| only.is_empty() || only.contains(&event.id))
    {
        let path = project.content().join(&event.id).join("published.toml");
        let done = if write(event, &path)? {
            "written"
        } else {
            "nothing to add"
        };
        screen::say(&format!("content/{}/published.toml: {done}", event.id));
    }
    Ok(Verdict::Passed)
}

/// Adds the event's ids to its ledger; false when they are all there.
fn write(event: &Event, path: &Path) -> Result<bool> {
    let old = match fs::read_to_string(path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => {
            return Err(error).with_context(|| format!("{} cannot be read", path.display()));
        }
    };
    let new = source::ledger(event, old.as_deref())
        .with_context(|| format!("{} is no TOML", path.display()))?;
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

    #[test]
    fn an_id_is_noted_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("published.toml");
        let part = Part {
            id: "wu-hailong".to_owned(),
            kind: PartKind::Opening,
            ..Part::default()
        };
        let event = Event {
            parts: vec![part],
            ..Event::default()
        };
        assert!(write(&event, &path).unwrap());
        assert!(
            fs::read_to_string(&path)
                .unwrap()
                .contains("\"wu-hailong\"")
        );
        assert!(!write(&event, &path).unwrap());
    }
}
