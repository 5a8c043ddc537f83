//! Bans: what each forbids, whom it binds and when, what it rests on and how it is punished.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::error::Result;
use crate::verdict::Citation;

use super::bound::Bound;
use super::calendar::Period;
use super::instrument::Instruments;
use super::policy::How;
use super::source::{Source, Status, Statute, Text, Word};
use super::time::Date;

/// A ban (larangan).
#[derive(Clone, Debug)]
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
}

/// The periods in which a ban applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

/// The part of an election in which a basis or a sanction speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
pub struct Basis {
    /// The instrument, as an index.
    pub(super) instrument: usize,
    /// What a verdict shows.
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
#[derive(Clone, Debug)]
pub struct Circular {
    /// The policy.
    pub policy: Arc<str>,
    /// How it states the ban.
    pub how: How,
    /// The report's own words.
    pub words: Arc<str>,
    pub(super) place: std::ops::Range<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Word,
    order: u32,
    group: Arc<str>,
    title: Text,
    definition: Text,
    status: Word,
    binds: Vec<Word>,
    periods: Vec<Word>,
    residual: Option<Arc<str>>,
    #[serde(default)]
    doubts: Vec<Arc<str>>,
    #[serde(default)]
    look_alikes: Vec<Arc<str>>,
    sanction: RawSanction,
    #[serde(default)]
    basis: Vec<RawBasis>,
    #[serde(default)]
    circular: Vec<RawCircular>,
    /// The rules at the end of the file belong to another room.
    #[serde(default, rename = "rule")]
    _rule: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSanction {
    since: Word,
    before: Vec<Word>,
    before_note: Option<Arc<str>>,
    after: Vec<Word>,
    after_note: Option<Arc<str>>,
    other: Option<Arc<str>>,
    #[serde(default)]
    special: Vec<RawSpecial>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSpecial {
    authors: Vec<Word>,
    class: Word,
    how: Word,
    when: Option<Word>,
    law: Option<Word>,
    note: Option<Arc<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBasis {
    instrument: Word,
    article: Arc<str>,
    sanction_article: Option<Arc<str>>,
    status: Word,
    #[serde(default)]
    binds: Vec<Word>,
    whom: Option<Arc<str>>,
    when: Option<Word>,
    law: Option<Word>,
    from: Option<Word>,
    to: Option<Word>,
    note: Option<Arc<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCircular {
    policy: Word,
    how: Word,
    words: Arc<str>,
}

impl Ban {
    pub(super) fn parse(source: Source<'_>, instruments: &Instruments) -> Result<Ban> {
        let raw: Raw = source.read()?;
        let stem = source
            .file
            .rsplit('/')
            .next()
            .and_then(|name| name.strip_suffix(".toml"));
        if stem.is_some_and(|stem| stem != raw.id.get_ref()) {
            return Err(source
                .error(raw.id.span(), "the id is not the name of the file")
                .help(format!("call the file bans/{}.toml", raw.id.get_ref())));
        }
        Ok(Ban {
            id: Arc::from(raw.id.into_inner()),
            order: raw.order,
            group: raw.group,
            title: raw.title,
            definition: raw.definition,
            status: source.one_of(&raw.status, "status", &Status::WORDS)?,
            binds: Bound::read(source, &raw.binds)?,
            periods: Periods::read(source, &raw.periods)?,
            residual: raw.residual,
            doubts: raw.doubts,
            look_alikes: raw.look_alikes,
            sanction: SanctionTable::read(source, raw.sanction, instruments)?,
            bases: raw
                .basis
                .into_iter()
                .map(|raw| Basis::read(source, raw, instruments))
                .collect::<Result<_>>()?,
            circulars: raw
                .circular
                .into_iter()
                .map(|raw| {
                    Ok(Circular {
                        place: raw.policy.span(),
                        policy: Arc::from(raw.policy.into_inner()),
                        how: source.one_of(&raw.how, "way to state a ban", &How::WORDS)?,
                        words: raw.words,
                    })
                })
                .collect::<Result<_>>()?,
        })
    }
}

impl SanctionTable {
    fn read(source: Source<'_>, raw: RawSanction, instruments: &Instruments) -> Result<SanctionTable> {
        let classes = |words: &[Word]| -> Result<Vec<Arc<str>>> {
            words.iter().map(|word| instruments.class(source, word)).collect()
        };
        let special = raw.special.into_iter().map(|raw| {
            Ok(Special {
                authors: Bound::read(source, &raw.authors)?,
                class: instruments.class(source, &raw.class)?,
                instead: source.one_of(
                    &raw.how,
                    "way to join the classes",
                    &[("instead", true), ("also", false)],
                )?,
                when: When::read(source, raw.when.as_ref())?,
                law: statute(source, raw.law.as_ref())?,
                note: raw.note,
            })
        });
        Ok(SanctionTable {
            since: source.date(&raw.since)?,
            before: classes(&raw.before)?,
            before_note: raw.before_note,
            after: classes(&raw.after)?,
            after_note: raw.after_note,
            other: raw.other,
            special: special.collect::<Result<_>>()?,
        })
    }
}

impl Basis {
    fn read(source: Source<'_>, raw: RawBasis, instruments: &Instruments) -> Result<Basis> {
        let index = instruments.named(source, &raw.instrument)?;
        let instrument = &instruments.list[index];
        let status = source.one_of(&raw.status, "status", &Status::WORDS)?;
        // A basis is cited no earlier and no later than its instrument was in force.
        let from = source.optional_date(raw.from.as_ref())?.max(instrument.from);
        let to = match (source.optional_date(raw.to.as_ref())?, instrument.to) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            return Err(source.error(raw.instrument.span(), "this basis was never in force"));
        }
        Ok(Basis {
            instrument: index,
            citation: Citation {
                instrument: Arc::clone(&instrument.short),
                article: raw.article,
                status: Arc::from(status.as_str()),
            },
            sanction_article: raw.sanction_article,
            binds: Bound::read(source, &raw.binds)?,
            whom: raw.whom,
            when: When::read(source, raw.when.as_ref())?,
            law: statute(source, raw.law.as_ref())?,
            from,
            to,
            note: raw.note,
            status,
        })
    }
}

fn statute(source: Source<'_>, word: Option<&Word>) -> Result<Option<Statute>> {
    word.map(|word| source.one_of(word, "law", &Statute::WORDS))
        .transpose()
}
