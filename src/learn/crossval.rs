//! Cross-validation that keeps sources together, so that a fit is judged on sources it has not seen.

use std::collections::BTreeMap;

use super::exact::soft_plus;
use super::logistic::{Fit, Output, Settings, fit};
use super::matrix::Matrix;

/// Which fold each row belongs to: groups stay whole, and the folds are as even as taking the largest group first makes
/// them.
#[must_use]
pub fn folds(matrix: &Matrix, folds: usize) -> Vec<usize> {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for &group in matrix.groups() {
        *sizes.entry(group).or_default() += 1;
    }
    let mut largest: Vec<(u32, usize)> = sizes.into_iter().collect();
    // The sort is stable: equals stay in the order of their numbers.
    largest.sort_by_key(|&(_, size)| std::cmp::Reverse(size));
    let mut loads = vec![0; folds.max(1)];
    let mut home: BTreeMap<u32, usize> = BTreeMap::new();
    for (group, size) in largest {
        let lightest = (0..loads.len()).min_by_key(|&fold| loads[fold]).unwrap_or(0);
        loads[lightest] += size;
        home.insert(group, lightest);
    }
    matrix
        .groups()
        .iter()
        .map(|group| home.get(group).copied().unwrap_or(0))
        .collect()
}

/// What cross-validation shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CrossValidation {
    /// The fold of each row.
    pub folds: Vec<usize>,
    /// The log-odds of each row, by the weights fitted without its fold. Rows without a label have them, too.
    pub margins: Vec<f64>,
    /// The fit without each fold. A feature whose weight changes its sign between them does not hold up.
    pub fits: Vec<Fit>,
    /// How many labelled rows.
    pub rows: usize,
    /// How many of them lie on the right side of even odds.
    pub right: usize,
    /// Weighted mean of the log loss over the labelled rows.
    pub log_loss: f64,
}

impl CrossValidation {
    /// The smallest and the largest weight of a feature over the fits.
    #[must_use]
    pub fn weight_range(&self, feature: usize) -> Option<(f64, f64)> {
        let mut weights = self
            .fits
            .iter()
            .filter_map(|fit| fit.weights.get(feature).copied());
        let first = weights.next()?;
        Some(weights.fold((first, first), |(low, high), weight| {
            (low.min(weight), high.max(weight))
        }))
    }
}

/// Fits without each fold in turn and judges the fold by that.
#[must_use]
pub fn cross_validate(
    matrix: &Matrix,
    output: &Output<'_>,
    settings: &Settings,
    folds: usize,
) -> CrossValidation {
    let home = self::folds(matrix, folds);
    let mut seen = CrossValidation {
        margins: vec![0.0; matrix.rows()],
        ..CrossValidation::default()
    };
    let label = |row: usize| output.labels.get(row).copied().flatten();
    for fold in 0..folds.max(1) {
        // With one fold there is nothing else to fit on, so nothing is held out and nothing is learned.
        let labels: Vec<Option<bool>> = (0..matrix.rows())
            .map(|row| if home[row] == fold { None } else { label(row) })
            .collect();
        let fitted = fit(
            matrix,
            &Output {
                labels: &labels,
                ..*output
            },
            settings,
        );
        let margins = matrix.margins(&fitted.weights, fitted.intercept);
        for (row, margin) in margins.into_iter().enumerate() {
            if home[row] == fold {
                seen.margins[row] = margin;
            }
        }
        seen.fits.push(fitted);
    }
    let mut total = 0.0;
    for (row, &margin) in seen.margins.iter().enumerate() {
        let weight = output
            .weights
            .get(row)
            .map_or(1.0, |&weight| f64::from(weight))
            .max(0.0);
        let Some(label) = label(row) else { continue };
        if weight > 0.0 {
            seen.rows += 1;
            seen.right += usize::from((margin > 0.0) == label);
            seen.log_loss += weight * soft_plus(if label { -margin } else { margin });
            total += weight;
        }
    }
    if total > 0.0 {
        seen.log_loss /= total;
    }
    seen.folds = home;
    seen
}

/// The multiplier of all strengths with the lowest cross-validated log loss, the first of equals, with what it showed.
#[must_use]
pub fn best_strength(
    matrix: &Matrix,
    output: &Output<'_>,
    settings: &Settings,
    folds: usize,
    multipliers: &[f64],
) -> Option<(f64, CrossValidation)> {
    let mut best: Option<(f64, CrossValidation)> = None;
    for &strength in multipliers {
        let seen = cross_validate(
            matrix,
            output,
            &Settings {
                strength,
                ..*settings
            },
            folds,
        );
        if best
            .as_ref()
            .is_none_or(|(_, least)| seen.log_loss < least.log_loss)
        {
            best = Some((strength, seen));
        }
    }
    best
}
