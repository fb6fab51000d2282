//! The explorer in one file, copied alone into a folder and opened from disk.

use std::path::{Path, PathBuf};
use std::time::Duration;

use thirtyfour::Key;

use crate::page::{Found, Page};
use crate::record::{EVENT, look_for, remarks, transcript};
use crate::stage::Test;
use crate::{browser, citing, collecting, folder};

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        files: the_file_weighs_at_most_450_kilobytes,
            the_file_holds_the_words_of_the_transcript_to_the_letter,
            nothing_in_the_file_leads_to_another_file;
        both: the_file_shows_the_record_and_asks_for_nothing,
            a_search_in_the_file_is_found_again_by_its_address;
        wide: back_and_forward_walk_through_what_was_done_in_the_file,
            a_place_in_the_file_is_shown_and_keeps_the_search,
            a_line_of_a_concordance_leads_to_its_sentence_in_the_file,
            a_copied_link_of_the_file_opens_its_sentence,
            selected_words_are_taken_from_the_file,
            remarks_and_passages_of_the_file_are_cited,
            an_impatient_reader_of_the_file_gets_one_dialog,
            a_collection_is_kept_in_the_file_and_sent,
            a_hostile_address_of_the_file_runs_nothing,
            without_scripts_the_file_can_be_read;
        without_wasm: without_wasm_the_file_can_be_read;
    }
}

/// The explorer in one file, in a folder of its own that goes when it is dropped.
struct Copy(PathBuf);

impl Copy {
    fn new(page: &Page, name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("standalone {name} {}", page.is_narrow()));
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        let from = browser::dist().join(EVENT).join("standalone.html");
        std::fs::copy(from, folder.join("record.html")).expect("the file can be copied");
        Self(folder)
    }

    /// Its address, with this fragment.
    fn address(&self, fragment: &str) -> String {
        let path = self.0.join("record.html").display().to_string();
        format!("file://{}{fragment}", path.replace(' ', "%20"))
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn open(page: &Page, copy: &Copy, fragment: &str) {
    page.go(&copy.address(fragment)).await;
    page.until_live().await;
    page.settle().await;
}

async fn until_fragment(page: &Page, fragment: &str) {
    page.until(&format!("location.hash === '{fragment}'")).await;
}

async fn named(page: &Page) -> Vec<String> {
    page.value("[...document.querySelectorAll('.s.named')].map((s) => s.id)")
        .await
}

fn the_file_weighs_at_most_450_kilobytes() {
    let file = browser::dist().join(EVENT).join("standalone.html");
    let bytes = file.metadata().expect("the file is there").len();
    assert!(bytes <= 450_000, "{bytes} bytes");
}

fn the_file_holds_the_words_of_the_transcript_to_the_letter() {
    let parts = folder::file(&format!("{EVENT}/standalone.html")).parts();
    let words = |parts: Vec<crate::record::Part>| {
        let parts = parts.into_iter().map(|part| (part.id, part.paragraphs));
        parts.collect::<Vec<_>>()
    };
    assert_eq!(words(parts), words(transcript()));
}

fn nothing_in_the_file_leads_to_another_file() {
    let file = folder::file(&format!("{EVENT}/standalone.html"));
    assert_eq!(file.all("[src]").len(), 0);
    let ids: Vec<&str> = file
        .all("[id]")
        .iter()
        .filter_map(|element| element.attr("id"))
        .collect();
    let links = file.all("[href]");
    assert!(links.len() > 100);
    for link in links {
        let href = link.attr("href").unwrap_or_default();
        let whole = ["https:", "mailto:", "data:"]
            .iter()
            .any(|start| href.starts_with(start));
        let within = href.strip_prefix('#').is_some_and(|id| ids.contains(&id));
        assert!(whole || within, "{href}");
    }
}

async fn the_file_shows_the_record_and_asks_for_nothing(page: &Page) {
    let copy = Copy::new(page, "record");
    open(page, &copy, "").await;
    assert_eq!(page.shown().await.len(), transcript().len());
    assert_eq!(page.found().await.remarks, remarks().len());
    page.search("thaad").await;
    page.toggle("side", "china").await;
    page.click(".clear-all").await;
    assert!(page.seen(".tag > a").await > 100, "the tags are there");
    assert!(page.seen(".topic-index a").await > 100);
    assert_eq!(page.count("template.later").await, 0);
    let asked: Vec<String> = page
        .value("performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => !name.startsWith('data:'))")
        .await;
    assert_eq!(asked, Vec::<String>::new());
    page.is_accessible("the file").await;
}

async fn remarks_and_passages_of_the_file_are_cited(page: &Page) {
    let copy = Copy::new(page, "cite");
    open(page, &copy, "#?q=the").await;
    for (part, whose) in [
        ("wu-hailong", "Wu, H. "),
        ("introduction", "Taihe Institute. "),
    ] {
        citing::ask(page, &format!("#{part} .controls [data-cites]")).await;
        let cited = citing::cited(page, "list").await;
        assert!(cited.starts_with(whose), "{cited}");
        let address = copy.address(&format!("#{part}"));
        assert!(cited.ends_with(&address), "{cited}");
        assert_eq!(page.seen(".cite-dialog .downloads button").await, 3);
        page.press(Key::Escape).await;
    }
    open(page, &copy, "#wu-hailong.s3?q=the").await;
    citing::ask(page, "#wu-hailong [data-cites]").await;
    let cited = citing::cited(page, "list").await;
    assert!(cited.ends_with(&copy.address("#wu-hailong.s3")), "{cited}");
    let text = citing::cited(page, "text").await;
    assert_eq!(text, "(Wu, 2022, sentence 3)");
    page.is_accessible("the dialog of the file").await;
}

async fn an_impatient_reader_of_the_file_gets_one_dialog(page: &Page) {
    let copy = Copy::new(page, "impatience");
    open(page, &copy, "").await;
    page.run("const cite = document.querySelector('#wu-hailong [data-cites]'); for (let taps = 0; taps < 3; taps++) cite.click(); document.querySelector('#qiu-guohong [data-cites]').click()")
        .await;
    let last =
        "document.querySelector('.cite-dialog .cited')?.textContent.startsWith('Qiu Guohong.')";
    page.until(last).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(page.count("dialog").await, 1);
    assert!(page.value::<bool>(last).await);
}

async fn a_collection_is_kept_in_the_file_and_sent(page: &Page) {
    let copy = Copy::new(page, "keep");
    open(page, &copy, "").await;
    collecting::keep(page, "#wu-hailong [data-keeps]", 1).await;
    collecting::keep(page, "#qiu-guohong [data-keeps]", 2).await;
    open(page, &copy, "").await;
    collecting::show(page).await;
    let kept = ["Wu Hailong", "Qiu Guohong"];
    assert_eq!(collecting::order(page).await, kept);
    let link = collecting::taken(page, "link").await;
    assert_eq!(link, copy.address("#_kept&wu-hailong&qiu-guohong"));
    page.press(Key::Escape).await;
    open(page, &copy, "#_kept&qiu-guohong=A%20note%3F").await;
    page.until("document.querySelector('dialog.collection')?.open")
        .await;
    assert_eq!(collecting::order(page).await, kept[1..]);
    assert_eq!(page.texts(".collection .own-note p").await, ["A note?"]);
}

async fn a_search_in_the_file_is_found_again_by_its_address(page: &Page) {
    let copy = Copy::new(page, "search");
    open(page, &copy, "").await;
    page.search("thaad").await;
    let expected = look_for(&[&|word| word == "thaad"]);
    let found = Found::of(expected.remarks.len(), expected.passages);
    assert_eq!(page.found().await, found);
    until_fragment(page, "#?q=thaad").await;
    page.toggle("side", "china").await;
    until_fragment(page, "#?q=thaad&side=china").await;
    let narrowed = page.found().await;
    assert!(narrowed.remarks < found.remarks);
    page.run("document.querySelectorAll('.view button')[1].click()")
        .await;
    until_fragment(page, "#?q=thaad&side=china&view=passages").await;

    open(page, &copy, "#?q=thaad&side=china").await;
    assert_eq!(page.found().await, narrowed);
    assert!(page.seen("mark").await > 0);
    open(page, &copy, "#?topic=atlantis").await;
    assert_eq!(page.notices().await.len(), 1);
}

async fn back_and_forward_walk_through_what_was_done_in_the_file(page: &Page) {
    let copy = Copy::new(page, "history");
    open(page, &copy, "").await;
    page.scroll_to(1200).await;
    let place = page.place().await;
    page.type_in("taiwan").await;
    until_fragment(page, "#?q=taiwan").await;
    page.press(Key::Enter).await;
    page.search("japan").await;
    until_fragment(page, "#?q=japan").await;
    page.toggle("side", "rok").await;
    until_fragment(page, "#?q=japan&side=rok").await;
    for fragment in ["#?q=japan", "#?q=taiwan", ""] {
        page.back().await;
        until_fragment(page, fragment).await;
    }
    assert_eq!(page.found().await.remarks, remarks().len());
    page.stands_at(&place).await;
    page.forward().await;
    until_fragment(page, "#?q=taiwan").await;
    assert!(page.texts("mark").await.iter().all(|mark| mark == "Taiwan"));
    page.reload().await;
    until_fragment(page, "#?q=taiwan").await;
    assert!(page.seen("mark").await > 0);
}

async fn a_place_in_the_file_is_shown_and_keeps_the_search(page: &Page) {
    let copy = Copy::new(page, "place");
    for (fragment, sentence) in [
        ("#wang-sheng.s3", "wang-sheng.s3"),
        ("#wang-sheng.s3?q=taiwan", "wang-sheng.s3"),
        ("#wu-hailong.~global-nato?q=nato", "wu-hailong.s9"),
    ] {
        open(page, &copy, fragment).await;
        assert_eq!(named(page).await, [sentence], "{fragment}");
        page.focus_is_on(&format!("[id='{sentence}']")).await;
        let outside = usize::from(fragment.contains("taiwan"));
        assert_eq!(page.notices().await.len(), outside, "{fragment}");
    }
    open(page, &copy, "#?q=nato").await;
    let found = page.found().await;
    page.click(".topic-index a.number[href='#wang-sheng.s3']")
        .await;
    until_fragment(page, "#wang-sheng.s3?q=nato").await;
    page.until("document.querySelector('.s.named')?.id === 'wang-sheng.s3'")
        .await;
    assert_eq!(page.found().await, found);
    page.back().await;
    until_fragment(page, "#?q=nato").await;
    // A remark's name leads to the remark, out of the search, as to its page in a folder.
    page.click("#wu-hailong h2 a").await;
    until_fragment(page, "#wu-hailong").await;
    page.until("document.querySelector('.part.named')?.id === 'wu-hailong'")
        .await;
    assert_eq!(page.found().await.remarks, remarks().len());
    open(page, &copy, "#nobody?q=nato").await;
    assert_eq!(page.notices().await.len(), 1);
    assert_eq!(page.found().await, found);
    // The way past the furniture keeps the search too.
    page.run("document.querySelector('.skip').click()").await;
    page.focus_is_on("#_found").await;
    until_fragment(page, "#nobody?q=nato").await;
}

async fn a_line_of_a_concordance_leads_to_its_sentence_in_the_file(page: &Page) {
    let copy = Copy::new(page, "concordance");
    open(page, &copy, "#?q=thaad&view=concordance").await;
    let href = page.attribute(".line a", "href").await.expect("a link");
    page.click(".line a").await;
    until_fragment(page, &href).await;
    page.until("document.querySelectorAll('.s.named').length === 1")
        .await;
    assert_eq!(named(page).await, [href.trim_start_matches('#')]);
    assert_eq!(page.shown().await.len(), transcript().len());
}

async fn a_copied_link_of_the_file_opens_its_sentence(page: &Page) {
    let copy = Copy::new(page, "link");
    open(page, &copy, "#?q=thaad").await;
    // Whatever the browser does with the clipboard, the words are there to see.
    page.run("window.copied = []; Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => copied.push(text) } })")
        .await;
    page.run("document.querySelector(\"[id='wu-hailong.s12'] a.n\").click()")
        .await;
    page.until("copied.length === 1").await;
    let link: String = page.value("copied[0]").await;
    assert_eq!(link, copy.address("#wu-hailong.s12"));
    // Where the site's address is known, as `publish` writes it, the published page is what a link is for.
    page.run("document.documentElement.dataset.site = 'https://example.org/a/'")
        .await;
    page.run("document.querySelector(\"[id='wu-hailong.s12'] a.n\").click()")
        .await;
    page.until("copied.length === 2").await;
    let published = format!("https://example.org/a/{EVENT}/wu-hailong/#s12");
    assert_eq!(page.value::<String>("copied[1]").await, published);
    page.go(&link).await;
    page.until_live().await;
    assert_eq!(named(page).await, ["wu-hailong.s12"]);
}

async fn selected_words_are_taken_from_the_file(page: &Page) {
    let copy = Copy::new(page, "selection");
    open(page, &copy, "").await;
    page.run("window.copied = []; Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => copied.push(text) } })")
        .await;
    page.run(
        "const words = document.querySelector(\"[id='wu-hailong.s9']\").firstChild; const range = document.createRange(); \
         range.setStart(words, 0); range.setEnd(words, words.data.indexOf(' to see')); getSelection().addRange(range)",
    )
    .await;
    page.until("document.querySelector('.take').checkVisibility()")
        .await;
    // Nothing is offered that the file has not.
    assert_eq!(page.seen("[data-embeds]").await, 0);
    citing::ask(page, ".take [data-cites]").await;
    let cited = citing::cited(page, "list").await;
    assert!(cited.contains(&copy.address("#wu-hailong.~")), "{cited}");
    let text = citing::cited(page, "text").await;
    assert_eq!(text, "(Wu, 2022, sentence 9)");
    page.press(Key::Escape).await;
    page.click("[data-take=link]").await;
    page.until("copied.length === 1").await;
    let link: String = page.value("copied[0]").await;
    assert!(link.starts_with(&copy.address("#wu-hailong.~")), "{link}");
    page.go(&link).await;
    page.until_live().await;
    assert_eq!(named(page).await, ["wu-hailong.s9"]);
    assert_eq!(page.texts(".words mark").await, ["China never wants"]);
}

async fn a_hostile_address_of_the_file_runs_nothing(page: &Page) {
    let copy = Copy::new(page, "hostile");
    for string in [
        "<img src=x onerror=hacked=1>",
        "</script><script>hacked=1</script>",
        "javascript:hacked=1",
        "%E0%A4%A",
        "??#?#",
        "\u{202e}",
        "&&&=&",
    ] {
        for fragment in [
            format!("#?q={string}&topic={string}"),
            format!("#{string}?q={string}"),
            format!("#wu-hailong.~{string}?{string}={string}"),
        ] {
            open(page, &copy, &fragment).await;
            assert!(
                page.value::<bool>("typeof hacked === 'undefined'").await,
                "{fragment}"
            );
            assert_eq!(
                page.count("img, iframe, body script:not([type])").await,
                0,
                "{fragment}"
            );
            assert!(page.seen(".part, .nothing").await > 0, "{fragment}");
        }
    }
}

async fn without_scripts_the_file_can_be_read(page: &Page) {
    let copy = Copy::new(page, "no scripts");
    page.switch_scripts_off().await;
    open(page, &copy, "#wu-hailong.s3").await;
    reads(page).await;
    assert_eq!(page.count(".s:target").await, 1);
}

async fn without_wasm_the_file_can_be_read(page: &Page) {
    let copy = Copy::new(page, "no wasm");
    page.expect_no_life();
    open(page, &copy, "#?q=thaad").await;
    page.until("document.documentElement.dataset.app === 'off'")
        .await;
    reads(page).await;
    assert!(page.seen(".tag > a").await > 100, "the tags are there");
}

async fn reads(page: &Page) {
    assert_eq!(page.shown().await.len(), transcript().len());
    assert_eq!(page.seen(".s").await, page.count(".s").await);
    assert_eq!(page.seen(".without-app").await, 1);
    assert_eq!(page.seen("input, button, select").await, 0);
}
