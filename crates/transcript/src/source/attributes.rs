//! What stands in braces: `{#id kind=opening}` on a heading, `{+topic -topic note="…"}` on words.

use std::ops::Range;

use super::diagnostic::Report;
use super::table::At;

/// One item in braces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Attribute {
    /// `#id`, `+topic` or `-topic`: the sign and what follows it, which may be nothing.
    Signed(char, At<String>),
    /// `key=value` or `key="value"`: the key's place covers all of it.
    Keyed(At<String>, At<String>),
}

/// What was read, and the byte at which reading goes on.
#[derive(Debug)]
pub(super) struct Attributes {
    pub(super) list: Vec<Attribute>,
    pub(super) end: usize,
    /// Whether the closing brace was there.
    pub(super) closed: bool,
}

/// Reads the attributes in `text` whose opening brace is at `open`, up to its closing brace or to `limit`.
pub(super) fn read(text: &str, open: usize, limit: usize, report: &mut Report) -> Attributes {
    let mut reader = Reader {
        text: &text[..limit],
        at: open + 1,
        list: Vec::new(),
    };
    let closed = reader.read(open, report);
    Attributes {
        list: reader.list,
        end: reader.at,
        closed,
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    list: Vec<Attribute>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Reads up to the closing brace; `false` where there is none.
    fn read(&mut self, open: usize, report: &mut Report) -> bool {
        loop {
            self.at += leading_blanks(self.rest());
            let start = self.at;
            let Some(first) = self.rest().chars().next() else {
                unclosed(open, report);
                return false;
            };
            if first == '}' {
                self.at += 1;
                return true;
            }
            let word = start..start + word_length(self.rest());
            let value_at = self.text[word.clone()]
                .find('=')
                .map(|equals| start + equals + 1)
                .or_else(|| self.apart(&word));
            if matches!(first, '#' | '+' | '-') {
                let name = self.name(start + 1..word.end);
                self.at = name.range.end;
                self.list.push(Attribute::Signed(first, name));
            } else if let Some(value_at) = value_at {
                let key = &self.text[start..value_at - 1];
                let key = key.trim_end_matches(is_blank).to_owned();
                self.at = value_at;
                let blanks = leading_blanks(self.rest());
                let has_value = !self.rest()[blanks..].starts_with('}');
                if has_value && (blanks > 0 || start + key.len() + 1 < value_at) {
                    self.at += blanks;
                    report
                        .error(
                            "transcript::blank-beside-equals",
                            start..self.at,
                            "here",
                            format!("a blank stands beside the `=` of `{key}`"),
                        )
                        .help(format!("write `{key}=` and the value right after it"));
                }
                let Some(value) = self.read_value(report) else {
                    continue;
                };
                self.list.push(Attribute::Keyed(
                    At {
                        value: key,
                        range: start..value.range.end,
                    },
                    value,
                ));
            } else {
                if !closes_soon(self.rest()) {
                    unclosed(open, report);
                    return false;
                }
                self.at = word.end.max(start + first.len_utf8());
                let name = &self.text[start..self.at];
                report
                    .error("transcript::unknown-attribute", start..self.at, "here", format!("`{name}` means nothing in braces"))
                    .help(
                        "after words stand `+topic`, `-topic` and `note=\"…\"`; in a heading stand `#id`, `kind=…`, \
                         `speaker=…` and `preview=…`",
                    );
            }
        }
    }

    /// Where the value begins if, after `word` and blanks, an equals sign stands by itself.
    fn apart(&self, word: &Range<usize>) -> Option<usize> {
        let after = &self.text[word.end..];
        let blanks = leading_blanks(after);
        (!word.is_empty() && after[blanks..].starts_with('=')).then_some(word.end + blanks + 1)
    }

    /// The name at `range`; where the braces are never closed, without the punctuation that ends the sentence.
    fn name(&self, range: Range<usize>) -> At<String> {
        let mut name = &self.text[range.clone()];
        if !closes_soon(&self.text[range.end..]) {
            name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        }
        At {
            value: name.to_owned(),
            range: range.start..range.start + name.len(),
        }
    }

    /// Reads the value at the current place, in quotes or up to a blank; `None` where its quote is not closed.
    fn read_value(&mut self, report: &mut Report) -> Option<At<String>> {
        let start = self.at;
        if let Some(quote) = self
            .rest()
            .chars()
            .next()
            .filter(|c| matches!(c, '“' | '”' | '„' | '\'' | '‘'))
        {
            report
                .error(
                    "transcript::bad-quotes",
                    start..start + quote.len_utf8(),
                    "here",
                    format!("the value begins with {quote} instead of a straight quotation mark"),
                )
                .help("put the value between straight quotation marks: \"…\"");
            self.at = start + self.rest().find('}').unwrap_or(self.rest().len());
            return None;
        }
        if !self.rest().starts_with('"') {
            self.at += word_length(self.rest());
            return Some(At {
                value: self.text[start..self.at].to_owned(),
                range: start..self.at,
            });
        }
        let mut value = String::new();
        let mut chars = self.rest().char_indices().skip(1).peekable();
        while let Some((offset, c)) = chars.next() {
            match c {
                '"' => {
                    self.at = start + offset + 1;
                    let lines = value
                        .split(['\r', '\n'])
                        .map(|line| line.trim_matches([' ', '\t']));
                    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
                    let value = lines.join(" ");
                    return Some(At {
                        value,
                        range: start..self.at,
                    });
                }
                '\\' if chars
                    .peek()
                    .is_some_and(|(_, next)| next.is_ascii_punctuation()) =>
                {
                    value.extend(chars.next().map(|(_, next)| next));
                }
                '\0' => {}
                _ => value.push(c),
            }
        }
        report
            .error(
                "transcript::unclosed-quote",
                start..start + 1,
                "opened here",
                "the quotation mark is never closed",
            )
            .help("close the value with `\"`; write `\\\"` for a quotation mark within it");
        self.at = start + self.rest().find('}').unwrap_or(self.rest().len());
        None
    }
}

fn unclosed(open: usize, report: &mut Report) {
    report
        .error(
            "transcript::unclosed-brace",
            open..open + 1,
            "opened here",
            "the brace is never closed",
        )
        .help("close it with `}`; write `\\{` for the sign itself");
}

/// Whether a brace closes before anything that looks like other markup.
fn closes_soon(rest: &str) -> bool {
    rest.find(['{', '[', '}'])
        .is_some_and(|at| rest[at..].starts_with('}'))
}

/// Blanks, line ends and masked comments at the start of `rest`.
fn leading_blanks(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches(is_blank).len()
}

fn word_length(rest: &str) -> usize {
    rest.find(|c: char| is_blank(c) || c == '}')
        .unwrap_or(rest.len())
}

/// White space between markup, a masked comment included.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\0')
}

/// The text of `range` with backslash escapes resolved and masked comments left out.
pub(super) fn unescape(text: &str, range: Range<usize>) -> String {
    let mut out = String::new();
    let mut chars = text[range].chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => {
                out.extend(chars.next())
            }
            '\0' => {}
            _ => out.push(c),
        }
    }
    out
}

/// `range` without blanks and masked comments at its ends.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start_matches(is_blank).len());
    start..start.max(range.start + part.trim_end_matches(is_blank).len())
}
