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
        wide: selected_words_can_be_taken_as_a_link_to_the_passage,
            selected_words_can_be_taken_as_a_quotation,
            a_selection_across_remarks_is_narrowed_and_says_so,
            what_is_not_shown_is_not_taken,
            a_corrected_passage_is_shown_and_says_what_changed,
            a_correction_between_the_words_named_is_told,
            what_is_copied_by_hand_carries_no_furniture,
            what_is_copied_by_hand_is_what_is_seen,
            the_link_of_a_remark_is_its_own_page,
            the_link_of_a_sentence_is_on_the_remarks_page,
            words_that_are_selected_carry_no_furniture,
            a_sentence_is_selected_from_its_first_letter_with_a_mouse,
            a_selection_is_drawn_further_with_the_keyboard;
    }
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
pub(crate) async fn copy(page: &Page, selector: &str) -> String {
    page.click(selector).await;
    page.until("document.querySelector('.said [role=status]').textContent !== ''")
        .await;
    clipboard(page).await
}

async fn a_quotation_holds_the_words_to_the_letter_and_says_whose_they_are(page: &Page) {
    page.allow_clipboard().await;
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
    page.allow_clipboard().await;
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
    page.allow_clipboard().await;
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
    page.refuse_clipboard().await;
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
    page.run("getSelection().selectAllChildren(document.querySelector('#lee-hee-ok'))")
        .await;
    let selected: String = page.value("getSelection().toString()").await;
    assert!(
        !selected.contains("Copy link") && selected.trim().ends_with(&words_of("lee-hee-ok")),
        "{selected}"
    );
}

async fn a_sentence_is_selected_from_its_first_letter_with_a_mouse(page: &Page) {
    page.open("").await;
    // Sentences that begin a line, and others.
    for number in 0..8 {
        let script = "getSelection().removeAllRanges(); \
             const sentence = document.querySelectorAll('#wang-sheng .s')[arguments[0]]; \
             sentence.scrollIntoView({ block: 'center', behavior: 'instant' }); \
             const text = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT).nextNode(); \
             const length = text.data.trimEnd().length; \
             const letter = (from, to) => { \
               const range = document.createRange(); range.setStart(text, from); range.setEnd(text, to); \
               return range.getBoundingClientRect(); \
             }; \
             const [first, last] = [letter(0, 1), letter(length - 1, length)]; \
             return [text.data.trim(), Math.ceil(first.left) + 1, Math.round((first.top + first.bottom) / 2), \
               Math.ceil(last.right), Math.round((last.top + last.bottom) / 2)]";
        let place = page.run_with(script, vec![json!(number)]).await;
        let at = |index: usize| place[index].as_i64().expect("pixels");
        page.drag((at(1), at(2)), (at(3), at(4))).await;
        let selected: String = page.value("getSelection().toString().trim()").await;
        // Firefox gives spaces that do not break as others.
        let [selected, words] = [Some(&*selected), place[0].as_str()]
            .map(|words| words.unwrap_or_default().replace('\u{a0}', " "));
        assert_eq!(selected, words, "sentence {number}");
        page.until("!document.querySelector('.take').hidden").await;
    }
}

async fn a_selection_is_drawn_further_with_the_keyboard(page: &Page) {
    page.allow_clipboard().await;
    page.open("").await;
    let script = "const words = document.querySelector('#wang-sheng .s'); \
         words.scrollIntoView({ block: 'center', behavior: 'instant' }); \
         const range = document.createRange(); \
         range.setStart(words.firstChild, 13); range.setEnd(words.firstChild, 14); \
         const { left, right, top, bottom } = range.getBoundingClientRect(); \
         return [left + right, top + bottom].map((sum) => Math.round(sum / 2))";
    let place = page.run_with(script, Vec::new()).await;
    let [x, y] = [&place[0], &place[1]].map(|at| at.as_i64().expect("pixels"));
    page.click_twice((x, y)).await;
    page.until("getSelection().toString().trim() === 'Professor'")
        .await;

    page.press_with(&[Key::Shift, Key::Control], Key::Right, 4)
        .await;
    page.until("document.querySelector('.take').dataset.place === 'wang-sheng.~professor-of-the-department-of'")
        .await;
    page.press(Key::Tab).await;
    page.focus_is_on(".take [data-take=link]").await;
    page.press(Key::Enter).await;
    page.until("document.querySelector('.said [role=status]').textContent !== ''")
        .await;
    let link = clipboard(page).await;
    assert!(
        link.ends_with("/wang-sheng/#~professor-of-the-department-of"),
        "{link}"
    );
}

/// Selects from the first to the last letter of two elements' words.
pub(crate) async fn select(page: &Page, from: &str, to: &str) {
    let script = "const text = (selector) => document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT).nextNode(); \
         const [from, to] = [text(arguments[0]), text(arguments[1])]; \
         getSelection().setBaseAndExtent(from, 0, to, to.data.length)";
    page.run_with(script, vec![json!(from), json!(to)]).await;
    page.until("!document.querySelector('.take').hidden").await;
}

async fn selected_words_can_be_taken_as_a_link_to_the_passage(page: &Page) {
    page.allow_clipboard().await;
    for from in ["".to_owned(), format!("{EVENT}/wu-hailong/")] {
        page.open(&from).await;
        let prefix = if from.is_empty() { "wu-hailong." } else { "" };
        let (first, last) = (format!("[id='{prefix}s2']"), format!("[id='{prefix}s3']"));
        select(page, &first, &last).await;
        let link = copy(page, "[data-take=link]").await;
        let words: String = page.value("getSelection().toString()").await;
        assert!(link.contains(&format!("{EVENT}/wu-hailong/#~")), "{link}");
        page.open(link.strip_prefix(&page.home()).expect("it is on this site"))
            .await;
        let marked: String = page
            .value("[...document.querySelectorAll('mark.named-mark')].map((mark) => mark.textContent).join('')")
            .await;
        let plain = |text: &str| {
            text.chars()
                .filter(|letter| letter.is_alphanumeric())
                .collect::<String>()
        };
        assert_eq!(plain(&marked), plain(&words));
        assert_eq!(page.notices().await, Vec::<String>::new());
    }
}

async fn selected_words_can_be_taken_as_a_quotation(page: &Page) {
    page.allow_clipboard().await;
    page.open("").await;
    select(page, "[id='wu-hailong.s2']", "[id='wu-hailong.s2']").await;
    let words: String = page.value("getSelection().toString().trim()").await;
    let quotation = copy(page, "[data-take=quotation]").await;
    assert!(
        quotation.starts_with(&format!("“{words}”\n— Wu Hailong, ")),
        "{quotation}"
    );
    assert!(
        quotation.contains("not verbatim") && quotation.contains("/wu-hailong/#~"),
        "{quotation}"
    );
    let html: String = page
        .value("navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())")
        .await;
    assert!(
        html.contains("<blockquote cite=") && html.contains(&words),
        "{html}"
    );
}

async fn a_selection_across_remarks_is_narrowed_and_says_so(page: &Page) {
    page.open("").await;
    select(page, "[id='introduction.s1']", "[id='wu-hailong.s2']").await;
    assert_eq!(page.seen(".take p").await, 1);
    page.run("getSelection().removeAllRanges()").await;
    page.until("document.querySelector('.take').hidden").await;
    // What begins behind the last word of a remark holds none of its words.
    page.run(
        "const end = [...document.querySelectorAll('#introduction .s')].at(-1).firstChild; \
         const words = document.getElementById('wu-hailong.s2').firstChild; \
         getSelection().setBaseAndExtent(end, end.data.length, words, words.data.length)",
    )
    .await;
    page.until("!document.querySelector('.take').hidden").await;
    assert_eq!(page.seen(".take p").await, 0);
}

async fn what_is_not_shown_is_not_taken(page: &Page) {
    page.open("?q=china&view=passages").await;
    // Of the first remark with a gap between two passages, both passages.
    let taken: Vec<String> = page
        .value(
            "(() => { for (const words of document.querySelectorAll('.part:not([hidden]) .words')) { \
               const all = [...words.querySelectorAll('.s')]; const seen = all.filter((s) => s.getClientRects().length); \
               const gap = seen.findIndex((s, at) => at && all.indexOf(s) > all.indexOf(seen[at - 1]) + 1); \
               if (gap > 0) { getSelection().setBaseAndExtent(seen[gap - 1], 0, seen[gap], seen[gap].childNodes.length); \
                 return [seen[gap - 1].textContent, seen[gap].textContent]; } } })()",
        )
        .await;
    page.until("!document.querySelector('.take').hidden").await;
    assert_eq!(page.seen(".take p").await, 1, "it says so");
    page.allow_clipboard().await;
    let quoted = copy(page, "[data-take=quotation]").await;
    let start = |text: &str| text.trim().chars().take(20).collect::<String>();
    assert!(quoted.contains(&start(&taken[0])), "{quoted}");
    assert!(!quoted.contains(&start(&taken[1])), "{quoted}");
    page.visit("?q=trust&view=concordance").await;
    page.run("getSelection().selectAllChildren(document.body)")
        .await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(page.seen(".take").await, 0, "lines are no remarks");
}

async fn a_corrected_passage_is_shown_and_says_what_changed(page: &Page) {
    page.allow_clipboard().await;
    page.open("").await;
    select(page, "[id='wu-hailong.s2']", "[id='wu-hailong.s2']").await;
    let link = copy(page, "[data-take=link]").await;
    let (address, named) = link.split_once("#~").expect("it names a passage");
    let mut named: Vec<&str> = named.split('-').collect();
    named[1] = "zzyzx";
    let address = address
        .strip_prefix(&page.home())
        .expect("it is on this site");
    page.visit(&format!("{address}#~{}", named.join("-"))).await;
    let notices = page.notices().await;
    assert!(
        notices.len() == 1 && notices[0].contains("it has “zzyzx” where the record has"),
        "{notices:?}"
    );
    assert!(page.count("mark.named-mark").await > 0);
}

async fn a_correction_between_the_words_named_is_told(page: &Page) {
    page.allow_clipboard().await;
    page.open("").await;
    select(page, "[id='wu-hailong.s2']", "[id='wu-hailong.s4']").await;
    let link = copy(page, "[data-take=link]").await;
    let address = link.strip_prefix(&page.home()).expect("it is on this site");
    let (named, seal) = address.rsplit_once("..").expect("it has a seal");
    assert_eq!(seal.len(), 4, "{address}");
    page.visit(address).await;
    assert_eq!(page.notices().await, Vec::<String>::new());
    let other: String = seal.chars().rev().collect();
    page.visit(&format!("{named}..{other}x")).await;
    let notices = page.notices().await;
    assert!(
        notices.len() == 1 && notices[0].contains("some words of the passage"),
        "{notices:?}"
    );
    assert!(page.count("mark.named-mark").await > 0);
}

async fn what_is_copied_by_hand_carries_no_furniture(page: &Page) {
    page.open("").await;
    let copied: Vec<String> = page
        .value(
            "(() => { \
             getSelection().setBaseAndExtent(document.getElementById('wu-hailong.s2'), 0, document.getElementById('chung-jae-ho.s2'), 1); \
             const copying = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true }); \
             document.body.dispatchEvent(copying); \
             return ['text/html', 'text/plain'].map((kind) => copying.clipboardData.getData(kind)); })()",
        )
        .await;
    let [html, plain] = copied.as_slice() else {
        panic!("{copied:?}");
    };
    assert!(html.contains("class=\"s\""), "{html}");
    for furniture in ["\"tags", "\"controls", "class=\"n\"", "aria-label=\""] {
        assert!(!html.contains(furniture), "{furniture} in {html}");
    }
    assert!(plain.len() > 100 && !plain.contains("Copy"), "{plain}");
}

async fn what_is_copied_by_hand_is_what_is_seen(page: &Page) {
    page.open("?q=trust&view=passages").await;
    let numbers: Vec<usize> = page
        .value(
            "(() => { \
             getSelection().selectAllChildren(document.querySelector('.record')); \
             const copying = new ClipboardEvent('copy', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true }); \
             document.body.dispatchEvent(copying); \
             const copied = new DOMParser().parseFromString(copying.clipboardData.getData('text/html'), 'text/html'); \
             const relative = [...copied.querySelectorAll('a')].filter((link) => !/^https?:/.test(link.getAttribute('href'))); \
             const seen = [...document.querySelectorAll('.record .s')].filter((sentence) => sentence.checkVisibility()); \
             const [gaps, words] = [true, false].map((gap) => [...copied.querySelectorAll('.s')].filter(({ textContent }) => gap === (textContent === '[…]'))); \
             const told = copying.clipboardData.getData('text/plain').split('[…]').length - 1; \
             return [seen.length, words.length, relative.length, document.querySelectorAll('[data-unseen]').length, gaps.length, told]; })()",
        )
        .await;
    let [seen, copied, relative, marked, gaps, told] = numbers.as_slice() else {
        panic!("{numbers:?}");
    };
    assert!(*seen > 0 && seen == copied, "{copied} of {seen} sentences");
    assert_eq!((*relative, *marked), (0, 0));
    assert!(*gaps > 0 && gaps == told, "{gaps} gaps, {told} told");
}
