//! Languages: how words are stemmed, and which words carry little meaning.
//!
//! An application names the constants of the languages its content is in; the others are not linked. [`constant`] says
//! which, for a build script that writes the name.

mod english;

use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;
use transcript::stems::{for_stemmer, without_elision};
use transcript::words::fold;

/// What the engine knows of a language.
#[derive(Clone, Copy)]
pub struct Language {
    /// The stem of a [folded](transcript::words::fold) word: words of one stem find each other.
    pub stem: fn(&str) -> Cow<'_, str>,
    /// A folded word without what is elided before it, where the language writes that onto the word.
    pub core: fn(&str) -> &str,
    /// Words that carry little meaning, in folded form, each with a space on either side.
    pub stop: &'static str,
}

impl Language {
    /// Whether a folded word carries little meaning.
    pub(crate) fn is_stop(&self, form: &str) -> bool {
        // By bytes: looking for spaces in a text takes longer where they are so near.
        let mut words = self.stop.as_bytes().split(|byte| *byte == b' ');
        !form.is_empty() && words.any(|word| word == form.as_bytes())
    }
}

/// A language without rules of its own, such as Chinese, Japanese and Korean, whose words are found character by
/// character: every word is its own stem.
pub const PLAIN: Language = Language {
    stem: |word| Cow::Borrowed(word),
    core: |word| word,
    stop: "",
};

/// English: Porter's second stemmer (Snowball's `english`).
pub const ENGLISH: Language = Language {
    stem: english::stem,
    core: |word| word,
    stop: "a about after all also an and any are as at be been but by can could did do does for from had has have he \
her his i if in into is it its may more no not of on one or other our over shall she should so some such than that the \
their them then there these they this those to under up upon was we were what when which who will with would you your",
};

/// The stem of a folded word by Snowball's stemmer for a language, folded again.
fn snowball<'w>(language: &str, algorithm: Algorithm, word: &'w str) -> Cow<'w, str> {
    let stemmer = Stemmer::create(algorithm);
    match for_stemmer(language, word) {
        Cow::Borrowed(word) => stemmer.stem(word),
        Cow::Owned(word) => Cow::Owned(fold(&stemmer.stem(&word)).into_owned()),
    }
}

macro_rules! languages {
    ($($tag:literal $name:ident $algorithm:ident $stop:literal)*) => {
        $(
            #[doc = concat!(stringify!($algorithm), ": Snowball's stemmer, on words without accents.")]
            pub const $name: Language = Language {
                stem: |word| snowball($tag, Algorithm::$algorithm, word),
                core: |word| without_elision($tag, word),
                stop: $stop,
            };
        )*

        /// The name of the constant for a BCP 47 tag: `ENGLISH` for `en-GB`, `PLAIN` for a language without a stemmer.
        #[cfg(feature = "build")]
        pub fn constant(tag: &str) -> &'static str {
            match primary(tag).as_str() {
                "en" => "ENGLISH",
                $($tag => stringify!($name),)*
                _ => "PLAIN",
            }
        }

        /// The language of a BCP 47 tag. Links every stemmer: an application names constants instead.
        #[cfg(feature = "build")]
        pub fn of(tag: &str) -> Language {
            match primary(tag).as_str() {
                "en" => ENGLISH,
                $($tag => $name,)*
                _ => PLAIN,
            }
        }
    };
}

/// The primary subtag; both written forms of Norwegian have the one stemmer.
#[cfg(feature = "build")]
fn primary(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or_default();
    match primary.to_ascii_lowercase().as_str() {
        "nb" | "nn" => "no".to_owned(),
        primary => primary.to_owned(),
    }
}

languages! {
    "ar" ARABIC Arabic ""
    "da" DANISH Danish "af at de den der det en er et for i med og om paa som til var vi"
    "de" GERMAN German "als an auch auf aus bei das dass dem den der des die ein eine einem einen einer es fur hat im in \
ist mit nicht nach sich sie sind um und uns von vor war wie wir wird zu zum zur"
    "el" GREEK Greek ""
    "es" SPANISH Spanish "a al como con de del el en entre es esta este la las lo los mas no o para pero por que se sin \
sobre su sus un una y"
    "fi" FINNISH Finnish ""
    "fr" FRENCH French "a au aux avec ce ces dans de des du elle en est et il la le les leur mais ne nous on ou par pas \
pour qu que qui sa se ses son sur un une"
    "hu" HUNGARIAN Hungarian "a az es hogy is nem"
    "it" ITALIAN Italian "a al che con da dal dei del della di e gli i il in la le lo ma nel non per si su un una"
    "nl" DUTCH Dutch "aan bij dat de der die dit een en er het hij ik in is met niet om op te van voor was we zijn"
    "no" NORWEGIAN Norwegian "av de den det en er et for fra i med og om pa som til var vi"
    "pt" PORTUGUESE Portuguese "a ao as com como da das de do dos e em entre mais mas na nas no nos o os ou para pela \
pelo por que se sem sobre um uma"
    "ro" ROMANIAN Romanian "a al ca cu de din in la nu o pe pentru sa se si un"
    "ru" RUSSIAN Russian "а в во для до и из или к как на не но о об от по с со то у что это"
    "sv" SWEDISH Swedish "att av de den det en ett for fran har i med och om pa som till var vi"
    "ta" TAMIL Tamil ""
    "tr" TURKISH Turkish "bir bu da de ile ve"
}

#[cfg(all(test, feature = "build"))]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_whole_words() {
        assert!(ENGLISH.is_stop("the"));
        assert!(ENGLISH.is_stop("a"));
        assert!(ENGLISH.is_stop("your"));
        assert!(!ENGLISH.is_stop("th"));
        assert!(!ENGLISH.is_stop("china"));
        assert!(!ENGLISH.is_stop("") && !PLAIN.is_stop(""));
    }

    #[test]
    fn a_tag_names_its_language() {
        assert_eq!(
            [
                constant("en-GB"),
                constant("fr"),
                constant("ko"),
                constant("")
            ],
            ["ENGLISH", "FRENCH", "PLAIN", "PLAIN"]
        );
        assert_eq!((of("de-CH").stem)("regierungen"), "regier");
        assert_eq!((of("zh-Hant").stem)("中国"), "中国");
        assert_eq!((of("nb-NO").stem)("avtaler"), "avtal");
        assert_eq!((of("nn").stem)("avtaler"), "avtal");
    }

    #[test]
    fn words_of_one_stem_find_each_other_though_they_are_folded() {
        for (tag, words) in [
            ("fr", ["economie", "l'economie", "d'economies"]),
            ("it", ["economia", "dell'economia", "un'economia"]),
            ("ru", ["россиискии", "россиискои", "россииская"]),
            ("ru", ["новыи", "новои", "новая"]),
        ] {
            let stems = words.map(of(tag).stem);
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
        }
    }
}
