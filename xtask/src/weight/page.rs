//! Everything that the first load of a page fetches from the built folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::links;

/// The files, by their path below the folder `dist`, that a browser fetches when it first opens the page at `page`
/// (a path below `dist`, with `/` between its parts), the page itself included.
///
/// # Errors
/// A file is missing, or the page fetches from another host.
pub(crate) fn first_load(dist: &Path, page: &str) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![page.to_owned()];
    while let Some(path) = waiting.pop() {
        if files.contains_key(&path) {
            continue;
        }
        let bytes =
            fs::read(dist.join(&path)).with_context(|| format!("dist/{path} cannot be read"))?;
        let text = String::from_utf8_lossy(&bytes);
        let links = match path.rsplit_once('.').map(|(_, extension)| extension) {
            Some("html") => links::of_html(&text),
            Some("css") => links::of_css(&text),
            Some("js" | "mjs") => links::of_script(&text),
            _ => Vec::new(),
        };
        for link in links {
            waiting.extend(
                resolve(&path, &link).with_context(|| format!("dist/{path} fetches {link}"))?,
            );
        }
        files.insert(path, bytes);
    }
    Ok(files)
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
                "<link rel=stylesheet href=../a.css?1><script src='../app.js'></script><a href=other/>",
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
