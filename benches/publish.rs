//! What publishing costs as the record grows: the time and the size of pages, share previews and exports.
//!
//! `cargo xtask bench publish` writes events of 250 to 2,000 remarks with the seminar's words, compiles them in and
//! publishes each as a build does (without optimisation, as Trunk's hook runs). It ends with an error where the time of
//! anything grows faster than the text.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use publish::{Assets, Document, Folder, Options};

/// How many times as long for the same text the longest event may take as the shortest: what noise may add.
const LINEAR: f64 = 1.5;

/// What a kind of file costs for an event.
#[derive(Clone, Copy)]
struct Cost {
    time: Duration,
    bytes: usize,
}

fn main() -> ExitCode {
    let assets = Assets::default();
    let options = Options {
        site: Some("https://example.org/".to_owned()),
        ..Options::default()
    };
    let folder = Folder::new(&assets, &options).expect("the address is one");
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-publish");
    let events = &colloquy::archive::archive().events;
    println!("remarks     text      pages            previews          exports");
    let mut rows = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let text: usize = event.parts.iter().map(|part| part.text.plain.len()).sum();
        let remarks = event.remarks();
        let costs = [
            ("pages", quickest(|| size(&folder.event_pages(index)))),
            // Hundreds of pictures even noise out by themselves.
            ("previews", timed(&mut || pictures(&folder, index, &out))),
            ("exports", quickest(|| size(&folder.event_exports(index)))),
        ];
        let costs_shown = costs.map(|(_, cost)| cost.to_string());
        println!(
            "{:7} {:>8}  {}",
            remarks.count(),
            megabytes(text),
            costs_shown.join("  ")
        );
        rows.push((text, costs));
    }
    _ = std::fs::remove_dir_all(&out);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return ExitCode::FAILURE;
    };
    let mut linear = true;
    for ((what, few), (_, many)) in first.1.iter().zip(&last.1) {
        let growth =
            many.time.as_secs_f64() / last.0 as f64 * first.0 as f64 / few.time.as_secs_f64();
        let verdict = if growth <= LINEAR {
            "no faster than"
        } else {
            "FASTER than"
        };
        println!(
            "{what}: {growth:.2} times the time for the same text; the time grows {verdict} the text"
        );
        linear &= growth <= LINEAR;
    }
    if linear {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The quicker of two runs.
fn quickest(mut make: impl FnMut() -> usize) -> Cost {
    let (first, second) = (timed(&mut make), timed(&mut make));
    if first.time < second.time {
        first
    } else {
        second
    }
}

fn timed(make: &mut impl FnMut() -> usize) -> Cost {
    let start = Instant::now();
    let bytes = make();
    Cost {
        time: start.elapsed(),
        bytes,
    }
}

fn size(documents: &[Document]) -> usize {
    documents.iter().map(|document| document.html.len()).sum()
}

/// Draws all, none kept from before.
fn pictures(folder: &Folder<'_>, index: usize, out: &Path) -> usize {
    let pictures = folder.write_event_pictures(index, out, None);
    pictures.expect("the pictures can be written").bytes
}

impl std::fmt::Display for Cost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:6.2} s {:>8}",
            self.time.as_secs_f64(),
            megabytes(self.bytes)
        )
    }
}

fn megabytes(bytes: usize) -> String {
    format!("{:.2} MB", bytes as f64 / 1e6)
}
