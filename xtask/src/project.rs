//! Where things are in this repository.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use toml_edit::{Document, Item};

/// The repository this program belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    root: PathBuf,
    target: PathBuf,
}

impl Project {
    /// Finds the repository by the package that `cargo xtask` runs.
    pub(crate) fn locate() -> Result<Self> {
        // Cargo says where the package is now; the compiled-in place may be another clone's.
        let package = std::env::var_os("CARGO_MANIFEST_DIR")
            .unwrap_or_else(|| OsString::from(env!("CARGO_MANIFEST_DIR")));
        let root = Path::new(&package)
            .parent()
            .context("this package lies outside a repository")?
            .to_owned();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => std::path::absolute(folder).context("CARGO_TARGET_DIR is no path")?,
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The folder that holds everything.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The events, as editors write them.
    pub(crate) fn content(&self) -> PathBuf {
        self.root.join("content")
    }

    /// The built folder, ready to upload.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What cargo builds.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// What these commands keep between runs and can do without, such as reports.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// The version of a package in `Cargo.lock`.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock = fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        locked_version(&lock, package)
            .with_context(|| format!("Cargo.lock has no single version of {package}"))
    }
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let lock = Document::parse(lock).ok()?;
    let mut versions = lock
        .get("package")?
        .as_array_of_tables()?
        .iter()
        .filter(|table| table.get("name").and_then(Item::as_str) == Some(package))
        .filter_map(|table| table.get("version").and_then(Item::as_str));
    let version = versions.next()?;
    versions.next().is_none().then(|| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen"
version = "0.2.108"
dependencies = ["cfg-if"]

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.1"

[[package]]
name = "syn"
version = "1.0.0"

[[package]]
name = "syn"
version = "2.0.0"
"#;

    #[test]
    fn a_version_is_read_from_the_lock_file() {
        assert_eq!(
            locked_version(LOCK, "wasm-bindgen").as_deref(),
            Some("0.2.108")
        );
    }

    #[test]
    fn a_package_that_is_missing_or_there_twice_has_no_one_version() {
        assert_eq!(locked_version(LOCK, "leptos"), None);
        assert_eq!(locked_version(LOCK, "syn"), None);
        assert_eq!(locked_version("no lock file", "syn"), None);
    }
}
