//! What a stemmer must be told of a word that its folded form hides.

use std::borrow::Cow;

/// A word without what French and Italian elide before an apostrophe: `l'economie` and `dell'economia` are about the
/// economy. Takes words with straight apostrophes, such as [folded](crate::words::fold) ones.
pub fn without_elision<'w>(language: &str, word: &'w str) -> &'w str {
    match word.rsplit_once('\'') {
        // A single letter is a possessive.
        Some((_, core)) if core.len() > 1 && matches!(language, "fr" | "it") => core,
        _ => word,
    }
}

/// A [folded](crate::words::fold) word as the stemmer of a language, given by its primary subtag, should see it: without
/// what is [elided](without_elision), and in Russian with the й that folding made и at the end of adjectives, for the
/// stemmer knows them by it.
pub fn for_stemmer<'w>(language: &str, word: &'w str) -> Cow<'w, str> {
    let word = without_elision(language, word);
    match word.strip_suffix('и') {
        Some(start) if language == "ru" && start.ends_with(['о', 'и', 'е', 'ы']) => {
            Cow::Owned([start, "й"].concat())
        }
        _ => Cow::Borrowed(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_italian_words_are_stemmed_without_what_is_elided() {
        for (word, core) in [
            ("l'economie", "economie"),
            ("jusqu'ici", "ici"),
            ("aujourd'hui", "hui"),
            ("l'ue", "ue"),
            ("china's", "china's"),
            ("d'a", "d'a"),
            ("paix", "paix"),
        ] {
            assert_eq!(for_stemmer("fr", word), core);
        }
        assert_eq!(for_stemmer("it", "dell'economia"), "economia");
        assert_eq!(without_elision("fr", "l'ONU"), "ONU");
        assert_eq!(without_elision("en", "don't"), "don't");
    }

    #[test]
    fn russian_adjectives_have_their_short_i_again() {
        assert_eq!(for_stemmer("ru", "россиискии"), "россииский");
        assert_eq!(for_stemmer("ru", "россиискои"), "россииской");
        assert_eq!(for_stemmer("ru", "россия"), "россия");
        assert_eq!(for_stemmer("ru", "и"), "и");
    }
}
