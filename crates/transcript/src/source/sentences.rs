//! Where sentences end, by rule.
//!
//! A sentence ends at a full stop, question mark, exclamation mark or ellipsis (with the quotation marks and brackets
//! that close after it, marks of direction and references to footnotes such as `[1]` and `¹`) where white space follows
//! and what comes next does not begin with a lower-case letter. The full-width signs `。！？` need no white space.
//! Semicolons and colons end nothing; a paragraph's end always does. No sentence begins with a comma, a semicolon, a
//! colon or, after a full-width sign, with what closes: `“为什么？”，他问。` is one. A title ends none
//! (`《怎么办？》是一本书。`), nor does a question or an exclamation in quotation marks with which the sentence goes on:
//! `“为什么？”他问。`, `“왜?” 하고 물었다.`
//!
//! An aside such as `(laughter)` is written small though a sentence may begin with it: what follows it decides. English
//! goes on after `“Why?”` with `I asked`.
//!
//! A full stop may belong to the word before it instead:
//!
//! | the word | ends a sentence |
//! | --- | --- |
//! | `Mr.`, `Dr.`, `e.g.`, the event's own abbreviations | never |
//! | English `v.`, German `Mio.`, French `MM.` | never |
//! | `No.`, `Fig.`, `Vol.` | unless a number follows, which may be Roman |
//! | English `App.`, German `Kap.`, `Goethestr.`, French `env.` | unless a number follows |
//! | `U.S.`, `p.m.`, `Inc.`, `Jr.`, an initial such as `J.` | only where the next word plainly opens a sentence: |
//! | | one of a list of words such as `The`, `Both`, `Thus`, which no name begins with |
//! | `1.`, `a.` at the start of a sentence or after a colon | never: it numbers what follows |
//! | German `3.`, `21.`, `z.` `d.` | never: an ordinal, a shortened word |
//! | Korean `8.` in `2022. 8. 24.` | never: it goes on as a date |
//! | Russian `т.`, `г.` | never: a shortened word |
//! | Russian `пр.` | only after `и`, where it is “and so on” and no avenue |
//! | Russian `им.` | unless it names something after someone: it is also “them” |
//!
//! The word begins after white space, what opens, or a Chinese or Japanese character: `由Dr. Kim主持`.
//!
//! Decimals and addresses have no white space after their stop, so they end nothing.

use std::borrow::Cow;
use std::ops::Range;

use super::inline::is_chinese_or_japanese;

/// Words before a full stop that does not end a sentence. Titles and the like. Case matters, but for the first letter
/// where a capital may be only that of a beginning.
const NEVER: &[&str] = &[
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Messrs", "Mme", "Mlle", "Gen", "Lt", "Col", "Maj",
    "Capt", "Sgt", "Cpl", "Adm", "Brig", "Cmdr", "Gov", "Sen", "Rep", "Amb", "Hon", "Rev", "Fr",
    "Supt", "Pres", "St", "Mt", "Ft", "vs", "cf", "viz", "e.g", "i.e", "Ph", "approx", "ca", "eds",
    "Ed", "Dipl", "Ing",
];

/// Words before a full stop that does not end a sentence where a number follows; case matters as in [`NEVER`].
const BEFORE_NUMBER: &[&str] = &[
    "No", "Nos", "no", "nos", "Nr", "nr", "Vol", "Vols", "vol", "vols", "Fig", "Figs", "fig",
    "figs", "Art", "Arts", "art", "Sec", "sec", "Ch", "ch", "Chap", "chap", "p", "pp", "Para",
    "Paras", "para", "paras", "Eq", "Op", "op", "Res", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul",
    "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs",
    "Fri", "Sat", "Sun",
];

/// Words before a full stop that ends a sentence only where the next word plainly opens one; case matters.
const SELDOM: &[&str] = &[
    "Inc", "Ltd", "Co", "Corp", "Bros", "Jr", "Sr", "Esq", "Dept", "Univ", "Assn", "al", "ed",
    "Ave", "Blvd", "Rd", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct",
    "Nov", "Dec",
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

/// Verbs with which an English speaker goes on after what they are quoted with: `“No!” I said.`
const SAYING: &[&str] = &[
    "added",
    "answered",
    "asked",
    "cried",
    "exclaimed",
    "replied",
    "responded",
    "said",
    "shouted",
    "thought",
    "told",
    "whispered",
    "wondered",
    "wrote",
    "yelled",
];

/// The words of one language, beside those of all.
#[derive(Debug)]
struct Words {
    /// As in [`NEVER`].
    never: &'static [&'static str],
    /// As in [`BEFORE_NUMBER`]: most end sentences too, as other words.
    before_number: &'static [&'static str],
    /// As in [`SELDOM`].
    seldom: &'static [&'static str],
    /// Words that plainly open a sentence.
    openers: &'static [&'static str],
}

const ENGLISH: Words = Words {
    never: &["v", "Sec", "Asst", "incl"],
    before_number: &["Sect", "Sects", "App", "Est", "est"],
    seldom: &["est", "ret", "Doc"],
    openers: OPENERS,
};

const GERMAN: Words = Words {
    never: &[
        "Mio", "Mrd", "Tsd", "Abg", "Hr", "Hrn", "Hrsg", "bspw", "bzw", "evtl", "gem", "ggf",
        "inkl", "insb", "lt", "mind", "sog", "vgl", "zzgl",
    ],
    before_number: &[
        "Abb", "Abs", "Anm", "Bd", "Kap", "Nrn", "Rn", "Str", "Tab", "Tel", "Ziff", "rd", "max",
        "Jän", "Febr", "Mrz", "Okt", "Dez",
    ],
    seldom: &[],
    openers: &[],
};

const FRENCH: Words = Words {
    never: &["MM", "Mgr", "Pr", "Ste", "apr", "av", "éd"],
    before_number: &[
        "env", "réf", "t", "tél", "janv", "févr", "fév", "avr", "juil", "juill", "sept", "oct",
        "nov", "déc",
    ],
    seldom: &[],
    openers: &[],
};

const SPANISH: Words = Words {
    never: &[
        "Sres", "Srta", "Dra", "Dña", "EE", "Excmo", "Excma", "Gral", "Lic", "Profa", "aprox",
        "pág", "págs", "Sr", "Sra", "sr", "sra",
    ],
    before_number: &[
        "núm", "núms", "ene", "feb", "abr", "jun", "jul", "ago", "sept", "oct", "nov", "dic",
    ],
    seldom: &["UU", "Ud", "Uds"],
    openers: &[
        "Además", "Ahora", "Así", "Con", "Cuando", "Ella", "En", "Es", "Esta", "Este", "Esto",
        "Para", "Pero", "Por", "Según", "También", "Una",
    ],
};

const PORTUGUESE: Words = Words {
    never: &[
        "Srs", "Dra", "Exmo", "Exma", "Profa", "aprox", "pág", "págs", "Sr", "Sra", "sr", "sra",
    ],
    before_number: &[
        "n", "núm", "jan", "fev", "abr", "jun", "jul", "ago", "set", "out", "nov", "dez",
    ],
    seldom: &[],
    openers: &[],
};

const ITALIAN: Words = Words {
    never: &[
        "Avv", "Dott", "On", "Sig", "Sigg", "avv", "dott", "on", "pag", "pagg", "prof", "sig",
        "sigg",
    ],
    before_number: &[
        "n", "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "sett", "ott", "nov",
        "dic",
    ],
    seldom: &[],
    openers: &[],
};

const DUTCH: Words = Words {
    never: &[
        "Dhr", "Drs", "Mevr", "Mw", "bijv", "blz", "dhr", "drs", "mevr", "mw", "resp",
    ],
    before_number: &[
        "jan", "febr", "mrt", "apr", "jun", "jul", "aug", "sept", "okt", "nov", "dec",
    ],
    seldom: &[],
    openers: &[],
};

const RUSSIAN: Words = Words {
    never: &[
        "Акад", "Проф", "акад", "гр", "млн", "млрд", "проф", "рис", "св", "ср", "стр", "тыс", "ул",
    ],
    before_number: &["ст"],
    seldom: &[],
    openers: &[],
};

const ARABIC: Words = Words {
    never: &["أ", "أ.د", "د"],
    before_number: &["ج", "ص"],
    seldom: &[],
    openers: &[],
};

const OTHER: Words = Words {
    never: &[],
    before_number: &[],
    seldom: &[],
    openers: &[],
};

/// Characters of the longest [aside](after_aside).
const ASIDE: usize = 40;

/// The rules for one event.
#[derive(Debug)]
pub(super) struct Rules {
    /// The event's abbreviations, without their last full stop.
    abbreviations: Vec<String>,
    words: &'static Words,
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
            words: match language.as_str() {
                "en" => &ENGLISH,
                "de" => &GERMAN,
                "fr" => &FRENCH,
                "es" => &SPANISH,
                "pt" => &PORTUGUESE,
                "it" => &ITALIAN,
                "nl" => &DUTCH,
                "ru" => &RUSSIAN,
                "ar" => &ARABIC,
                _ => &OTHER,
            },
            language,
        }
    }

    /// The sentences of a paragraph: in order, without white space at their ends, covering everything else.
    pub(super) fn split(&self, paragraph: &str) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = paragraph.len() - paragraph.trim_start().len();
        let mut at = start;
        let mut has_words = false;
        while let Some(offset) = paragraph[at..].find(|c| self.is_stop(c)) {
            let stops = self.stops_from(paragraph, at + offset);
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

    /// Whether a sign may end a sentence; in Greek `;` is a question mark.
    fn is_stop(&self, c: char) -> bool {
        is_stop(c) || (c == ';' && self.language == "el")
    }

    /// The signs from `at` on that may end a sentence. An ellipsis between a full-width sign and a word opens what follows:
    /// 谢谢。……好。
    fn stops_from(&self, paragraph: &str, at: usize) -> Range<usize> {
        let end = end_of(paragraph, at, |c| self.is_stop(c));
        let ended = paragraph[at..end].trim_end_matches('…');
        if ended.ends_with(is_full_width) && paragraph[end..].starts_with(char::is_alphanumeric) {
            at..at + ended.len()
        } else {
            at..end
        }
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
        if is_pause(follows) && !self.is_stop(follows) {
            return false;
        }
        if signs.contains(is_full_width) {
            if is_closer(follows) && !is_opener(follows) {
                return false;
            }
            let closing = &paragraph[stops.end..end];
            return closing.is_empty()
                || next.len() < rest.len()
                || !goes_on_after(signs, closing, next);
        }
        if next.len() == rest.len() {
            return false;
        }
        let opening = opening(next);
        if opening.starts_with(char::is_lowercase) {
            return false;
        }
        let closing = &paragraph[stops.end..end];
        if self.language == "ko" && closing.contains(is_quotation_mark) && reports_speech(next) {
            return false;
        }
        if signs != "." {
            return !self.tells_who_spoke(closing, next);
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
        let token = last_token(before);
        let earlier = before[..before.len() - token.len()].trim_end_matches(is_opener);
        let opens_sentence = earlier.is_empty();
        // What numbers the first of several; the next ones stand at the start of sentences of their own.
        let numbers_first = earlier.ends_with([':', '：']) && matches!(token, "1" | "a" | "A");
        // Of a compound such as China-U.S. the last word counts.
        let word = token
            .rsplit(|c| self.joins(c))
            .next()
            .unwrap_or(token)
            .trim_start_matches(is_opener);
        if self
            .abbreviations
            .iter()
            .any(|abbreviation| abbreviation == token || abbreviation == word)
        {
            return false;
        }
        let letters = word.chars().count();
        if numbers_first {
            return false;
        }
        if opens_sentence
            && word.len() == token.trim_start_matches(is_opener).len()
            && (letters == 1 || (letters <= 3 && word.chars().all(|c| c.is_ascii_digit())))
        {
            return false;
        }
        let small = in_small_letters(before, token, word);
        let is_in = |list: &[&str]| list.contains(&word) || list.contains(&&*small);
        if is_in(NEVER) || is_in(self.words.never) {
            return false;
        }
        if begins_with_number(next) && (is_in(BEFORE_NUMBER) || is_in(self.words.before_number)) {
            return false;
        }
        if self.goes_on(before, word, next) {
            return false;
        }
        if SELDOM.contains(&word) || self.words.seldom.contains(&word) || is_initials(word) {
            return self.opens(next);
        }
        true
    }

    /// Whether a compound goes on with another word after `c`: China-U.S., and in French and Italian l’art.
    fn joins(&self, c: char) -> bool {
        matches!(c, '-' | '‐' | '‑' | '–' | '—' | '/')
            || (matches!(self.language.as_str(), "fr" | "it") && matches!(c, '’' | '\''))
    }

    /// Whether `next` only tells who spoke, after a question or an exclamation with `closing` after its signs:
    /// `“Why?” I asked.` Of other pronouns the small letter tells it.
    fn tells_who_spoke(&self, closing: &str, next: &str) -> bool {
        let mut words = next.split(|c: char| !c.is_alphabetic());
        self.language == "en"
            && closing.contains(is_quotation_mark)
            && words.next() == Some("I")
            && words.next().is_some_and(|verb| SAYING.contains(&verb))
    }

    /// Whether the language writes a full stop after `word`, the last of `before`, where the sentence goes on with
    /// `next`: after an ordinal, in a date, after a word shortened to a letter.
    fn goes_on(&self, before: &str, word: &str, next: &str) -> bool {
        let is_letter = is_one(word, char::is_lowercase);
        match self.language.as_str() {
            // Am 3. Oktober, im 21. Jahrhundert; z. B., d. h.; Goethestr. 5.
            "de" => {
                is_letter
                    || (is_number(word) && word.len() <= 2)
                    || (word.ends_with("str") && next.starts_with(char::is_numeric))
            }
            "ko" => is_in_date(before, word, next),
            // т. е., 1990 г.; «я» is a word.
            "ru" if is_letter => word != "я",
            "ru" => {
                let earlier = before[..before.len() - word.len()].trim_end();
                let earlier = earlier.rsplit(begins_token).next().unwrap_or_default();
                match word {
                    "пр" | "Пр" => earlier != "и",
                    "им" => is_named_after(earlier, next),
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// Whether `next` begins with a word that plainly opens a sentence.
    fn opens(&self, next: &str) -> bool {
        let word = &next[..next
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(next.len())];
        let after = next[word.len()..].chars().next();
        !matches!(after, Some('-' | '/')) && self.words.openers.contains(&word)
    }
}

/// How Russian words for what is named after people begin.
const NAMED: &[&str] = &[
    "академи",
    "библиотек",
    "больниц",
    "гимнази",
    "завод",
    "институт",
    "клуб",
    "консерватори",
    "лаборатори",
    "лице",
    "медал",
    "музе",
    "парк",
    "площад",
    "преми",
    "стадион",
    "театр",
    "университет",
    "училищ",
    "фабрик",
    "фонд",
    "центр",
    "школ",
];

/// Whether «им.» after the word `earlier` and before `next` says after whom something is named: МГУ им. Ломоносова, театр
/// им. А. С. Пушкина.
fn is_named_after(earlier: &str, next: &str) -> bool {
    let small = earlier.to_lowercase();
    let is_acronym = earlier.chars().count() > 1 && earlier.chars().all(char::is_uppercase);
    let initial = next.split_once('.').map(|(first, _)| first);
    is_acronym
        || NAMED.iter().any(|begin| small.starts_with(begin))
        || initial.is_some_and(|first| is_one(first, char::is_uppercase))
}

/// Characters of what tells who spoke, at most: 王主任回答说.
const SPOKE: usize = 12;

/// Words that what tells who spoke ends with, in Chinese.
const SPOKE_ENDS: &[&str] = &[
    "说", "說", "説", "问", "問", "答", "称", "稱", "喊", "说道", "說道", "问道", "問道", "答道",
    "写道", "寫道", "喊道", "指出", "强调", "強調", "表示", "认为", "認為", "补充", "補充",
];

/// Words that end so and tell of no one who spoke.
const NOT_SPOKEN: &[&str] = &["疑问", "疑問", "没有", "沒有", "没人", "沒人"];

/// Whether a sentence goes on with `next` right after full-width `signs` and what closes after them.
fn goes_on_after(signs: &str, closing: &str, next: &str) -> bool {
    // Of a title, the sign is a part.
    if closing.ends_with(['》', '〉']) {
        return true;
    }
    if !closing.contains(is_bracket) {
        return false;
    }
    // Japanese reports speech in brackets and goes on with a particle: 「行く。」と言った。
    if next.starts_with(|c| matches!(c, 'ぁ'..='ゖ')) {
        return true;
    }
    // 问“为什么？”的时候; “为什么？”他问。
    let end = next.find(|c| is_stop(c) || is_pause(c) || c.is_whitespace());
    let clause = &next[..end.unwrap_or(next.len())];
    closing.contains(is_quotation_mark)
        && ((next.starts_with('的') && !next.starts_with("的确") && !next.starts_with("的確"))
            || (!signs.contains('。')
                && clause.chars().count() <= SPOKE
                && SPOKE_ENDS.iter().any(|verb| clause.ends_with(verb))
                && !NOT_SPOKEN.iter().any(|words| clause.contains(words))
                && !next[clause.len()..].starts_with(['：', ':'])))
}

/// Whether Korean goes on so after words in quotation marks: `“왜?” 하고 물었다.`
fn reports_speech(next: &str) -> bool {
    [
        "하고",
        "하며",
        "하면서",
        "라고",
        "라며",
        "라는",
        "이라고",
        "이라며",
        "이라는",
    ]
    .iter()
    .any(|particle| next.starts_with(particle))
}

/// What closes and can be seen.
fn is_bracket(c: char) -> bool {
    is_closer(c) && !super::characters::shows_nothing(c)
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '”' | '’' | '"' | '\'' | '＂' | '」' | '』' | '｣')
}

/// Whether `next` begins with a number, which may be Roman, of several letters: `XXIV of the GATT`. Of others than these
/// three letters more words than numbers are made.
fn begins_with_number(next: &str) -> bool {
    let end = next
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(next.len());
    let roman = &next[..end];
    // Tel. +49 30
    next.trim_start_matches('+').starts_with(char::is_numeric)
        || (roman.len() > 1 && roman.bytes().all(|b| b"IVX".contains(&b)))
}

/// What stands after the last white space or opening mark of `before`, and after the Chinese or Japanese characters there
/// if it goes on in another script.
fn last_token(before: &str) -> &str {
    let token = before.rsplit(begins_token).next().unwrap_or(before);
    let token = match token.rsplit(is_chinese_or_japanese).next() {
        None | Some("") => token,
        Some(in_another_script) => in_another_script,
    };
    token.trim_start_matches(is_opener)
}

/// `word` with a small first letter where it is the whole `token` at the end of `before` and its capital may be only that
/// of a beginning, since no word stands right before. An initial stays as it is.
fn in_small_letters<'w>(before: &str, token: &str, word: &'w str) -> Cow<'w, str> {
    let earlier = before[..before.len() - token.len()].trim_end();
    let mut letters = word.chars();
    match letters.next() {
        Some(first)
            if word == token
                && !letters.as_str().is_empty()
                && !earlier.ends_with(char::is_alphanumeric) =>
        {
            first.to_lowercase().chain(letters).collect()
        }
        _ => word.into(),
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

/// `next` from its first word on; from that after its [asides](after_aside) where a sentence begins or nothing follows
/// there.
fn opening(next: &str) -> &str {
    let mut after = next;
    while let Some(rest) = after_aside(after) {
        after = rest;
    }
    let word = after.trim_start_matches(is_opener);
    if word.is_empty() || word.starts_with(char::is_uppercase) {
        word
    } else {
        next.trim_start_matches(is_opener)
    }
}

/// What follows the short note in brackets and small letters with which `text` begins, such as `(laughter)`.
fn after_aside(text: &str) -> Option<&str> {
    let inside = text.strip_prefix(['(', '[', '（', '［'])?;
    let (note, rest) = inside.split_once([')', ']', '）', '］'])?;
    let after = rest.trim_start();
    let stands_apart = after.is_empty() || after.len() < rest.len();
    let is_note = note.starts_with(char::is_lowercase) && note.chars().count() <= ASIDE;
    (stands_apart && is_note).then_some(after)
}

/// Where what closes after the signs at `stops` ends.
fn closed(paragraph: &str, stops: &Range<usize>) -> usize {
    let mut end = end_of(paragraph, stops.end, is_closer);
    // After a full-width sign the next sentence may begin at once, with a mark that would close elsewhere.
    if paragraph[stops.clone()].contains(is_full_width) {
        while let Some(length) = reference(&paragraph[end..]) {
            end = end_of(paragraph, end + length, is_closer);
        }
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
        _ => reference(rest),
    }
}

/// Bytes of the reference to footnotes with which `rest` begins, if it does.
fn reference(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    match first {
        '¹' | '²' | '³' | '⁰'..='⁹' => Some(first.len_utf8()),
        '[' => footnote(&rest[1..]).map(|length| 1 + length),
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
fn end_of(text: &str, at: usize, of: impl Fn(char) -> bool) -> usize {
    text[at..]
        .find(|c| !of(c))
        .map_or(text.len(), |length| at + length)
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '\u{37E}'
            | '։'
            | '።'
            | '။'
    ) || is_full_width(c)
}

fn is_full_width(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡')
}

/// What stands within a sentence and never begins one.
fn is_pause(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | ':' | '，' | '、' | '；' | '：' | '､' | '،' | '؛'
    )
}

/// White space and what opens, but for marks that also stand within words.
fn begins_token(c: char) -> bool {
    is_opener(c) && !matches!(c, '\'' | '‘' | '-' | '–' | '—')
}

/// Quotation marks and brackets that close, marks of direction and what has no width; a straight quotation mark right after
/// a stop closes too.
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
            | '\u{200B}'
            | '\u{2060}'
            | '\u{FEFF}'
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
    fn roman_numbers_are_numbers() {
        splits(
            "Is Art. XXIV of the GATT dead?| See Ch. VII and Vol. II of it.| Do you agree?| No.| I do not.",
        );
        splits_in("de", "Nach Abs. II und Kap. IV gilt das.| Nr. XV auch.");
    }

    #[test]
    fn what_is_numbered_after_a_colon_keeps_its_number() {
        splits("I have three points: 1. Trust.| 2. Trade.| 3. Time.");
        splits("Two things: (a.) Trust.| It was ready by 10.| Then it went on.");
        splits("In favour: 120.| Against: 5.| Abstentions: 2.| The motion is carried.");
    }

    #[test]
    fn chinese_goes_on_after_titles_and_with_who_spoke() {
        for whole in [
            "《怎么办？》是一本书。",
            "他问“为什么？”的时候，大家都笑了。",
            "“合作！”他强调。",
            "“为什么？”记者问。",
        ] {
            splits_in("zh", whole);
        }
        splits_in("zh", "他说：“好！”|大家鼓掌。|“好。”|他说：“再见。”");
    }

    #[test]
    fn korean_goes_on_after_what_it_reports() {
        splits_in(
            "ko",
            "그는 “왜?” 하고 물었다.| 그는 “간다.”라고 말했다.| “왜?”| 그가 물었다.",
        );
    }

    #[test]
    fn abbreviations_of_other_languages_never_end_a_sentence() {
        splits_in(
            "es",
            "La Sra. Gómez fue a EE. UU.| Por eso, pág. 5, fue corto.",
        );
        splits_in(
            "it",
            "Il sig. Rossi e il prof. Verdi.| All’on. Meloni disse.| Il Sig. Neri tacque.",
        );
        splits_in("nl", "Ook dhr. Jansen en mw. De Vries.| Ja.");
        splits_in("ru", "Я сказал им.| Они ушли.");
        splits_in("sv", "Vi är med.| Det är bra.");
        splits_in(
            "es",
            "Gracias a Uds.| Esta es mi pregunta.| Habló J. De la Cruz.",
        );
        splits("Thank you, Phil.| We agree.");
        splits_in("ar", "قال د. محمد ذلك.| انظر ص. ١٢ فيه.");
        splits_in("ru", "Проф. Иванов сказал, на стр. 5.| Потом ушёл.");
        splits("Sec. Blinken met Brig. Gen. Kim and Adm. (ret.) Lee, incl. VAT, U.N. Doc. A/75/1.");
        splits_in(
            "de",
            "Abg. Müller, max. 5, mind. 3 Euro.| Danke, Max.| Wir fangen an.",
        );
    }

    #[test]
    fn abbreviations_that_are_words_too_end_a_sentence_as_words() {
        splits_in(
            "ru",
            "Он жил на ул. Ленина, пр. Мира и в соборе св. Петра.| Это гр. Иванов.",
        );
        splits_in("ru", "Хлеб, соль и пр.| Потом МГУ им. Ломоносова.");
        splits_in(
            "ru",
            "Институт им. Павлова и зал им. А. С. Пушкина.| Я дал им.| Они ушли.",
        );
        splits_in(
            "de",
            "Das sind rd. 50, d. h. rd. 12 %.| Tel. 030 12, Tel. +49 301.| Er hat Tel.| Ja.",
        );
    }

    #[test]
    fn months_and_weekdays_go_on_with_a_number() {
        splits_in(
            "fr",
            "Le 12 janv. 2024 et le 14 juill. 1789.| Nous étions là.",
        );
        splits_in("de", "Seit Okt. 2023 und Dez. 2024.");
        splits_in("it", "Dal 5 mag. 2020 al 3 ott. 2021.");
        splits_in("es", "En ene. 2020 y dic. 2021.");
        splits_in("nl", "In mrt. 2020 en okt. 2021.");
        splits("We met on Tues. 5 March.| They left.");
    }

    #[test]
    fn a_compound_alone_is_a_sentence() {
        splits("What changed?| COVID-19.| It did.| Which plane?| F-16.| We flew.");
    }

    #[test]
    fn scripts_have_signs_of_their_own() {
        splits_in("el", "Τι είναι αυτό;| Είναι καλό.| Ναι, και;| Τέλος.");
        splits_in("hy", "Բարեւ ձեզ։| Լավ է։");
        splits_in("am", "ሰላም ነው።| ጥሩ ነው።");
        splits("Peace; trade.");
    }

    #[test]
    fn what_has_no_width_hides_no_end() {
        splits("It is one.\u{200B}| Zero is none.");
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
        splits_in(
            "zh",
            "关系改善了。[1]|贸易增长了。¹|他说：“同意。”[2, 3]|韩方也同意！[4][5]|好。",
        );
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
    fn no_sentence_begins_with_a_pause_or_what_closes() {
        splits_in("zh", "他问“为什么？”，没人答。|好。");
        splits_in("zh", "“好！”、“行！”；“走？”：都对。");
        splits_in("zh", "他问“为什么？”,没人答。|（他说：“好。” ）完。");
        splits_in("ja", "「なぜ？」、と彼は聞いた。|次だ。");
        splits_in("fr", "« Pourquoi ? » : voilà la question.| Oui.");
    }

    #[test]
    fn an_ellipsis_after_a_full_width_sign_opens_the_next_sentence() {
        splits_in("zh", "（掌声）谢谢。|……好。");
        splits_in("zh", "“他走了。……”|我知道。|真的吗？……");
    }

    #[test]
    fn abbreviations_are_known_beside_chinese_and_after_what_opens() {
        splits_in("zh", "Smith教授（Dr. J. Smith）也持相同看法。|好。");
        splits_in("zh", "Smith教授(Dr. Smith)同意。|他说，Dr. Smith同意。");
        splits_in("zh", "由Dr. Smith主持。|第No. 5号。|详见Vol. 3第5页。");
        splits_in("ja", "これはDr. Smithの本です。|次だ。");
        splits("The chair(Prof. Lee) spoke.| The end.");
        splits_in("zh", "一. 我们同意。|１. 中韩（A. Kim）。");
        assert_eq!(split_in("zh", &["Dep."], "见Dep. Kim。").len(), 1);
        assert_eq!(split_in("ja", &["約."], "約. 三年。").len(), 1);
    }

    #[test]
    fn an_aside_in_small_letters_begins_what_follows_it() {
        splits(
            "Trade was bad.| (laughter) And then it got worse.| [applause] Thank you.| (laughter)",
        );
        splits("So you ask me?| [inaudible] Thanks.| So.| [crosstalk] Right.");
        splits("Trade was bad!| (laughter) [applause] “And then.”| (Laughter.)| Well.");
        splits_in("fr", "C’est fini.| (rires) Merci.");
        splits_in("de", "Gut.| (lacht) Weiter.");
        splits("He came (in 2019) and left.| Trade fell. (in 2019) and rose.");
        splits("In the U.S. (see below) is.| In the U.S. (see below) Department.");
        splits("Dr. (inaudible) Kim spoke.| It is etc. (see below), and so on.");
        splits(
            "It fell. (a note that goes on for longer than any aside in a record would) And rose.",
        );
    }

    #[test]
    fn cases_are_named_with_a_stop() {
        splits("Roe v. Wade and Smith v. The Queen were cited.| So was Brown et al. v. Board.");
    }

    #[test]
    fn a_capital_may_be_that_of_a_beginning() {
        splits("Cf. Kim.| Pp. 3–4 agree (Cf. Lee).| E.g. Japan did.");
        splits_in("de", "Es steht auf S. 12. Vgl. S. 5.");
        splits("They named T, U, V.| The rest left.| We met Al.| He left.| It is a Gem.| The end.");
    }

    #[test]
    fn languages_have_abbreviations_of_their_own() {
        splits("See Sect. 3, art. 5 and App. 2.| Est. 1990, it is old (est. 1990).");
        splits("We love art.| They made an App.| It is modern art.| Trade grew.");
        splits_in(
            "de",
            "Es kostet 3 Mio. Euro oder 2 Mrd. Dollar.| Herr bzw. Frau Kim nennt Art. 3 Abs. 2 und Kap. 3.",
        );
        splits_in(
            "de",
            "Vgl. S. 112.| Goethestr. 5 ist es.| Dort ist die Hauptstr.| Evtl. Fragen?| Die sog. Mitte.| Im Sog.| Ende.",
        );
        splits_in(
            "fr",
            "MM. Dupont et Mgr. Paul citent l’art. 5.| L’art. 6, l'art. 7 et env. 30 pages du t. 2, éd. Seuil, en 50 av. J.-C.",
        );
        splits_in("fr", "C’est de l’art.| Il est à l’est.| Voilà.");
    }

    #[test]
    fn a_quotation_goes_on_with_who_spoke() {
        splits("“No!” I said.| “Why?” I asked.| “Really?!” I cried.| \"Well…\" I thought.");
        splits("“Why?” she asked.| “We won.”| I left.| “We won!”| I left.| “Did we?”| I’ve asked.");
        splits("Why?| I asked him.");
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
