//! Running other programs: in the open, for their output, or into a log with their progress shown.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{duration, screen};

/// The program of this name on the PATH.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    which::which(name).ok()
}

/// Runs the program, its output on the screen, nothing to read.
///
/// # Errors
/// It cannot be started, or it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// Runs the program and returns what it wrote to standard output.
///
/// # Errors
/// It cannot be started, or it fails.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .with_context(|| cannot_start(command))?;
    if !output.status.success() {
        bail!("`{}` failed ({})", line(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs the program with its output appended to the file `log`, showing under the name `what` how far it is.
///
/// # Errors
/// It cannot be started, or it fails; the message names the command, the log, and whether the network was the cause.
pub(crate) fn run_logged(what: &str, command: &mut Command, log: &Path) -> Result<()> {
    let mut file = File::options()
        .create(true)
        .append(true)
        .open(log)
        .with_context(|| format!("{} cannot be written", log.display()))?;
    let start_of_run = file.metadata().map(|data| data.len()).unwrap_or(0);
    let _ = writeln!(file, "$ {}", line(command));

    let status = watch(what, command, file)?;
    if status.success() {
        return Ok(());
    }
    let written = std::fs::read(log).unwrap_or_default();
    let written = String::from_utf8_lossy(written.get(start_of_run as usize..).unwrap_or_default());
    let cause = if blames_the_network(&written) {
        "no network: "
    } else {
        ""
    };
    bail!(
        "{cause}`{}` failed ({status}); its output is in {}",
        line(command),
        log.display()
    );
}

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

fn cannot_start(command: &Command) -> String {
    format!("`{}` cannot be started", line(command))
}

/// How long a program may be silent on a log file's screen before a line says that it is still at work.
const SILENCE: Duration = Duration::from_secs(30);

fn watch(what: &str, command: &mut Command, log: File) -> Result<ExitStatus> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| cannot_start(command))?;
    let log = Arc::new(Mutex::new(log));
    let progress = Arc::new(Mutex::new(String::new()));
    let streams: [Option<Box<dyn Read + Send>>; 2] = [
        child.stdout.take().map(|stream| Box::new(stream) as _),
        child.stderr.take().map(|stream| Box::new(stream) as _),
    ];
    let readers = streams.map(|stream| {
        let (log, progress) = (Arc::clone(&log), Arc::clone(&progress));
        std::thread::spawn(move || stream.map(|stream| copy(stream, &log, &progress)))
    });

    let start = Instant::now();
    let mut shown = Duration::ZERO;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        let elapsed = start.elapsed();
        let every = if screen::is_terminal() {
            Duration::from_secs(1)
        } else {
            SILENCE
        };
        if elapsed - shown >= every {
            shown = elapsed;
            let done = progress
                .lock()
                .map(|progress| progress.clone())
                .unwrap_or_default();
            let line = format!("      {what}: {}{done}", duration::words(elapsed));
            if screen::is_terminal() {
                screen::replace(&line)
            } else {
                screen::say(&line)
            }
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    if screen::is_terminal() {
        screen::replace("");
    }
    for reader in readers {
        // A reader ends with the stream it reads; a panic in it would already be on the screen.
        let _ = reader.join();
    }
    Ok(status)
}

/// Copies `stream` to the log line by line; cargo's progress bar goes to `progress` instead.
fn copy(mut stream: impl Read, log: &Mutex<File>, progress: &Mutex<String>) -> io::Result<()> {
    let (mut buffer, mut line) = ([0; 4096], Vec::new());
    loop {
        let read = stream.read(&mut buffer)?;
        for &byte in &buffer[..read] {
            line.push(byte);
            if byte == b'\n' || byte == b'\r' {
                let text = String::from_utf8_lossy(&line);
                if let Some(done) = cargo_progress(&text) {
                    if let Ok(mut progress) = progress.lock() {
                        *progress = done;
                    }
                } else if let Ok(mut log) = log.lock() {
                    log.write_all(&line)?;
                }
                line.clear();
            }
        }
        if read == 0 {
            return log.lock().map_or(Ok(()), |mut log| log.write_all(&line));
        }
    }
}

/// `, 123 of 417 crates` of `Building [===>   ] 123/417: syn, quote`.
fn cargo_progress(line: &str) -> Option<String> {
    let (_, bar) = line.split_once("Building ")?;
    let (_, counts) = bar.strip_prefix('[')?.split_once("] ")?;
    let (done, all) = counts
        .split([':', ' ', '\r', '\n'])
        .next()?
        .split_once('/')?;
    let (done, all): (u32, u32) = (done.parse().ok()?, all.parse().ok()?);
    Some(format!(", {done} of {all} crates"))
}

/// Whether the output of cargo, npm or apt-get says that a host could not be reached.
fn blames_the_network(output: &str) -> bool {
    const SIGNS: [&str; 12] = [
        "Could not resolve host",
        "Couldn't resolve host",
        "Could not connect to server",
        "Couldn't connect to server",
        "failed to download from",
        "Timeout was reached",
        "ENOTFOUND",
        "EAI_AGAIN",
        "ECONNREFUSED",
        "ETIMEDOUT",
        "Temporary failure resolving",
        "Unable to connect to",
    ];
    SIGNS.iter().any(|sign| output.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_progress_bar_is_understood() {
        let bar = "\x1b[K    Building [=====>        ] 123/417: syn, quote(build)\r";
        assert_eq!(cargo_progress(bar).as_deref(), Some(", 123 of 417 crates"));
        assert_eq!(cargo_progress("   Compiling syn v2.0.0\n"), None);
        assert_eq!(cargo_progress("Building [a/b"), None);
    }

    #[test]
    fn a_failed_program_is_named_with_its_log() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("step.log");
        let error = run_logged(
            "step",
            Command::new("sh").args(["-c", "echo words; exit 3"]),
            &log,
        )
        .unwrap_err();
        let message = error.to_string();
        assert!(
            message.starts_with("`sh -c echo words; exit 3` failed (exit status: 3)"),
            "{message}"
        );
        assert!(message.ends_with(&log.display().to_string()), "{message}");
        assert_eq!(
            std::fs::read_to_string(&log).unwrap(),
            "$ sh -c echo words; exit 3\nwords\n"
        );
    }

    #[test]
    fn a_failure_for_want_of_a_network_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("step.log");
        let run = |script: &str| {
            run_logged("step", Command::new("sh").args(["-c", script]), &log)
                .unwrap_err()
                .to_string()
        };
        assert!(run("echo 'npm error code EAI_AGAIN' >&2; exit 1").starts_with("no network: "));
        // What an earlier run left in the log is not blamed again.
        assert!(!run("exit 1").starts_with("no network: "));
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program")).unwrap_err();
        assert_eq!(error.to_string(), "`no-such-program` cannot be started");
    }
}
