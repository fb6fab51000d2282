//! What `bench publish` measures: events of growing length, written with the words of the seminar.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::project::Project;

use super::Setting;

/// The event whose words are taken.
const SOURCE: &str = "china-rok-30";
/// Remarks of each event.
const LENGTHS: [usize; 4] = [250, 500, 1000, 2000];

/// Writes a content folder with an event of each length, and has the benchmark compiled with it.
pub(super) fn prepare(project: &Project) -> Result<Option<Vec<Setting>>> {
    let content = project.scratch().join("publish");
    let source = project.content().join(SOURCE);
    let transcript = read(&source.join("transcript.md"))?;
    for length in LENGTHS {
        let event = content.join(format!("remarks-{length:04}"));
        fs::create_dir_all(&event)
            .with_context(|| format!("{} cannot be made", event.display()))?;
        for name in ["event.toml", "speakers.toml", "topics.toml"] {
            write(&event.join(name), &read(&source.join(name))?)?;
        }
        write(&event.join("transcript.md"), &lengthen(&transcript, length))?;
    }
    Ok(Some(vec![("COLLOQUY_CONTENT", content)]))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

/// The transcript with its remarks over and over, `length` of them. Each begins with a sentence of its own, so that no
/// two have the same picture.
fn lengthen(transcript: &str, length: usize) -> String {
    let (introduction, rest) = transcript.split_once("## ").unwrap_or((transcript, ""));
    let (remarks, afterword) = rest.split_once("# Afterword").unwrap_or((rest, ""));
    let mut out = introduction.to_owned();
    for (number, remark) in (1..=length).zip(remarks.split("## ").cycle()) {
        let (heading, words) = remark.split_once('\n').unwrap_or((remark, ""));
        let name = heading.split('{').next().unwrap_or_default().trim();
        write!(
            out,
            "## {name} {{#remark-{number}}}\n\nThis is remark {number} of {length}. {}\n\n",
            words.trim()
        )
        .expect("a string grows");
    }
    write!(out, "# Afterword{afterword}").expect("a string grows");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_repeated_under_ids_of_their_own() {
        let transcript = "# Introduction\n\nOnce.\n\n## Wu {#wu kind=opening}\n\nPeace.\n\nTrust.\n\n## Kim {#kim}\n\nYes.\n\n# Afterword\n\nEnd.\n";
        assert_eq!(
            lengthen(transcript, 3),
            "# Introduction\n\nOnce.\n\n\
             ## Wu {#remark-1}\n\nThis is remark 1 of 3. Peace.\n\nTrust.\n\n\
             ## Kim {#remark-2}\n\nThis is remark 2 of 3. Yes.\n\n\
             ## Wu {#remark-3}\n\nThis is remark 3 of 3. Peace.\n\nTrust.\n\n\
             # Afterword\n\nEnd.\n"
        );
    }
}
