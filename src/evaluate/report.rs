//! The whole report over labelled posts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::calibration::{Calibration, SweepRow, calibration, sweep};
use super::figure::{Counts, Figure};
use super::labelled::LabelledPost;
use super::outcome::Outcome;
use super::worst::Aspect;
use crate::verdict::Score;

/// A ban, and a slice, with fewer labelled posts than this is not judged: its figures would be noise.
pub const FEW: usize = 20;

/// One answer for each question of the stance.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BySide<T> {
    /// Whether some ban is breached: any stance or act.
    pub violation: T,
    /// Whether the post takes a contestant's side.
    pub favour: T,
    /// Whether it takes sides against one.
    pub against: T,
}

impl<T> BySide<T> {
    fn each(mut answer: impl FnMut(&Aspect) -> T) -> BySide<T> {
        BySide {
            violation: answer(&Aspect::Violation),
            favour: answer(&Aspect::Favour),
            against: answer(&Aspect::Against),
        }
    }

    /// The three answers with their names.
    #[must_use]
    pub fn named(&self) -> [(&'static str, &T); 3] {
        [
            ("violation", &self.violation),
            ("favour", &self.favour),
            ("against", &self.against),
        ]
    }
}

/// How right the verdicts are.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// How many posts were given.
    pub posts: usize,
    /// How many of them are contested: they count in no figure of violation, favour and against.
    pub contested: usize,
    /// Figures over all posts.
    pub overall: BySide<Figure>,
    /// Figures of the bans that the labels use, by id.
    pub bans: Vec<BanFigure>,
    /// By how the posts were sampled.
    pub strata: Vec<Slice>,
    /// By where they come from.
    pub sources: Vec<Slice>,
    /// By how certain the annotator was.
    pub certainty: Vec<Slice>,
    /// Whether scores mean what they say.
    pub calibration: BySide<Calibration>,
    /// What other thresholds would give.
    pub sweep: BySide<Vec<SweepRow>>,
}

/// The figure of one ban.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BanFigure {
    /// The ban's id.
    pub ban: String,
    /// The four cells; posts on which the annotators differed about this ban are left out.
    pub counts: Counts,
    /// The figure; absent when fewer than [`FEW`] posts are labelled with the ban.
    pub figure: Option<Figure>,
    /// What other thresholds on this ban's best score would give; empty where there is no figure.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sweep: Vec<SweepRow>,
}

/// Figures of a part of the posts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Slice {
    /// What the posts of this part share.
    pub name: String,
    /// Their figures.
    pub figures: BySide<Figure>,
}

/// Measures outcomes against labels, in the same order. What has no partner is left out.
///
/// ```
/// use netra::Stance;
/// use netra::evaluate::{LabelledPost, Outcome, evaluate};
/// let post = LabelledPost { stance: vec![Stance::Favour], ..LabelledPost::default() };
/// let found = Outcome { flagged: true, stance: vec![Stance::Favour], ..Outcome::default() };
/// let report = evaluate(&[post.clone(), post], &[found, Outcome::default()]);
/// assert_eq!(report.overall.favour.recall.value, Some(0.5));
/// ```
#[must_use]
pub fn evaluate(posts: &[LabelledPost], outcomes: &[Outcome]) -> Report {
    Report {
        posts: posts.len().min(outcomes.len()),
        contested: posts
            .iter()
            .zip(outcomes)
            .filter(|(post, _)| post.contested)
            .count(),
        overall: BySide::each(|aspect| Figure::new(count(aspect, posts.iter().zip(outcomes)))),
        bans: bans(posts, outcomes),
        strata: slice_by(posts, outcomes, |_, post| Some(post.stratum.as_str())),
        sources: slice_by(posts, outcomes, |_, post| Some(post.source.as_str())),
        certainty: slice_by(posts, outcomes, |_, post| post.certainty),
        calibration: BySide::each(|aspect| calibration(scores(aspect, posts, outcomes))),
        sweep: BySide::each(|aspect| sweep(&scores(aspect, posts, outcomes))),
    }
}

/// Figures by any key of a post, given its index and itself, in the keys' order. Posts without a key are left out.
#[must_use]
pub fn slice_by<'a, K, F>(posts: &'a [LabelledPost], outcomes: &'a [Outcome], key: F) -> Vec<Slice>
where
    K: Ord + ToString,
    F: Fn(usize, &'a LabelledPost) -> Option<K>,
{
    let mut parts: BTreeMap<K, Vec<(&LabelledPost, &Outcome)>> = BTreeMap::new();
    for (at, (post, outcome)) in posts.iter().zip(outcomes).enumerate() {
        if let Some(key) = key(at, post) {
            parts.entry(key).or_default().push((post, outcome));
        }
    }
    parts
        .into_iter()
        .map(|(key, part)| Slice {
            name: key.to_string(),
            figures: BySide::each(|aspect| Figure::new(count(aspect, part.iter().copied()))),
        })
        .collect()
}

fn count<'a>(aspect: &Aspect, pairs: impl Iterator<Item = (&'a LabelledPost, &'a Outcome)>) -> Counts {
    Counts::of(pairs.filter_map(|(post, outcome)| Some((aspect.label(post)?, aspect.found(outcome)))))
}

fn scores(aspect: &Aspect, posts: &[LabelledPost], outcomes: &[Outcome]) -> Vec<(Score, bool)> {
    posts
        .iter()
        .zip(outcomes)
        .filter_map(|(post, outcome)| Some((aspect.score(outcome), aspect.label(post)?)))
        .collect()
}

fn bans(posts: &[LabelledPost], outcomes: &[Outcome]) -> Vec<BanFigure> {
    let mut used: Vec<&String> = posts.iter().flat_map(|post| &post.bans).collect();
    used.sort_unstable();
    used.dedup();
    used.into_iter()
        .map(|ban| {
            let aspect = Aspect::Ban(ban.clone());
            let counts = count(&aspect, posts.iter().zip(outcomes));
            let enough = counts.labelled() >= FEW;
            BanFigure {
                ban: ban.clone(),
                counts,
                figure: enough.then(|| Figure::new(counts)),
                sweep: if enough {
                    sweep(&scores(&aspect, posts, outcomes))
                } else {
                    Vec::new()
                },
            }
        })
        .collect()
}

#[cfg(test)]
#[path = "report_tests.rs"]
mod tests;
