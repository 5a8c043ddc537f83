//! How runs end: exit codes, messages, and what is left behind.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use crate::support::{Folder, LOUD, QUIET, feed, lines, many, netra, run};

#[test]
fn usage_errors_exit_with_2_and_write_nothing() {
    let folder = Folder::new();
    let good = folder.write("a.jsonl", format!("{{\"text\":\"{QUIET}\"}}\n"));
    let table = folder.write("b.csv", "full_text,id\nx,1\n");
    let array = folder.write("c.json", "[{\"text\":\"x\"}]\n");
    let pretty = folder.write("d.json", "{\n  \"text\": \"x\"\n}\n");
    let out = folder.arg("out.jsonl");
    for (arguments, message) in [
        (
            vec![good.as_str(), "--profile", "sharp"],
            "strict, balanced, wide",
        ),
        (vec![&good, "--format", "xml"], "jsonl, csv"),
        (vec![&good, "--input-format", "xls"], "jsonl, csv, tsv, text"),
        (vec![&good, "--policy", "mars-2024"], "national"),
        (vec![&good, "--threads", "0"], "0 is not in 1..=512"),
        (vec![&good, "--field", "text"], "write NAME=COLUMN"),
        (vec![&good, "--field", "txt=a"], "did you mean `text`?"),
        (vec![&good, "--frobnicate"], "unexpected argument"),
        (vec![&good, "--max-record", "many"], "number of bytes"),
        (vec!["nowhere.jsonl"], "no such file: nowhere.jsonl"),
        (vec![&good, "nowhere.jsonl"], "no such file: nowhere.jsonl"),
        (vec!["."], "is a folder"),
        (
            vec![&table],
            "no column `text`; did you mean `full_text`? (--field text=full_text)",
        ),
        (
            vec![&table, "--field", "text=fulltext"],
            "no column `fulltext`; did you mean `full_text`?",
        ),
        (
            vec![&table, "--field", "text=full_text", "--keep", "ids"],
            "did you mean `id`?",
        ),
        (vec![&array], "jq -c '.[]'"),
        (vec![&pretty], "jq -c ."),
        (vec!["-", "-"], "only once"),
        (vec![&good, "--lexicon", "nowhere"], "nowhere"),
        (
            vec![&good, "--fail-on", "social-lick"],
            "did you mean `social-like`?",
        ),
    ] {
        let mut all = vec!["score"];
        all.extend(arguments.iter().copied());
        all.extend(["-o", &out]);
        run(&all).ends(2).says(message);
        assert!(!folder.has("out.jsonl"), "{arguments:?} wrote something");
    }
}

#[test]
fn an_output_never_destroys_an_input() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", format!("{{\"text\":\"{QUIET}\"}}\n"));
    let before = folder.read("a.jsonl");
    run(&["score", &input, "-o", &input])
        .ends(2)
        .says("is an input and an output");
    run(&["score", &input, "--rejects", &folder.arg("./a.jsonl")]).ends(2);
    let out = folder.arg("o");
    run(&["score", &input, "-o", &out, "--rejects", &out])
        .ends(2)
        .says("two outputs");
    assert_eq!(folder.read("a.jsonl"), before);
}

#[test]
fn checks_that_were_asked_for_exit_with_1() {
    let loud = format!("{{\"text\":\"{LOUD}\"}}\n");
    let ran = feed(&["score", "-q", "--fail-on", "flagged"], &loud).ends(1);
    let ban = ran.lines()[0]["findings"][0]["ban"]
        .as_str()
        .expect("a ban")
        .to_owned();
    feed(&["score", "-q", "--fail-on", &ban], &loud).ends(1);
    feed(&["score", "-q", "--fail-on", "spouse-candidate"], &loud).ends(0);
    feed(
        &["score", "-q", "--fail-on", "flagged"],
        format!("{{\"text\":\"{QUIET}\"}}\n"),
    )
    .ends(0);
    // A failed check outweighs rejects; rejects alone are a 3.
    feed(&["score", "-q", "--fail-on", "flagged"], format!("{loud}x\n")).ends(1);
    feed(&["score", "-q", "--input-format", "jsonl"], "x\n")
        .ends(3)
        .says("record 1 (line 1, byte 0) rejected: malformed JSON");
}

#[test]
fn a_reader_that_goes_away_ends_the_run_silently() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", many(6_000));
    let mut child = netra(&["score", &input])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("netra starts");
    let mut first = String::new();
    let mut reader = BufReader::new(child.stdout.take().expect("a pipe"));
    reader.read_line(&mut first).expect("one line");
    drop(reader);
    let output = child.wait_with_output().expect("netra ends");
    assert_eq!(lines(&first).len(), 1);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_reader_that_goes_away_ends_the_run_even_while_the_input_is_silent() {
    let mut child = netra(&["score", "-", "--flush-every", "1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("netra starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    drop(child.stdout.take());
    stdin.write_all(b"{\"text\":\"x\"}\n").expect("netra reads");
    // The input stays open and says nothing more.
    assert_eq!(child.wait().expect("netra ends").code(), Some(0));
    drop(stdin);
}

#[test]
fn an_input_that_breaks_off_exits_with_4_after_whole_records() {
    let folder = Folder::new();
    let plain = folder.write("a.jsonl", many(6_000));
    run(&[
        "score",
        "-q",
        &plain,
        "-o",
        &folder.arg("b.jsonl.gz"),
        "--keep",
        "text",
    ])
    .ends(0);
    let mut bytes = std::fs::read(folder.at("b.jsonl.gz")).expect("written");
    bytes.truncate(bytes.len() * 2 / 3);
    let broken = folder.write("c.jsonl.gz", bytes);
    let ran = run(&[
        "score",
        &broken,
        "--field",
        "text=post.text",
        "-o",
        &folder.arg("o.jsonl"),
    ])
    .ends(4);
    let written = folder.lines("o.jsonl").len();
    assert!(written > 0 && written < 6_000, "{written}");
    ran.says("cannot read")
        .says(&format!("the first {written} records are done and written whole"));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_exits_with_4() {
    feed(
        &["score", "-o", "/dev/full"],
        format!("{{\"text\":\"{LOUD}\"}}\n"),
    )
    .ends(4)
    .says("cannot write to /dev/full");
    let folder = Folder::new();
    let input = folder.write("a.jsonl", "x\n");
    run(&["score", &input, "--rejects", "/dev/full"])
        .ends(4)
        .says("/dev/full");
    let good = folder.write("b.jsonl", many(3));
    let ran = run(&["score", &good, "--summary", "/dev/full"])
        .ends(4)
        .says("only the summary is missing");
    assert_eq!(ran.lines().len(), 3);
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_fills_up_leaves_whole_records() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", many(6_000));
    let out = folder.arg("o.jsonl");
    // The shell limits the size of files (to more than one block of verdicts, and less than all); without its trap the
    // signal would end the run before the error is seen.
    let script = "trap '' XFSZ; ulimit -f 12000; exec \"$0\" score \"$1\" -o \"$2\"";
    let output = std::process::Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_netra"), &input, &out])
        .output()
        .expect("a shell");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(4), "{err}");
    let text = folder.read("o.jsonl");
    assert!(
        text.ends_with("}\n") && !text.is_empty(),
        "the last record is cut"
    );
    let written = lines(&text).len();
    assert!(
        err.contains(&format!("the first {written} records")),
        "{written}: {err}"
    );
}

#[test]
fn help_version_completions_and_manual_are_there() {
    assert!(run(&["--version"]).ends(0).text().starts_with("netra "));
    assert!(
        run(&["--help"])
            .ends(0)
            .text()
            .contains("netra score posts.jsonl")
    );
    assert!(run(&["score", "--help"]).ends(0).text().contains("Examples:"));
    run(&[]).ends(2);
    run(&["frobnicate"]).ends(2).says("unrecognized subcommand");
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            run(&["completions", shell])
                .ends(0)
                .text()
                .contains("only-flagged"),
            "{shell}"
        );
    }
    assert!(run(&["man"]).ends(0).text().contains(".TH netra 1"));
    let folder = Folder::new();
    run(&["man", "--dir", &folder.arg(".")]).ends(0);
    assert!(folder.read("netra-score.1").contains("only"));
    run(&["man", "--dir", &folder.arg("nowhere")]).ends(2);
}
