//! The explorer comes when something is asked of it, and does what was asked before it was there.

use crate::page::{Found, Page};
use crate::record::{EVENT, transcript};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: reading_brings_no_explorer,
            a_control_pressed_before_the_explorer_is_there_is_obeyed,
            a_filter_chosen_before_the_explorer_is_there_is_obeyed,
            what_is_typed_brings_the_explorer;
        wide: what_an_address_asks_for_brings_the_explorer,
            the_keyboard_brings_the_explorer,
            a_selection_brings_the_explorer,
            a_place_followed_brings_the_explorer,
            a_remark_left_unasked_is_returned_to,
            where_the_explorer_cannot_come_it_is_said_and_links_lead_on;
    }
}

/// Whether the browser has fetched the explorer.
const FETCHED: &str =
    "performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('.wasm'))";

/// Opens an address as a first visit, where nothing is reached for.
async fn read(page: &Page, address: &str) {
    page.leave_site().await;
    page.open_at_once(address).await;
}

async fn reading_brings_no_explorer(page: &Page) {
    for address in [
        "",
        &format!("{EVENT}/"),
        &format!("{EVENT}/wu-hailong/"),
        "?embed",
        "?utm_source=letter",
    ] {
        read(page, address).await;
        for _ in 0..8 {
            page.run("scrollBy(0, innerHeight)").await;
            page.settle().await;
        }
        let mut fetched: Vec<String> = page
            .value("performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname.split('/').at(-1))")
            .await;
        fetched.sort_unstable();
        fetched.retain(|file| file != "icon.svg");
        assert_eq!(fetched, ["boot.js", "colloquy.css"], "{address}");
    }
}

async fn what_an_address_asks_for_brings_the_explorer(page: &Page) {
    for address in [
        "?q=thaad",
        "?topic=nato",
        "?view=passages",
        "#wu-hailong",
        "?nothing#~nothing-here",
    ] {
        read(page, address).await;
        page.until("document.documentElement.hasAttribute('data-ready')")
            .await;
    }
}

async fn a_control_pressed_before_the_explorer_is_there_is_obeyed(page: &Page) {
    page.slow_down().await;
    page.allow_clipboard().await;
    read(page, "").await;
    page.click("#wu-hailong [data-copy=link]").await;
    page.until("document.querySelector('.said [role=status]').textContent === 'Link copied.'")
        .await;

    read(page, "").await;
    page.click("#wu-hailong .tag > a").await;
    page.until("!!document.querySelector('#wu-hailong .tag.open')")
        .await;
    assert_eq!(page.address().await, "", "the tag is no link any more");

    read(page, "").await;
    page.click("#wu-hailong [data-cites]").await;
    page.until("!!document.querySelector('dialog')?.open").await;
}

async fn a_filter_chosen_before_the_explorer_is_there_is_obeyed(page: &Page) {
    page.slow_down().await;
    read(page, "").await;
    if page.is_narrow() {
        page.click(".fold").await;
        page.until("document.querySelector('.fold').getAttribute('aria-expanded') === 'true'")
            .await;
        read(page, "").await;
        page.run("document.querySelector('.facets').classList.add('open')")
            .await;
    }
    page.click("input[value=nato] + span").await;
    page.until_address("?topic=nato").await;
    assert!(
        page.value::<bool>("document.querySelector('input[value=nato]').checked")
            .await
    );
}

async fn what_is_typed_brings_the_explorer(page: &Page) {
    page.slow_down().await;
    read(page, "").await;
    page.click("#_q").await;
    page.type_here("thaad").await;
    page.until_address("?q=thaad").await;
    page.settle().await;
    assert_ne!(page.found().await, Found::read("18 remarks"));
    page.focus_is_on("#_q").await;
}

async fn the_keyboard_brings_the_explorer(page: &Page) {
    read(page, "").await;
    page.press('/').await;
    page.focus_is_on("#_q").await;
    page.until("document.documentElement.hasAttribute('data-ready')")
        .await;
    assert_eq!(
        page.value::<String>("document.querySelector('#_q').value")
            .await,
        ""
    );

    page.slow_down().await;
    read(page, "").await;
    page.run("document.querySelector('input[value=nato]').focus()")
        .await;
    page.press(' ').await;
    page.until_address("?topic=nato").await;
}

async fn a_selection_brings_the_explorer(page: &Page) {
    page.slow_down().await;
    read(page, "").await;
    page.run(
        "const sentence = document.querySelector('#wu-hailong .s'); sentence.scrollIntoView(); \
        getSelection().setBaseAndExtent(sentence.firstChild, 0, sentence.firstChild, 20)",
    )
    .await;
    page.until("document.querySelector('.take').checkVisibility()")
        .await;
}

async fn a_place_followed_brings_the_explorer(page: &Page) {
    page.slow_down().await;
    read(page, "").await;
    page.run("document.querySelector('#wang-sheng').scrollIntoView()")
        .await;
    page.settle().await;
    let before = page.place().await;
    page.run("document.querySelector('#wang-sheng .s .n').click()")
        .await;
    page.until("!!document.querySelector('#wang-sheng .s.named')")
        .await;
    page.until("document.activeElement.matches('#wang-sheng .s')")
        .await;
    page.until_live().await;
    page.back().await;
    page.until("!document.querySelector('.named')").await;
    page.settle().await;
    let after = page.place().await;
    assert_eq!(before.0, after.0);
    assert!(
        (before.1 - after.1).abs() < 2.0,
        "{before:?}, then {after:?}"
    );
}

async fn a_remark_left_unasked_is_returned_to(page: &Page) {
    for leave in [
        "location.reload()",
        "document.querySelector('#wang-sheng h2 a').click()",
    ] {
        read(page, "").await;
        page.run("document.querySelector('#wang-sheng').scrollIntoView(); scrollBy(0, 200)")
            .await;
        page.settle().await;
        let before = page.place().await;
        assert_eq!(before.0, "wang-sheng");
        assert!(!page.value::<bool>(FETCHED).await);
        page.run(leave).await;
        if leave.contains("click") {
            page.until_address(&format!("{EVENT}/wang-sheng/")).await;
            page.back().await;
        }
        page.until_address("").await;
        page.until_live().await;
        page.settle().await;
        let after = page.place().await;
        assert_eq!(before.0, after.0, "{leave}");
        assert!(
            (before.1 - after.1).abs() < 2.0,
            "{leave}: {before:?}, then {after:?}"
        );
    }
}

async fn where_the_explorer_cannot_come_it_is_said_and_links_lead_on(page: &Page) {
    page.refuse(".wasm").await;
    page.expect_message("ERR_BLOCKED_BY_CLIENT");
    page.expect_message("Colloquy could not start");
    page.expect_message("passed a promise that rejected");
    page.expect_no_life();
    read(page, "").await;
    page.run("document.querySelector('#wu-hailong [data-copy]').click()")
        .await;
    page.until(
        "document.querySelector('.said [role=alert]')?.textContent.includes('could not be loaded')",
    )
    .await;
    assert_eq!(page.shown().await.len(), transcript().len());

    read(page, "").await;
    page.run("document.querySelector('#wu-hailong .tag > a').click()")
        .await;
    page.until("location.hash.startsWith('#_topic.')").await;
}
