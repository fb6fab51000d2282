//! The built folder: made when something has changed, and what tests need to know of it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::commands::Verdict;
use crate::project::Project;
use crate::{content, duration, fingerprint, lean, process, screen, tools};

/// Everything that the built folder is made of, and what says with which tools and flags.
const INPUTS: [&str; 14] = [
    "src",
    "crates",
    "content",
    "public",
    "index.html",
    "build.rs",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "rust-toolchain.toml",
    ".cargo/config.toml",
    "xtask/src/lean.rs",
    "xtask/src/site.rs",
    "xtask/src/tools",
];

/// What to build.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// The address at which the folder will be published, in place of the one in `content/site.toml`.
    pub(crate) site: Option<String>,
    /// Whether to leave out the service worker.
    pub(crate) no_offline: bool,
}

/// Builds `dist/` unless it is up to date. [`Verdict::Failed`] when the content has errors, which are printed.
pub(crate) fn build(project: &Project, options: &Options) -> Result<Verdict> {
    let stamp = project.scratch().join("dist.stamp");
    let sources = sources(project, options)?;
    if let (Ok(made), Ok(output)) = (fs::read_to_string(&stamp), output(project))
        && made == format!("{sources} {output}")
    {
        screen::say("dist/ is up to date");
        return Ok(Verdict::Passed);
    }

    let builders = tools::builders(project)?;
    if content::load(project)?.is_none() {
        return Ok(Verdict::Failed);
    }
    screen::say("building dist/ (several minutes the first time)…");
    let start = Instant::now();
    let mut trunk = trunk(project, &builders);
    trunk.args(["build", "--release"]).envs(lean::environment());
    if let Some(site) = &options.site {
        trunk.env("COLLOQUY_SITE", site);
    }
    if options.no_offline {
        trunk.env("COLLOQUY_OFFLINE", "off");
    }
    process::run(&mut trunk)?;
    screen::say(&format!(
        "built dist/ in {}",
        duration::words(start.elapsed())
    ));

    fs::create_dir_all(project.scratch()).context("the target folder cannot be written")?;
    fs::write(&stamp, format!("{sources} {}", output(project)?))
        .context("the target folder cannot be written")?;
    Ok(Verdict::Passed)
}

/// trunk, ready for a subcommand: it finds our tools and looks for no others.
pub(crate) fn trunk(project: &Project, builders: &tools::Builders) -> Command {
    let mut trunk = Command::new(&builders.trunk);
    trunk
        .current_dir(project.root())
        .env("PATH", &builders.path);
    trunk.env("TRUNK_TOOLS_WASM_BINDGEN", &builders.wasm_bindgen);
    trunk.env("TRUNK_TOOLS_WASM_OPT", &builders.wasm_opt);
    trunk.env("TRUNK_SKIP_VERSION_CHECK", "true");
    // trunk takes NO_COLOR=1, as everyone writes it, for an error.
    let colour = if screen::is_coloured() {
        "always"
    } else {
        "never"
    };
    trunk.env_remove("NO_COLOR").env("TRUNK_COLOR", colour);
    // What is built depends on files and options alone, or the stamp would not notice.
    trunk
        .env_remove("COLLOQUY_CONTENT")
        .env_remove("COLLOQUY_SITE")
        .env_remove("COLLOQUY_OFFLINE");
    trunk
}

/// What the end-to-end tests and benchmarks need to know, as environment variables: the built folder, the browser, its
/// driver and the file `axe.min.js`.
pub(crate) fn environment(project: &Project) -> Result<[(&'static str, PathBuf); 4]> {
    let browsers = tools::browsers()?;
    Ok([
        ("COLLOQUY_DIST", project.dist()),
        ("COLLOQUY_CHROMIUM", browsers.chromium),
        ("COLLOQUY_CHROMEDRIVER", browsers.chromedriver),
        ("COLLOQUY_AXE", browsers.axe),
    ])
}

/// A fingerprint of what the folder is made of, and with what.
fn sources(project: &Project, options: &Options) -> Result<String> {
    let compiler = process::output(Command::new("rustc").arg("--version"))?;
    let site = options.site.as_deref().unwrap_or_default();
    let offline = if options.no_offline { "off" } else { "" };
    // Whether the standard library was there to be compiled.
    let lean = if lean::environment().is_empty() {
        ""
    } else {
        "lean"
    };
    let settings = [compiler.trim(), lean, site, offline];
    fingerprint::of(project.root(), &INPUTS, &settings)
}

/// A fingerprint of the folder as it was built, to notice when someone else has touched it.
fn output(project: &Project) -> Result<String> {
    let index = project.dist().join("index.html");
    index
        .metadata()
        .with_context(|| format!("{} is missing", index.display()))?;
    fingerprint::of(&project.dist(), &["."], &[])
}
