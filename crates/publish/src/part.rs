//! One part of the record: a remark with its speaker, words, tags and controls; or the introduction, the afterword.
//!
//! The browser does not render parts: it marks, hides and orders these (`colloquy::browser::record`). What it
//! relies on: `.part` with its id, `.s` for each sentence in order, `.tag`, `[data-copy]`, `[data-topic]`.

use crate::pieces::{Piece, gap, paragraphs, pieces};
use colloquy::place::part_label;
use colloquy::quotation::standing;
use colloquy::shown::{Page, Shown};
use colloquy::state::Facet;
use colloquy::strings::Strings;
use colloquy::tongue::Tongue;
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
            article class=(class) id=(part.id.as_str()) aria-labelledby=(heading) {
                (self.header(index, &heading))
                div.words lang=[self.tongue().lang] dir=[self.tongue().dir] { (self.words(index)) }
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
        let Tongue { lang, dir } = self.tongue();
        html! {
            header {
                @if side.is_some() || kind.is_some() {
                    p.eyebrow {
                        @if let Some(side) = side { bdi lang=[lang] { (side) } }
                        @if side.is_some() && kind.is_some() { " · " }
                        @if let Some(kind) = kind { (kind) }
                    }
                }
                @match self.shown.page {
                    Page::Event => h2 id=(id) lang=[lang] dir=[dir] {
                        a href=(href) { (speaker.name.as_str()) }
                    },
                    Page::Remark(_) => h1 id=(id) lang=[lang] dir=[dir] { (speaker.name.as_str()) },
                }
                @if let Some(standing) = standing(speaker) { p.standing lang=[lang] dir=[dir] { (standing) } }
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

    /// The language and direction of the event's words.
    fn tongue(&self) -> Tongue<'_> {
        Tongue::of(self.event, self.strings)
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
        let number = text.number(sentence);
        html! {
            span.s id=(id) {
                @for piece in pieces(text, sentence) { (self.piece(&piece)) }
                a.n data-n=(number) href=(format!("#{id}")) aria-label=((self.strings.link_sentence)(number)) {}
                (gap(text, sentence))
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
                a href=(place) lang=[self.tongue().lang] aria-describedby=(words) { (event.topics[topic].label.as_str()) }
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
                @let number = text.number(sentence);
                li {
                    a href=(format!("#{}", self.shown.sentence_id(self.event, index, sentence)))
                        aria-label=((self.strings.link_sentence)(number)) { (number) }
                    span lang=[self.tongue().lang] {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use colloquy::strings::strings;

    fn part(language: &str) -> String {
        let archive = fixture::archive_in(
            language,
            "verbatim",
            "[levi]\nname = \"רבקה לוי\"\nrole = \"יושבת ראש\"\n",
            "## רבקה לוי {#levi}\n\nשלום לכולם.\n",
            "",
        );
        let event = &archive.events[0];
        let shown = Shown {
            event: 0,
            page: Page::Event,
            root: "./",
        };
        let strings = strings(language);
        let record = Record {
            event,
            shown,
            strings,
        };
        record.part(0).into_string()
    }

    #[test]
    fn words_say_their_language_and_direction_where_the_interface_has_others() {
        let hebrew = part("he");
        for said in [
            "<div class=\"words\" lang=\"he\" dir=\"rtl\">",
            "<h2 id=\"_heading.levi\" lang=\"he\" dir=\"rtl\">",
            "<p class=\"standing\" lang=\"he\" dir=\"rtl\">",
        ] {
            assert!(hebrew.contains(said), "{said} is not in {hebrew}");
        }
        let english = part("en");
        assert!(
            !english.contains("lang=") && !english.contains("dir="),
            "{english}"
        );
    }

    #[test]
    fn a_published_number_names_its_sentence_wherever_that_stands_now() {
        let ledger = "[sentences.wu]\n1 = \"We saw peace.\"\n2 = \"It ends.\"\n3 = \"It lasts.\"\n";
        let archive = fixture::archive(
            "verbatim",
            "[wu]\nname = \"Wu\"\n",
            "## Wu {#wu}\n\nHello to all. We saw peace. It lasts.\n",
            &format!(
                "{ledger}\n[sentences.wu-closing]\n1 = \"It lasts.\"\n\n[moved]\nwu-closing = \"wu\"\n"
            ),
        );
        let event = &archive.events[0];
        let record = Record {
            event,
            shown: Shown {
                event: 0,
                page: Page::Remark(0),
                root: "../../",
            },
            strings: strings("en"),
        };
        let html = record.part(0).into_string();
        for (id, words) in [
            ("s4", "Hello to all."),
            ("s1", "We saw peace."),
            ("s3", "It lasts."),
        ] {
            let sentence = format!(
                "<span class=\"s\" id=\"{id}\">{words}<a class=\"n\" data-n=\"{}\"",
                &id[1..]
            );
            assert!(html.contains(&sentence), "{sentence} is not in {html}");
        }

        let named = |fragment| colloquy::place::resolve(event, Some(0), fragment, strings("en"));
        let sentences = |fragment| named(fragment).unwrap().unwrap().sentences;
        assert_eq!(sentences("s1"), Some((1, 1)));
        assert_eq!(sentences("s4"), Some((0, 0)));
        assert_eq!(sentences("s1-3"), Some((1, 2)));
        assert_eq!(
            sentences("s3-4"),
            Some((0, 2)),
            "a run lies between its ends"
        );
        assert_eq!(sentences("wu.s1"), Some((1, 1)));
        for gone in ["s2", "s2-3", "s5", "wu-closing.s1"] {
            let (notice, shown) = named(gone).unwrap_err();
            assert!(
                notice.contains("no longer, in this remark (Wu)"),
                "{notice}"
            );
            assert_eq!(shown.unwrap().sentences, None);
        }
    }
}
