//! A query resolved against an index: which lists hold its words.

use crate::dictionary::Forms;
use crate::index::Index;
use crate::postings::{Cursor, END};
use crate::query::{Field, Kind, Node, Term, Value};
use transcript::words::without_possessive;

/// More lists than this are merged into one before the search.
const MANY: usize = 12;

/// How much an occurrence counts by how near it is to the word asked for.
pub(crate) mod weight {
    pub(crate) const EXACT: f32 = 1.0;
    pub(crate) const POSSESSIVE: f32 = 0.95;
    pub(crate) const STEM: f32 = 0.75;
    pub(crate) const PREFIX: f32 = 0.7;
}

/// A query resolved against an index.
pub(crate) struct Plan<'a> {
    pub(crate) op: Op,
    pub(crate) leaves: Vec<Leaf<'a>>,
}

/// A word of the query.
#[derive(Default)]
pub(crate) struct Leaf<'a> {
    /// Where it stands, by how near the forms are.
    pub(crate) lists: Vec<(List<'a>, f32)>,
    /// How much it tells: the rarer, the more.
    pub(crate) tells: f32,
    /// Whether it is a word of little meaning.
    pub(crate) stop: bool,
    /// Whether it stands under a minus sign.
    pub(crate) negated: bool,
}

/// The positions of a form, or of many.
pub(crate) enum List<'a> {
    InPlace(&'a [u8]),
    Merged(Vec<u32>),
}

/// Leaves that follow one another; numbered from `first`, at `offsets` from where the run starts.
pub(crate) struct Run {
    pub(crate) first: usize,
    pub(crate) offsets: Vec<u32>,
}

pub(crate) enum Op {
    Run(Run),
    Near(Run, Run, u32),
    Field(Field, Value),
    And(Vec<Op>),
    Or(Vec<Op>),
    Not(Box<Op>),
}

impl<'a> Plan<'a> {
    pub(crate) fn new(index: &Index<'a>, root: &Node) -> Plan<'a> {
        let mut plan = Plan {
            op: Op::And(Vec::new()),
            leaves: Vec::new(),
        };
        plan.op = plan.resolve(index, root, false);
        plan
    }

    fn resolve(&mut self, index: &Index<'a>, node: &Node, negated: bool) -> Op {
        let mut all = |nodes: &[Node]| {
            nodes
                .iter()
                .map(|node| self.resolve(index, node, negated))
                .collect()
        };
        match node {
            Node::Sequence(terms) => Op::Run(self.run(index, terms, negated)),
            Node::Near(a, b, words) => Op::Near(
                self.run(index, a, negated),
                self.run(index, b, negated),
                *words,
            ),
            Node::Field(field, value) => Op::Field(*field, value.clone()),
            Node::And(nodes) => Op::And(all(nodes)),
            Node::Or(nodes) => Op::Or(all(nodes)),
            Node::Not(node) => Op::Not(Box::new(self.resolve(index, node, !negated))),
        }
    }

    fn run(&mut self, index: &Index<'a>, terms: &[Term], negated: bool) -> Run {
        let first = self.leaves.len();
        self.leaves
            .extend(terms.iter().map(|term| Leaf::new(index, term, negated)));
        Run {
            first,
            offsets: terms.iter().map(|term| term.offset).collect(),
        }
    }
}

impl<'a> Leaf<'a> {
    fn new(index: &Index<'a>, term: &Term, negated: bool) -> Leaf<'a> {
        let mut leaf = Leaf {
            stop: index.language.is_stop(&term.form),
            negated,
            ..Leaf::default()
        };
        let form = term.form.as_str();
        if term.kind != Kind::Prefix {
            leaf.add(index.dictionary.list(form.as_bytes()), weight::EXACT);
        }
        if matches!(term.kind, Kind::Word | Kind::Typing) && !leaf.stop && !term.unit {
            leaf.add_stem(index, form, term.kind == Kind::Typing);
        }
        if matches!(term.kind, Kind::Prefix | Kind::Typing) {
            let asked = term.kind == Kind::Prefix;
            for_each_from(index, form, |other, list| {
                if asked || other != form {
                    leaf.add(
                        Some(list),
                        if other == form {
                            weight::EXACT
                        } else {
                            weight::PREFIX
                        },
                    );
                }
            });
        }
        let count = leaf
            .lists
            .iter()
            .map(|(list, _)| list.cursor().count())
            .fold(0, u32::saturating_add);
        leaf.tells = (1.0 + index.positions() as f32 / (1.0 + count as f32)).ln();
        leaf.merge(index.positions());
        leaf
    }

    fn add(&mut self, list: Option<&'a [u8]>, weight: f32) {
        self.lists
            .extend(list.map(|list| (List::InPlace(list), weight)));
    }

    /// Adds the other forms of a word's stem, but for those that begin with the word where they are added anyway.
    fn add_stem(&mut self, index: &Index<'a>, word: &str, but_prefixed: bool) {
        let stem_of = index.language.stem;
        let stem = stem_of(word);
        // Stemmers change the last vowel of a stem (`policy` and `policies` give `polici`, `hoping` gives `hope`).
        let shared = stem
            .strip_suffix(['e', 'i'])
            .filter(|shared| shared.len() > 1)
            .unwrap_or(&stem);
        for_each_from(index, shared, |other, list| {
            if other != word && !(but_prefixed && other.starts_with(word)) && stem_of(other) == stem
            {
                let possessive = without_possessive(other) == without_possessive(word);
                self.add(
                    Some(list),
                    if possessive {
                        weight::POSSESSIVE
                    } else {
                        weight::STEM
                    },
                );
            }
        });
    }

    /// Replaces many lists by one, at the least weight among them; the exact form keeps its own.
    fn merge(&mut self, positions: u32) {
        if self.lists.len() <= MANY {
            return;
        }
        let exact = self
            .lists
            .iter()
            .filter(|(_, weight)| *weight == weight::EXACT)
            .count();
        let rest = self.lists.split_off(exact.min(1));
        let weight = rest
            .iter()
            .map(|(_, weight)| *weight)
            .fold(weight::EXACT, f32::min);
        let mut bits = vec![0u64; positions as usize / 64 + 1];
        for (list, _) in rest {
            let mut cursor = list.cursor();
            while let Some(word) = bits.get_mut(cursor.position() as usize / 64) {
                *word |= 1 << (cursor.position() % 64);
                cursor.advance();
            }
        }
        let mut merged = Vec::new();
        for (at, mut word) in bits.into_iter().enumerate() {
            while word != 0 {
                merged.push(at as u32 * 64 + word.trailing_zeros());
                word &= word - 1;
            }
        }
        self.lists.push((List::Merged(merged), weight));
    }
}

/// Calls back with every form that begins so and its list, in order.
fn for_each_from<'a>(index: &Index<'a>, prefix: &str, mut each: impl FnMut(&str, &'a [u8])) {
    let Some(mut forms) = index.dictionary.from(prefix.as_bytes()) else {
        return;
    };
    loop {
        if !forms.text().starts_with(prefix.as_bytes()) {
            return;
        }
        if let Ok(form) = std::str::from_utf8(forms.text()) {
            each(form, Forms::list(&forms));
        }
        if !forms.advance() {
            return;
        }
    }
}

impl List<'_> {
    pub(crate) fn cursor(&self) -> Reader<'_> {
        match self {
            List::InPlace(bytes) => Reader::InPlace(Cursor::new(bytes)),
            List::Merged(positions) => Reader::Merged(positions),
        }
    }
}

/// Reads a [`List`] forwards.
pub(crate) enum Reader<'p> {
    InPlace(Cursor<'p>),
    Merged(&'p [u32]),
}

impl Reader<'_> {
    fn count(&self) -> u32 {
        match self {
            Reader::InPlace(cursor) => cursor.count(),
            Reader::Merged(left) => left.len() as u32,
        }
    }

    pub(crate) fn position(&self) -> u32 {
        match self {
            Reader::InPlace(cursor) => cursor.position(),
            Reader::Merged(left) => left.first().copied().unwrap_or(END),
        }
    }

    pub(crate) fn advance(&mut self) {
        match self {
            Reader::InPlace(cursor) => cursor.advance(),
            Reader::Merged(left) => *left = left.get(1..).unwrap_or_default(),
        }
    }

    /// Goes to the first position at or after `target`, unless it is past it already.
    pub(crate) fn seek(&mut self, target: u32) -> u32 {
        match self {
            Reader::InPlace(cursor) => cursor.seek(target),
            Reader::Merged(left) => {
                *left = &left[left.partition_point(|position| *position < target)..];
                self.position()
            }
        }
    }
}
