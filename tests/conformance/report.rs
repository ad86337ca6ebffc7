//! Figures of a run, and what to show when it fails.

use std::fmt::Write as _;
use std::path::Path;

use crate::play::Outcome;

/// A run of one dialect.
#[derive(Debug)]
pub struct Report {
    dialect: String,
    version: String,
    outcomes: Vec<Outcome>,
}

/// How many of a group.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    equal: u32,
    listed: u32,
    different: u32,
}

impl Count {
    fn add(&mut self, outcome: &Outcome) {
        match (outcome.differences.is_empty(), &outcome.reason) {
            (true, _) => self.equal += 1,
            (false, Some(_)) => self.listed += 1,
            (false, None) => self.different += 1,
        }
    }

    fn percent(self) -> f64 {
        let all = self.equal + self.listed + self.different;
        100.0 * f64::from(self.equal) / f64::from(all.max(1))
    }
}

impl Report {
    /// Of a dialect that was compared with a version.
    pub fn new(dialect: &str, version: &str, outcomes: Vec<Outcome>) -> Self {
        Self { dialect: dialect.to_owned(), version: version.to_owned(), outcomes }
    }

    fn judged(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(|outcome| !outcome.is_newer)
    }

    fn different(&self) -> impl Iterator<Item = &Outcome> {
        self.judged().filter(|one| !one.differences.is_empty() && one.reason.is_none())
    }

    /// Listed as deviations but as recorded, or not judged at all.
    fn stale(&self) -> impl Iterator<Item = &Outcome> {
        let listed = self.outcomes.iter().filter(|one| one.reason.is_some());
        listed.filter(|one| one.is_newer || one.differences.is_empty())
    }

    fn total(&self) -> Count {
        self.judged().fold(Count::default(), |mut count, outcome| {
            count.add(outcome);
            count
        })
    }

    /// Enough is equal, and the deviations are those that are listed.
    pub fn is_good(&self, percent: f64) -> bool {
        self.total().percent() >= percent
            && self.different().next().is_none()
            && self.stale().next().is_none()
    }

    /// A line a group, and the sum.
    pub fn figures(&self) -> String {
        let mut text = format!(
            "dialect {} compared with qBittorrent {}\n{:<10}{:>7}{:>8}{:>11}{:>9}\n",
            self.dialect, self.version, "group", "equal", "listed", "different", "% equal"
        );
        let mut groups: Vec<(&str, Count)> = Vec::new();
        for outcome in self.judged() {
            let group = outcome.name.group.as_str();
            if groups.last().is_none_or(|(last, _)| *last != group) {
                groups.push((group, Count::default()));
            }
            if let Some((_, count)) = groups.last_mut() {
                count.add(outcome);
            }
        }
        groups.push(("total", self.total()));
        for (group, count) in groups {
            let Count { equal, listed, different } = count;
            let percent = count.percent();
            writeln!(text, "{group:<10}{equal:>7}{listed:>8}{different:>11}{percent:>9.2}")
                .unwrap();
        }
        let newer = self.outcomes.len() - self.judged().count();
        write!(text, "{newer} requests not judged: that version lacked the endpoint").unwrap();
        text
    }

    /// Figures, unlisted differences and stale entries.
    pub fn failure(&self, percent: f64) -> String {
        let mut text = format!("\n{}\nat least {percent} % must be equal\n", self.figures());
        for outcome in self.different() {
            writeln!(text, "\n{}\n    {}", outcome.name, outcome.sent).unwrap();
            for line in outcome.differences.iter().take(8) {
                writeln!(text, "    {line}").unwrap();
            }
            if let Some(more) = outcome.differences.len().checked_sub(8).filter(|more| *more > 0) {
                writeln!(text, "    and {more} more").unwrap();
            }
        }
        for outcome in self.stale() {
            writeln!(text, "\nno deviation any more, or not judged: {}", outcome.name).unwrap();
        }
        let path = self.candidates();
        writeln!(text, "\nunlisted differences, ready for reasons: {}", path.display()).unwrap();
        text
    }

    fn candidates(&self) -> std::path::PathBuf {
        let name = format!("conformance-{}.txt", self.dialect);
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
    }

    /// Writes unlisted differences as entries of `deviations.txt`; reasons are for people to write.
    pub fn write_candidates(&self) {
        let mut text = String::new();
        for outcome in self.different() {
            writeln!(text, "{} | {}", self.dialect, outcome.name).unwrap();
            for line in &outcome.differences {
                writeln!(text, "#   {line}").unwrap();
            }
        }
        std::fs::write(self.candidates(), text).unwrap();
    }
}
