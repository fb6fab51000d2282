//! Who speaks: matching the headings of the transcript with `speakers.toml`.

use unicode_normalization::UnicodeNormalization;

use super::diagnostic::Report;
use super::heading::without_emphasis;
use super::speakers::Speakers;
use super::suggest::{nearest, slug};
use super::table::At;
use super::transcript::Heading;
use crate::model::Speaker;

/// Finds the speakers that headings name.
pub(super) struct Who<'s> {
    speakers: &'s Speakers,
    /// Per speaker: the name as it is [compared](comparable).
    names: Vec<String>,
    /// Per speaker: whether a heading names them, or seems to mean them, so that nobody is reported as silent on top
    /// of a mistake.
    pub(super) mentioned: Vec<bool>,
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
            None => add(&id.value, &name.value),
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
            let near = nearest(plain, list.iter().map(|speaker| speaker.name.as_str()));
            self.mention(near.and_then(|near| self.position(near, |speaker| &speaker.name)));
            let help = match near {
                Some(near) => format!("did you mean “{near}”?"),
                None => add(&slug(plain).unwrap_or_else(|| "id".to_owned()), plain),
            };
            report
                .error(
                    "transcript::unknown-speaker",
                    name.range.clone(),
                    "here",
                    format!("unknown speaker “{plain}”"),
                )
                .help(help);
        }
        called.first().copied()
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

fn add(id: &str, name: &str) -> String {
    format!("add to speakers.toml a table `[{id}]` with `name = \"{name}\"`")
}
