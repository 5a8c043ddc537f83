//! The verdict: what a post shows, on what evidence, and what speaks for its author.
//!
//! A verdict is a lead ("dugaan"), never a sentence. Every number in it can be followed: a finding's ledger adds up
//! exactly, its score is read from a table by that total, and every span cuts the field it names at character
//! boundaries.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::post::Id;

/// All findings of one post.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The post's id, verbatim, where it had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// Whether some finding is flagged under the chosen profile.
    pub flagged: bool,
    /// Probability that at least one ban is breached; never below a finding's score.
    pub score: Score,
    /// The sides taken: union over the flagged findings.
    pub stance: Vec<Stance>,
    /// Every finding at or above the `wide` threshold, highest score first.
    pub findings: Vec<Finding>,
    /// What spoke for the author.
    pub mitigating: Vec<Mitigating>,
    /// Findings that would have been reported without a guard.
    pub suppressed: Vec<Suppressed>,
    /// The contestants that the post names, in order of appearance.
    pub contestants: Vec<Named>,
    /// Well-known people whom the post names and who, as far as is known, run in no contest then: whose contest is over or
    /// not that of the post, or who never ran.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Known>,
    /// What is unknown or was replaced: `author-status-unknown`, `time-missing`, …
    pub notes: Vec<Arc<str>>,
    /// Version and digest of the lexicon.
    pub pack: Arc<str>,
    /// Version of the engine.
    pub engine: Arc<str>,
    /// The policies that were applied.
    pub policy: Vec<Arc<str>>,
}

impl Verdict {
    /// Says of the whole what its findings say: whether one is flagged, and which sides the flagged ones take.
    pub(crate) fn settle(&mut self) {
        self.flagged = self.findings.iter().any(|finding| finding.flagged);
        for finding in self.findings.iter().filter(|finding| finding.flagged) {
            if !self.stance.contains(&finding.stance) {
                self.stance.push(finding.stance);
            }
        }
        self.stance.sort_unstable();
    }
}

/// A ban that a post shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The ban's id, one of the 29 of the catalogue.
    pub ban: Arc<str>,
    /// The ban's Indonesian title.
    pub title: Arc<str>,
    /// Whether the finding is flagged under the chosen profile.
    pub flagged: bool,
    /// Calibrated probability that this ban is breached.
    pub score: Score,
    /// The side taken.
    pub stance: Stance,
    /// The contestant concerned; `null` for a ballot number whose contest is not known.
    pub contestant: Option<Arc<str>>,
    /// The period of that contestant's election in which the post falls.
    pub period: Option<Arc<str>>,
    /// The class of sanction that the catalogue names for that period.
    pub sanction: Sanction,
    /// Whether the ban binds the author.
    pub binds: Binds,
    /// What the finding rests on.
    pub citations: Arc<[Citation]>,
    /// The points that add up to the score.
    pub ledger: Ledger,
}

/// The side that a post takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    /// With a contestant.
    Favour,
    /// Against a contestant.
    Against,
}

impl Stance {
    /// The word used in records.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Stance::Favour => "favour",
            Stance::Against => "against",
        }
    }
}

/// Whether a ban binds the author.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Binds {
    /// The author's status is known and bound.
    Yes,
    /// The author's status is known and not bound.
    No,
    /// The author's status is not known.
    #[default]
    Unknown,
}

/// The class of sanction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sanction {
    /// The class for the period, e.g. `disiplin-berat`; empty where the catalogue names none.
    pub class: Arc<str>,
    /// Other classes that may apply: the other table when the time is missing, criminal law for some authors.
    pub alternatives: Vec<Arc<str>>,
}

/// One legal basis.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
pub struct Citation {
    /// Law, regulation, decree or circular.
    pub instrument: Arc<str>,
    /// Article, row or point.
    pub article: Arc<str>,
    /// `verified`, `from-memory` or `disputed`.
    pub status: Arc<str>,
}

/// The points of a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Exactly the sum of the points below.
    pub total: i32,
    /// What speaks for the finding.
    pub evidence: Vec<Evidence>,
    /// What speaks against it.
    pub mitigating: Vec<Mitigating>,
}

/// A hit that speaks for a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The field that the span cuts: `text`, `media_text`, `target.text`, `target.account`, …
    #[serde(rename = "in")]
    pub field: Arc<str>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What stands there.
    pub text: String,
    /// The signal of the term.
    pub signal: Arc<str>,
    /// The term, in normal form; for a rule or a shape, its id.
    pub term: Arc<str>,
    /// Its share of the total.
    pub points: i32,
    /// The readings it took to see the term in the text as given: `leet`, `elongation`, …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read_by: Vec<Arc<str>>,
}

/// A guard that speaks for the author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mitigating {
    /// The guard's id.
    pub guard: Arc<str>,
    /// The field that the span cuts.
    #[serde(rename = "in")]
    pub field: Arc<str>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What stands there.
    pub text: String,
    /// Its share of a finding's total: negative. Absent in the verdict's own list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<i32>,
}

/// A finding that a guard took away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppressed {
    /// The ban.
    pub ban: Arc<str>,
    /// The guard that took it away.
    pub by: Arc<str>,
}

/// A contestant that a post names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The contestant's id, e.g. `pilpres-2024/2`.
    pub id: Arc<str>,
    /// The official name.
    pub name: Arc<str>,
    /// The reading that was taken of the first mention: `pair`, `full`, `short`, `titled`, `handle`, `tag`,
    /// `tag-against`, `nick-against`, `slogan`, `party` or `number`.
    #[serde(default)]
    pub reading: Cow<'static, str>,
    /// How sure it is: that of the surest mention.
    #[serde(default)]
    pub certainty: Certainty,
    /// Other contestants whom the first mention may mean, though the reading taken fits better.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instead_of: Vec<Arc<str>>,
    /// The field that the span cuts.
    #[serde(rename = "in", default = "text_field", skip_serializing_if = "is_text_field")]
    pub field: Arc<str>,
    /// First byte of the first mention.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// How sure it is that the contestant is meant, and in that contest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Several readings fit and nothing in the post or its record speaks for one: the newest contest was taken.
    #[default]
    Assumed,
    /// The name alone would not do, or the number; its company or the contest speaks for it.
    Likely,
    /// The name can mean nobody else here.
    Sure,
}

/// Somebody whom a post names and who runs in no contest then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The person's name.
    pub name: Arc<str>,
    /// The field that the span cuts.
    #[serde(rename = "in", default = "text_field", skip_serializing_if = "is_text_field")]
    pub field: Arc<str>,
    /// First byte of the first mention.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

fn text_field() -> Arc<str> {
    Arc::from("text")
}

fn is_text_field(field: &Arc<str>) -> bool {
    &**field == "text"
}

/// A probability in ten-thousandths, so that it is the same on every machine. Serialised as a number with at most
/// four decimals.
///
/// ```
/// assert_eq!(netra::Score::from_ten_thousandths(9713).to_string(), "0.9713");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u16);

impl Score {
    /// From ten-thousandths; more than 10,000 reads as 10,000.
    #[must_use]
    pub fn from_ten_thousandths(parts: u16) -> Score {
        Score(parts.min(10_000))
    }

    /// In ten-thousandths.
    #[must_use]
    pub fn ten_thousandths(self) -> u16 {
        self.0
    }

    /// As a probability, 0 to 1.
    #[must_use]
    pub fn get(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

impl Serialize for Score {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.get())
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        if !(0.0..=1.0).contains(&value) {
            return Err(serde::de::Error::custom("a score lies between 0 and 1"));
        }
        // In 0..=10_000 by the check above, so the cast cannot lose anything.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let parts = (value * 10_000.0).round() as u16;
        Ok(Score::from_ten_thousandths(parts))
    }
}
