//! What a test can ask to hold.

use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;

use super::Page;
use crate::browser::setting;

/// The checker of accessibility, as a script.
static AXE: LazyLock<Result<String, String>> = LazyLock::new(|| {
    let Some(file) = setting("COLLOQUY_AXE") else {
        return Err(
            "COLLOQUY_AXE does not name axe.min.js: run `cargo xtask test`, which provides it"
                .to_owned(),
        );
    };
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read_to_string(&file)
        .map_err(|error| format!("COLLOQUY_AXE names {}: {error}", file.display()))
});

impl Page {
    /// Nothing on the console so far.
    pub(crate) async fn console_is_empty(&self, when: &str) {
        if let Err(why) = self.unexpected().await {
            panic!("{when}: {why}");
        }
    }

    /// Nothing has moved since the page was opened but by what the reader did.
    pub(crate) async fn nothing_has_moved(&self) {
        let script = "return new Promise((done) => { \
               const shifts = []; \
               new PerformanceObserver((list) => shifts.push(...list.getEntries())) \
                 .observe({ type: 'layout-shift', buffered: true }); \
               setTimeout(() => done(shifts.map((shift) => ({ value: shift.value, input: shift.hadRecentInput, \
                 moved: shift.sources.map(({ node, previousRect: a, currentRect: b }) => \
                   [(node?.outerHTML ?? node?.textContent ?? '').slice(0, 120), a.x, a.y, a.width, a.height, b.x, b.y, b.width, b.height]) }))), 200); \
             })";
        let shifts = self.run(script).await;
        let painted: usize = self
            .value("performance.getEntriesByName('first-contentful-paint').length")
            .await;
        assert_eq!(painted, 1, "the browser says nothing of what it painted");
        assert_eq!(shifts, Value::Array(Vec::new()), "something moved");
    }

    /// The focus is on something, and a reader can see where.
    pub(crate) async fn focus_can_be_seen(&self) {
        let focus = self.focus().await;
        assert!(!focus.starts_with("body"), "the focus is lost");
        let seen: bool = self
            .value(
                "((element) => { const style = getComputedStyle(element); \
                 return element.checkVisibility() && element.matches(':focus-visible') \
                   && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1; })(document.activeElement)",
            )
            .await;
        assert!(seen, "the focus is on {focus}, but nothing shows it");
    }

    /// The page is scrolled as [`Page::place`] said, to two pixels.
    pub(crate) async fn stands_at(&self, place: &(String, f64)) {
        let now = self.place().await;
        assert_eq!(now.0, place.0);
        assert!((now.1 - place.1).abs() < 2.0, "{place:?}, then {now:?}");
    }

    /// The focus is on what a selector names.
    pub(crate) async fn focus_is_on(&self, selector: &str) {
        let there: bool = self
            .value(&format!(
                "document.activeElement.matches({})",
                super::quoted(selector)
            ))
            .await;
        assert!(
            there,
            "the focus is on {}, not on {selector}",
            self.focus().await
        );
    }

    /// The checker of accessibility finds nothing wrong, by any of its rules.
    pub(crate) async fn is_accessible(&self, state: &str) {
        let axe = AXE.as_ref().unwrap_or_else(|why| panic!("{why}"));
        // Colours in the middle of a transition are not those that a reader gets.
        self.until(
            "document.getAnimations().every((animation) => animation.playState === 'finished')",
        )
        .await;
        // A page in a frame is a page of its own, looked at where it stands alone.
        let script = format!(
            "if (!window.axe) {{ {axe} }}; return window.axe.run(document, {{ resultTypes: ['violations'], iframes: false }}).then(({{ violations, passes }}) => \
               ({{ passes: passes.length, violations: violations.map((rule) => rule.id + ' (' + rule.help + '):\\n' + rule.nodes.slice(0, 5).map((node) => \
                 '  ' + node.html.slice(0, 200) + '\\n    ' + node.failureSummary.replace(/\\n/g, '\\n    ')).join('\\n')) }}))"
        );
        let result = self.run(&script).await;
        assert!(
            result["passes"].as_u64().is_some_and(|passes| passes > 10),
            "{state}: axe did not look: {result}"
        );
        let violations: Vec<&str> = result["violations"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        assert!(violations.is_empty(), "{state}:\n{}", violations.join("\n"));
    }
}
