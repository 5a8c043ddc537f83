//! Whose act a phrase tells of.
//!
//! Who writes of their own act names themselves ("saya hadir di …"), asks others to come along ("yuk hadir di …") or leaves
//! the subject out ("hadir di …"). Where people of another kind stand before the act in its clause ("ribuan warga hadiri …")
//! or a headline tells of it, it is theirs.

use crate::pack::{Doer, Owner, Pack};

use super::shapes::has_headline_casing;
use super::{Analysis, Hit};

impl Analysis {
    /// Whether what begins with this word may be the author's own act.
    pub(crate) fn is_by_author(&self, pack: &Pack, doer: Doer, first: u32) -> bool {
        let here = &self.words[first as usize];
        let is = |hit: &Hit, signal: u16| pack.groups[hit.group as usize].owner == Owner::Signal(signal);
        let word = |hit: &Hit| &self.words[hit.first as usize];
        let author = |hit: &Hit| is(hit, doer.author) && word(hit).sentence == here.sentence;
        let others = |hit: &Hit| is(hit, doer.others) && hit.last <= first && word(hit).clause == here.clause;
        self.hits.iter().any(author) || !(self.hits.iter().any(others) || self.is_headline(here.sentence))
    }

    /// Whether a sentence is written like a headline.
    fn is_headline(&self, sentence: u16) -> bool {
        let from = self.words.partition_point(|word| word.sentence < sentence);
        let to = self.words.partition_point(|word| word.sentence <= sentence);
        to - from > 3 && has_headline_casing(self, from as u32..to as u32)
    }
}
