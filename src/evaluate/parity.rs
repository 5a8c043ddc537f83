//! Whether the same sentence scores alike whoever is named in it.

use serde::Serialize;

use super::outcome::Outcome;
use crate::verdict::Score;

/// So far apart may the scores of one sentence lie, in ten-thousandths.
pub const TOLERANCE: u16 = 200;

/// One sentence with one thing swapped in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swapped {
    /// What was swapped in: a contestant's id, a region's code, a form of address.
    pub what: String,
    /// What was found.
    pub outcome: Outcome,
}

/// How alike one sentence scores.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// How many were swapped in.
    pub swapped: usize,
    /// The lowest score.
    pub low: Score,
    /// The median score; of two in the middle the lower.
    pub middle: Score,
    /// The highest score.
    pub high: Score,
    /// How many are flagged.
    pub flagged: usize,
    /// How many take another set of sides than most.
    pub other_sides: usize,
    /// Whether all lie within the tolerance and take the same sides.
    pub even: bool,
    /// What scores furthest from the median or takes other sides, worst first; empty where the sentence is even.
    pub odd: Vec<Odd>,
}

/// Something swapped in that scores unlike the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Odd {
    /// What was swapped in.
    pub what: String,
    /// Its score.
    pub score: Score,
    /// Whether the post is flagged.
    pub flagged: bool,
    /// The sides found, as words.
    pub sides: Vec<&'static str>,
}

/// So many odd ones are kept of a sentence.
const MOST_ODD: usize = 8;

impl Spread {
    /// How far apart the lowest and the highest score lie, in ten-thousandths.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.high.ten_thousandths() - self.low.ten_thousandths()
    }

    /// Compares the scores of one sentence: even if no two lie further apart than `tolerance` ten-thousandths and all
    /// take the same sides.
    ///
    /// ```
    /// use netra::Score;
    /// use netra::evaluate::{Outcome, Spread, Swapped, TOLERANCE};
    /// let swapped = |what: &str, score| Swapped {
    ///     what: what.into(),
    ///     outcome: Outcome { score: Score::from_ten_thousandths(score), ..Outcome::default() },
    /// };
    /// assert!(Spread::of(&[swapped("a", 9_000), swapped("b", 9_200)], TOLERANCE).even);
    /// let uneven = Spread::of(&[swapped("a", 9_000), swapped("b", 9_000), swapped("c", 6_000)], TOLERANCE);
    /// assert_eq!((uneven.even, uneven.odd[0].what.as_str()), (false, "c"));
    /// ```
    #[must_use]
    pub fn of(swapped: &[Swapped], tolerance: u16) -> Spread {
        let mut scores: Vec<Score> = swapped.iter().map(|one| one.outcome.score).collect();
        scores.sort_unstable();
        let Some((&low, &high)) = scores.first().zip(scores.last()) else {
            return Spread {
                even: true,
                ..Spread::default()
            };
        };
        let middle = scores[(scores.len() - 1) / 2];
        let usual = usual(swapped);
        let differs = |one: &Swapped| sides(&one.outcome) != usual;
        let other_sides = swapped.iter().filter(|one| differs(one)).count();
        let mut spread = Spread {
            swapped: swapped.len(),
            low,
            middle,
            high,
            flagged: swapped.iter().filter(|one| one.outcome.flagged).count(),
            other_sides,
            even: high.ten_thousandths() - low.ten_thousandths() <= tolerance && other_sides == 0,
            odd: Vec::new(),
        };
        if !spread.even {
            let off = |one: &Swapped| {
                let score = one.outcome.score.ten_thousandths();
                (score.abs_diff(middle.ten_thousandths()), differs(one))
            };
            let mut furthest: Vec<&Swapped> = swapped
                .iter()
                .filter(|one| off(one).0 > tolerance / 2 || differs(one))
                .collect();
            furthest.sort_by_key(|one| std::cmp::Reverse(off(one)));
            spread.odd = furthest.into_iter().take(MOST_ODD).map(odd).collect();
        }
        spread
    }
}

fn sides(outcome: &Outcome) -> Vec<&'static str> {
    outcome.stance.iter().map(|side| side.as_str()).collect()
}

/// The sides that most take.
fn usual(swapped: &[Swapped]) -> Vec<&'static str> {
    let mut seen: Vec<(Vec<&'static str>, usize)> = Vec::new();
    for one in swapped {
        let sides = sides(&one.outcome);
        match seen.iter_mut().find(|known| known.0 == sides) {
            Some(known) => known.1 += 1,
            None => seen.push((sides, 1)),
        }
    }
    let most = seen.iter().map(|known| known.1).max().unwrap_or(0);
    // Of equally many the first seen.
    seen.into_iter()
        .find(|known| known.1 == most)
        .map_or_else(Vec::new, |known| known.0)
}

fn odd(one: &Swapped) -> Odd {
    Odd {
        what: one.what.clone(),
        score: one.outcome.score,
        flagged: one.outcome.flagged,
        sides: sides(&one.outcome),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Stance;

    fn swapped(what: &str, score: u16, stance: &[Stance]) -> Swapped {
        Swapped {
            what: what.into(),
            outcome: Outcome {
                flagged: !stance.is_empty(),
                score: Score::from_ten_thousandths(score),
                stance: stance.to_vec(),
                ..Outcome::default()
            },
        }
    }

    #[test]
    fn a_spread_worked_by_hand() {
        let all = [
            swapped("a", 8_000, &[Stance::Favour]),
            swapped("b", 8_100, &[Stance::Favour]),
            swapped("c", 8_200, &[Stance::Favour]),
            swapped("d", 8_201, &[Stance::Favour]),
        ];
        let spread = Spread::of(&all, 200);
        assert_eq!(spread.middle.ten_thousandths(), 8_100);
        assert_eq!((spread.width(), spread.even, spread.swapped), (201, false, 4));
        assert!(Spread::of(&all[..3], 200).even);
        assert!(Spread::of(&all[..3], 200).odd.is_empty());
        assert!(Spread::of(&[], 200).even);
    }

    #[test]
    fn equal_scores_on_different_sides_are_not_even() {
        let all = [
            swapped("a", 8_000, &[Stance::Favour]),
            swapped("b", 8_000, &[Stance::Against]),
            swapped("c", 8_000, &[Stance::Favour]),
        ];
        let spread = Spread::of(&all, 200);
        assert!(!spread.even);
        assert_eq!(spread.other_sides, 1);
        assert_eq!((spread.odd.len(), spread.odd[0].what.as_str()), (1, "b"));
        assert_eq!(spread.odd[0].sides, ["against"]);
    }
}
