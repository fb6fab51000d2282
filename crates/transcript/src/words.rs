//! Words: where they stand in a text, and the form in which two spellings of one word are equal.
//!
//! The checker, the tagger, the search engine and links to passages all cut text here, so they agree on what a word
//! is. The rules follow Unicode's word boundaries (UAX 29) closely, with these decisions:
//!
//! - A word is a run of letters, digits and the marks that stand on them. Hyphens, dashes and slashes part words.
//! - An apostrophe, straight or curly, between letters belongs to the word: `ROK’s`, `don't`; a quotation mark does between
//!   Hebrew letters, as in acronyms.
//! - Full stops and commas between digits belong to the number: `3.5`, `2,000`; `3,5` is `3.5`. Of several full stops, as in
//!   `5.3.2024`, each parts words.
//! - Single letters joined by full stops are one word, last stop included: `U.S.`, `U.S`, `e.g.`
//! - Scripts written without spaces (Han, kana, Thai, Lao, Khmer, Burmese), and Hangul, whose particles are written
//!   onto the word, give one word per character: a *unit*. Sequences of units then find any stretch of such text.
//!
//! A word begins and ends on boundaries of grapheme clusters (but for marks of rare scripts put on pictures and signs,
//! which pass for letters). Everything here is a few hundred bytes of tables, because
//! every visitor downloads it: the browser does not carry the full tables of Unicode normalisation.

use std::borrow::Cow;

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    /// Byte at which it starts in the text.
    pub start: usize,
    /// The word as written.
    pub text: &'t str,
    /// Whether it is one character of a script that does not part words by spaces.
    pub unit: bool,
    /// Whether it stands right after the word before it, with nothing between.
    pub joined: bool,
}

impl<'t> Word<'t> {
    /// One past its last byte in the text.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Its bytes in the text.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end()
    }

    /// The word without differences of case, accents, width and apostrophes; see [`fold`].
    pub fn fold(&self) -> Cow<'t, str> {
        fold(self.text)
    }

    /// The word as written, capitals kept, but without the full stops of an acronym, with straight apostrophes and without
    /// full-width forms: `U.S.` gives `US`, `ＷＴＯ` `WTO`. For terms in which capitals matter.
    pub fn bare(&self) -> Cow<'t, str> {
        if self.text.is_ascii() && !self.text.contains(['.', ',']) {
            return Cow::Borrowed(self.text);
        }
        let mut out = String::with_capacity(self.text.len());
        for (at, c) in self.text.char_indices() {
            match c {
                '.' | ',' => out.extend(decimal_point(self.text, at)),
                _ if is_apostrophe(c) => out.push('\''),
                _ if is_gershayim(c) => {}
                '！'..='～' => out.extend(char::from_u32(c as u32 - 0xFEE0)),
                _ => out.push(c),
            }
        }
        Cow::Owned(out)
    }
}

/// The words of a text, folded, in order.
pub fn folded(text: &str) -> Vec<String> {
    words(text).map(|word| word.fold().into_owned()).collect()
}

/// A word without a possessive `'s` (or `s'` apostrophe, which [`words`] leaves out anyway): `ROK's` gives `ROK`.
/// Takes [folded](fold) and [bare](Word::bare) words, whose apostrophes are straight.
pub fn without_possessive(word: &str) -> &str {
    let bytes = word.as_bytes();
    match bytes {
        [_, .., b'\'', b's' | b'S'] => &word[..word.len() - 2],
        _ => word,
    }
}

/// The words of a text, in order.
pub fn words(text: &str) -> Words<'_> {
    Words {
        text,
        at: 0,
        last_end: usize::MAX,
    }
}

/// Iterator over the words of a text; made by [`words`].
#[derive(Debug, Clone)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
    last_end: usize,
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    // Iterators over words abound; each would carry a copy of this to every visitor.
    #[inline(never)]
    fn next(&mut self) -> Option<Word<'t>> {
        let (start, first) = loop {
            let c = char_at(self.text, self.at)?;
            if starts_word(c) {
                break (self.at, c);
            }
            self.at += c.len_utf8();
        };
        let plain = plain_end(self.text, start);
        let unit = plain.is_none() && is_unit(first);
        let end = match plain {
            Some(end) => end,
            None if unit => unit_end(self.text, start, first),
            None => word_end(self.text, start, first),
        };
        let joined = start == self.last_end;
        self.at = end;
        self.last_end = end;
        Some(Word {
            start,
            text: &self.text[start..end],
            unit,
            joined,
        })
    }
}

/// Where the word that starts at `start` ends if it is plain: of ASCII letters and digits, with nothing after it that
/// could belong to it. Nearly all words of English are, and this finds their ends without a table.
fn plain_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.as_bytes().get(start..)?;
    let length = rest
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let alone = length > 0
        && rest
            .get(length)
            .is_none_or(|after| after.is_ascii() && !matches!(after, b'\'' | b'.' | b','));
    alone.then_some(start + length)
}

/// Where the unit that starts at `start` with `first` ends: with the marks on it.
fn unit_end(text: &str, start: usize, first: char) -> usize {
    let mut last = first;
    let mut at = start + first.len_utf8();
    while let Some(c) = char_at(text, at) {
        // A leading jamo takes what follows of its syllable; a stacking sign takes the letter under it.
        let attached = is_mark(c)
            || is_among(UNIT_MARKS, c)
            || (is_leading_jamo(last) && (is_leading_jamo(c) || is_syllable(c)))
            || (matches!(last, '\u{1039}' | '\u{17D2}') && is_unit(c));
        if !attached {
            break;
        }
        last = c;
        at += c.len_utf8();
    }
    at
}

/// Where the word that starts at `start` with `first` ends.
fn word_end(text: &str, start: usize, first: char) -> usize {
    let mut last = first;
    let acronym = acronym_end(text, start);
    let mut at = acronym.unwrap_or(start + first.len_utf8());
    while let Some(c) = char_at(text, at) {
        let after = at + c.len_utf8();
        let attached = is_mark(c) || is_voicing(c);
        let taken = if attached {
            true
        } else if is_apostrophe(c) {
            !is_digit(last) && char_at(text, after).is_some_and(|n| starts_word(n) && !is_unit(n))
        } else if is_gershayim(c) {
            is_hebrew(last) && char_at(text, after).is_some_and(is_hebrew)
        } else if is_word_char(c) {
            // A letter right after the last stop of an acronym begins a new word.
            !is_unit(c) && acronym != Some(at)
        } else {
            matches!(c, ARABIC_POINT | ARABIC_COMMA)
                && is_digit(last)
                && char_at(text, after).is_some_and(is_digit)
                || matches!(c, '.' | ',')
                    && last.is_ascii_digit()
                    && char_at(text, after).is_some_and(|n| n.is_ascii_digit())
                    && !(c == '.' && is_of_several(text, start, after))
        };
        if !taken {
            break;
        }
        if !attached {
            last = c;
        }
        at = after;
    }
    at
}

/// Whether the point before `after` is one of several between digits, as in the date `5.3.2024`, whose numbers are words.
fn is_of_several(text: &str, start: usize, after: usize) -> bool {
    let point_and_digit = |text: &str| {
        let mut signs = text.bytes();
        signs.next() == Some(b'.') && signs.next().is_some_and(|sign| sign.is_ascii_digit())
    };
    let behind = text.as_bytes().get(..start).unwrap_or_default();
    let before = matches!(behind, [.., digit, b'.'] if digit.is_ascii_digit());
    let rest = text.get(after..).unwrap_or_default();
    before || point_and_digit(rest.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// Where an acronym with full stops that starts at `start` ends, if there is one of two letters or more.
fn acronym_end(text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    let mut stops = 0;
    while let Some(letter) =
        char_at(text, at).filter(|&c| starts_word(c) && !is_unit(c) && !is_digit(c))
    {
        let mut after = at + letter.len_utf8();
        // An accent written apart belongs to its letter, as one written with it does.
        while let Some(mark) = char_at(text, after).filter(|&c| is_mark(c)) {
            after += mark.len_utf8();
        }
        match char_at(text, after) {
            Some('.') => at = after + 1,
            Some(c) if is_word_char(c) => break,
            _ => return (stops > 0).then_some(after),
        }
        stops += 1;
    }
    (stops > 1).then_some(at)
}

/// The form of a word in which spellings that a reader takes for the same are equal: lower case, without accents,
/// with full-width and half-width forms and ligatures resolved, apostrophes straight, without the full stops of an
/// acronym and the commas between thousands; a decimal comma is a point. Jamo are composed to syllables. The folded form
/// of a [word](words) is that word alone, folded: it can be read back.
///
/// Covers Latin, Greek, Cyrillic, Armenian, Arabic, Hebrew, Korean and Japanese as they are commonly typed; other
/// characters are kept as they are.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'\'')
    {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    for (at, c) in word.char_indices() {
        match c {
            '.' | ',' => out.extend(decimal_point(word, at)),
            ARABIC_POINT => out.push('.'),
            ARABIC_COMMA => {}
            _ => fold_char(c, &mut out),
        }
    }
    Cow::Owned(out)
}

/// Appends the folded form of a character, which may be empty; a mark may change the character before it.
fn fold_char(c: char, out: &mut String) {
    let u = c as u32;
    let folded = match u {
        _ if is_gershayim(c) => return,
        0..=0x7F => u,
        0xC0..=0x17F => base(LATIN, u - 0xC0, u),
        0x1CD..=0x233 => base(LATIN_B, u - 0x1CD, u),
        0x1E00..=0x1EFF => base(LATIN_ADDITIONAL, u - 0x1E00, u),
        0x1100..=0x11FF | 0x3099 | 0x309A | 0xFF9E | 0xFF9F => return compose(u, out),
        0xFB00..=0xFB06 => {
            out.push_str(["ff", "fi", "fl", "ffi", "ffl", "st", "st"][(u - 0xFB00) as usize]);
            return;
        }
        0xFF66..=0xFF9D => HALF_WIDTH_KANA
            .chars()
            .nth((u - 0xFF66) as usize)
            .map_or(u, |c| c as u32),
        0x1D400..=0x1D6A3 => 'a' as u32 + (u - 0x1D400) % 26,
        0x1D7CE..=0x1D7FF => '0' as u32 + (u - 0x1D7CE) % 10,
        _ if is_mark(c) => return,
        _ => match MOVED
            .iter()
            .find(|[first, last, _]| (*first as u32..=*last as u32).contains(&u))
        {
            Some([_, _, ODD]) => u | 1,
            Some([_, _, by]) => (u as u16).wrapping_add(*by) as u32,
            None => u,
        },
    };
    match (folded, u) {
        (SPELLED_OUT, 0xC6 | 0xE6) => out.push_str("ae"),
        (SPELLED_OUT, 0x152 | 0x153) => out.push_str("oe"),
        (SPELLED_OUT, 0x132 | 0x133) => out.push_str("ij"),
        (SPELLED_OUT, 0xDE | 0xFE) => out.push_str("th"),
        (SPELLED_OUT, _) => out.push_str("ss"),
        _ => out.extend(char::from_u32(folded).map(|c| c.to_ascii_lowercase())),
    }
}

/// Runs of characters, and how far from them, modulo 2^16, the characters are that they fold to.
const MOVED: &[[u16; 3]] = &[
    // Digits: Arabic, Persian, Devanagari.
    [0x660, 0x669, 0xF9D0],
    [0x6F0, 0x6F9, 0xF940],
    [0x966, 0x96F, 0xF6CA],
    // An apostrophe of Hebrew.
    [0x5F3, 0x5F3, 0xFA34],
    [0xAA, 0xAA, 0xFFB7],
    [0xB2, 0xB3, 0xFF80],
    // Other signs that are typed for an apostrophe.
    [0xB4, 0xB4, 0xFF73],
    [0x2018, 0x2018, 0xE00F],
    [0xB5, 0xB5, 0x307],
    [0xB9, 0xB9, 0xFF78],
    [0xBA, 0xBA, 0xFFB5],
    [0x1A0, 0x1A0, 0xFECF],
    [0x1A1, 0x1A1, 0xFECE],
    [0x1AF, 0x1AF, 0xFEC6],
    [0x1B0, 0x1B0, 0xFEC5],
    [0x2BC, 0x2BC, 0xFD6B],
    [0x386, 0x386, 0x2B],
    [0x388, 0x388, 0x2D],
    [0x389, 0x389, 0x2E],
    [0x38A, 0x38A, 0x2F],
    [0x38C, 0x38C, 0x33],
    [0x38E, 0x38E, 0x37],
    [0x38F, 0x38F, 0x3A],
    [0x390, 0x390, 0x29],
    [0x391, 0x3A9, 0x20],
    [0x3AA, 0x3AA, 0xF],
    [0x3AB, 0x3AB, 0x1A],
    [0x3AC, 0x3AC, 0x5],
    [0x3AD, 0x3AD, 0x8],
    [0x3AE, 0x3AE, 0x9],
    [0x3AF, 0x3AF, 0xA],
    [0x3B0, 0x3B0, 0x15],
    [0x3C2, 0x3C2, 0x1],
    [0x3CA, 0x3CA, 0xFFEF],
    [0x3CB, 0x3CB, 0xFFFA],
    [0x3CC, 0x3CC, 0xFFF3],
    [0x3CD, 0x3CD, 0xFFF8],
    [0x3CE, 0x3CE, 0xFFFB],
    [0x400, 0x400, 0x35],
    [0x401, 0x401, 0x34],
    [0x402, 0x402, 0x50],
    [0x403, 0x403, 0x30],
    [0x404, 0x406, 0x50],
    [0x407, 0x407, 0x4F],
    [0x408, 0x40B, 0x50],
    [0x40C, 0x40C, 0x2E],
    [0x40D, 0x40D, 0x2B],
    [0x40E, 0x40E, 0x35],
    [0x40F, 0x40F, 0x50],
    [0x410, 0x418, 0x20],
    [0x419, 0x419, 0x1F],
    [0x41A, 0x42F, 0x20],
    [0x439, 0x439, 0xFFFF],
    [0x450, 0x450, 0xFFE5],
    [0x451, 0x451, 0xFFE4],
    [0x453, 0x453, 0xFFE0],
    [0x457, 0x457, 0xFFFF],
    [0x45C, 0x45C, 0xFFDE],
    [0x45D, 0x45D, 0xFFDB],
    [0x45E, 0x45E, 0xFFE5],
    [0x460, 0x481, ODD],
    [0x48A, 0x4BF, ODD],
    [0x4D0, 0x52F, ODD],
    [0x531, 0x556, 0x30],
    [0x622, 0x622, 0x5],
    [0x623, 0x623, 0x4],
    [0x624, 0x624, 0x24],
    [0x625, 0x625, 0x2],
    [0x626, 0x626, 0x24],
    [0x671, 0x671, 0xFFB6],
    [0x2019, 0x2019, 0xE00E],
    [0xFF01, 0xFF5E, 0x120],
];

/// In place of a distance: of two neighbours the odd one is the small letter.
const ODD: u16 = 0x7FFF;

/// What [`base`] answers for a letter that folds to two.
const SPELLED_OUT: u32 = 0;

/// The letter without accent and in lower case at a place of a table; `?` keeps the character, `!` says that it is
/// spelled out.
fn base(table: &str, at: u32, c: u32) -> u32 {
    match table.as_bytes().get(at as usize) {
        Some(b'?') | None => c,
        Some(b'!') => SPELLED_OUT,
        Some(b) => *b as u32,
    }
}

/// Base letters of U+00C0 to U+017F.
const LATIN: &str = "aaaaaa!ceeeeiiiidnooooo?ouuuuy!!aaaaaa!ceeeeiiiidnooooo?ouuuuy!yaaaaaaccccccccddddeeeeeeeeee\
gggggggghhhhiiiiiiiiii!!jjkkkllllllllllnnnnnnnnnoooooo!!rrrrrrsssssssstttt\
ttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Base letters of U+01CD to U+0233.
const LATIN_B: &str = "aaiioouuuuuuuuuu?aaaa??ggggkkoooo??j???gg??nnaa??ooaaaaeeeeiiiioooorrrruuuusstt??hh??????\
aaeeooooooooyy";

/// Base letters of U+1E00 to U+1EFF.
const LATIN_ADDITIONAL: &str = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooo\
pppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas??!?aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeee\
iiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy??????";

/// Kana of U+FF66 to U+FF9D.
const HALF_WIDTH_KANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Joins a jamo or a voicing mark with the character before it.
fn compose(u: u32, out: &mut String) {
    let last = out.chars().next_back().map_or(0, |c| c as u32);
    let joined = match u {
        0x1161..=0x1175 if (0x1100..=0x1112).contains(&last) => {
            0xAC00 + ((last - 0x1100) * 21 + u - 0x1161) * 28
        }
        0x11A8..=0x11C2
            if (0xAC00..=0xD7A3).contains(&last) && (last - 0xAC00).is_multiple_of(28) =>
        {
            last + u - 0x11A7
        }
        0x3099 | 0xFF9E if last == 0x30A6 => 0x30F4,
        0x3099 | 0xFF9E if (0x3041..0x30FF).contains(&last) => last + 1,
        0x309A | 0xFF9F if (0x3041..0x30FF).contains(&last) => last + 2,
        0x1100..=0x11FF => {
            out.extend(char::from_u32(u));
            return;
        }
        _ => return,
    };
    out.pop();
    out.extend(char::from_u32(joined));
}

/// The character that starts at a byte.
fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// What the full stop or comma at byte `at` of a word folds to: nothing in an acronym, nor where a comma parts
/// thousands, which three digits follow; a point in a decimal, so that `3,5` and `3.5` are equal.
fn decimal_point(word: &str, at: usize) -> Option<char> {
    let (before, after) = word.as_bytes().split_at(at);
    let digits = after[1..].iter().take_while(|b| b.is_ascii_digit()).count();
    let in_number = before.last().is_some_and(u8::is_ascii_digit) && digits > 0;
    (in_number && (after[0] == b'.' || digits != 3)).then_some('.')
}

/// Whether a character turns the direction of what follows, of words that are not its writer's too.
pub fn is_direction_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The decimal point and the comma between thousands of Arabic numbers.
const ARABIC_POINT: char = '\u{66B}';
const ARABIC_COMMA: char = '\u{66C}';

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '´' | '\u{2BC}' | '＇' | '\u{5F3}')
}

/// The sign within a Hebrew acronym, which many type as a quotation mark.
fn is_gershayim(c: char) -> bool {
    matches!(c, '"' | '\u{5F4}')
}

fn is_hebrew(c: char) -> bool {
    matches!(c, 'א'..='ת')
}

/// A text in which quotation marks within Hebrew words are gershayim, which no reader takes for quotation marks.
pub fn with_gershayim(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hebrew) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut last = ' ';
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let within = sign == '"' && is_hebrew(last) && signs.peek().copied().is_some_and(is_hebrew);
        out.push(if within { '\u{5F4}' } else { sign });
        last = sign;
    }
    Cow::Owned(out)
}

fn starts_word(c: char) -> bool {
    is_word_char(c) && !is_mark(c) && !is_voicing(c) && !is_apostrophe(c)
}

/// Whether a character is a voicing mark of kana, which says nothing by itself.
fn is_voicing(c: char) -> bool {
    matches!(c as u32, 0x3099 | 0x309A | 0xFF9E | 0xFF9F)
}

/// Whether a character [folds](fold) to a digit of ASCII.
fn is_digit(c: char) -> bool {
    matches!(c as u32,
        0x30..=0x39 | 0xB2 | 0xB3 | 0xB9 | 0x660..=0x669 | 0x6F0..=0x6F9 | 0x966..=0x96F | 0xFF10..=0xFF19
        | 0x1D7CE..=0x1D7FF)
}

fn is_leading_jamo(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x115F | 0xA960..=0xA97C)
}

fn is_syllable(c: char) -> bool {
    matches!(c as u32, 0xAC00..=0xD7A3)
}

/// Whether a character is a word of its own: scripts without spaces between words, and Hangul.
pub(crate) fn is_unit(c: char) -> bool {
    is_among(UNITS, c) || matches!(c as u32, 0x1B000..=0x1B16F | 0x20000..=0x3FFFF)
}

const UNITS: &[[u16; 2]] = &[
    [0xE00, 0xEFF],
    [0x1000, 0x109F],
    [0x1100, 0x11FF],
    [0x1780, 0x17FF],
    [0x2E80, 0x2FDF],
    [0x3005, 0x31FF],
    [0x3400, 0x9FFF],
    [0xA960, 0xA97F],
    [0xAC00, 0xD7FF],
    [0xF900, 0xFAFF],
    [0xFF66, 0xFFDC],
];

/// Whether a character is a mark that belongs to the character before it whatever the script, or one that cannot be seen
/// or only stretches the word. [`fold`] drops them.
fn is_mark(c: char) -> bool {
    c > '\u{7F}' && (is_among(MARKS, c) || matches!(c as u32, 0xE0020..=0xE01EF))
}

const MARKS: &[[u16; 2]] = &[
    [0xAD, 0xAD],
    [0x300, 0x36F],
    [0x483, 0x489],
    [0x591, 0x5BD],
    [0x5BF, 0x5BF],
    [0x5C1, 0x5C1],
    [0x5C2, 0x5C2],
    [0x5C4, 0x5C4],
    [0x5C5, 0x5C5],
    [0x5C7, 0x5C7],
    [0x610, 0x61A],
    [0x640, 0x640],
    [0x64B, 0x65F],
    [0x670, 0x670],
    [0x6D6, 0x6DC],
    [0x6DF, 0x6E4],
    [0x6E7, 0x6E7],
    [0x6E8, 0x6E8],
    [0x6EA, 0x6ED],
    [0x180E, 0x180E],
    [0x1AB0, 0x1AFF],
    [0x1DC0, 0x1DFF],
    [0x200B, 0x200F],
    [0x2060, 0x206F],
    [0x20D0, 0x20FF],
    [0x302A, 0x302F],
    [0xFE00, 0xFE0F],
    [0xFE20, 0xFE2F],
    [0xFEFF, 0xFEFF],
];

/// Marks within the scripts of [units](is_unit); they carry meaning, so [`fold`] keeps them.
const UNIT_MARKS: &[[u16; 2]] = &[
    [0xE31, 0xE31],
    [0xE33, 0xE3A],
    [0xE47, 0xE4E],
    [0xEB1, 0xEB1],
    [0xEB3, 0xEBC],
    [0xEC8, 0xECE],
    [0x102B, 0x103E],
    [0x1056, 0x1059],
    [0x105E, 0x1060],
    [0x1062, 0x1064],
    [0x1067, 0x106D],
    [0x1071, 0x1074],
    [0x1082, 0x108D],
    [0x108F, 0x108F],
    [0x109A, 0x109D],
    [0x1160, 0x11FF],
    [0x17B4, 0x17D3],
    [0x17DD, 0x17DD],
    [0x3099, 0x3099],
    [0x309A, 0x309A],
    [0xD7B0, 0xD7FF],
    [0xFF9E, 0xFF9E],
    [0xFF9F, 0xFF9F],
];

/// Whether a character lies in one of some runs.
fn is_among(runs: &[[u16; 2]], c: char) -> bool {
    runs.iter()
        .any(|[first, last]| (*first as u32..=*last as u32).contains(&(c as u32)))
}

/// Whether a character is a letter, a digit or a mark.
pub(crate) fn is_word_char(c: char) -> bool {
    let u = c as u32;
    match u {
        0..=0x7F => c.is_ascii_alphanumeric(),
        0x4E00..=0x9FFF | 0xAC00..=0xD7FF => true,
        0x80..=0xFFFF => !in_runs(OTHER, u - 0x80),
        0x1D000..=0x1D242 | 0x1F000..=0x1FBFF => false,
        _ => true,
    }
}

/// Whether a number lies in a list of runs, each two LEB128 numbers: how far after the run before, and how long.
fn in_runs(runs: &[u8], mut at: u32) -> bool {
    let mut inside = true;
    let mut number = 0;
    let mut shift = 0;
    for &byte in runs {
        number |= ((byte & 0x7F) as u32) << shift;
        shift += 7;
        if byte < 0x80 {
            inside = !inside;
            if at < number {
                return inside;
            }
            at -= number;
            number = 0;
            shift = 0;
        }
    }
    false
}

/// Runs of U+0080 to U+FFFF that are punctuation, symbols, spaces and controls; unassigned characters fall either way.
/// `crates/search/tests/words.rs` holds it against the standard library and `unicode-segmentation`.
const OTHER: &[u8] = b"\
\0*\x01\x02\x01\x04\x02\x01\x01\x03\x02\x01\x03\x01\x17\x01\x1f\x01\xca\x03\x04\x0c\x0e\x05\x07\x01\
\x01\x01\x11u\x01\x08\x01\x05\x02\x01\x01n\x01\x8b\x01\x01\xd7\x01\x06)\x07.\x01\x01\x01\x02\x01\x02\
\x01,\x1d\x0b\x05J\x04f\x01\x09\x01\x0a\x01\x13\x02\x01\x0e\xe8\x01\x04\x04\x020\x0f\x1f\x01)\x01\
\xdb\x01\x02\x0a\x01\x81\x01\x02\x06\x02\x01\x01x\x01y\x02~\x01\x82\x01\x08|\x01\x07\x01\x04\x01\xca\
\x01\x01)\x01z\x01J\x01\x0f\x01\x0a\x02\xa5\x01\x17\x02\x06\x14\x01\x01\x01\x01\x01\x01\x04G\x018\
\x08\x01\x14o\x06N\x02[\x01\xe4\x04\x09'\x0af\x01\xec\x04\x02\x11\x01\x1a\x02N\x03G\x02\x9d\x01\x03\
\x01\x04$\x0b\xb5\x02\x06\x98\x01\x22\x1e\x02\x80\x01\x07\x01\x06\xa0\x01\x02\x0a\x11\x09\x0c|\x04;\
\x05>\x02@\x08\x0b\x01\xe9\x05\x01\x01\x03\x0b\x03\x0d\x03\x0d\x03\x0d\x0e\x05P\x1a\x05\x0b\x05\x11\
\x22>\x02\x01\x04\x01\x02\x0a\x01\x01\x03\x05\x06\x01\x01\x01\x01\x01\x01\x04\x01\x0a\x03\x04\x05\
\x05\x04\x01\x01:\xc1\x05Q\x1a\x0c\x01=\xf6\x04\x1e\xec\x08\xe5\x01\x06\x0e\x04\x01\x02p\x01\x8f\x01\
/\x01\xd5\x03\x03\x19\x0f\x01\x05\x02\x05\x03[\x02\x03\x01Z\x01\x94\x01\x02\x04\x0a\x200\x10\x1f\x0b\
\x1e\x08\x01\x0f\x20\x0a'\x0f\xc0\x02\xc03@\x90\xad\x0177\x02\x8d\x02\x03c\x01\x0a\x01s%\x09\x02g\
\x02\x9d\x01\x04\x0a\x04:\x04V\x02(\x03\x01\x011\x02/\x01a\x0d\x10\x02|\x04\x17\x03d\x02\x10\x02i\
\x01\x0e\x02\x7f\x01\xbd\x9e\x01\x01\x88\x01!\xeb\x02\x12@\x026\x08,\x04\x10\x0a\x16<\x95\x01\x0f\
\x0a\x07\x1a\x06\x1a\x0bz\x1e";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<&str> {
        words(text).map(|w| w.text).collect()
    }

    fn folds(text: &str) -> Vec<String> {
        words(text).map(|w| w.fold().into_owned()).collect()
    }

    #[test]
    fn punctuation_and_hyphens_part_words() {
        assert_eq!(
            texts("“all-round,” he said—twice."),
            ["all", "round", "he", "said", "twice"]
        );
        assert_eq!(texts(" … — ‘’ !?"), [""; 0]);
    }

    #[test]
    fn the_numbers_of_a_date_are_words() {
        assert_eq!(
            texts("05.03.2024, 3.5 and 2,000.5"),
            ["05", "03", "2024", "3.5", "and", "2,000.5"]
        );
        assert_eq!(texts("1.2.3.4"), ["1", "2", "3", "4"]);
        assert_eq!(texts("10.30. 5"), ["10.30", "5"]);
    }

    #[test]
    fn digits_of_other_scripts_are_the_same_numbers() {
        assert_eq!(
            folds("٢٠٢٤ ۲۰۲۴ २०२४ ２０２４"),
            ["2024", "2024", "2024", "2024"]
        );
    }

    #[test]
    fn hebrew_acronyms_are_words_however_they_are_typed() {
        assert_eq!(texts("ארה\"ב וצה״ל, \"ח״כ\""), ["ארה\"ב", "וצה״ל", "ח״כ"]);
        assert_eq!(folds("ארה\"ב ארה״ב"), ["ארהב", "ארהב"]);
        assert_eq!(folds("ג׳ורג' a\"b"), ["ג'ורג", "a", "b"]);
        assert_eq!(with_gershayim("ארה\"ב \"צבא\" a\"b"), "ארה״ב \"צבא\" a\"b");
    }

    #[test]
    fn apostrophes_stay_inside_a_word_only() {
        assert_eq!(
            texts("the ROK’s ‘new’ don't countries’ rock'"),
            ["the", "ROK’s", "new", "don't", "countries", "rock"]
        );
        assert_eq!(folds("ROK’s"), ["rok's"]);
        assert_eq!(without_possessive("rok's"), "rok");
        assert_eq!(without_possessive("'s"), "'s");
    }

    #[test]
    fn acronyms_with_stops_are_one_word() {
        assert_eq!(folds("U.S.À"), folds("U.S.A\u{300}"));
        assert_eq!(
            texts("the U.S. and U.S, the U.S.’s J. Smith, J.Smith"),
            [
                "the", "U.S.", "and", "U.S", "the", "U.S.’s", "J", "Smith", "J", "Smith"
            ]
        );
        assert_eq!(folds("U.S. U.S e.g. U.S.’s"), ["us", "us", "eg", "us's"]);
        assert_eq!(texts("U.S.China"), ["U.S.", "China"]);
        assert_eq!(
            texts("vitamin C. A new plan"),
            ["vitamin", "C", "A", "new", "plan"]
        );
    }

    #[test]
    fn the_bare_form_keeps_capitals() {
        let bare: Vec<_> = words("U.S. us THAAD’s 2,000")
            .map(|w| w.bare().into_owned())
            .collect();
        assert_eq!(bare, ["US", "us", "THAAD's", "2000"]);
    }

    #[test]
    fn numbers_keep_their_stops_and_commas() {
        assert_eq!(
            texts("3.5 and 2,000. In 1992, 30"),
            ["3.5", "and", "2,000", "In", "1992", "30"]
        );
        assert_eq!(
            folds("3.5 3,5 3,50 2,000 1,234,567 1,0000 1,234.5"),
            ["3.5", "3.5", "3.50", "2000", "1234567", "1.0000", "1234.5"]
        );
        let bare: Vec<_> = words("3,5 2,000")
            .map(|word| word.bare().into_owned())
            .collect();
        assert_eq!(bare, ["3.5", "2000"]);
    }

    #[test]
    fn folding_takes_off_case_accents_width_and_ligatures() {
        assert_eq!(
            folds("Éléphant e\u{301}TAT ﬁne ＴＨＡＡＤ Łódź Straße Œuvre"),
            [
                "elephant", "etat", "fine", "thaad", "lodz", "strasse", "oeuvre"
            ]
        );
        assert_eq!(
            folds("Ελλάς ΕΛΛΆΣ Ёлка Йод Việt Ağır"),
            ["ελλασ", "ελλασ", "елка", "иод", "viet", "agir"]
        );
        assert_eq!(folds("co\u{AD}operation"), ["cooperation"]);
    }

    #[test]
    fn scripts_without_spaces_give_units() {
        assert_eq!(
            texts("THAAD는 한국의 中国、日本"),
            ["THAAD", "는", "한", "국", "의", "中", "国", "日", "本"]
        );
        let joined: Vec<bool> = words("THAAD는 한국").map(|w| w.joined).collect();
        assert_eq!(joined, [false, true, false, true]);
        assert_eq!(texts("กำลังที่"), ["กำ", "ลั", "ง", "ที่"]);
    }

    #[test]
    fn jamo_and_voicing_marks_are_composed() {
        assert_eq!(
            folds("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}"),
            ["한", "국"]
        );
        assert_eq!(folds("ｶﾞｲﾄﾞ か\u{3099}"), ["ガ", "イ", "ド", "が"]);
    }

    #[test]
    fn a_word_begins_after_marks_that_belong_to_what_stands_before() {
        assert_eq!(
            texts("❤\u{FE0F}love 👩\u{200D}👩 1\u{FE0F}\u{20E3}"),
            ["love", "1\u{FE0F}\u{20E3}"]
        );
    }

    #[test]
    fn what_cannot_be_seen_is_no_letter() {
        assert_eq!(
            folds("co\u{200B}operation co\u{2060}operation \u{200B} \u{2060}"),
            ["cooperation", "cooperation"]
        );
        let joined: Vec<bool> = words("한\u{200B}국").map(|word| word.joined).collect();
        assert_eq!(joined, [false, true]);
    }

    #[test]
    fn what_says_nothing_alone_is_no_word() {
        assert_eq!(
            texts("\u{640} نعم \u{640}\u{640} \u{3099} \u{FF9F}"),
            ["نعم"]
        );
        assert_eq!(folds("نعـم"), ["نعم"]);
    }

    #[test]
    fn an_apostrophe_after_a_digit_parts_words_whatever_its_width() {
        assert_eq!(folds("7’s ７’s x²’s"), ["7", "s", "7", "s", "x2", "s"]);
    }

    proptest! {
        /// Links and rules of an index hold folded words, and are read again.
        #[test]
        fn a_folded_word_is_read_as_itself(
            text in prop_oneof!["\\PC{0,12}", "[abÀ7７²٣.,'’\u{2BC}\u{301}\u{640}\u{200B}かｶ\u{3099}ﾞ한\u{1112}\u{1161}ﬁ𝟕Ⅳ]{0,12}"],
        ) {
            for word in words(&text) {
                let folded = word.fold();
                let again: Vec<Word> = words(&folded).collect();
                prop_assert_eq!(again.len(), 1, "{:?} gives {:?}", word.text, folded);
                prop_assert_eq!(again[0].text, &*folded, "{:?}", word.text);
                prop_assert_eq!(again[0].fold(), folded.clone(), "{:?}", word.text);
            }
        }
    }

    #[test]
    fn ranges_point_into_the_text() {
        let text = "Für die U.S. (ROK’s) 한국";
        for word in words(text) {
            assert_eq!(&text[word.range()], word.text);
        }
    }
}
