//! `cargo xtask bench <name>`: runs a benchmark.

mod publish;
mod search;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command as Program;

use anyhow::{Result, bail};
use lexopt::Arg::Value;
use lexopt::{Parser, ValueExt};

use crate::project::Project;
use crate::{process, site};

use super::{Command, Verdict};

pub(super) const COMMAND: Command = Command {
    name: "bench",
    summary: "run a benchmark, such as `bench typing`",
    options: &[
        "<name>   the benchmark: `typing` and `taking` in the built folder, `search` beside other engines, `publish` as the record grows",
        "<words>  what follows goes to the benchmark",
    ],
    run,
};

/// What a benchmark is told by an environment variable.
type Setting = (&'static str, PathBuf);

/// A benchmark.
struct Benchmark {
    name: &'static str,
    /// Makes what it measures; `None` where that has errors, which are printed.
    prepare: fn(&Project) -> Result<Option<Vec<Setting>>>,
}

const ALL: [Benchmark; 4] = [
    Benchmark {
        name: "publish",
        prepare: publish::prepare,
    },
    Benchmark {
        name: "search",
        prepare: |project| {
            let mut settings = search::prepare(project)?;
            settings.extend(site::environment(project)?);
            Ok(Some(settings))
        },
    },
    Benchmark {
        name: "taking",
        prepare: built_site,
    },
    Benchmark {
        name: "typing",
        prepare: built_site,
    },
];

/// The built folder and a browser.
fn built_site(project: &Project) -> Result<Option<Vec<Setting>>> {
    let built = site::build(project, &site::Options::default())?;
    let settings = site::environment(project)?.to_vec();
    Ok((built == Verdict::Passed).then_some(settings))
}

fn run(project: &Project, mut arguments: Parser) -> Result<Verdict> {
    let name = match arguments.next()? {
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected().into()),
        None => bail!("which benchmark? {}", known()),
    };
    let rest: Vec<OsString> = arguments.raw_args()?.collect();
    let Some(benchmark) = ALL.iter().find(|benchmark| benchmark.name == name) else {
        bail!("there is no benchmark `{name}`; {}", known());
    };
    let Some(settings) = (benchmark.prepare)(project)? else {
        return Ok(Verdict::Failed);
    };
    // What is timed runs in a browser, or as the build runs it: without optimisation.
    let mut bench = Program::new("cargo");
    bench.args([
        "bench",
        "--profile",
        "dev",
        "--workspace",
        "--features",
        "colloquy/ssr",
        "--bench",
        &name,
        "--",
    ]);
    bench.args(rest).current_dir(project.root()).envs(settings);
    process::run(&mut bench)?;
    Ok(Verdict::Passed)
}

fn known() -> String {
    let names: Vec<_> = ALL.iter().map(|benchmark| benchmark.name).collect();
    format!("there are: {}", names.join(", "))
}
