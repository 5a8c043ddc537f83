//! From a ledger's total to a probability, as a table of whole numbers.

use super::exact::logistic;
use super::logistic::{Coefficient, Output, Settings, fit};
use super::matrix::{Matrix, Row};

/// The lowest total of a table; what lies below reads as this.
const LOW: i32 = -150;

/// The highest total of a table; what lies above reads as this.
const HIGH: i32 = 150;

/// A monotone table from total to probability, in ten-thousandths, for the totals −150 to 150.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreTable(Vec<u16>);

/// A logistic curve in the whole numbers that a lexicon writes down: even odds at `middle`, one unit of log-odds for
/// every `points_per_unit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Curve {
    /// The total at which the odds are even.
    pub middle: i32,
    /// Points for one unit of log-odds, 3 to 100.
    pub points_per_unit: u16,
}

impl Curve {
    /// Fits a curve to totals with labels and weights, held near middle 0 and ten points a unit where there are few.
    ///
    /// ```
    /// use netra::learn::Curve;
    /// assert_eq!(Curve::fit(&[]), Curve { middle: 0, points_per_unit: 10 });
    /// ```
    #[must_use]
    pub fn fit(samples: &[(i32, bool, f32)]) -> Curve {
        let (intercept, slope) = curve(&usable(samples));
        let unit = 10.0 / slope;
        Curve {
            // Both within bounds by the clamps.
            middle: (-intercept * unit).round().clamp(f64::from(LOW), f64::from(HIGH)) as i32,
            points_per_unit: unit.round().clamp(3.0, 100.0) as u16,
        }
    }
}

/// How a table is smoothed where there are few posts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Smoothing {
    /// Posts up to this many points away count, with falling weight.
    pub reach: i32,
    /// The fitted logistic curve counts as so many posts at every total.
    pub curve: f64,
}

impl Default for Smoothing {
    fn default() -> Smoothing {
        Smoothing { reach: 8, curve: 5.0 }
    }
}

impl ScoreTable {
    /// Fits a table to totals with labels and weights.
    ///
    /// A logistic curve is fitted first, held near log-odds = points / 10 and never falling. At every total, the
    /// labels within reach are averaged together with the curve; where the result falls, neighbours are pooled until
    /// it rises. Far from all posts the table is the curve. No entry is 0 or 1: nothing here is certain.
    ///
    /// ```
    /// use netra::learn::{ScoreTable, Smoothing};
    /// let table = ScoreTable::fit(&[(30, true, 1.0), (-10, false, 1.0)], Smoothing::default());
    /// assert!(table.ten_thousandths(30) > table.ten_thousandths(0));
    /// ```
    #[must_use]
    pub fn fit(samples: &[(i32, bool, f32)], smoothing: Smoothing) -> ScoreTable {
        let samples = usable(samples);
        let (intercept, slope) = curve(&samples);
        // Labels and posts at every total, before smoothing.
        let mut exact = vec![(0.0_f64, 0.0_f64); entries()];
        for &(total, label, weight) in &samples {
            let cell = &mut exact[index(total)];
            cell.0 += if label { weight } else { 0.0 };
            cell.1 += weight;
        }
        let reach = smoothing.reach.clamp(0, HIGH - LOW);
        let strength = smoothing.curve.max(1e-6);
        let mut values = Vec::with_capacity(entries());
        let mut weights = Vec::with_capacity(entries());
        for total in LOW..=HIGH {
            let expected = logistic(intercept + slope * f64::from(total) / 10.0);
            let (mut yes, mut posts) = (strength * expected, strength);
            for near in (total - reach).max(LOW)..=(total + reach).min(HIGH) {
                let share = 1.0 - f64::from((near - total).abs()) / f64::from(reach + 1);
                let (near_yes, near_posts) = exact[index(near)];
                yes += share * near_yes;
                posts += share * near_posts;
            }
            values.push(yes / posts);
            weights.push(posts);
        }
        ScoreTable(isotonic(&values, &weights).into_iter().map(parts).collect())
    }

    /// A table from its entries, as [`ScoreTable::entries`] gives them; nothing unless there are 301, none above
    /// 10,000, never falling.
    #[must_use]
    pub fn from_entries(entries: &[u16]) -> Option<ScoreTable> {
        let whole = entries.len() == self::entries()
            && entries.is_sorted()
            && entries.last().is_some_and(|&last| last <= 10_000);
        whole.then(|| ScoreTable(entries.to_vec()))
    }

    /// The entries for −150, −149, … 150.
    #[must_use]
    pub fn entries(&self) -> &[u16] {
        &self.0
    }

    /// The probability at a total, in ten-thousandths.
    #[must_use]
    pub fn ten_thousandths(&self, total: i32) -> u16 {
        self.0.get(index(total)).copied().unwrap_or(0)
    }

    /// The lowest total that reaches this probability; nothing when none does.
    #[must_use]
    pub fn total_for(&self, ten_thousandths: u16) -> Option<i32> {
        (LOW..=HIGH)
            .zip(&self.0)
            .find(|(_, entry)| **entry >= ten_thousandths)
            .map(|(total, _)| total)
    }
}

/// How many entries a table has.
fn entries() -> usize {
    index(HIGH) + 1
}

/// The place of a total in a table.
fn index(total: i32) -> usize {
    // Not negative after the clamp.
    (total.clamp(LOW, HIGH) - LOW) as usize
}

fn parts(probability: f64) -> u16 {
    // Within the bounds by the clamp.
    (probability * 10_000.0).round().clamp(1.0, 9_999.0) as u16
}

/// The samples that count, with their totals inside the table.
fn usable(samples: &[(i32, bool, f32)]) -> Vec<(i32, bool, f64)> {
    samples
        .iter()
        .filter(|(.., weight)| weight.is_finite() && *weight > 0.0)
        .map(|&(total, label, weight)| (total.clamp(LOW, HIGH), label, f64::from(weight)))
        .collect()
}

/// Intercept and slope per ten points of a logistic curve through the samples.
fn curve(samples: &[(i32, bool, f64)]) -> (f64, f64) {
    let rows: Vec<Row> = samples
        .iter()
        .map(|&(total, ..)| Row {
            features: vec![(0, total as f32 / 10.0)],
            group: 0,
        })
        .collect();
    let labels: Vec<Option<bool>> = samples.iter().map(|&(_, label, _)| Some(label)).collect();
    let weights: Vec<f32> = samples.iter().map(|&(.., weight)| weight as f32).collect();
    let known = [Coefficient {
        prior: 1.0,
        strength: 4.0,
        low: 0.1,
        high: 3.0,
    }];
    let output = Output {
        labels: &labels,
        weights: &weights,
        coefficients: &known,
    };
    let fitted = fit(&Matrix::new(&rows, 1), &output, &Settings::default());
    // With one label only, the intercept has no optimum; what it reached by then is bounded here.
    (
        fitted.intercept.clamp(-12.0, 12.0),
        fitted.weights.first().copied().unwrap_or(1.0),
    )
}

/// The never falling sequence nearest to `values` in weighted squares, by pooling neighbours that fall.
///
/// ```
/// use netra::learn::isotonic;
/// assert_eq!(isotonic(&[1.0, 3.0, 2.0, 4.0], &[1.0, 1.0, 1.0, 1.0]), [1.0, 2.5, 2.5, 4.0]);
/// ```
#[must_use]
pub fn isotonic(values: &[f64], weights: &[f64]) -> Vec<f64> {
    // Blocks of mean, weight and length.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::with_capacity(values.len());
    for (&value, &weight) in values.iter().zip(weights) {
        let mut block = (value, weight.max(f64::MIN_POSITIVE), 1);
        while let Some(&(mean, weight, length)) = blocks.last() {
            if mean <= block.0 {
                break;
            }
            blocks.pop();
            let both = weight + block.1;
            block = ((mean * weight + block.0 * block.1) / both, both, length + block.2);
        }
        blocks.push(block);
    }
    blocks
        .into_iter()
        .flat_map(|(mean, _, length)| std::iter::repeat_n(mean, length))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::random::Random;

    /// Posts whose probability at a total is the logistic of (total − 20) / 8.
    fn samples(posts: usize) -> Vec<(i32, bool, f32)> {
        let mut random = Random::new(9);
        (0..posts)
            .map(|_| {
                let total = random.below(121) as i32 - 50;
                let chance = logistic(f64::from(total - 20) / 8.0);
                (total, random.share() < chance, 1.0)
            })
            .collect()
    }

    #[test]
    fn a_table_never_falls_and_is_the_same_each_time() {
        let table = ScoreTable::fit(&samples(300), Smoothing { reach: 0, curve: 0.1 });
        assert!(table.entries().is_sorted());
        assert_eq!(table.entries().len(), 301);
        assert_eq!(
            table,
            ScoreTable::fit(&samples(300), Smoothing { reach: 0, curve: 0.1 })
        );
        assert_eq!(ScoreTable::from_entries(table.entries()), Some(table.clone()));
        assert_eq!(table.ten_thousandths(-9_999), table.ten_thousandths(-150));
        assert!(table.ten_thousandths(-150) >= 1 && table.ten_thousandths(9_999) <= 9_999);
    }

    #[test]
    fn a_table_finds_the_curve_behind_the_posts() {
        let table = ScoreTable::fit(&samples(20_000), Smoothing::default());
        for total in [-20, 0, 10, 20, 30, 40, 60] {
            let truth = logistic(f64::from(total - 20) / 8.0);
            let seen = f64::from(table.ten_thousandths(total)) / 10_000.0;
            assert!((seen - truth).abs() < 0.04, "{total}: {seen} {truth}");
        }
        let middle = table.total_for(5_000).expect("some total");
        assert!((18..=22).contains(&middle), "{middle}");
    }

    #[test]
    fn a_curve_is_found_in_whole_numbers() {
        let curve = Curve::fit(&samples(20_000));
        assert!((19..=21).contains(&curve.middle), "{curve:?}");
        assert_eq!(curve.points_per_unit, 8);
    }

    #[test]
    fn few_posts_or_none_leave_the_curve() {
        let none = ScoreTable::fit(&[], Smoothing::default());
        assert_eq!(none.ten_thousandths(0), 5_000);
        assert_eq!(none.ten_thousandths(10), 7_311);
        let one_label = ScoreTable::fit(&[(10, false, 1.0), (40, false, 1.0)], Smoothing::default());
        assert!(one_label.entries().is_sorted());
        assert!(one_label.ten_thousandths(40) < 5_000);
    }

    #[test]
    fn a_weight_counts_as_so_many_posts() {
        let twice = [(10, true, 1.0), (10, true, 1.0), (10, false, 1.0)];
        let weighted = [(10, true, 2.0), (10, false, 1.0)];
        let fit =
            |samples: &[(i32, bool, f32)]| ScoreTable::fit(samples, Smoothing::default()).ten_thousandths(10);
        assert!(fit(&twice).abs_diff(fit(&weighted)) <= 1);
    }

    #[test]
    fn pooling_respects_weights() {
        assert_eq!(isotonic(&[2.0, 1.0], &[3.0, 1.0]), [1.75, 1.75]);
        assert_eq!(isotonic(&[], &[]), [] as [f64; 0]);
        assert_eq!(isotonic(&[5.0, 4.0, 3.0], &[1.0; 3]), [4.0; 3]);
    }
}
