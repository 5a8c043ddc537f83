//! How much of an unlabelled feed is flagged.

use std::collections::BTreeMap;

use serde::Serialize;

use super::outcome::Outcome;
use super::rounded;

/// Counts flagged posts of a feed, one by one.
///
/// ```
/// use netra::evaluate::{Feed, Outcome};
/// let mut feed = Feed::default();
/// feed.add("forum", &Outcome { flagged: true, ..Outcome::default() });
/// feed.add("forum", &Outcome::default());
/// assert_eq!(feed.report("a feed").all.per_thousand, 500.0);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Feed {
    sources: BTreeMap<String, (usize, usize)>,
    bans: BTreeMap<String, usize>,
    sides: BTreeMap<&'static str, usize>,
}

impl Feed {
    /// Adds a post.
    pub fn add(&mut self, source: &str, outcome: &Outcome) {
        let cell = match self.sources.get_mut(source) {
            Some(cell) => cell,
            None => self.sources.entry(source.to_owned()).or_default(),
        };
        cell.0 += 1;
        if !outcome.flagged {
            return;
        }
        cell.1 += 1;
        for ban in &outcome.bans {
            *self.bans.entry(ban.to_string()).or_default() += 1;
        }
        for side in &outcome.stance {
            *self.sides.entry(side.as_str()).or_default() += 1;
        }
    }

    /// The shares counted so far.
    #[must_use]
    pub fn report(&self, name: &str) -> FeedReport {
        let posts = self.sources.values().map(|(posts, _)| posts).sum();
        let flagged = self.sources.values().map(|(_, flagged)| flagged).sum();
        let named = |(word, &flagged): (&String, &usize)| Rate::new(word, posts, flagged);
        let mut sources: Vec<Rate> = self
            .sources
            .iter()
            .map(|(source, &(posts, flagged))| Rate::new(source, posts, flagged))
            .collect();
        // Highest first; the map's order by name decides between equals.
        sources.sort_by(|one, other| other.per_thousand.total_cmp(&one.per_thousand));
        FeedReport {
            name: name.to_owned(),
            all: Rate::new("all", posts, flagged),
            sources,
            stance: self
                .sides
                .iter()
                .map(|(side, &flagged)| Rate::new(side, posts, flagged))
                .collect(),
            bans: self.bans.iter().map(named).collect(),
        }
    }
}

/// How much of a feed is flagged.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FeedReport {
    /// The feed.
    pub name: String,
    /// All its posts.
    pub all: Rate,
    /// By source, highest rate first.
    pub sources: Vec<Rate>,
    /// By side; a post may take both.
    pub stance: Vec<Rate>,
    /// By ban; a post may breach several.
    pub bans: Vec<Rate>,
}

/// Flagged posts per thousand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rate {
    /// What is counted.
    pub name: String,
    /// Of how many posts.
    pub posts: usize,
    /// How many are flagged.
    pub flagged: usize,
    /// Per thousand posts.
    #[serde(serialize_with = "rounded::share")]
    pub per_thousand: f64,
    /// Lower end of the 95 % Wilson interval, which is honest near zero.
    #[serde(serialize_with = "rounded::share")]
    pub low: f64,
    /// Upper end of it.
    #[serde(serialize_with = "rounded::share")]
    pub high: f64,
}

impl Rate {
    fn new(name: &str, posts: usize, flagged: usize) -> Rate {
        let (low, high) = wilson(flagged, posts);
        Rate {
            name: name.to_owned(),
            posts,
            flagged,
            per_thousand: if posts == 0 {
                0.0
            } else {
                1_000.0 * flagged as f64 / posts as f64
            },
            low: 1_000.0 * low,
            high: 1_000.0 * high,
        }
    }
}

/// The 95 % Wilson interval of a share, which is honest near zero and one; everything is possible when nothing was seen.
///
/// ```
/// let (low, high) = netra::evaluate::wilson(8, 10);
/// assert!(low > 0.49 && high < 0.95);
/// assert_eq!(netra::evaluate::wilson(0, 0), (0.0, 1.0));
/// ```
#[must_use]
pub fn wilson(part: usize, whole: usize) -> (f64, f64) {
    if whole == 0 {
        return (0.0, 1.0);
    }
    const Z: f64 = 1.959_963_984_540_054;
    let whole = whole as f64;
    let share = part as f64 / whole;
    let centre = share + Z * Z / (2.0 * whole);
    let reach = Z * (share * (1.0 - share) / whole + Z * Z / (4.0 * whole * whole)).sqrt();
    let scale = 1.0 + Z * Z / whole;
    (
        ((centre - reach) / scale).max(0.0),
        ((centre + reach) / scale).min(1.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Stance;

    #[test]
    fn rates_by_source_highest_first() {
        let flagged = Outcome {
            flagged: true,
            stance: vec![Stance::Favour],
            bans: vec!["social-post".into()],
            ..Outcome::default()
        };
        let mut feed = Feed::default();
        for _ in 0..3 {
            feed.add("calm", &Outcome::default());
        }
        feed.add("loud", &flagged);
        let report = feed.report("f");
        assert_eq!((report.all.posts, report.all.flagged), (4, 1));
        assert!((report.all.per_thousand - 250.0).abs() < 1e-9);
        let names: Vec<_> = report.sources.iter().map(|rate| rate.name.as_str()).collect();
        assert_eq!(names, ["loud", "calm"]);
        assert_eq!(
            (report.bans[0].name.as_str(), report.bans[0].flagged),
            ("social-post", 1)
        );
        assert_eq!(report.stance.len(), 1);
    }

    #[test]
    fn the_wilson_interval_of_a_textbook() {
        let (low, high) = wilson(8, 10);
        assert!(
            (low - 0.4902).abs() < 1e-4 && (high - 0.9433).abs() < 1e-4,
            "{low} {high}"
        );
        let (low, high) = wilson(0, 1_000);
        assert!(low.abs() < 1e-12 && high < 0.004);
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }
}
