//! What must hold across the files of an event: everyone listed speaks, every topic is found, every remark bears one.

use super::assemble::Assembled;
use super::comments::mask;
use super::diagnostic::{Report, times};
use super::speakers::is_before_names;
use super::table::At;
use super::transcript::RawPart;
use crate::model::{Part, Speaker};
use crate::words::{folded, words};

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

/// Reports lines of `text` that begin as word processors and recorders mark who speaks: `Kim Min: I object.` They are
/// published as words of the remark that they stand in.
pub(super) fn speakers_in_paragraphs(
    text: &str,
    parts: &[RawPart],
    speakers: &[Speaker],
    report: &mut Report,
) {
    let called: Vec<(&str, Vec<String>, Vec<String>)> = speakers
        .iter()
        .map(|speaker| {
            let family = speaker.family.as_deref().unwrap_or_default();
            (&*speaker.name, folded(&speaker.name), folded(family))
        })
        .collect();
    // What comments say is nobody's words.
    let masked = mask(text, &mut Report::new(report.file.clone()));
    let mut found = Vec::new();
    for paragraph in parts.iter().flat_map(|part| &part.paragraphs) {
        let source = masked.get(paragraph.source.clone()).unwrap_or_default();
        let alone = !source.trim().contains('\n');
        let mut at = paragraph.source.start;
        for line in source.split_inclusive('\n') {
            let words = line.trim_start_matches(is_around_labels);
            let start = at + line.len() - words.len();
            at += line.len();
            let Some(label) = label(words, alone) else {
                continue;
            };
            let said = folded(label);
            let is_said_by = |(_, name, family): &&(&str, Vec<String>, Vec<String>)| {
                let before = said.strip_suffix(&**family);
                let is_family = !family.is_empty()
                    && words[label.len()..].contains(COLONS)
                    && before.is_some_and(|before| before.iter().all(|word| is_before_names(word)));
                !name.is_empty() && said == *name || is_family
            };
            if let Some((name, ..)) = called.iter().find(is_said_by) {
                found.push((start..start + label.len(), *name));
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

const COLONS: [char; 2] = [':', '：'];
const BRACKETS: [char; 2] = ['(', '（'];
const LONGEST_LABEL: usize = 120;

/// Whether a character may stand between a label and what it labels, or the start of its line.
fn is_around_labels(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_' | '–' | '—' | '\0')
}

/// What stands before the colon of a line, what is in brackets left out: `Kim Min (KDI): I object.` Without a colon it may
/// be all of a line that is a paragraph of its own.
fn label(line: &str, alone: bool) -> Option<&str> {
    let end = line.find(COLONS).or_else(|| alone.then_some(line.len()))?;
    let label = line[..end].trim_end_matches(is_around_labels);
    let label = match label.ends_with([')', '）']) {
        true => label.split(BRACKETS).next().unwrap_or_default(),
        false => label,
    };
    let label = label.trim_end_matches(is_around_labels);
    (label.len() <= LONGEST_LABEL).then_some(label)
}
