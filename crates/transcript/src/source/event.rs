//! `event.toml` and `site.toml`.

use fluent_uri::Iri;

use super::diagnostic::Report;
use super::ids::Ids;
use super::suggest::did_you_mean;
use super::table::{self, At, Table};
use crate::model::{Date, Moderator, Organiser, Record, RecordKind, Side, Site};
use crate::words::words;

/// What `event.toml` says.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) date: Date,
    pub(super) end: Option<Date>,
    pub(super) language: String,
    pub(super) theme: Option<String>,
    pub(super) place: Option<String>,
    pub(super) contact: Option<String>,
    pub(super) abbreviations: Vec<String>,
    pub(super) synonyms: Vec<Vec<String>>,
    pub(super) record: Record,
    pub(super) organisers: Vec<Organiser>,
    pub(super) moderators: Vec<Moderator>,
    pub(super) sides: Vec<Side>,
    /// Where each side's id is written.
    pub(super) sides_at: Vec<At<String>>,
    /// Whether this is all that the editor wrote.
    pub(super) whole: bool,
}

/// Reads `event.toml`.
pub(super) fn read(text: &str, report: &mut Report) -> Head {
    let document = table::parse(text, report);
    let mut root = document.root();
    let date = root.required_date("date", report);
    let end = last_day(&mut root, date, report);
    let mut head = Head {
        title: value(root.required("title", report)),
        date: date.unwrap_or_default(),
        end,
        language: read_language(&mut root, report),
        theme: root.string("theme", report).map(|at| at.value),
        place: root.string("place", report).map(|at| at.value),
        contact: read_contact(&mut root, report),
        abbreviations: read_abbreviations(&mut root, report),
        synonyms: Vec::new(),
        record: root
            .required_table("record", report)
            .map(|table| read_record(table, report))
            .unwrap_or_default(),
        organisers: Vec::new(),
        moderators: Vec::new(),
        sides: Vec::new(),
        sides_at: Vec::new(),
        whole: document.whole,
    };
    for mut table in root.tables("organisers", "organisers", report) {
        let name = value(table.required("name", report));
        let url = read_address("url", &mut table, report);
        head.organisers.push(Organiser { name, url });
        table.finish(report);
    }
    root.require("organisers", "[[organisers]]` with a `name = \"…\"", report);
    for mut table in root.tables("moderators", "moderators", report) {
        head.moderators.push(Moderator {
            name: value(table.required("name", report)),
            role: table.string("role", report).map(|at| at.value),
            affiliation: table.string("affiliation", report).map(|at| at.value),
            session: table.string("session", report).map(|at| at.value),
        });
        table.finish(report);
    }
    for mut table in root.tables("synonyms", "synonyms", report) {
        head.synonyms.extend(read_synonyms(&mut table, report));
        table.finish(report);
    }
    let mut ids = Ids::new("side");
    for mut table in root.tables("sides", "sides", report) {
        let id = table.required("id", report);
        let label = value(table.required("label", report));
        if let Some(id) = id.filter(|id| ids.add(id, report)) {
            head.sides.push(Side {
                id: id.value.clone(),
                label,
            });
            head.sides_at.push(id);
        }
        table.finish(report);
    }
    root.finish(report);
    head
}

/// Reads `site.toml`.
pub(super) fn read_site(text: &str, report: &mut Report) -> Site {
    let document = table::parse(text, report);
    let mut root = document.root();
    let name = root.string("name", report).map(|at| at.value);
    let mut address = None;
    if let Some(at) = root.string("address", report) {
        match site_address(&at.value) {
            Err(problem) => bad_address("address", &at, &problem, report),
            Ok(folder) => address = Some(folder),
        }
    }
    root.finish(report);
    Site { name, address }
}

/// The last day of an event of several, which comes after the first.
fn last_day(root: &mut Table<'_, '_>, first: Option<Date>, report: &mut Report) -> Option<Date> {
    let last = root.date("end", report)?;
    if first.is_some_and(|first| last.value <= first) {
        report
            .error(
                "transcript::bad-date",
                last.range,
                "here",
                "`end`, the last day, does not come after `date`, the first",
            )
            .help("leave `end` out where the event lasted one day");
        return None;
    }
    Some(last.value)
}

fn read_language(root: &mut Table<'_, '_>, report: &mut Report) -> String {
    let Some(at) = root.required("language", report) else {
        return String::new();
    };
    // BCP 47 leaves primary tags of four letters and more unassigned: `english` is a mistake, not a language.
    let known = oxilangtag::LanguageTag::parse(at.value.as_str())
        .is_ok_and(|tag| (2..=3).contains(&tag.primary_language().len()));
    if !known {
        report
            .error(
                "transcript::bad-language",
                at.range,
                "here",
                format!("`{}` is not a language tag", at.value),
            )
            .help("write a BCP 47 tag, such as `en`, `ko` or `zh-Hans`");
        return String::new();
    }
    let primary = at
        .value
        .split('-')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if let Some((_, meant)) = COUNTRIES.iter().find(|(country, _)| *country == primary) {
        report
            .error(
                "transcript::bad-language",
                at.range,
                "here",
                format!("`{primary}` is a country, not a language"),
            )
            .help(format!("did you mean `{meant}`?"));
        return String::new();
    }
    at.value
}

/// Countries whose code is no language's in ISO 639-1, and the language that is likely meant.
const COUNTRIES: &[(&str, &str)] = &[
    ("cn", "zh-Hans"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gb", "en"),
    ("gr", "el"),
    ("hk", "zh-Hant"),
    ("jp", "ja"),
    ("kp", "ko"),
    ("mx", "es"),
    ("ua", "uk"),
    ("us", "en"),
    ("vn", "vi"),
];

fn read_contact(root: &mut Table<'_, '_>, report: &mut Report) -> Option<String> {
    let at = root.string("contact", report)?;
    if is_email(&at.value) || web_address(&at.value).is_ok() {
        return Some(at.value);
    }
    report
        .error(
            "transcript::bad-contact",
            at.range,
            "here",
            format!(
                "`{}` is neither an e-mail address nor a web address",
                at.value
            ),
        )
        .help("write an address such as `public@example.org` or `https://example.org/contact`");
    None
}

fn read_abbreviations(root: &mut Table<'_, '_>, report: &mut Report) -> Vec<String> {
    let Some(list) = root.strings("abbreviations", report) else {
        return Vec::new();
    };
    let mut abbreviations = Vec::new();
    for at in list.value {
        if at.value.ends_with('.') && !at.value.contains(char::is_whitespace) && at.value.len() > 1
        {
            abbreviations.push(at.value);
        } else {
            report
                .error(
                    "transcript::bad-abbreviation",
                    at.range,
                    "here",
                    format!("`{}` is not one word that ends in a full stop", at.value),
                )
                .help("write abbreviations as they stand in the text, such as `Dep.`");
        }
    }
    abbreviations
}

/// A group of words and phrases that mean the same.
fn read_synonyms(table: &mut Table<'_, '_>, report: &mut Report) -> Option<Vec<String>> {
    table.require("words", "words = [\"…\", \"…\"]", report);
    let list = table.strings("words", report)?;
    for at in &list.value {
        if words(&at.value).next().is_none() {
            report
                .error(
                    "transcript::bad-synonym",
                    at.range.clone(),
                    "here",
                    format!("`{}` holds no word", at.value),
                )
                .help("write a word or a phrase as people search for it, such as `South Korea`");
            return None;
        }
    }
    if list.value.len() < 2 {
        report
            .error(
                "transcript::bad-synonym",
                list.range,
                "here",
                "one word alone has no synonym".to_owned(),
            )
            .help("list at least two words or phrases that mean the same");
        return None;
    }
    Some(list.value.into_iter().map(|at| at.value).collect())
}

fn read_record(mut table: Table<'_, '_>, report: &mut Report) -> Record {
    const KINDS: [(&str, RecordKind); 3] = [
        ("verbatim", RecordKind::Verbatim),
        ("edited", RecordKind::Edited),
        ("reported-speech", RecordKind::ReportedSpeech),
    ];
    let kind = table.required("kind", report).and_then(|at| {
        let kind = KINDS.iter().find(|(name, _)| *name == at.value);
        if kind.is_none() {
            let help = did_you_mean(&at.value, KINDS.map(|(name, _)| name))
                .unwrap_or_else(|| "write `verbatim`, `edited` or `reported-speech`".to_owned());
            report
                .error(
                    "transcript::unknown-kind",
                    at.range,
                    "here",
                    format!("unknown kind of record `{}`", at.value),
                )
                .help(help);
        }
        kind.map(|(_, kind)| *kind)
    });
    let record = Record {
        kind: kind.unwrap_or_default(),
        publisher: value(table.required("publisher", report)),
        note: table.string("note", report).map(|at| at.value),
        source: read_address("source", &mut table, report),
    };
    table.finish(report);
    record
}

/// The web address at `key`, if one is there.
fn read_address(
    key: &'static str,
    table: &mut Table<'_, '_>,
    report: &mut Report,
) -> Option<String> {
    let at = table.string(key, report)?;
    match web_address(&at.value) {
        Ok(()) => Some(at.value),
        Err(problem) => {
            bad_address(key, &at, &problem, report);
            None
        }
    }
}

fn bad_address(key: &str, at: &At<String>, problem: &str, report: &mut Report) {
    report
        .error(
            "transcript::bad-address",
            at.range.clone(),
            problem,
            format!("`{key}` is not an address that a browser can open"),
        )
        .help("write a whole address, such as `https://example.org/seminars/`");
}

/// Whether `text` is an absolute http or https address with a host; if not, what is wrong with it.
pub(super) fn web_address(text: &str) -> Result<(), String> {
    let iri = Iri::parse(text).map_err(|_| match text.split_once(':') {
        None => "no `https://` at its start".to_owned(),
        Some(_) => "it holds a sign that an address cannot hold".to_owned(),
    })?;
    let scheme = iri.scheme().as_str().to_ascii_lowercase();
    if scheme != "http" && scheme != "https" {
        return Err(format!("`{scheme}:` is neither `http:` nor `https:`"));
    }
    match iri.authority() {
        Some(authority) if !authority.host().is_empty() => Ok(()),
        _ => Err("it names no host".to_owned()),
    }
}

/// The address of a folder to publish at, ending in one `/`.
///
/// # Errors
/// What is wrong with it: it is no absolute http or https address with a host, or has a query or a fragment.
pub fn site_address(text: &str) -> Result<String, String> {
    web_address(text)?;
    if text.contains(['?', '#']) {
        return Err("it has a query or a fragment".to_owned());
    }
    Ok(format!("{}/", text.trim_end_matches('/')))
}

/// Whether `text` has the shape of an e-mail address.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let word = |part: &str| {
        !part.is_empty()
            && !part.contains(|c: char| {
                c.is_whitespace() || c.is_control() || "@<>()[]\",;:?&#/\\".contains(c)
            })
    };
    word(local)
        && word(domain)
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
}

fn value(at: Option<At<String>>) -> String {
    at.map(|at| at.value).unwrap_or_default()
}
