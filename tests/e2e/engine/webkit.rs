//! WebKit as GTK has it: MiniBrowser, by WebKitWebDriver, on a display of its own that nobody sees. A driver has one
//! session, a session one tab that can be seen, so every test gets a browser. What cannot be changed while it runs
//! (scripts, darkness, motion) is changed by a new browser at the same address.
//!
//! Its console is what `console.js` hears as the first script of every page of the built folder: uncaught errors, parts
//! that cannot be loaded, rejections that nobody handles, breaches of the policy, and `console.*`. What is said before
//! that script, by pages from elsewhere and by the file opened from disk is not heard.

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::WebDriver;

use crate::browser::{LIVE, WIDE, Window, dist, run, setting};
use crate::page::done;

use super::program::{Program, free_port, session, started};
use super::{Act, Browser, Engine, exceptions, post};

pub(super) const ENGINE: Engine = Engine {
    key: "webkit",
    name: "WebKit",
    exceptions: exceptions::WEBKIT,
    open: |wasm| Box::pin(async move { Box::new(WebKit::open(wasm).await) as Box<dyn Browser> }),
    folder: || FOLDER.clone(),
};

/// Where Debian keeps MiniBrowser.
const MINIBROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/// Lets the window be as narrow as a phone's: the browser's own bar would not.
const NARROW_BAR: &str =
    "* { min-width: 0; min-height: 0; padding: 0; margin: 0; font-size: 1px; }";

/// The size of the display, in pixels.
const SCREEN: (u32, u32) = (1600, 1200);

/// How long a page that was opened again may take to come alive; some never do.
const COMING: Duration = Duration::from_secs(3);

/// The built folder with `console.js` in its pages.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = scratch().join("site");
    // What an earlier run has left.
    _ = fs::remove_dir_all(&folder);
    listening(&dist(), &folder, "");
    fs::write(folder.join("e2e-console.js"), include_str!("console.js")).expect("it is written");
    folder
});

/// Files of these tests that may be left behind.
fn scratch() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("webkit")
}

/// Copies a folder, and makes `console.js`, which is `up` from it, the first script of its pages.
fn listening(from: &Path, to: &Path, up: &str) {
    fs::create_dir_all(to).expect("a folder is made");
    for entry in from.read_dir().expect("the folder is there") {
        let from = entry.expect("it can be read").path();
        let name = from.file_name().expect("it has a name");
        let to = to.join(name);
        let name = name.to_string_lossy();
        if from.is_dir() {
            listening(&from, &to, &format!("../{up}"));
        } else if name == "index.html" {
            let page = fs::read_to_string(&from).expect("a page is text");
            let script = format!("<script src=\"{up}e2e-console.js\"></script>");
            let (before, after) = page.split_once("<script").expect("a page has a script");
            fs::write(to, format!("{before}{script}<script{after}")).expect("it is written");
        } else if !name.starts_with("index.html.") {
            fs::copy(&from, &to).expect("a file is copied");
        }
    }
}

/// How a browser is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Launch {
    wasm: bool,
    scripts: bool,
    dark: bool,
    still: bool,
    /// What ends so is not loaded.
    refused: Option<&'static str>,
}

impl Launch {
    /// The browser's arguments.
    fn arguments(self) -> Vec<String> {
        let mut arguments = vec![
            "--automation".to_owned(),
            "--javascript-can-access-clipboard=true".to_owned(),
            format!("--enable-javascript={}", self.scripts),
        ];
        if self.dark {
            arguments.push("--dark-mode".to_owned());
        }
        if let Some(ending) = self.refused {
            let ending = ending.replace('.', r"\.");
            let filter =
                json!([{ "trigger": { "url-filter": ending }, "action": { "type": "block" } }]);
            let file = scratch().join("filter.json");
            fs::write(&file, filter.to_string()).expect("the filter is written");
            arguments.push(format!("--content-filter={}", file.display()));
        }
        arguments
    }

    /// A folder with the settings that GTK reads.
    fn settings(self) -> PathBuf {
        let moves = !self.still;
        let folder = scratch().join(format!("settings moves={moves}"));
        let gtk = folder.join("gtk-3.0");
        fs::create_dir_all(&gtk).expect("a folder is made");
        let settings = format!("[Settings]\ngtk-enable-animations={moves}\n");
        fs::write(gtk.join("settings.ini"), settings).expect("settings are written");
        fs::write(gtk.join("gtk.css"), NARROW_BAR).expect("styles are written");
        folder
    }
}

/// A browser with its driver and its display, which is stopped last.
struct Running {
    driver: WebDriver,
    _program: Program,
    _display: Program,
}

impl Running {
    async fn start(launch: Launch) -> Result<Self, String> {
        let mut xvfb = Command::new(Program::named("COLLOQUY_XVFB", "Xvfb"));
        xvfb.args(["-displayfd", "1", "-nolisten", "tcp"]);
        let (wide, high) = SCREEN;
        xvfb.args(["-screen", "0", &format!("{wide}x{high}x24")]);
        let (display, number) = Program::start_and_hear(&mut xvfb);

        let port = free_port();
        let mut command = Command::new(Program::named("COLLOQUY_WEBKITDRIVER", "WebKitWebDriver"));
        command.arg(format!("--port={port}"));
        command
            .env("DISPLAY", format!(":{number}"))
            .env("XDG_CONFIG_HOME", launch.settings())
            .env_remove("WAYLAND_DISPLAY")
            // There is no graphics card to hand pictures to.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            // The sandbox wants rights that containers and root do not have; nothing but the site is opened.
            .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        if !launch.wasm {
            command.env("JSC_useWasm", "0");
        }
        let mut program = Program::start(&mut command);
        let browser = setting("COLLOQUY_MINIBROWSER").unwrap_or_else(|| MINIBROWSER.into());
        let options = json!({ "binary": browser, "args": launch.arguments() });
        let capabilities =
            json!({ "browserName": "MiniBrowser", "webkitgtk:browserOptions": options });
        Ok(Self {
            driver: session(&mut program, port, capabilities).await?,
            _program: program,
            _display: display,
        })
    }
}

struct WebKit {
    running: RefCell<Running>,
    launch: Cell<Launch>,
    window: Cell<Window>,
    /// What the browsers before this one have said.
    heard: RefCell<Vec<String>>,
}

impl WebKit {
    async fn open(wasm: bool) -> Self {
        let launch = Launch {
            wasm,
            scripts: true,
            dark: false,
            still: false,
            refused: None,
        };
        Self {
            running: RefCell::new(started(async || Running::start(launch).await).await),
            launch: Cell::new(launch),
            window: Cell::new(WIDE),
            heard: RefCell::default(),
        }
    }

    /// Goes on in a browser that is started so, at the same address.
    async fn relaunch(&self, launch: Launch) {
        if launch == self.launch.get() {
            return;
        }
        let said = self.said().await;
        self.heard.borrow_mut().extend(said);
        let old = self.driver();
        let address = done(old.current_url().await, "the page has an address");
        let running = started(async || Running::start(launch).await).await;
        self.launch.set(launch);
        // It must leave before its driver and its display do.
        done(old.quit().await, "the browser ends");
        self.running.replace(running);
        self.shape().await;
        if address.scheme() == "about" {
            return;
        }
        let driver = self.driver();
        done(driver.goto(address.as_str()).await, "the page opens again");
        let start = Instant::now();
        let live = format!("return {LIVE}");
        while launch.scripts
            && start.elapsed() < COMING
            && run(&driver, &live, Vec::new()).await != true
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Gives the page, without the browser's own bar, the size of the window.
    async fn shape(&self) {
        let driver = self.driver();
        let Window { width, height, .. } = self.window.get();
        let mut bar = 0;
        for _ in 0..2 {
            // Without a window manager the window under the pointer, which is in the middle, has the focus.
            let left = (SCREEN.0 - width) / 2;
            let sized = driver
                .set_window_rect(left.into(), 0, width, height + bar)
                .await;
            done(sized, "the window has a size");
            let inner = run(&driver, "return innerHeight", Vec::new()).await;
            bar += height.saturating_sub(inner.as_u64().map_or(0, |inner| inner as u32));
        }
    }

    /// What `console.js` has kept of the site that is open.
    async fn said(&self) -> Vec<String> {
        let script = "try { \
               const said = JSON.parse(sessionStorage.getItem('e2e console') ?? '[]'); \
               sessionStorage.removeItem('e2e console'); \
               return said; \
             } catch { return [] }";
        let said = run(&self.driver(), script, Vec::new()).await;
        let said = said.as_array().into_iter().flatten();
        said.filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

impl Browser for WebKit {
    fn driver(&self) -> WebDriver {
        self.running.borrow().driver.clone()
    }

    fn begin(&self, window: Window) -> Act<'_, ()> {
        Box::pin(async move {
            self.window.set(window);
            self.shape().await;
        })
    }

    fn end(&self) -> Act<'_, bool> {
        Box::pin(async move {
            done(self.driver().quit().await, "the browser ends");
            false
        })
    }

    fn console(&self) -> Act<'_, Vec<String>> {
        Box::pin(async move {
            let mut said = self.heard.take();
            said.extend(self.said().await);
            said
        })
    }

    fn touch(&self, x: f64, y: f64) -> Act<'_, ()> {
        // Fingers are not to be had.
        Box::pin(async move { post::press(&self.driver(), "mouse", x, y).await })
    }

    fn scripts(&self, on: bool) -> Act<'_, ()> {
        // Those of the tests run all the same, so there is nothing to switch on again.
        Box::pin(async move {
            if !on {
                let launch = self.launch.get();
                let scripts = false;
                self.relaunch(Launch { scripts, ..launch }).await;
            }
        })
    }

    fn emulate<'a>(&'a self, medium: &'a str, features: &'a [(&'a str, &'a str)]) -> Act<'a, ()> {
        Box::pin(async move {
            let mut launch = self.launch.get();
            (launch.dark, launch.still) = (false, false);
            assert!(medium.is_empty(), "no medium can be emulated");
            for feature in features {
                match feature {
                    ("prefers-color-scheme", scheme) => launch.dark = *scheme == "dark",
                    ("prefers-reduced-motion", motion) => launch.still = *motion == "reduce",
                    _ => panic!("{feature:?} cannot be emulated"),
                }
            }
            self.relaunch(launch).await;
        })
    }

    fn refuse(&self, ending: &'static str) -> Act<'_, ()> {
        Box::pin(async move {
            let launch = self.launch.get();
            let refused = Some(ending);
            self.relaunch(Launch { refused, ..launch }).await;
        })
    }

    fn print(&self) -> Act<'_, Vec<u8>> {
        panic!("WebKitWebDriver cannot print")
    }
}
