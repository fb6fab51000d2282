//! The search engine as a page of its own can call it: the explorer links it in instead.

use search::{Field, Index, Query, Texts, language};
use wasm_bindgen::prelude::wasm_bindgen;

/// The bytes of an index and the text it was made of, as the explorer has them: in the module's memory.
#[wasm_bindgen]
pub struct Record {
    index: Vec<u8>,
    text: Text,
}

#[wasm_bindgen]
impl Record {
    /// Takes the bytes in, the text as UTF-8: `sentences` says where each sentence of `text` starts, in bytes, and where the last ends;
    /// `parts` how many sentences come before each part, and how many there are.
    #[wasm_bindgen(constructor)]
    pub fn new(index: Vec<u8>, text: Vec<u8>, sentences: Vec<u32>, parts: Vec<u32>) -> Record {
        let text = Text {
            text: String::from_utf8(text).unwrap_or_default(),
            sentences,
            parts,
        };
        Record { index, text }
    }

    /// Opens the index, searches it and works out what to show of the best `most` parts. Gives for each part its number,
    /// how many highlights it has, and for each of these its sentence and the bytes of the sentence it begins and ends
    /// at. Nothing is kept from one search to the next. Gives nothing where the bytes are no index.
    pub fn search(&self, query: &str, most: usize) -> Vec<u32> {
        let mut out = Vec::new();
        let Ok(index) = Index::open(&self.index, language::ENGLISH) else {
            return out;
        };
        let Some(results) = index.search(&Query::parse(query), &self.text) else {
            return out;
        };
        for found in results.found.iter().take(most) {
            out.push(found.part);
            let count = out.len();
            out.push(0);
            for passage in results.passages(found.part, &self.text) {
                for range in &passage.ranges {
                    out.extend([passage.sentence, range.start as u32, range.end as u32]);
                    out[count] += 1;
                }
            }
        }
        out
    }
}

/// Text by part and sentence.
struct Text {
    text: String,
    sentences: Vec<u32>,
    parts: Vec<u32>,
}

impl Texts for Text {
    fn sentence(&self, part: u32, sentence: u32) -> &str {
        let at = |number: u32| self.sentences.get(number as usize).copied();
        let range = || {
            let first = self.parts.get(part as usize)?.checked_add(sentence)?;
            Some(at(first)? as usize..at(first + 1)? as usize)
        };
        range()
            .and_then(|range| self.text.get(range))
            .unwrap_or_default()
    }

    fn matches(&self, _part: u32, _sentence: Option<u32>, _field: Field, _value: &str) -> bool {
        false
    }
}
