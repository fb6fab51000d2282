//! Reading TOML key by key, so that every problem of a file is found at once.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::characters;
use super::diagnostic::Report;
use super::suggest::{did_you_mean, nearest};
use super::syntax;
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

/// Reads `text`, reporting what is not TOML, once a line: what the parser says of the rest of a line that it could not
/// read follows from the first.
pub(super) fn parse<'t>(text: &'t str, report: &mut Report) -> Document<'t> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let clamp = |range: Range<usize>| range.start.min(text.len())..range.end.min(text.len());
    let mut errors: Vec<(Range<usize>, &str)> = errors
        .iter()
        .map(|error| {
            (
                clamp(error.span().unwrap_or(usize::MAX..usize::MAX)),
                error.message(),
            )
        })
        .collect();
    errors.sort_by_key(|(range, _)| range.start);
    let mut unread: Option<Range<usize>> = None;
    // Tables whose head could not be read: what they hold seems to stand elsewhere.
    let mut headless: Vec<Range<usize>> = Vec::new();
    for (range, message) in errors {
        let in_headless = headless.iter().any(|table| table.contains(&range.start));
        let is_known = unread.as_ref().is_some_and(|line| range.start <= line.end)
            || (message == "duplicate key" && in_headless);
        if !is_known {
            let problem = syntax::problem(text, &range, message);
            let line = syntax::line_at(text, range.start);
            let is_head = text[line.clone()].trim_start().starts_with('[');
            if is_head {
                headless.push(line.end..syntax::next_table(text, line.end));
            }
            if problem.hides_rest {
                unread = Some(line.start..text.len());
            } else if problem.hides || is_head {
                unread = Some(line);
            }
            let at = problem.range.clone();
            report
                .error(problem.code, problem.range, problem.label, problem.message)
                .help(problem.help);
            report.mute(at);
        }
        report.mute(range);
    }
    for table in headless {
        report.mute(table);
    }
    Document {
        root,
        whole: unread.is_none(),
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
            of_file: Vec::new(),
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
    /// The keys of the whole file that it does not have: one of them may stand in this table by mistake.
    of_file: Vec<&'static str>,
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
            of_file: Vec::new(),
            open: false,
        })
    }

    /// The table at `value`, which stands in this one.
    fn inner(&self, value: &'d Spanned<DeValue<'t>>) -> Option<Self> {
        let of_file = if self.is_file() {
            let absent = |key: &&str| !self.entries.contains_key(*key);
            self.known.iter().copied().filter(absent).collect()
        } else {
            self.of_file.clone()
        };
        Some(Self {
            of_file,
            ..Self::of(value, self.whole)?
        })
    }

    /// Whether this is the whole file.
    fn is_file(&self) -> bool {
        self.range.is_empty()
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
        if !self.entries.contains_key(key) {
            self.missing(key, &format!("{key} = 2022-08-18"), report);
        }
        self.date(key, report).map(|at| at.value)
    }

    /// The date at `key`, if it is there.
    pub(super) fn date(&mut self, key: &'static str, report: &mut Report) -> Option<At<Date>> {
        let example = format!("{key} = 2022-08-18");
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Datetime(when) => match when.date {
                Some(date) if when.time.is_none() && date.year > 0 => Some(At {
                    value: Date {
                        year: date.year,
                        month: date.month,
                        day: date.day,
                    },
                    range: value.span(),
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
            DeValue::String(text) => {
                let several = ["–", "—", " - ", "/", " to ", "至", "〜", "~"]
                    .iter()
                    .any(|sign| text.contains(sign));
                let last = match several && key == "date" {
                    true => ", and the last of several days as `end`",
                    false => "",
                };
                report
                    .error(
                        "transcript::bad-date",
                        value.span(),
                        "text in quotes",
                        format!("`{key}` is a date, not text"),
                    )
                    .help(format!("write `{example}`, without quotes{last}"));
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
        let table = self.inner(value);
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
            match self.inner(item) {
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
        // A key written almost so, or in a table below, is reported as unknown.
        let almost = self
            .entries
            .keys()
            .any(|written| nearest(written.get_ref(), [key]).is_some());
        if !self.whole || almost || (self.is_file() && self.is_in_table_below(key)) {
            return;
        }
        let label = if self.is_file() {
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

    /// Whether a table of this one has `key`.
    fn is_in_table_below(&self, key: &str) -> bool {
        let has_key = |value: &DeValue<'_>| {
            let table = value.as_table();
            table.is_some_and(|table| table.contains_key(key))
        };
        self.entries.values().any(|value| match value.get_ref() {
            DeValue::Array(items) => items.iter().any(|item| has_key(item.get_ref())),
            value => has_key(value),
        })
    }

    /// What to do with `key`, which nobody asked for.
    fn mend_unknown(&self, key: &str) -> String {
        if self.of_file.contains(&key) {
            return "move it above the first `[…]`, where the keys of the whole file stand"
                .to_owned();
        }
        did_you_mean(key, self.known.iter().copied()).unwrap_or_else(|| {
            let known: Vec<String> = self.known.iter().map(|key| format!("`{key}`")).collect();
            format!("delete it; the keys known here are {}", known.join(", "))
        })
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
            report
                .error(
                    "transcript::unknown-key",
                    key.span(),
                    "not a key of this table",
                    format!("unknown key `{}`", key.get_ref()),
                )
                .help(self.mend_unknown(key.get_ref()));
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
    /// Whether the entry is a table.
    pub(super) fn is_table(&self) -> bool {
        self.value.get_ref().as_table().is_some()
    }

    /// The entry as a table, `[path]` being how one is written.
    pub(super) fn table(
        &self,
        name: &At<String>,
        path: &str,
        report: &mut Report,
    ) -> Option<Table<'d, 't>> {
        let Some(table) = Table::of(self.value, self.whole) else {
            wrong_type(
                &format!("`{}`", name.value),
                self.value,
                "a table",
                &format!("[{path}]"),
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
    let refused = text
        .char_indices()
        .find(|&(at, c)| characters::is_refused_after(c, &text[..at]));
    if let Some((_, c)) = refused {
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
    if text.chars().all(characters::shows_nothing) {
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
    // The parser's stand-in for a value that it could not read, which is reported.
    if value.span().is_empty() {
        return;
    }
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
