//! The browsers' engines that the end-to-end tests run in, and what each needs.

use std::path::PathBuf;

use anyhow::Result;

use super::apt::AptTool;
use super::browser::{ChromeDriver, MiniBrowser};
use super::cache::Cache;
use super::cargo::CargoTool;
use super::{Say, Tool, provide};

/// An engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    /// Every one.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// What people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        }
    }

    /// What one types, and what `COLLOQUY_ENGINE` says.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// What drives it, each under the environment variable that says where it is.
    fn tools(self) -> Vec<(&'static str, Box<dyn Tool>)> {
        match self {
            Self::Chromium => vec![
                ("COLLOQUY_CHROMIUM", Box::new(AptTool::CHROMIUM)),
                ("COLLOQUY_CHROMEDRIVER", Box::new(ChromeDriver)),
            ],
            Self::Firefox => vec![
                ("COLLOQUY_FIREFOX", Box::new(AptTool::FIREFOX)),
                ("COLLOQUY_GECKODRIVER", Box::new(CargoTool::geckodriver())),
            ],
            Self::WebKit => vec![
                ("COLLOQUY_MINIBROWSER", Box::new(MiniBrowser)),
                ("COLLOQUY_WEBKITDRIVER", Box::new(AptTool::WEBKIT_DRIVER)),
                ("COLLOQUY_XVFB", Box::new(AptTool::DISPLAY)),
            ],
        }
    }

    /// Finds or installs what drives it; says where each is, under its environment variable.
    pub(crate) fn provide(self) -> Result<Vec<(&'static str, PathBuf)>> {
        let cache = Cache::locate()?;
        let tools = self.tools().into_iter();
        tools
            .map(|(variable, tool)| {
                let [place] = provide(&cache, [&*tool], Say::Missing)?;
                Ok((variable, place))
            })
            .collect()
    }

    /// Whether all that drives it is there.
    pub(crate) fn is_installed(self) -> Result<bool> {
        let cache = Cache::locate()?;
        for (_, tool) in self.tools() {
            if tool.find(&cache)?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
