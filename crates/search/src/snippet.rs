//! The part of a sentence to show where there is little room.

use std::ops::Range;
use transcript::words::words;

/// The stretch of a sentence of at most `most` bytes that holds the first range and as many after it as fit, with as
/// much on either side as there is room for. It begins and ends with whole words; the first range is kept whole even if
/// it alone is longer. With no ranges, the beginning.
pub fn snippet(sentence: &str, ranges: &[Range<usize>], most: usize) -> Range<usize> {
    if sentence.len() <= most {
        return 0..sentence.len();
    }
    let Range { start, mut end } = ranges.first().cloned().unwrap_or(0..0);
    for range in ranges {
        if range.end.saturating_sub(start) <= most {
            end = end.max(range.end);
        }
    }
    let spare = most.saturating_sub(end.saturating_sub(start));
    let right = spare - start.min(spare / 2);
    let left = spare - right.min(sentence.len().saturating_sub(end));
    let (mut from, mut to) = (start, end);
    for word in words(sentence) {
        if word.start < from && word.start + left >= start {
            from = word.start;
        }
        if word.end() > to && word.end() <= end + right {
            to = word.end();
        }
    }
    from..to
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str =
        "China hopes that the ROK will think twice before developing relations with NATO.";

    fn shown(found: &[&str], most: usize) -> &'static str {
        let ranges: Vec<_> = found
            .iter()
            .map(|word| {
                let start = SENTENCE.find(word).unwrap();
                start..start + word.len()
            })
            .collect();
        &SENTENCE[snippet(SENTENCE, &ranges, most)]
    }

    #[test]
    fn a_short_sentence_is_shown_whole() {
        assert_eq!(shown(&["ROK"], 80), SENTENCE);
    }

    #[test]
    fn words_found_stand_in_the_middle() {
        assert_eq!(shown(&["twice"], 30), "will think twice before");
        assert_eq!(
            shown(&["twice", "before"], 40),
            "will think twice before developing"
        );
    }

    #[test]
    fn at_an_end_the_other_side_gets_the_room() {
        assert_eq!(shown(&["China"], 30), "China hopes that the ROK will");
        assert_eq!(shown(&["NATO"], 31), "developing relations with NATO");
        assert_eq!(shown(&[], 20), "China hopes that the");
    }

    #[test]
    fn what_does_not_fit_is_left_out_but_never_the_first() {
        assert_eq!(shown(&["hopes", "NATO"], 20), "China hopes that the");
        assert_eq!(shown(&["developing relations"], 5), "developing relations");
    }
}
