//! The pictures shown where a link is shared: one for each event and each remark.
//!
//! `subject` says what is on one, `card` lays it out as SVG, `draw` makes a PNG of that, `store` keeps it for the next
//! build.

mod card;
mod draw;
mod fonts;
mod lines;
mod store;
mod subject;

pub(crate) use card::{HEIGHT, WIDTH};
pub(crate) use subject::Subject;

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::Store;

/// What became of the pictures of a build.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pictures {
    /// Drawn anew.
    pub made: usize,
    /// Taken from an earlier build.
    pub reused: usize,
    /// Bytes of all.
    pub bytes: usize,
    /// What had to be left out of one, a line each.
    pub warnings: Vec<String>,
}

/// Writes the pictures of `subjects` into `folder`, on every core; those that `kept` has are taken from there.
///
/// # Errors
/// Where a file cannot be written.
pub(crate) fn write(
    folder: &Path,
    subjects: &[Subject<'_>],
    kept: Option<&Path>,
) -> Result<Pictures> {
    let store = kept.map(Store::open).transpose()?;
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(subjects.len()));
    let work = || -> Result<()> {
        while let Some(subject) = subjects.get(next.fetch_add(1, Ordering::Relaxed)) {
            let one = one(folder, subject, store.as_ref())?;
            done.lock().expect("no thread panics with it").push(one);
        }
        Ok(())
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().expect("drawing does not panic"))
    })?;
    let mut pictures = Pictures::default();
    for mut one in done.into_inner().expect("no thread panics with it") {
        pictures.made += one.made;
        pictures.reused += one.reused;
        pictures.bytes += one.bytes;
        pictures.warnings.append(&mut one.warnings);
    }
    pictures.warnings.sort();
    if let Some(store) = store {
        store.forget_the_rest()?;
    }
    Ok(pictures)
}

fn one(folder: &Path, subject: &Subject<'_>, store: Option<&Store>) -> Result<Pictures> {
    let path = subject.path();
    let laid = card::lay_out(&subject.card());
    let kept = store.and_then(|store| store.find(&laid.svg));
    let reused = kept.is_some();
    let png = match kept {
        Some(png) => png,
        None => draw::draw(&laid.svg)?,
    };
    if let Some(store) = store.filter(|_| !reused) {
        store.keep(&laid.svg, &png)?;
    }
    let file = folder.join(&path);
    fs::create_dir_all(file.parent().expect("a picture lies in the folder"))?;
    fs::write(&file, &png).with_context(|| format!("{} cannot be written", file.display()))?;
    let warnings = laid.left_out.into_iter().map(|(text, letter)| {
        let code = u32::from(letter);
        format!("{path}: “{text}” is left out: no font has U+{code:04X}")
    });
    Ok(Pictures {
        made: usize::from(!reused),
        reused: usize::from(reused),
        bytes: png.len(),
        warnings: warnings.collect(),
    })
}
