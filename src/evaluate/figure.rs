//! Counts of right and wrong, and the shares read from them.

use serde::Serialize;

use super::{bootstrap, rounded};

/// The four cells: what was found against what the labels say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Counts {
    /// Labelled and found.
    pub hits: usize,
    /// Found, but not labelled.
    pub false_alarms: usize,
    /// Labelled, but not found.
    pub misses: usize,
    /// Neither.
    pub quiet: usize,
}

impl Counts {
    /// Counts pairs of label and finding.
    pub fn of(pairs: impl IntoIterator<Item = (bool, bool)>) -> Counts {
        let mut counts = Counts::default();
        for (labelled, found) in pairs {
            counts.add(labelled, found);
        }
        counts
    }

    /// Adds one post.
    pub fn add(&mut self, labelled: bool, found: bool) {
        let cell = match (labelled, found) {
            (true, true) => &mut self.hits,
            (false, true) => &mut self.false_alarms,
            (true, false) => &mut self.misses,
            (false, false) => &mut self.quiet,
        };
        *cell += 1;
    }

    /// Takes back a post that was added.
    pub(super) fn take(&mut self, labelled: bool, found: bool) {
        let cell = match (labelled, found) {
            (true, true) => &mut self.hits,
            (false, true) => &mut self.false_alarms,
            (true, false) => &mut self.misses,
            (false, false) => &mut self.quiet,
        };
        *cell = cell.saturating_sub(1);
    }

    /// How many posts were counted.
    #[must_use]
    pub fn total(&self) -> usize {
        self.hits + self.false_alarms + self.misses + self.quiet
    }

    /// How many the labels ask for.
    #[must_use]
    pub fn labelled(&self) -> usize {
        self.hits + self.misses
    }

    /// How many were found.
    #[must_use]
    pub fn found(&self) -> usize {
        self.hits + self.false_alarms
    }

    /// The share of the found that is labelled; nothing when nothing was found.
    #[must_use]
    pub fn precision(&self) -> Option<f64> {
        ratio(self.hits, self.found())
    }

    /// The share of the labelled that is found; nothing when nothing is labelled.
    #[must_use]
    pub fn recall(&self) -> Option<f64> {
        ratio(self.hits, self.labelled())
    }

    /// The harmonic mean of precision and recall; nothing when nothing is labelled and nothing found.
    ///
    /// ```
    /// use netra::evaluate::Counts;
    /// let counts = Counts { hits: 6, false_alarms: 2, misses: 4, quiet: 8 };
    /// assert_eq!(counts.f1(), Some(12.0 / 18.0));
    /// ```
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        ratio(2 * self.hits, self.found() + self.labelled())
    }
}

/// `part` of `whole`, or nothing of nothing.
pub(super) fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A share with its 95 % bootstrap interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Estimate {
    /// The share; absent where it is not defined.
    #[serde(serialize_with = "rounded::maybe")]
    pub value: Option<f64>,
    /// Lower end of the interval.
    #[serde(serialize_with = "rounded::maybe")]
    pub low: Option<f64>,
    /// Upper end of the interval.
    #[serde(serialize_with = "rounded::maybe")]
    pub high: Option<f64>,
}

impl Estimate {
    fn new(value: Option<f64>, interval: Option<(f64, f64)>) -> Estimate {
        Estimate {
            value,
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
        }
    }
}

/// Precision, recall and F1 of one question over a set of posts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Figure {
    /// How many posts were counted.
    pub posts: usize,
    /// How many of them the labels ask for.
    pub labelled: usize,
    /// How many were found.
    pub found: usize,
    /// The share of the posts that is labelled.
    #[serde(serialize_with = "rounded::maybe")]
    pub prevalence: Option<f64>,
    /// The four cells.
    pub counts: Counts,
    /// The share of the found that is labelled.
    pub precision: Estimate,
    /// The share of the labelled that is found.
    pub recall: Estimate,
    /// Their harmonic mean.
    pub f1: Estimate,
}

impl Figure {
    /// The shares of these counts, with intervals.
    #[must_use]
    pub fn new(counts: Counts) -> Figure {
        let intervals = bootstrap::intervals(&counts);
        Figure {
            posts: counts.total(),
            labelled: counts.labelled(),
            found: counts.found(),
            prevalence: ratio(counts.labelled(), counts.total()),
            counts,
            precision: Estimate::new(counts.precision(), intervals.precision),
            recall: Estimate::new(counts.recall(), intervals.recall),
            f1: Estimate::new(counts.f1(), intervals.f1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confusion_table_worked_by_hand() {
        let pairs = [
            (true, true),
            (true, true),
            (true, true),
            (true, false),
            (false, true),
            (false, false),
        ];
        let figure = Figure::new(Counts::of(pairs));
        assert_eq!(
            figure.counts,
            Counts {
                hits: 3,
                false_alarms: 1,
                misses: 1,
                quiet: 1
            }
        );
        assert_eq!((figure.posts, figure.labelled, figure.found), (6, 4, 4));
        assert_eq!(figure.prevalence, Some(4.0 / 6.0));
        assert_eq!(figure.precision.value, Some(0.75));
        assert_eq!(figure.recall.value, Some(0.75));
        assert_eq!(figure.f1.value, Some(0.75));
    }

    #[test]
    fn nothing_found_is_no_precision_but_an_f1_of_zero() {
        let counts = Counts {
            misses: 4,
            quiet: 2,
            ..Counts::default()
        };
        assert_eq!(counts.precision(), None);
        assert_eq!(counts.recall(), Some(0.0));
        assert_eq!(counts.f1(), Some(0.0));
    }

    #[test]
    fn nothing_labelled_is_no_recall() {
        let counts = Counts {
            false_alarms: 1,
            quiet: 2,
            ..Counts::default()
        };
        assert_eq!(
            (counts.precision(), counts.recall(), counts.f1()),
            (Some(0.0), None, Some(0.0))
        );
        assert_eq!(Counts::default().f1(), None);
    }
}
