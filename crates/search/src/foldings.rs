//! Which characters an index must fold itself; native only.
//!
//! [`fold`] knows the characters people type. The rest of Unicode's compatibility decomposition is worked out here, and
//! the index carries what of it can matter: characters of the text, and characters that decompose into those of the
//! text, unless into Latin letters and digits only (`㎏`, `Ⅳ`), which nobody types for them.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use transcript::words::{fold, words};
use unicode_normalization::UnicodeNormalization;

/// Characters and what they fold to.
pub(crate) struct Foldings(BTreeMap<char, String>);

impl Foldings {
    /// The foldings for a text with these forms.
    pub(crate) fn of<'f>(forms: impl Iterator<Item = &'f String>) -> Foldings {
        let mut present = vec![false; 0x30000];
        for c in forms.flat_map(|form| form.chars()) {
            if let Some(present) = present.get_mut(c as usize) {
                *present = true;
            }
        }
        let mut foldings = BTreeMap::new();
        for (c, folded) in all() {
            let reachable = folded
                .chars()
                .all(|c| present.get(c as usize) == Some(&true));
            if present[*c as usize] || (reachable && !folded.is_ascii()) {
                foldings.insert(*c, folded.clone());
            }
        }
        Foldings(foldings)
    }

    /// A folded form, folded further.
    pub(crate) fn apply(&self, form: &str) -> String {
        let mut out = String::new();
        for c in form.chars() {
            match self.0.get(&c) {
                Some(folded) => out.push_str(folded),
                None => out.push(c),
            }
        }
        out
    }

    /// The foldings as rules of an index.
    pub(crate) fn rules(&self) -> String {
        self.0
            .iter()
            .map(|(c, folded)| format!("/{c}{folded}\n"))
            .collect()
    }
}

/// Every character that folds further than [`fold`] takes it.
fn all() -> &'static [(char, String)] {
    static ALL: OnceLock<Vec<(char, String)>> = OnceLock::new();
    ALL.get_or_init(|| {
        (0x80..0x30000u32)
            .filter_map(char::from_u32)
            .filter_map(|c| Some((c, decomposed(c)?)))
            .collect()
    })
}

/// What a character folds to that [`fold`] leaves as it is, if that is something else.
fn decomposed(c: char) -> Option<String> {
    let written = c.to_string();
    if fold(&written) != written {
        return None;
    }
    let lower: String = written.nfkd().flat_map(char::to_lowercase).nfkd().collect();
    let folded = fold(&lower).into_owned();
    let is_word = words(&folded)
        .next()
        .is_some_and(|word| word.text == folded);
    (folded != written && is_word).then_some(folded)
}
