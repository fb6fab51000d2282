//! The edge: reading the folder `content/` from disk.

use std::fs;
use std::io;
use std::path::Path;

use super::diagnostic::{Diagnostic, Severity, SourceFile};
use super::file::File;
use super::reading::{FILES, Folder, Loaded, SITE, read};

/// Reads the folder `root`, which holds `site.toml` and one folder an event.
///
/// Folders whose name begins with a full stop are passed over. What cannot be read is a diagnostic like any other.
#[must_use]
pub fn load(root: &Path) -> Loaded {
    let shown = root
        .file_name()
        .map_or_else(|| root.to_string_lossy(), |name| name.to_string_lossy())
        .into_owned();
    let mut problems = Vec::new();
    let site = read_file(root, &shown, SITE, &mut problems);
    let mut folders = Vec::new();
    for name in folder_names(root, &shown, &mut problems) {
        let (path, shown) = (root.join(&name), format!("{shown}/{name}"));
        let files = FILES
            .iter()
            .filter_map(|file| read_file(&path, &shown, file, &mut problems))
            .collect();
        folders.push(Folder { id: name, files });
    }
    let mut loaded = read(&shown, site, folders);
    problems.append(&mut loaded.diagnostics);
    Loaded {
        diagnostics: problems,
        ..loaded
    }
}

/// Names of the folders in `root`, in order.
fn folder_names(root: &Path, shown: &str, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let list = || -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(root)? {
            let entry = entry?;
            if entry.path().is_dir() {
                names.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        Ok(names)
    };
    let mut names = list().unwrap_or_else(|error| {
        problems.push(unreadable(shown, &error));
        Vec::new()
    });
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    names
}

fn read_file(
    folder: &Path,
    shown: &str,
    name: &str,
    problems: &mut Vec<Diagnostic>,
) -> Option<File> {
    match fs::read(folder.join(name)) {
        Ok(bytes) => Some(File {
            name: name.to_owned(),
            bytes,
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => {
            problems.push(unreadable(&format!("{shown}/{name}"), &error));
            None
        }
    }
}

fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code: "transcript::unreadable",
        message: format!("`{path}` cannot be read: {error}"),
        file: SourceFile::new(path, ""),
        labels: Vec::new(),
        help: Some("see that it is there and that you may read it".to_owned()),
    }
}
