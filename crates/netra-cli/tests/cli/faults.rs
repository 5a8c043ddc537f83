//! Runs that are killed or stopped, and go on: nothing is lost, nothing comes twice.

use std::collections::HashSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Folder, inputs, limited, lines, many, netra, run};

/// The bytes of an output, unpacked.
fn unpacked(path: &Path) -> Vec<u8> {
    let bytes = std::fs::read(path).expect("an output");
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("gz") => {
            let mut all = Vec::new();
            std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(&bytes[..]), &mut all)
                .expect("whole gzip members");
            all
        }
        Some("zst") => zstd::stream::decode_all(&bytes[..]).expect("whole zstd frames"),
        _ => bytes,
    }
}

/// Numbers without a pattern; the same ones in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

/// `NETRA_KILLS=240 cargo test --release -p netra-cli --test cli killed -- --nocapture` kills 240 times.
#[test]
fn a_run_that_is_killed_at_any_moment_goes_on_to_the_same_bytes() {
    let wanted: u64 = std::env::var("NETRA_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(12);
    let folder = Folder::new();
    let [first, second] = inputs(&folder, 20_000);
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let (mut kills, mut rounds, mut continued) = (0, 0_usize, 0);
    for name in ["v.jsonl", "v.csv", "v.jsonl.gz", "v.jsonl.zst"]
        .into_iter()
        .cycle()
    {
        let (out, rejects) = (folder.arg(name), folder.arg("r.jsonl"));
        let (whole, whole_rejects) = (folder.arg(&format!("whole-{name}")), folder.arg("whole-r.jsonl"));
        let threads = ["2", "1", "3"][rounds % 3];
        let common = [
            "score",
            "-q",
            &first,
            &second,
            "--keep",
            "text",
            "--threads",
            threads,
        ];
        let with = |out: &str, rejects: &str, more: &[&str]| -> Vec<String> {
            let outputs = ["-o", out, "--rejects", rejects];
            common
                .iter()
                .chain(&outputs)
                .chain(more)
                .map(|word| (*word).to_owned())
                .collect()
        };
        let command = |arguments: &[String]| netra(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        let begun = Instant::now();
        let reference = with(&whole, &whole_rejects, &[]);
        let end = command(&reference).status().expect("netra runs");
        assert_eq!(end.code(), Some(3));
        let time = begun.elapsed();
        let expected = unpacked(Path::new(&whole));
        let again = with(&out, &rejects, &["--resume", "--checkpoint-every", "0.01"]);
        loop {
            let mut child = command(&again).spawn().expect("netra starts");
            let wait = time
                .as_micros()
                .try_into()
                .map_or(0, |time: u64| dice.below(time + time / 4));
            std::thread::sleep(Duration::from_micros(wait));
            let ended = child.try_wait().expect("a child");
            if ended.is_none() {
                child.kill().expect("a signal");
            }
            let end = child.wait().expect("an end");
            if let Some(code) = end.code() {
                assert_eq!(code, 3, "{name}");
                break;
            }
            kills += 1;
            let checkpoint = folder.at(&format!("{name}.checkpoint"));
            if let Ok(text) = std::fs::read_to_string(checkpoint) {
                continued += 1;
                let checkpoint: Value = serde_json::from_str(&text).expect("a whole checkpoint");
                let safe = checkpoint["output"].as_u64().expect("a length");
                let length = std::fs::metadata(&out).expect("an output").len();
                assert!(
                    length >= safe,
                    "{name}: the checkpoint counts {safe} bytes, there are {length}"
                );
            }
        }
        rounds += 1;
        assert!(
            unpacked(Path::new(&out)) == expected,
            "{name}: not the bytes of a run in one go"
        );
        assert!(
            folder.read("r.jsonl") == folder.read("whole-r.jsonl"),
            "{name}: not the same rejects"
        );
        assert!(
            !folder.has(&format!("{name}.checkpoint")),
            "{name}: a checkpoint is left"
        );
        if kills >= wanted {
            break;
        }
    }
    // None twice, and all there: 20,000 posts and 207 broken lines in one file, 10,000 rows in the other.
    let ids: Vec<String> = lines(std::str::from_utf8(&unpacked(&folder.at("v.jsonl"))).expect("UTF-8"))
        .iter()
        .map(|verdict| verdict["id"].to_string())
        .collect();
    assert_eq!(ids.len(), 30_000);
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 30_000);
    assert_eq!(folder.lines("r.jsonl").len(), 207);
    println!(
        "{kills} kills in {rounds} runs; {continued} left a checkpoint; every run ended in the same bytes"
    );
}

#[test]
#[cfg(unix)]
fn a_run_that_is_asked_to_stop_says_how_to_go_on() {
    let folder = Folder::new();
    let [first, second] = inputs(&folder, 60_000);
    let out = folder.arg("o.jsonl");
    let arguments = [
        "score",
        &first,
        &second,
        "--resume",
        "-o",
        &out,
        "--rejects",
        &folder.arg("r"),
    ];
    let child = netra(&arguments)
        .stderr(Stdio::piped())
        .spawn()
        .expect("netra starts");
    while folder.at("o.jsonl").metadata().map_or(0, |data| data.len()) == 0 {
        std::thread::sleep(Duration::from_millis(2));
    }
    let killed = Command::new("kill")
        .args(["-TERM", &child.id().to_string()])
        .status();
    assert!(killed.expect("a kill").success());
    let output = child.wait_with_output().expect("netra ends");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(4), "{err}");
    assert!(
        err.contains("stopped by a signal") && err.contains("--resume to go on"),
        "{err}"
    );
    let done = folder.lines("o.jsonl").len() + folder.lines("r").len();
    assert!(
        err.contains(&format!("the first {done} records")),
        "{done}: {err}"
    );
    run(&arguments)
        .ends(3)
        .says(&format!("resumed; {}", grouped(done)));
    let whole = folder.arg("whole");
    run(&[
        "score",
        "-q",
        &first,
        &second,
        "-o",
        &whole,
        "--rejects",
        &folder.arg("r2"),
    ])
    .ends(3);
    assert!(folder.read("o.jsonl") == folder.read("whole"));
}

#[test]
#[cfg(unix)]
fn a_run_that_waits_for_its_input_stops_when_it_is_asked_to() {
    use std::io::{BufRead, BufReader, Read, Write};
    for threads in ["1", "3"] {
        let mut child = netra(&["score", "-", "--flush-every", "1", "--threads", threads])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("netra starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(many(1).as_bytes()).expect("netra reads");
        let mut answers = BufReader::new(child.stdout.take().expect("a pipe"));
        answers.read_line(&mut String::new()).expect("an answer");
        let killed = Command::new("kill")
            .args(["-TERM", &child.id().to_string()])
            .status();
        assert!(killed.expect("a kill").success());
        // The input stays open and says nothing more.
        let asked = Instant::now();
        let end = loop {
            if let Some(end) = child.try_wait().expect("a child") {
                break end;
            }
            if asked.elapsed() > Duration::from_secs(60) {
                child.kill().expect("a signal");
                panic!("{threads} threads wait for ever");
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        let mut err = String::new();
        let mut errors = child.stderr.take().expect("a pipe");
        errors.read_to_string(&mut err).expect("UTF-8");
        assert_eq!(end.code(), Some(4), "{err}");
        assert!(
            err.contains("stopped by a signal") && err.contains("the first 1 records"),
            "{err}"
        );
        drop(stdin);
    }
}

fn grouped(number: usize) -> String {
    if number < 1000 {
        return number.to_string();
    }
    format!("{},{:03}", number / 1000, number % 1000)
}

#[test]
fn a_run_goes_on_only_with_what_it_began_with() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", many(9_000));
    let out = folder.arg("o.jsonl");
    run(&["score", "-q", &input, "-o", &out]).ends(0);
    // A disk that fills up leaves a checkpoint.
    let (code, err) = limited(&["score", &input, "-o", &out], folder.blocks("o.jsonl") * 2 / 3);
    assert_eq!(code, 4, "{err}");
    let kept = folder.read("o.jsonl.checkpoint");
    for (more, message) in [
        (vec!["--profile", "strict"], "not what they were: --profile"),
        (vec!["--keep", "text", "--only-flagged"], "--keep, --only-flagged"),
        (vec![input.as_str()], "had 1 inputs, this one has 2"),
    ] {
        let mut arguments = vec!["score", &input, "-o", &out, "--resume"];
        arguments.extend(more);
        run(&arguments).ends(2).says(message).says("without --resume");
        assert_eq!(folder.read("o.jsonl.checkpoint"), kept);
    }
    folder.write("a.jsonl", many(9_001));
    run(&["score", &input, "-o", &out, "--resume"])
        .ends(2)
        .says("is not what it was");
    // Over from the start: the checkpoint of the other run goes.
    run(&["score", "-q", &input, "-o", &out]).ends(0);
    assert!(!folder.has("o.jsonl.checkpoint"));
    assert_eq!(folder.lines("o.jsonl").len(), 9_001);
}

#[test]
fn what_cannot_be_continued_says_why() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", many(1));
    let (parquet, plain) = (folder.arg("o.parquet"), folder.arg("o.jsonl"));
    if cfg!(feature = "parquet") {
        run(&["score", &input, "--resume", "-o", &parquet])
            .ends(2)
            .says("footer");
        assert!(!folder.has("o.parquet"));
    }
    run(&["score", "-", "--resume", "-o", &plain])
        .ends(2)
        .says("standard input");
    run(&["score", &input, "--resume", "-o", "-"])
        .ends(2)
        .says("standard output");
    run(&["score", &input, "--resume"]).ends(2).says("--output");
    // Without a checkpoint it simply begins.
    run(&["score", "-q", &input, "--resume", "-o", &plain]).ends(0);
    assert_eq!(folder.lines("o.jsonl").len(), 1);
}
