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
    for part in record::transcript().into_iter().filter(|part| remarks.contains(&part.id)) {
        same(&folder::page(&format!("{EVENT}/{}", part.id)).parts(), &[part]);
    }
}

/// The source as it was published, where it lies beside the project.
fn the_transcript_holds_the_words_of_the_published_source() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../shared/source/{EVENT}.txt"));
    let Ok(source) = std::fs::read_to_string(source) else { return };
    // Its first line is the title, its last the address for questions; both are in event.toml.
    let paragraphs: Vec<&str> = source.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let (title, contact) = (paragraphs[0], paragraphs[paragraphs.len() - 1]);
    let event = record::source("event.toml");
    assert!(event.contains(title), "event.toml has another title than “{title}”");
    assert!(contact.split_whitespace().last().is_some_and(|address| event.contains(address)), "no contact: {contact}");
    let ours: Vec<String> = record::transcript().into_iter().flat_map(|part| part.paragraphs).collect();
    assert_eq!(ours, paragraphs[1..paragraphs.len() - 1]);
}

fn same(page: &[Part], transcript: &[Part]) {
    let ids = |parts: &[Part]| parts.iter().map(|part| part.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(page), ids(transcript));
    for (ours, theirs) in page.iter().zip(transcript) {
        assert_eq!(ours.paragraphs, theirs.paragraphs, "the words of {}", ours.id);
    }
}
