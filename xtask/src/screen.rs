//! What the commands print: results and steps to standard output, errors to standard error, colours only where a
//! person looks.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

/// Prints one line; a reader that has gone away is no error.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// Prints the error and its causes on one line.
pub(crate) fn error(error: &anyhow::Error) {
    let text = format!("{error:#}");
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mark = if paints(&io::stderr()) {
        "\x1b[1;31merror\x1b[0m"
    } else {
        "error"
    };
    let _ = writeln!(io::stderr().lock(), "{mark}: {line}");
}

/// Shows `line` in place of the one shown before; only on a terminal.
pub(crate) fn replace(line: &str) {
    let mut out = io::stdout().lock();
    let _ = write!(out, "\r\x1b[2K{line}");
    let _ = out.flush();
}

/// Whether a person looks at standard output.
pub(crate) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether colours are wanted on standard output.
pub(crate) fn is_coloured() -> bool {
    paints(&io::stdout())
}

/// Bold on a terminal.
pub(crate) fn bold(text: impl Display) -> String {
    painted("1", text)
}

/// Green on a terminal.
pub(crate) fn good(text: impl Display) -> String {
    painted("32", text)
}

/// Red on a terminal.
pub(crate) fn bad(text: impl Display) -> String {
    painted("1;31", text)
}

fn painted(code: &str, text: impl Display) -> String {
    if is_coloured() {
        format!("\x1b[{code}m{text}\x1b[0m")
    } else {
        text.to_string()
    }
}

fn paints(stream: &impl IsTerminal) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    stream.is_terminal()
        && !set("NO_COLOR")
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
