//! Porter's second stemmer for English, as Snowball defines it (<https://snowballstem.org/algorithms/english/stemmer.html>),
//! a third the size of the generated one. The tests hold it against `rust-stemmers`.

use std::borrow::Cow;

/// Words with stems of their own.
#[rustfmt::skip]
const IRREGULAR: &[(&str, &str)] = &[
    ("skis", "ski"), ("skies", "sky"), ("dying", "die"), ("lying", "lie"), ("tying", "tie"),
    ("idly", "idl"), ("gently", "gentl"), ("ugly", "ugli"), ("early", "earli"), ("only", "onli"),
    ("singly", "singl"), ("sky", "sky"), ("news", "news"), ("howe", "howe"), ("atlas", "atlas"),
    ("cosmos", "cosmos"), ("bias", "bias"), ("andes", "andes"),
];
/// Words that are left as they are once a plural is taken off.
const LEFT: &str = "inning|outing|canning|herring|earring|proceed|exceed|succeed";
/// Endings and what takes their place, each before those that it ends in.
#[rustfmt::skip]
const STEP_2: &[(&str, &str)] = &[
    ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"),
    ("iveness", "ive"), ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"),
    ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("ousli", "ous"),
    ("iviti", "ive"), ("fulli", "ful"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"),
    ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"), ("logi", "log"), ("li", ""),
];
#[rustfmt::skip]
const STEP_3: &[(&str, &str)] = &[
    ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"),
    ("ative", ""), ("ical", "ic"), ("ness", ""), ("ful", ""),
];
#[rustfmt::skip]
const STEP_4: &[(&str, &str)] = &[
    ("ement", ""), ("ance", ""), ("ence", ""), ("able", ""), ("ible", ""), ("ment", ""),
    ("ant", ""), ("ent", ""), ("ism", ""), ("ate", ""), ("iti", ""), ("ous", ""), ("ive", ""),
    ("ize", ""), ("ion", ""), ("al", ""), ("er", ""), ("ic", ""),
];

/// The stem of a folded word. Words with other letters than those of English are their own stems.
pub(super) fn stem(word: &str) -> Cow<'_, str> {
    if word.len() < 3 || !word.is_ascii() {
        return Cow::Borrowed(word);
    }
    for (irregular, stem) in IRREGULAR {
        if *irregular == word {
            return Cow::Borrowed(stem);
        }
    }
    let mut word = Word::new(word.strip_prefix('\'').unwrap_or(word));
    word.step_1a();
    let left = matches!(word.letters.len(), 6 | 7)
        && LEFT.split('|').any(|left| left.as_bytes() == word.letters);
    if !left {
        word.step_1b();
        word.step_1c();
        word.replace(STEP_2, word.r1, 2);
        word.replace(STEP_3, word.r1, 3);
        word.replace(STEP_4, word.r2, 4);
        word.step_5();
    }
    word.letters.make_ascii_lowercase();
    Cow::Owned(String::from_utf8(word.letters).unwrap_or_default())
}

struct Word {
    /// The letters; a `y` that is a consonant is `Y`.
    letters: Vec<u8>,
    /// Where the region after the first vowel and consonant starts, and the same within it.
    r1: usize,
    r2: usize,
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

impl Word {
    fn new(word: &str) -> Word {
        let mut letters = word.as_bytes().to_vec();
        for at in 0..letters.len() {
            if letters[at] == b'y' && (at == 0 || is_vowel(letters[at - 1])) {
                letters[at] = b'Y';
            }
        }
        let mut word = Word {
            letters,
            r1: 0,
            r2: 0,
        };
        let prefix = ["gener", "commun", "arsen"]
            .into_iter()
            .find(|prefix| word.letters.starts_with(prefix.as_bytes()));
        word.r1 = prefix.map_or_else(|| word.region(0), str::len);
        word.r2 = word.region(word.r1);
        word
    }

    /// Where the region after the first vowel and the consonant that follows starts.
    fn region(&self, from: usize) -> usize {
        let rest = self.letters.get(from..).unwrap_or_default();
        let turn = rest
            .windows(2)
            .position(|pair| is_vowel(pair[0]) && !is_vowel(pair[1]));
        turn.map_or(self.letters.len(), |at| from + at + 2)
    }

    fn ends(&self, suffix: &str) -> bool {
        // Most endings differ in the last letter already.
        self.letters.last() == suffix.as_bytes().last() && self.letters.ends_with(suffix.as_bytes())
    }

    fn drop(&mut self, count: usize) {
        self.letters
            .truncate(self.letters.len().saturating_sub(count));
    }

    /// The letter so many from the end; 0 before the word.
    fn last(&self, from_end: usize) -> u8 {
        self.letters
            .iter()
            .rev()
            .nth(from_end)
            .copied()
            .unwrap_or(0)
    }

    /// Whether a vowel stands before the last so many letters.
    fn has_vowel_before(&self, count: usize) -> bool {
        self.letters
            .iter()
            .rev()
            .skip(count)
            .any(|letter| is_vowel(*letter))
    }

    /// Whether the word, but for its last so many letters, ends in a short syllable.
    fn is_short_before(&self, count: usize) -> bool {
        let (c, v, b) = (self.last(count), self.last(count + 1), self.last(count + 2));
        if b == 0 {
            return v != 0 && is_vowel(v) && !is_vowel(c);
        }
        !is_vowel(c) && !b"wxY".contains(&c) && is_vowel(v) && !is_vowel(b)
    }

    fn step_1a(&mut self) {
        for suffix in ["'s'", "'s", "'"] {
            if self.ends(suffix) {
                self.drop(suffix.len());
                break;
            }
        }
        if self.ends("sses") {
            self.drop(2);
        } else if self.ends("ied") || self.ends("ies") {
            self.drop(if self.letters.len() > 4 { 2 } else { 1 });
        } else if self.ends("s") && !self.ends("us") && !self.ends("ss") && self.has_vowel_before(2)
        {
            self.drop(1);
        }
    }

    fn step_1b(&mut self) {
        for suffix in ["eedly", "ingly", "edly", "eed", "ing", "ed"] {
            if !self.ends(suffix) {
                continue;
            }
            let before = self.letters.len() - suffix.len();
            if suffix.starts_with("ee") {
                if before >= self.r1 {
                    self.letters.truncate(before + 2);
                }
            } else if self.has_vowel_before(suffix.len()) {
                self.letters.truncate(before);
                if self.ends("at") || self.ends("bl") || self.ends("iz") {
                    self.letters.push(b'e');
                } else if self.last(0) == self.last(1) && b"bdfgmnprt".contains(&self.last(0)) {
                    self.drop(1);
                } else if before == self.r1 && self.is_short_before(0) {
                    self.letters.push(b'e');
                }
            }
            return;
        }
    }

    fn step_1c(&mut self) {
        let before = self.last(1);
        if self.last(0).eq_ignore_ascii_case(&b'y') && !is_vowel(before) && self.letters.len() > 2 {
            self.drop(1);
            self.letters.push(b'i');
        }
    }

    /// Replaces the ending by the first rule of a table that knows it, if it lies in a region.
    fn replace(&mut self, table: &[(&str, &str)], region: usize, step: u8) {
        for (suffix, replacement) in table {
            if !self.ends(suffix) {
                continue;
            }
            let before = self.letters.len() - suffix.len();
            let last = self.last(suffix.len());
            let applies = match (step, *suffix) {
                (2, "li") => b"cdeghkmnrt".contains(&last),
                // The region is asked of `ogi`.
                (2, "logi") => before + 1 >= region,
                (3, "ative") => before >= self.r2,
                (4, "ion") => last == b's' || last == b't',
                _ => true,
            };
            if applies && (before >= region || *suffix == "logi") {
                self.letters.truncate(before);
                self.letters.extend_from_slice(replacement.as_bytes());
            }
            return;
        }
    }

    fn step_5(&mut self) {
        let before = self.letters.len().saturating_sub(1);
        let e = self.ends("e")
            && (before >= self.r2 || (before >= self.r1 && !self.is_short_before(1)));
        if e || (self.ends("ll") && before >= self.r2) {
            self.drop(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_stemmers::{Algorithm, Stemmer};

    fn agrees(word: &str) -> Result<(), TestCaseError> {
        prop_assert_eq!(
            stem(word),
            Stemmer::create(Algorithm::English).stem(word),
            "{}",
            word
        );
        Ok(())
    }

    #[test]
    fn words_of_one_stem_find_each_other() {
        for words in [
            ["policy", "policies", "policy's"],
            ["hope", "hoping", "hoped"],
            ["die", "dying", "dies"],
        ] {
            assert!(
                words.iter().all(|word| stem(word) == stem(words[0])),
                "{words:?}"
            );
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn agrees_with_snowball_on_letters(word in "[a-z']{1,9}") {
            agrees(&word)?;
        }

        #[test]
        fn agrees_with_snowball_on_endings(
            stem in "(gener|commun|arsen|[bcdflmnprst]?[aeiouy]{1,2}[bcdglmnprstvwxyz]{1,2}[aeiou]?){1,2}[a-z]{0,2}",
            ending in prop::sample::select(vec![
                "", "s", "es", "'s", "s'", "ed", "edly", "eed", "eedly", "ing", "ingly", "y", "ies", "ied", "e", "l", "ll",
                "ational", "tional", "enci", "anci", "izer", "ization", "ation", "ator", "alism", "aliti", "alli",
                "fulness", "ousli", "ousness", "iveness", "iviti", "biliti", "bli", "ogi", "logi", "fulli", "lessli",
                "entli", "abli", "li", "alize", "icate", "iciti", "ical", "ful", "ness", "ative", "al", "ance", "ence", "er",
                "ic", "able", "ible", "ant", "ement", "ment", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "sion",
            ]),
        ) {
            agrees(&(stem + ending))?;
        }
    }

    #[test]
    fn agrees_with_snowball_on_irregular_words() {
        for word in IRREGULAR
            .iter()
            .map(|(word, _)| *word)
            .chain(LEFT.split('|'))
        {
            for ending in ["", "s", "'s", "e"] {
                agrees(&format!("{word}{ending}")).unwrap();
            }
        }
    }
}
