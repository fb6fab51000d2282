//! The scripts of the built folder, without their comments, for which every visitor would wait.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// What the script of a page and that of the single file share.
const READER: &str = include_str!("reader.js");

/// The line in whose place it stands.
const HERE: &str = "  // reader.js\n";

/// A script with what it shares in its place.
pub(crate) fn whole(script: &str) -> String {
    script.replace(HERE, READER)
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
    fn what_scripts_share_stands_in_both() {
        let boot = include_str!("../../../public/boot.js");
        for script in [boot, include_str!("standalone.js")] {
            assert_eq!(script.matches(HERE).count(), 1);
            assert!(whole(script).contains("addEventListener(\"copy\""));
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
