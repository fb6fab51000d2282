//! Addresses keep their promise; a bad one says what is wrong and shows the record.

use std::fs;
use std::path::Path;
use std::time::Duration;

use thirtyfour::Key;

use crate::browser;
use crate::copying::{copy, select};
use crate::page::{Found, Page};
use crate::record::{EVENT, SENTENCES, remarks, transcript};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: a_fragment_shows_its_remark_or_sentences,
            a_notice_is_in_sight,
            a_notice_covers_neither_what_is_offered_nor_what_was_done,
            a_passage_is_found_by_its_words;
        wide: a_notice_moves_nothing,
            the_query_is_written_in_one_order,
            unknown_parameters_are_kept,
            an_unknown_value_gives_a_notice_and_the_record,
            a_fragment_that_names_nothing_gives_a_notice_and_the_record,
            a_notice_can_be_closed,
            a_link_within_the_page_is_followed,
            a_link_is_followed_a_second_time,
            a_search_without_words_finds_whole_remarks,
            a_long_query_without_results_holds_nothing_up,
            a_named_remark_shows_though_the_query_leaves_it_out,
            what_is_asked_next_leaves_the_named_place,
            a_place_in_another_remark_leads_to_its_page,
            an_address_with_two_slashes_is_searched_too,
            an_address_that_has_moved_keeps_its_place_and_its_frame,
            an_address_within_an_event_that_is_not_there_leads_to_the_event,
            an_event_that_is_not_there_is_not_looked_for_again,
            an_address_elsewhere_gives_a_page_with_links;
    }
}

/// The sentences that the page shows as named.
async fn named(page: &Page) -> Vec<String> {
    page.value("[...document.querySelectorAll('.s.named')].map((s) => s.id)")
        .await
}

/// What a selector names first begins within the window, below the search box.
async fn is_in_sight(page: &Page, selector: &str) -> bool {
    page.value(&format!(
        "((box, bar) => box && box.top >= (bar ? bar.getBoundingClientRect().bottom : 0) - 1 && box.top < innerHeight)\
         (document.querySelector('{selector}')?.getClientRects()[0], document.querySelector('.search'))"
    ))
    .await
}

async fn the_query_is_written_in_one_order(page: &Page) {
    page.open("?side=china&view=passages&topic=thaad&speaker=wu-hailong&topic=nato&q=the")
        .await;
    assert_eq!(
        page.texts(".chip .value").await,
        ["“the”", "NATO", "THAAD", "Wu Hailong", "China"]
    );
    // What is marked moves what is below it.
    page.settle().await;
    page.toggle("speaker", "wu-jingjing").await;
    let expected = "?q=the&topic=nato&topic=thaad&speaker=wu-hailong&speaker=wu-jingjing&side=china&view=passages";
    page.until_address(expected).await;
}

async fn unknown_parameters_are_kept(page: &Page) {
    page.open("?utm_source=a%20b&view=spiral&flag&topic=&q=THAAD")
        .await;
    assert_eq!(page.notices().await, Vec::<String>::new());
    page.toggle("side", "rok").await;
    page.until_address("?q=THAAD&side=rok&utm_source=a%20b&view=spiral&flag&topic=")
        .await;
}

async fn an_unknown_value_gives_a_notice_and_the_record(page: &Page) {
    for (address, asked) in [
        ("?topic=atlantis", "atlantis"),
        ("?speaker=nobody", "nobody"),
        ("?side=third", "third"),
        ("?topic=%FF%00", "\u{fffd}"),
    ] {
        page.visit(address).await;
        let notices = page.notices().await;
        assert!(
            notices.len() == 1 && notices[0].contains(asked),
            "{address}: {notices:?}"
        );
        assert_eq!(page.seen(".notice").await, 1);
        assert_eq!(page.shown().await.len(), transcript().len(), "{address}");
        assert_eq!(page.seen(".chip").await, 0, "{address}");
    }
    let many: Vec<String> = (0..300).map(|topic| format!("topic=t{topic}")).collect();
    let long = "x".repeat(5000);
    for address in [format!("?{}", many.join("&")), format!("?topic={long}")] {
        page.visit(&address).await;
        let notices = page.notices().await;
        assert!(notices.len() == 1 && notices[0].len() < 300, "{notices:?}");
    }
    // A sender turns none of the page's own words around.
    page.visit("?q=%E2%80%AEtrust%0Amutual&topic=%E2%80%AEx#%E2%80%AEy")
        .await;
    let notices = page.notices().await;
    assert_eq!(notices.len(), 2);
    assert!(!notices.concat().contains('\u{202e}'), "{notices:?}");
    assert_eq!(
        page.value::<String>("document.querySelector('#_q').value")
            .await,
        "trust mutual"
    );
    page.visit("?topic=atlantis&topic=thaad").await;
    assert_eq!(page.notices().await.len(), 1);
    assert_eq!(page.seen(".chip").await, 1);
    let found = page.found().await;
    page.visit("?topic=thaad").await;
    assert_eq!(page.found().await, found, "what is known still narrows");
}

async fn a_fragment_shows_its_remark_or_sentences(page: &Page) {
    let remark = format!("{EVENT}/wang-sheng/");
    for (address, part, sentences) in [
        ("#wang-sheng".to_owned(), "wang-sheng", vec![]),
        (format!("{EVENT}/#wang-sheng"), "wang-sheng", vec![]),
        (
            "#wang-sheng.s3".to_owned(),
            "wang-sheng",
            vec!["wang-sheng.s3"],
        ),
        (
            "#wang-sheng.s3-5".to_owned(),
            "wang-sheng",
            vec!["wang-sheng.s3", "wang-sheng.s4", "wang-sheng.s5"],
        ),
        (
            "#introduction.s2".to_owned(),
            "introduction",
            vec!["introduction.s2"],
        ),
        (format!("{remark}#s3"), "wang-sheng", vec!["s3"]),
        (
            format!("{remark}#s3-5"),
            "wang-sheng",
            vec!["s3", "s4", "s5"],
        ),
        (format!("{remark}#s1-1"), "wang-sheng", vec!["s1"]),
    ] {
        page.visit(&address).await;
        assert_eq!(page.notices().await, Vec::<String>::new(), "{address}");
        assert_eq!(named(page).await, sentences, "{address}");
        assert!(page.shown().await.contains(&part.to_owned()), "{address}");
        let target = sentences.first().copied().unwrap_or(part);
        assert!(
            is_in_sight(page, &format!("[id=\"{target}\"]")).await,
            "{address} is out of sight"
        );
        page.focus_is_on(&format!("[id='{target}']")).await;
    }
}

async fn a_passage_is_found_by_its_words(page: &Page) {
    let opening = "china-rok-30/chung-jae-ho/";
    for (address, words) in [
        (
            format!("{opening}#~abnormal-to-normal"),
            "abnormal to normal",
        ),
        (
            format!("{opening}#~ABNORMAL-to-Normal"),
            "abnormal to normal",
        ),
        (
            format!("{opening}#~too-much..conducive"),
            "Too much concern, however, is not conducive",
        ),
        (
            "#chung-jae-ho.~too-much..conducive".to_owned(),
            "Too much concern, however, is not conducive",
        ),
        ("#wu-hailong.~global-nato".to_owned(), "Global NATO"),
    ] {
        page.visit(&address).await;
        assert_eq!(page.notices().await, Vec::<String>::new(), "{address}");
        assert_eq!(page.texts(".words mark").await.concat(), words, "{address}");
        assert_eq!(page.count(".s.named").await, 1, "{address}");
        assert!(
            is_in_sight(page, ".words mark").await,
            "{address} is out of sight"
        );
    }
    // Across two sentences, both are named.
    page.visit("china-rok-30/chung-jae-ho/#~normal-relations..concern")
        .await;
    assert_eq!(page.count(".s.named").await, 2);
}

async fn a_fragment_that_names_nothing_gives_a_notice_and_the_record(page: &Page) {
    let last = SENTENCES
        .iter()
        .filter(|sentence| sentence.part == "wang-sheng")
        .count();
    let whole = transcript().len();
    for address in [
        "#nobody".to_owned(),
        "#nobody.s3".to_owned(),
        "#wang-sheng.s0".to_owned(),
        "#wang-sheng.s5-3".to_owned(),
        format!("#wang-sheng.s{}", last + 1),
        "#wang-sheng.s1-99999999999999999999".to_owned(),
        "#wang-sheng.x".to_owned(),
        "#wang-sheng.~words-that-nobody-said".to_owned(),
        "#s3".to_owned(),
        "#~abnormal-to-normal".to_owned(),
        "#Wang_Sheng!".to_owned(),
        "#%FF%00".to_owned(),
        "#%".to_owned(),
    ] {
        page.visit(&address).await;
        assert_eq!(page.seen(".notice").await, 1, "{address} goes unnoticed");
        assert!(!page.notices().await[0].is_empty());
        assert_eq!(page.shown().await.len(), whole, "{address}");
        assert_eq!(named(page).await, Vec::<String>::new(), "{address}");
    }
    for address in [
        format!("s{}", last + 1),
        "~words-that-nobody-said".to_owned(),
        "s0".to_owned(),
        "x y".to_owned(),
    ] {
        page.visit(&format!("{EVENT}/wang-sheng/#{address}")).await;
        assert_eq!(page.seen(".notice").await, 1, "#{address} goes unnoticed");
        assert_eq!(page.shown().await, ["wang-sheng"], "#{address}");
    }
}

async fn a_notice_can_be_closed(page: &Page) {
    page.open("?topic=atlantis#nobody").await;
    assert_eq!(page.seen(".notice").await, 2);
    assert_eq!(
        page.attribute(".notices", "role").await.as_deref(),
        Some("alert")
    );
    page.click(".notice button").await;
    assert_eq!(page.seen(".notice").await, 1);
    assert!(!page.focus().await.starts_with("body"), "the focus is lost");
    page.click(".notice button").await;
    assert_eq!(page.seen(".notice").await, 0);
    assert!(!page.focus().await.starts_with("body"), "the focus is lost");
    page.visit("?topic=atlantis#nobody").await;
    for left in [1, 0] {
        page.press(Key::Escape).await;
        assert_eq!(page.seen(".notice").await, left);
    }
}

async fn a_link_within_the_page_is_followed(page: &Page) {
    page.open("").await;
    page.run("location.hash = '#wang-sheng.s3'").await;
    page.until("document.querySelector('.s.named')?.id === 'wang-sheng.s3'")
        .await;
    page.run("location.hash = '#nobody'").await;
    page.until("document.querySelectorAll('.notice').length === 1")
        .await;
    page.run("location.hash = '#lee-hee-ok'").await;
    page.until("document.querySelector('.part.named')?.id === 'lee-hee-ok'")
        .await;
    assert_eq!(
        page.seen(".notice").await,
        0,
        "a notice goes with the address that it is about"
    );
}

async fn a_link_is_followed_a_second_time(page: &Page) {
    let link = ".topic-index a.number[href='#wang-sheng.s3']";
    page.open("").await;
    for _ in 0..2 {
        page.click(link).await;
        page.until("document.querySelector('.s.named')?.id === 'wang-sheng.s3'")
            .await;
        page.settle().await;
        assert!(is_in_sight(page, ".s.named").await);
    }
}

/// Addresses that give a notice.
const NOTICED: [&str; 4] = [
    "?topic=nope",
    "#nobody",
    "#wu-hailong.~completely-other-words-here-abc",
    "china-rok-30/hu-jiping/#~completely-other-words-here-abc",
];

async fn a_notice_moves_nothing(page: &Page) {
    for address in NOTICED {
        page.visit(address).await;
        page.nothing_has_moved().await;
    }
}

async fn a_notice_is_in_sight(page: &Page) {
    for address in NOTICED {
        page.visit(address).await;
        let in_sight: bool = page
            .value("((box) => box.top >= 0 && box.bottom <= innerHeight)(document.querySelector('.notice').getBoundingClientRect())")
            .await;
        assert!(in_sight, "{address}");
    }
}

async fn a_notice_covers_neither_what_is_offered_nor_what_was_done(page: &Page) {
    page.allow_clipboard().await;
    page.visit("?topic=nope").await;
    let sentence = "[id='wu-hailong.s2']";
    select(page, sentence, sentence).await;
    assert!(room_below_notice(page, ".take").await >= 0.0);
    copy(page, "[data-take=quotation]").await;
    assert!(room_below_notice(page, ".said [role=status]").await >= 0.0);
}

/// How many pixels are between a notice and what is told below it.
async fn room_below_notice(page: &Page, told: &str) -> f64 {
    page.value(&format!(
        "document.querySelector('{told}').getBoundingClientRect().top \
         - document.querySelector('.notice').getBoundingClientRect().bottom"
    ))
    .await
}

async fn a_named_remark_shows_though_the_query_leaves_it_out(page: &Page) {
    page.open("?q=Taiwan#lee-hee-ok.s2").await;
    assert!(page.shown().await.contains(&"lee-hee-ok".to_owned()));
    assert_eq!(named(page).await, ["lee-hee-ok.s2"]);
    assert!(is_in_sight(page, ".s.named").await);
    let notices = page.notices().await;
    assert!(
        notices.len() == 1 && notices[0].contains("because the address names it"),
        "{notices:?}"
    );
    page.visit("?q=Taiwan").await;
    assert_eq!(page.notices().await, Vec::<String>::new());
}

async fn a_search_without_words_finds_whole_remarks(page: &Page) {
    page.open("?side=china").await;
    let (of_the_side, found) = (page.shown().await, page.found().await);
    page.visit("?q=side:china").await;
    assert_eq!(page.shown().await, of_the_side);
    assert_eq!(page.found().await, found);
    page.visit("?q=THAAD").await;
    let said = page.shown().await.len();
    page.visit("?q=-THAAD%20").await;
    assert_eq!(page.shown().await.len() + said, transcript().len());
    assert_eq!(page.seen(".nothing").await, 0);
}

async fn a_long_query_without_results_holds_nothing_up(page: &Page) {
    let words: String = (0..2000)
        .map(|word| format!("cooperationab{word}+"))
        .collect();
    page.open(&format!("?q={words}")).await;
    page.until("document.querySelector('.nothing:not([hidden])') !== null")
        .await;
    let kept: String = page.value("document.getElementById('_q').value").await;
    assert!((1980..=2000).contains(&kept.len()), "{}", kept.len());
    assert!(kept.ends_with(' '), "it is cut after a whole word");
}

async fn what_is_asked_next_leaves_the_named_place(page: &Page) {
    page.open("#lee-hee-ok.s2").await;
    assert_eq!(named(page).await, ["lee-hee-ok.s2"]);
    page.type_in("Taiwan").await;
    page.until_address("?q=Taiwan").await;
    assert_eq!(named(page).await, Vec::<String>::new());
    assert!(!page.shown().await.contains(&"lee-hee-ok".to_owned()));
    page.back().await;
    page.until_address("#lee-hee-ok.s2").await;
    page.until("document.querySelector('.s.named')?.id === 'lee-hee-ok.s2'")
        .await;
}

async fn a_place_in_another_remark_leads_to_its_page(page: &Page) {
    for (fragment, leads_to, sentence) in [
        ("#xing-liju.s3", "xing-liju/?embed#s3", "s3"),
        (
            "#introduction.s2",
            "?embed#introduction.s2",
            "introduction.s2",
        ),
    ] {
        page.visit("china-rok-30/wu-hailong/?embed").await;
        page.run(&format!("location.hash = '{fragment}'")).await;
        page.until(&format!("location.href.endsWith('{EVENT}/{leads_to}')"))
            .await;
        page.until_live().await;
        page.until(&format!(
            "document.querySelector('.s.named')?.id === '{sentence}'"
        ))
        .await;
        assert_eq!(page.notices().await, Vec::<String>::new());
    }
}

async fn an_address_with_two_slashes_is_searched_too(page: &Page) {
    page.serve("/", None).await;
    page.open("/").await;
    page.type_in("Taiwan").await;
    page.until("location.search === '?q=Taiwan'").await;
    assert!(page.value::<bool>("location.pathname === '//'").await);
}

async fn an_address_that_has_moved_keeps_its_place_and_its_frame(page: &Page) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("moved");
    let write = |file: &str, text: &str| {
        let file = folder.join(file);
        fs::create_dir_all(file.parent().expect("it is in the folder")).expect("it can be made");
        fs::write(file, text).expect("it can be written");
    };
    let script = fs::read_to_string(browser::dist().join("moved.js"));
    write("moved.js", &script.expect("the folder has the script"));
    // As `publish` writes it, which a test beside it says.
    write(
        "event/old/index.html",
        "<!DOCTYPE html><title>Moved</title><script src=\"../../moved.js\" data-to=\"../new/\"></script>\
         <noscript><meta http-equiv=\"refresh\" content=\"0; url=../new/\"></noscript>",
    );
    write("event/new/index.html", "<!DOCTYPE html><title>New</title>");
    page.serve_folder(&folder, "/a/", "default-src 'none'; script-src 'self'")
        .await;
    page.open_at_once("event/old/?embed&x=1#s3").await;
    page.until("document.title === 'New'").await;
    assert_eq!(page.address().await, "event/new/?embed&x=1#s3");

    // A remark that was joined to another.
    write(
        "event/joined/index.html",
        "<!DOCTYPE html><title>Moved</title><script src=\"../../moved.js\" data-to=\"../new/\" data-joined=\"joined\"></script>",
    );
    for (old, new) in [
        ("#s3-5", "#joined.s3-5"),
        ("#~thirty-years", "#~thirty-years"),
        ("", ""),
    ] {
        page.open_at_once(&format!("event/joined/{old}")).await;
        page.until("document.title === 'New'").await;
        assert_eq!(page.address().await, format!("event/new/{new}"));
    }

    // The list of events, where the event stood alone when addresses were given.
    write(
        "index.html",
        "<!DOCTYPE html><title>List</title><script src=\"moved.js\" data-to=\"./event/new/\" data-asked></script>",
    );
    for asked in ["?q=trust&side=china", "#wang-sheng.s3", "?embed"] {
        page.open_at_once(asked).await;
        page.until("document.title === 'New'").await;
        assert_eq!(page.address().await, format!("event/new/{asked}"));
    }
    for other in ["", "?utm_source=q", "#_main"] {
        page.open_at_once(other).await;
        page.until("document.title === 'List'").await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(page.address().await, other);
    }
    fs::remove_dir_all(folder).expect("the folder can go");
}

async fn an_event_that_is_not_there_is_not_looked_for_again(page: &Page) {
    page.serve("/a/b/", None).await;
    page.expect_message("404 (Not Found)");
    page.open_at_once("en/china-rok-30/").await;
    page.run("window.isHere = true").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(page.value::<bool>("window.isHere === true").await);
    assert_eq!(page.address().await, "en/china-rok-30/");
    assert!(page.count(&format!("a[href$='{EVENT}/']")).await > 0);
    page.open_at_once("china-rok-30/china-rok-30/").await;
    page.until("location.hash === '#china-rok-30'").await;
    page.until_live().await;
    assert_eq!(page.seen(".notice").await, 1);
}

async fn an_address_within_an_event_that_is_not_there_leads_to_the_event(page: &Page) {
    // `404.html` stands alone, with its script inside it.
    page.serve("/a/b/", None).await;
    page.expect_message("404 (Not Found)");
    for (address, leads_to) in [
        ("china-rok-30/nobody/", "china-rok-30/#nobody"),
        ("china-rok-30/nobody/#s3-5", "china-rok-30/#nobody.s3-5"),
        (
            "china-rok-30/nobody/#~these-words",
            "china-rok-30/#nobody.~these-words",
        ),
        (
            "china-rok-30/nobody/?q=THAAD",
            "china-rok-30/?q=THAAD#nobody",
        ),
        (
            "china-rok-30/wu-hailong/nothing/here.html",
            "china-rok-30/#wu-hailong/nothing/here.html",
        ),
    ] {
        page.open_at_once(address).await;
        page.until("location.pathname.endsWith('/china-rok-30/')")
            .await;
        page.until_live().await;
        assert_eq!(page.address().await, leads_to);
        assert_eq!(page.seen(".notice").await, 1, "{address} goes unnoticed");
        assert!(!page.shown().await.is_empty());
    }
    // Old links may have lost or gained what a host adds.
    page.open_at_once("china-rok-30/nobody").await;
    page.until("location.pathname.endsWith('/china-rok-30/')")
        .await;
}

async fn an_address_elsewhere_gives_a_page_with_links(page: &Page) {
    page.serve("/", None).await;
    page.expect_message("404 (Not Found)");
    page.open_at_once("nothing-here").await;
    assert_eq!(page.count("h1").await, 1);
    page.click(&format!("a[href$='{EVENT}/']")).await;
    page.until_live().await;
    assert_eq!(
        page.found().await,
        Found {
            remarks: remarks().len(),
            passages: None
        }
    );
}
