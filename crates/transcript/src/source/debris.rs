//! What conversions from other formats leave in a transcript. It would be published as it stands.

use std::ops::Range;

use super::diagnostic::{Report, times};
use super::inline::is_chinese_or_japanese;

/// A kind of debris: how it is called, and what to do.
struct Kind {
    what: &'static str,
    help: &'static str,
    find: fn(&str) -> Vec<Range<usize>>,
}

const KINDS: [Kind; 14] = [
    Kind {
        what: "an HTML entity",
        help: "write the character itself; `\\&` where the signs are meant",
        find: entities,
    },
    Kind {
        what: "an HTML tag",
        help: "write the words alone, with `*` around what is emphasised; `\\<` where the sign is meant",
        find: tags,
    },
    Kind {
        what: "a reference to a footnote",
        help: "write the note behind the words that it is about: `[words]{note=\"…\"}`; `\\[` where the sign is meant",
        find: footnotes,
    },
    Kind {
        what: "a line marked as a quotation",
        help: "write the words without `>`; `\\>` where the sign is meant",
        find: |text| lines_that(text, |line| line.starts_with("> ")),
    },
    Kind {
        what: "a row of a table",
        help: "write what it says in words: a record has no tables",
        find: |text| {
            lines_that(text, |line| {
                line.len() > 2 && line.starts_with('|') && line.ends_with('|')
            })
        },
    },
    Kind {
        what: "a rule across the page",
        help: "delete it",
        find: |text| lines_that(text, is_rule),
    },
    Kind {
        what: "an item of a list in the same paragraph as the one before",
        help: "put an empty line between the items, or they are one running text",
        find: items,
    },
    Kind {
        what: "emphasis written with underscores",
        help: "write `*words*`; `\\_` where the sign is meant",
        find: underscores,
    },
    Kind {
        what: "code between backticks",
        help: "write the words alone; `\\`` where the sign is meant",
        find: |text| between(text, "`"),
    },
    Kind {
        what: "words struck out",
        help: "write the words that count; `\\~` where the sign is meant",
        find: |text| between(text, "~~"),
    },
    Kind {
        what: "an address in angle brackets",
        help: "write `[words](address)`; `\\<` where the sign is meant",
        find: addresses,
    },
    Kind {
        what: "a link that names its address elsewhere",
        help: "write `[words](address)`; `\\[` where the sign is meant",
        find: references,
    },
    Kind {
        what: "a backslash that breaks the line",
        help: "delete it; an empty line begins another paragraph",
        find: breaks,
    },
    Kind {
        what: "letters read in a wrong encoding",
        help: "look in the source what they were: “â€™” is an apostrophe, “Ã©” an “é”",
        find: mojibake,
    },
];

/// Names of tags that word processors and web pages leave behind.
const TAGS: &[&str] = &[
    "a",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
];

/// Names of entities that web pages and word processors write.
const ENTITIES: &[&str] = &[
    "aacute", "agrave", "amp", "apos", "auml", "bull", "ccedil", "copy", "deg", "eacute", "ecirc",
    "egrave", "emsp", "ensp", "euro", "gt", "hellip", "iacute", "laquo", "ldquo", "lsquo", "lt",
    "mdash", "middot", "nbsp", "ndash", "ntilde", "oacute", "ouml", "pound", "quot", "raquo",
    "rdquo", "reg", "rsquo", "sect", "shy", "szlig", "thinsp", "times", "trade", "uacute", "uuml",
];

/// Reports each kind once, at the first place; comments are masked by NUL characters in `text`.
pub(super) fn report(text: &str, report: &mut Report) {
    for kind in &KINDS {
        let mut found = (kind.find)(text);
        // What a backslash precedes is meant as it stands.
        found.retain(|range| !text[..range.start].ends_with('\\'));
        let Some(first) = found.first() else { continue };
        let times = times(found.len());
        report
            .warning(
                "transcript::other-markup",
                first.clone(),
                "here",
                format!(
                    "this looks like {} and is published as it stands{times}",
                    kind.what
                ),
            )
            .help(kind.help);
    }
}

/// The lines without the blanks before them, and where each then begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let words = line.trim_start();
        let start = at + line.len() - words.len();
        at += line.len();
        (start, words)
    })
}

/// The lines of which `is` holds.
fn lines_that(text: &str, is: fn(&str) -> bool) -> Vec<Range<usize>> {
    lines(text)
        .map(|(start, line)| (start, line.trim_end()))
        .filter(|(_, line)| is(line))
        .map(|(start, line)| start..start + line.len())
        .collect()
}

fn is_rule(line: &str) -> bool {
    let signs: String = line.chars().filter(|c| *c != ' ').collect();
    ["-", "*", "_", "="]
        .iter()
        .any(|sign| signs.len() >= 3 && signs.len() == signs.matches(sign).count())
}

/// `- words`, `2. words`, `(b) words` or `二、第二点` right after a line that begins so too.
fn items(text: &str) -> Vec<Range<usize>> {
    let sign = |line: &str| {
        let (bullet, _) = line.split_once(' ').unwrap_or_default();
        let is_bullet = ["-", "•", "◦", "*", "+"].contains(&bullet);
        is_bullet.then_some(bullet.len()).or_else(|| label(line))
    };
    let after = lines(text).skip(1);
    lines(text)
        .zip(after)
        .filter(|((_, before), _)| sign(before).is_some())
        .filter_map(|(_, (start, line))| Some(start..start + sign(line)?))
        .collect()
}

/// Bytes of the number or letter that `line` begins with, if it is one of a list: `2.`, `b)`, `(iv)`, `二、`, `②`.
fn label(line: &str) -> Option<usize> {
    if line.starts_with(|c| matches!(c, '①'..='⑳')) {
        return Some('①'.len_utf8());
    }
    let inside = line.strip_prefix(['(', '（']);
    let rest = inside.unwrap_or(line);
    let name = &rest[..rest.find(|c: char| !c.is_alphanumeric())?];
    let letters = name.chars().count();
    let is_number = (1..=2).contains(&letters) && name.chars().all(char::is_numeric);
    let is_chinese = (1..=3).contains(&letters) && name.chars().all(is_chinese_digit);
    let is_letter = letters == 1 && name.chars().all(char::is_alphabetic);
    let is_roman = (2..=4).contains(&letters)
        && name
            .chars()
            .all(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x'));
    let close = rest[name.len()..].chars().next()?;
    let is_label = match close {
        ')' | '）' => is_number || is_chinese || is_letter || is_roman,
        _ if inside.is_some() => false,
        // A line may begin with an initial or the end of a sentence.
        '.' => is_number,
        '．' | '、' => is_number || is_chinese || (is_letter && name.is_ascii()),
        _ => false,
    };
    let words = &rest[name.len() + close.len_utf8()..];
    let is_parted =
        !close.is_ascii() || words.starts_with(|c| c == ' ' || is_chinese_or_japanese(c));
    (is_label && is_parted).then_some(line.len() - words.len())
}

fn is_chinese_digit(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// `&amp;`, `&#8217;`
fn entities(text: &str) -> Vec<Range<usize>> {
    text.match_indices('&')
        .filter_map(|(start, _)| {
            let name = &text[start + 1..];
            let length = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '#')?;
            let is_entity = name.starts_with('#') || ENTITIES.contains(&&name[..length]);
            (is_entity && name[length..].starts_with(';')).then_some(start..start + length + 2)
        })
        .collect()
}

/// `<br>`, `</sup>`
fn tags(text: &str) -> Vec<Range<usize>> {
    text.match_indices('<')
        .filter_map(|(start, _)| {
            let name = text[start + 1..].trim_start_matches('/');
            let length = name.find(|c: char| !c.is_ascii_alphanumeric())?;
            if !TAGS.contains(&name[..length].to_ascii_lowercase().as_str()) {
                return None;
            }
            let end = name[length..].find(['>', '<', '\n'])?;
            let attributes = name[length..length + end].trim_matches([' ', '/']);
            let is_whole = name[length + end..].starts_with('>')
                && (attributes.is_empty() || attributes.contains('='));
            let before = text.len() - start - name.len();
            is_whole.then(|| start..start + before + length + end + 1)
        })
        .collect()
}

/// `_words_`, `__words__`
fn underscores(text: &str) -> Vec<Range<usize>> {
    let mut found = between(text, "_");
    found.extend(between(text, "__"));
    found.sort_by_key(|range| range.start);
    found
}

/// Words on one line with a sign right before and right after them, as `_word_`, which stands in no word.
fn between(text: &str, sign: &str) -> Vec<Range<usize>> {
    let in_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || sign.contains(c));
    let mut found = Vec::new();
    let mut next = 0;
    for line in text.split_inclusive('\n') {
        let at = next;
        next += line.len();
        let mut from = 0;
        // A heading has no markup, which is reported where it is read.
        let starts = line.match_indices(sign).filter(|_| !line.starts_with('#'));
        for (start, _) in starts {
            let inside = line[start + sign.len()..].trim_end_matches('\n');
            if start < from
                || in_word(line[..start].chars().next_back())
                || !inside
                    .starts_with(|c: char| c.is_alphanumeric() || opens(c) && !sign.contains(c))
            {
                continue;
            }
            let end = inside.match_indices(sign).find(|(end, _)| {
                let after = inside[end + sign.len()..].chars().next();
                !in_word(after) && !inside[..*end].ends_with(char::is_whitespace)
            });
            // What closes nothing here closes nothing further on either.
            let Some((end, _)) = end else { break };
            from = start + 2 * sign.len() + end;
            found.push(at + start..at + from);
        }
    }
    found
}

/// Whether words may begin with a sign: other markup, a bracket or a quotation mark.
fn opens(c: char) -> bool {
    matches!(
        c,
        '*' | '_' | '`' | '[' | '(' | '<' | '"' | '“' | '‘' | '„' | '«'
    )
}

/// `<https://example.org>`
fn addresses(text: &str) -> Vec<Range<usize>> {
    text.match_indices('<')
        .filter_map(|(start, _)| {
            let address = &text[start + 1..];
            let is_address = ["http://", "https://", "mailto:"]
                .iter()
                .any(|scheme| address.starts_with(scheme));
            let end = address.find(|c: char| c == '>' || c.is_whitespace())?;
            (is_address && address[end..].starts_with('>')).then_some(start..start + end + 2)
        })
        .collect()
}

/// `[words][1]`, `[1]: https://example.org`
fn references(text: &str) -> Vec<Range<usize>> {
    let uses = text.match_indices("][").filter_map(|(at, _)| {
        let start = text[..at]
            .rfind(['[', '\n'])
            .filter(|start| text[*start..].starts_with('['))?;
        let end = text[at + 2..].find(|c: char| !c.is_alphanumeric() && c != '-')?;
        let end = at + 2 + end;
        text[end..].starts_with(']').then_some(start..end + 1)
    });
    let definitions = lines_that(text, |line| {
        let inside = line
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]: "));
        inside.is_some_and(|(_, address)| address.starts_with("http"))
    });
    let mut found: Vec<_> = uses.chain(definitions).collect();
    found.sort_by_key(|range| range.start);
    found
}

/// A backslash at the end of a line that another line of words follows.
fn breaks(text: &str) -> Vec<Range<usize>> {
    text.match_indices("\\\n")
        .filter(|(at, _)| !text[at + 2..].trim_start_matches(' ').starts_with('\n'))
        .map(|(at, _)| at..at + 1)
        .collect()
}

/// `[^1]`
fn footnotes(text: &str) -> Vec<Range<usize>> {
    text.match_indices("[^")
        .filter_map(|(start, _)| {
            let name = &text[start + 2..];
            let length = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
            (length > 0 && name[length..].starts_with(']')).then_some(start..start + length + 3)
        })
        .collect()
}

/// UTF-8 read as Windows-1252 or Latin-1: `â€™`, `Ã©`.
fn mojibake(text: &str) -> Vec<Range<usize>> {
    let quotes = text
        .match_indices("â€")
        .map(|(start, found)| start..start + found.len());
    let letters = text
        .match_indices(['Ã', 'Â'])
        .filter_map(|(start, letter)| {
            let next = text[start + letter.len()..].chars().next()?;
            // «AMANHÃ»
            let ends_quotation = next == '»' && text[..start].ends_with(char::is_uppercase);
            (('\u{A1}'..='\u{BF}').contains(&next) && !ends_quotation)
                .then(|| start..start + letter.len() + next.len_utf8())
        });
    let mut found: Vec<Range<usize>> = quotes.chain(letters).collect();
    found.sort_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::{between, items, mojibake, underscores};

    #[test]
    fn items_have_numbers_letters_and_brackets() {
        let found = |text: &str| -> Vec<String> {
            let found = items(text).into_iter();
            found.map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(
            found("a) one\nb) two\n(1) one\n(2) two"),
            ["b)", "(1)", "(2)"]
        );
        assert_eq!(found("(i) one\n  (iv) two\nв) three"), ["(iv)", "в)"]);
        assert_eq!(
            found("一、第一点\n二、第二点\n（三）第三点"),
            ["二、", "（三）"]
        );
        assert_eq!(found("１．一\n2.二\n③三\nA、四"), ["2.", "③", "A、"]);
        for text in [
            "a) one\nand two",
            "We\n(1) want\npeace",
            "一、第一点\n我们",
            "(we)\n(they)",
            "J. Smith\nA. Kim",
            "1.5 of\n2.5",
            "甲、乙\n丙、丁",
            "(2022) a\n(2023) b",
            "다. 그\n다. 그",
            "I\nI",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn underscores_and_backticks_may_hold_other_signs() {
        assert_eq!(
            underscores("__bold__, _word_, _“so”_, __*both*__"),
            [0..8, 10..16, 18..28, 30..40]
        );
        assert_eq!(between("`*x*` and `x`", "`"), [0..5, 10..13]);
        assert!(underscores("____, a__b__c, ^_^ and ^_^, __ a __").is_empty());
    }

    #[test]
    fn letters_before_a_quotation_mark_are_no_wrong_encoding() {
        let found = |text| mojibake(text).len();
        assert_eq!(found("«AMANHÃ» e «MANHÃ»."), 0);
        assert_eq!(found("en aoÃ»t, un Ã©tÃ©, Ã» part"), 4);
        assert_eq!(found("SÃO PAULO, ÂNGELA"), 0);
    }
}
