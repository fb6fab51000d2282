//! How long a reader waits from a keystroke to the results on the screen.
//!
//! `cargo xtask bench typing` builds the site and types a scripted session into it in Chromium, at two widths, at full
//! speed and slowed down four times. With `--check` a missed limit ends it with an error.
//!
//! Three figures are taken of every keystroke, in milliseconds:
//!
//! - *painted*: from the time stamp of the key's event to the first task after the frame with the results was painted,
//!   in a browser that paints as soon as it can. The limits are on this.
//! - *at 60 Hz*: the same in a browser that waits for the screen, as on a reader's desk: up to 16.7 ms are the screen's.
//! - *work*: how long the main thread was busy for it: script, style, layout, paint and this benchmark's own listeners.
//!
//! The explorer is there by then. How long it takes to come when a reader reaches for the box is printed below, for lines
//! that are as fast as this machine and as slow as Lighthouse's mobile one.

#[path = "../tests/browser/mod.rs"]
mod browser;
mod desk;

use std::process::ExitCode;
use std::time::Duration;

use browser::{ChromeDriver, NARROW, WIDE, Window, cdp, run};
use desk::{Spread, Tab, UNLIMITED, noise};
use host::{Host, Options};
use serde_json::{Value, json};
use thirtyfour::WebDriver;

/// What is typed; `<` deletes a letter.
const SESSION: &str = "thaad<<<<<\"mutual trust\"<<<<<<<<<<<<<<young people<<<<<<< nato";

/// How often the processor is slowed down, and the 95th percentile that may not be passed, in milliseconds.
const SPEEDS: [(u32, f64); 2] = [(1, 16.0), (4, 50.0)];

/// Notes when a key goes down, and when what it changed has been painted.
const WATCH: &str = "
    window.samples = [];
    let pressed = 0;
    addEventListener('keydown', (key) => { pressed = key.timeStamp; }, true);
    addEventListener('input', () => {
      const from = pressed;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => samples.push(performance.now() - from);
        port2.postMessage(0);
      });
    }, true);";

fn main() -> ExitCode {
    desk::perform(measure())
}

/// Runs every session and prints the table; gives the number of limits missed.
async fn measure() -> usize {
    let host = Host::start(Options::new(browser::dist()))
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    let chromedriver = ChromeDriver::start();
    let screen = chromedriver.open(&[]).await;
    let unlimited = chromedriver.open(&UNLIMITED).await;

    println!(
        "{} keystrokes a row; milliseconds: median, 95th percentile, longest",
        SESSION.chars().count()
    );
    println!(
        "{:<20} {:^23} {:^23} {:^23} {:>9}",
        "", "painted", "at 60 Hz", "work", "limit"
    );
    let mut missed = 0;
    for (name, window) in [("1280 px", WIDE), ("390 px", NARROW)] {
        for (slower, limit) in SPEEDS {
            let quick = session(&unlimited, &host, window, slower).await;
            let paced = session(&screen, &host, window, slower).await;
            let painted = Spread::of(quick.painted);
            let verdict = if painted.p95 <= limit {
                "kept"
            } else {
                "missed"
            };
            missed += usize::from(painted.p95 > limit);
            let row = desk::row(name, slower);
            println!(
                "{row:<20} {painted} {} {} {limit:>4} {verdict}",
                Spread::of(paced.painted),
                Spread::of(quick.work)
            );
        }
    }
    for (line, window, slower, throttled) in [
        ("this machine", WIDE, 1, false),
        ("this machine, 4× slower", NARROW, 4, false),
        ("1.6 Mbit/s, 150 ms, 4× slower", NARROW, 4, true),
    ] {
        let mut times = Vec::new();
        for _ in 0..COMINGS {
            times.push(coming(&screen, &host, window, slower, throttled).await);
        }
        println!("the explorer comes, {line}: {} ms", Spread::of(times));
    }
    println!("{}", noise(&unlimited).await);
    for driver in [screen, unlimited] {
        _ = driver.quit().await;
    }
    if missed > 0 {
        println!("{missed} of {} limits missed", SPEEDS.len() * 2);
    }
    missed
}

/// How often the explorer is made to come.
const COMINGS: usize = 5;

/// Reaches for the search box; gives when the explorer is there.
const REACH: &str = "
    return new Promise((done) => {
      const page = document.documentElement;
      const from = performance.now();
      new MutationObserver(() => {
        if (page.hasAttribute('data-ready')) done(performance.now() - from);
      }).observe(page, { attributes: true });
      document.querySelector('#_q').focus();
    })";

/// How long the explorer takes to come to a fresh tab, nothing of it kept from before, in milliseconds.
async fn coming(
    driver: &WebDriver,
    host: &Host,
    window: Window,
    slower: u32,
    throttled: bool,
) -> f64 {
    let tab = Tab::read(driver, host.address(), window).await;
    cdp(driver, "Network.enable", json!({})).await;
    cdp(
        driver,
        "Network.setCacheDisabled",
        json!({ "cacheDisabled": true }),
    )
    .await;
    cdp(
        driver,
        "Network.setBypassServiceWorker",
        json!({ "bypass": true }),
    )
    .await;
    if throttled {
        let line = json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000 });
        cdp(driver, "Network.emulateNetworkConditions", line).await;
    }
    tab.slow_down(slower).await;
    let time = run(driver, REACH, Vec::new()).await;
    tab.close().await;
    time.as_f64().expect("a time")
}

/// What was measured of each keystroke, in milliseconds.
#[derive(Default)]
struct Times {
    painted: Vec<f64>,
    work: Vec<f64>,
}

/// Types the session into a fresh tab.
async fn session(driver: &WebDriver, host: &Host, window: Window, slower: u32) -> Times {
    let tab = Tab::open(driver, host.address(), window).await;
    run(driver, WATCH, Vec::new()).await;
    run(driver, "document.querySelector('#_q').focus()", Vec::new()).await;
    cdp(driver, "Performance.enable", json!({})).await;
    tab.slow_down(slower).await;
    // Nobody presses a key sooner after reaching for the box.
    tokio::time::sleep(Duration::from_millis(250)).await;

    let mut times = Times::default();
    for key in SESSION.chars() {
        let before = busy(driver).await;
        press(driver, key).await;
        let painted = loop {
            // What is asked of the page meanwhile would count as its work.
            tokio::time::sleep(Duration::from_millis(80 * u64::from(slower))).await;
            let after = busy(driver).await;
            let samples = run(driver, "return samples", Vec::new()).await;
            if let Some(sample) = samples.get(times.painted.len()).and_then(Value::as_f64) {
                times.work.push(after - before);
                break sample;
            }
        };
        times.painted.push(painted);
    }
    tab.close().await;
    times
}

/// How long the main thread has been busy so far, in milliseconds.
async fn busy(driver: &WebDriver) -> f64 {
    let metrics = cdp(driver, "Performance.getMetrics", json!({})).await;
    let metrics = metrics["metrics"].as_array().into_iter().flatten();
    let busy = metrics
        .filter(|metric| metric["name"] == "TaskDuration")
        .find_map(|metric| metric["value"].as_f64());
    busy.expect("the browser counts the time of its tasks") * 1000.0
}

async fn press(driver: &WebDriver, key: char) {
    let (down, up) = if key == '<' {
        let key = json!({ "type": "rawKeyDown", "key": "Backspace", "code": "Backspace", "windowsVirtualKeyCode": 8 });
        (
            key,
            json!({ "type": "keyUp", "key": "Backspace", "code": "Backspace", "windowsVirtualKeyCode": 8 }),
        )
    } else {
        (
            json!({ "type": "keyDown", "key": key, "text": key }),
            json!({ "type": "keyUp", "key": key }),
        )
    };
    cdp(driver, "Input.dispatchKeyEvent", down).await;
    cdp(driver, "Input.dispatchKeyEvent", up).await;
}
