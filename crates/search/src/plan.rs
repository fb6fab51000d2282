//! The words of a query resolved against an index: where each stands.

use crate::dictionary::Forms;
use crate::index::Index;
use crate::postings::{Cursor, END};
use crate::query::{Kind, Term};
use crate::sort::sort;
use crate::spelling;
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
    const ALL: [Reason; 5] = [
        Reason::Exact,
        Reason::Stem,
        Reason::Prefix,
        Reason::Synonym,
        Reason::Spelling,
    ];
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
        Reason::ALL
            .get(self.0 as usize & 7)
            .copied()
            .unwrap_or(Reason::Spelling)
    }

    /// How much it counts.
    pub(crate) fn weight(self) -> f32 {
        [1.0, 0.75, 0.7, 0.4, 0.5][self.reason() as usize]
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

/// A word of the query, resolved.
pub(crate) struct Leaf<'a> {
    pub(crate) places: Places<'a>,
    /// How much it tells: the rarer, the more.
    pub(crate) tells: f32,
    /// The forms it was read as, being misspelled.
    pub(crate) read: Vec<(String, Cursor<'a>)>,
    /// Whether it is a word of little meaning.
    pub(crate) stop: bool,
    /// Whether it stands under a minus sign.
    pub(crate) negated: bool,
    /// Whether it means the same as what was written.
    pub(crate) synonym: bool,
}

/// Where a word stands.
#[derive(Clone)]
pub(crate) enum Places<'a> {
    /// As one form: its list, read in place.
    Listed(Cursor<'a>, Reason),
    /// As several: their lists merged, and how many of them are behind.
    Merged(std::rc::Rc<[Occurrence]>, usize),
}

impl<'a> Leaf<'a> {
    /// Resolves a term; to forms that are spelled nearly so too, if `forgiving` says so or it stands nowhere.
    pub(crate) fn new(index: &Index<'a>, term: &Term, forgiving: Forgiving) -> Leaf<'a> {
        let word = &*index.fold(&term.form);
        let stop = index.language.is_stop(word);
        let mut lists = lists(index, word, term, stop);
        let mut read = Vec::new();
        let nowhere = forgiving == Forgiving::Unknown && lists.is_empty();
        if (nowhere || forgiving == Forgiving::All) && term.may_be_misspelled() {
            read = spelling::near(index, word, term.kind == Kind::Typing);
            lists.extend(read.iter().map(|(_, list)| (*list, Reason::Spelling)));
        }
        let count = lists
            .iter()
            .fold(0, |sum, (list, _)| list.count().saturating_add(sum));
        Leaf {
            tells: log2(1.0 + index.positions() as f32 / (1.0 + count as f32)),
            places: merge(lists, term.synonym, count, index.positions()),
            read,
            stop,
            negated: term.negated,
            synonym: term.synonym,
        }
    }
}

/// The binary logarithm of a number of at least 1, near enough: exact at powers of two and straight between them.
fn log2(number: f32) -> f32 {
    number.to_bits() as f32 / (1 << 23) as f32 - 127.0
}

/// The forms that answer a term, but for misspellings.
fn lists<'a>(index: &Index<'a>, word: &str, term: &Term, stop: bool) -> Vec<(Cursor<'a>, Reason)> {
    let mut lists = Vec::new();
    // `the` on the way to `there` finds `the`; all that begins so would be most of the text.
    let prefixed = term.kind == Kind::Prefix || (term.kind == Kind::Typing && !stop);
    if prefixed {
        for_each_from(index, word, |forms| {
            let reason = if forms.text() == word.as_bytes() {
                Reason::Exact
            } else {
                Reason::Prefix
            };
            lists.push((forms.list(), reason));
        });
    } else {
        lists.extend(
            index
                .dictionary
                .list(word.as_bytes())
                .map(|list| (list, Reason::Exact)),
        );
    }
    if matches!(term.kind, Kind::Word | Kind::Typing) && !stop && !term.unit {
        let stem_of = index.language.stem;
        let stem = stem_of(word);
        // What begins with the word is among the lists already if it was asked for by its beginning.
        let other = |form: &str| form != word && !(prefixed && form.starts_with(word));
        let reason = |form: &str| match without_possessive(form) == without_possessive(word) {
            true => Reason::Exact,
            false => Reason::Stem,
        };
        for_each_from(index, beginning(&stem), |forms| {
            let form = std::str::from_utf8(forms.text()).unwrap_or_default();
            if other(form) && stem_of(form) == stem {
                let reason = reason(form);
                lists.push((forms.list(), reason));
            }
        });
        for form in index.rules('~').filter_map(|rule| rule.strip_prefix(&*stem)?.strip_prefix(' ')) {
            if other(form) {
                lists.extend(index.dictionary.list(form.as_bytes()).map(|list| (list, reason(form))));
            }
        }
    }
    lists
}

/// What nearly all forms of a stem begin with. Stemmers change the last vowel of a stem: `policy` and `policies` give
/// `polici`, `hoping` gives `hope`.
pub(crate) fn beginning(stem: &str) -> &str {
    stem.strip_suffix(['e', 'i'])
        .filter(|beginning| beginning.len() > 1)
        .unwrap_or(stem)
}

/// One list of many; of `positions` positions at most.
fn merge<'a>(
    lists: Vec<(Cursor<'a>, Reason)>,
    synonym: bool,
    count: u32,
    positions: u32,
) -> Places<'a> {
    let least = if synonym {
        Reason::Synonym
    } else {
        Reason::Exact
    };
    if let [(list, reason)] = lists[..] {
        return Places::Listed(list, reason.max(least));
    }
    // Sorting is quicker for few occurrences, marking them in a map of all positions for many.
    let many = count > positions / 16;
    let mut map = vec![0u8; if many { positions as usize } else { 0 }];
    let mut all = Vec::new();
    for (mut list, reason) in lists {
        let reason = reason.max(least);
        while list.position() != END {
            match map.get_mut(list.position() as usize) {
                Some(mark) => *mark = reason as u8 + 1,
                None => all.push(Occurrence::new(list.position(), reason).0),
            }
            list.advance();
        }
    }
    sort(&mut all);
    let marked = (0..).zip(map).filter(|(_, mark)| *mark > 0);
    let marked =
        marked.map(|(position, mark)| Occurrence((position as u64) << 3 | (mark - 1) as u64));
    Places::Merged(marked.chain(all.into_iter().map(Occurrence)).collect(), 0)
}

/// Calls back at every form that begins so, in order.
pub(crate) fn for_each_from<'a>(
    index: &Index<'a>,
    prefix: &str,
    mut each: impl FnMut(&mut Forms<'a>),
) {
    let mut forms = index.dictionary.from(prefix.as_bytes());
    while let Some(forms) = forms
        .as_mut()
        .filter(|forms| forms.text().starts_with(prefix.as_bytes()))
    {
        each(forms);
        if forms.advance().is_none() {
            return;
        }
    }
}

impl Places<'_> {
    pub(crate) fn current(&self) -> Option<Occurrence> {
        match self {
            Places::Listed(list, reason) => Some(list.position())
                .filter(|p| *p != END)
                .map(|position| Occurrence::new(position, *reason)),
            Places::Merged(all, behind) => all.get(*behind).copied(),
        }
    }

    pub(crate) fn advance(&mut self) {
        match self {
            Places::Listed(list, _) => list.advance(),
            Places::Merged(_, behind) => *behind += 1,
        }
    }

    /// Goes to the first position at or after `target`, unless it is past it already.
    pub(crate) fn seek(&mut self, target: u32) -> u32 {
        match self {
            Places::Listed(list, _) => list.seek(target),
            Places::Merged(all, behind) => {
                let ahead = all.get(*behind..).unwrap_or_default();
                *behind += ahead.partition_point(|o| o.position() < target);
                all.get(*behind).map_or(END, |o| o.position())
            }
        }
    }
}
