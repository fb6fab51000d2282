//! How a query was read, and what the reader may be about to type.

use crate::page::Page;
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: a_misspelled_word_is_read_as_another_and_says_so,
            suggestions_give_what_they_promise;
        wide: a_malformed_query_is_read_word_by_word_and_says_so,
            a_name_becomes_a_filter;
    }
}

async fn a_misspelled_word_is_read_as_another_and_says_so(page: &Page) {
    page.open("?q=coperation").await;
    assert!(page.found().await.remarks > 0);
    let said = page.text(".reading").await;
    assert!(
        said.contains("“cooperation”") && said.contains("“coperation”"),
        "{said}"
    );
    // Screen readers are told both, also where the next search finds as much.
    let told = "document.querySelector('.unseen[role=status]').textContent";
    page.until(&format!(
        "{told}.includes('in place of “coperation”') && {told}.includes('passages')"
    ))
    .await;
    page.is_accessible("a corrected search").await;
    page.click(".reading button").await;
    page.until_address("?q=coperation&exact").await;
    assert_eq!(page.found().await.remarks, 0);
    assert_eq!(page.seen(".reading").await, 0);
    page.search("cooperation").await;
    page.until_address("?q=cooperation").await;
    assert_eq!(page.seen(".reading").await, 0);
}

async fn a_malformed_query_is_read_word_by_word_and_says_so(page: &Page) {
    page.open("?q=trust)").await;
    assert!(page.found().await.remarks > 0);
    assert_eq!(page.seen(".reading").await, 1);
    assert_eq!(
        page.seen(".reading button").await,
        0,
        "there is no other reading"
    );
}

async fn suggestions_give_what_they_promise(page: &Page) {
    page.open("").await;
    assert_eq!(page.seen(".suggestion").await, 0);
    page.type_in("mutual tr").await;
    page.until("document.querySelector('.suggestion') !== null")
        .await;
    let count = page.count(".suggestion").await;
    for number in 0..count {
        page.search("mutual tr").await;
        page.until(&format!(
            "document.querySelectorAll('.suggestion').length === {count}"
        ))
        .await;
        let promised = page.texts(".suggestion .count").await[number].clone();
        page.run(&format!(
            "document.querySelectorAll('.suggestion')[{number}].click()"
        ))
        .await;
        page.settle().await;
        let found = page.found().await.remarks;
        assert!(
            found > 0 && promised.starts_with(&format!("{found} remark")),
            "{promised}, found {found}"
        );
        page.click(".clear-all").await;
    }
}

async fn a_name_becomes_a_filter(page: &Page) {
    page.open("").await;
    page.type_in("hailong").await;
    page.until("document.querySelector('.suggestion') !== null")
        .await;
    page.click(".suggestion").await;
    page.until_address("?speaker=wu-hailong").await;
    assert_eq!(page.texts(".chip").await, ["Remove Speaker Wu Hailong"]);
}
