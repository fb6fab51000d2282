//! The programs that the commands need: each is found, or else installed, without a question.
//!
//! A new tool is one implementation of [`Tool`] and its place in the lists of the functions below.

mod apt;
mod browser;
mod cache;
mod cargo;
mod engine;
mod node;
mod npm;
mod rust;
mod version;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::project::Project;
use crate::{duration, screen};

use apt::AptTool;
use browser::ChromeDriver;
use cache::Cache;
use cargo::CargoTool;
use node::Node;
use npm::NpmTool;
use rust::{Component, StdSource, WasmTarget};

pub(crate) use engine::Engine;

/// Something a command needs on the machine.
trait Tool {
    /// Name and, where it is fixed, version, as shown.
    fn title(&self) -> String;

    /// How long the installation takes, such as `a minute`.
    fn takes(&self) -> &'static str;

    /// Where it is, if it is there in the right version.
    ///
    /// # Errors
    /// What is there cannot be used and cannot be replaced.
    fn find(&self, cache: &Cache) -> Result<Option<PathBuf>>;

    /// Puts it where [`Tool::find`] finds it.
    ///
    /// # Errors
    /// It cannot be installed; the message says what to do, or which command failed and where its log is.
    fn install(&self, cache: &Cache) -> Result<()>;
}

/// How much [`provide`] says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Say {
    /// Every tool.
    All,
    /// Nothing when every tool is there already.
    Missing,
}

/// What builds the site.
#[derive(Debug)]
pub(crate) struct Builders {
    /// The trunk program.
    pub(crate) trunk: PathBuf,
    /// The PATH on which trunk finds the right wasm-bindgen and wasm-opt.
    pub(crate) path: OsString,
    /// Version of wasm-bindgen, such as `0.2.108`.
    pub(crate) wasm_bindgen: String,
    /// Version of wasm-opt as trunk writes it, such as `version_132`.
    pub(crate) wasm_opt: String,
}

/// What drives a browser in tests.
#[derive(Debug)]
pub(crate) struct Browsers {
    /// The Chromium program.
    pub(crate) chromium: PathBuf,
    /// The ChromeDriver program, of the same major version.
    pub(crate) chromedriver: PathBuf,
    /// The file `axe.min.js`.
    pub(crate) axe: PathBuf,
}

/// What audits a page.
#[derive(Debug)]
pub(crate) struct Auditors {
    /// The Chromium program.
    pub(crate) chromium: PathBuf,
    /// The Lighthouse program.
    pub(crate) lighthouse: PathBuf,
}

/// Finds or installs every tool, and says so.
pub(crate) fn all(project: &Project) -> Result<()> {
    let cache = Cache::locate()?;
    let bindgen = CargoTool::wasm_bindgen(project)?;
    let tools: [&dyn Tool; 12] = [
        &Component::RUSTFMT,
        &Component::CLIPPY,
        &WasmTarget,
        &CargoTool::trunk(),
        &bindgen,
        &Node,
        &NpmTool::WASM_OPT,
        &AptTool::CHROMIUM,
        &ChromeDriver,
        &NpmTool::AXE,
        &NpmTool::LIGHTHOUSE,
        &AptTool::XMLLINT,
    ];
    provide(&cache, tools, Say::All)?;
    Ok(())
}

/// Finds or installs what builds the site.
pub(crate) fn builders(project: &Project) -> Result<Builders> {
    let cache = Cache::locate()?;
    let bindgen = CargoTool::wasm_bindgen(project)?;
    let tools: [&dyn Tool; 5] = [
        &WasmTarget,
        &CargoTool::trunk(),
        &bindgen,
        &Node,
        &NpmTool::WASM_OPT,
    ];
    let [_, trunk, bindgen_path, _, wasm_opt_path] = provide(&cache, tools, Say::Missing)?;
    let folders = [&bindgen_path, &wasm_opt_path]
        .into_iter()
        .filter_map(|program| program.parent());
    Ok(Builders {
        trunk,
        path: path_with(folders)?,
        wasm_bindgen: bindgen.version().to_owned(),
        wasm_opt: format!("version_{}", NpmTool::WASM_OPT.major()),
    })
}

/// Whether the source of the standard library is there, or could be installed. Nothing depends on it but the weight.
pub(crate) fn std_source() -> bool {
    let provided = Cache::locate().and_then(|cache| provide(&cache, [&StdSource], Say::Missing));
    if let Err(error) = &provided {
        screen::say(&format!("{error:#}: the Wasm will be larger"));
    }
    provided.is_ok()
}

/// Finds or installs what drives a browser in tests.
pub(crate) fn browsers() -> Result<Browsers> {
    let tools: [&dyn Tool; 4] = [&AptTool::CHROMIUM, &ChromeDriver, &Node, &NpmTool::AXE];
    let [chromium, chromedriver, _, axe] = provide(&Cache::locate()?, tools, Say::Missing)?;
    Ok(Browsers {
        chromium,
        chromedriver,
        axe,
    })
}

/// Finds or installs what audits a page.
pub(crate) fn auditors() -> Result<Auditors> {
    let tools: [&dyn Tool; 3] = [&AptTool::CHROMIUM, &Node, &NpmTool::LIGHTHOUSE];
    let [chromium, _, lighthouse] = provide(&Cache::locate()?, tools, Say::Missing)?;
    Ok(Auditors {
        chromium,
        lighthouse,
    })
}

/// Finds or installs what holds XML against a schema.
pub(crate) fn xmllint() -> Result<PathBuf> {
    let [xmllint] = provide(&Cache::locate()?, [&AptTool::XMLLINT], Say::Missing)?;
    Ok(xmllint)
}

/// Where each tool is, after installing those that are missing.
fn provide<const COUNT: usize>(
    cache: &Cache,
    tools: [&dyn Tool; COUNT],
    say: Say,
) -> Result<[PathBuf; COUNT]> {
    let found = tools
        .iter()
        .map(|tool| tool.find(cache))
        .collect::<Result<Vec<_>>>()?;
    let complete = found.iter().all(Option::is_some);
    let mut places = Vec::with_capacity(COUNT);
    for (number, (tool, found)) in tools.iter().zip(found).enumerate() {
        let step = format!("[{}/{COUNT}] {}", number + 1, tool.title());
        let place = match found {
            Some(place) => {
                if say == Say::All || !complete {
                    screen::say(&format!("{step}: {}", place.display()));
                }
                place
            }
            None => install(cache, *tool, &step)?,
        };
        places.push(place);
    }
    places.try_into().ok().context("a tool has no place")
}

fn install(cache: &Cache, tool: &dyn Tool, step: &str) -> Result<PathBuf> {
    // An earlier tool's installation may have brought this one along.
    if let Some(place) = tool.find(cache)? {
        screen::say(&format!("{step}: {}", place.display()));
        return Ok(place);
    }
    screen::say(&format!(
        "{step}: installing (about {} the first time)…",
        tool.takes()
    ));
    let start = Instant::now();
    tool.install(cache)
        .with_context(|| format!("{} cannot be installed", tool.title()))?;
    let Some(place) = tool.find(cache)? else {
        bail!("{} was installed but is not to be found", tool.title());
    };
    screen::say(&format!(
        "{step}: installed in {}",
        duration::words(start.elapsed())
    ));
    Ok(place)
}

/// The PATH with these folders before it.
fn path_with<'a>(folders: impl Iterator<Item = &'a Path>) -> Result<OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let folders = folders
        .map(Path::to_owned)
        .chain(std::env::split_paths(&old));
    std::env::join_paths(folders).context("a tool's folder cannot stand in the PATH")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// A tool that is there once it was installed.
    struct Toy {
        installed: Cell<u32>,
        works: bool,
    }

    impl Tool for Toy {
        fn title(&self) -> String {
            "toy 1.0".to_owned()
        }

        fn takes(&self) -> &'static str {
            "no time"
        }

        fn find(&self, _cache: &Cache) -> Result<Option<PathBuf>> {
            Ok((self.installed.get() > 0 && self.works).then(|| PathBuf::from("toy")))
        }

        fn install(&self, _cache: &Cache) -> Result<()> {
            self.installed.set(self.installed.get() + 1);
            Ok(())
        }
    }

    #[test]
    fn a_missing_tool_is_installed_once_however_often_it_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().to_owned());
        let toy = Toy {
            installed: Cell::new(0),
            works: true,
        };
        for _ in 0..2 {
            assert_eq!(
                provide(&cache, [&toy, &toy], Say::Missing).unwrap(),
                [PathBuf::from("toy"), PathBuf::from("toy")]
            );
        }
        assert_eq!(toy.installed.get(), 1);
    }

    #[test]
    fn a_tool_that_its_installation_did_not_bring_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().to_owned());
        let toy = Toy {
            installed: Cell::new(0),
            works: false,
        };
        let error = provide(&cache, [&toy], Say::Missing).unwrap_err();
        assert_eq!(
            error.to_string(),
            "toy 1.0 was installed but is not to be found"
        );
    }
}
