//! Taking words away: quotations and links, with the clipboard or by hand.

use serde_json::json;
use thirtyfour::Key;

use crate::page::Page;
use crate::record::{EVENT, transcript};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: a_quotation_holds_the_words_to_the_letter_and_says_whose_they_are,
            a_refused_clipboard_leaves_the_text_in_a_field;
        wide: the_link_of_a_remark_is_its_own_page,
            the_link_of_a_sentence_is_on_the_remarks_page,
            words_that_are_selected_carry_no_furniture;
    }
}

async fn allow(page: &Page) {
    let permissions = json!({ "origin": origin(page), "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    page.cdp("Browser.grantPermissions", permissions).await;
}

async fn refuse(page: &Page) {
    let permission = json!({ "name": "clipboard-write", "allowWithoutSanitization": false });
    let refused = json!({ "origin": origin(page), "permission": permission, "setting": "denied" });
    page.cdp("Browser.setPermission", refused).await;
}

fn origin(page: &Page) -> String {
    page.home().trim_end_matches('/').to_owned()
}

async fn clipboard(page: &Page) -> String {
    page.value("navigator.clipboard.readText()").await
}

fn words_of(part: &str) -> String {
    let parts = transcript();
    parts
        .iter()
        .find(|each| each.id == part)
        .expect("the transcript has it")
        .paragraphs
        .join("\n\n")
}

/// Presses a control and waits until the page says that it is done.
async fn copy(page: &Page, selector: &str) -> String {
    page.click(selector).await;
    page.until("document.querySelector('.said [role=status]').textContent !== ''")
        .await;
    clipboard(page).await
}

async fn a_quotation_holds_the_words_to_the_letter_and_says_whose_they_are(page: &Page) {
    allow(page).await;
    let address = format!("{}{EVENT}/wu-hailong/", page.home());
    for from in ["", "?q=THAAD#wu-hailong.s3", "china-rok-30/wu-hailong/"] {
        page.visit(from).await;
        let copied = copy(page, "#wu-hailong [data-copy='quotation']").await;
        let (words, attribution) = copied
            .split_once("\n— ")
            .expect("an attribution follows the words");
        assert_eq!(words, format!("“{}”", words_of("wu-hailong")), "{from}");
        for told in [
            "Wu Hailong",
            "President",
            "China Public Diplomacy Association",
            "Taihe Institute",
            "not verbatim",
            "18 August 2022",
        ] {
            assert!(
                attribution.contains(told),
                "{from}: “{attribution}” does not say {told}"
            );
        }
        assert!(attribution.ends_with(&address), "{from}: “{attribution}”");
    }
}

async fn the_link_of_a_remark_is_its_own_page(page: &Page) {
    allow(page).await;
    for from in ["?q=the&side=china", "china-rok-30/qiu-guohong/#s2"] {
        page.visit(from).await;
        let copied = copy(page, "#qiu-guohong [data-copy='link']").await;
        assert_eq!(
            copied,
            format!("{}{EVENT}/qiu-guohong/", page.home()),
            "{from}"
        );
    }
    page.visit(&format!("{EVENT}/qiu-guohong/")).await;
    assert_eq!(page.shown().await, ["qiu-guohong"], "the link leads there");
}

async fn the_link_of_a_sentence_is_on_the_remarks_page(page: &Page) {
    allow(page).await;
    for (from, link) in [
        ("", "[id='qiu-guohong.s3'] > .n"),
        ("china-rok-30/qiu-guohong/", "#s3 > .n"),
    ] {
        page.visit(from).await;
        let copied = copy(page, link).await;
        assert_eq!(
            copied,
            format!("{}{EVENT}/qiu-guohong/#s3", page.home()),
            "{from}"
        );
        assert_eq!(
            page.count(".s.named").await,
            1,
            "the sentence shows as named"
        );
        page.visit(
            copied
                .strip_prefix(&page.home())
                .expect("it is within the site"),
        )
        .await;
        assert_eq!(
            page.value::<String>("document.querySelector('.s.named').id")
                .await,
            "s3"
        );
    }
}

async fn a_refused_clipboard_leaves_the_text_in_a_field(page: &Page) {
    refuse(page).await;
    page.open("").await;
    page.click("#wu-hailong [data-copy='quotation']").await;
    page.until("document.activeElement.id === '_copy'").await;
    let text: String = page.value("document.querySelector('#_copy').value").await;
    assert!(
        text.starts_with(&format!("“{}”\n— Wu Hailong", words_of("wu-hailong"))),
        "{text}"
    );
    let selected: bool = page.value("((field) => field.selectionStart === 0 && field.selectionEnd === field.value.length)(document.activeElement)").await;
    assert!(selected, "the text is selected");
    assert_eq!(page.seen(".by-hand").await, 1);
    page.focus_can_be_seen().await;
    page.press(Key::Escape).await;
    assert_eq!(page.seen(".by-hand").await, 0);
    assert!(!page.focus().await.starts_with("body"), "the focus is lost");

    page.click("#wu-hailong [data-copy='link']").await;
    page.until("document.activeElement.id === '_copy'").await;
    page.click(".by-hand button").await;
    assert_eq!(page.seen(".by-hand").await, 0);
    assert!(!page.focus().await.starts_with("body"), "the focus is lost");
}

async fn words_that_are_selected_carry_no_furniture(page: &Page) {
    page.open("").await;
    page.run("getSelection().selectAllChildren(document.querySelector('#lee-hee-ok .words'))")
        .await;
    let selected: String = page.value("getSelection().toString()").await;
    assert_eq!(selected.trim(), words_of("lee-hee-ok"));
}
