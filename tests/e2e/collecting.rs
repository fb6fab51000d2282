//! Passages that a reader keeps: on their device, in their order, with their notes, and in a link.

use std::time::Duration;

use serde_json::json;
use thirtyfour::Key;

use crate::copying::select;
use crate::page::Page;
use crate::record::{EVENT, SENTENCES};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: what_is_kept_survives_a_reload_and_shows_with_its_words,
            what_is_kept_can_be_ordered_noted_and_removed,
            what_another_tab_keeps_meanwhile_is_not_lost;
        wide: a_collection_is_taken_away_in_every_format,
            a_link_carries_the_collection_and_another_readers_stays_theirs,
            a_damaged_link_shows_what_can_be_shown,
            notes_on_what_is_gone_are_taken_away_too,
            a_note_that_was_sent_is_added_to_ones_own,
            notes_and_places_are_never_markup,
            a_remarks_page_keeps_too,
            a_long_link_says_what_it_leaves_out,
            a_full_collection_says_what_it_leaves_out,
            half_a_character_in_the_storage_locks_nothing,
            what_was_selected_when_asked_is_kept_however_late,
            a_page_that_comes_back_has_what_was_kept_meanwhile,
            a_collection_that_loads_late_is_not_shown_elsewhere,
            where_storage_is_full_a_collection_lives_as_long_as_the_page,
            without_storage_a_collection_lives_as_long_as_the_page;
    }
}

const DIALOG: &str = "dialog.collection";
const ITEMS: &str = ".collection li";
const UNSTORED: &str = "What you keep now is not stored in this browser: take the collection with you before you leave.";

fn sentence(part: &str, number: usize) -> &'static str {
    let sentence = SENTENCES
        .iter()
        .find(|sentence| sentence.part == part && sentence.number == number);
    &sentence.expect("the record has it").text
}

async fn until_said(page: &Page, words: &str) {
    page.until(&format!(
        "[...document.querySelectorAll('.said [role=status]')].some((status) => status.textContent === '{words}')"
    ))
    .await;
}

pub(crate) async fn keep(page: &Page, control: &str, count: usize) {
    page.click(control).await;
    until_said(page, &format!("Kept. Passages in your collection: {count}")).await;
}

pub(crate) async fn show(page: &Page) {
    page.click(".embed-view [data-keeps]").await;
    page.until(&format!("document.querySelector('{DIALOG}')?.open"))
        .await;
}

/// A remark, and the third sentence of another.
async fn keep_two(page: &Page) {
    keep(page, "#wu-hailong [data-keeps]", 1).await;
    select(page, "[id='qiu-guohong.s3']", "[id='qiu-guohong.s3']").await;
    keep(page, ".take [data-keeps]", 2).await;
    page.run("getSelection().empty()").await;
}

/// The speakers of the collection, in order.
pub(crate) async fn order(page: &Page) -> Vec<String> {
    page.value(&format!(
        "[...document.querySelectorAll('{ITEMS} > p:has(a)')].map((whose) => whose.textContent.split(',')[0].replace('— ', ''))"
    ))
    .await
}

pub(crate) async fn taken(page: &Page, format: &str) -> String {
    let script = "const select = document.querySelector('#_collection-format'); select.value = arguments[0]; \
         select.dispatchEvent(new Event('change')); return document.querySelector('.taking textarea').value";
    let taken = page.run_with(script, vec![json!(format)]).await;
    taken.as_str().expect("a text").to_owned()
}

async fn what_is_kept_survives_a_reload_and_shows_with_its_words(page: &Page) {
    page.open("").await;
    keep_two(page).await;
    page.click("#wu-hailong [data-keeps]").await;
    until_said(page, "This is in your collection already.").await;
    page.reload().await;
    show(page).await;
    assert_eq!(order(page).await, ["Wu Hailong", "Qiu Guohong"]);
    let shown = page.texts(".collection blockquote").await;
    let selected = sentence("qiu-guohong", 3).trim_end_matches('.');
    assert!(shown[0].starts_with(sentence("wu-hailong", 1)), "{shown:?}");
    assert_eq!(shown[1].trim_end_matches('.'), selected);
    page.is_accessible("a collection").await;
    page.press(Key::Tab).await;
    page.focus_can_be_seen().await;
    page.press(Key::Escape).await;
    assert_eq!(page.count(DIALOG).await, 0);
    page.focus_is_on(".embed-view [data-keeps]").await;
}

async fn what_is_kept_can_be_ordered_noted_and_removed(page: &Page) {
    page.open("").await;
    keep_two(page).await;
    show(page).await;
    page.click_text(".collection li:last-child .controls button", "Move up")
        .await;
    assert_eq!(order(page).await, ["Qiu Guohong", "Wu Hailong"]);
    let focused: String = page.value("document.activeElement.textContent").await;
    assert_eq!(focused, "Move down", "the focus stays with what was moved");
    page.click(".collection li:first-child textarea").await;
    page.type_here("Ask for “sources” & *more*").await;
    page.reload().await;
    show(page).await;
    assert_eq!(order(page).await, ["Qiu Guohong", "Wu Hailong"]);
    let note: String = page
        .value("document.querySelector('.collection textarea').value")
        .await;
    assert_eq!(note, "Ask for “sources” & *more*");
    page.click_text(".collection li:last-child .controls button", "Remove")
        .await;
    assert_eq!(order(page).await, ["Qiu Guohong"]);
    page.click_text(".collection li .controls button", "Remove")
        .await;
    assert_eq!(page.count(ITEMS).await, 0);
    assert!(
        page.text(".collection .where")
            .await
            .starts_with("Nothing is kept yet.")
    );
    assert!(!page.focus().await.starts_with("body"), "the focus is lost");
}

/// Has another tab do something with what is stored: `kept`, under `key`.
async fn elsewhere(page: &Page, act: &str) {
    // A frame has the same storage as the page around it, as another tab has.
    page.run(&format!(
        "const frame = document.body.appendChild(document.createElement('iframe')); \
         const kept = frame.contentWindow.localStorage; \
         const key = Object.keys(localStorage).find((key) => key.startsWith('colloquy ')); \
         {act}"
    ))
    .await;
}

async fn until_items(page: &Page, count: usize) {
    page.until(&format!(
        "document.querySelectorAll('{ITEMS}').length === {count}"
    ))
    .await;
}

async fn what_another_tab_keeps_meanwhile_is_not_lost(page: &Page) {
    page.open("").await;
    keep_two(page).await;
    show(page).await;
    let note = ".collection li:has(a[href*='wu-hailong']) textarea";
    page.click(note).await;
    page.type_here("!").await;
    elsewhere(
        page,
        "kept.setItem(key, 'wang-sheng&' + kept.getItem(key).split('&').reverse().join('&'))",
    )
    .await;
    until_items(page, 3).await;
    assert_eq!(
        order(page).await,
        ["Wang Sheng", "Qiu Guohong", "Wu Hailong"]
    );
    page.focus_is_on(note).await;
    page.type_here("?").await;
    page.reload().await;
    show(page).await;
    assert_eq!(
        order(page).await,
        ["Wang Sheng", "Qiu Guohong", "Wu Hailong"]
    );
    let noted: String = page
        .value(&format!("document.querySelector(\"{note}\").value"))
        .await;
    assert_eq!(noted, "!?");
    page.click(note).await;
    elsewhere(page, "kept.clear()").await;
    until_items(page, 0).await;
    assert!(!page.focus().await.starts_with("body"), "the focus is lost");
}

async fn a_collection_is_taken_away_in_every_format(page: &Page) {
    page.allow_clipboard().await;
    page.open("").await;
    keep_two(page).await;
    show(page).await;
    page.click(".collection li:first-child textarea").await;
    page.type_here("A *note* <b>").await;
    let whole = sentence("wu-hailong", 1);
    let address = format!("{}{EVENT}/qiu-guohong/#~", page.home());
    let text = taken(page, "text").await;
    assert!(
        text.contains(&format!("“{whole}")) && text.contains("A *note* <b>"),
        "{text}"
    );
    let markdown = taken(page, "markdown").await;
    assert!(
        markdown.contains(&format!("> {whole}")) && markdown.contains("A \\*note\\* \\<b\\>"),
        "{markdown}"
    );
    let html = taken(page, "html").await;
    assert!(html.contains("<p>Note: A *note* &lt;b&gt;</p>"), "{html}");
    for taken in [&text, &markdown, &html] {
        assert!(taken.contains(&address), "{taken}");
        assert!(taken.contains("not verbatim"), "{taken}");
    }
    page.click_text(".collection .taking button", "Copy").await;
    page.until("document.querySelector('.collection > [role=status]').textContent === 'Copied.'")
        .await;
    let copied: Vec<String> = page
        .value("navigator.clipboard.read().then(([item]) => item.types.toSorted())")
        .await;
    assert_eq!(copied, ["text/html", "text/plain"]);
}

async fn a_link_carries_the_collection_and_another_readers_stays_theirs(page: &Page) {
    page.open("").await;
    keep_two(page).await;
    show(page).await;
    page.click(".collection li:first-child textarea").await;
    page.type_here("Fürs Team: 50 % & mehr").await;
    let link = taken(page, "link").await;
    let address = link.strip_prefix(&page.home()).expect("it is on this site");
    assert!(
        address.starts_with(&format!("{EVENT}/#_kept&")),
        "{address}"
    );

    page.run("localStorage.clear()").await;
    page.visit("").await;
    keep(page, "#lee-hee-ok [data-keeps]", 1).await;
    page.visit(address).await;
    page.until(&format!("document.querySelector('{DIALOG}')?.open"))
        .await;
    assert_eq!(
        page.text(".collection h2").await,
        "A collection sent to you"
    );
    assert_eq!(order(page).await, ["Wu Hailong", "Qiu Guohong"]);
    assert_eq!(
        page.texts(".collection .own-note p").await,
        ["Fürs Team: 50 % & mehr"]
    );
    assert_eq!(
        page.texts(".collection .own-note .label").await,
        ["Note by whoever sent this"],
        "it is not the institute's"
    );
    assert_eq!(page.notices().await, Vec::<String>::new());
    page.is_accessible("a collection that was sent").await;
    page.click(".collection .close").await;
    show(page).await;
    assert_eq!(order(page).await, ["Lee Hee-ok"], "nothing is kept unasked");
    page.click(".collection .close").await;

    page.visit(address).await;
    page.until(&format!("document.querySelector('{DIALOG}')?.open"))
        .await;
    page.click_text(".collection > button", "Keep all of these")
        .await;
    page.click(".collection .close").await;
    show(page).await;
    assert_eq!(
        order(page).await,
        ["Lee Hee-ok", "Wu Hailong", "Qiu Guohong"]
    );
}

async fn a_damaged_link_shows_what_can_be_shown(page: &Page) {
    for (written, shown, unread) in [
        ("wu-hailong&nobody&wu-hailong.s999=note", 1, 1),
        ("&&=&wu-hailong.s2=%E0%A4%A&%zz", 1, 2),
        ("wu-hailong&wu-hailong&wu-hailong", 1, 0),
        ("", 0, 0),
    ] {
        page.visit(&format!("#_kept&{written}")).await;
        page.until(&format!("document.querySelector('{DIALOG}')?.open"))
            .await;
        assert_eq!(
            page.count(".collection blockquote").await,
            shown,
            "{written}"
        );
        assert_eq!(page.count(".collection code").await, unread, "{written}");
    }
    page.visit("#_kept&wu-hailong.~words-that-were-never-said")
        .await;
    page.until(&format!(
        "document.querySelector('{DIALOG}[open] li .notice') !== null"
    ))
    .await;
    assert_eq!(page.count(".collection blockquote").await, 0);
}

async fn notes_on_what_is_gone_are_taken_away_too(page: &Page) {
    let note = "- 5 per cent%0A1. first%0A%0A===";
    page.visit(&format!(
        "#_kept&wu-hailong.s999={note}&nobody=lost&wu-hailong.s3"
    ))
    .await;
    page.until(&format!("document.querySelector('{DIALOG}')?.open"))
        .await;
    let text = taken(page, "text").await;
    for told in [
        "- 5 per cent\n1. first\n\n===",
        "nobody",
        "lost",
        "— Wu Hailong",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let markdown = taken(page, "markdown").await;
    assert!(
        markdown.contains("Note: - 5 per cent\\\n1\\. first\n\n\\===") && markdown.contains("lost"),
        "{markdown}"
    );
    let html = taken(page, "html").await;
    assert!(
        html.contains("<p>Note: - 5 per cent<br>1. first</p>") && html.contains("lost"),
        "{html}"
    );
}

async fn a_note_that_was_sent_is_added_to_ones_own(page: &Page) {
    page.open("").await;
    keep(page, "#lee-hee-ok [data-keeps]", 1).await;
    show(page).await;
    page.click(".collection textarea").await;
    page.type_here("mine").await;
    page.click(".collection .close").await;
    page.visit("#_kept&lee-hee-ok=theirs").await;
    page.until(&format!("document.querySelector('{DIALOG}')?.open"))
        .await;
    page.click_text(".collection > button", "Keep all of these")
        .await;
    page.focus_is_on(".collection .close").await;
    page.click(".collection .close").await;
    show(page).await;
    let note: String = page
        .value("document.querySelector('.collection li textarea').value")
        .await;
    assert_eq!(note, "mine\n\ntheirs");
}

async fn notes_and_places_are_never_markup(page: &Page) {
    let hostile = "<img src=x onerror=\"document.title='run'\">";
    let encoded: String = page
        .value(&format!("encodeURIComponent({})", json!(hostile)))
        .await;
    page.visit(&format!("#_kept&wu-hailong={encoded}&{encoded}={encoded}"))
        .await;
    page.until(&format!("document.querySelector('{DIALOG}')?.open"))
        .await;
    assert_eq!(page.count(".collection img").await, 0);
    assert_eq!(page.text(".collection .own-note p").await, hostile);
    assert!(!taken(page, "html").await.contains("<img"));
    assert_ne!(page.value::<String>("document.title").await, "run");
}

async fn a_remarks_page_keeps_too(page: &Page) {
    page.open(&format!("{EVENT}/lee-hee-ok/")).await;
    select(page, "#s2", "#s2").await;
    keep(page, ".take [data-keeps]", 1).await;
    keep(page, "#lee-hee-ok [data-keeps]", 2).await;
    page.visit("").await;
    show(page).await;
    assert_eq!(order(page).await, ["Lee Hee-ok", "Lee Hee-ok"]);
    page.click(".collection li a").await;
    page.until_address(&format!(
        "{EVENT}/lee-hee-ok/{}",
        page.value::<String>("location.hash").await
    ))
    .await;
}

async fn a_long_link_says_what_it_leaves_out(page: &Page) {
    let places: Vec<String> = (1..=600).map(|at| format!("nobody.s{at}")).collect();
    page.visit(&format!("#_kept&{}", places.join("&"))).await;
    page.until(&format!("document.querySelector('{DIALOG}')?.open"))
        .await;
    assert_eq!(page.count(ITEMS).await, 500);
    assert_eq!(
        page.text(".collection .where").await,
        "A collection holds at most 500 passages. Left out: 100"
    );
}

async fn a_full_collection_says_what_it_leaves_out(page: &Page) {
    page.open("").await;
    keep(page, "#lee-hee-ok [data-keeps]", 1).await;
    elsewhere(
        page,
        "for (let at = 1; at < 499; at++) kept.setItem(key, `${kept.getItem(key)}&nobody.s${at}`)",
    )
    .await;
    page.visit("#_kept&wu-hailong&qiu-guohong&xing-liju").await;
    page.until(&format!("document.querySelector('{DIALOG}')?.open"))
        .await;
    page.click_text(".collection > button", "Keep all of these")
        .await;
    page.until(
        "document.querySelector('.collection > [role=status]').textContent === \
         'A collection holds at most 500 passages. Left out: 2'",
    )
    .await;
    page.click(".collection .close").await;
    show(page).await;
    assert_eq!(page.count(ITEMS).await, 500);
    assert_eq!(order(page).await, ["Lee Hee-ok", "Wu Hailong"]);
    page.click(".collection .close").await;
    page.click("#qiu-guohong [data-keeps]").await;
    until_said(page, "A collection holds at most 500 passages.").await;
}

async fn half_a_character_in_the_storage_locks_nothing(page: &Page) {
    page.open("").await;
    keep(page, "#lee-hee-ok [data-keeps]", 1).await;
    elsewhere(page, "kept.setItem(key, '\\ud800=\\udc00')").await;
    page.reload().await;
    show(page).await;
    assert_eq!(page.count(ITEMS).await, 1);
    page.click(".collection .close").await;
    keep(page, "#wu-hailong [data-keeps]", 2).await;
    page.reload().await;
    show(page).await;
    assert_eq!(page.count(ITEMS).await, 2);
    assert_eq!(order(page).await, ["Wu Hailong"]);
}

async fn what_was_selected_when_asked_is_kept_however_late(page: &Page) {
    page.open("").await;
    // The script comes when the test lets it.
    page.run(
        "const fetched = window.fetch; window.waiting = []; \
         window.fetch = async (what) => { if (`${what}`.includes('collection.js')) await new Promise((go) => waiting.push(go)); return fetched(what); }",
    )
    .await;
    for sentence in ["wu-hailong.s2", "qiu-guohong.s3"] {
        let sentence = format!("[id='{sentence}']");
        select(page, &sentence, &sentence).await;
        page.click(".take [data-keeps]").await;
    }
    page.until("waiting.length > 0").await;
    page.run("for (const go of waiting) go()").await;
    until_said(page, "Kept. Passages in your collection: 2").await;
    page.run("getSelection().empty()").await;
    show(page).await;
    let mut kept = order(page).await;
    kept.sort();
    assert_eq!(kept, ["Qiu Guohong", "Wu Hailong"]);
}

async fn a_page_that_comes_back_has_what_was_kept_meanwhile(page: &Page) {
    page.open("").await;
    keep(page, "#wu-hailong [data-keeps]", 1).await;
    show(page).await;
    // As where the browser kept this page while another was open: it hears of nothing.
    page.run(
        "const key = Object.keys(localStorage).find((key) => key.startsWith('colloquy ')); \
         localStorage.setItem(key, `${localStorage.getItem(key)}&wang-sheng`); \
         dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
    )
    .await;
    until_items(page, 2).await;
}

async fn a_collection_that_loads_late_is_not_shown_elsewhere(page: &Page) {
    page.open("").await;
    // Its words come when the test lets them.
    page.run(
        "const fetched = window.fetch; \
         window.fetch = async (what) => { const answer = await fetched(what); if (`${what}`.includes('.json')) await new Promise((go) => (window.go = go)); return answer; }; \
         location.hash = '#_kept&wu-hailong'",
    )
    .await;
    page.until("!!window.go").await;
    page.run("location.hash = '#qiu-guohong'; go()").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(page.count(DIALOG).await, 0);
}

async fn where_storage_is_full_a_collection_lives_as_long_as_the_page(page: &Page) {
    page.open("").await;
    keep(page, "#wu-hailong [data-keeps]", 1).await;
    page.run(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
    )
    .await;
    for (control, count) in [
        ("#qiu-guohong [data-keeps]", 2),
        ("#wang-sheng [data-keeps]", 3),
    ] {
        page.click(control).await;
        let said = format!("Kept. Passages in your collection: {count}. {UNSTORED}");
        until_said(page, &said).await;
    }
    show(page).await;
    page.click(".collection li:first-child textarea").await;
    page.type_here("Ask").await;
    page.click(".collection .close").await;
    show(page).await;
    assert_eq!(
        order(page).await,
        ["Wu Hailong", "Qiu Guohong", "Wang Sheng"]
    );
    let note: String = page
        .value("document.querySelector('.collection textarea').value")
        .await;
    assert_eq!(note, "Ask");
    assert_eq!(page.text(".collection .where").await, UNSTORED);
}

async fn without_storage_a_collection_lives_as_long_as_the_page(page: &Page) {
    page.open("").await;
    let frame = "const frame = document.createElement('iframe'); frame.sandbox = 'allow-scripts'; \
         frame.src = location.href; frame.width = 800; frame.height = 600; document.body.prepend(frame)";
    page.run(frame).await;
    page.enter_frame("return document.querySelector('iframe')")
        .await;
    page.until_live().await;
    page.run("document.querySelector('#wu-hailong [data-keeps]').click()")
        .await;
    until_said(
        page,
        &format!("Kept. Passages in your collection: 1. {UNSTORED}"),
    )
    .await;
    page.run("document.querySelector('.embed-view [data-keeps]').click()")
        .await;
    page.until(&format!("document.querySelector('{DIALOG}')?.open"))
        .await;
    assert_eq!(order(page).await, ["Wu Hailong"]);
    assert_eq!(page.text(".collection .where").await, UNSTORED);
    page.leave_frame().await;
}
