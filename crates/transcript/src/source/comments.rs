//! Editor's comments: `<!-- … -->`, in which nothing is markup.

use super::diagnostic::Report;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// `text` with every comment, line ends within it included, replaced by NUL characters, byte for byte as long.
pub(super) fn mask(text: &str, report: &mut Report) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let last = text.rfind(CLOSE);
    while let Some(offset) = text[at..].find(['\\', '<']) {
        let sign = at + offset;
        out.push_str(&text[at..sign]);
        if text[sign..].starts_with('\\') {
            // Whatever a backslash stands before is not the start of a comment.
            at = sign + 1 + text[sign + 1..].chars().next().map_or(0, char::len_utf8);
            out.push_str(&text[sign..at]);
            continue;
        }
        if !text[sign..].starts_with(OPEN) {
            out.push('<');
            at = sign + 1;
            continue;
        }
        let inside = sign + OPEN.len();
        let close = last
            .filter(|last| inside <= *last)
            .and_then(|_| text[inside..].find(CLOSE));
        at = match close {
            Some(length) => inside + length + CLOSE.len(),
            None => {
                report
                    .error(
                        "transcript::unclosed-comment",
                        sign..inside,
                        "opened here",
                        "the comment is never closed",
                    )
                    .help("close it with `-->`; write `\\<` for the sign itself");
                inside
            }
        };
        out.extend(std::iter::repeat_n('\0', at - sign));
    }
    out.push_str(&text[at..]);
    out
}
