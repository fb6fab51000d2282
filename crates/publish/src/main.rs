//! Trunk's post-build hook: reads the built parts from `$TRUNK_STAGING_DIR` and writes the pages there.
//!
//! `$COLLOQUY_SITE`, where set, is the absolute address at which the folder will be published; it overrides
//! `content/site.toml`. `$COLLOQUY_OFFLINE`, set to `off`, leaves out the service worker; a development build has none.

use anyhow::Context;
use publish::Options;
use std::path::PathBuf;
use std::time::Instant;

fn main() -> anyhow::Result<()> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).context(
        "TRUNK_STAGING_DIR is not set: this program is Trunk's post-build hook; run `cargo xtask build` instead",
    )?;
    let release = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let site = std::env::var("COLLOQUY_SITE")
        .ok()
        .filter(|site| !site.is_empty());
    let start = Instant::now();
    let pictures = publish::write(
        &folder,
        &Options {
            site,
            compress: release,
            offline: release && !std::env::var("COLLOQUY_OFFLINE").is_ok_and(|set| set == "off"),
            pictures: kept_pictures(),
        },
    )?;
    for warning in &pictures.warnings {
        eprintln!("warning: {warning}");
    }
    println!(
        "wrote the pages in {:.1} s; of the share previews {} were drawn and {} reused, {} KB in all",
        start.elapsed().as_secs_f64(),
        pictures.made,
        pictures.reused,
        pictures.bytes.div_ceil(1000)
    );
    Ok(())
}

/// Beside what cargo builds: this program lies at `<target>/<profile>/publish`.
fn kept_pictures() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    Some(program.ancestors().nth(2)?.join("pictures"))
}
