//! Who speaks: matching the headings of the transcript with `speakers.toml`.

use unicode_normalization::UnicodeNormalization;

use super::diagnostic::Report;
use super::heading::without_emphasis;
use super::speakers::Speakers;
use super::suggest::{nearest, slug};
use super::table::At;
use super::transcript::Heading;
use crate::model::Speaker;
use crate::words::is_unit;

/// Finds the speakers that headings name.
pub(super) struct Who<'s> {
    speakers: &'s Speakers,
    /// Per speaker: the name as it is [compared](comparable).
    names: Vec<String>,
    /// Per speaker: whether a heading names them, or seems to mean them, so that nobody is reported as silent on top
    /// of a mistake.
    pub(super) mentioned: Vec<bool>,
    /// The names that nobody has, each told once, however many remarks bear it.
    unknown: Vec<Unknown>,
}

/// A name in a heading that nobody has.
struct Unknown {
    name: At<String>,
    help: String,
    headings: usize,
}

impl<'s> Who<'s> {
    /// For the speakers of an event.
    pub(super) fn new(speakers: &'s Speakers) -> Self {
        // A speaker whose name could not be read may be anyone.
        let mentioned = speakers
            .list
            .iter()
            .map(|speaker| speaker.name.is_empty())
            .collect();
        let names = speakers
            .list
            .iter()
            .map(|speaker| comparable(&speaker.name));
        Self {
            speakers,
            names: names.collect(),
            mentioned,
            unknown: Vec::new(),
        }
    }

    /// The speaker whom a heading names, as an index into the list; reports one who cannot be found.
    pub(super) fn speaks(&mut self, heading: &Heading, report: &mut Report) -> Option<usize> {
        let speaker = heading.speaker.as_ref()?;
        let found = match &speaker.id {
            Some(id) => self.by_id(id, &speaker.name, report),
            None => self.by_name(&speaker.name, report),
        };
        // By custom a remark's id is its speaker's.
        let meant = found.or_else(|| self.position(&heading.id.value, |speaker| &speaker.id));
        self.mention(meant);
        found
    }

    fn by_id(&mut self, id: &At<String>, name: &At<String>, report: &mut Report) -> Option<usize> {
        if let Some(found) = self.position(&id.value, |speaker| &speaker.id) {
            let known_as = &self.speakers.list[found].name;
            if self.names[found] != comparable(&name.value) && !known_as.is_empty() {
                report
                    .error(
                        "transcript::other-name",
                        name.range.clone(),
                        "another name",
                        format!(
                            "the speaker `{}` is called “{known_as}” in speakers.toml",
                            id.value
                        ),
                    )
                    .help(format!("write `## {known_as} {{#… speaker={}}}`", id.value));
            }
            return Some(found);
        }
        if !self.speakers.known {
            return None;
        }
        let near = nearest(
            &id.value,
            self.speakers.list.iter().map(|speaker| speaker.id.as_str()),
        );
        self.mention(near.and_then(|near| self.position(near, |speaker| &speaker.id)));
        let called = comparable(&name.value);
        self.mention(self.names.iter().position(|name| *name == called));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => add(Some(&id.value), &name.value),
        };
        report
            .error(
                "transcript::unknown-speaker",
                id.range.clone(),
                "here",
                format!("unknown speaker `{}`", id.value),
            )
            .help(help);
        None
    }

    fn by_name(&mut self, name: &At<String>, report: &mut Report) -> Option<usize> {
        if name.value.is_empty() {
            report
                .error(
                    "transcript::unknown-speaker",
                    name.range.clone(),
                    "here",
                    "the heading names nobody",
                )
                .help("write who speaks: `## Name {#id}`");
            return None;
        }
        let mut plain = name.value.as_str();
        let mut called = self.called(plain);
        let alone = without_emphasis(plain);
        if called.is_empty() && !alone.is_empty() && alone != plain {
            plain = alone;
            called = self.called(plain);
            emphasis(name, plain, report);
        }
        let list = &self.speakers.list;
        for &speaker in &called {
            self.mentioned[speaker] = true;
        }
        if called.len() > 1 {
            let ids: Vec<String> = called
                .iter()
                .map(|&at| format!("`speaker={}`", list[at].id))
                .collect();
            report
                .error(
                    "transcript::ambiguous-speaker",
                    name.range.clone(),
                    "which one?",
                    format!("{} speakers are called “{plain}”", called.len()),
                )
                .help(format!("say which in the braces: {}", ids.join(" or ")));
        } else if called.is_empty() && self.speakers.known {
            self.nobody_called(name, plain);
        }
        called.first().copied()
    }

    /// Notes a name that nobody has.
    fn nobody_called(&mut self, name: &At<String>, plain: &str) {
        let told = |unknown: &&mut Unknown| unknown.name.value == plain;
        if let Some(unknown) = self.unknown.iter_mut().find(told) {
            unknown.headings += 1;
            return;
        }
        let names = || {
            self.speakers
                .list
                .iter()
                .map(|speaker| speaker.name.as_str())
        };
        let near = nearest(plain, names());
        let meant = near.or_else(|| meant(plain, names()));
        let help = match meant {
            Some(meant) if near.is_some() => format!("did you mean “{meant}”?"),
            Some(meant) => format!(
                "did you mean “{meant}”? A heading has the name alone, as speakers.toml has it"
            ),
            None => add(slug(plain).as_deref(), plain),
        };
        self.mention(meant.and_then(|meant| self.position(meant, |speaker| &speaker.name)));
        self.unknown.push(Unknown {
            name: At {
                value: plain.to_owned(),
                range: name.range.clone(),
            },
            help,
            headings: 1,
        });
    }

    /// Reports the names that nobody has; gives who was mentioned.
    pub(super) fn finish(self, report: &mut Report) -> Vec<bool> {
        for Unknown {
            name,
            help,
            headings,
        } in self.unknown
        {
            let often = match headings {
                1 => String::new(),
                headings => format!(", in {headings} headings"),
            };
            report
                .error(
                    "transcript::unknown-speaker",
                    name.range,
                    "here",
                    format!("unknown speaker “{}”{often}", name.value),
                )
                .help(help);
        }
        self.mentioned
    }

    /// The speakers of this name.
    fn called(&self, name: &str) -> Vec<usize> {
        let written = comparable(name);
        (0..self.names.len())
            .filter(|&at| self.names[at] == written)
            .collect()
    }

    fn position(&self, written: &str, of: fn(&Speaker) -> &String) -> Option<usize> {
        self.speakers
            .list
            .iter()
            .position(|speaker| of(speaker) == written)
    }

    fn mention(&mut self, speaker: Option<usize>) {
        if let Some(speaker) = speaker {
            self.mentioned[speaker] = true;
        }
    }
}

/// Reports a name that stands between signs of emphasis: a heading has no markup.
fn emphasis(name: &At<String>, plain: &str, report: &mut Report) {
    report
        .error(
            "transcript::emphasis-in-heading",
            name.range.clone(),
            "here",
            "the name stands between signs of emphasis, which a heading does not have",
        )
        .help(format!(
            "write the name alone: `## {plain}`, then the braces"
        ));
}

/// A name without differences that cannot be seen: one space for any white space, accents composed.
fn comparable(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").nfc().collect()
}

fn add(id: Option<&str>, name: &str) -> String {
    let Some(id) = id else {
        return format!(
            "add to speakers.toml a table with `name = \"{name}\"`, such as `[speaker-1]`: an id of small letters, digits and hyphens"
        );
    };
    format!("add to speakers.toml a table `[{id}]` with `name = \"{name}\"`")
}

/// The one name that a heading holds beside a title, a role or an affiliation, or of which it holds some words.
fn meant<'n>(heading: &str, names: impl Iterator<Item = &'n str> + Clone) -> Option<&'n str> {
    let only = |is: &dyn Fn(&&str) -> bool| {
        let mut meant = names.clone().filter(is);
        meant.next().filter(|_| meant.next().is_none())
    };
    let has = |name: &&str| {
        // In Chinese, Japanese and Korean a title follows at once.
        let whole = |c: char| !c.is_alphanumeric() || is_unit(c);
        heading.match_indices(*name).any(|(at, _)| {
            !name.is_empty()
                && heading[..at].chars().next_back().is_none_or(whole)
                && heading[at + name.len()..].chars().next().is_none_or(whole)
        })
    };
    let is_in = |name: &&str| {
        let mut words = heading.split_whitespace().peekable();
        words.peek().is_some() && words.all(|word| name.split_whitespace().any(|part| part == word))
    };
    only(&has).or_else(|| only(&is_in))
}
