//! What `cargo xtask test` does; a new step is one entry of [`STEPS`].

use std::process::Command as Program;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::commands::audit::Performance;
use crate::commands::{Verdict, audit, check, setup, topics, weigh};
use crate::project::Project;
use crate::{process, site};

use super::{cargo, run_cargo};

/// One step.
pub(super) struct Step {
    /// What one types after `--only`.
    pub(super) name: &'static str,
    /// What it shows to hold.
    pub(super) summary: &'static str,
    /// Steps without which it makes no sense.
    pub(super) needs: &'static [&'static str],
    /// Does it.
    pub(super) run: fn(&Project) -> Result<Verdict>,
}

/// The package of the explorer and the feature of its native side. The whole workspace is always built with it and
/// never with `hydrate`: cargo would give both to one build.
const NATIVE: [&str; 3] = ["--workspace", "--features", "colloquy/ssr"];

/// The same package as the browser gets it.
const BROWSER: [&str; 7] = [
    "--package",
    "colloquy",
    "--target",
    "wasm32-unknown-unknown",
    "--no-default-features",
    "--features",
    "hydrate",
];

const DENY: [&str; 3] = ["--", "-D", "warnings"];

/// Every step, in order: what is quick to fail comes first.
pub(super) const STEPS: &[Step] = &[
    Step {
        name: "setup",
        summary: "every tool is there",
        needs: &[],
        run: setup::run,
    },
    Step {
        name: "fmt",
        summary: "the code is formatted",
        needs: &[],
        run: |project| run_cargo(project, &["fmt", "--all", "--check"]),
    },
    Step {
        name: "check",
        summary: "the content has no errors",
        needs: &[],
        run: check::run,
    },
    Step {
        name: "topics",
        summary: "tags agree with a careful reader",
        needs: &["check"],
        run: topics::run,
    },
    Step {
        name: "clippy",
        summary: "no warnings in native code",
        needs: &[],
        run: |project| {
            run_cargo(
                project,
                &[&["clippy", "--all-targets"], &NATIVE[..], &DENY].concat(),
            )
        },
    },
    Step {
        name: "clippy-wasm",
        summary: "no warnings in the browser's code",
        needs: &["setup"],
        run: |project| run_cargo(project, &[&["clippy"], &BROWSER[..], &DENY].concat()),
    },
    Step {
        name: "doc",
        summary: "no warnings in the documentation",
        needs: &[],
        run: doc,
    },
    Step {
        name: "unit",
        summary: "unit, property and snapshot tests",
        needs: &[],
        run: unit,
    },
    Step {
        name: "doctest",
        summary: "examples in the documentation",
        needs: &[],
        run: |project| run_cargo(project, &[&["test", "--doc"], &NATIVE[..]].concat()),
    },
    Step {
        name: "build",
        summary: "the site builds",
        needs: &["setup", "check"],
        run: |project| site::build(project, &site::Options::default()),
    },
    Step {
        name: "weigh",
        summary: "the first load, weighed (`cargo xtask weigh` holds it to the budget)",
        needs: &["build"],
        // Shown, not yet held: the page is over its budget, as CHANGELOG.md says.
        run: |project| weigh::run(project).map(|_| Verdict::Passed),
    },
    Step {
        name: "e2e",
        summary: "the built site in a real browser",
        needs: &["build"],
        run: e2e,
    },
    Step {
        name: "audit",
        summary: "Lighthouse, but for what depends on the time of day",
        needs: &["build"],
        run: |project| audit::run(project, Performance::LeftOut),
    },
];

fn doc(project: &Project) -> Result<Verdict> {
    let mut doc = cargo(project, &[&["doc", "--no-deps"], &NATIVE[..]].concat());
    process::run(doc.env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok(Verdict::Passed)
}

/// The end-to-end tests want the built folder and have a step of their own.
const E2E: &str = "e2e";

fn unit(project: &Project) -> Result<Verdict> {
    let runner: &[&str] = if process::find("cargo-nextest").is_some() {
        &["nextest", "run"]
    } else {
        &["test"]
    };
    let tests = test_targets(project)?;
    let tests = tests
        .iter()
        .filter(|name| *name != E2E)
        .flat_map(|name| ["--test", name.as_str()]);
    let selected = ["--lib", "--bins"]
        .into_iter()
        .chain(tests)
        .collect::<Vec<_>>();
    let mut unit = cargo(
        project,
        &[runner, &NATIVE, &["--no-fail-fast"], &selected].concat(),
    );
    // A snapshot that differs is a failure, not a file to look at later.
    process::run(unit.env("INSTA_UPDATE", "no"))?;
    Ok(Verdict::Passed)
}

fn e2e(project: &Project) -> Result<Verdict> {
    if site::build(project, &site::Options::default())? == Verdict::Failed {
        return Ok(Verdict::Failed);
    }
    let mut tests = cargo(
        project,
        &[&["test"], &NATIVE[..], &["--test", E2E]].concat(),
    );
    process::run(tests.envs(site::environment(project)?))?;
    Ok(Verdict::Passed)
}

/// The names of the workspace's test targets, which are files of their own under `tests/`.
fn test_targets(project: &Project) -> Result<Vec<String>> {
    let mut metadata = Program::new("cargo");
    metadata
        .args(["metadata", "--no-deps", "--format-version=1"])
        .current_dir(project.root());
    let metadata: Value = serde_json::from_str(&process::output(&mut metadata)?)
        .context("cargo's metadata is no JSON")?;
    Ok(names_of_tests(&metadata))
}

fn names_of_tests(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let targets = packages.flat_map(|package| package["targets"].as_array().into_iter().flatten());
    let tests = targets.filter(|target| {
        target["kind"]
            .as_array()
            .is_some_and(|kinds| kinds.iter().any(|kind| kind == "test"))
    });
    let mut names: Vec<_> = tests
        .filter_map(|test| test["name"].as_str())
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_told_from_other_targets() {
        let metadata = serde_json::json!({"packages": [
            {"targets": [{"kind": ["lib"], "name": "host"}, {"kind": ["test"], "name": "host"}]},
            {"targets": [{"kind": ["test"], "name": "e2e"}, {"kind": ["custom-build"], "name": "build-script-build"}]},
        ]});
        assert_eq!(names_of_tests(&metadata), ["e2e", "host"]);
    }
}
