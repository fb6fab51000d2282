//! Words with their positions: the same numbering in the index and in a query.

use transcript::words::{Word, words};

/// Longest form the index holds, in bytes; longer words are cut, in the text and in queries alike.
const LONGEST: usize = 60;

/// The form that stands between two [units](Word::unit) that do not touch, so that a run of units is found only where
/// nothing parts it: `한국` is not found in `대한 국민`.
pub(crate) const GAP: &str = " ";

/// Ends the form that an acronym has beside its own where it stands in capitals, if the text has it in small letters too:
/// what is listed as meaning the same as `U.S.` is not `us`. No other form ends so.
pub(crate) const CAPITALS: char = '.';

/// Numbers words one after the other.
#[derive(Default)]
pub(crate) struct Positions {
    next: u32,
    unit: bool,
}

impl Positions {
    /// The position of the next word. One after a unit that it does not touch leaves out a position, for a [`GAP`].
    pub(crate) fn place(&mut self, word: &Word) -> u32 {
        if self.unit && word.unit && !word.joined {
            self.next += 1;
        }
        self.unit = word.unit;
        self.next += 1;
        self.next - 1
    }

    /// The position of the next word, should there be no gap before it.
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
