//! A program that runs beside the tests: a browser's driver, or the display that it draws on.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use crate::browser::setting;

/// How long a program may take to be ready.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running program; it is stopped when dropped.
#[derive(Debug)]
pub(super) struct Program(Child);

impl Program {
    /// The program that an environment variable names, else the one of this name on the PATH.
    pub(super) fn named(variable: &str, name: &str) -> PathBuf {
        setting(variable).unwrap_or_else(|| PathBuf::from(name))
    }

    /// Starts it. What it writes goes nowhere.
    ///
    /// # Panics
    /// Where it cannot be started.
    pub(super) fn start(command: &mut Command) -> Self {
        Self::spawn(command.stdout(Stdio::null()))
    }

    fn spawn(command: &mut Command) -> Self {
        let child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        Self(child.unwrap_or_else(|error| {
            panic!(
                "{} cannot be started: {error}",
                command.get_program().display()
            )
        }))
    }

    /// Starts it and gives the first line that it writes.
    ///
    /// # Panics
    /// Where it cannot be started, or says nothing.
    pub(super) fn start_and_hear(command: &mut Command) -> (Self, String) {
        let mut program = Self::spawn(command.stdout(Stdio::piped()));
        let mut output = BufReader::new(program.0.stdout.take().expect("its output is piped"));
        let mut line = String::new();
        output.read_line(&mut line).expect("it writes text");
        // A full pipe would stop it.
        std::thread::spawn(move || output.read_to_end(&mut Vec::new()));
        (program, line.trim().to_owned())
    }

    /// How it ended, if it has.
    fn end(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().expect("a program can be asked for")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// A port of this machine that nobody listens on, and that was not given before: drivers start at the same time.
pub(super) fn free_port() -> u16 {
    static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
        let port = listener.local_addr().expect("it has an address").port();
        if GIVEN.lock().expect("nobody panics here").insert(port) {
            return port;
        }
    }
}

/// What a start gives; where it fails, what another gives. A driver may end while its browser starts, or find its port
/// taken, so everything is started anew.
///
/// # Panics
/// Where three starts fail.
pub(super) async fn started<T>(start: impl AsyncFn() -> Result<T, String>) -> T {
    let mut failures = Vec::new();
    while failures.len() < 3 {
        match start().await {
            Ok(started) => return started,
            Err(failure) => failures.push(failure),
        }
    }
    panic!("the browser did not start: {}", failures.join("; then: "))
}

/// Opens a session of a driver that listens, or will soon, on this port.
///
/// # Errors
/// Where the driver ends or does not listen, or the browser does not start.
pub(super) async fn session(
    driver: &mut Program,
    port: u16,
    mut capabilities: Value,
) -> Result<WebDriver, String> {
    let start = Instant::now();
    while !is_listened_on(port) {
        if let Some(end) = driver.end() {
            return Err(format!("the driver ended: {end}"));
        }
        if start.elapsed() > PATIENCE {
            return Err(format!("nothing listens on port {port}"));
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    capabilities["timeouts"] = json!({ "script": 30_000, "pageLoad": 30_000, "implicit": 0 });
    let Value::Object(capabilities) = capabilities else {
        panic!("capabilities are an object")
    };
    let address = format!("http://127.0.0.1:{port}");
    WebDriver::builder(address, Capabilities::from(capabilities))
        .request_timeout(Duration::from_secs(90))
        .connect()
        .await
        .map_err(|error| match driver.end() {
            Some(end) => format!("the driver ended: {end}"),
            None => error.to_string(),
        })
}

/// Whether a program accepts connections on this port. A connection to a free port may, rarely, be given that same port
/// as its own and so reach itself.
fn is_listened_on(port: u16) -> bool {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok_and(|stream| {
        let own = stream.local_addr();
        own.is_ok_and(|own| own.port() != port)
    })
}
