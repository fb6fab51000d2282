//! A concordance: every occurrence of what was asked for on a line of its own, with the words around it (keyword in
//! context).

use crate::explore::{Findings, Passage};
use crate::place::part_label;
use crate::state::Sort;
use crate::strings::Strings;
use transcript::model::{ArchivedEvent, Range};
use transcript::words::{folded, words};

/// How much of the text a line shows on either side, in bytes; whole words only.
const CONTEXT: usize = 90;

/// A line: true substrings of the part's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'e> {
    /// Position of the part.
    pub part: usize,
    /// Position of the sentence in the part.
    pub sentence: usize,
    /// The words before; may reach into earlier sentences.
    pub before: &'e str,
    /// The words found.
    pub words: &'e str,
    /// The words after; may reach into later sentences.
    pub after: &'e str,
    /// Whether the part has more words before these, and after.
    pub cut: (bool, bool),
}

impl Line<'_> {
    /// The words before, with the sign that more stand before them.
    #[must_use]
    pub fn before_marked(&self) -> String {
        let more = if self.cut.0 { "…" } else { "" };
        format!("{more}{}", self.before)
    }

    /// The words after, with the sign that more follow.
    #[must_use]
    pub fn after_marked(&self) -> String {
        let more = if self.cut.1 { "…" } else { "" };
        format!("{}{more}", self.after.trim_end())
    }
}

/// The occurrences that `findings` hold, in order: of the query's words, or where there are none, of the words that
/// earned the chosen topics.
#[must_use]
pub fn lines<'e>(
    event: &'e ArchivedEvent,
    findings: &Findings,
    sort: Sort,
    strings: &Strings,
) -> Vec<Line<'e>> {
    let mut sorted: Vec<(Vec<String>, Line<'e>)> = Vec::new();
    for (part, found) in findings.parts.iter().enumerate() {
        for passage in &found.passages {
            for range in occurrences(passage) {
                let line = line(event, part, passage.sentence, *range);
                let key = match sort {
                    Sort::Speaking => Vec::new(),
                    Sort::Left => folded(line.before).into_iter().rev().collect(),
                    Sort::Right => folded(line.after),
                    Sort::Speaker => vec![part_label(event, part, strings).to_owned()],
                };
                // After those of the same key: these keep the order of speaking.
                let place = sorted.partition_point(|(other, _)| *other <= key);
                sorted.insert(place, (key, line));
            }
        }
    }
    sorted.into_iter().map(|(_, line)| line).collect()
}

/// How many lines that is.
#[must_use]
pub fn count(findings: &Findings) -> usize {
    let passages = findings.parts.iter().flat_map(|found| &found.passages);
    passages.map(|passage| occurrences(passage).len()).sum()
}

fn occurrences(passage: &Passage) -> &[Range] {
    if passage.matched.is_empty() {
        &passage.earned
    } else {
        &passage.matched
    }
}

fn line(event: &ArchivedEvent, part: usize, sentence: usize, words: Range) -> Line<'_> {
    let text = &event.parts[part].text;
    let plain = text.plain.as_str();
    let start = text.sentences[sentence].range.start.to_native();
    let (from, to) = ((start + words.start) as usize, (start + words.end) as usize);
    let boundary = |at: usize| (at..plain.len()).find(|at| plain.is_char_boundary(*at));
    let first = boundary(from.saturating_sub(CONTEXT)).unwrap_or_default();
    let last = boundary(to + CONTEXT).unwrap_or(plain.len());
    let (before, after) = (&plain[first..from], &plain[to..last]);
    Line {
        part,
        sentence,
        before: match first {
            0 => before,
            _ => &before[first_whole(before)..],
        },
        words: &plain[from..to],
        after: match last == plain.len() {
            true => after,
            false => &after[..last_whole(after)],
        },
        cut: (first > 0, last < plain.len()),
    }
}

/// Where the first word begins that a text cut at its start has whole. A sign of a script without spaces is whole.
fn first_whole(text: &str) -> usize {
    let mut words = words(text);
    let first = words.find(|word| word.unit || word.start > 0);
    first.map_or(text.len(), |word| word.start)
}

/// Where the last word ends that a text cut at its end has whole.
fn last_whole(text: &str) -> usize {
    let whole = words(text).filter(|word| word.unit || word.end() < text.len());
    whole.last().map_or(0, |word| word.end())
}

/// Lines as CSV ([RFC 4180](https://www.rfc-editor.org/rfc/rfc4180)) with a heading. A field that a spreadsheet would
/// run as a formula gets an apostrophe before it.
#[must_use]
pub fn csv(
    event: &ArchivedEvent,
    lines: &[Line<'_>],
    strings: &Strings,
    address: &dyn Fn(usize, usize) -> String,
) -> String {
    let mut out = String::new();
    record(&mut out, strings.concordance_columns);
    for line in lines {
        record(
            &mut out,
            [
                line.before_marked().trim(),
                line.words,
                line.after_marked().trim(),
                part_label(event, line.part, strings),
                &event.parts[line.part]
                    .text
                    .number(line.sentence)
                    .to_string(),
                &address(line.part, line.sentence),
            ],
        );
    }
    out
}

fn record(out: &mut String, fields: [&str; 6]) {
    for (place, field) in fields.into_iter().enumerate() {
        out.push_str(if place == 0 { "\"" } else { ",\"" });
        if field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            out.push('\'');
        }
        out.push_str(&field.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{archive, search};
    use crate::explore::explore;
    use crate::state::ViewState;
    use crate::strings::strings;

    fn found(query: &str) -> (&'static ArchivedEvent, Vec<Line<'static>>) {
        let event = &archive().events[0];
        let state = ViewState::from_query(query);
        let findings = explore(event, &state, &|query, exact| search(0, query, exact));
        (event, lines(event, &findings, state.sort, strings("en")))
    }

    #[test]
    fn a_line_is_cut_from_the_text() {
        let (event, lines) = found("?q=%22mutual+trust%22");
        assert!(!lines.is_empty());
        for line in &lines {
            let whole = [line.before, line.words, line.after].concat();
            assert!(
                event.parts[line.part].text.plain.contains(&whole),
                "{whole}"
            );
            assert_eq!(line.words.to_lowercase(), "mutual trust");
        }
    }

    #[test]
    fn the_words_around_are_whole_in_every_script() {
        assert_eq!(&"ds and whole"[first_whole("ds and whole")..], "and whole");
        assert_eq!(&"whole and wo"[..last_whole("whole and wo")], "whole and");
        let (before, after) = ("在半岛部署 ", " 系统所带来的");
        assert_eq!(&before[first_whole(before)..], before);
        assert_eq!(&after[..last_whole(after)], after);
    }

    #[test]
    fn every_occurrence_has_a_line_in_every_order() {
        let (event, lines) = found("?q=trust");
        let occurrences: usize = event
            .parts
            .iter()
            .map(|part| part.text.plain.to_lowercase().matches("trust").count())
            .sum();
        assert_eq!(lines.len(), occurrences);
        let state = ViewState::from_query("?q=trust");
        let findings = explore(event, &state, &|query, exact| search(0, query, exact));
        assert_eq!(count(&findings), occurrences);
        for sort in ["left", "right", "speaker"] {
            let (_, sorted) = found(&format!("?q=trust&sort={sort}"));
            assert_eq!(sorted.len(), occurrences);
            assert_ne!(sorted, lines, "{sort}");
        }
    }

    #[test]
    fn sorted_by_the_words_around_the_nearest_word_counts_first() {
        let nearest = |line: &Line<'_>| folded(line.before).pop();
        let (_, left) = found("?q=trust&sort=left");
        assert!(left.iter().map(nearest).is_sorted());
        let next = |line: &Line<'_>| folded(line.after).into_iter().next();
        let (_, right) = found("?q=trust&sort=right");
        assert!(right.iter().map(next).is_sorted());
        let words = |line: &Line<'_>| folded(line.after);
        assert!(right.iter().map(words).is_sorted());
    }

    #[test]
    fn sorted_by_speaker_the_lines_of_one_stand_together() {
        let (event, lines) = found("?q=trust&sort=speaker");
        let names: Vec<&str> = lines
            .iter()
            .map(|line| part_label(event, line.part, strings("en")))
            .collect();
        assert!(names.is_sorted(), "{names:?}");
    }

    #[test]
    fn a_topic_alone_gives_the_words_that_earned_it() {
        let (_, lines) = found("?topic=thaad");
        assert!(!lines.is_empty());
        assert!(lines.iter().all(|line| line.words.contains("THAAD")));
    }

    #[test]
    fn csv_quotes_every_field_and_runs_nothing() {
        let mut out = String::new();
        record(&mut out, ["=1+1", "say \"so\"", "a,b", "x\ny", "1", "-"]);
        assert_eq!(
            out,
            "\"'=1+1\",\"say \"\"so\"\"\",\"a,b\",\"x\ny\",\"1\",\"'-\"\r\n"
        );
    }
}
