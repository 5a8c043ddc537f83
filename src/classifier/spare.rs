//! Memory of the last verdict's lists and texts, for the next one.

use std::sync::Arc;

use crate::verdict::{Score, Verdict};

/// So many texts are kept.
const MOST_TEXTS: usize = 64;

/// What earlier verdicts gave back.
#[derive(Debug, Default)]
pub(crate) struct Spare {
    texts: Vec<String>,
    names: Vec<Vec<Arc<str>>>,
    /// The drafts that become findings, with their scores, while a verdict is assembled.
    pub(super) kept: Vec<(usize, Score)>,
}

impl Spare {
    /// Takes back what a verdict without findings is made of, and empties its lists.
    pub(super) fn take_back(&mut self, verdict: &mut Verdict) {
        let room = MOST_TEXTS.saturating_sub(self.texts.len());
        self.texts
            .extend(verdict.mitigating.drain(..).map(|guard| guard.text).take(room));
        self.names
            .extend(verdict.contestants.drain(..).filter_map(|named| {
                let mut names = named.instead_of;
                names.clear();
                (names.capacity() > 0).then_some(names)
            }));
    }

    /// A copy of a text, in the smallest memory that holds it: whoever asks for the same texts again is given what was made
    /// for them.
    pub(super) fn text(&mut self, text: &str) -> String {
        let fitting = (0..self.texts.len())
            .filter(|&at| self.texts[at].capacity() >= text.len())
            .min_by_key(|&at| self.texts[at].capacity());
        let mut copy = fitting.map_or_else(String::new, |at| self.texts.swap_remove(at));
        copy.clear();
        copy.push_str(text);
        copy
    }

    /// An empty list of names with room for `most`.
    pub(super) fn names(&mut self, most: usize) -> Vec<Arc<str>> {
        self.names.pop().unwrap_or_else(|| Vec::with_capacity(most))
    }
}
