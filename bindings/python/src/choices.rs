//! What Python calls options: one word or several, a path or several.

use std::path::PathBuf;

use netra::{AuthorFilter, Profile, Unit};
use pyo3::prelude::*;

use crate::fault::NetraError;

/// One word, or several.
#[derive(FromPyObject)]
pub(crate) enum Words {
    One(String),
    Many(Vec<String>),
}

impl Words {
    pub(crate) fn list(words: Option<Words>) -> Vec<String> {
        match words {
            None => Vec::new(),
            Some(Words::One(word)) => vec![word],
            Some(Words::Many(words)) => words,
        }
    }
}

/// One folder, or several, the later laid over the earlier.
#[derive(FromPyObject)]
pub(crate) enum Folders {
    One(PathBuf),
    Many(Vec<PathBuf>),
}

impl Folders {
    pub(crate) fn list(folders: Option<Folders>) -> Vec<PathBuf> {
        match folders {
            None => Vec::new(),
            Some(Folders::One(folder)) => vec![folder],
            Some(Folders::Many(folders)) => folders,
        }
    }
}

/// A compiled lexicon: its bytes, or the file that holds them.
#[derive(FromPyObject)]
pub(crate) enum Pack {
    Bytes(Vec<u8>),
    File(PathBuf),
}

impl Pack {
    pub(crate) fn bytes(self) -> PyResult<Vec<u8>> {
        match self {
            Pack::Bytes(bytes) => Ok(bytes),
            Pack::File(file) => Ok(std::fs::read(file)?),
        }
    }
}

pub(crate) fn profile(word: &str) -> PyResult<Profile> {
    Profile::parse(word).ok_or_else(|| none_of("profile", word, "strict, balanced, wide"))
}

pub(crate) fn author(word: &str) -> PyResult<AuthorFilter> {
    match word {
        "any" => Ok(AuthorFilter::Any),
        "known-bound" => Ok(AuthorFilter::KnownBound),
        _ => Err(none_of("author", word, "any, known-bound")),
    }
}

pub(crate) fn unit(word: &str) -> PyResult<Unit> {
    Unit::parse(word).ok_or_else(|| none_of("offsets", word, "char, byte, utf16"))
}

pub(crate) fn threads(asked: Option<usize>) -> usize {
    asked
        .or_else(|| std::thread::available_parallelism().ok().map(usize::from))
        .unwrap_or(1)
        .max(1)
}

fn none_of(option: &str, word: &str, known: &str) -> PyErr {
    NetraError::new_err(format!("{option}={word:?}: choose from {known}"))
}
