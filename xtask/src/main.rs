//! The commands of this repository: `cargo xtask` lists them.
//!
//! Each command is one file under `commands/`, registered in `commands::ALL`; `tools/` finds or installs the
//! programs they need; everything else here serves several commands.

mod commands;
mod content;
mod duration;
mod fingerprint;
mod lean;
mod process;
mod project;
mod screen;
mod site;
mod tools;
mod weight;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Result, bail};

use commands::{Command, Verdict};
use project::Project;

fn main() -> ExitCode {
    match run(std::env::args_os().skip(1).collect()) {
        Ok(Verdict::Passed) => ExitCode::SUCCESS,
        Ok(Verdict::Failed) => ExitCode::FAILURE,
        Err(error) => {
            screen::error(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Vec<OsString>) -> Result<Verdict> {
    let Some((name, rest)) = arguments.split_first() else {
        screen::say(&commands::help());
        return Ok(Verdict::Passed);
    };
    let name = name.to_string_lossy();
    if matches!(&*name, "help" | "--help" | "-h") {
        screen::say(&commands::help());
        return Ok(Verdict::Passed);
    }
    let Some(command) = commands::find(&name) else {
        bail!("there is no command `{name}`; `cargo xtask` lists them");
    };
    if rest
        .iter()
        .any(|argument| argument == "--help" || argument == "-h")
    {
        screen::say(&command.help());
        return Ok(Verdict::Passed);
    }
    let Command { run, .. } = command;
    run(&Project::locate()?, lexopt::Parser::from_args(rest))
}
