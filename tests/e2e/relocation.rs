//! The folder works wherever it is copied.

use std::collections::{HashMap, HashSet};

use crate::folder;
use crate::page::{Found, POLICY, Page};
use crate::record::{EVENT, look_for, remarks};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        files: every_link_of_every_page_leads_to_something,
            no_address_depends_on_where_the_folder_lies;
        wide: the_folder_works_below_another_path,
            every_page_opens_in_a_browser_without_a_message;
    }
}

/// The links of pages: the file they are on, and what they name, relative addresses resolved within the folder.
fn links() -> Vec<(String, String)> {
    let mut links = Vec::new();
    for page in folder::pages() {
        for (selector, name) in [
            ("[href]", "href"),
            ("[src]", "src"),
            ("[data-later-js]", "data-later-js"),
            ("[data-later-wasm]", "data-later-wasm"),
        ] {
            for element in page.all(selector) {
                let address = element.attr(name).unwrap_or_default();
                // What boot.js loads is relative to boot.js, which lies in the root.
                let from = if name.starts_with("data-") {
                    ""
                } else {
                    page.path.as_str()
                };
                if !address.contains(':') {
                    links.push((page.path.clone(), resolve(from, address)));
                }
            }
        }
    }
    links
}

/// A relative address as seen from a file of the folder.
fn resolve(from: &str, address: &str) -> String {
    let (path, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    let mut way: Vec<&str> = from.split('/').collect();
    if !path.is_empty() {
        way.pop();
        for step in path.split('/') {
            match step {
                "." => {}
                ".." => assert!(way.pop().is_some(), "{from}: {address} leaves the folder"),
                step => way.push(step),
            }
        }
        if path.ends_with('/') || path.ends_with("..") || path == "." {
            way.retain(|step| !step.is_empty());
            way.push("index.html");
        }
    }
    way.retain(|step| !step.is_empty());
    way.join("/") + rest
}

fn every_link_of_every_page_leads_to_something() {
    let files: HashSet<String> = folder::files().into_iter().collect();
    let ids: HashMap<String, HashSet<String>> = folder::pages()
        .into_iter()
        .map(|page| {
            let ids = page
                .all("[id]")
                .into_iter()
                .filter_map(|element| element.attr("id"))
                .map(str::to_owned)
                .collect();
            (page.path.clone(), ids)
        })
        .collect();
    let links = links();
    assert!(links.len() > 1000, "only {} links were seen", links.len());
    for (from, to) in links {
        let (path, fragment) = to
            .split_once('#')
            .map_or((to.as_str(), None), |(path, fragment)| {
                (path, Some(fragment))
            });
        let path = path.split('?').next().unwrap_or_default();
        assert!(
            files.contains(path),
            "{from} links to {to}, which is not there"
        );
        if let Some(fragment) = fragment {
            assert!(
                ids[path].contains(fragment),
                "{from} links to {to}, where that is not there"
            );
        }
    }
}

fn no_address_depends_on_where_the_folder_lies() {
    for page in folder::pages() {
        for (selector, name) in [
            ("[href]", "href"),
            ("[src]", "src"),
            ("[data-later-js]", "data-later-js"),
            ("[data-later-wasm]", "data-later-wasm"),
        ] {
            for element in page.all(selector) {
                let address = element.attr(name).unwrap_or_default();
                let absolute = ["https://", "http://", "mailto:"]
                    .iter()
                    .any(|start| address.starts_with(start));
                assert!(
                    absolute || !address.starts_with('/'),
                    "{}: {address}",
                    page.path
                );
            }
        }
    }
}

async fn the_folder_works_below_another_path(page: &Page) {
    page.serve("/a/b/", Some(POLICY)).await;
    for address in ["", "china-rok-30/"] {
        page.visit(address).await;
        page.type_in("thaad").await;
        let expected = look_for(&[&|word| word == "thaad"]);
        assert_eq!(
            page.found().await,
            Found::of(expected.remarks.len(), expected.passages)
        );
        page.until_address(&format!("{address}?q=thaad")).await;
        page.click(&format!("#{} h2 a", expected.remarks[0])).await;
        page.until_address(&format!("{EVENT}/{}/", expected.remarks[0]))
            .await;
        page.until_live().await;
        page.click(".masthead .title a").await;
        page.until_address(&format!("{EVENT}/")).await;
        page.until_live().await;
        let home = page.home();
        let loaded: Vec<String> = page
            .value("performance.getEntriesByType('resource').map((entry) => entry.name)")
            .await;
        assert!(
            loaded.iter().all(|address| address.starts_with(&home)),
            "{loaded:?}"
        );
    }
    // A host adds the slash that someone left out.
    page.open("china-rok-30/wang-sheng").await;
    assert_eq!(page.address().await, "china-rok-30/wang-sheng/");
}

async fn every_page_opens_in_a_browser_without_a_message(page: &Page) {
    for remark in remarks() {
        let address = format!("{EVENT}/{remark}/");
        page.open(&address).await;
        assert_eq!(page.shown().await, [remark]);
        page.console_is_empty(&address).await;
    }
}
