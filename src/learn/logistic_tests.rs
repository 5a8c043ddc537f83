use super::*;
use crate::learn::random::Random;
use crate::learn::{Row, cross_validate, folds};

/// Rows drawn from a model with these weights; the last weight is the intercept.
fn drawn(truth: &[f64], intercept: f64, rows: usize) -> (Vec<Row>, Vec<Option<bool>>) {
    let mut random = Random::new(42);
    let mut out = (Vec::new(), Vec::new());
    for at in 0..rows {
        let mut margin = intercept;
        let mut features = Vec::new();
        for (feature, weight) in (0_u32..).zip(truth) {
            if random.below(3) == 0 {
                features.push((feature, 1.0));
                margin += weight;
            }
        }
        out.1.push(Some(random.share() < logistic(margin)));
        out.0.push(Row {
            features,
            group: (at % 7) as u32,
        });
    }
    out
}

fn loose(columns: usize) -> Vec<Coefficient> {
    vec![Coefficient::judged(0, 0.01); columns]
}

#[test]
fn recovers_the_weights_that_made_the_data() {
    let truth = [2.0, -1.5, 0.0, 1.0];
    let (rows, labels) = drawn(&truth, -0.5, 20_000);
    let matrix = Matrix::new(&rows, 4);
    let known = loose(4);
    let output = Output {
        labels: &labels,
        weights: &[],
        coefficients: &known,
    };
    let fitted = fit(&matrix, &output, &Settings::default());
    assert!(fitted.converged, "after {} rounds", fitted.rounds);
    for (weight, truth) in fitted.weights.iter().zip(truth) {
        assert!((weight - truth).abs() < 0.15, "{:?}", fitted.weights);
    }
    assert!((fitted.intercept + 0.5).abs() < 0.1);
    assert_eq!(fit(&matrix, &output, &Settings::default()), fitted);
}

#[test]
fn one_feature_worked_by_hand() {
    // Eight rows without a feature and no prior: the intercept is the log-odds of 6 to 2.
    let matrix = Matrix::new(&vec![Row::default(); 8], 0);
    let labels: Vec<_> = (0..8).map(|at| Some(at < 6)).collect();
    let output = Output {
        labels: &labels,
        weights: &[],
        coefficients: &[],
    };
    let fitted = fit(&matrix, &output, &Settings::default());
    assert!(
        (fitted.intercept - 3.0_f64.ln()).abs() < 1e-5,
        "{}",
        fitted.intercept
    );
    // A row of weight 2 counts as two rows; a row without a label, or of weight 0, as none.
    let labels = [Some(true), Some(false), None, Some(false)];
    let output = Output {
        labels: &labels,
        weights: &[2.0, 1.0, 1.0, 0.0],
        coefficients: &[],
    };
    let fitted = fit(
        &Matrix::new(&vec![Row::default(); 4], 0),
        &output,
        &Settings::default(),
    );
    assert!(
        (fitted.intercept - 2.0_f64.ln()).abs() < 1e-5,
        "{}",
        fitted.intercept
    );
}

#[test]
fn at_the_optimum_the_slope_is_the_pull_of_the_prior() {
    let (rows, labels) = drawn(&[1.0, -1.0], 0.2, 500);
    let matrix = Matrix::new(&rows, 2);
    let known = [Coefficient::judged(12, 5.0), Coefficient::judged(3, 2.0)];
    let output = Output {
        labels: &labels,
        weights: &[],
        coefficients: &known,
    };
    let fitted = fit(
        &matrix,
        &output,
        &Settings {
            tolerance: 1e-10,
            ..Settings::default()
        },
    );
    let margins = matrix.margins(&fitted.weights, fitted.intercept);
    for (column, known) in known.iter().enumerate() {
        let slope: f64 = matrix
            .column(column)
            .map(|(row, value)| {
                value * (f64::from(u8::from(labels[row] == Some(true))) - logistic(margins[row]))
            })
            .sum();
        let pull = known.strength * (fitted.weights[column] - known.prior);
        assert!((slope - pull).abs() < 1e-6, "{slope} {pull}");
    }
}

#[test]
fn a_strong_prior_holds_and_a_fixed_one_does_not_move() {
    let (rows, labels) = drawn(&[2.0, 2.0], 0.0, 2_000);
    let matrix = Matrix::new(&rows, 2);
    let known = [Coefficient::judged(5, 1e9), Coefficient::fixed(-7)];
    let output = Output {
        labels: &labels,
        weights: &[],
        coefficients: &known,
    };
    let fitted = fit(&matrix, &output, &Settings::default());
    assert!((fitted.weights[0] - 0.5).abs() < 1e-3);
    assert!((fitted.weights[1] + 0.7).abs() < 1e-15);
}

#[test]
fn bounds_hold_even_where_the_labels_are_separable() {
    let rows: Vec<Row> = (0..40)
        .map(|at| Row {
            features: vec![(at % 2, 1.0)],
            group: 0,
        })
        .collect();
    let labels: Vec<_> = (0..40).map(|at| Some(at % 2 == 0)).collect();
    let known = [
        Coefficient::judged(0, 0.0),
        Coefficient::judged(0, 0.0).not_negative(),
    ];
    let output = Output {
        labels: &labels,
        weights: &[],
        coefficients: &known,
    };
    let fitted = fit(&Matrix::new(&rows, 2), &output, &Settings::default());
    assert!((fitted.weights[0] - 4.0).abs() < 1e-9, "{:?}", fitted.weights);
    assert!(fitted.weights[1].abs() < 1e-9, "{:?}", fitted.weights);
}

#[test]
fn without_labels_the_judgement_stays() {
    let (rows, _) = drawn(&[1.0], 0.0, 10);
    let known = [Coefficient::judged(8, 1.0)];
    let output = Output {
        labels: &[],
        weights: &[],
        coefficients: &known,
    };
    let fitted = fit(&Matrix::new(&rows, 1), &output, &Settings::default());
    assert_eq!(
        (fitted.weights, fitted.intercept, fitted.rounds),
        (vec![0.8], 0.0, 0)
    );
}

#[test]
fn points_are_whole_and_bounded() {
    assert_eq!([0.049, 0.05, -0.05, 4.2, f64::NAN].map(points), [0, 1, -1, 40, 0]);
    assert_eq!(point_total(&[(0, 2.0), (1, 1.0), (9, 1.0)], &[12, -5]), 19);
}

#[test]
fn folds_keep_groups_together_and_are_even() {
    let rows: Vec<Row> = (0..100)
        .map(|at| Row {
            group: at % 9,
            ..Row::default()
        })
        .collect();
    let matrix = Matrix::new(&rows, 0);
    let split = folds(&matrix, 3);
    for (row, fold) in rows.iter().zip(&split) {
        let first = rows
            .iter()
            .position(|other| other.group == row.group)
            .expect("itself");
        assert_eq!(*fold, split[first]);
    }
    let sizes = [0, 1, 2].map(|fold| split.iter().filter(|&&at| at == fold).count());
    assert!(sizes.iter().all(|&size| (30..=37).contains(&size)), "{sizes:?}");
}

#[test]
fn cross_validation_judges_rows_by_weights_fitted_without_their_group() {
    // In every group but one the feature means yes; in that one it means no. Judged without itself, that group is
    // all wrong.
    let mut rows = Vec::new();
    let mut labels = Vec::new();
    for group in 0..4 {
        for at in 0..20 {
            let has = at % 2 == 0;
            rows.push(Row {
                features: if has { vec![(0, 1.0)] } else { Vec::new() },
                group,
            });
            labels.push(Some(has == (group != 3)));
        }
    }
    let matrix = Matrix::new(&rows, 1);
    let output = Output {
        labels: &labels,
        weights: &[],
        coefficients: &[],
    };
    let seen = cross_validate(&matrix, &output, &Settings::default(), 4);
    for (row, margin) in rows.iter().zip(&seen.margins) {
        assert_eq!(*margin > 0.0, !row.features.is_empty());
    }
    assert_eq!(seen.fits.len(), 4);
    assert_eq!((seen.right, seen.rows), (60, 80));
    assert!(seen.fits.iter().all(|fit| fit.weights[0] > 0.0));
}
