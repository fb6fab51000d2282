//! Terms: the words that find a topic, and matching them against a text.

use std::collections::HashMap;
use std::ops::Range;

use rust_stemmers::{Algorithm, Stemmer};

use crate::stems::{for_stemmer, without_elision};
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
    /// `missile`: a stem is equal. Holds the word's [spellings]; in an index, their stems.
    Stem([String; 2]),
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
    /// A sign such as `§` stands before or after all words, where it would not be looked for.
    EdgeSign(char),
}

impl TermProblem {
    /// What is wrong, in a few words.
    pub(super) fn label(self) -> String {
        match self {
            Self::NoWords => "no letter or digit".to_owned(),
            Self::StraySign(sign) => format!("`{sign}` has no meaning where it stands"),
            Self::EdgeSign(sign) => format!("`{sign}` at either end is not looked for"),
        }
    }

    /// What to do.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::NoWords => "write one word or more, such as `missile defence`",
            Self::StraySign('=') => "`=` stands right before a word: `=missile`",
            Self::StraySign(_) => "`*` stands right after a word: `missil*`",
            Self::EdgeSign(_) => {
                "leave the sign out, and add words beside it that tell what is meant: not `§ 218` but `Paragraph 218`, not `$` but `dollars`"
            }
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
            if end == 0 {
                check_edge(gap)?;
            }
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
        if words.is_empty() {
            return Err(TermProblem::NoWords);
        }
        let last = &text[end + usize::from(starred)..];
        check_gap(last)?;
        check_edge(last)?;
        Ok(Self { words })
    }
}

/// Refuses `=` and `*` in what stands between words.
fn check_gap(gap: &str) -> Result<(), TermProblem> {
    gap.chars()
        .find(|c| matches!(c, '=' | '*'))
        .map_or(Ok(()), |sign| Err(TermProblem::StraySign(sign)))
}

/// Refuses what means something but is no word; quotation marks and the like are of no account.
fn check_edge(gap: &str) -> Result<(), TermProblem> {
    gap.chars()
        .find(|c| "§¶$€£¥₩%‰+#&@/^~<>|°".contains(*c))
        .map_or(Ok(()), |sign| Err(TermProblem::EdgeSign(sign)))
}

impl Rule {
    fn of(word: &Word<'_>, exact: bool, starred: bool) -> Self {
        let bare = word.bare();
        let acronym = !exact && bare.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let (bare, folded) = (bare.into_owned(), word.fold().into_owned());
        match (acronym, starred) {
            (true, true) => Self::AcronymPrefix(bare),
            (true, false) => Self::Acronym(bare),
            (false, true) => Self::Prefix(folded),
            (false, false) if exact => Self::Exact(folded),
            (false, false) => Self::Stem(spellings(word)),
        }
    }

    /// Gives the rule the forms that words of a text in a language are compared by.
    fn prepare(&mut self, stems: &mut Stems) {
        match self {
            Self::Stem(spellings) => *spellings = spellings.each_ref().map(|word| stems.stem(word)),
            Self::Exact(word)
            | Self::Acronym(word)
            | Self::Prefix(word)
            | Self::AcronymPrefix(word) => *word = stems.core(word),
        }
    }
}

/// A word folded, and in small letters as it is written: stemmers know many endings by their accents, which may be
/// missing on either side.
fn spellings(word: &Word<'_>) -> [String; 2] {
    [word.fold().into_owned(), word.bare().to_lowercase()]
}

/// A stemmer for one language; stems are folded.
pub(super) struct Stems {
    language: String,
    stemmer: Option<Stemmer>,
    known: HashMap<String, String>,
}

impl Stems {
    /// For a BCP 47 tag. Where the language has no stemmer, a word is its own stem.
    pub(super) fn new(language: &str) -> Self {
        let primary = language.split('-').next().unwrap_or_default();
        let language = primary.to_ascii_lowercase();
        let algorithm = match language.as_str() {
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
            language,
            stemmer: algorithm.map(Stemmer::create),
            known: HashMap::new(),
        }
    }

    /// A word without a possessive and without what is elided before it.
    fn core(&self, word: &str) -> String {
        without_elision(&self.language, without_possessive(word)).to_owned()
    }

    /// The stem of a [spelling](spellings).
    fn stem(&mut self, word: &str) -> String {
        let word = without_possessive(word);
        let Some(stemmer) = &self.stemmer else {
            return words::fold(word).into_owned();
        };
        if let Some(stem) = self.known.get(word) {
            return stem.clone();
        }
        let stem = stemmer
            .stem(&for_stemmer(&self.language, word))
            .into_owned();
        let stem = words::fold(&stem).into_owned();
        self.known.insert(word.to_owned(), stem.clone());
        stem
    }
}

/// A word of a text in every form that a rule may ask for.
struct Forms<'t> {
    word: Word<'t>,
    folded: String,
    stems: [String; 2],
    bare: String,
}

impl<'t> Forms<'t> {
    fn of(word: Word<'t>, stems: &mut Stems) -> Self {
        Self {
            folded: stems.core(&word.fold()),
            stems: spellings(&word).map(|spelling| stems.stem(&spelling)),
            bare: stems.core(&word.bare()),
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
    /// Bytes of the longest beginning of a word.
    longest_prefix: usize,
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
            longest_prefix: 0,
        };
        for (key, mut term) in terms {
            for word in &mut term.words {
                word.rule.prepare(&mut index.stems);
            }
            let (map, word) = match &term.words[0].rule {
                Rule::Stem([stem, other]) => {
                    index
                        .by_stem
                        .entry(other.clone())
                        .or_default()
                        .push(index.terms.len());
                    (&mut index.by_stem, stem)
                }
                Rule::Exact(word) => (&mut index.by_folded, word),
                Rule::Acronym(word) => (&mut index.by_bare, word),
                Rule::Prefix(word) => (&mut index.by_folded_prefix, word),
                Rule::AcronymPrefix(word) => (&mut index.by_bare_prefix, word),
            };
            if let Rule::Prefix(word) | Rule::AcronymPrefix(word) = &term.words[0].rule {
                index.longest_prefix = index.longest_prefix.max(word.len());
            }
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
                (&self.by_stem, &word.stems[0]),
                (&self.by_stem, &word.stems[1]),
                (&self.by_folded, &word.folded),
                (&self.by_bare, &word.bare),
            ] {
                candidates.extend(map.get(form).into_iter().flatten());
            }
            for (map, form) in [
                (&self.by_folded_prefix, &word.folded),
                (&self.by_bare_prefix, &word.bare),
            ] {
                for prefix in
                    prefixes(form).take_while(|prefix| prefix.len() <= self.longest_prefix)
                {
                    candidates.extend(map.get(prefix).into_iter().flatten());
                }
            }
            candidates.sort_unstable();
            candidates.dedup();
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
                Rule::Stem(stems) => stems.iter().any(|stem| word.stems.contains(stem)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found_in<'t>(language: &str, term: &str, text: &'t str) -> Vec<&'t str> {
        let term = Term::parse(term).expect("a term");
        let mut index = TermIndex::new(language, [((), term)]);
        index
            .find(text)
            .into_iter()
            .map(|found| &text[found.range])
            .collect()
    }

    fn found<'t>(term: &str, text: &'t str) -> Vec<&'t str> {
        found_in("en", term, text)
    }

    #[test]
    fn a_word_finds_every_word_of_its_stem() {
        assert_eq!(
            found("missile", "Missiles, a missile’s range, missilery"),
            ["Missiles", "missile’s"]
        );
        assert_eq!(
            found("cooperate", "cooperation cooperating Cooperative"),
            ["cooperation", "cooperating", "Cooperative"]
        );
        assert_eq!(found("résumé", "resume"), ["resume"]);
    }

    #[test]
    fn an_equals_sign_asks_for_the_word_as_written_but_for_case() {
        assert_eq!(
            found("=missile", "Missile missiles MISSILE’S"),
            ["Missile", "MISSILE’S"]
        );
    }

    #[test]
    fn a_possessive_of_a_term_does_not_matter_either() {
        let text = "China’s, China, Chinas";
        assert_eq!(found("=China's", text), ["China’s", "China"]);
        assert_eq!(found("China’s*", text), ["China’s", "China", "Chinas"]);
        assert_eq!(found("US’s", "the US, U.S.’s"), ["US", "U.S.’s"]);
    }

    #[test]
    fn two_capitals_ask_for_the_same_capitals_whatever_the_full_stops() {
        for term in ["US", "U.S.", "U.S"] {
            assert_eq!(
                found(term, "the US, us, U.S. and Us: US’s"),
                ["US", "U.S.", "US’s"],
                "{term}"
            );
        }
        assert_eq!(found("THAAD", "Thaad THAAD thaad"), ["THAAD"]);
        assert_eq!(found("US", "ROK-U.S. ties, US-led"), ["U.S.", "US"]);
    }

    #[test]
    fn one_capital_is_an_ordinary_word() {
        assert_eq!(
            found("China", "china China’s CHINA"),
            ["china", "China’s", "CHINA"]
        );
    }

    #[test]
    fn a_star_asks_for_every_word_that_begins_so() {
        assert_eq!(
            found("missil*", "missile Missilery miss"),
            ["missile", "Missilery"]
        );
        assert_eq!(found("NATO*", "NATOs nato"), ["NATOs"]);
    }

    #[test]
    fn a_phrase_stands_in_sequence_and_hyphens_do_not_matter() {
        assert_eq!(
            found(
                "supply chain",
                "supply chains, supply-chain, Supply\u{a0}chain"
            ),
            ["supply chains", "supply-chain", "Supply\u{a0}chain"]
        );
        assert_eq!(found("supply-chain", "supply chain"), ["supply chain"]);
        assert_eq!(
            found(
                "supply chain",
                "supply, chain; supply of chains; supply. Chain"
            ),
            [""; 0]
        );
        assert_eq!(found("US missil*", "the U.S. missiles"), ["U.S. missiles"]);
        assert_eq!(
            found("=supply chain", "supplies chain, supply chains"),
            ["supply chains"]
        );
    }

    #[test]
    fn other_signs_in_a_phrase_stand_as_written() {
        assert_eq!(found("2+2", "the “2+2” dialogue of 2 2 and 2-2"), ["2+2"]);
        assert_eq!(found("AT&T", "AT&T, AT T"), ["AT&T"]);
    }

    #[test]
    fn scripts_without_spaces_find_any_stretch() {
        assert_eq!(found_in("ko", "중국", "중국은 한중 관계"), ["중국"]);
        assert_eq!(
            found_in("zh", "中韩关系", "中韩关系很好，中韩 关系"),
            ["中韩关系"]
        );
    }

    #[test]
    fn a_language_without_a_stemmer_finds_the_word_itself() {
        assert_eq!(found_in("ko", "missile", "Missile missiles"), ["Missile"]);
    }

    #[test]
    fn stems_are_those_of_the_language_with_its_accents_and_elisions() {
        for (language, term, text) in [
            ("fr", "économie", "de l’économie, d’économies"),
            ("fr", "Union", "l’Union, unions"),
            ("fr", "ONU", "l’ONU, ONU"),
            ("fr", "=aujourd'hui", "aujourd’hui, d’aujourd’hui"),
            ("fr", "écono*", "l’économie, Économiste"),
            ("it", "economia", "dell’economia"),
            ("ru", "российский", "российской, Российская"),
            ("de", "Rakete", "Raketen"),
            ("nb", "avtale", "avtaler"),
            ("hu", "gazdaság", "gazdaságról"),
            ("tr", "ortaklık", "ortaklığın"),
            ("fr", "développé", "développée, developpe"),
        ] {
            let words = words::words(text).filter(|word| word.text != "de");
            let words: Vec<&str> = words.map(|word| word.text).collect();
            assert_eq!(found_in(language, term, text), words, "{language}: {term}");
        }
    }

    #[test]
    fn what_is_not_a_term() {
        for (text, sign) in [
            ("pea*ce", '*'),
            ("peace =", '='),
            ("a=b", '='),
            ("* peace", '*'),
            ("==a", '='),
        ] {
            assert_eq!(
                Term::parse(text),
                Err(TermProblem::StraySign(sign)),
                "{text}"
            );
        }
        for (text, sign) in [("§ 218", '§'), ("C++", '+'), ("100 %", '%'), ("$100", '$')] {
            let problem = Err(TermProblem::EdgeSign(sign));
            assert_eq!(Term::parse(text), problem, "{text}");
        }
        assert!(Term::parse("“R&D” (Ltd.)").is_ok());
        assert_eq!(Term::parse(" — "), Err(TermProblem::NoWords));
        assert_eq!(Term::parse(""), Err(TermProblem::NoWords));
    }

    proptest! {
        /// The index finds what trying every term at every word finds.
        #[test]
        fn the_index_finds_what_every_term_tried_everywhere_finds(
            terms in prop::collection::vec("(=?(a|b|ab|AB|A.B.|abs|한|-)\\*?[ -]?){1,3}", 1..6),
            text in "((a|b|ab|AB|A.B.|abs|a’s|한국|,)[ -]?){0,12}",
        ) {
            let terms: Vec<Term> = terms.iter().filter_map(|term| Term::parse(term).ok()).collect();
            let mut all = TermIndex::new("en", terms.iter().cloned().enumerate());
            let mut together: Vec<_> = all.find(&text).into_iter().map(|f| (f.key, f.range.start, f.range.end)).collect();
            together.sort();
            let mut one_by_one = Vec::new();
            for (key, term) in terms.iter().enumerate() {
                let mut stems = Stems::new("en");
                let mut term = term.clone();
                for word in &mut term.words {
                    word.rule.prepare(&mut stems);
                }
                let words: Vec<_> = words::words(&text).map(|word| Forms::of(word, &mut stems)).collect();
                for at in 0..words.len() {
                    if let Some(end) = term.match_at(&text, &words[at..]) {
                        one_by_one.push((key, words[at].word.start, end));
                    }
                }
            }
            one_by_one.sort();
            prop_assert_eq!(together, one_by_one);
        }

        #[test]
        fn any_text_is_a_term_or_not(text in ".{0,40}") {
            let _ = Term::parse(&text);
        }
    }
}
