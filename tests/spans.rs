//! What is found where: fragments of posts that must be evidence, character for character.

use std::ops::Range;

use netra::{Classifier, Explanation, Post};
use serde::Deserialize;

use crate::support::{awan_biru, files, records, root};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    text: String,
    evidence: Vec<Fragment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fragment {
    text: String,
    signal: String,
}

/// So many bytes a span may be longer than its fragment on either side: a title before the name, the number beside it.
const MORE: usize = 24;

/// Whether some hit of the signal spans at least the fragment and not much more, beginning and ending at a word's edge.
fn met(case: &Case, fragment: &Fragment, explanation: &Explanation) -> bool {
    let text = &case.text;
    let start = text
        .find(&fragment.text)
        .unwrap_or_else(|| panic!("{}: no such fragment", case.id));
    let wanted = start..start + fragment.text.len();
    let holds = |span: Range<usize>| {
        text.get(span.clone()).is_some()
            && span.start <= wanted.start
            && wanted.end <= span.end
            && wanted.start - span.start <= MORE
            && span.end - wanted.end <= MORE
    };
    explanation
        .hits
        .iter()
        .any(|hit| *hit.signal == *fragment.signal && holds(hit.start..hit.end))
}

fn problems(classifier: &Classifier, case: &Case) -> Vec<String> {
    let explanation = classifier.explain(&Post::text(case.text.as_str()));
    let found = || {
        let hits = explanation.hits.iter();
        hits.map(|hit| format!("{}:{:?}", hit.signal, &case.text[hit.start..hit.end]))
            .collect::<Vec<_>>()
            .join(", ")
    };
    case.evidence
        .iter()
        .filter(|fragment| !met(case, fragment, &explanation))
        .map(|fragment| {
            format!(
                "{}: {:?} is no {} in {:?}; found: {}",
                case.id,
                fragment.text,
                fragment.signal,
                case.text,
                found()
            )
        })
        .collect()
}

#[test]
fn every_fragment_is_found_where_it_stands() {
    let cases: Vec<Case> = files(&root().join("tests/spans"), "jsonl")
        .iter()
        .flat_map(|file| records(file))
        .collect();
    assert!(cases.len() >= 60, "only {} cases were read", cases.len());
    let problems: Vec<String> = cases
        .iter()
        .flat_map(|case| problems(awan_biru(), case))
        .collect();
    assert!(
        problems.is_empty(),
        "{} fragments:\n{}",
        problems.len(),
        problems.join("\n")
    );
}
