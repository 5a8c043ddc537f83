//! What of a verdict is measured.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::verdict::{Score, Stance, Verdict};

/// The part of a verdict that can be right or wrong.
///
/// Bans and stances are those of the flagged findings; scores are the best of all findings, flagged or not, so that
/// other thresholds can be tried on them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Whether some finding is flagged.
    pub flagged: bool,
    /// Probability that at least one ban is breached.
    pub score: Score,
    /// The sides taken by flagged findings, sorted, each once.
    pub stance: Vec<Stance>,
    /// The bans of flagged findings, sorted, each once.
    pub bans: Vec<Arc<str>>,
    /// The best score of a finding in favour; 0 without one.
    pub favour: Score,
    /// The best score of a finding against; 0 without one.
    pub against: Score,
    /// The best score of each ban that has a finding, flagged or not, by id.
    #[serde(skip)]
    pub ban_scores: BTreeMap<Arc<str>, Score>,
}

impl Outcome {
    /// Takes the outcome from a verdict.
    #[must_use]
    pub fn of(verdict: &Verdict) -> Outcome {
        let flagged = || verdict.findings.iter().filter(|finding| finding.flagged);
        let best = |side: Stance| {
            verdict
                .findings
                .iter()
                .filter(|finding| finding.stance == side)
                .map(|finding| finding.score)
                .max()
                .unwrap_or_default()
        };
        let mut stance: Vec<Stance> = flagged().map(|finding| finding.stance).collect();
        stance.sort_unstable();
        stance.dedup();
        let mut bans: Vec<Arc<str>> = flagged().map(|finding| Arc::clone(&finding.ban)).collect();
        bans.sort_unstable();
        bans.dedup();
        let mut ban_scores: BTreeMap<Arc<str>, Score> = BTreeMap::new();
        for finding in &verdict.findings {
            let best = ban_scores.entry(Arc::clone(&finding.ban)).or_default();
            *best = finding.score.max(*best);
        }
        Outcome {
            flagged: verdict.flagged,
            score: verdict.score,
            stance,
            bans,
            favour: best(Stance::Favour),
            against: best(Stance::Against),
            ban_scores,
        }
    }

    /// Whether this ban was found.
    #[must_use]
    pub fn has_ban(&self, ban: &str) -> bool {
        self.bans.iter().any(|found| &**found == ban)
    }

    /// Whether this side was found.
    #[must_use]
    pub fn takes(&self, side: Stance) -> bool {
        self.stance.contains(&side)
    }

    /// The best score of this ban; 0 without a finding.
    #[must_use]
    pub fn ban_score(&self, ban: &str) -> Score {
        self.ban_scores.get(ban).copied().unwrap_or_default()
    }

    /// The best score of this side.
    #[must_use]
    pub fn side_score(&self, side: Stance) -> Score {
        match side {
            Stance::Favour => self.favour,
            Stance::Against => self.against,
        }
    }
}

impl From<&Verdict> for Outcome {
    fn from(verdict: &Verdict) -> Outcome {
        Outcome::of(verdict)
    }
}

/// Sides and bans in a few words: `favour · partisan-activity, social-post`, or `nothing`.
pub(super) fn words<B: AsRef<str>>(stance: &[Stance], bans: &[B]) -> String {
    let sides: Vec<&str> = stance.iter().map(|side| side.as_str()).collect();
    let bans: Vec<&str> = bans.iter().map(AsRef::as_ref).collect();
    match (sides.is_empty(), bans.is_empty()) {
        (true, true) => String::from("nothing"),
        (false, true) => sides.join(" + "),
        (true, false) => bans.join(", "),
        (false, false) => format!("{} · {}", sides.join(" + "), bans.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Finding;

    fn finding(ban: &str, stance: Stance, flagged: bool, score: u16) -> Finding {
        Finding {
            ban: ban.into(),
            title: "".into(),
            flagged,
            score: Score::from_ten_thousandths(score),
            stance,
            contestant: None,
            period: None,
            sanction: crate::verdict::Sanction::default(),
            binds: crate::verdict::Binds::Unknown,
            citations: Arc::from([]),
            ledger: crate::verdict::Ledger::default(),
        }
    }

    #[test]
    fn only_flagged_findings_count_as_found_but_every_finding_gives_a_score() {
        let verdict = Verdict {
            flagged: true,
            score: Score::from_ten_thousandths(9_100),
            findings: vec![
                finding("social-post", Stance::Favour, true, 9_000),
                finding("partisan-activity", Stance::Favour, true, 8_000),
                finding("social-post", Stance::Favour, true, 7_000),
                finding("negative-campaign", Stance::Against, false, 4_000),
            ],
            ..Verdict::default()
        };
        let outcome = Outcome::of(&verdict);
        assert_eq!(outcome.stance, [Stance::Favour]);
        assert_eq!(
            outcome.bans.iter().map(|ban| &**ban).collect::<Vec<_>>(),
            ["partisan-activity", "social-post"]
        );
        assert_eq!(outcome.favour.ten_thousandths(), 9_000);
        assert_eq!(outcome.against.ten_thousandths(), 4_000);
        assert!(!outcome.has_ban("negative-campaign"));
        assert_eq!(outcome.ban_score("negative-campaign").ten_thousandths(), 4_000);
        assert_eq!(outcome.ban_score("social-post").ten_thousandths(), 9_000);
        assert_eq!(outcome.ban_score("social-like"), Score::default());
        assert_eq!(
            words(&outcome.stance, &outcome.bans),
            "favour · partisan-activity, social-post"
        );
    }
}
