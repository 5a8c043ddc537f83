//! Intervals by resampling.

use super::figure::Counts;

/// How often a set of posts is drawn anew.
const RESAMPLES: usize = 1_000;

/// Where every interval starts drawing. One fixed number: an interval depends on its own counts alone, so that a new
/// figure in the report moves no other.
const SEED: u64 = 0x6e65_7472_615f_3031;

/// The splitmix64 generator: eight lines, no state but one number, the same on every machine.
///
/// ```
/// use netra::evaluate::SplitMix64;
/// let mut one = SplitMix64::new(7);
/// let mut other = SplitMix64::new(7);
/// assert_eq!(one.below(100), other.below(100));
/// ```
#[derive(Clone, Debug)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// Starts from a seed.
    #[must_use]
    pub fn new(seed: u64) -> SplitMix64 {
        SplitMix64(seed)
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`; 0 when the bound is 0. The bias of the multiplication is below 2⁻³² for any bound
    /// that fits 32 bits.
    pub fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.next_u64()) * (bound as u128);
        // Below `bound`, hence within usize.
        (wide >> 64) as usize
    }
}

/// What [`intervals`] returns: low and high of each, or nothing where it is defined in no resample.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Intervals {
    pub(super) precision: Option<(f64, f64)>,
    pub(super) recall: Option<(f64, f64)>,
    pub(super) f1: Option<(f64, f64)>,
}

/// 95 % percentile intervals over 1,000 resamples of the posts behind `counts`.
///
/// A post matters only by the cell it falls in, so drawing posts is drawing cells. A resample in which a measure is
/// undefined (nothing found, nothing to find) is left out of that measure.
pub(super) fn intervals(counts: &Counts) -> Intervals {
    let total = counts.total();
    if total == 0 {
        return Intervals::default();
    }
    let to_hit = counts.hits;
    let to_alarm = to_hit + counts.false_alarms;
    let to_miss = to_alarm + counts.misses;
    let mut random = SplitMix64::new(SEED);
    let mut precision = Vec::with_capacity(RESAMPLES);
    let mut recall = Vec::with_capacity(RESAMPLES);
    let mut f1 = Vec::with_capacity(RESAMPLES);
    for _ in 0..RESAMPLES {
        let mut drawn = Counts::default();
        for _ in 0..total {
            let at = random.below(total);
            if at < to_hit {
                drawn.hits += 1;
            } else if at < to_alarm {
                drawn.false_alarms += 1;
            } else if at < to_miss {
                drawn.misses += 1;
            } else {
                drawn.quiet += 1;
            }
        }
        precision.extend(drawn.precision());
        recall.extend(drawn.recall());
        f1.extend(drawn.f1());
    }
    Intervals {
        precision: percentiles(precision),
        recall: percentiles(recall),
        f1: percentiles(f1),
    }
}

/// The 2.5th and the 97.5th percentile, by nearest rank.
fn percentiles(mut values: Vec<f64>) -> Option<(f64, f64)> {
    values.sort_by(f64::total_cmp);
    let cut = values.len() / 40;
    let low = *values.get(cut)?;
    let high = *values.get(values.len() - 1 - cut)?;
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_the_published_numbers() {
        let mut random = SplitMix64::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| random.next_u64()).collect();
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn an_interval_is_the_same_each_time_and_holds_its_value() {
        let counts = Counts {
            hits: 80,
            false_alarms: 20,
            misses: 20,
            quiet: 80,
        };
        let once = intervals(&counts);
        assert_eq!(once, intervals(&counts));
        for (low, high) in [once.precision, once.recall, once.f1].into_iter().flatten() {
            assert!(low < 0.8 && 0.8 < high, "{low} {high}");
            // The textbook half width is 1.96 · √(0.8 · 0.2 / 100) = 0.078 for precision and recall.
            assert!(high - low > 0.10 && high - low < 0.18, "{low} {high}");
        }
        assert!(once.precision.is_some() && once.recall.is_some() && once.f1.is_some());
    }

    #[test]
    fn what_is_never_defined_has_no_interval() {
        assert_eq!(intervals(&Counts::default()), Intervals::default());
        let quiet = Counts {
            quiet: 9,
            ..Counts::default()
        };
        assert_eq!(intervals(&quiet), Intervals::default());
        let sure = Counts {
            hits: 5,
            ..Counts::default()
        };
        assert_eq!(intervals(&sure).f1, Some((1.0, 1.0)));
    }
}
