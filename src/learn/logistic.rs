//! Regularised logistic regression, one output at a time.
//!
//! The weights maximise the posterior: the weighted log-likelihood of the labels, and for every feature a normal prior
//! around its judged weight. Coordinate descent takes one feature after the other, in their order, each by a Newton
//! step whose curvature is bounded over the whole step (Genkin, Lewis and Madigan 2007), so that no step can do harm
//! and the single optimum is reached from anywhere.

use super::exact::{exp, logistic, soft_plus};
use super::matrix::Matrix;

/// One weight's worth of points: ten points are one in log-odds.
const POINTS_PER_UNIT: f64 = 10.0;

/// No term or rule is worth more points than this.
const MOST_POINTS: i32 = 40;

/// Below this strength a feature that occurs with one label only would run away.
const LEAST_STRENGTH: f64 = 1e-6;

/// What is known of a feature before the labels are seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficient {
    /// The judged weight: points / 10.
    pub prior: f64,
    /// How much the judgement is worth: one over the variance of the prior. Infinite: the weight stays as judged.
    pub strength: f64,
    /// The weight is not fitted below this.
    pub low: f64,
    /// The weight is not fitted above this.
    pub high: f64,
}

impl Default for Coefficient {
    fn default() -> Coefficient {
        let most = f64::from(MOST_POINTS) / POINTS_PER_UNIT;
        Coefficient {
            prior: 0.0,
            strength: 1.0,
            low: -most,
            high: most,
        }
    }
}

impl Coefficient {
    /// A judgement of so many points, of this strength, fitted anywhere within ±40 points.
    #[must_use]
    pub fn judged(points: i32, strength: f64) -> Coefficient {
        Coefficient {
            prior: f64::from(points) / POINTS_PER_UNIT,
            strength,
            ..Coefficient::default()
        }
    }

    /// A judgement that the labels must not change.
    #[must_use]
    pub fn fixed(points: i32) -> Coefficient {
        Coefficient::judged(points, f64::INFINITY)
    }

    /// Keeps the fitted weight on the side that the feature is meant for: not below zero.
    #[must_use]
    pub fn not_negative(mut self) -> Coefficient {
        self.low = self.low.max(0.0);
        self
    }

    /// The same for a guard: not above zero.
    #[must_use]
    pub fn not_positive(mut self) -> Coefficient {
        self.high = self.high.min(0.0);
        self
    }
}

/// What one output is fitted on.
#[derive(Clone, Copy, Debug)]
pub struct Output<'a> {
    /// A label for each row; `None` where the row says nothing about this output. Missing ones are `None`.
    pub labels: &'a [Option<bool>],
    /// A weight for each row; missing ones are 1. A weight of 0 or below leaves the row out.
    pub weights: &'a [f32],
    /// What is known of each feature; missing ones are [`Coefficient::default`].
    pub coefficients: &'a [Coefficient],
}

/// When to stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// After so many passes over all features.
    pub rounds: usize,
    /// Or when no weight moves by more than this in a pass.
    pub tolerance: f64,
    /// Multiplies every strength, for [`super::best_strength`].
    pub strength: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            rounds: 1_000,
            tolerance: 1e-6,
            strength: 1.0,
        }
    }
}

/// Fitted weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// One for each column of the matrix.
    pub weights: Vec<f64>,
    /// Free of any prior.
    pub intercept: f64,
    /// How many passes it took.
    pub rounds: usize,
    /// Whether the last pass moved nothing by more than the tolerance.
    pub converged: bool,
    /// Weighted mean of the log loss over the rows it was fitted on.
    pub log_loss: f64,
}

/// Fits one output.
///
/// Rows without a label for it are left out. Without any row the weights are the priors.
#[must_use]
pub fn fit(matrix: &Matrix, output: &Output<'_>, settings: &Settings) -> Fit {
    let mut descent = Descent::new(matrix, output, settings);
    let mut fitted = Fit::default();
    while fitted.rounds < settings.rounds && !fitted.converged && descent.has_rows() {
        fitted.rounds += 1;
        fitted.converged = descent.pass() <= settings.tolerance;
    }
    fitted.log_loss = descent.log_loss();
    fitted.intercept = descent.intercept;
    fitted.weights = descent.weights;
    fitted
}

/// The state of a descent.
struct Descent<'a> {
    matrix: &'a Matrix,
    coefficients: Vec<Coefficient>,
    weights: Vec<f64>,
    /// How far each weight, and last the intercept, may move in one step.
    reach: Vec<f64>,
    intercept: f64,
    margins: Vec<f64>,
    /// +1, −1, or 0 for a row that is left out.
    signs: Vec<f64>,
    row_weights: Vec<f64>,
}

impl<'a> Descent<'a> {
    fn new(matrix: &'a Matrix, output: &Output<'_>, settings: &Settings) -> Descent<'a> {
        let coefficients: Vec<Coefficient> = (0..matrix.columns())
            .map(|column| {
                let mut known = output.coefficients.get(column).copied().unwrap_or_default();
                known.strength = (known.strength * settings.strength).max(LEAST_STRENGTH);
                known
            })
            .collect();
        let row_weights: Vec<f64> = (0..matrix.rows())
            .map(|row| {
                output
                    .weights
                    .get(row)
                    .map_or(1.0, |&weight| f64::from(weight))
                    .max(0.0)
            })
            .collect();
        let signs = (0..matrix.rows())
            .map(|row| match output.labels.get(row).copied().flatten() {
                Some(_) if row_weights[row] == 0.0 => 0.0,
                Some(true) => 1.0,
                Some(false) => -1.0,
                None => 0.0,
            })
            .collect();
        let weights: Vec<f64> = coefficients
            .iter()
            .map(|known| {
                if known.strength.is_finite() {
                    within(known.prior, known)
                } else {
                    known.prior
                }
            })
            .collect();
        Descent {
            matrix,
            margins: matrix.margins(&weights, 0.0),
            reach: vec![1.0; weights.len() + 1],
            coefficients,
            weights,
            intercept: 0.0,
            signs,
            row_weights,
        }
    }

    fn has_rows(&self) -> bool {
        self.signs.iter().any(|&sign| sign != 0.0)
    }

    /// One pass over the intercept and all features; returns the largest move.
    fn pass(&mut self) -> f64 {
        let mut largest = self.move_intercept();
        for column in 0..self.weights.len() {
            largest = largest.max(self.move_weight(column));
        }
        largest
    }

    fn move_intercept(&mut self) -> f64 {
        let at = self.weights.len();
        let (slope, bend) = self.slope((0..self.margins.len()).map(|row| (row, 1.0)), self.reach[at]);
        let step = (slope / bend.max(LEAST_STRENGTH)).clamp(-self.reach[at], self.reach[at]);
        self.intercept += step;
        for margin in &mut self.margins {
            *margin += step;
        }
        self.widen(at, step);
        step.abs()
    }

    fn move_weight(&mut self, column: usize) -> f64 {
        let known = self.coefficients[column];
        if known.strength.is_infinite() {
            return 0.0;
        }
        let reach = self.reach[column];
        let (slope, bend) = self.slope(self.matrix.column(column), reach);
        let weight = self.weights[column];
        let slope = slope - known.strength * (weight - known.prior);
        let step = (slope / (bend + known.strength)).clamp(-reach, reach);
        let moved = within(weight + step, &known);
        let step = moved - weight;
        self.weights[column] = moved;
        for (row, value) in self.matrix.column(column) {
            self.margins[row] += step * value;
        }
        self.widen(column, step);
        step.abs()
    }

    /// The slope of the log-likelihood along a column, and a bound of its curvature within `reach`.
    fn slope(&self, column: impl Iterator<Item = (usize, f64)>, reach: f64) -> (f64, f64) {
        let (mut slope, mut bend) = (0.0, 0.0);
        for (row, value) in column {
            let sign = self.signs[row];
            if sign != 0.0 {
                let weight = self.row_weights[row];
                slope += weight * value * sign * logistic(-sign * self.margins[row]);
                bend += weight * value * value * curvature(self.margins[row], reach * value.abs());
            }
        }
        (slope, bend)
    }

    /// After a long step the next may be longer; after a short one it is bounded more tightly. Never so tightly that a
    /// step cut short by its bound could pass for convergence.
    fn widen(&mut self, at: usize, step: f64) {
        self.reach[at] = (2.0 * step.abs()).max(self.reach[at] / 2.0).max(0.01);
    }

    fn log_loss(&self) -> f64 {
        let (mut loss, mut total) = (0.0, 0.0);
        for ((sign, margin), weight) in self.signs.iter().zip(&self.margins).zip(&self.row_weights) {
            if *sign != 0.0 {
                loss += weight * soft_plus(-sign * margin);
                total += weight;
            }
        }
        if total > 0.0 { loss / total } else { 0.0 }
    }
}

/// The largest value of p · (1 − p) for margins within `reach` of this one.
fn curvature(margin: f64, reach: f64) -> f64 {
    let away = margin.abs() - reach;
    if away <= 0.0 {
        0.25
    } else {
        1.0 / (2.0 + exp(away) + exp(-away))
    }
}

/// Not `clamp`, which panics when a caller's low lies above its high.
fn within(weight: f64, known: &Coefficient) -> f64 {
    weight.min(known.high).max(known.low)
}

/// A weight as points of the lexicon: rounded to a whole number, halves away from zero, at most ±40.
///
/// ```
/// assert_eq!(netra::learn::points(1.25), 13);
/// assert_eq!(netra::learn::points(-9.0), -40);
/// ```
#[must_use]
pub fn points(weight: f64) -> i32 {
    let most = f64::from(MOST_POINTS);
    // Within ±40 by the clamp; not-a-number becomes 0.
    (weight * POINTS_PER_UNIT).round().clamp(-most, most) as i32
}

/// The total of a post's features in points, as the ledger would add it up. Features beyond the list count nothing.
#[must_use]
pub fn point_total(features: &[(u32, f32)], points: &[i32]) -> i32 {
    let total: f64 = features
        .iter()
        .map(|&(feature, value)| {
            f64::from(value) * f64::from(points.get(feature as usize).copied().unwrap_or(0))
        })
        .sum();
    // Saturates, which no real post comes near.
    total.round() as i32
}

#[cfg(test)]
#[path = "logistic_tests.rs"]
mod tests;
