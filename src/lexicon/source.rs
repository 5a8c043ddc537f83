//! The files of a lexicon, by path: embedded in the crate, read from a folder, or added in memory.

use std::borrow::Cow;
use std::hash::Hasher;
use std::path::Path;

use crate::error::{Error, ErrorKind, Result};

/// One file: its path relative to the lexicon's folder, with `/`, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Relative path, e.g. `signals/support.toml`.
    pub path: String,
    /// The whole text.
    pub text: Cow<'static, str>,
}

/// A lexicon before it is compiled: a set of files.
///
/// ```
/// use netra::Lexicon;
/// let mut lexicon = Lexicon::embedded();
/// lexicon.add("signals/ours.toml", r#"
/// signal = "support"
/// [[group]]
/// id = "our-phrase"
/// points = { favour = 12 }
/// terms = ["lentera di hati"]
/// "#);
/// assert!(netra::Classifier::builder().lexicon(lexicon).build().is_ok());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexicon {
    sources: Vec<Source>,
}

impl Lexicon {
    /// No files at all.
    #[must_use]
    pub fn empty() -> Lexicon {
        Lexicon::default()
    }

    /// The lexicon that ships with the crate.
    #[must_use]
    pub fn embedded() -> Lexicon {
        let sources = super::embedded::FILES
            .iter()
            .map(|(path, text)| Source {
                path: (*path).to_owned(),
                text: Cow::Borrowed(*text),
            })
            .collect();
        Lexicon { sources }
    }

    /// Every `.toml`, `.csv`, `.tsv` and `.txt` file below a folder, in the order of their paths.
    ///
    /// # Errors
    /// When the folder or a file cannot be read, is not UTF-8, or when there is no such file in it.
    pub fn from_dir(folder: impl AsRef<Path>) -> Result<Lexicon> {
        let folder = folder.as_ref();
        let mut sources = Vec::new();
        collect(folder, "", &mut sources)?;
        if sources.is_empty() {
            return Err(Error::new(ErrorKind::Io, "no lexicon file in this folder")
                .in_file(folder)
                .help("a lexicon folder holds signals/*.toml, guards/*.toml, contestants/*.csv, …"));
        }
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Lexicon { sources })
    }

    /// Adds a file, replacing one of the same path.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Cow<'static, str>>) -> &mut Lexicon {
        let source = Source {
            path: path.into(),
            text: text.into(),
        };
        match self.sources.iter_mut().find(|known| known.path == source.path) {
            Some(known) => *known = source,
            None => self.sources.push(source),
        }
        self
    }

    /// Takes away every file whose path begins so.
    pub fn remove(&mut self, prefix: &str) -> &mut Lexicon {
        self.sources.retain(|source| !source.path.starts_with(prefix));
        self
    }

    /// Adds every file of another lexicon on top of this one: files of the same path are replaced.
    pub fn extend(&mut self, other: Lexicon) -> &mut Lexicon {
        for source in other.sources {
            self.add(source.path, source.text);
        }
        self
    }

    /// The files, in order.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// One file's text.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.sources
            .iter()
            .find(|source| source.path == path)
            .map(|source| &*source.text)
    }

    /// The files below a folder with this ending, in the order of their paths.
    pub(crate) fn below<'l>(&'l self, folder: &'l str, ending: &'l str) -> Vec<&'l Source> {
        let mut found: Vec<&Source> = self
            .sources
            .iter()
            .filter(|source| source.path.starts_with(folder) && source.path.ends_with(ending))
            .collect();
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found
    }

    /// A digest of all files (XXH3 over paths and texts): the same files give the same digest everywhere.
    #[must_use]
    pub fn digest(&self) -> u64 {
        let mut sorted: Vec<&Source> = self.sources.iter().collect();
        sorted.sort_by(|a, b| a.path.cmp(&b.path));
        let mut hasher = twox_hash::XxHash3_64::new();
        for source in sorted {
            for part in [source.path.as_bytes(), source.text.as_bytes()] {
                hasher.write(&(part.len() as u64).to_le_bytes());
                hasher.write(part);
            }
        }
        hasher.finish()
    }
}

fn collect(folder: &Path, prefix: &str, sources: &mut Vec<Source>) -> Result<()> {
    let failed = |path: &Path, error: &std::io::Error| {
        Error::new(ErrorKind::Io, format!("cannot be read: {error}")).in_file(path)
    };
    for entry in std::fs::read_dir(folder).map_err(|error| failed(folder, &error))? {
        let entry = entry.map_err(|error| failed(folder, &error))?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), sources)?;
        } else if [".toml", ".csv", ".tsv", ".txt"]
            .iter()
            .any(|ending| name.ends_with(ending))
        {
            let text = std::fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
            sources.push(Source {
                path: format!("{prefix}{name}"),
                text: Cow::Owned(text),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_same_path_is_replaced_and_the_digest_tells() {
        let mut one = Lexicon::empty();
        one.add("a.toml", "x = 1").add("b.toml", "y = 2");
        let before = one.digest();
        one.add("a.toml", "x = 2");
        assert_eq!(one.sources().len(), 2);
        assert_ne!(one.digest(), before);
    }
}
