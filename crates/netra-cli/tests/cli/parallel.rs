//! Threads, order, streams, memory.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use crate::support::{Folder, many, netra, run};

#[test]
fn the_output_does_not_depend_on_the_number_of_threads() {
    let folder = Folder::new();
    let mut text = many(4_000);
    text.push_str("broken\n");
    let input = folder.write("a.jsonl", &text);
    let run_with = |threads: &str, name: &str, rejects: &str| {
        let (out, rejects) = (folder.arg(name), folder.arg(rejects));
        run(&[
            "score",
            "-q",
            &input,
            "--threads",
            threads,
            "-o",
            &out,
            "--rejects",
            &rejects,
        ])
        .ends(3);
    };
    for (name, others) in [
        ("jsonl", vec!["2", "8"]),
        ("csv", vec!["3"]),
        ("jsonl.gz", vec!["2"]),
        ("jsonl.zst", vec!["3"]),
    ] {
        let one = format!("1.{name}");
        run_with("1", &one, "r1");
        for threads in others {
            let other = format!("{threads}.{name}");
            run_with(threads, &other, "r2");
            let bytes = |name: &str| std::fs::read(folder.at(name)).expect("written");
            assert!(bytes(&one) == bytes(&other), "{name} with {threads} threads");
            assert_eq!(folder.read("r1"), folder.read("r2"));
        }
    }
    let ids: Vec<String> = folder
        .lines("8.jsonl")
        .iter()
        .map(|verdict| verdict["id"].to_string())
        .collect();
    let expected: Vec<String> = (1..=4_000).map(|number| format!("\"p{number}\"")).collect();
    assert_eq!(ids, expected);
}

/// A run that answers each record at once, with its two ends.
fn stream(more: &[&str]) -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut child = netra(&[&["score", "-q", "-", "--flush-every", "1"], more].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("netra starts");
    let stdin = child.stdin.take().expect("a pipe");
    let answers = BufReader::new(child.stdout.take().expect("a pipe"));
    (child, stdin, answers)
}

#[test]
fn a_stream_is_answered_record_by_record() {
    let (mut child, mut stdin, mut answers) = stream(&[]);
    for number in 1..=3 {
        stdin
            .write_all(format!("{{\"id\":{number},\"text\":\"x\"}}\n").as_bytes())
            .expect("netra reads");
        let mut answer = String::new();
        answers.read_line(&mut answer).expect("an answer");
        assert!(answer.starts_with(&format!("{{\"id\":{number},")), "{answer}");
    }
    drop(stdin);
    assert_eq!(child.wait().expect("netra ends").code(), Some(0));
}

#[test]
#[cfg(target_os = "linux")]
fn a_run_has_as_many_threads_as_it_was_told_to_have() {
    for wanted in 1..=4 {
        let threads = wanted.to_string();
        let (mut child, mut stdin, mut answers) = stream(&["--threads", &threads]);
        stdin.write_all(b"{\"text\":\"x\"}\n").expect("netra reads");
        answers.read_line(&mut String::new()).expect("an answer");
        let found = || {
            let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).expect("Linux");
            let threads = status.lines().find_map(|line| line.strip_prefix("Threads:"));
            threads
                .expect("a number")
                .trim()
                .parse::<usize>()
                .expect("a number")
        };
        // The first may have answered while the last was being started.
        for _ in 0..1000 {
            if found() < wanted {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
        }
        assert_eq!(found(), wanted);
        drop(stdin);
        assert_eq!(child.wait().expect("netra ends").code(), Some(0));
    }
}

#[test]
fn streams_and_files_give_the_same_bytes() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", many(3000));
    let plain = run(&["score", "-q", &input]).ends(0).out;
    let flushed = run(&["score", "-q", &input, "--flush-every", "7"]).ends(0).out;
    assert!(plain == flushed);
}

/// The peak of resident memory of a run, in MiB.
#[cfg(target_os = "linux")]
fn peak(arguments: &[&str], feed: impl FnOnce(&mut dyn Write)) -> u64 {
    let mut child = netra(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("netra starts");
    let status = format!("/proc/{}/status", child.id());
    let mut stdin = child.stdin.take().expect("a pipe");
    feed(&mut stdin);
    // Read while the process still waits for the end of its input.
    let text = std::fs::read_to_string(status).expect("Linux");
    let peak = text
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .expect("a peak");
    let peak = peak
        .trim()
        .trim_end_matches(" kB")
        .parse::<u64>()
        .expect("a number")
        / 1024;
    drop(stdin);
    child.wait().expect("netra ends");
    peak
}

#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow_with_the_input() {
    let block = many(1000);
    let arguments = ["score", "-q", "--threads", "2"];
    let small = peak(&arguments, |stdin| {
        stdin.write_all(block.as_bytes()).expect("netra reads");
    });
    let large = peak(&arguments, |stdin| {
        for _ in 0..40 {
            stdin.write_all(block.as_bytes()).expect("netra reads");
        }
    });
    assert!(
        large < small + 40,
        "{small} MiB for a small input, {large} MiB for a large one"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn memory_is_bounded_even_for_an_endless_record() {
    let arguments = ["score", "-q", "--max-record", "1MiB"];
    // More than a pipe holds, so that the run is well under way when it is looked at.
    let small = peak(&arguments, |stdin| {
        stdin
            .write_all(&b"{\"text\":\"x\"}\n".repeat(20_000))
            .expect("netra reads");
    });
    let large = peak(&arguments, |stdin| {
        let chunk = vec![b'a'; 1 << 20];
        for _ in 0..100 {
            stdin.write_all(&chunk).expect("netra reads");
        }
    });
    assert!(
        large < small + 16,
        "{small} MiB for a small record, {large} MiB for an endless one"
    );
}

#[test]
fn the_yardstick_reads_and_writes_every_post() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", many(100));
    let ran = run(&["score", "-q", &input, "--only-copy"]).ends(0);
    assert_eq!(ran.lines().len(), 100);
    let first: serde_json::Value = serde_json::from_str(many(1).trim_end()).expect("JSON");
    assert_eq!(
        (&ran.lines()[0]["id"], &ran.lines()[0]["text"]),
        (&first["id"], &first["text"])
    );
    assert!(ran.lines()[0]["flagged"].is_null());
}
