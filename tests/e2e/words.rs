//! The words shown are the words of the source, to the letter.

use std::path::Path;

use crate::record::{EVENT, Part};
use crate::stage::Test;
use crate::{folder, record};

pub(crate) fn tests() -> Vec<Test> {
    tests! {
        files: every_page_holds_the_words_of_the_transcript_to_the_letter,
            the_transcript_holds_the_words_of_the_published_source,
            every_remark_has_a_page_with_its_words;
    }
}

fn every_page_holds_the_words_of_the_transcript_to_the_letter() {
    let transcript = record::transcript();
    assert!(transcript.len() > 2, "the transcript was not read");
    for path in ["", EVENT] {
        same(&folder::page(path).parts(), &transcript);
    }
}

fn every_remark_has_a_page_with_its_words() {
    let remarks = record::remarks();
    assert!(!remarks.is_empty(), "the transcript has no remarks");
    for part in record::transcript()
        .into_iter()
        .filter(|part| remarks.contains(&part.id))
    {
        same(
            &folder::page(&format!("{EVENT}/{}", part.id)).parts(),
            &[part],
        );
    }
}

/// The source as it was published, where it lies beside the project.
fn the_transcript_holds_the_words_of_the_published_source() {
    let source =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../shared/source/{EVENT}.txt"));
    let Ok(source) = std::fs::read_to_string(source) else {
        return;
    };
    let paragraphs: Vec<String> = source
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    let (title, paragraphs) = paragraphs.split_first().expect("the source has a title");
    assert!(
        record::source("event.toml").contains(title),
        "event.toml has another title than “{title}”"
    );
    let ours: Vec<String> = record::transcript()
        .into_iter()
        .flat_map(|part| part.paragraphs)
        .collect();
    same_words(&ours, paragraphs, "the transcript");
}

fn same(page: &[Part], transcript: &[Part]) {
    let ids = |parts: &[Part]| parts.iter().map(|part| part.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(page), ids(transcript));
    for (ours, theirs) in page.iter().zip(transcript) {
        same_words(&ours.paragraphs, &theirs.paragraphs, &ours.id);
    }
}

/// Compares paragraph by paragraph and shows where the first difference begins.
fn same_words(ours: &[String], theirs: &[String], of: &str) {
    assert_eq!(ours.len(), theirs.len(), "the number of paragraphs of {of}");
    for (ours, theirs) in ours.iter().zip(theirs) {
        let same = ours
            .chars()
            .zip(theirs.chars())
            .take_while(|(ours, theirs)| ours == theirs)
            .count();
        let from = |text: &str| {
            text.chars()
                .skip(same.saturating_sub(20))
                .take(60)
                .collect::<String>()
        };
        assert!(
            ours == theirs,
            "the words of {of}: {:?} should be {:?}",
            from(ours),
            from(theirs)
        );
    }
}
