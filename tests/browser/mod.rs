//! Chromium, driven over WebDriver: what the end-to-end tests and the benchmarks share.
//!
//! `cargo xtask` says by environment variables where things are: `COLLOQUY_DIST` (the built folder, by default `dist`),
//! `COLLOQUY_CHROMIUM` and `COLLOQUY_CHROMEDRIVER`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

/// Flags of every browser: no window, no network of its own, and a mouse that can hover, as a desktop has.
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Tests act faster than a person, whose steps Chromium never holds back.
    "--disable-ipc-flooding-protection",
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
];

/// A script's expression: whether the page is live; reaches for a control, which brings the explorer, where it is not.
pub(crate) const LIVE: &str = "(document.documentElement.hasAttribute('data-ready') || \
    (document.querySelector('.live')?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true })), false))";

/// The width and height of a window, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Whether it is a phone's: touched, not pointed at.
    pub(crate) phone: bool,
}

/// A desk.
pub(crate) const WIDE: Window = Window {
    width: 1280,
    height: 900,
    phone: false,
};
/// A hand.
pub(crate) const NARROW: Window = Window {
    width: 390,
    height: 844,
    phone: true,
};

/// The built folder.
///
/// # Panics
/// Where it is not there.
pub(crate) fn dist() -> PathBuf {
    let dist = setting("COLLOQUY_DIST")
        .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"));
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join(dist);
    assert!(
        dist.join("index.html").is_file(),
        "{} holds no built site: run `cargo xtask build`, or `cargo xtask test`",
        dist.display()
    );
    dist
}

/// What an environment variable names, where it is set.
pub(crate) fn setting(name: &str) -> Option<PathBuf> {
    std::env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

/// A running ChromeDriver; it stops when dropped.
#[derive(Debug)]
pub(crate) struct ChromeDriver {
    process: Child,
    address: String,
}

impl ChromeDriver {
    /// Starts one on a free port.
    ///
    /// # Panics
    /// Where it cannot be started.
    pub(crate) fn start() -> Self {
        let program =
            setting("COLLOQUY_CHROMEDRIVER").unwrap_or_else(|| PathBuf::from("chromedriver"));
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{} cannot be started: {error}", program.display()));
        let mut lines = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
        let port = loop {
            let line = lines
                .next()
                .expect("ChromeDriver says its port")
                .expect("ChromeDriver writes text");
            if let Some((_, port)) = line.rsplit_once("started successfully on port ") {
                break port
                    .trim_end_matches('.')
                    .parse::<u16>()
                    .expect("ChromeDriver's port is a number");
            }
        };
        // A full pipe would stop it.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            process,
            address: format!("http://127.0.0.1:{port}"),
        }
    }

    /// Opens a browser with a profile of its own.
    ///
    /// # Panics
    /// Where the browser does not start.
    pub(crate) async fn open(&self, flags: &[&str]) -> WebDriver {
        let mut options = json!({ "args": FLAGS.iter().chain(flags).collect::<Vec<_>>() });
        options["binary"] = match setting("COLLOQUY_CHROMIUM") {
            Some(chromium) => json!(chromium),
            None => json!("/usr/bin/chromium"),
        };
        let Value::Object(capabilities) = json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL", "performance": "OFF" },
            "timeouts": { "script": 30_000, "pageLoad": 30_000, "implicit": 0 },
        }) else {
            unreachable!("an object was written")
        };
        let driver = WebDriver::builder(&self.address, Capabilities::from(capabilities))
            .request_timeout(Duration::from_secs(90))
            .connect()
            .await;
        driver.unwrap_or_else(|error| panic!("Chromium did not start: {error}"))
    }
}

impl Drop for ChromeDriver {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

/// Gives the current tab the size and the pointer of a window, and the focus that a headless one lacks.
pub(crate) async fn shape(driver: &WebDriver, window: Window) {
    let Window {
        width,
        height,
        phone,
    } = window;
    let metrics =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone });
    cdp(driver, "Emulation.setDeviceMetricsOverride", metrics).await;
    cdp(
        driver,
        "Emulation.setFocusEmulationEnabled",
        json!({ "enabled": true }),
    )
    .await;
    if phone {
        cdp(
            driver,
            "Emulation.setTouchEmulationEnabled",
            json!({ "enabled": true, "maxTouchPoints": 5 }),
        )
        .await;
    }
}

/// Sends a command of the Chrome DevTools Protocol to the current tab.
///
/// # Panics
/// Where the browser refuses it.
pub(crate) async fn cdp(driver: &WebDriver, command: &str, parameters: Value) -> Value {
    let answer = driver.cdp().send_raw(command, &parameters).await;
    answer.unwrap_or_else(|error| panic!("the browser refused {command} {parameters}: {error}"))
}

/// Runs a script's body in the page and gives what it returns; a promise is waited for.
///
/// # Panics
/// Where the script throws.
pub(crate) async fn run(driver: &WebDriver, script: &str, arguments: Vec<Value>) -> Value {
    let answer = driver.execute(script, arguments).await;
    answer
        .unwrap_or_else(|error| panic!("this script failed: {error}\n{script}"))
        .json()
        .clone()
}
