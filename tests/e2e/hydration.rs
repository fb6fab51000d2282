//! The page comes alive without a word changed, a thing moved or a message on the console.

use serde_json::json;
use thirtyfour::Key;

use crate::page::Page;
use crate::record::EVENT;
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: nothing_moves_while_the_page_loads_and_comes_alive,
            coming_alive_changes_no_word;
        narrow: filters_that_are_opened_meanwhile_stay_open;
        wide: the_page_can_be_read_before_it_comes_alive,
            what_is_done_meanwhile_is_not_undone,
            the_text_is_loaded_once_and_nothing_from_elsewhere;
    }
}

/// Addresses whose first moments differ.
const ADDRESSES: [&str; 8] = [
    "",
    "china-rok-30/",
    "china-rok-30/qiu-guohong/",
    "china-rok-30/qiu-guohong/#s3-4",
    "?q=THAAD",
    "?topic=young-people&view=passages",
    "#wang-sheng.s3",
    "?q=zzyzx",
];

async fn nothing_moves_while_the_page_loads_and_comes_alive(page: &Page) {
    page.slow_down().await;
    for address in ADDRESSES {
        page.visit(address).await;
        page.settle().await;
        page.nothing_has_moved().await;
        page.console_is_empty(address).await;
        assert_eq!(
            page.attribute("html", "data-pending").await,
            None,
            "{address} is hidden still"
        );
    }
}

async fn coming_alive_changes_no_word(page: &Page) {
    for address in ["", "china-rok-30/", "china-rok-30/wu-hailong-closing/"] {
        page.visit(address).await;
        let changed = page
            .run(
                "const words = (root) => [...root.querySelectorAll('h1, h2, h3, .words p, .tags, .standing, .particulars, dd')] \
                   .map((element) => element.textContent); \
                 return fetch(location.href).then((response) => response.text()).then((html) => { \
                   const before = words(new DOMParser().parseFromString(html, 'text/html')); \
                   const after = words(document); \
                   return { count: after.length, changed: before.length !== after.length ? [before.length, after.length] \
                     : after.filter((text, index) => text !== before[index]) }; \
                 })",
            )
            .await;
        assert_eq!(changed["changed"], json!([]), "{address}");
        assert!(changed["count"].as_u64() > Some(4), "{address}");
    }
}

async fn the_page_can_be_read_before_it_comes_alive(page: &Page) {
    page.refuse(".wasm").await;
    page.expect_message("ERR_BLOCKED_BY_CLIENT");
    page.expect_message("Colloquy could not start");
    // Firefox says that the worker could not keep what was refused.
    page.expect_message("passed a promise that rejected");
    page.expect_no_life();
    page.open(&format!("{EVENT}/#wang-sheng.s3")).await;
    assert!(page.seen(".part").await > 17);
    assert_eq!(page.count(".s:target").await, 1);
    page.until("document.documentElement.dataset.app === 'failed'")
        .await;
    assert_eq!(page.seen(".without-app").await, 1);
    assert_eq!(page.seen("input, button").await, 0);
}

async fn the_text_is_loaded_once_and_nothing_from_elsewhere(page: &Page) {
    page.open("").await;
    page.type_in("trust").await;
    let home = page.home();
    let loaded: Vec<String> = page
        .value("performance.getEntriesByType('resource').map((entry) => entry.name)")
        .await;
    assert!(
        loaded.iter().all(|address| address.starts_with(&home)),
        "{loaded:?}"
    );
    // The browser itself asks for the icon, again whenever the address changes.
    let twice: Vec<_> = loaded
        .iter()
        .filter(|address| !address.contains("/icon.svg"))
        .filter(|address| loaded.iter().filter(|other| other == address).count() > 1)
        .collect();
    assert!(twice.is_empty(), "loaded twice: {twice:?}");
    assert!(loaded.len() <= 7, "{loaded:?}");
}

async fn what_is_done_meanwhile_is_not_undone(page: &Page) {
    page.slow_down().await;
    for address in ["#wang-sheng.s3", "?q=trust", "?topic=nato"] {
        page.leave_site().await;
        page.open_at_once(address).await;
        page.run("const box = document.querySelector('#_q'); box.focus({ preventScroll: true }); box.select()")
            .await;
        page.type_here("nuclear").await;
        page.press(Key::Enter).await;
        page.until_live().await;
        page.settle().await;
        page.focus_is_on("#_q").await;
        let written: String = page.value("document.querySelector('#_q').value").await;
        assert_eq!(written, "nuclear", "{address}");
        let asked = match address {
            "?topic=nato" => "?q=nuclear&topic=nato",
            _ => "?q=nuclear",
        };
        page.until_address(asked).await;
    }
    page.leave_site().await;
    page.open_at_once("?q=trust").await;
    let shown: String = page.value("document.querySelector('#_q').value").await;
    assert_eq!(shown, "trust", "what was asked for is there from the first");
    page.until_live().await;

    page.leave_site().await;
    page.open_at_once("?q=rust").await;
    page.run("const box = document.querySelector('#_q'); box.focus(); box.setSelectionRange(0, 0)")
        .await;
    page.until_live().await;
    page.type_here("t").await;
    let written: String = page.value("document.querySelector('#_q').value").await;
    assert_eq!(written, "trust", "the caret stays where it was put");
}

async fn filters_that_are_opened_meanwhile_stay_open(page: &Page) {
    page.slow_down().await;
    page.leave_site().await;
    page.open_at_once("").await;
    page.run("document.querySelector('.fold').click()").await;
    page.until_live().await;
    page.until("document.querySelector('.fold').getAttribute('aria-expanded') === 'true'")
        .await;
}
