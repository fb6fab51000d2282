//! What a test can do.

use std::time::{Duration, Instant};

use serde_json::json;
use thirtyfour::Key;

use super::{Page, done, quoted};
use crate::browser::LIVE;

/// How long something may take to come about: as long as a busy machine may stand still, for no test measures time.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often is looked whether it has.
const PULSE: Duration = Duration::from_millis(20);

impl Page {
    /// Opens an address within the site and brings the explorer.
    pub(crate) async fn open(&self, address: &str) {
        self.open_at_once(address).await;
        self.until_live().await;
    }

    /// Opens an address within the site and waits only until the page has loaded.
    pub(crate) async fn open_at_once(&self, address: &str) {
        let address = self.home() + address;
        done(self.driver().goto(&address).await, &address);
    }

    /// Opens an absolute address, of another site perhaps.
    pub(crate) async fn go(&self, address: &str) {
        self.listen().await;
        done(
            self.driver().goto("about:blank").await,
            "an empty page opens",
        );
        done(self.driver().goto(address).await, address);
    }

    /// Leaves the site, and stays away until the browser has let its last page go.
    pub(crate) async fn leave_site(&self) {
        self.listen().await;
        done(
            self.driver().goto("about:blank").await,
            "an empty page opens",
        );
        self.browser.forget().await;
        tokio::time::sleep(Duration::from_millis(500)).await;
    }

    /// Acts in the frame that a script returns, until [`Page::leave_frame`].
    pub(crate) async fn enter_frame(&self, script: &str) {
        let frame = done(self.driver().execute(script, Vec::new()).await, script);
        let frame = done(frame.element(), "it is a frame");
        done(frame.enter_frame().await, "the frame can be entered");
    }

    /// Acts in the page again.
    pub(crate) async fn leave_frame(&self) {
        done(
            self.driver().enter_default_frame().await,
            "the page is there",
        );
    }

    /// Opens an address as a new visit, also where it differs from the present one by its fragment only.
    pub(crate) async fn visit(&self, address: &str) {
        done(
            self.driver().goto("about:blank").await,
            "an empty page opens",
        );
        self.open(address).await;
    }

    /// Brings the explorer and waits for it; where scripts are off, that the page has loaded is enough.
    pub(crate) async fn until_live(&self) {
        if self.lively.get() {
            self.until(LIVE).await;
        }
        if self.refuses_clipboard.get() {
            let script = "const refuse = () => Promise.reject(new DOMException('', 'NotAllowedError')); \
                 Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { write: refuse, writeText: refuse } })";
            self.run(script).await;
        }
    }

    /// Waits until a JavaScript expression is true.
    pub(crate) async fn until(&self, expression: &str) {
        let start = Instant::now();
        let script = format!("return {expression}");
        while self.ask(&script).await != Some(json!(true)) {
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
            // Suggestions come in a pause of typing, and move what follows them.
            let frame = "const pause = document.activeElement?.id === '_q' ? 150 : 0; \
                const frame = () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))); \
                setTimeout(frame, pause)";
            let start = Instant::now();
            let script = format!("return new Promise((done) => {{ {frame} }})");
            while self.ask(&script).await.is_none() {
                // Asked of a page that is being left, Firefox answers only when the driver's own patience ends.
                assert!(start.elapsed() < 3 * PATIENCE, "there is no page to ask");
                tokio::time::sleep(PULSE).await;
            }
            self.until("!('marking' in document.documentElement.dataset)")
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
        self.type_here(words).await;
    }

    /// Types where the focus is.
    pub(crate) async fn type_here(&self, words: &str) {
        let keys = self.driver().action_chain().send_keys(words);
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
        let keys = self.driver().action_chain().send_keys(key.into());
        done(keys.perform().await, "the keyboard works");
        self.settle().await;
    }

    /// Clicks twice at a place of the window, in pixels, which selects the word there.
    pub(crate) async fn click_twice(&self, (x, y): (i64, i64)) {
        let there = self.driver().action_chain().move_to(x, y);
        done(there.click().click().perform().await, "the mouse works");
        self.settle().await;
    }

    /// Presses a key some times while others are held down.
    pub(crate) async fn press_with(&self, held: &[Key], key: Key, times: usize) {
        let mut keys = self.driver().action_chain();
        for held in held {
            keys = keys.key_down(held.value());
        }
        for _ in 0..times {
            keys = keys.key_down(key.value()).key_up(key.value());
        }
        for held in held {
            keys = keys.key_up(held.value());
        }
        done(keys.perform().await, "the keyboard works");
        self.settle().await;
    }

    /// Presses Tab; gives the place of what then has the focus in the script's list `controls`, if it is in it.
    pub(crate) async fn tab(&self) -> Option<usize> {
        let keys = self.driver().action_chain().send_keys(Key::Tab.value());
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
        self.browser.touch(x, y).await;
        self.settle().await;
    }

    /// Moves the mouse onto an element.
    pub(crate) async fn hover(&self, selector: &str) {
        let element = self.element(selector).await;
        done(element.scroll_into_view().await, "the page scrolls");
        let mouse = self
            .driver()
            .action_chain()
            .move_to_element_center(&element);
        done(mouse.perform().await, "the mouse moves");
        self.settle().await;
    }

    /// Presses the mouse at one place of the window, moves it to another and lets it go; in pixels.
    pub(crate) async fn drag(&self, from: (i64, i64), to: (i64, i64)) {
        let press = self.driver().action_chain();
        let press = press.move_to(from.0, from.1).click_and_hold();
        // It is there, and at rest, before it is let go: Firefox leaves out moves between two frames.
        for moves in [press, self.driver().action_chain()] {
            let there = moves.move_to(to.0 - 1, to.1).move_to(to.0, to.1);
            done(there.perform().await, "the mouse moves");
            self.settle().await;
        }
        let release = self.driver().action_chain().release();
        done(release.perform().await, "the mouse is let go");
    }

    /// Moves the mouse to a corner where nothing is.
    pub(crate) async fn move_away(&self) {
        done(
            self.driver().action_chain().move_to(2, 2).perform().await,
            "the mouse moves",
        );
        self.settle().await;
    }

    /// Scrolls and waits until the page keeps the place.
    pub(crate) async fn scroll_to(&self, pixels: u32) {
        self.run(&format!("scrollTo(0, {pixels})")).await;
        self.until(
            "typeof history.state === 'string' && (([pixels, part]) => \
             Math.abs((part ? document.getElementById(part).getBoundingClientRect().top : scrollY) - pixels) < 2) \
             (history.state.split(' '))",
        )
        .await;
    }

    pub(crate) async fn back(&self) {
        done(self.driver().back().await, "there is a page before");
        self.until_live().await;
        self.settle().await;
    }

    pub(crate) async fn forward(&self) {
        done(self.driver().forward().await, "there is a page after");
        self.until_live().await;
        self.settle().await;
    }

    pub(crate) async fn reload(&self) {
        self.browser.reload().await;
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
        self.browser.scripts(false).await;
    }

    /// Lets scripts run again, those of the page that is there excepted: they have been passed over.
    pub(crate) async fn switch_scripts_on(&self) {
        self.browser.scripts(true).await;
    }

    /// Says that pages will not come alive, for another reason than scripts being off.
    pub(crate) fn expect_no_life(&self) {
        self.lively.set(false);
    }

    /// Emulates a medium (`screen`, `print`) and its features, such as `prefers-color-scheme`.
    pub(crate) async fn emulate(&self, medium: &str, features: &[(&str, &str)]) {
        self.browser.emulate(medium, features).await;
        self.settle().await;
    }

    /// Lets the site use the clipboard, unasked.
    pub(crate) async fn allow_clipboard(&self) {
        self.browser.clipboard(&self.origin(), true).await;
    }

    /// Keeps the site from the clipboard.
    pub(crate) async fn refuse_clipboard(&self) {
        let known = self.browser.clipboard(&self.origin(), false).await;
        self.refuses_clipboard.set(!known);
    }

    fn origin(&self) -> String {
        self.home().trim_end_matches('/').to_owned()
    }

    /// Makes everything come late enough for the browser to paint the page first, as on a phone's network.
    pub(crate) async fn slow_down(&self) {
        self.browser.slow_down().await;
    }

    /// Keeps the browser from loading what ends so.
    pub(crate) async fn refuse(&self, ending: &'static str) {
        self.browser.refuse(ending).await;
    }

    /// The page as a PDF.
    pub(crate) async fn print(&self) -> Vec<u8> {
        self.browser.print().await
    }
}
