//! The explorer of an event in one file, which opens from disk without a server and without a network.
//!
//! The words of the record are plain HTML, to be read whatever else happens. What is large and of use to the explorer
//! alone is packed (gzip in base64) and put in place by `standalone.js`: the application, the tags, the index of topics,
//! the dialogs that cite and collect.
//! The file says by a policy of its own that it loads nothing and runs nothing but what is in it.

use crate::compress::gzip;
use crate::dialogs;
use crate::document::{Document, ICON, without_app};
use crate::event_page::metadata;
use crate::part::Record;
use crate::particulars::{colophon, masthead};
use crate::scripts;
use crate::site::Folder;
use crate::styles;
use crate::template::Assets;
use crate::topic_index::topic_index;
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use colloquy::shown::{Page, Shown};
use colloquy::strings::strings;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// Its name, beside the event's page. It has a full stop, so it is no remark's.
pub(crate) const FILE: &str = "standalone.html";

/// What the link to it says.
pub(crate) const LABEL: &str = "HTML in one file";

/// The built parts that go into the file.
pub(crate) struct Bundle {
    styles: String,
    styles_without_app: String,
    /// Unpacks and starts the application.
    script: String,
    icon: String,
    /// The JavaScript around the Wasm, as a module that starts it.
    glue: String,
    /// The dialogs, as a module that hands them over.
    dialogs: String,
    wasm: Vec<u8>,
}

impl Bundle {
    /// Reads them from the built folder.
    ///
    /// # Errors
    /// Where one is missing, or needs a file beside it.
    pub(crate) fn read(folder: &Path, assets: &Assets) -> Result<Self> {
        let bytes = |name: &str| {
            fs::read(folder.join(name)).with_context(|| format!("{name} cannot be read"))
        };
        let text = |name: &str| -> Result<String> {
            String::from_utf8(bytes(name)?).with_context(|| format!("{name} is no text"))
        };
        let mut styles = text(styles::FILE)?;
        for dialog in dialogs::styles_of_one_file() {
            styles += &text(&dialog)?;
        }
        Ok(Self {
            styles: self_contained_styles(styles)?,
            styles_without_app: self_contained_styles(text(styles::WITHOUT_APP)?)?,
            script: scripts::compact(&scripts::whole(include_str!("standalone.js"))),
            icon: STANDARD.encode(bytes(ICON)?),
            glue: starting(&text(&assets.js)?)?,
            dialogs: dialogs::module(text)?,
            wasm: bytes(&assets.wasm)?,
        })
    }
}

fn self_contained_styles(css: String) -> Result<String> {
    if css.contains("url(") || css.contains("@import") || css.contains("</") {
        bail!(
            "the styles name another file or would end their element: they cannot go into one file"
        );
    }
    Ok(css)
}

/// How wasm-bindgen ends the module: it exports the function that loads the Wasm.
const EXPORT: &str = "export { initSync, __wbg_init as default };";

/// What the dialogs call of the application.
const CALLED: &str = "kept_at";

/// The module, calling what it would export.
fn starting(glue: &str) -> Result<String> {
    if glue.matches(EXPORT).count() != 1 {
        bail!(
            "the JavaScript around the Wasm does not end in `{EXPORT}`: see EXPORT in standalone.rs"
        );
    }
    if glue.lines().any(|line| line.starts_with("import ")) {
        bail!("the JavaScript around the Wasm imports a file: it cannot go into one file");
    }
    if !glue.contains(&format!("export function {CALLED}(")) {
        bail!(
            "the JavaScript around the Wasm does not export `{CALLED}`: see CALLED in standalone.rs"
        );
    }
    Ok(glue.replace(EXPORT, &format!("colloquy(__wbg_init, {{ {CALLED} }});")))
}

/// The file of the event at a position of the archive.
pub(crate) fn standalone(folder: &Folder<'_>, event: usize, bundle: &Bundle) -> Document {
    let shown = Shown {
        event,
        page: Page::Event,
        root: "",
    };
    let event = &folder.archive.events[event];
    let strings = strings(&event.language);
    let record = Record {
        event,
        shown,
        strings,
    };
    let site = folder.site.as_deref();
    let mut later = Later::default();
    let body = html! {
        a.skip href="#_record" { (strings.skip) }
        (masthead(event, strings))
        main id="_main" tabindex="-1" {
            (without_app(strings.without_app_file))
            (dialogs::page_controls(strings, false))
            div.explorer {
                (crate::live::live(shown))
                div.record id="_record" {
                    @for part in 0..event.parts.len() {
                        (record.part_with(part, &later.put(&record.tags(part))))
                    }
                }
            }
        }
        (later.put(&topic_index(event, strings)))
        (colophon(event, site, strings))
    };
    let html = html! {
        (DOCTYPE)
        html lang=(strings.language) data-page="file" data-site=[site] {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(bundle));
                meta name="viewport" content="width=device-width, initial-scale=1";
                (metadata(folder, event).head(site.unwrap_or_default()))
                meta name="color-scheme" content="light dark";
                link rel="icon" type="image/svg+xml" href=(format!("data:image/svg+xml;base64,{}", bundle.icon));
                style { (PreEscaped(&bundle.styles)) }
                noscript { style { (PreEscaped(&bundle.styles_without_app)) } }
                script { (PreEscaped(&bundle.script)) }
            }
            body data-missing=(strings.not_unpacked) {
                (body)
                (packed("_later", later.0.as_bytes()))
                (packed("_glue", bundle.glue.as_bytes()))
                (packed("_dialogs", bundle.dialogs.as_bytes()))
                (packed("_files", dialogs::files_of_one_file(event, site).to_string().as_bytes()))
                (packed("_wasm", &bundle.wasm))
            }
        }
    };
    Document {
        path: format!("{}/{FILE}", event.id),
        html: html.into_string(),
    }
}

/// What the file may do: run what is in it, and nothing from elsewhere.
fn policy(bundle: &Bundle) -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; script-src {} {} {} 'wasm-unsafe-eval'; style-src {} {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(&bundle.script),
        hash(&bundle.glue),
        hash(&bundle.dialogs),
        hash(&bundle.styles),
        hash(&bundle.styles_without_app)
    )
}

/// Elements that the script puts in their places, in order.
#[derive(Default)]
struct Later(String);

impl Later {
    /// Sets an element aside; gives what stands in its place until then.
    fn put(&mut self, element: &Markup) -> Markup {
        if element.0.is_empty() {
            return Markup::default();
        }
        self.0.push_str(&element.0);
        html! { template.later {} }
    }
}

/// Bytes as a data block that the script finds by its id.
fn packed(id: &str, bytes: &[u8]) -> Markup {
    let packed = gzip(bytes).expect("memory can be written to");
    html! { script type="application/gzip" id=(id) { (PreEscaped(STANDARD.encode(packed))) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The file of the first event, published at `site`, around an application of no use.
    fn file(site: Option<&str>) -> String {
        let bundle = Bundle {
            styles: String::new(),
            styles_without_app: String::new(),
            script: String::new(),
            icon: String::new(),
            glue: String::new(),
            dialogs: String::new(),
            wasm: Vec::new(),
        };
        let folder = Folder {
            archive: colloquy::archive::archive(),
            assets: &Assets::default(),
            site: site.map(str::to_owned),
        };
        standalone(&folder, 0, &bundle).html
    }

    #[test]
    fn where_the_site_is_known_the_file_names_it_and_offers_the_other_formats() {
        let html = file(Some("https://example.org/"));
        assert!(html.contains("data-site=\"https://example.org/\""));
        assert!(html.contains("href=\"https://example.org/china-rok-30/record.json\""));
    }

    #[test]
    fn where_it_is_not_the_file_offers_no_other() {
        let html = file(None);
        assert!(!html.contains("data-site") && !html.contains("record.json"));
    }

    #[test]
    fn what_needs_a_folder_is_left_out() {
        let html = file(None);
        // What stands before the record is the application's, the same everywhere; there the styles hide it.
        let (_, record) = html.split_once("id=\"_record\"").unwrap();
        for needs in ["data-embeds", "../"] {
            assert!(!record.contains(needs), "{needs}");
        }
    }

    #[test]
    fn the_module_starts_what_it_exported() {
        let glue = |end: &str| {
            format!("export function {CALLED}(a) {{}}\nfunction __wbg_init() {{}}\n{end}\n")
        };
        assert_eq!(
            starting(&glue(EXPORT)).unwrap(),
            glue("colloquy(__wbg_init, { kept_at });")
        );
    }

    #[test]
    fn a_module_of_another_shape_is_refused() {
        for glue in [
            "export default __wbg_init;".to_owned(),
            format!("import {{ a }} from './snippets/a.js';\n{EXPORT}"),
            format!("function __wbg_init() {{}}\n{EXPORT}"),
        ] {
            assert!(starting(&glue).is_err(), "{glue}");
        }
    }

    #[test]
    fn styles_that_name_a_file_are_refused() {
        assert!(self_contained_styles("a { background: url(a.png) }".to_owned()).is_err());
        assert!(self_contained_styles("a { color: red }".to_owned()).is_ok());
    }
}
