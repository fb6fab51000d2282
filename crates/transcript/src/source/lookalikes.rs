//! Signs that only look like those of a heading or of words in brackets: full-width ones, and those of a heading that
//! something unseen precedes.

use std::ops::Range;

use super::attributes::{is_blank, trim};
use super::characters;
use super::diagnostic::Report;
use super::inline::is_chinese_or_japanese;
use super::suggest::nearest;
use super::transcript::SECTIONS;

/// Reports such signs in `text`, and returns it with the signs that are meant, byte for byte as long, so that they are
/// read as such and nothing follows from the slip.
pub(super) fn straighten(text: &str, report: &mut Report) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match Lookalike::of(line) {
            Some(heading) => {
                heading.report(line, out.len(), report);
                heading.write(line, &mut out);
            }
            None => straighten_words(line, &mut out, report),
        }
    }
    out
}

/// Reports full-width signs after words in brackets, `[words]｛+topic｝` and `[words]（https://…）`, and writes `line` with
/// the signs that are meant.
fn straighten_words(line: &str, out: &mut String, report: &mut Report) {
    let start = out.len();
    let mut written = 0;
    for (at, _) in line.match_indices(['｛', '（']) {
        if at < written {
            continue;
        }
        let Some(length) = wide_tail(&line[..at], &line[at..]) else {
            continue;
        };
        let tail = &line[at..at + length];
        let is_link = tail.starts_with('（');
        let meant: String = tail.chars().map(|c| narrow_after(c, is_link)).collect();
        report
            .error(
                "transcript::full-width-sign",
                start + at..start + at + length,
                "here",
                format!(
                    "the {} after words in brackets are full-width",
                    if is_link { "round brackets" } else { "braces" }
                ),
            )
            .help(match is_link {
                true => format!("write `{meant}`; write `\\[…\\]` before it if no link is meant"),
                false => {
                    format!("write `{meant}`; write `\\[…\\]` before it if they are only letters")
                }
            });
        out.push_str(&line[written..at]);
        for c in tail.chars() {
            let meant = narrow_after(c, is_link);
            let blanks = " ".repeat(c.len_utf8() - meant.len_utf8());
            // The blanks stand where they part nothing: before a sign, but for one that opens.
            if matches!(meant, '(' | '{') {
                out.push(meant);
                out.push_str(&blanks);
            } else {
                out.push_str(&blanks);
                out.push(meant);
            }
        }
        written = at + length;
    }
    out.push_str(&line[written..]);
}

/// Bytes of the markup that `rest` begins with, written with full-width signs, where `before` it stand words in brackets.
fn wide_tail(before: &str, rest: &str) -> Option<usize> {
    let after_words = before.ends_with(']') && !before.ends_with("\\]");
    if !before.ends_with([']', ')', '）']) {
        return None;
    }
    let sign = '｛'.len_utf8();
    let inside = &rest[sign..];
    if rest.starts_with('｛') {
        let words = inside.trim_start_matches(is_gap);
        let is_markup = ["+", "-", "＋", "－", "note="]
            .iter()
            .any(|begin| words.starts_with(begin));
        let after_link = before.ends_with([')', '）']) && is_markup;
        let close = inside.char_indices().find(|(_, c)| matches!(c, '}' | '｝'));
        let length = close.map_or(sign, |(at, c)| sign + at + c.len_utf8());
        return (after_words || after_link).then_some(length);
    }
    let address = inside.trim_start_matches(is_gap);
    let is_address = ["http:", "https:", "mailto:", "www."].iter().any(|begin| {
        address
            .get(..begin.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(begin))
    });
    let end = address.find(|c| is_gap(c) || is_chinese_or_japanese(c));
    let end = end.unwrap_or(address.len());
    let close = if address[end..].starts_with('）') {
        Some(end + '）'.len_utf8())
    } else {
        address[..end].rfind(')').map(|at| at + 1)
    };
    let length = close.map_or(sign, |close| rest.len() - address.len() + close);
    (after_words && is_address).then_some(length)
}

/// The sign that a full-width one looks like, among those that stand after words in brackets.
fn narrow_after(c: char, is_link: bool) -> char {
    match c {
        '（' if is_link => '(',
        '）' if is_link => ')',
        '＋' if !is_link => '+',
        '－' if !is_link => '-',
        '｛' if !is_link => '{',
        '｝' if !is_link => '}',
        _ => c,
    }
}

/// Where the parts of such a heading stand in its line.
struct Lookalike {
    /// What cannot be seen before its signs; may be empty.
    before: Range<usize>,
    /// Its signs `##`.
    signs: Range<usize>,
    /// Its braces with what they hold, where there is something to straighten.
    braces: Option<Range<usize>>,
}

impl Lookalike {
    fn of(line: &str) -> Option<Self> {
        let whole = trim(line, 0..line.len());
        let seen = line[whole.clone()].trim_start_matches(is_gap);
        let words = seen.trim_start_matches(['#', '＃']);
        let before = whole.start..whole.end - seen.len();
        let signs = before.end..whole.end - words.len();
        if signs.is_empty() {
            return None;
        }
        let braces = braces(words);
        let is_straight = before.is_empty() && !line[signs.clone()].contains('＃');
        let is_heading =
            is_straight || braces.is_some() || reads_as_heading(&line[signs.clone()], words);
        let braces = braces
            .filter(|braces| words[braces.clone()].contains(is_wide))
            .map(|braces| signs.end + braces.start..signs.end + braces.end);
        (is_heading && !(is_straight && braces.is_none())).then_some(Self {
            before,
            signs,
            braces,
        })
    }

    /// Reports what is odd in `line`, which begins at `start` of the file.
    fn report(&self, line: &str, start: usize, report: &mut Report) {
        let mut add = |range: &Range<usize>, message: &str, help: String| {
            let range = start + range.start..start + range.end;
            report
                .error("transcript::lookalike-heading", range, "here", message)
                .help(help);
        };
        let signs = "#".repeat(line[self.signs.clone()].chars().count());
        if !self.before.is_empty() {
            add(
                &self.before,
                &format!(
                    "{} before the `{signs}` of a heading cannot be seen",
                    code_points(&line[self.before.clone()])
                ),
                format!(
                    "delete it, so that the line begins with `{signs}`; write `\\#` if no heading is meant"
                ),
            );
        }
        if line[self.signs.clone()].contains('＃') {
            add(
                &self.signs,
                "the signs of the heading are full-width",
                format!("write `{signs}`"),
            );
        }
        if let Some(braces) = &self.braces {
            let meant: String = line[braces.clone()].chars().map(narrow).collect();
            add(
                braces,
                "signs in the braces of the heading are full-width",
                format!("write `{}}}`", meant.trim_end_matches('}')),
            );
        }
    }

    /// Writes `line` with the signs that are meant, and blanks for the bytes that they leave.
    fn write(&self, line: &str, out: &mut String) {
        out.push_str(&line[..self.before.start]);
        out.push_str(&" ".repeat(self.before.len()));
        let signs = &line[self.signs.clone()];
        let level = signs.chars().count();
        out.push_str(&"#".repeat(level));
        out.push_str(&" ".repeat(signs.len() - level));
        let Some(braces) = &self.braces else {
            out.push_str(&line[self.signs.end..]);
            return;
        };
        out.push_str(&line[self.signs.end..braces.start]);
        for c in line[braces.clone()].chars() {
            let blanks = " ".repeat(c.len_utf8() - narrow(c).len_utf8());
            // An id ends before the blanks, and begins after them.
            if c == '｝' {
                out.push('}');
                out.push_str(&blanks);
            } else {
                out.push_str(&blanks);
                out.push(narrow(c));
            }
        }
        out.push_str(&line[braces.end..]);
    }
}

/// Whether odd signs with `words` after them, and no braces, are a heading's. Text may begin so too: `＃MeToo`, or a
/// number after the blank that opens a Chinese paragraph.
fn reads_as_heading(signs: &str, words: &str) -> bool {
    let is_section = || nearest(words.trim_matches(is_gap), SECTIONS).is_some();
    words.starts_with(is_gap) && (signs.chars().count() == 2 || is_section())
}

/// Where the braces of a heading stand in its `words`, whatever their width.
fn braces(words: &str) -> Option<Range<usize>> {
    let opens = |&(at, c): &(usize, char)| {
        let inside = words[at + c.len_utf8()..].trim_start_matches(is_gap);
        let attributes = ["#", "＃", "kind=", "speaker=", "preview="];
        matches!(c, '{' | '｛') && attributes.iter().any(|begin| inside.starts_with(begin))
    };
    let (open, _) = words.char_indices().find(opens)?;
    let close = words[open..]
        .char_indices()
        .find(|(_, c)| matches!(c, '}' | '｝'));
    let end = close.map_or(words.len(), |(at, c)| open + at + c.len_utf8());
    Some(open..end)
}

/// What stands in `text`, but for blanks, as `U+200B`.
fn code_points(text: &str) -> String {
    let mut points: Vec<String> = text
        .chars()
        .filter(|c| !is_blank(*c))
        .map(|c| format!("U+{:04X}", u32::from(c)))
        .collect();
    points.dedup();
    points.join(" and ")
}

fn is_gap(c: char) -> bool {
    is_blank(c) || characters::shows_nothing(c)
}

fn is_wide(c: char) -> bool {
    narrow(c) != c
}

/// The sign that a full-width one looks like, among those of a heading.
fn narrow(c: char) -> char {
    match c {
        '｛' => '{',
        '｝' => '}',
        '＃' => '#',
        _ => c,
    }
}
