//! `cargo xtask bench <name>`: runs a benchmark in a browser against the built folder.

use std::ffi::OsString;
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
        "<name>   the benchmark, a file under benches/",
        "<words>  what follows goes to the benchmark",
    ],
    run,
};

fn run(project: &Project, mut arguments: Parser) -> Result<Verdict> {
    let name = match arguments.next()? {
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected().into()),
        None => bail!("which benchmark? {}", known(project)),
    };
    let rest: Vec<OsString> = arguments.raw_args()?.collect();
    if !names(project).contains(&name) {
        bail!("there is no benchmark `{name}`; {}", known(project));
    }
    if site::build(project, &site::Options::default())? == Verdict::Failed {
        return Ok(Verdict::Failed);
    }
    // The benchmark drives the browser; what it times is the built folder, so the driver itself need not be fast.
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
    bench
        .args(rest)
        .current_dir(project.root())
        .envs(site::environment(project)?);
    process::run(&mut bench)?;
    Ok(Verdict::Passed)
}

fn known(project: &Project) -> String {
    format!("there are: {}", names(project).join(", "))
}

/// The benchmarks, by the files under `benches/`.
fn names(project: &Project) -> Vec<String> {
    let files = std::fs::read_dir(project.root().join("benches"))
        .into_iter()
        .flatten()
        .flatten();
    let mut names: Vec<_> = files
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names
}
