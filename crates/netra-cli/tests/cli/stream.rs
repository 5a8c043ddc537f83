//! A stream that is longer than any memory: as many records out as in, in order, and no more memory at its end.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use crate::support::{LOUD, QUIET, netra};

/// Most memory that a run may take on two threads, in MiB.
const MOST: u64 = 150;

/// `NETRA_STREAM_MB=10000 cargo test --release -p netra-cli --test cli a_stream -- --nocapture` feeds 10 GB; nothing of it
/// lies on a disk.
#[test]
fn a_stream_of_any_length_loses_nothing_and_takes_bounded_memory() {
    let wanted: u64 = std::env::var("NETRA_STREAM_MB")
        .ok()
        .and_then(|megabytes| megabytes.parse().ok())
        .unwrap_or(8)
        * 1_000_000;
    let mut child = netra(&["score", "-q", "-", "--threads", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("netra starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut answers = BufReader::with_capacity(1 << 20, child.stdout.take().expect("a pipe"));
    let reader = std::thread::spawn(move || {
        let (mut line, mut count, mut bytes) = (Vec::new(), 0_u64, 0_u64);
        while answers.read_until(b'\n', &mut line).expect("netra writes") > 0 {
            count += 1;
            bytes += line.len() as u64;
            let whole =
                line.starts_with(format!("{{\"id\":\"p{count}\",").as_bytes()) && line.ends_with(b"}\n");
            assert!(whole, "record {count}: {}", String::from_utf8_lossy(&line));
            line.clear();
        }
        (count, bytes)
    });
    let (mut fed, mut count) = (0, 0_u64);
    let mut block = String::new();
    let begun = std::time::Instant::now();
    while fed < wanted {
        block.clear();
        for _ in 0..1000 {
            count += 1;
            let text = if count.is_multiple_of(20) { LOUD } else { QUIET };
            let filler = "lalu lintas lancar, ".repeat((count % 11) as usize);
            // Writing to a string cannot fail.
            let _ = writeln!(
                block,
                "{{\"id\":\"p{count}\",\"text\":\"{filler}{text}\",\"platform\":\"x\"}}"
            );
        }
        stdin.write_all(block.as_bytes()).expect("netra reads");
        fed += block.len() as u64;
    }
    // Looked at while the process still waits for the end of its input.
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).expect("Linux");
    let peak: u64 = status
        .lines()
        .find_map(|line| {
            line.strip_prefix("VmHWM:")?
                .trim()
                .strip_suffix(" kB")?
                .parse()
                .ok()
        })
        .expect("a peak");
    let peak = peak / 1024;
    drop(stdin);
    assert_eq!(child.wait().expect("netra ends").code(), Some(0));
    let (answered, bytes) = reader.join().expect("whole records in order");
    println!(
        "{count} records, {:.1} MB in, {:.1} MB out, {:.0} s: peak {peak} MiB",
        fed as f64 / 1e6,
        bytes as f64 / 1e6,
        begun.elapsed().as_secs_f64()
    );
    assert_eq!(answered, count);
    assert!(peak <= MOST, "{peak} MiB");
}
