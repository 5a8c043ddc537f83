//! The first rooms alone: what was found in a text and where, without rules and law.

use std::ops::Range;

use super::Classifier;
use super::scratch::Scratch;
use crate::reading::{Analysis, Field};

impl Classifier {
    /// Normalises and matches a text: the bytes of every name and phrase of the lexicon in it, names first, each in the
    /// order of the text. Names are not yet weighed against their company, and places in terms are filled by all of
    /// them. This is the work that a bare matcher does, to be compared with one, or to mark a text.
    ///
    /// Spans lie on character boundaries of `text`.
    ///
    /// ```
    /// use netra::{Classifier, Scratch};
    /// let classifier = Classifier::new();
    /// let mut scratch = Scratch::new();
    /// let text = "Semoga m3nang, Prabowoooo!";
    /// let found: Vec<&str> = classifier.spans_with(&mut scratch, text).map(|span| &text[span]).collect();
    /// assert_eq!(found, ["Prabowoooo", "Semoga m3nang", "m3nang"]);
    /// ```
    pub fn spans_with<'s>(
        &self,
        scratch: &'s mut Scratch,
        text: &str,
    ) -> impl Iterator<Item = Range<usize>> + use<'s> {
        scratch.used = 0;
        let analysis = scratch.next_field();
        analysis.begin(&self.pack, Field::Text, text);
        analysis.find_terms(&self.pack, &self.options.mask);
        let analysis: &'s Analysis = analysis;
        let mentions = analysis
            .mentions
            .iter()
            .map(|mention| (mention.first, mention.last));
        let hits = analysis.hits.iter().map(|hit| (hit.first, hit.last));
        mentions
            .chain(hits)
            .map(|(first, last)| analysis.span(first, last))
    }
}
