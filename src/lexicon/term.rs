//! The syntax of a term: plain words, `{a|b}` alternatives, `word~` forms, `<c>` `<p>` `<n>` places.

use crate::error::{Error, ErrorKind};

/// One place of a term.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atom {
    /// This word (or emoji, tag, handle).
    Word(String),
    /// This word or one of its everyday forms.
    Forms(String),
    /// A mention of a contestant.
    Contestant,
    /// A mention of a party.
    Party,
    /// A small number.
    Number,
}

/// No term may expand to more phrases than this: what is longer is a rule in disguise.
const MOST_EXPANSIONS: usize = 4000;

/// The phrases that a term stands for.
///
/// # Errors
/// With a message and what to do, when braces or marks do not fit, or nothing is left.
pub fn expand(term: &str) -> Result<Vec<Vec<Atom>>, Error> {
    let wrong = |message: String, help: &str| Error::new(ErrorKind::Lexicon, message).help(help);
    let mut phrases: Vec<String> = vec![String::new()];
    let mut rest = term;
    while let Some(open) = rest.find('{') {
        let before = &rest[..open];
        if before.contains('}') {
            return Err(wrong(format!("`}}` without `{{` in `{term}`"), "write {a|b}"));
        }
        let Some(length) = rest[open..].find('}') else {
            return Err(wrong(format!("`{{` without `}}` in `{term}`"), "write {a|b}"));
        };
        let inside = &rest[open + 1..open + length];
        if inside.contains('{') {
            return Err(wrong(
                format!("braces inside braces in `{term}`"),
                "write two terms",
            ));
        }
        let mut grown = Vec::with_capacity(phrases.len() * 2);
        for phrase in &phrases {
            for choice in inside.split('|') {
                grown.push(format!("{phrase}{before}{choice}"));
            }
        }
        if grown.len() > MOST_EXPANSIONS {
            return Err(wrong(
                format!("`{term}` stands for more than {MOST_EXPANSIONS} phrases"),
                "split it, or use a rule",
            ));
        }
        phrases = grown;
        rest = &rest[open + length + 1..];
    }
    if rest.contains('}') {
        return Err(wrong(format!("`}}` without `{{` in `{term}`"), "write {a|b}"));
    }
    let mut expanded = Vec::with_capacity(phrases.len());
    for phrase in phrases {
        let phrase = phrase + rest;
        let atoms = phrase
            .split_whitespace()
            .map(|word| atom(word, term))
            .collect::<Result<Vec<_>, _>>()?;
        if atoms.is_empty() {
            return Err(wrong(
                format!("`{term}` can be empty"),
                "every alternative must leave a word",
            ));
        }
        if !expanded.contains(&atoms) {
            expanded.push(atoms);
        }
    }
    Ok(expanded)
}

fn atom(word: &str, term: &str) -> Result<Atom, Error> {
    match word {
        "<c>" => return Ok(Atom::Contestant),
        "<p>" => return Ok(Atom::Party),
        "<n>" => return Ok(Atom::Number),
        _ => {}
    }
    if word.contains(['<', '>', '|']) {
        return Err(
            Error::new(ErrorKind::Lexicon, format!("`{word}` in `{term}` is no word"))
                .help("places are <c> (contestant), <p> (party) and <n> (number), each a word of its own"),
        );
    }
    match word.strip_suffix('~') {
        Some(root) if root.len() >= 3 => Ok(Atom::Forms(root.to_owned())),
        Some(root) => Err(Error::new(
            ErrorKind::Lexicon,
            format!("`{root}~` in `{term}` is too short for forms"),
        )
        .help("list the forms you mean")),
        None => Ok(Atom::Word(word.to_owned())),
    }
}

/// The everyday forms of a root: active, passive and informal prefixes, with the common endings.
///
/// Generated, not stemmed at run time; forms that nobody writes cost a few bytes and match nothing.
#[must_use]
pub fn forms(root: &str) -> Vec<String> {
    let Some(first) = root.chars().next() else {
        return Vec::new();
    };
    let tail = &root[first.len_utf8()..];
    // meN-: what the nasal does to the first sound.
    let (active, informal): (Vec<String>, Vec<String>) = match first {
        'p' => (
            vec![format!("mem{tail}"), format!("mem{root}")],
            vec![format!("m{tail}")],
        ),
        't' => (
            vec![format!("men{tail}"), format!("men{root}")],
            vec![format!("n{tail}")],
        ),
        's' => (vec![format!("meny{tail}")], vec![format!("ny{tail}")]),
        'k' => (vec![format!("meng{tail}")], vec![format!("ng{tail}")]),
        'b' | 'f' | 'v' => (
            vec![format!("mem{root}")],
            vec![format!("m{root}"), format!("nge{root}")],
        ),
        'c' => (
            vec![format!("men{root}")],
            vec![format!("ny{tail}"), format!("nge{root}")],
        ),
        'd' | 'j' | 'z' => (
            vec![format!("men{root}")],
            vec![format!("n{root}"), format!("nge{root}")],
        ),
        'g' | 'h' => (
            vec![format!("meng{root}")],
            vec![format!("ng{root}"), format!("nge{root}")],
        ),
        'a' | 'e' | 'i' | 'o' | 'u' => (vec![format!("meng{root}")], vec![format!("ng{root}")]),
        _ => (vec![format!("me{root}")], vec![format!("nge{root}")]),
    };
    let mut stems = vec![root.to_owned()];
    stems.extend(active);
    stems.extend(informal);
    for prefix in ["di", "ku", "kau", "ter", "tak"] {
        stems.push(format!("{prefix}{root}"));
    }
    let mut all = Vec::new();
    for stem in stems {
        for ending in [
            "", "kan", "in", "i", "lah", "nya", "kanlah", "ilah", "inlah", "kah", "mu", "ku", "an", "en",
            "no", "ken",
        ] {
            all.push(format!("{stem}{ending}"));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Atom {
        Atom::Word(text.to_owned())
    }

    #[test]
    fn alternatives_and_places_expand() {
        assert_eq!(
            expand("{ayo|mari} pilih <c>").unwrap(),
            vec![
                vec![word("ayo"), word("pilih"), Atom::Contestant],
                vec![word("mari"), word("pilih"), Atom::Contestant]
            ]
        );
        assert_eq!(
            expand("dukung~ {|terus} <p>").unwrap()[0],
            vec![Atom::Forms("dukung".into()), Atom::Party]
        );
    }

    #[test]
    fn what_does_not_fit_is_told() {
        for term in ["{a|b", "a} b", "{a{b}c}", "{|}", "<x> ya", "di~"] {
            assert!(expand(term).is_err(), "{term}");
        }
    }

    #[test]
    fn forms_hold_the_forms_people_write() {
        let cases = [
            ("pilih", "memilih"),
            ("pilih", "milih"),
            ("pilih", "dipilih"),
            ("dukung", "mendukung"),
            ("menang", "memenangkan"),
            ("dukung", "ngedukung"),
            ("dukung", "dukunglah"),
            ("coblos", "nyoblos"),
            ("coblos", "mencoblos"),
            ("menang", "memenangkan"),
            ("sebar", "nyebarin"),
            ("kawal", "ngawal"),
        ];
        for (root, form) in cases {
            assert!(forms(root).contains(&form.to_owned()), "{root} {form}");
        }
    }
}
