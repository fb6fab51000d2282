//! Back and Forward walk through what a person did.

use thirtyfour::Key;

use crate::page::{Found, Page};
use crate::record::{EVENT, remarks};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: typing_is_one_step_however_many_keys_it_takes,
            back_and_forward_restore_query_filters_view_and_place,
            a_reload_keeps_everything;
        wide: a_search_after_enter_is_another_step,
            a_search_after_reading_is_another_step,
            coming_back_from_a_remark_restores_the_place,
            a_step_within_the_page_returns_to_its_place;
    }
}

async fn typing_is_one_step_however_many_keys_it_takes(page: &Page) {
    page.open("").await;
    let before: usize = page.value("history.length").await;
    for key in ["m", "i", "l", "i", "t", "a", "r", "y"] {
        page.type_in(key).await;
    }
    page.press(Key::Backspace).await;
    page.until_address("?q=militar").await;
    assert_eq!(page.value::<usize>("history.length").await, before + 1);
    page.back().await;
    assert_eq!(page.address().await, "");
    assert_eq!(
        page.value::<String>("document.querySelector('#_q').value")
            .await,
        ""
    );
    assert_eq!(
        page.found().await,
        Found {
            remarks: remarks().len(),
            passages: None
        }
    );
    page.forward().await;
    assert_eq!(page.address().await, "?q=militar");
    assert_eq!(
        page.value::<String>("document.querySelector('#_q').value")
            .await,
        "militar"
    );
}

async fn a_search_after_enter_is_another_step(page: &Page) {
    page.open("").await;
    page.type_in("taiwan").await;
    page.press(Key::Enter).await;
    page.search("japan").await;
    page.until_address("?q=japan").await;
    page.back().await;
    let address = page.address().await;
    assert_eq!(address, "?q=taiwan", "the search that Enter ended is kept");
    assert!(page.texts("mark").await.iter().all(|mark| mark == "Taiwan"));
    page.back().await;
    assert_eq!(page.address().await, "");
}

async fn a_search_after_reading_is_another_step(page: &Page) {
    page.open("").await;
    page.type_in("taiwan").await;
    tokio::time::sleep(std::time::Duration::from_millis(4500)).await;
    page.run("document.querySelector('#_q').select()").await;
    page.type_here("japan").await;
    page.until_address("?q=japan").await;
    page.back().await;
    assert_eq!(page.address().await, "?q=taiwan");
}

/// What a reader sees.
#[derive(Debug)]
struct Sight {
    address: String,
    query: String,
    chips: Vec<String>,
    view: Vec<String>,
    shown: Vec<String>,
    place: (String, f64),
}

impl PartialEq for Sight {
    fn eq(&self, other: &Self) -> bool {
        let all = |sight: &Self| {
            let Self {
                address,
                query,
                chips,
                view,
                shown,
                place,
            } = sight;
            (
                address.clone(),
                query.clone(),
                chips.clone(),
                view.clone(),
                shown.clone(),
                place.0.clone(),
            )
        };
        // The place is kept in whole pixels.
        all(self) == all(other) && (self.place.1 - other.place.1).abs() < 2.0
    }
}

async fn sight(page: &Page) -> Sight {
    Sight {
        address: page.address().await,
        query: page.value("document.querySelector('#_q').value").await,
        chips: page.texts(".chip").await,
        view: page.value("[...document.querySelectorAll('.view [aria-pressed=true]')].map((button) => button.textContent)").await,
        shown: page.shown().await,
        place: page.place().await,
    }
}

async fn back_and_forward_restore_query_filters_view_and_place(page: &Page) {
    page.open("").await;
    page.scroll_to(1200).await;
    let mut sights = vec![sight(page).await];
    page.type_in("cooperation").await;
    page.until_address("?q=cooperation").await;
    page.scroll_to(900).await;
    sights.push(sight(page).await);
    page.run("document.querySelector('.facets input[value=china]').click()")
        .await;
    page.settle().await;
    page.scroll_to(300).await;
    sights.push(sight(page).await);
    page.run("document.querySelectorAll('.view button')[1].click()")
        .await;
    page.settle().await;
    page.scroll_to(500).await;
    sights.push(sight(page).await);

    for earlier in sights[..3].iter().rev() {
        page.back().await;
        assert_eq!(sight(page).await, *earlier, "after Back");
    }
    for later in &sights[1..] {
        page.forward().await;
        assert_eq!(sight(page).await, *later, "after Forward");
    }
}

async fn a_reload_keeps_everything(page: &Page) {
    page.open("").await;
    page.type_in("cooperation").await;
    page.toggle("side", "china").await;
    if page.is_narrow() {
        // That they stand open is not kept, and what is below them moves up.
        page.click(".fold").await;
    }
    page.run("document.querySelectorAll('.view button')[1].click()")
        .await;
    page.settle().await;
    page.scroll_to(900).await;
    let before = sight(page).await;
    page.reload().await;
    assert_eq!(sight(page).await, before);
}

async fn coming_back_from_a_remark_restores_the_place(page: &Page) {
    page.open("?q=trust&side=china").await;
    page.click("#li-chunfu h2 a").await;
    page.until(&format!(
        "location.pathname.endsWith('/{EVENT}/li-chunfu/')"
    ))
    .await;
    page.until_live().await;
    page.back().await;
    assert_eq!(page.address().await, "?q=trust&side=china");
    let near: bool = page
        .value("((box) => box.top > 0 && box.top < innerHeight)(document.querySelector('#li-chunfu').getBoundingClientRect())")
        .await;
    assert!(
        near,
        "the remark that was left is out of sight, at {}",
        page.scrolled().await
    );
}

async fn a_step_within_the_page_returns_to_its_place(page: &Page) {
    page.open("").await;
    page.scroll_to(1500).await;
    let before = page.place().await;
    // Some engines pass over entries of a page that no reader has touched.
    page.press(Key::Shift).await;
    page.run("document.querySelector(\"a.number[href='#wang-sheng.s3']\").click()")
        .await;
    page.until("document.querySelector('.s.named')?.id === 'wang-sheng.s3'")
        .await;
    page.settle().await;
    assert!(
        (page.scrolled().await - 1500.0).abs() > 500.0,
        "the link leads elsewhere"
    );
    page.back().await;
    assert_eq!(page.count(".named").await, 0);
    page.stands_at(&before).await;
}
