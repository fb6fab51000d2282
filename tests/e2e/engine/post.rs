//! Commands that the WebDriver library does not know.

use serde_json::{Value, json};
use thirtyfour::common::command::{Command, FormatRequestData};
use thirtyfour::common::requestdata::RequestData;
use thirtyfour::{SessionId, WebDriver};

use crate::page::done;

/// A command of a session that is sent by POST: its path after the session's, and its body.
#[derive(Debug)]
struct Post<'a>(&'a str, Value);

impl FormatRequestData for Post<'_> {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let Self(path, body) = self;
        // Any command that is sent by POST gives the method.
        let mut request = Command::AcceptAlert.format_request(session);
        request.uri = format!("session/{session}/{path}").into();
        request.body = Some(body.clone());
        request
    }
}

/// Sends a command.
pub(super) async fn post(driver: &WebDriver, path: &str, body: Value) {
    done(driver.cmd(Post(path, body)).await, path);
}

/// Presses what points (`touch`, `mouse`) at a place of the window, in pixels, and lets go.
pub(super) async fn press(driver: &WebDriver, pointer: &str, x: f64, y: f64) {
    // Drivers take whole pixels.
    let [x, y] = [x, y].map(f64::round);
    let steps = json!([
        { "type": "pointerMove", "duration": 0, "x": x, "y": y },
        { "type": "pointerDown", "button": 0 },
        { "type": "pointerUp", "button": 0 },
    ]);
    let source = json!({
        "type": "pointer",
        "id": pointer,
        "parameters": { "pointerType": pointer },
        "actions": steps,
    });
    post(driver, "actions", json!({ "actions": [source] })).await;
}
