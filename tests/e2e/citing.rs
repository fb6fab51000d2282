//! The dialog that cites a part of the record or a passage of it.

use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::copying::select;
use crate::embed::{FRAMES, host_page, until_alive};
use crate::page::Page;
use crate::record::EVENT;
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: a_remark_is_cited_and_the_focus_comes_back;
        wide: every_style_and_format_can_be_chosen_and_the_choice_is_kept,
            a_passage_is_cited_with_its_sentences_and_its_own_address,
            selected_words_are_cited,
            the_records_own_words_are_cited_as_the_institutes,
            a_citation_is_copied_with_its_italics_and_without,
            a_refused_clipboard_leaves_the_citation_selected,
            a_format_is_saved_as_a_file,
            words_of_an_address_stay_words,
            a_citation_is_taken_from_a_frame,
            a_sandboxed_frame_offers_nothing_to_save,
            an_impatient_reader_gets_one_dialog,
            of_dialogs_asked_for_at_once_the_last_is_shown,
            a_name_that_ends_in_a_full_stop_gets_no_second,
            a_dialog_that_cannot_be_loaded_says_so,
            a_dialog_that_could_not_be_loaded_is_asked_for_again,
            a_page_that_is_translated_has_its_dialogs;
        narrow: the_dialog_fits_a_phone;
    }
}

const TITLE: &str = "TI Holds Seminar on 30th Anniversary of China-ROK Diplomatic Relations";
const DIALOG: &str = "dialog.cite-dialog";

pub(crate) async fn ask(page: &Page, control: &str) {
    page.click(control).await;
    page.until(&format!("document.querySelector('{DIALOG}')?.open"))
        .await;
}

async fn choose(page: &Page, style: &str) {
    page.run(&format!(
        "const style = document.querySelector('#_cite-style'); style.value = '{style}'; style.dispatchEvent(new Event('change'))"
    ))
    .await;
}

/// What a form of the chosen style says, to the letter.
pub(crate) async fn cited(page: &Page, form: &str) -> String {
    page.value(&format!(
        "document.querySelector('#_cite-{form}').textContent"
    ))
    .await
}

async fn an_impatient_reader_gets_one_dialog(page: &Page) {
    page.open("").await;
    page.run("const cite = document.querySelector('#wu-hailong [data-cites]'); cite.click(); cite.click(); setTimeout(() => cite.click(), 100)")
        .await;
    page.until(&format!("document.querySelector('{DIALOG}')?.open"))
        .await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(page.count(DIALOG).await, 1);
    page.press(Key::Escape).await;
    assert_eq!(page.count(DIALOG).await, 0);
}

async fn of_dialogs_asked_for_at_once_the_last_is_shown(page: &Page) {
    page.open("").await;
    page.run("for (const part of ['wu-hailong', 'qiu-guohong', 'wang-sheng']) document.querySelector(`#${part} [data-cites]`).click()")
        .await;
    let last =
        "document.querySelector('.cite-dialog .cited')?.textContent.startsWith('Wang Sheng.')";
    page.until(last).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(page.count(DIALOG).await, 1);
    assert!(page.value::<bool>(last).await);
    page.press(Key::Escape).await;
    page.until("!document.querySelector('dialog')").await;
    // Citations come when the test lets them: after the dialog that was asked for after them.
    page.run(
        "const fetched = window.fetch; \
         window.fetch = async (what) => { const answer = await fetched(what); if (`${what}`.includes('citations')) await new Promise((go) => (window.go = go)); return answer; }; \
         document.querySelector('#wu-hailong [data-cites]').click(); \
         document.querySelector('#wu-hailong [data-embeds]').click()",
    )
    .await;
    page.until("window.go && document.querySelector('dialog.embed-dialog')?.open")
        .await;
    page.run("go()").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(page.count(DIALOG).await, 0);
    assert_eq!(page.count("dialog.embed-dialog").await, 1);
}

async fn a_name_that_ends_in_a_full_stop_gets_no_second(page: &Page) {
    page.open("").await;
    page.run("document.querySelector('#wu-hailong h2 a').textContent = 'Dr. John Q. Smith Jr.'")
        .await;
    ask(page, "#wu-hailong [data-cites]").await;
    let about = page.text(".cite-dialog .cited").await;
    assert!(
        about.starts_with("Dr. John Q. Smith Jr. ") && !about.contains(".."),
        "{about}"
    );
}

async fn a_dialog_that_cannot_be_loaded_says_so(page: &Page) {
    // An embedded page has no worker that would answer in the server's place.
    page.open("?embed").await;
    page.stop_serving();
    for words in ["cite-dialog", "CONNECTION", "Importing a module", "onnect"] {
        page.expect_message(words);
    }
    page.run("document.querySelector('#wu-hailong [data-cites]').click()")
        .await;
    page.until("!!document.querySelector('.said [role=alert]')")
        .await;
    assert_eq!(page.seen(".said [role=alert]").await, 1);
}

async fn a_dialog_that_could_not_be_loaded_is_asked_for_again(page: &Page) {
    page.open("").await;
    page.expect_message("cite-dialog.js is not there");
    page.run("const fetched = window.fetch; window.fetch = async () => { window.fetch = fetched; throw new TypeError('no network'); }")
        .await;
    page.click("#wu-hailong [data-cites]").await;
    page.until("!!document.querySelector('.said [role=alert]')")
        .await;
    ask(page, "#wu-hailong [data-cites]").await;
}

async fn a_page_that_is_translated_has_its_dialogs(page: &Page) {
    page.open("").await;
    page.run("document.documentElement.lang = 'ko'").await;
    ask(page, "#wu-hailong [data-cites]").await;
}

async fn a_remark_is_cited_and_the_focus_comes_back(page: &Page) {
    page.open("").await;
    ask(page, "#wu-hailong [data-cites]").await;
    let address = format!("{}{EVENT}/wu-hailong/", page.home());
    assert_eq!(
        cited(page, "list").await,
        format!(
            "Wu, H. (2022, August 18). Opening address. In {TITLE} [Summary by Taihe Institute, not a verbatim record]. Taihe Institute. {address}"
        )
    );
    assert_eq!(cited(page, "text").await, "(Wu, 2022)");
    assert_eq!(page.texts("#_cite-list i").await, [TITLE]);
    let about = page.text(".cite-dialog .cited").await;
    assert!(
        about.starts_with("Wu Hailong.") && about.contains("not a verbatim record"),
        "{about}"
    );
    for scheme in ["light", "dark"] {
        page.emulate("", &[("prefers-color-scheme", scheme)]).await;
        // Anew: some engines change the scheme with a new window.
        page.visit("").await;
        ask(page, "#wu-hailong [data-cites]").await;
        page.is_accessible(&format!("the dialog of citations, {scheme}"))
            .await;
    }
    page.press(Key::Escape).await;
    page.until("!document.querySelector('dialog')").await;
    page.focus_is_on("#wu-hailong [data-cites]").await;
}

async fn every_style_and_format_can_be_chosen_and_the_choice_is_kept(page: &Page) {
    page.open(&format!("{EVENT}/hu-jiping/")).await;
    ask(page, ".part [data-cites]").await;
    let address = format!("{}{EVENT}/hu-jiping/", page.home());
    let today: Vec<String> = page
        .value("(() => { const now = new Date(); const two = (number) => String(number).padStart(2, '0'); return [`${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`, `${now.getDate()} ${now.toLocaleDateString('en', { month: 'long' })} ${now.getFullYear()}`]; })()")
        .await;
    let [numbers, words] = &today[..] else {
        panic!("{today:?}")
    };
    let expected = [
        ("apa", "text", "(Hu, 2022)".to_owned()),
        (
            "chicago",
            "note",
            format!(
                "Hu Jiping, “Remarks,” summary by Taihe Institute, not a verbatim record, {TITLE}, Taihe Institute, August 18, 2022, {address}."
            ),
        ),
        (
            "chicago",
            "bibliography",
            format!(
                "Hu Jiping. “Remarks.” Summary by Taihe Institute, not a verbatim record. {TITLE}, Taihe Institute, August 18, 2022. {address}."
            ),
        ),
        (
            "mla",
            "list",
            format!(
                "Hu Jiping. “Remarks.” Summary by Taihe Institute, not a verbatim record. {TITLE}, Taihe Institute, 18 Aug. 2022, {address}."
            ),
        ),
        (
            "harvard",
            "list",
            format!(
                "Hu, J. (2022) Remarks [Summary by Taihe Institute, not a verbatim record], {TITLE}. Taihe Institute. Available at: {address} (Accessed: {words})."
            ),
        ),
        (
            "gb-t-7714",
            "list",
            format!(
                "HU Jiping. Remarks: {TITLE}: summary by Taihe Institute, not a verbatim record[EB/OL]. (2022-08-18)[{numbers}]. {address}."
            ),
        ),
    ];
    for (style, form, citation) in expected {
        choose(page, style).await;
        assert_eq!(cited(page, form).await, citation, "{style}");
    }
    choose(page, "bibtex").await;
    let bibtex = cited(page, "bibtex").await;
    for line in [
        "@inproceedings{china-rok-30.hu-jiping,".to_owned(),
        format!("  url = {{{address}}},"),
        format!("  urldate = {{{numbers}}},"),
    ] {
        assert!(bibtex.lines().any(|each| each == line), "{bibtex}");
    }
    choose(page, "ris").await;
    assert!(
        cited(page, "ris")
            .await
            .contains(&format!("UR  - {address}\r\n"))
    );
    choose(page, "csl").await;
    let csl: Value = serde_json::from_str(&cited(page, "csl").await).expect("JSON");
    assert_eq!(csl[0]["URL"], json!(address));
    page.is_accessible("an entry for reference managers").await;
    page.press(Key::Escape).await;
    page.until("!document.querySelector('dialog')").await;
    ask(page, ".part [data-cites]").await;
    assert_eq!(
        page.value::<String>("document.querySelector('#_cite-style').value")
            .await,
        "csl"
    );
}

async fn a_passage_is_cited_with_its_sentences_and_its_own_address(page: &Page) {
    for (from, within) in [
        (format!("{EVENT}/wu-hailong/"), ".part [data-cites]"),
        ("#wu-hailong.".to_owned(), "#wu-hailong [data-cites]"),
    ] {
        for (place, sentences) in [("s3", "sentence 3"), ("s3-5", "sentences 3–5")] {
            let join = if from.ends_with('/') { "#" } else { "" };
            page.visit(&format!("{from}{join}{place}")).await;
            ask(page, within).await;
            assert_eq!(
                cited(page, "text").await,
                format!("(Wu, 2022, {sentences})")
            );
            let address = format!("{}{EVENT}/wu-hailong/#{place}", page.home());
            assert!(
                cited(page, "list").await.ends_with(&format!(" {address}")),
                "{from}"
            );
            assert!(
                page.text(".cite-dialog .cited")
                    .await
                    .starts_with(&format!("Wu Hailong, {sentences}.")),
                "{from}"
            );
            choose(page, "bibtex").await;
            let bibtex = cited(page, "bibtex").await;
            assert!(
                bibtex.contains(&format!("not a verbatim record; {sentences}}}")),
                "{bibtex}"
            );
            choose(page, "apa").await;
            page.click(".cite-dialog .close").await;
            page.until("!document.querySelector('dialog')").await;
        }
    }
    // Another remark is not the one that the address names.
    ask(page, "#hu-jiping [data-cites]").await;
    assert_eq!(cited(page, "text").await, "(Hu, 2022)");
}

async fn selected_words_are_cited(page: &Page) {
    for (from, first, last) in [
        ("", "qiu-guohong.s2", "qiu-guohong.s4"),
        ("china-rok-30/qiu-guohong/", "s2", "s4"),
    ] {
        page.visit(from).await;
        select(page, &format!("[id='{first}']"), &format!("[id='{last}']")).await;
        ask(page, ".take [data-cites]").await;
        assert_eq!(cited(page, "text").await, "(Qiu, 2022, sentences 2–4)");
        let list = cited(page, "list").await;
        let (_, address) = list.rsplit_once(' ').expect("an address comes last");
        page.visit(
            address
                .strip_prefix(&page.home())
                .expect("it is on this site"),
        )
        .await;
        let named = page.count(".s.named").await;
        assert_eq!(named, 3, "{address}");
    }
}

async fn the_records_own_words_are_cited_as_the_institutes(page: &Page) {
    page.open("#introduction.s2").await;
    ask(page, "#introduction [data-cites]").await;
    let list = cited(page, "list").await;
    assert!(
        list.starts_with("Taihe Institute. (2022, August 18). Introduction. In "),
        "{list}"
    );
    assert!(
        list.ends_with(&format!(" {}{EVENT}/#introduction.s2", page.home())),
        "{list}"
    );
}

async fn a_citation_is_copied_with_its_italics_and_without(page: &Page) {
    page.allow_clipboard().await;
    page.open(&format!("{EVENT}/hu-jiping/")).await;
    ask(page, ".part [data-cites]").await;
    page.click(".cite-dialog button:has(+ #_cite-list)").await;
    page.until("document.querySelector('.cite-dialog [role=status]').textContent === 'Copied.'")
        .await;
    let plain: String = page.value("navigator.clipboard.readText()").await;
    assert_eq!(plain, cited(page, "list").await);
    let html: String = page
        .value("navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())")
        .await;
    assert!(html.contains(&format!("<i>{TITLE}</i>")), "{html}");
    choose(page, "ris").await;
    page.click(".cite-dialog button:has(+ #_cite-ris)").await;
    page.until("document.querySelector('.cite-dialog [role=status]').textContent === 'Copied.'")
        .await;
    let plain: String = page.value("navigator.clipboard.readText()").await;
    assert!(plain.starts_with("TY  - ELEC"), "{plain}");
}

async fn a_refused_clipboard_leaves_the_citation_selected(page: &Page) {
    page.refuse_clipboard().await;
    page.open(&format!("{EVENT}/hu-jiping/")).await;
    ask(page, ".part [data-cites]").await;
    page.click(".cite-dialog button:has(+ #_cite-list)").await;
    page.until("document.activeElement.id === '_cite-list'")
        .await;
    let selected: String = page.value("getSelection().toString()").await;
    assert_eq!(selected, cited(page, "list").await);
    assert!(
        page.text(".cite-dialog [role=status]")
            .await
            .starts_with("The browser does not allow copying here.")
    );
    page.focus_can_be_seen().await;
}

async fn a_format_is_saved_as_a_file(page: &Page) {
    page.open(&format!("{EVENT}/wu-hailong/#s3")).await;
    ask(page, ".part [data-cites]").await;
    // What would be saved, and under which name, without a file of the browser's own.
    page.run(
        "window.saved = []; \
         URL.createObjectURL = (blob) => { saved.push(blob); return 'about:blank#'; }; \
         HTMLAnchorElement.prototype.click = function () { saved.push(this.download); }",
    )
    .await;
    for (label, file, words) in [
        (
            "BibTeX",
            "wu-hailong.s3.bib",
            "@inproceedings{china-rok-30.wu-hailong.s3,",
        ),
        ("RIS", "wu-hailong.s3.ris", "TY  - ELEC"),
        (
            "CSL-JSON",
            "wu-hailong.s3.csl.json",
            "\"type\": \"webpage\"",
        ),
    ] {
        page.run("saved.length = 0").await;
        page.click_text(".cite-dialog .downloads button", label)
            .await;
        let name: String = page.value("saved[1]").await;
        assert_eq!(name, file);
        let text: String = page.value("saved[0].text()").await;
        assert!(text.contains(words), "{text}");
        assert!(text.contains("/wu-hailong/#s3"), "{text}");
        assert!(text.contains("sentence 3"), "{text}");
    }
}

async fn words_of_an_address_stay_words(page: &Page) {
    page.open(&format!("{EVENT}/wu-hailong/?x=%3Cimg%3E")).await;
    page.run(
        "const control = document.createElement('button'); control.id = 'elsewhere'; control.textContent = 'Cite'; \
         Object.assign(control.dataset, { of: 'wu-hailong', cites: '#~}<img src=x onerror=alert(1)>', sentences: '1' }); \
         document.querySelector('main').prepend(control)",
    )
    .await;
    ask(page, "#elsewhere").await;
    assert_eq!(page.count("dialog :is(img, script)").await, 0);
    choose(page, "bibtex").await;
    let bibtex = cited(page, "bibtex").await;
    let url = bibtex
        .lines()
        .find_map(|line| line.trim().strip_prefix("url = {"))
        .expect("it has an address");
    let url = url.strip_suffix("},").expect("it ends with a brace");
    assert!(!url.contains(['{', '}', '<', '"']), "{url}");
}

async fn a_citation_is_taken_from_a_frame(page: &Page) {
    page.open("?embed").await;
    ask(page, "#wu-hailong [data-cites]").await;
    let address = format!("{}{EVENT}/wu-hailong/", page.home());
    assert!(
        cited(page, "list").await.ends_with(&format!(" {address}")),
        "the frame's own parameter is not cited"
    );
}

async fn a_sandboxed_frame_offers_nothing_to_save(page: &Page) {
    let body = "<colloquy-embed src=\"SITE/china-rok-30/wu-hailong/\" loading=eager sandbox=\"allow-scripts\"></colloquy-embed>";
    let host = host_page(page, "citing", body).await;
    page.go(host.host.address()).await;
    until_alive(page).await;
    page.enter_frame(&format!("return {FRAMES}[0]")).await;
    ask(page, ".part [data-cites]").await;
    assert!(cited(page, "list").await.starts_with("Wu, H. (2022"));
    assert_eq!(page.count(".cite-dialog .downloads").await, 0);
    choose(page, "ris").await;
    assert!(cited(page, "ris").await.starts_with("TY  - ELEC"));
    page.leave_frame().await;
}

async fn the_dialog_fits_a_phone(page: &Page) {
    page.open("").await;
    ask(page, "#hu-jiping [data-cites]").await;
    for style in ["apa", "chicago", "mla", "harvard", "gb-t-7714", "bibtex"] {
        choose(page, style).await;
        let beyond: bool = page
            .value("((box) => box.left < 0 || box.right > innerWidth || box.bottom > innerHeight)(document.querySelector('dialog').getBoundingClientRect())")
            .await;
        assert!(!beyond, "{style}: the dialog is wider than the window");
        let scrolls: bool = page
            .value("((dialog) => dialog.scrollWidth > dialog.clientWidth)(document.querySelector('dialog'))")
            .await;
        assert!(!scrolls, "{style}: the dialog scrolls sideways");
    }
}
