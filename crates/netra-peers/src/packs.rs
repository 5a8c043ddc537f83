//! Lexicons of other sizes: the same signals and guards with more or fewer names.

use std::fs::{self, File};
use std::io::Read as _;

use flate2::read::GzDecoder;
use netra::Lexicon;
use netra::evaluate::SplitMix64;

use crate::feeds::shared;

/// So many candidates' names, all different: those of the lists beside the project, else made ones.
pub fn names(count: usize) -> (Vec<String>, bool) {
    let mut names = listed().unwrap_or_default();
    let real = !names.is_empty();
    let mut random = SplitMix64::new(2031);
    let mut seen: std::collections::HashSet<String> = names.iter().cloned().collect();
    while names.len() < count {
        let name = made(&mut random);
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names.truncate(count);
    (names, real)
}

/// Every candidate of the lists of 2024: national, of provinces, of districts, in this order.
fn listed() -> Option<Vec<String>> {
    let folder = shared().join("actors");
    let mut names = Vec::new();
    let national = fs::read_to_string(folder.join("caleg_dpr_ri.json")).ok()?;
    let national: serde_json::Value = serde_json::from_str(&national).ok()?;
    for row in national["rows"].as_array()? {
        names.push(row["name"].as_str()?.to_owned());
    }
    for file in ["caleg_dprd_prov.tsv.gz", "caleg_dprd_kabkota.tsv.gz"] {
        let mut text = String::new();
        GzDecoder::new(File::open(folder.join(file)).ok()?)
            .read_to_string(&mut text)
            .ok()?;
        for line in text.lines().skip(1) {
            names.push(line.rsplit('\t').next()?.to_owned());
        }
    }
    // One word is no full name: in these lists it would stand for whoever bears it.
    names.retain(|name| name.split_whitespace().count() > 1);
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.to_lowercase()));
    Some(names)
}

/// Two or three words of two or three syllables.
fn made(random: &mut SplitMix64) -> String {
    const FIRST: [&str; 14] = [
        "b", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w",
    ];
    const VOWEL: [&str; 5] = ["a", "e", "i", "o", "u"];
    const LAST: [&str; 6] = ["", "", "n", "r", "s", "h"];
    let mut words = Vec::new();
    for _ in 0..2 + random.below(2) {
        let mut word = String::new();
        for _ in 0..2 + random.below(2) {
            word.push_str(FIRST[random.below(FIRST.len())]);
            word.push_str(VOWEL[random.below(VOWEL.len())]);
        }
        word.push_str(LAST[random.below(LAST.len())]);
        words.push(word);
    }
    words.join(" ")
}

/// The shipped lexicon with these names in place of its contestants.
pub fn with_names(names: &[String]) -> Lexicon {
    let mut table = String::from("id,election,number,kind,head\n");
    for (at, name) in names.iter().enumerate() {
        let name: String = name
            .chars()
            .map(|letter| {
                if letter == ',' || letter == '"' {
                    ' '
                } else {
                    letter
                }
            })
            .collect();
        table.push_str(&format!("growth/{at},growth,,person,{name}\n"));
    }
    let mut lexicon = Lexicon::embedded();
    let tables: Vec<String> = lexicon
        .sources()
        .iter()
        .map(|source| source.path.clone())
        .filter(|path| path.starts_with("contestants/") && path.ends_with(".csv"))
        .collect();
    for path in tables {
        lexicon.remove(&path);
    }
    lexicon.add("contestants/growth.csv", table);
    lexicon
}

/// The names of a lexicon without its signals, guards and bans: a bare search for names.
pub fn bare(mut lexicon: Lexicon) -> Lexicon {
    for folder in ["signals/", "guards/", "bans/", "policies/"] {
        lexicon.remove(folder);
    }
    lexicon
}
