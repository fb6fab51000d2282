//! The explorer comes when something is asked of it, and does what was asked before it was there.

use thirtyfour::Key;

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
            a_place_left_unasked_is_returned_to,
            a_sentence_number_pressed_first_is_copied,
            a_page_that_was_translated_meanwhile_comes_alive,
            escape_takes_back_what_was_pressed,
            where_the_explorer_cannot_come_it_is_said_and_links_lead_on,
            where_the_network_comes_back_the_explorer_does_too,
            a_topic_chosen_in_a_tag_before_the_explorer_is_there_is_obeyed;
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

/// Waits for the explorer, and does nothing that would bring it.
async fn until_it_comes(page: &Page) {
    page.until("document.documentElement.hasAttribute('data-ready')")
        .await;
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
        let fetched: Vec<String> = page
            .value("performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname.split('/').at(-1))")
            .await;
        assert!(fetched.iter().any(|file| file == "boot.js"), "{fetched:?}");
        // The worker is no part of the page, and one engine is listened to by a script of the tests.
        const READ: [&str; 5] = [
            "boot.js",
            "colloquy.css",
            "icon.svg",
            "sw.js",
            "e2e-console.js",
        ];
        assert!(
            fetched.iter().all(|file| READ.contains(&file.as_str())),
            "{address}: {fetched:?}"
        );
    }
}

async fn what_an_address_asks_for_brings_the_explorer(page: &Page) {
    for address in [
        "?q=thaad",
        "?topic=nato",
        "?topic=&topic=nato",
        "?view=passages",
        "#wu-hailong",
        "?nothing#~nothing-here",
    ] {
        read(page, address).await;
        until_it_comes(page).await;
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
    until_it_comes(page).await;
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
    let link = ".topic-index dd a[href*='.s']";
    page.slow_down().await;
    read(page, "").await;
    page.run(&format!(
        "document.querySelector(\"{link}\").scrollIntoView({{ block: 'center' }})"
    ))
    .await;
    page.settle().await;
    let before = page.place().await;
    page.click(link).await;
    page.until("document.activeElement.matches('.s.named')")
        .await;
    page.until_live().await;
    page.back().await;
    page.until("!document.querySelector('.named')").await;
    page.settle().await;
    page.stands_at(&before).await;
}

async fn a_place_left_unasked_is_returned_to(page: &Page) {
    let select = "getSelection().selectAllChildren(document.querySelector('#wang-sheng .s'))";
    for (before, leave) in [
        ("", "location.reload()"),
        ("", "document.querySelector('#wang-sheng h2 a').click()"),
        (select, "location.reload()"),
    ] {
        read(page, "").await;
        page.run("document.querySelector('#wang-sheng').scrollIntoView(); scrollBy(0, 200)")
            .await;
        page.settle().await;
        let place = page.place().await;
        assert_eq!(place.0, "wang-sheng");
        assert!(!page.value::<bool>(FETCHED).await);
        page.run(before).await;
        if !before.is_empty() {
            until_it_comes(page).await;
        }
        if leave.contains("click") {
            page.run(leave).await;
            page.until("location.pathname.endsWith('/wang-sheng/')")
                .await;
            page.back().await;
        } else {
            page.reload().await;
        }
        page.until_address("").await;
        page.settle().await;
        page.stands_at(&place).await;
    }
}

async fn a_sentence_number_pressed_first_is_copied(page: &Page) {
    page.slow_down().await;
    page.allow_clipboard().await;
    read(page, "").await;
    page.click("#wu-hailong .n").await;
    page.until("document.querySelector('.said [role=status]').textContent === 'Link copied.'")
        .await;
    page.until_address("#wu-hailong.s1").await;
}

async fn a_page_that_was_translated_meanwhile_comes_alive(page: &Page) {
    for address in ["", &format!("{EVENT}/wu-hailong/")] {
        read(page, address).await;
        page.run(
            "const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); const all = []; \
             while (texts.nextNode()) all.push(texts.currentNode); \
             for (const text of all.filter(({ data }) => data.trim())) { \
               const font = document.createElement('font'); text.replaceWith(font); font.append(text); }",
        )
        .await;
        page.run("document.querySelector('#_q, [data-copy]').focus({ preventScroll: true })")
            .await;
        until_it_comes(page).await;
        page.focus_is_on("#_q, [data-copy]").await;
    }
    page.open_at_once("").await;
    page.run("document.querySelector('.field').append(document.createElement('button'))")
        .await;
    page.run("document.querySelector('input[value=nato]').click()")
        .await;
    page.until_address("?topic=nato").await;
}

async fn escape_takes_back_what_was_pressed(page: &Page) {
    page.slow_down().await;
    read(page, "").await;
    page.run("document.querySelector('#wu-hailong .tag > a').click()")
        .await;
    page.press(Key::Escape).await;
    until_it_comes(page).await;
    page.settle().await;
    assert_eq!(page.count(".tag.open").await, 0);
    assert_eq!(page.address().await, "");
}

async fn where_the_explorer_cannot_come_it_is_said_and_links_lead_on(page: &Page) {
    page.refuse(".wasm").await;
    expect_no_explorer(page);
    page.expect_no_life();
    read(page, "").await;
    page.run("document.querySelector('#wu-hailong [data-copy]').click()")
        .await;
    page.until(TOLD).await;
    page.run("document.querySelector('#wu-hailong [data-cites]').click()")
        .await;
    page.until(TOLD).await;
    assert_eq!(page.shown().await.len(), transcript().len());
    assert!(page.seen("#_q").await > 0, "it may come yet");

    page.run("document.querySelector('input[value=nato]').click()")
        .await;
    page.until("!document.querySelector('input[value=nato]').checked")
        .await;
    page.run("document.querySelector('#wu-hailong .tag > a').click()")
        .await;
    page.until("location.hash.startsWith('#_topic.')").await;
}

async fn where_the_network_comes_back_the_explorer_does_too(page: &Page) {
    expect_no_explorer(page);
    read(page, "").await;
    page.run("window.fetchBefore = window.fetch; window.fetch = () => Promise.reject(new TypeError('no network'))")
        .await;
    page.run("document.querySelector('#wu-hailong .tag').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))")
        .await;
    page.settle().await;
    assert_eq!(
        page.count(".said [role=alert]").await,
        0,
        "nothing was asked for"
    );
    page.run("document.querySelector('#wu-hailong [data-copy]').click()")
        .await;
    page.until(TOLD).await;
    page.run("window.fetch = window.fetchBefore").await;
    page.run("document.querySelector('input[value=nato]').click()")
        .await;
    page.until_address("?topic=nato").await;
}

/// Whether the reader was told that something could not be loaded.
const TOLD: &str =
    "document.querySelector('.said [role=alert]')?.textContent.includes('could not be loaded')";

fn expect_no_explorer(page: &Page) {
    page.expect_message("ERR_BLOCKED_BY_CLIENT");
    page.expect_message("Colloquy could not start");
    // Firefox says that the worker could not keep what was refused.
    page.expect_message("passed a promise that rejected");
    // Of what loads with the explorer only.
    page.expect_message("the explorer is not there");
}

async fn a_topic_chosen_in_a_tag_before_the_explorer_is_there_is_obeyed(page: &Page) {
    page.slow_down().await;
    read(page, "").await;
    page.run("document.querySelector('#wu-hailong [data-topic=nato]').click()")
        .await;
    page.until_address("?topic=nato").await;
}
