//! Controls that lead to another state: what each says, and the state it leads to.

use crate::explore::{self, GiveUp, Search, facet_label};
use crate::state::{Facet, ViewState};
use crate::strings::Strings;
use search::{Field, Suggestion, is_quote};
use transcript::model::ArchivedEvent;

/// How many ways out of an empty result are offered.
const WAYS_OUT: usize = 4;

/// A control that leads to another state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// What kind of thing it is about; may be empty.
    pub kind: String,
    /// What it is about.
    pub label: String,
    /// What it gives; may be empty.
    pub count: String,
    /// Where it leads.
    pub state: ViewState,
}

/// What narrows the record now, each taking it back.
#[must_use]
pub fn chips(event: &ArchivedEvent, state: &ViewState, strings: &Strings) -> Vec<Control> {
    let mut chips = Vec::new();
    let mut chip = |kind: &str, label: String, state: ViewState| {
        chips.push(Control {
            kind: kind.to_owned(),
            label,
            count: String::new(),
            state,
        });
    };
    let query = state.query.trim();
    if !query.is_empty() {
        // Quotation marks of its own are enough.
        let label = match query.contains(is_quote) {
            true => query.to_owned(),
            false => format!("“{query}”"),
        };
        chip(strings.query, label, state.with_query(""));
    }
    for facet in Facet::ALL {
        for id in state.chosen.values(facet) {
            let Some(label) = facet_label(event, facet, id) else {
                continue;
            };
            let mut without = state.clone();
            without.chosen.drop_choice(facet, id);
            chip((strings.facet_one)(facet), label.into_owned(), without);
        }
    }
    chips
}

/// The nearest ways out of an empty result.
#[must_use]
pub fn ways_out(
    event: &ArchivedEvent,
    state: &ViewState,
    search: Search<'_>,
    strings: &Strings,
) -> Vec<Control> {
    explore::ways_out(event, state, search, WAYS_OUT)
        .into_iter()
        .map(|way| Control {
            kind: String::new(),
            label: match &way.give_up {
                GiveUp::Choice(facet, id) => {
                    let label = facet_label(event, *facet, id);
                    (strings.without_choice)(*facet, label.as_deref().unwrap_or(id))
                }
                GiveUp::Words(words) => (strings.fewer_words)(words),
                GiveUp::Query => strings.without_query.to_owned(),
                GiveUp::Choices => strings.without_choices.to_owned(),
            },
            count: (strings.remarks)(way.remarks),
            state: way.state,
        })
        .collect()
}

/// What the reader may be about to type: names become choices, phrases the query. Only what finds a remark beside
/// everything else that is chosen.
#[must_use]
pub fn suggestions(
    event: &ArchivedEvent,
    state: &ViewState,
    suggested: Vec<Suggestion>,
    search: Search<'_>,
    strings: &Strings,
) -> Vec<Control> {
    let controls = suggested.into_iter().filter_map(|suggestion| {
        let facet = match suggestion.field {
            Some(Field::Topic) => Some(Facet::Topic),
            Some(Field::Speaker) => Some(Facet::Speaker),
            Some(Field::Side) => Some(Facet::Side),
            _ => None,
        };
        let (kind, label, next) = match facet {
            Some(facet) => {
                let (_, id) = suggestion.query.split_once(':')?;
                let mut next = state.with_query("");
                next.chosen.choose(facet, id);
                ((strings.facet_one)(facet), suggestion.label, next)
            }
            None => {
                let next = state.with_query(&suggestion.query);
                ("", suggestion.query, next)
            }
        };
        let remarks = explore::explore(event, &next, search).remarks;
        (remarks > 0 && next.query != state.query).then(|| Control {
            kind: kind.to_owned(),
            label,
            count: (strings.remarks)(remarks),
            state: next,
        })
    });
    controls.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{archive, search, suggest};
    use crate::strings::strings;

    fn event() -> &'static ArchivedEvent {
        &archive().events[0]
    }

    fn find(query: &str, _: bool) -> Option<explore::Answer> {
        search(0, query, false)
    }

    fn suggested(query: &str) -> Vec<Control> {
        let state = ViewState::from_query(query);
        let all = suggest(0, &state.query);
        suggestions(event(), &state, all, &find, strings("en"))
    }

    #[test]
    fn each_chip_takes_one_thing_back() {
        let state = ViewState::from_query("?q=a+b&topic=thaad&side=rok&embed");
        let chips = chips(event(), &state, strings("en"));
        let shown: Vec<(String, String)> = chips
            .iter()
            .map(|chip| {
                (
                    format!("{} {}", chip.kind, chip.label),
                    chip.state.to_query(),
                )
            })
            .collect();
        let expected = [
            ("Search “a b”", "?topic=thaad&side=rok&embed"),
            ("Topic THAAD", "?q=a+b&side=rok&embed"),
            ("Side Republic of Korea", "?q=a+b&topic=thaad&embed"),
        ];
        assert_eq!(shown.len(), expected.len(), "{shown:?}");
        for (shown, (label, state)) in shown.iter().zip(expected) {
            assert_eq!(shown, &(label.to_owned(), state.to_owned()));
        }
    }

    #[test]
    fn a_quotation_has_its_quotation_marks_once() {
        let state = ViewState::from_query("?q=%22mutual+trust%22");
        let chips = chips(event(), &state, strings("en"));
        assert_eq!(chips[0].label, "\"mutual trust\"");
    }

    #[test]
    fn a_name_is_suggested_as_a_choice_and_a_phrase_as_a_query() {
        let names = suggested("?q=hailong");
        assert!(
            names
                .iter()
                .any(|control| control.label.contains("Wu Hailong")
                    && control.state.to_query() == "?speaker=wu-hailong")
        );
        let phrases = suggested("?q=mutual+tr");
        assert!(
            phrases.iter().any(|control| control
                .state
                .query
                .to_lowercase()
                .starts_with("\"mutual trust")),
            "{phrases:?}"
        );
    }

    #[test]
    fn every_suggestion_finds_the_remarks_it_promises() {
        for query in [
            "?q=tru",
            "?q=ko&side=china",
            "?q=co",
            "?q=wu",
            "?q=%E4%B8%AD",
        ] {
            for control in suggested(query) {
                let found = explore::explore(event(), &control.state, &find).remarks;
                assert_eq!(control.count, (strings("en").remarks)(found), "{query}");
                assert!(found > 0, "{query} {control:?}");
            }
        }
    }

    #[test]
    fn nothing_is_suggested_for_nothing() {
        assert_eq!(suggested(""), []);
        assert_eq!(suggested("?q=zzyzx"), []);
    }
}
