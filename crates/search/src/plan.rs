//! The words of a query resolved against an index: where each stands.

use crate::dictionary::Forms;
use crate::index::Index;
use crate::postings::{Cursor, END};
use crate::query::{Kind, Term};
use crate::sort::sort;
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
    /// It is spelled nearly so.
    Spelling,
}

impl Reason {
    const ALL: [Reason; 4] = [
        Reason::Exact,
        Reason::Stem,
        Reason::Prefix,
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
        [1.0, 0.75, 0.7, 0.5][self.reason() as usize]
    }
}

/// A word of the query, resolved.
pub(crate) struct Leaf<'a> {
    pub(crate) places: Places<'a>,
    /// How much it tells: the rarer, the more.
    pub(crate) tells: f32,
    /// Whether it is a word of little meaning.
    pub(crate) stop: bool,
    /// Whether it stands under a minus sign.
    pub(crate) negated: bool,
}

/// Where a word stands.
#[derive(Clone)]
pub(crate) enum Places<'a> {
    /// As one form: its list, read in place.
    Listed(Cursor<'a>, Reason),
    /// As several: their lists merged, and how many of them are behind.
    Merged(std::rc::Rc<[Occurrence]>, usize),
}

/// The forms that answer a word.
#[derive(Default)]
pub(crate) struct Answers<'a> {
    lists: Vec<(Cursor<'a>, Reason)>,
}

impl<'a> Leaf<'a> {
    pub(crate) fn new(index: &Index<'a>, term: &Term) -> Leaf<'a> {
        let mut answers = Answers::default();
        let stop = index.language.is_stop(&term.form);
        answers.add_term(index, term, stop);
        let count = answers
            .lists
            .iter()
            .fold(0, |sum, (list, _)| list.count().saturating_add(sum));
        Leaf {
            tells: (1.0 + index.positions() as f32 / (1.0 + count as f32)).ln(),
            places: answers.merge(),
            stop,
            negated: term.negated,
        }
    }
}

impl<'a> Answers<'a> {
    fn add_term(&mut self, index: &Index<'a>, term: &Term, stop: bool) {
        let word = term.form.as_str();
        // `the` on the way to `there` finds `the`; all that begins so would be most of the text.
        let prefixed = term.kind == Kind::Prefix || (term.kind == Kind::Typing && !stop);
        if prefixed {
            for_each_from(index, word, |form, list| {
                self.lists.push((
                    list,
                    if form == word {
                        Reason::Exact
                    } else {
                        Reason::Prefix
                    },
                ));
            });
        } else {
            self.lists.extend(
                index
                    .dictionary
                    .list(word.as_bytes())
                    .map(|list| (list, Reason::Exact)),
            );
        }
        if matches!(term.kind, Kind::Word | Kind::Typing) && !stop && !term.unit {
            let stem_of = index.language.stem;
            let stem = stem_of(word);
            // Stemmers change the last vowel of a stem (`policy` and `policies` give `polici`, `hoping` gives `hope`).
            let shared = stem
                .strip_suffix(['e', 'i'])
                .filter(|shared| shared.len() > 1)
                .unwrap_or(&stem);
            for_each_from(index, shared, |form, list| {
                if form != word && !(prefixed && form.starts_with(word)) && stem_of(form) == stem {
                    let same = without_possessive(form) == without_possessive(word);
                    self.lists
                        .push((list, if same { Reason::Exact } else { Reason::Stem }));
                }
            });
        }
    }

    fn merge(self) -> Places<'a> {
        if let [(list, reason)] = self.lists[..] {
            return Places::Listed(list, reason);
        }
        let mut all = Vec::new();
        for (mut list, reason) in self.lists {
            while list.position() != END {
                all.push(Occurrence::new(list.position(), reason).0);
                list.advance();
            }
        }
        sort(&mut all);
        Places::Merged(all.into_iter().map(Occurrence).collect(), 0)
    }
}

/// Calls back with every form that begins so and its list, in order.
fn for_each_from<'a>(index: &Index<'a>, prefix: &str, mut each: impl FnMut(&str, Cursor<'a>)) {
    let mut walk = |forms: &mut Forms<'a>| {
        while forms.text().starts_with(prefix.as_bytes()) {
            let list = forms.list();
            if let Ok(form) = std::str::from_utf8(forms.text()) {
                each(form, list);
            }
            forms.advance()?;
        }
        Some(())
    };
    index
        .dictionary
        .from(prefix.as_bytes())
        .as_mut()
        .and_then(&mut walk);
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
