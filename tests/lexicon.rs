//! The embedded lexicon is what its files promise: examples that hold, rules for every ban, nothing twice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use netra::lexicon::{EntryFile, Example, Rule, RuleFile, Source};
use netra::{Lexicon, LintMessage, Severity, lint};
use serde::de::DeserializeOwned;

use crate::support::{classifier, root};

/// How many errors lint may show today. The number may only shrink; at 0 the file goes, and the test with it becomes
/// "none".
const KNOWN: &str = "tests/lint-known.txt";

fn known() -> (usize, usize) {
    let text = fs::read_to_string(root().join(KNOWN)).unwrap();
    let number = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        let value = line.unwrap_or_else(|| panic!("{KNOWN} says nothing of {name}"));
        value.trim().parse().unwrap()
    };
    (number("errors"), number("warnings"))
}

#[test]
fn lint_shows_no_more_than_is_known() {
    let messages = lint(&Lexicon::embedded());
    let of = |severity: Severity| -> Vec<&LintMessage> {
        messages
            .iter()
            .filter(|message| message.severity == severity)
            .collect()
    };
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    for message in errors.iter().chain(&warnings) {
        println!("{:?}: {}\n", message.severity, message.error);
    }
    println!("{} errors, {} warnings", errors.len(), warnings.len());
    if std::env::var_os("NETRA_BLESS").is_some() {
        let (most_errors, most_warnings) = known();
        let (errors, warnings) = (errors.len().min(most_errors), warnings.len().min(most_warnings));
        let mut text = String::from(
            "# What lint may show at most; NETRA_BLESS=1 cargo test -p netra lint writes it, only ever downwards.\n",
        );
        writeln!(text, "errors {errors}\nwarnings {warnings}").unwrap();
        fs::write(root().join(KNOWN), text).unwrap();
    }
    let (most_errors, most_warnings) = known();
    assert!(
        errors.len() <= most_errors,
        "{} errors, known are {most_errors}: --nocapture shows them",
        errors.len()
    );
    assert!(
        warnings.len() <= most_warnings,
        "{} warnings, known are {most_warnings}",
        warnings.len()
    );
}

fn parsed<T: DeserializeOwned>(folder: &str, lexicon: &Lexicon) -> Vec<(String, T)> {
    let inside = |source: &&Source| source.path.starts_with(folder) && source.path.ends_with(".toml");
    let sources = lexicon.sources().iter().filter(inside);
    sources
        .map(|source| {
            let file =
                toml::from_str(&source.text).unwrap_or_else(|error| panic!("{}: {error}", source.path));
            (source.path.clone(), file)
        })
        .collect()
}

#[test]
fn every_ban_has_rules_and_every_rule_an_example() {
    let files: Vec<(String, RuleFile)> = parsed("bans/", &Lexicon::embedded());
    let bans = classifier().law().bans();
    assert_eq!(bans.len(), 29);
    let mut wrong = Vec::new();
    for ban in bans {
        match files.iter().find(|(_, file)| file.id == *ban.id) {
            None => wrong.push(format!("{} has no file", ban.id)),
            Some((_, file)) if file.rule.is_empty() => wrong.push(format!("{} has no rule", ban.id)),
            Some((_, file)) => {
                let silent = file
                    .rule
                    .iter()
                    .filter(|rule| rule.fire.is_empty() || rule.quiet.is_empty());
                wrong.extend(
                    silent
                        .map(|rule| format!("{}/{} has no `fire` or no `quiet`", ban.id, rule.id.get_ref())),
                );
                for (name, pick) in [
                    (
                        "fire",
                        (|rule| &rule.fire) as fn(&Rule) -> &Vec<toml::Spanned<Example>>,
                    ),
                    ("quiet", |rule| &rule.quiet),
                ] {
                    let posts: BTreeSet<String> = file
                        .rule
                        .iter()
                        .flat_map(pick)
                        .map(|example| format!("{:?}", example.get_ref()))
                        .collect();
                    if posts.len() < 6 {
                        wrong.push(format!("{} has {} posts that {name}", ban.id, posts.len()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_group_of_terms_has_examples_and_no_example_is_on_both_sides() {
    let lexicon = Lexicon::embedded();
    let mut wrong = Vec::new();
    let files = [
        parsed::<EntryFile>("signals/", &lexicon),
        parsed("guards/", &lexicon),
    ]
    .concat();
    for (path, file) in &files {
        for group in file.group.iter().filter(|group| !group.terms.is_empty()) {
            let id = group.id.get_ref();
            let texts = |list: &[toml::Spanned<String>]| -> BTreeSet<String> {
                list.iter().map(|text| text.get_ref().clone()).collect()
            };
            let (hit, miss) = (texts(&group.hit), texts(&group.miss));
            if hit.is_empty() || miss.is_empty() {
                wrong.push(format!("{path}: `{id}` has no `hit` or no `miss`"));
            }
            wrong.extend(
                hit.intersection(&miss)
                    .map(|text| format!("{path}: `{id}` hits and misses {text:?}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_group_and_no_rule_is_there_twice() {
    let lexicon = Lexicon::embedded();
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let files = [
        parsed::<EntryFile>("signals/", &lexicon),
        parsed("guards/", &lexicon),
    ]
    .concat();
    for (path, file) in &files {
        let mut terms = BTreeSet::new();
        for group in &file.group {
            let owner = match (&group.signal, &group.guard) {
                (None, None) => file
                    .signal
                    .clone()
                    .or_else(|| file.guard.as_ref().map(|guard| format!("guard:{guard}"))),
                (signal, guard) => signal
                    .clone()
                    .or_else(|| guard.as_ref().map(|guard| format!("guard:{guard}"))),
            };
            let owner = owner.unwrap_or_else(|| panic!("{path}: `{}` has no owner", group.id.get_ref()));
            places
                .entry(format!("{owner}/{}", group.id.get_ref()))
                .or_default()
                .push(path.clone());
            for term in &group.terms {
                if !terms.insert(format!("{owner}: {}", term.get_ref())) {
                    places
                        .entry(format!("{path}: the term {:?} of {owner}", term.get_ref()))
                        .or_default()
                        .extend([path.clone(), path.clone()]);
                }
            }
        }
    }
    for (path, file) in parsed::<RuleFile>("bans/", &lexicon) {
        for rule in &file.rule {
            places
                .entry(format!("rule {}/{}", file.id, rule.id.get_ref()))
                .or_default()
                .push(path.clone());
        }
    }
    let twice: Vec<String> = places
        .into_iter()
        .filter(|(_, paths)| paths.len() > 1)
        .map(|(what, paths)| format!("{what}: {}", paths.join(", ")))
        .collect();
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}
