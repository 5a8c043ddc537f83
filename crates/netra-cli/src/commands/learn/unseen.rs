//! Posts judged by points that were fitted without their source: what the points are worth on posts they have not seen.

use std::collections::BTreeMap;

use netra::evaluate::{LabelledPost, Outcome};
use netra::{Classifier, Lexicon};

use super::ground::{Ground, Labelled};
use super::{fitting, writing};
use crate::exit::Fault;

/// The outcome of every labelled post, each by a lexicon whose points were fitted without the sources of its fold.
///
/// Sources stay together, the largest first into the emptiest fold. Everything else of the lexicon is as it ships, so
/// this measures the points, not the words: whoever wrote those may have read all of the posts.
pub(in crate::commands) fn outcomes(ground: &Ground, folds: usize) -> Result<Vec<Outcome>, Fault> {
    // As the command trusts unless told otherwise.
    let trust = fitting::Trust {
        signals: super::SIGNALS,
        guards: super::GUARDS,
    };
    let home = folds_by_source(&ground.labelled, folds);
    let mut found = vec![Outcome::default(); ground.labelled.len()];
    let mut bare = Lexicon::embedded();
    bare.remove("fitted/");
    for fold in 0..folds {
        let examples = ground.examples(&bare, |at| home[at] != fold)?;
        let fitted = fitting::fit(&examples, folds, trust);
        let mut lexicon = bare.clone();
        for (name, text) in writing::files(&examples, &fitted) {
            lexicon.add(format!("fitted/{name}"), text);
        }
        let judge = Classifier::builder().lexicon(lexicon).build()?;
        for (at, (post, ..)) in ground.labelled.iter().enumerate() {
            if home[at] == fold {
                found[at] = Outcome::of(&judge.classify(&post.post()));
            }
        }
    }
    Ok(found)
}

fn folds_by_source(labelled: &[Labelled], folds: usize) -> Vec<usize> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for (post, ..) in labelled {
        *sizes.entry(&post.source).or_default() += 1;
    }
    let mut largest: Vec<(&str, usize)> = sizes.into_iter().collect();
    // The sort is stable: equals stay in the order of their names.
    largest.sort_by_key(|&(_, size)| std::cmp::Reverse(size));
    let mut loads = vec![0; folds];
    let mut home: BTreeMap<&str, usize> = BTreeMap::new();
    for (source, size) in largest {
        let lightest = (0..folds).min_by_key(|&fold| loads[fold]).unwrap_or(0);
        loads[lightest] += size;
        home.insert(source, lightest);
    }
    let of = |post: &LabelledPost| home.get(post.source.as_str()).copied().unwrap_or(0);
    labelled.iter().map(|(post, ..)| of(post)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_stays_in_one_fold_and_folds_are_even() {
        let post = |source: &str| {
            let post = LabelledPost {
                source: source.into(),
                ..LabelledPost::default()
            };
            (post, 1.0, true)
        };
        let labelled: Vec<_> = ["a", "b", "a", "c", "a", "b", "d"].map(post).into();
        let home = folds_by_source(&labelled, 2);
        assert_eq!((home[0], home[2], home[4]), (home[0], home[0], home[0]));
        assert_eq!(home[1], home[5]);
        let first = home.iter().filter(|&&fold| fold == 0).count();
        assert!((3..=4).contains(&first), "{home:?}");
    }
}
