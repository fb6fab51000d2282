//! A sentence cut into pieces that each look one way: what lies between one mark or span and the next.

use transcript::model::{ArchivedSpanKind, ArchivedText, Range};

/// A run of a sentence's words that looks one way throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: &'static str,
    /// Why they stand out, if they do.
    pub mark: Option<Mark>,
    /// Emphasis on them.
    pub emphasis: Option<Emphasis>,
    /// Where they link to.
    pub link: Option<&'static str>,
    /// An editor's note that belongs right after them.
    pub note: Option<&'static str>,
}

/// Why words stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The address names them.
    Named,
    /// They earned a chosen topic.
    Earned,
    /// The query matched them.
    Matched,
}

/// Emphasis in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emphasis {
    /// `*words*`
    Emphasis,
    /// `**words**`
    Strong,
}

/// Words that stand out, in bytes from the start of the sentence.
pub type Marks = Vec<(Mark, Range)>;

/// Cuts a sentence. Marks that do not fall on character boundaries or lie outside the sentence are left out; where
/// marks overlap, the strongest shows.
#[must_use]
pub fn pieces(text: &'static ArchivedText, sentence: usize, marks: &[(Mark, Range)]) -> Vec<Piece> {
    let range = &text.sentences[sentence].range;
    let (start, end) = (
        range.start.to_native() as usize,
        range.end.to_native() as usize,
    );
    let words = &text.plain.as_str()[start..end];
    let marks: Vec<(Mark, usize, usize)> = marks
        .iter()
        .map(|(mark, range)| (*mark, range.start as usize, range.end as usize))
        .filter(|(_, from, to)| from < to && words.get(*from..*to).is_some())
        .collect();
    let spans: Vec<(&'static ArchivedSpanKind, usize, usize)> = text
        .spans
        .iter()
        .map(|span| {
            (
                &span.kind,
                span.range.start.to_native() as usize,
                span.range.end.to_native() as usize,
            )
        })
        .filter(|(_, from, to)| *from >= start && *to <= end && from < to)
        .map(|(kind, from, to)| (kind, from - start, to - start))
        .collect();

    let mut cuts: Vec<usize> = vec![0, words.len()];
    cuts.extend(marks.iter().flat_map(|(_, from, to)| [*from, *to]));
    cuts.extend(spans.iter().flat_map(|(_, from, to)| [*from, *to]));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|cut| {
            let (from, to) = (cut[0], cut[1]);
            let covers = |(a, b): (usize, usize)| a <= from && to <= b;
            let mut piece = Piece {
                text: &words[from..to],
                mark: marks
                    .iter()
                    .filter(|(_, a, b)| covers((*a, *b)))
                    .map(|(mark, _, _)| *mark)
                    .max(),
                emphasis: None,
                link: None,
                note: None,
            };
            for (kind, a, b) in spans.iter().filter(|(_, a, b)| covers((*a, *b))) {
                match kind {
                    ArchivedSpanKind::Emphasis => {
                        piece.emphasis = piece.emphasis.or(Some(Emphasis::Emphasis))
                    }
                    ArchivedSpanKind::Strong => piece.emphasis = Some(Emphasis::Strong),
                    ArchivedSpanKind::Link(address) => piece.link = Some(address.as_str()),
                    ArchivedSpanKind::Note(note) if *b == to && *a < to => {
                        piece.note = Some(note.as_str())
                    }
                    ArchivedSpanKind::Note(_) => {}
                }
            }
            piece
        })
        .collect()
}
