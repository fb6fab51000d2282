//! The part of the crate of this name that Leptos' server functions are compiled against, and nothing behind it.
//!
//! The published crate exports classes to JavaScript, and what is exported is kept in every module: 5 KB of the explorer
//! for streams that only server functions open. The explorer has no server; a build that had server functions would
//! panic at the first stream, and must leave this patch out.

use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen::JsValue;

/// A stream that is never opened.
#[derive(Debug)]
pub enum ReadableStream {}

const NO_SERVER: &str = "the explorer has no server functions (crates/wasm-streams)";

impl ReadableStream {
    /// Would wrap a browser's stream.
    ///
    /// # Panics
    /// Always.
    #[must_use]
    pub fn from_raw(_: web_sys::ReadableStream) -> Self {
        panic!("{NO_SERVER}")
    }

    /// Would make a browser's stream.
    ///
    /// # Panics
    /// Always.
    #[must_use]
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        panic!("{NO_SERVER}")
    }

    /// The browser's stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        match self {}
    }

    /// What is read from it.
    #[must_use]
    pub fn into_stream(self) -> Self {
        self
    }
}

impl Stream for ReadableStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match *self {}
    }
}
