//! A ban's file, read and checked.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::error::Result;
use crate::law::bound::Bound;
use crate::law::instrument::Instruments;
use crate::law::policy::How;
use crate::law::source::{Source, Status, Statute, Text, Word};
use crate::verdict::Citation;

use super::{Ban, Basis, Circular, Periods, RuleCount, SanctionTable, Special, When};

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
    /// The rules at the end of the file belong to another room; here they are only counted.
    #[serde(default)]
    rule: Vec<RawRule>,
}

#[derive(Deserialize)]
struct RawRule {
    #[serde(default)]
    fire: Vec<IgnoredAny>,
    #[serde(default)]
    quiet: Vec<IgnoredAny>,
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
    pub(in crate::law) fn parse(source: Source<'_>, instruments: &Instruments) -> Result<Ban> {
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
        let rules = RuleCount {
            rules: raw.rule.len(),
            fire: raw.rule.iter().map(|rule| rule.fire.len()).sum(),
            quiet: raw.rule.iter().map(|rule| rule.quiet.len()).sum(),
        };
        Ok(Ban {
            rules,
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
