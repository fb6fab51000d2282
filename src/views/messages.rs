//! What the reader is told: notices about the address, what was just copied, text to copy by hand.

use crate::views::explorer::{Explorer, Taken};
use leptos::prelude::*;

/// Notices about the address, each until it is closed.
pub(super) fn notices(explorer: Explorer) -> impl IntoView {
    let notices = move || {
        let notices = explorer.notices.get();
        let notices = notices.into_iter().enumerate().map(|(index, notice)| {
            let close = move |_| {
                explorer
                    .notices
                    .update(|notices| drop(notices.remove(index)));
                (explorer.keep_focus.get_value())();
            };
            view! {
                <p class="notice">
                    <span>{notice}</span>
                    " "
                    <button type="button" on:click=close>{explorer.strings.close}</button>
                </p>
            }
        });
        notices.collect::<Vec<_>>()
    };
    view! {
        <div
            class="notices"
            class:over-said=move || explorer.said.with(Option::is_some)
            class:over-taken=move || explorer.taken.with(Option::is_some)
            role="alert"
        >
            {notices}
        </div>
    }
}

/// What just happened; and a field to copy from where the browser refuses the clipboard.
pub(super) fn said(explorer: Explorer) -> impl IntoView {
    let strings = explorer.strings;
    let close = move |_| {
        explorer.to_copy.set(None);
        (explorer.keep_focus.get_value())();
    };
    let by_hand = move || {
        explorer.to_copy.get().map(|text| {
            view! {
                <div class="by-hand">
                    <p id="_copy-help">{strings.copy_refused}</p>
                    <textarea id="_copy" readonly rows="4" aria-label=strings.copy_field aria-describedby="_copy-help" prop:value=text></textarea>
                    <button type="button" on:click=close>{strings.close}</button>
                </div>
            }
        })
    };
    let taken = move |what: fn(&Taken) -> bool| {
        explorer
            .taken
            .with(|taken| taken.as_ref().is_some_and(what))
    };
    // Pressing a control must not take the selection away.
    let keep = |press: leptos::ev::PointerEvent| press.prevent_default();
    view! {
        <div class="said">
            <p role="status">{move || explorer.said.get()}</p>
            <div class="take" role="toolbar" aria-label=strings.take hidden=move || !taken(|_| true) on:pointerdown=keep>
                <p hidden=move || !taken(|taken| taken.narrowed)>{strings.narrowed}</p>
                <button type="button" data-take="link">{strings.link_passage}</button>
                <button type="button" data-take="quotation">{strings.copy_quotation}</button>
                <button type="button" data-cites="">{strings.cite}</button>
                <button type="button" data-embeds="">{strings.embed}</button>
                <button type="button" data-keeps="">{strings.keep}</button>
                <button type="button" data-take="share" hidden=move || !explorer.can_share.get()>{strings.share}</button>
            </div>
            {by_hand}
        </div>
    }
}
