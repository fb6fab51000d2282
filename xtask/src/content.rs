//! Reading `content/`, with its problems printed.

use anyhow::Result;
use transcript::source::{self, Loaded, Look, Severity};

use crate::project::Project;
use crate::screen;

/// The content; none when it has errors. Its problems and a summary are printed.
pub(crate) fn load(project: &Project) -> Result<Option<Loaded>> {
    let loaded = source::load(&project.content());
    if !loaded.diagnostics.is_empty() {
        let look = if screen::is_coloured() {
            Look::Coloured
        } else {
            Look::Plain
        };
        screen::say(source::render(&loaded.diagnostics, look).trim_end());
    }
    let sound = loaded.is_sound();
    let summary = summary(&loaded);
    screen::say(&if sound { summary } else { screen::bad(summary) });
    Ok(sound.then_some(loaded))
}

/// `1 event, 18 remarks, 17 speakers, 26 topics: no problems`.
fn summary(loaded: &Loaded) -> String {
    let events = &loaded.archive.events;
    let remarks = events
        .iter()
        .flat_map(|event| &event.parts)
        .filter(|part| part.kind.is_remark())
        .count();
    let speakers = events.iter().map(|event| event.speakers.len()).sum();
    let topics = events.iter().map(|event| event.topics.len()).sum();
    let contents = [
        (events.len(), "event"),
        (remarks, "remark"),
        (speakers, "speaker"),
        (topics, "topic"),
    ];

    let of = |severity| {
        loaded
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let problems = [
        (of(Severity::Error), "error"),
        (of(Severity::Warning), "warning"),
    ];
    let problems = list(problems.into_iter().filter(|(count, _)| *count > 0));
    format!(
        "{}: {}",
        list(contents),
        if problems.is_empty() {
            "no problems"
        } else {
            &problems
        }
    )
}

fn list(counts: impl IntoIterator<Item = (usize, &'static str)>) -> String {
    let counted = |(count, noun)| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    counts
        .into_iter()
        .map(counted)
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use transcript::source::{Diagnostic, SourceFile};

    fn problem(severity: Severity) -> Diagnostic {
        Diagnostic {
            severity,
            code: "transcript::test",
            message: "a problem".to_owned(),
            file: SourceFile::new("content/a/event.toml", ""),
            labels: Vec::new(),
            help: None,
        }
    }

    #[test]
    fn the_summary_counts_what_is_there_and_what_is_wrong() {
        let mut loaded = Loaded::default();
        loaded.archive.events = vec![transcript::model::Event::default()];
        assert_eq!(
            summary(&loaded),
            "1 event, 0 remarks, 0 speakers, 0 topics: no problems"
        );
        loaded.diagnostics = vec![
            problem(Severity::Warning),
            problem(Severity::Error),
            problem(Severity::Error),
        ];
        assert_eq!(
            summary(&loaded),
            "1 event, 0 remarks, 0 speakers, 0 topics: 2 errors, 1 warning"
        );
    }
}
