//! Random numbers for tests. Measurement has better ones, but rooms do not look into each other.

/// A linear congruential generator (Knuth's MMIX); its upper bits are good enough to draw test data.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// A number from 0 up to, not including, 1.
    pub(super) fn share(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        f64::from((self.0 >> 33) as u32) / f64::from(1_u32 << 31)
    }

    /// A number below `bound`.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        (self.share() * f64::from(bound)) as u32
    }
}
