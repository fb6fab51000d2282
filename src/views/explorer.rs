//! The live part of a page, and what its views share.

use crate::explore::{self, Findings};
use crate::place::Named;
use crate::state::{View, ViewState};
use crate::strings::Strings;
use crate::trail::Act;
use crate::views::{chips, facets, findings, messages, part, search_box};
use crate::{archive, strings};
use leptos::prelude::*;
use transcript::model::ArchivedEvent;

/// Which page this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The explorer of an event.
    Event,
    /// One remark, at this position among the event's parts.
    Remark(usize),
}

/// Where a page stands: all that differs between two pages of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Position of the event in the archive.
    pub event: usize,
    /// Which of its pages.
    pub page: Page,
    /// The way from the page to the folder's root: `./`, `../` or `../../`.
    pub root: &'static str,
}

/// What the views of a page share.
#[derive(Clone, Copy)]
pub struct Explorer {
    /// The event.
    pub event: &'static ArchivedEvent,
    /// The page.
    pub shown: Shown,
    /// The words of the interface.
    pub strings: &'static Strings,
    /// What the reader asked for.
    pub state: RwSignal<ViewState>,
    /// What that finds.
    pub findings: Memo<Findings>,
    /// What the address names.
    pub named: RwSignal<Option<Named>>,
    /// What the reader should know about the address.
    pub notices: RwSignal<Vec<String>>,
    /// What just happened, said once: after copying, for example.
    pub said: RwSignal<Option<&'static str>>,
    /// Text to copy by hand, where the browser refuses the clipboard.
    pub to_copy: RwSignal<Option<String>>,
    /// The tag whose words are held open: part and topic.
    pub open_tag: RwSignal<Option<(usize, usize)>>,
    /// Whether the page is live. The first render is the prerendered page's, so nothing else may shape it.
    pub ready: RwSignal<bool>,
    /// How a change reaches the address.
    pub changed: StoredValue<fn(Act, &ViewState)>,
    /// Keeps the focus on the page after a control took itself away.
    pub keep_focus: StoredValue<fn()>,
}

impl Explorer {
    /// Everything in the state a page is prerendered in.
    #[must_use]
    pub fn new(shown: Shown) -> Self {
        let event = &archive::archive().events[shown.event];
        let state = RwSignal::new(ViewState::default());
        let findings = Memo::new(move |_| {
            state.with(|state| {
                explore::explore(event, state, &|query| archive::search(shown.event, query))
            })
        });
        Self {
            event,
            shown,
            strings: strings::strings(&event.language),
            state,
            findings,
            named: RwSignal::new(None),
            notices: RwSignal::new(Vec::new()),
            said: RwSignal::new(None),
            to_copy: RwSignal::new(None),
            open_tag: RwSignal::new(None),
            ready: RwSignal::new(false),
            changed: StoredValue::new(|_, _| {}),
            keep_focus: StoredValue::new(|| {}),
        }
    }

    /// Changes the state because a person did something.
    pub fn act(&self, act: Act, change: impl FnOnce(&mut ViewState)) {
        let mut state = self.state.get_untracked();
        change(&mut state);
        if self.state.with_untracked(|current| *current != state) {
            (self.changed.get_value())(act, &state);
            self.state.set(state);
        }
    }

    /// The way from this page to a remark's own page.
    #[must_use]
    pub fn remark_href(&self, part: usize) -> String {
        format!(
            "{}{}/{}/",
            self.shown.root, self.event.id, self.event.parts[part].id
        )
    }

    /// The fragment of a sentence on this page, without `#`; also the id of its element.
    #[must_use]
    pub fn sentence_id(&self, part: usize, sentence: usize) -> String {
        match self.shown.page {
            Page::Event => format!("{}.s{}", self.event.parts[part].id, sentence + 1),
            Page::Remark(_) => format!("s{}", sentence + 1),
        }
    }
}

/// The live part of an event's page.
#[must_use]
pub fn explorer_page(explorer: Explorer) -> AnyView {
    let everything = explorer.event.parts.len();
    let order = Memo::new(move |_| {
        if explorer
            .state
            .with(|state| state.view == View::Passages && state.is_narrowed())
        {
            explorer.findings.with(|findings| findings.ranked.clone())
        } else {
            (0..everything).collect()
        }
    });
    let passages_only = move || {
        explorer
            .state
            .with(|state| state.view == View::Passages && state.is_narrowed())
    };
    view! {
        <div class="explorer">
            {search_box::search_box(explorer)}
            {facets::facets(explorer)}
            <div class="results">
                {findings::summary(explorer)}
                {chips::chips(explorer)}
                {messages::notices(explorer)}
                {findings::nothing(explorer)}
                <div class="record" class:passages-only=passages_only id="_record">
                    <For each=move || order.get() key=|part| *part children=move |index| part::part(explorer, index) />
                </div>
            </div>
            {messages::said(explorer)}
        </div>
    }
    .into_any()
}

/// The live part of the page of the remark at a position.
#[must_use]
pub fn remark_page(explorer: Explorer, part: usize) -> AnyView {
    view! {
        <div class="reader">
            {messages::notices(explorer)}
            {part::part(explorer, part)}
            {messages::said(explorer)}
        </div>
    }
    .into_any()
}
