//! Which names were found in a post: for measuring how often a name is read, and where it should not be.

use std::sync::Arc;

use super::{Classifier, Judge, Scratch, pieces};
use crate::post::Post;
use crate::reading::{Analysis, Mention};
use crate::verdict::Certainty;

/// A name that was read as a contestant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameHit {
    /// The name in normal form.
    pub term: String,
    /// Who is meant.
    pub contestant: Arc<str>,
    /// How they are named: `pair`, `full`, `short`, …
    pub form: &'static str,
    /// Whether the name counts without company.
    pub alone: bool,
    /// How sure the reading is.
    pub certainty: Certainty,
}

impl Classifier {
    /// The names that a post is read to contain, in order of appearance. Costs as much as a verdict.
    ///
    /// ```
    /// use netra::{Classifier, Post};
    /// let names = Classifier::new().names(&Post::text("Pak Prabowo dan Mahfuuud MD"));
    /// let terms: Vec<&str> = names.iter().map(|name| name.term.as_str()).collect();
    /// assert_eq!(terms, ["prabowo", "mahfud md"]);
    /// ```
    #[must_use]
    pub fn names(&self, post: &Post<'_>) -> Vec<NameHit> {
        let mut scratch = Scratch::default();
        let mut names = Vec::new();
        if pieces::is_long(post) {
            let judge = Judge::new(&self.pack, &self.options, &mut scratch, post);
            judge.visit_pieces(|pieces, fields| {
                let first =
                    |analysis: &Analysis, mention: &Mention| analysis.span(mention.first, mention.last).start;
                let new = |analysis: &Analysis, mention: &Mention| {
                    pieces.is_new(analysis.field, first(analysis, mention))
                };
                self.names_in(fields, new, &mut names);
            });
            return names;
        }
        self.judge(&mut scratch, post);
        self.names_in(&scratch.fields[..scratch.used], |_, _| true, &mut names);
        names
    }

    /// Adds the names in these fields that are wanted.
    fn names_in(
        &self,
        fields: &[Analysis],
        wanted: impl Fn(&Analysis, &Mention) -> bool,
        names: &mut Vec<NameHit>,
    ) {
        for analysis in fields {
            for mention in &analysis.mentions {
                let (Some(_), Some(number)) = (mention.surface, mention.contestant) else {
                    continue;
                };
                if !wanted(analysis, mention) {
                    continue;
                }
                let words = &analysis.words[mention.first as usize..mention.last as usize];
                let words: Vec<&str> = words
                    .iter()
                    .map(|word| self.pack.vocabulary.text(word.symbol))
                    .collect();
                names.push(NameHit {
                    term: words.join(" "),
                    contestant: self.pack.contestants.shared_id(number),
                    form: mention.form.as_str(),
                    alone: mention.alone,
                    certainty: mention.certainty,
                });
            }
        }
    }
}
