//! Markup within a paragraph: emphasis, links, marks, notes.

use std::ops::Range;

use fluent_uri::Iri;

use super::attributes::{self, Attribute, is_blank, trim};
use super::diagnostic::Report;
use super::event::{is_email, web_address};
use super::suggest::did_you_mean;
use super::table::At;
use crate::model::SpanKind;
use crate::words::{is_unit, is_word_char};

/// A paragraph without its markup. Ranges are bytes of `text`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Where it stands in the file.
    pub(super) source: Range<usize>,
    /// The words.
    pub(super) text: String,
    /// Emphasis, links and notes, ordered by start, outer before inner.
    pub(super) spans: Vec<Marked<SpanKind>>,
    /// Topics set and taken off by hand, in the order of the file.
    pub(super) marks: Vec<Marked<Mark>>,
}

/// Something said of a run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marked<T> {
    pub(super) what: T,
    /// The words.
    pub(super) range: Range<usize>,
    /// The markup in the file, the words included.
    pub(super) source: Range<usize>,
}

/// A topic set or taken off by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// `+topic`
    Add(At<String>),
    /// `-topic`
    Remove(At<String>),
}

/// Reads the paragraph that stands at `range` of `text`, in which comments are masked by NUL characters.
pub(super) fn read(text: &str, range: Range<usize>, report: &mut Report) -> Paragraph {
    let mut parser = Parser {
        text,
        at: range.start,
        limit: range.end,
        out: Paragraph {
            source: range,
            ..Paragraph::default()
        },
        open: Vec::new(),
    };
    parser.run(report);
    parser.finish(report)
}

#[derive(Debug)]
struct Open {
    sign: Sign,
    /// Where its sign stands in the file.
    source: usize,
    /// Where its words start.
    start: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Emphasis,
    Strong,
    Bracket,
}

impl Sign {
    fn width(self) -> usize {
        if self == Self::Strong { 2 } else { 1 }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Emphasis => "*",
            Self::Strong => "**",
            Self::Bracket => "[",
        }
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    limit: usize,
    out: Paragraph,
    /// What is open, innermost last.
    open: Vec<Open>,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..self.limit]
    }

    fn run(&mut self, report: &mut Report) {
        while let Some(c) = self.rest().chars().next() {
            match c {
                _ if is_blank(c) => self.blanks(),
                '\\' => self.backslash(),
                '*' => self.asterisks(report),
                '!' => self.exclamation(report),
                '[' => {
                    let (source, start) = (self.at, self.out.text.len());
                    self.open.push(Open {
                        sign: Sign::Bracket,
                        source,
                        start,
                    });
                    self.literal('[');
                }
                ']' => self.close_bracket(report),
                '{' => self.stray_brace(report),
                _ => self.literal(c),
            }
        }
    }

    fn literal(&mut self, c: char) {
        self.out.text.push(c);
        self.at += c.len_utf8();
    }

    /// Blanks stand as they are, but for those around a line break or a comment, which are one space; a line break within
    /// Chinese or Japanese is none.
    fn blanks(&mut self) {
        let length = self
            .rest()
            .find(|c| !is_blank(c))
            .unwrap_or(self.rest().len());
        let run = &self.text[self.at..self.at + length];
        let at_edge = self.out.text.is_empty() || self.at + length == self.limit;
        // Chinese has these marks in common with other languages.
        let is_mark = |c| matches!(c, '“' | '”' | '‘' | '’' | '…' | '—');
        let joins = run.contains('\n')
            && self
                .out
                .text
                .trim_end_matches(is_mark)
                .ends_with(is_chinese_or_japanese)
            && self.text[self.at + length..]
                .trim_start_matches(|c| matches!(c, '*' | '[' | '\0') || is_mark(c))
                .starts_with(is_chinese_or_japanese);
        let blank = !joins && run.contains(|c| c != '\0');
        if !at_edge && run.contains(['\n', '\0']) {
            if blank {
                self.out.text.push(' ');
            }
        } else if !at_edge {
            self.out.text.push_str(run);
        }
        self.at += length;
    }

    fn backslash(&mut self) {
        self.at += 1;
        match self.rest().chars().next() {
            Some(c) if c.is_ascii_punctuation() => self.literal(c),
            _ => self.out.text.push('\\'),
        }
    }

    /// Reports an image, `![words](address){…}`, in one piece; an exclamation mark else is a letter.
    fn exclamation(&mut self, report: &mut Report) {
        let rest = self.rest();
        let words = rest
            .strip_prefix("![")
            .and_then(|inside| inside.find([']', '[', '\n']));
        let address = words.map(|words| words + "![".len());
        let address = address.filter(|address| rest[*address..].starts_with("]("));
        let length =
            address.and_then(|address| rest[address..].find(')').map(|end| address + end + 1));
        let Some(mut length) = length else {
            return self.literal('!');
        };
        if rest[length..].starts_with('{') {
            length += rest[length..].find('}').map_or(0, |end| end + 1);
        }
        report
            .error(
                "transcript::image",
                self.at..self.at + length,
                "here",
                "a record holds words, and no images",
            )
            .help("delete it, or say in words what it shows; `\\!` where no image is meant");
        self.at += length;
    }

    fn asterisks(&mut self, report: &mut Report) {
        let run = self.rest().len() - self.rest().trim_start_matches('*').len();
        // Comments, masked by NUL, part nothing.
        let before = self.text[..self.at]
            .trim_end_matches('\0')
            .chars()
            .next_back();
        let after = self.rest()[run..].trim_start_matches('\0').chars().next();
        let can_open = flanks(after, before) && !after.is_some_and(closes);
        let can_close = flanks(before, after) && !before.is_some_and(opens);
        if run > 3 || is_product(before, after) || (!can_open && !can_close) {
            self.out.text.push_str(&self.text[self.at..self.at + run]);
            self.at += run;
            return;
        }
        let mut left = run;
        while left > 0 {
            let closes = if can_close {
                self.innermost(left)
            } else {
                None
            };
            if let Some(place) = closes {
                left -= self.close_emphasis(place, left, report);
            } else if can_open {
                let sign = if left == 1 {
                    Sign::Emphasis
                } else {
                    Sign::Strong
                };
                let (source, start) = (self.at, self.out.text.len());
                self.open.push(Open {
                    sign,
                    source,
                    start,
                });
                self.at += sign.width();
                left -= sign.width();
            } else {
                report
                    .error(
                        "transcript::unopened-emphasis",
                        self.at..self.at + left,
                        "closes nothing",
                        format!(
                            "`{}` closes an emphasis that was never opened",
                            "*".repeat(left)
                        ),
                    )
                    .help("write the sign before the first word too, or `\\*` for the sign itself");
                self.out.text.push_str(&"*".repeat(left));
                self.at += left;
                left = 0;
            }
        }
    }

    /// The open emphasis that a run of `width` asterisks closes: the innermost as wide as the run, or as can be.
    fn innermost(&self, width: usize) -> Option<usize> {
        let emphases = || {
            (0..self.open.len())
                .rev()
                .filter(|&at| self.open[at].sign != Sign::Bracket)
        };
        if width == 3 {
            return emphases().next();
        }
        emphases()
            .find(|&at| self.open[at].sign.width() == width)
            .or_else(|| emphases().next())
    }

    /// Closes an open emphasis with a run of `width` asterisks; returns how many of them that takes.
    fn close_emphasis(&mut self, place: usize, width: usize, report: &mut Report) -> usize {
        let open = self.open.remove(place);
        let taken = open.sign.width().min(width);
        let end = self.at + taken;
        if taken < open.sign.width() {
            report
                .error(
                    "transcript::unclosed-emphasis",
                    open.source..open.source + 2,
                    "opened by two",
                    "`**` is closed by a single `*`",
                )
                .also(self.at..end, "closed by one")
                .help("write as many signs after the words as before them");
        }
        let kind = if open.sign == Sign::Strong {
            SpanKind::Strong
        } else {
            SpanKind::Emphasis
        };
        let words = open.start..self.out.text.len();
        self.out.spans.push(Marked {
            what: kind,
            range: words,
            source: open.source..end,
        });
        self.at = end;
        taken
    }

    fn close_bracket(&mut self, report: &mut Report) {
        let place = self
            .open
            .iter()
            .rposition(|open| open.sign == Sign::Bracket);
        let next = self.rest()[1..].chars().next();
        let is_markup = matches!(next, Some('(' | '{'));
        let Some(place) = place else {
            if is_markup {
                report
                    .error(
                        "transcript::unopened-bracket",
                        self.at..self.at + 1,
                        "closes nothing",
                        "`]` closes a bracket that was never opened",
                    )
                    .help("write `[` before the first of the words, or `\\]` for the sign itself");
                self.skip_tail();
            } else {
                self.literal(']');
            }
            return;
        };
        if !is_markup {
            // Brackets that nothing follows are brackets of the source, as in “[sic]”.
            self.open.remove(place);
            self.literal(']');
            return;
        }
        let open = self.open.remove(place);
        // The bracket was written out as a letter of the source: take it back.
        self.out.text.remove(open.start);
        self.shift_back(open.start);
        let words = open.start..self.out.text.len();
        self.at += 1;
        let mut found: Vec<Result<SpanKind, Mark>> = Vec::new();
        if self.rest().starts_with('(') {
            found.extend(self.link(report).map(Ok));
        }
        if self.rest().starts_with('{') {
            self.mark_up(&mut found, report);
        }
        let source = open.source..self.at;
        let words = trimmed(&self.out.text, words);
        if words.is_empty() {
            report
                .error(
                    "transcript::empty-markup",
                    source,
                    "no words",
                    "the brackets hold no words",
                )
                .help("put the words that it is about in the brackets");
            return;
        }
        for what in found {
            let (range, source) = (words.clone(), source.clone());
            match what {
                Ok(kind) => self.out.spans.push(Marked {
                    what: kind,
                    range,
                    source,
                }),
                Err(mark) => self.out.marks.push(Marked {
                    what: mark,
                    range,
                    source,
                }),
            }
        }
    }

    /// Moves what lies after a taken-back bracket at `from` one byte to the left: the last of what was noted, since all is
    /// noted in the order of its end.
    fn shift_back(&mut self, from: usize) {
        shift_last(&mut self.out.spans, from);
        shift_last(&mut self.out.marks, from);
        for open in self
            .open
            .iter_mut()
            .rev()
            .take_while(|open| open.start > from)
        {
            open.start -= 1;
        }
    }

    /// Steps over `]` and what is attached to it.
    fn skip_tail(&mut self) {
        let close = if self.rest()[1..].starts_with('(') {
            ')'
        } else {
            '}'
        };
        let length = self.rest().find(close).map_or(1, |at| at + 1);
        self.at += length;
    }

    /// Reads `(address)`.
    fn link(&mut self, report: &mut Report) -> Option<SpanKind> {
        let open = self.at;
        let mut depth = 0;
        let close = self.rest().char_indices().find_map(|(at, c)| {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(open + at)
        });
        let Some(close) = close else {
            report
                .error(
                    "transcript::unclosed-link",
                    open..open + 1,
                    "opened here",
                    "the link's address is never closed",
                )
                .help("close it with `)`; write `\\[` before the words if no link is meant");
            let length = self.rest().find(is_blank).unwrap_or(self.rest().len());
            self.at += length;
            return None;
        };
        let range = trim(self.text, open + 1..close);
        self.at = close + 1;
        let address = attributes::unescape(self.text, range.clone());
        match link_address(&address) {
            Ok(()) => Some(SpanKind::Link(address)),
            Err(problem) => {
                let range = if range.is_empty() {
                    open..close + 1
                } else {
                    range
                };
                report
                    .error("transcript::bad-link", range, problem, "the link leads to no address that is allowed")
                    .help(match address.starts_with("www.") {
                        true => format!("write `https://{address}`"),
                        false => "links lead to `https://…`, `http://…` or `mailto:…`; write `\\[…\\]` if no link is meant".to_owned(),
                    });
                None
            }
        }
    }

    /// Reads `{+topic -topic note="…"}`.
    fn mark_up(&mut self, found: &mut Vec<Result<SpanKind, Mark>>, report: &mut Report) {
        let open = self.at;
        let attributes = attributes::read(self.text, self.at, self.limit, report);
        self.at = attributes.end;
        if attributes.closed
            && attributes.list.is_empty()
            && self.text[open + 1..self.at - 1].chars().all(is_blank)
        {
            report
                .error(
                    "transcript::empty-markup",
                    open..self.at,
                    "empty",
                    "the braces say nothing about the words",
                )
                .help("write `+topic`, `-topic` or `note=\"…\"` in them");
        }
        for attribute in attributes.list {
            match attribute {
                Attribute::Signed('+' | '-', topic) if topic.value.is_empty() => {
                    report
                        .error(
                            "transcript::unknown-attribute",
                            topic.range.start - 1..topic.range.end,
                            "no topic",
                            "the sign names no topic",
                        )
                        .help("write the topic's id right after the sign, as in `+peace`");
                }
                Attribute::Signed(sign @ ('+' | '-'), topic) => {
                    let topics = topics(sign, topic, report);
                    found.extend(topics.into_iter().map(Err));
                }
                Attribute::Signed(sign, name) => {
                    report
                        .error(
                            "transcript::unknown-attribute",
                            name.range.start - 1..name.range.end,
                            "here",
                            format!("`{sign}{}` means nothing after words", name.value),
                        )
                        .help("an id is pinned in a heading; a topic is set with `+topic`");
                }
                Attribute::Keyed(key, value) if key.value == "note" => {
                    if value.value.is_empty() {
                        report
                            .error(
                                "transcript::empty-markup",
                                key.range,
                                "no words",
                                "the note is empty",
                            )
                            .help("write the note, or delete it");
                    } else {
                        found.push(Ok(SpanKind::Note(value.value)));
                    }
                }
                Attribute::Keyed(key, _) => {
                    let help = did_you_mean(&key.value, ["note"]).unwrap_or_else(|| {
                        "after words stand `+topic`, `-topic` and `note=\"…\"`".to_owned()
                    });
                    report
                        .error(
                            "transcript::unknown-attribute",
                            key.range,
                            "here",
                            format!("unknown attribute `{}`", key.value),
                        )
                        .help(help);
                }
            }
        }
    }

    /// A brace that no bracket precedes is a letter, unless it looks like one that lost its brackets.
    fn stray_brace(&mut self, report: &mut Report) {
        let inside = self.rest()[1..].trim_start_matches(is_blank);
        let signed = inside
            .strip_prefix(['+', '-', '#'])
            .and_then(|name| name.chars().next());
        let looks_like_markup =
            signed.is_some_and(|c| c.is_alphanumeric()) || inside.starts_with("note=");
        if !looks_like_markup {
            self.literal('{');
            return;
        }
        let length = self.rest().find('}').map_or(1, |at| at + 1);
        report
            .error(
                "transcript::stray-braces",
                self.at..self.at + length,
                "here",
                "the braces do not stand right after words in brackets",
            )
            .help("write `[words]{…}`, without a blank between; write `\\{` for the sign itself");
        self.at += length;
    }

    fn finish(mut self, report: &mut Report) -> Paragraph {
        for open in &self.open {
            unclosed(open, report);
        }
        let end = self.out.text.trim_end_matches(is_blank).len();
        self.out.text.truncate(end);
        for span in &mut self.out.spans {
            span.range = trimmed(
                &self.out.text,
                span.range.start.min(end)..span.range.end.min(end),
            );
        }
        self.out.spans.retain(|span| !span.range.is_empty());
        self.out.spans.sort_by_key(|span| {
            (
                span.range.start,
                std::cmp::Reverse(span.range.end),
                span.source.start,
            )
        });
        report_crossings(&self.out, report);
        self.out
    }
}

/// The topics that `listed`, what stands after `sign`, names: one, or several with commas between, which are reported.
fn topics(sign: char, listed: At<String>, report: &mut Report) -> Vec<Mark> {
    const COMMAS: [char; 3] = [',', '，', '、'];
    let mut marks = Vec::new();
    let mut meant = Vec::new();
    let mut sign = sign;
    let mut start = listed.range.start;
    for part in listed.value.split_inclusive(COMMAS) {
        let name = part.trim_end_matches(COMMAS);
        let bare = name.strip_prefix(['+', '-']).unwrap_or(name);
        if bare.len() < name.len() {
            sign = if name.starts_with('+') { '+' } else { '-' };
        }
        let range = start + name.len() - bare.len()..start + name.len();
        start += part.len();
        if bare.is_empty() {
            continue;
        }
        meant.push(format!("{sign}{bare}"));
        let topic = At {
            value: bare.to_owned(),
            range,
        };
        marks.push(match sign {
            '+' => Mark::Add(topic),
            _ => Mark::Remove(topic),
        });
    }
    if let Some(comma) = listed.value.find(COMMAS) {
        let at = listed.range.start + comma;
        let comma = listed.value[comma..].chars().next().unwrap_or(',');
        let width = if comma == ',' { "" } else { "full-width " };
        report
            .error(
                "transcript::unknown-attribute",
                at..at + comma.len_utf8(),
                "here",
                format!("a {width}comma stands in the braces"),
            )
            .help(format!("part topics by a blank: `{{{}}}`", meant.join(" ")));
    }
    marks
}

/// Whether asterisks belong to the words that begin or end with `inner`, with `outer` on their other side: CommonMark's
/// left- and right-flanking runs. Scripts that do not part words by spaces do not part them from asterisks either.
fn flanks(inner: Option<char>, outer: Option<char>) -> bool {
    let parts = |c: char| !is_word_char(c) || is_unit(c);
    inner.is_some_and(|c| !c.is_whitespace() && (is_word_char(c) || outer.is_none_or(parts)))
}

/// Whether asterisks between two characters read as a sign of multiplication or as letters: `2*3`, `f(x)*g(x)`, `f**k`.
fn is_product(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| c.is_ascii_alphanumeric() || c == ')')
        && after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '(')
}

/// Whether a sign opens a bracket.
fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '[' | '{' | '（' | '［' | '【' | '「' | '『' | '《' | '〈' | '〔'
    )
}

/// Whether a sign ends something, so that no words begin with it. Quotation marks are not among them: which of them
/// closes differs from language to language.
fn closes(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '.'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '）'
            | '］'
            | '】'
            | '」'
            | '』'
            | '》'
            | '〉'
            | '〕'
            | '。'
            | '，'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
    )
}

fn unclosed(open: &Open, report: &mut Report) {
    let (code, what) = match open.sign {
        Sign::Bracket => ("transcript::unclosed-bracket", "the bracket"),
        Sign::Emphasis | Sign::Strong => ("transcript::unclosed-emphasis", "the emphasis"),
    };
    let sign = open.sign.text();
    let close = if open.sign == Sign::Bracket {
        "]"
    } else {
        sign
    };
    report
        .error(
            code,
            open.source..open.source + sign.len(),
            "opened here",
            format!("{what} is never closed in this paragraph"),
        )
        .help({
            let escaped: String = sign.chars().flat_map(|sign| ['\\', sign]).collect();
            format!(
                "write `{close}` after the last of its words, or `{escaped}` for the sign itself"
            )
        });
}

/// Reports markup that begins inside other markup and ends outside it, and a link within a link.
fn report_crossings(paragraph: &Paragraph, report: &mut Report) {
    let spans = paragraph
        .spans
        .iter()
        .map(|span| (&span.source, matches!(span.what, SpanKind::Link(_))));
    let mut all: Vec<_> = spans
        .chain(paragraph.marks.iter().map(|mark| (&mark.source, false)))
        .collect();
    all.sort_by_key(|(source, _)| (source.start, std::cmp::Reverse(source.end)));
    all.dedup_by_key(|(source, _)| (*source).clone());
    let mut around: Vec<(&Range<usize>, bool)> = Vec::new();
    for (source, is_link) in all {
        around.retain(|(outer, _)| outer.end > source.start);
        if let Some((outer, _)) = around.iter().find(|(outer, _)| outer.end < source.end) {
            report
                .error(
                    "transcript::crossing-markup",
                    source.clone(),
                    "begins inside, ends outside",
                    "markup crosses other markup",
                )
                .also((*outer).clone(), "this")
                .help("close what was opened last first");
        } else if let Some((outer, _)) = around
            .iter()
            .find(|(_, outer_is_link)| is_link && *outer_is_link)
        {
            report
                .error(
                    "transcript::nested-link",
                    source.clone(),
                    "the inner link",
                    "a link stands within a link",
                )
                .also((*outer).clone(), "the outer link")
                .help("keep one of them");
        }
        around.push((source, is_link));
    }
}

/// Whether `address` may be linked to; if not, why.
fn link_address(address: &str) -> Result<(), String> {
    if let Some(to) = address
        .get(..7)
        .filter(|s| s.eq_ignore_ascii_case("mailto:"))
        .map(|_| &address[7..])
    {
        let (to, _) = to.split_once('?').unwrap_or((to, ""));
        return if is_email(to) && Iri::parse(address).is_ok() {
            Ok(())
        } else {
            Err("not an e-mail address".into())
        };
    }
    web_address(address)
}

/// Moves what ends after `from` one byte to the left.
fn shift_last<T>(noted: &mut [Marked<T>], from: usize) {
    for Marked { range, .. } in noted
        .iter_mut()
        .rev()
        .take_while(|noted| noted.range.end > from)
    {
        range.start -= usize::from(range.start > from);
        range.end -= 1;
    }
}

/// `range` without white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start.max(range.start + part.trim_end().len())
}

/// Whether a character is Han, kana, or punctuation as wide as they are: a line break between two is no blank, since these
/// are written without.
pub(super) fn is_chinese_or_japanese(c: char) -> bool {
    matches!(c as u32,
        0x2E80..=0x2FDF | 0x3000..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF9F | 0x20000..=0x3FFFF)
}
