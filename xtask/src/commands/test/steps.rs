//! What `cargo xtask test` does; a new step is one entry of [`STEPS`].

use std::fs;
use std::process::Command as Program;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::commands::audit::Performance;
use crate::commands::{Verdict, audit, check, setup, topics, weigh};
use crate::project::Project;
use crate::tools::Engine;
use crate::{process, site, tools};

use super::{cargo, run_cargo};

/// One step.
pub(super) struct Step {
    /// What one types after `--only`.
    pub(super) name: &'static str,
    /// What it shows to hold.
    pub(super) summary: &'static str,
    /// When it is run unless steps are named.
    pub(super) when: When,
    /// Steps without which it makes no sense.
    pub(super) needs: &'static [&'static str],
    /// Does it.
    pub(super) run: fn(&Project) -> Result<Verdict>,
}

/// When a step is run unless steps are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Always,
    /// Where this engine is asked for; Chromium is where none is.
    Asked(Engine),
    /// Where no engine is asked for and this one is installed.
    Installed(Engine),
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
        when: When::Always,
        needs: &[],
        run: setup::run,
    },
    Step {
        name: "fmt",
        summary: "the code is formatted",
        when: When::Always,
        needs: &[],
        run: |project| run_cargo(project, &["fmt", "--all", "--check"]),
    },
    Step {
        name: "check",
        summary: "the content has no errors",
        when: When::Always,
        needs: &[],
        run: check::run,
    },
    Step {
        name: "topics",
        summary: "tags agree with a careful reader",
        when: When::Always,
        needs: &["check"],
        run: topics::run,
    },
    Step {
        name: "clippy",
        summary: "no warnings in native code",
        when: When::Always,
        needs: &[],
        run: |project| {
            run_cargo(
                project,
                &[&["clippy", "--all-targets"], &NATIVE[..], &DENY].concat(),
            )?;
            // They run only where they are named, and so are none of all targets.
            run_cargo(
                project,
                &[&["clippy", "--test", "e2e"], &NATIVE[..], &DENY].concat(),
            )
        },
    },
    Step {
        name: "clippy-wasm",
        summary: "no warnings in the browser's code",
        when: When::Always,
        needs: &["setup"],
        run: |project| run_cargo(project, &[&["clippy"], &BROWSER[..], &DENY].concat()),
    },
    Step {
        name: "doc",
        summary: "no warnings in the documentation",
        when: When::Always,
        needs: &[],
        run: doc,
    },
    Step {
        name: "unit",
        summary: "unit, property and snapshot tests",
        when: When::Always,
        needs: &[],
        run: unit,
    },
    Step {
        name: "doctest",
        summary: "examples in the documentation",
        when: When::Always,
        needs: &[],
        run: |project| run_cargo(project, &[&["test", "--doc"], &NATIVE[..]].concat()),
    },
    Step {
        name: "build",
        summary: "the site builds",
        when: When::Always,
        needs: &["setup", "check"],
        run: |project| site::build(project, &site::Options::default()),
    },
    Step {
        name: "weigh",
        summary: "the first load and the single file, held to their budgets (`cargo xtask weigh`)",
        when: When::Always,
        needs: &["build"],
        run: weigh::run,
    },
    Step {
        name: "schemas",
        summary: "the TEI and Akoma Ntoso files are valid",
        when: When::Always,
        needs: &["build"],
        run: schemas,
    },
    Step {
        name: "e2e",
        summary: "the built site in Chromium",
        when: When::Asked(Engine::Chromium),
        needs: &["build"],
        run: |project| e2e(project, Engine::Chromium, Extent::Whole),
    },
    Step {
        name: "e2e-firefox",
        summary: "the built site in Firefox",
        when: When::Asked(Engine::Firefox),
        needs: &["build"],
        run: |project| e2e(project, Engine::Firefox, Extent::Whole),
    },
    Step {
        name: "e2e-webkit",
        summary: "the built site in WebKit",
        when: When::Asked(Engine::WebKit),
        needs: &["build"],
        run: |project| e2e(project, Engine::WebKit, Extent::Whole),
    },
    Step {
        name: "smoke-firefox",
        summary: "a few of these tests in Firefox",
        when: When::Installed(Engine::Firefox),
        needs: &["build"],
        run: |project| e2e(project, Engine::Firefox, Extent::Smoke),
    },
    Step {
        name: "smoke-webkit",
        summary: "a few of these tests in WebKit",
        when: When::Installed(Engine::WebKit),
        needs: &["build"],
        run: |project| e2e(project, Engine::WebKit, Extent::Smoke),
    },
    Step {
        name: "audit",
        summary: "Lighthouse, but for what depends on the time of day",
        when: When::Always,
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

/// The files of each event that a schema says the shape of, and how xmllint is told of the schema.
const SCHEMAS: [(&str, [&str; 2]); 2] = [
    (
        "record.akn.xml",
        ["--schema", "tests/schemas/akomantoso30.xsd"],
    ),
    ("record.tei.xml", ["--relaxng", "tests/schemas/tei_all.rng"]),
];

fn schemas(project: &Project) -> Result<Verdict> {
    if site::build(project, &site::Options::default())? == Verdict::Failed {
        return Ok(Verdict::Failed);
    }
    let xmllint = tools::xmllint()?;
    let folders = fs::read_dir(project.dist()).context("dist/ cannot be read")?;
    let folders: Vec<_> = folders.flatten().map(|folder| folder.path()).collect();
    for (name, schema) in SCHEMAS {
        let files = folders.iter().map(|folder| folder.join(name));
        let files: Vec<_> = files.filter(|file| file.is_file()).collect();
        if files.is_empty() {
            bail!("no event in dist/ has a {name}");
        }
        let mut lint = Program::new(&xmllint);
        lint.current_dir(project.root())
            .args(["--nonet", "--noout"])
            .args(schema)
            .args(&files);
        process::run(&mut lint)?;
    }
    Ok(Verdict::Passed)
}

/// How many of the end-to-end tests are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Whole,
    Smoke,
}

fn e2e(project: &Project, engine: Engine, extent: Extent) -> Result<Verdict> {
    if site::build(project, &site::Options::default())? == Verdict::Failed {
        return Ok(Verdict::Failed);
    }
    let mut tests = cargo(
        project,
        &[&["test"], &NATIVE[..], &["--test", E2E]].concat(),
    );
    tests.envs(site::environment(project)?);
    tests.envs(engine.provide()?);
    tests.env("COLLOQUY_ENGINE", engine.key());
    match extent {
        Extent::Whole => tests.env_remove("COLLOQUY_SMOKE"),
        Extent::Smoke => tests.env("COLLOQUY_SMOKE", "1"),
    };
    process::run(&mut tests)?;
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
