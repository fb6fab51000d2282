//! Pictures kept from one build for the next, by what they are made from.

use super::fonts;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What draws a picture: this program's part in it, and, by the lock file, the versions of the libraries.
const RENDERER: [&str; 2] = [
    include_str!("draw.rs"),
    include_str!("../../../../Cargo.lock"),
];

/// A folder of pictures.
pub(super) struct Store {
    folder: PathBuf,
    /// Of everything but the picture itself.
    renderer: DefaultHasher,
    /// Names of the files that this build uses.
    used: Mutex<BTreeSet<String>>,
}

impl Store {
    /// Opens the folder, which need not be there.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
        let mut renderer = DefaultHasher::new();
        RENDERER.hash(&mut renderer);
        fonts::FILES.hash(&mut renderer);
        Ok(Self {
            folder: folder.to_owned(),
            renderer,
            used: Mutex::default(),
        })
    }

    fn name(&self, svg: &str) -> String {
        let mut hasher = self.renderer.clone();
        svg.hash(&mut hasher);
        format!("{:016x}.png", hasher.finish())
    }

    /// The picture drawn from this SVG, where it is kept.
    pub(super) fn find(&self, svg: &str) -> Option<Vec<u8>> {
        let name = self.name(svg);
        let png = fs::read(self.folder.join(&name)).ok()?;
        self.mark(name);
        Some(png)
    }

    /// Keeps a picture.
    pub(super) fn keep(&self, svg: &str, png: &[u8]) -> Result<()> {
        let name = self.name(svg);
        let path = self.folder.join(&name);
        // Whole or not at all: another build may be reading.
        let part = path.with_extension(format!("{}.part", std::process::id()));
        fs::write(&part, png)
            .and_then(|()| fs::rename(&part, &path))
            .with_context(|| format!("{} cannot be written", path.display()))?;
        self.mark(name);
        Ok(())
    }

    fn mark(&self, name: String) {
        self.used
            .lock()
            .expect("no thread panics with it")
            .insert(name);
    }

    /// Removes the pictures that this build has not used.
    pub(super) fn forget_the_rest(self) -> Result<()> {
        let used = self.used.into_inner().expect("no thread panics with it");
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".png") && !used.contains(&name) {
                // Another build may have been quicker.
                _ = fs::remove_file(entry.path());
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_found_by_its_svg_until_a_build_does_not_use_it() {
        let folder = std::env::temp_dir().join(format!("colloquy-store-{}", std::process::id()));
        let store = Store::open(&folder).unwrap();
        assert_eq!(store.find("<svg/>"), None);
        store.keep("<svg/>", b"one").unwrap();
        store.keep("<svg />", b"two").unwrap();
        store.forget_the_rest().unwrap();

        let store = Store::open(&folder).unwrap();
        assert_eq!(store.find("<svg/>").as_deref(), Some(&b"one"[..]));
        store.forget_the_rest().unwrap();

        let store = Store::open(&folder).unwrap();
        assert_eq!(store.find("<svg />"), None);
        assert_eq!(store.find("<svg/>").as_deref(), Some(&b"one"[..]));
        fs::remove_dir_all(&folder).unwrap();
    }
}
