//! Signs that stand for what only the browser knows: the address, the sentences, the day.
//!
//! They are characters for private use: no style changes their case, no format escapes them, and content has none
//! ([`unmarked`]). `cite-dialog.js` knows them by the same numbers.

/// The address, without signs that JSON or BibTeX would escape.
pub(super) const ADDRESS: char = '\u{e000}';
/// The sentences, such as `sentences 3–5`.
pub(super) const SENTENCES: char = '\u{e001}';
/// The year of today.
pub(super) const YEAR: char = '\u{e002}';
/// Its month, two digits.
pub(super) const MONTH: char = '\u{e003}';
/// Its day, two digits.
pub(super) const DAY: char = '\u{e004}';
/// Its month by name.
pub(super) const MONTH_NAME: char = '\u{e005}';
/// Its day, without a nought before it.
pub(super) const DAY_PLAIN: char = '\u{e006}';
/// What the key of a passage has beside that of the whole, such as `.s3-5`.
pub(super) const PASSAGE: char = '\u{e007}';
/// A name that a style is not to change; gone when a citation is finished.
pub(super) const NAME: char = '\u{e008}';
/// The title of the event, which no style is to change; gone when a citation is finished.
pub(super) const TITLE: char = '\u{e009}';

/// Words of the content, without characters that would be taken for marks.
pub(super) fn unmarked(words: &str) -> String {
    words.replace(|letter| (ADDRESS..=TITLE).contains(&letter), "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_cannot_hold_a_mark() {
        assert_eq!(unmarked("a\u{e000}b\u{e009}c"), "a\u{fffd}b\u{fffd}c");
    }
}
