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
pub(crate) use lines::cut;
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
    let card::Laid { svg, left_out } = card::lay_out(&subject.card());
    let mut pictures = match &svg {
        Some(svg) => drawn(&folder.join(&path), svg, store)?,
        None => Pictures::default(),
    };
    pictures.warnings = warnings(&path, svg.is_some(), left_out);
    Ok(pictures)
}

/// Writes the picture drawn from this SVG, where it is not kept.
fn drawn(file: &Path, svg: &str, store: Option<&Store>) -> Result<Pictures> {
    let kept = store.and_then(|store| store.find(svg));
    let reused = kept.is_some();
    let png = match kept {
        Some(png) => png,
        None => draw::draw(svg)?,
    };
    if let Some(store) = store.filter(|_| !reused) {
        store.keep(svg, &png)?;
    }
    fs::create_dir_all(file.parent().expect("a picture lies in the folder"))?;
    fs::write(file, &png).with_context(|| format!("{} cannot be written", file.display()))?;
    Ok(Pictures {
        made: usize::from(!reused),
        reused: usize::from(reused),
        bytes: png.len(),
        warnings: Vec::new(),
    })
}

/// What is left out of a picture, and whether there is one at all, a line each.
fn warnings(path: &str, is_drawn: bool, left_out: Vec<(String, char)>) -> Vec<String> {
    let left_out = left_out.into_iter().map(|(text, letter)| {
        let code = u32::from(letter);
        format!("{path}: “{text}” is left out: no font has U+{code:04X}")
    });
    let none = (!is_drawn).then(|| format!("{path} is not made: too little of it can be drawn"));
    left_out.chain(none).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn a_picture_that_would_tell_nothing_is_not_written_and_the_build_says_so() {
        let event = fixture::arabic_remark_by("عبد الله");
        let folder = std::env::temp_dir().join(format!("colloquy-pictures-{}", std::process::id()));
        let subjects: Vec<_> = Subject::all_of(event).collect();
        let pictures = write(&folder, &subjects, None).unwrap();
        assert_eq!(pictures.made, 1);
        assert!(folder.join("talks/preview.png").exists());
        assert!(!folder.join("talks/abdullah/preview.png").exists());
        let told = "talks/abdullah/preview.png is not made: too little of it can be drawn";
        assert!(pictures.warnings.contains(&told.to_owned()), "{pictures:?}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
