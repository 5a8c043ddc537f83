//! The whole report over labelled posts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::calibration::{Calibration, SweepRow, calibration, sweep};
use super::figure::{Counts, Figure};
use super::outcome::Outcome;
use super::records::LabelledPost;
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
            let counts = count(&Aspect::Ban(ban.clone()), posts.iter().zip(outcomes));
            BanFigure {
                ban: ban.clone(),
                counts,
                figure: (counts.labelled() >= FEW).then(|| Figure::new(counts)),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Stance::{self, Against, Favour};

    fn post(stance: &[Stance], bans: &[&str]) -> LabelledPost {
        LabelledPost {
            stance: stance.to_vec(),
            bans: bans.iter().map(ToString::to_string).collect(),
            ..LabelledPost::default()
        }
    }

    fn found(stance: &[Stance], bans: &[&str]) -> Outcome {
        Outcome {
            flagged: !stance.is_empty(),
            stance: stance.to_vec(),
            bans: bans.iter().map(|&ban| ban.into()).collect(),
            ..Outcome::default()
        }
    }

    #[test]
    fn an_act_without_a_stance_is_a_violation() {
        let report = evaluate(&[post(&[], &["campaign-team"])], &[Outcome::default()]);
        assert_eq!(report.overall.violation.counts.misses, 1);
        assert_eq!(report.overall.favour.counts.quiet, 1);
    }

    #[test]
    fn contested_posts_count_in_no_figure_of_the_stance_but_in_those_of_bans() {
        let contested = LabelledPost {
            contested: true,
            ..post(&[Favour], &["partisan-activity"])
        };
        let report = evaluate(
            &[contested, post(&[Against], &[])],
            &[found(&[Favour], &["partisan-activity"]), found(&[Favour], &[])],
        );
        assert_eq!((report.posts, report.contested), (2, 1));
        assert_eq!(
            report.overall.violation.counts,
            Counts {
                hits: 1,
                ..Counts::default()
            }
        );
        assert_eq!(
            report.overall.favour.counts,
            Counts {
                false_alarms: 1,
                ..Counts::default()
            }
        );
        assert_eq!(
            report.overall.against.counts,
            Counts {
                misses: 1,
                ..Counts::default()
            }
        );
        assert_eq!(report.calibration.violation.posts, 1);
        assert_eq!(
            report.bans[0].counts,
            Counts {
                hits: 1,
                quiet: 1,
                ..Counts::default()
            }
        );
    }

    #[test]
    fn a_disputed_ban_counts_in_no_figure_of_that_ban() {
        let disputed = LabelledPost {
            bans_disputed: vec!["social-like".into()],
            ..post(&[Favour], &["social-share"])
        };
        let report = evaluate(
            &[disputed, post(&[Favour], &["social-like"])],
            &[
                found(&[Favour], &["social-like"]),
                found(&[Favour], &["social-like", "social-share"]),
            ],
        );
        let counts: Vec<_> = report
            .bans
            .iter()
            .map(|row| (row.ban.as_str(), row.counts))
            .collect();
        assert_eq!(
            counts[0],
            (
                "social-like",
                Counts {
                    hits: 1,
                    ..Counts::default()
                }
            )
        );
        assert_eq!(
            counts[1],
            (
                "social-share",
                Counts {
                    misses: 1,
                    false_alarms: 1,
                    ..Counts::default()
                }
            )
        );
    }

    #[test]
    fn only_bans_that_the_labels_use_are_judged_and_only_from_twenty_posts_on() {
        let posts = vec![post(&[Favour], &["partisan-activity"]); FEW];
        let outcomes = vec![found(&[Favour], &["social-post"]); FEW];
        let report = evaluate(&posts, &outcomes);
        assert_eq!(report.bans.len(), 1);
        assert!(report.bans[0].figure.is_some());
        let report = evaluate(&posts[1..], &outcomes[1..]);
        assert!(report.bans[0].figure.is_none());
    }

    #[test]
    fn slices_are_sorted_and_add_up() {
        let sourced = |source: &str| LabelledPost {
            source: source.into(),
            ..post(&[Favour], &[])
        };
        let posts = [sourced("b"), sourced("a"), sourced("b")];
        let outcomes = [found(&[Favour], &[]), found(&[], &[]), found(&[], &[])];
        let report = evaluate(&posts, &outcomes);
        let names: Vec<_> = report.sources.iter().map(|slice| slice.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
        assert_eq!(
            report.sources[1].figures.favour.counts,
            Counts {
                hits: 1,
                misses: 1,
                ..Counts::default()
            }
        );
        assert!(report.certainty.is_empty());
    }

    #[test]
    fn the_report_is_the_same_each_time() {
        let posts = vec![post(&[Favour], &[]), post(&[], &[]), post(&[Against], &[])];
        let outcomes = vec![found(&[Favour], &[]), found(&[Favour], &[]), found(&[], &[])];
        let json = |report: &Report| serde_json::to_string(report).expect("serialises");
        assert_eq!(
            json(&evaluate(&posts, &outcomes)),
            json(&evaluate(&posts, &outcomes))
        );
    }
}
