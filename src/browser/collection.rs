//! What `public/collection.js` asks of the app.

use crate::browser::pointer;
use crate::collection::kept;
use crate::views::Explorer;
use js_sys::Array;
use std::cell::Cell;
use wasm_bindgen::prelude::*;

thread_local! {
    static EXPLORER: Cell<Option<Explorer>> = const { Cell::new(None) };
}

/// Answers from now on.
pub(super) fn answer(explorer: Explorer) {
    EXPLORER.set(Some(explorer));
}

/// What a place of the event's record holds: `[words, attribution, address, notice]`, where the words are empty if they
/// are gone and the notice is if there is nothing to say; `[notice]` where the place names nothing; `undefined` before
/// the page is live.
#[allow(unreachable_pub, reason = "wasm-bindgen exports public functions only")]
#[wasm_bindgen(unchecked_return_type = "string[] | undefined")]
pub fn kept_at(place: &str) -> Option<Array> {
    let explorer = EXPLORER.get()?;
    Some(match kept(explorer.event, place, explorer.strings) {
        Err(notice) => Array::of1(&notice.into()),
        Ok(kept) => {
            let within = place.split_once('.').map_or("", |(_, within)| within);
            let address = pointer::address(explorer, kept.part, within);
            Array::of4(
                &kept.words.into(),
                &kept.attribution.into(),
                &address.into(),
                &kept.notice.into(),
            )
        }
    })
}
