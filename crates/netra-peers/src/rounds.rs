//! Rounds: the engines take turns, and every round must find what the first one found.

use crate::clock::timed;
use crate::engines::Engine;

/// What one engine did on one set of posts.
pub struct Timing {
    pub name: String,
    /// Nanoseconds a post, by round.
    pub rounds: Vec<f64>,
    /// What was found, by the engine's own way of counting.
    pub found: usize,
}

impl Timing {
    pub fn median(&self) -> f64 {
        median(&self.rounds)
    }

    /// `505 (490–530)`.
    pub fn shown(&self) -> String {
        format!(
            "{:.0} ({:.0}–{:.0})",
            self.median(),
            least(&self.rounds),
            greatest(&self.rounds)
        )
    }

    /// How many times as fast as `other`: the median of the rounds' own ratios, with the least and the greatest.
    pub fn over(&self, other: &Timing) -> [f64; 3] {
        let ratios: Vec<f64> = self
            .rounds
            .iter()
            .zip(&other.rounds)
            .map(|(own, other)| other / own)
            .collect();
        [median(&ratios), least(&ratios), greatest(&ratios)]
    }
}

pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        f64::midpoint(sorted[middle - 1], sorted[middle])
    }
}

pub fn least(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::INFINITY, f64::min)
}

pub fn greatest(values: &[f64]) -> f64 {
    values.iter().copied().fold(0.0, f64::max)
}

/// Runs every engine over the posts, `rounds` times, in turns. The first, uncounted round warms up and says what there
/// is to find.
///
/// # Panics
/// When an engine finds something else in a later round: then nothing it does can be compared.
pub fn run(engines: &mut [Box<dyn Engine + '_>], texts: &[String], rounds: usize) -> Vec<Timing> {
    let mut timings: Vec<Timing> = engines
        .iter_mut()
        .map(|engine| Timing {
            name: engine.name(),
            rounds: Vec::with_capacity(rounds),
            found: scan(engine.as_mut(), texts).0,
        })
        .collect();
    for round in 0..rounds {
        for turn in 0..engines.len() {
            // Another engine begins each round, so that none always comes after the same neighbour's leavings.
            let at = (turn + round) % engines.len();
            let (engine, timing) = (&mut engines[at], &mut timings[at]);
            let (time, (found, posts)) = timed(|| scan(engine.as_mut(), texts));
            assert_eq!(
                found, timing.found,
                "{} found something else in a later round",
                timing.name
            );
            timing.rounds.push(time.as_nanos() as f64 / posts.max(1) as f64);
        }
    }
    timings
}

fn scan(engine: &mut dyn Engine, texts: &[String]) -> (usize, usize) {
    let (mut found, mut posts) = (0, 0);
    for text in texts.iter().step_by(engine.every()) {
        found += engine.scan(text);
        posts += 1;
    }
    (found, posts)
}
