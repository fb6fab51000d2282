//! What a picture is of, and what it says.

use super::card::{Card, Voice};
use colloquy::quotation::standing;
use colloquy::strings::{capitalised, sentence, strings};
use transcript::model::{ArchivedEvent, ArchivedPart, ArchivedRecordKind};

/// What a picture is of.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    event: &'a ArchivedEvent,
    /// A remark; `None` for the event as a whole.
    remark: Option<&'a ArchivedPart>,
}

/// The file's name, in the folder of the page. It has a full stop, so it is no remark's.
const FILE: &str = "preview.png";

impl<'a> Subject<'a> {
    /// The event.
    pub(crate) fn event(event: &'a ArchivedEvent) -> Self {
        Self {
            event,
            remark: None,
        }
    }

    /// A remark of it.
    pub(crate) fn remark(event: &'a ArchivedEvent, remark: &'a ArchivedPart) -> Self {
        Self {
            event,
            remark: Some(remark),
        }
    }

    /// The event and its remarks.
    pub(crate) fn all_of(event: &'a ArchivedEvent) -> impl Iterator<Item = Self> {
        let remarks = event.remarks();
        let remarks = remarks.map(|(_, remark)| Self::remark(event, remark));
        std::iter::once(Self::event(event)).chain(remarks)
    }

    /// The picture's file, relative to the folder.
    pub(crate) fn path(&self) -> String {
        match self.remark {
            Some(remark) => format!("{}/{}/{FILE}", self.event.id, remark.id),
            None => format!("{}/{FILE}", self.event.id),
        }
    }

    /// What the picture says, for those who do not see it; `None` where there is no picture, since the fonts could draw
    /// too little of it.
    pub(crate) fn alt(&self) -> Option<String> {
        let card = self.card().drawable(&mut Vec::new());
        if !card.tells() {
            return None;
        }
        let Card {
            eyebrow,
            words,
            name,
            standing,
            record,
            date,
            ..
        } = card;
        let who = [name, standing];
        let who: Vec<String> = who.into_iter().filter(|text| !text.is_empty()).collect();
        let record = record.into_iter().next().unwrap_or_default();
        let parts = [who.join(", "), words, eyebrow, record, date];
        let parts = parts.iter().filter(|part| !part.is_empty());
        let sentences = parts.map(|part| sentence(part));
        Some(sentences.collect::<Vec<_>>().join(" "))
    }

    pub(super) fn card(&self) -> Card {
        match self.remark {
            Some(remark) => self.card_of_remark(remark),
            None => self.card_of_event(),
        }
    }

    fn card_of_remark(&self, remark: &ArchivedPart) -> Card {
        let event = self.event;
        let speaker = event.speaker(remark);
        Card {
            eyebrow: event.title.to_string(),
            words: telling(remark).to_owned(),
            voice: match event.record.kind {
                ArchivedRecordKind::Verbatim | ArchivedRecordKind::Edited => Voice::Quoted,
                ArchivedRecordKind::ReportedSpeech => Voice::Reported,
            },
            name: speaker
                .map(|speaker| speaker.name.to_string())
                .unwrap_or_default(),
            native_name: speaker
                .and_then(|speaker| speaker.native_name.as_ref())
                .map(ToString::to_string)
                .unwrap_or_default(),
            standing: speaker.and_then(standing).unwrap_or_default(),
            ..self.common()
        }
    }

    fn card_of_event(&self) -> Card {
        let event = self.event;
        let strings = strings(&event.language);
        let remarks = event.remarks().count();
        let theme = event.theme.as_ref().map(|theme| theme.to_string());
        Card {
            eyebrow: event.record.publisher.to_string(),
            words: event.title.to_string(),
            voice: Voice::Title,
            name: (strings.extent)(remarks, event.speakers.len()),
            standing: theme.unwrap_or_default(),
            ..self.common()
        }
    }

    /// What both kinds say: the kind of record, the date.
    fn common(&self) -> Card {
        let event = self.event;
        let strings = strings(&event.language);
        let by = (strings.record_by)(&event.record.kind, &event.record.publisher);
        Card {
            record: vec![
                capitalised(&by),
                (strings.record_kind)(&event.record.kind).to_owned(),
            ],
            date: (strings.dates)(&event.date, event.end.as_ref()),
            ..Card::default()
        }
    }
}

/// The sentence that the editor chose; else the first.
fn telling(remark: &ArchivedPart) -> &str {
    let chosen = remark
        .preview
        .as_ref()
        .map_or(0, |chosen| chosen.to_native());
    remark.text.sentence(chosen as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    const SPEAKERS: &str =
        "[wu-hailong]\nname = \"Wu Hailong\"\nnative_name = \"吴海龙\"\nrole = \"President\"\n";

    fn cards(kind: &str, transcript: &str) -> (Card, Card, String) {
        let event = &fixture::archive(kind, SPEAKERS, transcript, "").events[0];
        let remark = Subject::remark(event, &event.parts[0]);
        (
            Subject::event(event).card(),
            remark.card(),
            remark.alt().unwrap(),
        )
    }

    #[test]
    fn a_remark_shows_its_first_sentence_or_the_one_that_the_editor_chose() {
        let said = |attributes: &str| {
            let transcript =
                format!("## Wu Hailong {{#wu-hailong{attributes}}}\n\nWe met. We want *peace*.\n");
            cards("verbatim", &transcript).1.words
        };
        assert_eq!(said(""), "We met.");
        assert_eq!(said(" preview=2"), "We want peace.");
    }

    #[test]
    fn a_remark_says_who_where_when_and_what_kind_of_record_it_is() {
        let (event, remark, alt) = cards(
            "reported-speech",
            "## Wu Hailong {#wu-hailong}\n\nPeace is wanted.\n",
        );
        assert_eq!(remark.voice, Voice::Reported);
        assert_eq!(remark.native_name, "吴海龙");
        assert_eq!(
            remark.record[0],
            "As summarised by The Institute, not verbatim"
        );
        assert_eq!(
            alt,
            "Wu Hailong, President. Peace is wanted. Neighbours. As summarised by The Institute, not verbatim. 18 August 2022."
        );
        assert_eq!(
            (event.words.as_str(), event.name.as_str()),
            ("Neighbours", "1 remark by 1 speaker")
        );
    }

    #[test]
    fn only_a_speakers_own_words_stand_in_quotation_marks() {
        for (kind, voice) in [
            ("verbatim", Voice::Quoted),
            ("edited", Voice::Quoted),
            ("reported-speech", Voice::Reported),
        ] {
            let (event, remark, _) = cards(kind, "## Wu Hailong {#wu-hailong}\n\nPeace.\n");
            assert_eq!((event.voice, remark.voice), (Voice::Title, voice), "{kind}");
        }
    }

    #[test]
    fn what_is_not_drawn_is_not_said_to_be_shown() {
        let alt = |name: &str| {
            let event = fixture::arabic_remark_by(name);
            Subject::remark(event, &event.parts[0]).alt()
        };
        assert_eq!(
            alt("Abdullah").as_deref(),
            Some("Abdullah. Neighbours. Verbatim record by The Institute. 18 August 2022.")
        );
        assert_eq!(alt("عبد الله"), None);
    }
}
