//! `transcript.md`: headings and paragraphs.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::attributes::{is_blank, trim};
use super::characters;
use super::comments;
use super::debris;
use super::diagnostic::Report;
use super::heading::{HeadingLine, RemarkAttributes, without_emphasis};
use super::ids::Ids;
use super::inline::{self, Paragraph};
use super::lookalikes;
use super::suggest::{nearest, slug};
use super::table::At;
use crate::address;
use crate::model::PartKind;

/// A part of the record as it stands in the file.
#[derive(Debug)]
pub(super) struct RawPart {
    pub(super) heading: Heading,
    /// Its paragraphs; each holds words.
    pub(super) paragraphs: Vec<Paragraph>,
}

/// The heading of a part.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) kind: PartKind,
    /// The id, and where it is pinned.
    pub(super) id: At<String>,
    /// Who speaks; `None` for the introduction and the afterword.
    pub(super) speaker: Option<SpeakerName>,
    /// The sentence that the share preview shows, counted from 1.
    pub(super) preview: Option<At<u32>>,
    /// Where the whole heading stands.
    pub(super) range: Range<usize>,
}

/// How a heading names its speaker.
#[derive(Debug)]
pub(super) struct SpeakerName {
    pub(super) name: At<String>,
    /// `speaker=id`
    pub(super) id: Option<At<String>>,
}

const INTRODUCTION: &str = "introduction";
const AFTERWORD: &str = "afterword";
/// The headings of the two.
pub(super) const SECTIONS: [&str; 2] = ["Introduction", "Afterword"];

/// Reads `transcript.md`.
pub(super) fn read(text: &str, report: &mut Report) -> Vec<RawPart> {
    let masked = comments::mask(text, report);
    debris::report(&masked, report);
    let masked = lookalikes::straighten(&masked, report);
    let mut reader = Reader {
        text: &masked,
        parts: Vec::new(),
        unknown: HashSet::new(),
        ids: Ids::new("remark"),
        taken: HashSet::new(),
        guesses: HashMap::new(),
        stray: false,
    };
    let mut paragraph: Option<Range<usize>> = None;
    let mut at = 0;
    for line in masked.split_inclusive('\n') {
        let range = trim(&masked, at..at + line.len());
        at += line.len();
        if range.is_empty() {
            // A line that holds only a comment is not there; an empty line parts paragraphs.
            if !line.contains('\0') {
                reader.paragraph(paragraph.take(), report);
            }
        } else if masked[range.clone()].starts_with('#') && !is_hashtag(&masked, &range, report) {
            reader.paragraph(paragraph.take(), report);
            reader.heading(range, report);
        } else {
            paragraph = Some(paragraph.map_or(range.start, |first| first.start)..range.end);
        }
    }
    reader.paragraph(paragraph, report);
    reader.finish(report)
}

/// Whether the line at `range`, which begins with `#`, is text rather than a heading: one sign, with no blank after it,
/// and not the name of a section. It is reported, for it is written as a heading.
fn is_hashtag(text: &str, range: &Range<usize>, report: &mut Report) -> bool {
    let words = &text[range.start + 1..range.end];
    let is_heading = words.starts_with(|c| c == '#' || is_blank(c))
        || words.is_empty()
        || nearest(words, SECTIONS).is_some();
    if is_heading {
        return false;
    }
    let word = words.split(char::is_whitespace).next().unwrap_or(words);
    let word = word.trim_end_matches(|c: char| c.is_ascii_punctuation());
    report
        .error(
            "transcript::heading-without-blank",
            range.start..range.start + 1,
            "here",
            "a line that begins with `#` is a heading, and has a blank after its sign",
        )
        .help(format!(
            "write `\\#{word}`: after a backslash the sign is a letter"
        ));
    true
}

/// Whether the words of a heading pin an id, as those of a remark do, and name none of the sections.
fn pins_id(words: &str) -> bool {
    words.split_once('{').is_some_and(|(name, inside)| {
        let id = inside.trim_start_matches(is_blank).strip_prefix('#');
        id.is_some_and(|id| id.starts_with(char::is_alphanumeric))
            && nearest(name.trim_matches(is_blank), SECTIONS).is_none()
    })
}

/// Reports a heading whose `signs` its `words` follow at once.
fn without_blank(words: &str, signs: Range<usize>, report: &mut Report) {
    let next = words
        .chars()
        .next()
        .filter(|c| characters::shows_nothing(*c));
    let message = next.map_or_else(
        || "a heading needs a blank after its signs".to_owned(),
        |c| {
            let code = u32::from(c);
            format!("a heading needs an ordinary blank after its signs, not U+{code:04X}")
        },
    );
    let help = format!(
        "write `{0} ` for a heading, `\\{0}` for the sign itself",
        "#".repeat(signs.len())
    );
    report
        .error("transcript::heading-without-blank", signs, "here", message)
        .help(help);
}

struct Reader<'t> {
    text: &'t str,
    parts: Vec<RawPart>,
    /// Which of the parts are sections of an unknown name, taken for one of the two for the sake of their words.
    unknown: HashSet<usize>,
    ids: Ids,
    /// The ids of the parts, those that were guessed too.
    taken: HashSet<String>,
    /// Per name as a slug how many ids were guessed from it.
    guesses: HashMap<String, usize>,
    /// Whether text before the first heading was reported.
    stray: bool,
}

impl Reader<'_> {
    fn paragraph(&mut self, range: Option<Range<usize>>, report: &mut Report) {
        let Some(range) = range else { return };
        let Some(part) = self.parts.last_mut() else {
            if !self.stray {
                report
                    .error(
                        "transcript::text-before-heading",
                        range,
                        "belongs to no part",
                        "text before the first heading",
                    )
                    .help("write `# Introduction` above it, or `## Name {#id}` if someone says it");
                self.stray = true;
            }
            return;
        };
        let paragraph = inline::read(self.text, range, report);
        if !paragraph.text.chars().all(characters::shows_nothing) {
            part.paragraphs.push(paragraph);
        }
    }

    fn heading(&mut self, range: Range<usize>, report: &mut Report) {
        let line = &self.text[range.clone()];
        let level = line.len() - line.trim_start_matches('#').len();
        let signs = range.start..range.start + level;
        let words = trim(self.text, signs.end..range.end);
        if level <= 2 && words.start == signs.end && !words.is_empty() {
            without_blank(&self.text[words.clone()], signs.clone(), report);
        }
        match level {
            2 => self.remark(range, words, report),
            _ if pins_id(&self.text[words.clone()]) => {
                let heading = &self.text[words.clone()];
                report
                    .error(
                        "transcript::heading-level",
                        signs,
                        "here",
                        "a heading with an id is that of a remark, and begins with two signs",
                    )
                    .help(format!(
                        "write `## {heading}`; a section is `# Introduction` or `# Afterword`, without braces"
                    ));
                self.remark(range, words, report);
            }
            1 => self.section(range, words, report),
            _ => {
                report
                    .error(
                        "transcript::deep-heading",
                        signs,
                        "here",
                        "a heading of more than two signs",
                    )
                    .help("write `## Name {#id}` for a remark; a remark has no headings within it");
            }
        }
    }

    /// `# Introduction` or `# Afterword`.
    fn section(&mut self, range: Range<usize>, words: Range<usize>, report: &mut Report) {
        let HeadingLine { name, braces, .. } = HeadingLine::read(self.text, words, report);
        if let Some(braces) = braces {
            report
                .error(
                    "transcript::unknown-attribute",
                    braces,
                    "here",
                    "the introduction and the afterword have no attributes",
                )
                .help("delete the braces");
        }
        let (kind, id) = match name.value.as_str() {
            "Introduction" => (PartKind::Introduction, INTRODUCTION),
            "Afterword" => (PartKind::Afterword, AFTERWORD),
            _ => {
                let meant = nearest(&name.value, SECTIONS);
                let help = meant.map_or_else(
                    || {
                        "write `# Introduction` or `# Afterword`, `## Name {#id}` for a remark, or `\\#` where the sign is a letter"
                            .to_owned()
                    },
                    |title| format!("did you mean `# {title}`?"),
                );
                report
                    .error(
                        "transcript::unknown-section",
                        range.clone(),
                        "here",
                        format!("unknown section `{}`", name.value),
                    )
                    .help(help);
                // Its words are still read, so that the mistakes in them are reported too.
                self.unknown.insert(self.parts.len());
                return match meant {
                    Some("Afterword") => self.push_section(PartKind::Afterword, AFTERWORD, range),
                    _ => self.push_section(PartKind::Introduction, INTRODUCTION, range),
                };
            }
        };
        let known = self.parts.iter().enumerate();
        let mut known = known.filter(|(at, _)| !self.unknown.contains(at));
        if let Some((_, first)) = known.find(|(_, part)| part.heading.kind == kind) {
            report
                .error(
                    "transcript::duplicate-section",
                    range.clone(),
                    "again here",
                    format!("the record has two sections `{}`", name.value),
                )
                .also(first.heading.range.clone(), "first here")
                .help("join them into one");
        } else if kind == PartKind::Introduction && !self.parts.is_empty() {
            report
                .error(
                    "transcript::late-introduction",
                    range.clone(),
                    "here",
                    "the introduction stands after a remark",
                )
                .help("move it above the first `## …`, or make it the `# Afterword`");
        }
        self.push_section(kind, id, range);
    }

    fn push_section(&mut self, kind: PartKind, id: &str, range: Range<usize>) {
        let id = At {
            value: id.to_owned(),
            range: range.clone(),
        };
        self.push(Heading {
            kind,
            id,
            speaker: None,
            preview: None,
            range,
        });
    }

    fn push(&mut self, heading: Heading) {
        self.taken.insert(heading.id.value.clone());
        self.parts.push(RawPart {
            heading,
            paragraphs: Vec::new(),
        });
    }

    /// `## Name {#id kind=… speaker=…}`.
    fn remark(&mut self, range: Range<usize>, words: Range<usize>, report: &mut Report) {
        let title = &self.text[words.clone()];
        if SECTIONS.contains(&title) {
            report
                .error(
                    "transcript::heading-level",
                    range.clone(),
                    "here",
                    "a heading of the record’s own words begins with one sign",
                )
                .help(format!("write `# {title}`"));
            return self.section(range, words, report);
        }
        let line = HeadingLine::read(self.text, words, report);
        let RemarkAttributes {
            id,
            kind,
            speaker,
            preview,
        } = RemarkAttributes::of(line.attributes, report);
        let afterword = self
            .parts
            .iter()
            .find(|part| part.heading.kind == PartKind::Afterword);
        if let Some(afterword) = afterword {
            report
                .error(
                    "transcript::remark-after-afterword",
                    range.clone(),
                    "this remark",
                    "a remark stands after the afterword",
                )
                .also(afterword.heading.range.clone(), "the afterword")
                .help("move the afterword below the last remark");
        }
        let id = match id {
            Some(id) => {
                self.take_id(&id, report);
                id
            }
            None => self.missing_id(&range, &line.name, report),
        };
        let heading = Heading {
            kind: kind.unwrap_or_default(),
            id,
            speaker: Some(SpeakerName {
                name: line.name,
                id: speaker,
            }),
            preview,
            range,
        };
        self.push(heading);
    }

    fn take_id(&mut self, id: &At<String>, report: &mut Report) {
        let reserved = id.value == INTRODUCTION || id.value == AFTERWORD;
        let names_sentence = matches!(
            address::parse(&id.value),
            address::Fragment::Place(address::Place {
                part: None,
                within: address::Within::Sentences { .. }
            })
        );
        if reserved || names_sentence {
            let whose = if reserved {
                "a section of the record"
            } else {
                "a sentence"
            };
            report
                .error(
                    "transcript::reserved-id",
                    id.range.clone(),
                    "here",
                    format!("the id `{}` is the address of {whose}", id.value),
                )
                .help("give the remark another id, by custom the speaker's name as a slug");
        }
        self.ids.add(id, report);
    }

    /// Reports a remark without an id; returns one to go on with.
    fn missing_id(
        &mut self,
        heading: &Range<usize>,
        name: &At<String>,
        report: &mut Report,
    ) -> At<String> {
        let base = slug(&name.value).unwrap_or_else(|| "remark".to_owned());
        let guesses = self.guesses.entry(base.clone()).or_default();
        let id = loop {
            *guesses += 1;
            let id = match *guesses {
                1 => base.clone(),
                number => format!("{base}-{number}"),
            };
            if !self.taken.contains(&id) {
                break id;
            }
        };
        report
            .error(
                "transcript::missing-id",
                heading.clone(),
                "no id",
                "the remark has no id",
            )
            .help(format!(
                "pin one: `## {} {{#{id}}}`",
                without_emphasis(&name.value)
            ));
        At {
            value: id,
            range: heading.clone(),
        }
    }

    fn finish(self, report: &mut Report) -> Vec<RawPart> {
        for (at, part) in self.parts.iter().enumerate() {
            if part.paragraphs.is_empty() && !self.unknown.contains(&at) {
                let what = if part.heading.speaker.is_some() {
                    "remark"
                } else {
                    "section"
                };
                report
                    .error(
                        "transcript::empty-remark",
                        part.heading.range.clone(),
                        "nothing follows",
                        format!("the {what} `{}` has no words", part.heading.id.value),
                    )
                    .help("write its text below, or delete the heading");
            }
        }
        if !self.parts.iter().any(|part| part.heading.speaker.is_some()) {
            report
                .error(
                    "transcript::no-remarks",
                    0..0,
                    "in this file",
                    "the transcript holds no remark",
                )
                .help("open each remark with a line such as `## Wu Hailong {#wu-hailong}`");
        }
        self.parts
    }
}
