//! Words that return in many leads are written once and named by their number: a report of 50,000 leads stays a file
//! that a browser opens.

use std::collections::HashMap;
use std::sync::Arc;

/// Words by number, in order of their first use.
#[derive(Debug, Default)]
pub(crate) struct Table {
    words: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Table {
    /// The number of a word, which is added if it is new.
    pub(crate) fn put(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let word: Arc<str> = Arc::from(word);
        // More words than 32 bits count do not fit into memory.
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(Arc::clone(&word));
        self.numbers.insert(word, number);
        number
    }

    /// The word with this number; empty where there is none.
    pub(crate) fn word(&self, number: u32) -> &str {
        self.words.get(number as usize).map_or("", |word| word)
    }

    /// All words, in order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &**word)
    }
}

/// The tables that the leads of a report share.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) bans: Table,
    pub(crate) contestants: Table,
    pub(crate) periods: Table,
    pub(crate) classes: Table,
    /// Instrument, article and status, parted by [`Tables::BAR`].
    pub(crate) citations: Table,
    pub(crate) signals: Table,
    pub(crate) guards: Table,
    pub(crate) terms: Table,
    pub(crate) readings: Table,
    pub(crate) fields: Table,
    pub(crate) notes: Table,
    pub(crate) policies: Table,
    pub(crate) regions: Table,
    pub(crate) platforms: Table,
    pub(crate) statuses: Table,
}

impl Tables {
    /// Parts what a citation is made of; no text holds it.
    pub(crate) const BAR: char = '\u{1f}';
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number() {
        let mut table = Table::default();
        assert_eq!((table.put("a"), table.put("b"), table.put("a")), (0, 1, 0));
        assert_eq!(table.word(1), "b");
        assert_eq!(table.word(2), "");
        assert_eq!(table.words().count(), 2);
    }
}
