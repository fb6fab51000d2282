//! What Lighthouse says of a page.

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::Performance;

/// A group of audits with a score of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Category {
    Accessibility,
    BestPractices,
    Seo,
    Performance,
}

impl Category {
    /// The categories to audit.
    pub(super) fn all(performance: Performance) -> impl Iterator<Item = Self> {
        let timed = (performance == Performance::Timed).then_some(Self::Performance);
        [Self::Accessibility, Self::BestPractices, Self::Seo]
            .into_iter()
            .chain(timed)
    }

    /// The name Lighthouse has for it.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Accessibility => "accessibility",
            Self::BestPractices => "best-practices",
            Self::Seo => "seo",
            Self::Performance => "performance",
        }
    }

    /// The least score, of 100, that will do.
    pub(super) fn least(self) -> u32 {
        if self == Self::Performance { 95 } else { 100 }
    }
}

/// One or several loads of a page, as Lighthouse reports them.
#[derive(Debug)]
pub(super) struct Report {
    runs: Vec<Value>,
}

/// How many of an audit's findings are printed; the report's file has them all.
const FINDINGS: usize = 5;

impl Report {
    /// Reads the JSON of one load.
    ///
    /// # Errors
    /// It is no report, or one of a page that could not be loaded.
    pub(super) fn parse(json: &str) -> Result<Self> {
        let run: Value = serde_json::from_str(json)?;
        if let Some(message) = run["runtimeError"]["message"].as_str() {
            bail!("Lighthouse could not load the page: {message}");
        }
        let categories = run["categories"]
            .as_object()
            .context("it has no categories")?;
        if let Some((id, _)) = categories
            .iter()
            .find(|(_, category)| category["score"].is_null())
        {
            bail!("Lighthouse could not score {id}");
        }
        Ok(Self { runs: vec![run] })
    }

    /// Several loads of the same page as one report; none when there are none.
    pub(super) fn together(reports: Vec<Self>) -> Option<Self> {
        let runs: Vec<_> = reports.into_iter().flat_map(|report| report.runs).collect();
        (!runs.is_empty()).then_some(Self { runs })
    }

    /// The score of 100: the median of the loads for performance, the lowest for all else.
    pub(super) fn score(&self, category: Category) -> u32 {
        score(self.deciding(category), category)
    }

    /// The audits that cost points in the load that decides the score, each with its first findings.
    pub(super) fn failures(&self, category: Category) -> Vec<String> {
        let run = self.deciding(category);
        let references = run["categories"][category.id()]["auditRefs"]
            .as_array()
            .into_iter()
            .flatten();
        let mut failures = Vec::new();
        for reference in references.filter(|reference| {
            reference["weight"]
                .as_f64()
                .is_some_and(|weight| weight > 0.0)
        }) {
            let audit = &run["audits"][reference["id"].as_str().unwrap_or_default()];
            if audit["score"].as_f64().is_none_or(|score| score >= 1.0) {
                continue;
            }
            let shown = audit["displayValue"]
                .as_str()
                .map(|value| format!(": {value}"))
                .unwrap_or_default();
            failures.push(format!("{}{shown}", text(&audit["title"])));
            let findings = audit["details"]["items"].as_array().into_iter().flatten();
            failures.extend(
                findings
                    .take(FINDINGS)
                    .map(|finding| format!("  {}", describe(finding))),
            );
        }
        failures
    }

    fn deciding(&self, category: Category) -> &Value {
        let mut runs: Vec<_> = self.runs.iter().collect();
        runs.sort_by_key(|run| score(run, category));
        if category == Category::Performance {
            runs[(runs.len() - 1) / 2]
        } else {
            runs[0]
        }
    }
}

/// Whole points; 99.6 is 99, since a page that is not perfect must not pass for it.
fn score(run: &Value, category: Category) -> u32 {
    let share = run["categories"][category.id()]["score"]
        .as_f64()
        .unwrap_or_default();
    // Shares have two decimals, of which binary fractions may fall short.
    (share * 100.0 + 1e-6) as u32
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A finding in one line: the element it is about, else where it comes from, else whatever it says.
fn describe(finding: &Value) -> String {
    let node = &finding["node"];
    let element = [
        &node["snippet"],
        &finding["url"],
        &finding["source"]["url"],
        &finding["description"],
    ];
    let what = element.into_iter().find_map(Value::as_str);
    let why = [
        &node["explanation"],
        &finding["description"],
        &finding["failureReason"],
    ]
    .into_iter()
    .find_map(Value::as_str);
    let words = match (what, why) {
        (Some(what), Some(why)) if what != why => format!("{what}: {why}"),
        (Some(what), _) => what.to_owned(),
        (None, _) => finding.to_string(),
    };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(accessibility: f64, performance: f64) -> Report {
        Report::parse(&format!(
            r#"{{"categories": {{
                "accessibility": {{"score": {accessibility}, "auditRefs": [
                    {{"id": "color-contrast", "weight": 7}}, {{"id": "logical-tab-order", "weight": 0}}]}},
                "best-practices": {{"score": 1, "auditRefs": []}},
                "seo": {{"score": 1, "auditRefs": []}},
                "performance": {{"score": {performance}, "auditRefs": []}}}},
              "audits": {{
                "color-contrast": {{"score": 0, "title": "Colours contrast too little", "details": {{"items": [
                    {{"node": {{"snippet": "<b>", "explanation": "Fix any:\n  grey on grey"}}}}]}}}},
                "logical-tab-order": {{"score": 0, "title": "not counted"}}}}}}"#
        ))
        .unwrap()
    }

    #[test]
    fn the_median_load_decides_on_performance_and_the_worst_on_all_else() {
        let report =
            Report::together(vec![run(1.0, 0.97), run(0.93, 0.90), run(1.0, 0.99)]).unwrap();
        assert_eq!(report.score(Category::Performance), 97);
        assert_eq!(report.score(Category::Accessibility), 93);
        assert_eq!(report.score(Category::Seo), 100);
    }

    #[test]
    fn whole_points_are_not_rounded_up() {
        assert_eq!(run(0.996, 0.29).score(Category::Accessibility), 99);
        assert_eq!(run(0.996, 0.29).score(Category::Performance), 29);
    }

    #[test]
    fn an_audit_that_cost_points_is_named_with_what_it_found() {
        let failures = run(0.93, 1.0).failures(Category::Accessibility);
        assert_eq!(
            failures,
            [
                "Colours contrast too little",
                "  <b>: Fix any: grey on grey"
            ]
        );
    }

    #[test]
    fn a_page_that_could_not_be_loaded_is_an_error() {
        let error = Report::parse(
            r#"{"runtimeError": {"code": "NO_FCP", "message": "nothing was painted"}}"#,
        )
        .unwrap_err();
        assert_eq!(
            error.to_string(),
            "Lighthouse could not load the page: nothing was painted"
        );
        let error = Report::parse(r#"{"categories": {"seo": {"score": null}}}"#).unwrap_err();
        assert_eq!(error.to_string(), "Lighthouse could not score seo");
    }
}
