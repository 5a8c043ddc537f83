//! Are the candidates of Pilpres 2024 found where they are named? A search that knows nothing of netra's matcher (letters
//! compared by edit distance) looks for them in the political feed beside the project, and whoever it finds should be
//! named in the verdict too.
//!
//! ```text
//! cargo run --release -p netra --example recall                 the figures
//! cargo run --release -p netra --example recall -- --read 200   and so many disagreements, spread evenly, to be read
//! ```
//!
//! What was read in them stands in `docs/names-budget.md`. Nothing of the feed is kept.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use flate2::read::GzDecoder;
use netra::{Classifier, Post, Scratch};
use unicode_normalization::UnicodeNormalization as _;

mod search;

/// Sources about earlier elections, in which the same people ran for something else.
const EARLIER: [&str; 3] = ["2017", "2019", "dki2017"];

struct Record {
    id: String,
    text: String,
}

/// The posts of the political feed that are about 2024; nothing where it is not there.
fn feed() -> Option<Vec<Record>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/political.jsonl.gz");
    let lines = BufReader::new(GzDecoder::new(File::open(path).ok()?)).lines();
    let records = lines.map(|line| {
        let record: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let field = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
        (
            field("source"),
            Record {
                id: field("id"),
                text: field("text"),
            },
        )
    });
    let of_2024 = |source: &str| !EARLIER.iter().any(|year| source.contains(year));
    Some(
        records
            .filter(|(source, _)| of_2024(source))
            .map(|(_, record)| record)
            .collect(),
    )
}

/// A text in small letters without marks.
fn plain(text: &str) -> String {
    let folded = text
        .nfkd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    folded.flat_map(char::to_lowercase).collect()
}

fn main() {
    let read = std::env::args().skip_while(|word| word != "--read").nth(1);
    let read: usize = read.map_or(0, |count| count.parse().unwrap());
    let Some(posts) = feed() else {
        println!("the feed is not there: ../shared/corpus/political.jsonl.gz");
        return;
    };
    let classifier = Classifier::new();
    let mut scratch = Scratch::new();
    // Posts in which the search finds somebody, and in which netra names the same; by who it is.
    let mut by_number: BTreeMap<u8, (usize, usize)> = BTreeMap::new();
    let mut missed: Vec<String> = Vec::new();
    let (mut naming, mut whole) = (0, 0);
    for post in &posts {
        let found = search::candidates(&plain(&post.text));
        if found.is_empty() {
            continue;
        }
        naming += 1;
        let verdict = classifier.classify_with(&mut scratch, &Post::text(&*post.text));
        let named: Vec<&str> = verdict.contestants.iter().map(|named| &*named.id).collect();
        let mut all = true;
        for (number, word) in &found {
            let row = by_number.entry(*number).or_default();
            row.0 += 1;
            if named.iter().any(|id| *id == format!("pilpres-2024/{number}")) {
                row.1 += 1;
                continue;
            }
            all = false;
            let people: Vec<&str> = verdict.people.iter().map(|known| &*known.name).collect();
            missed.push(format!(
                "{}\t{word} ({number})\tnamed {named:?}, people {people:?}\t{}",
                post.id,
                post.text.replace('\n', " ")
            ));
        }
        whole += usize::from(all);
    }
    for (number, (searched, met)) in &by_number {
        println!(
            "pilpres-2024/{number}: {met} of {searched} ({:.2} %)",
            percent(*met, *searched)
        );
    }
    println!(
        "of {} posts about 2024 the search finds candidates in {naming}; netra names all of them in {whole} ({:.2} %)",
        posts.len(),
        percent(whole, naming)
    );
    let step = missed.len().div_ceil(read.max(1)).max(1);
    for line in missed.iter().step_by(step).take(read) {
        println!("{line}");
    }
    assert!(
        percent(whole, naming) >= 98.0,
        "too many candidates are not found"
    );
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
