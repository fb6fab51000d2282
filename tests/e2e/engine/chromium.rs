//! Chromium, by ChromeDriver; what WebDriver cannot do, the Chrome DevTools Protocol does.

use base64::Engine as _;
use serde_json::{Value, json};
use thirtyfour::WebDriver;

use crate::browser::{self, ChromeDriver, Window, dist};
use crate::page::done;

use super::tabs::Tabs;
use super::{Act, Browser, Engine};

pub(super) const ENGINE: Engine = Engine {
    key: "chromium",
    name: "Chromium",
    exceptions: &[],
    open: |wasm| Box::pin(async move { Box::new(Chromium::open(wasm).await) as Box<dyn Browser> }),
    folder: dist,
};

/// Takes WebAssembly away, as Chromium does in its strictest mode.
const NO_WASM: &[&str] = &["--js-flags=--jitless"];

struct Chromium {
    tabs: Tabs,
    _program: ChromeDriver,
}

impl Chromium {
    async fn open(wasm: bool) -> Self {
        let program = ChromeDriver::start();
        let driver = program.open(if wasm { &[] } else { NO_WASM }).await;
        Self {
            tabs: Tabs::of(driver).await,
            _program: program,
        }
    }

    async fn cdp(&self, command: &str, parameters: Value) -> Value {
        browser::cdp(&self.tabs.driver, command, parameters).await
    }
}

impl Browser for Chromium {
    fn driver(&self) -> WebDriver {
        self.tabs.driver.clone()
    }

    fn begin(&self, window: Window) -> Act<'_, ()> {
        Box::pin(async move {
            self.tabs.open().await;
            browser::shape(&self.tabs.driver, window).await;
        })
    }

    fn end(&self) -> Act<'_, bool> {
        Box::pin(async move {
            self.tabs.close().await;
            true
        })
    }

    fn console(&self) -> Act<'_, Vec<String>> {
        Box::pin(async move {
            let log = done(
                self.tabs.driver.browser_log().await,
                "the browser keeps a log",
            );
            log.into_iter()
                .map(|entry| format!("{} {}", entry.level, entry.message))
                .collect()
        })
    }

    fn touch(&self, x: f64, y: f64) -> Act<'_, ()> {
        Box::pin(async move {
            for (kind, points) in [
                ("touchStart", json!([{ "x": x, "y": y }])),
                ("touchEnd", json!([])),
            ] {
                let touch = json!({ "type": kind, "touchPoints": points });
                self.cdp("Input.dispatchTouchEvent", touch).await;
            }
        })
    }

    fn scripts(&self, on: bool) -> Act<'_, ()> {
        Box::pin(async move {
            let off = json!({ "value": !on });
            self.cdp("Emulation.setScriptExecutionDisabled", off).await;
        })
    }

    fn emulate<'a>(&'a self, medium: &'a str, features: &'a [(&'a str, &'a str)]) -> Act<'a, ()> {
        Box::pin(async move {
            let features: Vec<_> = features
                .iter()
                .map(|(name, value)| json!({ "name": name, "value": value }))
                .collect();
            let media = json!({ "media": medium, "features": features });
            self.cdp("Emulation.setEmulatedMedia", media).await;
        })
    }

    fn clipboard<'a>(&'a self, origin: &'a str, allowed: bool) -> Act<'a, bool> {
        Box::pin(async move {
            if allowed {
                let permissions = json!(["clipboardReadWrite", "clipboardSanitizedWrite"]);
                let granted = json!({ "origin": origin, "permissions": permissions });
                self.cdp("Browser.grantPermissions", granted).await;
            } else {
                let permission =
                    json!({ "name": "clipboard-write", "allowWithoutSanitization": false });
                let refused =
                    json!({ "origin": origin, "permission": permission, "setting": "denied" });
                self.cdp("Browser.setPermission", refused).await;
            }
            true
        })
    }

    fn slow_down(&self) -> Act<'_, ()> {
        Box::pin(async move {
            self.cdp("Network.enable", json!({})).await;
            let network = json!({ "offline": false, "latency": 40, "downloadThroughput": 250_000, "uploadThroughput": 250_000 });
            self.cdp("Network.emulateNetworkConditions", network).await;
            let cache = json!({ "cacheDisabled": true });
            self.cdp("Network.setCacheDisabled", cache).await;
        })
    }

    fn refuse(&self, ending: &'static str) -> Act<'_, ()> {
        Box::pin(async move {
            self.cdp("Network.enable", json!({})).await;
            let urls = json!({ "urls": [format!("*{ending}")] });
            self.cdp("Network.setBlockedURLs", urls).await;
        })
    }

    fn print(&self) -> Act<'_, Vec<u8>> {
        Box::pin(async move {
            let printed = self
                .cdp("Page.printToPDF", json!({ "preferCSSPageSize": true }))
                .await;
            let data = printed["data"].as_str().expect("it is a string");
            let data = base64::engine::general_purpose::STANDARD.decode(data);
            data.expect("it is base 64")
        })
    }
}
