//! Regions by Kemendagri code or by name: provinces, kabupaten, kota, and the clock each of them lives by.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind, Result};

use super::source::Source;
use super::time::Zone;

/// A Kemendagri code: two digits for a province, four for a kabupaten or kota.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
pub struct RegionCode(u16);

impl RegionCode {
    /// Reads `33`, `3325` or `33.25`. Whether a region has that code is another question.
    #[must_use]
    pub fn parse(text: &str) -> Option<RegionCode> {
        let text = text.trim();
        let mut number: u16 = 0;
        let mut count = 0;
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'0'..=b'9' if count < 4 => {
                    number = number * 10 + u16::from(byte - b'0');
                    count += 1;
                }
                b'.' if at == 2 => {}
                _ => return None,
            }
        }
        ((count == 2 && text.len() == 2) || count == 4)
            .then_some(RegionCode(number))
            .filter(|code| code.province().0 >= 11)
    }

    /// The province that the region is or lies in.
    #[must_use]
    pub fn province(self) -> RegionCode {
        if self.0 < 100 {
            self
        } else {
            RegionCode(self.0 / 100)
        }
    }

    /// Whether this is a province.
    #[must_use]
    pub fn is_province(self) -> bool {
        self.0 < 100
    }

    /// Whether `other` is this region or lies in it.
    #[must_use]
    pub fn contains(self, other: RegionCode) -> bool {
        self == other || (self.is_province() && other.province() == self)
    }
}

impl Serialize for RegionCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// What a region is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum RegionKind {
    /// Province.
    Provinsi,
    /// Regency.
    Kabupaten,
    /// City.
    Kota,
}

/// A region.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// Its name with `Kabupaten` or `Kota` before it.
    pub name: Arc<str>,
    /// What it is.
    pub kind: RegionKind,
    /// Its clock.
    pub zone: Zone,
}

/// Why a region could not be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadRegion {
    /// No region has this code or name.
    Unknown,
    /// Several regions have this name: their codes and names.
    Ambiguous(Vec<(RegionCode, Arc<str>)>),
}

impl fmt::Display for BadRegion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadRegion::Unknown => f.write_str("no region has this code or name"),
            BadRegion::Ambiguous(found) => {
                f.write_str("several regions have this name: ")?;
                for (at, (code, name)) in found.iter().enumerate() {
                    write!(f, "{}{name} ({code})", if at == 0 { "" } else { ", " })?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for BadRegion {}

/// All regions.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Regions {
    list: Vec<Region>,
    by_code: HashMap<RegionCode, usize>,
    by_name: HashMap<Box<str>, Vec<usize>>,
    /// How names begin, by [`slot`]: a bit each.
    starts: Vec<u64>,
}

/// Words for the kind of a region, which may stand before its name.
const KINDS: [&str; 6] = ["kabupaten", "kab", "kota", "kotamadya", "provinsi", "propinsi"];

/// How many bits tell how names begin.
const SLOTS: usize = 1 << 16;

/// So many letters of the first word tell how a name begins.
const LETTERS: usize = 5;

/// Where the beginning of the first word of a name stands among the bits; other words may share the place. Nothing for a word
/// of two letters at most: each is a common word as well.
fn slot(name: &str) -> Option<usize> {
    let first = name
        .split(|letter: char| !letter.is_alphanumeric())
        .find(|word| !word.is_empty())?;
    (first.len() > 2).then(|| {
        let letters = first.bytes().take(LETTERS);
        letters.fold(0usize, |slot, byte| {
            (slot * 37 + usize::from(byte.to_ascii_lowercase())) % SLOTS
        })
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: String,
    name: String,
    kind: RegionKind,
    province: String,
    zone: String,
    aliases: String,
}

impl Regions {
    /// Adds the rows of a table; a code that is there already is replaced.
    pub(super) fn extend(&mut self, source: Source<'_>) -> Result<()> {
        let mut reader = csv::Reader::from_reader(source.text.as_bytes());
        let broken = |error: &csv::Error| {
            let at = error.position().map_or(0, byte);
            Error::new(ErrorKind::Syntax, error.to_string())
                .in_file(source.file)
                .at(source.text, at..at)
        };
        let headers = reader.headers().map_err(|error| broken(&error))?.clone();
        for record in reader.records() {
            let record = record.map_err(|error| broken(&error))?;
            let at = record.position().map_or(0, byte);
            let row: Row = record
                .deserialize(Some(&headers))
                .map_err(|error| broken(&error))?;
            self.add(source, at, &row)?;
        }
        Ok(())
    }

    /// Adds the row that begins at this byte.
    fn add(&mut self, source: Source<'_>, at: usize, row: &Row) -> Result<()> {
        let wrong = |message: &str| source.error(at..at + row.code.len(), format!("{}: {message}", row.name));
        let code = RegionCode::parse(&row.code).ok_or_else(|| wrong("this is no Kemendagri code"))?;
        if RegionCode::parse(&row.province) != Some(code.province()) {
            return Err(wrong("the province does not fit the code"));
        }
        if code.is_province() != (row.kind == RegionKind::Provinsi) {
            return Err(wrong("the kind does not fit the code"));
        }
        let zone = Zone::parse(&row.zone).ok_or_else(|| wrong("the zone is none of WIB, WITA, WIT"))?;
        let region = Region {
            code,
            name: Arc::from(row.name.as_str()),
            kind: row.kind,
            zone,
        };
        let index = *self.by_code.entry(code).or_insert(self.list.len());
        if index == self.list.len() {
            self.list.push(region);
        } else {
            self.list[index] = region;
        }
        self.starts.resize(SLOTS / 64, 0);
        for name in std::iter::once(row.name.as_str()).chain(row.aliases.split('|')) {
            let starts = KINDS.into_iter().chain([name]).chain(name.split(' ').nth(1));
            for start in starts.filter_map(slot) {
                self.starts[start / 64] |= 1 << (start % 64);
            }
            if let Some(key) = Key::of(name).filter(|key| !key.as_str().is_empty()) {
                let found = self.by_name.entry(Box::from(key.as_str())).or_default();
                if !found.contains(&index) {
                    found.push(index);
                }
            }
        }
        Ok(())
    }

    /// Every region, in the order of the table.
    #[must_use]
    pub fn all(&self) -> &[Region] {
        &self.list
    }

    /// The region with this code.
    #[must_use]
    pub fn get(&self, code: RegionCode) -> Option<&Region> {
        self.by_code.get(&code).and_then(|&index| self.list.get(index))
    }

    /// The clock of the region with this code; where it is not known, that of Jakarta.
    #[must_use]
    pub fn zone(&self, code: Option<RegionCode>) -> Zone {
        code.and_then(|code| self.get(code))
            .map_or(Zone::Wib, |region| region.zone)
    }

    /// Whether the name of a region may begin with this word. Cheap; [`Regions::resolve`] knows.
    pub(crate) fn may_begin(&self, word: &str) -> bool {
        slot(word).is_some_and(|slot| {
            self.starts
                .get(slot / 64)
                .is_some_and(|bits| bits >> (slot % 64) & 1 == 1)
        })
    }

    /// The region that a code (`3325`, `33.25`, `33`) or a name means. Case, spaces and punctuation of a name do not
    /// matter; `Kabupaten`, `Kab.`, `Kota` or `Provinsi` before it tell regions of the same name apart.
    ///
    /// # Errors
    ///
    /// When no region, or more than one, can be meant.
    pub fn resolve(&self, text: &str) -> Result<&Region, BadRegion> {
        let mut fitting = self.fitting(text);
        match (fitting.next(), fitting.next()) {
            (None, _) => Err(BadRegion::Unknown),
            (Some(region), None) => Ok(region),
            (Some(first), Some(second)) => Err(BadRegion::Ambiguous(
                [first, second]
                    .into_iter()
                    .chain(fitting)
                    .map(|region| (region.code, Arc::clone(&region.name)))
                    .collect(),
            )),
        }
    }

    /// The same, without a list of those that could be meant: asks for no memory.
    pub(crate) fn only(&self, text: &str) -> Result<&Region, NotOne> {
        let mut fitting = self.fitting(text);
        match (fitting.next(), fitting.next()) {
            (Some(region), None) => Ok(region),
            (None, _) => Err(NotOne::None),
            (Some(_), Some(_)) => Err(NotOne::Several),
        }
    }

    /// Every region that a code or a name may mean.
    fn fitting(&self, text: &str) -> impl Iterator<Item = &Region> {
        let code = RegionCode::parse(text);
        let key = if code.is_none() { Key::of(text) } else { None };
        let kind = key.as_ref().and_then(|key| key.kind);
        let named = key.and_then(|key| self.by_name.get(key.as_str()));
        let coded = code.and_then(|code| self.get(code));
        let named = named
            .into_iter()
            .flatten()
            .filter_map(|&index| self.list.get(index));
        coded
            .into_iter()
            .chain(named.filter(move |region| kind.is_none_or(|kind| kind == region.kind)))
    }
}

fn byte(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// Why a text means no region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotOne {
    None,
    Several,
}

/// A name reduced to what is compared: lower-case letters and digits without the word for the kind of region. It lives
/// on the stack, because every post with a region passes here.
struct Key {
    bytes: [u8; 48],
    len: usize,
    kind: Option<RegionKind>,
}

impl Key {
    fn of(name: &str) -> Option<Key> {
        let mut key = Key {
            bytes: [0; 48],
            len: 0,
            kind: None,
        };
        for word in name.split(|character: char| !character.is_alphanumeric()) {
            let is = |other: &str| word.eq_ignore_ascii_case(other);
            if word.is_empty() || is("administrasi") || is("adm") {
                continue;
            }
            if key.len == 0 && key.kind.is_none() {
                key.kind = if is("kabupaten") || is("kab") {
                    Some(RegionKind::Kabupaten)
                } else if is("kota") || is("kotamadya") {
                    Some(RegionKind::Kota)
                } else if is("provinsi") || is("propinsi") || is("prov") {
                    Some(RegionKind::Provinsi)
                } else {
                    None
                };
                if key.kind.is_some() {
                    continue;
                }
            }
            key.push(if is("kep") { "kepulauan" } else { word })?;
        }
        Some(key)
    }

    fn push(&mut self, word: &str) -> Option<()> {
        for byte in word.bytes() {
            *self.bytes.get_mut(self.len)? = byte.to_ascii_lowercase();
            self.len += 1;
        }
        Some(())
    }

    fn as_str(&self) -> &str {
        // Whole words of a str were copied, so this is UTF-8; anything else would simply find no region.
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }
}
