//! Building an index; native only.

use crate::bytes::push_number;
use crate::dictionary::push_dictionary;
use crate::foldings::Foldings;
use crate::index::{HEADER, SECTIONS, VERSION, checksum};
use crate::language::{self, Language};
use crate::plan::beginning;
use crate::tokens::{CAPITALS, GAP, Positions, form, tokens};
use std::collections::{BTreeMap, BTreeSet};
use transcript::model::Event;
use transcript::words::{Word, fold, words};

/// What an index is built by, beside the text.
#[derive(Clone, Default)]
pub struct Options {
    /// Groups of words and phrases that mean the same in this text: `["ROK", "South Korea"]`. Asking for one, outside
    /// quotation marks, finds the others.
    pub synonyms: Vec<Vec<String>>,
}

/// The index of an event's whole record: introduction, remarks and afterword, stemmed in the event's language, with its
/// synonyms. The same event gives the same bytes.
pub fn build(event: &Event) -> Vec<u8> {
    let options = Options {
        synonyms: event.synonyms.clone(),
    };
    let parts = event.parts.iter().map(|part| {
        let text = &part.text;
        text.sentences.iter().map(|s| {
            text.plain
                .get(s.range.start as usize..s.range.end as usize)
                .unwrap_or_default()
        })
    });
    build_texts(parts, language::of(&event.language), &options)
}

/// The index of any text: parts of sentences. Holds up to 2^32 words and 4 GiB.
pub fn build_texts<'t>(
    parts: impl Iterator<Item = impl Iterator<Item = &'t str>>,
    language: Language,
    options: &Options,
) -> Vec<u8> {
    let mut forms: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut spellings = BTreeSet::new();
    let mut acronyms = Acronyms::listed(options);
    let (mut table, mut sentences) = (Vec::new(), Vec::new());
    let mut start = 0;
    let mut count = 0u32;
    let push_part = |table: &mut Vec<u8>, start: u32, sentences: &[u8]| {
        table.extend_from_slice(&start.to_le_bytes());
        table.extend_from_slice(&(sentences.len() as u32).to_le_bytes());
    };
    for part in parts {
        push_part(&mut table, start, &sentences);
        count += 1;
        let mut positions = Positions::default();
        // Where each sentence starts: at its first word, or where the sentence before ended if it has none.
        let mut starts = Vec::new();
        for sentence in part {
            let mut first = None;
            for word in words(sentence) {
                let next = positions.next();
                let position = positions.place(&word);
                if position > next {
                    forms.entry(GAP.into()).or_default().push(start + next);
                }
                first.get_or_insert(position);
                let form = form(&word);
                let core = (language.core)(&form);
                // A word that another is elided before is found with it and without.
                if core != form {
                    forms.entry(core.into()).or_default().push(start + position);
                }
                spellings.insert((word.bare().to_lowercase(), core.to_owned()));
                acronyms.note(&word, &form, start + position);
                forms.entry(form).or_default().push(start + position);
            }
            starts.push(first.unwrap_or(positions.next()));
        }
        starts.push(positions.next());
        starts
            .windows(2)
            .for_each(|pair| push_number(&mut sentences, pair[1] - pair[0]));
        start += positions.next();
    }
    push_part(&mut table, start, &sentences);

    acronyms.retain_ambiguous();
    forms.extend(acronyms.forms());
    let (forms, foldings) = fold_further(forms);
    let [blocks, heads, counts, suffixes, postings] = push_dictionary(
        forms
            .iter()
            .map(|(form, positions)| (form.as_str(), positions.as_slice())),
    );
    let rules = [
        foldings.rules(),
        irregular(forms.keys(), language),
        related(&spellings, language, &foldings),
        synonyms(options, &acronyms, &foldings),
    ]
    .concat();
    let mut rules: Vec<&str> = rules.split_inclusive('\n').collect();
    rules.sort_unstable();
    let sections: [Vec<u8>; SECTIONS] = [
        table,
        sentences,
        blocks,
        heads,
        counts,
        suffixes,
        postings,
        rules.concat().into_bytes(),
    ];

    let length = HEADER + sections.iter().map(Vec::len).sum::<usize>();
    let mut bytes = vec![b'C', b'L', b'Q', VERSION];
    for value in [length as u32, 0, count, start, forms.len() as u32] {
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    let mut offset = HEADER as u32;
    for section in &sections[..SECTIONS - 1] {
        offset += section.len() as u32;
        bytes.extend_from_slice(&offset.to_le_bytes());
    }
    sections
        .iter()
        .for_each(|section| bytes.extend_from_slice(section));
    let sum = checksum(&bytes[12..]);
    bytes[8..12].copy_from_slice(&sum.to_le_bytes());
    bytes
}

/// Folds forms by the rules this text needs beyond those that every reader has.
fn fold_further(forms: BTreeMap<String, Vec<u32>>) -> (BTreeMap<String, Vec<u32>>, Foldings) {
    let foldings = Foldings::of(forms.keys());
    let mut folded: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (form, mut positions) in forms {
        folded
            .entry(foldings.apply(&form))
            .or_default()
            .append(&mut positions);
    }
    folded
        .values_mut()
        .for_each(|positions| positions.sort_unstable());
    (folded, foldings)
}

/// The forms that a search for their stem would not come across; those with something elided are found without it.
fn irregular<'f>(forms: impl Iterator<Item = &'f String>, language: Language) -> String {
    let mut rules = String::new();
    for form in forms.filter(|form| (language.core)(form) == *form) {
        let stem = (language.stem)(form);
        if !form.starts_with(beginning(&stem)) {
            rules += &format!("~{stem} {form}\n");
        }
    }
    rules
}

/// The forms of words that have a stem in common as they are written, in small letters, and not when folded: stemmers
/// know many endings by their accents, as in `gazdaságról`. Each form is listed under the stems of the others.
fn related(
    spellings: &BTreeSet<(String, String)>,
    language: Language,
    foldings: &Foldings,
) -> String {
    let mut groups: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for (written, form) in spellings {
        let form = foldings.apply(form);
        let stem = (language.stem)(&form).into_owned();
        let common = fold(&(language.stem)(written)).into_owned();
        groups.entry(common).or_default().insert((stem, form));
    }
    let mut rules = BTreeSet::new();
    for group in groups.values() {
        for (stem, _) in group {
            let others = group.iter().filter(|(other, _)| other != stem);
            rules.extend(others.map(|(_, form)| format!("~{stem} {form}\n")));
        }
    }
    rules.into_iter().collect()
}

/// The acronyms among the synonyms, by form: where each stands in capitals, and whether in small letters too.
struct Acronyms(BTreeMap<String, (Vec<u32>, bool)>);

impl Acronyms {
    fn listed(options: &Options) -> Self {
        let phrases = options.synonyms.iter().flatten();
        let listed = phrases.flat_map(|phrase| words(phrase)).filter(is_acronym);
        Self(
            listed
                .map(|word| (form(&word), Default::default()))
                .collect(),
        )
    }

    fn note(&mut self, word: &Word, form: &str, position: u32) {
        if let Some((positions, small)) = self.0.get_mut(form) {
            match is_acronym(word) {
                true => positions.push(position),
                false => *small = true,
            }
        }
    }

    /// Leaves out those that stand in capitals alone, or not at all.
    fn retain_ambiguous(&mut self) {
        self.0.retain(|_, (_, small)| *small);
    }

    fn forms(&self) -> impl Iterator<Item = (String, Vec<u32>)> {
        let forms = self.0.iter();
        forms.map(|(form, (positions, _))| (format!("{form}{CAPITALS}"), positions.clone()))
    }
}

/// Whether a word is written in capitals: `US`, `U.S.`, but not `I`.
fn is_acronym(word: &Word) -> bool {
    let mut letters = word.text.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.all(char::is_uppercase)
}

fn synonyms(options: &Options, acronyms: &Acronyms, foldings: &Foldings) -> String {
    let mut rules = String::new();
    for group in &options.synonyms {
        for phrase in group {
            let mut forms = Vec::new();
            for (position, word) in tokens(phrase) {
                // Of a gap between units, an empty form.
                forms.resize(position as usize, String::new());
                let mut form = form(&word);
                if is_acronym(&word) && acronyms.0.contains_key(&form) {
                    form.push(CAPITALS);
                }
                forms.push(foldings.apply(&form));
            }
            rules += &format!("={}", forms.join(" "));
        }
        rules.push('\n');
    }
    rules
}
