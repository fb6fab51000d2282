//! A corpus, made ready for the page.

use std::fs;
use std::path::Path;

use search::{Options, build_texts, language};
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

/// Fills a folder from a corpus (`corpus.jsonl` with a `text` on each line, `queries.jsonl`): texts and queries for the
/// page, and for our engine its index and the text it stands on.
///
/// # Errors
/// The corpus is not there or not of this shape.
pub(crate) fn make(corpus: &Path, folder: &Path) -> Result<(), String> {
    let written = read(&corpus.join("corpus.jsonl"))?;
    let queries = lines(&read(&corpus.join("queries.jsonl"))?)?;
    let texts: Vec<String> = lines(&written)?
        .iter()
        .map(|line| line["text"].as_str().map(String::from))
        .collect::<Option<_>>()
        .ok_or(format!(
            "a line of {} has no text",
            corpus.join("corpus.jsonl").display()
        ))?;

    let ours = folder.join("Colloquy");
    fs::create_dir_all(&ours).map_err(|error| format!("{}: {error}", ours.display()))?;

    let ours = |name: &str| format!("Colloquy/{name}");
    let parts: Vec<Vec<&str>> = texts
        .iter()
        .map(|text| text.split_sentence_bounds().collect())
        .collect();
    let index = build_texts(
        parts.iter().map(|sentences| sentences.iter().copied()),
        language::ENGLISH,
        &Options::default(),
    );
    let mut starts = vec![0u32];
    let mut counts = vec![0u32];
    for sentences in &parts {
        for sentence in sentences {
            starts.push(starts.last().unwrap_or(&0) + sentence.len() as u32);
        }
        counts.push(starts.len() as u32 - 1);
    }
    let numbers =
        |numbers: Vec<u32>| -> Vec<u8> { numbers.into_iter().flat_map(u32::to_le_bytes).collect() };
    for (name, bytes) in [
        ("queries.json", Value::from(queries).to_string().into()),
        (&ours("index.bin"), index),
        (&ours("text.txt"), texts.concat().into()),
        (&ours("sentences.bin"), numbers(starts)),
        (&ours("parts.bin"), numbers(counts)),
        ("texts.json", Value::from(texts).to_string().into()),
    ] {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| {
        format!(
            "{} cannot be read ({error}); `--corpora <folder>` says where the corpora are",
            path.display()
        )
    })
}

fn lines(text: &str) -> Result<Vec<Value>, String> {
    text.lines()
        .map(|line| serde_json::from_str(line).map_err(|error| format!("{error} in `{line}`")))
        .collect()
}
