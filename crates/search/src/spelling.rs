//! Forms that a misspelled word may have meant.

use crate::index::Index;
use crate::postings::Cursor;
use crate::query::{Kind, Term};
use crate::sort::sort;
use crate::tokens::CAPITALS;

/// At most so many forms are taken for what a word meant.
const MOST: usize = 8;
/// Of words of at most so many letters the first is not taken for another.
const SHORT: usize = 5;
/// More edits than are counted.
const FAR: u8 = 200;
/// Added to the edits of a form that only begins nearly so: it comes after all others.
const BEGUN: u8 = 8;

impl Term {
    /// Whether the word may be taken for misspelled: one that was typed whole, is not known, is no number and excludes
    /// nothing.
    pub(crate) fn may_be_misspelled(&self) -> bool {
        self.kind != Kind::Prefix
            && !self.unit
            && !self.negated
            && !self.known
            && !self.form.bytes().any(|b| b.is_ascii_digit())
    }
}

/// The forms nearest to a word, those of little meaning left out: at one edit from a word of 4 to 7 letters, at most two
/// from a longer one; those that stand most often, if there are many. An edit is a letter added, left out, replaced, or two
/// neighbours exchanged.
/// Where there are none and the word is still being typed, the forms that begin so nearly, if it has six letters: fewer
/// nearly begin too much.
pub(crate) fn near<'a>(index: &Index<'a>, word: &str, typing: bool) -> Vec<(String, Cursor<'a>)> {
    let mut speller = Speller::new(word);
    let typing = typing && speller.word.len() >= 6;
    let most = most(speller.word.len());
    let mut found: Vec<(String, Cursor)> = Vec::new();
    let mut keys: Vec<u64> = Vec::new();
    let mut forms = index.dictionary.from("").filter(|_| most > 0);
    while let Some(at) = &mut forms {
        // So many bytes of the form are enough to know that it is too far; what shares them is too.
        let mut enough = usize::MAX;
        // Too short for any edits to help.
        if at.text.len() + most as usize >= speller.word.len() {
            let text = std::mem::take(&mut at.text);
            let form = std::str::from_utf8(&text).unwrap_or_default();
            let (edits, nearest);
            (edits, nearest, enough) = speller.edits(form, most, typing);
            let meant = |edits: u8| (1..=most).contains(&edits);
            let rank = if meant(edits) {
                edits
            } else if typing && meant(nearest) {
                nearest + BEGUN
            } else {
                0
            };
            if rank > 0 && may_be(word, form) && !index.language.is_stop(form) {
                let list = at.list();
                // Whole words first, then fewest edits, then the most frequent, then in order.
                keys.push((rank as u64) << 60 | (!list.count() as u64) << 28 | found.len() as u64);
                found.push((form.into(), list));
            }
            at.text = text;
        }
        if at.pass(enough).is_none() {
            break;
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

/// Whether a word of so many letters as a form is that form but for misspellings, and not the form itself.
pub(crate) fn is_near(word: &str, form: &str) -> bool {
    let mut speller = Speller::new(word);
    let most = most(speller.word.len());
    may_be(word, form) && (1..=most).contains(&speller.edits(form, most, false).0)
}

/// At most so many edits lead from a word of so many letters to what was meant.
fn most(letters: usize) -> u8 {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Whether a form can be what was meant: no acronym, and of a short word not one that differs by its first letter alone,
/// which nobody misses: `east` is no `past`.
fn may_be(word: &str, form: &str) -> bool {
    let is_short = word.chars().nth(SHORT).is_none();
    let begins_otherwise = word.chars().skip(1).eq(form.chars().skip(1));
    !(form.ends_with(CAPITALS) || is_short && begins_otherwise)
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

    /// How many edits lead from the word to a form, and to the beginning of the form that is nearest, more than `most` if
    /// more than `most`; and how many bytes of the form show that it is so far, if not all. Beginnings only if asked for.
    fn edits(&mut self, form: &str, most: u8, beginnings: bool) -> (u8, u8, usize) {
        let columns = self.word.len() + 1;
        let (mut depth, mut before) = (0, 0);
        let mut edits = self.word.len() as u8;
        let mut nearest = edits;
        for (byte, letter) in form.char_indices() {
            let least = match self.form.get(depth) {
                Some((same, least)) if *same == letter => *least,
                _ => {
                    self.form.truncate(depth);
                    self.push(letter, most)
                }
            };
            depth += 1;
            edits = self
                .rows
                .get((depth + 1) * columns - 1)
                .map_or(FAR, |edits| *edits);
            nearest = nearest.min(edits);
            // An exchange of neighbours may still go back to the row before.
            if least > most && before >= most {
                return match beginnings && nearest <= most {
                    true => (FAR, nearest, usize::MAX),
                    false => (FAR, FAR, byte + letter.len_utf8()),
                };
            }
            before = least;
        }
        (edits, nearest, usize::MAX)
    }

    /// Adds a letter to the form and its row to the table; gives the least number in the row. Of beginnings that differ
    /// in length by more than `most` it says [`FAR`].
    fn push(&mut self, letter: char, most: u8) -> u8 {
        let depth = self.form.len() + 1;
        let columns = self.word.len() + 1;
        let above = (depth - 1) * columns;
        self.rows.truncate(above + columns);
        self.rows.resize(above + 2 * columns, FAR);
        let last = self.form.last().map(|(last, _)| *last);
        let mut least = FAR;
        let most = most as usize;
        for column in depth.saturating_sub(most)..columns.min(depth + most + 1) {
            let at = above + column;
            let cell = |at: usize| self.rows.get(at).map_or(FAR, |edits| *edits);
            let letter_at = |column: usize| self.word.get(column.wrapping_sub(1)).copied();
            let mut edits = depth as u8;
            if column > 0 {
                let wanted = letter_at(column);
                edits = cell(at).min(cell(at + columns - 1)) + 1;
                edits = edits.min(cell(at - 1) + (wanted != Some(letter)) as u8);
                if last.is_some() && wanted == last && letter_at(column - 1) == Some(letter) {
                    edits = edits.min(cell(at - columns - 2) + 1);
                }
            }
            if let Some(here) = self.rows.get_mut(at + columns) {
                *here = edits;
            }
            least = least.min(edits);
        }
        self.form.push((letter, least));
        least
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: &str, b: &str, most: u8) -> u8 {
        Speller::new(a).edits(b, most, false).0
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
                let alone = Speller::new("abcd").edits(form, 99, false).0;
                assert_eq!(
                    speller.edits(form, most, false).0.min(most + 1),
                    alone.min(most + 1),
                    "{form}"
                );
            }
        }
    }

    #[test]
    fn a_word_being_typed_is_held_against_beginnings() {
        let nearest = |word: &str, form| Speller::new(word).edits(form, 2, true).1;
        assert_eq!(nearest("cooepr", "cooperation"), 1);
        assert_eq!(nearest("coop", "cooperation"), 0);
        assert!(nearest("xyzw", "cooperation") > 2);
    }
}
