//! One part of the record: a remark with its speaker, words, tags and controls; or the introduction, the afterword.

use crate::place;
use crate::views::explorer::{Explorer, Page};
use crate::views::{sentence, tags};
use leptos::prelude::*;

/// The part at a position.
pub(super) fn part(explorer: Explorer, index: usize) -> AnyView {
    let part = &explorer.event.parts[index];
    let mine = Memo::new(move |_| {
        explorer
            .findings
            .with(|findings| findings.parts[index].clone())
    });
    let away = move || {
        !mine.with(|mine| mine.found)
            && !explorer
                .named
                .with(|named| named.as_ref().is_some_and(|named| named.part == index))
    };
    let named = move || {
        explorer.named.with(|named| {
            named
                .as_ref()
                .is_some_and(|named| named.part == index && named.sentences.is_none())
        })
    };
    let heading = format!("_heading.{}", part.id);
    let header = header(explorer, index, heading.clone());
    let class = if part.speaker.is_some() {
        "part remark"
    } else {
        "part frame"
    };
    view! {
        <article
            class=class
            id=part.id.as_str()
            tabindex="-1"
            aria-labelledby=heading
            hidden=away
            class:named=named
        >
            {header}
            <div class="words">{paragraphs(explorer, mine, index)}</div>
            {tags::tags(explorer, index)}
        </article>
    }
    .into_any()
}

fn header(explorer: Explorer, index: usize, id: String) -> AnyView {
    let part = &explorer.event.parts[index];
    let Some(speaker) = part.speaker.as_ref() else {
        let label = place::part_label(explorer.event, index, explorer.strings);
        return view! { <header><h2 id=id>{label}</h2></header> }.into_any();
    };
    let speaker = &explorer.event.speakers[usize::from(speaker.to_native())];
    let name = match explorer.shown.page {
        Page::Event => {
            view! { <h2 id=id><a href=explorer.remark_href(index)>{speaker.name.as_str()}</a></h2> }
                .into_any()
        }
        Page::Remark(_) => view! { <h1 id=id>{speaker.name.as_str()}</h1> }.into_any(),
    };
    let side = speaker.side.as_ref().map(|side| {
        explorer.event.sides[usize::from(side.to_native())]
            .label
            .as_str()
    });
    let kind = Some((explorer.strings.part_kind)(&part.kind)).filter(|kind| !kind.is_empty());
    let eyebrow = [side, kind]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let standing = crate::quotation::standing(speaker);
    view! {
        <header>
            {(!eyebrow.is_empty()).then(|| view! { <p class="eyebrow">{eyebrow}</p> })}
            {name}
            {standing.map(|standing| view! { <p class="standing">{standing}</p> })}
            <p class="controls live">
                <button type="button" data-copy="link" data-part=index>{explorer.strings.link_remark}</button>
                <button type="button" data-copy="quotation" data-part=index>{explorer.strings.copy_quotation}</button>
            </p>
        </header>
    }
    .into_any()
}

fn paragraphs(
    explorer: Explorer,
    mine: Memo<crate::explore::PartFindings>,
    index: usize,
) -> Vec<AnyView> {
    let sentences = &explorer.event.parts[index].text.sentences;
    let mut paragraphs = Vec::new();
    let mut first = 0;
    while first < sentences.len() {
        let paragraph = sentences[first].paragraph;
        let last = sentences[first..]
            .iter()
            .take_while(|sentence| sentence.paragraph == paragraph)
            .count()
            + first;
        let views: Vec<AnyView> = (first..last)
            .map(|sentence| sentence::sentence(explorer, mine, index, sentence))
            .collect();
        paragraphs.push(view! { <p>{views}</p> }.into_any());
        first = last;
    }
    paragraphs
}
