//! Telling whether files have changed, by what is in them.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A fingerprint of the files at `paths` below `root`, folders with everything in them, and of `settings`. Paths that
/// are not there count as such. It is told apart by name and content only, so a fresh clone has the same.
pub(crate) fn of(root: &Path, paths: &[&str], settings: &[&str]) -> Result<String> {
    let mut files = BTreeSet::new();
    for path in paths {
        collect(root, Path::new(path), &mut files)?;
    }
    let mut hasher = DefaultHasher::new();
    settings.hash(&mut hasher);
    for file in files {
        let path = root.join(&file);
        let bytes =
            fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        file.hash(&mut hasher);
        bytes.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(root: &Path, path: &Path, files: &mut BTreeSet<PathBuf>) -> Result<()> {
    let full = root.join(path);
    if full.is_file() {
        files.insert(path.to_owned());
    } else if full.is_dir() {
        for entry in
            fs::read_dir(&full).with_context(|| format!("{} cannot be read", full.display()))?
        {
            collect(root, &path.join(entry?.file_name()), files)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("src/views")).unwrap();
        fs::write(folder.path().join("src/main.rs"), "fn main() {}").unwrap();
        fs::write(folder.path().join("src/views/event.rs"), "view").unwrap();
        fs::write(folder.path().join("Cargo.toml"), "[package]").unwrap();
        folder
    }

    fn of_all(folder: &tempfile::TempDir, settings: &[&str]) -> String {
        of(folder.path(), &["src", "Cargo.toml", "build.rs"], settings).unwrap()
    }

    #[test]
    fn the_same_files_elsewhere_have_the_same_fingerprint() {
        assert_eq!(of_all(&folder(), &[]), of_all(&folder(), &[]));
    }

    #[test]
    fn every_change_shows() {
        let mut seen = BTreeSet::from([
            of_all(&folder(), &[]),
            of_all(&folder(), &["https://example.org/"]),
        ]);
        let changes: [fn(&Path) -> std::io::Result<()>; 5] = [
            |root| fs::write(root.join("src/views/event.rs"), "View"),
            |root| fs::write(root.join("src/views/new.rs"), ""),
            |root| fs::remove_file(root.join("src/views/event.rs")),
            |root| fs::rename(root.join("src/views/event.rs"), root.join("src/event.rs")),
            |root| fs::write(root.join("build.rs"), ""),
        ];
        for change in changes {
            let folder = folder();
            change(folder.path()).unwrap();
            seen.insert(of_all(&folder, &[]));
        }
        assert_eq!(seen.len(), 7);
    }

    #[test]
    fn files_outside_the_list_do_not_count() {
        let folder = folder();
        let before = of_all(&folder, &[]);
        fs::write(folder.path().join("README.md"), "").unwrap();
        assert_eq!(of_all(&folder, &[]), before);
    }
}
