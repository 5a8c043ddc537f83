//! The instruments that bans cite, with the days on which they were in force, and the classes of sanction.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::Result;

use super::source::{Source, Status, Text, Word};
use super::time::Date;

/// A law, regulation, decree, circular or statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Instrument {
    /// The id that bans and policies use.
    pub id: Arc<str>,
    /// The name that citations show.
    pub short: Arc<str>,
    /// The full name.
    pub full: Arc<str>,
    /// First day in force, where known.
    pub from: Option<Date>,
    /// Last day in force, where it was replaced.
    pub to: Option<Date>,
    /// How well the two days are known.
    pub dates: Status,
    /// What a reader should know.
    pub note: Option<Arc<str>>,
}

/// A class of sanction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Class {
    /// The id that records show.
    pub id: Arc<str>,
    /// What it means.
    pub title: Text,
    /// What it rests on.
    pub basis: Arc<str>,
}

/// Instruments and classes.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(super) struct Instruments {
    pub(super) list: Vec<Instrument>,
    pub(super) classes: Vec<Class>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    instrument: Vec<RawInstrument>,
    #[serde(default)]
    class: Vec<RawClass>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInstrument {
    id: Word,
    short: Arc<str>,
    full: Arc<str>,
    from: Option<Word>,
    to: Option<Word>,
    dates: Option<Word>,
    note: Option<Arc<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClass {
    id: Arc<str>,
    title: Text,
    basis: Arc<str>,
}

impl Instruments {
    /// Adds the entries of a file; an id that is there already is replaced.
    pub(super) fn extend(&mut self, source: Source<'_>) -> Result<()> {
        let file: File = source.read()?;
        for raw in file.instrument {
            let from = source.optional_date(raw.from.as_ref())?;
            let to = source.optional_date(raw.to.as_ref())?;
            if let (Some(from), Some(to)) = (from, to)
                && from > to
            {
                return Err(source.error(raw.id.span(), "its last day comes before its first"));
            }
            let dates = match &raw.dates {
                Some(word) => source.one_of(word, "status", &Status::WORDS)?,
                None if from.is_none() && to.is_none() => Status::Assumed,
                None => return Err(source.error(raw.id.span(), "its days need a status: `dates = …`")),
            };
            let instrument = Instrument {
                id: Arc::from(raw.id.into_inner()),
                short: raw.short,
                full: raw.full,
                from,
                to,
                dates,
                note: raw.note,
            };
            replace_or_push(&mut self.list, instrument, |one| &one.id);
        }
        for raw in file.class {
            let class = Class {
                id: raw.id,
                title: raw.title,
                basis: raw.basis,
            };
            replace_or_push(&mut self.classes, class, |one| &one.id);
        }
        Ok(())
    }

    /// The instrument with the id that this word names.
    pub(super) fn named(&self, source: Source<'_>, word: &Word) -> Result<usize> {
        self.list
            .iter()
            .position(|one| *one.id == **word.get_ref())
            .ok_or_else(|| {
                source
                    .error(
                        word.span(),
                        format!("no instrument has the id `{}`", word.get_ref()),
                    )
                    .help("instruments stand in lexicon/instruments.toml")
            })
    }

    /// The class with the id that this word names.
    pub(super) fn class(&self, source: Source<'_>, word: &Word) -> Result<Arc<str>> {
        self.classes
            .iter()
            .find(|one| *one.id == **word.get_ref())
            .map(|one| Arc::clone(&one.id))
            .ok_or_else(|| {
                source
                    .error(
                        word.span(),
                        format!("no class of sanction has the id `{}`", word.get_ref()),
                    )
                    .help("classes stand in lexicon/instruments.toml")
            })
    }
}

/// Puts an entry in the place of the one with the same id, or at the end.
pub(super) fn replace_or_push<T>(list: &mut Vec<T>, entry: T, id: impl Fn(&T) -> &Arc<str>) {
    match list.iter().position(|one| id(one) == id(&entry)) {
        Some(at) => list[at] = entry,
        None => list.push(entry),
    }
}
