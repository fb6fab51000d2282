//! The page where scripts or WebAssembly are off: everything to read, nothing that pretends to work.

use crate::page::{POLICY, Page};
use crate::record::{EVENT, SENTENCES, remarks, transcript};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: without_scripts_the_record_is_whole_and_its_links_work;
        without_wasm: without_wasm_the_record_is_whole_and_its_links_work,
            without_wasm_a_query_in_the_address_hides_nothing,
            without_wasm_a_passage_is_shown;
        wide: without_scripts_a_query_in_the_address_hides_nothing,
            where_a_policy_forbids_wasm_the_record_is_still_read;
    }
}

/// What would do nothing without the application.
const CONTROLS: &str =
    "input, button, select, textarea, form, [role=button], [aria-expanded], .chips, .facets";

async fn without_scripts_the_record_is_whole_and_its_links_work(page: &Page) {
    page.switch_scripts_off().await;
    reads_whole(page).await;
}

async fn without_wasm_the_record_is_whole_and_its_links_work(page: &Page) {
    page.expect_no_life();
    reads_whole(page).await;
}

/// The words that the page shows as the passage that its address names; empty where it shows none.
async fn shown_passage(page: &Page) -> String {
    page.value("[...(CSS.highlights.get('passage') ?? [])].join('|')")
        .await
}

async fn without_wasm_a_passage_is_shown(page: &Page) {
    page.expect_no_life();
    for number in [1, 3, 5] {
        let sentence = SENTENCES
            .iter()
            .find(|sentence| sentence.part == "qiu-guohong" && sentence.number == number);
        let text = &*sentence.expect("the record has it").text;
        let words = text.split(|sign: char| !sign.is_alphanumeric());
        let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        let (first, last) = (&words[..4], &words[words.len() - 4..]);
        let name = format!("~{}..{}", first.join("-"), last.join("-")).to_lowercase();
        for address in [
            format!("#qiu-guohong.{name}"),
            format!("{EVENT}/qiu-guohong/#{name}"),
        ] {
            page.visit(&address).await;
            page.until("CSS.highlights.has('passage')").await;
            let ends = |sign: char| !sign.is_alphanumeric();
            assert_eq!(
                shown_passage(page).await,
                text.trim_matches(ends),
                "{address}"
            );
            let top = "return document.getElementById(arguments[0]).getBoundingClientRect().top";
            let id = if address.starts_with('#') {
                format!("qiu-guohong.s{number}")
            } else {
                format!("s{number}")
            };
            let top = page.run_with(top, vec![id.into()]).await;
            let top = top.as_f64().expect("it is somewhere");
            assert!((-1.0..800.0).contains(&top), "{address}: {top}");
        }
    }
    for nothing in [
        "#~%zz",
        "#nobody.~never-said",
        "#qiu-guohong.~the",
        "#qiu-guohong.~..",
        "#~",
    ] {
        page.visit(nothing).await;
        page.settle().await;
        assert_eq!(shown_passage(page).await, "", "{nothing}");
    }
}

async fn without_scripts_a_query_in_the_address_hides_nothing(page: &Page) {
    page.switch_scripts_off().await;
    hides_nothing(page).await;
}

async fn without_wasm_a_query_in_the_address_hides_nothing(page: &Page) {
    page.expect_no_life();
    hides_nothing(page).await;
}

async fn where_a_policy_forbids_wasm_the_record_is_still_read(page: &Page) {
    page.serve("/", Some(&POLICY.replace(" 'wasm-unsafe-eval'", "")))
        .await;
    page.expect_no_life();
    page.expect_message("wasm-eval");
    page.expect_message("WebAssembly");
    for address in ["", "?q=THAAD"] {
        page.open(address).await;
        page.until("document.documentElement.dataset.app === 'off'")
            .await;
        shows_the_record(page).await;
    }
}

async fn hides_nothing(page: &Page) {
    for address in [
        "?q=THAAD",
        "?topic=thaad&speaker=nobody",
        &format!("{EVENT}/?q=zzyzx"),
    ] {
        page.open(address).await;
        shows_the_record(page).await;
    }
}

/// All words can be seen, the notice too, and no control.
async fn shows_the_record(page: &Page) {
    let parts = transcript();
    assert_eq!(
        page.shown().await,
        parts.iter().map(|part| part.id.clone()).collect::<Vec<_>>()
    );
    assert_eq!(
        page.seen(".part .words > p").await,
        parts
            .iter()
            .map(|part| part.paragraphs.len())
            .sum::<usize>()
    );
    assert_eq!(page.seen(".s").await, page.count(".s").await);
    assert!(page.seen(".tag > a").await > 100, "the tags are there");
    assert_eq!(
        page.seen(".without-app").await,
        1,
        "the notice says what is off"
    );
    nothing_pretends(page).await;
}

async fn nothing_pretends(page: &Page) {
    let pretenders = page.seen_texts(CONTROLS).await;
    assert!(
        pretenders.is_empty(),
        "these pretend to be controls: {pretenders:?}"
    );
}

async fn reads_whole(page: &Page) {
    page.open("").await;
    shows_the_record(page).await;

    // A tag leads to the index of topics, the index to a sentence.
    page.click("#wu-hailong .tag:first-child > a").await;
    let place = page.address().await;
    assert!(place.starts_with("#_topic."), "a tag leads to {place}");
    assert_eq!(page.count(":target").await, 1, "{place} is on the page");
    page.click(".topic-index dt:target ~ dd.where a.number")
        .await;
    let place = page.address().await;
    assert!(place.contains(".s"), "the index leads to {place}");
    assert_eq!(page.count(".s:target").await, 1, "{place} is on the page");

    // A remark has a page of its own, which leads on to its neighbours and back.
    page.click("#qiu-guohong h2 a").await;
    page.until(&format!(
        "location.pathname.endsWith('/{EVENT}/qiu-guohong/') && document.readyState === 'complete'"
    ))
    .await;
    assert_eq!(page.shown().await, ["qiu-guohong"]);
    assert_eq!(
        page.seen(".without-app").await,
        0,
        "there is nothing to miss"
    );
    nothing_pretends(page).await;
    page.click(".tag:first-child > a").await;
    page.until("location.hash.startsWith('#_topic.') && document.readyState === 'complete'")
        .await;
    assert_eq!(page.count("dt:target").await, 1);
    page.open(&format!("{EVENT}/qiu-guohong/")).await;
    page.click(".neighbours .next").await;
    let next = &remarks()[3];
    page.until(&format!("location.pathname.endsWith('/{EVENT}/{next}/')"))
        .await;
    page.click(".neighbours .whole a").await;
    page.until(&format!(
        "location.hash === '#{next}' && document.readyState === 'complete'"
    ))
    .await;
    assert_eq!(page.shown().await.len(), transcript().len());
}
