//! Functional cases: made-up posts with what must come of them, mostly in minimal pairs.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};

use super::figure::ratio;
use super::functional::{Expect, FunctionalCase};
use super::outcome::{Outcome, words};
use super::rounded;
use crate::verdict::{Score, Stance};

/// One way in which a case failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Should have been flagged.
    NotFlagged,
    /// Should not have been flagged.
    Flagged,
    /// The sides found, which are not the ones expected.
    Stance(Vec<Stance>),
    /// A ban that must be found was not.
    Missing(String),
    /// A ban that must not be found was.
    Present(String),
    /// None of these was found.
    NoneOf(Vec<String>),
}

impl Fault {
    /// The kind of fault, as a word.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Fault::NotFlagged => "not-flagged",
            Fault::Flagged => "flagged",
            Fault::Stance(_) => "stance",
            Fault::Missing(_) => "missing-ban",
            Fault::Present(_) => "absent-ban-found",
            Fault::NoneOf(_) => "none-of",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::NotFlagged => f.write_str("not flagged"),
            Fault::Flagged => f.write_str("flagged"),
            Fault::Stance(found) => write!(f, "stance is {}", words::<&str>(found, &[])),
            Fault::Missing(ban) => write!(f, "{ban} is missing"),
            Fault::Present(ban) => write!(f, "{ban} must not be found"),
            Fault::NoneOf(bans) => write!(f, "none of {}", bans.join(", ")),
        }
    }
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Everything in which an outcome fails an expectation; empty when it passes.
///
/// A case that is flagged as it should be must meet the sides exactly, find every ban of `bans`, none of `absent`, and
/// one of `any_of` where that is given. A case that is rightly not flagged has nothing more to meet.
///
/// ```
/// use netra::evaluate::{Expect, Fault, Outcome, faults};
/// let expect = Expect { flagged: true, ..Expect::default() };
/// assert_eq!(faults(&expect, &Outcome::default()), [Fault::NotFlagged]);
/// ```
#[must_use]
pub fn faults(expect: &Expect, outcome: &Outcome) -> Vec<Fault> {
    match (expect.flagged, outcome.flagged) {
        (true, false) => return vec![Fault::NotFlagged],
        (false, true) => return vec![Fault::Flagged],
        (false, false) => return Vec::new(),
        (true, true) => {}
    }
    let mut faults = Vec::new();
    let same = expect.stance.iter().all(|side| outcome.takes(*side))
        && outcome.stance.iter().all(|side| expect.stance.contains(side));
    if !same {
        faults.push(Fault::Stance(outcome.stance.clone()));
    }
    let missing = expect.bans.iter().filter(|ban| !outcome.has_ban(ban));
    faults.extend(missing.cloned().map(Fault::Missing));
    let present = expect.absent.iter().filter(|ban| outcome.has_ban(ban));
    faults.extend(present.cloned().map(Fault::Present));
    if !expect.any_of.is_empty() && !expect.any_of.iter().any(|ban| outcome.has_ban(ban)) {
        faults.push(Fault::NoneOf(expect.any_of.clone()));
    }
    faults
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many passed.
    pub passed: usize,
    /// Of how many.
    pub of: usize,
}

impl Tally {
    fn add(&mut self, passed: bool) {
        self.passed += usize::from(passed);
        self.of += 1;
    }

    /// The share that passed; nothing of nothing.
    #[must_use]
    pub fn rate(&self) -> Option<f64> {
        ratio(self.passed, self.of)
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written {
            passed: usize,
            of: usize,
            #[serde(serialize_with = "rounded::maybe")]
            rate: Option<f64>,
        }
        let (passed, of) = (self.passed, self.of);
        Written {
            passed,
            of,
            rate: self.rate(),
        }
        .serialize(serializer)
    }
}

/// How functional cases came out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CheckReport {
    /// All cases.
    pub cases: Tally,
    /// Those that must be flagged.
    pub flagged: Tally,
    /// Those that must not be. Flagging nothing would pass all of these, so the halves are told apart.
    pub unflagged: Tally,
    /// Pairs whose members all passed.
    pub pairs: Tally,
    /// How often each kind of fault occurs; a case may have several.
    pub faults: BTreeMap<&'static str, usize>,
    /// By phenomenon, in the order of first appearance.
    pub capabilities: Vec<Capability>,
    /// The cases that failed, in the order given.
    pub failures: Vec<CaseFailure>,
}

/// How the cases of one phenomenon came out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Capability {
    /// The phenomenon.
    pub capability: String,
    /// All its cases.
    pub cases: Tally,
    /// Those that must be flagged.
    pub flagged: Tally,
    /// Those that must not be.
    pub unflagged: Tally,
    /// Pairs that begin in this capability.
    pub pairs: Tally,
}

/// A case that failed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseFailure {
    /// The case's place among those given.
    pub index: usize,
    /// The case's name.
    pub id: String,
    /// Its phenomenon.
    pub capability: String,
    /// What must be found, in a few words.
    pub expected: String,
    /// What was found, in a few words.
    pub found: String,
    /// The post's score.
    pub score: Score,
    /// In what it failed.
    pub faults: Vec<Fault>,
}

impl CaseFailure {
    /// The failure in one line.
    #[must_use]
    pub fn line(&self) -> String {
        let faults: Vec<String> = self.faults.iter().map(ToString::to_string).collect();
        format!(
            "{} ({}): expected {}; found {} (score {}): {}",
            self.id,
            self.capability,
            self.expected,
            self.found,
            self.score,
            faults.join("; ")
        )
    }
}

/// Measures outcomes against functional cases, in the same order. What has no partner is left out.
#[must_use]
pub fn check(cases: &[FunctionalCase], outcomes: &[Outcome]) -> CheckReport {
    let mut report = CheckReport::default();
    let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
    // The first member's row, how many members, and whether all passed so far.
    let mut pairs: BTreeMap<&str, (usize, usize, bool)> = BTreeMap::new();
    for (index, (case, outcome)) in cases.iter().zip(outcomes).enumerate() {
        let faults = faults(&case.expect, outcome);
        let passed = faults.is_empty();
        let row = *rows.entry(&case.capability).or_insert_with(|| {
            report.capabilities.push(Capability {
                capability: case.capability.clone(),
                ..Capability::default()
            });
            report.capabilities.len() - 1
        });
        let capability = &mut report.capabilities[row];
        capability.cases.add(passed);
        report.cases.add(passed);
        if case.expect.flagged {
            capability.flagged.add(passed);
            report.flagged.add(passed);
        } else {
            capability.unflagged.add(passed);
            report.unflagged.add(passed);
        }
        if let Some(pair) = &case.pair {
            let seen = pairs.entry(pair).or_insert((row, 0, true));
            seen.1 += 1;
            seen.2 &= passed;
        }
        for fault in &faults {
            *report.faults.entry(fault.kind()).or_default() += 1;
        }
        if !passed {
            report.failures.push(failure(index, case, outcome, faults));
        }
    }
    for (row, members, passed) in pairs.into_values() {
        // A pair with one member shows nothing about the difference its partner makes.
        if members > 1 {
            report.capabilities[row].pairs.add(passed);
            report.pairs.add(passed);
        }
    }
    report
}

fn failure(index: usize, case: &FunctionalCase, outcome: &Outcome, faults: Vec<Fault>) -> CaseFailure {
    let expect = &case.expect;
    let mut expected = if expect.flagged {
        words(&expect.stance, &expect.bans)
    } else {
        String::from("no flag")
    };
    if !expect.any_of.is_empty() {
        expected.push_str(" + one of ");
        expected.push_str(&expect.any_of.join(", "));
    }
    CaseFailure {
        index,
        id: case.id.clone(),
        capability: case.capability.clone(),
        expected,
        found: words(&outcome.stance, &outcome.bans),
        score: outcome.score,
        faults,
    }
}

#[cfg(test)]
#[path = "cases_tests.rs"]
mod tests;
