use clap::Parser;
use netra::{Post, Verdict};

use super::*;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: Check,
}

fn args(words: &[&str]) -> Check {
    Line::try_parse_from([&["check"], words].concat())
        .expect("options")
        .args
}

fn never(_: &Post<'_>) -> Verdict {
    Verdict::default()
}

const CASES: &str = r#"{"id":"a","capability":"c","text":"Ayo!","expect":{"flagged":true,"stance":["favour"],"bans":[],"absent":[]},"pair":"p","note":"go"}
{"id":"b","capability":"c","text":"-","expect":{"flagged":false,"stance":[],"bans":[],"absent":["social-like"]},"pair":"p","note":""}
"#;

fn file(name: &str, lines: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, lines).expect("written");
    (folder, path)
}

#[test]
fn rates_are_shares_or_percentages() {
    assert_eq!(rate("0.93"), Ok(0.93));
    assert_eq!(rate("93%"), Ok(0.93));
    for word in ["93", "-1", "x", "101%", "NaN"] {
        assert!(rate(word).is_err(), "{word}");
    }
}

#[test]
fn failures_are_explained_when_asked_for() {
    let (_folder, path) = file("cases.jsonl", CASES);
    let run = |words: &[&str]| {
        answer(
            &args(words),
            read(std::slice::from_ref(&path)).expect("reads"),
            &never,
        )
        .expect("an answer")
    };
    let (out, all) = run(&["x"]);
    assert!(
        out.contains("1 failed; --failures explains each") && !out.contains("Ayo!"),
        "{out}"
    );
    assert_eq!((all.cases.passed, all.cases.of), (1, 2));
    assert_eq!((all.pairs.passed, all.pairs.of), (0, 1));
    let (out, _) = run(&["x", "--failures"]);
    assert!(
        out.contains("a (c): expected favour; found nothing (score 0.0000): not flagged\n"),
        "{out}"
    );
    let (out, _) = run(&["x", "--show-texts"]);
    assert!(out.contains("    Ayo!\n    [go]\n"), "{out}");
    let (out, _) = run(&["x", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(value["all"]["failures"][0]["faults"][0], "not flagged");
}

#[test]
fn pairs_of_two_files_do_not_mix() {
    let (_one, first) = file("one.jsonl", CASES);
    let (_two, second) = file("two.jsonl", CASES);
    let files = read(&[first, second]).expect("reads");
    let (out, all) = answer(&args(&["x"]), files, &never).expect("an answer");
    assert_eq!(all.pairs.of, 2);
    assert!(
        out.contains("one.jsonl\n") && out.contains("All files\n"),
        "{out}"
    );
}

#[test]
fn the_least_rate_decides_the_exit() {
    let (_folder, path) = file("cases.jsonl", CASES);
    let (_, all) = answer(&args(&["x"]), read(&[path]).expect("reads"), &never).expect("an answer");
    assert_eq!(verdict(None, &all), Exit::Done);
    assert_eq!(verdict(Some(0.5), &all), Exit::Done);
    assert_eq!(verdict(Some(0.51), &all), Exit::CheckFailed);
}

#[test]
fn a_case_that_cannot_be_met_is_refused() {
    let line = r#"{"id":"a","capability":"c","text":"","expect":{"flagged":false,"stance":["favour"],"bans":[],"absent":[]}}"#;
    let (_folder, path) = file("cases.jsonl", line);
    match read::<FunctionalCase>(&[path]) {
        Err(Fault::Usage(said)) => assert!(said.contains("cases.jsonl:1: `flagged` is false"), "{said}"),
        other => panic!("{other:?}"),
    }
}
