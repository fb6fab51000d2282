//! The numbers of sentences, which stay with them once they are published: in `published.toml` `[sentences.<part>]`, and
//! `[gone.<part>]` of those that were taken out.

use std::collections::{BTreeMap, HashMap};

use super::diagnostic::Report;
use super::table::{At, Table};
use crate::address;
use crate::model::{Event, Moved, MovedKind, Text};
use crate::words::folded;

/// The key of a ledger that lists sentences.
pub(super) const SENTENCES: &str = "sentences";

/// The key of a ledger that lists those that are no longer in the record.
pub(super) const GONE: &str = "gone";

/// The highest number that a sentence can have.
const MOST: u32 = 999_999;

/// How often numbers are given again at most, until they stay.
const MOST_TRIES: usize = 8;

/// A sentence of fewer words that is gone comes back only beside its neighbour: many a `Yes.` is another's.
const LEAST_TO_COME_BACK: usize = 4;

/// The sentences of an event as they were published.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// By the id of the part, by number.
    parts: HashMap<String, BTreeMap<u32, Noted>>,
}

/// A sentence as the ledger notes it.
#[derive(Debug, Clone)]
struct Noted {
    words: Vec<String>,
    /// Whether it was taken out: no sentence can be its correction, but it can come back.
    gone: bool,
}

impl Noted {
    /// Whether a sentence of the same words is this one wherever it stands.
    fn is_itself_anywhere(&self) -> bool {
        !self.gone || self.words.len() >= LEAST_TO_COME_BACK
    }
}

impl Numbers {
    /// Takes them out of the root of a ledger.
    pub(super) fn read(root: &mut Table<'_, '_>, report: &mut Report) -> Self {
        let mut numbers = Self::default();
        for (list, gone) in [(GONE, true), (SENTENCES, false)] {
            let Some(mut parts) = root.table(list, report) else {
                continue;
            };
            for (id, entry) in parts.entries() {
                let Some(mut part) = entry.table(&id, &format!("{list}.{}", id.value), report)
                else {
                    continue;
                };
                let sentences = numbers.parts.entry(id.value).or_default();
                for (key, entry) in part.entries() {
                    let sentence = entry.string(&key.value, report);
                    if let (Some(number), Some(sentence)) = (read_number(&key, report), sentence) {
                        let words = words(&sentence.value);
                        sentences.insert(number, Noted { words, gone });
                    }
                }
            }
        }
        numbers
    }

    /// Numbers the sentences of `event`, whose moves are known, as they were published, and says which moves join remarks.
    /// A sentence that is in the ledger, or was there with other words, keeps its number wherever it stands now; a new one
    /// takes the next that none ever had.
    pub(super) fn apply(&self, event: &mut Event) {
        let moved = &event.moved;
        let mut noted_as: HashMap<String, String> = HashMap::new();
        for part in &mut event.parts {
            let before = remarks_moved_to(&part.id, moved).map(|moved| &moved.from);
            let mut ids = std::iter::once(&part.id).chain(before);
            let Some((id, published)) = ids.find_map(|id| self.parts.get_key_value(id)) else {
                continue;
            };
            part.text.numbers = numbered(published, &part.text);
            noted_as.insert(part.id.clone(), id.clone());
        }
        for moved in &mut event.moved {
            moved.joined = moved.kind == MovedKind::Remark
                && self.parts.contains_key(&moved.from)
                && noted_as.get(&moved.to).is_some_and(|id| *id != moved.from);
        }
    }
}

/// The moves that lead to the remark `id`.
pub(super) fn remarks_moved_to<'m>(
    id: &'m str,
    moved: &'m [Moved],
) -> impl Iterator<Item = &'m Moved> {
    moved
        .iter()
        .filter(move |moved| moved.kind == MovedKind::Remark && moved.to == id)
}

fn read_number(key: &At<String>, report: &mut Report) -> Option<u32> {
    let number = address::number(&key.value).filter(|number| *number <= MOST);
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
fn numbered(published: &BTreeMap<u32, Noted>, text: &Text) -> Vec<u32> {
    let sentences = (0..text.sentences.len()).filter_map(|index| text.sentence(index));
    let now: Vec<Vec<String>> = sentences.map(words).collect();
    let mut known = published.clone();
    let mut numbers = given(&known, &now);
    // What the ledger will say of these words must give the same numbers: one that was corrected may be as another now.
    for _ in 0..MOST_TRIES {
        let is_noted = |(number, words): (&u32, &Vec<String>)| {
            let noted = known.get(number);
            noted.is_some_and(|noted| !noted.gone && noted.words == *words)
        };
        if numbers.iter().zip(&now).all(is_noted) {
            break;
        }
        let noted = now
            .iter()
            .cloned()
            .map(|words| Noted { words, gone: false });
        known.extend(numbers.iter().copied().zip(noted));
        numbers = given(&known, &now);
    }
    match numbers.iter().copied().eq((1..).take(numbers.len())) {
        true => Vec::new(),
        false => numbers,
    }
}

/// The number of each sentence, of those that are `known` or new.
fn given(known: &BTreeMap<u32, Noted>, now: &[Vec<String>]) -> Vec<u32> {
    let known: Vec<(u32, &Noted)> = known
        .iter()
        .map(|(number, noted)| (*number, noted))
        .collect();
    let mut places = same(now, &known);
    like(now, &known, &mut places);
    let mut next = known.last().map_or(1, |(last, _)| last + 1)..;
    places
        .into_iter()
        .filter_map(|place| place.map(|place| known[place].0).or_else(|| next.next()))
        .collect()
}

/// A sentence's words, folded; of one without, its signs.
fn words(sentence: &str) -> Vec<String> {
    let words = folded(sentence);
    match words.is_empty() {
        true => vec![sentence.to_owned()],
        false => words,
    }
}

/// For each sentence the place in `known` of the one with the same words. Of those that repeat one another each stands
/// where it stood: after the same sentence, or before it; the rest keep their order.
fn same(now: &[Vec<String>], known: &[(u32, &Noted)]) -> Vec<Option<usize>> {
    let mut by_words: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (place, (_, noted)) in known.iter().enumerate().rev() {
        by_words.entry(&noted.words).or_default().push(place);
    }
    let mut times: HashMap<&[String], usize> = HashMap::new();
    for words in now {
        *times.entry(words).or_default() += 1;
    }
    let mut taken = vec![false; known.len()];
    let mut places = vec![None; now.len()];
    for (place, words) in places.iter_mut().zip(now) {
        if let Some([only]) = by_words.get(words.as_slice()).map(Vec::as_slice)
            && times[words.as_slice()] == 1
            && known[*only].1.is_itself_anywhere()
        {
            *place = Some(*only);
            taken[*only] = true;
        }
    }
    let mut stands_at = |index: usize, place: Option<usize>, places: &mut [Option<usize>]| {
        let place = place.filter(|place| {
            known
                .get(*place)
                .is_some_and(|(_, noted)| noted.words == now[index])
        });
        if let Some(place) = place.filter(|place| places[index].is_none() && !taken[*place]) {
            places[index] = Some(place);
            taken[place] = true;
        }
    };
    for index in 1..now.len() {
        let after = places[index - 1].map(|place: usize| place + 1);
        stands_at(index, after, &mut places);
    }
    for index in (1..now.len()).rev() {
        let before = places[index].and_then(|place| place.checked_sub(1));
        stands_at(index - 1, before, &mut places);
    }
    for (place, words) in places.iter_mut().zip(now) {
        while place.is_none()
            && let Some(free) = by_words.get_mut(words.as_slice()).and_then(Vec::pop)
        {
            let is_free = !taken[free] && known[free].1.is_itself_anywhere();
            *place = is_free.then_some(free);
        }
    }
    places
}

/// Gives the sentences without a place that of the one in `known` that they are most like, each to one alone.
fn like(now: &[Vec<String>], known: &[(u32, &Noted)], places: &mut [Option<usize>]) {
    let mut taken: Vec<bool> = known.iter().map(|(_, noted)| noted.gone).collect();
    for place in places.iter().flatten() {
        taken[*place] = true;
    }
    // Which sentences hold a word: most share too few to be compared.
    let mut holding: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, (_, noted)) in known.iter().enumerate().filter(|(place, _)| !taken[*place]) {
        for word in &noted.words {
            let places = holding.entry(word).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    let mut shared = vec![0; known.len()];
    for (index, words) in now.iter().enumerate() {
        if places[index].is_some() {
            continue;
        }
        let mut met: Vec<usize> = Vec::new();
        for place in words
            .iter()
            .filter_map(|word| holding.get(word.as_str()))
            .flatten()
        {
            if shared[*place] == 0 {
                met.push(*place);
            }
            shared[*place] += 1;
        }
        for place in met {
            let shared = std::mem::take(&mut shared[place]);
            let published = &known[place].1.words;
            let (short, long) = (
                words.len().min(published.len()),
                words.len().max(published.len()),
            );
            if shared >= short || shared * 4 >= long * 3 {
                pairs.extend(likeness(words, published).map(|likeness| (likeness, index, place)));
            }
        }
    }
    // The most alike first; of a sentence cut in two equal halves, the first.
    pairs.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then_with(|| (a.1, a.2).cmp(&(b.1, b.2)))
    });
    for (_, index, place) in pairs {
        if places[index].is_none() && !taken[place] {
            places[index] = Some(place);
            taken[place] = true;
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
    let (both, a, b) = without_shared_ends(a, b);
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
    both + row[b.len()]
}

/// How many words two sentences begin and end with alike, and what each has between.
fn without_shared_ends<'w>(
    a: &'w [String],
    b: &'w [String],
) -> (usize, &'w [String], &'w [String]) {
    let begin = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[begin..], &b[begin..]);
    let end = a.iter().rev().zip(b.iter().rev());
    let end = end.take_while(|(a, b)| a == b).count();
    (begin + end, &a[..a.len() - end], &b[..b.len() - end])
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

    fn noted(sentence: &str, gone: bool) -> Noted {
        Noted {
            words: words(sentence),
            gone,
        }
    }

    fn published(sentences: &[&str]) -> BTreeMap<u32, Noted> {
        let sentences = sentences.iter().map(|sentence| noted(sentence, false));
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
    fn an_answer_given_often_keeps_the_number_beside_its_question() {
        let old = [
            "Do you agree?",
            "Yes.",
            "Do you deny having signed it?",
            "Yes.",
            "Did he leave?",
            "Yes.",
        ];
        let numbers = |now: &[&str]| numbered(&published(&old), &text(now));
        assert_eq!(numbers(&old[2..]), [3, 4, 5, 6]);
        let [one, yes, two, _, three, _] = old;
        let with_one_more = ["Is this your name?", yes, one, yes, two, yes, three, yes];
        assert_eq!(numbers(&with_one_more), [7, 8, 1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn numbers_are_the_same_after_they_are_noted() {
        let old = [
            "Thank you all very much indeed.",
            "Thank you all very much.",
        ];
        let now = ["Thank you all very much."; 2];
        assert_eq!(numbered(&published(&old), &text(&now)), [0; 0]);
    }

    #[test]
    fn many_sentences_written_anew_are_numbered_in_time() {
        let all = |verb: &str| -> Vec<String> {
            let sentence = |number| format!("The honourable member for district {number} {verb}.");
            (0..1000).map(sentence).collect()
        };
        let (old, now) = (all("votes yes"), all("voted yes"));
        let old: Vec<&str> = old.iter().map(String::as_str).collect();
        let now: Vec<&str> = now.iter().map(String::as_str).collect();
        assert_eq!(numbered(&published(&old), &text(&now)), [0; 0]);
    }

    #[test]
    fn a_sentence_that_is_gone_is_corrected_by_none_but_can_come_back() {
        let mut published = published(&["In 2021 exports rose to 162 billion dollars.", "Yes."]);
        published.get_mut(&1).unwrap().gone = true;
        let next_year = "In 2022 exports rose to 165 billion dollars.";
        let numbers = |now: &[&str]| numbered(&published, &text(now));
        assert_eq!(numbers(&[next_year, "Yes."]), [3, 2]);
        assert_eq!(
            numbers(&["In 2021 exports rose to 162 billion dollars.", "Yes."]),
            [0; 0]
        );
        published.get_mut(&2).unwrap().gone = true;
        let numbers = |now: &[&str]| numbered(&published, &text(now));
        assert_eq!(numbers(&["Did he leave?", "Yes."]), [3, 4]);
        assert_eq!(
            numbers(&["In 2021 exports rose to 162 billion dollars.", "Yes."]),
            [0; 0]
        );
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
            let mut after = published.clone();
            for (index, sentence) in now.iter().enumerate() {
                after.insert(u32::try_from(text.number(index)).unwrap(), noted(sentence, false));
            }
            prop_assert_eq!(&numbered(&after, &text), &text.numbers);
            let mut seen = std::collections::HashSet::new();
            for (index, sentence) in now.iter().enumerate() {
                let number = u32::try_from(text.number(index)).unwrap();
                prop_assert!(seen.insert(number));
                prop_assert_eq!(text.numbered(number), Some(index));
                let once = |all: &[&str]| all.iter().filter(|other| *other == sentence).count() == 1;
                if once(&old) && once(&now) {
                    prop_assert_eq!(&published[&number].words, &words(sentence));
                }
            }
        }
    }
}
