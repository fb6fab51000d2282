//! Words with their positions: the same numbering in the index and in a query.

use transcript::words::{Word, words};

/// Longest form the index holds, in bytes; longer words are cut, in the text and in queries alike.
const LONGEST: usize = 60;

/// Numbers words one after the other. Between two [units](Word::unit) that do not touch one number is left out, so
/// that a run of units is found only where nothing parts it: `한국` is not found in `대한 국민`.
#[derive(Default)]
pub(crate) struct Positions {
    next: u32,
    unit: bool,
}

impl Positions {
    /// The position of the next word.
    pub(crate) fn place(&mut self, word: &Word) -> u32 {
        if self.unit && word.unit && !word.joined {
            self.next += 1;
        }
        self.unit = word.unit;
        self.next += 1;
        self.next - 1
    }

    /// The position of the next word, should nothing part it from the last.
    #[cfg(feature = "build")]
    pub(crate) fn next(&self) -> u32 {
        self.next
    }
}

/// The words of a text with their positions, counted from 0.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = (u32, Word<'_>)> {
    let mut positions = Positions::default();
    words(text).map(move |word| (positions.place(&word), word))
}

/// The form under which the index holds a word.
pub(crate) fn form(word: &Word) -> String {
    let mut form = word.fold().into_owned();
    while form.len() > LONGEST {
        form.pop();
    }
    form
}
