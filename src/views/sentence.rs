//! One sentence, with its marks and its link.

use crate::pieces::{Emphasis, Mark, Marks, Piece, pieces};
use crate::state::View;
use crate::views::explorer::Explorer;
use leptos::prelude::*;
use transcript::model::Range;

/// The sentence at a position of a part, followed by the white space that parts it from the next.
pub(super) fn sentence(
    explorer: Explorer,
    mine: Memo<crate::explore::PartFindings>,
    part: usize,
    index: usize,
) -> AnyView {
    let text = &explorer.event.parts[part].text;
    let id = explorer.sentence_id(part, index);
    let href = format!("#{id}");
    let label = (explorer.strings.link_sentence)(index + 1);
    let start = text.sentences[index].range.start.to_native();
    let marks = move || -> Marks {
        let mut marks: Marks = mine.with(|mine| {
            let Some(passage) = mine.passage(index) else {
                return Vec::new();
            };
            let matched = passage.matched.iter().map(|range| (Mark::Matched, *range));
            matched
                .chain(passage.earned.iter().map(|range| (Mark::Earned, *range)))
                .collect()
        });
        explorer.named.with(|named| {
            if let Some(words) = named
                .as_ref()
                .filter(|named| named.names(part, index))
                .and_then(|named| named.words)
            {
                let end = text.sentences[index].range.end.to_native();
                let (from, to) = (words.start.max(start), words.end.min(end));
                marks.push((
                    Mark::Named,
                    Range {
                        start: from - start,
                        end: to.max(from) - start,
                    },
                ));
            }
        });
        marks
    };
    let named = move || {
        explorer
            .named
            .with(|named| named.as_ref().is_some_and(|named| named.names(part, index)))
    };
    let left_out = move || {
        explorer.state.with(|state| state.view == View::Passages)
            && mine.with(|mine| !mine.passages.is_empty() && mine.passage(index).is_none())
    };
    let found = move || mine.with(|mine| mine.passage(index).is_some());
    let gap = text
        .sentences
        .get(index + 1)
        .filter(|next| next.paragraph == text.sentences[index].paragraph)
        .map(|next| {
            let (from, to) = (
                text.sentences[index].range.end.to_native(),
                next.range.start.to_native(),
            );
            &text.plain[from as usize..to as usize]
        })
        .filter(|gap| !gap.is_empty());
    view! {
        <span class="s" id=id tabindex="-1" class:found=found class:left-out=left_out class:named=named>
            {move || pieces(text, index, &marks()).into_iter().map(|cut| piece(explorer, cut)).collect::<Vec<_>>()}
            <a class="n" data-n=index + 1 href=href aria-label=label></a>
            {gap}
        </span>
    }
    .into_any()
}

fn piece(explorer: Explorer, piece: Piece) -> AnyView {
    let mut view = match piece.mark {
        None => piece.text.into_any(),
        Some(Mark::Matched) => view! { <mark>{piece.text}</mark> }.into_any(),
        Some(Mark::Earned) => view! { <mark class="earned-mark">{piece.text}</mark> }.into_any(),
        Some(Mark::Named) => view! { <mark class="named-mark">{piece.text}</mark> }.into_any(),
    };
    view = match piece.emphasis {
        None => view,
        Some(Emphasis::Emphasis) => view! { <em>{view}</em> }.into_any(),
        Some(Emphasis::Strong) => view! { <strong>{view}</strong> }.into_any(),
    };
    if let Some(link) = piece.link {
        view = view! { <a href=link rel="noopener">{view}</a> }.into_any();
    }
    match piece.note {
        None => view,
        Some(note) => view! {
            <span class="noted">{view}</span>
            <small class="note" role="note">{format!(" [{}: {note}]", explorer.strings.note)}</small>
        }
        .into_any(),
    }
}
