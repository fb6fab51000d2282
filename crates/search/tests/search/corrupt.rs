//! Bytes that are not an index, or no longer: an error or wrong results, never a panic, never an endless search.

use crate::record;
use proptest::prelude::*;
use proptest::test_runner::Config;
use search::{Error, Index, Query, VERSION, build, language};
use transcript::model::Event;

const QUERIES: &[&str] = &[
    "china",
    "c*",
    "\"the rok",
    "-the",
    "chnia policy ",
    "china NEAR/4 trade OR (thaad -us)",
    "sky ",
    "speaker:wu",
    "-sky OR topic:thaad",
    "한국",
];

/// A record long enough for lists with skips and several blocks of the dictionary.
pub(crate) fn long() -> Event {
    let sentences: Vec<String> = (0..400)
        .map(|n| format!("The number {n} of China w{} and the ROK.", n * 7))
        .collect();
    let sentences: Vec<&str> = sentences.iter().map(String::as_str).collect();
    let parts: Vec<&[&str]> = sentences.chunks(9).collect();
    record::event(&parts)
}

/// Opens bytes and, if they open, asks them everything.
fn ask(bytes: &[u8], event: &Event) {
    let Ok(index) = Index::open(bytes, language::ENGLISH) else {
        return;
    };
    for query in QUERIES {
        if let Some(results) = index.search(&Query::parse(query), event) {
            for found in results.found.iter().take(20) {
                results.passages(found.part, event);
            }
        }
    }
}

#[test]
fn what_is_no_index_is_refused() {
    let open = |bytes: &[u8]| Index::open(bytes, language::ENGLISH).err();
    assert_eq!(open(b""), Some(Error::NotAnIndex));
    assert_eq!(open(b"CLQ"), Some(Error::NotAnIndex));
    assert_eq!(open(&[b'x'; 200]), Some(Error::NotAnIndex));

    let bytes = build(&record::seminar());
    assert_eq!(open(&bytes), None);
    let mut other = bytes.clone();
    other[3] = VERSION + 1;
    assert_eq!(open(&other), Some(Error::Version(VERSION + 1)));
    let length = bytes.len();
    assert_eq!(
        open(&bytes[..length - 1]),
        Some(Error::Length {
            expected: length as u32,
            found: length - 1
        })
    );
}

#[test]
fn an_index_cut_anywhere_is_refused() {
    let bytes = build(&record::seminar());
    for end in 0..bytes.len() {
        assert!(
            Index::open(&bytes[..end], language::ENGLISH).is_err(),
            "cut at {end}"
        );
    }
}

#[test]
fn a_changed_byte_is_found_by_the_checksum() {
    let bytes = build(&record::seminar());
    assert_eq!(
        Index::open(&bytes, language::ENGLISH).unwrap().verify(),
        Ok(())
    );
    for at in 12..bytes.len() {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x10;
        if let Ok(index) = Index::open(&bytes, language::ENGLISH) {
            assert_eq!(index.verify(), Err(Error::Checksum), "byte {at}");
        }
    }
}

#[test]
fn each_error_says_what_to_do() {
    assert_eq!(Error::NotAnIndex.to_string(), "not a search index");
    assert_eq!(
        Error::Version(9).to_string(),
        "search index of version 9, expected 2: build it again"
    );
    let length = Error::Length {
        expected: 10,
        found: 7,
    };
    assert_eq!(
        length.to_string(),
        "search index of 7 bytes, expected 10: build it again"
    );
    assert_eq!(
        Error::Layout.to_string(),
        "search index with a corrupt header: build it again"
    );
    assert_eq!(
        Error::Checksum.to_string(),
        "search index with corrupt bytes: build it again"
    );
}

proptest! {
    #![proptest_config(Config { cases: 60, failure_persistence: None, ..Config::default() })]

    #[test]
    fn changed_bytes_never_panic(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let event = long();
        let mut bytes = build(&event);
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        ask(&bytes, &event);
    }

    #[test]
    fn changed_headers_never_panic(at in 4usize..52, value in any::<u8>()) {
        let event = long();
        let mut bytes = build(&event);
        bytes[at] = value;
        ask(&bytes, &event);
    }

    #[test]
    fn any_bytes_behind_a_sound_header_never_panic(body in proptest::collection::vec(any::<u8>(), 1..400)) {
        let event = record::seminar();
        let mut bytes = build(&event);
        for (byte, other) in bytes[52..].iter_mut().zip(body.iter().cycle()) {
            *byte = *other;
        }
        ask(&bytes, &event);
    }

    #[test]
    fn any_query_is_read_and_answered(text in r#"([a-c"()\-*:“”_ ./]|OR |NEAR/|topic:|date:|\PC){0,24}"#) {
        let event = record::seminar();
        let bytes = build(&event);
        let index = Index::open(&bytes, language::ENGLISH).unwrap();
        let query = Query::parse(&text);
        let results = index.search(&query, &event);
        prop_assert_eq!(results.is_none(), query.is_empty());
        prop_assert_eq!(results.is_none_or(|results| results.reading.literal == query.literal), true);
    }
}

#[test]
fn a_part_that_ends_before_it_starts_is_empty() {
    let event = long();
    let mut bytes = build(&event);
    // The table of parts comes first, eight bytes each, and begins with the first position.
    for part in 1..5 {
        bytes[52 + 8 * part..][..4].copy_from_slice(&(1000 - 100 * part as u32).to_le_bytes());
    }
    ask(&bytes, &event);
}

#[test]
fn deep_parentheses_are_read_literally_and_quickly() {
    let text = format!("{}china{}", "(".repeat(100_000), ")".repeat(100_000));
    let query = Query::parse(&text);
    assert!(query.literal && !query.is_empty());
    assert!(Query::parse(&"-(".repeat(50_000)).is_empty());
}
