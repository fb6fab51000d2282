//! Problems found in the content, and how they are shown.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::characters;
use super::excerpt::{Excerpt, boundary};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The content cannot be published as it is.
    Error,
    /// The content can be published, but is likely not what the editor meant.
    Warning,
}

/// A file of the content as it was read: what a position points into.
///
/// A byte order mark is left out, and bytes that are not UTF-8 are U+FFFD.
#[derive(Clone, PartialEq, Eq)]
pub struct SourceFile(Arc<(String, String)>);

impl SourceFile {
    /// A file shown as `path`, holding `text`.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self(Arc::new((path.into(), text.into())))
    }

    /// The path to show, with `/` between its parts.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.0
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.1
    }

    /// Line and column of a byte, both counted from 1, columns in characters. A byte past the end stands at the end.
    #[must_use]
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let before = &self.text()[..boundary(self.text(), byte)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (
            before.matches('\n').count() + 1,
            before[line_start..].chars().count() + 1,
        )
    }
}

impl fmt::Debug for SourceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SourceFile").field(&self.path()).finish()
    }
}

/// A stretch of a file to underline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Bytes of [`SourceFile::text`].
    pub range: Range<usize>,
    /// What to say beside it; may be empty.
    pub text: String,
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Stable name of the kind of problem, such as `transcript::unknown-speaker`.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// Where; its text is empty where the file is missing.
    pub file: SourceFile,
    /// The offending text, then other places it clashes with. Empty where the file is missing.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
}

/// How diagnostics are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Without colour.
    Plain,
    /// With ANSI colours.
    Coloured,
}

impl Diagnostic {
    /// Line and column of the offending text, both counted from 1, columns in characters.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        self.labels
            .first()
            .map(|label| self.file.position(label.range.start))
    }

    /// Says what to do.
    pub(super) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Underlines another place.
    pub(super) fn also(&mut self, range: Range<usize>, text: impl Into<String>) -> &mut Self {
        self.labels.push(Label {
            range,
            text: text.into(),
        });
        self
    }
}

impl fmt::Display for Diagnostic {
    /// `path:line:column: message`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.path())?;
        if let Some((line, column)) = self.position() {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", characters::visible(&self.message))
    }
}

/// Most errors of one file that are drawn, and most warnings. More of them are one slip repeated, or a file of another
/// kind: nobody reads them, and the problems of other files would be lost among them.
pub(super) const MOST_DRAWN: usize = 50;

/// Draws diagnostics one after another, 100 columns wide, whatever the terminal. Where a file has very many, the first
/// are drawn, and the rest are counted.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], look: Look) -> String {
    let theme = match look {
        Look::Plain => miette::GraphicalTheme::unicode_nocolor(),
        Look::Coloured => miette::GraphicalTheme::unicode(),
    };
    let handler = miette::GraphicalReportHandler::new_themed(theme)
        .with_width(100)
        .with_context_lines(0)
        .with_links(false);
    let mut out = String::new();
    for of_file in diagnostics.chunk_by(|a, b| a.file.path() == b.file.path()) {
        let (mut errors, mut warnings) = (0, 0);
        for diagnostic in of_file {
            let count = match diagnostic.severity {
                Severity::Error => &mut errors,
                Severity::Warning => &mut warnings,
            };
            *count += 1;
            if *count <= MOST_DRAWN {
                draw(diagnostic, &handler, &mut out);
            }
        }
        for (count, noun) in [(errors, "error"), (warnings, "warning")] {
            if count > MOST_DRAWN {
                count_rest(count - MOST_DRAWN, noun, of_file[0].file.path(), &mut out);
            }
        }
    }
    out
}

fn draw(diagnostic: &Diagnostic, handler: &miette::GraphicalReportHandler, out: &mut String) {
    let mut drawn = String::new();
    // Writing to a string does not fail, and an excerpt holds every label that it is asked for.
    let _ = handler.render_report(&mut drawn, &Drawing::of(diagnostic));
    for line in drawn.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.push('\n');
}

/// How often what is reported at its first place stands there, where it is more than once.
pub(super) fn times(count: usize) -> String {
    match count {
        1 => String::new(),
        count => format!(" ({count} times)"),
    }
}

fn count_rest(rest: usize, noun: &str, path: &str, out: &mut String) {
    let plural = if rest == 1 { "" } else { "s" };
    out.push_str(&format!(
        "… and {rest} more {noun}{plural} in `{path}`: mend these first, then check again\n\n"
    ));
}

/// A diagnostic as miette draws it: with an excerpt for its source, so that a paragraph of one long line stays readable.
#[derive(Debug)]
struct Drawing {
    severity: Severity,
    code: &'static str,
    message: String,
    help: Option<String>,
    excerpt: Excerpt,
    labels: Vec<miette::LabeledSpan>,
}

impl Drawing {
    fn of(diagnostic: &Diagnostic) -> Self {
        let ranges: Vec<_> = diagnostic
            .labels
            .iter()
            .map(|label| label.range.clone())
            .collect();
        let (excerpt, ranges) = Excerpt::new(&diagnostic.file, &ranges);
        let labels = diagnostic
            .labels
            .iter()
            .zip(ranges)
            .enumerate()
            .map(|(i, (label, range))| {
                let text = (!label.text.is_empty()).then(|| characters::visible(&label.text));
                let span = (range.start, range.len());
                match i {
                    0 => miette::LabeledSpan::new_primary_with_span(text, span),
                    _ => miette::LabeledSpan::new_with_span(text, span),
                }
            });
        Self {
            severity: diagnostic.severity,
            code: diagnostic.code,
            message: characters::visible(&diagnostic.message),
            help: diagnostic.help.as_deref().map(characters::visible),
            labels: labels.collect(),
            excerpt,
        }
    }
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing {}

impl miette::Diagnostic for Drawing {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        (!self.labels.is_empty()).then_some(&self.excerpt as &dyn miette::SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = miette::LabeledSpan> + '_>> {
        (!self.labels.is_empty())
            .then(|| Box::new(self.labels.iter().cloned()) as Box<dyn Iterator<Item = _>>)
    }
}

/// Collects the problems of one file.
#[derive(Debug)]
pub(super) struct Report {
    /// The file.
    pub(super) file: SourceFile,
    diagnostics: Vec<Diagnostic>,
    /// Starts and ends of the stretches reported as unreadable, none of which touch: what is found there later follows
    /// from that.
    muted: BTreeMap<usize, usize>,
    /// What was found there: taken in so that it can be written on, and never shown.
    following: Option<Diagnostic>,
}

impl Report {
    pub(super) fn new(file: SourceFile) -> Self {
        Self {
            file,
            diagnostics: Vec::new(),
            muted: BTreeMap::new(),
            following: None,
        }
    }

    /// Adds an error about `range`.
    pub(super) fn error(
        &mut self,
        code: &'static str,
        range: Range<usize>,
        label: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.add(Severity::Error, code, range, label.into(), message.into())
    }

    /// Adds a warning about `range`.
    pub(super) fn warning(
        &mut self,
        code: &'static str,
        range: Range<usize>,
        label: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.add(Severity::Warning, code, range, label.into(), message.into())
    }

    /// Leaves out what is reported about any of `range` from now on.
    pub(super) fn mute(&mut self, range: Range<usize>) {
        let Range { mut start, mut end } = at_least_one(&range);
        while let Some((first, last)) = self
            .muted_before(end + 1)
            .filter(|(_, last)| *last >= start)
        {
            self.muted.remove(&first);
            start = start.min(first);
            end = end.max(last);
        }
        self.muted.insert(start, end);
    }

    fn is_muted(&self, range: &Range<usize>) -> bool {
        let Range { start, end } = at_least_one(range);
        self.muted_before(end).is_some_and(|(_, last)| last > start)
    }

    /// The last muted stretch that begins before `end`.
    fn muted_before(&self, end: usize) -> Option<(usize, usize)> {
        let (first, last) = self.muted.range(..end).next_back()?;
        Some((*first, *last))
    }

    fn add(
        &mut self,
        severity: Severity,
        code: &'static str,
        range: Range<usize>,
        label: String,
        message: String,
    ) -> &mut Diagnostic {
        let is_muted = self.is_muted(&range);
        let diagnostic = Diagnostic {
            severity,
            code,
            message,
            file: self.file.clone(),
            labels: vec![Label { range, text: label }],
            help: None,
        };
        if is_muted {
            return self.following.insert(diagnostic);
        }
        self.diagnostics.push(diagnostic);
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// The problems, in order of position, without those that follow from others.
    pub(super) fn finish(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics;
        diagnostics.sort_by_key(|diagnostic| {
            let label = diagnostic.labels.first();
            label.map_or(0, |label| label.range.start)
        });
        diagnostics
    }
}

/// `range`, with one byte where it is a place between characters.
fn at_least_one(range: &Range<usize>) -> Range<usize> {
    range.start..range.end.max(range.start + 1)
}
