//! Tags show the words that earned them.

use thirtyfour::Key;

use crate::page::Page;
use crate::record::EVENT;
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        wide: pointing_at_a_tag_shows_the_words_that_earned_it,
            the_keyboard_shows_the_words_that_earned_a_tag,
            every_tag_shows_words_of_its_own_remark,
            the_words_of_a_tag_at_the_foot_come_into_sight,
            escape_within_the_words_goes_back_to_the_tag;
        both: a_press_holds_the_words_open_until_the_next,
            a_tag_becomes_a_filter;
        narrow: the_words_that_earned_a_tag_fit_a_phone;
    }
}

const FIRST: &str = "#wu-hailong .tag:first-child";
const SECOND: &str = "#wu-hailong .tag:nth-child(2)";

async fn shows(page: &Page, tag: &str) -> bool {
    page.seen(&format!("{tag} .earned")).await == 1
}

/// Waits until the pointer has stood long enough.
async fn until_shown(page: &Page) {
    page.until("[...document.querySelectorAll('.earned')].filter((words) => words.checkVisibility({ visibilityProperty: true })).length === 1")
        .await;
}

async fn pointing_at_a_tag_shows_the_words_that_earned_it(page: &Page) {
    page.open("").await;
    assert_eq!(page.seen(".earned").await, 0);
    page.hover(&format!("{FIRST} > a")).await;
    until_shown(page).await;
    assert!(shows(page, FIRST).await);
    page.hover(&format!("{FIRST} .earned")).await;
    assert!(
        shows(page, FIRST).await,
        "the pointer can move onto the words"
    );
    page.hover(&format!("{FIRST} > a")).await;
    page.press(Key::Escape).await;
    assert!(
        !shows(page, FIRST).await,
        "Escape hides the words without moving the pointer"
    );
    page.move_away().await;
    page.hover(&format!("{FIRST} > a")).await;
    until_shown(page).await;
    assert!(shows(page, FIRST).await, "coming back shows them again");
    page.move_away().await;
    assert_eq!(page.seen(".earned").await, 0);
}

async fn the_keyboard_shows_the_words_that_earned_a_tag(page: &Page) {
    page.open("").await;
    page.run("document.querySelector('#wu-hailong .tag a').focus()")
        .await;
    page.settle().await;
    assert!(shows(page, FIRST).await);
    page.press(Key::Escape).await;
    assert!(!shows(page, FIRST).await);
    page.focus_is_on(&format!("{FIRST} > a")).await;
    page.press(Key::Enter).await;
    assert_eq!(
        page.attribute(&format!("{FIRST} > a"), "aria-expanded")
            .await
            .as_deref(),
        Some("true")
    );
    page.press(Key::Tab).await;
    page.focus_is_on(&format!("{FIRST} .earned a")).await;
    page.focus_can_be_seen().await;
}

async fn every_tag_shows_words_of_its_own_remark(page: &Page) {
    page.open("").await;
    // Each line is a sentence's number and the words in quotation marks; the words must stand in that sentence.
    let wrong: Vec<String> = page
        .value(
            "[...document.querySelectorAll('.earned li')].filter((line) => { \
               const sentence = document.querySelector(`[id='${line.querySelector('a').hash.slice(1)}']`); \
               const quoted = line.querySelector('span').textContent.replace(/ \\(set by the editor\\)$/, ''); \
               const words = quoted.slice(1, -1).split('”, “'); \
               return !sentence || !line.closest('.part').contains(sentence) \
                 || words.some((word) => !word || !sentence.textContent.includes(word)); \
             }).map((line) => line.closest('.part').id + ': ' + line.textContent)",
        )
        .await;
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(
        page.count(".tag").await,
        page.count(".tag:has(.earned li)").await
    );
    assert!(page.count(".tag").await > 100);
}

async fn a_press_holds_the_words_open_until_the_next(page: &Page) {
    page.open("").await;
    page.click(&format!("{FIRST} > a")).await;
    assert!(shows(page, FIRST).await);
    assert_eq!(
        page.attribute(&format!("{FIRST} > a"), "aria-expanded")
            .await
            .as_deref(),
        Some("true")
    );
    assert_eq!(page.address().await, "", "a press does not leave the page");
    page.click(&format!("{SECOND} > a")).await;
    assert!(shows(page, SECOND).await, "another tag takes its place");
    if page.is_narrow() {
        assert!(!shows(page, FIRST).await);
    }
    page.click("#wu-hailong .standing").await;
    assert_eq!(
        page.count(".tag.open").await,
        0,
        "a press elsewhere closes them"
    );
    assert_eq!(page.seen(".earned").await, 0);
}

async fn a_tag_becomes_a_filter(page: &Page) {
    page.open("").await;
    let label = page.text(&format!("{FIRST} > a")).await;
    page.click(&format!("{FIRST} > a")).await;
    page.click(&format!("{FIRST} .earned button")).await;
    assert_eq!(
        page.texts(".chip .value").await,
        std::slice::from_ref(&label)
    );
    assert!(
        page.shown_remarks()
            .await
            .contains(&"wu-hailong".to_owned())
    );
    assert!(page.address().await.starts_with("?topic="));

    page.visit(&format!("{EVENT}/wu-hailong/")).await;
    page.click(".tag:first-child > a").await;
    page.click(".tag:first-child .earned a.live").await;
    page.until("location.search.startsWith('?topic=')").await;
    page.until_live().await;
    assert_eq!(page.texts(".chip .value").await, [label]);
}

async fn the_words_that_earned_a_tag_fit_a_phone(page: &Page) {
    page.open("").await;
    page.click(&format!("{FIRST} > a")).await;
    let [left, right, width, scroll]: [f64; 4] = page
        .value(
            "(() => { const box = document.querySelector('.tag.open .earned').getBoundingClientRect(); \
             return [box.left, box.right, innerWidth, document.documentElement.scrollWidth]; })()",
        )
        .await;
    assert!(
        left >= 0.0 && right <= width,
        "from {left} to {right} of {width}"
    );
    assert!(scroll <= width, "the page is {scroll} wide");
}

async fn the_words_of_a_tag_at_the_foot_come_into_sight(page: &Page) {
    page.open("").await;
    page.run("document.querySelector('#wu-hailong .tag a').scrollIntoView({ block: 'end' })")
        .await;
    page.settle().await;
    page.run("document.querySelector('#wu-hailong .tag a').click()")
        .await;
    page.settle().await;
    let below: f64 = page
        .value("document.querySelector('.tag.open .earned').getBoundingClientRect().bottom - innerHeight")
        .await;
    assert!(below <= 1.0, "{below} px below the window");
}

async fn escape_within_the_words_goes_back_to_the_tag(page: &Page) {
    page.open("").await;
    page.run("document.querySelector('#wu-hailong .tag a').click(); document.querySelector('#wu-hailong .earned a').focus()")
        .await;
    page.settle().await;
    page.press(Key::Escape).await;
    assert!(!shows(page, FIRST).await);
    page.focus_is_on(&format!("{FIRST} > a")).await;
}
