//! Packages of Debian and Ubuntu, where this user may install them without a password.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

use super::Tool;
use super::cache::Cache;

/// A program that is used in whatever version there is.
#[derive(Debug)]
pub(super) struct AptTool {
    title: &'static str,
    takes: &'static str,
    /// What it may be called on the PATH, the likeliest first.
    names: &'static [&'static str],
    /// What the packages bring, and which they are.
    brings: &'static str,
    packages: &'static [&'static str],
}

impl AptTool {
    /// A browser.
    pub(super) const CHROMIUM: Self = Self {
        title: "Chromium",
        takes: "a minute",
        names: &[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ],
        brings: "Chromium and ChromeDriver",
        packages: &["chromium", "chromium-driver"],
    };

    /// A browser.
    pub(super) const FIREFOX: Self = Self {
        title: "Firefox",
        takes: "a minute",
        names: &["firefox-esr", "firefox"],
        brings: "Firefox",
        packages: &["firefox-esr"],
    };

    /// Drives WebKit's smallest browser.
    pub(super) const WEBKIT_DRIVER: Self = Self {
        title: "WebKitWebDriver",
        takes: "two minutes",
        names: &["WebKitWebDriver"],
        brings: "WebKitWebDriver",
        packages: &["webkit2gtk-driver"],
    };

    /// A display that nobody sees: WebKit's smallest browser cannot do without one.
    pub(super) const DISPLAY: Self = Self {
        title: "Xvfb",
        takes: "half a minute",
        names: &["Xvfb"],
        brings: "Xvfb",
        packages: &["xvfb"],
    };

    /// Holds XML against a schema.
    pub(super) const XMLLINT: Self = Self {
        title: "xmllint",
        takes: "half a minute",
        names: &["xmllint"],
        brings: "xmllint",
        packages: &["libxml2-utils"],
    };
}

impl Tool for AptTool {
    fn title(&self) -> String {
        self.title.to_owned()
    }

    fn takes(&self) -> &'static str {
        self.takes
    }

    fn find(&self, _cache: &Cache) -> Result<Option<PathBuf>> {
        Ok(self.names.iter().copied().find_map(process::find))
    }

    fn install(&self, cache: &Cache) -> Result<()> {
        install(self.brings, self.packages, cache)
    }
}

/// Installs the packages, asking nothing; `what` is what they bring.
///
/// # Errors
/// There is no apt-get, or this user may not use it: the message says what to install by hand.
pub(super) fn install(what: &str, packages: &[&str], cache: &Cache) -> Result<()> {
    let list = packages.join(" ");
    let Some(apt) = process::find("apt-get") else {
        bail!(
            "install {what} with this system's package manager and put it on the PATH (on Debian: {list})"
        );
    };
    let Some(prefix) = rights() else {
        bail!("this user may not install packages; run `apt-get install {list}` as root");
    };
    let log = cache.log("apt")?;
    for action in [
        &["update"][..],
        &[&["install", "-y", "--no-install-recommends"], packages].concat(),
    ] {
        let mut command = match prefix {
            Rights::Root => Command::new(&apt),
            Rights::Sudo => {
                let mut sudo = Command::new("sudo");
                sudo.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive"])
                    .arg(&apt);
                sudo
            }
        };
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["-o", "DPkg::Lock::Timeout=300"])
            .args(action);
        process::run_logged(what, &mut command, &log)?;
    }
    Ok(())
}

/// How this user may install packages.
#[derive(Debug, Clone, Copy)]
enum Rights {
    Root,
    Sudo,
}

fn rights() -> Option<Rights> {
    if process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
        return Some(Rights::Root);
    }
    process::output(Command::new("sudo").args(["-n", "true"]))
        .is_ok()
        .then_some(Rights::Sudo)
}
