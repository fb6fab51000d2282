//! The commands, and where a new one is registered.

mod audit;
mod bench;
mod build;
mod check;
mod dev;
mod fuzz;
mod ledger;
mod serve;
mod setup;
mod test;
mod topics;
mod weigh;

use anyhow::Result;

use crate::project::Project;

/// Every command, in the order in which the help lists them.
const ALL: &[Command] = &[
    serve::COMMAND,
    test::COMMAND,
    setup::COMMAND,
    check::COMMAND,
    dev::COMMAND,
    build::COMMAND,
    weigh::COMMAND,
    topics::COMMAND,
    ledger::COMMAND,
    audit::COMMAND,
    bench::COMMAND,
    fuzz::COMMAND,
];

/// A command of `cargo xtask`.
pub(crate) struct Command {
    /// What one types.
    name: &'static str,
    /// What it does, in one line.
    summary: &'static str,
    /// What may follow the name, one line each: what one types, two spaces or more, what it means.
    options: &'static [&'static str],
    /// Does it.
    pub(crate) run: fn(&Project, lexopt::Parser) -> Result<Verdict>,
}

/// How a command ended, when it has said itself what was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Passed,
    Failed,
}

impl Verdict {
    /// Passed when `good`.
    pub(crate) fn of(good: bool) -> Self {
        if good { Self::Passed } else { Self::Failed }
    }
}

impl Command {
    /// What `cargo xtask <name> --help` prints.
    pub(crate) fn help(&self) -> String {
        let mut help = format!("cargo xtask {}: {}", self.name, self.summary);
        for option in self.options {
            help.push_str("\n  ");
            help.push_str(option);
        }
        help
    }
}

/// The command of this name.
pub(crate) fn find(name: &str) -> Option<&'static Command> {
    ALL.iter().find(|command| command.name == name)
}

/// What `cargo xtask` alone prints.
pub(crate) fn help() -> String {
    let mut help = "cargo xtask <command>".to_owned();
    for Command { name, summary, .. } in ALL {
        help.push_str(&format!("\n  {name:<8} {summary}"));
    }
    help.push_str("\n`cargo xtask <command> --help` says what may follow it.");
    help
}

/// Refuses whatever follows the name of a command that takes nothing.
fn take_nothing(mut arguments: lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        Some(argument) => Err(argument.unexpected().into()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_lists_every_command_once() {
        let help = help();
        for command in ALL {
            assert_eq!(
                help.matches(&format!("\n  {} ", command.name)).count(),
                1,
                "{}",
                command.name
            );
        }
    }

    #[test]
    fn options_explain_themselves() {
        for command in ALL {
            for option in command.options {
                assert!(option.trim().contains("  "), "{}: {option}", command.name);
            }
        }
    }

    #[test]
    fn a_command_that_takes_nothing_says_what_was_too_much() {
        let error = take_nothing(lexopt::Parser::from_args(["--quick"])).unwrap_err();
        assert_eq!(error.to_string(), "invalid option '--quick'");
    }
}
