//! The keyboard does everything, and shows where it is.

use std::collections::HashSet;

use thirtyfour::Key;

use crate::copying::select;
use crate::page::Page;
use crate::record::{EVENT, look_for};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        wide: a_slash_goes_to_the_search_box,
            arrows_walk_through_what_is_found,
            arrows_walk_through_remarks_where_nothing_is_asked_for,
            tab_leads_from_selected_words_to_what_can_be_done_with_them,
            escape_clears_the_search_and_returns_to_it,
            tab_reaches_every_control_and_each_shows_its_focus,
            the_skip_link_leads_past_the_masthead,
            the_filters_can_be_skipped,
            taking_back_a_chip_by_key_keeps_the_focus,
            space_chooses_a_value_and_the_focus_stays;
    }
}

async fn a_slash_goes_to_the_search_box(page: &Page) {
    page.open("?q=trust").await;
    page.press('/').await;
    page.focus_is_on("#_q").await;
    page.focus_can_be_seen().await;
    assert_eq!(
        page.value::<String>("getSelection().toString()").await,
        "trust",
        "what is there is selected"
    );
    page.press('/').await;
    assert_eq!(
        page.value::<String>("document.querySelector('#_q').value")
            .await,
        "/",
        "in the box a slash is a slash"
    );
}

async fn arrows_walk_through_what_is_found(page: &Page) {
    let expected = look_for(&[&|word| word == "taiwan"]);
    page.open("").await;
    page.type_in("taiwan").await;
    let found: Vec<String> = page
        .value("[...document.querySelectorAll('.s.found')].map((s) => s.id)")
        .await;
    assert_eq!(found.len(), expected.passages);
    for id in &found {
        page.press(Key::Down).await;
        page.focus_is_on(&format!("[id='{id}']")).await;
        page.focus_can_be_seen().await;
        let in_sight: bool = page.value("(({ top, bottom }) => top > 0 && bottom < innerHeight)(document.activeElement.getBoundingClientRect())").await;
        assert!(in_sight, "{id} is out of sight");
    }
    page.press(Key::Down).await;
    page.focus_is_on(&format!("[id='{}']", found[found.len() - 1]))
        .await;
    for id in found.iter().rev().skip(1) {
        page.press(Key::Up).await;
        page.focus_is_on(&format!("[id='{id}']")).await;
    }
    page.press(Key::Up).await;
    page.focus_is_on("#_q").await;
}

async fn arrows_walk_through_remarks_where_nothing_is_asked_for(page: &Page) {
    page.open("").await;
    page.press('/').await;
    page.press(Key::Down).await;
    page.focus_is_on("#introduction").await;
    page.press(Key::Down).await;
    page.focus_is_on("#wu-hailong").await;
    page.focus_can_be_seen().await;
}

async fn tab_leads_from_selected_words_to_what_can_be_done_with_them(page: &Page) {
    page.open("").await;
    select(page, "[id='wu-hailong.s2']", "[id='wu-hailong.s2']").await;
    page.press(Key::Tab).await;
    page.focus_is_on(".take [data-take=link]").await;
    page.focus_can_be_seen().await;
    page.press(Key::Tab).await;
    page.focus_is_on(".take [data-take=quotation]").await;
}

async fn escape_clears_the_search_and_returns_to_it(page: &Page) {
    page.open("").await;
    page.type_in("taiwan").await;
    page.press(Key::Down).await;
    page.press(Key::Escape).await;
    page.focus_is_on("#_q").await;
    assert_eq!(
        page.value::<String>("document.querySelector('#_q').value")
            .await,
        "taiwan"
    );
    page.press(Key::Escape).await;
    assert_eq!(
        page.value::<String>("document.querySelector('#_q').value")
            .await,
        ""
    );
    page.focus_is_on("#_q").await;
    page.until_address("").await;
}

async fn tab_reaches_every_control_and_each_shows_its_focus(page: &Page) {
    for address in ["?q=taiwan&side=china", &format!("{EVENT}/qiu-guohong/")] {
        page.visit(address).await;
        page.run("document.activeElement.blur(); scrollTo(0, 0)")
            .await;
        let controls: HashSet<usize> = page
            .value(
                "(window.controls = [...document.querySelectorAll('a[href], button, input, textarea, select')]) \
                 .map((element, index) => element.checkVisibility() && !element.disabled && element.tabIndex >= 0 \
                   && !element.closest('.earned') ? index : -1).filter((index) => index >= 0)",
            )
            .await;
        let mut reached = HashSet::new();
        for _ in 0..controls.len() * 3 {
            let keys = page.tab().await;
            let Some(keys) = keys else {
                // What scrolls can have the focus too; past the last control nothing has.
                if page.focus().await.starts_with("body") {
                    break;
                }
                continue;
            };
            reached.insert(keys);
            page.focus_can_be_seen().await;
            if controls.is_subset(&reached) {
                break;
            }
        }
        let missed: Vec<_> = controls.difference(&reached).collect();
        assert!(
            missed.is_empty(),
            "{address}: Tab does not reach {}",
            page.describe(&missed).await
        );
    }
}

async fn the_skip_link_leads_past_the_masthead(page: &Page) {
    page.open("").await;
    page.press(Key::Tab).await;
    page.focus_is_on(".skip").await;
    page.focus_can_be_seen().await;
    let top: f64 = page
        .value("document.activeElement.getBoundingClientRect().top")
        .await;
    assert!(top >= 0.0, "the link cannot be seen");
    page.press(Key::Enter).await;
    page.press(Key::Tab).await;
    let within: bool = page
        .value("document.querySelector('#_main').contains(document.activeElement)")
        .await;
    assert!(within, "the focus is on {}", page.focus().await);
    assert_eq!(page.seen(".notice").await, 0);
}

async fn the_filters_can_be_skipped(page: &Page) {
    page.open("?q=trust").await;
    page.click("#_q").await;
    page.press(Key::Tab).await;
    if page.focus().await.starts_with("aside") {
        // Firefox stops at what can be scrolled, too.
        page.press(Key::Tab).await;
    }
    page.focus_is_on(".facets > a").await;
    page.focus_can_be_seen().await;
    page.press(Key::Enter).await;
    page.press(Key::Tab).await;
    page.focus_is_on("#_results button").await;
    assert_eq!(page.seen(".notice").await, 0);
}

async fn taking_back_a_chip_by_key_keeps_the_focus(page: &Page) {
    page.open("?q=trust&topic=dialogue&side=china").await;
    for left in [2, 1, 0] {
        page.run("document.querySelector('.chip').focus()").await;
        page.press(Key::Enter).await;
        assert_eq!(page.seen(".chip").await, left);
        page.focus_can_be_seen().await;
    }
}

async fn space_chooses_a_value_and_the_focus_stays(page: &Page) {
    page.open("").await;
    page.run("document.querySelector('.facets input[value=taiwan]').focus()")
        .await;
    page.press(' ').await;
    assert_eq!(page.texts(".chip .value").await, ["Taiwan"]);
    page.focus_is_on(".facets input[value=taiwan]").await;
    page.press(' ').await;
    assert_eq!(page.seen(".chip").await, 0);
    page.focus_is_on(".facets input[value=taiwan]").await;
}
