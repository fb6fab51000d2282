//! What a reader finds, in a short record.

mod record;

use record::{event, seminar};
use search::{Index, Query, Results, build, language};
use transcript::model::Event;

/// Parts found, best first.
fn found(event: &Event, query: &str) -> Vec<u32> {
    let bytes = build(event);
    let index = Index::open(&bytes, language::ENGLISH).unwrap();
    let results = index
        .search(&Query::parse(query), event)
        .expect("the query asks for something");
    results.found.iter().map(|found| found.part).collect()
}

/// Parts found, in speaking order.
fn which(event: &Event, query: &str) -> Vec<u32> {
    let mut parts = found(event, query);
    parts.sort();
    parts
}

/// The passages of every part found, in speaking order, the words found in brackets.
fn passages(event: &Event, query: &str) -> Vec<String> {
    let bytes = build(event);
    let index = Index::open(&bytes, language::ENGLISH).unwrap();
    let results = index
        .search(&Query::parse(query), event)
        .expect("the query asks for something");
    let mut parts: Vec<u32> = results.found.iter().map(|found| found.part).collect();
    parts.sort();
    parts
        .iter()
        .flat_map(|part| marked(&results, event, *part))
        .collect()
}

fn marked(results: &Results, event: &Event, part: u32) -> Vec<String> {
    let passages = results.passages(part, event);
    let mark = |passage: &search::Passage| {
        let mut text = search::Texts::sentence(event, part, passage.sentence).to_owned();
        for range in passage.ranges.iter().rev() {
            text.insert(range.end, ']');
            text.insert(range.start, '[');
        }
        text
    };
    passages.iter().map(mark).collect()
}

#[test]
fn all_words_are_required_in_a_remark() {
    assert_eq!(which(&seminar(), "china trade"), [3]);
    assert_eq!(which(&seminar(), "china attention threat "), [1]);
    assert_eq!(which(&seminar(), "china sessions "), [0; 0]);
}

#[test]
fn words_find_the_other_words_of_their_stem() {
    assert_eq!(which(&seminar(), "policies "), [1, 3]);
    assert_eq!(which(&seminar(), "cooperating "), [2, 3]);
}

#[test]
fn the_exact_form_comes_before_other_forms_of_its_stem() {
    let event = event(&[
        &["They discussed one policy."],
        &["They discussed the policies."],
    ]);
    assert_eq!(found(&event, "policy "), [0, 1]);
    assert_eq!(found(&event, "policies "), [1, 0]);
}

#[test]
fn the_last_word_is_a_prefix_while_it_is_typed() {
    assert_eq!(which(&seminar(), "econ"), [2]);
    assert_eq!(which(&seminar(), "econ "), [0; 0]);
    assert_eq!(
        passages(&seminar(), "supply ch"),
        ["Cooperation on [supply chains] is an economic necessity."]
    );
}

#[test]
fn a_phrase_is_found_word_for_word_but_for_case_and_punctuation() {
    assert_eq!(which(&seminar(), "\"china rok relations\""), [1]);
    assert_eq!(which(&seminar(), "\"relations china\""), [0; 0]);
    assert_eq!(which(&seminar(), "\"policies of the\""), [0; 0]);
    assert_eq!(which(&seminar(), "“the ROK’s government”"), [3]);
}

#[test]
fn a_phrase_may_run_over_the_end_of_a_sentence_but_not_of_a_remark() {
    assert_eq!(which(&seminar(), "\"has changed it cooperates\""), [3]);
    assert_eq!(
        which(&seminar(), "\"economic necessity the policy\""),
        [0; 0]
    );
    assert_eq!(
        passages(&seminar(), "\"has changed it cooperates\""),
        [
            "The policy of the ROK's government [has changed].",
            "[It cooperates] with China on trade."
        ]
    );
}

#[test]
fn an_open_quote_is_a_phrase_in_progress() {
    assert_eq!(which(&seminar(), "\"supply cha"), [2]);
    assert_eq!(which(&seminar(), "\"supply cha "), [0; 0]);
}

#[test]
fn acronyms_are_found_with_and_without_stops() {
    assert_eq!(passages(&seminar(), "us "), ["The [U.S.] left the region."]);
    assert_eq!(which(&seminar(), "U.S"), [2]);
}

#[test]
fn possessives_are_found() {
    assert_eq!(which(&seminar(), "rok "), [1, 3]);
    assert_eq!(which(&seminar(), "ROK’s "), [1, 3]);
}

#[test]
fn passages_are_the_sentences_that_satisfy_the_whole_query() {
    assert_eq!(
        passages(&seminar(), "china policies "),
        [
            "[China’s policies] on the ROK remain unchanged.",
            "The [policy] of the ROK's government has changed.",
            "It cooperates with [China] on trade.",
        ]
    );
}

#[test]
fn words_of_little_meaning_do_not_make_a_passage() {
    assert_eq!(
        passages(&seminar(), "the threat "),
        ["The THAAD system poses a [threat]."]
    );
    assert_eq!(
        passages(&seminar(), "the left region "),
        ["The U.S. [left the region]."]
    );
    assert_eq!(
        passages(&seminar(), "it "),
        [
            "[It] had two sessions.",
            "[It] cooperates with China on trade."
        ]
    );
}

#[test]
fn a_query_without_words_asks_for_nothing() {
    for text in ["", "  ", "…", "- — \"\" *", "()", "“"] {
        assert!(Query::parse(text).is_empty(), "{text:?}");
    }
}

#[test]
fn fields_narrow_the_remarks() {
    assert_eq!(which(&seminar(), "speaker:wu-hailong"), [1]);
    assert_eq!(which(&seminar(), "speaker:kim china"), [0; 0]);
    assert_eq!(which(&seminar(), "speaker:\"Park Min\" china"), [3]);
    assert_eq!(which(&seminar(), "side:rok"), [2, 3]);
    assert_eq!(
        which(&seminar(), "kind:opening OR kind:introduction"),
        [0, 1]
    );
    assert_eq!(which(&seminar(), "event:seminar date:2022-08 thaad"), [1]);
    assert_eq!(which(&seminar(), "thaad date:2023..2024"), [0; 0]);
    assert_eq!(
        passages(&seminar(), "topic:supply-chains"),
        ["Cooperation on supply chains is an economic necessity."]
    );
}
