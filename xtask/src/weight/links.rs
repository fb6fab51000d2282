//! What HTML, CSS and JavaScript make a browser fetch, at once or when it is asked for.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// The addresses that a page makes a browser fetch before anyone does anything, as they are written: scripts, styles,
/// preloads, icons and pictures that do not wait. Files that a script names in a `data-` attribute, relative to itself,
/// count, since a boot script fetches what it is told to. What stands in `<noscript>` or `<template>` is for others.
pub(super) fn of_html(html: &str) -> Vec<String> {
    of_tags(html, of_tag)
}

/// The addresses that the scripts of a page fetch when they are asked to, as they are written: those that a script names in
/// an attribute that begins with `data-later-`, relative to itself. `tests/e2e/waking.rs` holds a browser against it.
pub(super) fn later_of_html(html: &str) -> Vec<String> {
    of_tags(html, |tag| match &tag.name[..] {
        b"script" => told(tag, |name| name.starts_with(LATER)),
        _ => Vec::new(),
    })
}

/// How the names of attributes begin that name what is fetched when it is asked for.
const LATER: &[u8] = b"data-later-";

fn of_tags(html: &str, of_tag: impl Fn(&StartTag<()>) -> Vec<String>) -> Vec<String> {
    let mut links = Vec::new();
    let mut aside = 0_u32;
    let mut emitter = DefaultEmitter::<()>::default();
    // What stands within a script or a style is no markup.
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) if is_aside(&tag.name) => aside += u32::from(!tag.self_closing),
            Token::EndTag(tag) if is_aside(&tag.name) => aside = aside.saturating_sub(1),
            Token::StartTag(tag) if aside == 0 => links.extend(of_tag(&tag)),
            _ => {}
        }
    }
    links
}

fn is_aside(name: &[u8]) -> bool {
    matches!(name, b"noscript" | b"template")
}

/// The files that a script from elsewhere is told of in attributes with such names.
fn told(script: &StartTag<()>, named: impl Fn(&[u8]) -> bool) -> Vec<String> {
    let Some(src) = attribute(script, b"src") else {
        return Vec::new();
    };
    let folder = src.rsplit_once('/').map_or("", |(folder, _)| folder);
    let attributes = script.attributes.iter();
    let values = attributes
        .filter(|(name, _)| named(name))
        .map(|(_, value)| String::from_utf8_lossy(value).trim().to_owned());
    values
        .filter(|address| address.contains('.'))
        .map(|address| {
            format!("{folder}/{address}")
                .trim_start_matches('/')
                .to_owned()
        })
        .collect()
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(name)?;
    Some(String::from_utf8_lossy(value).trim().to_owned())
}

fn of_tag(tag: &StartTag<()>) -> Vec<String> {
    let attribute = |name: &[u8]| attribute(tag, name);
    match &tag.name[..] {
        b"link" => {
            const FETCHED: [&str; 4] = ["stylesheet", "preload", "modulepreload", "icon"];
            let relation = attribute(b"rel").unwrap_or_default().to_ascii_lowercase();
            let fetched = relation
                .split_ascii_whitespace()
                .any(|word| FETCHED.contains(&word));
            attribute(b"href").filter(|_| fetched).into_iter().collect()
        }
        b"script" => {
            let at_once = |name: &[u8]| name.starts_with(b"data-") && !name.starts_with(LATER);
            let script = attribute(b"src");
            script.into_iter().chain(told(tag, at_once)).collect()
        }
        b"img" if attribute(b"loading").as_deref() != Some("lazy") => {
            attribute(b"src").into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The addresses in `url(…)` and `@import "…"` of a style sheet, comments left out.
pub(super) fn of_css(css: &str) -> Vec<String> {
    let mut text = String::with_capacity(css.len());
    for (number, part) in css.split("/*").enumerate() {
        text.push_str(if number == 0 {
            part
        } else {
            part.split_once("*/").map_or("", |(_, rest)| rest)
        });
    }
    let urls = text
        .split("url(")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once(')')?.0.trim().trim_matches(['"', '\''])));
    let imports = text
        .split("@import")
        .skip(1)
        .filter_map(|rest| quoted(rest.trim_start()));
    urls.chain(imports).map(str::to_owned).collect()
}

/// The modules that a script imports as soon as it is loaded: `import … from "…"`, `export … from "…"`, `import "…"`.
/// `import(…)` fetches later and does not count.
pub(super) fn of_script(script: &str) -> Vec<String> {
    let froms = script.split("from").skip(1);
    let bare = script.split("import").skip(1);
    froms
        .chain(bare)
        .filter_map(|rest| quoted(rest.trim_start()))
        .filter(|address| {
            ["./", "../", "/"]
                .iter()
                .any(|start| address.starts_with(start))
        })
        .map(str::to_owned)
        .collect()
}

/// What stands in the quotation marks that `text` begins with.
fn quoted(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|mark| "\"'".contains(*mark))?;
    Some(text[1..].split_once(mark)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_fetches_scripts_styles_preloads_icons_and_pictures() {
        let html = r#"<!doctype html><html><head>
            <link rel="canonical" href="https://example.org/event/">
            <LINK REL="stylesheet" HREF="../page.css" media=print>
            <link rel='shortcut icon' href=../icon.svg>
            <link rel="modulepreload" href="../app.js" integrity="sha384-x">
            <link rel="preload" as="fetch" href="../type.woff2">
            <link rel="alternate" href="record.json">
            <script type="module" src="../boot.js" data-words="./words.json" data-later-wasm="./app_bg.wasm" data-mode="hydrate"></script>
            <script type="application/ld+json">{"image": "<img src=no.png>"}</script>
            </head><body><!-- <img src="no.png"> --><noscript><img src="no.png"></noscript>
            <template><img src="no.png"></template>
            <img src="plan.png"><img loading="lazy" src="no.png"><a href="no/">remark</a></body></html>"#;
        let expected = [
            "../page.css",
            "../icon.svg",
            "../app.js",
            "../type.woff2",
            "../boot.js",
            ".././words.json",
            "plan.png",
        ];
        let mut found = of_html(html);
        found.sort_unstable();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected);
        assert_eq!(later_of_html(html), [".././app_bg.wasm"]);
    }

    #[test]
    fn a_style_sheet_fetches_what_it_imports_and_shows() {
        let css = r#"@import "tokens.css"; @import url('type.css');
            /* url(no.png) */ body { background: url( "paper.png" ) } i { mask: url(data:image/svg+xml,x) }"#;
        assert_eq!(
            of_css(css),
            [
                "type.css",
                "paper.png",
                "data:image/svg+xml,x",
                "tokens.css"
            ]
        );
    }

    #[test]
    fn a_script_fetches_its_modules_but_not_those_it_may_want_later() {
        let script = r#"import { a } from './snippets/a.js';import*as b from"../b.js";
            import "./c.js"; export { d } from '/d.js'; import e from "bare";
            const later = () => import("./later.js"); const text = "from here";"#;
        assert_eq!(
            of_script(script),
            ["./snippets/a.js", "../b.js", "/d.js", "./c.js"]
        );
    }
}
