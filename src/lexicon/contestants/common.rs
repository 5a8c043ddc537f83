//! Words that mean too many things to count alone.

use std::collections::HashSet;

/// Common given names and ordinary words.
#[derive(Clone, Debug, Default)]
pub struct Common {
    words: HashSet<Box<str>>,
}

impl Common {
    /// Reads word lists: one word a line, `#` starts a comment.
    #[must_use]
    pub fn read(texts: &[&str]) -> Common {
        let words = texts
            .iter()
            .flat_map(|text| text.lines())
            .map(|line| line.split('#').next().unwrap_or_default().trim())
            .filter(|word| !word.is_empty())
            .map(|word| word.to_lowercase().into())
            .collect();
        Common { words }
    }

    /// The lists that come with the lexicon.
    #[must_use]
    pub fn builtin() -> Common {
        Common::read(&[super::COMMON_NAMES, super::ORDINARY_WORDS])
    }

    /// Whether the word is a common name or an ordinary word. Two letters or less are always common: they are
    /// abbreviations of many things.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        word.chars().count() <= 2 || self.words.contains(word)
    }

    /// Whether a name made of these words counts alone: three words or more do, two unless both are common, a single
    /// one never. (A single word that does is listed in the table, after someone has looked at it.)
    pub(super) fn counts_alone(&self, words: &[&str]) -> bool {
        // An initial says nothing, nor does the "I" of "I Made".
        let words: Vec<&str> = words
            .iter()
            .copied()
            .filter(|word| word.chars().count() > 1)
            .collect();
        match words[..] {
            [] | [_] => false,
            [first, second] => !(self.has(first) && self.has(second)),
            _ => true,
        }
    }
}
