//! The fitted points and the calibration as files of the lexicon.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use netra::learn::points;

use super::features::{Examples, Feature};
use super::fitting::Fitted;

/// Points by ledger: `favour`, `against`, `act.<ban>`.
type Fields = BTreeMap<String, i32>;

/// File names and texts.
pub(super) fn files(examples: &Examples, fitted: &[Fitted]) -> [(&'static str, String); 2] {
    [
        ("points.toml", points_file(examples, fitted)),
        ("calibration.toml", calibration_file(fitted)),
    ]
}

fn measured(fitted: &[Fitted]) -> String {
    let all: Vec<String> = fitted.iter().map(Fitted::summary).collect();
    all.join(". ")
}

fn points_file(examples: &Examples, fitted: &[Fitted]) -> String {
    let mut groups: BTreeMap<&str, Fields> = BTreeMap::new();
    let mut terms: BTreeMap<(&str, &str), Fields> = BTreeMap::new();
    let numbers: BTreeMap<&str, usize> = examples
        .features
        .iter()
        .enumerate()
        .filter_map(|(number, feature)| match feature {
            Feature::Group(group) => Some((group.as_str(), number)),
            Feature::Term(..) => None,
        })
        .collect();
    for output in fitted.iter().filter(|output| !output.weights.is_empty()) {
        let field = if output.is_stance() {
            output.ledger.clone()
        } else {
            format!("act.{}", output.ledger)
        };
        for (number, feature) in examples.features.iter().enumerate() {
            let known = &examples.known[number];
            match feature {
                Feature::Group(group) => {
                    // What a single ban's ledger counts is written out in full: a group that is not named there counts
                    // only near the act.
                    let judged = match output.ledger.as_str() {
                        "favour" => Some(known.favour),
                        "against" => Some(known.against),
                        _ => None,
                    };
                    let value = points(output.weights[number]);
                    if Some(value) != judged {
                        groups.entry(group).or_default().insert(field.clone(), value);
                    }
                }
                Feature::Term(group, term) => {
                    let Some(&of_group) = numbers.get(group.as_str()) else {
                        continue;
                    };
                    let own = points(output.weights[of_group] + output.weights[number]);
                    if own != points(output.weights[of_group]) {
                        terms.entry((group, term)).or_default().insert(field.clone(), own);
                    }
                }
            }
        }
    }
    let mut text =
        String::from("# Points fitted on labelled posts. Written by `netra learn`, never by hand.\n");
    let _ = writeln!(text, "measured = {:?}", measured(fitted));
    for (group, fields) in groups {
        let _ = write!(text, "\n[[group]]\ngroup = {group:?}\n");
        write_fields(&mut text, &fields);
    }
    for ((group, term), fields) in terms {
        let _ = write!(text, "\n[[term]]\ngroup = {group:?}\nterm = {term:?}\n");
        write_fields(&mut text, &fields);
    }
    text
}

fn write_fields(text: &mut String, fields: &Fields) {
    for (field, value) in fields {
        let _ = writeln!(text, "{field} = {value}");
    }
}

fn calibration_file(fitted: &[Fitted]) -> String {
    let mut text = String::from(
        "# From the total of a ledger to a probability, and the scores at which the profiles flag (strict, balanced, wide).\n\
         # Written by `netra learn`, never by hand.\n",
    );
    for output in fitted {
        let [strict, balanced, wide] = output.thresholds;
        let _ = write!(
            text,
            "\n[[calibration]]\nledger = {:?}\nmiddle = {}\npoints_per_unit = {}\nthresholds = [{strict:.3}, {balanced:.3}, {wide:.3}]\nmeasured = {:?}\n",
            output.ledger,
            output.middle,
            output.points_per_unit,
            output.summary()
        );
    }
    text.push_str("\n[[calibration]]\nledger = \"default\"\nmiddle = 0\nthresholds = [0.8, 0.5, 0.25]\n");
    text
}
