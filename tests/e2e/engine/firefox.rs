//! Firefox, by geckodriver; what WebDriver cannot do, a script with the browser's own rights does (`firefox.js`).
//!
//! Its console is read from the browser itself: uncaught errors, rejections that nobody handles, breaches of the policy,
//! warnings about styles and scripts, and `console.*` of every page and frame; but for a few notes on features that are
//! meant for other browsers (`NOTES`). It does not tell of an answer of 404.

use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::WebDriver;
use thirtyfour::common::print::PrintParameters;

use crate::browser::{Window, dist, run, setting};
use crate::page::done;

use super::program::{Program, free_port, session, started};
use super::tabs::Tabs;
use super::{Act, Browser, Engine, exceptions, post};

pub(super) const ENGINE: Engine = Engine {
    key: "firefox",
    name: "Firefox",
    exceptions: exceptions::FIREFOX,
    open: |wasm| {
        Box::pin(async move {
            let firefox = started(async || Firefox::open(wasm).await).await;
            Box::new(firefox) as Box<dyn Browser>
        })
    },
    folder: dist,
};

/// How long what a page has said may be on its way to the browser.
const ON_ITS_WAY: Duration = Duration::from_secs(2);

/// How long a page may take to load.
const LOADED: Duration = Duration::from_secs(30);

struct Firefox {
    tabs: Tabs,
    _program: Program,
}

impl Firefox {
    async fn open(wasm: bool) -> Result<Self, String> {
        let port = free_port();
        let mut command = Command::new(Program::named("COLLOQUY_GECKODRIVER", "geckodriver"));
        command.args(["--port", &port.to_string(), "--allow-system-access"]);
        let mut program = Program::start(&mut command);
        let firefox = setting("COLLOQUY_FIREFOX");
        let firefox = firefox.unwrap_or_else(|| PathBuf::from("/usr/bin/firefox-esr"));
        let preferences = json!({
            "javascript.options.wasm": wasm,
            // The clipboard is read without a question to the reader.
            "dom.events.testing.asyncClipboard": true,
        });
        let options = json!({ "binary": firefox, "args": ["-headless"], "prefs": preferences });
        let capabilities = json!({ "browserName": "firefox", "moz:firefoxOptions": options });
        let driver = session(&mut program, port, capabilities).await?;
        let firefox = Self {
            tabs: Tabs::of(driver).await,
            _program: program,
        };
        firefox.act("listen", &[]).await;
        Ok(firefox)
    }

    /// One of the acts of `firefox.js`.
    async fn act(&self, act: &str, given: &[Value]) -> Value {
        let context = |context: &str| json!({ "context": context });
        post::post(&self.tabs.driver, "moz/context", context("chrome")).await;
        let arguments = [&[json!(act)], given].concat();
        let given = run(&self.tabs.driver, include_str!("firefox.js"), arguments).await;
        post::post(&self.tabs.driver, "moz/context", context("content")).await;
        given
    }
}

impl Browser for Firefox {
    fn driver(&self) -> WebDriver {
        self.tabs.driver.clone()
    }

    fn begin(&self, window: Window) -> Act<'_, ()> {
        Box::pin(async move {
            self.tabs.open().await;
            let Window {
                width,
                height,
                phone,
            } = window;
            self.act("shape", &[json!(width), json!(height), json!(phone)])
                .await;
        })
    }

    fn end(&self) -> Act<'_, bool> {
        Box::pin(async move {
            self.tabs.close().await;
            true
        })
    }

    fn reload(&self) -> Act<'_, ()> {
        // The driver's own way passes over the service worker, as a reader does only with Shift.
        Box::pin(async move {
            let reload = "window.isOld = true; location.reload()";
            run(&self.tabs.driver, reload, Vec::new()).await;
            let start = Instant::now();
            let is_new = "return !window.isOld && document.readyState === 'complete'";
            loop {
                // While one page makes way for the other there is none to ask.
                let answer = self.tabs.driver.execute(is_new, Vec::new()).await;
                if answer.is_ok_and(|answer| *answer.json() == true) {
                    return;
                }
                assert!(start.elapsed() < LOADED, "the page does not load again");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        })
    }

    fn forget(&self) -> Act<'_, ()> {
        Box::pin(async move {
            self.act("forget", &[]).await;
        })
    }

    fn console(&self) -> Act<'_, Vec<String>> {
        static MARKS: AtomicUsize = AtomicUsize::new(0);
        Box::pin(async move {
            // Messages come from the page's process in their order: once this one is there, so are those before it.
            let mark = format!("mark {}", MARKS.fetch_add(1, Ordering::Relaxed));
            // An empty page, or the browser's own in place of one that cannot be loaded, says nothing.
            let script =
                "console.log(arguments[0]); return document.documentURI.startsWith('about:')";
            let empty = run(&self.tabs.driver, script, vec![json!(mark)]).await;
            let (start, mut heard) = (Instant::now(), Vec::new());
            loop {
                let said = self.act("hear", &[]).await;
                let said = said.as_array().into_iter().flatten();
                heard.extend(said.filter_map(Value::as_str).map(str::to_owned));
                let before = heard.len();
                heard.retain(|message| !message.ends_with(&mark));
                if heard.len() < before || empty == true {
                    return heard;
                }
                assert!(start.elapsed() < ON_ITS_WAY, "the console is deaf");
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        })
    }

    fn touch(&self, x: f64, y: f64) -> Act<'_, ()> {
        Box::pin(async move { post::press(&self.tabs.driver, "touch", x, y).await })
    }

    fn scripts(&self, on: bool) -> Act<'_, ()> {
        Box::pin(async move {
            self.act("scripts", &[json!(on)]).await;
        })
    }

    fn emulate<'a>(&'a self, medium: &'a str, features: &'a [(&'a str, &'a str)]) -> Act<'a, ()> {
        Box::pin(async move {
            let features: Value = features
                .iter()
                .map(|(name, value)| ((*name).to_owned(), json!(value)))
                .collect::<serde_json::Map<_, _>>()
                .into();
            self.act("emulate", &[json!(medium), features]).await;
        })
    }

    fn refuse(&self, ending: &'static str) -> Act<'_, ()> {
        Box::pin(async move {
            self.act("refuse", &[json!(ending)]).await;
        })
    }

    fn print(&self) -> Act<'_, Vec<u8>> {
        Box::pin(async move {
            let printed = self
                .tabs
                .driver
                .print_page(PrintParameters::default())
                .await;
            done(printed, "the page is printed")
        })
    }
}
