//! The lines of a file that a diagnostic shows, cut to a readable length.

use std::collections::BTreeMap;
use std::ops::Range;

use super::characters;
use super::diagnostic::SourceFile;

/// Longest run of a line shown, and longest underlining, in characters.
const WIDTH: usize = 88;
const UNDERLINED: usize = 56;
/// Characters shown before what is underlined, where the line is cut.
const BEFORE: usize = 24;

/// The lines of a file that hold labels, each cut to what is near them. Positions within it are its own.
#[derive(Debug)]
pub(super) struct Excerpt {
    path: String,
    text: String,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    /// Where the line stands in [`Excerpt::text`], without its line end.
    range: Range<usize>,
    /// Its number in the file, counted from 0.
    number: usize,
    /// Starts of labels in the excerpt, with their columns in the file, counted from 0 in characters.
    columns: Vec<(usize, usize)>,
}

impl Excerpt {
    /// The excerpt of `file` that holds `ranges`, and where it holds each of them. A range of several lines is cut
    /// to its first.
    pub(super) fn new(file: &SourceFile, ranges: &[Range<usize>]) -> (Self, Vec<Range<usize>>) {
        let text = file.text();
        let mut wanted: Vec<(usize, Range<usize>)> = ranges.iter().cloned().enumerate().collect();
        wanted.sort_by_key(|(_, range)| range.start);
        let mut excerpt = Self {
            path: file.path().to_owned(),
            text: String::new(),
            lines: Vec::new(),
        };
        let mut placed = vec![0..0; ranges.len()];
        let mut rest = wanted.as_slice();
        while let Some((_, first)) = rest.first() {
            let start = boundary(text, first.start);
            let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
            let line_end = text[start..]
                .find('\n')
                .map_or(text.len(), |newline| start + newline);
            let here = rest
                .iter()
                .take_while(|(_, range)| range.start <= line_end)
                .count();
            let (labels, later) = rest.split_at(here);
            let number = text[..line_start].matches('\n').count();
            excerpt.add_line(
                &text[line_start..line_end],
                line_start,
                number,
                labels,
                &mut placed,
            );
            rest = later;
        }
        (excerpt, placed)
    }

    /// Adds what is near `labels` of `line`. Nothing is done for each character of a line, but counting them: a paragraph
    /// is one line, and may hold thousands of problems.
    fn add_line(
        &mut self,
        line: &str,
        line_start: usize,
        number: usize,
        labels: &[(usize, Range<usize>)],
        placed: &mut [Range<usize>],
    ) {
        let line = line.trim_end_matches('\r');
        let long = forward(line, 0, WIDTH) < line.len();
        let spots: Vec<Range<usize>> = labels
            .iter()
            .map(|(_, range)| spot(line, line_start, range, long))
            .collect();
        let mut shown: Vec<Range<usize>> = Vec::new();
        for spot in &spots {
            let window = if long {
                window(line, spot)
            } else {
                0..line.len()
            };
            match shown.last_mut() {
                Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
                _ => shown.push(window),
            }
        }

        let start = self.text.len();
        let offsets = self.write(line, &shown);
        // A place after the last character is shown on a blank.
        if spots.iter().any(Range::is_empty) {
            self.text.push(' ');
        }
        let end = self.text.len();
        self.text.push('\n');

        let offset = |at: usize| offsets.get(&at).copied().unwrap_or(end);
        let mut columns = Vec::new();
        for ((label, _), spot) in labels.iter().zip(&spots) {
            let start = offset(spot.start);
            placed[*label] = start..offset(spot.end).max(start + 1);
            columns.push((start, line[..spot.start].chars().count()));
        }
        self.lines.push(Line {
            range: start..end,
            number,
            columns,
        });
    }

    /// Writes the parts `shown` of `line`; returns where each of their characters, and the end of each, now stands.
    fn write(&mut self, line: &str, shown: &[Range<usize>]) -> BTreeMap<usize, usize> {
        let mut offsets = BTreeMap::new();
        for window in shown {
            if window.start > 0 {
                self.text.push('…');
            }
            for (at, c) in line[window.clone()].char_indices() {
                offsets.insert(window.start + at, self.text.len());
                characters::push_visible(c, &mut self.text);
            }
            offsets.insert(window.end, self.text.len());
        }
        if shown.last().is_some_and(|last| last.end < line.len()) {
            self.text.push('…');
        }
        offsets
    }
}

/// What to underline of `range`, in bytes of the `line` that begins at `line_start`: at least one character, or nothing
/// at the line's end.
fn spot(line: &str, line_start: usize, range: &Range<usize>, long: bool) -> Range<usize> {
    let place = |byte: usize| boundary(line, byte.saturating_sub(line_start));
    let start = place(range.start);
    // A place between characters is shown on the one after it.
    let end = place(range.end).max(forward(line, start, 1));
    if long {
        start..end.min(forward(line, start, UNDERLINED))
    } else {
        start..end
    }
}

/// The last place at or before `byte` where a character of `text` begins, or its end.
pub(super) fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// The place `count` characters after `from`, or the end.
fn forward(line: &str, from: usize, count: usize) -> usize {
    let mut after = line[from..].char_indices();
    after.nth(count).map_or(line.len(), |(at, _)| from + at)
}

/// The place `count` characters before `from`, or the start.
fn back(line: &str, from: usize, count: usize) -> usize {
    let before = line[..from].char_indices().rev();
    before.take(count).last().map_or(from, |(at, _)| at)
}

/// The part of a long line to show around `label`, cut between words where that costs little.
fn window(line: &str, label: &Range<usize>) -> Range<usize> {
    let mut start = back(line, label.start, BEFORE);
    let mut end = forward(line, start, WIDTH).max(label.end);
    if start > 0
        && let Some((space, _)) = line[start..label.start]
            .char_indices()
            .take(BEFORE / 2)
            .find(|(_, c)| *c == ' ')
    {
        start += space + 1;
    }
    if end < line.len() {
        let from = label.end.max(back(line, end, BEFORE / 2));
        if let Some(space) = line[from..end].rfind(' ') {
            end = from + space;
        }
    }
    start..end
}

impl miette::SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &miette::SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn miette::SpanContents<'a> + 'a>, miette::MietteError> {
        let holds = |line: &&Line, at: usize| line.range.start <= at && at <= line.range.end;
        let first = self.lines.iter().find(|line| holds(line, span.offset()));
        let last = self
            .lines
            .iter()
            .find(|line| holds(line, span.offset() + span.len()));
        let (Some(first), Some(last)) = (first, last) else {
            return Err(miette::MietteError::OutOfBounds);
        };
        let column = first
            .columns
            .iter()
            .find(|(start, _)| *start == span.offset())
            .map_or(0, |(_, column)| *column);
        let range = first.range.start..last.range.end;
        Ok(Box::new(miette::MietteSpanContents::new_named(
            self.path.clone(),
            &self.text.as_bytes()[range.clone()],
            (range.start, range.len()).into(),
            first.number,
            column,
            last.number - first.number + 1,
        )))
    }
}
