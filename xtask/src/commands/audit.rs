//! `cargo xtask audit`: Lighthouse on an event's page and a remark's page.

mod report;

use std::fs;
use std::path::Path;
use std::process::Command as Program;

use anyhow::{Context, Result, bail};
use host::Host;
use lexopt::Arg::Long;
use lexopt::Parser;
use transcript::model::Archive;

use crate::project::Project;
use crate::tools::{self, Auditors};
use crate::{content, process, screen, site};

use super::{Command, Verdict};
use report::{Category, Report};

pub(super) const COMMAND: Command = Command {
    name: "audit",
    summary: "build, then audit an event's page and a remark's page with Lighthouse",
    options: &["--no-performance  leave out the category that depends on how busy this machine is"],
    run: |project, arguments| run(project, parse(arguments)?),
};

/// Whether the timed category is audited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Performance {
    Timed,
    LeftOut,
}

/// How often a page is loaded when it is timed; the median counts.
const TIMED_RUNS: usize = 3;

fn parse(mut arguments: Parser) -> Result<Performance> {
    let mut performance = Performance::Timed;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("no-performance") => performance = Performance::LeftOut,
            _ => return Err(argument.unexpected().into()),
        }
    }
    Ok(performance)
}

/// Prints the scores and every audit that failed; fails when a score is too low.
pub(super) fn run(project: &Project, performance: Performance) -> Result<Verdict> {
    if site::build(project, &site::Options::default())? == Verdict::Failed {
        return Ok(Verdict::Failed);
    }
    let Some(loaded) = content::load(project)? else {
        return Ok(Verdict::Failed);
    };
    let auditors = tools::auditors()?;
    let reports = project.scratch().join("audit");
    fs::create_dir_all(&reports)
        .with_context(|| format!("{} cannot be made", reports.display()))?;

    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .context("the server cannot be started")?;
    let host = runtime.block_on(Host::start(host::Options::new(project.dist())))?;
    let mut good = true;
    for (name, page) in pages(&loaded.archive)? {
        let report = audit(
            &auditors,
            &format!("{}{page}", host.address()),
            performance,
            &reports.join(name),
        )?;
        good &= print(&page, &report, performance);
    }
    screen::say(&format!("the full reports are in {}", reports.display()));
    Ok(Verdict::of(good))
}

/// The newest event's page and the page of its first remark, as addresses relative to the folder's own, each with a
/// name for its reports.
fn pages(archive: &Archive) -> Result<[(&'static str, String); 2]> {
    let Some(event) = archive.events.first() else {
        bail!("there is no event to audit")
    };
    let Some(remark) = event.parts.iter().find(|part| part.speaker.is_some()) else {
        bail!("{} has no remark to audit", event.id);
    };
    Ok([
        ("event", format!("{}/", event.id)),
        ("remark", format!("{}/{}/", event.id, remark.id)),
    ])
}

/// Loads the page as often as it takes, keeping each run's report beside `place`.
fn audit(
    auditors: &Auditors,
    address: &str,
    performance: Performance,
    place: &Path,
) -> Result<Report> {
    let runs = if performance == Performance::Timed {
        TIMED_RUNS
    } else {
        1
    };
    let mut reports = Vec::with_capacity(runs);
    for run in 1..=runs {
        let file = place.with_extension(format!("{run}.json"));
        screen::say(&format!("auditing {address} ({run} of {runs})…"));
        // A browser that does not start on a busy machine is started once more.
        lighthouse(auditors, address, performance, &file)
            .or_else(|_| lighthouse(auditors, address, performance, &file))?;
        let json = fs::read_to_string(&file)
            .with_context(|| format!("{} cannot be read", file.display()))?;
        reports.push(
            Report::parse(&json).with_context(|| format!("{} is no report", file.display()))?,
        );
    }
    Report::together(reports).context("the page was not audited")
}

fn lighthouse(
    auditors: &Auditors,
    address: &str,
    performance: Performance,
    file: &Path,
) -> Result<()> {
    // Nothing but this machine can be reached, whatever the page or the browser would like to ask for.
    const FLAGS: &str = "--headless --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync \
        --host-resolver-rules=\"MAP * ~NOTFOUND, EXCLUDE 127.0.0.1\"";
    let categories = Category::all(performance)
        .map(|category| category.id())
        .collect::<Vec<_>>()
        .join(",");
    let mut lighthouse = Program::new(&auditors.lighthouse);
    lighthouse
        .arg(address)
        .args(["--output=json", "--no-enable-error-reporting"]);
    lighthouse
        .arg(format!("--only-categories={categories}"))
        .arg(format!("--chrome-flags={FLAGS}"));
    lighthouse
        .arg(format!("--output-path={}", file.display()))
        .env("CHROME_PATH", &auditors.chromium);
    process::run_logged("Lighthouse", &mut lighthouse, &file.with_extension("log"))
}

/// Prints the page's scores and what cost it points; false when a score is too low.
fn print(page: &str, report: &Report, performance: Performance) -> bool {
    let mut good = true;
    screen::say(&screen::bold(page));
    for category in Category::all(performance) {
        let (score, least) = (report.score(category), category.least());
        let line = format!(
            "  {:<15} {score:>3} of 100, at least {least} wanted",
            category.id()
        );
        let reached = score >= least;
        screen::say(&if reached {
            screen::good(line)
        } else {
            screen::bad(line)
        });
        good &= reached;
        for failure in report.failures(category) {
            screen::say(&format!("    {failure}"));
        }
    }
    good
}

#[cfg(test)]
mod tests {
    use super::*;
    use transcript::model::{Event, Part, PartKind};

    #[test]
    fn the_event_and_its_first_remark_are_audited() {
        let part = |id: &str, kind, speaker| Part {
            id: id.to_owned(),
            kind,
            speaker,
            ..Part::default()
        };
        let parts = vec![
            part("introduction", PartKind::Introduction, None),
            part("wu-hailong", PartKind::Opening, Some(0)),
            part("kim-min", PartKind::Contribution, Some(1)),
        ];
        let event = Event {
            id: "china-rok-30".to_owned(),
            parts,
            ..Event::default()
        };
        let archive = Archive {
            events: vec![event],
            ..Archive::default()
        };
        let expected = [
            ("event", "china-rok-30/".to_owned()),
            ("remark", "china-rok-30/wu-hailong/".to_owned()),
        ];
        assert_eq!(pages(&archive).unwrap(), expected);
        assert_eq!(
            pages(&Archive::default()).unwrap_err().to_string(),
            "there is no event to audit"
        );
    }

    #[test]
    fn the_timed_category_may_be_left_out() {
        assert_eq!(
            parse(Parser::from_args(["--no-performance"])).unwrap(),
            Performance::LeftOut
        );
        assert_eq!(
            parse(Parser::from_args([""; 0])).unwrap(),
            Performance::Timed
        );
        assert!(parse(Parser::from_args(["--performance"])).is_err());
    }
}
