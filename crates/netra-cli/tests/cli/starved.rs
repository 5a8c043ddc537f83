//! Runs that are starved of disk or robbed of their inputs: nothing is lost, nothing comes twice.

use std::collections::HashSet;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{Folder, inputs, limited, lines, many, netra, run};

#[test]
fn a_disk_that_fills_up_leaves_whole_records_and_a_way_to_go_on() {
    let folder = Folder::new();
    let [first, second] = inputs(&folder, 20_000);
    let (out, rejects) = (folder.arg("o.jsonl"), folder.arg("r.jsonl"));
    let arguments = [
        "score",
        &first,
        &second,
        "-o",
        &out,
        "--rejects",
        &rejects,
        "--resume",
    ];
    let whole = [folder.arg("whole"), folder.arg("whole-r")];
    run(&[
        "score",
        "-q",
        &first,
        &second,
        "-o",
        &whole[0],
        "--rejects",
        &whole[1],
    ])
    .ends(3);
    let mut before = 0;
    // More room each time, as if somebody made some.
    for quarters in 1..4 {
        let blocks = folder.blocks("whole") * quarters / 4;
        let (code, err) = limited(&arguments, blocks);
        assert_eq!(code, 4, "{err}");
        let text = folder.read("o.jsonl");
        assert!(text.ends_with("}\n"), "the last record is cut");
        let done = lines(&text).len() + folder.lines("r.jsonl").len();
        assert!(done > before, "{done} records after {before}");
        assert!(
            err.contains(&format!("the first {done} records")),
            "{done}: {err}"
        );
        before = done;
    }
    run(&arguments).ends(3).says("resumed");
    assert!(folder.read("o.jsonl") == folder.read("whole"));
    assert!(folder.read("r.jsonl") == folder.read("whole-r"));
}

#[test]
fn a_disk_that_is_full_for_rejects_loses_no_verdict_and_no_reject() {
    let folder = Folder::new();
    let broken = "nothing\n".repeat(3_000);
    let input = folder.write("a.jsonl", format!("{}{broken}{}", many(3_000), many(100)));
    let (out, rejects) = (folder.arg("o.jsonl"), folder.arg("r.jsonl"));
    let arguments = [
        "score",
        &input,
        "-o",
        &out,
        "--rejects",
        &rejects,
        "--only-flagged",
        "--resume",
    ];
    let (code, err) = limited(&arguments, 600);
    assert_eq!(code, 4, "{err}");
    run(&arguments).ends(3);
    assert_eq!(folder.lines("r.jsonl").len(), 3_000);
    let numbers: HashSet<u64> = folder
        .lines("r.jsonl")
        .iter()
        .filter_map(|line| line["number"].as_u64())
        .collect();
    assert_eq!(numbers.len(), 3_000);
    assert_eq!(folder.lines("o.jsonl").len(), 3_100 / 3);
}

#[test]
fn an_input_that_vanishes_or_shrinks_exits_with_4() {
    use std::io::{BufRead, BufReader};
    let folder = Folder::new();
    let pipe = folder.arg("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .expect("mkfifo")
            .success()
    );
    for vanishes in [true, false] {
        let second = folder.write("b.jsonl", many(60_000));
        let mut child = netra(&["score", "-q", &pipe, &second, "--flush-every", "1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("netra starts");
        let mut feed = std::fs::OpenOptions::new()
            .write(true)
            .open(&pipe)
            .expect("a reader");
        feed.write_all(many(1).as_bytes()).expect("netra reads");
        let mut answers = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut answer = String::new();
        // Both inputs have been looked at by now.
        answers.read_line(&mut answer).expect("an answer");
        if vanishes {
            std::fs::remove_file(&second).expect("it goes");
        }
        drop(feed);
        if !vanishes {
            // Some of the second input has been read, and much has not.
            for _ in 0..100 {
                answers.read_line(&mut answer).expect("an answer");
            }
            let file = std::fs::OpenOptions::new()
                .write(true)
                .open(&second)
                .expect("a file");
            file.set_len(1_000_000).expect("it shrinks");
        }
        let mut rest = String::new();
        std::io::Read::read_to_string(&mut answers, &mut rest).expect("whole records");
        answer.push_str(&rest);
        let output = child.wait_with_output().expect("netra ends");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{err}");
        let expected = if vanishes { "no such file" } else { "lost its last" };
        assert!(err.contains(expected), "{err}");
        let done = lines(&answer).len();
        assert!(
            err.contains(&format!("the first {done} records")),
            "{done}: {err}"
        );
    }
}
