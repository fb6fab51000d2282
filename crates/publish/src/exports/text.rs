//! Plain text, for reading anywhere.

use super::{Export, Record};
use colloquy::place::part_label;
use colloquy::quotation::standing;
use colloquy::strings::strings;

pub(super) const EXPORT: Export = Export {
    file: "record.txt",
    label: "plain text",
    write,
};

fn write(record: &Record<'_>) -> String {
    let event = record.event;
    let strings = strings(&event.language);
    let mut out = format!(
        "{}\n{}, {}\n{}.\n",
        event.title,
        event.record.publisher,
        (strings.dates)(&event.date, event.end.as_ref()),
        (strings.record_kind)(&event.record.kind)
    );
    if let Some(note) = event.record.note.as_ref() {
        out += note;
        out.push('\n');
    }
    for (index, part) in event.parts.iter().enumerate() {
        let label = part_label(event, index, strings);
        out += &format!("\n{label}\n");
        if let Some(standing) = record.event.speaker(part).and_then(standing) {
            out += &format!("{standing}\n");
        }
        out += &format!("\n{}\n", part.text.plain);
    }
    out
}
