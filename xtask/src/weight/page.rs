//! Everything that a page fetches from the built folder: in its first load, and when its explorer is asked for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::links;

/// Files by their path below the folder `dist`.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The files that a browser fetches when it first opens the page at `page` (a path below `dist`, with `/` between its
/// parts), the page itself included.
///
/// # Errors
/// A file is missing, or the page fetches from another host.
pub(crate) fn first_load(dist: &Path, page: &str) -> Result<Files> {
    all(dist, vec![page.to_owned()])
}

/// The files that the page at `page` fetches besides once something is asked of it that needs the explorer.
///
/// # Errors
/// A file is missing, or the page fetches from another host.
pub(crate) fn explorer(dist: &Path, page: &str) -> Result<Files> {
    let html = read(dist, page)?;
    let links = links::later_of_html(&String::from_utf8_lossy(&html));
    all(dist, resolve_all(page, &links)?)
}

/// Those files and all that they fetch in turn.
fn all(dist: &Path, mut waiting: Vec<String>) -> Result<Files> {
    let mut files = Files::new();
    while let Some(path) = waiting.pop() {
        if files.contains_key(&path) {
            continue;
        }
        let bytes = read(dist, &path)?;
        let text = String::from_utf8_lossy(&bytes);
        let links = match path.rsplit_once('.').map(|(_, extension)| extension) {
            Some("html") => links::of_html(&text),
            Some("css") => links::of_css(&text),
            Some("js" | "mjs") => links::of_script(&text),
            _ => Vec::new(),
        };
        waiting.extend(resolve_all(&path, &links)?);
        files.insert(path, bytes);
    }
    Ok(files)
}

fn read(dist: &Path, path: &str) -> Result<Vec<u8>> {
    fs::read(dist.join(path)).with_context(|| format!("dist/{path} cannot be read"))
}

/// The files that links in the file `from` mean.
fn resolve_all(from: &str, links: &[String]) -> Result<Vec<String>> {
    let files = links.iter().filter_map(|link| {
        let file = resolve(from, link);
        file.with_context(|| format!("dist/{from} fetches {link}"))
            .transpose()
    });
    files.collect()
}

/// The file that `link` in the file `from` means; none when it carries its own data.
fn resolve(from: &str, link: &str) -> Result<Option<String>> {
    let path = link.split(['?', '#']).next().unwrap_or_default();
    if link.starts_with("data:") || path.is_empty() {
        return Ok(None);
    }
    if path.starts_with("//")
        || path
            .split('/')
            .next()
            .is_some_and(|first| first.contains(':'))
    {
        bail!("that is on another host");
    }
    if path.starts_with('/') {
        bail!("that breaks where the folder lies below a path; write it relative to the page");
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.pop().is_none() => bail!("that lies outside the folder"),
            ".." => {}
            part => parts.push(part),
        }
    }
    Ok(Some(parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn each_file_counts_once_with_what_it_fetches_in_turn() {
        let dist = folder(&[
            (
                "event/index.html",
                "<link rel=stylesheet href=../a.css?1><script src='../app.js' data-later-wasm=b.wasm></script><a href=other/>",
            ),
            ("event/other/index.html", "not fetched"),
            (
                "a.css",
                "@import 'styles/b.css'; i { background: url(data:image/png;base64,x) }",
            ),
            ("styles/b.css", "i { background: url(../icon.svg#part) }"),
            ("icon.svg", "icon"),
            ("app.js", "import './part.js'; import('./later.js')"),
            ("part.js", "import './app.js'"),
            ("later.js", "not fetched"),
            ("b.wasm", "wasm"),
        ]);
        let files = first_load(dist.path(), "event/index.html").unwrap();
        let names: Vec<_> = files.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "a.css",
                "app.js",
                "event/index.html",
                "icon.svg",
                "part.js",
                "styles/b.css"
            ]
        );
        assert_eq!(files["icon.svg"], b"icon");
        let files = explorer(dist.path(), "event/index.html").unwrap();
        assert_eq!(files.keys().collect::<Vec<_>>(), ["b.wasm"]);
    }

    #[test]
    fn what_would_not_work_from_a_copied_folder_is_an_error() {
        let problem = |link: &str| {
            let dist = folder(&[(
                "event/index.html",
                &format!("<script src='{link}'></script>"),
            )]);
            format!(
                "{:#}",
                first_load(dist.path(), "event/index.html").unwrap_err()
            )
        };
        let starts = "dist/event/index.html fetches";
        assert_eq!(
            problem("https://example.org/a.js"),
            format!("{starts} https://example.org/a.js: that is on another host")
        );
        assert_eq!(
            problem("//example.org/a.js"),
            format!("{starts} //example.org/a.js: that is on another host")
        );
        assert!(problem("/a.js").starts_with(&format!("{starts} /a.js: that breaks")));
        assert_eq!(
            problem("../../a.js"),
            format!("{starts} ../../a.js: that lies outside the folder")
        );
        assert!(problem("a.js").starts_with("dist/event/a.js cannot be read"));
    }
}
