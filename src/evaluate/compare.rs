//! Two runs over the same posts: which posts changed, and whether the change is more than chance.

use serde::Serialize;

use super::labelled::LabelledPost;
use super::outcome::{Outcome, words};
use super::rounded;
use super::worst::Aspect;
use crate::verdict::Score;

/// What changed between two runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// How many posts were compared.
    pub posts: usize,
    /// Right and wrong of both runs, per question.
    pub questions: Vec<McNemar>,
    /// The posts whose flagged findings changed, in the posts' order.
    pub changes: Vec<Change>,
}

/// McNemar's table: posts that both runs got right, only one of them, or none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct McNemar {
    /// The question.
    pub aspect: Aspect,
    /// Right in both runs.
    pub both: usize,
    /// Right before, wrong after.
    pub only_before: usize,
    /// Wrong before, right after.
    pub only_after: usize,
    /// Wrong in both runs.
    pub neither: usize,
    /// How likely a split of the differing posts at least as uneven is by chance (exact, two-sided).
    #[serde(serialize_with = "rounded::share")]
    pub p_value: f64,
}

/// A post whose flagged findings changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The post's place among those given.
    pub index: usize,
    /// The post's name.
    pub id: String,
    /// What the labels say.
    pub label: String,
    /// What was found before.
    pub before: String,
    /// What was found after.
    pub after: String,
    /// The post's score before.
    pub score_before: Score,
    /// The post's score after.
    pub score_after: Score,
}

/// Compares two runs over the same posts, in the same order, on violation, favour, against and these bans.
#[must_use]
pub fn compare(posts: &[LabelledPost], before: &[Outcome], after: &[Outcome], bans: &[&str]) -> Comparison {
    let rows = || posts.iter().zip(before.iter().zip(after));
    let sides = [Aspect::Violation, Aspect::Favour, Aspect::Against];
    let asked = sides
        .into_iter()
        .chain(bans.iter().map(|&ban| Aspect::Ban(ban.to_owned())));
    let questions = asked
        .map(|aspect| {
            let mut cells = [[0_usize; 2]; 2];
            for (post, (before, after)) in rows() {
                if let Some(label) = aspect.label(post) {
                    let right = |outcome: &Outcome| usize::from(aspect.found(outcome) == label);
                    cells[right(before)][right(after)] += 1;
                }
            }
            let [[neither, only_after], [only_before, both]] = cells;
            McNemar {
                aspect,
                both,
                only_before,
                only_after,
                neither,
                p_value: p_value(only_before, only_after),
            }
        })
        .collect();
    let changes = rows()
        .enumerate()
        .filter(|(_, (_, (before, after)))| {
            (before.flagged, &before.stance, &before.bans) != (after.flagged, &after.stance, &after.bans)
        })
        .map(|(index, (post, (before, after)))| Change {
            index,
            id: post.id.clone(),
            label: words(&post.stance, &post.bans),
            before: words(&before.stance, &before.bans),
            after: words(&after.stance, &after.bans),
            score_before: before.score,
            score_after: after.score,
        })
        .collect();
    Comparison {
        posts: rows().count(),
        questions,
        changes,
    }
}

/// Two-sided exact binomial test of `one` against `other` at one half.
fn p_value(one: usize, other: usize) -> f64 {
    let total = one + other;
    // The logarithm of a binomial coefficient, built up step by step; halving 2⁻ⁿ in logarithms avoids underflow.
    let mut log_term = -(total as f64) * std::f64::consts::LN_2;
    let mut tail = log_term.exp();
    for taken in 1..=one.min(other) {
        log_term += ((total - taken + 1) as f64).ln() - (taken as f64).ln();
        tail += log_term.exp();
    }
    (2.0 * tail).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Stance;

    #[test]
    fn the_exact_test_worked_by_hand() {
        assert!((p_value(0, 0) - 1.0).abs() < 1e-12);
        // 1 of 6 or fewer, both ways: 2 · (1 + 6) / 64.
        assert!((p_value(1, 5) - 14.0 / 64.0).abs() < 1e-12);
        assert!((p_value(5, 1) - p_value(1, 5)).abs() < 1e-12);
        assert!((p_value(3, 3) - 1.0).abs() < 1e-12);
        assert!(p_value(2_000, 3_000) < 1e-9);
    }

    #[test]
    fn changed_posts_are_listed_and_sorted_into_the_table() {
        let post = |id: &str, stance: &[Stance]| LabelledPost {
            id: id.into(),
            stance: stance.to_vec(),
            ..LabelledPost::default()
        };
        let yes = Outcome {
            flagged: true,
            stance: vec![Stance::Favour],
            ..Outcome::default()
        };
        let no = Outcome::default();
        let posts = [
            post("a", &[Stance::Favour]),
            post("b", &[]),
            post("c", &[Stance::Favour]),
            post("d", &[Stance::Favour]),
        ];
        let seen = compare(
            &posts,
            &[no.clone(), no.clone(), yes.clone(), no],
            &[yes.clone(), yes.clone(), yes.clone(), yes],
            &["social-like"],
        );
        let violation = &seen.questions[0];
        assert_eq!(
            (
                violation.both,
                violation.only_before,
                violation.only_after,
                violation.neither
            ),
            (1, 1, 2, 0)
        );
        let changed: Vec<_> = seen.changes.iter().map(|change| change.id.as_str()).collect();
        assert_eq!(changed, ["a", "b", "d"]);
        assert_eq!(seen.questions[3].both, 4);
        assert_eq!(
            (seen.changes[0].before.as_str(), seen.changes[0].after.as_str()),
            ("nothing", "favour")
        );
    }
}
