//! What must hold across the files of an event: everyone listed speaks, every topic is found, every remark bears one.

use super::assemble::Assembled;
use super::diagnostic::{Report, times};
use super::table::At;
use super::transcript::RawPart;
use crate::model::{Part, Speaker};
use crate::words::words;

/// Reports the speakers of `speakers.toml`, listed at `at`, whom no heading of `text` names.
pub(super) fn unused_speakers(
    at: &[At<String>],
    speakers: &[Speaker],
    text: &str,
    assembled: &Assembled,
    report: &mut Report,
) {
    // A heading of another level is reported already.
    let is_headed = |speaker: &Speaker| {
        let headings = text.lines().filter_map(|line| line.strip_prefix('#'));
        let mut names = headings.map(|line| line.trim_start_matches(['#', ' ']));
        names.any(|name| name.starts_with(&speaker.name))
    };
    for ((id, _), _) in at
        .iter()
        .zip(&assembled.mentioned)
        .zip(speakers)
        .filter(|((_, mentioned), speaker)| !**mentioned && !is_headed(speaker))
    {
        report
            .error(
                "transcript::unused-speaker",
                id.range.clone(),
                "has no remark",
                format!("the speaker `{}` says nothing in the transcript", id.value),
            )
            .help("delete the table, or write the remark");
    }
}

/// Reports the headings that choose a sentence their remark does not have.
pub(super) fn previews(assembled: &Assembled, report: &mut Report) {
    for (part, preview) in assembled.event.parts.iter().zip(&assembled.previews) {
        let Some(preview) = preview else { continue };
        let sentences = part.text.sentences.len();
        // A remark without words is reported already.
        if part.preview.is_some() || sentences == 0 {
            continue;
        }
        let (has, help) = match sentences {
            1 => (
                "one sentence".to_owned(),
                format!("write `preview={}`, or leave it out", part.text.number(0)),
            ),
            _ => (
                format!("{sentences} sentences"),
                match part.text.numbers.is_empty() {
                    true => format!("write a number from 1 to {sentences}"),
                    false => "write the number that the page shows after the sentence".to_owned(),
                },
            ),
        };
        report
            .error(
                "transcript::no-such-sentence",
                preview.range.clone(),
                "here",
                format!(
                    "there is no sentence {}: the remark has {has}",
                    preview.value
                ),
            )
            .help(help);
    }
}

/// Reports the sides of `event.toml`, listed at `at`, that no speaker mentions.
pub(super) fn unused_sides(at: &[At<String>], mentioned: &[bool], report: &mut Report) {
    for (id, _) in at
        .iter()
        .zip(mentioned)
        .filter(|(_, mentioned)| !**mentioned)
    {
        report
            .warning(
                "transcript::unused-side",
                id.range.clone(),
                "has no speaker",
                format!("no speaker belongs to the side `{}`", id.value),
            )
            .help(format!(
                "write `side = \"{}\"` in speakers.toml, or delete the side",
                id.value
            ));
    }
}

/// Reports the topics of `topics.toml` that no sentence bears: each is listed with whether it has terms, since one
/// without is reported already.
pub(super) fn unused_topics(
    topics: &[(At<String>, bool)],
    assembled: &Assembled,
    report: &mut Report,
) {
    let mut used = vec![false; topics.len()];
    let sentences = assembled
        .event
        .parts
        .iter()
        .flat_map(|part| &part.text.sentences);
    for tag in sentences.flat_map(|sentence| &sentence.tags) {
        used[usize::from(tag.topic)] = true;
    }
    for ((id, has_terms), used) in topics.iter().zip(used) {
        if used || !has_terms {
            continue;
        }
        report
            .error(
                "transcript::unused-topic",
                id.range.clone(),
                "matches nothing",
                format!("the topic `{}` is on no sentence", id.value),
            )
            .help("add terms that stand in the transcript, or delete the topic");
    }
}

/// A remark of fewer words, such as “Thank you, Chair.”, need not bear a topic.
const FEW_WORDS: usize = 6;

/// Reports the remarks that bear no topic.
pub(super) fn remarks_without_topic(assembled: &Assembled, report: &mut Report) {
    let bears_topic = |part: &Part| {
        part.text
            .sentences
            .iter()
            .any(|sentence| !sentence.tags.is_empty())
    };
    for (part, heading) in assembled.event.parts.iter().zip(&assembled.headings) {
        let says_something = || words(&part.text.plain).nth(FEW_WORDS - 1).is_some();
        if part.kind.is_remark() && !bears_topic(part) && says_something() {
            report
                .warning("transcript::remark-without-topic", heading.clone(), "no topic", format!("the remark `{}` bears no topic", part.id))
                .help("add a term that stands in it to topics.toml, or set a topic: `[words]{+topic}`");
        }
    }
}

/// Reports paragraphs of `text` that begin as word processors and recorders mark who speaks: `Kim Min: I object.` They are
/// published as words of the remark that they stand in.
pub(super) fn speakers_in_paragraphs(
    text: &str,
    parts: &[RawPart],
    speakers: &[Speaker],
    report: &mut Report,
) {
    let mut found = Vec::new();
    for part in parts {
        let mut at = part.heading.range.end;
        for paragraph in &part.paragraphs {
            let speaker = speakers
                .iter()
                .find(|speaker| is_said_by(&paragraph.text, &speaker.name));
            let Some(speaker) = speaker else { continue };
            if let Some(offset) = text.get(at..).and_then(|rest| rest.find(&speaker.name)) {
                let start = at + offset;
                at = start + speaker.name.len();
                found.push((start..at, &speaker.name));
            }
        }
    }
    let Some((first, name)) = found.first() else {
        return;
    };
    let times = times(found.len());
    report
        .warning(
            "transcript::speaker-in-paragraph",
            first.clone(),
            "here",
            format!(
                "a paragraph begins with a speaker’s name, and is published as words of the remark it is in{times}"
            ),
        )
        .help(format!(
            "if they speak here, give them a heading of their own: `## {name} {{#id}}`"
        ));
}

/// Whether a paragraph is a name, or begins with one as a label: `Kim Min:`, `Kim Min (KDI):`.
fn is_said_by(paragraph: &str, name: &str) -> bool {
    let Some(rest) = paragraph.trim().strip_prefix(name) else {
        return false;
    };
    let after_brackets = rest
        .trim_start()
        .strip_prefix(['(', '（'])
        .and_then(|inside| inside.split_once([')', '）']))
        .map_or(rest, |(_, after)| after);
    after_brackets.is_empty() || after_brackets.starts_with([':', '：'])
}
