//! Reading the bytes of one content file as text.

use super::characters;
use super::diagnostic::{Report, SourceFile};

/// A content file in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name within its folder, such as `event.toml`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Decodes `bytes`, reporting what is not UTF-8 and what characters are refused.
///
/// Returns the report, and the text to parse: as long as the report's file, byte for byte, without refused characters.
/// There is no text where nothing of the file can be read.
pub(super) fn decode(path: String, bytes: &[u8]) -> (Report, Option<String>) {
    if u32::try_from(bytes.len()).is_err() {
        let mut report = Report::new(SourceFile::new(path, ""));
        report
            .error(
                "transcript::too-large",
                0..0,
                "",
                "the file holds more than 4 GiB",
            )
            .help("split the event into several");
        return (report, None);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let mut report = Report::new(SourceFile::new(path, ""));
        report
            .error(
                "transcript::not-utf8",
                0..0,
                "",
                "the file is encoded as UTF-16, not as UTF-8",
            )
            .help("save the file again with the encoding UTF-8");
        return (report, None);
    }
    let feeds = has_bare_returns(bytes).then(|| with_feeds(bytes));
    let bytes = feeds.as_deref().unwrap_or(bytes);
    let mut report = Report::new(SourceFile::new(path, String::from_utf8_lossy(bytes)));
    if feeds.is_some() {
        report_bare_returns(&mut report);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => report_lost(text, &mut report),
        Err(_) => report_invalid(&mut report, bytes),
    }
    let text = characters::check(&mut report);
    (report, Some(text))
}

/// Whether the lines end with a carriage return and no line feed, as on a Macintosh of old. A return or two within lines
/// that end otherwise are stray characters.
fn has_bare_returns(bytes: &[u8]) -> bool {
    let feeds = bytes.iter().filter(|byte| **byte == b'\n').count();
    let returns = bytes.iter().filter(|byte| **byte == b'\r').count();
    // Each of the feeds may have a return of its own before it.
    returns > 2 * feeds
}

/// `bytes` with a line feed for every carriage return that has none, so that the lines are those that the editor sees,
/// and only their ends are reported.
fn with_feeds(bytes: &[u8]) -> Vec<u8> {
    let next = bytes.iter().skip(1).map(Some).chain([None]);
    let pairs = bytes.iter().zip(next);
    pairs
        .map(|pair| match pair {
            (b'\r', next) if next != Some(&b'\n') => b'\n',
            (byte, _) => *byte,
        })
        .collect()
}

fn report_bare_returns(report: &mut Report) {
    let end = report.file.text().find('\n').unwrap_or(0);
    report
        .error(
            "transcript::line-ends",
            end..end,
            "the first of them",
            "the lines of the file end with a carriage return alone",
        )
        .help("save the file again with the line ends of Unix (LF) or of Windows (CRLF)");
}

/// Reports the first of each kind of signs that stand for what was lost on the way into the file.
fn report_lost(text: &str, report: &mut Report) {
    report_first(
        text,
        |c| c == char::REPLACEMENT_CHARACTER,
        ["a letter was lost", "letters were lost"],
        "stands where a program could not read it",
        "look in the source what stood here",
        report,
    );
    report_first(
        text,
        characters::is_object,
        ["a picture was lost", "pictures were lost"],
        "stands where a program had one, and shows nothing",
        "delete it, or say in words what was there",
        report,
    );
    report_first(
        text,
        characters::is_private,
        [
            "a sign of another font was lost",
            "signs of another font were lost",
        ],
        "shows nothing without that font",
        "look in the source what stood here; write the usual sign for it, or delete it",
        report,
    );
}

/// Reports the first of the characters of `text` that `is` holds of, and how many there are: `lost` says what of one, and
/// of several, `why` what the sign is.
fn report_first(
    text: &str,
    is: fn(char) -> bool,
    [one, several]: [&str; 2],
    why: &str,
    help: &str,
    report: &mut Report,
) {
    let mut lost = text.match_indices(is);
    let Some((at, sign)) = lost.next() else {
        return;
    };
    let what = match lost.count() {
        0 => one.to_owned(),
        more => format!("{} {several}, the first here", more + 1),
    };
    let point = sign.chars().next().map_or(0, u32::from);
    report
        .error(
            "transcript::lost-letter",
            at..at + sign.len(),
            "here",
            format!("{what}: U+{point:04X} {why}"),
        )
        .help(help);
}

/// Reports bytes that are not UTF-8, once a line.
fn report_invalid(report: &mut Report, bytes: &[u8]) {
    // The lossy text holds one U+FFFD (three bytes) for each invalid stretch.
    let mut at = 0;
    let mut reported_on_line = false;
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        reported_on_line &= !valid.contains('\n');
        at += valid.len();
        if chunk.invalid().is_empty() {
            continue;
        }
        let end = at + char::REPLACEMENT_CHARACTER.len_utf8();
        if !reported_on_line {
            let bytes: Vec<String> = chunk
                .invalid()
                .iter()
                .map(|byte| format!("{byte:02X}"))
                .collect();
            let plural = if bytes.len() == 1 { "byte" } else { "bytes" };
            report
                .error(
                    "transcript::not-utf8",
                    at..end,
                    format!("{plural} {}", bytes.join(" ")),
                    "the line holds bytes that are not UTF-8",
                )
                .help("save the file again with the encoding UTF-8, then look whether the words here are right");
            reported_on_line = true;
        }
        at = end;
    }
}
