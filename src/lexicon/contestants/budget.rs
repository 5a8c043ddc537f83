//! How often a name may be read where no election is talked about.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use super::{Common, Contestant, Surfaces};
use crate::error::{Error, ErrorKind, Result};
use crate::lexicon::{Lexicon, Source, read_file};

const FILE: &str = "contestants/budget.toml";
const MEASURED: &str = "contestants/measured.tsv";

/// The budget of names: how many of 100,000 posts of everyday, governing and news feeds may be read as naming a
/// contestant by a name that counts alone.
///
/// ```
/// let budget = netra::NamesBudget::of(&netra::Lexicon::embedded())?;
/// assert_eq!(budget.judge("lentera", true, 1.0), "ok");
/// assert_eq!(budget.judge("lentera", true, 900.0), "over");
/// assert_eq!(budget.judge("lentera", false, 900.0), "in company");
/// # Ok::<(), netra::Error>(())
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NamesBudget {
    most: f64,
    /// Names that are read more often and rightly, with what was read.
    earnest: BTreeMap<String, String>,
}

impl NamesBudget {
    /// The budget of a lexicon; without a file nothing is allowed beyond zero and nothing is refused.
    ///
    /// # Errors
    /// When the file is wrong.
    pub fn of(lexicon: &Lexicon) -> Result<NamesBudget> {
        let Some(source) = source(lexicon, FILE) else {
            return Ok(NamesBudget {
                most: f64::INFINITY,
                ..NamesBudget::default()
            });
        };
        read_file(source)
    }

    /// Most posts in 100,000.
    #[must_use]
    pub fn most(&self) -> f64 {
        self.most
    }

    /// What the budget says of a name read in so many of 100,000 posts: `ok`, `in company`, `over`, or why more is
    /// allowed.
    #[must_use]
    pub fn judge(&self, name: &str, alone: bool, per_100k: f64) -> String {
        match self.earnest.get(name) {
            _ if per_100k <= self.most => "ok".to_owned(),
            Some(why) => why.clone(),
            None if alone => "over".to_owned(),
            None => "in company".to_owned(),
        }
    }
}

/// What is over its budget, by the figures measured, among the names that count alone.
pub(crate) fn over_budget(lexicon: &Lexicon) -> Result<Vec<Error>> {
    let budget = NamesBudget::of(lexicon)?;
    let Some(measured) = source(lexicon, MEASURED) else {
        return Ok(Vec::new());
    };
    let alone = names_that_count_alone(lexicon)?;
    let mut over = Vec::new();
    let mut at = 0;
    for line in measured.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |message: String| {
            Error::new(ErrorKind::Lexicon, message)
                .in_file(&measured.path)
                .at(&measured.text, start..start + line.len())
        };
        let figure = line
            .split_once('\t')
            .and_then(|(name, figure)| Some((name, figure.parse::<f64>().ok()?)));
        let Some((name, figure)) = figure else {
            over.push(wrong("a line holds a name, a tab and a figure".to_owned()));
            continue;
        };
        if alone.contains(name) && budget.judge(name, true, figure) == "over" {
            let message = format!(
                "`{name}` counts alone and is read in {figure} of 100,000 posts that are about no election; the budget is {}",
                budget.most
            );
            over.push(wrong(message).help(
                "list it as needing company (a _weak column, or ordinary-words.txt), or say in budget.toml what was \
                 read in those posts",
            ));
        }
    }
    Ok(over)
}

fn names_that_count_alone(lexicon: &Lexicon) -> Result<HashSet<String>> {
    let mut rows: Vec<Contestant> = Vec::new();
    for source in lexicon.below("contestants/", ".csv") {
        if !source.path.contains("/optional/") {
            rows.extend(super::read(&source.path, &source.text)?);
        }
    }
    super::unite(&mut rows);
    let common = Common::read(&[
        lexicon.text("contestants/common-names.txt").unwrap_or(""),
        lexicon.text("contestants/ordinary-words.txt").unwrap_or(""),
    ]);
    let surfaces = Surfaces::of(&rows, &common);
    Ok(surfaces
        .iter()
        .filter(|surface| surface.meanings.iter().any(|meaning| meaning.alone))
        .map(|surface| surface.term.replace('\'', ""))
        .collect())
}

fn source<'l>(lexicon: &'l Lexicon, path: &str) -> Option<&'l Source> {
    lexicon.sources().iter().find(|source| source.path == path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_over_its_budget_is_refused_until_it_needs_company_or_was_read() {
        let head = "id,election,region,number,kind,head,head_short,head_weak\n";
        let mut lexicon = Lexicon::empty();
        lexicon
            .add(FILE, "most = 20.0\n[earnest]\ngumilang = \"read\"\n")
            .add(
                MEASURED,
                "# figures\nlentera\t93.5\nsekar\t12.0\ngumilang\t50.0\n",
            )
            .add(
                "contestants/a.csv",
                format!("{head}x/9999/1,x,9999,1,pair,Lentera Kusumawardhana,lentera|sekar|gumilang,\n"),
            );
        let over = over_budget(&lexicon).unwrap();
        assert_eq!(over.len(), 1);
        assert!(over[0].to_string().contains("`lentera`"), "{}", over[0]);
        assert!(over[0].to_string().contains("measured.tsv:2:1"), "{}", over[0]);
        lexicon.add(
            "contestants/a.csv",
            format!("{head}x/9999/1,x,9999,1,pair,Lentera Kusumawardhana,sekar|gumilang,lentera\n"),
        );
        assert!(over_budget(&lexicon).unwrap().is_empty());
        lexicon.add(MEASURED, "lentera 93\n");
        assert!(
            over_budget(&lexicon).unwrap()[0]
                .to_string()
                .contains("a tab and a figure")
        );
    }
}
