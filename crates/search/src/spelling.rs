//! Forms that a misspelled word may have meant.

use crate::index::Index;
use crate::plan::for_each_from;
use crate::postings::Cursor;
use crate::query::{Kind, Term};
use crate::sort::sort;

/// At most so many forms are taken for what a word meant.
const MOST: usize = 8;

impl Term {
    /// Whether the word may be taken for misspelled: one that was typed whole, is no number and excludes nothing.
    pub(crate) fn may_be_misspelled(&self) -> bool {
        self.kind != Kind::Prefix
            && !self.unit
            && !self.negated
            && !self.synonym
            && !self.form.bytes().any(|b| b.is_ascii_digit())
    }
}

/// The forms nearest to a word: at one edit from a word of 4 to 7 letters, at most two from a longer one; those that
/// stand most often, if there are many. An edit is a letter added, left out, replaced, or two neighbours exchanged.
/// Where there are none and the word is still being typed, the forms that begin so nearly.
pub(crate) fn near<'a>(index: &Index<'a>, word: &str, typing: bool) -> Vec<(String, Cursor<'a>)> {
    let mut speller = Speller::new(word);
    let most = match speller.word.len() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let mut found: Vec<(String, Cursor)> = Vec::new();
    let mut keys: Vec<u64> = Vec::new();
    for prefix in [false, typing] {
        if most > 0 && found.is_empty() {
            for_each_from(index, "", &mut |form, forms| {
                let edits = speller.edits(form, most, prefix);
                if (1..=most).contains(&edits) {
                    let list = forms.list();
                    // Fewest edits first, then the most frequent, then in order.
                    keys.push(
                        (edits as u64) << 60 | (!list.count() as u64) << 28 | found.len() as u64,
                    );
                    found.push((form.into(), list));
                }
            });
        }
    }
    sort(&mut keys);
    let nearest = keys
        .iter()
        .take(MOST)
        .take_while(|key| *key >> 60 == keys[0] >> 60);
    nearest
        .filter_map(|key| found.get(*key as usize & 0xFFF_FFFF).cloned())
        .collect()
}

/// Counts the edits from a word to one form after the other. Forms come sorted, so each shares its beginning with the
/// one before, and with it the rows of the table.
struct Speller {
    word: Vec<char>,
    /// The letters of the form before, as far as it was looked at, each with the least number of its row.
    form: Vec<(char, u8)>,
    /// For each beginning of the form a row: the edits that lead there from each beginning of the word.
    rows: Vec<u8>,
}

impl Speller {
    fn new(word: &str) -> Self {
        let word: Vec<char> = word.chars().collect();
        Speller {
            rows: (0..=word.len() as u8).collect(),
            form: Vec::new(),
            word,
        }
    }

    /// How many edits lead from the word to a form, or to the beginning of the form that is nearest; more than `most`
    /// if more than `most`.
    fn edits(&mut self, form: &str, most: u8, prefix: bool) -> u8 {
        let columns = self.word.len() + 1;
        let (mut depth, mut nearest, mut before) = (0, self.word.len() as u8, 0);
        for letter in form.chars() {
            let least = match self.form.get(depth) {
                Some((same, least)) if *same == letter => *least,
                _ => {
                    self.form.truncate(depth);
                    self.push(letter)
                }
            };
            depth += 1;
            let here = self
                .rows
                .get((depth + 1) * columns - 1)
                .map_or(u8::MAX, |edits| *edits);
            nearest = if prefix { nearest.min(here) } else { here };
            // An exchange of neighbours may still go back to the row before.
            if least > most && before >= most {
                return if prefix { nearest } else { u8::MAX };
            }
            before = least;
        }
        nearest
    }

    /// Adds a letter to the form and its row to the table; gives the least number in the row.
    fn push(&mut self, letter: char) -> u8 {
        let depth = self.form.len() + 1;
        let columns = self.word.len() + 1;
        self.rows.truncate(depth * columns);
        let mut edits = depth as u8;
        let mut least = edits;
        self.rows.push(edits);
        let last = self.form.last().map(|(letter, _)| *letter);
        let mut before = None;
        for (at, wanted) in self.word.iter().enumerate() {
            let above = (depth - 1) * columns + at;
            let diagonal = self
                .rows
                .get(above)
                .map_or(0, |edits| edits + (*wanted != letter) as u8);
            edits = (edits + 1)
                .min(diagonal)
                .min(self.rows.get(above + 1).map_or(0, |edits| edits + 1));
            if before == Some(letter) && last == Some(*wanted) {
                edits = edits.min(
                    self.rows
                        .get(above - columns - 1)
                        .map_or(0, |edits| edits + 1),
                );
            }
            self.rows.push(edits);
            least = least.min(edits);
            before = Some(*wanted);
        }
        self.form.push((letter, least));
        least
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: &str, b: &str, most: u8) -> u8 {
        Speller::new(a).edits(b, most, false)
    }

    #[test]
    fn an_edit_adds_drops_replaces_or_exchanges_letters() {
        assert_eq!(distance("policy", "policy", 2), 0);
        assert_eq!(distance("polcy", "policy", 2), 1);
        assert_eq!(distance("pollicy", "policy", 2), 1);
        assert_eq!(distance("pokicy", "policy", 2), 1);
        assert_eq!(distance("opliyc", "policy", 2), 2);
        assert_eq!(distance("poilcy", "policy", 2), 1);
        assert_eq!(distance("élan", "elan", 2), 1);
    }

    #[test]
    fn far_words_are_given_up_early_but_not_too_early() {
        assert!(distance("policy", "cooperation", 2) > 2);
        assert!(distance("abcd", "efgh", 1) > 1);
        assert_eq!(distance("ba", "ab", 1), 1);
        assert_eq!(distance("badc", "abcd", 2), 2);
    }

    #[test]
    fn forms_that_share_their_beginnings_are_counted_as_if_alone() {
        let forms = [
            "", "a", "ab", "abc", "abcdef", "abdc", "acbd", "b", "bacd", "zzzz", "zzzzab",
        ];
        for most in [1, 2] {
            let mut speller = Speller::new("abcd");
            for form in forms {
                let alone = Speller::new("abcd").edits(form, 99, false);
                assert_eq!(
                    speller.edits(form, most, false).min(most + 1),
                    alone.min(most + 1),
                    "{form}"
                );
            }
        }
    }

    #[test]
    fn a_word_being_typed_is_held_against_beginnings() {
        let nearest = |word: &str, form| Speller::new(word).edits(form, 2, true);
        assert_eq!(nearest("cooepr", "cooperation"), 1);
        assert_eq!(nearest("coop", "cooperation"), 0);
        assert!(nearest("xyzw", "cooperation") > 2);
    }
}
