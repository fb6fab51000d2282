//! Words as a quotation, with the attribution that they need to stand alone.

use crate::strings::{Quotation, Strings};
use transcript::model::{ArchivedEvent, ArchivedSpeaker, Range};

/// A quotation, as plain text and as HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The words in quotation marks, then the attribution and the address.
    pub plain: String,
    /// The same as a `blockquote` and a line with a link.
    pub html: String,
}

/// The words of a part, or of a passage in it, with who said them, what kind of record it is, the event, its date and
/// the address.
#[must_use]
pub fn quote(
    event: &ArchivedEvent,
    part: usize,
    passage: Option<Range>,
    address: &str,
    strings: &Strings,
) -> Quoted {
    let words = words(event, part, passage);
    let attribution = attribution(event, part, strings);
    let mut html = String::from("<blockquote cite=\"");
    escape(address, &mut html);
    html += "\">";
    for paragraph in words.split("\n\n") {
        html += "<p>";
        escape(paragraph, &mut html);
        html += "</p>";
    }
    html += "</blockquote><p>— ";
    escape(&attribution, &mut html);
    html += " <a href=\"";
    escape(address, &mut html);
    html += "\">";
    escape(address, &mut html);
    html += "</a></p>";
    Quoted {
        plain: format!("“{words}”\n— {attribution} {address}"),
        html,
    }
}

/// The words of a part, or of a passage in it.
#[must_use]
pub fn words(event: &ArchivedEvent, part: usize, passage: Option<Range>) -> &str {
    let plain = event.parts[part].text.plain.as_str();
    passage.map_or(plain, |range| &plain[range.bytes()])
}

/// Who said the words of a part, what kind of record they are from, the event and its date.
#[must_use]
pub fn attribution(event: &ArchivedEvent, part: usize, strings: &Strings) -> String {
    (strings.attribution)(&Quotation {
        speaker: event.speaker(&event.parts[part]).map(introduced),
        record: (strings.record_by)(&event.record.kind, &event.record.publisher),
        title: &event.title,
        date: (strings.dates)(&event.date, event.end.as_ref()),
    })
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
}

/// Name, role and affiliation, as far as the source gives them.
#[must_use]
pub fn introduced(speaker: &ArchivedSpeaker) -> String {
    match standing(speaker) {
        Some(standing) => format!("{}, {standing}", speaker.name),
        None => speaker.name.to_string(),
    }
}

/// Role and affiliation, as far as the source gives them.
#[must_use]
pub fn standing(speaker: &ArchivedSpeaker) -> Option<String> {
    let parts: Vec<&str> = [&speaker.role, &speaker.affiliation]
        .into_iter()
        .filter_map(|part| part.as_ref().map(|part| part.as_str()))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::archive;
    use crate::strings::strings;

    #[test]
    fn a_passage_says_whose_words_it_is_and_where_they_stand() {
        let event = &archive().events[0];
        let part = event
            .parts
            .iter()
            .position(|part| part.id == "wu-hailong")
            .unwrap();
        let range = Range { start: 0, end: 20 };
        let quoted = quote(event, part, Some(range), "https://a.b/?x&y", strings("en"));
        let words = &event.parts[part].text.plain[..20];
        assert!(
            quoted
                .plain
                .starts_with(&format!("“{words}”\n— Wu Hailong, "))
        );
        assert!(quoted.plain.contains("not verbatim"));
        assert!(quoted.plain.ends_with(" https://a.b/?x&y"));
        assert!(
            quoted
                .html
                .starts_with("<blockquote cite=\"https://a.b/?x&amp;y\"><p>")
        );
        assert!(!quoted.html.contains("?x&y"));
    }

    #[test]
    fn markup_in_the_words_stays_text() {
        let mut out = String::new();
        escape("<img src=\"x\"> & co", &mut out);
        assert_eq!(out, "&lt;img src=&quot;x&quot;&gt; &amp; co");
    }
}
