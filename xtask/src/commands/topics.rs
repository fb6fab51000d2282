//! `cargo xtask topics`: how near the tags come to those of a careful reader.

use anyhow::{Result, bail};
use transcript::source::gold::{Counts, Evaluation};

use crate::project::Project;
use crate::{content, screen};

use super::{Command, Verdict, take_nothing};

pub(super) const COMMAND: Command = Command {
    name: "topics",
    summary: "measure the tags against each event's gold.toml",
    options: &[],
    run: |project, arguments| {
        take_nothing(arguments)?;
        run(project)
    },
};

/// Precision and recall that every event must reach over all topics, by its terms alone and as published.
const LEAST: f64 = 0.95;

/// Prints a table for each event that has a gold file; fails when one falls short.
pub(super) fn run(project: &Project) -> Result<Verdict> {
    let Some(loaded) = content::load(project)? else {
        return Ok(Verdict::Failed);
    };
    if loaded.evaluations.is_empty() {
        bail!("no event has a gold.toml to measure its topics by");
    }
    let mut good = true;
    for evaluation in &loaded.evaluations {
        screen::say(&screen::bold(&evaluation.event));
        screen::say(evaluation.to_string().trim_end());
        let (said, reached) = judge(evaluation);
        screen::say(&if reached {
            screen::good(said)
        } else {
            screen::bad(said)
        });
        if !reached {
            screen::say(
                "by its terms alone, - a topic that the reader set and they miss, + one that they find wrongly:",
            );
            for difference in &evaluation.differences {
                screen::say(&difference.to_string());
            }
        }
        good &= reached;
    }
    Ok(Verdict::of(good))
}

/// What to say of the event's tags, and whether they are near enough.
fn judge(evaluation: &Evaluation) -> (String, bool) {
    let scores = evaluation.overall;
    let lowest = |counts: Counts| counts.precision().min(counts.recall());
    let lowest = lowest(scores.terms).min(lowest(scores.published));
    let reached = lowest >= LEAST;
    let verdict = if reached { "at least" } else { "less than" };
    (
        format!(
            "precision and recall over all topics: {verdict} {LEAST} (the lowest is {lowest:.3})"
        ),
        reached,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use transcript::source::gold::Scores;

    fn judged(terms: Counts, published: Counts) -> (String, bool) {
        judge(&Evaluation {
            overall: Scores { terms, published },
            ..Evaluation::default()
        })
    }

    #[test]
    fn precision_and_recall_must_both_be_high_with_and_without_the_editors_marks() {
        let perfect = Counts {
            right: 100,
            wrong: 0,
            missed: 0,
        };
        let imprecise = Counts {
            right: 94,
            wrong: 6,
            missed: 0,
        };
        let forgetful = Counts {
            right: 94,
            wrong: 0,
            missed: 6,
        };
        assert!(
            judged(
                perfect,
                Counts {
                    right: 95,
                    wrong: 5,
                    missed: 5
                }
            )
            .1
        );
        for poor in [imprecise, forgetful] {
            for (said, reached) in [judged(perfect, poor), judged(poor, perfect)] {
                assert!(!reached);
                assert_eq!(
                    said,
                    "precision and recall over all topics: less than 0.95 (the lowest is 0.940)"
                );
            }
        }
    }
}
