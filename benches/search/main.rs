//! Our search engine beside those that a web page would otherwise use.
//!
//! `cargo xtask bench search` makes each engine's index of each corpus, loads all of them into one tab of Chromium and
//! prints a table for each corpus, with the limits our engine is held to. With `--check` a missed limit ends it with an
//! error. `--corpora <folder>` says where the corpora are; `--only small,medium` takes some of them. `README.md` says
//! what is measured and how.

#[path = "../../tests/browser/mod.rs"]
#[allow(dead_code, reason = "this benchmark has no use for windows")]
mod browser;
mod corpus;
mod report;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use browser::{ChromeDriver, run, setting};
use host::{Host, Options};
use serde_json::{Value, json};
use thirtyfour::WebDriver;

use report::Report;

/// The corpora, the shortest first.
const CORPORA: [&str; 3] = ["small", "medium", "large"];

/// Lets the page collect garbage when it asks for it, and count its memory at once.
const FLAGS: [&str; 2] = [
    "--js-flags=--expose-gc",
    "--enable-blink-features=ForceEagerMeasureMemory",
];

/// What a benchmark was asked for.
struct Arguments {
    corpora: PathBuf,
    only: Vec<String>,
    check: bool,
}

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime can be made");
    let outcome = arguments().and_then(|arguments| {
        let missed = runtime.block_on(compare(&arguments))?;
        Ok(arguments.check && missed > 0)
    });
    match outcome {
        Ok(false) => ExitCode::SUCCESS,
        Ok(true) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut arguments = Arguments {
        corpora: Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"),
        only: CORPORA.map(String::from).to_vec(),
        check: false,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("what follows `{word}`?"));
        match word.as_str() {
            "--corpora" => arguments.corpora = value()?.into(),
            "--only" => arguments.only = value()?.split(',').map(String::from).collect(),
            "--check" => arguments.check = true,
            // Cargo's own.
            "--bench" => {}
            _ => return Err(format!("`{word}` means nothing to this benchmark")),
        }
    }
    Ok(arguments)
}

/// Makes what is measured, measures it and prints the tables; gives the number of limits missed.
async fn compare(arguments: &Arguments) -> Result<usize, String> {
    let site = setting("COLLOQUY_SEARCH_SITE")
        .ok_or("run this benchmark by `cargo xtask bench search`")?;
    let folders: Vec<PathBuf> = arguments
        .only
        .iter()
        .map(|name| site.join("corpora").join(name))
        .collect();
    for (name, folder) in arguments.only.iter().zip(&folders) {
        corpus::make(&arguments.corpora.join(name), folder)?;
    }
    println!("indexes that have changed");
    let made = Command::new("node")
        .arg("build.js")
        .args(&folders)
        .current_dir(&site)
        .status();
    if !made.is_ok_and(|status| status.success()) {
        return Err("node could not make the indexes".into());
    }

    // Where no other page can share its process, a page gets finer timers and may count its memory.
    let options = Options::new(&site)
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Embedder-Policy", "require-corp");
    let host = Host::start(options)
        .await
        .map_err(|error| error.to_string())?;
    let chromedriver = ChromeDriver::start();
    let driver = chromedriver.open(&FLAGS).await;
    let mut reports = Vec::new();
    for name in &arguments.only {
        let measured = measure(&driver, &host, name).await;
        match measured {
            Ok(result) => {
                let text = site.join("corpora").join(name).join("Colloquy/text.txt");
                let bytes = std::fs::metadata(&text).map_or(0, |text| text.len());
                let report = Report::new(name, bytes, &result);
                print!("\n{report}");
                reports.push(report);
            }
            Err(problem) => {
                _ = driver.quit().await;
                return Err(problem);
            }
        }
    }
    _ = driver.quit().await;
    println!("\n{}", report::across(&reports));
    Ok(report::missed(&reports))
}

/// Measures every engine on a corpus, in the browser's only tab.
async fn measure(driver: &WebDriver, host: &Host, corpus: &str) -> Result<Value, String> {
    driver
        .goto(host.address())
        .await
        .map_err(|error| error.to_string())?;
    while run(driver, "return 'measure' in window", Vec::new()).await != json!(true) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    run(driver, "measure(arguments[0])", vec![json!(corpus)]).await;
    loop {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let result = run(driver, "return result", Vec::new()).await;
        if let Some(problem) = result["error"].as_str() {
            return Err(format!("{corpus}: {problem}"));
        }
        if !result.is_null() {
            return Ok(result);
        }
    }
}
