//! Small records, written by hand.

use transcript::model::{Event, Part, PartKind, Range, Sentence, Side, Speaker, Tag, Text, Topic};

/// A part's text from its sentences, parted by spaces.
pub(crate) fn text(sentences: &[&str]) -> Text {
    let mut text = Text::default();
    for sentence in sentences {
        if !text.plain.is_empty() {
            text.plain.push(' ');
        }
        let start = text.plain.len() as u32;
        text.plain.push_str(sentence);
        let range = Range {
            start,
            end: text.plain.len() as u32,
        };
        text.sentences.push(Sentence {
            range,
            ..Sentence::default()
        });
    }
    text
}

/// An event whose parts are contributions without speakers.
pub(crate) fn event(parts: &[&[&str]]) -> Event {
    let parts = parts.iter().enumerate().map(|(number, sentences)| Part {
        id: format!("part-{number}"),
        text: text(sentences),
        ..Part::default()
    });
    Event {
        language: "en".into(),
        parts: parts.collect(),
        ..Event::default()
    }
}

/// A short seminar with two sides, three speakers and two topics.
pub(crate) fn seminar() -> Event {
    let speaker = |id: &str, name: &str, side| Speaker {
        id: id.into(),
        name: name.into(),
        side: Some(side),
        ..Speaker::default()
    };
    let topic = |id: &str, label: &str| Topic {
        id: id.into(),
        label: label.into(),
        ..Topic::default()
    };
    let mut event = event(&[
        &[
            "On August 18, 2022, the Institute held a seminar.",
            "It had two sessions.",
        ],
        &[
            "China-ROK relations are receiving wide attention.",
            "China’s policies on the ROK remain unchanged.",
            "The THAAD system poses a threat.",
        ],
        &[
            "The U.S. left the region.",
            "Cooperation on supply chains is an economic necessity.",
        ],
        &[
            "The policy of the ROK's government has changed.",
            "It cooperates with China on trade.",
        ],
    ]);
    event.id = "seminar-30".into();
    event.title = "Thirty Years".into();
    event.date = transcript::model::Date {
        year: 2022,
        month: 8,
        day: 18,
    };
    event.sides = ["China", "ROK"]
        .map(|label| Side {
            id: label.to_lowercase(),
            label: label.into(),
        })
        .into();
    event.speakers = vec![
        speaker("wu-hailong", "Wu Hailong", 0),
        speaker("kim-han-kwon", "Kim Han-kwon", 1),
        speaker("park-min", "Park Min", 1),
    ];
    event.topics = vec![
        topic("thaad", "THAAD"),
        topic("supply-chains", "Supply chains"),
    ];
    event.parts[0].kind = PartKind::Introduction;
    event.parts[1].kind = PartKind::Opening;
    for (part, speaker) in [(1, 0), (2, 1), (3, 2)] {
        event.parts[part].speaker = Some(speaker);
    }
    for (part, sentence, topic) in [(1, 2, 0), (2, 1, 1)] {
        event.parts[part].text.sentences[sentence].tags.push(Tag {
            topic,
            ..Tag::default()
        });
    }
    event
}
