//! A remark as a quotation, with the attribution that it needs to stand alone.

use crate::strings::{Quotation, Strings};
use transcript::model::{ArchivedEvent, ArchivedSpeaker};

/// The words of a part with who said them, what kind of record it is, the event, its date and the address.
#[must_use]
pub fn of_part(event: &ArchivedEvent, part: usize, address: &str, strings: &Strings) -> String {
    let part = &event.parts[part];
    (strings.quotation)(&Quotation {
        words: &part.text.plain,
        speaker: part.speaker.as_ref().map(|speaker| {
            let speaker = &event.speakers[usize::from(speaker.to_native())];
            match standing(speaker) {
                Some(standing) => format!("{}, {standing}", speaker.name),
                None => speaker.name.to_string(),
            }
        }),
        record: (strings.record_by)(&event.record.kind, &event.record.publisher),
        title: &event.title,
        date: (strings.date)(&event.date),
        address,
    })
}

/// Role and affiliation, as far as the source gives them.
#[must_use]
pub fn standing(speaker: &ArchivedSpeaker) -> Option<String> {
    let parts: Vec<&str> = [&speaker.role, &speaker.affiliation]
        .into_iter()
        .filter_map(|part| part.as_ref().map(|part| part.as_str()))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
