//! Every surface, with everyone it may mean.

use std::collections::{HashMap, HashSet};

use super::clean::words;
use super::common::Common;
use super::mention::{Form, Mention, Part};
use super::names::mentions;
use super::row::Contestant;
use crate::verdict::Stance;

/// An official name that so many contestants bear is borne by many others too, and needs company. Three is still one
/// person in three elections.
const NAMESAKES: usize = 4;

/// One reading of a surface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meaning {
    /// Index of the contestant in the slice that the surfaces were made of.
    pub contestant: u32,
    /// What kind of name it is.
    pub form: Form,
    /// Whom of a pair it names.
    pub part: Part,
    /// Whether it counts without company.
    pub alone: bool,
    /// The side that using it takes.
    pub side: Option<Stance>,
}

/// A surface and its readings, in the order of the contestants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// Plain lower-case words, or one `#tag`, or one `@handle`.
    pub term: Box<str>,
    /// Who may be meant. Never empty.
    pub meanings: Vec<Meaning>,
}

/// All surfaces of many contestants, sorted by term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surfaces {
    surfaces: Vec<Surface>,
}

impl Surfaces {
    /// The surfaces of these contestants. The same contestants in the same order give the same surfaces.
    ///
    /// A name that four contestants bear needs company. A made-up spelling that is a word of somebody's name, or a surface in its own right, is dropped: the rule
    /// must not turn one contestant into another.
    #[must_use]
    pub fn of(contestants: &[Contestant], common: &Common) -> Surfaces {
        let mut all: Vec<(Box<str>, Meaning)> = Vec::new();
        for (index, contestant) in (0..).zip(contestants) {
            all.extend(
                mentions(contestant, common)
                    .into_iter()
                    .map(|mention| meaning(mention, index)),
            );
        }
        let taken = taken_by_names(contestants, &all);
        all.retain(|(term, meaning)| meaning.form != Form::Misspelt || !taken.contains(term));
        titled_namesakes(&mut all);
        all.sort_unstable();
        let mut surfaces: Vec<Surface> = Vec::new();
        for (term, meaning) in all {
            match surfaces.last_mut() {
                Some(last) if last.term == term => last.meanings.push(meaning),
                _ => surfaces.push(Surface {
                    term,
                    meanings: vec![meaning],
                }),
            }
        }
        for surface in &mut surfaces {
            if surface.meanings.len() >= NAMESAKES {
                for meaning in &mut surface.meanings {
                    meaning.alone &= !matches!(meaning.form, Form::FullName | Form::PartName);
                }
            }
        }
        Surfaces { surfaces }
    }

    /// Every surface, sorted by term.
    pub fn iter(&self) -> std::slice::Iter<'_, Surface> {
        self.surfaces.iter()
    }

    /// How many surfaces there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.surfaces.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.surfaces.is_empty()
    }

    /// Who may be meant by exactly this surface.
    #[must_use]
    pub fn get(&self, term: &str) -> &[Meaning] {
        self.surfaces
            .binary_search_by(|surface| (*surface.term).cmp(term))
            .map_or(&[], |at| &self.surfaces[at].meanings)
    }
}

impl<'a> IntoIterator for &'a Surfaces {
    type Item = &'a Surface;
    type IntoIter = std::slice::Iter<'a, Surface>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn meaning(mention: Mention, contestant: u32) -> (Box<str>, Meaning) {
    let meaning = Meaning {
        contestant,
        form: mention.form,
        part: mention.part,
        alone: mention.alone,
        side: mention.side,
    };
    (mention.term, meaning)
}

/// Made-up spellings that mean somebody by right.
fn taken_by_names(contestants: &[Contestant], all: &[(Box<str>, Meaning)]) -> HashSet<Box<str>> {
    let made_up: HashSet<&str> = all
        .iter()
        .filter(|(_, meaning)| meaning.form == Form::Misspelt)
        .map(|(term, _)| &**term)
        .collect();
    let mut taken: HashSet<Box<str>> = HashSet::new();
    for contestant in contestants {
        for word in words(&contestant.head)
            .into_iter()
            .chain(words(&contestant.deputy))
        {
            if made_up.contains(word.as_str()) {
                taken.insert(word.into());
            }
        }
    }
    for (term, meaning) in all {
        if meaning.form != Form::Misspelt && made_up.contains(&**term) {
            taken.insert(term.clone());
        }
    }
    taken
}

/// The longer surface hides the shorter one, so a form of address before a name of one contestant must not hide another
/// one whose name that is without company: "pak surya" of the one may be the other's Surya.
fn titled_namesakes(all: &mut Vec<(Box<str>, Meaning)>) {
    let titled: Vec<(Box<str>, u32)> = all
        .iter()
        .filter(|(_, meaning)| meaning.form == Form::Titled)
        .map(|(term, meaning)| (term.clone(), meaning.contestant))
        .collect();
    let names: HashSet<&str> = titled.iter().filter_map(|(term, _)| after_title(term)).collect();
    let mut sure: HashMap<Box<str>, Vec<Meaning>> = HashMap::new();
    for (term, meaning) in all.iter() {
        if meaning.alone && meaning.form == Form::ShortName && names.contains(&**term) {
            sure.entry(term.clone()).or_default().push(*meaning);
        }
    }
    let mut added: HashSet<(Box<str>, u32)> = titled.iter().cloned().collect();
    for (term, _) in &titled {
        for meaning in after_title(term)
            .and_then(|name| sure.get(name))
            .into_iter()
            .flatten()
        {
            if added.insert((term.clone(), meaning.contestant)) {
                let meaning = Meaning {
                    form: Form::Titled,
                    ..*meaning
                };
                all.push((term.clone(), meaning));
            }
        }
    }
}

fn after_title(term: &str) -> Option<&str> {
    term.rsplit_once(' ').map(|(_, name)| name)
}
