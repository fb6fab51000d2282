//! The dialog that embeds a remark, a passage or a view, and what its snippets do on a page of another origin.

use std::path::Path;

use host::{Host, Options};
use scraper::{Html, Selector};
use thirtyfour::Key;

use crate::browser::{self, LIVE};
use crate::copying::select;
use crate::page::Page;
use crate::record::{EVENT, SENTENCES};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        files: embed_js_weighs_at_most_2000_bytes;
        both: the_dialog_shows_what_it_embeds_and_gives_the_focus_back,
            the_preview_of_a_place_leaves_the_dialog_as_it_is;
        wide: a_snippet_is_copied,
            a_refused_clipboard_leaves_the_snippet_selected,
            a_size_is_chosen_for_the_preview_and_the_frame,
            a_passage_is_embedded_as_the_address_names_it,
            selected_words_are_embedded,
            a_view_is_embedded_with_what_it_asks_for,
            a_collection_is_no_part_of_a_view,
            words_of_an_address_cannot_leave_the_snippet,
            an_embedded_page_does_not_offer_to_be_embedded,
            the_snippets_work_on_a_page_of_another_origin;
    }
}

const ELEMENT: &str = "#_embed-element";
const FRAME: &str = "#_embed-frame";

async fn ask(page: &Page, control: &str) {
    page.click(control).await;
    page.until("document.querySelector('dialog.embed-dialog')?.open")
        .await;
    page.until(&format!(
        "((document) => !!document?.documentElement && {LIVE})(document.querySelector('.embed-dialog iframe').contentDocument)"
    ))
    .await;
}

/// The first element of a snippet that a selector names: its attribute, or its text where none is asked for.
async fn in_snippet(page: &Page, field: &str, selector: &str, name: Option<&str>) -> String {
    let html: String = page
        .value(&format!("document.querySelector('{field}').value"))
        .await;
    let parsed = Html::parse_fragment(&html);
    let selector = Selector::parse(selector).expect("a selector");
    let element = parsed.select(&selector).next();
    let element = element.unwrap_or_else(|| panic!("the snippet has no such element: {html}"));
    match name {
        Some(name) => element.attr(name).unwrap_or_default().to_owned(),
        None => element.text().collect(),
    }
}

fn sentence(part: &str, number: usize) -> &'static str {
    let sentence = SENTENCES
        .iter()
        .find(|sentence| sentence.part == part && sentence.number == number);
    &sentence.expect("the record has it").text
}

fn embed_js_weighs_at_most_2000_bytes() {
    let compressed = browser::dist().join("embed.js.br");
    let weight = std::fs::metadata(&compressed)
        .unwrap_or_else(|error| panic!("{}: {error}", compressed.display()))
        .len();
    assert!(weight <= 2000, "embed.js weighs {weight} bytes (brotli 11)");
}

async fn the_dialog_shows_what_it_embeds_and_gives_the_focus_back(page: &Page) {
    page.open("").await;
    ask(page, "#wu-hailong [data-embeds]").await;
    let shown: Vec<String> = page
        .value("[...document.querySelector('.embed-dialog iframe').contentDocument.querySelectorAll('.part')].map((part) => part.id)")
        .await;
    assert_eq!(shown, ["wu-hailong"]);
    let chrome: bool = page
        .value("document.querySelector('.embed-dialog iframe').contentDocument.querySelector('.colophon').checkVisibility()")
        .await;
    assert!(!chrome, "the preview has chrome");
    let address = format!("{}{EVENT}/wu-hailong/", page.home());
    let src = Some("src");
    assert_eq!(
        in_snippet(page, ELEMENT, "colloquy-embed", src).await,
        address
    );
    assert_eq!(
        in_snippet(page, FRAME, "iframe", src).await,
        format!("{address}?embed")
    );
    assert_eq!(
        in_snippet(page, ELEMENT, "script", src).await,
        format!("{}embed.js", page.home())
    );
    let quotation = in_snippet(page, ELEMENT, "colloquy-embed blockquote", None).await;
    assert!(
        quotation.starts_with(&format!("“{}", sentence("wu-hailong", 1))),
        "{quotation}"
    );
    let about = in_snippet(page, ELEMENT, "colloquy-embed > p", None).await;
    for told in ["— Wu Hailong, President", "not a verbatim record"] {
        assert!(about.contains(told), "“{about}” does not say {told}");
    }
    assert_eq!(
        in_snippet(page, ELEMENT, "colloquy-embed a", Some("href")).await,
        address
    );
    page.is_accessible("the embed dialog").await;
    page.press(Key::Escape).await;
    page.until("!document.querySelector('dialog')").await;
    page.focus_is_on("#wu-hailong [data-embeds]").await;
}

async fn a_snippet_is_copied(page: &Page) {
    page.allow_clipboard().await;
    page.open(&format!("{EVENT}/hu-jiping/")).await;
    ask(page, ".part [data-embeds]").await;
    for field in [ELEMENT, FRAME] {
        page.run("document.querySelector('.embed-dialog [role=status]').textContent = ''")
            .await;
        page.click(&format!(".embed-dialog button:has(+ {field})"))
            .await;
        page.until(
            "document.querySelector('.embed-dialog [role=status]').textContent === 'Copied.'",
        )
        .await;
        let same: bool = page
            .value(&format!(
                "navigator.clipboard.readText().then((text) => text === document.querySelector('{field}').value)"
            ))
            .await;
        assert!(same, "{field} is not what was copied");
    }
    page.click(".embed-dialog .close").await;
    page.until("!document.querySelector('dialog')").await;
}

async fn a_refused_clipboard_leaves_the_snippet_selected(page: &Page) {
    page.refuse_clipboard().await;
    page.open(&format!("{EVENT}/hu-jiping/")).await;
    ask(page, ".part [data-embeds]").await;
    page.click(&format!(".embed-dialog button:has(+ {FRAME})"))
        .await;
    page.until("document.activeElement.id === '_embed-frame'")
        .await;
    let selected: bool = page
        .value("((field) => field.selectionStart === 0 && field.selectionEnd === field.value.length)(document.activeElement)")
        .await;
    assert!(selected, "the snippet is not selected");
    assert!(
        page.text(".embed-dialog [role=status]")
            .await
            .starts_with("The browser does not allow copying here.")
    );
}

async fn a_size_is_chosen_for_the_preview_and_the_frame(page: &Page) {
    page.open(&format!("{EVENT}/hu-jiping/")).await;
    ask(page, ".part [data-embeds]").await;
    for (size, width, height) in [
        ("small", "360", "480"),
        ("full", "100%", "800"),
        ("medium", "640", "600"),
    ] {
        page.run(&format!(
            "const size = document.querySelector('#_embed-size'); size.value = '{size}'; size.dispatchEvent(new Event('change'))"
        ))
        .await;
        for (name, expected) in [("width", width), ("height", height)] {
            assert_eq!(
                in_snippet(page, FRAME, "iframe", Some(name)).await,
                expected
            );
            let shown = page.attribute(".embed-dialog iframe", name).await;
            assert_eq!(shown.as_deref(), Some(expected));
        }
    }
    // The element's hint is the height that the content has at this width.
    page.until("/height=\"\\d+\"/.test(document.querySelector('#_embed-element').value)")
        .await;
    let content: f64 = page
        .value("Math.ceil(document.querySelector('.embed-dialog iframe').contentDocument.documentElement.getBoundingClientRect().height)")
        .await;
    page.until(&format!(
        "document.querySelector('#_embed-element').value.includes('height=\"{content}\"')"
    ))
    .await;
}

async fn a_passage_is_embedded_as_the_address_names_it(page: &Page) {
    for (from, within) in [
        (format!("{EVENT}/wu-hailong/#s3"), ".part [data-embeds]"),
        ("#wu-hailong.s3".to_owned(), "#wu-hailong [data-embeds]"),
    ] {
        page.visit(&from).await;
        ask(page, within).await;
        let address = format!("{}{EVENT}/wu-hailong/", page.home());
        assert_eq!(
            in_snippet(page, ELEMENT, "colloquy-embed", Some("src")).await,
            format!("{address}#s3"),
            "{from}"
        );
        assert_eq!(
            in_snippet(page, FRAME, "iframe", Some("src")).await,
            format!("{address}?embed#s3"),
            "{from}"
        );
        assert_eq!(
            in_snippet(page, ELEMENT, "blockquote", None).await,
            format!("“{}”", sentence("wu-hailong", 3)),
            "{from}"
        );
    }
    // Another remark is not the one that the address names.
    page.visit("#wu-hailong.s3").await;
    ask(page, "#hu-jiping [data-embeds]").await;
    assert_eq!(
        in_snippet(page, ELEMENT, "colloquy-embed", Some("src")).await,
        format!("{}{EVENT}/hu-jiping/", page.home())
    );
}

async fn selected_words_are_embedded(page: &Page) {
    for (from, sentences) in [
        ("".to_owned(), "lee-hee-ok."),
        (format!("{EVENT}/lee-hee-ok/"), ""),
    ] {
        page.visit(&from).await;
        let selected = format!("[id='{sentences}s2']");
        select(page, &selected, &selected).await;
        ask(page, ".take [data-embeds]").await;
        let src = in_snippet(page, ELEMENT, "colloquy-embed", Some("src")).await;
        let remark = format!("{}{EVENT}/lee-hee-ok/#~", page.home());
        assert!(src.starts_with(&remark), "{src}");
        let quoted = in_snippet(page, ELEMENT, "blockquote", None).await;
        let said = sentence("lee-hee-ok", 2).trim_end_matches('.');
        assert_eq!(quoted.trim_matches(['“', '”', '.']), said);
        let marked = "document.querySelector('.embed-dialog iframe').contentDocument.querySelectorAll('.s.named').length === 1";
        page.until(marked).await;
    }
}

async fn a_view_is_embedded_with_what_it_asks_for(page: &Page) {
    page.visit("?q=thaad&side=china").await;
    let found = page.text("#_found").await;
    ask(page, ".embed-view [data-embeds]").await;
    let address = format!("{}?q=thaad&side=china", page.home());
    assert_eq!(
        in_snippet(page, ELEMENT, "colloquy-embed", Some("src")).await,
        address
    );
    assert_eq!(
        in_snippet(page, FRAME, "iframe", Some("src")).await,
        format!("{address}&embed")
    );
    page.until(&format!(
        "document.querySelector('.embed-dialog iframe').contentDocument.querySelector('#_found').textContent === {found:?}"
    ))
    .await;
}

async fn a_collection_is_no_part_of_a_view(page: &Page) {
    page.visit("?q=thaad#_kept&wu-hailong.s3=a%20note").await;
    page.until("!!document.querySelector('dialog.collection')?.open")
        .await;
    page.press(Key::Escape).await;
    ask(page, ".embed-view [data-embeds]").await;
    assert_eq!(
        in_snippet(page, ELEMENT, "colloquy-embed", Some("src")).await,
        format!("{}?q=thaad", page.home())
    );
}

async fn words_of_an_address_cannot_leave_the_snippet(page: &Page) {
    page.visit("?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&x=%3C/script%3E")
        .await;
    ask(page, ".embed-view [data-embeds]").await;
    for field in [ELEMENT, FRAME] {
        let html: String = page
            .value(&format!("document.querySelector('{field}').value"))
            .await;
        let image = Selector::parse("img").expect("a selector");
        assert!(
            Html::parse_fragment(&html).select(&image).next().is_none(),
            "{html}"
        );
    }
    assert_eq!(page.count("dialog :is(img, script)").await, 0);
}

async fn an_embedded_page_does_not_offer_to_be_embedded(page: &Page) {
    page.open("?embed").await;
    assert_eq!(page.seen("[data-embeds]").await, 0);
    assert!(page.count("[data-embeds]").await > 1);
}

async fn the_snippets_work_on_a_page_of_another_origin(page: &Page) {
    page.open("").await;
    ask(page, "#wu-hailong [data-embeds]").await;
    let mut snippets = Vec::new();
    for field in [ELEMENT, FRAME] {
        snippets.push(
            page.value::<String>(&format!("document.querySelector('{field}').value"))
                .await,
        );
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("embed-dialog-host");
    std::fs::create_dir_all(&folder).expect("the tests may write there");
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>A host</title>\
         <link rel=\"icon\" href=\"data:,\"><h1>A host</h1>\n{}\n<h2>A plain frame</h2>\n{}\n",
        snippets[0], snippets[1]
    );
    std::fs::write(folder.join("index.html"), html).expect("the tests may write there");
    let host = Host::start(Options::new(&folder))
        .await
        .expect("the folder can be served");
    // Browsers of some systems have no share sheet, and say so of a frame that may use one.
    page.run(&format!("location.assign('{}')", host.address()))
        .await;
    page.until("document.title === 'A host' && document.readyState === 'complete'")
        .await;
    page.until("document.querySelector('colloquy-embed')?.shadowRoot?.querySelector('iframe')?.style.visibility === ''")
        .await;
    assert_eq!(
        page.seen("colloquy-embed blockquote").await,
        0,
        "the frame has taken over"
    );
    assert_eq!(page.seen("iframe").await, 1, "the plain frame is there");
    page.switch_scripts_off().await;
    page.run("location.reload()").await;
    page.until("document.querySelector('colloquy-embed') && !document.querySelector('colloquy-embed').shadowRoot")
        .await;
    assert_eq!(
        page.seen("colloquy-embed blockquote").await,
        1,
        "without scripts the quotation stands"
    );
    page.switch_scripts_on().await;
}

async fn the_preview_of_a_place_leaves_the_dialog_as_it_is(page: &Page) {
    page.open("#wu-hailong.s3").await;
    ask(page, ".embed-view [data-embeds]").await;
    page.until("!!document.querySelector('.embed-dialog iframe').contentDocument.querySelector('.s.named')")
        .await;
    page.settle().await;
    page.focus_is_on(".embed-dialog .close").await;
    let scrolled: f64 = page
        .value("document.querySelector('.embed-dialog').scrollTop")
        .await;
    assert!(scrolled < 1.0, "the dialog was scrolled by {scrolled} px");
    page.press(Key::Escape).await;
    assert_eq!(page.count("dialog").await, 0);
}
