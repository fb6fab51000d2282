//! Languages: how words are stemmed, and which words carry little meaning.
//!
//! An application names the constants of the languages its content is in; the others are not linked.

use std::borrow::Cow;

/// What the engine knows of a language.
#[derive(Clone, Copy)]
pub struct Language {
    /// The stem of a [folded](transcript::words::fold) word: words of one stem find each other.
    pub stem: fn(&str) -> Cow<'_, str>,
    /// Words that carry little meaning, in folded form, each with a space on either side.
    pub stop: &'static str,
}

impl Language {
    /// Whether a folded word carries little meaning.
    pub(crate) fn is_stop(&self, form: &str) -> bool {
        let mut at = self.stop;
        while let Some(rest) = at.strip_prefix(' ') {
            if rest
                .strip_prefix(form)
                .is_some_and(|end| end.starts_with(' '))
            {
                return true;
            }
            at = &rest[rest.find(' ').unwrap_or(rest.len())..];
        }
        false
    }
}

/// A language without rules of its own: every word is its own stem.
pub const PLAIN: Language = Language {
    stem: |word| Cow::Borrowed(word),
    stop: "",
};

/// English: Porter's second stemmer (Snowball's `english`).
pub const ENGLISH: Language = Language {
    stem: english,
    stop: " a about after all also an and any are as at be been but by can could did do does for from had has have \
           he her his i if in into is it its may more no not of on one or other our over shall she should so some \
           such than that the their them then there these they this those to under up upon was we were what when \
           which who will with would you your ",
};

fn english(word: &str) -> Cow<'_, str> {
    rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::English).stem(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_whole_words() {
        assert!(ENGLISH.is_stop("the"));
        assert!(ENGLISH.is_stop("a"));
        assert!(ENGLISH.is_stop("your"));
        assert!(!ENGLISH.is_stop("th"));
        assert!(!ENGLISH.is_stop("china"));
        assert!(!ENGLISH.is_stop(""));
    }
}
