//! `gold.toml`: the topics of every sentence as a careful reader sets them, and how near the terms come to it.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use super::diagnostic::Report;
use super::suggest::did_you_mean;
use super::table::{self, At};
use crate::model::{Event, Tag, Text};

/// What `gold.toml` says, as written.
#[derive(Debug, Default)]
pub(super) struct Gold {
    sentences: Vec<GoldSentence>,
}

#[derive(Debug)]
struct GoldSentence {
    part: At<String>,
    number: At<u32>,
    starts: Option<At<String>>,
    topics: Vec<At<String>>,
}

/// What the event's tags are measured by: the topics of one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expected {
    /// Index into [`Event::parts`].
    part: usize,
    /// Index into the sentences of the part.
    sentence: usize,
    /// Indexes into [`Event::topics`].
    topics: Vec<u16>,
}

/// Reads `gold.toml`.
pub(super) fn read(text: &str, report: &mut Report) -> Gold {
    let document = table::parse(text, report);
    let mut root = document.root();
    let mut gold = Gold::default();
    for mut table in root.tables("sentences", "sentences", report) {
        let part = table.required("part", report);
        let number = table.required_number("sentence", report);
        let starts = table.required("starts", report);
        let topics = table.strings("topics", report);
        if topics.is_none() {
            table.require("topics", "topics = []", report);
        }
        table.finish(report);
        if let (Some(part), Some(number)) = (part, number) {
            let topics = topics.map(|list| list.value).unwrap_or_default();
            gold.sentences.push(GoldSentence {
                part,
                number,
                starts,
                topics,
            });
        }
    }
    root.finish(report);
    gold
}

impl Gold {
    /// Holds the list against the event; returns what can be measured. `complete` is whether all of the event's
    /// transcript and topics could be read: where not, what seems missing may be there.
    pub(super) fn check(
        &self,
        event: &Event,
        complete: bool,
        report: &mut Report,
    ) -> Vec<Expected> {
        let mut expected = Vec::new();
        let mut seen: HashMap<(usize, usize), Range<usize>> = HashMap::new();
        let mut all_placed = true;
        for gold in &self.sentences {
            let Some((part, sentence)) = gold.place(event, complete, report) else {
                all_placed = false;
                continue;
            };
            if let Some(first) = seen.insert((part, sentence), gold.number.range.clone()) {
                report
                    .error(
                        "transcript::gold-duplicate",
                        gold.number.range.clone(),
                        "again here",
                        format!(
                            "sentence {} of `{}` is listed twice",
                            gold.number.value, gold.part.value
                        ),
                    )
                    .also(first, "first here")
                    .help("keep one of them");
                continue;
            }
            let topics = gold.topics.iter().filter_map(|at| {
                let topic = event.topics.iter().position(|topic| topic.id == at.value);
                if topic.is_none() && complete {
                    let help = did_you_mean(
                        &at.value,
                        event.topics.iter().map(|topic| topic.id.as_str()),
                    )
                    .unwrap_or_else(|| "add it to topics.toml, or delete it here".to_owned());
                    report
                        .error(
                            "transcript::unknown-topic",
                            at.range.clone(),
                            "here",
                            format!("unknown topic `{}`", at.value),
                        )
                        .help(help);
                }
                topic.and_then(|topic| u16::try_from(topic).ok())
            });
            expected.push(Expected {
                part,
                sentence,
                topics: topics.collect(),
            });
        }
        // An entry under a wrong name or number may be the one that seems missing.
        if complete && all_placed {
            report_unlisted(event, &seen, report);
        }
        expected
    }
}

impl GoldSentence {
    fn place(&self, event: &Event, complete: bool, report: &mut Report) -> Option<(usize, usize)> {
        let Some(part) = event
            .parts
            .iter()
            .position(|part| part.id == self.part.value)
        else {
            if complete {
                let help = did_you_mean(
                    &self.part.value,
                    event.parts.iter().map(|part| part.id.as_str()),
                )
                .unwrap_or_else(|| {
                    "write the id of a remark, `introduction` or `afterword`".to_owned()
                });
                report
                    .error(
                        "transcript::unknown-part",
                        self.part.range.clone(),
                        "here",
                        format!("the transcript has no part `{}`", self.part.value),
                    )
                    .help(help);
            }
            return None;
        };
        let text = &event.parts[part].text;
        let sentence = self.number.value as usize - 1;
        let Some(words) = text.sentence(sentence) else {
            let count = text.sentences.len();
            let noun = if count == 1 { "sentence" } else { "sentences" };
            report
                .error(
                    "transcript::gold-mismatch",
                    self.number.range.clone(),
                    "here",
                    format!(
                        "`{}` has {count} {noun}, so no sentence {}",
                        self.part.value, self.number.value
                    ),
                )
                .help(
                    "look which sentence is meant: its number may have changed with the transcript",
                );
            return None;
        };
        if let Some(starts) = self
            .starts
            .as_ref()
            .filter(|starts| !words.starts_with(starts.value.as_str()))
        {
            let length = starts.value.chars().count().max(24);
            let beginning: String = words.chars().take(length).collect();
            let more = if beginning.len() < words.len() {
                "…"
            } else {
                ""
            };
            report
                .error(
                    "transcript::gold-mismatch",
                    starts.range.clone(),
                    "not how it starts",
                    format!("sentence {} of `{}` starts otherwise", self.number.value, self.part.value),
                )
                .help(format!(
                    "it starts “{beginning}{more}”: read it again, then correct `starts` or `sentence`"
                ));
        }
        Some((part, sentence))
    }
}

fn report_unlisted(
    event: &Event,
    seen: &HashMap<(usize, usize), Range<usize>>,
    report: &mut Report,
) {
    let all = event
        .parts
        .iter()
        .enumerate()
        .flat_map(|(part, p)| (0..p.text.sentences.len()).map(move |s| (part, s)));
    let unlisted: Vec<(usize, usize)> = all.filter(|place| !seen.contains_key(place)).collect();
    if unlisted.is_empty() {
        return;
    }
    let named: Vec<String> = unlisted
        .iter()
        .take(5)
        .map(|(part, sentence)| format!("sentence {} of `{}`", sentence + 1, event.parts[*part].id))
        .collect();
    let more = if unlisted.len() > named.len() {
        ", …"
    } else {
        ""
    };
    let (noun, verb) = if unlisted.len() == 1 {
        ("sentence", "is")
    } else {
        ("sentences", "are")
    };
    report
        .error(
            "transcript::gold-incomplete",
            0..0,
            "in this file",
            format!("{} {noun} {verb} not listed", unlisted.len()),
        )
        .help(format!("read and list {}{more}", named.join(", ")));
}

/// How the topics found compare with those a careful reader sets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evaluation {
    /// Id of the event.
    pub event: String,
    /// Per topic, in the order of `topics.toml`.
    pub topics: Vec<TopicScore>,
    /// Over all topics and sentences (micro average).
    pub overall: Scores,
    /// The sentences that differ by terms alone, in the order of the record.
    pub differences: Vec<Difference>,
}

/// The figures of one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicScore {
    /// Id of the topic.
    pub topic: String,
    /// Its figures.
    pub scores: Scores,
}

/// Figures for terms alone, and with what the editor set and took off by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scores {
    /// By terms alone.
    pub terms: Counts,
    /// As published.
    pub published: Counts,
}

/// How many sentences a topic was rightly and wrongly found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Found, and set by the reader.
    pub right: usize,
    /// Found, but not set by the reader.
    pub wrong: usize,
    /// Set by the reader, but not found.
    pub missed: usize,
}

/// A sentence whose topics differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Id of its part.
    pub part: String,
    /// Its number, from 1.
    pub sentence: usize,
    /// Its words.
    pub text: String,
    /// Topics that the reader sets and the terms do not find.
    pub missed: Vec<String>,
    /// Topics that the terms find and the reader does not set, each with the words that earned it.
    pub wrong: Vec<(String, Vec<String>)>,
}

impl Counts {
    /// Share of what was found that is right, 0 to 1; 1 where nothing was found.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// Share of what is there that was found, 0 to 1; 1 where nothing is there.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// Harmonic mean of precision and recall, 0 to 1.
    #[must_use]
    pub fn f1(self) -> f64 {
        share(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }

    fn count(&mut self, found: bool, expected: bool) {
        match (found, expected) {
            (true, true) => self.right += 1,
            (true, false) => self.wrong += 1,
            (false, true) => self.missed += 1,
            (false, false) => {}
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// Measures the tags of `event`; `by_terms` holds the tags by terms alone, per part and sentence.
pub(super) fn evaluate(
    event: &Event,
    by_terms: &[Vec<Vec<Tag>>],
    expected: &[Expected],
) -> Evaluation {
    let mut topics: Vec<TopicScore> = event
        .topics
        .iter()
        .map(|topic| TopicScore {
            topic: topic.id.clone(),
            scores: Scores::default(),
        })
        .collect();
    let mut overall = Scores::default();
    let mut differences = Vec::new();
    for Expected {
        part,
        sentence,
        topics: wanted,
    } in expected
    {
        let text = &event.parts[*part].text;
        let terms = &by_terms[*part][*sentence];
        let published = &text.sentences[*sentence].tags;
        let (mut missed, mut wrong) = (Vec::new(), Vec::new());
        for (topic, score) in (0..).zip(&mut topics) {
            let expected = wanted.contains(&topic);
            let by_terms = terms.iter().find(|tag| tag.topic == topic);
            let as_published = published.iter().any(|tag| tag.topic == topic);
            for scores in [&mut score.scores, &mut overall] {
                scores.terms.count(by_terms.is_some(), expected);
                scores.published.count(as_published, expected);
            }
            match (by_terms, expected) {
                (Some(tag), false) => wrong.push((score.topic.clone(), words_of(tag, text))),
                (None, true) => missed.push(score.topic.clone()),
                _ => {}
            }
        }
        if !missed.is_empty() || !wrong.is_empty() {
            differences.push(Difference {
                part: event.parts[*part].id.clone(),
                sentence: sentence + 1,
                text: text.sentence(*sentence).unwrap_or_default().to_owned(),
                missed,
                wrong,
            });
        }
    }
    differences.sort_by_key(|d| {
        (
            event.parts.iter().position(|part| part.id == d.part),
            d.sentence,
        )
    });
    Evaluation {
        event: event.id.clone(),
        topics,
        overall,
        differences,
    }
}

fn words_of(tag: &Tag, text: &Text) -> Vec<String> {
    let words = tag
        .words
        .iter()
        .filter_map(|range| text.plain.get(range.bytes()));
    words.map(str::to_owned).collect()
}

impl fmt::Display for Evaluation {
    /// A table: one line a topic, then all together; first by terms alone, then as published.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self
            .topics
            .iter()
            .map(|score| score.topic.len())
            .max()
            .unwrap_or(0)
            .max("topic".len());
        let head = "right wrong missed  precision recall    F1";
        let titles = ["by terms alone", "with the editor's marks"];
        writeln!(
            f,
            "{:width$}   {:head_width$}   {}",
            "",
            titles[0],
            titles[1],
            head_width = head.len()
        )?;
        writeln!(f, "{:width$}   {head}   {head}", "topic")?;
        for TopicScore { topic, scores } in &self.topics {
            writeln!(
                f,
                "{topic:width$}   {}   {}",
                scores.terms, scores.published
            )?;
        }
        writeln!(
            f,
            "{:width$}   {}   {}",
            "all", self.overall.terms, self.overall.published
        )
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:5} {:5} {:6}  {:9.3} {:6.3} {:5.3}",
            self.right,
            self.wrong,
            self.missed,
            self.precision(),
            self.recall(),
            self.f1()
        )
    }
}

impl fmt::Display for Difference {
    /// The sentence, what was missed (`-`) and what was wrongly found (`+`).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.s{}", self.part, self.sentence)?;
        self.missed
            .iter()
            .try_for_each(|topic| write!(f, " -{topic}"))?;
        for (topic, words) in &self.wrong {
            write!(f, " +{topic} (“{}”)", words.join("”, “"))?;
        }
        write!(f, "\n    {}", self.text)
    }
}
