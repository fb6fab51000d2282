//! A citation style, and rendering by it.

use super::marks::{DAY, DAY_PLAIN, MONTH, MONTH_NAME, NAME, SENTENCES, TITLE, YEAR};
use super::runs::{Run, runs};
use super::work::Work;
use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style as Parsed};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, LocatorPayload,
    Rendered, SpecificLocator,
};
use serde_json::{Map, Value, json};
use transcript::model::{Date, interval};

/// A style of citing.
pub(super) struct Style {
    /// Its name in the dialog's data.
    pub(super) id: &'static str,
    /// What the dialog calls it.
    pub(super) label: &'static str,
    /// The style as the citation library has it.
    pub(super) archived: ArchivedStyle,
    /// Whose words and dates it writes.
    pub(super) locale: &'static str,
    /// What is cited by it, and where.
    pub(super) forms: &'static [Form],
}

/// One thing that a style asks for.
pub(super) struct Form {
    /// The name of its label among the dialog's words.
    pub(super) name: &'static str,
    pub(super) place: Place,
    /// The work as this form is to see it.
    pub(super) item: fn(&Work) -> Map<String, Value>,
    /// A name in place of [`NAME`], where the style would write it otherwise than its own rule has it.
    pub(super) written: Option<fn(&Work) -> String>,
}

/// Where a citation stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the list at the end.
    List,
    /// In the text or at the foot of the page; names the sentences.
    Text,
}

/// A day that no record is read on, for the library to write in the style's own way.
const SOME_DAY: Date = Date {
    year: 2888,
    month: 12,
    day: 28,
};

/// The ways in which the styles write that day, and what then stands in its place.
fn days() -> [(&'static str, String); 2] {
    [
        ("2888-12-28", format!("{YEAR}-{MONTH}-{DAY}")),
        (
            "28 December 2888",
            format!("{DAY_PLAIN} {MONTH_NAME} {YEAR}"),
        ),
    ]
}

/// Months as the styles write them: in full, and shortened.
const MONTHS: [(&str, &str); 12] = [
    ("January", "Jan."),
    ("February", "Feb."),
    ("March", "Mar."),
    ("April", "Apr."),
    ("May", "May"),
    ("June", "June"),
    ("July", "July"),
    ("August", "Aug."),
    ("September", "Sept."),
    ("October", "Oct."),
    ("November", "Nov."),
    ("December", "Dec."),
];

/// The ways in which the styles write the first of several days, and all of them in that way: the library knows no ranges.
fn several_days(first: Date, last: Date) -> Vec<(String, String)> {
    let mut ways = vec![(first.to_string(), interval(first, Some(last)))];
    let months = |date: Date| MONTHS[usize::from(date.month.clamp(1, 12)) - 1];
    let (first_months, last_months) = (months(first), months(last));
    for (month, last_month) in [
        (first_months.0, last_months.0),
        (first_months.1, last_months.1),
    ] {
        let (from, to) = (first.day, last.day);
        let (year, last_year) = (first.year, last.year);
        let [american, listed, british] = if year != last_year {
            [
                format!("{month} {from}, {year}–{last_month} {to}, {last_year}"),
                format!("{year}, {month} {from}–{last_year}, {last_month} {to}"),
                format!("{from} {month} {year}–{to} {last_month} {last_year}"),
            ]
        } else if first.month != last.month {
            [
                format!("{month} {from}–{last_month} {to}, {year}"),
                format!("{year}, {month} {from}–{last_month} {to}"),
                format!("{from} {month}–{to} {last_month} {year}"),
            ]
        } else {
            [
                format!("{month} {from}–{to}, {year}"),
                format!("{year}, {month} {from}–{to}"),
                format!("{from}–{to} {month} {year}"),
            ]
        };
        ways.push((format!("{month} {from}, {year}"), american));
        ways.push((format!("{year}, {month} {from}"), listed));
        ways.push((format!("{from} {month} {year}"), british));
    }
    ways
}

/// Where an item has the title of the event.
const CONTAINER: &str = "container-title";

/// The title of the event. Some styles would write it with other capitals, and know neither names nor apostrophes.
struct Title<'w> {
    words: &'w str,
    /// The sign at its end, which decides on the sign that a style puts after it.
    end: &'w str,
}

impl<'w> Title<'w> {
    fn of(work: &'w Work) -> Self {
        let words = work.within.trim_end_matches(['.', '?', '!']);
        let end = &work.within[words.len()..];
        Self { words, end }
    }

    /// What the library is given: [`TITLE`] in place of the words.
    fn marked(&self) -> String {
        format!("{TITLE}{}", self.end)
    }
}

/// The styles, ready for use.
pub(super) struct Press {
    locales: Vec<Locale>,
    styles: Vec<(&'static Style, IndependentStyle)>,
}

/// What a form of a style makes of a work, and of a passage of it.
pub(super) struct Cited {
    pub(super) form: &'static Form,
    pub(super) whole: Vec<Run>,
    pub(super) passage: Vec<Run>,
}

impl Press {
    /// Reads the styles and the words of their languages, which takes longer than citing by them.
    pub(super) fn new(styles: &'static [Style]) -> Self {
        let parsed = |style: &'static Style| match style.archived.get() {
            Parsed::Independent(parsed) => (style, parsed),
            Parsed::Dependent(_) => panic!("{} is only another style's name", style.id),
        };
        let mut locales = locales();
        locales.retain(|locale| {
            let language = locale.lang.as_ref().map(|language| language.0.as_str());
            styles.iter().any(|style| Some(style.locale) == language)
        });
        Self {
            locales,
            styles: styles.iter().map(parsed).collect(),
        }
    }

    /// A work by every style.
    pub(super) fn cite(&self, work: &Work) -> Vec<(&'static Style, Vec<Cited>)> {
        let passage = work.clone().passage();
        let styles = self.styles.iter().map(|(style, parsed)| {
            let mut typesetter = Typesetter {
                locales: &self.locales,
                style,
                parsed,
                set: Vec::new(),
            };
            let forms = style.forms.iter().map(|form| Cited {
                form,
                whole: typesetter.cite(form, work),
                passage: typesetter.cite(form, &passage),
            });
            (*style, forms.collect())
        });
        styles.collect()
    }
}

/// Takes out the full stop that a style puts after words which end in a stop of their own: `Ltd.`, `Where do we stand?`.
/// Three stops are an ellipsis.
fn without_second_stops(runs: &mut [Run]) {
    let signs: Vec<char> = runs
        .iter_mut()
        .flat_map(|run| run.words_mut().chars().collect::<Vec<_>>())
        .collect();
    let is_stop = |at: usize| signs.get(at) == Some(&'.');
    let is_second = |at: usize| {
        let before = at.checked_sub(1).map(|before| signs[before]);
        let is_ellipsis = is_stop(at + 1) || (at > 1 && is_stop(at - 1) && is_stop(at - 2));
        is_stop(at) && !is_ellipsis && matches!(before, Some('.' | '?' | '!' | '？' | '！'))
    };
    let mut at = 0;
    for run in runs {
        run.words_mut().retain(|_| {
            at += 1;
            !is_second(at - 1)
        });
    }
}

/// Sets citations by one style; what two forms see alike is set once.
struct Typesetter<'p> {
    locales: &'p [Locale],
    style: &'p Style,
    parsed: &'p IndependentStyle,
    set: Vec<Setting>,
}

/// An item as it was set once.
struct Setting {
    item: Map<String, Value>,
    /// Whether it names the sentences.
    located: bool,
    rendered: Rendered,
}

impl Typesetter<'_> {
    fn cite(&mut self, form: &Form, work: &Work) -> Vec<Run> {
        let mut item = (form.item)(work);
        let title = Title::of(work);
        if item.contains_key(CONTAINER) {
            item.insert(CONTAINER.to_owned(), json!(title.marked()));
        }
        if work.accessed {
            item.insert("accessed".to_owned(), super::csl_json::date(SOME_DAY));
        }
        // A list names no sentences but where the work's own title does.
        let located = form.place == Place::Text && work.sentences.is_some();
        let alike = |set: &Setting| set.located == located && set.item == item;
        let place = self.set.iter().position(alike).unwrap_or_else(|| {
            let rendered = self.render(item.clone(), located);
            self.set.push(Setting {
                item: item.clone(),
                located,
                rendered,
            });
            self.set.len() - 1
        });
        let rendered = &self.set[place].rendered;
        let mut cited = match form.place {
            Place::Text => runs(&rendered.citations[0].citation),
            Place::List => {
                let list = rendered.bibliography.as_ref();
                runs(&list.expect("the style has a list").items[0].content)
            }
        };
        let name = form.written.map(|written| written(work));
        let several = work.end.map(|end| several_days(work.date, end));
        let several = several.unwrap_or_default();
        for run in &mut cited {
            let words = run.words_mut();
            for (day, marks) in days() {
                *words = words.replace(day, &marks);
            }
            // By one way only: all the days hold the first of them again.
            if let Some((day, all)) = several.iter().find(|(day, _)| words.contains(day)) {
                *words = words.replace(day, all);
            }
            if let Some(name) = &name {
                *words = words.replace(NAME, name);
            }
            *words = words.replace(TITLE, title.words);
        }
        without_second_stops(&mut cited);
        cited
    }

    fn render(&self, item: Map<String, Value>, located: bool) -> Rendered {
        let item: Item = serde_json::from_value(Value::Object(item)).expect("an item is CSL-JSON");
        let sentences = SENTENCES.to_string();
        let locator =
            located.then(|| SpecificLocator(Locator::Custom, LocatorPayload::Str(&sentences)));
        let locale = Some(LocaleCode(self.style.locale.to_owned()));
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::new(
            vec![CitationItem::with_locator(&item, locator)],
            self.parsed,
            locale.clone(),
            self.locales,
            Some(1),
        ));
        driver.finish(BibliographyRequest::new(self.parsed, locale, self.locales))
    }
}
