//! What is reused from post to post.

use super::applications::Applications;
use super::spare::Spare;
use crate::explain::Trace;
use crate::reading::{Analysis, Settling};
use crate::rules::{ActedOn, Drafts, Entry, Stances, Turn};
use crate::verdict::Verdict;

/// Memory that is reused from post to post. One per thread.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(crate) verdict: Verdict,
    pub(crate) spare: Spare,
    /// One analysis per field; the first `used` belong to the post at hand.
    pub(crate) fields: Vec<Analysis>,
    pub(crate) used: usize,
    /// A piece of a long text, while its passages stand in its place.
    pub(crate) piece: Analysis,
    pub(crate) settling: Settling,
    /// Which contests are in play, once it has been asked.
    pub(crate) in_play: Vec<(u32, bool)>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) drafts: Drafts,
    pub(crate) stances: Stances,
    pub(crate) turn: Turn,
    pub(crate) applications: Applications,
    pub(crate) acted_on: ActedOn,
    /// What was acted on counts as if the author had said it.
    pub(crate) taken_over: bool,
    /// A number stood for nobody, because numbers were not drawn yet.
    pub(crate) undrawn: bool,
}

impl Scratch {
    /// Empty memory.
    #[must_use]
    pub fn new() -> Scratch {
        Scratch::default()
    }

    /// What judging a post left behind.
    pub(super) fn trace(&self) -> Trace<'_> {
        Trace {
            fields: &self.fields[..self.used],
            entries: &self.entries,
            drafts: &self.drafts,
            stances: self.stances,
        }
    }

    pub(crate) fn next_field(&mut self) -> &mut Analysis {
        if self.used == self.fields.len() {
            self.fields.push(Analysis::default());
        }
        self.used += 1;
        &mut self.fields[self.used - 1]
    }
}
