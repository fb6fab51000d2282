//! A tab of a browser with the site in it. What a test can see is in `find`, what it can do in `act`, what it can ask
//! to hold in `check`.

mod act;
mod check;
mod find;

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use host::{Host, Options};
use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{WebDriver, WindowHandle};

pub(crate) use find::Found;

use crate::browser::{self, Window};

/// The policy that the README prints.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// A tab with a server of its own: no test sees what another has left behind.
pub(crate) struct Page {
    driver: WebDriver,
    first_tab: WindowHandle,
    window: Window,
    host: RefCell<Host>,
    console: RefCell<Vec<String>>,
    expected: RefCell<Vec<&'static str>>,
    /// Whether the pages come alive; without scripts they do not.
    lively: Cell<bool>,
}

impl Page {
    pub(crate) async fn new(driver: WebDriver, window: Window) -> Self {
        let first_tab = done(driver.window().await, "a browser has a tab");
        let tab = done(driver.new_tab().await, "a browser opens tabs");
        done(driver.switch_to_window(tab).await, "the tab is there");
        browser::shape(&driver, window).await;
        Self {
            driver,
            first_tab,
            window,
            host: RefCell::new(serve("/", Some(POLICY)).await),
            console: RefCell::default(),
            expected: RefCell::default(),
            lively: Cell::new(true),
        }
    }

    /// Closes the tab.
    pub(crate) async fn close(self) {
        done(self.driver.close_window().await, "the tab closes");
        done(
            self.driver.switch_to_window(self.first_tab).await,
            "the first tab stays",
        );
    }

    /// Serves the folder anew: under another path, or under another policy.
    pub(crate) async fn serve(&self, base: &str, policy: Option<&str>) {
        let host = serve(base, policy).await;
        self.host.replace(host);
    }

    /// Runs a script's body; a promise is waited for.
    pub(crate) async fn run(&self, script: &str) -> Value {
        browser::run(&self.driver, script, Vec::new()).await
    }

    /// Runs a script's body with arguments.
    pub(crate) async fn run_with(&self, script: &str, arguments: Vec<Value>) -> Value {
        browser::run(&self.driver, script, arguments).await
    }

    pub(crate) async fn cdp(&self, command: &str, parameters: Value) -> Value {
        browser::cdp(&self.driver, command, parameters).await
    }

    /// The absolute address of the folder, ending in `/`.
    pub(crate) fn home(&self) -> String {
        self.host.borrow().address().to_owned()
    }

    pub(crate) fn is_narrow(&self) -> bool {
        self.window.phone
    }

    /// Says that the console will hold a message with these words.
    pub(crate) fn expect_message(&self, words: &'static str) {
        self.expected.borrow_mut().push(words);
    }

    /// The messages on the console that no test asked for, each with its level.
    async fn unexpected_messages(&self) -> Vec<String> {
        let log = done(self.driver.browser_log().await, "the browser keeps a log");
        let messages = log
            .into_iter()
            .map(|entry| format!("{} {}", entry.level, entry.message));
        self.console.borrow_mut().extend(messages);
        let expected = self.expected.borrow();
        let asked_for = |message: &String| expected.iter().any(|words| message.contains(words));
        self.console
            .borrow()
            .iter()
            .filter(|message| !asked_for(message))
            .cloned()
            .collect()
    }

    /// What happened in the tab that should not have: anything on the console.
    pub(crate) async fn unexpected(&self) -> Result<(), String> {
        let messages = self.unexpected_messages().await;
        if messages.is_empty() {
            Ok(())
        } else {
            Err(format!("the console says:\n{}", messages.join("\n")))
        }
    }

    /// Keeps a picture and the console of a test that failed; says where.
    pub(crate) async fn report(&self, name: &str, why: &str) -> String {
        let folder = reports();
        let name = name.replace("::", "-");
        if std::fs::create_dir_all(&folder).is_err() {
            return format!("{} cannot be written", folder.display());
        }
        _ = self.unexpected_messages().await;
        let address = self
            .driver
            .current_url()
            .await
            .map(|url| url.to_string())
            .unwrap_or_default();
        let text = format!(
            "{why}\n\naddress: {address}\nconsole:\n{}\n",
            self.console.borrow().join("\n")
        );
        _ = std::fs::write(folder.join(format!("{name}.txt")), text);
        _ = self
            .driver
            .screenshot(&folder.join(format!("{name}.png")))
            .await;
        format!(
            "a picture and the console are in {}",
            folder.join(format!("{name}.*")).display()
        )
    }
}

fn reports() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("e2e")
}

async fn serve(base: &str, policy: Option<&str>) -> Host {
    let mut options = Options::new(browser::dist()).base(base);
    if let Some(policy) = policy {
        options = options.header("Content-Security-Policy", policy);
    }
    Host::start(options)
        .await
        .unwrap_or_else(|error| panic!("the site cannot be served: {error}"))
}

/// What the browser answered; a refusal ends the test.
fn done<T>(answer: WebDriverResult<T>, what: &str) -> T {
    answer.unwrap_or_else(|error| {
        let error = error.to_string();
        panic!(
            "{what}: the browser says: {}",
            error.lines().next().unwrap_or_default()
        )
    })
}

/// A string as a script writes it.
fn quoted(text: &str) -> String {
    json!(text).to_string()
}
