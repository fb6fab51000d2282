//! Topics on sentences: the words that earn them, and what an editor adds or takes off.

use std::collections::BTreeMap;
use std::ops::Range;

use super::terms::TermIndex;
use super::topics::TopicWords;
use crate::model::{self, Tag};

/// Finds the topics of sentences by their terms.
pub(super) struct Tagger {
    index: TermIndex<Key>,
}

#[derive(Debug, Clone, Copy)]
struct Key {
    topic: u16,
    exception: bool,
}

/// What was found of one topic in one sentence.
#[derive(Debug, Default)]
struct Matches {
    terms: Vec<Range<usize>>,
    exceptions: Vec<Range<usize>>,
}

impl Tagger {
    /// For text in `language` (BCP 47); the topics are numbered as in `words`.
    pub(super) fn new(language: &str, words: Vec<TopicWords>) -> Self {
        let terms = (0..=u16::MAX).zip(words).flat_map(|(topic, words)| {
            let terms = words.terms.into_iter().map(move |term| {
                (
                    Key {
                        topic,
                        exception: false,
                    },
                    term,
                )
            });
            terms.chain(words.except.into_iter().map(move |term| {
                (
                    Key {
                        topic,
                        exception: true,
                    },
                    term,
                )
            }))
        });
        Self {
            index: TermIndex::new(language, terms),
        }
    }

    /// The tags of the sentence at `range` of `text` by terms alone, ordered by topic.
    pub(super) fn tags(&mut self, text: &str, range: Range<usize>) -> Vec<Tag> {
        let mut topics: BTreeMap<u16, Matches> = BTreeMap::new();
        for found in self.index.find(&text[range.clone()]) {
            let matches = topics.entry(found.key.topic).or_default();
            let list = if found.key.exception {
                &mut matches.exceptions
            } else {
                &mut matches.terms
            };
            list.push(range.start + found.range.start..range.start + found.range.end);
        }
        let tags = topics.into_iter().map(|(topic, mut matches)| {
            let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
            matches.terms.retain(|term| {
                !matches
                    .exceptions
                    .iter()
                    .any(|exception| overlap(term, exception))
            });
            Tag {
                topic,
                words: merged(matches.terms.into_iter().map(model_range).collect()),
                by_editor: false,
            }
        });
        tags.filter(|tag| !tag.words.is_empty()).collect()
    }
}

/// Adds a topic that an editor set on `words` to the tags of a sentence.
pub(super) fn add(tags: &mut Vec<Tag>, topic: u16, words: Range<usize>) {
    let place = tags
        .binary_search_by_key(&topic, |tag| tag.topic)
        .unwrap_or_else(|place| {
            tags.insert(
                place,
                Tag {
                    topic,
                    ..Tag::default()
                },
            );
            place
        });
    let tag = &mut tags[place];
    tag.by_editor = true;
    tag.words.push(model_range(words));
    tag.words = merged(std::mem::take(&mut tag.words));
}

/// Takes a topic off; returns whether it was there.
pub(super) fn remove(tags: &mut Vec<Tag>, topic: u16) -> bool {
    let before = tags.len();
    tags.retain(|tag| tag.topic != topic);
    tags.len() < before
}

/// Ranges in order, those that overlap joined.
fn merged(mut ranges: Vec<model::Range>) -> Vec<model::Range> {
    ranges.sort();
    let mut out: Vec<model::Range> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// A range as the model stores it. Files are shorter than 4 GiB, so nothing is cut.
pub(super) fn model_range(range: Range<usize>) -> model::Range {
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    model::Range {
        start: narrow(range.start),
        end: narrow(range.end),
    }
}
