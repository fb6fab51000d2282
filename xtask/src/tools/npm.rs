//! Packages from npm, in folders of their own.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::process;

use super::cache::Cache;
use super::{Tool, version};

/// A package from npm.
#[derive(Debug)]
pub(super) struct NpmTool {
    package: &'static str,
    version: &'static str,
    /// The file of use, below `node_modules/`.
    file: &'static str,
    /// A program that may stand for it when it is on the PATH and its version is the package's major one.
    program: Option<&'static str>,
    takes: &'static str,
}

impl NpmTool {
    /// Makes the Wasm smaller. It is the package that Binaryen's makers publish themselves.
    pub(super) const WASM_OPT: Self = Self {
        package: "binaryen",
        version: "132.0.0",
        file: ".bin/wasm-opt",
        program: Some("wasm-opt"),
        takes: "half a minute",
    };

    /// Finds what keeps people with disabilities from using a page.
    pub(super) const AXE: Self = Self {
        package: "axe-core",
        version: "4.14.1",
        file: "axe-core/axe.min.js",
        program: None,
        takes: "half a minute",
    };

    /// Audits a page. This is the newest version that runs on the Node.js of Debian 12.
    pub(super) const LIGHTHOUSE: Self = Self {
        package: "lighthouse",
        version: "12.8.2",
        file: ".bin/lighthouse",
        program: None,
        takes: "a minute",
    };

    /// The first number of its version.
    pub(super) fn major(&self) -> u64 {
        version::numbers(self.version)
            .first()
            .copied()
            .unwrap_or_default()
    }

    fn folder(&self) -> String {
        format!("{}-{}", self.package, self.version)
    }
}

impl Tool for NpmTool {
    fn title(&self) -> String {
        format!("{} {}", self.package, self.version)
    }

    fn takes(&self) -> &'static str {
        self.takes
    }

    fn find(&self, cache: &Cache) -> Result<Option<PathBuf>> {
        let cached = cache
            .folder(&self.folder())
            .join("node_modules")
            .join(self.file);
        if cached.is_file() {
            return Ok(Some(cached));
        }
        let Some(program) = self.program.and_then(process::find) else {
            return Ok(None);
        };
        Ok((version::of(&program) == Some(self.major().to_string())).then_some(program))
    }

    fn install(&self, cache: &Cache) -> Result<()> {
        cache.install(&self.folder(), |folder, log| {
            let mut install = Command::new("npm");
            install.args(["install", &format!("{}@{}", self.package, self.version)]);
            install.arg("--prefix").arg(folder).current_dir(folder);
            // No script of a package runs, so none fetches a browser of its own.
            install.args([
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--no-update-notifier",
                "--loglevel=error",
            ]);
            install.env("PUPPETEER_SKIP_DOWNLOAD", "1");
            // Without a network, say so soon.
            install.args([
                "--fetch-retries=2",
                "--fetch-retry-mintimeout=1000",
                "--fetch-retry-maxtimeout=5000",
            ]);
            process::run_logged(&self.title(), &mut install, log)
        })
    }
}
