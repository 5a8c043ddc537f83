//! What netra still finds when people hide their words, and what each reading step costs in false alarms.
//!
//! Made sentences: the lexicon's own terms and the contestants of the made-up Awan Biru in a few frames, each hidden in
//! every way there is, a little and a lot. What is found is held against what is found in the plain sentence. Then every
//! step of the reading is switched off by itself: what is lost of the hidden sentences, and what becomes of posts in
//! which hardly anything should be found (`../shared/corpus`, which is no part of the project).
//!
//! `cargo run --release -p netra --example robustness` prints the tables, `… -- --write` writes `docs/robustness.md`.

// The tables are what this is for; a file of the project that is missing should say so at once.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, missing_docs)]

mod feeds;
mod hide;
mod sentences;
mod steps;
mod tables;

use std::path::Path;
use std::process::ExitCode;

use netra::normalise::ReadBy;
use netra::{Classifier, Lexicon};

/// The shipped lexicon with the made-up election, without some readings.
fn classifier(without: ReadBy) -> Classifier {
    let mut lexicon = Lexicon::embedded();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs/awan-biru");
    lexicon.extend(Lexicon::from_dir(folder).unwrap());
    Classifier::builder()
        .lexicon(lexicon)
        .without(without)
        .build()
        .unwrap()
}

fn main() -> ExitCode {
    let write = std::env::args().any(|word| word == "--write");
    let whole = classifier(ReadBy::NONE);
    let sentences = sentences::all(&whole);
    let hidden = hide::all(&sentences);
    let read = tables::read(&whole, &hidden);
    let mut page = tables::head(&whole, &sentences, &hidden);
    page.push_str(&tables::kinds(&hidden, &read));
    page.push_str(&tables::classes(&hidden, &read));
    let Some(feeds) = feeds::all() else {
        println!("{page}");
        println!("The posts of ../shared/corpus are not there: no table of what the steps cost.");
        return if write {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        };
    };
    page.push_str(&steps::table(&hidden, &read, &feeds));
    println!("{page}");
    if write {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/robustness.md");
        std::fs::write(&path, page).unwrap();
        eprintln!("written: docs/robustness.md");
    }
    ExitCode::SUCCESS
}
