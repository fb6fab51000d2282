//! Queries: what a reader typed, read by the grammar in `GRAMMAR.md`.

use crate::tokens::{form, tokens};
use transcript::words::Word;

/// Parentheses deeper than this are read literally.
const DEEPEST: usize = 20;

/// A query as read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub(crate) root: Option<Node>,
    /// Whether the query was malformed, so that all of it was read as plain words.
    pub literal: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    /// Words one after the other; a single word is the shortest.
    Sequence(Vec<Term>),
    /// Two sequences with at most so many words from one to the other.
    Near(Vec<Term>, Vec<Term>, u32),
    Field(Field, Value),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) form: String,
    pub(crate) kind: Kind,
    /// Its position in its sequence.
    pub(crate) offset: u32,
    /// Whether it is a unit of a script without spaces; units have no stems.
    pub(crate) unit: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The form itself.
    Exact,
    /// The form, its stem, its synonyms.
    Word,
    /// Every form that begins so.
    Prefix,
    /// The word being typed: as a word and as a prefix.
    Typing,
}

/// What a remark can be filtered by.
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
    /// The day of its event.
    Date,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Folded words, in order.
    Words(Vec<String>),
    /// First and last day, each `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or empty for no bound.
    Days(String, String),
}

impl Query {
    /// Reads what a reader typed. A last word that ends the text is still being typed and is taken as a prefix too.
    pub fn parse(text: &str) -> Query {
        let mut parser = Parser {
            text,
            at: 0,
            depth: 0,
        };
        match parser.or() {
            Ok(root) if parser.at == text.len() => Query {
                root,
                literal: false,
            },
            _ => Query {
                root: conjunction(plain(text, text.len())),
                literal: true,
            },
        }
    }

    /// Whether the query asks for nothing: no words, no fields.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }
}

/// What cannot be read by the grammar.
struct Malformed;

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

/// A sign that opens or closes a phrase.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '＂')
}

impl<'t> Parser<'t> {
    fn or(&mut self) -> Result<Option<Node>, Malformed> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Malformed);
        }
        let mut branches = Vec::new();
        loop {
            match self.and()? {
                Some(node) => branches.push(node),
                // `china OR` is being typed; `OR china` and `china OR )` are malformed.
                None if !branches.is_empty() && self.at == self.text.len() => {}
                None if branches.is_empty() && self.peek() != Some("OR") => {}
                None => return Err(Malformed),
            }
            if self.peek() != Some("OR") {
                break;
            }
            self.chunk();
        }
        self.depth -= 1;
        Ok(if branches.len() > 1 {
            Some(Node::Or(branches))
        } else {
            branches.pop()
        })
    }

    fn and(&mut self) -> Result<Option<Node>, Malformed> {
        let mut nodes: Vec<Node> = Vec::new();
        loop {
            self.skip_space();
            let rest = self.rest();
            if rest.is_empty() || rest.starts_with(')') || self.peek() == Some("OR") {
                return Ok(conjunction(nodes));
            }
            if let Some(words) = self.peek().and_then(|chunk| chunk.strip_prefix("NEAR/")) {
                let words = words.parse().map_err(|_| Malformed)?;
                self.chunk();
                self.skip_space();
                let mut right = Vec::new();
                if !self.rest().starts_with(['-', '(', ')']) {
                    self.primary(&mut right)?;
                }
                if right.is_empty() && self.at == self.text.len() && !nodes.is_empty() {
                    continue; // still being typed
                }
                let rest = right.split_off(right.len().min(1));
                match (nodes.pop(), right.pop()) {
                    (Some(Node::Sequence(a)), Some(Node::Sequence(b))) => {
                        nodes.push(Node::Near(a, b, words))
                    }
                    _ => return Err(Malformed),
                }
                nodes.extend(rest);
                continue;
            }
            let negated = rest
                .strip_prefix('-')
                .and_then(|rest| rest.chars().next())
                .is_some_and(|c| is_quote(c) || c == '(' || c.is_alphanumeric());
            if negated {
                self.at += 1;
                let mut inner = Vec::new();
                self.primary(&mut inner)?;
                if let Some(mut node) = conjunction(inner) {
                    settle(&mut node);
                    nodes.push(Node::Not(Box::new(node)));
                }
            } else {
                self.primary(&mut nodes)?;
            }
        }
    }

    /// Reads a parenthesis, a phrase, a field or a chunk of words.
    fn primary(&mut self, out: &mut Vec<Node>) -> Result<(), Malformed> {
        let rest = self.rest();
        if rest.starts_with('(') {
            self.at += 1;
            let inner = self.or()?;
            // A parenthesis left open is still being typed.
            if self.rest().starts_with(')') {
                self.at += 1;
            } else if self.at < self.text.len() {
                return Err(Malformed);
            }
            out.push(inner.ok_or(Malformed).or_else(|e| {
                if self.at == self.text.len() {
                    Ok(Node::And(vec![]))
                } else {
                    Err(e)
                }
            })?);
            return Ok(());
        }
        if rest.starts_with(is_quote) {
            let (start, end, open) = self.quoted();
            let mut terms = sequence(tokens(&self.text[start..end]), Kind::Exact);
            if open
                && let Some(last) = terms.last_mut()
                && !last.unit
                && ends_in_word(&self.text[start..end])
            {
                last.kind = Kind::Prefix;
            }
            if !terms.is_empty() {
                out.push(Node::Sequence(terms));
            }
            return Ok(());
        }
        let start = self.at;
        let chunk = self.chunk();
        if let Some((name, value)) = chunk.split_once(':')
            && let Some(field) = Field::named(name)
        {
            self.at = start + name.len() + 1;
            let value = if self.rest().starts_with(is_quote) {
                let (start, end, _) = self.quoted();
                &self.text[start..end]
            } else {
                self.at = start + chunk.len();
                value
            };
            match field.value(value) {
                Some(value) => out.push(Node::Field(field, value)),
                None if self.at == self.text.len() && field != Field::Date => {}
                None => return Err(Malformed),
            }
            return Ok(());
        }
        out.extend(plain_at(self.text, start, self.at));
        Ok(())
    }

    /// Reads a phrase; gives where its words start and end, and whether it was left open.
    fn quoted(&mut self) -> (usize, usize, bool) {
        let open = self.rest().chars().next().map_or(0, char::len_utf8);
        let start = self.at + open;
        let close = self.text[start..]
            .char_indices()
            .find(|(_, c)| is_quote(*c));
        let end = close.map_or(self.text.len(), |(at, _)| start + at);
        self.at = close.map_or(end, |(_, c)| end + c.len_utf8());
        (start, end, close.is_none())
    }

    /// Reads up to white space, a parenthesis or a phrase.
    fn chunk(&mut self) -> &'t str {
        self.skip_space();
        let chunk = self.peek().unwrap_or_default();
        self.at += chunk.len();
        chunk
    }

    /// The next chunk, if there is one.
    fn peek(&self) -> Option<&'t str> {
        let rest = self.rest().trim_start();
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c))
            .unwrap_or(rest.len());
        (end > 0).then(|| &rest[..end])
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }
}

impl Field {
    fn named(name: &str) -> Option<Field> {
        const NAMES: [(&str, Field); 6] = [
            ("speaker", Field::Speaker),
            ("topic", Field::Topic),
            ("side", Field::Side),
            ("kind", Field::Kind),
            ("event", Field::Event),
            ("date", Field::Date),
        ];
        NAMES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, field)| *field)
    }

    /// Reads a value; `None` if there is nothing to go by.
    fn value(self, value: &str) -> Option<Value> {
        if self == Field::Date {
            let (from, to) = value.split_once("..").unwrap_or((value, value));
            let days = is_day(from) && is_day(to) && !(from.is_empty() && to.is_empty());
            return days.then(|| Value::Days(from.into(), to.into()));
        }
        let words: Vec<String> = tokens(value)
            .map(|(_, word)| form(&word).into_owned())
            .collect();
        (!words.is_empty()).then_some(Value::Words(words))
    }
}

/// Whether a bound of a range of days is well formed: empty, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
fn is_day(day: &str) -> bool {
    matches!(day.len(), 0 | 4 | 7 | 10)
        && day.bytes().enumerate().all(|(at, b)| {
            if matches!(at, 4 | 7) {
                b == b'-'
            } else {
                b.is_ascii_digit()
            }
        })
}

/// The words of a whole text, each required.
fn plain(text: &str, end: usize) -> Vec<Node> {
    plain_at(text, 0, end)
}

/// The words of a stretch of the query, each required; words that touch or are joined by a hyphen make a sequence.
fn plain_at(text: &str, start: usize, end: usize) -> Vec<Node> {
    let chunk = &text[start..end];
    let mut nodes = Vec::new();
    let mut run: Vec<(u32, Word)> = Vec::new();
    for (position, word) in tokens(chunk) {
        if let Some((_, last)) = run.last() {
            let between = &chunk[last.end()..word.start];
            if !(between.is_empty() || matches!(between, "-" | "‐" | "‑")) {
                nodes.push(Node::Sequence(sequence(run.drain(..), Kind::Word)));
            }
        }
        run.push((position, word));
    }
    if let Some((_, last)) = run.last() {
        let last_end = last.end();
        let unit = last.unit;
        let mut terms = sequence(run.into_iter(), Kind::Word);
        if let Some(term) = terms.last_mut()
            && !unit
        {
            if &chunk[last_end..] == "*" {
                term.kind = Kind::Prefix;
            } else if start + last_end == text.len() {
                term.kind = Kind::Typing;
            }
        }
        nodes.push(Node::Sequence(terms));
    }
    nodes
}

/// The terms of words that follow one another.
fn sequence<'t>(words: impl Iterator<Item = (u32, Word<'t>)>, kind: Kind) -> Vec<Term> {
    let mut first = None;
    words
        .map(|(position, word)| Term {
            form: form(&word).into_owned(),
            kind: if word.unit { Kind::Exact } else { kind },
            offset: position - *first.get_or_insert(position),
            unit: word.unit,
        })
        .collect()
}

fn ends_in_word(text: &str) -> bool {
    tokens(text)
        .last()
        .is_some_and(|(_, word)| word.end() == text.len())
}

fn conjunction(mut nodes: Vec<Node>) -> Option<Node> {
    nodes.retain(|node| *node != Node::And(vec![]));
    if nodes.len() > 1 {
        Some(Node::And(nodes))
    } else {
        nodes.pop()
    }
}

/// Takes words that are being typed as they stand: what is typed behind a minus sign excludes nothing until it is
/// a word.
fn settle(node: &mut Node) {
    match node {
        Node::Sequence(terms) => {
            for term in terms {
                if term.kind == Kind::Typing {
                    term.kind = Kind::Word;
                }
            }
        }
        Node::And(nodes) | Node::Or(nodes) => nodes.iter_mut().for_each(settle),
        Node::Not(node) => settle(node),
        Node::Near(..) | Node::Field(..) => {}
    }
}
