//! What `bench search` measures: our engine as Wasm, made as the explorer is, and the engines it is held against.

use std::fs;
use std::path::Path;
use std::process::Command as Program;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::{process, screen, tools};

use super::Setting;

/// The package of the module that gives our engine to a page.
const PACKAGE: &str = "search-bench";
/// Its file, but for the ending.
const MODULE: &str = "search_bench";
const TARGET: &str = "wasm32-unknown-unknown";

/// Fills a folder with the page, our engine and the packages of the others, and says where it is.
pub(super) fn prepare(project: &Project) -> Result<Vec<Setting>> {
    let site = project.scratch().join("search");
    copy(&project.root().join("benches/search/page"), &site)?;
    engine(project, &site.join("engine"))?;
    peers(&project.root().join("benches/search"), &site)?;
    Ok(vec![("COLLOQUY_SEARCH_SITE", site)])
}

/// Compiles our engine and makes it small, with the tools and settings of the explorer.
fn engine(project: &Project, out: &Path) -> Result<()> {
    let builders = tools::builders(project)?;
    let mut build = Program::new("cargo");
    build.args([
        "build",
        "--quiet",
        "--release",
        "--target",
        TARGET,
        "--package",
        PACKAGE,
    ]);
    process::run(build.current_dir(project.root()))?;

    let built = project
        .target()
        .join(TARGET)
        .join("release")
        .join(MODULE)
        .with_extension("wasm");
    let mut bindgen = Program::new("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]);
    bindgen.arg(out).arg(built).env("PATH", &builders.path);
    process::run(&mut bindgen)?;

    let module = out.join(format!("{MODULE}_bg.wasm"));
    let mut shrink = Program::new("wasm-opt");
    shrink.arg("-Oz").arg("--output").args([&module, &module]);
    process::run(shrink.env("PATH", &builders.path))
}

/// Installs the other engines from npm, in the versions of the lock file, unless they are there.
fn peers(from: &Path, site: &Path) -> Result<()> {
    let lock = from.join("package-lock.json");
    let wanted = fs::read(&lock).with_context(|| format!("{} cannot be read", lock.display()))?;
    let stamp = site.join("installed");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    screen::say("installing the engines to compare with…");
    for name in ["package.json", "package-lock.json"] {
        fs::copy(from.join(name), site.join(name))
            .with_context(|| format!("{name} cannot be copied"))?;
    }
    let mut install = Program::new("npm");
    // Not `ci`, which wants Pagefind's programs for other systems listed too. No script of a package runs.
    install.args([
        "install",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--loglevel=error",
    ]);
    process::run(install.current_dir(site))?;
    fs::write(&stamp, wanted).with_context(|| format!("{} cannot be written", stamp.display()))
}

/// Copies a folder over another.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let failed = || format!("{} cannot be copied", from.display());
    fs::create_dir_all(to).with_context(failed)?;
    for entry in fs::read_dir(from).with_context(failed)? {
        let entry = entry.with_context(failed)?;
        let target = to.join(entry.file_name());
        if entry.file_type().with_context(failed)?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).with_context(failed)?;
        }
    }
    Ok(())
}
