//! Contestants, compiled: who is meant by a surface, and which contest a number belongs to.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;

use super::Form;
use super::words::Words;
use crate::error::Result;
use crate::lexicon::contestants::{self, Common, Contestant, Kind, Surfaces};
use crate::lexicon::{Lexicon, read_file};
use crate::matcher::{Mark, Symbol};
use crate::verdict::Stance;

/// Somebody that a surface may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct SurfaceEntry {
    /// Who.
    pub(crate) contestant: u32,
    /// How the surface names them.
    pub(crate) form: Form,
    /// Whether it counts without company.
    pub(crate) alone: bool,
}

/// A contestant, compiled.
#[derive(Clone, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct ContestantInfo {
    pub(crate) id: Arc<str>,
    pub(crate) name: Arc<str>,
    /// The contest, by number.
    pub(crate) contest: u32,
    pub(crate) is_party: bool,
}

/// One ballot: an election in a region.
#[derive(Clone, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Contest {
    pub(crate) election: Arc<str>,
    /// Kemendagri code; empty for the whole country.
    pub(crate) region: Arc<str>,
    /// Contestants by ballot number.
    pub(crate) ballot: Vec<(u8, u32)>,
}

impl Contest {
    /// Who has this number.
    pub(crate) fn contestant(&self, number: u8) -> Option<u32> {
        self.ballot.iter().find(|row| row.0 == number).map(|row| row.1)
    }
}

/// The contestants of a lexicon, compiled.
pub(crate) struct Named {
    pub(crate) phrases: Vec<(Vec<Symbol>, u32)>,
    pub(crate) surfaces: Vec<Vec<SurfaceEntry>>,
    pub(crate) contestants: Vec<ContestantInfo>,
    pub(crate) contests: Vec<Contest>,
}

/// Reads the contestant tables and gives every surface its words.
pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Named> {
    let mut rows: Vec<Contestant> = Vec::new();
    for source in lexicon.below("contestants/", ".csv") {
        if !source.path.contains("/optional/") {
            rows.extend(contestants::read(&source.path, &source.text)?);
        }
    }
    let common = Common::read(&[
        lexicon.text("contestants/common-names.txt").unwrap_or(""),
        lexicon.text("contestants/ordinary-words.txt").unwrap_or(""),
    ]);
    let mut contests: Vec<Contest> = Vec::new();
    let mut by_key: HashMap<(Box<str>, Box<str>), u32> = HashMap::new();
    let mut infos = Vec::with_capacity(rows.len());
    for (index, row) in (0u32..).zip(&rows) {
        let contest = *by_key
            .entry((row.election.clone(), row.region.clone()))
            .or_insert_with(|| {
                contests.push(Contest {
                    election: Arc::from(&*row.election),
                    region: Arc::from(&*row.region),
                    ballot: Vec::new(),
                });
                contests.len() as u32 - 1
            });
        let number = row
            .number
            .and_then(|number| u8::try_from(number).ok())
            .unwrap_or(0);
        if number > 0 {
            contests[contest as usize].ballot.push((number, index));
        }
        infos.push(ContestantInfo {
            id: Arc::from(&*row.id),
            name: Arc::from(row.name()),
            contest,
            is_party: row.kind == Kind::Party,
        });
    }
    let surfaces = Surfaces::of(&rows, &common);
    let mut named = Named {
        phrases: Vec::with_capacity(surfaces.len()),
        surfaces: Vec::with_capacity(surfaces.len()),
        contestants: infos,
        contests,
    };
    for surface in &surfaces {
        let symbols = words.name(&surface.term);
        if symbols.is_empty() {
            continue;
        }
        let widely = surface.meanings.iter().any(|meaning| {
            let contest = named.contestants[meaning.contestant as usize].contest;
            meaning.alone && named.contests[contest as usize].region.len() <= 2
        });
        if widely && symbols.len() <= 2 {
            words.prominent(&symbols);
        }
        let strong = surface.meanings.iter().any(|meaning| meaning.alone);
        if strong && surface.meanings.len() < 4 {
            words.maskable(&symbols);
        }
        named.phrases.push((symbols, named.surfaces.len() as u32));
        named.surfaces.push(
            surface
                .meanings
                .iter()
                .map(|meaning| entry(meaning, &named))
                .collect(),
        );
    }
    Ok(named)
}

fn entry(meaning: &contestants::Meaning, named: &Named) -> SurfaceEntry {
    use contestants::Form as Written;
    let form = match meaning.form {
        Written::Pair | Written::Couple | Written::Glued => Form::Pair,
        Written::FullName | Written::PartName => Form::Full,
        Written::ShortName | Written::EmptyBox | Written::Misspelt => Form::Short,
        Written::MockName => Form::NickAgainst,
        Written::Titled => Form::Titled,
        Written::Handle => Form::Handle,
        Written::Tag if meaning.side == Some(Stance::Against) => Form::TagAgainst,
        Written::Tag => Form::Tag,
        Written::Slogan => Form::Slogan,
        Written::Party | Written::PartyTitled => Form::Party,
    };
    // "Pak" before a short name of somebody whom the whole country votes on is company enough.
    let contest = named.contestants[meaning.contestant as usize].contest;
    let national = named.contests[contest as usize].region.is_empty();
    SurfaceEntry {
        contestant: meaning.contestant,
        form,
        alone: meaning.alone || (national && form == Form::Titled),
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NumbersFile {
    strong: Vec<String>,
    weak: Vec<String>,
    between: Vec<String>,
    company: Vec<String>,
    units: Vec<String>,
    roles: Vec<String>,
}

/// Marks the words around ballot numbers and those that give company.
pub(crate) fn mark_words(lexicon: &Lexicon, words: &mut Words) -> Result<()> {
    for source in lexicon.below("contestants/", "numbers.toml") {
        let file: NumbersFile = read_file(source)?;
        for (list, mark) in [
            (&file.strong, Mark::StrongHead),
            (&file.weak, Mark::WeakHead),
            (&file.between, Mark::Between),
            (&file.company, Mark::Company),
            (&file.units, Mark::Unit),
            (&file.roles, Mark::Role),
        ] {
            for word in list {
                for symbol in words.phrase(word) {
                    words.vocabulary.mark(symbol, mark);
                }
            }
        }
    }
    let percent = words.vocabulary.word("persen");
    words.vocabulary.mark(percent, Mark::Percent);
    Ok(())
}
