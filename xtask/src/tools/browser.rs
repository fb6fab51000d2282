//! Chromium and the program that drives it.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::process;

use super::cache::Cache;
use super::{Tool, apt, version};

/// The browser.
#[derive(Debug)]
pub(super) struct Chromium;

/// The program that drives it.
#[derive(Debug)]
pub(super) struct ChromeDriver;

impl Tool for Chromium {
    fn title(&self) -> String {
        "Chromium".to_owned()
    }

    fn takes(&self) -> &'static str {
        "a minute"
    }

    fn find(&self, _cache: &Cache) -> Result<Option<PathBuf>> {
        const NAMES: [&str; 4] = [
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ];
        Ok(NAMES.into_iter().find_map(process::find))
    }

    fn install(&self, cache: &Cache) -> Result<()> {
        apt::install(
            "Chromium and ChromeDriver",
            &["chromium", "chromium-driver"],
            cache,
        )
    }
}

impl Tool for ChromeDriver {
    fn title(&self) -> String {
        "ChromeDriver".to_owned()
    }

    fn takes(&self) -> &'static str {
        "half a minute"
    }

    fn find(&self, cache: &Cache) -> Result<Option<PathBuf>> {
        let (Some(driver), Some(browser)) = (process::find("chromedriver"), Chromium.find(cache)?)
        else {
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
