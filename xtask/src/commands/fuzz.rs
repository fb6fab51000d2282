//! `cargo xtask fuzz`: gives the search engine inputs made by chance, for as long as one likes.

use std::process::Command as Program;

use anyhow::Result;
use lexopt::Arg::Long;
use lexopt::{Parser, ValueExt};

use crate::process;
use crate::project::Project;

use super::{Command, Verdict};

pub(super) const COMMAND: Command = Command {
    name: "fuzz",
    summary: "give the search engine queries and bytes made by chance",
    options: &["--seconds <number>  for how long (else 60)"],
    run,
};

/// The tests to run, by the beginning of their names, and where they are.
const TESTS: [&str; 7] = [
    "test",
    "--package",
    "search",
    "--test",
    "search",
    "fuzz::",
    "--",
];

fn run(project: &Project, mut arguments: Parser) -> Result<Verdict> {
    let mut seconds: u32 = 60;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("seconds") => seconds = arguments.value()?.parse()?,
            _ => return Err(argument.unexpected().into()),
        }
    }
    let mut fuzz = Program::new("cargo");
    fuzz.args(TESTS)
        .args(["--nocapture"])
        .current_dir(project.root());
    // The tests run side by side; without a number of inputs they would end after a thousand.
    fuzz.env(
        "BOLERO_RANDOM_TEST_TIME_MS",
        (u64::from(seconds) * 1000).to_string(),
    );
    fuzz.env("BOLERO_RANDOM_ITERATIONS", u32::MAX.to_string());
    process::run(&mut fuzz)?;
    Ok(Verdict::Passed)
}
