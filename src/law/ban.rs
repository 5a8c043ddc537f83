//! Bans: what each forbids, whom it binds and when, what it rests on and how it is punished.

mod read;

use std::sync::Arc;

use serde::Serialize;

use crate::error::Result;
use crate::verdict::Citation;

use super::bound::Bound;
use super::calendar::Period;
use super::policy::How;
use super::source::{Source, Status, Statute, Text, Word};
use super::time::Date;

/// A ban (larangan).
#[derive(Clone, Debug, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Ban {
    /// Its id, e.g. `social-like`.
    pub id: Arc<str>,
    /// Its place in the catalogue.
    pub order: u32,
    /// Its group: `social`, `photo`, `campaign`, `party`, `pressure`.
    pub group: Arc<str>,
    /// Its title.
    pub title: Text,
    /// What it forbids.
    pub definition: Text,
    /// How well its act is supported.
    pub status: Status,
    /// Whom it binds under the national rules.
    pub binds: Bound,
    /// The periods in which it applies.
    pub periods: Periods,
    /// The ban that catches the same act where a policy states nothing narrower.
    pub residual: Option<Arc<str>>,
    /// What is not certain about it.
    pub doubts: Vec<Arc<str>>,
    /// What looks like it and is none, or only a weak sign.
    pub look_alikes: Vec<Arc<str>>,
    /// How it is punished.
    pub sanction: SanctionTable,
    /// What it rests on.
    pub bases: Vec<Basis>,
    /// The circulars that state it, with their own words.
    pub circulars: Vec<Circular>,
    /// How many rules find it, and how many examples they carry.
    pub rules: RuleCount,
}

/// How many rules a ban has, and how many examples they carry.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
pub struct RuleCount {
    /// Rules.
    pub rules: usize,
    /// Posts in which they make a finding.
    pub fire: usize,
    /// Posts in which they do not.
    pub quiet: usize,
}

/// The periods in which a ban applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Periods(u8);

impl Periods {
    const ANY: u8 = 1 << 7;

    fn read(source: Source<'_>, words: &[Word]) -> Result<Periods> {
        words.iter().try_fold(Periods(0), |set, word| {
            if word.get_ref() == "any-time" {
                return Ok(Periods(Periods::ANY));
            }
            let period = source.one_of(word, "period", &Period::WORDS)?;
            Ok(Periods(set.0 | 1 << (period as u8)))
        })
    }

    /// Whether the ban needs no electoral window.
    #[must_use]
    pub fn any_time(self) -> bool {
        self.0 & Periods::ANY != 0
    }

    /// Whether the ban applies in this period.
    #[must_use]
    pub fn holds(self, period: Period) -> bool {
        self.any_time() || self.0 & (1 << (period as u8)) != 0
    }

    /// The words of the set.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        Period::WORDS
            .into_iter()
            .filter(move |(_, period)| !self.any_time() && self.holds(*period))
            .map(|(word, _)| word)
            .chain(self.any_time().then_some("any-time"))
    }
}

impl Serialize for Periods {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.words())
    }
}

/// The part of an election in which a basis or a sanction speaks.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// In every part.
    #[default]
    Always,
    /// Before the contestants are determined.
    Before,
    /// From determination on.
    After,
    /// Only in the campaign.
    Campaign,
}

impl When {
    const WORDS: [(&'static str, When); 3] = [
        ("before", When::Before),
        ("after", When::After),
        ("campaign", When::Campaign),
    ];

    fn read(source: Source<'_>, word: Option<&Word>) -> Result<When> {
        word.map_or(Ok(When::Always), |word| {
            source.one_of(word, "part of an election", &When::WORDS)
        })
    }

    /// Whether it speaks in this period; where the period is not known it does.
    pub(super) fn speaks(self, period: Option<Period>) -> bool {
        match (self, period) {
            (When::Always, _) | (_, None) => true,
            (When::Before, Some(period)) => period.is_before(),
            (When::After, Some(period)) => !period.is_before(),
            (When::Campaign, Some(period)) => period == Period::Campaign,
        }
    }

    /// The words in Indonesian, for pages; empty for always.
    #[must_use]
    pub fn indonesian(self) -> &'static str {
        match self {
            When::Always => "",
            When::Before => "sebelum penetapan",
            When::After => "setelah penetapan",
            When::Campaign => "dalam masa kampanye",
        }
    }
}

/// The sanctions of a ban.
#[derive(Clone, Debug, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct SanctionTable {
    /// First day on which these classes are known to hold.
    pub since: Date,
    /// Classes before determination; the first is the usual one.
    pub before: Vec<Arc<str>>,
    /// What to know about them.
    pub before_note: Option<Arc<str>>,
    /// Classes from determination on; the first is the usual one.
    pub after: Vec<Arc<str>>,
    /// What to know about them.
    pub after_note: Option<Arc<str>>,
    /// Other consequences, in words.
    pub other: Option<Arc<str>>,
    /// Classes for some authors.
    pub special: Vec<Special>,
}

/// A class of sanction for some authors.
#[derive(Clone, Debug, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Special {
    /// For whom.
    pub authors: Bound,
    /// The class.
    pub class: Arc<str>,
    /// Whether it takes the place of the usual classes, or comes on top.
    pub instead: bool,
    /// When.
    pub when: When,
    /// Under which statute's elections.
    pub law: Option<Statute>,
    /// What it rests on.
    pub note: Option<Arc<str>>,
}

/// A legal basis.
#[derive(Clone, Debug, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Basis {
    /// The instrument, as an index.
    #[serde(skip)]
    pub(super) instrument: usize,
    /// What a verdict shows.
    #[serde(flatten)]
    pub citation: Citation,
    /// The article that punishes it.
    pub sanction_article: Option<Arc<str>>,
    /// Whom it binds; empty where it binds none of the authors this library knows, and is only shown on pages.
    pub binds: Bound,
    /// Whom else it binds, in words.
    pub whom: Option<Arc<str>>,
    /// In which part of an election it speaks.
    pub when: When,
    /// Under which statute's elections.
    pub law: Option<Statute>,
    /// First day on which it may be cited.
    pub from: Option<Date>,
    /// Last day on which it may be cited.
    pub to: Option<Date>,
    /// What to know about it.
    pub note: Option<Arc<str>>,
    /// How well it is supported.
    #[serde(skip)]
    pub status: Status,
}

impl Basis {
    /// Whether it was in force on this day; without a day, whether it is in force now.
    #[must_use]
    pub fn in_force(&self, date: Option<Date>) -> bool {
        match date {
            Some(date) => self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to),
            None => self.to.is_none(),
        }
    }
}

/// A circular's words about a ban.
#[derive(Clone, Debug, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Circular {
    /// The policy.
    pub policy: Arc<str>,
    /// How it states the ban.
    pub how: How,
    /// The report's own words.
    pub words: Arc<str>,
    #[serde(skip)]
    pub(super) place: std::ops::Range<usize>,
}
