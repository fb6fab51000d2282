//! What Trunk built, read from the `index.html` that it wrote.

use anyhow::{Context, Result};

/// The files that a page starts, by name within the folder; and what Trunk's development server wants on each page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assets {
    /// The JavaScript that loads the Wasm.
    pub js: String,
    /// The Wasm.
    pub wasm: String,
    /// Scripts that `trunk serve` adds for live reload; empty in a release.
    pub reload: String,
    /// The version that pages name their parts by; empty where they name none.
    pub version: String,
    /// Whether pages start the worker that keeps them for use without a network.
    pub offline: bool,
}

impl Assets {
    /// Reads Trunk's `index.html`.
    ///
    /// # Errors
    /// Where the boot script or its attributes are missing: `Trunk.toml` and this program disagree.
    pub fn read(html: &str) -> Result<Self> {
        Ok(Self {
            js: attribute(html, "data-js")?,
            wasm: attribute(html, "data-wasm")?,
            reload: inline_scripts(html),
            ..Self::default()
        })
    }
}

fn attribute(html: &str, name: &str) -> Result<String> {
    let start = format!("{name}=\"");
    let (_, rest) = html.split_once(&start).with_context(|| {
        format!("Trunk's index.html has no `{name}`: see `pattern_script` in Trunk.toml")
    })?;
    let (value, _) = rest
        .split_once('"')
        .with_context(|| format!("`{name}` in Trunk's index.html has no end"))?;
    Ok(value.trim_start_matches("./").to_owned())
}

/// Scripts with a body: only live reload writes such.
fn inline_scripts(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<script") {
        rest = &rest[start..];
        let Some(end) = rest.find("</script>") else {
            break;
        };
        let (script, after) = rest.split_at(end + "</script>".len());
        if !script.contains("data-js=") {
            out.push_str(script);
        }
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_parts_are_named_by_the_boot_script() {
        let html = r#"<head><script src="./boot.js" data-js="./a-1.js" data-wasm="./a-1_bg.wasm"></script></head>"#;
        let assets = Assets::read(html).unwrap();
        assert_eq!(
            (
                assets.js.as_str(),
                assets.wasm.as_str(),
                assets.reload.as_str()
            ),
            ("a-1.js", "a-1_bg.wasm", "")
        );
    }

    #[test]
    fn live_reload_is_kept() {
        let html = r#"<script src="boot.js" data-js="a.js" data-wasm="a.wasm"></script><script>reload()</script>"#;
        assert_eq!(
            Assets::read(html).unwrap().reload,
            "<script>reload()</script>"
        );
    }

    #[test]
    fn a_template_without_the_boot_script_is_refused() {
        assert!(
            Assets::read("<html></html>")
                .unwrap_err()
                .to_string()
                .contains("pattern_script")
        );
    }
}
