//! Points fitted from the command line, and what is proposed for people to accept.

use std::fmt::Write as _;

use crate::support::{Folder, run};

/// Labelled posts of two sources in which "mantap jiwa" goes with a side and "jadwal resmi" with none.
fn posts() -> String {
    let mut lines = String::new();
    for at in 0..12 {
        for source in ["pasar", "warung"] {
            let (text, stance) = if at % 2 == 0 {
                (
                    format!("Ganjar-Mahfud mantap jiwa, {at} kali lipat"),
                    "[\"favour\"]",
                )
            } else {
                (format!("Ganjar-Mahfud di jadwal resmi nomor {at}"), "[]")
            };
            let _ = writeln!(
                lines,
                "{{\"id\":\"{source}-{at}\",\"text\":\"{text}\",\"stance\":{stance},\"bans\":[],\"source\":\"{source}\"}}"
            );
        }
    }
    lines
}

#[test]
fn candidates_for_terms_come_with_their_evidence() {
    let folder = Folder::new();
    let train = folder.write("train.jsonl", posts());
    let feed = folder.write("feed.jsonl", "{\"id\":\"1\",\"text\":\"Soto ini mantap jiwa\"}\n");
    let (out, table) = (folder.arg("fitted"), folder.arg("candidates.csv"));
    run(&[
        "learn",
        "--train",
        &train,
        "--neutral",
        &feed,
        "--out",
        &out,
        "--propose",
        &table,
    ])
    .ends(0);
    let table = folder.read("candidates.csv");
    let row = table
        .lines()
        .find(|line| line.starts_with("favour,mantap jiwa,"))
        .unwrap_or_else(|| panic!("{table}"));
    assert!(row.starts_with("favour,mantap jiwa,12,0,1.00,2,"), "{row}");
    assert!(row.ends_with(",1"), "{row}");
    assert!(table.contains("favour,<c> mantap"), "{table}");
    assert!(!table.contains("jadwal"), "{table}");
}

#[test]
fn labelled_posts_must_be_named() {
    let folder = Folder::new();
    let out = folder.arg("fitted");
    run(&["learn", "--out", &out])
        .ends(2)
        .says("--train names no file");
}
