//! The browsers' engines: how each is started, shaped and listened to. What one of them cannot do is in `exceptions`.
//!
//! `COLLOQUY_ENGINE` chooses one: `chromium` (unless it is set), `firefox` or `webkit`. A new engine is a file here and
//! a line in [`ALL`].

mod chromium;
mod exceptions;
mod firefox;
mod post;
mod program;
mod tabs;
mod webkit;

use std::path::PathBuf;
use std::pin::Pin;

use thirtyfour::WebDriver;

use crate::browser::Window;
use crate::page::done;

pub(crate) use exceptions::{Exception, SMOKE};

/// Something a browser does.
pub(crate) type Act<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// An engine.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Engine {
    /// What `COLLOQUY_ENGINE` says.
    key: &'static str,
    /// What people call it.
    pub(crate) name: &'static str,
    /// What it cannot show, and why; [`Engine::exceptions`] has them in one row.
    exceptions: &'static [&'static [Exception]],
    /// Opens a browser, with or without WebAssembly.
    pub(crate) open: fn(wasm: bool) -> Act<'static, Box<dyn Browser>>,
    /// Which folder is served in place of the built one: the same, or one with a listener in its pages.
    pub(crate) folder: fn() -> PathBuf,
}

const ALL: [Engine; 3] = [chromium::ENGINE, firefox::ENGINE, webkit::ENGINE];

impl Engine {
    /// What it cannot show, and why.
    pub(crate) fn exceptions(&self) -> impl Iterator<Item = &'static Exception> {
        self.exceptions.iter().copied().flatten()
    }

    /// The one that the tests are run in.
    ///
    /// # Panics
    /// Where `COLLOQUY_ENGINE` names none.
    pub(crate) fn chosen() -> Self {
        let asked = std::env::var("COLLOQUY_ENGINE").unwrap_or_default();
        let asked = if asked.is_empty() { ALL[0].key } else { &asked };
        let engine = ALL.into_iter().find(|engine| engine.key == asked);
        engine.unwrap_or_else(|| {
            panic!(
                "COLLOQUY_ENGINE is `{asked}`, not one of {}",
                ALL.map(|engine| engine.key).join(", ")
            )
        })
    }
}

/// An open browser.
pub(crate) trait Browser: Send {
    /// The session that WebDriver's own commands go to.
    fn driver(&self) -> WebDriver;

    /// A tab that no test has used, with the size and the pointer of a window.
    fn begin(&self, window: Window) -> Act<'_, ()>;

    /// Ends the tab. Whether the browser can begin another.
    fn end(&self) -> Act<'_, bool>;

    /// Loads the page again.
    fn reload(&self) -> Act<'_, ()> {
        Box::pin(async move { done(self.driver().refresh().await, "the page loads again") })
    }

    /// Lets go of pages that were left, where the browser keeps them to go back to.
    fn forget(&self) -> Act<'_, ()> {
        Box::pin(async {})
    }

    /// What the console has said since it was last asked, each message with its level.
    fn console(&self) -> Act<'_, Vec<String>>;

    /// Touches a place of the window with a finger, or with what comes nearest to one.
    fn touch(&self, x: f64, y: f64) -> Act<'_, ()>;

    /// Lets scripts run or not, from the next page on.
    fn scripts(&self, on: bool) -> Act<'_, ()>;

    /// Emulates a medium (`screen`, `print`) and its features, such as `prefers-color-scheme`.
    fn emulate<'a>(&'a self, medium: &'a str, features: &'a [(&'a str, &'a str)]) -> Act<'a, ()>;

    /// Lets a site use the clipboard or not. Whether the browser knows such a permission.
    fn clipboard<'a>(&'a self, _origin: &'a str, allowed: bool) -> Act<'a, bool> {
        // A page that was clicked may always write.
        Box::pin(async move { allowed })
    }

    /// Makes what is loaded come slowly, as on a phone's network.
    fn slow_down(&self) -> Act<'_, ()> {
        // Where nothing is measured nothing depends on it.
        Box::pin(async {})
    }

    /// Refuses the tab what ends so, such as `.wasm`.
    fn refuse(&self, ending: &'static str) -> Act<'_, ()>;

    /// The page as a PDF.
    fn print(&self) -> Act<'_, Vec<u8>>;
}
