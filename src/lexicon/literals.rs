//! The lexicon spelled out: what a matcher that knows only literals would be given.

use super::contestants::{self, Common, Surfaces};
use super::file::{EntryFile, placed, read};
use super::source::Lexicon;
use super::term::{Atom, expand, forms};
use crate::error::Result;

/// Every name and phrase of a lexicon as plain text, each list sorted and without doubles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Literals {
    /// Every way to write a contestant: names, pairs, nicknames, tags, accounts, slogans.
    pub names: Vec<String>,
    /// Every phrase of the signals and guards, alternatives and forms spelled out. Terms with a place (`<c>`, `<p>`,
    /// `<n>`) are left out, because no literal can say them.
    pub phrases: Vec<String>,
}

impl Literals {
    /// Names and phrases together, sorted, without doubles.
    #[must_use]
    pub fn all(&self) -> Vec<&str> {
        let both = self.names.iter().chain(&self.phrases);
        let mut all: Vec<&str> = both.map(String::as_str).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Lexicon {
    /// Spells out every name and phrase: to compare other matchers with netra on the same words, or to search a text by
    /// hand. Optional contestant tables are left out, as a classifier leaves them out.
    ///
    /// Expands the whole lexicon: a tenth of a second and some megabytes with the embedded one.
    ///
    /// # Errors
    /// When a file of signals, guards or contestants is wrong, with its place.
    ///
    /// ```
    /// use netra::Lexicon;
    /// let mut lexicon = Lexicon::empty();
    /// lexicon.add("signals/call.toml", r#"
    /// signal = "call"
    /// [[group]]
    /// id = "vote"
    /// terms = ["{ayo|yuk} memilih", "pilih <c>"]
    /// "#);
    /// assert_eq!(lexicon.literals()?.phrases, ["ayo memilih", "yuk memilih"]);
    /// # Ok::<(), netra::Error>(())
    /// ```
    pub fn literals(&self) -> Result<Literals> {
        let mut literals = Literals {
            names: self.names()?,
            phrases: Vec::new(),
        };
        for folder in ["signals/", "guards/"] {
            for source in self.below(folder, ".toml") {
                let file: EntryFile = read(source)?;
                for term in file.group.iter().flat_map(|group| &group.terms) {
                    let phrases =
                        expand(term.get_ref()).map_err(|error| placed(error, source, term.span()))?;
                    for phrase in &phrases {
                        spell(phrase, &mut literals.phrases);
                    }
                }
            }
        }
        literals.phrases.sort_unstable();
        literals.phrases.dedup();
        Ok(literals)
    }

    fn names(&self) -> Result<Vec<String>> {
        let mut rows = Vec::new();
        for source in self.below("contestants/", ".csv") {
            if !source.path.contains("/optional/") {
                rows.extend(contestants::read(&source.path, &source.text)?);
            }
        }
        let common = Common::read(&[
            self.text("contestants/common-names.txt").unwrap_or(""),
            self.text("contestants/ordinary-words.txt").unwrap_or(""),
        ]);
        let surfaces = Surfaces::of(&rows, &common);
        Ok(surfaces.iter().map(|surface| surface.term.to_string()).collect())
    }
}

/// Adds every spelling of a phrase; none for a phrase with a place.
fn spell(phrase: &[Atom], spelled: &mut Vec<String>) {
    let mut grown = vec![String::new()];
    for atom in phrase {
        let words = match atom {
            Atom::Word(word) => vec![word.clone()],
            Atom::Forms(root) => forms(root),
            Atom::Contestant | Atom::Party | Atom::Number => return,
        };
        let longer = |before: &String| {
            let space = if before.is_empty() { "" } else { " " };
            words
                .iter()
                .map(|word| format!("{before}{space}{word}"))
                .collect::<Vec<_>>()
        };
        grown = grown.iter().flat_map(longer).collect();
    }
    spelled.append(&mut grown);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_lexicon_is_spelled_out() {
        let literals = Lexicon::embedded().literals().unwrap();
        assert!(literals.names.len() > 1_000 && literals.phrases.len() > 1_000);
        let all = literals.all();
        assert!(
            all.iter()
                .all(|literal| !literal.is_empty() && !literal.contains('<'))
        );
        assert!(all.is_sorted() && all.binary_search(&"prabowo gibran").is_ok());
    }

    #[test]
    fn forms_are_spelled_out_and_places_left_out() {
        let mut spelled = Vec::new();
        spell(
            &[Atom::Forms("dukung".to_owned()), Atom::Word("terus".to_owned())],
            &mut spelled,
        );
        assert!(spelled.contains(&"mendukung terus".to_owned()));
        let count = spelled.len();
        spell(&[Atom::Word("pilih".to_owned()), Atom::Contestant], &mut spelled);
        assert_eq!(spelled.len(), count);
    }
}
