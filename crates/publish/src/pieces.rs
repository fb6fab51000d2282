//! A part cut into paragraphs of sentences, and a sentence into pieces that each look one way: what lies between one
//! span and the next.

use transcript::model::{ArchivedSentence, ArchivedSpanKind, ArchivedText};

/// Sentences, each with its position, by paragraph.
pub(crate) fn paragraphs(text: &ArchivedText) -> Vec<Vec<(usize, &ArchivedSentence)>> {
    let mut paragraphs: Vec<Vec<(usize, &ArchivedSentence)>> = Vec::new();
    let mut last = None;
    for (place, sentence) in text.sentences.iter().enumerate() {
        let paragraph = sentence.paragraph.to_native();
        if last != Some(paragraph) {
            paragraphs.push(Vec::new());
            last = Some(paragraph);
        }
        if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.push((place, sentence));
        }
    }
    paragraphs
}

/// What stands between a sentence and the next of its paragraph: nothing in scripts without blanks.
pub(crate) fn gap(text: &ArchivedText, sentence: usize) -> &str {
    let this = &text.sentences[sentence];
    let next = text.sentences.get(sentence + 1);
    next.filter(|next| next.paragraph == this.paragraph)
        .map_or("", |next| {
            &text.plain[this.range.bytes().end..next.range.bytes().start]
        })
}

/// A run of a sentence's words that looks one way throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece<'t> {
    /// The words.
    pub(crate) text: &'t str,
    pub(crate) emphasis: bool,
    pub(crate) strong: bool,
    /// Where they link to.
    pub(crate) link: Option<&'t str>,
    /// Whether an editor's note speaks of them.
    pub(crate) noted: bool,
    /// The notes that belong right after them.
    pub(crate) notes: Vec<&'t str>,
}

/// Cuts a sentence at the ends of its spans.
pub(crate) fn pieces(text: &ArchivedText, sentence: usize) -> Vec<Piece<'_>> {
    let range = &text.sentences[sentence].range;
    let (start, end) = (
        range.start.to_native() as usize,
        range.end.to_native() as usize,
    );
    let spans: Vec<(&ArchivedSpanKind, usize, usize)> = text
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
        .collect();
    let mut cuts: Vec<usize> = vec![start, end];
    cuts.extend(spans.iter().flat_map(|(_, from, to)| [*from, *to]));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|cut| {
            let (from, to) = (cut[0], cut[1]);
            let mut piece = Piece {
                text: &text.plain.as_str()[from..to],
                emphasis: false,
                strong: false,
                link: None,
                noted: false,
                notes: Vec::new(),
            };
            for (kind, _, b) in spans.iter().filter(|(_, a, b)| *a <= from && to <= *b) {
                match kind {
                    ArchivedSpanKind::Emphasis => piece.emphasis = true,
                    ArchivedSpanKind::Strong => piece.strong = true,
                    ArchivedSpanKind::Link(address) => piece.link = Some(address.as_str()),
                    ArchivedSpanKind::Note(note) => {
                        piece.noted = true;
                        if *b == to {
                            piece.notes.push(note.as_str());
                        }
                    }
                }
            }
            piece
        })
        .collect()
}
