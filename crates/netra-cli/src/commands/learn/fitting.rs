//! One fit for each ledger, with the person's points as its prior.

use netra::learn::{
    Coefficient, Curve, Fit, Matrix, Output, Row, Settings, cross_validate, fit as fit_weights,
};
use netra::side_of_an_act;

use super::features::{Examples, Feature, Known};

/// A term must be seen in so many posts before it may leave its group's points.
const FEWEST_POSTS: u32 = 4;

/// What a term adds to its group is judged to be nothing, as firmly as the group's own points.
const TERM_STRENGTH: f64 = 1.0;

/// A ban with fewer posts that show it, or that come near and do not, keeps the points that a person gave it.
const FEWEST_LABELS: usize = 100;

/// Where the costs of a wrong flag and of a missed one fix the threshold: for a side, and for any side at all.
const SIDE: f64 = 0.5;
const EITHER: f64 = 0.65;

/// What a post counts at least that annotators labelled; one reader's labels of the feeds count less.
const ANNOTATED: f32 = 0.5;

/// What a post that was not sampled counts at most for an act: how much of what urges is a call, sampled posts show.
const WRITTEN_ACT: f32 = 0.5;

/// What a label of one reader counts for an act beside what it counts for a side: the reader of the feeds counted fewer calls
/// than annotators do.
const READ_ACT: f32 = 0.5;

/// So many annotated posts that show an act, and as many that do not, place its curve.
const FEWEST_ANNOTATED: usize = 50;

/// Groups that stand for a principle and not for a measurement: no side without a word that shows it.
const KEPT: [&str; 12] = [
    // Who quotes somebody else, says who it is and takes no side outside the quotation has taken none.
    "guard:told-of-others/quoted-of-others",
    // Who names all that stand alike seldom sides with one of them, whatever is said in passing.
    "guard:even-handed/all-sides-named",
    "guard:other-contest/its-numbers",
    "guard:only-named/nothing-said",
    "guard:only-named/numbers-alone",
    "contestant/pair",
    "contestant/full-name",
    "contestant/short-name",
    "contestant/titled-name",
    "contestant/number",
    "election/place-that-praises",
    // Two named is as often an even hand as a comparison.
    "contestant/two-sides",
];

/// What a person's points are worth against the labels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trust {
    /// Points of signals.
    pub(super) signals: f64,
    /// Points of guards. They speak about posts that labelled sets hold few of: other contests, reports, quotations.
    pub(super) guards: f64,
}

/// A ledger that was fitted.
#[derive(Debug)]
pub(super) struct Fitted {
    /// `favour`, `against` or a ban.
    pub(super) ledger: String,
    /// Weights by feature, in units of log-odds.
    pub(super) weights: Vec<f64>,
    /// From total to probability.
    pub(super) middle: i32,
    pub(super) points_per_unit: u16,
    /// Scores at which the profiles flag: strict, balanced, wide.
    pub(super) thresholds: [f64; 3],
    pub(super) rows: usize,
    pub(super) positives: usize,
    pub(super) f1: f64,
    /// Per example how far its total lies above the middle, by points that were fitted without its source.
    above: Vec<i32>,
    /// Per example the probability by points that were fitted without its source; `None` where no ledger was opened.
    chances: Vec<Option<f64>>,
}

impl Fitted {
    pub(super) fn summary(&self) -> String {
        format!(
            "{}: {} posts, {} of them so labelled; cross-validated over sources: F1 {:.3}; middle {}, {} points a unit",
            self.ledger, self.rows, self.positives, self.f1, self.middle, self.points_per_unit
        )
    }

    /// Whether the points of an entry's kind come from this ledger.
    pub(super) fn is_stance(&self) -> bool {
        is_stance(&self.ledger)
    }
}

fn is_stance(ledger: &str) -> bool {
    matches!(ledger, "favour" | "against")
}

/// Per feature whether it belongs to a signal none of whose groups weighs anything: such a signal only answers rules, and
/// what is fitted must not make it a word of a ledger.
fn weightless(examples: &Examples) -> Vec<bool> {
    let owner = |feature: &Feature| {
        let (Feature::Group(group) | Feature::Term(group, _)) = feature;
        group.split('/').next().unwrap_or_default().to_owned()
    };
    let weighs: std::collections::BTreeSet<String> = examples
        .features
        .iter()
        .zip(&examples.known)
        .filter(|(_, known)| known.favour != 0 || known.against != 0 || known.act != 0)
        .map(|(feature, _)| owner(feature))
        .collect();
    examples
        .features
        .iter()
        .map(|feature| !weighs.contains(&owner(feature)))
        .collect()
}

/// Fits every ledger that has labels enough.
pub(super) fn fit(examples: &Examples, folds: usize, trust: Trust) -> Vec<Fitted> {
    let mut fitted = vec![
        stance(
            examples,
            "favour",
            |example| example.label.favour,
            |known| known.favour,
            folds,
            trust,
        ),
        stance(
            examples,
            "against",
            |example| example.label.against,
            |known| known.against,
            folds,
            trust,
        ),
    ];
    let either = either(examples, &fitted[0], &fitted[1]);
    fitted.push(either);
    for ban in ["partisan-activity", "partisan-symbol-gesture"] {
        let opened = examples
            .examples
            .iter()
            .filter(|example| example.acts.contains_key(ban));
        let shown = |example: &&super::features::Example| example.label.bans.iter().any(|known| known == ban);
        let (labelled, all) = (opened.clone().filter(shown).count(), opened.count());
        // Both kinds must be there: from posts that nearly all show the act nothing is learned about those that do not.
        if labelled >= FEWEST_LABELS && all - labelled >= FEWEST_LABELS {
            let leans = (ban == "partisan-activity").then(|| leans(&fitted[0], &fitted[1]));
            fitted.push(act(examples, ban, leans.as_deref(), folds, trust));
        }
    }
    fitted
}

fn stance(
    examples: &Examples,
    ledger: &str,
    label: impl Fn(&super::features::Example) -> bool,
    judged: impl Fn(&Known) -> i32,
    folds: usize,
    trust: Trust,
) -> Fitted {
    let rows: Vec<Row> = examples
        .examples
        .iter()
        .map(|example| Row {
            features: example.stance.iter().map(|&feature| (feature, 1.0)).collect(),
            group: example.source,
        })
        .collect();
    let labels: Vec<Option<bool>> = examples
        .examples
        .iter()
        .map(|example| example.open.then(|| label(example)))
        .collect();
    let coefficients: Vec<Coefficient> = examples
        .features
        .iter()
        .zip(&examples.known)
        .zip(weightless(examples))
        .map(|((feature, known), weightless)| match feature {
            _ if weightless => Coefficient::fixed(0),
            Feature::Group(group) if KEPT.contains(&group.as_str()) => Coefficient::fixed(judged(known)),
            Feature::Group(_) if known.guard => signed(judged(known), trust.guards),
            Feature::Group(_) => signed(judged(known), trust.signals),
            Feature::Term(..) if known.posts >= FEWEST_POSTS && !known.guard => {
                Coefficient::judged(0, trust.signals * TERM_STRENGTH)
            }
            Feature::Term(..) => Coefficient::fixed(0),
        })
        .collect();
    let missed: Vec<f32> = examples
        .examples
        .iter()
        .filter(|example| example.natural && !example.open && label(example))
        .map(|example| example.weight)
        .collect();
    finish(examples, ledger, &rows, &labels, &coefficients, &missed, folds)
}

/// Points keep the sign that a person gave them: a word of support may turn out weak, not an attack.
fn signed(points: i32, strength: f64) -> Coefficient {
    let coefficient = Coefficient::judged(points, strength);
    match points {
        1.. => coefficient.not_negative(),
        ..0 => coefficient.not_positive(),
        0 => coefficient,
    }
}

/// What the side taken adds to an act, by fitted points.
fn leans(favour: &Fitted, against: &Fitted) -> Vec<i32> {
    let stronger = |(one, other): (&i32, &i32)| side_of_an_act(*one.max(other));
    favour.above.iter().zip(&against.above).map(stronger).collect()
}

fn act(examples: &Examples, ban: &str, leans: Option<&[i32]>, folds: usize, trust: Trust) -> Fitted {
    let offset = examples.features.len() as u32;
    let mut rows = Vec::new();
    let mut labels = Vec::new();
    let mut missed = Vec::new();
    for (at, example) in examples.examples.iter().enumerate() {
        let labelled = example.label.bans.iter().any(|known| known == ban);
        let disputed = example.label.disputed.iter().any(|known| known == ban);
        let mut features: Vec<(u32, f32)> = Vec::new();
        let mut label = None;
        match example.acts.get(ban) {
            Some(act) => {
                let side = leans.map_or(act.side, |leans| leans[at]);
                features.extend(example.stance.iter().map(|&feature| (feature, 1.0)));
                features.extend(act.beyond.iter().map(|&feature| (feature, -1.0)));
                #[allow(clippy::cast_precision_loss)]
                features.push((offset, (act.start + side) as f32 / 10.0));
                label = (!disputed).then_some(labelled);
            }
            None if labelled && !disputed && example.natural => missed.push(example.weight),
            None => {}
        }
        rows.push(Row {
            features,
            group: example.source,
        });
        labels.push(label);
    }
    let mut coefficients: Vec<Coefficient> = examples
        .features
        .iter()
        .zip(&examples.known)
        .zip(weightless(examples))
        .map(|((feature, known), weightless)| match feature {
            _ if weightless => Coefficient::fixed(0),
            Feature::Group(_) if known.guard => signed(known.act, trust.guards),
            Feature::Group(_) => signed(known.act, trust.signals),
            Feature::Term(..) if known.posts >= FEWEST_POSTS && known.act != 0 => {
                Coefficient::judged(0, trust.signals * TERM_STRENGTH)
            }
            Feature::Term(..) => Coefficient::fixed(0),
        })
        .collect();
    coefficients.push(Coefficient::fixed(10));
    finish(examples, ban, &rows, &labels, &coefficients, &missed, folds)
}

fn finish(
    examples: &Examples,
    ledger: &str,
    rows: &[Row],
    labels: &[Option<bool>],
    coefficients: &[Coefficient],
    missed: &[f32],
    folds: usize,
) -> Fitted {
    let stance = is_stance(ledger);
    let weight = |example: &super::features::Example| {
        if stance {
            example.weight
        } else if !example.natural {
            example.weight.min(WRITTEN_ACT)
        } else if example.weight < ANNOTATED {
            example.weight * READ_ACT
        } else {
            example.weight
        }
    };
    let weights: Vec<f32> = examples.examples.iter().map(weight).collect();
    let matrix = Matrix::new(rows, coefficients.len());
    let output = Output {
        labels,
        weights: &weights,
        coefficients,
    };
    let settings = Settings {
        rounds: 200,
        tolerance: 1e-4,
        ..Settings::default()
    };
    let whole: Fit = fit_weights(&matrix, &output, &settings);
    let seen = cross_validate(&matrix, &output, &settings, folds);
    // Calibrated on posts as they come, each by the points that were fitted without its source.
    let samples: Vec<(i32, bool, f32)> = examples
        .examples
        .iter()
        .enumerate()
        .filter(|(_, example)| example.natural && example.weight > 0.0)
        .filter_map(|(at, example)| {
            let label = labels[at]?;
            #[allow(clippy::cast_possible_truncation)]
            let total = (seen.margins[at] * 10.0).round() as i32;
            Some((total, label, example.weight))
        })
        .collect();
    let curve = if stance {
        Curve::fit(&samples)
    } else {
        act_curve(&samples)
    };
    #[allow(clippy::cast_possible_truncation)]
    let middle = curve.middle - (whole.intercept * 10.0).round() as i32;
    let score = |total: i32| {
        1.0 / (1.0 + (-f64::from(total - curve.middle) / f64::from(curve.points_per_unit)).exp())
    };
    let fixed = (ledger == "favour").then_some(SIDE);
    let sum = |least: f32| -> f64 {
        let counted = missed.iter().filter(|weight| **weight >= least);
        counted.map(|weight| f64::from(*weight)).sum()
    };
    let (mut thresholds, f1) = self::thresholds(&samples, sum(0.0), fixed, score);
    // Where the best F1 decides, it is that on the posts that annotators labelled.
    let annotated = annotated(&samples);
    if fixed.is_none() && annotated.iter().filter(|sample| sample.1).count() >= FEWEST_LABELS {
        let theirs = self::thresholds(&annotated, sum(ANNOTATED), None, score).0;
        thresholds = [thresholds[0].max(theirs[1]), theirs[1], theirs[2]];
    }
    let chances = seen
        .margins
        .iter()
        .zip(&examples.examples)
        .map(|(margin, example)| {
            #[allow(clippy::cast_possible_truncation)]
            let total = (margin * 10.0).round() as i32;
            example.open.then(|| score(total))
        })
        .collect();
    #[allow(clippy::cast_possible_truncation)]
    let above = seen
        .margins
        .iter()
        .map(|margin| (margin * 10.0).round() as i32 - curve.middle)
        .collect();
    Fitted {
        above,
        chances,
        ledger: ledger.to_owned(),
        middle,
        points_per_unit: curve.points_per_unit,
        thresholds,
        rows: labels.iter().flatten().count(),
        positives: labels.iter().flatten().filter(|label| **label).count(),
        f1,
        weights: whole.weights,
    }
}

/// The samples that annotators labelled.
fn annotated(samples: &[(i32, bool, f32)]) -> Vec<(i32, bool, f32)> {
    samples
        .iter()
        .copied()
        .filter(|sample| sample.2 >= ANNOTATED)
        .collect()
}

/// Acts are calibrated on the posts that annotators labelled, where they are enough: the reader of the feeds counted fewer calls,
/// hashtags in the imperative least of all.
fn act_curve(samples: &[(i32, bool, f32)]) -> Curve {
    let annotated = annotated(samples);
    let labelled = annotated.iter().filter(|sample| sample.1).count();
    if labelled.min(annotated.len() - labelled) >= FEWEST_ANNOTATED {
        Curve::fit(&annotated)
    } else {
        Curve::fit(samples)
    }
}

/// That a post takes the one side or the other: the odds of the two sides added, and read by a curve of its own.
fn either(examples: &Examples, favour: &Fitted, against: &Fitted) -> Fitted {
    let mut samples: Vec<(i32, bool, f32)> = Vec::new();
    let mut missed = 0.0;
    for (at, example) in examples.examples.iter().enumerate() {
        if !example.natural || example.weight == 0.0 {
            continue;
        }
        let taken = example.label.favour || example.label.against;
        match (favour.chances[at], against.chances[at]) {
            (Some(for_it), Some(against_it)) => {
                let odds = |chance: f64| chance / (1.0 - chance).max(1e-4);
                let both = (odds(for_it) + odds(against_it)).max(1e-4);
                #[allow(clippy::cast_possible_truncation)]
                samples.push(((10.0 * both.ln()).round() as i32, taken, example.weight));
            }
            _ if taken => missed += f64::from(example.weight),
            _ => {}
        }
    }
    let curve = Curve::fit(&samples);
    let score = |total: i32| {
        1.0 / (1.0 + (-f64::from(total - curve.middle) / f64::from(curve.points_per_unit)).exp())
    };
    let (thresholds, f1) = thresholds(&samples, missed, Some(EITHER), score);
    Fitted {
        ledger: "either".to_owned(),
        weights: Vec::new(),
        middle: curve.middle,
        points_per_unit: curve.points_per_unit,
        thresholds,
        rows: samples.len(),
        positives: samples.iter().filter(|sample| sample.1).count(),
        f1,
        above: Vec::new(),
        chances: Vec::new(),
    }
}

/// Thresholds from costs, on posts that count what they count in the fit. Which side a flagged post takes is a question of equal
/// costs: on calibrated scores that is one half. That a post takes any side at all decides whether somebody is flagged, and a
/// wrong flag costs nearly twice a missed one (13 to 7): 0.65. For attacks and acts, which few posts show, that would
/// miss most of them: there it is half of the best F1 (Lipton, Elkan and Naryanaswamy 2014), which moves less with chance
/// than the best point of a sweep. Strict flags where 95 in 100 flagged are right; wide at half of balanced.
fn thresholds(
    samples: &[(i32, bool, f32)],
    missed: f64,
    fixed: Option<f64>,
    score: impl Fn(i32) -> f64,
) -> ([f64; 3], f64) {
    let weight = |sample: &(i32, bool, f32)| f64::from(sample.2);
    let all = samples.iter().filter(|sample| sample.1).map(weight).sum::<f64>() + missed;
    let (mut best, mut strict) = (0.0, 0.95);
    for step in 5..=95 {
        let threshold = f64::from(step) / 100.0;
        let found = samples.iter().filter(|sample| score(sample.0) >= threshold);
        let (mut flagged, mut right) = (0.0, 0.0);
        for sample in found {
            flagged += weight(sample);
            right += if sample.1 { weight(sample) } else { 0.0 };
        }
        let f1 = if flagged + all > 0.0 {
            2.0 * right / (flagged + all)
        } else {
            0.0
        };
        best = f64::max(best, f1);
        if strict > threshold && flagged > 0.0 && right / flagged >= 0.95 {
            strict = threshold;
        }
    }
    let balanced = fixed.unwrap_or(best / 2.0);
    ([strict.max(balanced), balanced, balanced / 2.0], best)
}
