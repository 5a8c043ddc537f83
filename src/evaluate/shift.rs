//! How many posts of a corpus change between two lexicons, whether the posts are labelled or not.

use std::collections::BTreeMap;

use serde::Serialize;

use super::outcome::{Outcome, words};
use crate::verdict::Score;

/// The posts of a corpus whose flagged findings change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shifts {
    /// How the corpus is called.
    pub corpus: String,
    /// All its posts.
    pub all: ShiftCount,
    /// By source, in the order of their names.
    pub sources: BTreeMap<String, ShiftCount>,
    /// The changed posts, in order.
    pub changes: Vec<ShiftedPost>,
}

/// How many of how many change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ShiftCount {
    /// How many posts were judged twice.
    pub posts: usize,
    /// Flagged before.
    pub flagged_before: usize,
    /// Flagged after.
    pub flagged_after: usize,
    /// Flagged only after.
    pub newly: usize,
    /// Flagged only before.
    pub no_longer: usize,
    /// Flagged both times, for another side or other bans.
    pub otherwise: usize,
}

/// A post whose flagged findings change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShiftedPost {
    /// Its place in the corpus.
    pub index: usize,
    /// Its name.
    pub id: String,
    /// What was found before.
    pub before: String,
    /// What is found after.
    pub after: String,
    /// Its score before.
    pub score_before: Score,
    /// Its score after.
    pub score_after: Score,
}

impl ShiftCount {
    fn add(&mut self, before: &Outcome, after: &Outcome) {
        self.posts += 1;
        self.flagged_before += usize::from(before.flagged);
        self.flagged_after += usize::from(after.flagged);
        match (before.flagged, after.flagged) {
            (false, true) => self.newly += 1,
            (true, false) => self.no_longer += 1,
            _ => self.otherwise += usize::from(differ(before, after)),
        }
    }

    /// How many posts change.
    #[must_use]
    pub fn changed(&self) -> usize {
        self.newly + self.no_longer + self.otherwise
    }
}

impl Shifts {
    /// An empty count.
    #[must_use]
    pub fn new(corpus: &str) -> Shifts {
        Shifts {
            corpus: corpus.to_owned(),
            ..Shifts::default()
        }
    }

    /// Adds the next post.
    ///
    /// ```
    /// use netra::evaluate::{Outcome, Shifts};
    /// let mut shifts = Shifts::new("a feed");
    /// let flagged = Outcome { flagged: true, ..Outcome::default() };
    /// shifts.add("7", "forum", &Outcome::default(), &flagged);
    /// assert_eq!((shifts.all.newly, shifts.changes.len()), (1, 1));
    /// ```
    pub fn add(&mut self, id: &str, source: &str, before: &Outcome, after: &Outcome) {
        let index = self.all.posts;
        self.all.add(before, after);
        self.sources
            .entry(source.to_owned())
            .or_default()
            .add(before, after);
        if differ(before, after) {
            self.changes.push(ShiftedPost {
                index,
                id: id.to_owned(),
                before: words(&before.stance, &before.bans),
                after: words(&after.stance, &after.bans),
                score_before: before.score,
                score_after: after.score,
            });
        }
    }
}

fn differ(before: &Outcome, after: &Outcome) -> bool {
    (before.flagged, &before.stance, &before.bans) != (after.flagged, &after.stance, &after.bans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Stance;

    #[test]
    fn changes_are_counted_by_kind_and_source() {
        let no = Outcome::default();
        let yes = Outcome {
            flagged: true,
            stance: vec![Stance::Favour],
            ..Outcome::default()
        };
        let other = Outcome {
            stance: vec![Stance::Against],
            ..yes.clone()
        };
        let mut shifts = Shifts::new("c");
        for (before, after, source) in [
            (&no, &yes, "s"),
            (&yes, &no, "s"),
            (&yes, &other, "t"),
            (&yes, &yes, "t"),
        ] {
            shifts.add("x", source, before, after);
        }
        let all = shifts.all;
        assert_eq!(
            (all.newly, all.no_longer, all.otherwise, all.changed()),
            (1, 1, 1, 3)
        );
        assert_eq!((all.flagged_before, all.flagged_after), (3, 3));
        assert_eq!(shifts.sources["t"].changed(), 1);
        let places: Vec<usize> = shifts.changes.iter().map(|change| change.index).collect();
        assert_eq!(places, [0, 1, 2]);
        assert_eq!(
            (
                shifts.changes[2].before.as_str(),
                shifts.changes[2].after.as_str()
            ),
            ("favour", "against")
        );
    }
}
