//! Fragments: addresses of places within a page.
//!
//! ```text
//! event page    #<remark>   #<remark>.s3   #<remark>.s3-5   #<remark>.~first-words   #<remark>.~first-words..last-words
//! remark page               #s3            #s3-5            #~first-words            #~first-words..last-words
//! ```
//! A remark is a slug; sentences are named by number (`model::Text::number`); a passage is named by its own words, folded (case, accents and
//! punctuation do not matter) and joined by hyphens; where these stand elsewhere in the remark too, the words before
//! lead in, `~lead-in~first-words`, or those after it lead out, `~all-words~~words-after`; where they are few, both do.
//! Of a long passage the words at both ends are named, and a seal of those between, `~first-words..last-words..9xk2`.
//! Ids of page furniture begin with `_`, which no slug does.

use crate::passage;

/// A place on a page, as a fragment names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The part (a remark, the introduction or the afterword); `None` on a remark's own page.
    pub part: Option<String>,
    /// Where in that part.
    pub within: Within,
}

/// A place within a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Within {
    /// All of it.
    Whole,
    /// Sentences `first` to `last`, by their numbers, `first <= last`.
    Sentences {
        /// The first sentence.
        first: u32,
        /// The last sentence.
        last: u32,
    },
    /// The passage of a name.
    Passage(passage::Name),
}

/// What a fragment is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fragment {
    /// No fragment, or the id of page furniture: nothing to do.
    None,
    /// A place.
    Place(Place),
    /// Not in the grammar; holds the fragment as it came.
    Malformed(String),
}

/// Reads a fragment, without its `#`, percent-encoding already undone. The stop or bracket that followed the address in a
/// text, and what trackers append (`&utm_source=…`), are not taken for a part of it.
#[must_use]
pub fn parse(fragment: &str) -> Fragment {
    if fragment.is_empty() || fragment.starts_with('_') || fragment.starts_with(":~:") {
        return Fragment::None;
    }
    let untracked = match fragment.split_once(['?', '&']) {
        Some((before, appended)) if appended.contains('=') => before,
        _ => fragment,
    };
    let place = parse_place(untracked).or_else(|| {
        let clean = untracked.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        parse_place(clean)
    });
    place.map_or_else(|| Fragment::Malformed(fragment.to_owned()), Fragment::Place)
}

fn parse_place(fragment: &str) -> Option<Place> {
    match fragment.split_once('.') {
        Some((part, within)) if is_slug(part) => parse_within(within).map(|within| Place {
            part: Some(part.to_owned()),
            within,
        }),
        _ => parse_within(fragment)
            .map(|within| Place { part: None, within })
            .or_else(|| {
                is_slug(fragment).then(|| Place {
                    part: Some(fragment.to_owned()),
                    within: Within::Whole,
                })
            }),
    }
}

fn parse_within(text: &str) -> Option<Within> {
    if let Some(numbers) = text.strip_prefix('s') {
        let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
        let (first, last) = (number(first)?, number(last)?);
        return (first <= last).then_some(Within::Sentences { first, last });
    }
    passage::Name::parse(text.strip_prefix('~')?).map(Within::Passage)
}

/// A sentence number: decimal digits without a leading zero.
pub(crate) fn number(digits: &str) -> Option<u32> {
    if digits.starts_with('0') || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// Whether `text` is a slug: lower-case ASCII letters and digits, with single hyphens between them.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(part: &str) -> Fragment {
        Fragment::Place(Place {
            part: Some(part.to_owned()),
            within: Within::Whole,
        })
    }

    fn sentences(part: Option<&str>, first: u32, last: u32) -> Fragment {
        Fragment::Place(Place {
            part: part.map(str::to_owned),
            within: Within::Sentences { first, last },
        })
    }

    #[test]
    fn what_follows_an_address_in_a_text_is_no_part_of_it() {
        for after in [".", ")", ",", ">", "”", "…).", " ", "&utm_source=x", "?a=b"] {
            let with = |fragment: &str| parse(&[fragment, after].concat());
            assert_eq!(with("wu-hailong"), whole("wu-hailong"), "{after}");
            assert_eq!(with("s3"), sentences(None, 3, 3), "{after}");
            let two = sentences(Some("wu-hailong"), 3, 5);
            assert_eq!(with("wu-hailong.s3-5"), two, "{after}");
            for passage in ["~mutual-trust", "~a-b..c-d..04da", "x.~a-b~~c"] {
                assert_eq!(with(passage), parse(passage), "{passage}{after}");
            }
        }
    }

    #[test]
    fn what_is_not_in_the_grammar_is_given_back() {
        for fragment in [
            "S3",
            "wu-hailong.s0",
            "wu-hailong.s5-3",
            "wu-hailong.x",
            "a b",
            "~",
            ".",
            "&x=1",
            "éa",
        ] {
            let expected = Fragment::Malformed(fragment.to_owned());
            assert_eq!(parse(fragment), expected);
        }
        assert_eq!(parse("_topic.thaad"), Fragment::None);
        assert_eq!(parse(":~:text=trust"), Fragment::None);
    }
}
