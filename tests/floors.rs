//! Rooms import downwards only: a reader who knows a room's floor knows what it cannot depend on.

use std::fs;
use std::path::Path;

use regex::Regex;

/// Every room of the library with its floor, and why it stands there.
const FLOORS: [(&str, u8, &str); 17] = [
    (
        "blocks",
        0,
        "what every byte of a text is; knows of no room at all",
    ),
    ("error", 0, "a word that every room shares"),
    ("post", 0, "a word that every room shares"),
    ("verdict", 0, "a word that every room shares"),
    ("units", 1, "spans of a verdict, counted as other languages count"),
    (
        "lexicon",
        1,
        "what the files of signals, guards and contestants say",
    ),
    (
        "law",
        1,
        "what the files of the law say, and what follows from them",
    ),
    ("normalise", 2, "from a post to plain words"),
    (
        "matcher",
        3,
        "from plain words to the words and phrases of the lexicon",
    ),
    (
        "pack",
        4,
        "lexicon and law, compiled with the very code that reads posts",
    ),
    (
        "reading",
        5,
        "where hits stand in a post; needs the pack to know what they are",
    ),
    ("rules", 6, "from what was read to findings with a ledger"),
    ("explain", 7, "shows what reading and rules left behind"),
    (
        "classifier",
        8,
        "the corridor: it calls every room below and decides nothing",
    ),
    (
        "lint",
        9,
        "a guest: reads a lexicon's own examples with a classifier",
    ),
    (
        "evaluate",
        9,
        "a guest: compares labels with verdicts, whoever made them",
    ),
    ("learn", 9, "a guest: arithmetic, which knows of no room at all"),
];

/// Guests that must stay usable without the rest, and all they may import.
const GUESTS: [(&str, &[&str]); 2] = [("evaluate", &["post", "verdict"]), ("learn", &[])];

/// Every Rust file below a folder.
fn rust_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn rooms_import_downwards_only() {
    let floor = |room: &str| FLOORS.iter().find(|row| row.0 == room).map(|row| row.1);
    // Constants of the front door (`crate::VERSION`) are no room; a list in braces would hide rooms from this test.
    let imports = Regex::new(r"\bcrate::(\{|[a-z_]+)").unwrap();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for file in rust_files(&src) {
        let inside = file.strip_prefix(&src).unwrap().with_extension("");
        let room = inside.iter().next().unwrap().to_str().unwrap().to_owned();
        if room == "lib" {
            continue;
        }
        let own = floor(&room).unwrap_or_else(|| panic!("give the room `{room}` a floor in tests/floors.rs"));
        let guest = GUESTS.iter().find(|guest| guest.0 == room);
        let text = fs::read_to_string(&file).unwrap();
        for (line, code) in (1..).zip(text.lines()) {
            if code.trim_start().starts_with("//") {
                continue;
            }
            for import in imports.captures_iter(code) {
                let other = &import[1];
                let allowed = other == room
                    || match (guest, floor(other)) {
                        (Some((_, known)), Some(_)) => known.contains(&other),
                        (None, Some(below)) => below < own || (below == 0 && own == 0),
                        (_, None) => false,
                    };
                if !allowed {
                    wrong.push(format!("{}:{line}: `{room}` imports `{other}`", file.display()));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "rooms import downwards only:\n{}",
        wrong.join("\n")
    );
}
