//! The lines of a file that a diagnostic shows, cut to a readable length.

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

    fn add_line(
        &mut self,
        line: &str,
        line_start: usize,
        number: usize,
        labels: &[(usize, Range<usize>)],
        placed: &mut [Range<usize>],
    ) {
        let mut chars: Vec<char> = line.trim_end_matches('\r').chars().collect();
        let column = |byte: usize| {
            let byte = boundary(line, byte.saturating_sub(line_start));
            line[..byte].chars().count().min(chars.len())
        };
        let long = chars.len() > WIDTH;
        let columns: Vec<Range<usize>> = labels
            .iter()
            .map(|(_, range)| {
                let (start, end) = (column(range.start), column(range.end));
                // A place between characters is shown on the one after it, or on a blank after the last.
                let end = end.max(start + 1);
                start..if long {
                    end.min(start + UNDERLINED)
                } else {
                    end
                }
            })
            .collect();
        if columns.iter().any(|label| label.end > chars.len()) {
            chars.push(' ');
        }
        let mut shown: Vec<Range<usize>> = Vec::new();
        for label in &columns {
            let window = if long {
                window(&chars, label)
            } else {
                0..chars.len()
            };
            match shown.last_mut() {
                Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
                _ => shown.push(window),
            }
        }

        let start = self.text.len();
        let mut offsets = vec![None; chars.len() + 1];
        for window in &shown {
            if window.start > 0 {
                self.text.push('…');
            }
            for at in window.clone() {
                offsets[at] = Some(self.text.len());
                if characters::is_refused(chars[at]) {
                    self.text.push_str(&characters::spelt(chars[at]));
                } else {
                    self.text.push(chars[at]);
                }
            }
            offsets[window.end] = Some(self.text.len());
        }
        if shown.last().is_some_and(|last| last.end < chars.len()) {
            self.text.push('…');
        }
        let end = self.text.len();
        self.text.push('\n');

        let offset = |at: usize| offsets[at].unwrap_or(end);
        let mut starts = Vec::new();
        for ((label, _), columns) in labels.iter().zip(&columns) {
            placed[*label] = offset(columns.start)..offset(columns.end);
            starts.push((offset(columns.start), columns.start));
        }
        self.lines.push(Line {
            range: start..end,
            number,
            columns: starts,
        });
    }
}

/// The last place at or before `byte` where a character of `text` begins, or its end.
pub(super) fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// The part of a long line to show around `label`, cut between words where that costs little.
fn window(chars: &[char], label: &Range<usize>) -> Range<usize> {
    let mut start = label.start.saturating_sub(BEFORE);
    let mut end = (start + WIDTH).max(label.end).min(chars.len());
    if start > 0
        && let Some(space) = chars[start..label.start]
            .iter()
            .take(BEFORE / 2)
            .position(|c| *c == ' ')
    {
        start += space + 1;
    }
    if end < chars.len() {
        let from = label.end.max(end.saturating_sub(BEFORE / 2));
        if let Some(space) = chars[from..end].iter().rposition(|c| *c == ' ') {
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
