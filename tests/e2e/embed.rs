//! The page in a frame.

use crate::page::Page;
use crate::record::{EVENT, transcript};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: an_embedded_page_has_no_chrome_and_says_what_kind_of_record_it_is;
        wide: the_embedded_explorer_works_and_stays_embedded;
    }
}

/// What belongs to the page, not to the record.
const CHROME: &str = ".skip, .particulars, .topic-index, .colophon, .neighbours";

async fn an_embedded_page_has_no_chrome_and_says_what_kind_of_record_it_is(page: &Page) {
    for address in [
        "".to_owned(),
        format!("{EVENT}/"),
        format!("{EVENT}/wu-hailong/"),
    ] {
        page.visit(&address).await;
        assert!(page.seen(CHROME).await > 0, "{address} has chrome");
        page.visit(&format!("{address}?embed")).await;
        assert_eq!(page.seen(CHROME).await, 0, "{address}?embed");
        assert_eq!(page.seen(".masthead .record-kind").await, 1);
        assert!(
            page.text(".masthead .record-kind")
                .await
                .starts_with("Reported speech")
        );
        assert_eq!(page.count("h1").await, 1);
        page.nothing_has_moved().await;
    }
}

async fn the_embedded_explorer_works_and_stays_embedded(page: &Page) {
    page.open("?embed").await;
    assert_eq!(page.shown().await.len(), transcript().len());
    page.type_in("thaad").await;
    page.until_address("?q=thaad&embed").await;
    page.click(".clear-all").await;
    page.until_address("?embed").await;
    assert_eq!(page.seen(CHROME).await, 0);
}
