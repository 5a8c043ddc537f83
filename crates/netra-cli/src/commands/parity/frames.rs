//! The sentences in which something is swapped.

use std::path::Path;

use serde::Deserialize;

use crate::exit::Fault;

/// The sentences that ship with the tool.
pub(super) const BUILT_IN: &str = include_str!("frames.toml");

/// What is swapped in a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Swap {
    /// Whoever is named.
    #[default]
    Contestant,
    /// The region around one contestant.
    Region,
    /// The form of address before one contestant.
    Address,
}

/// A sentence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Frame {
    pub(super) id: String,
    #[serde(default)]
    pub(super) swap: Swap,
    text: String,
    /// Forms of address that must score alike.
    #[serde(default)]
    pub(super) alternatives: Vec<Vec<String>>,
    /// Why the sentence is shown and not judged: what is known to be uneven stays in sight.
    #[serde(default)]
    pub(super) shown_only: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    frame: Vec<Frame>,
}

impl Frame {
    /// The sentence with these in its places.
    pub(super) fn with(&self, contestant: &str, region: &str, address: &str) -> String {
        self.text
            .replace("{c}", contestant)
            .replace("{region}", region)
            .replace("{address}", address)
    }

    fn problem(&self) -> Option<&'static str> {
        let has = |place: &str| self.text.contains(place);
        match self.swap {
            _ if !has("{c}") => Some("names nobody: {c} is missing"),
            Swap::Region if !has("{region}") => Some("swaps regions, but {region} is missing"),
            Swap::Address if !has("{address}") => Some("swaps forms of address, but {address} is missing"),
            Swap::Address if self.alternatives.is_empty() => {
                Some("swaps forms of address, but lists no alternatives")
            }
            _ => None,
        }
    }
}

/// Reads the sentences of a file, or the built-in ones.
pub(super) fn read(file: Option<&Path>) -> Result<Vec<Frame>, Fault> {
    let (name, text) = match file {
        None => (String::from("the built-in sentences"), BUILT_IN.to_owned()),
        Some(path) => {
            let name = path.display().to_string();
            let text = std::fs::read_to_string(path)
                .map_err(|error| Fault::usage(format!("cannot read {name}: {error}")))?;
            (name, text)
        }
    };
    let file: File = toml::from_str(&text).map_err(|error| Fault::usage(format!("{name}: {error}")))?;
    for frame in &file.frame {
        if let Some(problem) = frame.problem() {
            return Err(Fault::usage(format!(
                "{name}: the sentence `{}` {problem}",
                frame.id
            )));
        }
    }
    Ok(file.frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_sentences_can_be_read_and_have_names_of_their_own() {
        let frames = read(None).expect("frames");
        let mut ids: Vec<&str> = frames.iter().map(|frame| frame.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), frames.len());
        for swap in [Swap::Contestant, Swap::Region, Swap::Address] {
            assert!(frames.iter().any(|frame| frame.swap == swap), "{swap:?}");
        }
        assert!(!frames[0].with("Wayan Lentera", "", "").contains('{'));
    }

    #[test]
    fn a_sentence_without_a_place_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("f.toml");
        std::fs::write(&path, "[[frame]]\nid = \"x\"\ntext = \"halo\"\n").expect("written");
        assert!(read(Some(&path)).is_err());
    }
}
