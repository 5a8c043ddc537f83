//! aho-corasick on the raw text.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::Engine;

/// Leftmost-longest, ASCII caseless, with the automaton given or the one that the crate chooses.
pub struct Aho {
    name: &'static str,
    automaton: AhoCorasick,
}

impl Aho {
    pub fn new(literals: &[&str], kind: Option<AhoCorasickKind>) -> Aho {
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .kind(kind)
            .build(literals)
            .expect("the literals make an automaton");
        let name = match kind {
            Some(AhoCorasickKind::DFA) => "aho-corasick, DFA",
            _ => "aho-corasick, default",
        };
        Aho { name, automaton }
    }

    pub fn heap(&self) -> usize {
        self.automaton.memory_usage()
    }
}

impl Engine for Aho {
    fn name(&self) -> String {
        self.name.to_owned()
    }

    fn scan(&mut self, text: &str) -> usize {
        self.automaton.find_iter(text).count()
    }
}

/// Every occurrence of every literal, overlapping ones too: what the literal engines are held against.
pub struct Every {
    automaton: AhoCorasick,
}

impl Every {
    pub fn new(literals: &[&str]) -> Every {
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(literals)
            .expect("the literals make an automaton");
        Every { automaton }
    }

    pub fn count(&self, texts: &[String]) -> usize {
        let occurrences = |text: &String| self.automaton.find_overlapping_iter(text).count();
        texts.iter().map(occurrences).sum()
    }
}
