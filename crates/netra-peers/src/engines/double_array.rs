//! daachorse: Aho-Corasick in a double array.

use daachorse::{DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder, MatchKind};

use super::Engine;

/// Leftmost-longest on a lower-cased copy, because it knows no case.
pub struct DoubleArray {
    automaton: DoubleArrayAhoCorasick<u32>,
    lower: String,
}

impl DoubleArray {
    pub fn new(literals: &[&str]) -> DoubleArray {
        DoubleArray {
            automaton: DoubleArrayAhoCorasickBuilder::new()
                .match_kind(MatchKind::LeftmostLongest)
                .build(literals)
                .expect("the literals make an automaton"),
            lower: String::new(),
        }
    }
}

impl Engine for DoubleArray {
    fn name(&self) -> String {
        "daachorse on lower-cased text".to_owned()
    }

    fn scan(&mut self, text: &str) -> usize {
        self.lower.clear();
        self.lower.push_str(text);
        self.lower.make_ascii_lowercase();
        self.automaton.leftmost_find_iter(&self.lower).count()
    }
}
