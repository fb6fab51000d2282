//! The topics of a part, each with the words that earned it.
//!
//! Without scripts a tag leads to the index of topics; live, it holds its words open and can become a filter.

use crate::state::Facet;
use crate::trail::Act;
use crate::views::explorer::{Explorer, Page};
use leptos::prelude::*;

/// The tags of the part at a position, in the event's order of topics.
pub(super) fn tags(explorer: Explorer, part: usize) -> Option<AnyView> {
    let sentences = &explorer.event.parts[part].text.sentences;
    let tags: Vec<AnyView> = (0..explorer.event.topics.len())
        .filter(|topic| {
            sentences
                .iter()
                .any(|sentence| sentence.tags.iter().any(|tag| tag.topic == *topic as u16))
        })
        .map(|topic| tag(explorer, part, topic))
        .collect();
    (!tags.is_empty()).then(|| {
        view! { <ul class="tags" aria-label=explorer.strings.topics>{tags}</ul> }.into_any()
    })
}

fn tag(explorer: Explorer, part: usize, topic: usize) -> AnyView {
    let event = explorer.event;
    let (id, label) = (
        event.topics[topic].id.as_str(),
        event.topics[topic].label.as_str(),
    );
    let words_id = format!("_words.{}.{id}", event.parts[part].id);
    let index = match explorer.shown.page {
        Page::Event => format!("#_topic.{id}"),
        Page::Remark(_) => format!("{}{}/#_topic.{id}", explorer.shown.root, event.id),
    };
    let open = move || explorer.open_tag.get() == Some((part, topic));
    let live = move |value: &'static str| explorer.ready.get().then_some(value);
    let toggle = move |click: leptos::ev::MouseEvent| {
        click.prevent_default();
        explorer
            .open_tag
            .update(|open| *open = (*open != Some((part, topic))).then_some((part, topic)));
    };
    view! {
        <li class="tag" class:open=open>
            <a
                href=index
                role=move || live("button")
                aria-expanded=move || live(if open() { "true" } else { "false" })
                aria-describedby=words_id.clone()
                on:click=toggle
            >
                {label}
            </a>
            <div class="earned" id=words_id>
                <p class="earned-heading">{explorer.strings.earned}</p>
                <ul>{earned(explorer, part, topic)}</ul>
                {filter(explorer, id)}
            </div>
        </li>
    }
    .into_any()
}

/// The words that earned a topic, a line for each sentence.
fn earned(explorer: Explorer, part: usize, topic: usize) -> Vec<AnyView> {
    let text = &explorer.event.parts[part].text;
    let mut lines = Vec::new();
    for (index, sentence) in text.sentences.iter().enumerate() {
        for tag in sentence.tags.iter().filter(|tag| tag.topic == topic as u16) {
            let words: Vec<String> = tag
                .words
                .iter()
                .map(|words| {
                    format!(
                        "“{}”",
                        &text.plain
                            [words.start.to_native() as usize..words.end.to_native() as usize]
                    )
                })
                .collect();
            let mut words = words.join(", ");
            if tag.by_editor {
                words = format!("{words} ({})", explorer.strings.by_editor);
            }
            let href = format!("#{}", explorer.sentence_id(part, index));
            let label = (explorer.strings.link_sentence)(index + 1);
            lines.push(view! { <li><a href=href aria-label=label>{index + 1}</a> <span>{words}</span></li> }.into_any());
        }
    }
    lines
}

fn filter(explorer: Explorer, id: &'static str) -> AnyView {
    match explorer.shown.page {
        Page::Event => {
            let chosen = move || {
                explorer
                    .state
                    .with(|state| state.chosen.has(Facet::Topic, id))
            };
            let toggle = move |_| {
                explorer.act(Act::Chose, |state| {
                    if state.chosen.has(Facet::Topic, id) {
                        state.chosen.drop_choice(Facet::Topic, id);
                    } else {
                        state.chosen.choose(Facet::Topic, id);
                    }
                });
            };
            view! {
                <button type="button" class="live" on:click=toggle>
                    {move || (explorer.strings.filter_by)(chosen())}
                </button>
            }
            .into_any()
        }
        Page::Remark(_) => {
            let href = format!(
                "{}{}/?{}={id}",
                explorer.shown.root,
                explorer.event.id,
                Facet::Topic.key()
            );
            view! { <a class="live" href=href>{(explorer.strings.filter_by)(false)}</a> }.into_any()
        }
    }
}
