//! Packages of Debian and Ubuntu, where this user may install them without a password.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

use super::cache::Cache;

/// Installs the packages, asking nothing; `what` is what they bring.
///
/// # Errors
/// There is no apt-get, or this user may not use it: the message says what to install by hand.
pub(super) fn install(what: &str, packages: &[&str], cache: &Cache) -> Result<()> {
    let list = packages.join(" ");
    let Some(apt) = process::find("apt-get") else {
        bail!(
            "install {what} with this system's package manager and put it on the PATH (on Debian: {list})"
        );
    };
    let Some(prefix) = rights() else {
        bail!("this user may not install packages; run `apt-get install {list}` as root");
    };
    let log = cache.log("apt")?;
    for action in [
        &["update"][..],
        &[&["install", "-y", "--no-install-recommends"], packages].concat(),
    ] {
        let mut command = match prefix {
            Rights::Root => Command::new(&apt),
            Rights::Sudo => {
                let mut sudo = Command::new("sudo");
                sudo.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive"])
                    .arg(&apt);
                sudo
            }
        };
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["-o", "DPkg::Lock::Timeout=300"])
            .args(action);
        process::run_logged(what, &mut command, &log)?;
    }
    Ok(())
}

/// How this user may install packages.
#[derive(Debug, Clone, Copy)]
enum Rights {
    Root,
    Sudo,
}

fn rights() -> Option<Rights> {
    if process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0") {
        return Some(Rights::Root);
    }
    process::output(Command::new("sudo").args(["-n", "true"]))
        .is_ok()
        .then_some(Rights::Sudo)
}
