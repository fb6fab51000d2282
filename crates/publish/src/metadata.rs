//! What a page says of itself: title, description, share preview, canonical address, structured data.

use crate::pictures::{self, Subject, cut};
use maud::{Markup, PreEscaped, html};
use serde_json::{Value, json};
use std::ops::RangeInclusive;
use transcript::model::{ArchivedEvent, ArchivedRecordKind, Date};
use unicode_segmentation::UnicodeSegmentation;

/// A page's metadata.
pub(crate) struct Metadata<'a> {
    pub(crate) language: String,
    pub(crate) title: String,
    pub(crate) description: String,
    /// The page's path within the folder, ending in `/`; empty for the root.
    pub(crate) path: String,
    /// The absolute address of the folder, ending in `/`, where the editor has set one.
    pub(crate) site: Option<String>,
    pub(crate) site_name: Option<String>,
    /// `article` or `website` (Open Graph).
    pub(crate) kind: &'static str,
    /// What the page's picture is of, where it has one.
    pub(crate) picture: Option<Subject<'a>>,
    pub(crate) data: Value,
}

/// Characters of a description: what search engines show.
const DESCRIPTION: usize = 160;

impl Metadata<'_> {
    /// The absolute address of the page, where the site's is known.
    pub(crate) fn address(&self) -> Option<String> {
        self.site
            .as_ref()
            .map(|site| format!("{site}{}", self.path))
    }

    /// The elements of the head.
    pub(crate) fn head(&self, root: &str) -> Markup {
        let data = self.data.to_string().replace('<', "\\u003c");
        html! {
            (self.shared())
            @if self.site.is_some() { link rel="sitemap" type="application/xml" href=(format!("{root}sitemap.xml")); }
            script type="application/ld+json" { (PreEscaped(data)) }
        }
    }

    /// What is shown where the page's address is shared. A picture is named by its absolute address, so only where the
    /// site's is known.
    pub(crate) fn shared(&self) -> Markup {
        let address = self.address();
        let picture = self.site.as_ref().zip(self.picture);
        let picture = picture.and_then(|(site, picture)| {
            Some((format!("{site}{}", picture.path()), picture.alt()?))
        });
        html! {
            title { (self.title) }
            meta name="description" content=(self.description);
            @if let Some(address) = &address {
                link rel="canonical" href=(address);
                meta property="og:url" content=(address);
            }
            meta property="og:type" content=(self.kind);
            meta property="og:title" content=(self.title);
            meta property="og:description" content=(self.description);
            @if let Some(locale) = locale(&self.language) { meta property="og:locale" content=(locale); }
            @if let Some(name) = &self.site_name { meta property="og:site_name" content=(name); }
            @if let Some((address, alt)) = &picture {
                meta property="og:image" content=(address);
                meta property="og:image:type" content="image/png";
                meta property="og:image:width" content=(pictures::WIDTH);
                meta property="og:image:height" content=(pictures::HEIGHT);
                meta property="og:image:alt" content=(alt);
            }
            meta name="twitter:card" content=(if picture.is_some() { "summary_large_image" } else { "summary" });
            meta name="twitter:title" content=(self.title);
            meta name="twitter:description" content=(self.description);
            @if let Some((address, alt)) = &picture {
                meta name="twitter:image" content=(address);
                meta name="twitter:image:alt" content=(alt);
            }
        }
    }
}

/// The first words of a text, at most [`DESCRIPTION`] characters, cut between words.
pub(crate) fn opening(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((most, _)) = text.char_indices().nth(DESCRIPTION) else {
        return text;
    };
    cut(&text[..last_word(&text, most)])
}

/// Where the last word ends that is whole within so many bytes; the last letter, where none is.
fn last_word(text: &str, most: usize) -> usize {
    let between_words = |end: &usize| {
        let last = text[..*end].chars().next_back();
        last.is_some_and(|letter| letter.is_whitespace() || is_unspaced(letter))
    };
    let words = unicode_linebreak::linebreaks(text)
        .map(|(end, _)| end)
        .take_while(|end| *end <= most);
    let letters = text.grapheme_indices(true).map(|(start, _)| start);
    let letters = letters.take_while(|end| *end <= most);
    let last = words.filter(between_words).last();
    last.or_else(|| letters.last()).unwrap_or_default()
}

/// Letters and punctuation of the scripts whose words follow each other without blanks. A line may break elsewhere too, at
/// a hyphen or within a Korean word, but no text is cut there.
const UNSPACED: [RangeInclusive<char>; 5] = [
    // Signs, kana, bopomofo.
    '\u{2e80}'..='\u{312f}',
    // More of these, Han.
    '\u{31a0}'..='\u{9fff}',
    // Han and signs that other standards have twice.
    '\u{f900}'..='\u{faff}',
    '\u{ff00}'..='\u{ff9f}',
    // Rare Han.
    '\u{20000}'..='\u{3ffff}',
];

fn is_unspaced(letter: char) -> bool {
    UNSPACED.iter().any(|letters| letters.contains(&letter))
}

/// The event, as schema.org describes one.
pub(crate) fn event_data(event: &ArchivedEvent) -> Value {
    let organisers: Vec<Value> = event
        .organisers
        .iter()
        .map(|organiser| json!({ "@type": "Organization", "name": organiser.name.as_str() }))
        .collect();
    let mut data = json!({
        "@type": "Event",
        "name": event.theme.as_ref().map_or(event.title.as_str(), |theme| theme.as_str()),
        "startDate": Date::from(&event.date).to_string(),
        "organizer": organisers,
    });
    if let Some(end) = event.end.as_ref() {
        data["endDate"] = Date::from(end).to_string().into();
    }
    if let Some(place) = event.place.as_ref() {
        data["location"] = json!({ "@type": "Place", "name": place.as_str() });
    }
    data
}

/// What schema.org calls the genre: the kind of record.
pub(crate) fn genre(kind: &ArchivedRecordKind) -> &'static str {
    match kind {
        ArchivedRecordKind::Verbatim => "verbatim record",
        ArchivedRecordKind::Edited => "edited record",
        ArchivedRecordKind::ReportedSpeech => "reported speech",
    }
}

/// A language as Open Graph has it, `language_TERRITORY`; `None` where the territory is not known.
fn locale(language: &str) -> Option<String> {
    let mut parts = language.split('-');
    let first = parts.next()?;
    let is_territory =
        |part: &&str| part.len() == 2 && part.chars().all(|letter| letter.is_ascii_alphabetic());
    let territory = match parts.clone().find(is_territory) {
        Some(territory) => territory.to_ascii_uppercase(),
        None if first != "zh" => return None,
        None if parts.any(|script| script.eq_ignore_ascii_case("hant")) => "TW".to_owned(),
        None => "CN".to_owned(),
    };
    Some(format!("{first}_{territory}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn the_locale_has_a_territory_or_is_left_out() {
        let locales = [
            "en",
            "en-GB",
            "zh",
            "zh-Hans",
            "zh-Hant",
            "zh-Hant-HK",
            "sr-Latn",
            "es-419",
        ]
        .map(|language| locale(language).unwrap_or_default());
        assert_eq!(
            locales,
            ["", "en_GB", "zh_CN", "zh_CN", "zh_TW", "zh_HK", "", ""]
        );
    }

    #[test]
    fn a_long_opening_is_cut_between_words() {
        let text = "word ".repeat(60);
        let cut = opening(&text);
        assert!(
            cut.ends_with("word…") && cut.chars().count() <= DESCRIPTION + 1,
            "{cut}"
        );
    }

    #[test]
    fn a_long_opening_without_blanks_is_cut_between_words_too() {
        let first = "我们今天在这里见面。";
        let text = format!(
            "{first}\n\n{}",
            "中韩关系进入新的时期，大家都要和平。".repeat(20)
        );
        let cut = opening(&text);
        let letters = cut.chars().count();
        assert!(
            (DESCRIPTION - 5..=DESCRIPTION + 1).contains(&letters),
            "{cut}"
        );
        assert!(cut.starts_with(&format!("{first} 中韩")), "{cut}");
        // No mark that only leads on stands before the sign that it is cut.
        let before = opening(&format!(
            "{}，{}",
            "中".repeat(DESCRIPTION - 1),
            "韩".repeat(9)
        ));
        assert_eq!(before, format!("{}…", "中".repeat(DESCRIPTION - 1)));
    }

    #[test]
    fn a_long_opening_is_not_cut_within_a_word_that_a_line_could_break() {
        let hyphen = opening(&format!("{}war-torn lands", "word ".repeat(31)));
        assert!(hyphen.ends_with("word…"), "{hyphen}");
        let korean = opening(&format!("{}대한민국정부수립기념일", "평화를 ".repeat(38)));
        assert!(korean.ends_with("평화를…"), "{korean}");
        let long = opening(&"e\u{301}".repeat(DESCRIPTION));
        assert!(long.ends_with("e\u{301}…"), "{long}");
    }

    #[test]
    fn a_short_opening_is_whole() {
        assert_eq!(opening("All\n\nof it."), "All of it.");
    }

    fn metadata(title: &str) -> Metadata<'static> {
        Metadata {
            language: "en".into(),
            title: title.into(),
            description: String::new(),
            path: String::new(),
            site: None,
            site_name: None,
            kind: "website",
            picture: None,
            data: json!({ "name": title }),
        }
    }

    #[test]
    fn a_picture_that_is_not_made_is_not_named() {
        let head = |name: &str| {
            let event = fixture::arabic_remark_by(name);
            let metadata = Metadata {
                site: Some("https://example.org/".into()),
                picture: Some(Subject::remark(event, &event.parts[0])),
                ..metadata(name)
            };
            metadata.shared().into_string()
        };
        let named = head("Abdullah");
        assert!(named.contains("og:image") && named.contains("summary_large_image"));
        let unnamed = head("عبد الله");
        assert!(!unnamed.contains("image"), "{unnamed}");
        assert!(unnamed.contains(r#"name="twitter:card" content="summary""#));
    }

    #[test]
    fn structured_data_cannot_end_its_script() {
        let metadata = metadata("</script><script>alert(1)</script>");
        let head = metadata.head("./").into_string();
        assert_eq!(head.matches("</script").count(), 1, "{head}");
        assert!(!head.contains("<script>"), "{head}");
    }
}
