//! Passages: runs of words in one part, named by their own words and found again by them.
//!
//! A name holds the words at both ends of the passage and a `seal` of those between them, or all of them where they are
//! few; where these stand elsewhere in
//! the part too, the words before the passage lead in, or those after it lead out, and where these are very few, both.
//! Every run of words that a name holds stands only once in the part and is long enough to be known again with one word
//! changed. What is not found word for word is looked for approximately: the same number of words, all but one the same
//! or each but for a slip of the pen. Wherever there are two places to choose from, there is a doubt, and nothing is
//! found; so too where the words may be gone, and others have come to stand beside those that led in.

use crate::model::Range;
use crate::words::{self, folded};

/// How many words each run of a name holds at least, if there are as many.
const RUN: usize = 4;
/// How many words lead in at most only to make a passage stand out.
const LEAD: usize = 12;
/// Passages of more words than this are named by their ends.
const WHOLE: usize = 2 * RUN;

/// A passage's name: folded words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// The words right before it; empty where its own words are enough.
    pub lead: Vec<String>,
    /// Whether it begins with the text, its lead included, so that nothing more could lead in.
    pub start: bool,
    /// The first words, at least one.
    pub first: Vec<String>,
    /// The last words; `None` where `first` is the whole passage.
    pub last: Option<Vec<String>>,
    /// The seal of the words between `first` and `last` (four signs of their hash); empty where there are none, or where a
    /// hand wrote the name.
    pub seal: String,
    /// The words right after a passage that `first` holds whole; empty where its own words are enough.
    pub tail: Vec<String>,
}

/// Where a passage stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the text, from the first word to the last.
    pub range: Range,
    /// Words that the name and the text do not share, as the name has them and as the text does; empty where it was
    /// found word for word.
    pub changed: Vec<(String, String)>,
    /// Whether others are between the words at its ends than when it was named.
    pub between: bool,
}

impl Found {
    /// Whether the passage has been corrected since it was named.
    #[must_use]
    pub fn is_corrected(&self) -> bool {
        self.between || !self.changed.is_empty()
    }
}

impl Name {
    /// Reads a name: `first-words`, `first-words..last-words..seal`, `first-words..last-words`, `lead-in~first-words…`,
    /// `all-words~~words-after`, `lead-in~all-words~~words-after`, `~first-words…` for the beginning of the text; `None`
    /// where words are missing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix('~');
        let (start, text) = (rest.is_some(), rest.unwrap_or(text));
        let (text, tail) = match text.split_once("~~") {
            Some((text, tail)) => (text, Some(folded(tail))),
            None => (text, None),
        };
        let (lead, own) = text.split_once('~').unwrap_or(("", text));
        let (first, last) = match own.split_once("..") {
            Some((first, last)) => (first, Some(last)),
            None => (own, None),
        };
        let (last, seal) = match last.map(|last| last.split_once("..").unwrap_or((last, ""))) {
            Some((last, seal)) => (Some(folded(last)), read_seal(seal)),
            None => (None, String::new()),
        };
        let name = Self {
            lead: folded(lead),
            start,
            first: folded(first),
            last,
            seal,
            tail: tail.clone().unwrap_or_default(),
        };
        let ends = [name.last.as_ref(), tail.as_ref()];
        let whole = !name.first.is_empty()
            && ends.iter().flatten().all(|end| !end.is_empty())
            && ends.iter().flatten().count() < 2;
        whole.then_some(name)
    }

    /// The name in writing; what [`Name::parse`] reads.
    #[must_use]
    pub fn write(&self) -> String {
        let mut out = String::new();
        if self.start {
            out.push('~');
        }
        if !self.lead.is_empty() {
            out += &self.lead.join("-");
            out.push('~');
        }
        out += &self.first.join("-");
        if let Some(last) = &self.last {
            out += "..";
            out += &last.join("-");
        }
        if !self.seal.is_empty() {
            out += "..";
            out += &self.seal;
        }
        if !self.tail.is_empty() {
            out += "~~";
            out += &self.tail.join("-");
        }
        out
    }
}

/// A seal in writing, without the stop or bracket that may have followed the address in a text.
fn read_seal(written: &str) -> String {
    let signs = written.chars().take_while(char::is_ascii_alphanumeric);
    signs.collect::<String>().to_ascii_lowercase()
}

/// The name of the passage in `text` that holds every word that `range` touches; `None` where it touches none.
#[must_use]
pub fn name(text: &str, range: Range) -> Option<Name> {
    let text = Words::of(text);
    let start = text.ranges.iter().position(|word| word.end > range.start)?;
    let end = text
        .ranges
        .iter()
        .rposition(|word| word.start < range.end)?
        + 1;
    if start >= end {
        return None;
    }
    let own = &text.folded[start..end];
    if own.len() <= RUN
        && let Some(name) = text.flanked(start, end)
    {
        return Some(name);
    }
    if own.len() <= WHOLE {
        return Some(text.led(start, end, None));
    }
    let mut lengths = RUN..=own.len() / 2;
    let opening = lengths
        .clone()
        .find(|length| text.stands_out(&own[..*length]));
    let closing = lengths
        .find(|length| text.stands_out(&own[own.len() - length..]))
        .map(|length| end - length);
    Some(match (opening, closing) {
        (Some(opening), Some(closing)) => {
            text.named(start, start, start + opening, Some((closing, end)))
        }
        (None, Some(closing)) => text.led(start, start + RUN, Some((closing, end))),
        // The words at its end stand elsewhere too: all of them, led in where even that is not enough.
        (_, None) => text.led(start, end, None),
    })
}

/// A range without the white space at its ends, widened to the whole of each word that it cuts; `None` where it holds no
/// word.
#[must_use]
pub fn whole_words(text: &str, range: Range) -> Option<Range> {
    let chosen = text.get(range.start as usize..range.end as usize)?;
    let trimmed = chosen.trim_start();
    let mut start = range.end - trimmed.len() as u32;
    let mut end = start + trimmed.trim_end().len() as u32;
    let mut any = false;
    for word in words::words(text) {
        let (from, to) = (word.start as u32, word.end() as u32);
        if to > start && from < end {
            any = true;
            start = start.min(from);
            end = end.max(to);
        }
    }
    any.then_some(Range { start, end })
}

/// Finds the passage of a name in a text: word for word, else approximately; `None` where it is not there or where
/// there is a doubt.
#[must_use]
pub fn find(text: &str, name: &Name) -> Option<Found> {
    let text = Words::of(text);
    let opening = [name.lead.as_slice(), &name.first, &name.tail].concat();
    let all = 0..text.folded.len();
    // What begins with the text had nothing to stand out by: the same words elsewhere are others.
    let (exact, where_near) = if name.start {
        let begins = text.folded.starts_with(&opening);
        (begins.then_some(0), 0..opening.len())
    } else {
        (text.only(&opening), all.clone())
    };
    let own = name.lead.len()..name.lead.len() + name.first.len();
    let Some(last) = &name.last else {
        let at = exact.or_else(|| text.near(&opening, own, where_near, false))?;
        let mut found = text.found(&opening, at, name.lead.len(), None);
        let end = at + name.lead.len() + name.first.len();
        found.range.end = text.ranges[end - 1].end;
        return Some(found);
    };
    let (at, end) = match exact {
        Some(at) => {
            let after = at + opening.len();
            let end = match text.all(last, after).as_slice() {
                [] => text.near(last, 0..last.len(), after..all.end, true)?,
                [end] => *end,
                // Where no seal tells which it was, the nearest, as a hand that wrote the name would have it.
                [nearest, ..] if name.seal.is_empty() => *nearest,
                ends => *ends
                    .iter()
                    .find(|end| text.seal(after, **end) == name.seal)?,
            };
            (at, end)
        }
        None => {
            // With the opening in doubt the closing must not be.
            let end = text.only(last)?;
            let before = where_near.start..where_near.end.min(end);
            (text.near(&opening, own, before, true)?, end)
        }
    };
    let found = text.found(&opening, at, name.lead.len(), Some((last, end)));
    let between = !name.seal.is_empty() && text.seal(at + opening.len(), end) != name.seal;
    Some(Found { between, ..found })
}

/// A text's words, folded, and where they stand.
struct Words {
    folded: Vec<String>,
    ranges: Vec<Range>,
}

impl Words {
    fn of(text: &str) -> Self {
        let (folded, ranges) = words::words(text)
            .map(|word| {
                let range = Range {
                    start: word.start as u32,
                    end: word.end() as u32,
                };
                (word.fold().into_owned(), range)
            })
            .unzip();
        Self { folded, ranges }
    }

    /// Where a run of words stands first, at or after a position.
    fn first(&self, run: &[String], from: usize) -> Option<usize> {
        let rest = self.folded.get(from..)?;
        let place = rest.windows(run.len()).position(|window| window == run)?;
        Some(from + place)
    }

    /// Every place, at or after a position, where a run of words stands.
    fn all(&self, run: &[String], from: usize) -> Vec<usize> {
        let place = |from| self.first(run, from);
        std::iter::successors(place(from), |at| place(at + 1)).collect()
    }

    /// The seal of the words between two positions, empty where there are none: four letters or digits that tell whether
    /// they are still the same. They are the last four digits in base 36 of a 32-bit hash (FNV-1a) of the folded words,
    /// joined by `-`. Of other words, one run in 1.7 million has the same.
    fn seal(&self, from: usize, to: usize) -> String {
        let between = self.folded.get(from..to).unwrap_or_default();
        if between.is_empty() {
            return String::new();
        }
        let mut hash: u32 = 0x811c_9dc5;
        for byte in between.join("-").bytes() {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        let digit = |place: u32| char::from_digit(hash / 36u32.pow(place) % 36, 36);
        (0..4).rev().filter_map(digit).collect()
    }

    /// Where a run of words stands, if at one place only.
    fn only(&self, run: &[String]) -> Option<usize> {
        let at = self.first(run, 0)?;
        self.first(run, at + 1).is_none().then_some(at)
    }

    /// Whether a run of words of the text stands nowhere else, not even with one word changed or several misspelled.
    fn stands_out(&self, run: &[String]) -> bool {
        let windows = self.folded.windows(run.len());
        windows
            .filter(|window| is_confusable(run, window))
            .take(2)
            .count()
            == 1
    }

    /// The name of a few words by those on both sides, the fewest that make it stand out: what comes to stand in their
    /// place can be told from what moved up.
    fn flanked(&self, start: usize, end: usize) -> Option<Name> {
        let sides = |reach| {
            (
                start.saturating_sub(reach),
                (end + reach).min(self.folded.len()),
            )
        };
        let (led, out) = (1..=LEAD)
            .map(sides)
            .find(|(led, out)| out - led >= RUN && self.stands_out(&self.folded[*led..*out]))?;
        Some(Name {
            tail: self.folded[end..out].to_vec(),
            ..self.named(led, start, end, None)
        })
    }

    /// The name of words from `start`, of which the first end before `opened`, led in from `led`.
    fn named(
        &self,
        led: usize,
        start: usize,
        opened: usize,
        closing: Option<(usize, usize)>,
    ) -> Name {
        Name {
            lead: self.folded[led..start].to_vec(),
            start: false,
            first: self.folded[start..opened].to_vec(),
            last: closing.map(|(from, to)| self.folded[from..to].to_vec()),
            seal: closing.map_or_else(String::new, |(from, _)| self.seal(opened, from)),
            tail: Vec::new(),
        }
    }

    /// The same with the fewest words led in that make it stand out, or led out where none do; or with those that make
    /// it stand only once at least; else from the start of the text.
    fn led(&self, start: usize, opened: usize, closing: Option<(usize, usize)>) -> Name {
        let mut ways = (0..=start).rev().filter(|led| opened - led >= RUN);
        let led = ways
            .clone()
            .take(LEAD)
            .find(|led| self.stands_out(&self.folded[*led..opened]));
        if led.is_none()
            && closing.is_none()
            && let Some(out) = (opened + 1..=self.folded.len())
                .take(LEAD)
                .find(|out| out - start >= RUN && self.stands_out(&self.folded[start..*out]))
        {
            return Name {
                tail: self.folded[opened..out].to_vec(),
                ..self.named(start, start, opened, None)
            };
        }
        let led = led.or_else(|| ways.find(|led| self.only(&self.folded[*led..opened]).is_some()));
        let name = self.named(led.unwrap_or(0), start, opened, closing);
        Name {
            start: led.is_none(),
            ..name
        }
    }

    /// The only place between two positions where a run of words stands but for a change. `own` of them are the
    /// passage's. `sure` says that another part of the name was found word for word.
    fn near(
        &self,
        run: &[String],
        own: std::ops::Range<usize>,
        within: std::ops::Range<usize>,
        sure: bool,
    ) -> Option<usize> {
        let words = self.folded.get(within.clone())?;
        let mut best: Option<(usize, usize)> = None;
        let mut doubt = false;
        for (place, window) in words.windows(run.len()).enumerate() {
            let Some(Changes { slips, other }) = changes(run, window) else {
                continue;
            };
            let same = run.len() - slips - usize::from(other.is_some());
            let needed = if sure { 2 } else { 3 };
            let begin = within.start + place;
            let halves = || {
                run.iter()
                    .zip(window)
                    .any(|(one, other)| one != other && is_half(one, other))
            };
            // A word in the place of another, not one that moved up when that one went.
            let stands_in = |other: usize| {
                !own.contains(&other)
                    || own.len() >= RUN
                    || (other > 0 || begin == 0)
                        && (other + 1 < run.len() || begin + run.len() == self.folded.len())
            };
            let near = match other {
                None => same >= slips.max(1),
                Some(other) => same >= needed && stands_in(other),
            };
            if near && !halves() {
                let worth = same * 3 + slips * 2;
                let before = best.map_or(0, |(_, worth)| worth);
                if worth > before {
                    doubt = best.is_some() && worth - before < 2;
                    best = Some((begin, worth));
                } else {
                    doubt |= before - worth < 2;
                }
            }
        }
        best.filter(|_| !doubt).map(|(place, _)| place)
    }

    /// The passage whose opening stands at `at`, led in by `lead` words, and whose closing stands at another place.
    fn found(
        &self,
        opening: &[String],
        at: usize,
        lead: usize,
        closing: Option<(&Vec<String>, usize)>,
    ) -> Found {
        let mut changed = Vec::new();
        let mut compare = |run: &[String], at: usize| {
            for (named, word) in run.iter().zip(&self.folded[at..]) {
                if named != word {
                    changed.push((named.clone(), word.clone()));
                }
            }
        };
        compare(opening, at);
        let mut end = at + opening.len();
        if let Some((last, place)) = closing {
            compare(last, place);
            end = place + last.len();
        }
        Found {
            range: Range {
                start: self.ranges[at + lead].start,
                end: self.ranges[end - 1].end,
            },
            changed,
            between: false,
        }
    }
}

/// How words of a text differ from a run of as many.
struct Changes {
    /// How many differ by a slip only.
    slips: usize,
    /// Position of the one that is wholly another; then there are no slips.
    other: Option<usize>,
}

/// How words of a text differ from a run of as many; `None` where one is wholly another and any more differ.
fn changes(run: &[String], window: &[String]) -> Option<Changes> {
    let (mut slips, mut other) = (0, None);
    for (at, (one, another)) in run.iter().zip(window).enumerate() {
        if one == another {
            continue;
        }
        if other.is_some() {
            return None;
        }
        if is_slip(one, another) {
            slips += 1;
        } else {
            other = Some(at);
        }
        if other.is_some() && slips > 0 {
            return None;
        }
    }
    Some(Changes { slips, other })
}

/// Whether words of a text could be taken for a run of as many: no two words differ, or each that does by a slip only.
fn is_confusable(run: &[String], window: &[String]) -> bool {
    changes(run, window)
        .is_some_and(|Changes { slips, .. }| slips <= 1 || run.len() - slips >= slips)
}

/// Whether two words differ by a slip of the pen only: they begin alike, and what is left between a common beginning and
/// a common end is at most two letters, fewer than they share. Another number is another matter (2016, 2017), and an
/// apostrophe more or less may be a denial (can, can’t).
fn is_slip(one: &str, other: &str) -> bool {
    // Folded digits are ASCII but in Arabic, Persian and Indian texts.
    let is_digit = |sign| matches!(sign, '0'..='9' | '٠'..='٩' | '۰'..='۹' | '०'..='९');
    let apostrophes = |word: &str| word.matches('\'').count();
    if one.chars().chain(other.chars()).any(is_digit) || apostrophes(one) != apostrophes(other) {
        return false;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let shorter = one.len().min(other.len());
    let begin = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let end = (one.iter().rev().zip(other.iter().rev()))
        .take_while(|(a, b)| a == b)
        .count()
        .min(shorter - begin);
    let left = one.len().max(other.len()) - begin - end;
    begin > 0 && left <= 2 && begin + end > left
}

/// Whether one number may be a part of the other, which a slip cut in two: `135,245` and the `135` of `135,e245`. Where the
/// passage then begins or ends is in doubt.
fn is_half(one: &str, other: &str) -> bool {
    let digits = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    let shared = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(a, b)| a == b).count()
    };
    digits(one)
        && digits(other)
        && one.len() != other.len()
        && (shared(&mut one.chars(), &mut other.chars()) > 0
            || shared(&mut one.chars().rev(), &mut other.chars().rev()) > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "The relations went from abnormal to normal. The two sides should think twice before \
        they act, and the two sides should trust each other. Trust is the key, and the key is trust.";

    fn at(words: &str, nth: usize) -> Range {
        let (start, _) = TEXT.match_indices(words).nth(nth).unwrap();
        Range {
            start: start as u32,
            end: (start + words.len()) as u32,
        }
    }

    fn named(words: &str, nth: usize) -> String {
        name(TEXT, at(words, nth)).unwrap().write()
    }

    fn shown(text: &str, name: &str) -> Option<String> {
        let found = find(text, &Name::parse(name)?)?;
        Some(text[found.range.start as usize..found.range.end as usize].to_owned())
    }

    #[test]
    fn a_short_passage_is_named_by_all_its_words() {
        assert_eq!(
            named("went from abnormal to normal", 0),
            "went-from-abnormal-to-normal"
        );
    }

    #[test]
    fn a_long_one_by_the_words_at_its_ends() {
        assert_eq!(
            named(
                "abnormal to normal. The two sides should think twice before",
                0
            ),
            "abnormal-to-normal-the..should-think-twice-before..fgu4"
        );
    }

    #[test]
    fn a_change_between_the_ends_is_told() {
        let name = named(
            "abnormal to normal. The two sides should think twice before",
            0,
        );
        let found = |text: &str| find(text, &Name::parse(&name).unwrap());
        assert!(!found(TEXT).unwrap().is_corrected());
        let corrected = found(&TEXT.replace("two sides should think", "four sides should think"));
        assert!(corrected.is_some_and(|found| found.between && found.changed.is_empty()));
        let by_hand = "abnormal-to-normal-the..should-think-twice-before";
        let text = TEXT.replace("two sides should think", "four sides should think");
        let found = find(&text, &Name::parse(by_hand).unwrap()).unwrap();
        assert!(!found.is_corrected(), "no seal tells");
    }

    #[test]
    fn a_closing_that_came_to_stand_earlier_is_not_taken_for_the_one_named() {
        let text = "We will keep the plan of the two sides and leave before the end of the year.";
        let taken = Range {
            start: 0,
            end: text.len() as u32,
        };
        let name = Name::parse(&name(text, taken).unwrap().write()).unwrap();
        let earlier = text.replace("and leave", "by the end of the year, and leave");
        assert_eq!(find(&earlier, &name), None, "both changed and doubtful");
        let later = format!("{text} It was the end of the year.");
        let found = find(&later, &name).unwrap();
        assert_eq!(&later[found.range.bytes()], text.trim_end_matches('.'));
        assert!(!found.is_corrected());
    }

    #[test]
    fn few_words_are_named_with_those_on_both_sides() {
        assert_eq!(named("the key", 0), "is~the-key~~and");
        assert_eq!(named("the key", 1), "and~the-key~~is");
        assert_eq!(
            named("two sides should", 1),
            "and-the~two-sides-should~~trust-each"
        );
        assert_eq!(named("The", 0), "the~~relations-went-from");
        assert_eq!(
            shown(TEXT, "the~~relations-went-from").as_deref(),
            Some("The")
        );
    }

    #[test]
    fn a_selection_is_widened_to_whole_words() {
        assert_eq!(
            named("ent from abnormal to norm", 0),
            "went-from-abnormal-to-normal"
        );
        assert_eq!(name(TEXT, Range { start: 0, end: 0 }), None);
        assert_eq!(name("", Range { start: 0, end: 0 }), None);
    }

    #[test]
    fn a_selection_keeps_its_punctuation_and_loses_its_ends() {
        let text = "He said: “think twice.” Then he left.";
        let taken = |from: &str, to: &str| {
            let (start, end) = (text.find(from).unwrap(), text.find(to).unwrap() + to.len());
            let range = Range {
                start: start as u32,
                end: end as u32,
            };
            whole_words(text, range).map(|range| &text[range.start as usize..range.end as usize])
        };
        assert_eq!(taken(" “think", "”"), Some("“think twice.”"));
        assert_eq!(taken("nk", "twi"), Some("think twice"));
        assert_eq!(taken(" Then", "n "), Some("Then"));
        assert_eq!(taken(": “", "“"), None);
    }

    #[test]
    fn a_corrected_word_is_found_and_told() {
        let corrected = TEXT.replace("abnormal to", "abnormall to");
        let found = find(&corrected, &Name::parse("abnormal-to-normal").unwrap()).unwrap();
        assert_eq!(
            found.changed,
            [("abnormal".to_owned(), "abnormall".to_owned())]
        );
        let replaced = TEXT.replace("think twice", "think hard");
        assert_eq!(
            shown(&replaced, "abnormal-to-normal..think-twice-before").as_deref(),
            Some("abnormal to normal. The two sides should think hard before")
        );
    }

    #[test]
    fn a_doubt_finds_nothing() {
        assert_eq!(shown(TEXT, "the-two-sides-should-hope"), None);
        assert_eq!(shown(TEXT, "missing"), None);
        assert_eq!(shown(TEXT, "abnormal-to-normal..never-there"), None);
        assert_eq!(shown(TEXT, "keys"), None);
        assert_eq!(shown(TEXT, "two-sides"), None, "they stand twice");
        let twice = "Ample trust grows here. Ample trust grew here. Few trust grow here.";
        assert_eq!(
            shown(twice, "ample-trust-grow-here"),
            None,
            "a worse place after two equal ones leaves the doubt"
        );
    }

    #[test]
    fn a_word_that_moved_up_is_not_shown_for_one_that_went() {
        let gone = TEXT.replace("abnormal ", "");
        let name = named("abnormal", 0);
        assert_eq!(shown(&gone, &name), None, "{name}");
        assert_eq!(shown(&gone, "went-from~abnormal"), None);
        assert_eq!(shown(&gone, "relations-went-from~abnormal"), None);
        let replaced = TEXT.replace("abnormal ", "strained ");
        assert_eq!(shown(&replaced, &name).as_deref(), Some("strained"));
        let at_the_end = TEXT.replace("key is trust", "key is faith");
        assert_eq!(
            shown(&at_the_end, &named("trust.", 0)).as_deref(),
            Some("faith")
        );
    }

    #[test]
    fn another_number_and_a_denial_are_no_slips() {
        let twins = "In 2021 exports rose to 162 billion dollars. In 2022, customs say, exports rose to 165 billion.";
        assert_eq!(
            shown(twins, "in-2022-exports-rose-to-165-billion-dollars"),
            None
        );
        let plans =
            "We can accept the plan of 2016. He said that the later one cannot be accepted.";
        assert_eq!(shown(plans, "we-can't-accept-the-plan-of-2017"), None);
        for (one, other) in [
            ("2021", "2022"),
            ("can", "can't"),
            ("normal", "abnormal"),
            ("legal", "illegal"),
        ] {
            assert!(!is_slip(one, other), "{one}, {other}");
        }
        for (one, other) in [
            ("abnormal", "abnormall"),
            ("receive", "recieve"),
            ("centre", "center"),
        ] {
            assert!(is_slip(one, other), "{one}, {other}");
        }
    }

    #[test]
    fn a_number_cut_in_two_is_a_doubt() {
        let text = "They spent 56e,000 won on trains and on ships.";
        assert_eq!(shown(text, "56000-won-on-trains-and"), None);
        let text = "They spent 57,000 won on trains and on ships.";
        assert_eq!(
            shown(text, "56000-won-on-trains-and").as_deref(),
            Some("57,000 won on trains and")
        );
    }

    #[test]
    fn what_began_the_text_is_not_looked_for_elsewhere() {
        let corrected = "Few must be strong. We must be strong.";
        assert_eq!(
            shown(corrected, "~we-must-be-strong").as_deref(),
            Some("Few must be strong")
        );
        assert_eq!(
            shown("So it is. We must be strong.", "~we-must-be-strong"),
            None
        );
    }

    #[test]
    fn a_name_without_words_is_none() {
        for text in [
            "", "~", "..", "a..", "..b", "a~", "a~..b", "a~~", "~~", "a..b~~c", "-",
        ] {
            assert_eq!(Name::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_passage_is_found_by_its_name(
            words in proptest::collection::vec("[ab]{1,2}|of|the|U\\.S\\.|3\\.5|中|한|é|it’s|x-y", 1..60),
            ends in (0..60usize, 0..60usize)
        ) {
            let text = words.join(" ");
            let all = Words::of(&text);
            let (from, to) = (ends.0.min(ends.1) % all.ranges.len(), ends.0.max(ends.1) % all.ranges.len());
            let (from, to) = (from.min(to), from.max(to));
            let range = Range { start: all.ranges[from].start, end: all.ranges[to].end };
            let name = name(&text, range).unwrap();
            let read = Name::parse(&name.write());
            prop_assert_eq!(read.as_ref(), Some(&name));
            let found = find(&text, &name).unwrap();
            prop_assert_eq!(found, Found { range, changed: Vec::new(), between: false });
        }

        #[test]
        fn no_name_makes_a_panic(text in "\\PC{0,60}", name in "\\PC{0,30}") {
            if let Some(name) = Name::parse(&name) {
                let _ = find(&text, &name);
            }
        }
    }
}
