//! What the engine asks of the record it searches: the words, and whether a remark has a field's value.

use crate::query::{Bound, Field, days};
use crate::tokens::{form, tokens};
use transcript::model::{ArchivedEvent, ArchivedPartKind, Event, PartKind};

/// A record as the engine sees it.
pub trait Texts {
    /// The text of a sentence, both counted from 0; empty if there is no such sentence.
    fn sentence(&self, part: u32, sentence: u32) -> &str;

    /// Whether a part has a value, or one of its sentences if one is asked for. Only topics differ by sentence.
    fn matches(&self, part: u32, sentence: Option<u32>, field: Field, value: &str) -> bool;
}

/// Whether the words of a value stand in a name, in any order; the last is the beginning of one if `*` follows.
fn names(value: &str, name: &str) -> bool {
    let forms = |text| {
        tokens(text)
            .map(|(_, word)| form(&word))
            .collect::<Vec<_>>()
    };
    let (mut wanted, name) = (forms(value), forms(name));
    let begun = wanted.pop_if(|_| value.ends_with('*'));
    wanted.iter().all(|word| name.contains(word))
        && begun.is_none_or(|begun| name.iter().any(|word| word.starts_with(&begun)))
}

/// Whether some of the days from the first to the last lie between two bounds, as far as each goes; an empty one does not
/// bind.
fn within(first: Day, last: Day, (from, to): (Bound, Bound)) -> bool {
    let compared = |(year, month, day): Day, [y, m, d]: Bound| {
        (year.cmp(&y.unwrap_or(year)))
            .then(u16::from(month).cmp(&m.unwrap_or(month.into())))
            .then(u16::from(day).cmp(&d.unwrap_or(day.into())))
    };
    compared(last, from).is_ge() && compared(first, to).is_le()
}

/// Year, month, day.
type Day = (u16, u8, u8);

macro_rules! texts {
    ($event:ty, $kind:ident) => {
        impl Texts for $event {
            fn sentence(&self, part: u32, sentence: u32) -> &str {
                let text = self.parts.get(part as usize).map(|part| &part.text);
                text.and_then(|text| {
                    let range = &text.sentences.get(sentence as usize)?.range;
                    text.plain
                        .get(u32::from(range.start) as usize..u32::from(range.end) as usize)
                })
                .unwrap_or_default()
            }

            fn matches(&self, part: u32, sentence: Option<u32>, field: Field, value: &str) -> bool {
                let Some(part) = self.parts.get(part as usize) else {
                    return false;
                };
                let speaker = || {
                    self.speakers
                        .get(u16::from(*part.speaker.as_ref()?) as usize)
                };
                let either = |id: &str, label: &str| names(value, id) || names(value, label);
                match field {
                    Field::Speaker => {
                        speaker().is_some_and(|speaker| either(&speaker.id, &speaker.name))
                    }
                    Field::Side => speaker()
                        .and_then(|speaker| {
                            self.sides.get(u16::from(*speaker.side.as_ref()?) as usize)
                        })
                        .is_some_and(|side| either(&side.id, &side.label)),
                    Field::Topic => self.topics.iter().enumerate().any(|(number, topic)| {
                        let tagged = |at: usize| {
                            let sentence = part.text.sentences.get(at);
                            sentence.is_some_and(|s| {
                                s.tags
                                    .iter()
                                    .any(|tag| u16::from(tag.topic) as usize == number)
                            })
                        };
                        // Most topics are not there, and that is sooner seen than what they are called.
                        (match sentence {
                            Some(sentence) => tagged(sentence as usize),
                            None => (0..part.text.sentences.len()).any(tagged),
                        }) && either(&topic.id, &topic.label)
                    }),
                    Field::Kind => names(
                        value,
                        match part.kind {
                            $kind::Introduction => "introduction",
                            $kind::Opening => "opening",
                            $kind::Contribution => "contribution",
                            $kind::Question => "question",
                            $kind::Answer => "answer",
                            $kind::Closing => "closing",
                            $kind::Afterword => "afterword",
                        },
                    ),
                    Field::Event => either(&self.id, &self.title),
                    Field::Date => {
                        let last = self.end.as_ref().unwrap_or(&self.date);
                        let first = (self.date.year.into(), self.date.month, self.date.day);
                        let last = (last.year.into(), last.month, last.day);
                        days(value).is_some_and(|bounds| within(first, last, bounds))
                    }
                }
            }
        }
    };
}

texts!(Event, PartKind);
texts!(ArchivedEvent, ArchivedPartKind);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_compared_as_far_as_a_bound_goes() {
        let day = (2022, 8, 18);
        let within = |value| within(day, day, days(value).unwrap());
        for value in [
            "2022",
            "2022-08",
            "2022-08-18",
            "2022-8",
            "2022-8-18",
            "2022-0",
            "2022-8..2022-12",
            "2022-08..",
            "..2022-08-18",
            "2021..2022",
            "2022-08-17..2023",
        ] {
            assert!(within(value), "{value}");
        }
        for value in [
            "2021",
            "2022-07",
            "2022-08-19",
            "2022-9",
            "2022-8-8",
            "2022-9..2022-12",
            "2022-09..2024",
            "..2022-07",
            "2023..",
            "..2022-08-17",
        ] {
            assert!(!within(value), "{value}");
        }
    }

    #[test]
    fn an_event_of_several_days_is_found_by_each() {
        let within = |value| within((2022, 8, 30), (2022, 9, 2), days(value).unwrap());
        for value in [
            "2022",
            "2022-08",
            "2022-09",
            "2022-08-31",
            "2022-09-02",
            "..2022-08-30",
        ] {
            assert!(within(value), "{value}");
        }
        for value in [
            "2022-08-29",
            "2022-09-03",
            "2022-10",
            "..2022-08-29",
            "2022-09-03..",
        ] {
            assert!(!within(value), "{value}");
        }
    }

    #[test]
    fn a_bound_is_a_year_a_month_or_a_day() {
        for value in [
            "",
            "..",
            "20",
            "22-08",
            "2022.08",
            "2022-08-18-1",
            "2022-008",
            "2022-8-",
            "2022/8",
            "2022..2023..2024",
            "2022-aug",
            "a..b",
        ] {
            assert_eq!(days(value), None, "{value}");
        }
    }
}
