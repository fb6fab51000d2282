//! What a test can do.

use std::time::{Duration, Instant};

use serde_json::json;
use thirtyfour::Key;

use super::{Page, done, quoted};

/// How long something may take to come about.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often is looked whether it has.
const PULSE: Duration = Duration::from_millis(20);

impl Page {
    /// Opens an address within the site and waits until the page is live.
    pub(crate) async fn open(&self, address: &str) {
        self.open_at_once(address).await;
        self.until_live().await;
    }

    /// Opens an address within the site and waits only until the page has loaded.
    pub(crate) async fn open_at_once(&self, address: &str) {
        let address = self.home() + address;
        done(self.driver.goto(&address).await, &address);
    }

    /// Opens an address as a new visit, also where it differs from the present one by its fragment only.
    pub(crate) async fn visit(&self, address: &str) {
        done(self.driver.goto("about:blank").await, "an empty page opens");
        self.open(address).await;
    }

    /// Waits until the page is live; where scripts are off, that it has loaded is enough.
    pub(crate) async fn until_live(&self) {
        if self.lively.get() {
            self.until("document.documentElement.hasAttribute('data-ready')")
                .await;
        }
    }

    /// Waits until a JavaScript expression is true.
    pub(crate) async fn until(&self, expression: &str) {
        let start = Instant::now();
        while !self
            .value::<Option<bool>>(expression)
            .await
            .unwrap_or(false)
        {
            assert!(
                start.elapsed() < PATIENCE,
                "this did not come about: {expression}"
            );
            tokio::time::sleep(PULSE).await;
        }
    }

    /// Waits until the page has this address.
    pub(crate) async fn until_address(&self, address: &str) {
        let start = Instant::now();
        loop {
            let now = self.address().await;
            if now == address {
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "the address is {now}, not {address}"
            );
            tokio::time::sleep(PULSE).await;
        }
    }

    /// Waits until what was done shows.
    pub(crate) async fn settle(&self) {
        if self.lively.get() {
            let frame =
                "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))";
            self.run(&format!("return new Promise((done) => {frame})"))
                .await;
        } else {
            // Without scripts there is no frame to ask for, and nothing but the browser's own steps to wait for.
            tokio::time::sleep(5 * PULSE).await;
        }
    }

    /// Types into the search box what is not there yet, key by key.
    pub(crate) async fn type_in(&self, words: &str) {
        // The driver's own way of typing scrolls to where the box would be if it did not stick.
        self.run("document.querySelector('#_q').focus({ preventScroll: true })")
            .await;
        let keys = self.driver.action_chain().send_keys(words);
        done(keys.perform().await, "the keyboard works");
        self.settle().await;
    }

    /// Empties the search box and types into it.
    pub(crate) async fn search(&self, words: &str) {
        let script = "const box = document.querySelector('#_q'); box.focus({ preventScroll: true }); box.select()";
        self.run(script).await;
        self.press(Key::Backspace).await;
        self.type_in(words).await;
    }

    /// Presses a key where the focus is.
    pub(crate) async fn press(&self, key: impl Into<char>) {
        let keys = self.driver.action_chain().send_keys(key.into());
        done(keys.perform().await, "the keyboard works");
        self.settle().await;
    }

    /// Presses Tab; gives the place of what then has the focus in the script's list `controls`, if it is in it.
    pub(crate) async fn tab(&self) -> Option<usize> {
        let keys = self.driver.action_chain().send_keys(Key::Tab.value());
        done(keys.perform().await, "the keyboard works");
        let place: i64 = self.value("controls.indexOf(document.activeElement)").await;
        usize::try_from(place).ok()
    }

    /// Clicks the middle of an element, or taps it on a phone.
    pub(crate) async fn click(&self, selector: &str) {
        let element = self.element(selector).await;
        let scroll = format!(
            "document.querySelector({}).scrollIntoView({{ block: 'center' }})",
            quoted(selector)
        );
        self.run(&scroll).await;
        if self.is_narrow() {
            self.tap(selector).await;
        } else {
            done(element.click().await, selector);
        }
        self.settle().await;
    }

    /// Clicks the first element of a selector whose text is this.
    pub(crate) async fn click_text(&self, selector: &str, text: &str) {
        let script = "const [selector, text] = arguments; \
             const all = [...document.querySelectorAll(selector)]; \
             document.querySelector('[data-e2e]')?.removeAttribute('data-e2e'); \
             const one = all.find((element) => element.textContent.replace(/\\s+/g, ' ').trim() === text); \
             one?.setAttribute('data-e2e', ''); \
             return one ? null : all.map((element) => element.textContent)";
        let others = self
            .run_with(script, vec![json!(selector), json!(text)])
            .await;
        assert!(
            others.is_null(),
            "no {selector} says “{text}”, only {others}"
        );
        self.click("[data-e2e]").await;
    }

    /// Touches the middle of the first box of an element that can be seen, with a finger.
    async fn tap(&self, selector: &str) {
        let script = "const box = document.querySelector(arguments[0]).getClientRects()[0]; \
             return box && [box.x + box.width / 2, box.y + box.height / 2]";
        let place = self.run_with(script, vec![json!(selector)]).await;
        let [Some(x), Some(y)] = [place[0].as_f64(), place[1].as_f64()] else {
            panic!("{selector} cannot be seen")
        };
        self.touch(x, y).await;
    }

    /// Touches a place of the window, in pixels.
    pub(crate) async fn touch(&self, x: f64, y: f64) {
        let points = json!([{ "x": x, "y": y }]);
        self.cdp(
            "Input.dispatchTouchEvent",
            json!({ "type": "touchStart", "touchPoints": points }),
        )
        .await;
        self.cdp(
            "Input.dispatchTouchEvent",
            json!({ "type": "touchEnd", "touchPoints": [] }),
        )
        .await;
        self.settle().await;
    }

    /// Moves the mouse onto an element.
    pub(crate) async fn hover(&self, selector: &str) {
        let element = self.element(selector).await;
        done(element.scroll_into_view().await, "the page scrolls");
        let mouse = self.driver.action_chain().move_to_element_center(&element);
        done(mouse.perform().await, "the mouse moves");
        self.settle().await;
    }

    /// Moves the mouse to a corner where nothing is.
    pub(crate) async fn move_away(&self) {
        done(
            self.driver.action_chain().move_to(2, 2).perform().await,
            "the mouse moves",
        );
        self.settle().await;
    }

    /// Scrolls and waits until the page keeps the place.
    pub(crate) async fn scroll_to(&self, pixels: u32) {
        self.run(&format!("scrollTo(0, {pixels})")).await;
        self.until(&format!("Math.abs(history.state - {pixels}) < 2"))
            .await;
    }

    pub(crate) async fn back(&self) {
        done(self.driver.back().await, "there is a page before");
        self.until_live().await;
        self.settle().await;
    }

    pub(crate) async fn forward(&self) {
        done(self.driver.forward().await, "there is a page after");
        self.until_live().await;
        self.settle().await;
    }

    pub(crate) async fn reload(&self) {
        done(self.driver.refresh().await, "the page loads again");
        self.until_live().await;
        self.settle().await;
    }

    /// Opens the facets where they fold away.
    pub(crate) async fn open_facets(&self) {
        if self.is_narrow()
            && self.attribute(".fold", "aria-expanded").await.as_deref() == Some("false")
        {
            self.click(".fold").await;
        }
    }

    /// Chooses or drops a value of a facet by its checkbox.
    pub(crate) async fn toggle(&self, facet: &str, id: &str) {
        self.open_facets().await;
        self.click(&format!(".facets input[name='{facet}'][value='{id}']"))
            .await;
    }

    /// Switches scripts off, from the next page on.
    pub(crate) async fn switch_scripts_off(&self) {
        self.lively.set(false);
        self.cdp(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": true }),
        )
        .await;
    }

    /// Lets scripts run again, those of the page that is there excepted: they have been passed over.
    pub(crate) async fn switch_scripts_on(&self) {
        self.cdp(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": false }),
        )
        .await;
    }

    /// Says that pages will not come alive, for another reason than scripts being off.
    pub(crate) fn expect_no_life(&self) {
        self.lively.set(false);
    }

    /// Emulates a medium (`screen`, `print`) and its features, such as `prefers-color-scheme`.
    pub(crate) async fn emulate(&self, medium: &str, features: &[(&str, &str)]) {
        let features: Vec<_> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.cdp(
            "Emulation.setEmulatedMedia",
            json!({ "media": medium, "features": features }),
        )
        .await;
        self.settle().await;
    }
}
