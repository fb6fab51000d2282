//! The built site in a real browser: what a reader can do, and what must never happen.
//!
//! `cargo xtask test --only e2e` builds the site and runs this; `cargo test --features ssr --test e2e -- <words>` runs
//! the tests whose names hold the words against the folder as it is, in the engine that `COLLOQUY_ENGINE` names. Every
//! test also fails on any message on the browser's console, on a refused or failed request and on a breach of the policy
//! that the site is served under.

#[path = "../browser/mod.rs"]
mod browser;
#[macro_use]
mod stage;
mod engine;
mod folder;
mod page;
mod record;

mod accessibility;
mod addresses;
mod citing;
mod collecting;
mod concordance;
mod copying;
mod embed;
mod embed_dialog;
mod facets;
mod forgiveness;
mod history;
mod hostile;
mod hydration;
mod keyboard;
mod markup;
mod media;
mod offline;
mod passages;
mod relocation;
mod search;
mod standalone;
mod tags;
mod waking;
mod without_app;
mod words;

fn main() {
    let tests = [
        accessibility::tests,
        addresses::tests,
        citing::tests,
        collecting::tests,
        concordance::tests,
        copying::tests,
        embed::tests,
        embed_dialog::tests,
        facets::tests,
        forgiveness::tests,
        history::tests,
        hostile::tests,
        hydration::tests,
        keyboard::tests,
        markup::tests,
        media::tests,
        offline::tests,
        passages::tests,
        relocation::tests,
        search::tests,
        standalone::tests,
        tags::tests,
        waking::tests,
        without_app::tests,
        words::tests,
    ];
    stage::perform(tests.into_iter().flat_map(|tests| tests()));
}
