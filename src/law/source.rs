//! One file of the lexicon as text: read into a typed table, or into an error with file, line and caret.

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::error::{Error, ErrorKind, Result};

use super::time::Date;

/// A word of a file together with the place where it stands.
pub(super) type Word = Spanned<String>;

/// A file of the lexicon.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    /// Its path relative to `lexicon/`.
    pub(super) file: &'a str,
    /// Its text.
    pub(super) text: &'a str,
}

impl Source<'_> {
    /// Reads the whole file as one table.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T> {
        toml::from_str(self.text).map_err(|error| {
            let built = Error::new(ErrorKind::Syntax, error.message()).in_file(self.file);
            match error.span() {
                Some(span) => built.at(self.text, span),
                None => built,
            }
        })
    }

    /// An error about something that the file says at this place.
    pub(super) fn error(&self, span: Range<usize>, message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Lexicon, message)
            .in_file(self.file)
            .at(self.text, span)
    }

    /// Reads a word as one of a closed set of words.
    pub(super) fn one_of<T>(&self, word: &Word, what: &str, known: &[(&str, T)]) -> Result<T>
    where
        T: Copy,
    {
        known
            .iter()
            .find(|(name, _)| *name == word.get_ref())
            .map(|(_, value)| *value)
            .ok_or_else(|| {
                let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
                self.error(word.span(), format!("`{}` is no {what}", word.get_ref()))
                    .help(format!("write one of: {}", names.join(", ")))
            })
    }

    /// Reads a word as a date.
    pub(super) fn date(&self, word: &Word) -> Result<Date> {
        Date::parse(word.get_ref()).map_err(|error| {
            self.error(word.span(), error.to_string())
                .help("write a day as 2024-09-22")
        })
    }

    /// Reads a date that may be missing; an empty word is missing too.
    pub(super) fn optional_date(&self, word: Option<&Word>) -> Result<Option<Date>> {
        word.filter(|word| !word.get_ref().is_empty())
            .map(|word| self.date(word))
            .transpose()
    }
}

/// A text in Indonesian and in English.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Indonesian.
    pub id: Arc<str>,
    /// English.
    pub en: Arc<str>,
}

/// How well a statement of the catalogue is supported.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Read in a published source.
    Verified,
    /// Part of it read in a published source.
    PartlyVerified,
    /// Known, but no source found.
    FromMemory,
    /// Sources disagree.
    Disputed,
    /// Not known; the file says what was taken instead, and why.
    Assumed,
}

impl Status {
    /// Every status with the word that files and records use.
    pub(super) const WORDS: [(&'static str, Status); 5] = [
        ("verified", Status::Verified),
        ("partly-verified", Status::PartlyVerified),
        ("from-memory", Status::FromMemory),
        ("disputed", Status::Disputed),
        ("assumed", Status::Assumed),
    ];

    /// The word used in files and records.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Verified => "verified",
            Status::PartlyVerified => "partly-verified",
            Status::FromMemory => "from-memory",
            Status::Disputed => "disputed",
            Status::Assumed => "assumed",
        }
    }

    /// The word in Indonesian, for pages.
    #[must_use]
    pub fn indonesian(self) -> &'static str {
        match self {
            Status::Verified => "terverifikasi",
            Status::PartlyVerified => "sebagian terverifikasi",
            Status::FromMemory => "dari ingatan",
            Status::Disputed => "diperselisihkan",
            Status::Assumed => "anggapan",
        }
    }
}

/// Which statute's criminal articles an election falls under.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Statute {
    /// General elections: the law on Pemilu.
    Pemilu,
    /// Regional elections: the law on Pilkada.
    Pilkada,
}

impl Statute {
    /// Both statutes with the word that files use.
    pub(super) const WORDS: [(&'static str, Statute); 2] =
        [("pemilu", Statute::Pemilu), ("pilkada", Statute::Pilkada)];

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Statute::Pemilu => "pemilu",
            Statute::Pilkada => "pilkada",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Small {
        status: Word,
    }

    #[test]
    fn an_unknown_key_is_shown_where_it_stands() {
        let source = Source {
            file: "calendar.toml",
            text: "status = \"verified\"\nstattus = \"x\"\n",
        };
        let error = source.read::<Small>().unwrap_err();
        let place = error.place().unwrap();
        assert_eq!((place.line, place.column), (2, 1), "{error}");
    }

    #[test]
    fn a_wrong_word_names_the_right_ones() {
        let source = Source {
            file: "calendar.toml",
            text: "status = \"sure\"\n",
        };
        let small: Small = source.read().unwrap();
        let error = source
            .one_of(&small.status, "status", &Status::WORDS)
            .unwrap_err();
        assert!(error.to_string().contains("from-memory"), "{error}");
        assert_eq!(error.place().unwrap().column, 10);
    }
}
