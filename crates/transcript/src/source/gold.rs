//! How near the tags come to the topics that a careful reader sets, as `gold.toml` lists them.

use std::fmt;

use crate::model::{Event, Tag, Text};

/// What the event's tags are measured by: the topics of one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expected {
    /// Index into [`Event::parts`].
    pub(super) part: usize,
    /// Index into the sentences of the part.
    pub(super) sentence: usize,
    /// Indexes into [`Event::topics`].
    pub(super) topics: Vec<u16>,
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
    /// Its number.
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
                sentence: text.number(*sentence),
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
