//! Whether a score of 0.8 is right eight times in ten, and what other thresholds would give.

use serde::Serialize;

use super::figure::{Counts, ratio};
use super::rounded;
use crate::verdict::Score;

/// How many bins a reliability table has.
const BINS: u16 = 10;

/// The thresholds of a sweep lie this far apart, in ten-thousandths.
const STEP: u16 = 500;

/// How well scores agree with labels.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Calibration {
    /// How many posts were counted.
    pub posts: usize,
    /// Expected calibration error: the distance between score and share of the bins, weighted by their posts.
    #[serde(serialize_with = "rounded::maybe")]
    pub ece: Option<f64>,
    /// Mean squared distance between score and label.
    #[serde(serialize_with = "rounded::maybe")]
    pub brier: Option<f64>,
    /// Ten bins of equal width.
    pub bins: Vec<Bin>,
}

/// One row of a reliability table.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bin {
    /// From this score.
    pub from: Score,
    /// Up to this score; the last bin includes it.
    pub to: Score,
    /// How many posts fall here.
    pub posts: usize,
    /// How many of them are labelled.
    pub labelled: usize,
    /// Their mean score.
    #[serde(serialize_with = "rounded::maybe")]
    pub mean_score: Option<f64>,
    /// The share that is labelled.
    #[serde(serialize_with = "rounded::maybe")]
    pub share: Option<f64>,
}

/// The calibration of pairs of score and label.
///
/// ```
/// use netra::Score;
/// use netra::evaluate::calibration;
/// let score = Score::from_ten_thousandths(7_000);
/// let seen = calibration([(score, true), (score, false)]);
/// assert_eq!(seen.bins[7].share, Some(0.5));
/// assert!((seen.ece.unwrap() - 0.2).abs() < 1e-12);
/// ```
#[must_use]
pub fn calibration(pairs: impl IntoIterator<Item = (Score, bool)>) -> Calibration {
    let mut sums = [(0_usize, 0_usize, 0_u64); BINS as usize];
    let mut squares = 0_u64;
    for (score, labelled) in pairs {
        let parts = score.ten_thousandths();
        let bin = usize::from((parts / (10_000 / BINS)).min(BINS - 1));
        sums[bin].0 += 1;
        sums[bin].1 += usize::from(labelled);
        sums[bin].2 += u64::from(parts);
        // Whole numbers all the way: the sum does not depend on the order of the posts.
        let off = u64::from(if labelled { 10_000 - parts } else { parts });
        squares += off * off;
    }
    let posts: usize = sums.iter().map(|&(posts, ..)| posts).sum();
    let bins: Vec<Bin> = (0_u16..)
        .zip(sums)
        .map(|(at, (posts, labelled, parts))| Bin {
            from: Score::from_ten_thousandths(at * (10_000 / BINS)),
            to: Score::from_ten_thousandths((at + 1) * (10_000 / BINS)),
            posts,
            labelled,
            mean_score: (posts > 0).then(|| parts as f64 / 10_000.0 / posts as f64),
            share: ratio(labelled, posts),
        })
        .collect();
    let gap: f64 = bins
        .iter()
        .filter_map(|bin| Some(bin.posts as f64 * (bin.mean_score? - bin.share?).abs()))
        .sum();
    Calibration {
        posts,
        ece: (posts > 0).then(|| gap / posts as f64),
        brier: (posts > 0).then(|| squares as f64 / 1e8 / posts as f64),
        bins,
    }
}

/// What one threshold would give.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SweepRow {
    /// Found means a score of at least this.
    pub threshold: Score,
    /// The four cells.
    pub counts: Counts,
    /// The share of the found that is labelled.
    #[serde(serialize_with = "rounded::maybe")]
    pub precision: Option<f64>,
    /// The share of the labelled that is found.
    #[serde(serialize_with = "rounded::maybe")]
    pub recall: Option<f64>,
    /// Their harmonic mean.
    #[serde(serialize_with = "rounded::maybe")]
    pub f1: Option<f64>,
    /// The share of the posts that is found.
    #[serde(serialize_with = "rounded::maybe")]
    pub flagged: Option<f64>,
}

/// Tries the thresholds 0.05, 0.10, … 0.95 on pairs of score and label.
#[must_use]
pub fn sweep(pairs: &[(Score, bool)]) -> Vec<SweepRow> {
    (1..10_000 / STEP)
        .map(|step| {
            let threshold = Score::from_ten_thousandths(step * STEP);
            let counts = Counts::of(
                pairs
                    .iter()
                    .map(|&(score, labelled)| (labelled, score >= threshold)),
            );
            SweepRow {
                threshold,
                counts,
                precision: counts.precision(),
                recall: counts.recall(),
                f1: counts.f1(),
                flagged: ratio(counts.found(), counts.total()),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(list: &[(u16, bool)]) -> Vec<(Score, bool)> {
        list.iter()
            .map(|&(parts, label)| (Score::from_ten_thousandths(parts), label))
            .collect()
    }

    #[test]
    fn bins_ece_and_brier_worked_by_hand() {
        let seen = calibration(pairs(&[
            (9_000, true),
            (9_500, false),
            (10_000, true),
            (500, false),
        ]));
        assert_eq!(seen.posts, 4);
        assert_eq!((seen.bins[9].posts, seen.bins[9].labelled), (3, 2));
        assert_eq!((seen.bins[0].posts, seen.bins[0].labelled), (1, 0));
        assert_eq!(seen.bins[4].share, None);
        // 3/4 · |0.95 − 2/3| + 1/4 · |0.05 − 0|
        let ece = 0.75 * (0.95 - 2.0 / 3.0) + 0.25 * 0.05;
        assert!((seen.ece.expect("posts") - ece).abs() < 1e-12);
        let brier = (0.01 + 0.9025 + 0.0 + 0.0025) / 4.0;
        assert!((seen.brier.expect("posts") - brier).abs() < 1e-12);
        assert_eq!(calibration([]).ece, None);
    }

    #[test]
    fn a_sweep_counts_from_each_threshold_upwards() {
        let rows = sweep(&pairs(&[(9_000, true), (5_000, false), (5_000, true), (0, true)]));
        assert_eq!(rows.len(), 19);
        let at = |parts| {
            rows.iter()
                .find(|row| row.threshold.ten_thousandths() == parts)
                .expect("a row")
        };
        assert_eq!(
            at(5_000).counts,
            Counts {
                hits: 2,
                false_alarms: 1,
                misses: 1,
                quiet: 0
            }
        );
        assert_eq!(
            at(5_500).counts,
            Counts {
                hits: 1,
                false_alarms: 0,
                misses: 2,
                quiet: 1
            }
        );
        assert_eq!(at(9_500).precision, None);
        assert_eq!(at(5_000).flagged, Some(0.75));
    }
}
