//! Every state that the tests reach, by every rule of axe-core.

use crate::page::Page;
use crate::record::EVENT;
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: the_explorer_is_accessible_in_light,
            the_explorer_is_accessible_in_dark,
            a_remarks_page_is_accessible,
            controls_stand_apart,
            without_scripts_the_page_is_accessible;
        wide: the_page_of_a_missing_address_is_accessible;
    }
}

async fn the_explorer_is_accessible_in_light(page: &Page) {
    page.emulate("", &[("prefers-color-scheme", "light")]).await;
    explorer(page).await;
}

async fn the_explorer_is_accessible_in_dark(page: &Page) {
    page.emulate("", &[("prefers-color-scheme", "dark")]).await;
    explorer(page).await;
}

async fn explorer(page: &Page) {
    page.open("").await;
    page.open_facets().await;
    page.is_accessible("the whole record").await;
    page.type_in("taiwan").await;
    page.toggle("topic", "taiwan").await;
    page.is_accessible("a query and a filter").await;
    let remark = page.shown_remarks().await.remove(0);
    page.click(&format!("#{remark} .tag:first-child > a")).await;
    page.is_accessible("an open tag").await;
    page.visit("?q=taiwan&view=passages").await;
    page.is_accessible("passages only").await;
    page.visit("?q=taiwan+zzyzx&topic=thaad").await;
    page.is_accessible("an empty result").await;
    page.visit("?topic=atlantis&side=rok&q=trust#lee-hee-ok.s2")
        .await;
    page.is_accessible("a notice and a named sentence").await;
    page.visit("?q=taiwan&embed").await;
    page.is_accessible("in a frame").await;
}

async fn a_remarks_page_is_accessible(page: &Page) {
    for scheme in ["light", "dark"] {
        page.emulate("", &[("prefers-color-scheme", scheme)]).await;
        page.visit(&format!("{EVENT}/wu-hailong/#s3")).await;
        page.is_accessible(scheme).await;
        page.click(".tag:first-child > a").await;
        page.is_accessible(&format!("{scheme}, an open tag")).await;
        page.visit(&format!("{EVENT}/wu-hailong/#s99")).await;
        page.is_accessible(&format!("{scheme}, a notice")).await;
    }
}

async fn controls_stand_apart(page: &Page) {
    for address in ["".to_owned(), format!("{EVENT}/wu-hailong/")] {
        page.visit(&address).await;
        let close: Vec<String> = page
            .value(
                "[...document.querySelectorAll('.controls > * + *')].filter((control) => { \
                   const [one, other] = [control.previousElementSibling, control].map((each) => each.getBoundingClientRect()); \
                   return other.left < one.right + 8 && other.top < one.bottom; \
                 }).map((control) => control.textContent)",
            )
            .await;
        assert!(close.is_empty(), "{address}: {close:?}");
    }
}

async fn without_scripts_the_page_is_accessible(page: &Page) {
    page.switch_scripts_off().await;
    page.open("").await;
    // The checker needs scripts; the page has been read without them.
    page.switch_scripts_on().await;
    page.is_accessible("the whole record").await;
}

async fn the_page_of_a_missing_address_is_accessible(page: &Page) {
    page.serve("/", None).await;
    page.expect_message("404 (Not Found)");
    for scheme in ["light", "dark"] {
        page.emulate("", &[("prefers-color-scheme", scheme)]).await;
        page.open_at_once("nothing-here").await;
        page.is_accessible(scheme).await;
    }
}
