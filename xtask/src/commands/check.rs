//! `cargo xtask check`: reads the content and reports every problem at once.

use anyhow::Result;

use crate::content;
use crate::project::Project;

use super::{Command, Verdict, take_nothing};

pub(super) const COMMAND: Command = Command {
    name: "check",
    summary: "read content/ and report every problem in it",
    options: &[],
    run: |project, arguments| {
        take_nothing(arguments)?;
        run(project)
    },
};

/// Prints the problems and a summary; fails on errors.
pub(super) fn run(project: &Project) -> Result<Verdict> {
    Ok(Verdict::of(content::load(project)?.is_some()))
}
