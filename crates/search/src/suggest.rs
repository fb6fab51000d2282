//! What a reader may be about to type: names, and phrases that stand in the record.

use crate::index::Index;
use crate::query::{Field, Query, is_quote};
use crate::texts::Texts;
use crate::tokens::form;
use transcript::words::{Word, words};

/// Parts that are looked at for phrases, the best first.
const PARTS: usize = 40;
/// Signs that a reader may type on across.
const SIGNS: [char; 7] = [',', ';', ':', '.', '(', ')', '/'];
/// Words that a phrase goes on for after the word being typed.
const MORE: usize = 2;

/// Something to search for, which finds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What to show: a name, or words as they stand in the record.
    pub label: String,
    /// The query that it stands for.
    pub query: String,
    /// What it narrows by; `None` for a phrase.
    pub field: Option<Field>,
    /// How many parts the query finds; never 0.
    pub parts: u32,
}

impl Index<'_> {
    /// Names of which each word typed begins a word, then phrases that go on from the words typed, those in most parts
    /// first; at most `most` of either. Names are given as field, id and label.
    pub fn suggest(
        &self,
        typed: &str,
        names: &[(Field, &str, &str)],
        texts: &dyn Texts,
        most: usize,
    ) -> Vec<Suggestion> {
        let mut out = Vec::new();
        // What is suggested has quotation marks of its own.
        let typed = &*typed.replace(is_quote, " ");
        let begun: Vec<String> = words(typed).map(|word| form(&word)).collect();
        if begun.is_empty() {
            return out;
        }
        for (field, id, label) in names {
            let forms: Vec<String> = words(label).map(|word| form(&word)).collect();
            let begins = |begun: &String| forms.iter().any(|form| form.starts_with(begun.as_str()));
            if out.len() < most && begun.iter().all(begins) {
                let mut query = String::from(field.name());
                query.push_str(id);
                self.add(&mut out, label, query, Some(*field), texts);
            }
        }
        let mut phrases: Vec<Suggestion> = Vec::new();
        // Small words begin most sentences, and no phrase that is worth a search.
        let says = begun.iter().any(|word| !self.language.is_stop(word));
        let phrases_begun = match says {
            true => self.phrases(typed, begun.len(), texts),
            false => Vec::new(),
        };
        for label in phrases_begun {
            let query = ["\"", &label, "\""].concat();
            self.add(&mut phrases, &label, query, None, texts);
        }
        // In most parts first, then the longer: it says more and finds as much.
        for _ in 0..most {
            let best = phrases
                .iter()
                .enumerate()
                .max_by_key(|(at, phrase)| (phrase.parts, phrase.label.len(), !at));
            let Some((at, _)) = best else { break };
            let best = phrases.remove(at);
            // What it begins with finds no more.
            phrases
                .retain(|other| other.parts > best.parts || !best.label.starts_with(&other.label));
            out.push(best);
        }
        out
    }

    /// Adds what a query stands for, if it finds anything.
    fn add(
        &self,
        out: &mut Vec<Suggestion>,
        label: &str,
        query: String,
        field: Option<Field>,
        texts: &dyn Texts,
    ) {
        let results = self.search(&Query::parse(&query).as_written(), texts);
        let parts = results.map_or(0, |results| results.found.len() as u32);
        if parts > 0 {
            out.push(Suggestion {
                label: label.into(),
                query,
                field,
                parts,
            });
        }
    }

    /// Stretches of the record that begin with the words typed, the last of which may be unfinished, and end with a
    /// word that says something. Of stretches that differ only in case or accents, the first.
    fn phrases(&self, typed: &str, count: usize, texts: &dyn Texts) -> Vec<String> {
        let query = Query::parse(&["\"", typed.trim()].concat()).as_written();
        let mut forms: Vec<Vec<String>> = Vec::new();
        let mut out = Vec::new();
        let Some(results) = self.search(&query, texts) else {
            return out;
        };
        for found in results.found.iter().take(PARTS) {
            for passage in results.passages(found.part, texts) {
                let text = texts.sentence(found.part, passage.sentence);
                for range in passage.ranges {
                    let text = text.get(range.start..).unwrap_or_default();
                    let mut rest: Vec<Word> = words(text).take(count + MORE).collect();
                    let parted = |at: &usize, by: fn(char) -> bool| {
                        let between = text.get(rest[at - 1].end()..rest[*at].start);
                        between.is_none_or(|between| between.contains(by))
                    };
                    // A quotation mark would end the phrase; nobody types on across another sign.
                    let ends_it = if typed.contains(SIGNS) {
                        is_quote
                    } else {
                        is_mark
                    };
                    if (1..count.min(rest.len())).any(|at| parted(&at, ends_it)) {
                        continue;
                    }
                    let ends = (count..rest.len()).find(|at| parted(at, is_mark));
                    rest.truncate(ends.unwrap_or(rest.len()));
                    let phrase: Vec<String> = rest.iter().map(form).collect();
                    for (at, last) in rest.iter().enumerate().skip(count - 1) {
                        let phrase = phrase.get(..at + 1).unwrap_or_default();
                        let stop = phrase.last().is_none_or(|last| self.language.is_stop(last));
                        if !stop && !forms.iter().any(|known| known == phrase) {
                            forms.push(phrase.to_vec());
                            out.extend(text.get(..last.end()).map(String::from));
                        }
                    }
                }
            }
        }
        out
    }
}

/// Whether a sign parts what is said; a hyphen and an apostrophe join.
fn is_mark(sign: char) -> bool {
    !sign.is_whitespace() && !matches!(sign, '-' | '\u{2010}' | '\u{2011}' | '\'' | '\u{2019}')
}
