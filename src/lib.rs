//! Colloquy: an explorer for the record of an event.
//!
//! The same views are rendered twice: by `publish` at build time (feature `ssr`) and in the browser, where they take
//! over the prerendered page (feature `hydrate`). What can be decided without a browser is decided in the plain
//! modules ([`address`], [`state`], [`explore`], [`concordance`], [`look`], [`place`], [`quotation`], [`trail`]); the views only show it.

pub mod address;
pub mod archive;
pub mod collection;
pub mod concordance;
pub mod controls;
pub mod explore;
pub mod look;
pub mod marks;
pub mod place;
pub mod quotation;
pub mod shown;
pub mod state;
pub mod strings;
pub mod tongue;
pub mod trail;
pub mod views;

#[cfg(feature = "hydrate")]
pub mod browser;
