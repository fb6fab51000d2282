//! Putting an event together from its files.

use std::ops::Range;

use super::diagnostic::Report;
use super::event::Head;
use super::inline::{Mark, Marked, Paragraph};
use super::sentences::Rules;
use super::speakers::Speakers;
use super::suggest::did_you_mean;
use super::table::At;
use super::tagging::{self, Tagger, model_range};
use super::topics::Topics;
use super::transcript::RawPart;
use super::who::Who;
use crate::model::{Event, Part, Sentence, Span, SpanKind, Speaker, Tag, Text};

/// An event, and what was found on the way.
pub(super) struct Assembled {
    pub(super) event: Event,
    /// Tags by terms alone, per part and sentence.
    pub(super) by_terms: Vec<Vec<Vec<Tag>>>,
    /// Where the heading of each part stands.
    pub(super) headings: Vec<Range<usize>>,
    /// The sentence that each part's heading chooses for the share preview.
    pub(super) previews: Vec<Option<At<u32>>>,
    /// Per speaker of `speakers.toml`: whether a heading names them, or seems to mean them.
    pub(super) mentioned: Vec<bool>,
}

/// Puts the event `id` together; reports what in the transcript does not fit the other files.
pub(super) fn assemble(
    id: &str,
    head: Head,
    speakers: &Speakers,
    topics: Topics,
    raw: Vec<RawPart>,
    report: &mut Report,
) -> Assembled {
    let rules = Rules::new(&head.language, &head.abbreviations);
    let mut tagger = Tagger::new(&head.language, topics.words);
    let mut parts = Vec::with_capacity(raw.len());
    let mut by_terms = Vec::with_capacity(raw.len());
    let mut headings = Vec::with_capacity(raw.len());
    let mut previews = Vec::with_capacity(raw.len());
    let mut spoken = Vec::with_capacity(raw.len());
    let mut who = Who::new(speakers);
    let marks = Marks {
        ids: topics.list.iter().map(|topic| topic.id.as_str()).collect(),
        known: topics.known,
    };
    for part in raw {
        let mut text = lay_out(part.paragraphs, &rules);
        let mut unmarked = Vec::with_capacity(text.text.sentences.len());
        for sentence in &mut text.text.sentences {
            sentence.tags = tagger.tags(&text.text.plain, sentence.range.bytes());
            unmarked.push(sentence.tags.clone());
        }
        check_spans(&text, report);
        marks.apply(&mut text, report);
        spoken.push(who.speaks(&part.heading, report));
        headings.push(part.heading.range);
        by_terms.push(unmarked);
        parts.push(Part {
            id: part.heading.id.value,
            kind: part.heading.kind,
            speaker: None,
            preview: None,
            text: text.text,
        });
        previews.push(part.heading.preview);
    }
    let speakers = in_order_of_speaking(speakers, &spoken, &mut parts);
    let event = Event {
        id: id.to_owned(),
        title: head.title,
        date: head.date,
        end: head.end,
        language: head.language,
        theme: head.theme,
        place: head.place,
        contact: head.contact,
        organisers: head.organisers,
        moderators: head.moderators,
        record: head.record,
        sides: head.sides,
        speakers,
        groups: topics.groups,
        topics: topics.list,
        parts,
        moved: Vec::new(),
        synonyms: head.synonyms,
    };
    Assembled {
        event,
        by_terms,
        headings,
        previews,
        mentioned: who.finish(report),
    }
}

impl Assembled {
    /// Sets the sentences that the headings choose, where there are any of those numbers. The sentences have theirs by
    /// now.
    pub(super) fn choose_previews(&mut self) {
        for (part, preview) in self.event.parts.iter_mut().zip(&self.previews) {
            let sentence = preview
                .as_ref()
                .and_then(|preview| part.text.numbered(preview.value));
            part.preview = sentence.and_then(|sentence| u32::try_from(sentence).ok());
        }
    }
}

/// The text of a part, with what in it still points into the file.
struct LaidOut {
    text: Text,
    /// Where the markup of each of the text's spans stands in the file.
    spans: Vec<Range<usize>>,
    marks: Vec<Marked<Mark>>,
}

fn lay_out(paragraphs: Vec<Paragraph>, rules: &Rules) -> LaidOut {
    let mut out = LaidOut {
        text: Text::default(),
        spans: Vec::new(),
        marks: Vec::new(),
    };
    for (number, paragraph) in (0..).zip(paragraphs) {
        if number > 0 {
            out.text.plain.push_str("\n\n");
        }
        let base = out.text.plain.len();
        let shifted = |range: Range<usize>| base + range.start..base + range.end;
        for range in rules.split(&paragraph.text) {
            let range = model_range(shifted(range));
            out.text.sentences.push(Sentence {
                range,
                paragraph: number,
                tags: Vec::new(),
            });
        }
        for Marked {
            what,
            range,
            source,
        } in paragraph.spans
        {
            out.text.spans.push(Span {
                range: model_range(shifted(range)),
                kind: what,
            });
            out.spans.push(source);
        }
        for mark in paragraph.marks {
            out.marks.push(Marked {
                range: shifted(mark.range),
                ..mark
            });
        }
        out.text.plain.push_str(&paragraph.text);
    }
    out
}

/// The sentence that holds all of `range`.
fn sentence_of(text: &Text, range: &Range<usize>) -> Option<usize> {
    let place = text
        .sentences
        .partition_point(|sentence| sentence.range.bytes().end <= range.start);
    let sentence = text.sentences.get(place)?.range.bytes();
    (sentence.start <= range.start && range.end <= sentence.end).then_some(place)
}

/// Reports spans that do not lie within one sentence.
fn check_spans(laid_out: &LaidOut, report: &mut Report) {
    for (span, source) in laid_out.text.spans.iter().zip(&laid_out.spans) {
        if sentence_of(&laid_out.text, &span.range.bytes()).is_none() {
            let what = match span.kind {
                SpanKind::Emphasis | SpanKind::Strong => "emphasis",
                SpanKind::Link(_) => "a link",
                SpanKind::Note(_) => "a note",
            };
            across_sentences(what, source, &span.range.bytes(), &laid_out.text, report);
        }
    }
}

fn across_sentences(
    what: &str,
    source: &Range<usize>,
    range: &Range<usize>,
    text: &Text,
    report: &mut Report,
) {
    let first_end = text
        .sentences
        .iter()
        .map(|sentence| sentence.range.bytes().end)
        .find(|end| *end > range.start);
    let last_words: String = first_end
        .and_then(|end| text.plain.get(..end))
        .map(|before| {
            before
                .chars()
                .rev()
                .take(16)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect()
        })
        .unwrap_or_default();
    report
        .error(
            "transcript::markup-across-sentences",
            source.clone(),
            "",
            format!("{what} reaches into another sentence"),
        )
        .help(format!(
            "a sentence ends at “…{last_words}”: mark the words of each sentence by themselves"
        ));
}

/// Topics set and taken off by hand.
struct Marks<'t> {
    /// Ids of the topics.
    ids: Vec<&'t str>,
    /// Whether these are all.
    known: bool,
}

impl Marks<'_> {
    fn apply(&self, laid_out: &mut LaidOut, report: &mut Report) {
        let mut reported: Option<Range<usize>> = None;
        let mut added: Vec<(usize, u16, Range<usize>)> = Vec::new();
        let mut removed: Vec<(usize, u16, At<String>)> = Vec::new();
        for Marked {
            what,
            range,
            source,
        } in &laid_out.marks
        {
            let (Mark::Add(id) | Mark::Remove(id)) = what;
            let topic = self.find(id, report);
            let Some(sentence) = sentence_of(&laid_out.text, range) else {
                if reported.as_ref() != Some(source) {
                    across_sentences("a mark", source, range, &laid_out.text, report);
                    reported = Some(source.clone());
                }
                continue;
            };
            let Some(topic) = topic else { continue };
            match what {
                Mark::Add(_) => {
                    tagging::add(
                        &mut laid_out.text.sentences[sentence].tags,
                        topic,
                        range.clone(),
                    );
                    added.push((sentence, topic, id.range.clone()));
                }
                Mark::Remove(id) => removed.push((sentence, topic, id.clone())),
            }
        }
        for (sentence, topic, id) in removed {
            if let Some((.., set)) = added.iter().find(|(s, t, _)| (*s, *t) == (sentence, topic)) {
                report
                    .error(
                        "transcript::conflicting-marks",
                        id.range,
                        "taken off here",
                        format!(
                            "the topic `{}` is both set on this sentence and taken off it",
                            id.value
                        ),
                    )
                    .also(set.clone(), "set here")
                    .help("delete one of the two marks");
            } else if !tagging::remove(&mut laid_out.text.sentences[sentence].tags, topic) {
                report
                    .warning(
                        "transcript::removes-nothing",
                        id.range.start - 1..id.range.end,
                        "here",
                        format!(
                            "`-{}` takes nothing off: the sentence does not bear the topic",
                            id.value
                        ),
                    )
                    .help("delete the mark");
            }
        }
    }

    fn find(&self, id: &At<String>, report: &mut Report) -> Option<u16> {
        let topic = self.ids.iter().position(|known| *known == id.value);
        if topic.is_none() && self.known {
            let help = did_you_mean(&id.value, self.ids.iter().copied())
                .unwrap_or_else(|| "add the topic to topics.toml, or correct its id".to_owned());
            report
                .error(
                    "transcript::unknown-topic",
                    id.range.clone(),
                    "here",
                    format!("unknown topic `{}`", id.value),
                )
                .help(help);
        }
        topic.and_then(|topic| u16::try_from(topic).ok())
    }
}

/// Orders speakers by their first remark, those who do not speak last, and sets who speaks each part.
fn in_order_of_speaking(
    speakers: &Speakers,
    spoken: &[Option<usize>],
    parts: &mut [Part],
) -> Vec<Speaker> {
    let count = speakers.list.len();
    let first = |speaker: usize| {
        spoken
            .iter()
            .position(|s| *s == Some(speaker))
            .unwrap_or(usize::MAX)
    };
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_cached_key(|&speaker| (first(speaker), speaker));
    let mut place = vec![0; count];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    for (part, speaker) in parts.iter_mut().zip(spoken) {
        part.speaker = speaker.and_then(|speaker| u16::try_from(place[speaker]).ok());
    }
    order
        .into_iter()
        .map(|old| speakers.list[old].clone())
        .collect()
}
