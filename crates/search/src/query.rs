//! Queries: what a reader typed, read by the grammar in `GRAMMAR.md`.

use crate::plan::Leaf;
use crate::results::Correction;
use crate::tokens::{GAP, form, tokens};
use transcript::words::{Word, with_gershayim, words};

/// Of so many items that are all asked for, or alternatives, no further one is asked for again.
const MANY: usize = 16;
/// Parentheses deeper than this are read literally.
const DEEPEST: usize = 20;

/// A query as read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Whether the query was malformed, so that all of it was read as plain words.
    pub literal: bool,
    /// Whether words that find too little may be taken for misspelled.
    pub(crate) forgiving: bool,
    pub(crate) root: Node,
    pub(crate) terms: Vec<Term>,
    pub(crate) fields: Vec<(Field, String)>,
    /// Beginnings of listed phrases, and the phrases that they were read as.
    pub(crate) begun: Vec<Correction>,
}

/// A node of a query; without children, [`Op::And`] asks for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Node {
    pub(crate) op: Op,
    pub(crate) children: Vec<Node>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Op {
    /// All children.
    #[default]
    And,
    /// Any child.
    Or,
    /// Not the child.
    Not,
    /// Both children, which are runs, with at most so many words from one to the other.
    Near(u32),
    /// Terms that follow one another: the number of the first, and how many. Its children are longer runs; what is a part
    /// of one of them does not count.
    Run(usize, usize),
    /// A field has a value: its number in [`Query::fields`].
    Field(usize),
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) form: String,
    pub(crate) kind: Kind,
    /// Whether it is a unit of a script without spaces, or a gap between two.
    pub(crate) unit: bool,
    /// Whether it stands under a minus sign.
    pub(crate) negated: bool,
    /// Whether it means the same as what was written.
    pub(crate) synonym: bool,
    /// Whether the record lists what means the same, so that it is not misspelled though it may stand nowhere.
    pub(crate) known: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The form itself.
    Exact,
    /// The form and the forms of its stem.
    Word,
    /// Every form that begins so.
    Prefix,
    /// The word being typed: as a word and as a prefix.
    Typing,
}

/// What a remark can be narrowed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Its speaker, by id or words of the name.
    Speaker,
    /// A topic of one of its sentences, by id or words of the label.
    Topic,
    /// Its speaker's side, by id or words of the label.
    Side,
    /// Its place in the proceedings: `opening`, `question`, …
    Kind,
    /// Its event, by id or words of the title.
    Event,
    /// The day of its event: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or a range of two with `..`, of which one may be empty.
    Date,
}

impl Query {
    /// Reads what a reader typed. A last word that ends the text is still being typed and is taken as a prefix too.
    pub fn parse(text: &str) -> Query {
        let text = &*with_gershayim(text);
        let mut parser = Parser {
            text,
            at: 0,
            depth: 0,
            negated: false,
            query: Query::default(),
        };
        match parser.or() {
            Ok(root) if parser.rest().is_empty() => parser.query.root = root,
            _ => {
                parser.query = Query {
                    literal: true,
                    ..Query::default()
                };
                parser.negated = false;
                let mut nodes = Vec::new();
                parser.words(0, text.len(), Kind::Word, &mut nodes);
                parser.query.root = group(Op::And, nodes);
            }
        }
        parser.query.forgiving = true;
        parser.query
    }

    /// The query with no word taken for misspelled.
    pub fn as_written(self) -> Query {
        Query {
            forgiving: false,
            ..self
        }
    }

    /// Whether the query asks for nothing: no words, no fields.
    pub fn is_empty(&self) -> bool {
        self.root.is_empty()
    }
}

impl Node {
    fn is_empty(&self) -> bool {
        self.op == Op::And && self.children.is_empty()
    }

    /// Takes out a last word that says nothing yet, where others do.
    pub(crate) fn leave_out_passing(&mut self, leaves: &[Leaf]) {
        if matches!(self.op, Op::And | Op::Or) {
            let children = self.children.iter_mut();
            children.for_each(|child| child.leave_out_passing(leaves));
        }
        let says = |child: &Node| match child.op {
            Op::Run(first, 1) => leaves.get(first).is_some_and(|leaf| !leaf.passing),
            op => op != Op::Not,
        };
        if self.op == Op::And && self.children.iter().any(says) {
            self.children
                .retain(|child| says(child) || child.op == Op::Not);
        }
    }
}

/// A node of those children that ask for something; a single child stands for itself.
pub(crate) fn group(op: Op, children: Vec<Node>) -> Node {
    let mut node = Node {
        op,
        children: Vec::new(),
    };
    for child in children {
        if !child.is_empty() {
            node.children.push(child);
        }
    }
    if node.children.len() > 1 {
        node
    } else {
        node.children.pop().unwrap_or_default()
    }
}

/// What cannot be read by the grammar.
struct Malformed;

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    negated: bool,
    query: Query,
}

/// Whether a sign opens or closes a phrase.
pub fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '”' | '„' | '＂' | '«' | '»' | '「' | '」' | '『' | '』'
    )
}

impl<'t> Parser<'t> {
    fn or(&mut self) -> Result<Node, Malformed> {
        let mut branches = Vec::new();
        loop {
            let node = self.and()?;
            let more = self.chunk() == "OR";
            if more {
                self.at += 2;
            }
            // An operator at the very end is still being typed.
            if node.is_empty()
                && (more || !branches.is_empty())
                && !self.rest().trim_start().is_empty()
            {
                return Err(Malformed);
            }
            branches.push(node);
            self.forget_repeated(&mut branches);
            if !more {
                return Ok(group(Op::Or, branches));
            }
        }
    }

    fn and(&mut self) -> Result<Node, Malformed> {
        let mut nodes: Vec<Node> = Vec::new();
        loop {
            self.at = self.text.len() - self.rest().trim_start().len();
            let chunk = self.chunk();
            if self.rest().is_empty() || self.rest().starts_with(')') || chunk == "OR" {
                return Ok(group(Op::And, nodes));
            }
            if chunk == "AND" {
                self.at += chunk.len();
                continue;
            }
            if chunk == "NOT" {
                self.at += chunk.len();
                self.at = self.text.len() - self.rest().trim_start().len();
                self.not(&mut nodes)?;
                continue;
            }
            match chunk.strip_prefix("NEAR/") {
                Some(digits) => {
                    let words = digits.bytes().try_fold(0u32, |number, digit| {
                        let digit = digit.wrapping_sub(b'0');
                        (digit < 10).then(|| number.saturating_mul(10).saturating_add(digit as u32))
                    });
                    self.at += chunk.len();
                    self.near(words.ok_or(Malformed)?, &mut nodes)?;
                }
                None => self.item(&mut nodes)?,
            }
            self.forget_repeated(&mut nodes);
        }
    }

    /// Takes out the last of many nodes if one before asks for the same: a word six hundred times takes no longer than some
    /// times, as remembered words may have it.
    fn forget_repeated(&mut self, nodes: &mut Vec<Node>) {
        let goes_on = self.rest().trim_start().starts_with("NEAR/");
        let Some((last, before)) = nodes.split_last().filter(|_| !goes_on) else {
            return;
        };
        if before.len() >= MANY && before.iter().any(|other| self.is_same(other, last)) {
            if let Op::Run(first, _) = last.op {
                self.query.terms.truncate(first);
            }
            nodes.pop();
        }
    }

    fn is_same(&self, one: &Node, other: &Node) -> bool {
        let terms = |first: usize, count: usize| self.query.terms.get(first..first + count);
        let is_same = match (one.op, other.op) {
            (Op::Run(a, count), Op::Run(b, length)) => terms(a, count) == terms(b, length),
            (Op::Field(a), Op::Field(b)) => self.query.fields.get(a) == self.query.fields.get(b),
            (a, b) => a == b,
        };
        let mut pairs = one.children.iter().zip(&other.children);
        is_same
            && one.children.len() == other.children.len()
            && pairs.all(|(one, other)| self.is_same(one, other))
    }

    /// Reads what is excluded.
    fn not(&mut self, out: &mut Vec<Node>) -> Result<(), Malformed> {
        if self.rest().is_empty() || self.rest().starts_with(')') {
            return Ok(());
        }
        self.negated = !self.negated;
        let mut inner = Vec::new();
        self.item(&mut inner)?;
        self.negated = !self.negated;
        let node = group(Op::And, inner);
        if !node.is_empty() {
            out.push(Node {
                op: Op::Not,
                children: vec![node],
            });
        }
        Ok(())
    }

    /// Reads what follows `NEAR/`, and joins it to the node before.
    fn near(&mut self, words: u32, nodes: &mut Vec<Node>) -> Result<(), Malformed> {
        let left = nodes.pop().ok_or(Malformed)?;
        self.at = self.text.len() - self.rest().trim_start().len();
        let from = nodes.len();
        if self.rest().is_empty() {
            nodes.push(left);
            return Ok(());
        }
        self.item(nodes)?;
        match (left.op, nodes.get_mut(from)) {
            (Op::Run(..), Some(right)) if matches!(right.op, Op::Run(..)) => {
                let children = vec![left, std::mem::take(right)];
                *right = Node {
                    op: Op::Near(words),
                    children,
                };
                Ok(())
            }
            _ => Err(Malformed),
        }
    }

    /// Reads a parenthesis, a phrase, a field or a chunk of words, which may stand behind a minus sign.
    fn item(&mut self, out: &mut Vec<Node>) -> Result<(), Malformed> {
        if let Some(rest) = self.rest().strip_prefix('-')
            && (rest.starts_with('(')
                || rest.starts_with(is_quote)
                || words(rest).next().is_some_and(|w| w.start == 0))
        {
            self.at += 1;
            return self.not(out);
        }
        let start = self.at;
        let chunk = self.chunk();
        self.at += chunk.len();
        if let Some((field, value)) = Field::named(chunk) {
            let mut end = self.at;
            let value = if value.is_empty() && self.rest().starts_with(is_quote) {
                let start;
                (start, end) = self.quoted();
                slice(self.text, start, end)
            } else {
                value
            };
            // What ends the text is still being typed.
            let value = match end == self.text.len() {
                true => field.begun(value),
                false => value.into(),
            };
            if field.accepts(&value) {
                out.push(Node {
                    op: Op::Field(self.query.fields.len()),
                    children: Vec::new(),
                });
                self.query.fields.push((field, value));
            } else if !self.rest().is_empty() {
                return Err(Malformed);
            }
        } else if !chunk.is_empty() {
            self.words(start, self.at, Kind::Word, out);
        } else if self.rest().starts_with('(') {
            self.at += 1;
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(Malformed);
            }
            out.push(self.or()?);
            self.depth -= 1;
            if self.rest().starts_with(')') {
                self.at += 1;
            }
        } else {
            let (start, end) = self.quoted();
            self.words(start, end, Kind::Exact, out);
        }
        Ok(())
    }

    /// Reads a phrase; gives where its words start and end. A phrase left open ends with the text.
    fn quoted(&mut self) -> (usize, usize) {
        let quote = |rest: &str| rest.chars().next().map_or(0, char::len_utf8);
        self.at += quote(self.rest());
        let start = self.at;
        let end = self
            .rest()
            .find(is_quote)
            .map_or(self.text.len(), |at| start + at);
        self.at = end;
        self.at += quote(self.rest());
        (start, end)
    }

    /// Adds the words of a stretch of the text: those of a phrase as one run, others as a run for each word, and for
    /// words that touch or are joined by a hyphen.
    fn words(&mut self, start: usize, end: usize, kind: Kind, out: &mut Vec<Node>) {
        let stretch = slice(self.text, start, end);
        let (mut next, mut last_end, first) = (0, 0, out.len());
        for (position, word) in tokens(stretch) {
            let glued = kind == Kind::Exact
                || match slice(stretch, last_end, word.start) {
                    "" | "-" | "‐" | "‑" | "&" => true,
                    "/" => word.text.starts_with(|c: char| c.is_ascii_digit()),
                    _ => false,
                };
            if !glued || out.len() == first {
                out.push(Node {
                    op: Op::Run(self.query.terms.len(), 0),
                    children: Vec::new(),
                });
            } else if position > next {
                self.term(GAP.into(), Kind::Exact, true, out);
            }
            next = position + 1;
            last_end = word.end();
            self.term(
                form(&word),
                self.kind(kind, &word, start + last_end, end),
                word.unit,
                out,
            );
        }
    }

    /// Adds a term to the last run.
    fn term(&mut self, form: String, kind: Kind, unit: bool, out: &mut [Node]) {
        if let Some(Node {
            op: Op::Run(_, count),
            ..
        }) = out.last_mut()
        {
            *count += 1;
            self.query.terms.push(Term {
                form,
                kind,
                unit,
                negated: self.negated,
                synonym: false,
                known: false,
            });
        }
    }

    /// How a word that ends at `at` is meant; the stretch it stands in ends at `end`.
    fn kind(&self, kind: Kind, word: &Word, at: usize, end: usize) -> Kind {
        // The full stop of an acronym belongs to the word, and ends it; but `U.` goes on, and so does `42,`.
        let typing = match slice(self.text, at, self.text.len()) {
            "" => !word.text.ends_with('.'),
            "." => word.text.chars().nth(1).is_none(),
            "," => word.text.ends_with(|c: char| c.is_ascii_digit()),
            _ => false,
        };
        match kind {
            _ if word.unit => Kind::Exact,
            Kind::Exact if typing => Kind::Prefix,
            Kind::Word if slice(self.text, at, end) == "*" => Kind::Prefix,
            // What is typed behind a minus sign excludes nothing until it is a word.
            Kind::Word if typing && !self.negated => Kind::Typing,
            kind => kind,
        }
    }

    /// What stands here up to white space, a parenthesis or a quotation mark.
    fn chunk(&self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c));
        slice(rest, 0, end.unwrap_or(rest.len()))
    }

    fn rest(&self) -> &'t str {
        slice(self.text, self.at, self.text.len())
    }
}

fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

impl Field {
    const ALL: [Field; 6] = [
        Field::Speaker,
        Field::Topic,
        Field::Side,
        Field::Kind,
        Field::Event,
        Field::Date,
    ];

    /// Its name in a query, with the colon.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Field::Speaker => "speaker:",
            Field::Topic => "topic:",
            Field::Side => "side:",
            Field::Kind => "kind:",
            Field::Event => "event:",
            Field::Date => "date:",
        }
    }

    /// The field that a chunk names and what follows the colon.
    fn named(chunk: &str) -> Option<(Field, &str)> {
        Field::ALL.iter().find_map(|field| {
            let (written, value) = chunk.split_at_checked(field.name().len())?;
            written
                .eq_ignore_ascii_case(field.name())
                .then_some((*field, value))
        })
    }

    /// A value that is still being typed: its last word as the beginning of one, of a date what is whole.
    fn begun(self, value: &str) -> String {
        match self {
            Field::Date => value.trim_end_matches('-').into(),
            _ => [value, "*"].concat(),
        }
    }

    /// Whether a value says something.
    fn accepts(self, value: &str) -> bool {
        match self {
            Field::Date => days(value).is_some(),
            _ => words(value).next().is_some(),
        }
    }
}

/// A bound of a range of days: year, month and day as far as it goes.
pub(crate) type Bound = [Option<u16>; 3];

/// The bounds of a range of days, of which one may be empty; a single day is both.
pub(crate) fn days(value: &str) -> Option<(Bound, Bound)> {
    match value.split_once("..") {
        Some(("", "")) => None,
        Some((from, to)) => Some((bound(from)?, bound(to)?)),
        None if value.is_empty() => None,
        None => bound(value).map(|bound| (bound, bound)),
    }
}

/// Reads `2022`, `2022-8`, `2022-08-18` or nothing.
fn bound(text: &str) -> Option<Bound> {
    let mut bound = Bound::default();
    if text.is_empty() {
        return Some(bound);
    }
    let mut written = text.split('-');
    for (place, lengths) in bound.iter_mut().zip([4..=4, 1..=2, 1..=2]) {
        let Some(digits) = written.next() else {
            break;
        };
        if !lengths.contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number = digits
            .bytes()
            .fold(0, |n, digit| n * 10 + (digit & 15) as u16);
        // Whoever has typed `2022-0` means no month yet.
        *place = Some(number).filter(|number| *number > 0);
    }
    written.next().is_none().then_some(bound)
}
