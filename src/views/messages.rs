//! What the reader is told: notices about the address, what was just copied, text to copy by hand.

use crate::views::explorer::Explorer;
use leptos::prelude::*;

/// Notices about the address, each until it is closed.
pub(super) fn notices(explorer: Explorer) -> AnyView {
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
            .into_any()
        });
        notices.collect::<Vec<_>>()
    };
    view! { <div class="notices" role="alert">{notices}</div> }.into_any()
}

/// What just happened; and a field to copy from where the browser refuses the clipboard.
pub(super) fn said(explorer: Explorer) -> AnyView {
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
            .into_any()
        })
    };
    view! {
        <div class="said">
            <p role="status">{move || explorer.said.get()}</p>
            {by_hand}
        </div>
    }
    .into_any()
}
