//! Learning: points, calibration tables and candidates for new terms, from labelled posts.
//!
//! A guest above the classifier, like measurement: pure, no file, no clock, no printing. It knows nothing of posts or
//! lexicons; who calls it turns a post's evidence into numbered features and the fitted weights back into points.
//! What comes out is the same for the same input on every machine: rows are read in the given order, sums run in a
//! fixed order, and `exp` and `ln` are built from basic arithmetic.
//!
//! 1. [`Matrix::new`] takes the features of all rows once. Each output (favour, against, every act) then has its own
//!    [`Output`]: labels (`None`: this row says nothing about this output), row weights, and a [`Coefficient`] per
//!    feature with the judged points as its prior.
//! 2. [`fit`] gives the weights; [`points`] rounds them for the lexicon. [`cross_validate`] fits without each fold of
//!    sources in turn and judges those with the rest: its totals are the ones to calibrate on.
//! 3. [`ScoreTable::fit`] turns (total, label, weight) into a monotone table from total to probability;
//!    [`Curve::fit`] into the two whole numbers of a logistic curve.
//! 4. [`candidates`] lists the n-grams that tell labelled posts from others, for a person to accept.

mod calibrate;
mod crossval;
mod exact;
mod logistic;
mod matrix;
mod ngrams;
#[cfg(test)]
mod random;

pub use calibrate::{Curve, ScoreTable, Smoothing, isotonic};
pub use crossval::{CrossValidation, best_strength, cross_validate, folds};
pub use logistic::{Coefficient, Fit, Output, Settings, fit, point_total, points};
pub use matrix::{Matrix, Row};
pub use ngrams::{Candidate, Search, Tokens, candidates};
