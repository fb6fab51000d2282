//! `topics.toml`.

use super::diagnostic::Report;
use super::ids::Ids;
use super::table::{self, At, Table};
use super::terms::Term;
use crate::model::{Group, Topic};

/// What `topics.toml` says.
#[derive(Debug, Default)]
pub(super) struct Topics {
    pub(super) groups: Vec<Group>,
    /// The topics, in the order of the file.
    pub(super) list: Vec<Topic>,
    /// Where the id of each is written.
    pub(super) at: Vec<At<String>>,
    /// The words that find each.
    pub(super) words: Vec<TopicWords>,
    /// Whether the list is all that the editor wrote.
    pub(super) known: bool,
}

/// The words that find a topic.
#[derive(Debug, Default)]
pub(super) struct TopicWords {
    pub(super) terms: Vec<Term>,
    pub(super) except: Vec<Term>,
}

/// Reads `topics.toml`.
pub(super) fn read(text: &str, report: &mut Report) -> Topics {
    let document = table::parse(text, report);
    let mut root = document.root();
    let mut topics = Topics {
        known: document.whole,
        ..Topics::default()
    };
    let mut group_ids = Ids::new("group");
    let mut topic_ids = Ids::new("topic");
    for mut table in root.tables("groups", "groups", report) {
        let id = table.required("id", report);
        let label = table
            .required("label", report)
            .map(|at| at.value)
            .unwrap_or_default();
        if let Some(id) = &id {
            group_ids.add(id, report);
        }
        let group = topics.groups.len();
        topics.groups.push(Group {
            id: id.map(|at| at.value).unwrap_or_default(),
            label,
        });
        for topic in table.tables("topics", "groups.topics", report) {
            read_topic(topic, group, &mut topic_ids, &mut topics, report);
        }
        table.require(
            "topics",
            "[[groups.topics]]` with `id`, `label`, `covers` and `terms",
            report,
        );
        table.finish(report);
    }
    root.finish(report);
    topics
}

fn read_topic(
    mut table: Table<'_, '_>,
    group: usize,
    ids: &mut Ids,
    topics: &mut Topics,
    report: &mut Report,
) {
    let id = table.required("id", report);
    let label = table
        .required("label", report)
        .map(|at| at.value)
        .unwrap_or_default();
    let covers = table
        .required("covers", report)
        .map(|at| at.value)
        .unwrap_or_default();
    let terms = match table.strings("terms", report) {
        Some(list) => {
            if list.value.is_empty() {
                report
                    .error(
                        "transcript::empty-terms",
                        list.range,
                        "no words",
                        "a topic without terms finds nothing",
                    )
                    .help("write the words that find it, such as `terms = [\"missile defence\"]`");
            }
            read_terms(list.value, report)
        }
        None => {
            table.require("terms", "terms = [\"…\"]", report);
            Vec::new()
        }
    };
    let except = table
        .strings("except", report)
        .map(|list| read_terms(list.value, report))
        .unwrap_or_default();
    table.finish(report);
    let Some(id) = id else { return };
    let new = ids.add(&id, report);
    if let (true, Ok(group)) = (new, u16::try_from(group)) {
        topics.list.push(Topic {
            id: id.value.clone(),
            group,
            label,
            covers,
        });
        topics.at.push(id);
        topics.words.push(TopicWords { terms, except });
    }
}

fn read_terms(list: Vec<At<String>>, report: &mut Report) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let mut seen: Vec<At<String>> = Vec::new();
    for at in list {
        if let Some(first) = seen.iter().find(|first| first.value == at.value) {
            report
                .warning(
                    "transcript::duplicate-term",
                    at.range,
                    "again here",
                    format!("the term `{}` is listed twice", at.value),
                )
                .also(first.range.clone(), "first here")
                .help("delete one of them");
            continue;
        }
        match Term::parse(&at.value) {
            Ok(term) => terms.push(term),
            Err(problem) => {
                report
                    .error(
                        "transcript::bad-term",
                        at.range.clone(),
                        problem.label(),
                        format!("`{}` is not a term", at.value),
                    )
                    .help(problem.help());
            }
        }
        seen.push(at);
    }
    terms
}
