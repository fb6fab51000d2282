//! The concordance: every occurrence on a line of its own.

use crate::copying::copy;
use crate::page::Page;
use crate::record::{EVENT, look_for};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: every_occurrence_has_a_line_aligned_on_the_words,
            the_concordance_is_accessible;
        narrow: every_line_can_be_read_whole;
        wide: the_order_is_part_of_the_address,
            the_lines_can_be_copied_as_csv,
            a_line_leads_to_its_sentence,
            a_named_place_is_shown_in_the_record,
            without_a_search_the_record_is_shown;
    }
}

async fn every_occurrence_has_a_line_aligned_on_the_words(page: &Page) {
    let passages = look_for(&[&|word| word == "thaad"]).passages;
    page.open("?q=THAAD&view=concordance").await;
    let lines = page.seen(".line").await;
    assert!(lines >= passages, "{lines} lines, {passages} passages");
    assert_eq!(page.seen(".part").await, 0, "the record makes way");
    let found = page.text("#_found").await;
    assert!(found.ends_with(&format!(", {lines} lines")), "{found}");
    let words = page.texts(".line mark").await;
    assert!(
        words.iter().all(|words| words.starts_with("THAAD")),
        "{words:?}"
    );
    let edges: Vec<f64> = page
        .value("[...document.querySelectorAll('.line mark')].map((mark) => mark.getBoundingClientRect().left)")
        .await;
    assert!(
        edges.iter().all(|edge| (edge - edges[0]).abs() < 1.0),
        "{edges:?}"
    );
    let spilt: i32 = page
        .value("document.documentElement.scrollWidth - innerWidth")
        .await;
    assert!(spilt <= 0, "the page is {spilt} pixels too wide");
}

async fn every_line_can_be_read_whole(page: &Page) {
    page.open("?q=THAAD&view=concordance").await;
    let clipped: i32 = page
        .value(
            "[...document.querySelectorAll('.line > td')].filter((cell) => getComputedStyle(cell).display !== 'inline' \
             && cell.scrollWidth > cell.clientWidth).length",
        )
        .await;
    assert_eq!(clipped, 0);
}

async fn a_named_place_is_shown_in_the_record(page: &Page) {
    page.open("?q=trust&view=concordance#hu-jiping.s2").await;
    assert_eq!(page.count(".concordance").await, 0);
    assert!(page.text("#_found").await.ends_with(" passages"));
    assert_eq!(page.seen("[id='hu-jiping.s2'].named").await, 1);
    page.click_text(".view button", "Concordance").await;
    page.until_address("?q=trust&view=concordance").await;
    assert!(page.seen(".line").await > 0);
    assert_eq!(page.seen(".part").await, 0);
}

async fn the_concordance_is_accessible(page: &Page) {
    page.open("?q=trust&view=concordance").await;
    page.is_accessible("a concordance").await;
}

async fn the_order_is_part_of_the_address(page: &Page) {
    page.open("?q=cooperation").await;
    page.click_text(".view button", "Concordance").await;
    page.until_address("?q=cooperation&view=concordance").await;
    let speaking = page.texts(".line .after").await;
    page.run(
        "const order = document.querySelector('.order select'); order.value = 'right'; \
         order.dispatchEvent(new Event('change', { bubbles: true }))",
    )
    .await;
    page.until_address("?q=cooperation&view=concordance&sort=right")
        .await;
    let sorted = page.texts(".line .after").await;
    assert_ne!(sorted, speaking);
    assert_eq!(sorted.len(), speaking.len());
    let first = |after: &String| {
        after
            .split(|letter: char| !letter.is_alphanumeric())
            .find(|word| !word.is_empty())
            .unwrap_or_default()
            .to_lowercase()
    };
    assert!(sorted.is_sorted_by_key(first), "{sorted:?}");
    page.reload().await;
    assert_eq!(page.texts(".line .after").await, sorted);
    page.back().await;
    assert_eq!(page.texts(".line .after").await, speaking);
}

async fn the_lines_can_be_copied_as_csv(page: &Page) {
    page.allow_clipboard().await;
    page.open("?q=%22mutual+trust%22&view=concordance").await;
    let lines = page.seen(".line").await;
    let csv = copy(page, "[data-copy=csv]").await;
    assert!(csv.starts_with("\"Before\",\"Found\",\"After\",\"Speaker\",\"Sentence\",\"Address\""));
    assert_eq!(csv.trim_end().lines().count(), lines + 1, "{csv}");
    assert!(csv.contains(&format!("{}{EVENT}/", page.home())), "{csv}");
}

async fn a_line_leads_to_its_sentence(page: &Page) {
    page.open("?q=THAAD&view=concordance").await;
    page.run("document.querySelector('.line a').click()").await;
    page.until("document.querySelector('.s.named') !== null")
        .await;
    assert!(page.text(".s.named").await.contains("THAAD"));
}

async fn without_a_search_the_record_is_shown(page: &Page) {
    page.open("?view=concordance").await;
    assert_eq!(page.seen(".line").await, 0);
    assert!(page.seen(".part").await > 0);
    page.type_in("thaad").await;
    assert!(page.seen(".line").await > 0);
    page.click(".clear-all").await;
    assert!(page.seen(".part").await > 0);
}
