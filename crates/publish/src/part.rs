//! One part of the record: a remark with its speaker, words, tags and controls; or the introduction, the afterword.
//!
//! The browser does not render parts: it marks, hides and orders these (`colloquy::browser::record`). What it
//! relies on: `.part` with its id, `.s` for each sentence in order, `.tag`, `[data-copy]`, `[data-topic]`.

use crate::pieces::{Piece, paragraphs, pieces};
use colloquy::place::part_label;
use colloquy::quotation::standing;
use colloquy::shown::{Page, Shown};
use colloquy::state::Facet;
use colloquy::strings::Strings;
use maud::{Markup, html};
use transcript::model::{ArchivedEvent, ArchivedPart};

/// What the parts of a page share.
#[derive(Clone, Copy)]
pub(crate) struct Record<'a> {
    pub(crate) event: &'a ArchivedEvent,
    pub(crate) shown: Shown,
    pub(crate) strings: &'a Strings,
}

impl Record<'_> {
    /// The part at a position.
    pub(crate) fn part(self, index: usize) -> Markup {
        self.part_with(index, &self.tags(index))
    }

    /// The part at a position, with this in the place of its tags.
    pub(crate) fn part_with(self, index: usize, tags: &Markup) -> Markup {
        let part = &self.event.parts[index];
        let heading = format!("_heading.{}", part.id);
        let class = if part.speaker.is_some() {
            "part remark"
        } else {
            "part frame"
        };
        html! {
            article class=(class) id=(part.id.as_str()) tabindex="-1" aria-labelledby=(heading) {
                (self.header(index, &heading))
                div.words { (self.words(index)) }
                (tags)
            }
        }
    }

    fn header(self, index: usize, id: &str) -> Markup {
        let (event, strings) = (self.event, self.strings);
        let part = &event.parts[index];
        let Some(speaker) = event.speaker(part) else {
            // Without a page of its own, it cannot be embedded.
            let href = self.shown.remark_href(event, index);
            return html! {
                header {
                    h2 id=(id) { (part_label(event, index, strings)) }
                    p.controls.live { (self.cites(&href)) }
                }
            };
        };
        let side = event.side(speaker).map(|side| side.label.as_str());
        let href = self.shown.remark_href(event, index);
        let kind = Some((strings.part_kind)(&part.kind)).filter(|kind| !kind.is_empty());
        let eyebrow = [side, kind]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ");
        html! {
            header {
                @if !eyebrow.is_empty() { p.eyebrow { (eyebrow) } }
                @match self.shown.page {
                    Page::Event => h2 id=(id) {
                        a href=(href) { (speaker.name.as_str()) }
                    },
                    Page::Remark(_) => h1 id=(id) { (speaker.name.as_str()) },
                }
                @if let Some(standing) = standing(speaker) { p.standing { (standing) } }
                p.controls.live {
                    button type="button" data-copy="link" { (strings.link_remark) }
                    button type="button" data-copy="quotation" { (strings.copy_quotation) }
                    button type="button" data-keeps=(part.id.as_str()) { (strings.keep) }
                    // A file on a reader's disk is nothing to embed.
                    @if !self.shown.is_file() {
                        button type="button" data-embeds=(href) { (strings.embed) }
                    }
                    (self.cites(&href))
                }
            }
        }
    }

    /// The control that cites the part at an address.
    fn cites(self, href: &str) -> Markup {
        html! { button type="button" data-cites=(href) { (self.strings.cite) } }
    }

    fn words(self, index: usize) -> Markup {
        html! {
            @for paragraph in paragraphs(&self.event.parts[index].text) {
                p { @for (sentence, _) in paragraph { (self.sentence(index, sentence)) } }
            }
        }
    }

    /// A sentence, its link, and the white space that parts it from the next.
    fn sentence(self, index: usize, sentence: usize) -> Markup {
        let text = &self.event.parts[index].text;
        let id = self.shown.sentence_id(self.event, index, sentence);
        let this = &text.sentences[sentence];
        let next = text
            .sentences
            .get(sentence + 1)
            .filter(|next| next.paragraph == this.paragraph);
        let gap = next.map(|next| {
            let (from, to) = (this.range.end.to_native(), next.range.start.to_native());
            &text.plain[from as usize..to as usize]
        });
        html! {
            span.s id=(id) {
                @for piece in pieces(text, sentence) { (self.piece(&piece)) }
                a.n data-n=(sentence + 1) href=(format!("#{id}")) aria-label=((self.strings.link_sentence)(sentence + 1)) {}
                (gap.unwrap_or_default())
            }
        }
    }

    fn piece(self, piece: &Piece<'_>) -> Markup {
        let mut out = html! { (piece.text) };
        if piece.emphasis {
            out = html! { em { (out) } };
        }
        if piece.strong {
            out = html! { strong { (out) } };
        }
        if let Some(link) = piece.link {
            out = html! { a href=(link) rel="noopener" { (out) } };
        }
        if piece.noted {
            out = html! { span.noted { (out) } };
        }
        html! {
            (out)
            @for note in &piece.notes {
                small.note role="note" { " [" (self.strings.note) ": " (note) "]" }
            }
        }
    }

    /// The topics of a part, each with the words that earned it. Without scripts a tag leads to the index of topics.
    pub(crate) fn tags(self, index: usize) -> Markup {
        let part = &self.event.parts[index];
        let topics: Vec<usize> = (0..self.event.topics.len())
            .filter(|topic| bears(part, *topic))
            .collect();
        html! {
            @if !topics.is_empty() {
                ul.tags aria-label=(self.strings.topics) {
                    @for topic in topics { (self.tag(index, topic)) }
                }
            }
        }
    }

    fn tag(self, index: usize, topic: usize) -> Markup {
        let (event, shown, strings) = (self.event, self.shown, self.strings);
        let (part, topic_id) = (&event.parts[index], event.topics[topic].id.as_str());
        let words = format!("_words.{}.{topic_id}", part.id);
        let place = match shown.page {
            Page::Event => format!("#_topic.{topic_id}"),
            Page::Remark(_) => format!("{}{}/#_topic.{topic_id}", shown.root, event.id),
        };
        html! {
            li.tag {
                a href=(place) aria-describedby=(words) { (event.topics[topic].label.as_str()) }
                div.earned id=(words) {
                    p.earned-heading { (strings.earned) }
                    ul { (self.earned(index, topic)) }
                    @match shown.page {
                        Page::Event => button.live type="button" data-topic=(topic_id) { ((strings.filter_by)(false)) },
                        Page::Remark(_) => {
                            a.live href=(format!("{}{}/?{}={topic_id}", shown.root, event.id, Facet::Topic.key())) {
                                ((strings.filter_by)(false))
                            }
                        },
                    }
                }
            }
        }
    }

    /// The words that earned a topic, a line for each sentence.
    fn earned(self, index: usize, topic: usize) -> Markup {
        let text = &self.event.parts[index].text;
        let tags = text
            .sentences
            .iter()
            .enumerate()
            .flat_map(|(sentence, this)| {
                let of_topic = this
                    .tags
                    .iter()
                    .filter(|tag| usize::from(tag.topic.to_native()) == topic);
                of_topic.map(move |tag| (sentence, tag))
            });
        html! {
            @for (sentence, tag) in tags {
                li {
                    a href=(format!("#{}", self.shown.sentence_id(self.event, index, sentence)))
                        aria-label=((self.strings.link_sentence)(sentence + 1)) { (sentence + 1) }
                    span {
                        @for (place, words) in tag.words.iter().enumerate() {
                            @if place > 0 { ", " }
                            "“" (&text.plain[words.start.to_native() as usize..words.end.to_native() as usize]) "”"
                        }
                        @if tag.by_editor { " (" (self.strings.by_editor) ")" }
                    }
                }
            }
        }
    }
}

fn bears(part: &ArchivedPart, topic: usize) -> bool {
    let sentences = &part.text.sentences;
    sentences.iter().any(|sentence| {
        sentence
            .tags
            .iter()
            .any(|tag| usize::from(tag.topic.to_native()) == topic)
    })
}
