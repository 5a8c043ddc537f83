//! What was fitted on labelled posts: points of single terms, and the table from a ledger's total to a probability.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::error::Result;
use crate::lexicon::{Lexicon, Points, read_file};
use crate::verdict::{Score, Stance};

/// Totals beyond this say no more.
const FARTHEST: i32 = 150;

/// Which table reads a ledger, by number: 0 is the one for ledgers that have none of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Table(u16);

/// From a ledger's total to a probability, per ban.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Calibration {
    ledgers: Vec<Calibrated>,
    /// The tables of the two stance ledgers, and of either.
    favour: Table,
    against: Table,
    sides: Table,
    /// From the probability of either side, taken from the two sides' odds, to what was measured; by ten-thousandths.
    either: Vec<u16>,
}

/// How one ledger is read.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
struct Calibrated {
    /// A ban, `favour`, `against` or `either`; empty for those that have no table.
    ledger: String,
    /// The total that is as likely as not.
    middle: i32,
    /// The score of every total.
    scores: Vec<u16>,
    /// Thresholds of the profiles, in ten-thousandths: strict, balanced, wide.
    thresholds: [u16; 3],
}

/// What flags where nothing was measured: strict, balanced, wide.
const THRESHOLDS: [u16; 3] = [8_000, 5_000, 2_500];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalibrationFile {
    #[serde(default)]
    calibration: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// A ban, `favour`, `against`, or `default`.
    ledger: String,
    /// The total at which things are a coin toss.
    middle: i32,
    /// Points for one unit of log-odds.
    #[serde(default = "ten")]
    points_per_unit: u16,
    /// Scores at which the profiles flag: strict, balanced, wide.
    thresholds: Option<[f64; 3]>,
    /// How it was measured.
    #[serde(default, rename = "measured")]
    _measured: Option<String>,
}

fn ten() -> u16 {
    10
}

/// The logistic curve in ten-thousandths. Rounded to four decimals it is the same on every machine: the inputs are small
/// integers, and no result of the table lies near a rounding border by less than the last place of a double.
fn curve(middle: i32, points_per_unit: u16) -> Vec<u16> {
    (-FARTHEST..=FARTHEST)
        .map(|total| {
            let x = f64::from(total - middle) / f64::from(points_per_unit.max(1));
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let parts = (10_000.0 / (1.0 + (-x).exp())).round() as u16;
            parts.clamp(1, 9_999)
        })
        .collect()
}

/// The row that says how sure it is that a post takes any side.
const EITHER: &str = "either";

/// A probability's log-odds, in points, read by another curve.
fn recalibrated(middle: i32, points_per_unit: u16) -> Vec<u16> {
    (0..=10_000)
        .map(|parts: i32| {
            let share = f64::from(parts.clamp(1, 9_999)) / 10_000.0;
            let points = 10.0 * (share / (1.0 - share)).ln();
            let x = (points - f64::from(middle)) / f64::from(points_per_unit.max(1));
            // Within 1..=9,999 by the clamp.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let parts = (10_000.0 / (1.0 + (-x).exp())).round() as u16;
            parts.clamp(1, 9_999)
        })
        .collect()
}

impl Calibration {
    /// The probability that a post takes the one side or the other: the odds of the two are added, since few posts take
    /// both, and read by the table that was measured.
    pub(crate) fn either(&self, favour: Score, against: Score) -> Score {
        const ONE: u64 = 1_000_000;
        let odds = |score: Score| {
            let parts = u64::from(score.ten_thousandths().min(9_999));
            parts * ONE / (10_000 - parts)
        };
        let both = odds(favour) + odds(against);
        let parts = (10_000 * both / (ONE + both)) as usize;
        let measured = self.either.get(parts).copied();
        Score::from_ten_thousandths(measured.unwrap_or_else(|| u16::try_from(parts).unwrap_or(9_999)))
    }

    /// Gives back what growing took too much.
    pub(super) fn fit(&mut self) {
        self.either.shrink_to_fit();
        for row in &mut self.ledgers {
            row.scores.shrink_to_fit();
        }
    }

    pub(crate) fn read(lexicon: &Lexicon) -> Result<Calibration> {
        let mut calibration = Calibration::default();
        // Tables without thresholds of their own take those of the first.
        let mut thresholds = vec![Some(THRESHOLDS)];
        calibration.ledgers.push(Calibrated {
            ledger: String::new(),
            middle: 0,
            scores: curve(0, 10),
            thresholds: THRESHOLDS,
        });
        for source in lexicon.below("fitted/", "calibration.toml") {
            let file: CalibrationFile = read_file(source)?;
            for read in file.calibration {
                let name = if read.ledger == "default" {
                    ""
                } else {
                    &read.ledger
                };
                if name == EITHER {
                    calibration.either = recalibrated(read.middle, read.points_per_unit);
                }
                let at = calibration.row(name);
                thresholds.resize(calibration.ledgers.len(), None);
                let row = &mut calibration.ledgers[at];
                row.middle = read.middle;
                row.scores = curve(read.middle, read.points_per_unit);
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let parts = |score: f64| (score.clamp(0.0, 1.0) * 10_000.0).round() as u16;
                if let Some(read) = read.thresholds {
                    thresholds[at] = Some(read.map(parts));
                }
            }
        }
        for (row, own) in calibration.ledgers.iter_mut().zip(&thresholds) {
            row.thresholds = own.or(thresholds[0]).unwrap_or(THRESHOLDS);
        }
        calibration.favour = calibration.table("favour");
        calibration.against = calibration.table("against");
        calibration.sides = calibration.table(EITHER);
        Ok(calibration)
    }

    /// The row of a ledger, made where there is none.
    fn row(&mut self, ledger: &str) -> usize {
        let known = self.ledgers.iter().position(|row| row.ledger == ledger);
        known.unwrap_or_else(|| {
            self.ledgers.push(Calibrated {
                ledger: ledger.to_owned(),
                ..Calibrated::default()
            });
            self.ledgers.len() - 1
        })
    }

    /// Which table reads the ledger of a ban.
    pub(super) fn table(&self, ban: &str) -> Table {
        let own = self.ledgers.iter().position(|row| row.ledger == ban);
        Table(own.and_then(|at| u16::try_from(at).ok()).unwrap_or_default())
    }

    /// Which table reads the ledger of a side.
    pub(crate) fn side(&self, stance: Stance) -> Table {
        match stance {
            Stance::Favour => self.favour,
            Stance::Against => self.against,
        }
    }

    /// Which table tells whether a post takes either side.
    pub(crate) fn sides(&self) -> Table {
        self.sides
    }

    fn of(&self, table: Table) -> Option<&Calibrated> {
        self.ledgers.get(usize::from(table.0))
    }

    /// The probability for a ledger's total.
    pub(crate) fn score(&self, table: Table, total: i32) -> Score {
        let at = (total.clamp(-FARTHEST, FARTHEST) + FARTHEST) as usize;
        let parts = self.of(table).and_then(|row| row.scores.get(at));
        Score::from_ten_thousandths(parts.copied().unwrap_or(0))
    }

    /// The total of a ledger that is as likely as not.
    pub(crate) fn middle(&self, table: Table) -> i32 {
        self.of(table).map_or(0, |row| row.middle)
    }

    /// The scores at which the profiles flag: strict, balanced, wide.
    pub(crate) fn thresholds(&self, table: Table) -> [u16; 3] {
        self.of(table).map_or(THRESHOLDS, |row| row.thresholds)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointsFile {
    #[serde(default)]
    group: Vec<FittedGroup>,
    #[serde(default)]
    term: Vec<FittedTerm>,
    #[serde(default, rename = "measured")]
    _measured: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FittedGroup {
    /// `signal/group` or `guard/group`.
    group: String,
    #[serde(flatten)]
    points: FittedPoints,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FittedTerm {
    group: String,
    term: String,
    #[serde(flatten)]
    points: FittedPoints,
}

#[derive(Deserialize, Clone)]
struct FittedPoints {
    favour: Option<i32>,
    against: Option<i32>,
    /// Points to the ledger of single bans.
    #[serde(default)]
    act: BTreeMap<String, i32>,
}

impl FittedPoints {
    fn over(&self, points: Points) -> Points {
        Points {
            act: points.act,
            favour: self.favour.unwrap_or(points.favour),
            against: self.against.unwrap_or(points.against),
        }
    }
}

fn acts(fitted: &FittedPoints) -> impl Iterator<Item = (&str, i32)> {
    fitted.act.iter().map(|(ban, points)| (ban.as_str(), *points))
}

/// Fitted points, by group and by term.
#[derive(Default)]
pub(crate) struct Fitted {
    groups: HashMap<String, FittedPoints>,
    terms: HashMap<(String, String), FittedPoints>,
}

impl Fitted {
    pub(crate) fn read(lexicon: &Lexicon) -> Result<Fitted> {
        let mut fitted = Fitted::default();
        for source in lexicon.below("fitted/", "points.toml") {
            let file: PointsFile = read_file(source)?;
            for row in file.group {
                fitted.groups.insert(row.group, row.points);
            }
            for row in file.term {
                fitted.terms.insert((row.group, row.term), row.points);
            }
        }
        Ok(fitted)
    }

    /// A group's points.
    pub(crate) fn group(&self, group: &str, points: Points) -> Points {
        self.groups
            .get(group)
            .map_or(points, |fitted| fitted.over(points))
    }

    /// What a group adds to the ledgers of single bans.
    pub(crate) fn group_acts(&self, group: &str) -> impl Iterator<Item = (&str, i32)> {
        self.groups.get(group).into_iter().flat_map(acts)
    }

    /// What a term adds to the ledgers of single bans.
    pub(crate) fn term_acts(&self, group: &str, term: &str) -> impl Iterator<Item = (&str, i32)> {
        self.terms
            .get(&(group.to_owned(), term.to_owned()))
            .into_iter()
            .flat_map(acts)
    }

    /// A term's points, from its group's.
    pub(crate) fn term(&self, group: &str, term: &str, points: Points) -> Points {
        match self.terms.get(&(group.to_owned(), term.to_owned())) {
            Some(fitted) => fitted.over(points),
            None => points,
        }
    }
}
