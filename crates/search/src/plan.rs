//! The words of a query resolved against an index: where each stands.

use crate::dictionary::Forms;
use crate::index::Index;
use crate::postings::{Cursor, END};
use crate::query::{Kind, Term};
use crate::sort::sort;
use crate::spelling;
use crate::tokens::CAPITALS;
use std::ops::Range;
use transcript::words::without_possessive;

/// Why a word of the text answers a word of the query. The nearer comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It is the word.
    Exact,
    /// It has the same stem.
    Stem,
    /// It begins with the word.
    Prefix,
    /// It is listed as meaning the same.
    Synonym,
    /// It is spelled nearly so.
    Spelling,
}

impl Reason {
    /// The reason with a number, of which the last three bits count.
    pub(crate) fn numbered(number: u8) -> Reason {
        match number & 7 {
            0 => Reason::Exact,
            1 => Reason::Stem,
            2 => Reason::Prefix,
            3 => Reason::Synonym,
            _ => Reason::Spelling,
        }
    }
}

/// Where a word of the query stands, and why: position × 8 + reason.
#[derive(Clone, Copy)]
pub(crate) struct Occurrence(u64);

impl Occurrence {
    fn new(position: u32, reason: Reason) -> Self {
        Occurrence((position as u64) << 3 | reason as u64)
    }

    pub(crate) fn position(self) -> u32 {
        (self.0 >> 3) as u32
    }

    pub(crate) fn reason(self) -> Reason {
        Reason::numbered(self.0 as u8)
    }

    /// How much it counts.
    pub(crate) fn weight(self) -> f32 {
        [1.0, 0.6, 0.6, 0.4, 0.5][self.reason() as usize]
    }
}

/// Which words may be taken for misspelled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Forgiving {
    /// None.
    None,
    /// Those that stand nowhere.
    Unknown,
    /// All.
    All,
}

/// As many forms of a word are read in place; more would be sooner read once and sorted.
const IN_PLACE: usize = 4;

/// A word of the query, resolved.
pub(crate) struct Leaf<'a> {
    /// The forms that stand most often, read in place.
    lists: Vec<(Cursor<'a>, Reason)>,
    /// Where the other forms stand, ascending.
    others: Vec<u64>,
    /// How much it tells: the rarer, the more.
    pub(crate) tells: f32,
    /// The forms it was read as, being misspelled.
    pub(crate) read: Vec<(String, Cursor<'a>)>,
    /// Whether there is nothing further to read it as.
    pub(crate) settled: bool,
    /// Whether it is a word of little meaning.
    pub(crate) stop: bool,
    /// Whether it is still being typed and says nothing yet: `nuclear i` on the way to `nuclear issue`.
    pub(crate) passing: bool,
    /// Whether it stands under a minus sign.
    pub(crate) negated: bool,
    /// Whether it means the same as what was written.
    pub(crate) synonym: bool,
}

impl<'a> Leaf<'a> {
    /// Resolves a term.
    pub(crate) fn new(index: &Index<'a>, term: &Term, forgiving: Forgiving) -> Leaf<'a> {
        let word = &*index.fold(&term.form);
        let word = match term.kind {
            Kind::Word | Kind::Typing => (index.language.core)(word),
            _ => word,
        };
        let stop = index.language.is_stop(word);
        let mut lists = lists(index, word, term, stop);
        let mut read = Vec::new();
        let misspelled = term.may_be_misspelled() && !stop;
        let nowhere = forgiving == Forgiving::Unknown && lists.is_empty();
        let settled = nowhere || forgiving == Forgiving::All || !misspelled;
        if settled && misspelled {
            read = spelling::near(index, word, term.kind == Kind::Typing);
            // What it was read as finds as much as if it had been written so.
            let stem = |form: &str| (index.language.stem)(without_possessive(form)).into_owned();
            let kind = match term.kind {
                Kind::Typing => Kind::Word,
                kind => kind,
            };
            let meant = Term {
                kind,
                ..term.clone()
            };
            for (at, (form, _)) in read.iter().enumerate() {
                let same = |(other, _): &(String, Cursor)| stem(other) == stem(form);
                if !read[..at].iter().any(same) {
                    let found = self::lists(index, form, &meant, false);
                    lists.extend(found.into_iter().map(|(list, _)| (list, Reason::Spelling)));
                }
            }
        }
        let passing = term.kind == Kind::Typing && (stop || is_letter(term) && lists.is_empty());
        let mut count = 0u32;
        let (mut longest, mut others) = (Vec::new(), Vec::new());
        for (list, reason) in lists {
            let reason = if term.synonym {
                Reason::Synonym
            } else {
                reason
            };
            count = count.saturating_add(list.count());
            let mut shorter = (list, reason);
            if longest.len() < IN_PLACE {
                longest.push(shorter);
                continue;
            }
            for longer in &mut longest {
                if shorter.0.count() > longer.0.count() {
                    std::mem::swap(longer, &mut shorter);
                }
            }
            let (mut list, reason) = shorter;
            while list.position() != END {
                others.push(Occurrence::new(list.position(), reason).0);
                list.advance();
            }
        }
        sort(&mut others);
        let tells = match passing && count == 0 {
            true => 0.0,
            false => log2(1.0 + index.positions() as f32 / (1.0 + count as f32)),
        };
        Leaf {
            lists: longest,
            others,
            tells,
            read,
            settled,
            stop,
            passing,
            negated: term.negated,
            synonym: term.synonym,
        }
    }

    /// A reader at the first occurrence.
    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader {
            lists: self.lists.clone(),
            others: &self.others,
            here: Vec::new(),
        }
    }
}

/// The binary logarithm of a number of at least 1, near enough: exact at powers of two and straight between them.
fn log2(number: f32) -> f32 {
    number.to_bits() as f32 / (1 << 23) as f32 - 127.0
}

/// Whether a term is a single letter of a script with words.
fn is_letter(term: &Term) -> bool {
    let mut letters = term.form.chars();
    !term.unit && letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// Whether a term finds anything as it is written.
pub(crate) fn stands(index: &Index, term: &Term) -> bool {
    let word = &*index.fold(&term.form);
    !lists(index, word, term, index.language.is_stop(word)).is_empty()
}

/// The forms that answer a term, but for misspellings.
fn lists<'a>(index: &Index<'a>, word: &str, term: &Term, stop: bool) -> Vec<(Cursor<'a>, Reason)> {
    let mut lists = Vec::new();
    // `the` on the way to `there` finds `the`; all that begins so would be most of the text. So would a single letter.
    let prefixed =
        term.kind == Kind::Prefix || (term.kind == Kind::Typing && !stop && !is_letter(term));
    let stemmed = matches!(term.kind, Kind::Word | Kind::Typing)
        && !(stop || term.unit || word.ends_with(CAPITALS));
    let stem_of = index.language.stem;
    let stem = stem_of(if stemmed { word } else { "" });
    // Nearly every word begins as its stem does; one walk then finds it and its other forms.
    let apart = !stemmed || !word.starts_with(beginning(&stem));
    // A possessive counts as the word; not every stemmer knows it, and units have none.
    let possessive = [word.trim_end_matches(CAPITALS), "'s"].concat();
    let own: &[&str] = if term.unit {
        &[word]
    } else {
        &[word, &possessive]
    };
    if prefixed {
        for_each_from(index, word, &mut |form, forms| {
            let reason = match form == word {
                true => Reason::Exact,
                false => Reason::Prefix,
            };
            if !form.ends_with(CAPITALS) {
                lists.push((forms.list(), reason));
            }
        });
        // `42,0` on the way to `42,000`, whose comma parts thousands.
        if let Some((thousands, begun)) = word.split_once('.')
            && begun.len() < 3
        {
            for_each_from(index, &[thousands, begun].concat(), &mut |form, forms| {
                let is_number = form.bytes().all(|b| b.is_ascii_digit());
                if is_number && form.len() == thousands.len() + 3 {
                    lists.push((forms.list(), Reason::Prefix));
                }
            });
        }
    } else if apart {
        let found = own.iter().filter_map(|form| index.dictionary.list(form));
        lists.extend(found.map(|list| (list, Reason::Exact)));
    }
    if stemmed {
        let reason = |form: &str| match without_possessive(form) == without_possessive(word) {
            true => Reason::Exact,
            false => Reason::Stem,
        };
        let listed = |form: &str| match prefixed {
            true => form.starts_with(word),
            false => apart && own.contains(&form),
        };
        for_each_from(index, beginning(&stem), &mut |form, forms| {
            if !listed(form) && (own.contains(&form) || stem_of(form) == stem) {
                lists.push((forms.list(), reason(form)));
            }
        });
        for form in index.rules(&["~", &*stem, " "].concat()) {
            if let Some(list) = index.dictionary.list(form)
                && !listed(form)
            {
                lists.push((list, reason(form)));
            }
        }
    }
    lists
}

/// What nearly all forms of a stem begin with. Stemmers change the last vowel of a stem: `policy` and `policies` give
/// `polici`, `hoping` gives `hope`.
pub(crate) fn beginning(stem: &str) -> &str {
    match stem.as_bytes() {
        [_, _, .., b'e' | b'i'] => stem.get(..stem.len() - 1).unwrap_or(stem),
        _ => stem,
    }
}

/// Calls back at every form that begins so, in order.
pub(crate) fn for_each_from<'a>(
    index: &Index<'a>,
    prefix: &str,
    each: &mut dyn FnMut(&str, &mut Forms<'a>),
) {
    let mut forms = index.dictionary.from(prefix);
    while let Some(at) = &mut forms {
        let text = std::mem::take(&mut at.text);
        if !text.starts_with(prefix.as_bytes()) {
            return;
        }
        if let Ok(form) = std::str::from_utf8(&text) {
            each(form, at);
        }
        at.text = text;
        if at.advance().is_none() {
            return;
        }
    }
}

/// Reads the occurrences of a leaf forwards.
pub(crate) struct Reader<'p> {
    lists: Vec<(Cursor<'p>, Reason)>,
    others: &'p [u64],
    /// The occurrences in the part at hand, ascending.
    pub(crate) here: Vec<Occurrence>,
}

impl Reader<'_> {
    /// Goes to the first position at or after `target`, unless it is past it already; gives where it is.
    pub(crate) fn seek(&mut self, target: u32) -> u32 {
        if self.other() < target {
            let behind = self
                .others
                .partition_point(|other| Occurrence(*other).position() < target);
            self.others = self.others.get(behind..).unwrap_or_default();
        }
        let lists = self.lists.iter_mut().map(|(list, _)| list.seek(target));
        lists.fold(END, u32::min).min(self.other())
    }

    /// Gathers the occurrences of a part and moves past them.
    pub(crate) fn gather(&mut self, positions: &Range<u32>) {
        self.here.clear();
        self.seek(positions.start);
        loop {
            let (mut next, mut first) = (self.other(), None);
            for list in &mut self.lists {
                if list.0.position() < next {
                    next = list.0.position();
                    first = Some(list);
                }
            }
            if next >= positions.end {
                return;
            }
            if let Some((list, reason)) = first {
                self.here.push(Occurrence::new(next, *reason));
                list.advance();
            } else if let Some((first, rest)) = self.others.split_first() {
                self.here.push(Occurrence(*first));
                self.others = rest;
            }
        }
    }

    fn other(&self) -> u32 {
        self.others
            .first()
            .map_or(END, |other| Occurrence(*other).position())
    }
}
