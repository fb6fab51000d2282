//! The state of the explorer: what the query part of an address says.
//!
//! ```text
//! ?q=…&exact&topic=…&speaker=…&side=…&view=passages|concordance&sort=left|right|speaker&embed&<anything else>
//! ```
//! A key repeated gives several values. [`ViewState::to_query`] writes one canonical order: `q`, `exact`,
//! `topic`, `speaker`, `side` (values sorted), `view`, `sort`, `embed`, then what this version does not know, as it came and in the order it came.

use transcript::words::is_direction_control;

/// What a reader has asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ViewState {
    /// The query, as typed.
    pub query: String,
    /// Whether the query is taken as written, no word of it for misspelled.
    pub exact: bool,
    /// Chosen values, a sorted list for each facet.
    pub chosen: Chosen,
    /// How found remarks are shown.
    pub view: View,
    /// What a concordance is sorted by.
    pub sort: Sort,
    /// Whether the page stands in a frame, without its own header and footer.
    pub embed: bool,
    /// Parameters this version does not know, each as it came.
    unknown: Vec<String>,
}

/// Chosen values of each facet: ids, sorted, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    topics: Vec<String>,
    speakers: Vec<String>,
    sides: Vec<String>,
}

/// A way to narrow the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// By topic.
    Topic,
    /// By speaker.
    Speaker,
    /// By side.
    Side,
}

impl Facet {
    /// Every facet, in the canonical order of addresses.
    pub const ALL: [Self; 3] = [Self::Topic, Self::Speaker, Self::Side];

    /// Its key in an address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Speaker => "speaker",
            Self::Side => "side",
        }
    }
}

/// How found remarks are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// Whole remarks in speaking order.
    #[default]
    Remarks,
    /// Only the passages found, the best remark first.
    Passages,
    /// Every occurrence of what was asked for on a line of its own, aligned (keyword in context).
    Concordance,
}

/// What the lines of a concordance are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Where they stand in the record.
    #[default]
    Speaking,
    /// The words before, the nearest first.
    Left,
    /// The words after.
    Right,
    /// The speaker's name.
    Speaker,
}

impl Sort {
    /// Every order, as offered.
    pub const ALL: [Self; 4] = [Self::Speaking, Self::Left, Self::Right, Self::Speaker];

    /// Its value in an address.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::Speaking => "speaking",
            Self::Left => "left",
            Self::Right => "right",
            Self::Speaker => "speaker",
        }
    }

    /// The order with a value.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.value() == value)
    }
}

impl View {
    /// Every view, as offered.
    pub const ALL: [Self; 3] = [Self::Remarks, Self::Passages, Self::Concordance];

    const fn value(self) -> &'static str {
        match self {
            Self::Remarks => "remarks",
            Self::Passages => "passages",
            Self::Concordance => "concordance",
        }
    }
}

impl Chosen {
    /// The chosen values of a facet.
    #[must_use]
    pub fn values(&self, facet: Facet) -> &[String] {
        match facet {
            Facet::Topic => &self.topics,
            Facet::Speaker => &self.speakers,
            Facet::Side => &self.sides,
        }
    }

    fn values_mut(&mut self, facet: Facet) -> &mut Vec<String> {
        match facet {
            Facet::Topic => &mut self.topics,
            Facet::Speaker => &mut self.speakers,
            Facet::Side => &mut self.sides,
        }
    }

    /// Whether a value is chosen.
    #[must_use]
    pub fn has(&self, facet: Facet, id: &str) -> bool {
        self.values(facet).iter().any(|value| value == id)
    }

    /// Whether nothing is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Facet::ALL
            .iter()
            .all(|facet| self.values(*facet).is_empty())
    }

    /// Chooses a value; choosing it twice changes nothing.
    pub fn choose(&mut self, facet: Facet, id: &str) {
        let values = self.values_mut(facet);
        if let Err(place) = values.binary_search_by(|value| value.as_str().cmp(id)) {
            values.insert(place, id.to_owned());
        }
    }

    /// Takes a choice back.
    pub fn drop_choice(&mut self, facet: Facet, id: &str) {
        self.values_mut(facet).retain(|value| value != id);
    }

    /// Chooses a value, or takes the choice back.
    pub fn toggle(&mut self, facet: Facet, id: &str) {
        if self.has(facet, id) {
            self.drop_choice(facet, id);
        } else {
            self.choose(facet, id);
        }
    }
}

/// A query has at most so many characters; what is longer is cut after a whole word, since it could not be answered as one
/// types.
const LONGEST_QUERY: usize = 2000;

/// A query as the search box can hold it and the page can show it: on one line, without controls of direction.
fn one_line(query: &str) -> String {
    let query: String = query
        .chars()
        .filter(|c| !is_direction_control(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let Some((end, _)) = query.char_indices().nth(LONGEST_QUERY) else {
        return query;
    };
    let kept = &query[..end];
    let words = kept.rfind(char::is_whitespace).map(|blank| &kept[..=blank]);
    words.unwrap_or(kept).to_owned()
}

impl ViewState {
    /// Reads the query part of an address, with or without its `?`. Nothing in it is an error: a value that cannot be
    /// understood is kept as unknown.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        let mut state = Self::default();
        for raw in query
            .strip_prefix('?')
            .unwrap_or(query)
            .split('&')
            .filter(|raw| !raw.is_empty())
        {
            let (key, value) = form_urlencoded::parse(raw.as_bytes())
                .next()
                .unwrap_or_default();
            if !state.read(&key, &value) {
                state.unknown.push(raw.to_owned());
            }
        }
        state
    }

    fn read(&mut self, key: &str, value: &str) -> bool {
        match key {
            // A second search can be neither shown nor cleared.
            "q" if self.query.is_empty() => self.query = one_line(value),
            "q" => {}
            "exact" if value.is_empty() => self.exact = true,
            "view" => match View::ALL.into_iter().find(|view| view.value() == value) {
                Some(view) => self.view = view,
                None => return false,
            },
            "sort" => match Sort::from_value(value) {
                Some(sort) => self.sort = sort,
                None => return false,
            },
            "embed" if value.is_empty() => self.embed = true,
            _ => match Facet::ALL.into_iter().find(|facet| facet.key() == key) {
                Some(facet) if !value.is_empty() => self.chosen.choose(facet, value),
                _ => return false,
            },
        }
        true
    }

    /// The canonical query part, with its `?`; empty for the state a page starts in.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut out = String::new();
        let mut push = |text: &str| {
            out.push(if out.is_empty() { '?' } else { '&' });
            out.push_str(text);
        };
        if !self.query.is_empty() {
            push(&pair("q", &self.query));
        }
        if self.exact {
            push("exact");
        }
        for facet in Facet::ALL {
            for value in self.chosen.values(facet) {
                push(&pair(facet.key(), value));
            }
        }
        if self.view != View::default() {
            push(&pair("view", self.view.value()));
        }
        if self.sort != Sort::default() {
            push(&pair("sort", self.sort.value()));
        }
        if self.embed {
            push("embed");
        }
        for raw in &self.unknown {
            push(raw);
        }
        out
    }

    /// Whether the reader has narrowed the record.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        !self.query.trim().is_empty() || !self.chosen.is_empty()
    }

    /// This state with another query, which is forgiven its misspellings again.
    #[must_use]
    pub fn with_query(&self, query: &str) -> Self {
        Self {
            query: one_line(query),
            exact: false,
            ..self.clone()
        }
    }

    /// This state with the query and every choice taken back.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self {
            query: String::new(),
            exact: false,
            chosen: Chosen::default(),
            view: View::default(),
            sort: Sort::default(),
            ..self.clone()
        }
    }
}

fn pair(key: &str, value: &str) -> String {
    let value: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
    format!("{key}={value}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn repeated_keys_give_several_values_in_canonical_order() {
        let state =
            ViewState::from_query("?side=rok&topic=thaad&topic=nato&q=missile+shield&topic=nato");
        assert_eq!(state.query, "missile shield");
        assert_eq!(state.chosen.values(Facet::Topic), ["nato", "thaad"]);
        assert_eq!(
            state.to_query(),
            "?q=missile+shield&topic=nato&topic=thaad&side=rok"
        );
    }

    #[test]
    fn unknown_parameters_are_kept_as_they_came() {
        let state =
            ViewState::from_query("utm_source=a%20b&view=spiral&q=x&embed&flag&q=second&topic=");
        assert!(state.embed);
        assert_eq!(state.view, View::Remarks);
        assert_eq!(
            state.to_query(),
            "?q=x&embed&utm_source=a%20b&view=spiral&flag&topic="
        );
    }

    #[test]
    fn broken_percent_encoding_is_read_as_it_can_be() {
        assert_eq!(ViewState::from_query("q=100%&topic=%FF").query, "100%");
        assert_eq!(ViewState::from_query("q=%E4%B8%AD").query, "中");
    }

    #[test]
    fn a_second_search_does_not_come_back() {
        let state = ViewState::from_query("?q=trust&q=nato");
        assert_eq!(state.query, "trust");
        assert_eq!(state.cleared().to_query(), "");
    }

    #[test]
    fn clearing_keeps_the_frame_and_the_unknown() {
        let state = ViewState::from_query("q=a&topic=b&view=passages&embed&x=1");
        assert_eq!(state.cleared().to_query(), "?embed&x=1");
    }

    proptest! {
        #[test]
        fn any_query_is_read_and_its_canonical_form_is_stable(query in "\\PC{0,60}") {
            let state = ViewState::from_query(&query);
            let canonical = state.to_query();
            prop_assert_eq!(ViewState::from_query(&canonical).to_query(), canonical.clone());
            prop_assert_eq!(ViewState::from_query(&canonical), state);
        }

        #[test]
        fn any_words_survive_the_address(words in "\\PC{0,40}", topic in "[a-z-]{1,12}") {
            let mut state = ViewState { query: words, ..ViewState::default() };
            state.chosen.choose(Facet::Topic, &topic);
            prop_assert_eq!(ViewState::from_query(&state.to_query()), state);
        }
    }
}
