//! Trunk's post-build hook: reads the built parts from `$TRUNK_STAGING_DIR` and writes the pages there.
//!
//! `$COLLOQUY_SITE`, where set, is the absolute address at which the folder will be published; it overrides
//! `content/site.toml`.

use anyhow::Context;
use publish::Options;
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).context(
        "TRUNK_STAGING_DIR is not set: this program is Trunk's post-build hook; run `cargo xtask build` instead",
    )?;
    let release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let site = std::env::var("COLLOQUY_SITE")
        .ok()
        .filter(|site| !site.is_empty());
    publish::write(
        &folder,
        &Options {
            site,
            compress: release,
        },
    )
}
