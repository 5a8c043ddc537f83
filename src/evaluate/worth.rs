//! What a part of a lexicon is worth: how often it is read, how right the posts are in which it is, and what is lost
//! without it.

use serde::Serialize;

use super::figure::{Counts, ratio};
use super::labelled::LabelledPost;
use super::outcome::Outcome;
use super::report::FEW;
use super::rounded;
use super::worst::Aspect;

/// Labelled posts with what was found in them: the ground on which parts are weighed.
///
/// ```
/// use netra::Stance;
/// use netra::evaluate::{Ground, LabelledPost, Outcome};
/// let posts = [LabelledPost { stance: vec![Stance::Favour], ..LabelledPost::default() }];
/// let found = [Outcome { flagged: true, stance: vec![Stance::Favour], ..Outcome::default() }];
/// let ground = Ground::new(&posts, &found);
/// // Without the part nothing is found in the post any more.
/// let worth = ground.worth(&[0], &[(0, Outcome::default())]);
/// assert_eq!(worth.lost[0].f1, Some(1.0));
/// ```
#[derive(Debug)]
pub struct Ground<'g> {
    posts: &'g [LabelledPost],
    found: &'g [Outcome],
    /// What is asked, with the cells of the whole lexicon.
    asked: Vec<(Aspect, Counts)>,
}

/// What a part is worth on labelled posts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Worth {
    /// Uncontested posts in which it was read.
    pub hits: usize,
    /// How many of them are labelled as a violation.
    pub violations: usize,
    /// The share of them that is.
    #[serde(serialize_with = "rounded::maybe")]
    pub precision: Option<f64>,
    /// How many are labelled as taking a side.
    pub favour: usize,
    /// How many are labelled as taking the side against.
    pub against: usize,
    /// How many are flagged.
    pub flagged: usize,
    /// Posts on which "is some ban breached?" is answered rightly only with it.
    pub righted: usize,
    /// Posts on which that is answered rightly only without it.
    pub wronged: usize,
    /// F1 with it less F1 without it, per question.
    pub lost: Vec<Lost>,
}

/// What F1 of a question loses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lost {
    /// The question.
    pub aspect: Aspect,
    /// F1 with the part less F1 without it; negative where the part does harm.
    #[serde(serialize_with = "rounded::maybe")]
    pub f1: Option<f64>,
}

impl<'g> Ground<'g> {
    /// Outcomes of the whole lexicon on posts, in the same order. Asked are violation, favour, against, and the bans that
    /// at least [`FEW`] posts are labelled with.
    #[must_use]
    pub fn new(posts: &'g [LabelledPost], found: &'g [Outcome]) -> Ground<'g> {
        let mut bans: Vec<&String> = posts.iter().flat_map(|post| &post.bans).collect();
        bans.sort_unstable();
        bans.dedup();
        let sides = [Aspect::Violation, Aspect::Favour, Aspect::Against];
        let bans = bans.into_iter().map(|ban| Aspect::Ban(ban.clone()));
        let mut asked = Vec::new();
        for aspect in sides.into_iter().chain(bans) {
            let cells = posts
                .iter()
                .zip(found)
                .filter_map(|(post, outcome)| Some((aspect.label(post)?, aspect.found(outcome))));
            let counts = Counts::of(cells);
            if !matches!(aspect, Aspect::Ban(_)) || counts.labelled() >= FEW {
                asked.push((aspect, counts));
            }
        }
        Ground { posts, found, asked }
    }

    /// What is asked, in order.
    #[must_use]
    pub fn asked(&self) -> Vec<&Aspect> {
        self.asked.iter().map(|(aspect, _)| aspect).collect()
    }

    /// Of these posts, how many are labelled so, and of how many that can be said.
    #[must_use]
    pub fn labelled(&self, read: &[usize], aspect: &Aspect) -> (usize, usize) {
        let labels = read.iter().filter_map(|&at| aspect.label(self.posts.get(at)?));
        labels.fold((0, 0), |(yes, of), label| (yes + usize::from(label), of + 1))
    }

    /// The worth of a part: `read` are the posts in which it was read, `without` the outcomes of the posts that were
    /// judged again without it, by index. A post that is not judged again counts as unchanged.
    #[must_use]
    pub fn worth(&self, read: &[usize], without: &[(usize, Outcome)]) -> Worth {
        let mut worth = Worth::default();
        for &at in read {
            let (Some(post), Some(outcome)) = (self.posts.get(at), self.found.get(at)) else {
                continue;
            };
            if post.contested {
                continue;
            }
            let one = |yes: Option<bool>| usize::from(yes == Some(true));
            worth.hits += 1;
            worth.violations += one(Aspect::Violation.label(post));
            worth.favour += one(Aspect::Favour.label(post));
            worth.against += one(Aspect::Against.label(post));
            worth.flagged += usize::from(outcome.flagged);
        }
        worth.precision = ratio(worth.violations, worth.hits);
        for (aspect, with) in &self.asked {
            let mut counts = *with;
            for (at, after) in without {
                let (Some(post), Some(before)) = (self.posts.get(*at), self.found.get(*at)) else {
                    continue;
                };
                let Some(label) = aspect.label(post) else { continue };
                let (before, after) = (aspect.found(before), aspect.found(after));
                counts.take(label, before);
                counts.add(label, after);
                if *aspect == Aspect::Violation && before != after {
                    worth.righted += usize::from(before == label);
                    worth.wronged += usize::from(after == label);
                }
            }
            let f1 = with.f1().zip(counts.f1()).map(|(with, without)| with - without);
            worth.lost.push(Lost {
                aspect: aspect.clone(),
                f1,
            });
        }
        worth
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Stance;

    fn post(stance: &[Stance]) -> LabelledPost {
        LabelledPost {
            stance: stance.to_vec(),
            ..LabelledPost::default()
        }
    }

    fn flagged(yes: bool) -> Outcome {
        Outcome {
            flagged: yes,
            stance: if yes { vec![Stance::Favour] } else { Vec::new() },
            ..Outcome::default()
        }
    }

    #[test]
    fn worth_worked_by_hand() {
        let contested = LabelledPost {
            contested: true,
            ..post(&[])
        };
        let posts = [
            post(&[Stance::Favour]),
            post(&[]),
            post(&[Stance::Favour]),
            contested,
        ];
        let found = [flagged(true), flagged(true), flagged(false), flagged(true)];
        let ground = Ground::new(&posts, &found);
        let without = [(0, flagged(false)), (1, flagged(false)), (3, flagged(false))];
        let worth = ground.worth(&[0, 1, 3], &without);
        assert_eq!((worth.hits, worth.violations, worth.flagged), (2, 1, 2));
        assert_eq!((worth.righted, worth.wronged), (1, 1));
        // With it: 1 hit, 1 false alarm, 1 miss: F1 1/2. Without: nothing found: 0.
        assert_eq!(worth.lost[0].aspect, Aspect::Violation);
        assert_eq!(worth.lost[0].f1, Some(0.5));
        // Against is neither labelled nor found.
        assert_eq!(worth.lost[2].f1, None);
        assert_eq!(ground.asked().len(), 3);
    }

    #[test]
    fn a_part_that_changes_nothing_loses_nothing() {
        let posts = [post(&[Stance::Favour])];
        let found = [flagged(true)];
        let worth = Ground::new(&posts, &found).worth(&[0], &[(0, flagged(true))]);
        assert_eq!(worth.lost[0].f1, Some(0.0));
        assert_eq!((worth.righted, worth.wronged), (0, 0));
    }
}
