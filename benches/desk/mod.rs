//! What the benchmarks of the built folder share: a tab of a size and a speed, and how times are summed up.

use std::process::ExitCode;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::{WebDriver, WindowHandle};

use crate::browser::{self, LIVE, Window, cdp, run};

/// Flags that let the browser paint when there is something to paint, not when the screen is ready. The navigation predictor
/// asks for an empty frame a tenth of a second after each one, and the next waits until that is over, up to 16.7 ms: a
/// session typed ten keys a second would time it, not the page.
pub(crate) const UNLIMITED: [&str; 3] = [
    "--disable-frame-rate-limit",
    "--disable-gpu-vsync",
    "--disable-features=NavigationPredictor",
];

/// Measures; ends with an error where limits were missed and `--check` was asked for.
pub(crate) fn perform(measure: impl Future<Output = usize>) -> ExitCode {
    let check = std::env::args().any(|argument| argument == "--check");
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build();
    let missed = runtime.expect("a runtime can be made").block_on(measure);
    if check && missed > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// What a row is called.
pub(crate) fn row(name: &str, slower: u32) -> String {
    if slower == 1 {
        name.to_owned()
    } else {
        format!("{name}, {slower}× slower")
    }
}

/// The same small sum many times over: how much its time varies is how much the machine does.
const NOISE: &str = "
    const times = [];
    for (let round = 0; round < 60; round += 1) {
      const start = performance.now();
      let sum = 0;
      for (let step = 0; step < 3e6; step += 1) sum = (sum * 31 + step) | 0;
      times.push(performance.now() - start + (sum === 1 ? 1e-9 : 0));
    }
    return times;";

/// A page in a tab of its own.
pub(crate) struct Tab<'a> {
    driver: &'a WebDriver,
    first: WindowHandle,
}

impl<'a> Tab<'a> {
    /// Opens an address, reaches for a control and waits until the explorer is there.
    pub(crate) async fn open(driver: &'a WebDriver, address: &str, window: Window) -> Self {
        let tab = Self::read(driver, address, window).await;
        let live = format!("return {LIVE}");
        while run(driver, &live, Vec::new()).await != json!(true) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        tab
    }

    /// Opens an address, as a reader does who only reads.
    pub(crate) async fn read(driver: &'a WebDriver, address: &str, window: Window) -> Self {
        let first = driver.window().await.expect("a browser has a tab");
        let tab = driver.new_tab().await.expect("a browser opens tabs");
        driver
            .switch_to_window(tab)
            .await
            .expect("the tab is there");
        browser::shape(driver, window).await;
        driver.goto(address).await.expect("the site opens");
        Self { driver, first }
    }

    /// Slows the processor down so many times.
    pub(crate) async fn slow_down(&self, times: u32) {
        let rate = json!({ "rate": times });
        cdp(self.driver, "Emulation.setCPUThrottlingRate", rate).await;
    }

    pub(crate) async fn close(self) {
        self.driver.close_window().await.expect("the tab closes");
        self.driver
            .switch_to_window(self.first)
            .await
            .expect("the first tab stays");
    }
}

/// The median, the 95th percentile and the greatest of some times.
pub(crate) struct Spread {
    pub(crate) median: f64,
    pub(crate) p95: f64,
    pub(crate) max: f64,
}

impl Spread {
    pub(crate) fn of(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        // The nearest rank: the smallest time that so large a part of all times does not pass.
        let rank = |part: f64| {
            times[((times.len() as f64 * part).ceil() as usize).clamp(1, times.len()) - 1]
        };
        Self {
            median: rank(0.5),
            p95: rank(0.95),
            max: rank(1.0),
        }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{:.1} {:>6.1} {:>6.1}", self.median, self.p95, self.max);
        write!(f, "{text:>23}")
    }
}

/// How far this machine's own figures can be trusted.
pub(crate) async fn noise(driver: &WebDriver) -> String {
    let times = run(driver, NOISE, Vec::new()).await;
    let times = Spread::of(
        times
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_f64)
            .collect(),
    );
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "noise: the same sum took {:.1} ms, {:.1} ms at the 95th percentile, {:.1} ms at most, on {processors} processors; \
         differences smaller than that mean nothing",
        times.median, times.p95, times.max
    )
}
