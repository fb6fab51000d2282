//! Inputs by chance, as many as there is time for: a second each in the tests, longer by `cargo xtask fuzz`. An input that
//! panics is made smaller and shown; one that takes too long ends the program.

use crate::{corrupt, record};
use search::{Index, Query, Texts, build, language, snippet};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;
use transcript::model::Event;

/// How long the tests take over each kind of input.
const TIME: Duration = Duration::from_secs(1);
/// How long one input may take, on a busy machine and without optimisation.
const DEADLINE: Duration = Duration::from_secs(20);

/// What queries are put together from.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    "\"",
    "“",
    "”",
    "(",
    ")",
    "-",
    "*",
    ":",
    "/",
    ".",
    "OR",
    "NEAR/",
    "NEAR/5",
    "3",
    "date:",
    "2022",
    "2022-08..",
    "topic:",
    "speaker:",
    "side:",
    "kind:",
    "event:",
    "china",
    "chnia",
    "rok",
    "the",
    "policies",
    "w70",
    "w",
    "u.s.",
    "thaad",
    "wu",
    "’s",
    "한국",
    "中韩",
    "é",
    "e\u{301}",
    "👩‍👩‍👧",
    "שלום",
    "\u{202E}",
    "\0",
    "ﷺ",
    "a",
    "b",
];

fn query(bytes: &[u8]) -> String {
    let piece = |byte: &u8| PIECES[*byte as usize % PIECES.len()];
    bytes.iter().map(piece).collect()
}

/// Ends the program where something takes longer than the deadline: a search that never ends cannot be stopped.
fn in_time(what: &dyn std::fmt::Debug, run: impl FnOnce() + Send) {
    std::thread::scope(|scope| {
        let (done, wait) = channel();
        scope.spawn(move || {
            run();
            // The other end waits until this one is gone.
            _ = done.send(());
        });
        if wait.recv_timeout(DEADLINE) == Err(RecvTimeoutError::Timeout) {
            eprintln!("this takes longer than {DEADLINE:?}: {what:?}");
            std::process::abort();
        }
    });
}

/// Does with an index all that can be done, and gives what a sound index must keep to.
fn ask(index: &Index, text: &str, event: &Event, check: bool) {
    let query = Query::parse(text);
    let results = index.search(&query, event);
    assert_eq!(results.is_none(), query.is_empty());
    index.suggest(text, &[], event, 3);
    let Some(results) = results else { return };
    for found in results.found.iter().take(20) {
        for passage in results.passages(found.part, event) {
            let sentence = event.sentence(found.part, passage.sentence);
            assert_eq!(passage.ranges.len(), passage.reasons.len());
            if check {
                assert!(
                    passage
                        .ranges
                        .iter()
                        .all(|range| sentence.get(range.clone()).is_some())
                );
                assert!(passage.ranges.is_sorted_by(|a, b| a.end <= b.start));
                assert!(
                    sentence
                        .get(snippet(sentence, &passage.ranges, 30))
                        .is_some()
                );
            }
        }
    }
}

#[test]
fn fuzz_queries() {
    let event = record::seminar();
    let bytes = build(&event);
    bolero::check!()
        .with_test_time(TIME)
        .with_max_len(40)
        .for_each(|input: &[u8]| {
            let text = query(input);
            in_time(&text, || {
                let index =
                    Index::open(&bytes, language::ENGLISH).expect("these bytes are an index");
                ask(&index, &text, &event, true);
                Query::parse(&text).as_written();
                Query::parse(&String::from_utf8_lossy(input));
            });
        });
}

/// Changes of an index: bytes that are set, and stretches (from, to, how long) that are copied over others.
type Changes = (Vec<(u32, u8)>, Vec<(u32, u32, u8)>);

#[test]
fn fuzz_the_bytes_of_an_index() {
    let event = corrupt::long();
    let sound = build(&event);
    bolero::check!()
        .with_test_time(TIME)
        .with_type::<(Changes, u32, Vec<u8>)>()
        .for_each(|((set, copied), cut, asked)| {
            in_time(&(set, copied, cut, asked), || {
                let mut bytes = sound.clone();
                let place = |at: u32| at as usize % sound.len();
                for (at, value) in set {
                    bytes[place(*at)] = *value;
                }
                for (from, to, length) in copied {
                    let (from, to) = (place(*from), place(*to));
                    let length = (*length as usize).min(sound.len() - from.max(to));
                    bytes.copy_within(from..from + length, to);
                }
                // One in four is shorter than it was, and says so.
                if cut % 4 == 0 {
                    bytes.truncate(place(cut / 4));
                    let length = bytes.len() as u32;
                    if let Some(field) = bytes.get_mut(4..8) {
                        field.copy_from_slice(&length.to_le_bytes());
                    }
                }
                if let Ok(index) = Index::open(&bytes, language::ENGLISH) {
                    _ = index.verify();
                    ask(&index, &query(asked), &event, false);
                }
            });
        });
}
