//! Rules that come with an index: what its text needs beyond the rules that every reader has.
//!
//! ```text
//! lines of UTF-8, each ended by "\n"; the first sign says what a line is:
//!     /xy…       the character x folds to y…, as Unicode's compatibility decomposition has it
//!     ~stem form a form of the text that does not begin as its stem does
//!     =a=b=…     words or phrases that mean the same
//! ```
//! The foldings are those that [`fold`](transcript::words::fold) does not know and that can matter for this text: an
//! index of English text carries none, one of Chinese text those of the compatibility ideographs it can be asked for.

use crate::index::Index;
use crate::query::{Kind, Node, Op, Query, Term, group};
use crate::tokens::{form, tokens};
use std::borrow::Cow;

impl<'a> Index<'a> {
    /// What follows the sign on each line of a kind.
    pub(crate) fn rules(&self, sign: char) -> impl Iterator<Item = &'a str> {
        let lines = std::str::from_utf8(self.rules).unwrap_or_default();
        lines
            .split('\n')
            .filter_map(move |line| line.strip_prefix(sign))
    }

    /// A folded word, folded further by the rules of this index.
    pub(crate) fn fold<'f>(&self, form: &'f str) -> Cow<'f, str> {
        let folded = |c: char| self.rules('/').find_map(move |rule| rule.strip_prefix(c));
        if form.is_ascii() || form.chars().all(|c| folded(c).is_none()) {
            return Cow::Borrowed(form);
        }
        let mut out = String::new();
        for c in form.chars() {
            match folded(c) {
                Some(folded) => out.push_str(folded),
                None => out.push(c),
            }
        }
        Cow::Owned(out)
    }
}

impl Query {
    /// The query with what means the same as its words.
    pub(crate) fn with_synonyms(&self, index: &Index) -> Query {
        let mut query = self.clone();
        if index.rules('=').next().is_some() {
            let root = std::mem::take(&mut query.root);
            query.root = group(Op::And, add_synonyms(vec![root], index, &mut query.terms));
        }
        query
    }
}

/// Nodes that are all asked for, with what means the same as their words.
fn add_synonyms(mut nodes: Vec<Node>, index: &Index, terms: &mut Vec<Term>) -> Vec<Node> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(node) = nodes.get(at) {
        let written = index.rules('=').find_map(|group| {
            group
                .split('=')
                .find_map(|phrase| Some((group, phrase, length(phrase, nodes.get(at..)?, terms)?)))
        });
        if let (Some((rule, phrase, length)), Op::Run(first, _)) = (written, node.op) {
            let negated = terms.get(first).is_some_and(|term| term.negated);
            let others = rule.split('=').filter(|other| *other != phrase);
            let mut ways: Vec<Node> = others.map(|other| run(other, negated, terms)).collect();
            ways.insert(
                0,
                group(
                    Op::And,
                    nodes
                        .iter_mut()
                        .skip(at)
                        .take(length)
                        .map(std::mem::take)
                        .collect(),
                ),
            );
            out.push(group(Op::Or, ways));
            at += length;
            continue;
        }
        let Node { op, children } = std::mem::take(&mut nodes[at]);
        let children = match op {
            Op::And => add_synonyms(children, index, terms),
            Op::Or | Op::Not => children
                .into_iter()
                .map(|child| group(Op::And, add_synonyms(vec![child], index, terms)))
                .collect(),
            Op::Near(_) | Op::Run(..) | Op::Field(_) => children,
        };
        out.push(Node { op, children });
        at += 1;
    }
    out
}

/// How many nodes at the start are the words of a phrase, not in quotation marks; `None` if they are others.
fn length(phrase: &str, nodes: &[Node], terms: &[Term]) -> Option<usize> {
    let mut words = tokens(phrase).map(|(_, word)| form(&word)).peekable();
    for (at, node) in nodes.iter().enumerate() {
        let Op::Run(first, count) = node.op else {
            return None;
        };
        for term in terms.get(first..first + count)? {
            let plain = term.unit || matches!(term.kind, Kind::Word | Kind::Typing);
            if !plain || words.next()? != term.form {
                return None;
            }
        }
        if words.peek().is_none() {
            return Some(at + 1);
        }
    }
    None
}

/// A run of the words of a phrase.
fn run(phrase: &str, negated: bool, terms: &mut Vec<Term>) -> Node {
    let first = terms.len();
    terms.extend(tokens(phrase).map(|(offset, word)| Term {
        form: form(&word).into_owned(),
        kind: if word.unit { Kind::Exact } else { Kind::Word },
        offset,
        unit: word.unit,
        negated,
        synonym: true,
    }));
    Node {
        op: Op::Run(first, terms.len() - first),
        children: Vec::new(),
    }
}
