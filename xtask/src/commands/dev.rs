//! `cargo xtask dev`: a debug build that follows every edit.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result, bail};
use lexopt::Arg::Long;
use lexopt::{Parser, ValueExt};

use crate::project::Project;
use crate::{process, site, tools};

use super::{Command, Verdict};

pub(super) const COMMAND: Command = Command {
    name: "dev",
    summary: "serve a debug build that reloads with every edit of code or content",
    options: &["--port <number>  the port to listen on (8080)"],
    run,
};

fn run(project: &Project, mut arguments: Parser) -> Result<Verdict> {
    let mut port = 8080_u16;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => {
                port = arguments
                    .value()?
                    .parse()
                    .context("--port takes a number from 0 to 65535")?
            }
            _ => return Err(argument.unexpected().into()),
        }
    }
    if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err() {
        bail!("port {port} cannot be listened on; choose another with --port");
    }
    let builders = tools::builders(project)?;
    let mut trunk = site::trunk(project, &builders);
    trunk.arg("serve").args([
        "--address",
        &Ipv4Addr::LOCALHOST.to_string(),
        "--port",
        &port.to_string(),
    ]);
    // A folder of its own, so that dist/ stays the release build; every page is a file, so none stands for another.
    trunk
        .arg("--dist")
        .arg(project.scratch().join("dev"))
        .args(["--no-spa", "true", "--disable-address-lookup", "true"]);
    process::run(&mut trunk)?;
    Ok(Verdict::Passed)
}
