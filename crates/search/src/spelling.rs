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
    let mut most = match speller.word.len() {
        0..=3 => return Vec::new(),
        4..=7 => 1,
        _ => 2,
    };
    let mut found: Vec<(String, Cursor)> = Vec::new();
    for prefix in [false, true] {
        if prefix && (!typing || !found.is_empty()) {
            break;
        }
        for_each_from(index, "", |forms| {
            let Ok(form) = std::str::from_utf8(forms.text()) else {
                return;
            };
            let edits = speller.edits(form, most, prefix);
            if edits == 0 || edits > most {
                return;
            }
            if edits < most {
                most = edits;
                found.clear();
            }
            found.push((form.into(), forms.list()));
        });
    }
    let mut keys: Vec<u64> = found
        .iter()
        .enumerate()
        .map(|(at, (_, list))| (!list.count() as u64) << 32 | at as u64)
        .collect();
    sort(&mut keys);
    keys.truncate(MOST);
    keys.iter()
        .filter_map(|key| found.get(*key as u32 as usize).cloned())
        .collect()
}

/// Counts the edits from a word to one form after the other. Forms come sorted, so each shares its beginning with the
/// one before, and with it the rows of the table.
struct Speller {
    word: Vec<char>,
    /// The form before, as far as it was looked at.
    form: Vec<char>,
    /// For each beginning of the form, the edits that lead there from each beginning of the word.
    rows: Vec<Vec<usize>>,
}

impl Speller {
    fn new(word: &str) -> Self {
        let word: Vec<char> = word.chars().collect();
        Speller {
            rows: vec![(0..=word.len()).collect()],
            form: Vec::new(),
            word,
        }
    }

    /// How many edits lead from the word to a form, or to the beginning of the form that is nearest; more than `most`
    /// if more than `most`.
    fn edits(&mut self, form: &str, most: usize, prefix: bool) -> usize {
        let shared = self
            .form
            .iter()
            .zip(form.chars())
            .take_while(|(a, b)| **a == *b)
            .count();
        self.form.truncate(shared);
        for letter in form.chars().skip(shared) {
            if self.is_far(most) {
                if prefix {
                    break;
                }
                return most + 1;
            }
            self.push(letter);
        }
        let to = |row: &Vec<usize>| row.last().copied().unwrap_or(usize::MAX);
        let rows = self.rows.get(..self.form.len() + 1).unwrap_or_default();
        if prefix {
            rows.iter().map(to).min()
        } else {
            rows.last().map(to)
        }
        .unwrap_or(usize::MAX)
    }

    /// Whether no way leads on from here: an exchange of neighbours may still go back to the row before.
    fn is_far(&self, most: usize) -> bool {
        let depth = self.form.len();
        let least = |row: usize| {
            self.rows
                .get(row)
                .and_then(|row| row.iter().min().copied())
                .unwrap_or(usize::MAX)
        };
        least(depth) > most && (depth == 0 || least(depth - 1) >= most)
    }

    fn push(&mut self, letter: char) {
        let last = self.form.last().copied();
        self.form.push(letter);
        let depth = self.form.len();
        if self.rows.len() == depth {
            self.rows.push(self.rows[0].clone());
        }
        let (above, below) = self.rows.split_at_mut(depth);
        let (before, row) = (&above[depth - 1], &mut below[0]);
        row[0] = depth;
        for at in 0..self.word.len() {
            let replaced = before[at] + (self.word[at] != letter) as usize;
            let mut edits = replaced.min(before[at + 1] + 1).min(row[at] + 1);
            if at > 0 && Some(self.word[at]) == last && self.word[at - 1] == letter {
                edits = edits.min(above[depth - 2][at - 1] + 1);
            }
            row[at + 1] = edits;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: &str, b: &str, most: usize) -> usize {
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
