//! A tab of a browser with the site in it. What a test can see is in `find`, what it can do in `act`, what it can ask
//! to hold in `check`.

mod act;
mod check;
mod find;

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};

use host::{Host, Options};
use serde_json::{Value, json};
use thirtyfour::WebDriver;
use thirtyfour::error::WebDriverResult;

pub(crate) use find::Found;

use crate::browser::{self, Window};
use crate::engine::{Browser, Engine};

/// The policy that the README prints.
pub(crate) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

/// A tab with a server of its own: no test sees what another has left behind.
pub(crate) struct Page {
    engine: Engine,
    browser: Box<dyn Browser>,
    window: Window,
    /// None once it was stopped.
    host: RefCell<Option<Host>>,
    /// The absolute address of the folder.
    home: RefCell<String>,
    console: RefCell<Vec<String>>,
    expected: RefCell<Vec<&'static str>>,
    /// Whether the pages come alive; without scripts they do not.
    lively: Cell<bool>,
    /// Whether each page has to refuse the clipboard itself, since the browser cannot.
    refuses_clipboard: Cell<bool>,
}

impl Page {
    pub(crate) async fn new(engine: Engine, browser: Box<dyn Browser>, window: Window) -> Self {
        browser.begin(window).await;
        let host = serve(&(engine.folder)(), "/", Some(POLICY)).await;
        Self {
            engine,
            browser,
            window,
            home: RefCell::new(host.address().to_owned()),
            host: RefCell::new(Some(host)),
            console: RefCell::default(),
            expected: RefCell::default(),
            lively: Cell::new(true),
            refuses_clipboard: Cell::new(false),
        }
    }

    /// Closes the tab; gives the browser where it can open another.
    pub(crate) async fn close(self) -> Option<Box<dyn Browser>> {
        self.browser.end().await.then_some(self.browser)
    }

    /// Closes the browser, in whatever state it is.
    pub(crate) async fn give_up(self) {
        _ = self.driver().quit().await;
    }

    fn driver(&self) -> WebDriver {
        self.browser.driver()
    }

    /// Serves the built folder anew: under another path, or under another policy.
    pub(crate) async fn serve(&self, base: &str, policy: Option<&str>) {
        self.use_host(serve(&(self.engine.folder)(), base, policy).await);
    }

    /// Serves another folder.
    pub(crate) async fn serve_folder(&self, folder: &Path, base: &str, policy: &str) {
        self.use_host(serve(folder, base, Some(policy)).await);
    }

    fn use_host(&self, host: Host) {
        self.home.replace(host.address().to_owned());
        self.host.replace(Some(host));
    }

    /// Stops the server: its address stays, but nothing answers there.
    pub(crate) fn stop_serving(&self) {
        self.host.replace(None);
    }

    /// Runs a script's body; a promise is waited for.
    pub(crate) async fn run(&self, script: &str) -> Value {
        browser::run(&self.driver(), script, Vec::new()).await
    }

    /// What a script's body gives; `None` while one page makes way for another, when there is none to ask.
    pub(crate) async fn ask(&self, script: &str) -> Option<Value> {
        let answer = self.driver().execute(script, Vec::new()).await;
        Some(answer.ok()?.json().clone())
    }

    /// Runs a script's body with arguments.
    pub(crate) async fn run_with(&self, script: &str, arguments: Vec<Value>) -> Value {
        browser::run(&self.driver(), script, arguments).await
    }

    /// The absolute address of the folder, ending in `/`.
    pub(crate) fn home(&self) -> String {
        self.home.borrow().clone()
    }

    pub(crate) fn is_narrow(&self) -> bool {
        self.window.phone
    }

    /// Says that the console will hold a message with these words.
    pub(crate) fn expect_message(&self, words: &'static str) {
        self.expected.borrow_mut().push(words);
    }

    /// Keeps what the console has said so far.
    async fn listen(&self) {
        let messages = self.browser.console().await;
        self.console.borrow_mut().extend(messages);
    }

    /// The messages on the console that no test asked for, each with its level.
    async fn unexpected_messages(&self) -> Vec<String> {
        self.listen().await;
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

    /// Keeps a picture and the console of a test that failed; says where, and what the console holds.
    pub(crate) async fn report(&self, name: &str, why: &str) -> String {
        let folder = reports();
        let name = name.replace("::", "-");
        if std::fs::create_dir_all(&folder).is_err() {
            return format!("{} cannot be written", folder.display());
        }
        _ = self.unexpected_messages().await;
        let address = self
            .driver()
            .current_url()
            .await
            .map(|url| url.to_string())
            .unwrap_or_default();
        let seen = format!(
            "address: {address}\nconsole:\n{}\n",
            self.console.borrow().join("\n")
        );
        _ = std::fs::write(
            folder.join(format!("{name}.txt")),
            format!("{why}\n\n{seen}"),
        );
        _ = self
            .driver()
            .screenshot(&folder.join(format!("{name}.png")))
            .await;
        format!(
            "{seen}a picture and the console are in {}",
            folder.join(format!("{name}.*")).display()
        )
    }
}

fn reports() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("e2e")
}

async fn serve(folder: &Path, base: &str, policy: Option<&str>) -> Host {
    // A sandboxed frame is of no origin, so its scripts and Wasm are those of another.
    let mut options = Options::new(folder)
        .base(base)
        .header("Access-Control-Allow-Origin", "*");
    if let Some(policy) = policy {
        options = options.header("Content-Security-Policy", policy);
    }
    Host::start(options)
        .await
        .unwrap_or_else(|error| panic!("the site cannot be served: {error}"))
}

/// What the browser answered; a refusal ends the test.
pub(crate) fn done<T>(answer: WebDriverResult<T>, what: &str) -> T {
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
