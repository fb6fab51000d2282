//! The live part of a page, and what its views share.

use crate::controls::Control;
use crate::explore::{self, Counts, Findings};
use crate::place::Named;
use crate::shown::Shown;
use crate::state::{Chosen, ViewState};
use crate::strings::Strings;
use crate::tongue::Tongue;
use crate::trail::Act;
use crate::views::{chips, facets, findings, messages, search_box};
use crate::{archive, strings};
use leptos::prelude::*;
use transcript::model::{ArchivedEvent, Range};

/// What the views of a page share.
#[derive(Clone, Copy)]
pub struct Explorer {
    /// The event.
    pub event: &'static ArchivedEvent,
    /// The page.
    pub shown: Shown,
    /// The words of the interface.
    pub strings: &'static Strings,
    /// The language of the event's words.
    pub tongue: Tongue<'static>,
    /// What the reader asked for.
    pub state: RwSignal<ViewState>,
    /// What that finds.
    pub findings: Memo<Findings>,
    /// What the facets show.
    pub tally: RwSignal<Tally>,
    /// What the address names.
    pub named: RwSignal<Option<Named>>,
    /// What the reader should know about the address.
    pub notices: RwSignal<Vec<String>>,
    /// What just happened, said once: after copying, for example.
    pub said: RwSignal<Option<&'static str>>,
    /// What screen readers were told of what was found.
    pub told: RwSignal<String>,
    /// What the reader selected.
    pub taken: RwSignal<Option<Taken>>,
    /// Text to copy by hand, where the browser refuses the clipboard.
    pub to_copy: RwSignal<Option<String>>,
    /// What the reader may be about to type.
    pub suggestions: RwSignal<Vec<Control>>,
    /// Whether the system has a share sheet.
    pub can_share: RwSignal<bool>,
    /// How a change reaches the address.
    pub changed: StoredValue<fn(Act, &ViewState)>,
    /// Keeps the focus on the page after a control took itself away.
    pub keep_focus: StoredValue<fn()>,
}

/// What the facets show. It follows [`Explorer::state`] by a frame: the results are painted first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many remarks each value finds.
    pub counts: Counts,
    /// Which values are chosen.
    pub chosen: Chosen,
}

/// Words of one part that the reader selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Position of the part.
    pub part: usize,
    /// Bytes of its text; whole words, their punctuation as selected.
    pub range: Range,
    /// Whether the selection reaches beyond this part.
    pub narrowed: bool,
}

impl Explorer {
    /// Everything in the state a page is prerendered in.
    #[must_use]
    pub fn new(shown: Shown) -> Self {
        let event = &archive::archive().events[shown.event];
        let strings = strings::strings(&event.language);
        let state = RwSignal::new(ViewState::default());
        let findings = Memo::new(move |_| {
            state.with(|state| {
                explore::explore(event, state, &|query, exact| {
                    archive::search(shown.event, query, exact)
                })
            })
        });
        Self {
            event,
            shown,
            strings,
            tongue: Tongue::of(event, strings),
            state,
            findings,
            tally: RwSignal::new(Tally::default()),
            named: RwSignal::new(None),
            notices: RwSignal::new(Vec::new()),
            said: RwSignal::new(None),
            told: RwSignal::new(String::new()),
            taken: RwSignal::new(None),
            to_copy: RwSignal::new(None),
            suggestions: RwSignal::new(Vec::new()),
            can_share: RwSignal::new(false),
            changed: StoredValue::new(|_, _| {}),
            keep_focus: StoredValue::new(|| {}),
        }
    }

    /// Brings the facets up to date.
    pub fn count(&self) {
        let now = Tally {
            counts: self
                .findings
                .with_untracked(|findings| findings.counts.clone()),
            chosen: self.state.with_untracked(|state| state.chosen.clone()),
        };
        if self.tally.with_untracked(|before| *before != now) {
            self.tally.set(now);
        }
    }

    /// Changes the state because a person did something.
    pub fn act(&self, act: Act, change: impl FnOnce(&mut ViewState)) {
        let mut state = self.state.get_untracked();
        change(&mut state);
        // What a person does leaves the place that the address names.
        let leaves = self.named.with_untracked(Option::is_some);
        if leaves || self.state.with_untracked(|current| *current != state) {
            (self.changed.get_value())(act, &state);
            if leaves {
                self.named.set(None);
            }
            self.state.set(state);
        }
    }
}

/// The live part of an event's page: all but the record, which follows it.
pub fn explorer_page(explorer: Explorer) -> impl IntoView {
    view! {
        {search_box::search_box(explorer)}
        {facets::facets(explorer)}
        <div class="results" id="_results">
            {findings::summary(explorer)}
            {chips::chips(explorer)}
            {findings::reading(explorer)}
            {findings::suggestions(explorer)}
            {findings::order(explorer)}
            {messages::notices(explorer)}
            {findings::nothing(explorer)}
        </div>
        {messages::said(explorer)}
    }
}

/// The live part of a remark's page: what there is to say above the remark.
pub fn remark_page(explorer: Explorer) -> impl IntoView {
    view! {
        {messages::notices(explorer)}
        {messages::said(explorer)}
    }
}
