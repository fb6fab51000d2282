//! Parts of the Rust toolchain that a minimal installation lacks.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

use super::Tool;
use super::cache::Cache;

const TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for Wasm.
#[derive(Debug)]
pub(super) struct WasmTarget;

/// The source of the standard library.
#[derive(Debug)]
pub(super) struct StdSource;

/// A program that comes with the compiler, such as `rustfmt`.
#[derive(Debug)]
pub(super) struct Component {
    name: &'static str,
    /// What one types after `cargo`.
    subcommand: &'static str,
}

impl Component {
    /// Checks the code's form.
    pub(super) const RUSTFMT: Self = Self {
        name: "rustfmt",
        subcommand: "fmt",
    };

    /// Checks the code for mistakes.
    pub(super) const CLIPPY: Self = Self {
        name: "clippy",
        subcommand: "clippy",
    };
}

impl Tool for WasmTarget {
    fn title(&self) -> String {
        format!("Rust target {TARGET}")
    }

    fn takes(&self) -> &'static str {
        "half a minute"
    }

    fn find(&self, _cache: &Cache) -> Result<Option<PathBuf>> {
        // The compiler knows where the library would be, whoever installed it.
        let folder = process::output(Command::new("rustc").args([
            "--print",
            "target-libdir",
            "--target",
            TARGET,
        ]))?;
        let folder = PathBuf::from(folder.trim());
        Ok(folder.is_dir().then_some(folder))
    }

    fn install(&self, cache: &Cache) -> Result<()> {
        rustup_add(&self.title(), ["target", "add", TARGET], cache)
    }
}

impl Tool for StdSource {
    fn title(&self) -> String {
        "rust-src".to_owned()
    }

    fn takes(&self) -> &'static str {
        "half a minute"
    }

    fn find(&self, _cache: &Cache) -> Result<Option<PathBuf>> {
        let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"]))?;
        let library = PathBuf::from(sysroot.trim()).join("lib/rustlib/src/rust/library");
        Ok(library.join("Cargo.lock").is_file().then_some(library))
    }

    fn install(&self, cache: &Cache) -> Result<()> {
        rustup_add(&self.title(), ["component", "add", "rust-src"], cache)
    }
}

impl Tool for Component {
    fn title(&self) -> String {
        self.name.to_owned()
    }

    fn takes(&self) -> &'static str {
        "half a minute"
    }

    fn find(&self, _cache: &Cache) -> Result<Option<PathBuf>> {
        // Rustup leaves a program of this name on the PATH whether or not the component is there: try it.
        let works = process::output(Command::new("cargo").args([self.subcommand, "--version"]));
        Ok(works
            .ok()
            .and_then(|_| process::find(&format!("cargo-{}", self.subcommand))))
    }

    fn install(&self, cache: &Cache) -> Result<()> {
        rustup_add(&self.title(), ["component", "add", self.name], cache)
    }
}

fn rustup_add(what: &str, arguments: [&str; 3], cache: &Cache) -> Result<()> {
    let Some(rustup) = process::find("rustup") else {
        bail!("there is no rustup to install it with; add it by whatever installed Rust");
    };
    let mut add = Command::new(rustup);
    process::run_logged(what, add.args(arguments), &cache.log("rustup")?)
}
