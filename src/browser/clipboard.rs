//! Where words leave to: the clipboard, which may be refused (in frames, over http, in old browsers), and the system's
//! share sheet, which may not be there.

use crate::quotation::Quoted;
use js_sys::{Array, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, ClipboardItem, ShareData};

fn offers(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &JsValue::from_str(name))
        .is_ok_and(|offered| offered.is_object() || offered.is_function())
}

/// Copies text; says whether the browser did.
pub(super) async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    offers(&navigator, "clipboard")
        && JsFuture::from(navigator.clipboard().write_text(text))
            .await
            .is_ok()
}

/// Copies a quotation both as HTML and as plain text where the browser can, else as plain text.
pub(super) async fn copy_quotation(quoted: &Quoted) -> bool {
    let navigator = window().navigator();
    if offers(&navigator, "clipboard")
        && offers(&window(), "ClipboardItem")
        && let Ok(item) = item(quoted)
    {
        let items = Array::of1(&item);
        if JsFuture::from(navigator.clipboard().write(&items))
            .await
            .is_ok()
        {
            return true;
        }
    }
    copy(&quoted.plain).await
}

fn item(quoted: &Quoted) -> Result<ClipboardItem, JsValue> {
    let formats = Object::new();
    for (kind, text) in [("text/html", &quoted.html), ("text/plain", &quoted.plain)] {
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let pieces = Array::of1(&JsValue::from_str(text));
        let blob = Blob::new_with_str_sequence_and_options(&pieces, &options)?;
        Reflect::set(&formats, &JsValue::from_str(kind), &Promise::resolve(&blob))?;
    }
    ClipboardItem::new_with_record_from_str_to_blob_promise(formats.unchecked_ref())
}

/// Whether the system has a share sheet.
pub(super) fn can_share() -> bool {
    offers(&window().navigator(), "share")
}

/// Hands words and their address to the share sheet; a sheet that is closed again is no error.
pub(super) async fn share(title: &str, text: &str, address: &str) {
    let data = ShareData::new();
    data.set_title(title);
    data.set_text(text);
    data.set_url(address);
    _ = JsFuture::from(window().navigator().share_with_data(&data)).await;
}
