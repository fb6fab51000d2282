//! What a fragment names on a page, or the notice that says why it names nothing.

use crate::strings::Strings;
use std::ops::Range as Bytes;
use transcript::address::{self, Fragment, Place, Within};
use transcript::model::{ArchivedEvent, ArchivedMovedKind, Range};
use transcript::passage;

/// A place that was found on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Position of the part.
    pub part: usize,
    /// Positions of the sentences, first and last; `None` for the whole part.
    pub sentences: Option<(usize, usize)>,
    /// The passage's words, in bytes of the part's text.
    pub words: Option<Range>,
}

impl Named {
    fn whole(part: usize) -> Self {
        Self {
            part,
            sentences: None,
            words: None,
        }
    }

    /// The words that are named, in bytes of the part's text; `None` for the whole part.
    #[must_use]
    pub fn range(&self, event: &ArchivedEvent) -> Option<Range> {
        self.words.or_else(|| {
            let (first, last) = self.sentences?;
            let sentences = &event.parts[self.part].text.sentences;
            Some(Range {
                start: sentences[first].range.start.to_native(),
                end: sentences[last].range.end.to_native(),
            })
        })
    }

    /// Whether a sentence is among those named.
    #[must_use]
    pub fn names(&self, part: usize, sentence: usize) -> bool {
        self.part == part
            && self
                .sentences
                .is_some_and(|(first, last)| (first..=last).contains(&sentence))
    }
}

/// Reads a fragment (without `#`, percent-encoding undone) on the event page (`here` is `None`) or on the page of the
/// part at position `here`.
///
/// # Errors
/// The notice to show where the fragment names nothing or something that was corrected since, with what could still be
/// found.
pub fn resolve(
    event: &ArchivedEvent,
    here: Option<usize>,
    fragment: &str,
    strings: &Strings,
) -> Result<Option<Named>, (String, Option<Named>)> {
    let place = match address::parse(fragment) {
        Fragment::None => return Ok(None),
        Fragment::Malformed(fragment) => {
            // The remark may be named rightly, and only what is meant in it not.
            let id = fragment.split_once('.').map(|(id, _)| id);
            let named = id.and_then(|id| part_by_id(event, id)).map(Named::whole);
            let is_remark = named.is_some() || here.is_some();
            return Err(((strings.malformed)(&fragment, is_remark), named));
        }
        Fragment::Place(place) => place,
    };
    let part = match (&place.part, here) {
        (None, Some(here)) => here,
        (None, None) => return Err(((strings.malformed)(fragment, false), None)),
        (Some(id), _) => match part_by_id(event, id) {
            Some(part) => part,
            // `s0` names no sentence, and is no remark's id either.
            None if here.is_some() && is_sentence(id) => {
                return Err(((strings.malformed)(fragment, true), None));
            }
            None => return Err(((strings.no_such_part)(id, here.is_some()), None)),
        },
    };
    let whole = Named::whole(part);
    let text = &event.parts[part].text;
    match &place.within {
        Within::Whole => Ok(Some(whole)),
        Within::Sentences { first, last } => {
            let ends = text.numbered(*first).zip(text.numbered(*last));
            let Some((first, last)) = ends.filter(|_| !is_joined(event, &place)) else {
                let who = part_label(event, part, strings);
                return Err(((strings.no_such_sentence)(who), Some(whole)));
            };
            // Their order may have changed since they were numbered.
            Ok(Some(Named {
                sentences: Some((first.min(last), first.max(last))),
                ..whole
            }))
        }
        Within::Passage(name) => {
            let who = part_label(event, part, strings);
            let Some(found) = passage::find(&text.plain, name) else {
                return Err(((strings.no_such_passage)(who), Some(whole)));
            };
            let words = found.range;
            let sentences = text.sentences.iter();
            let sentences = sentences.map(|sentence| sentence.range.bytes());
            let named = Named {
                sentences: held(sentences, &words.bytes()),
                words: Some(words),
                ..whole
            };
            if found.is_corrected() {
                Err(((strings.corrected)(&found.changed), Some(named)))
            } else {
                Ok(Some(named))
            }
        }
    }
}

/// Whether a place is named in a remark that was joined to another, whose sentences have numbers of their own.
fn is_joined(event: &ArchivedEvent, place: &Place) -> bool {
    let mut moved = event.moved.iter();
    moved.any(|moved| moved.joined && place.part.as_deref() == Some(moved.from.as_str()))
}

/// Whether this was meant to name a sentence: `s` and digits.
fn is_sentence(id: &str) -> bool {
    id.strip_prefix('s').is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Positions of the first and the last of `sentences` that hold some of the words. Where no blank parts sentences, one ends
/// where the next begins.
fn held(
    sentences: impl Iterator<Item = Bytes<usize>>,
    words: &Bytes<usize>,
) -> Option<(usize, usize)> {
    let hold = |sentence: &Bytes<usize>| words.start < sentence.end && sentence.start < words.end;
    let mut held = sentences
        .enumerate()
        .filter_map(|(at, sentence)| hold(&sentence).then_some(at));
    let first = held.next()?;
    Some((first, held.last().unwrap_or(first)))
}

/// Position of the part that lives at `id`, also where `id` was moved.
#[must_use]
pub fn part_by_id(event: &ArchivedEvent, id: &str) -> Option<usize> {
    let position = |id: &str| event.parts.iter().position(|part| part.id == id);
    position(id).or_else(|| {
        let moved = event
            .moved
            .iter()
            .find(|moved| matches!(moved.kind, ArchivedMovedKind::Remark) && moved.from == id)?;
        position(moved.to.as_str())
    })
}

/// What a part is called: its speaker's name, or introduction, afterword.
#[must_use]
pub fn part_label<'a>(event: &'a ArchivedEvent, part: usize, strings: &Strings) -> &'a str {
    let part = &event.parts[part];
    match event.speaker(part) {
        Some(speaker) => speaker.name.as_str(),
        None if matches!(part.kind, transcript::model::ArchivedPartKind::Introduction) => {
            strings.introduction
        }
        None => strings.afterword,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lie_in_the_sentences_that_hold_them() {
        let spaced = [0..20, 21..40, 41..60];
        let close = [0..21, 21..48, 48..60];
        for (sentences, words, expected) in [
            (&spaced, 0..5, Some((0, 0))),
            (&spaced, 15..45, Some((0, 2))),
            (&close, 21..45, Some((1, 1))),
            (&close, 10..21, Some((0, 0))),
            (&close, 47..49, Some((1, 2))),
            (&close, 60..61, None),
        ] {
            assert_eq!(
                held(sentences.iter().cloned(), &words),
                expected,
                "{words:?}"
            );
        }
    }
}
