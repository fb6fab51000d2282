//! `cargo xtask build`: makes `dist/`, ready to upload.

use anyhow::{Result, anyhow};
use lexopt::Arg::Long;
use lexopt::{Parser, ValueExt};
use transcript::source;

use crate::project::Project;
use crate::site::{self, Options};

use super::{Command, Verdict};

pub(super) const COMMAND: Command = Command {
    name: "build",
    summary: "make dist/, ready to upload, unless it is up to date",
    options: &[
        SITE_HELP,
        "--no-offline      without the service worker; where the folder had one, it goes",
    ],
    run,
};

/// What the help says of `--site`.
pub(super) const SITE_HELP: &str =
    "--site <address>  where the folder will be published (else as content/site.toml says)";

fn run(project: &Project, mut arguments: Parser) -> Result<Verdict> {
    let mut options = Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("site") => options.site = Some(site_address(&arguments.value()?.string()?)?),
            Long("no-offline") => options.no_offline = true,
            _ => return Err(argument.unexpected().into()),
        }
    }
    site::build(project, &options)
}

/// The address to publish at, ending in `/`.
pub(super) fn site_address(written: &str) -> Result<String> {
    source::site_address(written).map_err(|problem| {
        anyhow!("`{written}` is no address to publish at: {problem}; write one like https://example.org/seminars/")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_in_a_slash() {
        assert_eq!(
            site_address("https://example.org").unwrap(),
            "https://example.org/"
        );
        assert_eq!(
            site_address("http://localhost:8080/a/b/").unwrap(),
            "http://localhost:8080/a/b/"
        );
    }

    #[test]
    fn what_is_no_web_address_is_refused() {
        for written in [
            "example.org",
            "ftp://example.org/",
            "https://",
            "https:///a/",
            "https://a/?q",
            "https://a b/",
            "",
        ] {
            let error = site_address(written).unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("`{written}` is no address to publish at")),
                "{error}"
            );
        }
    }
}
