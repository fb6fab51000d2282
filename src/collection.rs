//! What a reader keeps: places, as fragments of the event's page name them, and the words that they hold now.

use crate::place;
use crate::quotation;
use crate::strings::Strings;
use transcript::model::ArchivedEvent;

/// What a kept place holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<'e> {
    /// Position of the part.
    pub part: usize,
    /// The words; none where they can no longer be found.
    pub words: &'e str,
    /// Whose words they are, and from what record.
    pub attribution: String,
    /// What the reader should know about the words; empty where they are as they were kept.
    pub notice: String,
}

/// What a place holds: `wu-hailong`, `wu-hailong.s3`, `wu-hailong.~first-words..last-words`.
///
/// # Errors
/// The notice to show where the place names no part.
pub fn kept<'e>(
    event: &'e ArchivedEvent,
    place: &str,
    strings: &Strings,
) -> Result<Kept<'e>, String> {
    let (named, notice) = match place::resolve(event, None, place, strings) {
        Ok(named) => (named, String::new()),
        Err((notice, named)) => (named, notice),
    };
    let Some(named) = named else {
        return Err(match notice.as_str() {
            "" => (strings.malformed)(place, false),
            _ => notice,
        });
    };
    let range = named.range(event);
    // What names words that are gone must not pass for the whole remark.
    let gone = range.is_none() && !notice.is_empty();
    Ok(Kept {
        part: named.part,
        words: match gone {
            true => "",
            false => quotation::words(event, named.part, range),
        },
        attribution: quotation::attribution(event, named.part, strings),
        notice,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::archive;
    use crate::strings::strings;

    fn ask(place: &str) -> Result<Kept<'static>, String> {
        kept(&archive().events[0], place, strings("en"))
    }

    #[test]
    fn a_place_holds_its_words() {
        let event = &archive().events[0];
        let part = place::part_by_id(event, "wu-hailong").unwrap();
        let text = &event.parts[part].text;
        let whole = ask("wu-hailong").unwrap();
        assert_eq!((whole.part, whole.words), (part, text.plain.as_str()));
        assert!(whole.attribution.starts_with("Wu Hailong, "));
        assert_eq!(whole.notice, "");
        let second = ask("wu-hailong.s2").unwrap();
        assert_eq!(Some(second.words), text.sentence(1));
        let name = transcript::passage::name(
            &text.plain,
            transcript::model::Range {
                start: 0,
                end: text.sentences[0].range.end.to_native(),
            },
        );
        let passage = ask(&format!("wu-hailong.~{}", name.unwrap().write())).unwrap();
        assert!(text.sentence(0).unwrap().starts_with(passage.words));
    }

    #[test]
    fn words_that_are_gone_are_not_replaced_by_others() {
        for place in [
            "wu-hailong.s999",
            "wu-hailong.~no-such-words-at-all",
            "wu-hailong.x",
        ] {
            let gone = ask(place).unwrap();
            assert_eq!(gone.words, "", "{place}");
            assert_ne!(gone.notice, "", "{place}");
        }
    }

    #[test]
    fn what_names_no_part_says_so() {
        for place in ["", "_q", "nobody", "~words", "s3", "<b>"] {
            assert!(ask(place).is_err(), "{place}");
        }
    }
}
