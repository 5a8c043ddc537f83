//! Names of both partners in a row.

use super::clean::{core, is_particle, official, words};
use super::mention::{Form, Part};
use super::names::{MIN_GLUED, Made};

/// How many names of each partner are combined.
const NAMES_EACH: usize = 5;
/// Shortest word that takes part: abbreviations are left to the table.
const MIN_LETTERS: usize = 3;

/// Adds the pair in both orders, with and without `dan`; what else stands between names is punctuation, which does not
/// matter. Prominent rows combine up to five names of each, and glue them; the others combine the first and the last
/// word of each, like with like, head first.
pub(super) fn push(made: &mut Made<'_>) {
    let contestant = made.contestant;
    let lists = contestant.lists();
    // Both in full are a pair whoever they are: else one would be a pair and another two persons.
    let (head, deputy) = (whole(&contestant.head), whole(&contestant.deputy));
    add(made, &head.0, &deputy.0, true);
    add(made, &head.1, &deputy.1, true);
    if contestant.is_prominent() {
        let heads = names(&contestant.head, &lists.head_short, &lists.head_weak);
        let deputies = names(&contestant.deputy, &lists.deputy_short, &lists.deputy_weak);
        for (head, head_strong) in &heads {
            for (deputy, deputy_strong) in &deputies {
                let alone = *head_strong || *deputy_strong || either_rare(made, head, deputy);
                add(made, head, deputy, alone);
                add(made, deputy, head, alone);
                let single = !head.contains(' ') && !deputy.contains(' ');
                if single && head.len() + deputy.len() >= MIN_GLUED {
                    made.push(format!("{head}{deputy}"), Form::Glued, Part::Whole, alone);
                }
            }
        }
    } else {
        let (heads, deputies) = (ends(&contestant.head), ends(&contestant.deputy));
        for (head, deputy) in heads.iter().zip(&deputies) {
            let alone = either_rare(made, head, deputy);
            add(made, head, deputy, alone);
        }
    }
}

fn add(made: &mut Made<'_>, one: &str, other: &str, alone: bool) {
    if one != other {
        made.push(format!("{one} {other}"), Form::Pair, Part::Whole, alone);
        made.push(format!("{one} dan {other}"), Form::Pair, Part::Whole, alone);
    }
}

/// `agus budi` may be any two people; `agus sylviana` is not.
fn either_rare(made: &Made<'_>, one: &str, other: &str) -> bool {
    !(made.common.has(one) && made.common.has(other))
}

/// The names of one partner, those that count alone and single words first; each with whether it counts alone.
fn names(official: &str, short: &[Box<str>], weak: &[Box<str>]) -> Vec<(String, bool)> {
    let mut names: Vec<(String, bool)> = short.iter().map(|name| (name.to_string(), true)).collect();
    names.extend(
        weak.iter()
            .filter(|name| !name.contains(' '))
            .map(|name| (name.to_string(), false)),
    );
    for word in ends(official) {
        if !names.iter().any(|(name, _)| *name == word) {
            names.push((word, false));
        }
    }
    names.retain(|(name, _)| name.chars().count() >= MIN_LETTERS);
    // A stable sort: within a group the order of the table stays.
    names.sort_by_key(|(name, strong)| (name.matches(' ').count(), !strong));
    names.truncate(NAMES_EACH);
    names
}

/// An official name as it is written, and without its particles.
fn whole(written: &str) -> (String, String) {
    let owned = words(&official(written).name);
    let all: Vec<&str> = owned.iter().map(String::as_str).collect();
    (all.join(" "), core(&all).join(" "))
}

/// The first and the last word of a name by which people may be called.
fn ends(official: &str) -> Vec<String> {
    let owned = words(official);
    let all: Vec<&str> = owned.iter().map(String::as_str).collect();
    let core = core(&all);
    let mut called = core.iter().copied().filter(|word| !is_particle(word));
    let first = called.next().or(core.first().copied());
    let last = called.next_back().or(first);
    first.into_iter().chain(last).map(str::to_owned).collect()
}
