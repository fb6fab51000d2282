//! Words broken into lines that fit.

use super::fonts::Style;
use unicode_segmentation::UnicodeSegmentation;

/// What ends words that are cut.
const CUT: char = '…';

/// Words that are cut here, with [`CUT`] in place of the marks that only lead on.
pub(crate) fn cut(words: &str) -> String {
    let leads_on = |letter: char| letter.is_whitespace() || ",;:.–—-，、；：。".contains(letter);
    format!("{}{CUT}", words.trim_end_matches(leads_on))
}

/// Words as lines.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Lines {
    lines: Vec<String>,
    /// Whether every word is there.
    whole: bool,
}

/// Breaks `words` into at most `most` lines of at most `width` ems; what is over is cut after a whole word, where there
/// is one, and ends in `…`. The words hold single blanks and nothing that the fonts lack.
fn break_lines(words: &str, style: Style, width: f32, most: usize) -> Lines {
    let mut lines = Vec::new();
    let mut rest = words.trim();
    while !rest.is_empty() && lines.len() + 1 < most {
        let end = first_line(rest, style, width);
        lines.push(rest[..end].trim_end().to_owned());
        rest = rest[end..].trim_start();
    }
    let whole = style.width(within(rest)) <= width && within(rest).len() == rest.len();
    if whole && !rest.is_empty() {
        lines.push(rest.to_owned());
    } else if !rest.is_empty() {
        lines.push(cut_to_fit(rest, style, width));
    }
    Lines { lines, whole }
}

/// Words as lines at a size.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fitted {
    /// Pixels.
    pub(super) size: f32,
    pub(super) lines: Vec<String>,
}

/// Breaks `words` into lines of at most `width` pixels, at the first of `sizes` (in pixels, each with how many lines
/// there is room for) at which they fit; at the last they are cut where they do not.
pub(super) fn fit(words: &str, style: Style, width: f32, sizes: &[(f32, usize)]) -> Fitted {
    let mut fitted = Fitted {
        size: 0.0,
        lines: Vec::new(),
    };
    for (size, most) in sizes {
        let Lines { lines, whole } = break_lines(words, style, width / size, *most);
        fitted = Fitted { size: *size, lines };
        if whole {
            break;
        }
    }
    fitted
}

/// Letters; more than any line holds. Nothing beyond them is measured.
const LONGEST: usize = 600;

fn within(words: &str) -> &str {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => &words[..end],
        None => words,
    }
}

/// Where the first line ends: as many words as fit, or as many letters of a word that is too long for a line.
fn first_line(words: &str, style: Style, width: f32) -> usize {
    let fits = |end: usize| style.width(words[..end].trim_end()) <= width;
    let mut last = None;
    for (end, _) in unicode_linebreak::linebreaks(within(words)) {
        if !fits(end) {
            break;
        }
        last = Some(end);
    }
    last.unwrap_or_else(|| letters(words, fits))
}

/// The most letters that fit; at least one.
fn letters(words: &str, fits: impl Fn(usize) -> bool) -> usize {
    let ends = within(words)
        .grapheme_indices(true)
        .map(|(start, letter)| start + letter.len());
    let mut last = None;
    for end in ends {
        if last.is_some() && !fits(end) {
            break;
        }
        last = Some(end);
    }
    last.unwrap_or(words.len())
}

/// As many words as fit with [`CUT`] after them.
fn cut_to_fit(words: &str, style: Style, width: f32) -> String {
    let fits = |end: usize| style.width(&cut(&words[..end])) <= width;
    let mut last = None;
    for (end, _) in unicode_linebreak::linebreaks(within(words)) {
        if !fits(end) {
            break;
        }
        last = Some(end);
    }
    cut(&words[..last.unwrap_or_else(|| letters(words, fits))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn broken(words: &str, width: f32, most: usize) -> (Vec<String>, bool) {
        let Lines { lines, whole } = break_lines(words, Style::Regular, width, most);
        (lines, whole)
    }

    #[test]
    fn words_are_kept_whole_and_what_is_over_is_cut_after_one() {
        let words = "Relations enter a new, challenging period.";
        assert_eq!(
            broken(words, 9.0, 3),
            (
                vec![
                    "Relations enter a".into(),
                    "new, challenging".into(),
                    "period.".into()
                ],
                true
            )
        );
        assert_eq!(
            broken(words, 9.0, 1),
            (vec!["Relations enter a…".into()], false)
        );
        assert_eq!(
            broken("A new, challenging period", 3.5, 1),
            (vec!["A new…".into()], false)
        );
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_within() {
        let (lines, whole) = broken("Donaudampfschifffahrtsgesellschaft", 6.0, 4);
        assert!(whole && lines.len() > 1);
        assert_eq!(lines.concat(), "Donaudampfschifffahrtsgesellschaft");
        let (lines, whole) = broken("Donaudampfschifffahrtsgesellschaft", 6.0, 1);
        assert!(!whole && lines[0].ends_with('…') && lines[0].starts_with("Donau"));
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_its_full_stop() {
        let (lines, whole) = broken("中韩关系进入新的时期。", 5.2, 3);
        assert!(whole);
        assert_eq!(lines, ["中韩关系进", "入新的时", "期。"]);
    }

    #[test]
    fn nothing_gives_no_lines() {
        assert_eq!(broken("  ", 5.0, 3), (Vec::new(), true));
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost_or_made_up(
            words in r"(([a-zA-Zéß,.“”-]{1,30}|[一-丠가-갠]{1,12}) ?){0,30}",
            width in 2.0f32..30.0,
            most in 1usize..6,
        ) {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let Lines { lines, whole } = break_lines(&words, Style::Semibold, width, most);
            prop_assert!(lines.len() <= most);
            for line in &lines {
                prop_assert!(Style::Semibold.width(line) <= width, "{line}");
            }
            let letters = |text: &str| text.replace(' ', "");
            let said = letters(&lines.concat());
            if whole {
                prop_assert_eq!(said, letters(&words));
            } else {
                let said = said.strip_suffix(CUT).unwrap_or_else(|| panic!("{said} does not say that it is cut"));
                prop_assert!(letters(&words).starts_with(said));
                prop_assert!(letters(&words).len() > said.len());
            }
        }
    }
}
