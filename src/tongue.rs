//! The language and direction of an event's own words, where those of the interface are others.

use crate::strings::Strings;
use transcript::model::ArchivedEvent;

/// The attributes `lang` and `dir` of an element that holds words of the event; none where the interface's are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tongue<'e> {
    /// A BCP 47 tag.
    pub lang: Option<&'e str>,
    /// `ltr` or `rtl`.
    pub dir: Option<&'static str>,
}

impl<'e> Tongue<'e> {
    /// Of the interface's own words.
    pub const NONE: Self = Self {
        lang: None,
        dir: None,
    };

    /// Of an event's words among an interface's.
    #[must_use]
    pub fn of(event: &'e ArchivedEvent, strings: &Strings) -> Self {
        Self::among(event.language.as_str(), strings.language)
    }

    fn among(own: &'e str, page: &str) -> Self {
        Self {
            lang: Some(own).filter(|own| !own.eq_ignore_ascii_case(page)),
            dir: Some(direction(own)).filter(|own| *own != direction(page)),
        }
    }
}

/// Where a language is written from, by its script where its BCP 47 tag names one, else by the script that it is usually
/// written in (CLDR).
fn direction(tag: &str) -> &'static str {
    const SCRIPTS: [&str; 9] = [
        "adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa",
    ];
    const LANGUAGES: [&str; 15] = [
        "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur",
        "yi",
    ];
    let is_in = |list: &[&str], tag: &str| list.iter().any(|one| one.eq_ignore_ascii_case(tag));
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    let rtl = match subtags
        .find(|subtag| subtag.len() == 4 && !subtag.starts_with(|sign: char| sign.is_ascii_digit()))
    {
        Some(script) => is_in(&SCRIPTS, script),
        None => is_in(&LANGUAGES, language),
    };
    if rtl { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_the_language_of_the_interface_need_no_attributes() {
        assert_eq!(Tongue::among("en", "en"), Tongue::NONE);
        let british = Tongue::among("en-GB", "en");
        assert_eq!((british.lang, british.dir), (Some("en-GB"), None));
        let hebrew = Tongue::among("he", "en");
        assert_eq!((hebrew.lang, hebrew.dir), (Some("he"), Some("rtl")));
        assert_eq!(Tongue::among("fa", "ar").dir, None);
        assert_eq!(Tongue::among("en", "ar").dir, Some("ltr"));
    }

    #[test]
    fn a_script_decides_before_the_language() {
        for (tag, expected) in [
            ("AR-eg", "rtl"),
            ("az", "ltr"),
            ("az-Arab-IR", "rtl"),
            ("ku-Latn", "ltr"),
            ("ks-Deva", "ltr"),
            ("zh-Hans", "ltr"),
            ("de-1996", "ltr"),
            ("", "ltr"),
        ] {
            assert_eq!(direction(tag), expected, "{tag}");
        }
    }
}
