//! A program that runs beside the tests: a browser's driver, or the display that it draws on.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
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

/// Opens a session of a driver that listens, or will soon, on this port.
///
/// # Panics
/// Where the browser does not start.
pub(super) async fn session(port: u16, mut capabilities: Value) -> WebDriver {
    let start = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        assert!(start.elapsed() < PATIENCE, "nothing listens on port {port}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    capabilities["timeouts"] = json!({ "script": 30_000, "pageLoad": 30_000, "implicit": 0 });
    let Value::Object(capabilities) = capabilities else {
        panic!("capabilities are an object")
    };
    let open = || {
        WebDriver::builder(
            format!("http://127.0.0.1:{port}"),
            Capabilities::from(capabilities.clone()),
        )
        .request_timeout(Duration::from_secs(90))
        .connect()
    };
    let mut driver = open().await;
    if driver.is_err() {
        // On a busy machine a browser may start too late for its driver.
        driver = open().await;
    }
    driver.unwrap_or_else(|error| panic!("the browser did not start: {error}"))
}
