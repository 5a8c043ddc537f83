//! The words of the page in both languages. What records say has its Indonesian words in `explain`; its English ones
//! are the ids themselves, but for sentences. Everything else stands in `page/words.json`.

use std::collections::BTreeMap;

use super::names::Label;
use crate::exit::Fault;
use crate::explain::words;

const WORDS: &str = include_str!("page/words.json");

/// The page's own words by key.
pub(crate) fn of_the_page() -> Result<BTreeMap<String, Label>, Fault> {
    let words: BTreeMap<String, BTreeMap<String, String>> =
        serde_json::from_str(WORDS).map_err(|error| Fault::usage(format!("page/words.json: {error}")))?;
    Ok(words
        .into_iter()
        .map(|(key, mut both)| {
            let mut take = |language: &str| both.remove(language).unwrap_or_default();
            let label = Label(take("id"), take("en"));
            (key, label)
        })
        .collect())
}

/// What a word of a record means.
pub(crate) fn label(word: &str) -> Label {
    Label(words::indonesian(word).into_owned(), word.replace('-', " "))
}

/// Stands before a term that is the id of a shape or of a way to name somebody.
pub(crate) const SHAPE: &str = "contestant/";

/// A term as it stands in a ledger: words of the lexicon, but for a side and for shapes, which have names.
pub(crate) fn term(term: &str) -> Label {
    if let Some(id) = term.strip_prefix(SHAPE) {
        return Label(words::shape(id).into_owned(), id.replace('-', " "));
    }
    match term {
        "favour" | "against" => label(term),
        _ => Label::same(&words::brief(term)),
    }
}

/// A note, in a sentence.
pub(crate) fn note(note: &str, of_the_page: &BTreeMap<String, Label>) -> Label {
    let english = of_the_page
        .get(&format!("note.{note}"))
        .map(|label| label.1.clone());
    let english = english.unwrap_or_else(|| match note.strip_suffix("-unreadable") {
        Some(field) => format!("the field `{field}` could not be read and was left out"),
        None => note.replace('-', " "),
    });
    Label(words::note(note).into_owned(), english)
}

/// The name of a field of a post.
pub(crate) fn field(name: &str) -> Label {
    let english = name.split('.').rev().collect::<Vec<_>>().join(" of ");
    let english = match name {
        "text" => "text".to_owned(),
        "media_text" => "text in the picture".to_owned(),
        _ => english,
    };
    Label(words::field_name(name).to_owned(), english)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_page_has_both_languages() {
        let words = of_the_page().expect("words");
        assert!(words.len() > 50);
        for (key, Label(indonesian, english)) in &words {
            // A note's Indonesian sentence stands in `explain`.
            assert!(!english.is_empty(), "{key} in English");
            assert!(
                key.starts_with("note.") || !indonesian.is_empty(),
                "{key} in Indonesian"
            );
        }
    }

    #[test]
    fn records_read_like_sentences() {
        let words = of_the_page().expect("words");
        assert_eq!(
            label("quiet-period"),
            Label("masa tenang".into(), "quiet period".into())
        );
        assert!(note("time-missing", &words).1.contains("campaign"));
        assert_eq!(term("favour").0, "memihak");
        assert_eq!(
            term("contestant/exclaim"),
            Label("ada tanda seru".into(), "exclaim".into())
        );
        assert_eq!(term("{ayo|mari} <c>"), Label::same("{ayo|mari} <c>"));
        assert_eq!(field("target.text").1, "text of target");
    }
}
