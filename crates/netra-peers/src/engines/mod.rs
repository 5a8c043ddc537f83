//! The engines, each behind the same two questions.

mod aho;
mod composed;
mod double_array;
mod hyperscan;
mod ours;
mod profanity;

pub use aho::{Aho, Every};
pub use composed::Composed;
pub use double_array::DoubleArray;
pub use hyperscan::Hyperscan;
pub use ours::{Normal, Path, Spans, Verdicts, paths};
pub use profanity::Profanity;

/// An engine with the terms it was given.
pub trait Engine {
    /// Its name in the table.
    fn name(&self) -> String;

    /// Reads one post; how much was found, by the engine's own way of counting.
    fn scan(&mut self, text: &str) -> usize;

    /// It reads every so many posts only.
    fn every(&self) -> usize {
        1
    }
}
