//! What the TOML parser complains of, in the words of an editor.

use std::ops::Range;

use super::characters;
use super::suggest::slug;

/// What is wrong with a file as TOML.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) code: &'static str,
    pub(super) range: Range<usize>,
    pub(super) label: &'static str,
    pub(super) message: String,
    pub(super) help: String,
    /// Whether some of what the editor wrote could not be read.
    pub(super) hides: bool,
    /// Whether nothing after it could be read either.
    pub(super) hides_rest: bool,
}

/// What `message` of the parser about `range` of `text` comes from.
pub(super) fn problem(text: &str, range: &Range<usize>, message: &str) -> Problem {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let here = &text[range.clone()];
    match what {
        "invalid date" => {
            let expected = expected.strip_prefix("a ").unwrap_or(expected);
            Problem {
                code: "transcript::bad-date",
                range: range.clone(),
                label: "here",
                message: format!("`{here}` is not a day of the calendar"),
                help: format!("write a {expected}, as in `2022-08-18`"),
                hides: false,
                hides_rest: false,
            }
        }
        "duplicate key" => Problem {
            code: "transcript::duplicate-key",
            range: range.clone(),
            label: "again here",
            message: format!("`{here}` is given twice"),
            help: "delete one, or give it another name".to_owned(),
            hides: false,
            hides_rest: false,
        },
        _ => {
            let line = line_at(text, range.start);
            unseen(text, range)
                .or_else(|| unclosed_list(text, range.start, &line, what))
                .or_else(|| table_name(text, &line))
                .or_else(|| other_sign(text, range.start, &line))
                .or_else(|| date(text, &line))
                .or_else(|| quotation_marks(text, range))
                .unwrap_or_else(|| complaint(text, range, what, expected))
        }
    }
}

fn syntax(range: Range<usize>, what: &str, help: impl Into<String>) -> Problem {
    Problem {
        code: "transcript::toml-syntax",
        range,
        label: "here",
        message: format!("this is not TOML: {what}"),
        help: help.into(),
        hides: true,
        hides_rest: false,
    }
}

/// Where the line stands that holds the byte `at`, without its line end.
pub(super) fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..]
        .find('\n')
        .map_or(text.len(), |newline| at + newline);
    start..end
}

/// Where the next table after the byte `from` begins, or the end.
pub(super) fn next_table(text: &str, from: usize) -> usize {
    let mut lines = text[from..]
        .match_indices('\n')
        .map(|(at, _)| from + at + 1);
    lines
        .find(|at| text[*at..].trim_start_matches([' ', '\t']).starts_with('['))
        .unwrap_or(text.len())
}

/// A blank that only looks like one, as word processors write it, or a character that shows nothing at all.
fn unseen(text: &str, range: &Range<usize>) -> Option<Problem> {
    let first = text[range.start..].chars().next()?;
    (!first.is_ascii() && characters::shows_nothing(first)).then(|| {
        syntax(
            range.start..range.start + first.len_utf8(),
            &format!(
                "the character U+{:04X} is no ordinary blank",
                u32::from(first)
            ),
            "write an ordinary blank in its place, or delete it",
        )
    })
}

/// A list that the line of the next key or table still seems to belong to.
fn unclosed_list(text: &str, at: usize, line: &Range<usize>, what: &str) -> Option<Problem> {
    let begins_line = text[line.start..at].trim().is_empty();
    let here = text[line.clone()].trim_start();
    let is_key = |key: &str| {
        !key.is_empty()
            && key
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
    };
    let has_key = |line: &str| {
        line.split_once('=')
            .is_some_and(|(key, _)| is_key(key.trim()))
    };
    if what != "missing comma between array elements"
        || !begins_line
        || !(has_key(here) || here.starts_with('['))
    {
        return None;
    }
    let mut start = line.start;
    let open = text[..start].split_inclusive('\n').rev().find_map(|line| {
        start -= line.len();
        let (key, value) = line.split_once('=').filter(|_| has_key(line))?;
        let bracket = start + key.len() + 1 + (value.len() - value.trim_start().len());
        Some(bracket).filter(|at| text[*at..].starts_with('['))
    })?;
    Some(Problem {
        label: "opened here",
        hides_rest: true,
        ..syntax(
            open..open + 1,
            "the list is never closed",
            "close it with `]` after its last item",
        )
    })
}

/// A name in square brackets that TOML would want in quotes, such as `[john smith]`: names of tables are ids here.
fn table_name(text: &str, line: &Range<usize>) -> Option<Problem> {
    let written = text[line.clone()].trim();
    let inside = written.strip_prefix('[')?;
    let inside = inside.strip_prefix('[').unwrap_or(inside);
    let name = inside[..inside.find(']')?].trim();
    let is_bare = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if name.is_empty() || name.contains(['"', '\'', '=']) || name.chars().all(is_bare) {
        return None;
    }
    let start = line.start + text[line.clone()].find(name)?;
    let brackets = if written.starts_with("[[") {
        ["[[", "]]"]
    } else {
        ["[", "]"]
    };
    let example = slug(name).map_or_else(String::new, |slug| {
        format!(", such as `{}{slug}{}`", brackets[0], brackets[1])
    });
    Some(syntax(
        start..start + name.len(),
        &format!("`{name}` cannot be the name of a table"),
        format!("write a slug: lower-case letters a to z, digits and single hyphens{example}"),
    ))
}

/// A sign that stands for another: a colon after a key, or one as wide as a Chinese character.
fn other_sign(text: &str, at: usize, line: &Range<usize>) -> Option<Problem> {
    let is_key = |c: char| c.is_ascii_alphanumeric() || "-_. ".contains(c);
    // The parser may have stepped over a colon already.
    let before = text[line.start..at].trim_end();
    let at = match before.strip_suffix(':') {
        Some(key) if !key.is_empty() && key.chars().all(is_key) => line.start + key.len(),
        _ => at,
    };
    let after = &text[at..line.end];
    let sign = after.trim_start().chars().next()?;
    let at = at + (after.len() - after.trim_start().len());
    let after_key = at > line.start && text[line.start..at].chars().all(is_key);
    let (meant, help) = match sign {
        ':' | '：' | '＝' if after_key => ('=', "write `=` between a key and its value"),
        '，' | '、' => (',', "write `,` between the items of a list"),
        '［' | '【' => ('[', "write `[`"),
        '］' | '】' => (']', "write `]`"),
        _ => return None,
    };
    Some(syntax(
        at..at + sign.len_utf8(),
        &format!("`{sign}` instead of `{meant}`"),
        help,
    ))
}

/// A day written in another way than TOML's. Whatever stands at `date` or `end` is meant as one.
fn date(text: &str, line: &Range<usize>) -> Option<Problem> {
    let (key, value) = text[line.clone()].split_once('=')?;
    let value = value.split('#').next().unwrap_or(value);
    let written = value.trim();
    let key_named = key.trim();
    if !matches!(key_named, "date" | "end") || written.is_empty() {
        return None;
    }
    let start = line.start + key.len() + 1 + (value.len() - value.trim_start().len());
    Some(Problem {
        code: "transcript::bad-date",
        range: start..start + written.len(),
        label: "here",
        message: format!("`{written}` is not how a date is written here"),
        help: format!("write year, month and day, without quotes: `{key_named} = 2022-08-18`"),
        hides: true,
        hides_rest: false,
    })
}

/// Text between quotation marks of print.
fn quotation_marks(text: &str, range: &Range<usize>) -> Option<Problem> {
    let first = text[range.clone()].chars().next()?;
    let curved = matches!(
        first,
        '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»' | '「' | '『' | '＂' | '＇'
    );
    curved.then(|| {
        syntax(
            range.clone(),
            &format!("the text begins with {first}"),
            "write straight quotation marks around the text: \"…\"",
        )
    })
}

/// What the parser itself says, `expected` being what it would have gone on with.
fn complaint(text: &str, range: &Range<usize>, what: &str, expected: &str) -> Problem {
    let here = &text[range.clone()];
    let range = range.clone();
    match what {
        // Whatever the parser takes them for, words without quotes are text.
        "string values must be quoted"
        | "invalid float"
        | "invalid boolean"
        | "missing opening quote"
            if here.starts_with(char::is_alphanumeric) =>
        {
            syntax(
                range,
                "text without quotation marks",
                "put the text in quotes: \"…\"",
            )
        }
        "invalid float" | "unexpected leading zero" => syntax(
            range,
            "neither a number nor text in quotation marks",
            "put a text in quotes, \"…\"; write a number in digits, without a zero before it",
        ),
        "string values must be quoted" if here.is_empty() => syntax(
            range,
            "a key without a value",
            "write a value after the `=`",
        ),
        "key with no value" => syntax(
            range,
            "a key without a value",
            "write `=` and a value after the key",
        ),
        "unexpected key or value" => {
            let after_text = text[..range.start].trim_end().ends_with(['"', '\'']);
            let help = if after_text {
                "end the line here; in a text between `\"` and `\"`, write `\\\"` for a quotation mark"
            } else {
                "end the line here"
            };
            syntax(range, "something follows what the line says", help)
        }
        "invalid basic string" | "invalid literal string" => syntax(
            range,
            "the quotation mark is never closed on its line",
            "close the text with a straight quotation mark",
        ),
        _ if expected.is_empty() => syntax(range, what, "see https://toml.io for what stands here"),
        _ => syntax(range, what, format!("expected {expected}")),
    }
}
