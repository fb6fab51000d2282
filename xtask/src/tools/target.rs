//! The Rust standard library for Wasm.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

use super::Tool;
use super::cache::Cache;

const TARGET: &str = "wasm32-unknown-unknown";

/// The Rust standard library for Wasm.
#[derive(Debug)]
pub(super) struct WasmTarget;

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
        let Some(rustup) = process::find("rustup") else {
            bail!("there is no rustup to install it with; add {TARGET} by whatever installed Rust");
        };
        let mut add = Command::new(rustup);
        add.args(["target", "add", TARGET]);
        process::run_logged(&self.title(), &mut add, &cache.log("rust-target")?)
    }
}
