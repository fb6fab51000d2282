//! A whole page: what every page has in common.

use crate::metadata::Metadata;
use crate::offline::versioned;
use crate::styles;
use crate::template::Assets;
use colloquy::strings::Strings;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The picture that stands for the site.
pub(crate) const ICON: &str = "icon.svg";

/// The script that starts a page.
pub(crate) const BOOT: &str = "boot.js";

/// Shows a passage before the explorer is there.
pub(crate) const PASSAGE: &str = "passage.js";

/// A page and where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its file, relative to the folder, with `/`.
    pub path: String,
    /// The HTML.
    pub html: String,
}

/// What a page is made of.
pub(crate) struct Parts<'a> {
    pub(crate) metadata: &'a Metadata<'a>,
    pub(crate) strings: &'a Strings,
    pub(crate) assets: &'a Assets,
    /// The way to the folder's root.
    pub(crate) root: &'a str,
    /// What kind of page, for the styles.
    pub(crate) kind: &'a str,
    pub(crate) body: Markup,
}

/// The page as HTML.
pub(crate) fn document(parts: &Parts<'_>) -> String {
    let Parts {
        metadata,
        strings,
        assets,
        root,
        kind,
        body,
    } = parts;
    let part = |file: &str| format!("{root}{}", versioned(file, &assets.version));
    html! {
        (DOCTYPE)
        html lang=(strings.language) data-page=(kind) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                (metadata.head(root))
                @if *kind == crate::oembed::PAGES { (crate::oembed::discovery(metadata)) }
                meta name="color-scheme" content="light dark";
                link rel="icon" type="image/svg+xml" href=(part(ICON));
                link rel="stylesheet" href=(part(styles::FILE));
                noscript { link rel="stylesheet" href=(part(styles::WITHOUT_APP)); }
                script src=(part(BOOT)) data-later-js=(format!("./{}", assets.js)) data-later-wasm=(format!("./{}", assets.wasm)) data-offline[assets.offline] {}
            }
            body data-missing=(strings.not_loaded) {
                a.skip href=(if *kind == "event" { "#_record" } else { "#_main" }) { (strings.skip) }
                (body)
                (PreEscaped(&assets.reload))
            }
        }
    }
    .into_string()
}

/// Says that search and filters are off; shown by the styles where they are.
pub(crate) fn without_app(words: &str) -> Markup {
    html! { p.without-app { (words) } }
}
