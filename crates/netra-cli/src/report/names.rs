//! What ids are called: bans, contestants, regions, classes of sanction, as the lexicon names them.

use std::collections::HashMap;
use std::sync::Arc;

use netra::Lexicon;
use netra::law::{Law, RegionCode, Zone};
use netra::lexicon::contestants;
use serde::Serialize;

use super::words;
use crate::exit::Fault;

/// A name in Indonesian and in English.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Label(pub(crate) String, pub(crate) String);

impl Label {
    /// The same in both languages, as names are.
    pub(crate) fn same(name: &str) -> Label {
        Label(name.to_owned(), name.to_owned())
    }
}

/// The names of a lexicon.
pub(crate) struct Names {
    law: Law,
    contestants: HashMap<Box<str>, String>,
    /// Accounts of contestants.
    accounts: Vec<Box<str>>,
}

impl Names {
    /// Reads them; nothing is compiled.
    pub(crate) fn of(lexicon: &Lexicon) -> Result<Names, Fault> {
        let files: Vec<(String, String)> = lexicon
            .sources()
            .iter()
            .map(|source| (source.path.clone(), source.text.clone().into_owned()))
            .collect();
        let mut names = Names {
            law: Law::parse(&files)?,
            contestants: HashMap::new(),
            accounts: Vec::new(),
        };
        for (path, text) in &files {
            if !path.starts_with("contestants/") || !path.ends_with(".csv") {
                continue;
            }
            for one in contestants::read(path, text)? {
                names.accounts.extend(one.lists().handles.iter().cloned());
                names.contestants.insert(one.id.clone(), one.name());
            }
        }
        Ok(names)
    }

    /// The accounts of contestants, which are no private matter.
    pub(crate) fn accounts(&self) -> impl Iterator<Item = &str> {
        self.accounts.iter().map(|account| &**account)
    }

    /// The title of a ban.
    pub(crate) fn ban(&self, id: &str) -> Label {
        self.law.ban(id).map_or_else(
            || words::label(id),
            |ban| Label(ban.title.id.to_string(), ban.title.en.to_string()),
        )
    }

    /// The name of a contestant: the verdicts' own, else the lexicon's, else the id.
    pub(crate) fn contestant(&self, id: &str, known: &HashMap<Arc<str>, Arc<str>>) -> Label {
        let name = known
            .get(id)
            .map(|name| &**name)
            .or_else(|| self.contestants.get(id).map(String::as_str));
        Label::same(name.unwrap_or(id))
    }

    /// A class of sanction.
    pub(crate) fn class(&self, id: &str) -> Label {
        self.law
            .classes()
            .iter()
            .find(|class| *class.id == *id)
            .map_or_else(
                || words::label(id),
                |class| Label(class.title.id.to_string(), class.title.en.to_string()),
            )
    }

    /// The code and name of a region as a post gives it, and its clock; a region that the lexicon does not know stands
    /// for itself.
    pub(crate) fn region(&self, text: &str) -> (String, Label, Zone) {
        match self.law.region(text) {
            Ok(region) => {
                let code = region.code.to_string();
                let label = Label::same(&format!("{} ({code})", region.name));
                (code, label, region.zone)
            }
            Err(_) => (text.to_owned(), Label::same(text), self.zone(text)),
        }
    }

    fn zone(&self, text: &str) -> Zone {
        self.law.regions().zone(RegionCode::parse(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_names() {
        let names = Names::of(&Lexicon::embedded()).expect("the embedded lexicon");
        assert!(!names.ban("social-like").1.is_empty());
        assert_ne!(names.ban("social-like").0, "social-like");
        let known = HashMap::new();
        assert!(names.contestant("pilpres-2024/2", &known).0.contains("Prabowo"));
        assert_eq!(
            names.contestant("pilpres-1800/9", &known),
            Label::same("pilpres-1800/9")
        );
        assert_eq!(names.region("33.25").0, "3325");
        assert!(names.region("33.25").1.0.contains("Batang"));
        assert_eq!(names.region("negeri dongeng").0, "negeri dongeng");
        assert!(names.accounts().any(|account| account.starts_with('@')));
    }
}
