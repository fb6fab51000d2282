//! A heading's line: a name, and what stands in braces after it.

use std::ops::Range;

use super::attributes::{self, Attribute, trim};
use super::diagnostic::Report;
use super::suggest::did_you_mean;
use super::table::At;
use crate::model::PartKind;

/// A heading without its signs.
#[derive(Debug)]
pub(super) struct HeadingLine {
    /// The words up to the braces.
    pub(super) name: At<String>,
    /// Where the braces stand.
    pub(super) braces: Option<Range<usize>>,
    /// What stands in them.
    pub(super) attributes: Vec<Attribute>,
}

impl HeadingLine {
    /// Reads what stands at `words` of `text`.
    pub(super) fn read(text: &str, words: Range<usize>, report: &mut Report) -> Self {
        let open = first_brace(&text[words.clone()]).map(|at| words.start + at);
        let range = trim(text, words.start..open.unwrap_or(words.end));
        let name = At {
            value: attributes::unescape(text, range.clone()),
            range,
        };
        let Some(open) = open else {
            return Self {
                name,
                braces: None,
                attributes: Vec::new(),
            };
        };
        let attributes = attributes::read(text, open, words.end, report);
        let rest = trim(text, attributes.end..words.end);
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
        Self {
            name,
            braces: Some(open..attributes.end),
            attributes: attributes.list,
        }
    }
}

/// `name` without signs of emphasis around it.
pub(super) fn without_emphasis(name: &str) -> &str {
    name.trim_matches(['*', '_']).trim_matches(' ')
}

/// The first brace that no backslash stands before.
fn first_brace(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let found = c == '{' && !escaped;
        escaped = c == '\\' && !escaped;
        found.then_some(at)
    })
}

/// What the heading of a remark says in its braces.
#[derive(Debug, Default)]
pub(super) struct RemarkAttributes {
    /// `#id`
    pub(super) id: Option<At<String>>,
    /// `kind=…`
    pub(super) kind: Option<PartKind>,
    /// `speaker=id`
    pub(super) speaker: Option<At<String>>,
    /// `preview=3`
    pub(super) preview: Option<At<u32>>,
}

/// Kinds of remark an editor can write.
const KINDS: [(&str, PartKind); 5] = [
    ("opening", PartKind::Opening),
    ("contribution", PartKind::Contribution),
    ("question", PartKind::Question),
    ("answer", PartKind::Answer),
    ("closing", PartKind::Closing),
];

impl RemarkAttributes {
    /// Sorts `list` out; reports what has no place in a heading.
    pub(super) fn of(list: Vec<Attribute>, report: &mut Report) -> Self {
        let mut out = Self::default();
        for attribute in list {
            match attribute {
                // A sign without a name pins nothing: the heading has no id.
                Attribute::Signed('#', id) if id.value.is_empty() => {}
                Attribute::Signed('#', id) if out.id.is_none() => out.id = Some(id),
                Attribute::Signed('#', id) => twice("id", id.range, report),
                Attribute::Signed(sign, name) => {
                    report
                        .error(
                            "transcript::unknown-attribute",
                            name.range.start - 1..name.range.end,
                            "here",
                            format!("`{sign}{}` means nothing in a heading", name.value),
                        )
                        .help(format!(
                            "set a topic on words: `[words]{{{sign}{}}}`",
                            name.value
                        ));
                }
                Attribute::Keyed(key, value) => match key.value.as_str() {
                    "kind" if out.kind.is_none() => out.kind = Some(read_kind(&value, report)),
                    "speaker" if out.speaker.is_none() => out.speaker = Some(value),
                    "preview" if out.preview.is_none() => {
                        out.preview = read_preview(&value, report)
                    }
                    "kind" | "speaker" | "preview" => twice(&key.value, key.range, report),
                    _ => unknown(&key, report),
                },
            }
        }
        out
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
        .error(
            "transcript::unknown-kind",
            value.range.clone(),
            "here",
            format!("unknown kind of remark `{}`", value.value),
        )
        .help(help);
    PartKind::Contribution
}

/// The number of a sentence, from 1. Whether there is one of this number shows when the remark is read.
fn read_preview(value: &At<String>, report: &mut Report) -> Option<At<u32>> {
    let digits = value.value.bytes().all(|byte| byte.is_ascii_digit());
    let number = value
        .value
        .parse()
        .ok()
        .filter(|number| digits && *number > 0);
    if number.is_none() {
        report
            .error(
                "transcript::bad-preview",
                value.range.clone(),
                "here",
                format!("`{}` is not the number of a sentence", value.value),
            )
            .help("write `preview=3` for the remark's third sentence; the page shows the number after each");
    }
    number.map(|number| At {
        value: number,
        range: value.range.clone(),
    })
}

fn twice(what: &str, range: Range<usize>, report: &mut Report) {
    let keep = if what == "id" {
        "keep the one that readers have links to"
    } else {
        "keep one of them"
    };
    report
        .error(
            "transcript::duplicate-attribute",
            range,
            "again here",
            format!("the heading gives `{what}` twice"),
        )
        .help(keep);
}

fn unknown(key: &At<String>, report: &mut Report) {
    let help = did_you_mean(&key.value, ["kind", "speaker", "preview"])
        .unwrap_or_else(|| "a heading has `#id`, `kind=…`, `speaker=…` and `preview=…`".to_owned());
    report
        .error(
            "transcript::unknown-attribute",
            key.range.clone(),
            "here",
            format!("unknown attribute `{}`", key.value),
        )
        .help(help);
}
