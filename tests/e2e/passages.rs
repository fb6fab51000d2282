//! The view of passages only.

use crate::page::{Found, Page};
use crate::record::{bearing, look_for};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: only_the_passages_found_are_shown;
        wide: the_view_is_offered_where_there_are_passages,
            every_remark_found_keeps_its_speaker,
            a_named_sentence_shows_among_the_passages,
            without_a_search_the_view_shows_whole_remarks;
    }
}

async fn only_the_passages_found_are_shown(page: &Page) {
    let expected = look_for(&[&|word| word == "thaad"]);
    page.open("?q=THAAD&view=passages").await;
    assert_eq!(
        page.found().await,
        Found::of(expected.remarks.len(), expected.passages)
    );
    assert_eq!(page.seen(".s").await, expected.passages);
    assert_eq!(page.seen(".s.found").await, expected.passages);
    let mut shown = page.shown_remarks().await;
    let mut remarks = expected.remarks;
    shown.sort();
    remarks.sort();
    assert_eq!(shown, remarks, "the best come first, none is missing");

    page.visit("?topic=taiwan&view=passages").await;
    let bearing = bearing()
        .into_iter()
        .find(|(topic, _)| topic == "taiwan")
        .expect("it is a topic")
        .1;
    assert_eq!(page.seen(".s").await, bearing.len());
}

async fn a_named_sentence_shows_among_the_passages(page: &Page) {
    page.open("?q=trust&view=passages#hu-jiping.s7").await;
    assert_eq!(page.seen("[id='hu-jiping.s7'].named:not(.found)").await, 1);
    page.focus_is_on("[id='hu-jiping.s7']").await;
}

async fn the_view_is_offered_where_there_are_passages(page: &Page) {
    page.open("").await;
    assert_eq!(page.seen(".view").await, 0);
    page.type_in("thaad").await;
    assert_eq!(page.seen(".view button").await, 3);
    assert_eq!(
        page.texts(".view [aria-pressed=true]").await,
        ["Whole remarks"]
    );
    let whole = page.seen(".s").await;
    page.click_text(".view button", "Passages only").await;
    assert_eq!(
        page.texts(".view [aria-pressed=true]").await,
        ["Passages only"]
    );
    page.until_address("?q=thaad&view=passages").await;
    assert!(page.seen(".s").await < whole);
    assert!(!page.focus().await.starts_with("body"), "the focus is lost");
    page.click_text(".view button", "Whole remarks").await;
    assert_eq!(page.seen(".s").await, whole);
    page.until_address("?q=thaad").await;
}

async fn every_remark_found_keeps_its_speaker(page: &Page) {
    page.open("?q=Taiwan&view=passages").await;
    let remarks = page.shown_remarks().await.len();
    assert_eq!(page.seen(".remark h2 a").await, remarks);
    assert_eq!(page.seen(".remark .standing").await, remarks);
}

async fn without_a_search_the_view_shows_whole_remarks(page: &Page) {
    page.open("?view=passages").await;
    assert_eq!(page.seen(".s").await, page.count(".s").await);
    page.visit("?side=rok&view=passages").await;
    assert!(page.seen(".s").await > page.shown().await.len());
}
