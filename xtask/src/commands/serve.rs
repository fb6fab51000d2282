//! `cargo xtask serve`: builds, then serves `dist/` on loopback.

use anyhow::{Context, Result};
use host::{Error, Host};
use lexopt::Arg::Long;
use lexopt::{Parser, ValueExt};

use crate::project::Project;
use crate::{screen, site};

use super::build::{SITE_HELP, site_address};
use super::{Command, Verdict};

pub(super) const COMMAND: Command = Command {
    name: "serve",
    summary: "build, then serve dist/ on this machine and print the address",
    options: &[
        "--port <number>   the port to listen on (8080)",
        "--base <path>     serve below a path, such as /a/b/",
        SITE_HELP,
    ],
    run,
};

#[derive(Debug, PartialEq, Eq)]
struct Options {
    port: u16,
    base: String,
    site: Option<String>,
}

fn run(project: &Project, arguments: Parser) -> Result<Verdict> {
    let Options { port, base, site } = parse(arguments)?;
    // The folder is not built yet, but the port is worth knowing about before minutes of building.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .context("the server cannot be started")?;
    let start = |folder| {
        runtime
            .block_on(Host::start(
                host::Options::new(folder).port(port).base(&base),
            ))
            .map_err(explain)
    };
    drop(start(project.root().to_owned())?);

    let options = site::Options {
        site,
        ..site::Options::default()
    };
    if site::build(project, &options)? == Verdict::Failed {
        return Ok(Verdict::Failed);
    }
    let host = start(project.dist())?;
    screen::say(&format!(
        "serving dist/ at {} (Ctrl-C stops it)",
        screen::bold(host.address())
    ));
    loop {
        std::thread::park();
    }
}

fn parse(mut arguments: Parser) -> Result<Options> {
    let mut options = Options {
        port: 8080,
        base: "/".to_owned(),
        site: None,
    };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => {
                options.port = arguments
                    .value()?
                    .parse()
                    .context("--port takes a number from 0 to 65535")?
            }
            Long("base") => options.base = arguments.value()?.string()?,
            Long("site") => options.site = Some(site_address(&arguments.value()?.string()?)?),
            _ => return Err(argument.unexpected().into()),
        }
    }
    Ok(options)
}

/// The error, with what to type.
fn explain(error: Error) -> anyhow::Error {
    match error {
        Error::PortInUse { .. } | Error::PortRefused { .. } => {
            anyhow::anyhow!("{error}; choose another with --port, or any free one with --port 0")
        }
        _ => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Options> {
        parse(Parser::from_args(arguments))
    }

    #[test]
    fn port_base_and_site_may_be_chosen() {
        let options = parsed(&[
            "--port",
            "9000",
            "--base=/a/b/",
            "--site",
            "https://example.org",
        ])
        .unwrap();
        let site = Some("https://example.org/".to_owned());
        assert_eq!(
            options,
            Options {
                port: 9000,
                base: "/a/b/".to_owned(),
                site
            }
        );
        assert_eq!(
            parsed(&[]).unwrap(),
            Options {
                port: 8080,
                base: "/".to_owned(),
                site: None
            }
        );
    }

    #[test]
    fn a_port_that_is_no_port_is_refused() {
        for port in ["70000", "http", "-1"] {
            let error = parsed(&["--port", port]).unwrap_err();
            assert_eq!(error.to_string(), "--port takes a number from 0 to 65535");
        }
        assert!(parsed(&["8080"]).is_err());
    }
}
