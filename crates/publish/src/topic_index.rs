//! The index of topics at the foot of an event's page: where a tag leads when scripts are off.

use crate::remark_page::called;
use colloquy::place::part_label;
use colloquy::strings::Strings;
use colloquy::tongue::Tongue;
use maud::{Markup, html};
use transcript::model::ArchivedEvent;

/// Every topic with what it covers and who speaks of it, each with the sentences.
pub(crate) fn topic_index(event: &ArchivedEvent, strings: &Strings) -> Markup {
    if event.topics.is_empty() {
        return Markup::default();
    }
    let Tongue { lang, dir } = Tongue::of(event, strings);
    html! {
        section.topic-index id="_topics" aria-labelledby="_topics-heading" {
            h2 id="_topics-heading" { (strings.topic_index) }
            @for (group, shown) in event.groups.iter().enumerate() {
                h3 lang=[lang] dir=[dir] { (shown.label.as_str()) }
                dl {
                    @for (topic, shown) in event.topics.iter().enumerate().filter(|(_, topic)| usize::from(topic.group.to_native()) == group) {
                        dt id=(format!("_topic.{}", shown.id)) lang=[lang] dir=[dir] { (shown.label.as_str()) }
                        dd lang=[lang] dir=[dir] { (shown.covers.as_str()) }
                        dd.where { (places(event, topic, strings)) }
                    }
                }
            }
        }
    }
}

/// Whose words these are; of a speaker who has several remarks also which one.
fn who(event: &ArchivedEvent, part: usize, strings: &Strings) -> String {
    let speaker = &event.parts[part].speaker;
    let several = speaker.is_some()
        && event
            .remarks()
            .filter(|(_, other)| other.speaker == *speaker)
            .nth(1)
            .is_some();
    match several {
        true => called(event, part),
        false => part_label(event, part, strings).to_owned(),
    }
}

fn places(event: &ArchivedEvent, topic: usize, strings: &Strings) -> Markup {
    let parts = event.parts.iter().enumerate().filter_map(|(index, part)| {
        let bears = |sentence: &usize| {
            part.text.sentences[*sentence]
                .tags
                .iter()
                .any(|tag| usize::from(tag.topic.to_native()) == topic)
        };
        let sentences: Vec<usize> = (0..part.text.sentences.len()).filter(bears).collect();
        (!sentences.is_empty()).then_some((index, part, sentences))
    });
    html! {
        @for (place, (index, part, sentences)) in parts.enumerate() {
            // A line ends after a point, and no number begins one without its name.
            @if place > 0 { "\u{a0}· " }
            a href=(format!("#{}", part.id)) { (who(event, index, strings)) }
            @for (at, sentence) in sentences.into_iter().enumerate() {
                (if at == 0 { "\u{a0}" } else { " " })
                @let number = part.text.number(sentence);
                a.number href=(format!("#{}.s{number}", part.id)) aria-label=((strings.link_sentence)(number)) { (number) }
            }
        }
    }
}
