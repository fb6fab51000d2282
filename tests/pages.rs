//! The pages that `publish` writes, from the content of this repository.
//!
//! A snapshot that differs is a change that readers, search engines or share previews will see; where it is meant,
//! `cargo insta review` or `INSTA_UPDATE=always` accepts it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use publish::{Assets, Document, Options, Pictures, pages};
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

#[test]
fn a_site_address_gives_every_remark_an_oembed_answer_and_the_way_to_it() {
    let pages = built(Some(SITE));
    let answers: Vec<&String> = pages
        .keys()
        .filter(|path| path.ends_with("oembed.json"))
        .collect();
    let remarks = pages
        .keys()
        .filter(|path| path.matches('/').count() == 2 && path.ends_with("index.html"));
    assert_eq!(answers.len(), remarks.count());
    let answer: serde_json::Value =
        serde_json::from_str(&pages[&format!("{EVENT}/wu-hailong/oembed.json")]).expect("JSON");
    for (key, value) in [
        ("version", "1.0"),
        ("type", "rich"),
        ("provider_url", "https://example.org/seminars/"),
    ] {
        assert_eq!(answer[key], value, "{answer}");
    }
    for key in ["width", "height"] {
        assert!(
            answer[key].as_u64().is_some_and(|size| size > 0),
            "{answer}"
        );
    }
    let address = format!("{SITE}/{EVENT}/wu-hailong/");
    let html = answer["html"].as_str().expect("HTML");
    assert_eq!(
        content(html, "iframe[title][width][height]", "src"),
        Some(format!("{address}?embed"))
    );
    assert!(!html.contains("<script"), "{html}");

    let discovery = r#"link[rel="alternate"][type="application/json+oembed"]"#;
    assert_eq!(
        content(
            &pages[&format!("{EVENT}/wu-hailong/index.html")],
            discovery,
            "href"
        ),
        Some(format!("{address}oembed.json"))
    );
    assert_eq!(content(&pages["index.html"], discovery, "href"), None);
}

#[test]
fn without_a_site_address_there_is_no_oembed() {
    for (path, html) in built(None) {
        assert!(
            !path.ends_with("oembed.json") && !html.contains("json+oembed"),
            "{path}"
        );
    }
}

/// The words that the scripts of a dialog ask for by name.
fn asked_for(dialog: &str) -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    for script in ["dialog.js", &format!("{dialog}.js")] {
        let path = format!("{}/public/{script}", env!("CARGO_MANIFEST_DIR"));
        let script = std::fs::read_to_string(path).expect("the script is there");
        let named = script.split("strings.").skip(1).map(|rest| {
            let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
            rest[..end.unwrap_or(rest.len())].to_owned()
        });
        asked.extend(named);
    }
    asked
}

/// The words that a dialog is given.
fn given(dialog: &str) -> BTreeSet<String> {
    let words: BTreeMap<String, String> =
        serde_json::from_str(&built(None)[&format!("{dialog}.en.json")]).expect("JSON of strings");
    words.into_keys().collect()
}

#[test]
fn the_embed_dialog_has_every_word_that_its_scripts_ask_for() {
    let sizes = ["small", "medium", "full"].map(str::to_owned);
    let asked: BTreeSet<String> = asked_for("embed-dialog").into_iter().chain(sizes).collect();
    assert_eq!(asked, given("embed-dialog"));
}

#[test]
fn the_collection_has_every_word_that_its_scripts_ask_for() {
    let formats = ["link", "text", "markdown", "html"].map(str::to_owned);
    let asked: BTreeSet<String> = asked_for("collection").into_iter().chain(formats).collect();
    assert_eq!(asked, given("collection"));
}

#[test]
fn the_dialog_of_citations_has_every_word_that_its_scripts_ask_for() {
    let citations: serde_json::Value =
        serde_json::from_str(&built(None)[&format!("{EVENT}/wu-hailong/citations.json")])
            .expect("JSON");
    let styles = citations["styles"].as_array().expect("styles");
    let forms = styles
        .iter()
        .flat_map(|style| style["forms"].as_array().expect("forms"));
    let forms = forms.map(|form| form["name"].as_str().expect("a name").to_owned());
    let asked: BTreeSet<String> = asked_for("cite-dialog").into_iter().chain(forms).collect();
    assert_eq!(asked, given("cite-dialog"));
}

#[test]
fn every_part_has_its_citations_where_its_control_says() {
    let pages = built(None);
    let selector = Selector::parse(".part [data-cites]").expect("a selector");
    for (path, html) in &pages {
        if !path.ends_with("index.html") {
            continue;
        }
        let document = Html::parse_document(html);
        let parts = Selector::parse(".part").expect("a selector");
        assert_eq!(
            document.select(&selector).count(),
            document.select(&parts).count(),
            "{path}"
        );
        for control in document.select(&selector) {
            let href = control.attr("data-cites").expect("it has one");
            let href = href.trim_start_matches("./").trim_start_matches("../");
            let href = href.trim_start_matches("../");
            let file = match href.split_once('#') {
                Some((folder, part)) => format!("{folder}{part}.citations.json"),
                None => format!("{href}citations.json"),
            };
            assert!(pages.contains_key(&file), "{path}: {file} is not there");
        }
    }
}

#[test]
fn citations_lead_to_the_site_where_its_address_is_known() {
    let (unknown, known) = (built(None), built(Some(SITE)));
    let address = |pages: &BTreeMap<String, String>, part: &str| {
        let file = &pages[&format!("{EVENT}/{part}citations.json")];
        let citations: serde_json::Value = serde_json::from_str(file).expect("JSON");
        citations["address"]
            .as_str()
            .expect("an address")
            .to_owned()
    };
    assert_eq!(address(&unknown, "wu-hailong/"), "./");
    assert_eq!(address(&unknown, "introduction."), "./#introduction");
    assert_eq!(
        address(&known, "wu-hailong/"),
        format!("{SITE}/{EVENT}/wu-hailong/")
    );
    assert_eq!(
        address(&known, "introduction."),
        format!("{SITE}/{EVENT}/#introduction")
    );
    for library in ["bib", "ris", "csl.json"] {
        let file = format!("{EVENT}/citations.{library}");
        assert!(known[&file].contains(&format!("{SITE}/{EVENT}/wu-hailong/")));
        // Nothing is said of an address that is not known, nor of a day of reading.
        for word in ["http", "urldate", "accessed", "Y2  -"] {
            assert!(!unknown[&file].contains(word), "{file} says {word}");
        }
    }
}

/// Writes the folder, as Trunk's hook does, below a fresh folder of this name; returns the folder and what became of the
/// pictures.
fn written(name: &str, kept: &Path) -> (PathBuf, Pictures) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    _ = fs::remove_dir_all(&folder);
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("public"),
        &folder,
    );
    // In the place of what Trunk builds.
    for (file, content) in [
        (
            "index.html",
            r#"<script src="./boot.js" data-js="./a.js" data-wasm="./a.wasm"></script>"#,
        ),
        (
            "a.js",
            "export function kept_at(place) {}\nexport { initSync, __wbg_init as default };",
        ),
        ("a.wasm", "\0asm"),
    ] {
        fs::write(folder.join(file), content).expect("a file can be written");
    }
    let options = Options {
        site: Some(SITE.to_owned()),
        pictures: Some(kept.to_owned()),
        ..Options::default()
    };
    let pictures = publish::write(&folder, &options).expect("the folder can be written");
    (folder, pictures)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder can be read") {
        let entry = entry.expect("a folder can be read");
        let copied = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &copied);
        } else {
            fs::copy(entry.path(), copied).expect("a file can be copied");
        }
    }
}

/// Width and height of a PNG.
fn size(path: &Path) -> (u32, u32) {
    let png = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "{}", path.display());
    assert!(
        png.len() <= 60_000,
        "{}: {} bytes",
        path.display(),
        png.len()
    );
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("4 bytes"));
    (side(16), side(20))
}

#[test]
fn every_page_names_a_picture_that_is_there_and_a_second_build_draws_none() {
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kept-pictures");
    _ = fs::remove_dir_all(&kept);
    let (folder, first) = written("with-pictures", &kept);
    let (again, second) = written("with-pictures-again", &kept);
    assert_eq!(
        (first.warnings.as_slice(), first.reused),
        (&[] as &[String], 0)
    );
    assert_eq!(
        (second.made, second.reused, second.bytes),
        (0, first.made, first.bytes)
    );

    let mut named = BTreeSet::new();
    for (path, html) in built(Some(SITE)) {
        if path.ends_with("oembed.json") {
            let answer: serde_json::Value = serde_json::from_str(&html).expect("JSON");
            let sides = [&answer["thumbnail_width"], &answer["thumbnail_height"]];
            assert_eq!(sides, [1200, 630], "{path}");
            let address = answer["thumbnail_url"].as_str().expect("an address");
            assert_eq!(
                address,
                format!("{SITE}/{}", path.replace("oembed.json", "preview.png"))
            );
        }
        if !path.ends_with("index.html") {
            continue;
        }
        let meta = |selector: &str| {
            content(&html, selector, "content").unwrap_or_else(|| panic!("{path}: no {selector}"))
        };
        let address = meta("meta[property='og:image']");
        let file = address
            .strip_prefix(&format!("{SITE}/"))
            .unwrap_or_else(|| panic!("{path}: {address} is elsewhere"));
        assert_eq!(size(&folder.join(file)), (1200, 630), "{path}");
        assert_eq!(
            fs::read(folder.join(file)).expect("a picture"),
            fs::read(again.join(file)).expect("a picture"),
            "{path}: the second build's is another"
        );
        let sides =
            ["width", "height"].map(|side| meta(&format!("meta[property='og:image:{side}']")));
        assert_eq!(sides, ["1200", "630"], "{path}");
        assert_eq!(
            meta("meta[name='twitter:card']"),
            "summary_large_image",
            "{path}"
        );
        assert_eq!(meta("meta[name='twitter:image']"), address, "{path}");
        let alt = meta("meta[property='og:image:alt']");
        assert!(
            alt.contains("not verbatim") && alt.contains("18 August 2022"),
            "{path}: {alt}"
        );
        named.insert(address);
    }
    assert_eq!(
        named.len(),
        first.made,
        "a picture that no page names, or two pages with one"
    );
}
