//! What the verdict would be without something: without words of the post, or without a part of the lexicon.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::verdict::{Score, Verdict};

/// A part of a lexicon, by the names that its files use.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// A signal or, as `guard:name`, a guard, with all its groups.
    Signal(String),
    /// A group: `signal/group`, or `guard:name/group`.
    Group(String),
    /// A term of a group, as it stands in its file.
    Term {
        /// `signal/group`, or `guard:name/group`.
        group: String,
        /// The term.
        term: String,
    },
    /// A rule of a ban.
    Rule {
        /// The ban.
        ban: String,
        /// The rule.
        id: String,
    },
}

/// What would have been the verdict without something that was read in the post.
///
/// Exact: the post was judged again, with the words of `places` cut out of it, or, where there are no words to cut (a
/// shape of the whole post, such as the casing of a headline), by a lexicon without that group. Whoever cuts the same
/// bytes gets the same score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counterfactual {
    /// The signal, the guard (`guard:news`), or `contestant`.
    pub signal: Arc<str>,
    /// The term; for a contestant the id, for a shape the group.
    pub term: Arc<str>,
    /// The words that were cut out, everywhere they stand; empty for a shape of the whole post.
    pub places: Vec<Cut>,
    /// The post's score as it is.
    pub before: Score,
    /// The post's score without.
    pub after: Score,
    /// Whether the post would still be flagged.
    pub flagged: bool,
    /// The findings whose score would be another; 0 where there is no finding.
    pub findings: Vec<Shift>,
}

/// Words of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// The field.
    #[serde(rename = "in")]
    pub field: Arc<str>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What stands there.
    pub text: String,
}

/// What becomes of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// The ban.
    pub ban: Arc<str>,
    /// Its score.
    pub before: Score,
    /// Its score without.
    pub after: Score,
}

impl Counterfactual {
    pub(crate) fn new(
        (signal, term): (Arc<str>, Arc<str>),
        places: Vec<Cut>,
        before: &Verdict,
        after: &Verdict,
    ) -> Counterfactual {
        Counterfactual {
            signal,
            term,
            places,
            before: before.score,
            after: after.score,
            flagged: after.flagged,
            findings: shifts(before, after),
        }
    }

    /// How far the post's score moves, in ten-thousandths.
    #[must_use]
    pub fn distance(&self) -> u16 {
        self.before
            .ten_thousandths()
            .abs_diff(self.after.ten_thousandths())
    }

    /// Whether anything would be another: the score, the flag, or a finding.
    #[must_use]
    pub fn matters(&self) -> bool {
        self.distance() > 0 || !self.findings.is_empty()
    }
}

/// The bans whose score differs, in the order of the first verdict, then those that only the second has.
fn shifts(before: &Verdict, after: &Verdict) -> Vec<Shift> {
    let score = |verdict: &Verdict, ban: &str| {
        let found = verdict.findings.iter().filter(|finding| *finding.ban == *ban);
        found.map(|finding| finding.score).max().unwrap_or_default()
    };
    let mut shifts: Vec<Shift> = Vec::new();
    for finding in before.findings.iter().chain(&after.findings) {
        if shifts.iter().any(|known| known.ban == finding.ban) {
            continue;
        }
        shifts.push(Shift {
            ban: Arc::clone(&finding.ban),
            before: score(before, &finding.ban),
            after: score(after, &finding.ban),
        });
    }
    shifts.retain(|shift| shift.before != shift.after);
    shifts
}
