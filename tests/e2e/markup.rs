//! The markup of every built page: what search engines, share previews and assistive technology read.

use std::collections::{BTreeMap, HashMap, HashSet};

use scraper::ElementRef;
use serde_json::Value;

use crate::browser;
use crate::folder::{self, Built};
use crate::record::{EVENT, remarks};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        files: every_page_has_a_title_of_its_own_one_heading_and_a_language,
            every_page_describes_itself_for_search_and_sharing,
            structured_data_names_the_event_and_says_what_the_record_is,
            every_page_has_a_picture_beside_it_of_the_size_that_sharing_wants,
            without_a_site_address_no_page_claims_one,
            ids_are_unique_and_references_to_them_hold,
            no_control_is_nested_in_another,
            headings_do_not_skip_a_level,
            nothing_on_a_page_needs_an_inline_script_or_style,
            the_browser_reads_the_markup_as_it_was_written;
    }
}

/// The pages with a record on them: all but `404.html`.
fn record_pages() -> Vec<Built> {
    let pages: Vec<Built> = folder::pages()
        .into_iter()
        .filter(|page| page.path != "404.html")
        .collect();
    assert_eq!(
        pages.len(),
        remarks().len() + 2,
        "the root, the event and each remark"
    );
    pages
}

fn every_page_has_a_title_of_its_own_one_heading_and_a_language() {
    let mut titles = HashMap::new();
    for page in folder::pages() {
        let path = &page.path;
        let title: Vec<String> = page
            .all("title")
            .iter()
            .map(|title| title.text().collect())
            .collect();
        assert!(
            title.len() == 1 && !title[0].is_empty(),
            "{path}: {title:?}"
        );
        assert_eq!(page.all("h1").len(), 1, "{path}");
        assert_eq!(page.attribute("html", "lang"), Some("en"), "{path}");
        assert_eq!(page.all("main").len(), 1, "{path}");
        assert!(
            page.attribute("meta[name=viewport]", "content").is_some(),
            "{path}"
        );
        // The root shows the one event there is.
        if path != "index.html"
            && let Some(other) = titles.insert(title[0].clone(), path.clone())
        {
            panic!("{path} and {other} are both “{}”", title[0]);
        }
    }
}

fn every_page_describes_itself_for_search_and_sharing() {
    let mut descriptions = HashSet::new();
    for page in record_pages() {
        let path = &page.path;
        let content = |selector: &str| {
            page.attribute(selector, "content")
                .unwrap_or_default()
                .to_owned()
        };
        let title: String = page.all("title")[0].text().collect();
        let description = content("meta[name=description]");
        assert!(
            (50..=300).contains(&description.chars().count()),
            "{path}: “{description}”"
        );
        assert!(
            path == "index.html" || descriptions.insert(description.clone()),
            "{path} describes itself as another"
        );
        assert_eq!(content("meta[property='og:title']"), title, "{path}");
        assert_eq!(
            content("meta[property='og:description']"),
            description,
            "{path}"
        );
        assert_eq!(content("meta[property='og:type']"), "article", "{path}");
        // English has no territory, and Open Graph no locale without one.
        assert_eq!(page.all("meta[property='og:locale']").len(), 0, "{path}");
        assert_eq!(content("meta[name='twitter:card']"), "summary", "{path}");
        assert_eq!(content("meta[name='twitter:title']"), title, "{path}");
        assert_eq!(
            content("meta[name='twitter:description']"),
            description,
            "{path}"
        );
    }
}

fn structured_data_names_the_event_and_says_what_the_record_is() {
    for page in record_pages() {
        let data = page.all("script[type='application/ld+json']");
        assert_eq!(data.len(), 1, "{}", page.path);
        let data: Value = serde_json::from_str(&data[0].text().collect::<String>())
            .unwrap_or_else(|error| panic!("{}: {error}", page.path));
        assert_eq!(data["@context"], "https://schema.org", "{}", page.path);
        assert_eq!(data["genre"], "reported speech", "{}", page.path);
        assert_eq!(
            data["publisher"]["name"], "Taihe Institute",
            "{}",
            page.path
        );
        assert!(
            data.to_string().contains("2022-08-18"),
            "{}: {data}",
            page.path
        );
        if page.path.contains("wu-hailong/") {
            assert!(
                data.to_string().contains("\"Wu Hailong\""),
                "{}: {data}",
                page.path
            );
        }
    }
}

fn every_page_has_a_picture_beside_it_of_the_size_that_sharing_wants() {
    for page in record_pages() {
        let path = match page.path.as_str() {
            // The root shows the one event there is.
            "index.html" => format!("{EVENT}/preview.png"),
            path => path.replace("index.html", "preview.png"),
        };
        let png = std::fs::read(browser::dist().join(&path))
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "{path} is no PNG");
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("4 bytes"));
        assert_eq!((side(16), side(20)), (1200, 630), "{path}");
        assert!(png.len() <= 60_000, "{path} has {} bytes", png.len());
    }
}

fn without_a_site_address_no_page_claims_one() {
    for page in folder::pages() {
        for selector in [
            "link[rel=canonical]",
            "meta[property='og:url']",
            "meta[property='og:image']",
            "meta[name='twitter:image']",
            "link[rel=sitemap]",
        ] {
            assert_eq!(page.all(selector).len(), 0, "{}: {selector}", page.path);
        }
    }
    assert!(!folder::files().contains(&"sitemap.xml".to_owned()));
}

fn ids_are_unique_and_references_to_them_hold() {
    for page in folder::pages() {
        let mut ids = HashSet::new();
        for element in page.all("[id]") {
            let id = element.attr("id").unwrap_or_default();
            assert!(
                !id.is_empty() && !id.contains(char::is_whitespace),
                "{}: “{id}” is no id",
                page.path
            );
            assert!(ids.insert(id), "{}: two elements are #{id}", page.path);
        }
        for name in [
            "for",
            "aria-labelledby",
            "aria-describedby",
            "aria-controls",
        ] {
            for element in page.all(&format!("[{name}]")) {
                for id in element.attr(name).unwrap_or_default().split_whitespace() {
                    assert!(
                        ids.contains(id),
                        "{}: {name} names #{id}, which is not there",
                        page.path
                    );
                }
            }
        }
    }
}

const INTERACTIVE: [&str; 7] = [
    "a", "button", "input", "select", "textarea", "label", "summary",
];

fn no_control_is_nested_in_another() {
    for page in folder::pages() {
        for control in page.all(&INTERACTIVE.join(", ")) {
            let outer = control
                .ancestors()
                .filter_map(ElementRef::wrap)
                .find(|outer| {
                    let names = (outer.value().name(), control.value().name());
                    INTERACTIVE.contains(&names.0) && names != ("label", "input")
                });
            assert!(
                outer.is_none(),
                "{}: {} lies in {}",
                page.path,
                control.html(),
                outer.map_or(String::new(), |outer| outer.html())
            );
        }
    }
}

fn headings_do_not_skip_a_level() {
    for page in folder::pages() {
        let mut before = 0;
        for heading in page.all("h1, h2, h3, h4, h5, h6") {
            let level: u32 = heading.value().name()[1..]
                .parse()
                .expect("a heading has a level");
            assert!(
                level <= before + 1,
                "{}: {} follows level {before}",
                page.path,
                heading.html()
            );
            before = level;
        }
    }
}

fn nothing_on_a_page_needs_an_inline_script_or_style() {
    for page in record_pages() {
        assert_eq!(
            page.all("style, [style], script:not([src]):not([type='application/ld+json'])")
                .len(),
            0,
            "{}",
            page.path
        );
        for element in page.all("*") {
            let handler = element
                .value()
                .attrs()
                .find(|(name, _)| name.starts_with("on"));
            assert!(handler.is_none(), "{}: {handler:?}", page.path);
        }
    }
}

/// A parser moves what stands where it may not; hydration would then look in the wrong place.
fn the_browser_reads_the_markup_as_it_was_written() {
    for page in folder::pages() {
        let mut written: BTreeMap<&str, usize> = BTreeMap::new();
        // What is in `noscript` is text to a parser that runs scripts.
        let (before, hidden) = page
            .text
            .split_once("<noscript>")
            .unwrap_or((&page.text, ""));
        let after = hidden
            .split_once("</noscript>")
            .map_or("", |(_, after)| after);
        for tag in before.split('<').skip(1).chain(after.split('<').skip(1)) {
            let name = tag
                .split(|sign: char| !sign.is_ascii_alphanumeric())
                .next()
                .unwrap_or_default();
            *written.entry(name).or_default() += 1;
        }
        for (name, count) in written {
            // Ends of tags, comments and the doctype have no name here; data may hold a `<`.
            if !name.is_empty() && name != "DOCTYPE" {
                let read = page.all(&name.to_lowercase()).len();
                assert_eq!(
                    read, count,
                    "{}: <{name}> is written {count} times, read {read} times",
                    page.path
                );
            }
        }
        // `<!>` is how the framework marks places; parsers read it as an empty comment.
        let errors: HashSet<&str> = page
            .html
            .errors
            .iter()
            .map(AsRef::as_ref)
            .filter(|error| !error.contains("MarkupDeclarationOpen"))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:?}", page.path);
    }
}
