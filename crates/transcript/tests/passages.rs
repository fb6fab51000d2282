//! Passage links over random passages, and after corrections of the text. Prints its figures; for those of the whole
//! number, `COLLOQUY_PASSAGES=10000 cargo test --release -p transcript --test passages -- --nocapture`. `COLLOQUY_CORPORA` names a folder of corpora (one folder
//! each with a `corpus.jsonl`) to go through beside the seminar.

use std::path::Path;

use transcript::model::Range;
use transcript::passage::{Name, find, name};
use transcript::source::load;
use transcript::words::{folded, words};

/// How many passages are tried in each text: `COLLOQUY_PASSAGES`, or as many as take a few seconds.
fn passages() -> usize {
    let set = std::env::var("COLLOQUY_PASSAGES").ok();
    set.and_then(|set| set.parse().ok()).unwrap_or(1000)
}

/// Numbers that look random and are the same in every run (a linear congruential generator, Knuth's constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

/// A text after an edit, and where the passage then stands.
struct Edited {
    text: String,
    range: Range,
}

#[derive(Default)]
struct Count {
    right: usize,
    lost: usize,
    wrong: usize,
    /// Found with other words than those that were named, and nothing says so.
    silent: usize,
}

fn seminar() -> Vec<String> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let loaded = load(&content);
    let parts = loaded
        .archive
        .events
        .into_iter()
        .flat_map(|event| event.parts);
    parts.map(|part| part.text.plain).collect()
}

fn corpora() -> Vec<(String, Vec<String>)> {
    let Some(folder) = std::env::var_os("COLLOQUY_CORPORA") else {
        return Vec::new();
    };
    let mut corpora: Vec<_> = std::fs::read_dir(&folder)
        .expect("COLLOQUY_CORPORA is a folder")
        .flatten()
        .filter_map(|entry| {
            let lines = std::fs::read_to_string(entry.path().join("corpus.jsonl")).ok()?;
            let text = |line: &str| {
                let record: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
                record["text"].as_str().expect("a text").to_owned()
            };
            let texts = lines
                .lines()
                .map(text)
                .filter(|text| words(text).count() > 0);
            Some((
                entry.file_name().to_string_lossy().into_owned(),
                texts.collect(),
            ))
        })
        .collect();
    corpora.sort();
    corpora
}

/// A passage of up to 60 words of one text.
fn random_passage(texts: &[String], numbers: &mut Numbers) -> (usize, Range) {
    let text = numbers.below(texts.len());
    let all: Vec<_> = words(&texts[text]).collect();
    let first = numbers.below(all.len());
    let last = (first + numbers.below(60)).min(all.len() - 1);
    let range = Range {
        start: all[first].start as u32,
        end: all[last].end() as u32,
    };
    (text, range)
}

/// Replaces bytes of a text; the passage grows or moves with it.
fn replace(text: &str, passage: Range, from: usize, to: usize, new: &str) -> Edited {
    let shift = |at: u32| {
        if at as usize >= to {
            (at as usize + new.len() + from - to) as u32
        } else {
            at
        }
    };
    Edited {
        text: [&text[..from], new, &text[to..]].concat(),
        range: Range {
            start: if (passage.start as usize) < to {
                passage.start
            } else {
                shift(passage.start)
            },
            end: shift(passage.end),
        },
    }
}

/// A word of the passage.
fn a_word(text: &str, passage: Range, numbers: &mut Numbers) -> (usize, usize) {
    let inside: Vec<_> = words(text)
        .filter(|word| word.start >= passage.start as usize && word.end() <= passage.end as usize)
        .collect();
    let word = &inside[numbers.below(inside.len())];
    (word.start, word.end())
}

fn typo(text: &str, passage: Range, _: &[String], numbers: &mut Numbers) -> Option<Edited> {
    let (from, to) = a_word(text, passage, numbers);
    let word = &text[from..to];
    if word.len() < 5 || !word.is_ascii() {
        return None;
    }
    let at = from + 1 + numbers.below(word.len() - 2);
    Some(match numbers.below(3) {
        0 => replace(text, passage, at, at + 1, ""),
        1 => replace(text, passage, at, at, "e"),
        _ => {
            let swapped: String = text[at..at + 2].chars().rev().collect();
            replace(text, passage, at, at + 2, &swapped)
        }
    })
}

fn word_replaced(
    text: &str,
    passage: Range,
    texts: &[String],
    numbers: &mut Numbers,
) -> Option<Edited> {
    let (from, to) = a_word(text, passage, numbers);
    let other = &texts[numbers.below(texts.len())];
    let others: Vec<_> = words(other).collect();
    let new = others[numbers.below(others.len())].text;
    Some(replace(text, passage, from, to, new))
}

fn sentence_before(
    text: &str,
    passage: Range,
    texts: &[String],
    numbers: &mut Numbers,
) -> Option<Edited> {
    let other = &texts[numbers.below(texts.len())];
    let sentence: String = other
        .split_inclusive(". ")
        .next()
        .unwrap_or_default()
        .to_owned()
        + " ";
    if other == text {
        return None;
    }
    Some(replace(text, passage, 0, 0, &sentence)).map(|edited| Edited {
        range: Range {
            start: passage.start + sentence.len() as u32,
            end: passage.end + sentence.len() as u32,
        },
        ..edited
    })
}

fn sentence_split(text: &str, passage: Range, _: &[String], _: &mut Numbers) -> Option<Edited> {
    let at = text
        .get(passage.start as usize..passage.end as usize)?
        .find(", ")?
        + passage.start as usize;
    let capital = text[at + 2..].chars().next()?;
    let new = format!(". {}", capital.to_uppercase());
    Some(replace(
        text,
        passage,
        at,
        at + 2 + capital.len_utf8(),
        &new,
    ))
}

type Edit = fn(&str, Range, &[String], &mut Numbers) -> Option<Edited>;

const EDITS: [(&str, Edit); 4] = [
    ("typo corrected", typo),
    ("word replaced", word_replaced),
    ("sentence inserted before", sentence_before),
    ("sentence split", sentence_split),
];

fn try_all(title: &str, texts: &[String]) {
    let mut numbers = Numbers(2022);
    let mut lengths = Vec::new();
    let mut counts: Vec<Count> = EDITS.iter().map(|_| Count::default()).collect();
    let tried = passages();
    for _ in 0..tried {
        let (number, range) = random_passage(texts, &mut numbers);
        let text = &texts[number];
        let written = name(text, range).expect("a passage has a name").write();
        let read = Name::parse(&written).expect("a name can be read");
        let found = find(text, &read).unwrap_or_else(|| panic!("{written} is not found in {text}"));
        assert_eq!(found.range, range, "{written}");
        assert!(!found.is_corrected(), "{written}");
        let named = folded(&text[range.start as usize..range.end as usize]);
        lengths.push("#~".len() + written.chars().count());
        for ((_, edit), count) in EDITS.iter().zip(&mut counts) {
            if let Some(edited) = edit(text, range, texts, &mut numbers) {
                match find(&edited.text, &read) {
                    None => count.lost += 1,
                    Some(found) if found.range == edited.range => {
                        let now =
                            &edited.text[found.range.start as usize..found.range.end as usize];
                        count.silent += usize::from(folded(now) != named && !found.is_corrected());
                        count.right += 1;
                    }
                    Some(found) => {
                        count.wrong += 1;
                        if count.wrong < 12 {
                            eprintln!(
                                "wrong: {written}\n  {}\n  {}",
                                &edited.text
                                    [edited.range.start as usize..edited.range.end as usize],
                                &edited.text[found.range.start as usize..found.range.end as usize]
                            );
                        }
                    }
                }
            }
        }
    }
    lengths.sort_unstable();
    println!(
        "{title}: {tried} passages, each found exactly; length of `#~…` median {}, 95th percentile {}",
        lengths[tried / 2],
        lengths[tried * 95 / 100]
    );
    for ((edit, _), count) in EDITS.iter().zip(&counts) {
        let Count {
            right,
            lost,
            wrong,
            silent,
        } = count;
        let all = right + lost + wrong;
        println!(
            "  {edit:<26} {all:>6} tried  {:>7.2} % found  {lost:>5} lost, which is said  {wrong:>3} wrong  {silent:>3} corrected unsaid",
            *right as f64 * 100.0 / all.max(1) as f64
        );
    }
    for Count {
        right, lost, wrong, ..
    } in &counts
    {
        assert!(right * 100 >= (right + lost + wrong) * 99, "too many lost");
    }
    assert!(lengths[tried / 2] <= 60);
    assert_eq!(
        counts.iter().map(|count| count.wrong).sum::<usize>(),
        0,
        "a wrong passage"
    );
    assert_eq!(
        counts.iter().map(|count| count.silent).sum::<usize>(),
        0,
        "a correction that is not told"
    );
}

#[test]
fn every_passage_of_the_seminar_has_a_link_that_lasts() {
    try_all("seminar", &seminar());
    for (name, texts) in corpora() {
        try_all(&name, &texts);
    }
}

#[test]
fn words_that_were_taken_out_are_not_found_in_others() {
    let texts = seminar();
    let mut numbers = Numbers(1992);
    let mut wrong = 0;
    for _ in 0..passages() {
        let text = &texts[numbers.below(texts.len())];
        let all: Vec<_> = words(text).collect();
        let first = numbers.below(all.len());
        let last = (first + numbers.below(8)).min(all.len() - 1);
        let (start, end) = (all[first].start, all[last].end());
        let range = Range {
            start: start as u32,
            end: end as u32,
        };
        let name = name(text, range).expect("a passage has a name");
        let without = [&text[..start], &text[end..]].concat();
        if let Some(found) = find(&without, &name) {
            wrong += 1;
            eprintln!("wrong: {}\n  {:?}", name.write(), found.changed);
        }
    }
    println!(
        "seminar: {} passages of up to eight words taken out, {wrong} found in other words",
        passages()
    );
    assert_eq!(wrong, 0);
}
