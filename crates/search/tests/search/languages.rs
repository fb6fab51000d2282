//! Text of every script: what is found, and where its words begin and end.

#[allow(dead_code)] // Each file of tests takes what it needs.
use crate::record;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;
use search::{Index, Query, Texts, build, language};
use transcript::words::words;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Pieces that are hard to cut: emoji joined and flagged, marks on letters, jamo, scripts of either direction.
const PIECES: &[&str] = &[
    "china",
    "ROK’s",
    "U.S.",
    "e\u{301}lan",
    "élan",
    "👩\u{200D}👩\u{200D}👧",
    "🇰🇷",
    "👍🏽",
    "1\u{FE0F}\u{20E3}",
    "❤\u{FE0F}",
    "한국",
    "\u{1112}\u{1161}\u{11AB}",
    "中韩关系",
    "が",
    "か\u{3099}",
    "ｶﾞｲﾄﾞ",
    "กำลัง",
    "ကျွန်ုပ်",
    "ភាសា",
    "שָׁלוֹם",
    "السَّلام",
    "हिन्दी",
    "தமிழ்",
    "ﬁne",
    "𝐀𝐁",
    "ＴＨＡＡＤ",
    "a\u{308}\u{323}",
    "\u{301}",
    "\u{200D}",
    "\u{FE0F}",
    "\u{AD}",
    "۝٣",
    "Ⓜ️",
    "ℹ️",
    " ",
    " ",
    "-",
    "’",
    ".",
    "“",
    "、",
    "\u{3000}",
];

/// Any character but a mark: a mark of a rare script may stand on a picture, and be taken for a letter there.
fn a_sign() -> impl Strategy<Value = char> {
    any::<char>().prop_filter("a mark", |c| format!("a{c}").graphemes(true).count() == 2)
}

fn a_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => select(PIECES).prop_map(String::from), 1 => a_sign().prop_map(String::from)];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// Whether a byte lies between two grapheme clusters.
fn is_boundary(text: &str, at: usize) -> bool {
    at == text.len() || text.grapheme_indices(true).any(|(start, _)| start == at)
}

proptest! {
    #![proptest_config(Config { cases: 1500, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_a_text_holds_is_found_on_grapheme_boundaries(text in a_text(), from in any::<prop::sample::Index>()) {
        let event = record::event(&[&[&text], &["nothing"]]);
        let bytes = build(&event);
        let index = Index::open(&bytes, language::PLAIN).unwrap();
        let all: Vec<_> = words(&text).collect();
        prop_assume!(!all.is_empty());
        let word = all[from.index(all.len())];
        let results = index.search(&Query::parse(&format!("\"{}\"", word.text)), &event).unwrap();
        prop_assert!(results.found.iter().any(|found| found.part == 0), "{:?} in {:?}", word, text);
        let passages = results.passages(0, &event);
        prop_assert!(!passages[0].ranges.is_empty());
        for range in &passages[0].ranges {
            for at in [range.start, range.end] {
                prop_assert!(is_boundary(event.sentence(0, 0), at), "{} of {:?} in {:?}", at, word.text, text);
            }
        }
    }

    #[test]
    fn composed_and_decomposed_text_find_each_other(text in a_text(), decompose in any::<bool>()) {
        let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
        let (text, asked) = if decompose { (decomposed, composed) } else { (composed, decomposed) };
        prop_assume!(words(&asked).next().is_some());
        let event = record::event(&[&[&text]]);
        let bytes = build(&event);
        let index = Index::open(&bytes, language::PLAIN).unwrap();
        let asked = asked.replace(['"', '“', '”', '„', '＂'], " ");
        let results = index.search(&Query::parse(&format!("\"{asked}\"")).as_written(), &event).unwrap();
        prop_assert_eq!(results.found.len(), 1, "{:?} in {:?}", asked, text);
    }
}
