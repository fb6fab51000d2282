//! Narrowing the record by topics, speakers and sides.

use serde_json::{Value, json};

use crate::page::{Found, Page};
use crate::record::{self, remarks};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        wide: every_count_is_what_choosing_its_value_gives,
            counts_follow_a_query,
            counts_follow_the_other_facets,
            a_topic_finds_the_sentences_that_bear_it;
        both: several_values_of_a_facet_widen_and_facets_narrow,
            what_is_chosen_shows_as_chips_that_take_it_back,
            a_choice_is_an_address;
        narrow: facets_fold_away_on_a_phone,
            folding_the_facets_away_shows_what_was_found;
    }
}

/// Chooses every value of every facet in turn and compares what is found with the count that stood beside it.
async fn every_count_holds(page: &Page) -> usize {
    let script = "
        const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        const found = () => Number(document.querySelector('#_found').textContent.match(/^(\\d+) (remark|of )/)?.[1] ?? 0);
        return (async () => {
          const wrong = [];
          let looked = 0;
          for (const input of document.querySelectorAll('.facets input')) {
            const facet = document.querySelectorAll(`.facets input[name=${input.name}]:checked`);
            if (facet.length) continue;
            const count = Number(input.closest('label').querySelector('.count').textContent);
            input.click();
            await frame();
            const now = found();
            const shown = [...document.querySelectorAll('.remark')].filter((part) => part.checkVisibility()).length;
            if (now !== count || shown !== count) wrong.push(`${input.name}=${input.value} promises ${count}, says ${now}, shows ${shown}`);
            input.click();
            await frame();
            // The counts follow what is found by a frame.
            await frame();
            looked += 1;
          }
          return { wrong, looked };
        })()";
    let result = page.run(script).await;
    assert_eq!(result["wrong"], Value::Array(Vec::new()));
    result["looked"].as_u64().unwrap_or_default() as usize
}

async fn every_count_is_what_choosing_its_value_gives(page: &Page) {
    page.open("").await;
    let values = page.count(".facets input").await;
    assert!(values > 50, "only {values} values");
    assert_eq!(every_count_holds(page).await, values);
}

async fn counts_follow_a_query(page: &Page) {
    page.open("").await;
    let before = page.texts(".facets label .count").await;
    page.type_in("cooperation").await;
    assert_ne!(page.texts(".facets label .count").await, before);
    every_count_holds(page).await;
}

async fn counts_follow_the_other_facets(page: &Page) {
    page.open("?side=rok&topic=north-korea&topic=thaad").await;
    assert!(
        every_count_holds(page).await > 10,
        "the speakers are left to choose"
    );
    page.visit("?q=relations&side=china").await;
    assert!(
        every_count_holds(page).await > 50,
        "topics and speakers are left to choose"
    );
}

async fn a_topic_finds_the_sentences_that_bear_it(page: &Page) {
    page.open("").await;
    let topics = record::bearing();
    assert!(topics.len() > 30);
    for (topic, bearing) in topics {
        let mut bearers: Vec<&str> = bearing.iter().map(|(part, _)| part.as_str()).collect();
        bearers.dedup();
        page.run_with(
            "document.querySelectorAll('.facets input:checked').forEach((input) => input.click()); \
             document.querySelector(`.facets input[value=${arguments[0]}]`).click()",
            vec![json!(topic)],
        )
        .await;
        page.settle().await;
        assert_eq!(page.shown().await, bearers, "{topic}");
        let found: Vec<String> = page
            .value("[...document.querySelectorAll('.s.found')].map((s) => s.id)")
            .await;
        let expected: Vec<String> = bearing
            .iter()
            .map(|(part, number)| format!("{part}.s{number}"))
            .collect();
        assert_eq!(found, expected, "{topic}");
        let without_words = page.value::<usize>("[...document.querySelectorAll('.s.found')].filter((s) => !s.querySelector('mark.earned-mark')).length").await;
        assert_eq!(
            without_words, 0,
            "{topic}: the words that earned it are shown in every passage"
        );
    }
}

async fn several_values_of_a_facet_widen_and_facets_narrow(page: &Page) {
    page.open("").await;
    page.toggle("topic", "taiwan").await;
    let taiwan = page.shown_remarks().await;
    page.toggle("topic", "taiwan").await;
    page.toggle("topic", "japan").await;
    let japan = page.shown_remarks().await;
    page.toggle("topic", "taiwan").await;
    let either = page.shown_remarks().await;
    let union: Vec<String> = remarks()
        .into_iter()
        .filter(|id| taiwan.contains(id) || japan.contains(id))
        .collect();
    assert_eq!(either, union);
    assert!(either.len() > taiwan.len() && either.len() > japan.len());

    page.toggle("side", "rok").await;
    let narrowed = page.shown_remarks().await;
    assert!(narrowed.len() < either.len() && narrowed.iter().all(|id| either.contains(id)));
    page.until_address("?topic=japan&topic=taiwan&side=rok")
        .await;
}

async fn what_is_chosen_shows_as_chips_that_take_it_back(page: &Page) {
    page.open("").await;
    page.toggle("topic", "japan").await;
    page.toggle("speaker", "wu-hailong").await;
    page.type_in("relations").await;
    assert_eq!(
        page.texts(".chip").await,
        [
            "Remove Search “relations”",
            "Remove Topic Japan",
            "Remove Speaker Wu Hailong"
        ]
    );

    page.click_text(".chip", "Remove Topic Japan").await;
    assert_eq!(
        page.texts(".chip").await,
        ["Remove Search “relations”", "Remove Speaker Wu Hailong"]
    );
    assert!(!page.focus().await.starts_with("body"), "the focus is lost");
    assert_eq!(page.count(".facets input:checked").await, 1);

    page.click_text(".chip", "Remove Search “relations”").await;
    assert_eq!(
        page.value::<String>("document.querySelector('#_q').value")
            .await,
        ""
    );
    page.click_text(".chip", "Remove Speaker Wu Hailong").await;
    assert_eq!(page.seen(".chip").await, 0);
    assert_eq!(
        page.found().await,
        Found {
            remarks: remarks().len(),
            passages: None
        }
    );
    assert!(!page.focus().await.starts_with("body"), "the focus is lost");
    page.until_address("").await;
}

async fn a_choice_is_an_address(page: &Page) {
    page.open("china-rok-30/").await;
    page.toggle("side", "rok").await;
    page.until_address("china-rok-30/?side=rok").await;
    let found = page.found().await;
    let shown = page.shown_remarks().await;
    page.visit("china-rok-30/?side=rok").await;
    assert_eq!(
        (page.found().await, page.shown_remarks().await),
        (found, shown)
    );
    assert!(
        page.value::<bool>("document.querySelector('input[value=rok]').checked")
            .await
    );
}

async fn facets_fold_away_on_a_phone(page: &Page) {
    page.open("?side=rok").await;
    assert_eq!(page.seen(".facets input").await, 0);
    assert_eq!(
        page.text(".fold .count").await,
        "1",
        "the fold says how many values are chosen"
    );
    page.click(".fold").await;
    assert_eq!(
        page.attribute(".fold", "aria-expanded").await.as_deref(),
        Some("true")
    );
    assert!(page.seen(".facets input").await > 50);
    page.click(".fold").await;
    assert_eq!(page.seen(".facets input").await, 0);
}

async fn folding_the_facets_away_shows_what_was_found(page: &Page) {
    page.open("?q=china").await;
    page.open_facets().await;
    page.toggle("topic", "nato").await;
    page.scroll_to(1600).await;
    page.click(".fold").await;
    page.settle().await;
    let top: f64 = page
        .value("document.querySelector('#_found').getBoundingClientRect().top / innerHeight")
        .await;
    assert!((0.0..1.0).contains(&top), "{top} of the window");
}
