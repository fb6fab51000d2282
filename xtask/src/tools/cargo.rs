//! Programs from crates.io, compiled here.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::project::Project;

use super::cache::Cache;
use super::{Tool, version};

/// The version of trunk that is installed where none of the same minor version, and at least this patch, is found.
const TRUNK: &str = "0.21.14";

/// The version of geckodriver that is installed where none of the same minor version, and at least this patch, is found.
const GECKODRIVER: &str = "0.37.1";

/// A program from crates.io.
#[derive(Debug)]
pub(super) struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// Arguments of `cargo install` beside package, version and place.
    flags: &'static [&'static str],
    accepts: fn(found: &str, wanted: &str) -> bool,
    takes: &'static str,
}

impl CargoTool {
    /// Bundles the site. Without its default features it asks the network for nothing: it finds its own tools on the
    /// PATH.
    pub(super) fn trunk() -> Self {
        Self {
            package: "trunk",
            program: "trunk",
            version: TRUNK.to_owned(),
            flags: &["--locked", "--no-default-features"],
            accepts: version::is_compatible,
            takes: "4 minutes",
        }
    }

    /// Writes the JavaScript beside the Wasm. Its version must be the library's to the letter. It is compiled with
    /// the newest libraries, since its own lock file asks for some that were withdrawn.
    pub(super) fn wasm_bindgen(project: &Project) -> Result<Self> {
        Ok(Self {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: project.locked_version("wasm-bindgen")?,
            flags: &[],
            accepts: |found, wanted| found == wanted,
            takes: "2 minutes",
        })
    }

    /// Drives Firefox.
    pub(super) fn geckodriver() -> Self {
        Self {
            package: "geckodriver",
            program: "geckodriver",
            version: GECKODRIVER.to_owned(),
            flags: &["--locked"],
            accepts: version::is_compatible,
            takes: "3 minutes",
        }
    }

    /// The version wanted, such as `0.2.108`.
    pub(super) fn version(&self) -> &str {
        &self.version
    }

    fn folder(&self) -> String {
        format!("{}-{}", self.package, self.version)
    }
}

impl Tool for CargoTool {
    fn title(&self) -> String {
        format!("{} {}", self.program, self.version)
    }

    fn takes(&self) -> &'static str {
        self.takes
    }

    fn find(&self, cache: &Cache) -> Result<Option<PathBuf>> {
        let program = format!("{}{}", self.program, std::env::consts::EXE_SUFFIX);
        let cached = cache.folder(&self.folder()).join("bin").join(program);
        if cached.is_file() {
            return Ok(Some(cached));
        }
        Ok(process::find(self.program).filter(|found| {
            version::of(found).is_some_and(|found| (self.accepts)(&found, &self.version))
        }))
    }

    fn install(&self, cache: &Cache) -> Result<()> {
        let name = self.folder();
        cache.install(&name, |folder, log| {
            let mut install =
                Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
            install
                .args([
                    "install",
                    self.package,
                    "--version",
                    &format!("={}", self.version),
                ])
                .args(self.flags);
            install.arg("--root").arg(folder);
            // Away from this repository's own settings, and where an interrupted installation can go on.
            install
                .current_dir(folder)
                .env("CARGO_TARGET_DIR", cache.work(&name));
            for setting in ["CARGO_BUILD_TARGET", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
                install.env_remove(setting);
            }
            // These programs run for seconds: compile them quickly rather than well.
            install.env("CARGO_PROFILE_RELEASE_LTO", "off");
            install
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
            install
                .env("CARGO_TERM_PROGRESS_WHEN", "always")
                .env("CARGO_TERM_PROGRESS_WIDTH", "80");
            install.env("CARGO_TERM_COLOR", "never");
            process::run_logged(&self.title(), &mut install, log)
        })
    }
}
