//! What was measured, as tables, and held against the limits.

use std::fmt;

use serde_json::Value;

/// The name of the engine that is held against the others.
const OURS: &str = "Colloquy";
/// How many times as long the first answer may take on a hundred times the text, to be called flat.
const FLAT: f64 = 2.0;

/// What was measured on a corpus.
pub(crate) struct Report {
    corpus: String,
    /// Of its text.
    bytes: u64,
    queries: u64,
    engines: Vec<Engine>,
    missing: Vec<(String, String)>,
}

/// What was measured of an engine. Times are in milliseconds, sizes in bytes.
struct Engine {
    name: String,
    /// What it gives for a query: `documents`, or the positions in them too.
    gives: String,
    stores_positions: bool,
    median: f64,
    p99: f64,
    /// Queries that were timed.
    timed: usize,
    first: f64,
    index: f64,
    compressed: f64,
    memory: f64,
    /// Searches before memory was measured.
    searches: u64,
    answers: Vec<Answer>,
}

/// What an engine answered to a query.
struct Answer {
    query: String,
    kind: String,
    /// The part that was to be found, if there is a single one.
    gold: Option<u64>,
    /// Its rank, from 1; 0 if it was not among those given.
    rank: u64,
    /// The part that came first.
    first: Option<u64>,
}

/// A figure of ours with the limit it is held to.
struct Limit {
    what: &'static str,
    figure: String,
    limit: String,
    met: bool,
}

impl Report {
    /// Reads what the page measured.
    pub(crate) fn new(corpus: &str, bytes: u64, measured: &Value) -> Self {
        let engines = array(&measured["runs"]).map(Engine::new).collect();
        let missing = measured["missing"].as_object().into_iter().flatten();
        Report {
            corpus: corpus.into(),
            bytes,
            queries: measured["queries"].as_u64().unwrap_or_default(),
            engines,
            missing: missing
                .map(|(name, reason)| (name.clone(), text(reason)))
                .collect(),
        }
    }

    fn ours(&self) -> Option<&Engine> {
        self.engines.iter().find(|engine| engine.name == OURS)
    }

    fn peers(&self) -> impl Iterator<Item = &Engine> {
        self.engines.iter().filter(|engine| engine.name != OURS)
    }

    /// Our figures, each held to its limit.
    fn limits(&self) -> Vec<Limit> {
        let Some(ours) = self.ours() else {
            return Vec::new();
        };
        let gives = || self.peers().filter(|peer| peer.gives.contains("positions"));
        let stores = self.peers().filter(|peer| peer.stores_positions);
        let mut limits = vec![
            below("query, median", ours, gives(), |e| e.median, 0.5, ms),
            below("query, p99", ours, gives(), |e| e.p99, 0.5, ms),
            below("first answer", ours, self.peers(), |e| e.first, 0.05, ms),
            below(
                "index after brotli",
                ours,
                stores,
                |e| e.compressed,
                1.0,
                kilobytes,
            ),
            below("memory", ours, self.peers(), |e| e.memory, 1.0, kilobytes),
        ];
        for (what, kind, least) in [("quotes", "quote", 0.99), ("typos", "typo", 0.95)] {
            let found = ours.mrr(kind, usize::MAX);
            limits.push(Limit {
                what,
                figure: format!("{found:.4}"),
                limit: format!("at least {least}"),
                met: found >= least,
            });
            for peer in self.peers() {
                let (theirs, found) = (
                    peer.mrr(kind, usize::MAX),
                    ours.mrr(kind, peer.answers.len()),
                );
                if theirs > found {
                    limits.push(Limit {
                        what,
                        figure: format!("{found:.4}"),
                        limit: format!("at least {theirs:.4}, as {}", peer.name),
                        met: false,
                    });
                }
            }
        }
        limits
    }
}

impl Engine {
    fn new(measured: &Value) -> Self {
        let numbers = |name: &str| -> Vec<f64> {
            let mut numbers: Vec<f64> = array(&measured[name]).filter_map(Value::as_f64).collect();
            numbers.sort_by(f64::total_cmp);
            numbers
        };
        let number = |name: &str| measured[name].as_f64().unwrap_or(f64::NAN);
        let times = numbers("times");
        Engine {
            name: text(&measured["name"]),
            gives: text(&measured["gives"]),
            stores_positions: measured["storesPositions"] == true,
            median: rank(&times, 0.5),
            p99: rank(&times, 0.99),
            timed: times.len(),
            first: rank(&numbers("openings"), 0.5),
            index: number("raw"),
            compressed: number("brotli"),
            memory: number("memory"),
            searches: measured["searches"].as_u64().unwrap_or_default(),
            answers: array(&measured["ranks"])
                .map(|answer| Answer {
                    query: text(&answer["q"]),
                    kind: text(&answer["kind"]),
                    gold: answer["gold"].as_u64(),
                    rank: answer["rank"].as_u64().unwrap_or_default(),
                    first: answer["first"].as_u64(),
                })
                .collect(),
        }
    }

    /// The mean of 1 / rank over the queries of a kind among the first so many; 0 for what was not found.
    fn mrr(&self, kind: &str, of: usize) -> f64 {
        let (mut sum, mut count) = (0.0, 0u32);
        for answer in self.answers.iter().take(of) {
            if answer.kind == kind && answer.gold.is_some() {
                count += 1;
                if answer.rank > 0 {
                    sum += 1.0 / answer.rank as f64;
                }
            }
        }
        sum / f64::from(count.max(1))
    }
}

/// Holds a figure of ours against a part of the least of others'.
fn below<'e>(
    what: &'static str,
    ours: &Engine,
    peers: impl Iterator<Item = &'e Engine>,
    figure: fn(&Engine) -> f64,
    part: f64,
    shown: fn(f64) -> String,
) -> Limit {
    let least = peers.min_by(|a, b| figure(a).total_cmp(&figure(b)));
    let limit = least.map_or(f64::INFINITY, |peer| figure(peer) * part);
    let name = least.map_or("nobody", |peer| &peer.name);
    let found = figure(ours);
    Limit {
        what,
        figure: shown(found),
        limit: if part == 1.0 {
            format!("below {}, as {name}", shown(limit))
        } else {
            format!("at most {}, {part} × {name}'s", shown(limit))
        },
        met: if part == 1.0 {
            found < limit
        } else {
            found <= limit
        },
    }
}

/// How many limits were missed.
pub(crate) fn missed(reports: &[Report]) -> usize {
    let limits = reports.iter().flat_map(Report::limits).chain(flat(reports));
    limits.filter(|limit| !limit.met).count()
}

/// What is said of all corpora together.
pub(crate) fn across(reports: &[Report]) -> String {
    let mut out = String::new();
    if let Some(limit) = flat(reports) {
        out += &format!("{limit}\n");
    }
    out + format!("{} limits missed", missed(reports)).as_str()
}

/// How the first answer keeps as the text grows a hundredfold. The corpora grow by other steps, so it is read off between
/// the two on either side, both scales logarithmic; the figure for every corpus stands beside it.
fn flat(reports: &[Report]) -> Option<Limit> {
    let point = |report: &Report| Some((report.bytes as f64, report.ours()?.first));
    let (text, first) = point(reports.first()?)?;
    let grown: Vec<(f64, f64)> = reports
        .iter()
        .filter_map(point)
        .map(|(bytes, time)| (bytes / text, time / first))
        .collect();
    let hundredfold = 100_f64.ln();
    let pair = grown
        .windows(2)
        .find(|pair| pair[1].0.ln() >= hundredfold)
        .or_else(|| grown.windows(2).last())?;
    let [(x0, y0), (x1, y1)] = [pair[0], pair[1]].map(|(bytes, time)| (bytes.ln(), time.ln()));
    let growth = (y0 + (y1 - y0) * (hundredfold - x0) / (x1 - x0)).exp();
    let each: Vec<String> = grown[1..]
        .iter()
        .map(|(bytes, time)| format!("{time:.2} × on {bytes:.0} ×"))
        .collect();
    Some(Limit {
        what: "first answer, flat",
        figure: format!("{growth:.2} ×"),
        limit: format!("at most {FLAT} × on 100 × the text ({})", each.join(", ")),
        met: growth <= FLAT,
    })
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {} queries", self.corpus, self.queries)?;
        writeln!(
            f,
            "{:<11} {:>15} {:>9} {:>17} {:>15} {:>9}",
            "", "query, ms", "first", "index, KB", "MRR", "memory"
        )?;
        writeln!(
            f,
            "{:<11} {:>7} {:>7} {:>9} {:>8} {:>8} {:>7} {:>7} {:>9}  gives",
            "", "median", "p99", "ms", "brotli", "raw", "quote", "typo", "KB"
        )?;
        for engine in &self.engines {
            write!(
                f,
                "{:<11} {:>7} {:>7} {:>9} {:>8} {:>8} {:>7.4} {:>7.4} {:>9}  {}",
                engine.name,
                number(engine.median),
                number(engine.p99),
                number(engine.first),
                thousands(engine.compressed),
                thousands(engine.index),
                engine.mrr("quote", usize::MAX),
                engine.mrr("typo", usize::MAX),
                thousands(engine.memory),
                engine.gives,
            )?;
            if (engine.timed as u64) < self.queries {
                write!(
                    f,
                    " ({} of {} queries in the time)",
                    engine.timed, self.queries
                )?;
            }
            if engine.searches < 1000 {
                write!(f, " (memory after {} searches)", engine.searches)?;
            }
            writeln!(f)?;
        }
        for (name, reason) in &self.missing {
            writeln!(f, "{name:<11} not measured: {reason}")?;
        }
        for limit in self.limits() {
            writeln!(f, "{limit}")?;
        }
        let wrong = |answer: &&Answer| answer.gold.is_some() && answer.rank != 1;
        for answer in self
            .ours()
            .into_iter()
            .flat_map(|ours| &ours.answers)
            .filter(wrong)
        {
            let part = |part: Option<u64>| part.map_or("nothing".into(), |part| part.to_string());
            let rank = match answer.rank {
                0 => "not found".into(),
                rank => format!("rank {rank}"),
            };
            writeln!(
                f,
                "  wrong: {} `{}`: {} {rank}, first {}",
                answer.kind,
                answer.query,
                part(answer.gold),
                part(answer.first)
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Limit {
            what,
            figure,
            limit,
            met,
        } = self;
        let verdict = if *met { "met" } else { "MISSED" };
        write!(f, "  {what:<19} {figure:>12}  {limit:<42} {verdict}")
    }
}

/// The nearest rank: the smallest number that so large a part of all does not pass.
fn rank(sorted: &[f64], part: f64) -> f64 {
    let rank = (sorted.len() as f64 * part).ceil() as usize;
    sorted.get(rank.max(1) - 1).copied().unwrap_or(f64::NAN)
}

fn ms(time: f64) -> String {
    format!("{} ms", number(time))
}

fn kilobytes(bytes: f64) -> String {
    format!("{} KB", thousands(bytes))
}

/// Three digits or more.
fn number(number: f64) -> String {
    match number {
        n if n < 1.0 => format!("{n:.3}"),
        n if n < 100.0 => format!("{n:.2}"),
        n => format!("{n:.0}"),
    }
}

/// So many bytes in thousands.
fn thousands(bytes: f64) -> String {
    match bytes / 1000.0 {
        n if n < 100.0 => format!("{n:.1}"),
        n => format!("{n:.0}"),
    }
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
