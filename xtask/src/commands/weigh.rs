//! `cargo xtask weigh`: what the first load of an event's page weighs, and its explorer in one file, against the budgets;
//! what the page fetches when its explorer is asked for; and what each part adds.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::weight::{self, Files, Table, Weight, thousands};
use crate::{content, screen, site};

use super::{Command, Verdict, take_nothing};

pub(super) const COMMAND: Command = Command {
    name: "weigh",
    summary: "build, then weigh each event's page and single file against the budgets",
    options: &[],
    run: |project, arguments| {
        take_nothing(arguments)?;
        run(project)
    },
};

/// Bytes after brotli 11 that the first load of an event's page may take.
const BUDGET: Budget = Budget {
    bytes: 100_000,
    of: "after brotli 11",
};

/// Bytes that an event's explorer in one file may take, as it lies on a disk.
const FILE_BUDGET: Budget = Budget {
    bytes: 450_000,
    of: "as it is",
};

/// Packages listed by name; the others are added up.
const PACKAGES: usize = 12;

/// Prints the tables; fails when an event's page or single file is over its budget.
pub(super) fn run(project: &Project) -> Result<Verdict> {
    if site::build(project, &site::Options::default())? == Verdict::Failed {
        return Ok(Verdict::Failed);
    }
    let Some(loaded) = content::load(project)? else {
        return Ok(Verdict::Failed);
    };
    let mut wasm = Vec::new();
    let mut within = true;
    for event in &loaded.archive.events {
        let page = format!("{}/index.html", event.id);
        let first = weight::first_load(&project.dist(), &page)?;
        let total = print(
            &format!("first load of {}/, all that it fetches", event.id),
            &first,
        )?;
        within &= BUDGET.holds(total.brotli);
        let later = weight::explorer(&project.dist(), &page)?;
        let explorer = print(
            "when something is asked of it that needs the explorer",
            &later,
        )?;
        screen::say(&format!(
            "  {} bytes in all after brotli 11",
            thousands(total.brotli + explorer.brotli)
        ));
        let code = later.into_iter().find(|(path, _)| path.ends_with(".wasm"));
        wasm = code.map_or(wasm, |(_, bytes)| bytes);

        let file = format!("{}/standalone.html", event.id);
        let bytes = fs::read(project.dist().join(&file))
            .with_context(|| format!("dist/{file} cannot be read"))?;
        let weight = Weight::of(&bytes)?;
        let mut table = Table::new("the explorer in one file");
        table.push(&file, weight);
        screen::say(&table.to_string());
        within &= FILE_BUDGET.holds(weight.raw);
    }
    if wasm.is_empty() {
        bail!("the page fetches no Wasm");
    }
    screen::say(&screen::bold(
        "what the Wasm is made of, each part compressed alone",
    ));
    screen::say(&parts(project, &wasm)?.to_string());
    print_packages(project)?;
    Ok(Verdict::of(within))
}

/// Prints what files weigh; gives what they weigh together.
fn print(title: &str, files: &Files) -> Result<Weight> {
    let mut table = Table::new("file");
    for (path, bytes) in files {
        table.push(path, Weight::of(bytes)?);
    }
    let total = table.total();
    table.push("total", total);
    screen::say(&screen::bold(title));
    screen::say(&table.to_string());
    Ok(total)
}

/// How much something may weigh.
struct Budget {
    bytes: u64,
    /// In which form.
    of: &'static str,
}

impl Budget {
    /// Says how a weight stands to the budget; whether it is within.
    fn holds(&self, weight: u64) -> bool {
        let (said, kept) = self.judge(weight);
        screen::say(&if kept {
            screen::good(said)
        } else {
            screen::bad(said)
        });
        kept
    }

    fn judge(&self, weight: u64) -> (String, bool) {
        let (budget, of) = (thousands(self.bytes), self.of);
        match self.bytes.checked_sub(weight) {
            Some(left) => (
                format!(
                    "  {} bytes left of the budget of {budget} {of}",
                    thousands(left)
                ),
                true,
            ),
            None => (
                format!(
                    "  {} bytes over the budget of {budget} {of}",
                    thousands(weight - self.bytes)
                ),
                false,
            ),
        }
    }
}

/// The Wasm's sections, and the bytes that are embedded in its data.
fn parts(project: &Project, wasm: &[u8]) -> Result<Table> {
    let mut table = Table::new("part");
    for (name, bytes) in weight::of_wasm(wasm)? {
        table.push(name, Weight::of(&bytes)?);
    }
    for path in embedded(project) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        table.push(
            format!("in the data: {name}"),
            Weight::of(&fs::read(&path)?)?,
        );
    }
    Ok(table)
}

/// The files that the build script made for the Wasm to include.
fn embedded(project: &Project) -> Vec<PathBuf> {
    let builds = list(&wasm_target(project).join("build"));
    let outputs = builds
        .into_iter()
        .filter(|folder| {
            folder
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("colloquy-"))
        })
        .map(|folder| folder.join("out"));
    // Earlier builds leave theirs behind.
    let latest = outputs
        .filter(|folder| folder.is_dir())
        .max_by_key(|folder| newest(&list(folder)));
    let mut files = latest.map(|folder| list(&folder)).unwrap_or_default();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "bin"));
    files
}

fn newest(files: &[PathBuf]) -> Option<SystemTime> {
    files
        .iter()
        .filter_map(|file| file.metadata().ok()?.modified().ok())
        .max()
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    paths
}

fn wasm_target(project: &Project) -> PathBuf {
    project
        .target()
        .join("wasm32-unknown-unknown")
        .join("release")
}

/// The code by package, as the compiler left it: the site's own Wasm has lost its names.
fn print_packages(project: &Project) -> Result<()> {
    let Ok(wasm) = fs::read(wasm_target(project).join("colloquy.wasm")) else {
        return Ok(());
    };
    let packages = weight::packages(&wasm)?;
    let all: u64 = packages.iter().map(|(_, size)| size).sum();
    screen::say(&screen::bold(
        "code by package, before wasm-opt, uncompressed",
    ));
    let share = |name: &str, size: u64| {
        screen::say(&format!(
            "  {name:<24}  {:>11}  {:>5.1} %",
            thousands(size),
            size as f64 * 100.0 / all.max(1) as f64
        ));
    };
    for (name, size) in packages.iter().take(PACKAGES) {
        share(name, *size);
    }
    if let Some(rest) = packages.get(PACKAGES..).filter(|rest| !rest.is_empty()) {
        share(
            &format!("{} others", rest.len()),
            rest.iter().map(|(_, size)| size).sum(),
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_is_kept_to_the_byte() {
        assert_eq!(
            BUDGET.judge(88_765),
            (
                "  11,235 bytes left of the budget of 100,000 after brotli 11".to_owned(),
                true
            )
        );
        assert!(BUDGET.judge(BUDGET.bytes).1);
        assert_eq!(
            BUDGET.judge(100_001),
            (
                "  1 bytes over the budget of 100,000 after brotli 11".to_owned(),
                false
            )
        );
    }
}
