//! `cargo xtask test`: everything that must hold, in order, each step named, numbered and timed.

mod steps;

use std::process::Command as Program;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use lexopt::Arg::Long;
use lexopt::{Parser, ValueExt};

use crate::project::Project;
use crate::tools::Engine;
use crate::{duration, process, screen};

use super::{Command, Verdict};
use steps::{STEPS, Step, When};

pub(super) const COMMAND: Command = Command {
    name: "test",
    summary: "check, test and measure everything; `--help` says how to choose",
    options: &[
        "--only <steps>      only these, such as `--only unit,e2e`; a wrong name lists them all",
        "--browsers <which>  the end-to-end tests in all of `chromium`, `firefox`, `webkit`, or in these; installs them",
    ],
    run: |project, arguments| run(project, &parse(arguments)?),
};

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    /// The step it needs that has failed.
    Skipped(&'static str),
    /// The engine that it wants.
    NotInstalled(Engine),
}

/// The steps asked for, in their own order.
fn parse(mut arguments: Parser) -> Result<Vec<&'static Step>> {
    let mut only: Option<Vec<String>> = None;
    let mut browsers: Option<Vec<Engine>> = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("only") => {
                let names = arguments.value()?.string()?;
                only.get_or_insert_default()
                    .extend(names.split(',').map(|name| name.trim().to_owned()));
            }
            Long("browsers") => {
                let names = arguments.value()?.string()?;
                browsers.get_or_insert_default().extend(engines(&names)?);
            }
            _ => return Err(argument.unexpected().into()),
        }
    }
    let unasked = |step: &Step| match (step.when, &browsers) {
        (When::Always, _) => true,
        (When::Asked(engine), Some(browsers)) => browsers.contains(&engine),
        (When::Asked(engine), None) => engine == Engine::Chromium,
        (When::Installed(_), browsers) => browsers.is_none(),
    };
    let Some(only) = only else {
        return Ok(STEPS.iter().filter(|step| unasked(step)).collect());
    };
    if let Some(unknown) = only
        .iter()
        .find(|name| STEPS.iter().all(|step| step.name != **name))
    {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        bail!(
            "there is no step `{unknown}`; there are {}",
            names.join(", ")
        );
    }
    let asked = |step: &Step| {
        let engine = match step.when {
            When::Asked(engine) => engine,
            When::Always | When::Installed(_) => return false,
        };
        browsers.iter().flatten().any(|other| *other == engine)
    };
    Ok(STEPS
        .iter()
        .filter(|step| only.iter().any(|name| name == step.name) || asked(step))
        .collect())
}

/// The engines of `all`, or of a list such as `firefox,webkit`.
fn engines(names: &str) -> Result<Vec<Engine>> {
    if names == "all" {
        return Ok(Engine::ALL.to_vec());
    }
    let known = Engine::ALL.map(Engine::key).join(", ");
    names
        .split(',')
        .map(|name| {
            Engine::ALL
                .into_iter()
                .find(|engine| engine.key() == name.trim())
                .with_context(|| format!("there is no browser `{name}`; there are all, {known}"))
        })
        .collect()
}

fn run(project: &Project, steps: &[&'static Step]) -> Result<Verdict> {
    let mut outcomes: Vec<(&Step, Outcome, Duration)> = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        let title = format!("[{:>2}/{}] {}", number + 1, steps.len(), step.name);
        let failed = outcomes.iter().find(|(done, outcome, _)| {
            step.needs.contains(&done.name) && *outcome != Outcome::Passed
        });
        let start = Instant::now();
        let outcome = match failed {
            Some((needed, ..)) => Outcome::Skipped(needed.name),
            None => {
                screen::say(&screen::bold(format!("{title}: {}", step.summary)));
                attempt(project, step)
            }
        };
        let took = start.elapsed();
        screen::say(&format!("{title}: {}", ending(&outcome, took)));
        outcomes.push((step, outcome, took));
    }

    screen::say(&screen::bold("summary"));
    for (step, outcome, took) in &outcomes {
        screen::say(&format!("  {:<14} {}", step.name, ending(outcome, *took)));
    }
    let count = |wanted: fn(&Outcome) -> bool| {
        outcomes
            .iter()
            .filter(|(_, outcome, _)| wanted(outcome))
            .count()
    };
    let failed = count(|outcome| *outcome == Outcome::Failed);
    let closing = closing(
        count(|outcome| *outcome == Outcome::Passed),
        failed,
        count(|outcome| matches!(outcome, Outcome::Skipped(_) | Outcome::NotInstalled(_))),
    );
    screen::say(&closing);
    Ok(Verdict::of(failed == 0))
}

/// Runs a step; an error in it is printed and counts as a failure.
fn attempt(project: &Project, step: &Step) -> Outcome {
    if let When::Installed(engine) = step.when
        && !engine.is_installed().unwrap_or(false)
    {
        return Outcome::NotInstalled(engine);
    }
    match (step.run)(project) {
        Ok(Verdict::Passed) => Outcome::Passed,
        Ok(Verdict::Failed) => Outcome::Failed,
        Err(error) => {
            screen::error(&error);
            Outcome::Failed
        }
    }
}

fn ending(outcome: &Outcome, took: Duration) -> String {
    match outcome {
        Outcome::Passed => screen::good(format!("passed ({})", duration::words(took))),
        Outcome::Failed => screen::bad(format!("failed ({})", duration::words(took))),
        Outcome::Skipped(needed) => format!("skipped, since {needed} did not pass"),
        Outcome::NotInstalled(engine) => format!(
            "not run: {} is not installed (`--browsers {}` installs it)",
            engine.name(),
            engine.key()
        ),
    }
}

/// The last line, which machines read.
fn closing(passed: usize, failed: usize, skipped: usize) -> String {
    let skipped = if skipped > 0 {
        format!(", {skipped} skipped")
    } else {
        String::new()
    };
    format!("{passed} passed, {failed} failed{skipped}")
}

/// Cargo in the repository's root, its output on the screen.
fn cargo(project: &Project, arguments: &[&str]) -> Program {
    let mut cargo = Program::new("cargo");
    cargo.args(arguments).current_dir(project.root());
    cargo
}

fn run_cargo(project: &Project, arguments: &[&str]) -> Result<Verdict> {
    process::run(&mut cargo(project, arguments))?;
    Ok(Verdict::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &[&str]) -> Result<Vec<&'static str>> {
        Ok(parse(Parser::from_args(arguments))?
            .into_iter()
            .map(|step| step.name)
            .collect())
    }

    #[test]
    fn steps_may_be_chosen_and_keep_their_order() {
        assert_eq!(
            names(&["--only", "e2e, fmt", "--only=check"]).unwrap(),
            ["fmt", "check", "e2e"]
        );
    }

    #[test]
    fn unless_browsers_are_named_chromium_does_all_and_the_others_a_little() {
        let browsers = |arguments: &[&str]| {
            let names = names(arguments).unwrap();
            let browsers = [
                "e2e",
                "e2e-firefox",
                "e2e-webkit",
                "smoke-firefox",
                "smoke-webkit",
            ];
            let chosen: Vec<_> = names
                .iter()
                .copied()
                .filter(|name| browsers.contains(name))
                .collect();
            (chosen, names.len())
        };
        let (chosen, all) = browsers(&[]);
        assert_eq!(chosen, ["e2e", "smoke-firefox", "smoke-webkit"]);
        assert_eq!(
            browsers(&["--browsers", "all"]),
            (vec!["e2e", "e2e-firefox", "e2e-webkit"], all)
        );
        assert_eq!(
            browsers(&["--browsers", "webkit"]),
            (vec!["e2e-webkit"], all - 2)
        );
        assert_eq!(
            names(&["--only", "smoke-firefox,e2e-webkit"]).unwrap(),
            ["e2e-webkit", "smoke-firefox"]
        );
        assert_eq!(
            names(&["--only", "build", "--browsers", "webkit"]).unwrap(),
            ["build", "e2e-webkit"]
        );
        assert_eq!(
            names(&["--browsers", "opera"]).unwrap_err().to_string(),
            "there is no browser `opera`; there are all, chromium, firefox, webkit"
        );
    }

    #[test]
    fn a_step_that_is_not_there_lists_those_that_are() {
        let error = names(&["--only", "fmt,unti"]).unwrap_err().to_string();
        assert!(
            error.starts_with("there is no step `unti`; there are setup, fmt, "),
            "{error}"
        );
    }

    #[test]
    fn a_step_needs_only_steps_before_it() {
        for (number, step) in STEPS.iter().enumerate() {
            for needed in step.needs {
                assert!(
                    STEPS[..number]
                        .iter()
                        .any(|earlier| earlier.name == *needed),
                    "{}: {needed}",
                    step.name
                );
            }
        }
    }

    #[test]
    fn the_closing_line_counts_steps() {
        assert_eq!(closing(13, 0, 0), "13 passed, 0 failed");
        assert_eq!(closing(9, 1, 3), "9 passed, 1 failed, 3 skipped");
    }
}
