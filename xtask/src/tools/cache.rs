//! Where installed tools are kept: outside the repository, so that a fresh clone finds them.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use fs4::{FileExt, TryLockError};

use crate::screen;

/// A folder of tools, one folder a tool and version. A tool is installed aside and moved in when it is complete, so
/// an interrupted installation leaves nothing that looks installed; a lock lets one process at a time install a tool.
#[derive(Debug, Clone)]
pub(super) struct Cache {
    root: PathBuf,
}

impl Cache {
    /// `$COLLOQUY_TOOLS`, else `$XDG_CACHE_HOME/colloquy`, else `~/.cache/colloquy`.
    pub(super) fn locate() -> Result<Self> {
        let root = place(|name| std::env::var_os(name), std::env::home_dir())
            .context("there is no home folder to keep tools in; set COLLOQUY_TOOLS to a folder")?;
        let root = std::path::absolute(root).context("COLLOQUY_TOOLS is no path")?;
        Ok(Self::at(root))
    }

    /// The cache in this folder, which need not exist.
    pub(super) fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// Where the tool of this name is, or will be.
    pub(super) fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Where the output of the tool's installation goes.
    pub(super) fn log(&self, name: &str) -> Result<PathBuf> {
        Ok(self.made("logs")?.join(format!("{name}.log")))
    }

    /// Where the tool may keep what helps an interrupted installation to go on; removed once it is complete.
    pub(super) fn work(&self, name: &str) -> PathBuf {
        self.root.join("work").join(name)
    }

    /// Runs `fill` on an empty folder and moves that to the tool's own, unless that is there already. `fill` gets
    /// the empty folder and the log.
    pub(super) fn install(
        &self,
        name: &str,
        fill: impl FnOnce(&Path, &Path) -> Result<()>,
    ) -> Result<()> {
        let (locks, parts) = (self.made("locks")?, self.made("parts")?);
        let lock = File::create(locks.join(name)).context("the tools' folder cannot be written")?;
        wait_for(&lock, name)?;

        let folder = self.folder(name);
        if folder.exists() {
            return Ok(());
        }
        let part = parts.join(name);
        if part.exists() {
            fs::remove_dir_all(&part)
                .with_context(|| format!("{} cannot be removed", part.display()))?;
        }
        fs::create_dir(&part).with_context(|| format!("{} cannot be made", part.display()))?;
        fill(&part, &self.log(name)?)?;
        fs::rename(&part, &folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
        // What is left here only takes room.
        let _ = fs::remove_dir_all(self.work(name));
        Ok(())
    }

    fn made(&self, name: &str) -> Result<PathBuf> {
        let folder = self.root.join(name);
        fs::create_dir_all(&folder)
            .with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(folder)
    }
}

fn place(variable: impl Fn(&str) -> Option<OsString>, home: Option<PathBuf>) -> Option<PathBuf> {
    let variable = |name| {
        variable(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    variable("COLLOQUY_TOOLS")
        .or_else(|| {
            Some(
                variable("XDG_CACHE_HOME")
                    .filter(|path| path.is_absolute())?
                    .join("colloquy"),
            )
        })
        .or_else(|| Some(home?.join(".cache").join("colloquy")))
}

/// Takes the lock, waiting for whoever holds it; it is given back when the file is closed.
fn wait_for(lock: &File, name: &str) -> Result<()> {
    match FileExt::try_lock(lock) {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            screen::say(&format!(
                "      {name}: waiting for another process that installs it…"
            ));
            FileExt::lock(lock).context("the tools' folder cannot be locked")
        }
        Err(TryLockError::Error(error)) => Err(error).context("the tools' folder cannot be locked"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::bail;
    use std::sync::atomic::{AtomicU32, Ordering};

    fn place_with(variables: &[(&str, &str)], home: Option<&str>) -> Option<PathBuf> {
        let variable = |name: &str| {
            variables
                .iter()
                .find(|(set, _)| *set == name)
                .map(|(_, value)| OsString::from(value))
        };
        place(variable, home.map(PathBuf::from))
    }

    #[test]
    fn the_place_is_what_the_user_says_then_the_systems_custom() {
        let path = |path: &str| Some(PathBuf::from(path));
        let both = [("COLLOQUY_TOOLS", "/tools"), ("XDG_CACHE_HOME", "/cache")];
        assert_eq!(place_with(&both, Some("/home/kim")), path("/tools"));
        assert_eq!(
            place_with(&both[1..], Some("/home/kim")),
            path("/cache/colloquy")
        );
        assert_eq!(
            place_with(&[("XDG_CACHE_HOME", "relative")], Some("/home/kim")),
            path("/home/kim/.cache/colloquy")
        );
        assert_eq!(
            place_with(&[("COLLOQUY_TOOLS", "")], Some("/home/kim")),
            path("/home/kim/.cache/colloquy")
        );
        assert_eq!(place_with(&[], None), None);
    }

    #[test]
    fn an_interrupted_installation_leaves_nothing_that_looks_installed() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().join("tools"));
        let half = cache.install("toy-1", |part, _| {
            fs::write(part.join("half"), "")?;
            bail!("interrupted")
        });
        assert_eq!(half.unwrap_err().to_string(), "interrupted");
        assert!(!cache.folder("toy-1").exists());

        cache
            .install("toy-1", |part, _| Ok(fs::write(part.join("whole"), "")?))
            .unwrap();
        let names: Vec<_> = fs::read_dir(cache.folder("toy-1"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, ["whole"]);
    }

    #[test]
    fn of_two_processes_at_once_one_installs() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::at(folder.path().to_owned());
        let installed = AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    cache
                        .install("toy-1", |part, _| {
                            installed.fetch_add(1, Ordering::SeqCst);
                            std::thread::sleep(std::time::Duration::from_millis(50));
                            Ok(fs::write(part.join("whole"), "")?)
                        })
                        .unwrap();
                });
            }
        });
        assert_eq!(installed.load(Ordering::SeqCst), 1);
    }
}
