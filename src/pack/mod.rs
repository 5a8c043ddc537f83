//! The pack: a lexicon, compiled. Everything that judging a post needs, in one piece, shared by all threads.

mod compile;
mod fitted;
mod group;
mod mask;
mod names;
mod roster;
mod rule;
mod stored;
mod terms;
mod words;

use std::sync::Arc;

pub(crate) use compile::compile;
pub(crate) use fitted::{Calibration, Table};
pub(crate) use group::{Flip, Form, GroupInfo, Lean, NegatorKind, Owner, Reach, Rivals, Shaped};
pub(crate) use mask::Mask;
pub(crate) use names::{Contest, ListPlace, SurfaceEntry};
pub(crate) use roster::{Meanings, Roster};
pub(crate) use rule::{Agenda, CompiledRule, Doer, Need, Side, Signals};
pub use stored::PackHeader;
pub(crate) use stored::{load, shipped, store};
pub(crate) use terms::{TermInfo, Terms};

use crate::law::Law;
use crate::matcher::{Readings, Trie, Vocabulary};
use crate::normalise::Normaliser;
use crate::verdict::Stance;

/// A signal, by number.
#[derive(Clone, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct SignalInfo {
    pub(crate) name: Arc<str>,
    /// The name without `guard:`, as verdicts have it.
    pub(crate) spoken: Arc<str>,
}

/// What lines of ledgers are called that are no entries.
#[derive(Clone, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Labels {
    pub(crate) rule: Arc<str>,
    pub(crate) stance: Arc<str>,
    pub(crate) target: Arc<str>,
    pub(crate) favour: Arc<str>,
    pub(crate) against: Arc<str>,
}

impl Labels {
    pub(crate) fn new() -> Labels {
        Labels {
            rule: Arc::from("rule"),
            stance: Arc::from("stance"),
            target: Arc::from("target"),
            favour: Arc::from(Stance::Favour.as_str()),
            against: Arc::from(Stance::Against.as_str()),
        }
    }

    /// The side taken.
    pub(crate) fn side(&self, stance: Stance) -> Arc<str> {
        Arc::clone(match stance {
            Stance::Favour => &self.favour,
            Stance::Against => &self.against,
        })
    }
}

/// A compiled lexicon.
#[derive(Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Pack {
    /// Version and digest.
    pub(crate) version: Arc<str>,
    /// The digest of the lexicon's files.
    pub(crate) lexicon: u64,
    /// The engine's version, shared with every verdict; never stored.
    #[borsh(skip)]
    pub(crate) engine: Arc<str>,
    /// Notes, shared with verdicts.
    pub(crate) notes: Vec<Arc<str>>,
    /// What lines of ledgers are called that are no entries, shared with verdicts.
    pub(crate) labels: Labels,
    /// Names of readings, in the order of [`crate::normalise::ReadBy::NAMES`], shared with verdicts.
    pub(crate) reading_names: Vec<Arc<str>>,
    /// Names of fields, shared with verdicts.
    pub(crate) field_names: [Arc<str>; 5],
    pub(crate) normaliser: Normaliser,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) readings: Readings,
    /// Names: payloads are surfaces.
    pub(crate) names: Trie,
    /// Terms without places for mentions: payloads are terms.
    pub(crate) phrases: Trie,
    /// Terms with such places.
    pub(crate) placed: Trie,
    /// The phrases that a finding needs where nobody is named: for each rule that asks for signals only, those of the
    /// rarest. A post with neither a name nor one of these shows nothing.
    pub(crate) lone: Trie,
    pub(crate) terms: Terms,
    pub(crate) groups: Vec<GroupInfo>,
    pub(crate) signals: Vec<SignalInfo>,
    pub(crate) surfaces: Meanings,
    pub(crate) contestants: Roster,
    pub(crate) contests: Vec<Contest>,
    /// Places on lists, sorted.
    pub(crate) places: Vec<ListPlace>,
    /// Groups without terms, by what they look at.
    pub(crate) forms: Vec<(Form, u32)>,
    pub(crate) shapes: Vec<(Shaped, u32)>,
    pub(crate) flips: Vec<(Flip, u32)>,
    pub(crate) rules: Vec<CompiledRule>,
    pub(crate) agenda: Agenda,
    pub(crate) calibration: Calibration,
    pub(crate) law: Law,
}

impl Pack {
    /// Notes down how the phrases begin that are looked for wherever they may. Comes when all is known to be sound.
    fn note_pairs(&mut self) {
        for trie in [&mut self.names, &mut self.phrases, &mut self.lone] {
            trie.note_pairs();
        }
    }

    /// Gives back the memory that reading a file took too much: tables grow by doubling while their length is not trusted.
    fn fit(&mut self) {
        self.vocabulary.fit();
        for trie in [
            &mut self.names,
            &mut self.phrases,
            &mut self.placed,
            &mut self.lone,
        ] {
            trie.fit();
        }
        self.surfaces.fit();
        self.readings.fit();
        self.calibration.fit();
        self.terms.fit();
        self.groups.shrink_to_fit();
        self.places.shrink_to_fit();
        self.rules.shrink_to_fit();
        self.rules.iter_mut().for_each(CompiledRule::fit);
    }
}
