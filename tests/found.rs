//! Inputs that once broke something, or that a fuzzer found worth keeping, each against the promise it is about.

use std::fs;

use netra::{Post, Scratch};

use crate::promises;
use crate::support::{awan_biru, root};

/// The bytes of every file of a folder of `tests/found`, with its name.
fn found(folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("tests/found").join(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        found.push((name, fs::read(&path).unwrap()));
    }
    found.sort();
    assert!(!found.is_empty(), "tests/found/{folder} is empty");
    found
}

#[test]
fn found_texts_keep_every_promise() {
    let classifier = awan_biru();
    let mut scratch = Scratch::new();
    let mut problems = Vec::new();
    for (name, bytes) in found("texts") {
        let text = String::from_utf8_lossy(&bytes);
        let post = Post::text(&*text);
        let kept = promises::normal(classifier.normaliser(), &text)
            .and_then(|()| promises::spans(classifier, &mut scratch, &text))
            .and_then(|()| promises::verdict(&post, classifier.classify_with(&mut scratch, &post)));
        if let Err(problem) = kept {
            problems.push(format!("{name}: {problem:.400}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn found_lexicons_compile_or_say_why_not() {
    let mut problems = Vec::new();
    for (name, bytes) in found("lexicons") {
        if let Err(problem) = promises::lexicon(&bytes) {
            problems.push(format!("{name}: {problem:.400}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn found_packs_are_refused_or_judge() {
    for (_, bytes) in found("packs") {
        promises::pack(&bytes);
    }
    // And a change of one byte of a small pack, to what trips readers up most.
    for value in [0, 0xff] {
        for at in (0u16..6_000).step_by(29) {
            let [low, high] = at.to_le_bytes();
            promises::pack(&[low, high, value]);
        }
    }
}
