//! The question that is asked of a post, and the posts on which the answer is most wrong.

use std::fmt;

use serde::{Serialize, Serializer};

use super::labelled::LabelledPost;
use super::outcome::{Outcome, words};
use crate::verdict::{Score, Stance};

/// What is asked of a post.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Aspect {
    /// Is some ban breached?
    Violation,
    /// Does it take a contestant's side?
    Favour,
    /// Does it take sides against one?
    Against,
    /// Is this ban breached?
    Ban(String),
}

impl Aspect {
    /// Reads `violation`, `favour`, `against`; any other word is a ban's id.
    #[must_use]
    pub fn parse(word: &str) -> Aspect {
        match word {
            "violation" => Aspect::Violation,
            "favour" => Aspect::Favour,
            "against" => Aspect::Against,
            ban => Aspect::Ban(ban.to_owned()),
        }
    }

    /// The word that [`Aspect::parse`] reads.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Aspect::Violation => "violation",
            Aspect::Favour => "favour",
            Aspect::Against => "against",
            Aspect::Ban(ban) => ban,
        }
    }

    /// What the labels answer; nothing where the annotators differed.
    #[must_use]
    pub fn label(&self, post: &LabelledPost) -> Option<bool> {
        let of_stance = |answer: bool| (!post.contested).then_some(answer);
        match self {
            Aspect::Violation => of_stance(post.is_violation()),
            Aspect::Favour => of_stance(post.takes(Stance::Favour)),
            Aspect::Against => of_stance(post.takes(Stance::Against)),
            Aspect::Ban(ban) => post.shows(ban),
        }
    }

    /// What the verdict answers.
    #[must_use]
    pub fn found(&self, outcome: &Outcome) -> bool {
        match self {
            Aspect::Violation => outcome.flagged,
            Aspect::Favour => outcome.takes(Stance::Favour),
            Aspect::Against => outcome.takes(Stance::Against),
            Aspect::Ban(ban) => outcome.has_ban(ban),
        }
    }

    /// How sure the verdict is that the answer is yes.
    #[must_use]
    pub fn score(&self, outcome: &Outcome) -> Score {
        match self {
            Aspect::Favour => outcome.favour,
            Aspect::Against => outcome.against,
            Aspect::Violation => outcome.score,
            Aspect::Ban(ban) => outcome.ban_score(ban),
        }
    }
}

impl fmt::Display for Aspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Aspect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A post on which labels and verdict differ. Its text is not in here: who has the posts can look it up by `index`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Miss {
    /// The post's place among those given.
    pub index: usize,
    /// The post's name.
    pub id: String,
    /// Where the two differ most.
    pub aspect: Aspect,
    /// Found without a label (`true`), or labelled and not found (`false`).
    pub false_alarm: bool,
    /// How sure the verdict is of a yes.
    pub score: Score,
    /// What the labels say.
    pub label: String,
    /// What was found.
    pub found: String,
}

/// The `most` posts with the surest wrong answers to any of these questions, worst first; equals in the posts' order.
#[must_use]
pub fn worst(posts: &[LabelledPost], outcomes: &[Outcome], asked: &[Aspect], most: usize) -> Vec<Miss> {
    let mut wrong: Vec<(u16, Miss)> = Vec::new();
    for (index, (post, outcome)) in posts.iter().zip(outcomes).enumerate() {
        let mut here: Option<(u16, Miss)> = None;
        for aspect in asked {
            let found = aspect.found(outcome);
            if aspect.label(post).is_none_or(|label| label == found) {
                continue;
            }
            let score = aspect.score(outcome);
            let parts = score.ten_thousandths();
            let off = if found { parts } else { 10_000 - parts };
            // Strictly more: of equal distances the first question asked is named.
            if here.as_ref().is_none_or(|(most_off, _)| off > *most_off) {
                let miss = Miss {
                    index,
                    id: post.id.clone(),
                    aspect: aspect.clone(),
                    false_alarm: found,
                    score,
                    label: words(&post.stance, &post.bans),
                    found: words(&outcome.stance, &outcome.bans),
                };
                here = Some((off, miss));
            }
        }
        wrong.extend(here);
    }
    // The sort is stable, so equals stay in the posts' order.
    wrong.sort_by_key(|(off, _)| std::cmp::Reverse(*off));
    wrong.into_iter().take(most).map(|(_, miss)| miss).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surest_error_comes_first_and_contested_posts_never() {
        let labelled = |id: &str, stance: &[Stance], contested| LabelledPost {
            id: id.into(),
            stance: stance.to_vec(),
            contested,
            ..LabelledPost::default()
        };
        let outcome = |flagged, score| Outcome {
            flagged,
            score: Score::from_ten_thousandths(score),
            stance: if flagged { vec![Stance::Favour] } else { Vec::new() },
            ..Outcome::default()
        };
        let posts = [
            labelled("weak", &[], false),
            labelled("right", &[Stance::Favour], false),
            labelled("sure", &[Stance::Favour], false),
            labelled("contested", &[], true),
        ];
        let outcomes = [
            outcome(true, 6_000),
            outcome(true, 9_000),
            outcome(false, 100),
            outcome(true, 9_900),
        ];
        let list = worst(&posts, &outcomes, &[Aspect::Violation], 9);
        let ids: Vec<_> = list
            .iter()
            .map(|miss| (miss.id.as_str(), miss.false_alarm))
            .collect();
        assert_eq!(ids, [("sure", false), ("weak", true)]);
        assert_eq!(
            (list[0].label.as_str(), list[0].found.as_str()),
            ("favour", "nothing")
        );
        assert_eq!(worst(&posts, &outcomes, &[Aspect::Violation], 1).len(), 1);
    }
}
