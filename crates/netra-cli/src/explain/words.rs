//! The words of records in Indonesian. A word that is not listed stands for itself.

use std::borrow::Cow;

use super::dictionary::{NOTES, SHAPES, WORDS};

/// What a word of a record means, for people.
pub(crate) fn indonesian(word: &str) -> Cow<'_, str> {
    // A guard that counts as evidence of its own, where its words were what was asked for.
    let word = word.strip_prefix("guard:").unwrap_or(word);
    if let Some((_, text)) = WORDS.iter().find(|(known, _)| *known == word) {
        return Cow::Borrowed(*text);
    }
    match word.strip_suffix("-talk") {
        Some(act) => Cow::Owned(format!("pembicaraan tentang {}", indonesian(act))),
        None => Cow::Owned(word.replace('-', " ")),
    }
}

/// What the id of a shape, or of a way to name somebody, means: the terms of the signal `contestant`.
pub(crate) fn shape(id: &str) -> Cow<'_, str> {
    SHAPES.iter().find(|(known, _)| *known == id).map_or_else(
        || Cow::Owned(id.replace('-', " ")),
        |(_, text)| Cow::Borrowed(*text),
    )
}

/// So many alternatives of a term are shown; the lexicon has the others.
const SHOWN: usize = 3;

/// A term for people: of long lists of alternatives the first ones, `{ayo|mari|yuk|…} pilih <c>`.
pub(crate) fn brief(term: &str) -> String {
    let mut shown = String::with_capacity(term.len());
    let mut rest = term;
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, after) = after.split_once('}').unwrap_or((after, ""));
        let all: Vec<&str> = inside.split('|').collect();
        let first = all.iter().take(SHOWN).copied().collect::<Vec<_>>().join("|");
        let more = if all.len() > SHOWN { "|…" } else { "" };
        shown.push_str(&format!("{before}{{{first}{more}}}"));
        rest = after;
    }
    shown.push_str(rest);
    shown
}

/// A note, in a sentence.
pub(crate) fn note(note: &str) -> Cow<'_, str> {
    if let Some((_, text)) = NOTES.iter().find(|(known, _)| *known == note) {
        return Cow::Borrowed(*text);
    }
    match note.strip_suffix("-unreadable") {
        Some(field) => Cow::Owned(format!("isian `{field}` tidak terbaca dan diabaikan")),
        None => Cow::Owned(note.replace('-', " ")),
    }
}

/// A probability as people write it: `97,1 %`.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0).replace('.', ",")
}

/// A long quotation, cut in the middle.
pub(crate) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let length = text.chars().count();
    if length <= MOST {
        return text.to_owned();
    }
    let head: String = text.chars().take(MOST / 2).collect();
    let tail: String = text.chars().skip(length - MOST / 3).collect();
    format!("{head} … {tail}")
}

/// The name of an input field.
pub(crate) fn field_name(field: &str) -> &str {
    match field {
        "text" => "teks",
        "media_text" => "teks gambar",
        "target.text" => "teks sasaran",
        "target.account" => "akun sasaran",
        "target.name" => "nama sasaran",
        "author.account" => "akun penulis",
        "author.name" => "nama penulis",
        "author.bio" => "bio penulis",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_of_alternatives_are_cut() {
        for (term, shown) in [
            ("{ayo|mari|yuk|yok} pilih <c>", "{ayo|mari|yuk|…} pilih <c>"),
            (
                "{ayo|mari|yuk} {|kita|kami|saya} pilih",
                "{ayo|mari|yuk} {|kita|kami|…} pilih",
            ),
            ("tetap <c>", "tetap <c>"),
            ("{ayo", "{ayo}"),
        ] {
            assert_eq!(brief(term), shown);
        }
    }

    /// What the lexicon calls its signals and guards, and the ids of ways to name somebody, must not reach people in English.
    #[test]
    fn every_word_of_a_ledger_is_known() {
        let known = |table: &[(&str, &str)], word: &str| table.iter().any(|(known, _)| *known == word);
        let mut seen = 0;
        for source in netra::Lexicon::embedded().sources() {
            let path = source.path.as_str();
            if !path.ends_with(".toml") || !(path.starts_with("signals/") || path.starts_with("guards/")) {
                continue;
            }
            let file: toml::Table = toml::from_str(&source.text).expect(path);
            let groups = file.get("group").and_then(toml::Value::as_array);
            let words =
                std::iter::once(&file).chain(groups.into_iter().flatten().filter_map(toml::Value::as_table));
            for word in words.flat_map(|table| ["signal", "guard"].map(|kind| table.get(kind))) {
                let Some(word) = word.and_then(toml::Value::as_str) else {
                    continue;
                };
                assert!(
                    known(WORDS, word.strip_suffix("-talk").unwrap_or(word)),
                    "{path}: {word} has no Indonesian word in explain/dictionary.rs"
                );
                seen += 1;
            }
            for group in groups.into_iter().flatten() {
                if path == "signals/contestant.toml" || group.get("shape").is_some() {
                    let id = group["id"].as_str().expect("an id");
                    assert!(
                        known(SHAPES, id),
                        "{path}: {id} has no Indonesian word in explain/dictionary.rs"
                    );
                }
            }
        }
        assert!(seen > 70, "{seen}");
        for (_, name) in netra::normalise::ReadBy::NAMES {
            assert!(known(WORDS, name), "{name}");
        }
    }

    #[test]
    fn unknown_words_stand_for_themselves() {
        assert_eq!(indonesian("favour"), "memihak");
        assert_eq!(indonesian("never-seen"), "never seen");
        assert_eq!(indonesian("photo-talk"), "pembicaraan tentang foto bersama");
        assert_eq!(indonesian("guard:poll"), "survei atau jajak pendapat");
        assert_eq!(shape("emoji"), "ada emoji");
        assert_eq!(
            note("region-unreadable"),
            "isian `region` tidak terbaca dan diabaikan"
        );
    }
}
