//! Where sentences end, by rule.
//!
//! A sentence ends at a full stop, question mark, exclamation mark or ellipsis (with the quotation marks and brackets
//! that close after it, marks of direction and references to footnotes such as `[1]` and `¹`) where white space follows
//! and what comes next does not begin with a lower-case letter. The full-width signs `。！？` need no white space.
//! Semicolons and colons end nothing; a paragraph's end always does.
//!
//! A full stop may belong to the word before it instead:
//!
//! | the word | ends a sentence |
//! | --- | --- |
//! | `Mr.`, `Dr.`, `e.g.`, the event's own abbreviations | never |
//! | `No.`, `Fig.`, `Vol.` | unless a number follows |
//! | `U.S.`, `p.m.`, `Inc.`, `Jr.`, an initial such as `J.` | only where the next word plainly opens a sentence: |
//! | | one of a list of words such as `The`, `Both`, `Thus`, which no name begins with |
//! | `1.`, `a.` at the start of a sentence | never: it numbers what follows |
//! | German `3.`, `21.`, `z.` `d.` | never: an ordinal, a shortened word |
//! | Korean `8.` in `2022. 8. 24.` | never: it goes on as a date |
//! | Russian `т.`, `г.` | never: a shortened word |
//!
//! Decimals and addresses have no white space after their stop, so they end nothing.

use std::ops::Range;

/// Words before a full stop that does not end a sentence. Titles and the like; case matters.
const NEVER: &[&str] = &[
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Messrs", "Mme", "Mlle", "Gen", "Lt", "Col", "Maj",
    "Capt", "Sgt", "Cpl", "Adm", "Cmdr", "Gov", "Sen", "Rep", "Amb", "Hon", "Rev", "Fr", "Supt",
    "Pres", "St", "Mt", "Ft", "vs", "cf", "viz", "e.g", "i.e", "Ph", "approx", "ca", "eds", "Ed",
    "Dipl", "Ing",
];

/// Words before a full stop that does not end a sentence where a number follows; case matters.
const BEFORE_NUMBER: &[&str] = &[
    "No", "Nos", "no", "nos", "Nr", "nr", "Vol", "Vols", "vol", "vols", "Fig", "Figs", "fig",
    "figs", "Art", "Arts", "Sec", "sec", "Ch", "ch", "Chap", "chap", "p", "pp", "Para", "Paras",
    "para", "paras", "Eq", "Op", "op", "Res", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug",
    "Sep", "Sept", "Oct", "Nov", "Dec",
];

/// Words before a full stop that ends a sentence only where the next word plainly opens one; case matters.
const SELDOM: &[&str] = &[
    "Inc", "Ltd", "Co", "Corp", "Bros", "Jr", "Sr", "Esq", "Dept", "Univ", "Assn", "al", "ed",
    "est", "Ave", "Blvd", "Rd", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept",
    "Oct", "Nov", "Dec",
];

/// English words that open a sentence when written with a capital: no name begins with them.
const OPENERS: &[&str] = &[
    "A",
    "About",
    "According",
    "Accordingly",
    "Additionally",
    "After",
    "Again",
    "Against",
    "All",
    "Also",
    "Although",
    "Among",
    "Amongst",
    "An",
    "And",
    "Another",
    "Any",
    "Are",
    "As",
    "At",
    "Because",
    "Before",
    "Being",
    "Besides",
    "Between",
    "Beyond",
    "Both",
    "But",
    "By",
    "Can",
    "Clearly",
    "Consequently",
    "Conversely",
    "Could",
    "Currently",
    "Despite",
    "Did",
    "Do",
    "Does",
    "During",
    "Each",
    "Either",
    "Equally",
    "Even",
    "Every",
    "Everyone",
    "Few",
    "Finally",
    "Firstly",
    "For",
    "Fourthly",
    "From",
    "Furthermore",
    "Given",
    "Had",
    "Has",
    "Have",
    "He",
    "Hence",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "Importantly",
    "In",
    "Indeed",
    "Instead",
    "Is",
    "It",
    "Its",
    "Just",
    "Lastly",
    "Let",
    "Likewise",
    "Many",
    "Meanwhile",
    "More",
    "Moreover",
    "Most",
    "Much",
    "My",
    "Naturally",
    "Neither",
    "Nevertheless",
    "Nobody",
    "Nonetheless",
    "Nor",
    "Not",
    "Nothing",
    "Notably",
    "Now",
    "Nowadays",
    "Of",
    "Often",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Others",
    "Otherwise",
    "Our",
    "Perhaps",
    "Rather",
    "Recently",
    "Regarding",
    "Secondly",
    "She",
    "Should",
    "Similarly",
    "Since",
    "So",
    "Some",
    "Someone",
    "Sometimes",
    "Soon",
    "Still",
    "Subsequently",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "Thereby",
    "Therefore",
    "These",
    "They",
    "Thirdly",
    "This",
    "Those",
    "Though",
    "Through",
    "Throughout",
    "Thus",
    "To",
    "Today",
    "Together",
    "Tomorrow",
    "Too",
    "Towards",
    "Ultimately",
    "Unless",
    "Unlike",
    "Until",
    "Upon",
    "Was",
    "We",
    "Were",
    "What",
    "Whatever",
    "When",
    "Whenever",
    "Where",
    "Whereas",
    "Whether",
    "Which",
    "While",
    "Who",
    "Whoever",
    "Whose",
    "Why",
    "Will",
    "With",
    "Within",
    "Without",
    "Would",
    "Yes",
    "Yesterday",
    "Yet",
    "You",
    "Your",
];

/// The rules for one event.
#[derive(Debug)]
pub(super) struct Rules {
    /// The event's abbreviations, without their last full stop.
    abbreviations: Vec<String>,
    openers: &'static [&'static str],
    /// The primary subtag, in small letters.
    language: String,
}

impl Rules {
    /// For text in `language` (BCP 47) with `abbreviations`, each ending in a full stop, that never end a sentence.
    pub(super) fn new(language: &str, abbreviations: &[String]) -> Self {
        let primary = language.split('-').next().unwrap_or_default();
        let language = primary.to_ascii_lowercase();
        let bare = |word: &String| word.strip_suffix('.').unwrap_or(word).to_owned();
        Self {
            abbreviations: abbreviations.iter().map(bare).collect(),
            openers: if language == "en" { OPENERS } else { &[] },
            language,
        }
    }

    /// The sentences of a paragraph: in order, without white space at their ends, covering everything else.
    pub(super) fn split(&self, paragraph: &str) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = paragraph.len() - paragraph.trim_start().len();
        let mut at = start;
        let mut has_words = false;
        while let Some(offset) = paragraph[at..].find(is_stop) {
            let stops = at + offset..end_of(paragraph, at + offset, is_stop);
            let end = closed(paragraph, &stops);
            has_words |= paragraph[at..stops.start].contains(char::is_alphanumeric);
            at = end;
            if has_words && self.ends(paragraph, start, stops, end) {
                let rest = &paragraph[end..];
                sentences.push(start..end);
                start = end + (rest.len() - rest.trim_start().len());
                at = start;
                has_words = false;
            }
        }
        let last = start..paragraph.trim_end().len();
        if last.start < last.end {
            sentences.push(last);
        }
        sentences
    }

    /// Whether the sentence that starts at `start` ends with the signs at `stops`, what closes after them reaching to
    /// `end`.
    fn ends(&self, paragraph: &str, start: usize, stops: Range<usize>, end: usize) -> bool {
        let signs = &paragraph[stops.clone()];
        let rest = &paragraph[end..];
        let next = rest.trim_start();
        let Some(follows) = next.chars().next() else {
            return false;
        };
        if signs.contains(is_full_width) {
            // Japanese reports speech in brackets and goes on with a particle: 「行く。」と言った。
            return stops.end == end || next.len() < rest.len() || !matches!(follows, 'ぁ'..='ゖ');
        }
        if next.len() == rest.len() {
            return false;
        }
        let opening = next.trim_start_matches(is_opener);
        if opening.chars().next().is_some_and(char::is_lowercase) {
            return false;
        }
        if signs != "." {
            return true;
        }
        let before = &paragraph[start..stops.start];
        if before.ends_with(char::is_whitespace)
            && (next.starts_with('.') || before.trim_end().ends_with('.'))
        {
            // A stop of an ellipsis written with blanks: “. . .”
            return false;
        }
        self.stop_ends(before, opening)
    }

    /// Whether a single full stop after `before`, which reaches back to the start of the sentence, ends it, `next`
    /// following.
    fn stop_ends(&self, before: &str, next: &str) -> bool {
        let token = before.rsplit(char::is_whitespace).next().unwrap_or(before);
        let opens_sentence = token.len() == before.len();
        let token = token.trim_start_matches(is_opener);
        if self
            .abbreviations
            .iter()
            .any(|abbreviation| abbreviation == token)
        {
            return false;
        }
        // Of a compound such as China-U.S. the last word counts.
        let word = token
            .rsplit(['-', '‐', '‑', '–', '—', '/'])
            .next()
            .unwrap_or(token)
            .trim_start_matches(is_opener);
        let letters = word.chars().count();
        if opens_sentence
            && (letters == 1 || (letters <= 3 && word.chars().all(|c| c.is_ascii_digit())))
        {
            return false;
        }
        if NEVER.contains(&word)
            || self
                .abbreviations
                .iter()
                .any(|abbreviation| abbreviation == word)
        {
            return false;
        }
        if BEFORE_NUMBER.contains(&word) && next.starts_with(|c: char| c.is_numeric()) {
            return false;
        }
        if self.goes_on(before, word, next) {
            return false;
        }
        if SELDOM.contains(&word) || is_initials(word) {
            return self.opens(next);
        }
        true
    }

    /// Whether the language writes a full stop after `word`, the last of `before`, where the sentence goes on with
    /// `next`: after an ordinal, in a date, after a word shortened to a letter.
    fn goes_on(&self, before: &str, word: &str, next: &str) -> bool {
        let is_letter = is_one(word, char::is_lowercase);
        match self.language.as_str() {
            // Am 3. Oktober, im 21. Jahrhundert; z. B., d. h.
            "de" => is_letter || (is_number(word) && word.len() <= 2),
            "ko" => is_in_date(before, word, next),
            // т. е., 1990 г.; «я» is a word.
            "ru" => is_letter && word != "я",
            _ => false,
        }
    }

    /// Whether `next` begins with a word that plainly opens a sentence.
    fn opens(&self, next: &str) -> bool {
        let word = &next[..next
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(next.len())];
        let after = next[word.len()..].chars().next();
        after != Some('-') && self.openers.contains(&word)
    }
}

/// Whether `word` is an initial, or letters with full stops between them: `J`, `U.S`, `p.m`, `Ph.D`.
fn is_initials(word: &str) -> bool {
    let mut parts = word.split('.');
    if !word.contains('.') {
        return is_one(word, char::is_uppercase);
    }
    parts.all(|part| {
        (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
    })
}

/// Whether `word` is nothing but digits.
fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `word` is one character of which `of` holds.
fn is_one(word: &str, of: fn(char) -> bool) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(of) && characters.next().is_none()
}

/// Whether `word`, the last of `before`, is the year, month or day of a date such as `2022. 8. 24.`, or is one such as
/// `2022.8.24`, `next` following.
fn is_in_date(before: &str, word: &str, next: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let earlier = before[..before.len() - word.len()].trim_end();
    let goes_on = next.starts_with(is_digit)
        || earlier
            .strip_suffix('.')
            .is_some_and(|number| number.ends_with(is_digit));
    word.split('.').all(is_number) && (goes_on || word.matches('.').count() == 2)
}

/// Where what closes after the signs at `stops` ends.
fn closed(paragraph: &str, stops: &Range<usize>) -> usize {
    let mut end = end_of(paragraph, stops.end, is_closer);
    // After a full-width sign the next sentence may begin at once, with a mark that would close elsewhere.
    if paragraph[stops.clone()].contains(is_full_width) {
        return end;
    }
    while let Some(length) = closing(&paragraph[end..]) {
        end = end_of(paragraph, end + length, is_closer);
    }
    end
}

/// Bytes of what closes at the start of `rest`, right after a sentence's last sign, and is no [closer](is_closer)
/// elsewhere.
fn closing(rest: &str) -> Option<usize> {
    let apart = rest.trim_start();
    let blanks = rest.len() - apart.len();
    let first = apart.chars().next()?;
    let after = &apart[first.len_utf8()..];
    let in_words = after.starts_with(char::is_alphanumeric);
    match first {
        // French sets a blank before it: « Oui. »
        '»' | '›' if !in_words => Some(blanks + first.len_utf8()),
        _ if blanks > 0 => None,
        // German „Ja.“ and »Ja.«: nothing could be opened right after a stop but where words follow.
        '“' | '‘' | '«' | '‹' if !in_words => Some(first.len_utf8()),
        '¹' | '²' | '³' | '⁰'..='⁹' => Some(first.len_utf8()),
        '[' => footnote(after).map(|length| 1 + length),
        _ => None,
    }
}

/// Bytes of the rest of a reference to footnotes, `1]` or `2, 3]`, if `inside` begins with it.
fn footnote(inside: &str) -> Option<usize> {
    let length = inside.find(|c| !matches!(c, '0'..='9' | ',' | '-' | '–' | ' '))?;
    let begins = inside.starts_with(|c: char| c.is_ascii_digit());
    (begins && inside[length..].starts_with(']')).then_some(length + 1)
}

/// The byte after the run of characters from `at` on of which `of` holds.
fn end_of(text: &str, at: usize, of: fn(char) -> bool) -> usize {
    text[at..]
        .find(|c| !of(c))
        .map_or(text.len(), |length| at + length)
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '।' | '॥'
    ) || is_full_width(c)
}

fn is_full_width(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡')
}

/// Quotation marks and brackets that close, and marks of direction; a straight quotation mark right after a stop closes
/// too.
fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '）'
            | '］'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | '＂'
            | '｣'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{61C}'
    )
}

/// What may stand before the first word of a sentence.
fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '„'
            | '‚'
            | '«'
            | '‹'
            | '('
            | '['
            | '{'
            | '¿'
            | '¡'
            | '「'
            | '『'
            | '（'
            | '［'
            | '【'
            | '《'
            | '〈'
            | '〔'
            | '–'
            | '—'
            | '-'
            | '｢'
    ) || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split_in<'t>(language: &str, abbreviations: &[&str], text: &'t str) -> Vec<&'t str> {
        let abbreviations: Vec<String> = abbreviations.iter().map(|&a| a.to_owned()).collect();
        let rules = Rules::new(language, &abbreviations);
        rules
            .split(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    /// Checks that an English text is split where it has `|`.
    #[track_caller]
    fn splits(marked: &str) {
        splits_in("en", marked);
    }

    /// Checks that a text is split where it has `|`.
    #[track_caller]
    fn splits_in(language: &str, marked: &str) {
        let text = marked.replace("| ", " ").replace('|', "");
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(split_in(language, &[], &text), expected);
    }

    #[test]
    fn titles_and_latin_never_end_a_sentence() {
        splits("Mr. Wang Jian spoke.| Then Dr. Kim and Prof. Lee did.");
        splits("Some states, e.g. Japan, i.e. The Land, agreed.| Others, cf. Art. 5, did not.");
        splits("China vs. The World was the title.");
    }

    #[test]
    fn acronyms_end_a_sentence_only_before_a_plain_opening() {
        splits("It concerns China and the U.S.| Thus, both sides agree.");
        splits("It concerns China and the U.S.| Both sides need time.");
        splits(
            "The U.S. Department of State and the U.S. and Japan met in Washington D.C. Monday.",
        );
        splits("At 3 p.m. Tokyo time it began.| At 5 p.m. it ended.");
        splits("“Alliance with the U.S.” cannot be an excuse.| “Leave the U.S.”| The end.");
        splits("U.S.-ROK relations, China-U.S. relations and the “U.S.-Japan-ROK” bloc.");
        splits("He spoke of the U.S. In-Q-Tel fund.");
    }

    #[test]
    fn initials_do_not_end_a_sentence() {
        splits("John F. Kennedy met J. R. Smith.| They agreed.");
        splits("They chose plan B.| The rest left.");
        splits("She holds a Ph.D. from Seoul.| He holds a Ph.D.| It was hard.");
    }

    #[test]
    fn numbers_keep_their_stops() {
        splits(
            "It rose by 3.5 percent to No. 1.| It fell again in 2022.| No. 5 followed, see pp. 3 and Fig. 2.",
        );
        splits("Do you agree?| No.| We do not.");
        splits("1. The first point.| 2.5 is a number.| It began in 1992.| It went on.");
        splits("On Aug. 24 they met.| It was in Aug.| The next year they met on 24 Aug. 1993.");
    }

    #[test]
    fn companies_end_a_sentence_only_before_a_plain_opening() {
        splits(
            "Samsung Co. Ltd. Chairman Lee spoke for Acme Inc.| The deal was done by Smith Jr.| It held.",
        );
        splits("Trade, aid, etc.| China agreed.");
    }

    #[test]
    fn quotation_marks_and_brackets_close_with_the_sentence() {
        splits("He said: “We agree.”| She left.| (It was late.)| Then he left.");
        splits(
            "“Why?” he asked.| “Because!” said she.| ‘So be it.’| \"Fine.\"| [Applause.]| Next.",
        );
        splits(
            "Topics like “Defence,” “Economy,” and “Technology.”| In formulating policy, be fair.",
        );
    }

    #[test]
    fn quotation_marks_of_other_languages_close_with_the_sentence() {
        splits_in(
            "fr",
            "Il a dit : «\u{a0}Agissons.\u{a0}»| Puis il partit.| « Vraiment ? »| Oui.| « Non. »| « Si. »",
        );
        splits_in(
            "de",
            "Er sagte: „Das ist gut.“| Dann ging er.| „Ja.“| „Nein.“| ‚So.‘| Ende.",
        );
        splits_in(
            "de",
            "Sie fragte: »Warum?«| Keiner wusste es.| »Ja.«| »Nein.«| Ende.",
        );
        splits("So be it.| “Why?” he asked.| “It is.”| ‘So.’");
    }

    #[test]
    fn references_to_footnotes_close_with_the_sentence() {
        splits(
            "Relations improved.[1]| Trade grew.[2][3]| China agreed.¹²| Both did.”[4, 5]| The end.[6–8]",
        );
        splits("It grew.| [1] is a footnote.| It fell.[sic] It rose.");
    }

    #[test]
    fn marks_of_direction_close_with_the_sentence() {
        splits_in(
            "ar",
            "قال: نعم.\u{200F}| ثم ذهب.\u{61C}| ما هذا؟\u{200E}| لا أعرف.",
        );
    }

    #[test]
    fn ordinals_dates_and_shortened_words_go_on() {
        splits_in(
            "de",
            "Am 3. Oktober 1990 war es so weit.| Im 21. Jahrhundert nicht.| Das war 1990.| Es gilt z. B. Europa, d. h. Alle.",
        );
        splits_in(
            "ko",
            "수교는 1992. 8. 24. 베이징에서, 2022.8.24. 서울에서 있었다.| 성장률은 3.5이다.| 답은 네.| 그렇다.",
        );
        splits_in(
            "ru",
            "Это, т. е. Россия, в 1990 г. Москва и А. С. Пушкин.| Это я.| Да.",
        );
        splits("It was option b.| Trade rose 21.| China agreed.");
    }

    #[test]
    fn several_signs_end_one_sentence() {
        splits("Really?!| Yes!!!| Well…| I think so...| Maybe.");
        splits("Well… maybe... not . . . at all.| Good.");
        splits("… And so it went.");
    }

    #[test]
    fn semicolons_colons_and_lower_case_end_nothing() {
        splits("Common interests: Firstly, peace; Secondly, order; Thirdly, respect.| Good.");
        splits("See example.org. and write to a.b@c.d. it works.");
    }

    #[test]
    fn full_width_signs_need_no_white_space() {
        assert_eq!(
            split_in(
                "zh",
                &[],
                "中韩建交30周年。双方关系如何？很好！“是的。”他说。"
            ),
            [
                "中韩建交30周年。",
                "双方关系如何？",
                "很好！",
                "“是的。”",
                "他说。"
            ]
        );
        assert_eq!(
            split_in("ja", &[], "「行く。」と言った。次だ。"),
            ["「行く。」と言った。", "次だ。"]
        );
        assert_eq!(
            split_in(
                "ko",
                &[],
                "한국과 중국은 이웃입니다. 그러나 3.5%는 낮습니다. 끝."
            ),
            [
                "한국과 중국은 이웃입니다.",
                "그러나 3.5%는 낮습니다.",
                "끝."
            ]
        );
    }

    #[test]
    fn an_event_has_abbreviations_of_its_own() {
        let text = "The Dep. Minister and the Vice-Min. Kim spoke.";
        assert_eq!(split_in("en", &["Dep.", "Vice-Min."], text), [text]);
        assert_eq!(split_in("en", &[], text).len(), 3);
        // “Min.” alone covers the compound too.
        assert_eq!(split_in("en", &["Dep.", "Min."], text), [text]);
    }

    #[test]
    fn without_a_list_of_openings_an_acronym_ends_nothing() {
        assert_eq!(
            split_in("fr", &[], "Les U.S.A. The fin. Voilà."),
            ["Les U.S.A. The fin.", "Voilà."]
        );
    }

    proptest! {
        #[test]
        fn sentences_cover_every_word_in_order(text in ".{0,80}", stops in "[ .?!…。”)\"A-Ca-c1\u{a0}一]{0,60}") {
            for text in [text, stops] {
                let mut at = 0;
                for range in Rules::new("en", &[]).split(&text) {
                    prop_assert!(range.start >= at && range.start < range.end);
                    prop_assert!(text[at..range.start].trim().is_empty(), "left out before {:?}", range);
                    prop_assert_eq!(&text[range.clone()], text[range.clone()].trim());
                    at = range.end;
                }
                prop_assert!(text[at..].trim().is_empty());
            }
        }

        #[test]
        fn splitting_does_not_depend_on_what_comes_after_a_break(
            first in "[A-Z][a-z]{2,5}( [a-z]{2,5}){1,4}[.?!]",
            second in "[A-Z][a-z]{2,5}( [a-z]{2,5}){1,4}[.?!]",
        ) {
            let text = format!("{first} {second}");
            let rules = Rules::new("en", &[]);
            prop_assume!(rules.split(&text).len() == 2);
            prop_assert_eq!(rules.split(&text)[0].clone(), 0..first.len());
        }
    }
}
