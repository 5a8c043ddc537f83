//! rustrict: a filter that reads evasions too, with our words in place of its own.

use rustrict::{Censor, Trie, Type};

use super::Engine;

/// Its whole analysis of a post.
pub struct Profanity {
    words: &'static Trie,
}

impl Profanity {
    pub fn new(literals: &[&str]) -> Profanity {
        let mut words = Trie::new();
        for literal in literals {
            words.set(literal, Type::OFFENSIVE & Type::MODERATE);
        }
        // It takes words for the life of the program only; one set is made a run.
        Profanity {
            words: Box::leak(Box::new(words)),
        }
    }
}

impl Engine for Profanity {
    fn name(&self) -> String {
        "rustrict".to_owned()
    }

    fn scan(&mut self, text: &str) -> usize {
        let found = Censor::from_str(text).with_trie(self.words).analyze();
        usize::from(found.is(Type::OFFENSIVE))
    }

    fn every(&self) -> usize {
        20
    }
}
