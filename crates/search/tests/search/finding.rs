//! What a reader finds, in a short record.

use crate::record::{event, seminar};
use search::{Field, Index, Query, Results, build, language};
use transcript::model::Event;

/// Parts found, best first.
fn found(event: &Event, query: &str) -> Vec<u32> {
    let bytes = build(event);
    let index = Index::open(&bytes, language::of(&event.language)).unwrap();
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
    let index = Index::open(&bytes, language::of(&event.language)).unwrap();
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
    let acronym = event(&[&["The usual."], &["The U.S. left."]]);
    assert_eq!(which(&acronym, "U.S"), [0, 1]);
    assert_eq!(which(&acronym, "U.S."), [1]);
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
    assert_eq!(which(&seminar(), "\"policy of the rok\""), [3]);
    for language in ["fr", "ru", "de", "ko", "zh"] {
        let mut event = event(&[&["The Republic of Korea’s stance."]]);
        event.language = language.into();
        for query in ["korea ", "\"republic of korea\"", "\"of Korea stance\""] {
            assert_eq!(which(&event, query), [0], "{language}: {query}");
        }
    }
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
    assert_eq!(which(&seminar(), "thaad date:2022-9"), [0; 0]);
    assert_eq!(which(&seminar(), "thaad date:2022-8-18"), [1]);
    assert_eq!(which(&seminar(), "thaad date:2022-"), [1]);
    assert_eq!(
        passages(&seminar(), "topic:supply-chains"),
        ["Cooperation on supply chains is an economic necessity."]
    );
}

#[test]
fn a_misspelled_word_finds_what_it_meant_and_says_so() {
    let event = seminar();
    let bytes = build(&event);
    let index = Index::open(&bytes, language::ENGLISH).unwrap();
    let results = index
        .search(&Query::parse("econmic coopreation "), &event)
        .unwrap();
    let read: Vec<(&str, &[String])> = results
        .reading
        .corrections
        .iter()
        .map(|c| (c.written.as_str(), c.read.as_slice()))
        .collect();
    assert_eq!(
        read,
        [
            ("econmic", &["economic".to_owned()][..]),
            ("coopreation", &["cooperation".to_owned()][..])
        ]
    );
    assert_eq!(
        marked(&results, &event, 2),
        ["[Cooperation] on supply chains is an [economic] necessity."]
    );
    assert_eq!(
        results.passages(2, &event)[0].reasons,
        [search::Reason::Spelling; 2]
    );
}

#[test]
fn a_word_that_stands_in_the_record_is_read_otherwise_only_if_nothing_is_found() {
    let event = event(&[
        &["The trial of the treaty."],
        &["It left a trail in Seoul."],
    ]);
    assert_eq!(which(&event, "trail "), [1]);
    assert_eq!(which(&event, "treaty trail "), [0]);
}

#[test]
fn words_of_little_meaning_are_never_corrected() {
    let event = event(&[
        &["The form of the treaty."],
        &["That is what came from Seoul."],
    ]);
    assert_eq!(which(&event, "treaty from "), [0; 0]);
    assert_eq!(which(&event, "whats seoul "), [1], "others are");
}

#[test]
fn a_short_word_that_may_be_whole_is_not_read_as_a_beginning() {
    let event = event(&[&["Cooperation of countries in competition."]]);
    assert_eq!(which(&event, "coup"), [0; 0]);
    assert_eq!(which(&event, "cooepr"), [0]);
}

#[test]
fn words_that_the_record_lists_are_not_misspelled() {
    let event = with_synonyms(
        "en",
        &[&["ROK", "South Korea"]],
        &[
            &["The youth of the ROK."],
            &["Korea and its youth."],
            &["Korean trade."],
        ],
    );
    for query in [
        "South Korea",
        "South Korea's",
        "south korea’s ",
        "South-Korea OR Tokyo",
    ] {
        let bytes = build(&event);
        let index = Index::open(&bytes, language::ENGLISH).unwrap();
        let results = index.search(&Query::parse(query), &event).unwrap();
        let parts: Vec<u32> = results.found.iter().map(|found| found.part).collect();
        assert_eq!(parts, [0], "{query}");
        let read = &results.reading.corrections;
        assert!(read.is_empty(), "{query}: {read:?}");
    }
}

#[test]
fn short_words_numbers_and_excluded_words_are_never_corrected() {
    assert_eq!(which(&seminar(), "ths "), [0; 0]);
    assert_eq!(which(&seminar(), "2023 "), [0; 0]);
    assert_eq!(which(&seminar(), "rok -attentoin "), [1, 3]);
}

#[test]
fn corrections_can_be_switched_off() {
    let event = seminar();
    let bytes = build(&event);
    let index = Index::open(&bytes, language::ENGLISH).unwrap();
    let query = Query::parse("coopreation ").as_written();
    assert!(index.search(&query, &event).unwrap().found.is_empty());
}

/// A record with synonyms.
fn with_synonyms(language: &str, groups: &[&[&str]], parts: &[&[&str]]) -> Event {
    let mut event = event(parts);
    event.language = language.into();
    let group = |group: &&[&str]| group.iter().map(|phrase| phrase.to_string()).collect();
    event.synonyms = groups.iter().map(group).collect();
    event
}

#[test]
fn a_word_in_two_groups_finds_what_either_lists() {
    let groups = [
        &["ROK", "South Korea"][..],
        &["Seoul", "ROK"],
        &["South", "Sud"],
    ];
    let event = with_synonyms(
        "en",
        &groups,
        &[
            &["Seoul agreed."],
            &["South Korea did."],
            &["The ROK too."],
            &["Sud Korea."],
        ],
    );
    assert_eq!(which(&event, "rok "), [0, 1, 2]);
    assert_eq!(which(&event, "seoul "), [0, 2]);
    // The longest phrase counts.
    assert_eq!(which(&event, "south korea "), [1, 2]);
}

#[test]
fn a_synonym_is_found_with_the_gaps_it_is_written_with() {
    let event = with_synonyms(
        "ko",
        &[&["ROK", "대한 민국"]],
        &[&["대한 민국"], &["ROK"], &["대한민국"]],
    );
    assert_eq!(which(&event, "ROK "), [0, 1]);
    assert_eq!(which(&event, "대한 민국 "), [0, 1, 2]);
}

#[test]
fn a_listed_acronym_is_no_small_word() {
    let groups = [
        &["U.S.", "United States", "America"][..],
        &["WHO", "World Health Organization"],
    ];
    let event = with_synonyms(
        "en",
        &groups,
        &[
            &["Tell us who came."],
            &["The US’s share, and the U.S. said so."],
            &["The WHO and the United States."],
        ],
    );
    assert_eq!(which(&event, "america "), [1, 2]);
    assert_eq!(which(&event, "world health organization "), [2]);
    assert_eq!(which(&event, "us "), [0, 1, 2]);
    assert_eq!(
        passages(&event, "america "),
        [
            "The [US’s] share, and the [U.S.] said so.",
            "The WHO and the [United States]."
        ]
    );
}

#[test]
fn a_listed_name_is_not_found_within_a_longer_one() {
    let groups = [
        &["ROK", "Republic of Korea"][..],
        &["DPRK", "Democratic People's Republic of Korea"],
    ];
    let event = with_synonyms(
        "en",
        &groups,
        &[
            &["The Democratic People’s Republic of Korea."],
            &["The Republic of Korea and the DPRK."],
        ],
    );
    assert_eq!(which(&event, "rok "), [1]);
    assert_eq!(which(&event, "republic of korea "), [1]);
    assert_eq!(which(&event, "dprk "), [0, 1]);
    assert_eq!(which(&event, "\"republic of korea\""), [0, 1]);
    assert_eq!(which(&event, "korea -rok "), [0]);
}

#[test]
fn a_listed_name_is_found_as_it_is_typed() {
    let groups = [&["ROK", "South Korea"][..], &["U.S.", "United States"]];
    let event = with_synonyms(
        "en",
        &groups,
        &[&["The ROK and its youth."], &["United, they left."]],
    );
    for typed in [
        "South",
        "South K",
        "South Kor",
        "South Korea",
        "South Koreas",
    ] {
        assert_eq!(which(&event, typed), [0], "{typed}");
    }
    assert_eq!(which(&event, "unit"), [1], "words of the record come first");
    assert_eq!(which(&event, "so"), [0; 0]);
    let bytes = build(&event);
    let index = Index::open(&bytes, language::ENGLISH).unwrap();
    let results = index.search(&Query::parse("South K"), &event).unwrap();
    let read = &results.reading.corrections[0];
    assert_eq!(
        (&*read.written, &*read.read),
        ("south k", &["south korea".to_owned()][..])
    );
    let as_written = Query::parse("South K").as_written();
    assert_eq!(index.search(&as_written, &event).unwrap().found, []);
}

#[test]
fn a_listed_name_is_found_misspelled() {
    let groups = [
        &["ROK", "South Korea"][..],
        &["U.S.", "United States", "America"],
    ];
    let event = with_synonyms(
        "en",
        &groups,
        &[
            &["The ROK and its youth."],
            &["The U.S. and its states."],
            &["United States."],
        ],
    );
    for query in ["south koera", "sotuh korea "] {
        assert_eq!(which(&event, query), which(&event, "ROK"), "{query}");
    }
    for query in ["unted states ", "Untied States ", "Amercia ", "Americans "] {
        assert_eq!(which(&event, query), [1, 2], "{query}");
    }
    let bytes = build(&event);
    let index = Index::open(&bytes, language::ENGLISH).unwrap();
    let results = index
        .search(&Query::parse("unted states "), &event)
        .unwrap();
    let read = &results.reading.corrections[0];
    assert_eq!(
        (&*read.written, &*read.read),
        ("unted states", &["united states".to_owned()][..])
    );
}

#[test]
fn of_alternatives_those_that_hold_are_marked() {
    let event = event(&[&["Relations were not zero-sum."], &["NATO relations."]]);
    let query = "(nato relations) OR zero-sum ";
    assert_eq!(
        passages(&event, query),
        ["Relations were not [zero-sum].", "[NATO relations]."]
    );
}

#[test]
fn a_small_word_is_not_what_a_misspelled_one_meant() {
    let event = event(&[&["That THAAD than had."]]);
    assert_eq!(passages(&event, "thad "), ["That [THAAD] than had."]);
}

#[test]
fn synonyms_find_each_other_outside_quotation_marks() {
    let event = with_synonyms(
        "en",
        &[&["ROK", "South Korea"], &["Suk-yeol", "Seok-youl"]],
        &[
            &["The ROK agreed."],
            &["South Korea agreed."],
            &["The South of Korea."],
            &["Suk-yeol spoke."],
        ],
    );
    let bytes = build(&event);
    let index = Index::open(&bytes, language::ENGLISH).unwrap();
    let which = |query: &str| {
        let results = index.search(&Query::parse(query), &event).unwrap();
        results
            .found
            .iter()
            .map(|found| found.part)
            .collect::<Vec<_>>()
    };
    assert_eq!(which("rok "), [0, 1]);
    // A listed phrase is a name, not two words.
    assert_eq!(which("south korea"), [1, 0]);
    assert_eq!(which("south koreas "), [1, 0]);
    assert_eq!(which("korea south"), [1, 2]);
    assert_eq!(which("\"south korea\""), [1]);
    assert_eq!(which("agreed -rok"), [0; 0]);
    assert_eq!(which("seok-youl "), [3]);
    assert_eq!(which("(rok OR seok-youl) -agreed"), [3]);
    let results = index.search(&Query::parse("rok "), &event).unwrap();
    assert_eq!(marked(&results, &event, 1), ["[South Korea] agreed."]);
    assert_eq!(
        results.passages(1, &event)[0].reasons,
        [search::Reason::Synonym]
    );
}

#[test]
fn a_form_that_does_not_begin_as_its_stem_is_found_by_it() {
    let event = event(&[
        &["The skies cleared."],
        &["They were dying."],
        &["The sky fell."],
    ]);
    assert_eq!(found(&event, "sky "), [2, 0]);
    assert_eq!(found(&event, "die "), [1]);
    assert_eq!(found(&event, "dying "), [1]);
}

#[test]
fn french_words_are_found_after_what_is_elided() {
    let mut event = event(&[
        &["Il parle de l’économie mondiale."],
        &["L’Union."],
        &["Une économie."],
    ]);
    event.language = "fr".into();
    assert_eq!(which(&event, "écono"), [0, 2]);
    assert_eq!(which(&event, "l’économie "), [0, 2]);
    assert_eq!(which(&event, "\"économie mondiale\""), [0]);
    assert_eq!(which(&event, "\"l’économie mondiale\""), [0]);
    assert_eq!(which(&event, "\"l’économie\""), [0]);
    assert_eq!(which(&event, "union "), [1]);
    assert_eq!(
        passages(&event, "économies mondiale "),
        ["Il parle de [l’économie mondiale]."]
    );
}

#[test]
fn words_whose_stems_show_only_with_their_accents_find_each_other() {
    for (language, words) in [
        ("hu", ["gazdaság", "gazdaságról"]),
        ("fr", ["développé", "développée"]),
        ("tr", ["ortaklık", "ortaklığın"]),
        ("ru", ["российский", "российской"]),
        ("fr", ["L’économie", "économies"]),
    ] {
        let mut event = event(&[&[words[0]], &[words[1]]]);
        event.language = language.into();
        for word in words {
            assert_eq!(
                which(&event, &format!("{word} ")),
                [0, 1],
                "{language}: {word}"
            );
        }
    }
}

#[test]
fn malformed_queries_are_read_as_plain_words() {
    for (query, words) in [
        ("china) trade", "china trade"),
        ("OR china", "or china"),
        ("china NEAR/x trade", "china near/x trade"),
        ("date:2022.08 china", "date 2022.08 china"),
    ] {
        let read = Query::parse(query);
        assert!(read.literal, "{query}");
        assert_eq!(
            which(&seminar(), query),
            which(&seminar(), words),
            "{query}"
        );
    }
    for query in [
        "china OR ",
        "(china",
        "china NEAR/3",
        "\"china",
        "china:",
        "date:20",
        "topic:",
        "a - b",
    ] {
        assert!(!Query::parse(query).literal, "{query} is being typed");
    }
}

#[test]
fn near_counts_the_words_from_one_to_the_other_in_either_order() {
    let event = event(&[&["China seeks trade with the ROK."]]);
    assert_eq!(which(&event, "china NEAR/2 trade "), [0]);
    assert_eq!(which(&event, "trade NEAR/2 china "), [0]);
    assert_eq!(which(&event, "china NEAR/1 trade "), [0; 0]);
    assert_eq!(which(&event, "\"china seeks\" NEAR/3 \"the rok\""), [0]);
    assert_eq!(which(&event, "\"china seeks\" NEAR/2 \"the rok\""), [0; 0]);
    assert_eq!(which(&event, "china NEAR/9 china "), [0; 0]);
}

#[test]
fn chinese_japanese_and_korean_are_found_at_any_place() {
    let event = event(&[
        &["中韩关系正常化三十年。"],
        &["한국의 외교 정책과 대한 국민."],
        &["THAAD는 위협이다.", "ガイドライン"],
    ]);
    assert_eq!(passages(&event, "关系"), ["中韩[关系]正常化三十年。"]);
    assert_eq!(which(&event, "系关"), [0; 0]);
    assert_eq!(
        passages(&event, "한국 외교"),
        ["[한국]의 [외교] 정책과 대한 국민."]
    );
    assert_eq!(which(&event, "한국민"), [0; 0]);
    assert_eq!(passages(&event, "thaad 위협"), ["[THAAD]는 [위협]이다."]);
    assert_eq!(passages(&event, "ｶﾞｲﾄﾞ"), ["[ガイド]ライン"]);
}

#[test]
fn characters_fold_as_unicode_has_it_where_the_text_needs_it() {
    // A compatibility ideograph, as Korean input methods give, and a letter of a script that folds by its own rule.
    let event = event(&[&["李肇星"], &["ҐУЛАГ Ӑ"], &["Ⅳ"]]);
    assert_eq!(which(&event, "\u{F9E1}肇星"), [0]);
    assert_eq!(which(&event, "ґулаг "), [1]);
    assert_eq!(which(&event, "а "), [1]);
    assert_eq!(which(&event, "iv "), [2]);
}

#[test]
fn the_same_event_gives_the_same_bytes() {
    assert_eq!(build(&seminar()), build(&seminar()));
}

/// Suggestions as label, query and parts.
fn suggestions(event: &Event, typed: &str) -> Vec<(String, String, u32)> {
    let bytes = build(event);
    let index = Index::open(&bytes, language::ENGLISH).unwrap();
    let speakers = event
        .speakers
        .iter()
        .map(|speaker| (Field::Speaker, speaker.id.as_str(), speaker.name.as_str()));
    let topics = event
        .topics
        .iter()
        .map(|topic| (Field::Topic, topic.id.as_str(), topic.label.as_str()));
    let names: Vec<_> = speakers.chain(topics).collect();
    let list = index.suggest(typed, &names, event, 3);
    list.into_iter()
        .map(|suggestion| (suggestion.label, suggestion.query, suggestion.parts))
        .collect()
}

#[test]
fn suggestions_are_names_and_phrases_that_go_on_from_what_is_typed() {
    let event = seminar();
    assert_eq!(
        suggestions(&event, "kim h"),
        [("Kim Han-kwon".into(), "speaker:kim-han-kwon".into(), 1)]
    );
    assert_eq!(
        suggestions(&event, "supp"),
        [
            ("Supply chains".into(), "topic:supply-chains".into(), 1),
            ("supply chains".into(), "\"supply chains\"".into(), 1),
        ]
    );
    assert_eq!(suggestions(&event, "zebra"), []);
    assert_eq!(suggestions(&event, "  "), []);
    let quoted = suggestions(&event, "\"supp");
    assert_eq!(quoted, suggestions(&event, "supp"), "marks of its own");
}

#[test]
fn phrases_in_most_parts_are_suggested_first() {
    let event = event(&[
        &["The region gained."],
        &["In the ROK it rained."],
        &["The ROK agreed."],
    ]);
    let labels: Vec<_> = suggestions(&event, "the r")
        .into_iter()
        .map(|(label, _, parts)| (label, parts))
        .collect();
    assert_eq!(labels[0], ("the ROK".into(), 2));
}

#[test]
fn every_suggestion_finds_as_many_parts_as_it_says() {
    let event = seminar();
    for typed in ["c", "ch", "the", "po", "a", "wu", "economic n", "th"] {
        for (label, query, parts) in suggestions(&event, typed) {
            assert!(parts > 0, "{label}");
            assert_eq!(which(&event, &query).len(), parts as usize, "{label}");
        }
    }
}

#[test]
fn a_name_that_finds_nothing_is_not_suggested() {
    let mut event = seminar();
    event.parts.truncate(2);
    assert_eq!(suggestions(&event, "park"), []);
}

#[test]
fn what_is_only_begun_asks_for_nothing_yet() {
    let event = event(&[
        &["Nuclear issues are grave."],
        &["It is a nuclear plan B."],
        &["No plan."],
    ]);
    for query in [
        "nuclear i",
        "nuclear is",
        "nuclear p",
        "nuclear x",
        "Nuclear U.",
    ] {
        assert_eq!(which(&event, query), [0, 1], "{query}");
    }
    assert_eq!(which(&event, "nuclear is "), [1]);
    assert_eq!(which(&event, "plan b"), [1]);
    assert_eq!(which(&event, "plan -nuclear i"), [2]);
    assert_eq!(which(&event, "qqxx OR nuclear i"), [0, 1]);
}

#[test]
fn a_number_is_found_while_it_is_typed() {
    let event = event(&[
        &["It sold 42,000 cars."],
        &["It sold 42.5 tons and 42 ships."],
    ]);
    for query in ["42,0", "42,00", "42,000", "42000"] {
        assert_eq!(which(&event, query), [0], "{query}");
    }
    assert_eq!(which(&event, "42,"), [0, 1]);
    assert_eq!(which(&event, "42,5 "), [1]);
}

#[test]
fn the_value_of_a_field_is_found_while_it_is_typed() {
    let event = seminar();
    let whole = which(&event, "speaker:\"Wu Hailong\" ");
    for query in [
        "speaker:w",
        "speaker:wu-hail",
        "speaker:\"Wu H",
        "speaker:\"Hailong Wu\" ",
    ] {
        assert_eq!(which(&event, query), whole, "{query}");
    }
    assert_eq!(which(&event, "speaker:w "), [0; 0]);
    assert_eq!(which(&event, "date:2022-"), [0, 1, 2, 3]);
    assert_eq!(which(&event, "date:2022-1"), [0; 0], "not October either");
}

#[test]
fn a_misspelled_word_finds_all_that_the_word_does() {
    let event = event(&[
        &["A challenge."],
        &["Many challenges."],
        &["China’s challenge."],
    ]);
    assert_eq!(which(&event, "chalenge "), which(&event, "challenge "));
    // Nobody misses the first letter of a short word.
    let event = self::event(&[&["In the past."], &["The eastern part."]]);
    assert_eq!(which(&event, "east "), [0; 0]);
}

#[test]
fn operators_of_other_engines_are_understood() {
    let event = seminar();
    assert_eq!(
        which(&event, "china AND trade "),
        which(&event, "china trade ")
    );
    assert_eq!(
        which(&event, "ROK NOT trade "),
        which(&event, "ROK -trade ")
    );
    for open in ["ROK NOT", "(ROK NOT) ", "ROK AND"] {
        assert_eq!(which(&event, open), which(&event, "ROK "), "{open}");
    }
    assert_eq!(
        which(&event, "«supply chains»"),
        which(&event, "\"supply chains\"")
    );
}

#[test]
fn names_with_signs_are_found_whole() {
    let event = event(&[
        &["AT&T works 24/7."],
        &["At the end, to be, 7 days, 24 hours."],
    ]);
    assert_eq!(which(&event, "AT&T"), [0]);
    assert_eq!(which(&event, "24/7"), [0]);
    let event = self::event(&[&["The ROK’s policy. We don’t."]]);
    assert_eq!(which(&event, "ROK‘s policy"), [0]);
    assert_eq!(which(&event, "don´t"), [0]);
}

#[test]
fn a_word_asked_for_again_and_again_is_asked_for_once() {
    let some = Query::parse(&"trade ".repeat(16));
    assert_eq!(Query::parse(&"trade ".repeat(400)), some);
    let far = format!("{}china NEAR/5 region ", "china trade ".repeat(40));
    assert_eq!(which(&seminar(), &far), [0; 0]);
    // Remembered words are ranked as they stand, repeats included.
    let event = event(&[
        &["East, the rise of it, the."],
        &["Of the rise of the east they spoke."],
    ]);
    assert_eq!(found(&event, "the rise of the east "), [1, 0]);
}
