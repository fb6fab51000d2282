//! Terms: the words that find a topic, and matching them against a text.

use std::collections::HashMap;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use crate::words::{self, Word, without_possessive};

/// A term of `topics.toml`: words in sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// At least one.
    words: Vec<TermWord>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct TermWord {
    rule: Rule,
    /// What stands between the word before and this one in the term as written.
    gap: String,
}

/// When a word of a text is a word of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Rule {
    /// `missile`: the stems are equal. Holds the folded word.
    Stem(String),
    /// `=missile`: the folded words are equal.
    Exact(String),
    /// `THAAD`: the words are equal, capitals included, but for full stops.
    Acronym(String),
    /// `missil*`: the folded word begins so.
    Prefix(String),
    /// `THAA*`: the word begins so, capitals included, but for full stops.
    AcronymPrefix(String),
}

/// Why a text is not a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TermProblem {
    /// It has no letter or digit.
    NoWords,
    /// `=` or `*` stands where it means nothing.
    StraySign(char),
}

impl TermProblem {
    /// What is wrong, in a few words.
    pub(super) fn label(self) -> String {
        match self {
            Self::NoWords => "no letter or digit".to_owned(),
            Self::StraySign(sign) => format!("`{sign}` has no meaning where it stands"),
        }
    }

    /// What to do.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::NoWords => "write one word or more, such as `missile defence`",
            Self::StraySign('=') => "`=` stands right before a word: `=missile`",
            Self::StraySign(_) => "`*` stands right after a word: `missil*`",
        }
    }
}

impl Term {
    /// Reads a term as an editor writes it.
    pub(super) fn parse(text: &str) -> Result<Self, TermProblem> {
        let mut words = Vec::new();
        let mut end = 0;
        let mut starred = false;
        for word in words::words(text) {
            let between = &text[end..word.start];
            let (gap, exact) = match between.strip_suffix('=') {
                Some(gap) => (gap, true),
                None => (between, false),
            };
            let gap = if starred { &gap[1..] } else { gap };
            check_gap(gap)?;
            if gap.is_empty() && end > 0 && (exact || starred) {
                return Err(TermProblem::StraySign(if starred { '*' } else { '=' }));
            }
            end = word.end();
            starred = text[end..].starts_with('*');
            words.push(TermWord {
                rule: Rule::of(&word, exact, starred),
                gap: gap.to_owned(),
            });
        }
        check_gap(&text[end + usize::from(starred)..])?;
        if words.is_empty() {
            Err(TermProblem::NoWords)
        } else {
            Ok(Self { words })
        }
    }
}

/// Refuses `=` and `*` in what stands between words.
fn check_gap(gap: &str) -> Result<(), TermProblem> {
    gap.chars()
        .find(|c| matches!(c, '=' | '*'))
        .map_or(Ok(()), |sign| Err(TermProblem::StraySign(sign)))
}

impl Rule {
    fn of(word: &Word<'_>, exact: bool, starred: bool) -> Self {
        let bare = word.bare();
        let acronym = !exact && bare.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let bare = without_possessive(&bare).to_owned();
        let folded = word.fold().into_owned();
        match (acronym, starred) {
            (true, true) => Self::AcronymPrefix(bare),
            (true, false) => Self::Acronym(bare),
            (false, true) => Self::Prefix(folded),
            (false, false) if exact => Self::Exact(folded),
            (false, false) => Self::Stem(folded),
        }
    }
}

/// A stemmer for one language; stems are those of folded words.
pub(super) struct Stems {
    stemmer: Option<Stemmer>,
    known: HashMap<String, String>,
}

impl Stems {
    /// For a BCP 47 tag. Where the language has no stemmer, a word is its own stem.
    pub(super) fn new(language: &str) -> Self {
        let algorithm = match language
            .split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
            .as_str()
        {
            "ar" => Some(Algorithm::Arabic),
            "da" => Some(Algorithm::Danish),
            "de" => Some(Algorithm::German),
            "el" => Some(Algorithm::Greek),
            "en" => Some(Algorithm::English),
            "es" => Some(Algorithm::Spanish),
            "fi" => Some(Algorithm::Finnish),
            "fr" => Some(Algorithm::French),
            "hu" => Some(Algorithm::Hungarian),
            "it" => Some(Algorithm::Italian),
            "nb" | "nn" | "no" => Some(Algorithm::Norwegian),
            "nl" => Some(Algorithm::Dutch),
            "pt" => Some(Algorithm::Portuguese),
            "ro" => Some(Algorithm::Romanian),
            "ru" => Some(Algorithm::Russian),
            "sv" => Some(Algorithm::Swedish),
            "ta" => Some(Algorithm::Tamil),
            "tr" => Some(Algorithm::Turkish),
            _ => None,
        };
        Self {
            stemmer: algorithm.map(Stemmer::create),
            known: HashMap::new(),
        }
    }

    fn stem(&mut self, folded: &str) -> String {
        let word = without_possessive(folded);
        let Some(stemmer) = &self.stemmer else {
            return word.to_owned();
        };
        if let Some(stem) = self.known.get(word) {
            return stem.clone();
        }
        let stem = stemmer.stem(word).into_owned();
        self.known.insert(word.to_owned(), stem.clone());
        stem
    }
}

/// A word of a text in every form that a rule may ask for.
struct Forms<'t> {
    word: Word<'t>,
    folded: String,
    stem: String,
    bare: String,
}

impl<'t> Forms<'t> {
    fn of(word: Word<'t>, stems: &mut Stems) -> Self {
        let folded = word.fold();
        let folded = without_possessive(&folded).to_owned();
        let bare = word.bare();
        Self {
            stem: stems.stem(&folded),
            bare: without_possessive(&bare).to_owned(),
            folded,
            word,
        }
    }
}

/// Where a term occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<K> {
    /// The term's key.
    pub(super) key: K,
    /// Bytes of the text.
    pub(super) range: Range<usize>,
}

/// Terms by their first word, so that a text is read once whatever their number.
pub(super) struct TermIndex<K> {
    stems: Stems,
    terms: Vec<(K, Term)>,
    by_stem: HashMap<String, Vec<usize>>,
    by_folded: HashMap<String, Vec<usize>>,
    by_bare: HashMap<String, Vec<usize>>,
    by_folded_prefix: HashMap<String, Vec<usize>>,
    by_bare_prefix: HashMap<String, Vec<usize>>,
}

impl<K: Copy> TermIndex<K> {
    /// An index of `terms` for text in `language` (BCP 47), each with a key of the caller's.
    pub(super) fn new(language: &str, terms: impl IntoIterator<Item = (K, Term)>) -> Self {
        let mut index = Self {
            stems: Stems::new(language),
            terms: Vec::new(),
            by_stem: HashMap::new(),
            by_folded: HashMap::new(),
            by_bare: HashMap::new(),
            by_folded_prefix: HashMap::new(),
            by_bare_prefix: HashMap::new(),
        };
        for (key, mut term) in terms {
            for word in &mut term.words {
                if let Rule::Stem(word) = &mut word.rule {
                    *word = index.stems.stem(word);
                }
            }
            let (map, word) = match &term.words[0].rule {
                Rule::Stem(word) => (&mut index.by_stem, word),
                Rule::Exact(word) => (&mut index.by_folded, word),
                Rule::Acronym(word) => (&mut index.by_bare, word),
                Rule::Prefix(word) => (&mut index.by_folded_prefix, word),
                Rule::AcronymPrefix(word) => (&mut index.by_bare_prefix, word),
            };
            map.entry(word.clone()).or_default().push(index.terms.len());
            index.terms.push((key, term));
        }
        index
    }

    /// Every occurrence of every term in `text`, ordered by where it starts. Costs one look-up a word and form.
    pub(super) fn find(&mut self, text: &str) -> Vec<Found<K>> {
        let words: Vec<Forms<'_>> = words::words(text)
            .map(|word| Forms::of(word, &mut self.stems))
            .collect();
        let mut found = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let mut candidates: Vec<usize> = Vec::new();
            for (map, form) in [
                (&self.by_stem, &word.stem),
                (&self.by_folded, &word.folded),
                (&self.by_bare, &word.bare),
            ] {
                candidates.extend(map.get(form).into_iter().flatten());
            }
            for (map, form) in [
                (&self.by_folded_prefix, &word.folded),
                (&self.by_bare_prefix, &word.bare),
            ] {
                if !map.is_empty() {
                    for prefix in prefixes(form) {
                        candidates.extend(map.get(prefix).into_iter().flatten());
                    }
                }
            }
            candidates.sort_unstable();
            for candidate in candidates {
                let (key, term) = &self.terms[candidate];
                if let Some(end) = term.match_at(text, &words[at..]) {
                    found.push(Found {
                        key: *key,
                        range: word.word.start..end,
                    });
                }
            }
        }
        found
    }
}

/// Every beginning of `text`, itself included.
fn prefixes(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices()
        .map(|(at, c)| &text[..at + c.len_utf8()])
}

impl Term {
    /// Where the term ends if it begins with the first of `words`.
    fn match_at(&self, text: &str, words: &[Forms<'_>]) -> Option<usize> {
        let mut end = None;
        for (at, wanted) in self.words.iter().enumerate() {
            let word = words.get(at)?;
            let matches = match &wanted.rule {
                Rule::Stem(stem) => word.stem == *stem,
                Rule::Exact(folded) => word.folded == *folded,
                Rule::Acronym(bare) => word.bare == *bare,
                Rule::Prefix(prefix) => word.folded.starts_with(prefix.as_str()),
                Rule::AcronymPrefix(prefix) => word.bare.starts_with(prefix.as_str()),
            };
            if !matches
                || end.is_some_and(|end| !same_gap(&wanted.gap, &text[end..word.word.start]))
            {
                return None;
            }
            end = Some(word.word.end());
        }
        end
    }
}

/// Whether two words with `gap` between them in a text stand in sequence, a term having `wanted` between them: white
/// space and hyphens are alike; anything else must be as written, and so must its absence.
fn same_gap(wanted: &str, gap: &str) -> bool {
    let loose = |gap: &str| {
        !gap.is_empty()
            && gap
                .chars()
                .all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑'))
    };
    wanted == gap || (loose(wanted) && loose(gap))
}
