//! Contestants, compiled: who is meant by a surface, and which contest a number belongs to.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Deserialize;

use super::Form;
use super::roster::{ContestantInfo, Meanings, Roster};
use super::words::Words;
use crate::error::Result;
use crate::lexicon::contestants::{self, Common, Contestant, Kind, Part, Surfaces};
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
    /// Whom of a pair it names.
    pub(crate) part: Part,
    /// Whether it counts without company.
    pub(crate) alone: bool,
    /// Whether it is an ordinary word or a common given name, which needs more company than another weak name.
    pub(crate) common: bool,
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

/// Where a candidate stands on a party's list.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
pub(crate) struct ListPlace {
    /// Number of the party.
    pub(crate) party: u8,
    /// Number on the list.
    pub(crate) list: u8,
    /// Number of the district in its region; 0 where the region is one district.
    pub(crate) district: u8,
    pub(crate) contestant: u32,
}

/// The contestants of a lexicon, compiled.
pub(crate) struct Named {
    pub(crate) phrases: Vec<(Vec<Symbol>, u32)>,
    pub(crate) surfaces: Meanings,
    pub(crate) contestants: Roster,
    pub(crate) contests: Vec<Contest>,
    pub(crate) places: Vec<ListPlace>,
    /// Hashtags that take a side, with their words.
    pub(crate) tags: Vec<(Box<str>, Vec<Symbol>)>,
    /// Surfaces that mean nobody but one of many, without their words yet.
    crowds: Vec<(Box<str>, Vec<SurfaceEntry>)>,
}

impl Named {
    fn put(&mut self, symbols: Vec<Symbol>, entries: Vec<SurfaceEntry>) {
        self.phrases.push((symbols, self.surfaces.len() as u32));
        self.surfaces.push(entries.into_iter());
    }

    /// Gives the surfaces of crowds their words. Comes after every other word has its number: what common words need then
    /// lies together, however many candidates there are, and no word that is only a candidate's is a piece of glued ones.
    pub(crate) fn put_crowds(&mut self, words: &mut Words) {
        words.begin_crowds();
        for (term, entries) in std::mem::take(&mut self.crowds) {
            let symbols = words.name(&term);
            if !symbols.is_empty() {
                self.put(symbols, entries);
            }
        }
    }
}

/// Where more people stand than this, few of them are known beyond their own voters, and they are a crowd: their names
/// lend no trust to the cutting of glued words, and are not worth a place among the words that people mask.
const FEW: usize = 9;

/// Reads the contestant tables and gives every surface its words.
pub(crate) fn compile(lexicon: &Lexicon, words: &mut Words) -> Result<Named> {
    let mut rows: Vec<Contestant> = Vec::new();
    for source in lexicon.below("contestants/", ".csv") {
        if !source.path.contains("/optional/") {
            rows.extend(contestants::read(&source.path, &source.text)?);
        }
    }
    contestants::unite(&mut rows);
    let common = Common::read(&[
        lexicon.text("contestants/common-names.txt").unwrap_or(""),
        lexicon.text("contestants/ordinary-words.txt").unwrap_or(""),
    ]);
    let mut contests: Vec<Contest> = Vec::new();
    let mut by_key: HashMap<(Box<str>, Box<str>), u32> = HashMap::new();
    let mut roster = Roster::default();
    let mut places = Vec::new();
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
        let small = |number: Option<u16>| number.and_then(|number| u8::try_from(number).ok());
        if let (Kind::Person, Some(party), Some(list)) = (row.kind, small(row.party), small(row.list)) {
            places.push(ListPlace {
                party,
                list,
                district: contestants::district_number(&row.dapil),
                contestant: index,
            });
        }
        if number > 0 {
            contests[contest as usize].ballot.push((number, index));
        }
        let info = ContestantInfo {
            contest,
            is_party: row.kind == Kind::Party,
            number,
            is_figure: row.kind == Kind::Figure,
        };
        roster.push(&row.id, &row.name(), info);
    }
    roster.close();
    places.sort_unstable();
    let surfaces = Surfaces::of(&rows, &common);
    let mut standing = vec![0usize; contests.len()];
    for info in roster.iter() {
        standing[info.contest as usize] += 1;
    }
    let crowd: Vec<bool> = roster
        .iter()
        .zip(&rows)
        .map(|(info, row)| row.kind == Kind::Person && standing[info.contest as usize] > FEW)
        .collect();
    let crowded = |meaning: &contestants::Meaning| crowd[meaning.contestant as usize];
    let mut named = Named {
        phrases: Vec::with_capacity(surfaces.len()),
        surfaces: Meanings::default(),
        contestants: roster,
        contests,
        places,
        tags: Vec::new(),
        crowds: Vec::new(),
    };
    for surface in &surfaces {
        let entries: Vec<SurfaceEntry> = surface
            .meanings
            .iter()
            .map(|meaning| entry(meaning, &named, is_common(meaning.form, &surface.term, &common)))
            .collect();
        if !surface.term.starts_with('#') && surface.meanings.iter().all(crowded) {
            named.crowds.push((surface.term.clone(), entries));
            continue;
        }
        let symbols = words.name(&surface.term);
        if symbols.is_empty() {
            continue;
        }
        let widely = surface.meanings.iter().any(|meaning| {
            let contest = named.contestants[meaning.contestant as usize].contest;
            meaning.alone && !crowded(meaning) && named.contests[contest as usize].region.len() <= 2
        });
        if widely && symbols.len() <= 2 {
            words.prominent(&symbols);
        }
        let strong = surface
            .meanings
            .iter()
            .any(|meaning| meaning.alone && !crowded(meaning));
        if strong && surface.meanings.len() < 4 {
            words.maskable(&symbols);
        }
        if surface.term.starts_with('#') {
            named.tags.push((Box::from(&*surface.term), symbols.clone()));
        }
        named.put(symbols, entries);
    }
    Ok(named)
}

/// Whether a surface is a common word, or a form of address before one.
fn is_common(form: contestants::Form, term: &str, common: &Common) -> bool {
    let word = match form {
        contestants::Form::Titled => term.rsplit(' ').next().unwrap_or(term),
        _ => term,
    };
    !word.contains([' ', '#', '@']) && common.has(word)
}

fn entry(meaning: &contestants::Meaning, named: &Named, common: bool) -> SurfaceEntry {
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
    // "Pak" before a short name of somebody whom the whole country votes on is company enough, unless many bear it.
    let contest = named.contestants[meaning.contestant as usize].contest;
    let national = named.contests[contest as usize].region.is_empty();
    SurfaceEntry {
        contestant: meaning.contestant,
        form,
        part: meaning.part,
        common,
        alone: meaning.alone || (national && form == Form::Titled && !common),
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NumbersFile {
    strong: Vec<String>,
    weak: Vec<String>,
    between: Vec<String>,
    company: Vec<String>,
    office: Vec<String>,
    units: Vec<String>,
    other: Vec<String>,
    listed: Vec<String>,
    district: Vec<String>,
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
            (&file.office, Mark::Office),
            (&file.other, Mark::Other),
            (&file.listed, Mark::Listed),
            (&file.district, Mark::District),
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
