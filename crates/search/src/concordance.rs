//! Keyword in context: every occurrence on a line of its own.

use crate::results::Results;
use crate::texts::Texts;
use crate::tokens::form;
use std::ops::Range;
use transcript::words::words;

/// An occurrence of what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its part, from 0.
    pub part: u32,
    /// Its sentence in the part, from 0.
    pub sentence: u32,
    /// The words found, as bytes of the sentence: what is before is the left context, what is after the right.
    pub range: Range<usize>,
}

/// What rows are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Where they stand in the record.
    Speaking,
    /// The words before, the nearest first.
    Left,
    /// The words after.
    Right,
}

impl Results<'_> {
    /// Every occurrence in the passages of the parts found. Rows with the same context keep the speaking order.
    pub fn concordance(&self, texts: &dyn Texts, order: Order) -> Vec<Row> {
        let mut rows: Vec<(Vec<String>, Row)> = Vec::new();
        for found in &self.found {
            for passage in self.passages(found.part, texts) {
                let text = texts.sentence(found.part, passage.sentence);
                for range in passage.ranges {
                    let row = Row {
                        part: found.part,
                        sentence: passage.sentence,
                        range,
                    };
                    let context = context(text, &row.range, order);
                    let place = |row: &Row| (row.part, row.sentence, row.range.start);
                    let at = rows.partition_point(|(before, other)| {
                        (before, place(other)) < (&context, place(&row))
                    });
                    rows.insert(at, (context, row));
                }
            }
        }
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

/// The words that a row is sorted by, folded.
fn context(text: &str, range: &Range<usize>, order: Order) -> Vec<String> {
    let forms = |text: Option<&str>| {
        words(text.unwrap_or_default())
            .map(|word| form(&word))
            .collect()
    };
    match order {
        Order::Speaking => Vec::new(),
        Order::Right => forms(text.get(range.end..)),
        Order::Left => {
            let mut words: Vec<String> = forms(text.get(..range.start));
            words.reverse();
            words
        }
    }
}
