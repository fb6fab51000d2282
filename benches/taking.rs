//! How long a reader waits to take words: from letting the mouse go after selecting them until they can be taken, and
//! from the click on “Copy quotation” until the clipboard has them.
//!
//! `cargo xtask bench taking` builds the site and selects, with a real mouse, a part of each of the first sentences of
//! the record in Chromium, at full speed and slowed down four times. With `--check` a missed limit ends it with an error.
//!
//! Three figures are taken of every selection, in milliseconds: *offered*, from the time stamp of the mouse's release to
//! the first task after the toolbar was painted; *copied*, from that of the release on the control until the browser says
//! that the clipboard has both forms; and the *whole*, their sum, which the limit is on.

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

/// How many selections are taken at a size and a speed.
const SELECTIONS: usize = 40;

/// The 95th percentile of the whole that may not be passed at full speed, in milliseconds.
const LIMIT: f64 = 50.0;

/// How often the processor is slowed down.
const SPEEDS: [u32; 2] = [1, 4];

/// Notes in `taken` when the mouse was let go, when the toolbar was painted and when the clipboard had the words.
const WATCH: &str = "
    window.taken = {};
    const toolbar = document.querySelector('.take');
    const offered = () => {
      if (toolbar.hidden) return requestAnimationFrame(offered);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => { taken.offered = performance.now() - taken.let_go; };
        port2.postMessage(0);
      });
    };
    addEventListener('pointerup', ({ target, timeStamp }) => {
      taken.let_go = timeStamp;
      if (target.closest('.take')) return;
      // Shown while the words were still being selected, it says nothing about this moment.
      taken.early = !toolbar.hidden;
      offered();
    }, true);
    const { clipboard } = navigator;
    const write = clipboard.write.bind(clipboard);
    clipboard.write = async (items) => {
      await write(items);
      taken.copied = performance.now() - taken.let_go;
    };";

/// Brings a sentence into sight and gives where its first and its last word stand.
const ENDS: &str = "
    getSelection().removeAllRanges();
    const sentence = document.querySelectorAll('.part .s')[arguments[0]];
    sentence.scrollIntoView({ block: 'center', behavior: 'instant' });
    window.taken = {};
    const texts = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
    const first = texts.nextNode();
    const place = (from, to) => {
      const range = document.createRange();
      range.setStart(first, from);
      range.setEnd(first, to);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      // As a mouse has them: Chromium selects nothing from between two pixels in the middle of a letter.
      return [(left + right) / 2, (top + bottom) / 2].map(Math.round);
    };
    const last = first.data.trimEnd().length;
    return [place(0, 1), place(last - 1, last)];";

fn main() -> ExitCode {
    desk::perform(measure())
}

/// Takes every selection and prints the table; gives the number of limits missed.
async fn measure() -> usize {
    let host = Host::start(Options::new(browser::dist()))
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    let chromedriver = ChromeDriver::start();
    let driver = chromedriver.open(&UNLIMITED).await;
    println!("{SELECTIONS} selections a row; milliseconds: median, 95th percentile, longest");
    println!(
        "{:<32} {:^23} {:^23} {:^23} {:>9}",
        "", "offered", "copied", "whole", "limit"
    );
    let mut missed = 0;
    for (name, window) in [("1280 px", WIDE), ("390 px, with a mouse", NARROW)] {
        for slower in SPEEDS {
            let (offered, copied) = session(&driver, &host, window, slower).await;
            let whole = Spread::of(offered.iter().zip(&copied).map(|(a, b)| a + b).collect());
            let verdict = match (slower, whole.p95 <= LIMIT) {
                (1, true) => format!("{LIMIT:>4} kept"),
                (1, false) => format!("{LIMIT:>4} missed"),
                _ => String::new(),
            };
            missed += usize::from(slower == 1 && whole.p95 > LIMIT);
            let row = desk::row(name, slower);
            println!(
                "{row:<32} {} {} {whole} {verdict}",
                Spread::of(offered),
                Spread::of(copied)
            );
        }
    }
    println!("{}", noise(&driver).await);
    _ = driver.quit().await;
    missed
}

/// How long each selection took to be offered, and each to be copied.
async fn session(
    driver: &WebDriver,
    host: &Host,
    window: Window,
    slower: u32,
) -> (Vec<f64>, Vec<f64>) {
    let window = Window {
        phone: false,
        ..window
    };
    let tab = Tab::open(driver, host.address(), window).await;
    let origin = host.address().trim_end_matches('/');
    let permissions = json!({ "permissions": ["clipboardSanitizedWrite"], "origin": origin });
    cdp(driver, "Browser.grantPermissions", permissions).await;
    run(driver, WATCH, Vec::new()).await;
    tab.slow_down(slower).await;
    let (mut offered, mut copied) = (Vec::new(), Vec::new());
    let mut sentence = 0;
    while offered.len() < SELECTIONS {
        let ends = run(driver, ENDS, vec![json!(sentence)]).await;
        sentence += 1;
        settle(slower).await;
        mouse(driver, "mousePressed", &ends[0]).await;
        mouse(driver, "mouseMoved", &ends[1]).await;
        mouse(driver, "mouseReleased", &ends[1]).await;
        let was_offered = noted(driver, "offered").await;
        if run(driver, "return taken.early", Vec::new()).await == json!(true) {
            continue;
        }
        let control = "const { left, top, width, height } = document.querySelector('[data-take=quotation]').getBoundingClientRect(); \
             return [left + width / 2, top + height / 2]";
        let control = run(driver, control, Vec::new()).await;
        settle(slower).await;
        mouse(driver, "mousePressed", &control).await;
        mouse(driver, "mouseReleased", &control).await;
        copied.push(noted(driver, "copied").await);
        offered.push(was_offered);
    }
    tab.close().await;
    (offered, copied)
}

/// Waits until the page has nothing left to do.
async fn settle(slower: u32) {
    tokio::time::sleep(Duration::from_millis(120 * u64::from(slower))).await;
}

/// What `WATCH` noted, once it has.
async fn noted(driver: &WebDriver, what: &str) -> f64 {
    for _ in 0..200 {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let noted = run(driver, "return taken[arguments[0]]", vec![json!(what)]).await;
        if let Some(noted) = noted.as_f64() {
            return noted;
        }
    }
    panic!("the words were not {what} within ten seconds");
}

async fn mouse(driver: &WebDriver, kind: &str, place: &Value) {
    let [x, y] = [&place[0], &place[1]];
    let event =
        json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": 1, "clickCount": 1 });
    cdp(driver, "Input.dispatchMouseEvent", event).await;
}
