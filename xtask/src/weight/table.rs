//! A table of weights.

use super::Weight;

/// Rows of a name and its weight, under a heading; columns line up.
#[derive(Debug)]
pub(crate) struct Table {
    heading: &'static str,
    rows: Vec<(String, Weight)>,
}

impl Table {
    /// An empty table whose first column is called `heading`.
    pub(crate) fn new(heading: &'static str) -> Self {
        Self {
            heading,
            rows: Vec::new(),
        }
    }

    /// Adds a row at the end.
    pub(crate) fn push(&mut self, name: impl Into<String>, weight: Weight) {
        self.rows.push((name.into(), weight));
    }

    /// The weights added up.
    pub(crate) fn total(&self) -> Weight {
        self.rows.iter().map(|(_, weight)| *weight).sum()
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = self.rows.iter().map(|(name, _)| name.chars().count());
        let width = names.chain([self.heading.len()]).max().unwrap_or_default();
        write!(
            f,
            "  {:<width$}  {:>11}  {:>11}  {:>11}",
            self.heading, "raw", "gzip 9", "brotli 11"
        )?;
        for (name, weight) in &self.rows {
            let [raw, gzip, brotli] = [weight.raw, weight.gzip, weight.brotli].map(thousands);
            write!(f, "\n  {name:<width$}  {raw:>11}  {gzip:>11}  {brotli:>11}")?;
        }
        Ok(())
    }
}

/// `1234567` as `1,234,567`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let mut table = Table::new("file");
        table.push(
            "index.html",
            Weight {
                raw: 1_234_567,
                gzip: 1_000,
                brotli: 999,
            },
        );
        table.push(
            "a.js",
            Weight {
                raw: 1,
                gzip: 2,
                brotli: 3,
            },
        );
        let lines = [
            "  file                raw       gzip 9    brotli 11",
            "  index.html    1,234,567        1,000          999",
            "  a.js                  1            2            3",
        ];
        assert_eq!(table.to_string(), lines.join("\n"));
        assert_eq!(
            table.total(),
            Weight {
                raw: 1_234_568,
                gzip: 1_002,
                brotli: 1_002
            }
        );
    }
}
