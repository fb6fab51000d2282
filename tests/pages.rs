//! The pages that `publish` writes, from the content of this repository.
//!
//! A snapshot that differs is a change that readers, search engines or share previews will see; where it is meant,
//! `cargo insta review` or `INSTA_UPDATE=always` accepts it.

use std::collections::BTreeMap;

use publish::{Assets, Document, Options, pages};
use scraper::{Html, Selector};

const EVENT: &str = "china-rok-30";
const SITE: &str = "https://example.org/seminars";

/// The pages as they would be written, by path; the built parts have names without a hash.
fn built(site: Option<&str>) -> BTreeMap<String, String> {
    let assets = Assets {
        js: "colloquy.js".to_owned(),
        wasm: "colloquy_bg.wasm".to_owned(),
        ..Assets::default()
    };
    let options = Options {
        site: site.map(str::to_owned),
        ..Options::default()
    };
    let pages = pages(&assets, &options).expect("the content of this repository can be published");
    pages
        .into_iter()
        .map(|Document { path, html }| (path, html))
        .collect()
}

/// Every tag on a line of its own, so that a difference can be read.
fn lines(html: &str) -> String {
    html.replace('<', "\n<")
        .replace("\n</", "</")
        .trim_start()
        .to_owned()
}

/// The element between two strings of a page, both included.
fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let start = html
        .find(start)
        .unwrap_or_else(|| panic!("the page has no {start}"));
    let length = html[start..]
        .find(end)
        .unwrap_or_else(|| panic!("nothing ends with {end}"))
        + end.len();
    &html[start..start + length]
}

fn content(html: &str, selector: &str, name: &str) -> Option<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let document = Html::parse_document(html);
    document
        .select(&selector)
        .next()?
        .attr(name)
        .map(str::to_owned)
}

#[test]
fn the_head_of_the_event_page() {
    let page = &built(None)[&format!("{EVENT}/index.html")];
    insta::assert_snapshot!(lines(between(page, "<!DOCTYPE", "</head>")));
}

#[test]
fn a_remark_on_the_event_page() {
    let page = &built(None)[&format!("{EVENT}/index.html")];
    let start = page.find("id=\"lee-hee-ok\"").expect("the remark is there");
    let start = page[..start]
        .rfind("<article")
        .expect("a remark is an article");
    insta::assert_snapshot!(lines(between(&page[start..], "<article", "</article>")));
}

#[test]
fn a_remarks_own_page() {
    insta::assert_snapshot!(lines(
        &built(None)[&format!("{EVENT}/lee-hee-ok/index.html")]
    ));
}

#[test]
fn the_page_of_a_missing_address() {
    insta::assert_snapshot!(lines(&built(None)["404.html"]));
}

#[test]
fn every_remark_and_the_event_have_a_file() {
    let pages = built(None);
    let transcript = include_str!("../content/china-rok-30/transcript.md");
    let remarks = transcript.lines().filter(|line| line.starts_with("## "));
    let ids: Vec<&str> = remarks
        .map(|line| {
            line.split("{#")
                .nth(1)
                .unwrap_or_default()
                .split([' ', '}'])
                .next()
                .unwrap_or_default()
        })
        .collect();
    assert!(!ids.is_empty());
    for id in &ids {
        assert!(
            pages.contains_key(&format!("{EVENT}/{id}/index.html")),
            "{id} has no page"
        );
    }
    let html = pages.keys().filter(|path| path.ends_with(".html")).count();
    assert_eq!(
        html,
        ids.len() + 3,
        "the root, the event, the remarks and 404.html"
    );
}

#[test]
fn a_site_address_gives_every_page_its_canonical_address() {
    for site in [SITE, "https://example.org/seminars/"] {
        for (path, html) in built(Some(site)) {
            if !path.ends_with("index.html") {
                continue;
            }
            // The root shows the one event; its page of its own is the one to find.
            let folder = if path == "index.html" {
                format!("{EVENT}/")
            } else {
                path.replace("index.html", "")
            };
            let address = format!("{SITE}/{folder}");
            assert_eq!(
                content(&html, "link[rel=canonical]", "href").as_deref(),
                Some(address.as_str()),
                "{path}"
            );
            assert_eq!(
                content(&html, "meta[property='og:url']", "content").as_deref(),
                Some(address.as_str()),
                "{path}"
            );
            assert!(
                html.contains(&format!("\"url\":\"{address}\"")),
                "{path}: its structured data has no address"
            );
        }
    }
}

#[test]
fn the_sitemap_lists_every_page_with_an_address_of_its_own() {
    let pages = built(Some(SITE));
    let sitemap = &pages["sitemap.xml"];
    let mut listed: Vec<&str> = sitemap
        .split("<loc>")
        .skip(1)
        .filter_map(|rest| rest.split("</loc>").next())
        .collect();
    listed.sort_unstable();
    let mut addresses: Vec<String> = pages
        .keys()
        .filter(|path| path.ends_with("/index.html"))
        .map(|path| format!("{SITE}/{}", path.replace("index.html", "")))
        .collect();
    addresses.sort_unstable();
    assert_eq!(listed, addresses);
    assert!(pages["robots.txt"].contains(&format!("Sitemap: {SITE}/sitemap.xml\n")));
    assert!(!built(None)["robots.txt"].contains("Sitemap"));
}

#[test]
fn a_site_address_that_is_none_is_refused() {
    for site in [
        "example.org",
        "ftp://example.org/",
        "https://example.org/?a",
        "javascript:x",
        "https://exam ple.org",
    ] {
        let options = Options {
            site: Some(site.to_owned()),
            ..Options::default()
        };
        let error = pages(&Assets::default(), &options)
            .expect_err(site)
            .to_string();
        assert!(
            error.contains(site) && error.contains("https://"),
            "{error}"
        );
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    assert_eq!(built(Some(SITE)), built(Some(SITE)));
}
