//! Headings whose signs only look like those of a heading: full-width ones, and ones that something unseen precedes.

use std::ops::Range;

use super::attributes::{is_blank, trim};
use super::characters;
use super::diagnostic::Report;
use super::suggest::nearest;
use super::transcript::SECTIONS;

/// Reports such headings in `text`, and returns it with the signs that are meant, byte for byte as long, so that they
/// are read as headings and nothing follows from the slip.
pub(super) fn straighten(text: &str, report: &mut Report) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match Lookalike::of(line) {
            Some(heading) => {
                heading.report(line, out.len(), report);
                heading.write(line, &mut out);
            }
            None => out.push_str(line),
        }
    }
    out
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
