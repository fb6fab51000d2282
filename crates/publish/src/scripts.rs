//! The scripts of the built folder, without their comments, for which every visitor would wait.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// What scripts are put together from, each in the place of a line that names it: what the script of a page and that of the
/// single file share; how the explorer comes to a page; what a page in a frame tells the page around it.
const PARTS: [(&str, &str); 3] = [
    ("  // reader.js\n", include_str!("reader.js")),
    ("  // start.js\n", include_str!("start.js")),
    ("  // frame.js\n", include_str!("frame.js")),
];

/// A script with its parts in their places.
pub(crate) fn whole(script: &str) -> String {
    PARTS
        .iter()
        .fold(script.to_owned(), |script, (line, part)| {
            script.replace(line, part)
        })
}

/// Makes the script at `path` [`whole`].
///
/// # Errors
/// Where it cannot be read or written.
pub(crate) fn complete(path: &Path) -> Result<()> {
    rewrite(path, whole)
}

/// Takes the comments out of the scripts in the root of the built folder.
///
/// # Errors
/// Where one cannot be read or written.
pub(crate) fn compact_all(folder: &Path) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "js") {
            rewrite(&path, compact)?;
        }
    }
    Ok(())
}

fn rewrite(path: &Path, change: fn(&str) -> String) -> Result<()> {
    let script =
        fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    fs::write(path, change(&script))
        .with_context(|| format!("{} cannot be written", path.display()))
}

/// JavaScript without the lines that hold only a comment. The sources have no such line within a string.
pub(crate) fn compact(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines() {
        let words = line.trim();
        if in_comment || words.starts_with("/*") {
            in_comment = !words.ends_with("*/");
        } else if !words.is_empty() && !words.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_have_their_parts_once() {
        let boot = include_str!("../../../public/boot.js");
        for (script, parts) in [
            (boot, &PARTS[..]),
            (include_str!("standalone.js"), &PARTS[..1]),
        ] {
            for (line, part) in parts {
                assert_eq!(script.matches(line).count(), 1, "{line}");
                assert!(whole(script).contains(part), "{line}");
            }
            assert!(PARTS.iter().all(|(line, _)| !whole(script).contains(line)));
        }
    }

    #[test]
    fn lines_of_comments_are_left_out() {
        let script = "// What it is.\n/**\n * @param {number} a\n */\nexport const f = (a) => {\n  // Why.\n  return a * 2; // twice\n};\n\n/* c */\nf(1);\n";
        assert_eq!(
            compact(script),
            "export const f = (a) => {\n  return a * 2; // twice\n};\nf(1);\n"
        );
    }
}
