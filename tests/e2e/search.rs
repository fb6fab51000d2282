//! Searching as one types.

use thirtyfour::Key;

use crate::page::{Found, Page};
use crate::record::{Expected, look_for, remarks};
use crate::stage::Test;

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        both: typing_finds_as_one_types,
            what_is_typed_in_haste_looks_as_if_opened,
            a_query_in_the_address_is_answered,
            an_empty_result_says_why_and_offers_ways_out_that_work,
            one_control_clears_all;
        wide: what_is_found_is_what_stands_in_the_record,
            quotation_marks_find_the_exact_phrase,
            case_accents_and_punctuation_do_not_matter,
            every_word_must_occur,
            what_is_found_is_announced_once,
            a_search_from_further_down_shows_where_its_results_begin,
            only_words_are_marked_and_the_record_stays_whole,
            deleting_the_query_shows_the_whole_record;
    }
}

/// The passages and remarks of a query and the words marked are those that brute force finds.
async fn agrees(page: &Page, query: &str, expected: &Expected) {
    assert!(expected.passages > 0, "“{query}” should find something");
    page.search(query).await;
    assert_eq!(
        page.found().await,
        Found::of(expected.remarks.len(), expected.passages),
        "“{query}”"
    );
    assert_eq!(page.shown_remarks().await, expected.remarks, "“{query}”");
    assert_eq!(page.texts(".words mark").await, expected.marks, "“{query}”");
    assert_eq!(page.count(".s.found").await, expected.passages, "“{query}”");
}

async fn typing_finds_as_one_types(page: &Page) {
    page.open("").await;
    let all = remarks();
    assert_eq!(
        page.found().await,
        Found {
            remarks: all.len(),
            passages: None
        }
    );
    for typed in ["t", "th", "tha", "thaa", "thaad"] {
        page.type_in(&typed[typed.len() - 1..]).await;
        let expected = look_for(&[&|word| word.starts_with(typed)]);
        assert_eq!(
            page.shown_remarks().await,
            expected.remarks,
            "after typing “{typed}”"
        );
        if typed.len() > 2 {
            assert_eq!(
                page.found().await,
                Found::of(expected.remarks.len(), expected.passages),
                "“{typed}”"
            );
        }
    }
    page.press(Key::Backspace).await;
    let expected = look_for(&[&|word| word.starts_with("thaa")]);
    assert_eq!(page.shown_remarks().await, expected.remarks);
    page.until_address("?q=thaa").await;
}

/// How each part looks: what is hidden, what is found, what is marked.
const LOOKS: &str = "JSON.stringify([...document.querySelectorAll('.record > .part')].map((part) => part.hidden ? part.id : \
    [part.id, part.className, ...[...part.querySelectorAll('.s.found, mark')].map((found) => found.id || found.textContent)]))";

async fn what_is_typed_in_haste_looks_as_if_opened(page: &Page) {
    let back = char::from(Key::Backspace);
    for (keys, address) in [
        (format!("thaa{back}{back}{back}rust"), "?q=trust"),
        (format!("\"mutual trust{back}{back}"), "?q=%22mutual+tru"),
        (
            format!("young peo{}nato", back.to_string().repeat(9)),
            "?q=nato",
        ),
        (format!("taiwan{}", back.to_string().repeat(6)), ""),
    ] {
        page.open("").await;
        page.type_in(&keys).await;
        let typed: String = page.value(LOOKS).await;
        page.open(address).await;
        let opened: String = page.value(LOOKS).await;
        assert_eq!(typed, opened, "{address}");
    }
}

async fn what_is_found_is_what_stands_in_the_record(page: &Page) {
    page.open("").await;
    agrees(page, "THAAD", &look_for(&[&|word| word == "thaad"])).await;
    agrees(
        page,
        "cooperat",
        &look_for(&[&|word| word.starts_with("cooperat")]),
    )
    .await;
    agrees(
        page,
        "young",
        &look_for(&[&|word| word.starts_with("young")]),
    )
    .await;
    agrees(page, "NATO", &look_for(&[&|word| word == "nato"])).await;
    agrees(page, "Taiwan", &look_for(&[&|word| word == "taiwan"])).await;
    agrees(
        page,
        "decoupling",
        &look_for(&[&|word| word.starts_with("decoupl")]),
    )
    .await;
}

async fn quotation_marks_find_the_exact_phrase(page: &Page) {
    page.open("").await;
    agrees(
        page,
        "\"mutual trust\"",
        &look_for(&[&|word| word == "mutual", &|word| word == "trust"]),
    )
    .await;
    agrees(
        page,
        "\"the peoples of\"",
        &look_for(
            &[&|word| word == "the", &|word| word == "peoples", &|word| {
                word == "of"
            }],
        ),
    )
    .await;
    page.search("\"trust mutual\"").await;
    assert_eq!(page.found().await.remarks, 0);
}

async fn case_accents_and_punctuation_do_not_matter(page: &Page) {
    page.open("").await;
    let thaad = look_for(&[&|word| word == "thaad"]);
    for query in ["thaad", "THAAD", "Thaád", "  thaad  ", "thaad,", "(THAAD)"] {
        agrees(page, query, &thaad).await;
    }
    let covid = look_for(&[&|word| word == "covid", &|word| word == "19"]);
    for query in ["\"COVID-19\"", "\"covid 19\"", "\"Covid—19\""] {
        agrees(page, query, &covid).await;
    }
    let threat = look_for(
        &[&|word| word == "called", &|word| word == "china", &|word| {
            word == "threat"
        }],
    );
    agrees(page, "\"called China threat\"", &threat).await;
}

async fn every_word_must_occur(page: &Page) {
    page.open("").await;
    let shown = |word: &'static str| look_for(&[&|each| each.starts_with(word)]).remarks;
    let (nato, japan) = (shown("nato"), shown("japan"));
    page.search("nato japan").await;
    let both = page.shown_remarks().await;
    assert!(!both.is_empty(), "some speakers speak of both");
    assert!(
        both.iter()
            .all(|remark| nato.contains(remark) && japan.contains(remark)),
        "{both:?}"
    );
}

async fn what_is_found_is_announced_once(page: &Page) {
    page.open("").await;
    page.run(
        "window.announced = []; const status = document.querySelector('.summary [role=status]'); \
         new MutationObserver(() => announced.push(status.textContent)) \
           .observe(status, { childList: true, characterData: true, subtree: true })",
    )
    .await;
    page.type_in("taiwan").await;
    page.until("announced.length > 0").await;
    let announced: Vec<String> = page.value("announced").await;
    let [told] = announced.as_slice() else {
        panic!("a word is one message: {announced:?}")
    };
    let expected = look_for(&[&|word| word == "taiwan"]);
    assert_eq!(
        Found::read(told),
        Found::of(expected.remarks.len(), expected.passages)
    );
}

async fn a_search_from_further_down_shows_where_its_results_begin(page: &Page) {
    page.open("").await;
    page.scroll_to(9000).await;
    page.press('/').await;
    page.type_here("taiwan").await;
    page.until_address("?q=taiwan").await;
    let in_sight: bool = page
        .value("((box) => box.top > 0 && box.bottom < innerHeight)(document.querySelector('#_found').getBoundingClientRect())")
        .await;
    assert!(
        in_sight,
        "at {}, {}",
        page.scrolled().await,
        page.value::<f64>("document.querySelector('#_found').getBoundingClientRect().top")
            .await
    );
}

async fn only_words_are_marked_and_the_record_stays_whole(page: &Page) {
    page.open("").await;
    let whole = page.texts(".part .words").await;
    page.type_in("relations").await;
    assert!(page.count("mark").await > 50);
    assert_eq!(page.texts(".part .words").await, whole);
    assert_eq!(page.count("mark mark, mark .n").await, 0);
}

async fn deleting_the_query_shows_the_whole_record(page: &Page) {
    page.open("?q=THAAD").await;
    page.search("").await;
    assert_eq!(
        page.found().await,
        Found {
            remarks: remarks().len(),
            passages: None
        }
    );
    assert_eq!(page.count("mark").await, 0);
    page.until_address("").await;
}

async fn a_query_in_the_address_is_answered(page: &Page) {
    let expected = look_for(&[&|word| word == "mutual", &|word| word == "trust"]);
    for address in [
        "?q=%22mutual+trust%22",
        "?q=%22mutual%20trust%22",
        "china-rok-30/?q=\"mutual trust\"",
    ] {
        page.visit(address).await;
        page.settle().await;
        assert_eq!(
            page.found().await,
            Found::of(expected.remarks.len(), expected.passages),
            "{address}"
        );
        assert_eq!(page.texts(".words mark").await, expected.marks, "{address}");
        assert_eq!(
            page.value::<String>("document.querySelector('#_q').value")
                .await,
            "\"mutual trust\""
        );
        assert_eq!(page.seen(".results").await, 1, "the results can be seen");
    }
}

async fn an_empty_result_says_why_and_offers_ways_out_that_work(page: &Page) {
    page.open("").await;
    page.type_in("zzyzx").await;
    assert_eq!(page.found().await.remarks, 0);
    assert!(page.shown().await.is_empty());
    assert!(
        page.text(".nothing p").await.contains("zzyzx"),
        "it says what was not found"
    );

    // Each way says how many remarks it gives, and gives them.
    for address in [
        "?q=taiwan+zzyzx",
        "?q=%22trust+mutual%22",
        "?q=taiwan&topic=young-people",
        "?topic=taiwan&side=rok",
        "?q=zzyzx&topic=thaad&side=rok",
    ] {
        page.visit(address).await;
        assert_eq!(page.found().await.remarks, 0, "{address}");
        let ways = page.count(".way-out").await;
        assert!(ways > 0, "{address} offers no way out");
        for way in 0..ways {
            page.visit(address).await;
            let count = page.texts(".way-out .count").await[way].clone();
            let way = format!("li:nth-child({}) > .way-out", way + 1);
            let promised = Found::read(&count).remarks;
            page.click(&way).await;
            assert!(promised > 0, "{address}: a way out that gives nothing");
            assert_eq!(
                page.found().await.remarks,
                promised,
                "{address}: {way} of {count}"
            );
            let focus = page.focus().await;
            assert!(
                !focus.starts_with("body"),
                "{address}: the focus is lost after a way out"
            );
        }
    }
}

async fn one_control_clears_all(page: &Page) {
    page.open("?q=trust&topic=dialogue&side=china&speaker=qiu-guohong&utm=1")
        .await;
    page.click(".clear-all").await;
    assert_eq!(
        page.found().await,
        Found {
            remarks: remarks().len(),
            passages: None
        }
    );
    assert_eq!(page.seen(".chip, .clear-all").await, 0);
    assert_eq!(
        page.value::<String>("document.querySelector('#_q').value")
            .await,
        ""
    );
    assert_eq!(page.count(".facets input:checked").await, 0);
    page.until_address("?utm=1").await;
    assert!(!page.focus().await.starts_with("body"), "the focus is lost");
}
