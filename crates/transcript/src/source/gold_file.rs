//! `gold.toml`: the topics of every sentence as a careful reader sets them.

use std::collections::HashMap;
use std::ops::Range;

use super::diagnostic::Report;
use super::gold::Expected;
use super::suggest::did_you_mean;
use super::table::{self, At};
use crate::model::Event;

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
    /// Holds the list against the event; returns what can be measured. `complete` is whether all that the event's
    /// sentences and topics follow from could be read: where not, what seems wrong may be right.
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
        let sentence = text.numbered(self.number.value);
        let found = sentence.and_then(|sentence| Some((sentence, text.sentence(sentence)?)));
        let Some((sentence, words)) = found else {
            if !complete {
                return None;
            }
            let count = text.sentences.len();
            let noun = if count == 1 { "sentence" } else { "sentences" };
            report
                .error(
                    "transcript::gold-mismatch",
                    self.number.range.clone(),
                    "here",
                    format!(
                        "`{}` has {count} {noun}, none of number {}",
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
            .filter(|starts| complete && !words.starts_with(starts.value.as_str()))
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
        .map(|(part, sentence)| {
            let part = &event.parts[*part];
            format!("sentence {} of `{}`", part.text.number(*sentence), part.id)
        })
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
