//! The tables of `transcript::words` against the standard library's and `unicode-segmentation`'s.

use transcript::words::words;
use unicode_segmentation::UnicodeSegmentation;

/// Whether a character attaches to the letter before it.
fn is_mark(c: char) -> bool {
    ['a', c].iter().collect::<String>().graphemes(true).count() == 1
}

/// Whether a character is assigned and can be seen: others may fall either way.
fn is_visible(c: char) -> bool {
    c.escape_debug().count() == 1
}

/// Characters that are letters to Unicode and pictures to readers.
const PICTURES: &[char] = &['ℹ', 'Ⓜ'];

/// Characters that are letters to Unicode and say nothing alone: an apostrophe, and what stretches Arabic words.
const SILENT: &[char] = &['\u{2BC}', '\u{640}'];

#[test]
fn letters_digits_and_marks_make_words_and_nothing_else_does() {
    for c in ('\u{80}'..='\u{FFFF}').filter(|c| !PICTURES.contains(c)) {
        // Alone between spaces and after a letter: marks begin no word.
        let (alone, after) = (format!(" {c} "), format!("a{c}"));
        let stands = words(&alone).next().is_some();
        let attached = words(&after)
            .next()
            .is_some_and(|word| word.text == after || word.text.len() < after.len());
        if SILENT.contains(&c) {
            assert!(!stands, "U+{:04X} says nothing alone", c as u32);
        } else if c.is_alphanumeric() && !is_mark(c) {
            assert!(stands, "U+{:04X} is a letter or digit", c as u32);
        } else if is_mark(c) {
            let whole = words(&after)
                .last()
                .is_some_and(|word| word.end() == after.len());
            assert!(whole, "U+{:04X} belongs to the letter before it", c as u32);
        } else if is_visible(c) || c.is_whitespace() {
            assert!(!stands, "U+{:04X} is a sign", c as u32);
        }
        assert!(attached);
    }
}

#[test]
fn pictures_are_no_words() {
    for c in PICTURES.iter().copied().chain('\u{1F000}'..='\u{1FAFF}') {
        assert_eq!(words(&c.to_string()).count(), 0, "U+{:04X}", c as u32);
    }
}
