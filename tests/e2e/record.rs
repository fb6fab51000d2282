//! The record as this test suite reads it: from `transcript.md`, without the project's own parser, and by brute force
//! instead of the project's search.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::folder;

/// The event that is published.
pub(crate) const EVENT: &str = "china-rok-30";

/// A part of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) id: String,
    pub(crate) paragraphs: Vec<String>,
}

/// The folder with the event's sources.
pub(crate) fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("content")
        .join(EVENT)
}

/// A source file of the event.
pub(crate) fn source(name: &str) -> String {
    let file = sources().join(name);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The parts of the transcript, its markup removed.
pub(crate) fn transcript() -> Vec<Part> {
    let text = without_comments(&source("transcript.md"));
    let mut parts: Vec<Part> = Vec::new();
    for block in text
        .replace("\r\n", "\n")
        .split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty())
    {
        if let Some(heading) = block.strip_prefix('#') {
            let id = match heading.split_once("{#") {
                Some((_, rest)) => rest.split([' ', '}']).next().unwrap_or_default().to_owned(),
                None => heading.trim().to_lowercase(),
            };
            parts.push(Part {
                id,
                paragraphs: Vec::new(),
            });
        } else {
            let part = parts
                .last_mut()
                .expect("a transcript begins with a heading");
            part.paragraphs.push(words(&block.replace('\n', " ")));
        }
    }
    parts
}

fn without_comments(text: &str) -> String {
    let mut out = String::new();
    for (number, piece) in text.split("<!--").enumerate() {
        out.push_str(if number == 0 {
            piece
        } else {
            piece.split_once("-->").map_or("", |(_, rest)| rest)
        });
    }
    out
}

/// The words of a paragraph: `[words]{…}`, `[words](…)`, `*words*` and `\c` without their signs.
fn words(marked: &str) -> String {
    let mut out = String::new();
    let mut signs = marked.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => out.extend(signs.next()),
            '*' | '[' => {}
            ']' => match signs.next() {
                Some('{') => while signs.next().is_some_and(|sign| sign != '}') {},
                Some('(') => while signs.next().is_some_and(|sign| sign != ')') {},
                other => panic!("`]` is followed by {other:?} in “{marked}”"),
            },
            sign => out.push(sign),
        }
    }
    out
}

/// A sentence of the published record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) part: String,
    /// Its number in the part, from 1.
    pub(crate) number: usize,
    pub(crate) text: String,
    /// Whether someone says it: not the record's own words.
    pub(crate) remark: bool,
}

/// The sentences as the built event page numbers them.
pub(crate) static SENTENCES: LazyLock<Vec<Sentence>> =
    LazyLock::new(|| folder::page(EVENT).sentences());

/// The ids of the remarks, in speaking order.
pub(crate) fn remarks() -> Vec<String> {
    transcript()
        .into_iter()
        .map(|part| part.id)
        .filter(|id| id != "introduction" && id != "afterword")
        .collect()
}

/// What a search should find.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Expected {
    pub(crate) remarks: Vec<String>,
    pub(crate) passages: usize,
    /// The words to mark, in order of the record.
    pub(crate) marks: Vec<String>,
}

/// Looks through every sentence for runs of words that each satisfy one of `tests`, in order.
pub(crate) fn look_for(tests: &[&dyn Fn(&str) -> bool]) -> Expected {
    let mut expected = Expected::default();
    for sentence in SENTENCES.iter() {
        let words = tokens(&sentence.text);
        let runs: Vec<_> = words
            .windows(tests.len())
            .filter(|run| {
                run.iter()
                    .zip(tests)
                    .all(|((_, word), test)| test(&plain(word)))
            })
            .collect();
        if runs.is_empty() {
            continue;
        }
        expected.passages += 1;
        for run in runs {
            let (first, last) = (run[0], run[run.len() - 1]);
            expected
                .marks
                .push(sentence.text[first.0..last.0 + last.1.len()].to_owned());
        }
        if sentence.remark && !expected.remarks.contains(&sentence.part) {
            expected.remarks.push(sentence.part.clone());
        }
    }
    expected
}

/// The words of a text, each with the byte at which it begins: letters and digits, and apostrophes between them.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut start = None;
    let mut signs = text.char_indices().chain([(text.len(), ' ')]).peekable();
    while let Some((at, sign)) = signs.next() {
        let next_is_word = signs.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let in_word = sign.is_alphanumeric()
            || (start.is_some() && matches!(sign, '’' | '\'') && next_is_word);
        match (in_word, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                tokens.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

/// A word in lower case and without a possessive ending, as queries write it.
fn plain(word: &str) -> String {
    let word = word.to_lowercase();
    word.strip_suffix("’s")
        .or(word.strip_suffix("'s"))
        .unwrap_or(&word)
        .to_owned()
}

/// The sentences that each topic stands on, as the index of topics lists them: part and number.
pub(crate) fn bearing() -> Vec<(String, Vec<(String, usize)>)> {
    let page = folder::page(EVENT);
    page.topics()
        .into_iter()
        .map(|topic| (topic.clone(), page.indexed(&topic)))
        .collect()
}
