//! What a test can see.

use serde::de::DeserializeOwned;
use thirtyfour::{By, WebElement};

use super::{Page, quoted};

/// How much the page says it has found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) remarks: usize,
    /// `None` where neither words nor topics are asked for.
    pub(crate) passages: Option<usize>,
}

impl Found {
    pub(crate) const fn of(remarks: usize, passages: usize) -> Self {
        Self {
            remarks,
            passages: Some(passages),
        }
    }

    /// Reads `18 remarks`, `9 of 18 remarks` or `2 remarks, 3 passages`.
    pub(crate) fn read(text: &str) -> Self {
        let number = |before: &str| {
            let words: Vec<&str> = text.split_whitespace().collect();
            let unit = words
                .iter()
                .position(|word| word.trim_end_matches([',', 's']) == before)?;
            words[unit.checked_sub(1)?].parse().ok()
        };
        let remarks = match text.split_once(" of ") {
            Some((found, _)) => found.parse().ok(),
            None => number("remark"),
        };
        let remarks =
            remarks.unwrap_or_else(|| panic!("“{text}” does not say how many remarks there are"));
        Self {
            remarks,
            passages: number("passage"),
        }
    }
}

impl Page {
    /// What a JavaScript expression is.
    pub(crate) async fn value<T: DeserializeOwned>(&self, expression: &str) -> T {
        let value = self.run(&format!("return {expression}")).await;
        serde_json::from_value(value.clone())
            .unwrap_or_else(|error| panic!("{expression} is {value}: {error}"))
    }

    /// The element that a selector names first.
    pub(crate) async fn element(&self, selector: &str) -> WebElement {
        let element = self.driver().find(By::Css(selector)).await;
        element.unwrap_or_else(|_| panic!("the page has no {selector}"))
    }

    /// How many elements a selector names.
    pub(crate) async fn count(&self, selector: &str) -> usize {
        self.value(&format!(
            "document.querySelectorAll({}).length",
            quoted(selector)
        ))
        .await
    }

    /// How many of the elements a selector names can be seen.
    pub(crate) async fn seen(&self, selector: &str) -> usize {
        self.seen_texts(selector).await.len()
    }

    /// The beginnings of the texts of the elements that a selector names and that can be seen.
    pub(crate) async fn seen_texts(&self, selector: &str) -> Vec<String> {
        let seen = "element.checkVisibility({ visibilityProperty: true })";
        let text = "element.textContent.trim().slice(0, 40)";
        let all = format!("[...document.querySelectorAll({})]", quoted(selector));
        self.value(&format!(
            "{all}.filter((element) => {seen}).map((element) => {text})"
        ))
        .await
    }

    /// The text of the first element that a selector names, white space joined.
    pub(crate) async fn text(&self, selector: &str) -> String {
        let texts = self.texts(selector).await;
        texts
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("the page has no {selector}"))
    }

    /// The texts of all elements that a selector names.
    pub(crate) async fn texts(&self, selector: &str) -> Vec<String> {
        let text = r"element.textContent.replace(/\s+/g, ' ').trim()";
        self.value(&format!(
            "[...document.querySelectorAll({})].map((element) => {text})",
            quoted(selector)
        ))
        .await
    }

    /// An attribute of the first element that a selector names.
    pub(crate) async fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.value(&format!(
            "document.querySelector({})?.getAttribute({})",
            quoted(selector),
            quoted(name)
        ))
        .await
    }

    /// A computed style of the first element that a selector names.
    pub(crate) async fn style(&self, selector: &str, property: &str) -> String {
        let (selector, property) = (quoted(selector), quoted(property));
        self.value(&format!(
            "getComputedStyle(document.querySelector({selector})).getPropertyValue({property})"
        ))
        .await
    }

    /// What the page says it has found.
    pub(crate) async fn found(&self) -> Found {
        Found::read(&self.text("#_found").await)
    }

    /// The ids of the parts of the record that can be seen, in the order of the page.
    pub(crate) async fn shown(&self) -> Vec<String> {
        self.value("[...document.querySelectorAll('.part')].filter((part) => part.checkVisibility()).map((part) => part.id)")
            .await
    }

    /// The ids of the remarks among [`Page::shown`].
    pub(crate) async fn shown_remarks(&self) -> Vec<String> {
        self.value("[...document.querySelectorAll('.remark')].filter((part) => part.checkVisibility()).map((part) => part.id)")
            .await
    }

    /// The address after the folder's own: path, query and fragment.
    pub(crate) async fn address(&self) -> String {
        let address = self.value::<String>("location.href").await;
        let within = address.strip_prefix(&self.home()).map(str::to_owned);
        within.unwrap_or_else(|| panic!("{address} is not within the site"))
    }

    /// The element that has the focus: `tag`, `tag#id` or `tag.class`, and its text where it has no id.
    pub(crate) async fn focus(&self) -> String {
        self.value(
            "((element) => element.localName + (element.id ? '#' + element.id \
             : [...element.classList].map((name) => '.' + name).join('') + ' ' + element.textContent.trim().slice(0, 40)))\
             (document.activeElement)",
        )
        .await
    }

    /// The elements at these places of the script's list `controls`.
    pub(crate) async fn describe(&self, places: &[&usize]) -> String {
        self.value(&format!(
            "{places:?}.map((place) => controls[place].outerHTML.slice(0, 120)).join('\\n')"
        ))
        .await
    }

    /// What stands at the top of the window: the part that begins last above it, empty where none does, and how far it
    /// or the results are scrolled, in pixels.
    pub(crate) async fn place(&self) -> (String, f64) {
        self.value(
            "((part) => part ? [part.id, -part.getBoundingClientRect().top] \
               : ['', -(document.querySelector('#_results') ?? document.querySelector('#_main')).getBoundingClientRect().top]) \
             ([...document.querySelectorAll('.part')] \
               .filter((part) => part.checkVisibility() && part.getBoundingClientRect().top <= 0).at(-1))",
        )
        .await
    }

    /// How far the page is scrolled, in pixels.
    pub(crate) async fn scrolled(&self) -> f64 {
        self.value("scrollY").await
    }

    /// The notices about the address, without their controls.
    pub(crate) async fn notices(&self) -> Vec<String> {
        self.texts(".notice > span").await
    }
}
