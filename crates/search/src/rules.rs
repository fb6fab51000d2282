//! Rules that come with an index: what its text needs beyond the rules that every reader has.
//!
//! ```text
//! sorted lines of UTF-8, each ended by "\n"; the first sign says what a line is:
//!     /xy…       the character x folds to y…, as Unicode's compatibility decomposition has it
//!     =a=b c=…   words or phrases that mean the same, as forms with a space between; a gap between units is an
//!                empty form
//!     ~stem form a form of the text that does not begin as its stem does, or whose word has this stem only as it is
//!                written, with its accents
//! ```
//! The foldings are those that [`fold`](transcript::words::fold) does not know and that can matter for this text: an
//! index of English text carries none, one of Chinese text those of the compatibility ideographs it can be asked for.

use crate::index::Index;
use crate::plan::stands;
use crate::query::{Kind, Node, Op, Query, Term, group};
use crate::results::Correction;
use crate::spelling::{is_near, near};
use crate::tokens::{CAPITALS, GAP};
use transcript::words::without_possessive;

/// Bytes of what is typed of a listed phrase; less begins too much else.
const LEAST_BEGUN: usize = 3;

/// Words of the longest phrase that is found misspelled.
const LONGEST: usize = 8;

/// Bytes of a word of which another ending is known to be one; `US` has none.
const ENDINGS: usize = 4;

impl<'a> Index<'a> {
    /// What follows on each line that begins so, in order.
    pub(crate) fn rules<'b>(
        &self,
        beginning: &'b str,
    ) -> impl Iterator<Item = &'a str> + use<'a, 'b> {
        let lines = self.rules_from(beginning.as_bytes()).split(is_end);
        lines
            .map_while(|line| line.strip_prefix(beginning.as_bytes()))
            .filter_map(|rest| std::str::from_utf8(rest).ok())
    }

    /// The lines from the first that is not less than some bytes.
    fn rules_from(&self, bytes: &[u8]) -> &'a [u8] {
        let rules = self.rules;
        let (mut low, mut high) = (0, rules.len());
        while low < high {
            // The line that the middle lies on.
            let (before, after) = rules[low..high].split_at((high - low) / 2);
            let start = low + before.iter().rposition(is_end).map_or(0, |end| end + 1);
            let end = after.iter().position(is_end);
            let end = end.map_or(high, |end| low + before.len() + end + 1);
            if rules[start..end] < *bytes {
                low = end;
            } else {
                high = start;
            }
        }
        &rules[low..]
    }

    /// A folded word, folded further by the rules of this index.
    pub(crate) fn fold(&self, form: &str) -> String {
        // They come first, and most texts need none.
        if !self.rules.starts_with(b"/") {
            return form.into();
        }
        let mut out = String::new();
        for c in form.chars() {
            let rule = format!("/{c}");
            match self.rules(&rule).next() {
                Some(folded) => out.push_str(folded),
                None => out.push(c),
            }
        }
        out
    }
}

/// Whether a byte ends a line.
fn is_end(byte: &u8) -> bool {
    *byte == b'\n'
}

impl Query {
    /// The query with what means the same as its words.
    pub(crate) fn with_synonyms(&self, index: &Index) -> Query {
        let mut query = Query {
            root: Node::default(),
            terms: self.terms.clone(),
            fields: self.fields.clone(),
            begun: Vec::new(),
            ..*self
        };
        let nodes = with_synonyms(std::slice::from_ref(&self.root), index, &mut query);
        query.root = group(Op::And, nodes);
        query
    }
}

/// Nodes that are all asked for, with what means the same as their words.
fn with_synonyms(nodes: &[Node], index: &Index, query: &mut Query) -> Vec<Node> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(rest @ [node, ..]) = nodes.get(at..) {
        let (mut taken, mut others) = synonyms(rest, index, &query.terms);
        if others.is_empty() && taken == 1 && query.forgiving {
            others = begun(rest, index, query);
            if !others.is_empty() {
                taken = rest.len();
            } else {
                (taken, others) = misspelled(rest, index, query);
            }
        }
        let written = rest.get(..taken).unwrap_or_default();
        if !others.is_empty() {
            for node in written {
                if let Op::Run(first, count) = node.op {
                    let listed = query.terms.iter_mut().skip(first).take(count);
                    listed.for_each(|term| term.known = true);
                }
            }
        }
        let mut ways = vec![Node::default()];
        for phrase in others {
            ways.push(run(phrase, node, index, &mut query.terms));
        }
        ways[0] = match together(written, &query.terms) {
            Some((first, count)) => Node {
                op: Op::Run(first, count),
                children: longer(first, count, index, &mut query.terms),
            },
            None => {
                let copies = written.iter().map(|node| copy(node, index, query));
                group(Op::And, copies.collect())
            }
        };
        out.push(group(Op::Or, ways));
        at += taken;
    }
    out
}

/// A node with what means the same as the words below it.
fn copy(Node { op, children }: &Node, index: &Index, query: &mut Query) -> Node {
    let mut copy = Node {
        op: *op,
        children: Vec::new(),
    };
    if matches!(op, Op::Or | Op::Not | Op::Near(_)) {
        for child in children {
            let child = with_synonyms(std::slice::from_ref(child), index, query);
            copy.children.push(group(Op::And, child));
        }
    } else {
        copy.children = with_synonyms(children, index, query);
    }
    copy
}

/// The terms of nodes that are a listed phrase of several words, which is a name: they are looked for one after the other.
/// Units find each other as they are.
fn together(nodes: &[Node], terms: &[Term]) -> Option<(usize, usize)> {
    let [
        Node {
            op: Op::Run(first, count),
            ..
        },
        rest @ ..,
    ] = nodes
    else {
        return None;
    };
    let mut end = first + count;
    for node in rest {
        match node.op {
            Op::Run(next, count) if next == end => end += count,
            _ => return None,
        }
    }
    let words = terms.get(*first..end)?;
    (!rest.is_empty() && !words.iter().any(|term| term.unit)).then_some((*first, end - first))
}

/// The longest phrase that nodes begin with and that groups list: how many nodes it is, and what these groups say means
/// the same. A node that none lists is taken by itself.
fn synonyms<'a>(nodes: &[Node], index: &Index<'a>, terms: &[Term]) -> (usize, Vec<&'a str>) {
    let (mut taken, mut others) = (1, Vec::new());
    for group in index.rules("=") {
        let length = |phrase| length(phrase, nodes, index, terms);
        let longest = group.split('=').map(length).max().unwrap_or(0);
        if longest > taken {
            (taken, others) = (longest, Vec::new());
        }
        if longest == taken {
            for phrase in group.split('=') {
                if length(phrase) != taken && !others.contains(&phrase) {
                    others.push(phrase);
                }
            }
        }
    }
    (taken, others)
}

/// What is listed with a phrase of which nodes are the beginning, still being typed, where the record does not have their
/// words: `South K` on the way to `South Korea`. Notes how it was read.
fn begun<'a>(nodes: &[Node], index: &Index<'a>, query: &mut Query) -> Vec<&'a str> {
    let mut others = Vec::new();
    let mut typed = Vec::new();
    let mut length = 0;
    for node in nodes {
        let Op::Run(first, 1) = node.op else {
            return others;
        };
        if let Some(term) = query.terms.get(first) {
            typed.push(term);
            length += term.form.len();
        }
    }
    let is_typing = typed.last().is_some_and(|last| last.kind == Kind::Typing);
    if !is_typing || length < LEAST_BEGUN {
        return others;
    }
    let begins = |phrase: &str| {
        let mut forms = forms(phrase);
        typed.iter().all(|term| {
            forms.next().is_some_and(|form| match term.kind {
                Kind::Typing => form.starts_with(&*term.form),
                _ => form == term.form,
            })
        })
    };
    let mut read = Vec::new();
    for group in index.rules("=") {
        let before = read.len();
        read.extend(
            group
                .split('=')
                .filter(|phrase| begins(phrase))
                .map(String::from),
        );
        if read.len() > before {
            others.extend(group.split('='));
        }
    }
    // Whether words stand in the record takes longest to say, and most phrases do not begin so.
    if read.is_empty() || typed.iter().all(|term| stands(index, term)) {
        others.clear();
    } else {
        let written: Vec<&str> = typed.iter().map(|term| &*term.form).collect();
        let written = written.join(" ");
        query.begun.push(Correction { written, read });
    }
    others
}

/// The longest listed phrase that nodes begin with but for misspellings, of words that the record does not have: how many
/// nodes it is, and what is listed with it. Notes how it was read.
fn misspelled<'a>(nodes: &[Node], index: &Index<'a>, query: &mut Query) -> (usize, Vec<&'a str>) {
    let (mut taken, mut others, mut read) = (1, Vec::new(), Vec::new());
    if index.rules("=").next().is_none() {
        return (taken, others);
    }
    let word = |node: &Node| match node.op {
        Op::Run(first, 1) => query.terms.get(first),
        _ => None,
    };
    let is_plain = |term: &&Term| matches!(term.kind, Kind::Word | Kind::Typing);
    let typed: Vec<&Term> = nodes
        .iter()
        .take(LONGEST)
        .map_while(|node| word(node).filter(is_plain))
        .collect();
    // One look-up tells of nearly every word that it is not.
    let unknown = |term: &Term| {
        term.may_be_misspelled()
            && index.dictionary.list(&term.form).is_none()
            && !stands(index, term)
    };
    let unknown: Vec<bool> = typed.iter().map(|term| unknown(term)).collect();
    if !unknown.contains(&true) {
        return (taken, others);
    }
    let length = |phrase: &str| {
        let forms: Vec<&str> = forms(phrase).collect();
        let mut words = forms.iter().zip(&typed).zip(&unknown);
        let is = |((form, term), unknown): ((&&str, &&Term), &bool)| {
            **form == term.form || *unknown && is_near(&term.form, form)
        };
        let meant = words.all(is) && unknown.iter().take(forms.len()).any(|unknown| *unknown);
        match meant && forms.len() <= typed.len() {
            true => forms.len(),
            false => 0,
        }
    };
    for group in index.rules("=") {
        for phrase in group.split('=') {
            let length = length(phrase);
            // A word by itself may be another of the record.
            if length < taken || length == 1 && !near(index, &typed[0].form, false).is_empty() {
                continue;
            }
            if length > taken {
                (taken, others, read) = (length, Vec::new(), Vec::new());
            }
            read.push(String::from(phrase));
            others.extend(group.split('='));
        }
    }
    if !read.is_empty() {
        let written: Vec<&str> = typed[..taken].iter().map(|term| &*term.form).collect();
        let written = written.join(" ");
        query.begun.push(Correction { written, read });
    }
    (taken, others)
}

/// Listed phrases of others that a run of terms is a part of, as runs: `Republic of Korea` in `Democratic People's Republic
/// of Korea`.
fn longer(first: usize, count: usize, index: &Index, terms: &mut Vec<Term>) -> Vec<Node> {
    let mut phrases = Vec::new();
    let phrase = terms.get(first..first + count).unwrap_or_default();
    for group in index.rules("=") {
        let holds = |other: &str, whole: bool| {
            let other: Vec<&str> = forms(other).collect();
            (other.len() == count) == whole
                && other.windows(count).any(|part| {
                    part.iter()
                        .zip(phrase)
                        .all(|(form, term)| *form == term.form)
                })
        };
        if !group.split('=').any(|other| holds(other, true)) {
            phrases.extend(group.split('=').filter(|other| holds(other, false)));
        }
    }
    let run = |phrase: &str| {
        let first = terms.len();
        push_terms(phrase, true, terms);
        Node {
            op: Op::Run(first, terms.len() - first),
            children: Vec::new(),
        }
    };
    phrases.into_iter().map(run).collect()
}

/// The forms of a phrase.
fn forms(phrase: &str) -> impl Iterator<Item = &str> {
    phrase
        .split(' ')
        .map(|form| if form.is_empty() { GAP } else { form })
}

/// How many nodes at the start are the words of a phrase, not in quotation marks; 0 if they are others. The last of several
/// words may have another ending, and so may a single one that is no acronym: `South Koreans`, `Americans`.
fn length(phrase: &str, nodes: &[Node], index: &Index, terms: &[Term]) -> usize {
    let mut forms = forms(phrase).peekable();
    for (at, node) in nodes.iter().enumerate() {
        let Op::Run(first, count) = node.op else {
            return 0;
        };
        // Units that a blank parts in a query are nodes of their own.
        if at > 0 {
            forms.next_if_eq(&GAP);
        }
        for term in terms.iter().skip(first).take(count) {
            let quoted = term.kind == Kind::Exact && !term.unit;
            let stem = index.language.stem;
            let form = forms.next().map(|form| form.trim_end_matches(CAPITALS));
            let is = |form: &str| {
                form == term.form
                    || form == without_possessive(&term.form)
                    || ((at > 0 || form.len() > ENDINGS)
                        && forms.peek().is_none()
                        && stem(form) == stem(&term.form))
            };
            if quoted || term.kind == Kind::Prefix || !form.is_some_and(is) {
                return 0;
            }
        }
        if forms.peek().is_none() {
            return at + 1;
        }
    }
    0
}

/// A run of the words of a phrase, in place of a run.
fn run(phrase: &str, like: &Node, index: &Index, terms: &mut Vec<Term>) -> Node {
    let negated =
        matches!(like.op, Op::Run(first, _) if terms.get(first).is_some_and(|term| term.negated));
    let first = terms.len();
    push_terms(phrase, negated, terms);
    let count = terms.len() - first;
    Node {
        op: Op::Run(first, count),
        children: longer(first, count, index, terms),
    }
}

/// Adds the words of a listed phrase; those under a minus sign add nothing to what a part is worth.
fn push_terms(phrase: &str, negated: bool, terms: &mut Vec<Term>) {
    for form in forms(phrase) {
        terms.push(Term {
            form: form.into(),
            kind: Kind::Word,
            unit: form == GAP,
            negated,
            synonym: true,
            known: true,
        });
    }
}
