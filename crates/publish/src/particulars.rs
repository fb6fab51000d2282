//! The head of an event's page: what was held, when, by whom, and what kind of record this is.

use crate::{citations, exports, standalone};
use colloquy::strings::{Strings, citation_strings};
use colloquy::tongue::Tongue;
use maud::{Markup, html};
use transcript::model::ArchivedEvent;

/// Title, kind of record and particulars.
pub(crate) fn masthead(event: &ArchivedEvent, strings: &Strings) -> Markup {
    let remarks = event.remarks().count();
    let tongue = Tongue::of(event, strings);
    let own = |label: &str, value: &Markup| row(label, tongue, value);
    let ours = |label: &str, value: &Markup| row(label, Tongue::NONE, value);
    html! {
        header.masthead {
            (eyebrow(event, strings))
            h1 lang=[tongue.lang] dir=[tongue.dir] { (unbroken(&event.title)) }
            div.record-kind {
                p { strong { ((strings.record_kind)(&event.record.kind)) "." } }
                @if let Some(note) = event.record.note.as_ref() { p lang=[tongue.lang] dir=[tongue.dir] { (note.as_str()) } }
            }
            @let days = (strings.dates)(&event.date, event.end.as_ref());
            dl.particulars {
                @if let Some(theme) = event.theme.as_ref() { (own(strings.label_theme, &html! { (theme.as_str()) })) }
                (ours(strings.label_date, &html! { @if event.end.is_none() { time datetime=(event.interval()) { (days) } } @else { (days) } }))
                @if let Some(place) = event.place.as_ref() { (own(strings.label_place, &html! { (place.as_str()) })) }
                (own(strings.label_organisers, &html! {
                    @for (index, organiser) in event.organisers.iter().enumerate() {
                        @if index > 0 { "; " }
                        @match organiser.url.as_ref() {
                            Some(url) => a href=(url.as_str()) { (organiser.name.as_str()) },
                            None => (organiser.name.as_str()),
                        }
                    }
                }))
                @if !event.moderators.is_empty() {
                    (own((strings.label_moderators)(event.moderators.len()), &html! {
                        @for (index, moderator) in event.moderators.iter().enumerate() {
                            @if index > 0 { "; " }
                            (moderator.name.as_str())
                            @for more in [&moderator.role, &moderator.affiliation].into_iter().filter_map(|more| more.as_ref()) {
                                ", " (more.as_str())
                            }
                            @if let Some(session) = moderator.session.as_ref() { " (" (session.as_str()) ")" }
                        }
                    }))
                }
                (ours(strings.label_record, &html! { ((strings.extent)(remarks, event.speakers.len())) }))
            }
        }
    }
}

/// A title whose lines do not break at the hyphen of a short word: “China-ROK” stays whole.
fn unbroken(title: &str) -> Markup {
    const LONGEST: usize = 16;
    html! {
        @for (place, word) in title.split(' ').enumerate() {
            @if place > 0 { " " }
            @if word.contains('-') && word.chars().count() <= LONGEST { span { (word) } } @else { (word) }
        }
    }
}

fn row(label: &str, tongue: Tongue<'_>, value: &Markup) -> Markup {
    html! { div { dt { (label) } dd lang=[tongue.lang] dir=[tongue.dir] { (value) } } }
}

/// The line above a title: who published the record, and when it was held.
pub(crate) fn eyebrow(event: &ArchivedEvent, strings: &Strings) -> Markup {
    html! { p.eyebrow { (publisher(event, strings)) " · " ((strings.dates)(&event.date, event.end.as_ref())) } }
}

fn publisher(event: &ArchivedEvent, strings: &Strings) -> Markup {
    html! { bdi lang=[Tongue::of(event, strings).lang] { (event.record.publisher.as_str()) } }
}

/// The foot of a page: whom to ask, where the source is, and, where the way to the folder's root is known, the record in
/// other formats.
pub(crate) fn colophon(event: &ArchivedEvent, root: Option<&str>, strings: &Strings) -> Markup {
    html! {
        footer.colophon {
            @if let Some(contact) = event.contact.as_ref() {
                p { (strings.label_contact) ": " a href=(contact_href(contact)) { (contact.as_str()) } }
            }
            @if let Some(source) = event.record.source.as_ref() {
                p { (strings.label_source) ": " a href=(source.as_str()) { (source.as_str()) } }
            }
            @if let Some(root) = root {
                p.files {
                    (strings.label_downloads) ":"
                    (downloads(root, event, exports::ALL.iter().map(|export| (export.file, export.label)).chain([(standalone::FILE, standalone::LABEL)])))
                }
                p.files {
                    (citation_strings(&event.language).label) ":"
                    (downloads(root, event, citations::libraries()))
                }
            }
            p { (publisher(event, strings)) ", " ((strings.dates)(&event.date, event.end.as_ref())) ". " ((strings.record_kind)(&event.record.kind)) "." }
        }
    }
}

/// Links to files of an event, by what each is called.
fn downloads(
    root: &str,
    event: &ArchivedEvent,
    files: impl Iterator<Item = (impl std::fmt::Display, &'static str)>,
) -> Markup {
    html! {
        @for (at, (file, label)) in files.enumerate() {
            @if at > 0 { " ·" }
            " " a href=(format!("{root}{}/{file}", event.id)) download { (label) }
        }
    }
}

fn contact_href(contact: &str) -> String {
    if contact.contains("://") {
        contact.to_owned()
    } else {
        format!("mailto:{contact}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use colloquy::strings::strings;
    use transcript::model::{Archive, Event, Moderator};

    #[test]
    fn one_moderator_is_not_called_several() {
        let head = |moderators: usize| {
            let event = Event {
                moderators: vec![Moderator::default(); moderators],
                ..Event::default()
            };
            let archive = Archive {
                events: vec![event],
                ..Archive::default()
            };
            let bytes = transcript::archive::to_bytes(&archive);
            let archive = transcript::archive::open(&bytes).unwrap();
            masthead(&archive.events[0], strings("en")).into_string()
        };
        assert!(!head(0).contains("Moderator"));
        assert!(head(1).contains("<dt>Moderator</dt>"));
        assert!(head(2).contains("<dt>Moderators</dt>"));
    }
}
