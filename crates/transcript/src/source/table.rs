//! Reading TOML key by key, so that every problem of a file is found at once.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::characters;
use super::diagnostic::Report;
use super::suggest::{did_you_mean, nearest};
use crate::model::Date;

/// A value, and the bytes of the file that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) range: Range<usize>,
}

/// A file as TOML.
#[derive(Debug)]
pub(super) struct Document<'t> {
    root: Spanned<DeTable<'t>>,
    /// Whether all of it could be read. Where not, a key that seems to be missing may stand in the rest.
    pub(super) whole: bool,
}

/// Reads `text`, reporting what is not TOML.
pub(super) fn parse<'t>(text: &'t str, report: &mut Report) -> Document<'t> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut whole = true;
    for error in &errors {
        let range = error.span().unwrap_or(text.len()..text.len());
        let range = range.start.min(text.len())..range.end.min(text.len());
        match syntax_problem(error.message(), &text[range.clone()]) {
            Problem::Date(expected) => {
                report
                    .error(
                        "transcript::bad-date",
                        range.clone(),
                        "here",
                        format!("`{}` is not a day of the calendar", &text[range.clone()]),
                    )
                    .help(format!("write a {expected}, as in `2022-08-18`"));
            }
            Problem::Duplicate => {
                report
                    .error(
                        "transcript::duplicate-key",
                        range.clone(),
                        "again here",
                        format!("`{}` is given twice", &text[range.clone()]),
                    )
                    .help("delete one, or give it another name");
            }
            Problem::Syntax { what, help } => {
                whole = false;
                report
                    .error(
                        "transcript::toml-syntax",
                        range.clone(),
                        "here",
                        format!("this is not TOML: {what}"),
                    )
                    .help(help);
            }
        }
        report.mute(range);
    }
    Document { root, whole }
}

/// What a message of the TOML parser is about.
enum Problem<'m> {
    /// A date that does not exist, and what it should have.
    Date(&'m str),
    /// A key that was there before.
    Duplicate,
    /// Anything else.
    Syntax { what: &'m str, help: String },
}

fn syntax_problem<'m>(message: &'m str, here: &str) -> Problem<'m> {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let syntax = |what, help: &str| Problem::Syntax {
        what,
        help: help.to_owned(),
    };
    match what {
        "invalid date" => Problem::Date(expected.strip_prefix("a ").unwrap_or(expected)),
        "duplicate key" => Problem::Duplicate,
        // Whatever the parser takes them for, words without quotes are text.
        "string values must be quoted"
        | "invalid float"
        | "invalid boolean"
        | "missing opening quote"
            if here.starts_with(char::is_alphanumeric) =>
        {
            syntax(
                "text without quotation marks",
                "put the text in quotes: \"…\"",
            )
        }
        "string values must be quoted" if here.is_empty() => {
            syntax("a key without a value", "write a value after the `=`")
        }
        "invalid basic string" | "invalid literal string" => syntax(
            "the quotation mark is never closed on its line",
            "close the text with a quotation mark",
        ),
        _ if expected.is_empty() => syntax(what, "see https://toml.io for what stands here"),
        _ => Problem::Syntax {
            what,
            help: format!("expected {expected}"),
        },
    }
}

impl<'t> Document<'t> {
    /// The table of the whole file.
    pub(super) fn root(&self) -> Table<'_, 't> {
        Table {
            entries: self.root.get_ref(),
            range: 0..0,
            whole: self.whole,
            known: Vec::new(),
            open: false,
        }
    }
}

/// A table being read: each method asks for one key, [`Table::finish`] reports the keys that nobody asked for.
#[derive(Debug)]
pub(super) struct Table<'d, 't> {
    entries: &'d DeTable<'t>,
    /// Its header, or the start of the file.
    pub(super) range: Range<usize>,
    whole: bool,
    known: Vec<&'static str>,
    open: bool,
}

impl<'d, 't> Table<'d, 't> {
    fn get(&mut self, key: &'static str) -> Option<&'d Spanned<DeValue<'t>>> {
        self.known.push(key);
        self.entries.get(key)
    }

    fn of(value: &'d Spanned<DeValue<'t>>, whole: bool) -> Option<Self> {
        let entries = value.get_ref().as_table()?;
        Some(Self {
            entries,
            range: value.span(),
            whole,
            known: Vec::new(),
            open: false,
        })
    }

    /// The string at `key`, if it is there. Line breaks within it are spaces.
    pub(super) fn string(&mut self, key: &'static str, report: &mut Report) -> Option<At<String>> {
        let value = self.get(key)?;
        read_key(key, value, report)
    }

    /// The string at `key`, which must be there.
    pub(super) fn required(
        &mut self,
        key: &'static str,
        report: &mut Report,
    ) -> Option<At<String>> {
        if !self.entries.contains_key(key) {
            self.missing(key, &format!("{key} = \"…\""), report);
        }
        self.string(key, report)
    }

    /// The strings of the array at `key`; none if it is not there.
    pub(super) fn strings(
        &mut self,
        key: &'static str,
        report: &mut Report,
    ) -> Option<At<Vec<At<String>>>> {
        let value = self.get(key)?;
        let Some(array) = value.get_ref().as_array() else {
            wrong_type(
                &format!("`{key}`"),
                value,
                "a list of strings",
                &format!("{key} = [\"…\", \"…\"]"),
                report,
            );
            return None;
        };
        let strings = array
            .iter()
            .filter_map(|item| read_string(&format!("an item of `{key}`"), "\"…\"", item, report));
        let strings = strings.collect();
        Some(At {
            value: strings,
            range: value.span(),
        })
    }

    /// The number at `key`, which must be there and at least 1.
    pub(super) fn required_number(
        &mut self,
        key: &'static str,
        report: &mut Report,
    ) -> Option<At<u32>> {
        let Some(value) = self.get(key) else {
            self.missing(key, &format!("{key} = 1"), report);
            return None;
        };
        let DeValue::Integer(number) = value.get_ref() else {
            wrong_type(
                &format!("`{key}`"),
                value,
                "a whole number",
                &format!("{key} = 1"),
                report,
            );
            return None;
        };
        match u32::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) if number > 0 => Some(At {
                value: number,
                range: value.span(),
            }),
            _ => {
                report
                    .error(
                        "transcript::bad-number",
                        value.span(),
                        "here",
                        format!("`{key}` counts from 1"),
                    )
                    .help(format!("write `{key} = 1` for the first"));
                None
            }
        }
    }

    /// The date at `key`, which must be there.
    pub(super) fn required_date(&mut self, key: &'static str, report: &mut Report) -> Option<Date> {
        let example = format!("{key} = 2022-08-18");
        let Some(value) = self.get(key) else {
            self.missing(key, &example, report);
            return None;
        };
        match value.get_ref() {
            DeValue::Datetime(when) => match when.date {
                Some(date) if when.time.is_none() && date.year > 0 => Some(Date {
                    year: date.year,
                    month: date.month,
                    day: date.day,
                }),
                date => {
                    let what = if date.is_some_and(|date| date.year == 0) {
                        "the calendar has no year 0".to_owned()
                    } else {
                        format!("`{key}` is a day, without a time")
                    };
                    report
                        .error("transcript::bad-date", value.span(), "here", what)
                        .help(format!("write `{example}`"));
                    None
                }
            },
            DeValue::String(_) => {
                report
                    .error(
                        "transcript::bad-date",
                        value.span(),
                        "text in quotes",
                        format!("`{key}` is a date, not text"),
                    )
                    .help(format!("write `{example}`, without quotes"));
                None
            }
            _ => {
                wrong_type(&format!("`{key}`"), value, "a date", &example, report);
                None
            }
        }
    }

    /// The table at `key`, if it is there.
    pub(super) fn table(
        &mut self,
        key: &'static str,
        report: &mut Report,
    ) -> Option<Table<'d, 't>> {
        let value = self.get(key)?;
        let table = Table::of(value, self.whole);
        if table.is_none() {
            wrong_type(
                &format!("`{key}`"),
                value,
                "a table",
                &format!("[{key}]"),
                report,
            );
        }
        table
    }

    /// The table at `key`, which must be there.
    pub(super) fn required_table(
        &mut self,
        key: &'static str,
        report: &mut Report,
    ) -> Option<Table<'d, 't>> {
        if !self.entries.contains_key(key) {
            self.missing(key, &format!("[{key}]"), report);
        }
        self.table(key, report)
    }

    /// The tables of the array at `key`, written `[[path]]`; none if it is not there.
    pub(super) fn tables(
        &mut self,
        key: &'static str,
        path: &str,
        report: &mut Report,
    ) -> Vec<Table<'d, 't>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(array) = value.get_ref().as_array() else {
            wrong_type(
                &format!("`{key}`"),
                value,
                "a list of tables",
                &format!("[[{path}]]"),
                report,
            );
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in array.iter() {
            match Table::of(item, self.whole) {
                Some(table) => tables.push(table),
                None => wrong_type(
                    &format!("`{key}`"),
                    item,
                    "a list of tables",
                    &format!("[[{path}]]"),
                    report,
                ),
            }
        }
        tables
    }

    /// Every entry, for a table whose keys are the editor's own names.
    pub(super) fn entries(
        &mut self,
    ) -> impl Iterator<Item = (At<String>, Entry<'d, 't>)> + use<'d, 't> {
        self.open = true;
        let whole = self.whole;
        self.entries.iter().map(move |(key, value)| {
            let key = At {
                value: key.get_ref().to_string(),
                range: key.span(),
            };
            (key, Entry { value, whole })
        })
    }

    /// Reports that `key` is missing, if it is or is an empty list, and gives `example` of it.
    pub(super) fn require(&self, key: &str, example: &str, report: &mut Report) {
        let there = self.entries.get(key).is_some_and(|value| {
            value
                .get_ref()
                .as_array()
                .is_none_or(|list| !list.is_empty())
        });
        if !there {
            self.missing(key, example, report);
        }
    }

    /// Reports that `key` is missing, and gives `example` of it.
    fn missing(&self, key: &str, example: &str, report: &mut Report) {
        // A key written almost so is reported as unknown.
        let almost = self
            .entries
            .keys()
            .any(|written| nearest(written.get_ref(), [key]).is_some());
        if !self.whole || almost {
            return;
        }
        let label = if self.range.is_empty() {
            "in this file"
        } else {
            "in this table"
        };
        report
            .error(
                "transcript::missing-key",
                self.range.clone(),
                label,
                format!("`{key}` is missing"),
            )
            .help(format!("add `{example}`"));
    }

    /// Reports the keys that nobody asked for; returns whether there are none.
    pub(super) fn finish(self, report: &mut Report) -> bool {
        if self.open {
            return true;
        }
        let mut all_known = true;
        for (key, _) in self.entries {
            if self.known.contains(&&**key.get_ref()) {
                continue;
            }
            all_known = false;
            let help =
                did_you_mean(key.get_ref(), self.known.iter().copied()).unwrap_or_else(|| {
                    let known: Vec<String> =
                        self.known.iter().map(|key| format!("`{key}`")).collect();
                    format!("delete it; the keys known here are {}", known.join(", "))
                });
            report
                .error(
                    "transcript::unknown-key",
                    key.span(),
                    "not a key of this table",
                    format!("unknown key `{}`", key.get_ref()),
                )
                .help(help);
        }
        all_known
    }
}

/// A value under one of the editor's own names.
#[derive(Debug)]
pub(super) struct Entry<'d, 't> {
    value: &'d Spanned<DeValue<'t>>,
    whole: bool,
}

impl<'d, 't> Entry<'d, 't> {
    /// The entry as a table, `[name]` being how one is written.
    pub(super) fn table(&self, name: &At<String>, report: &mut Report) -> Option<Table<'d, 't>> {
        let Some(table) = Table::of(self.value, self.whole) else {
            let example = format!("[{}]", name.value);
            wrong_type(
                &format!("`{}`", name.value),
                self.value,
                "a table",
                &example,
                report,
            );
            return None;
        };
        Some(Table {
            range: name.range.clone(),
            ..table
        })
    }

    /// The entry as a string.
    pub(super) fn string(&self, name: &str, report: &mut Report) -> Option<At<String>> {
        read_key(name, self.value, report)
    }
}

/// The string at `key`.
fn read_key(key: &str, value: &Spanned<DeValue<'_>>, report: &mut Report) -> Option<At<String>> {
    read_string(
        &format!("`{key}`"),
        &format!("{key} = \"…\""),
        value,
        report,
    )
}

/// A string, called `what` in messages and written like `example`.
fn read_string(
    what: &str,
    example: &str,
    value: &Spanned<DeValue<'_>>,
    report: &mut Report,
) -> Option<At<String>> {
    let Some(text) = value.get_ref().as_str() else {
        wrong_type(what, value, "text", example, report);
        return None;
    };
    let text = text
        .split(['\r', '\n'])
        .map(str::trim_ascii)
        .filter(|line| !line.is_empty());
    let text = text.collect::<Vec<_>>().join(" ");
    if let Some(c) = text.chars().find(|c| characters::is_refused(*c)) {
        report
            .error(
                "transcript::control-character",
                value.span(),
                "written as an escape",
                format!("the text holds the character U+{:04X}", u32::from(c)),
            )
            .help("delete it");
        return None;
    }
    if text.trim().is_empty() {
        report
            .error(
                "transcript::empty-value",
                value.span(),
                "no words",
                format!("{what} is empty"),
            )
            .help("write its text, or delete it if it is optional");
        return None;
    }
    Some(At {
        value: text,
        range: value.span(),
    })
}

fn wrong_type(
    what: &str,
    value: &Spanned<DeValue<'_>>,
    wanted: &str,
    example: &str,
    report: &mut Report,
) {
    let found = match value.get_ref() {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    report
        .error(
            "transcript::wrong-type",
            value.span(),
            found,
            format!("{what} must be {wanted}"),
        )
        .help(format!("write `{example}`"));
}
