//! A citation as text that looks one way run by run: no markup, so that nothing in it can be taken for HTML.

use hayagriva::citationberg::FontStyle;
use hayagriva::{ElemChild, ElemChildren, Formatted};
use serde_json::{Value, json};

/// Words that look one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    Plain(String),
    Italic(String),
}

/// The runs of a rendered citation.
pub(super) fn runs(rendered: &ElemChildren) -> Vec<Run> {
    let mut runs = Vec::new();
    gather(rendered, &mut runs);
    runs
}

fn gather(children: &ElemChildren, runs: &mut Vec<Run>) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) | ElemChild::Link { text, .. } => push(text, runs),
            ElemChild::Elem(element) => gather(&element.children, runs),
            ElemChild::Markup(words) => push_words(words, false, runs),
            // Asked for by nothing here.
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn push(text: &Formatted, runs: &mut Vec<Run>) {
    push_words(
        &text.text,
        text.formatting.font_style == FontStyle::Italic,
        runs,
    );
}

fn push_words(words: &str, italic: bool, runs: &mut Vec<Run>) {
    match (runs.last_mut(), italic) {
        _ if words.is_empty() => {}
        (Some(Run::Plain(last)), false) | (Some(Run::Italic(last)), true) => {
            last.push_str(words);
        }
        (_, false) => runs.push(Run::Plain(words.to_owned())),
        (_, true) => runs.push(Run::Italic(words.to_owned())),
    }
}

impl From<Run> for Value {
    /// As `cite-dialog.js` reads it: a string, or an object with the key `italic`.
    fn from(run: Run) -> Self {
        match run {
            Run::Plain(words) => json!(words),
            Run::Italic(words) => json!({ "italic": words }),
        }
    }
}

impl Run {
    /// Its words, to be changed.
    pub(super) fn words_mut(&mut self) -> &mut String {
        match self {
            Self::Plain(words) | Self::Italic(words) => words,
        }
    }
}
