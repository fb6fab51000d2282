//! Characters that a content file must not hold: they cannot be seen, and some change the order of what is.

use super::diagnostic::Report;
use crate::words::is_direction_control;

/// Whether `c` is refused in content.
///
/// Refused are control characters other than tab and line ends; the characters that embed, override or isolate a
/// direction (U+202A–U+202E, U+2066–U+2069), since they can make the words on the page read otherwise than the words
/// in the file; U+2028 and U+2029, since they end a line without showing it; and U+FEFF anywhere but at the start.
/// The marks U+200E, U+200F and U+061C are allowed: they only settle the direction of the punctuation beside them,
/// which right-to-left text needs. Refused are also the signs of annotations (U+FFF9–U+FFFB) and the tags U+E0001–U+E007F:
/// no page shows them, and others read what they say. Whether tags spell a flag, [`is_refused_after`] knows.
pub(super) fn is_refused(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => true,
        _ => is_direction_control(c) || is_tag(c) || c.is_control(),
    }
}

/// Whether `c` is refused in content where it stands after `before`: tags may spell the flag of England, Scotland or Wales.
pub(super) fn is_refused_after(c: char, before: &str) -> bool {
    is_refused(c) && !(is_tag(c) && is_flag(before))
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0001}'..='\u{E007F}')
}

/// Whether `before` ends with the black flag and fewer tags than spell the longest of the flags.
fn is_flag(before: &str) -> bool {
    const TAGS: usize = "gbeng".len() + 1;
    let mut last = before.chars().rev().take(TAGS);
    last.find(|c| !is_tag(*c)) == Some('\u{1F3F4}')
}

/// Whether `c` stands for a picture or another object that is not in the text.
pub(super) fn is_object(c: char) -> bool {
    c == '\u{FFFC}'
}

/// Whether `c` is a private-use character, as which word processors keep the signs of fonts such as Symbol.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Whether `c` leaves nothing on the page but, at most, a gap: white space, and characters that only join, part or vary
/// their neighbours. Among words they have their uses; alone they are no words.
pub(super) fn shows_nothing(c: char) -> bool {
    match c {
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FFA0}' => true,
        _ => c.is_whitespace(),
    }
}

/// Reports every refused character, one diagnostic a run, and returns the text with spaces in their place, byte for
/// byte as long, so that positions stay true and nothing else is reported about them.
pub(super) fn check(report: &mut Report) -> String {
    let file = report.file.clone();
    let text = file.text();
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.char_indices().peekable();
    let mut run: Option<(usize, char)> = None;
    while let Some((at, c)) = chars.next() {
        let line_end = c == '\r' && chars.peek().is_some_and(|&(_, next)| next == '\n');
        if is_refused_after(c, &text[..at]) && !line_end {
            run.get_or_insert((at, c));
            clean.extend(std::iter::repeat_n(' ', c.len_utf8()));
            continue;
        }
        if let Some((start, first)) = run.take() {
            refuse(report, start, at, first);
        }
        clean.push(c);
    }
    if let Some((start, first)) = run {
        refuse(report, start, text.len(), first);
    }
    clean
}

fn refuse(report: &mut Report, start: usize, end: usize, first: char) {
    let (code, what) = match first {
        _ if is_direction_control(first) => (
            "transcript::bidirectional-override",
            "changes the direction of the text after it",
        ),
        _ => ("transcript::control-character", "cannot be seen"),
    };
    let message = format!("the character U+{:04X} {what}", u32::from(first));
    let help = match first {
        '\r' => "end the line with a line feed, or carriage return and line feed",
        '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => "use an ordinary line break",
        _ => "delete it",
    };
    report.error(code, start..end, "here", message).help(help);
}

/// `text` with every character spelt out that would be unseen, as `<U+202E>`, so that it can be shown.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_visible(c, &mut out);
    }
    out
}

/// Writes `c`, spelt out where it would be unseen: a refused character, one that few fonts show, or one that takes no room
/// and that no script needs to join or part its letters.
pub(super) fn push_visible(c: char, out: &mut String) {
    let is_unseen =
        is_object(c) || is_private(c) || matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}');
    if is_unseen || is_refused_after(c, out) {
        out.push_str(&format!("<U+{:04X}>", u32::from(c)));
    } else {
        out.push(c);
    }
}
