//! The same judgement without a part of the lexicon: what a term, a group, a guard or a rule is worth is a measurement.

use std::sync::Arc;

use super::Classifier;
use crate::explain::Part;
use crate::pack::{Mask, Owner};

impl Classifier {
    /// This classifier without a part of its lexicon; `None` when it has no such part.
    ///
    /// Verdicts are those of a lexicon from which the part was taken, but for one thing: the part's words stay known to
    /// the reader, so that other words are read as before. The compiled lexicon is shared, so this costs next to nothing.
    /// The version it shows is that of the whole lexicon.
    ///
    /// ```
    /// use netra::{Classifier, Part, Post};
    /// let classifier = Classifier::new();
    /// let post = Post::text("Ayo menangkan Prabowo-Gibran!");
    /// let calm = classifier.without(&Part::Signal("call".into())).expect("a signal");
    /// assert!(calm.classify(&post).score < classifier.classify(&post).score);
    /// assert!(classifier.without(&Part::Signal("no such signal".into())).is_none());
    /// ```
    #[must_use]
    pub fn without(&self, part: &Part) -> Option<Classifier> {
        let mut options = (*self.options).clone();
        options.mask = self.mask(part)?;
        Some(Classifier {
            pack: Arc::clone(&self.pack),
            options: Arc::new(options),
        })
    }

    fn mask(&self, part: &Part) -> Option<Mask> {
        let pack = &self.pack;
        let owner = |group: u32| {
            let (Owner::Signal(number) | Owner::Guard(number)) = pack.groups[group as usize].owner;
            &*pack.signals[number as usize].name
        };
        let is = |group: u32, path: &str| {
            path.strip_prefix(owner(group))
                .and_then(|rest| rest.strip_prefix('/'))
                .is_some_and(|id| *id == *pack.groups[group as usize].id)
        };
        let groups_where = |wanted: &dyn Fn(u32) -> bool| -> Option<Mask> {
            let groups: Vec<u32> = (0..pack.groups.len() as u32)
                .filter(|&group| wanted(group))
                .collect();
            let terms = (0u32..)
                .zip(pack.terms.iter())
                .filter(|(_, term)| groups.binary_search(&term.group).is_ok())
                .map(|(number, _)| number)
                .collect();
            (!groups.is_empty()).then(|| Mask::groups(groups, terms))
        };
        match part {
            Part::Signal(name) => groups_where(&|group| owner(group) == name),
            Part::Group(path) => groups_where(&|group| is(group, path)),
            Part::Term { group, term } => {
                let terms: Vec<u32> = (0u32..)
                    .zip(pack.terms.iter())
                    .filter(|(number, info)| *pack.terms.text(*number) == **term && is(info.group, group))
                    .map(|(number, _)| number)
                    .collect();
                (!terms.is_empty()).then(|| Mask::terms(terms))
            }
            Part::Rule { ban, id } => {
                let rules: Vec<u32> = (0u32..)
                    .zip(&pack.rules)
                    .filter(|(_, rule)| *rule.ban == **ban && *rule.id == **id)
                    .map(|(number, _)| number)
                    .collect();
                (!rules.is_empty()).then(|| Mask::rules(rules))
            }
        }
    }
}
