//! What drives a browser and is more than a program on the PATH. Other parts are among [`super::apt`]'s and
//! [`super::cargo`]'s.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::process;

use super::apt::{self, AptTool};
use super::cache::Cache;
use super::{Tool, version};

/// The program that drives Chromium, of the same major version.
#[derive(Debug)]
pub(super) struct ChromeDriver;

/// WebKit's smallest browser, which lies where no PATH leads.
#[derive(Debug)]
pub(super) struct MiniBrowser;

impl Tool for ChromeDriver {
    fn title(&self) -> String {
        "ChromeDriver".to_owned()
    }

    fn takes(&self) -> &'static str {
        "half a minute"
    }

    fn find(&self, cache: &Cache) -> Result<Option<PathBuf>> {
        let (Some(driver), Some(browser)) = (
            process::find("chromedriver"),
            AptTool::CHROMIUM.find(cache)?,
        ) else {
            return Ok(None);
        };
        let (driver_version, browser_version) = (version::of(&driver), version::of(&browser));
        let major =
            |version: &Option<String>| version::numbers(version.as_deref()?).first().copied();
        if major(&driver_version) != major(&browser_version) {
            bail!(
                "{} is version {} but {} is version {}; install two of the same major version",
                browser.display(),
                browser_version.as_deref().unwrap_or("unknown"),
                driver.display(),
                driver_version.as_deref().unwrap_or("unknown"),
            );
        }
        Ok(Some(driver))
    }

    fn install(&self, cache: &Cache) -> Result<()> {
        apt::install("ChromeDriver", &["chromium-driver"], cache)
    }
}

impl Tool for MiniBrowser {
    fn title(&self) -> String {
        "MiniBrowser".to_owned()
    }

    fn takes(&self) -> &'static str {
        "two minutes"
    }

    fn find(&self, _cache: &Cache) -> Result<Option<PathBuf>> {
        // Such as /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser.
        let folders = Path::new("/usr/lib").read_dir().into_iter().flatten();
        Ok(folders
            .flatten()
            .flat_map(|folder| {
                ["webkit2gtk-4.1", "webkit2gtk-4.0"]
                    .map(|version| folder.path().join(version).join("MiniBrowser"))
            })
            .find(|program| program.is_file()))
    }

    fn install(&self, cache: &Cache) -> Result<()> {
        apt::install("WebKit", &["webkit2gtk-driver"], cache)
    }
}
