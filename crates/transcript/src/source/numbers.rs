//! The numbers of sentences, which stay with them once they are published: `[sentences.<part>]` in `published.toml`.

use std::collections::{BTreeMap, HashMap};

use super::diagnostic::Report;
use super::table::{At, Table};
use crate::model::{Event, MovedKind, Text};
use crate::words::folded;

/// The key of a ledger that lists sentences.
pub(super) const SENTENCES: &str = "sentences";

/// The highest number that a sentence can have.
const MOST: u32 = 999_999;

/// The sentences of an event as they were published.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// By the id of the part, the words by number.
    parts: HashMap<String, BTreeMap<u32, String>>,
}

impl Numbers {
    /// Takes them out of the root of a ledger.
    pub(super) fn read(root: &mut Table<'_, '_>, report: &mut Report) -> Self {
        let mut numbers = Self::default();
        let Some(mut parts) = root.table(SENTENCES, report) else {
            return numbers;
        };
        for (id, entry) in parts.entries() {
            let Some(mut part) = entry.table(&id, &format!("{SENTENCES}.{}", id.value), report)
            else {
                continue;
            };
            let sentences = numbers.parts.entry(id.value).or_default();
            for (key, entry) in part.entries() {
                let words = entry.string(&key.value, report);
                if let (Some(number), Some(words)) = (read_number(&key, report), words) {
                    sentences.insert(number, words.value);
                }
            }
        }
        numbers
    }

    /// Numbers the sentences of `event`, whose moves are known, as they were published, and says which moves join remarks. One that is in the ledger, or was
    /// there with other words, keeps its number wherever it stands now; a new one takes the next that none ever had.
    pub(super) fn apply(&self, event: &mut Event) {
        let moved = &event.moved;
        for part in &mut event.parts {
            let before = moved
                .iter()
                .filter(|moved| moved.kind == MovedKind::Remark && moved.to == part.id)
                .find_map(|moved| self.parts.get(&moved.from));
            if let Some(published) = self.parts.get(&part.id).or(before) {
                part.text.numbers = numbered(published, &part.text);
            }
        }
        for moved in &mut event.moved {
            let listed = |id: &str| self.parts.contains_key(id);
            moved.joined =
                moved.kind == MovedKind::Remark && listed(&moved.from) && listed(&moved.to);
        }
    }
}

fn read_number(key: &At<String>, report: &mut Report) -> Option<u32> {
    let digits = !key.value.starts_with('0') && key.value.bytes().all(|byte| byte.is_ascii_digit());
    let number = key.value.parse().ok().filter(|number| *number <= MOST);
    let number = number.filter(|_| digits);
    if number.is_none() {
        report
            .error(
                "transcript::bad-number",
                key.range.clone(),
                "here",
                format!("`{}` is not the number of a sentence", key.value),
            )
            .help(format!("write a whole number from 1 to {MOST}"));
    }
    number
}

/// The number of each sentence, as [`Text::numbers`] holds them.
fn numbered(published: &BTreeMap<u32, String>, text: &Text) -> Vec<u32> {
    let sentences = (0..text.sentences.len()).filter_map(|index| text.sentence(index));
    let now: Vec<Vec<String>> = sentences.map(words).collect();
    let mut free: Vec<(u32, Vec<String>)> = published
        .iter()
        .map(|(number, sentence)| (*number, words(sentence)))
        .collect();
    let mut numbers = same(&now, &mut free);
    like(&now, &free, &mut numbers);
    let mut next = published.keys().next_back().map_or(1, |last| last + 1)..;
    let numbers: Vec<u32> = numbers
        .into_iter()
        .filter_map(|number| number.or_else(|| next.next()))
        .collect();
    match numbers.iter().copied().eq((1..).take(numbers.len())) {
        true => Vec::new(),
        false => numbers,
    }
}

/// A sentence's words, folded; of one without, its signs.
fn words(sentence: &str) -> Vec<String> {
    let words = folded(sentence);
    match words.is_empty() {
        true => vec![sentence.to_owned()],
        false => words,
    }
}

/// Gives the sentences that have the same words as one in `free` its number, and takes that out. Those that repeat one
/// another keep their order.
fn same(now: &[Vec<String>], free: &mut Vec<(u32, Vec<String>)>) -> Vec<Option<u32>> {
    let mut by_words: BTreeMap<Vec<String>, Vec<u32>> = BTreeMap::new();
    for (number, words) in free.drain(..).rev() {
        by_words.entry(words).or_default().push(number);
    }
    let numbers = now
        .iter()
        .map(|words| by_words.get_mut(words)?.pop())
        .collect();
    for (words, numbers) in by_words {
        free.extend(numbers.into_iter().map(|number| (number, words.clone())));
    }
    free.sort_unstable();
    numbers
}

/// Gives the sentences without a number that of the one in `free` that they are most like, each to one alone.
fn like(now: &[Vec<String>], free: &[(u32, Vec<String>)], numbers: &mut [Option<u32>]) {
    let mut pairs: Vec<(f64, usize, u32)> = Vec::new();
    for (index, words) in now.iter().enumerate() {
        if numbers[index].is_none() {
            pairs.extend(free.iter().filter_map(|(number, published)| {
                Some((likeness(words, published)?, index, *number))
            }));
        }
    }
    // The most alike first; of a sentence cut in two equal halves, the first.
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    for (_, index, number) in pairs {
        if numbers[index].is_none() && !numbers.contains(&Some(number)) {
            numbers[index] = Some(number);
        }
    }
}

/// How alike two sentences are, up to 1: where a quarter of the words differ at most, or where one is a third of the other
/// or more and stands at either end of it, as after a full stop was set or taken away. `None` for any others.
fn likeness(a: &[String], b: &[String]) -> Option<f64> {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let share = |words: usize| words as f64 / long.len() as f64;
    if short.len() * 4 >= long.len() * 3 {
        let common = common(short, long);
        if common * 4 >= long.len() * 3 {
            return Some(share(common));
        }
    }
    let at_an_end = long.starts_with(short) || long.ends_with(short);
    (at_an_end && short.len() > 2 && short.len() * 3 >= long.len()).then(|| share(short.len()))
}

/// How many words two sentences share in the same order: the length of their longest common subsequence.
fn common(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for word in a {
        let mut before = 0;
        for (place, other) in b.iter().enumerate() {
            let above = row[place + 1];
            row[place + 1] = match word == other {
                true => before + 1,
                false => above.max(row[place]),
            };
            before = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Range, Sentence};
    use proptest::prelude::*;

    fn text(sentences: &[&str]) -> Text {
        let mut text = Text::default();
        for sentence in sentences {
            let start = u32::try_from(text.plain.len()).unwrap();
            text.plain.push_str(sentence);
            let end = u32::try_from(text.plain.len()).unwrap();
            text.plain.push(' ');
            text.sentences.push(Sentence {
                range: Range { start, end },
                ..Sentence::default()
            });
        }
        text
    }

    fn published(sentences: &[&str]) -> BTreeMap<u32, String> {
        let sentences = sentences.iter().map(|sentence| (*sentence).to_owned());
        (1..).zip(sentences).collect()
    }

    const OLD: [&str; 5] = [
        "Relations were established on 24 August 1992.",
        "Trade between the two neighbours has grown by a factor of seventy since, and it still grows.",
        "Thank you.",
        "Both sides should meet more often in the years ahead.",
        "Thank you.",
    ];

    #[track_caller]
    fn check(now: &[&str], expected: &[u32]) {
        assert_eq!(numbered(&published(&OLD), &text(now)), expected);
    }

    #[test]
    fn sentences_that_are_as_published_need_no_numbers() {
        check(&OLD, &[]);
        check(&OLD[..3], &[]);
        let with_one_more = [&OLD[..], &["A word at the end."]].concat();
        check(&with_one_more, &[]);
    }

    #[test]
    fn a_sentence_keeps_its_number_wherever_it_stands() {
        let [one, two, thanks, both, _] = OLD;
        check(
            &["A new beginning.", one, two, thanks, both, thanks],
            &[6, 1, 2, 3, 4, 5],
        );
        check(&[one, both, two, thanks, thanks], &[1, 4, 2, 3, 5]);
        check(&[two, thanks, both, thanks], &[2, 3, 4, 5]);
    }

    #[test]
    fn a_corrected_sentence_keeps_its_number() {
        let [one, two, thanks, _, _] = OLD;
        let corrected = "Both parties should meet more often in the years ahead.";
        check(
            &["New.", one, two, thanks, corrected, thanks],
            &[6, 1, 2, 3, 4, 5],
        );
        check(
            &["RELATIONS were established, on 24 August 1992!", two],
            &[],
        );
    }

    #[test]
    fn of_a_sentence_cut_in_two_the_longer_part_keeps_the_number() {
        let [one, _, thanks, both, _] = OLD;
        let first = "Trade between the two neighbours has grown by a factor of seventy since.";
        check(
            &[one, first, "And it still grows.", thanks, both, thanks],
            &[1, 2, 6, 3, 4, 5],
        );
    }

    #[test]
    fn another_sentence_takes_no_number_of_one_that_is_gone() {
        let [_, two, thanks, both, _] = OLD;
        let other = "The weather was fine.";
        check(&[other, two, thanks, both, thanks], &[6, 2, 3, 4, 5]);
        check(&["Yes.", two, thanks, both, thanks], &[6, 2, 3, 4, 5]);
    }

    #[test]
    fn an_empty_list_numbers_from_one() {
        assert_eq!(numbered(&BTreeMap::new(), &text(&OLD)), [0; 0]);
    }

    proptest! {
        /// Whatever becomes of a text, each sentence has a number of its own, and those with words that were published
        /// once keep theirs.
        #[test]
        fn numbers_are_never_given_twice(
            old in proptest::collection::vec("[a-d]( [a-d]){0,8}", 0..12),
            now in proptest::collection::vec("[a-d]( [a-d]){0,8}", 0..12),
        ) {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let now: Vec<&str> = now.iter().map(String::as_str).collect();
            let published = published(&old);
            let mut text = text(&now);
            text.numbers = numbered(&published, &text);
            let mut seen = std::collections::HashSet::new();
            for (index, sentence) in now.iter().enumerate() {
                let number = u32::try_from(text.number(index)).unwrap();
                prop_assert!(seen.insert(number));
                prop_assert_eq!(text.numbered(number), Some(index));
                let once = |all: &[&str]| all.iter().filter(|other| *other == sentence).count() == 1;
                if once(&old) && once(&now) {
                    prop_assert_eq!(published[&number].as_str(), *sentence);
                }
            }
        }
    }
}
