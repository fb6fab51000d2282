//! `transcript.md`: headings and paragraphs.

use std::ops::Range;

use super::attributes::{self, Attribute, is_blank};
use super::comments;
use super::diagnostic::Report;
use super::ids::Ids;
use super::inline::{self, Paragraph};
use super::suggest::{did_you_mean, nearest, slug};
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

/// Kinds of remark an editor can write.
const KINDS: [(&str, PartKind); 5] = [
    ("opening", PartKind::Opening),
    ("contribution", PartKind::Contribution),
    ("question", PartKind::Question),
    ("answer", PartKind::Answer),
    ("closing", PartKind::Closing),
];

const INTRODUCTION: &str = "introduction";
const AFTERWORD: &str = "afterword";

/// Reads `transcript.md`.
pub(super) fn read(text: &str, report: &mut Report) -> Vec<RawPart> {
    let masked = comments::mask(text, report);
    let mut reader = Reader {
        text: &masked,
        parts: Vec::new(),
        ids: Ids::new("remark"),
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
        } else if masked[range.clone()].starts_with('#') {
            reader.paragraph(paragraph.take(), report);
            reader.heading(range, report);
        } else {
            paragraph = Some(paragraph.map_or(range.start, |first| first.start)..range.end);
        }
    }
    reader.paragraph(paragraph, report);
    reader.finish(report)
}

/// `range` without blanks and masked comments at its ends.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start_matches(is_blank).len());
    start..start.max(range.start + part.trim_end_matches(is_blank).len())
}

struct Reader<'t> {
    text: &'t str,
    parts: Vec<RawPart>,
    ids: Ids,
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
        if !paragraph.text.trim().is_empty() {
            part.paragraphs.push(paragraph);
        }
    }

    fn heading(&mut self, range: Range<usize>, report: &mut Report) {
        let line = &self.text[range.clone()];
        let level = line.len() - line.trim_start_matches('#').len();
        let signs = range.start..range.start + level;
        let words = trim(self.text, signs.end..range.end);
        if words.start == signs.end && !words.is_empty() {
            report
                .error(
                    "transcript::heading-without-blank",
                    signs.clone(),
                    "here",
                    "a heading needs a blank after its signs",
                )
                .help(format!(
                    "write `{0} ` for a heading, `\\{0}` for the sign itself",
                    "#".repeat(level)
                ));
        }
        match level {
            1 => self.section(range, words, report),
            2 => self.remark(range, words, report),
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
        let (name, attributes) = self.name_and_attributes(words, report);
        if let Some((braces, _)) = attributes {
            report
                .error("transcript::unknown-attribute", braces, "here", {
                    "the introduction and the afterword have no attributes"
                })
                .help("delete the braces");
        }
        let (kind, id) = match name.value.as_str() {
            "Introduction" => (PartKind::Introduction, INTRODUCTION),
            "Afterword" => (PartKind::Afterword, AFTERWORD),
            _ => {
                let help = match nearest(&name.value, ["Introduction", "Afterword"]) {
                    Some(title) => format!("did you mean `# {title}`?"),
                    None => {
                        "write `# Introduction` or `# Afterword`, or `## Name {#id}` for a remark"
                            .to_owned()
                    }
                };
                report
                    .error("transcript::unknown-section", range.clone(), "here", {
                        format!("unknown section `{}`", name.value)
                    })
                    .help(help);
                // Its words are still read, so that the mistakes in them are reported too.
                return self.push_section(PartKind::Introduction, INTRODUCTION, range);
            }
        };
        if let Some(first) = self.parts.iter().find(|part| part.heading.kind == kind) {
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
                .error("transcript::late-introduction", range.clone(), "here", {
                    "the introduction stands after a remark"
                })
                .help("move it above the first `## …`, or make it the `# Afterword`");
        }
        self.push_section(kind, id, range);
    }

    fn push_section(&mut self, kind: PartKind, id: &str, range: Range<usize>) {
        let id = At {
            value: id.to_owned(),
            range: range.clone(),
        };
        self.parts.push(RawPart {
            heading: Heading {
                kind,
                id,
                speaker: None,
                range,
            },
            paragraphs: Vec::new(),
        });
    }

    /// `## Name {#id kind=… speaker=…}`.
    fn remark(&mut self, range: Range<usize>, words: Range<usize>, report: &mut Report) {
        let (name, attributes) = self.name_and_attributes(words, report);
        let mut id = None;
        let mut kind = PartKind::Contribution;
        let mut speaker = None;
        for attribute in attributes.into_iter().flat_map(|(_, list)| list) {
            match attribute {
                Attribute::Signed('#', value) if value.value.is_empty() => {}
                Attribute::Signed('#', value) if id.is_none() => id = Some(value),
                Attribute::Signed('#', value) => {
                    report
                        .error(
                            "transcript::duplicate-attribute",
                            value.range,
                            "again here",
                            "the heading pins two ids",
                        )
                        .help("keep the one that readers have links to");
                }
                Attribute::Signed(sign, value) => {
                    report
                        .error(
                            "transcript::unknown-attribute",
                            value.range.start - 1..value.range.end,
                            "here",
                            format!("`{sign}{}` means nothing in a heading", value.value),
                        )
                        .help(format!(
                            "set a topic on words: `[words]{{{sign}{}}}`",
                            value.value
                        ));
                }
                Attribute::Keyed(key, value) => match key.value.as_str() {
                    "kind" => kind = read_kind(&value, report),
                    "speaker" => speaker = Some(value),
                    _ => {
                        let help =
                            did_you_mean(&key.value, ["kind", "speaker"]).unwrap_or_else(|| {
                                "a heading has `#id`, `kind=…` and `speaker=…`".to_owned()
                            });
                        report
                            .error("transcript::unknown-attribute", key.range, "here", {
                                format!("unknown attribute `{}`", key.value)
                            })
                            .help(help);
                    }
                },
            }
        }
        if let Some(afterword) = self
            .parts
            .iter()
            .find(|part| part.heading.kind == PartKind::Afterword)
        {
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
            None => self.missing_id(&range, &name, report),
        };
        let speaker = Some(SpeakerName { name, id: speaker });
        self.parts.push(RawPart {
            heading: Heading {
                kind,
                id,
                speaker,
                range,
            },
            paragraphs: Vec::new(),
        });
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
                .error("transcript::reserved-id", id.range.clone(), "here", {
                    format!("the id `{}` is the address of {whose}", id.value)
                })
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
        let taken = |id: &str| self.parts.iter().any(|part| part.heading.id.value == id);
        let free = (2..).map(|n| format!("{base}-{n}"));
        let id = std::iter::once(base.clone())
            .chain(free)
            .find(|id| !taken(id))
            .unwrap_or(base);
        report
            .error(
                "transcript::missing-id",
                heading.clone(),
                "no id",
                "the remark has no id",
            )
            .help(format!("pin one: `## {} {{#{id}}}`", name.value));
        At {
            value: id,
            range: heading.clone(),
        }
    }

    /// The words of a heading up to its braces, and what stands in the braces, with their place.
    fn name_and_attributes(
        &self,
        words: Range<usize>,
        report: &mut Report,
    ) -> (At<String>, Option<(Range<usize>, Vec<Attribute>)>) {
        let text = &self.text[words.clone()];
        let brace = text.char_indices().scan(false, |escaped, (at, c)| {
            let plain = !*escaped;
            *escaped = plain && c == '\\';
            Some((at, c, plain))
        });
        let brace = brace
            .into_iter()
            .find(|(_, c, plain)| *c == '{' && *plain)
            .map(|(at, ..)| words.start + at);
        let name = trim(self.text, words.start..brace.unwrap_or(words.end));
        let name = At {
            value: attributes::unescape(self.text, name.clone()),
            range: name,
        };
        let Some(open) = brace else {
            return (name, None);
        };
        let attributes = attributes::read(self.text, open, words.end, report);
        let rest = trim(self.text, attributes.end..words.end);
        if attributes.closed && !rest.is_empty() {
            report
                .error(
                    "transcript::text-after-attributes",
                    rest,
                    "here",
                    "a heading ends with its braces",
                )
                .help("move this before the braces, or into the text of the remark");
        }
        (name, Some((open..attributes.end, attributes.list)))
    }

    fn finish(self, report: &mut Report) -> Vec<RawPart> {
        for part in &self.parts {
            if part.paragraphs.is_empty() {
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

fn read_kind(value: &At<String>, report: &mut Report) -> PartKind {
    if let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == value.value) {
        return *kind;
    }
    let help = did_you_mean(&value.value, KINDS.map(|(name, _)| name)).unwrap_or_else(|| {
        "write `opening`, `contribution`, `question`, `answer` or `closing`".to_owned()
    });
    report
        .error("transcript::unknown-kind", value.range.clone(), "here", {
            format!("unknown kind of remark `{}`", value.value)
        })
        .help(help);
    PartKind::Contribution
}
