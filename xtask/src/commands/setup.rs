//! `cargo xtask setup`: finds or installs everything that the other commands need.

use anyhow::Result;

use crate::project::Project;
use crate::tools;

use super::{Command, Verdict, take_nothing};

pub(super) const COMMAND: Command = Command {
    name: "setup",
    summary: "find or install every tool (the other commands do so for themselves)",
    options: &[],
    run: |project, arguments| {
        take_nothing(arguments)?;
        run(project)
    },
};

/// Finds or installs every tool, showing each.
pub(super) fn run(project: &Project) -> Result<Verdict> {
    tools::all(project)?;
    Ok(Verdict::Passed)
}
