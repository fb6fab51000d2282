//! The styles, joined into one file: a page then waits for one request.

use anyhow::{Context, Result};
use std::path::Path;

/// The joined file, in the folder's root.
pub(crate) const FILE: &str = "colloquy.css";

/// The styles of a page whose scripts are off.
pub(crate) const WITHOUT_APP: &str = "without-app.css";

/// Joins `styles/*.css` of the built folder, in the order of their names, into [`FILE`], and removes the parts.
pub(crate) fn join(folder: &Path) -> Result<()> {
    let parts = folder.join("styles");
    let mut files: Vec<_> = std::fs::read_dir(&parts)
        .with_context(|| format!("{} cannot be read", parts.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    files.sort();
    let mut css = String::new();
    for file in files {
        let part = std::fs::read_to_string(&file)
            .with_context(|| format!("{} cannot be read", file.display()))?;
        css.push_str(&compact(&part));
    }
    std::fs::write(folder.join(FILE), css)?;
    std::fs::remove_dir_all(parts)?;
    Ok(())
}

/// CSS without comments, indentation and empty lines. The sources hold no comment marks within strings.
fn compact(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| format!("{line}\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_are_left_out() {
        assert_eq!(
            compact("/* a\n b */\na {\n  color: red; /* c */\n}\n\n"),
            "a {\ncolor: red;\n}\n"
        );
    }

    /// Browsers would ask it anew at each keystroke, for the whole page.
    #[test]
    fn no_style_on_screen_asks_what_the_whole_page_holds() {
        let styles = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/styles");
        for file in std::fs::read_dir(styles).unwrap() {
            let css = compact(&std::fs::read_to_string(file.unwrap().path()).unwrap());
            let on_screen = css.split("@media print").next().unwrap_or_default();
            let asks = on_screen.split_whitespace().find(|selector| {
                selector.contains(":has(")
                    && ["html", "body", ":root"]
                        .iter()
                        .any(|whole| selector.starts_with(whole))
            });
            assert_eq!(asks, None);
        }
    }
}
