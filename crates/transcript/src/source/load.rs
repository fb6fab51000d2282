//! The edge: reading the folder `content/` from disk.

use std::fs;
use std::io;
use std::path::Path;

use super::diagnostic::{Diagnostic, Severity, SourceFile};
use super::file::File;
use super::reading::{FILES, Folder, Loaded, PUBLISHED, SITE, read};
use super::suggest::nearest;

/// Reads the folder `root`, which holds one folder an event, and may hold `site.toml` and `published.toml`.
///
/// Folders whose name begins with a full stop are passed over. What cannot be read is a diagnostic like any other.
#[must_use]
pub fn load(root: &Path) -> Loaded {
    let shown = root
        .file_name()
        .map_or_else(|| root.to_string_lossy(), |name| name.to_string_lossy())
        .into_owned();
    let mut problems = Vec::new();
    let own = read_files(root, &shown, &[SITE, PUBLISHED], &mut problems);
    let mut folders = Vec::new();
    for name in folder_names(root, &shown, &mut problems) {
        let (path, shown) = (root.join(&name), format!("{shown}/{name}"));
        let files = read_files(&path, &shown, &FILES, &mut problems);
        folders.push(Folder { id: name, files });
    }
    let mut loaded = read(&shown, &own, folders);
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

/// Reads those of the files `known` that `folder` has, and reports files that seem meant as one of the others.
fn read_files(
    folder: &Path,
    shown: &str,
    known: &[&str],
    problems: &mut Vec<Diagnostic>,
) -> Vec<File> {
    let there = file_names(folder);
    let absent = || {
        known
            .iter()
            .copied()
            .filter(|name| !there.iter().any(|there| there == name))
    };
    for name in there.iter().filter(|name| !known.contains(&name.as_str())) {
        let named = absent().find(|known| is_with_ending(name, known));
        if let Some(meant) = named.or_else(|| nearest(name, absent())) {
            problems.push(misnamed(shown, name, meant));
        }
    }
    let files = known
        .iter()
        .filter_map(|name| read_file(folder, shown, name, problems));
    files.collect()
}

/// Whether a file has a known name with another ending, or with one more, which some systems hide: `transcript.md.txt`.
fn is_with_ending(name: &str, known: &str) -> bool {
    let stem = |name: &str| name.split('.').next().unwrap_or_default().to_lowercase();
    stem(name) == stem(known)
}

/// Names of the files in `folder` that are, or seem to be, TOML, Markdown or another text, in order. What cannot be listed
/// is reported where it is read.
fn file_names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_content = |name: &String| {
        let name = name.to_lowercase();
        const ENDINGS: [&str; 5] = [".toml", ".md", ".txt", ".docx", ".odt"];
        !name.starts_with('.') && ENDINGS.iter().any(|ending| name.ends_with(ending))
    };
    let mut names: Vec<String> = names.filter(is_content).collect();
    names.sort();
    names
}

fn misnamed(folder: &str, name: &str, meant: &str) -> Diagnostic {
    let path = format!("{folder}/{name}");
    let help = if name.eq_ignore_ascii_case(meant) {
        format!("name it `{meant}`: capital letters count")
    } else {
        format!("did you mean `{meant}`?")
    };
    Diagnostic {
        severity: Severity::Warning,
        code: "transcript::misnamed-file",
        message: format!("`{path}` has a name that means nothing here"),
        file: SourceFile::new(path, ""),
        labels: Vec::new(),
        help: Some(help),
    }
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
