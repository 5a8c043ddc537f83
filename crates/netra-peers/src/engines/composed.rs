//! What people put together to read evasions: normalise into a new text, then search that.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Engine;

/// NFKD, marks off, lower case, leet digits to letters, runs squeezed; then the DFA over literals treated alike.
pub struct Composed {
    automaton: AhoCorasick,
    plain: String,
}

impl Composed {
    pub fn new(literals: &[&str]) -> Composed {
        let mut plain: Vec<String> = Vec::with_capacity(literals.len());
        for literal in literals {
            let mut text = String::new();
            flatten(literal, &mut text);
            plain.push(text);
        }
        plain.sort_unstable();
        plain.dedup();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(&plain)
            .expect("the literals make an automaton");
        Composed {
            automaton,
            plain: String::new(),
        }
    }
}

fn flatten(text: &str, plain: &mut String) {
    plain.clear();
    let mut before = '\0';
    for character in text.nfkd().filter(|character| !is_combining_mark(*character)) {
        for lower in character.to_lowercase() {
            let letter = match lower {
                '0' => 'o',
                '1' | '!' => 'i',
                '3' => 'e',
                '4' | '@' => 'a',
                '5' | '$' => 's',
                '7' => 't',
                other => other,
            };
            if letter != before {
                plain.push(letter);
            }
            before = letter;
        }
    }
}

impl Engine for Composed {
    fn name(&self) -> String {
        "composed: NFKD, lower, leet, squeeze, DFA".to_owned()
    }

    fn scan(&mut self, text: &str) -> usize {
        flatten(text, &mut self.plain);
        self.automaton.find_iter(&self.plain).count()
    }
}
