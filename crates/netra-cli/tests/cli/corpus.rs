//! Real posts, all files at once, through every format that keeps what a verdict holds. They are not part of this
//! repository: where they are not there, nothing is tried.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use arrow_json::LineDelimitedWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;

use crate::support::{Folder, run};

const FILES: [&str; 4] = ["everyday", "governing", "news", "political"];

/// The lines of a file.
fn lines(path: &str) -> impl Iterator<Item = String> {
    BufReader::new(File::open(path).expect(path))
        .lines()
        .map(|line| line.expect("UTF-8"))
}

/// The rows of a Parquet file as JSON, by a reader that is not netra's.
fn rows(path: &str) -> impl Iterator<Item = Value> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path).expect(path));
    let batches = builder.expect("Parquet").build().expect("a reader");
    batches.flat_map(|batch| {
        let mut writer = LineDelimitedWriter::new(Vec::new());
        writer.write(&batch.expect("rows")).expect("JSON");
        writer.finish().expect("JSON");
        crate::support::lines(std::str::from_utf8(&writer.into_inner()).expect("UTF-8"))
    })
}

/// The reader of Parquet says nothing where a value is null.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        Value::Object(entries) => {
            entries.retain(|_, value| !value.is_null());
            entries.values_mut().for_each(drop_nulls);
        }
        _ => {}
    }
}

/// A verdict as it would have been written without `--keep`.
fn without_post(line: &str) -> String {
    // Inside a text the quotation marks would be escaped.
    let at = line.rfind(",\"post\":{").expect("kept fields");
    format!("{}}}", &line[..at])
}

#[test]
fn all_files_at_once_give_the_same_verdicts_in_every_format_and_back() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let inputs = FILES.map(|name| corpus.join(format!("{name}.jsonl.gz")).display().to_string());
    if !inputs.iter().all(|input| Path::new(input).exists()) {
        println!("not there, skipped: ../shared/corpus");
        return;
    }
    let folder = Folder::new();
    let posts = inputs
        .iter()
        .map(|input| {
            let file = File::open(input).expect(input);
            BufReader::new(flate2::read::MultiGzDecoder::new(file))
                .lines()
                .count()
        })
        .sum::<usize>();
    let score = |inputs: &[&str], more: &[&str], name: &str| {
        let (out, summary) = (folder.arg(name), folder.arg(&format!("{name}.json")));
        let arguments = [
            &["score", "-q"],
            inputs,
            more,
            &["-o", &out, "--summary", &summary],
        ]
        .concat();
        run(&arguments).ends(0);
        let summary: Value = serde_json::from_str(&folder.read(&format!("{name}.json"))).expect("JSON");
        (out, summary)
    };
    let inputs = inputs.each_ref().map(String::as_str);
    let keep = ["--keep", "text,time"];
    let (parquet, of_parquet) = score(&inputs, &keep, "v.parquet");
    let (json, of_json) = score(&inputs, &keep, "v.jsonl");
    // And back: what was kept is judged again, once out of each.
    let fields = ["--field", "text=post.text", "--field", "time=post.time"];
    let (from_parquet, of_back) = score(&[&parquet], &fields, "p.jsonl");
    let (from_json, _) = score(&[&json], &fields, "j.jsonl");

    let (mut count, mut flagged) = (0, 0);
    let mut read = rows(&parquet);
    let (mut back, mut again) = (lines(&from_parquet), lines(&from_json));
    for line in lines(&json) {
        count += 1;
        let mut verdict: Value = serde_json::from_str(&line).expect("JSON");
        flagged += u64::from(verdict["flagged"] == true);
        drop_nulls(&mut verdict);
        assert!(read.next() == Some(verdict), "record {count} in Parquet");
        let bare = Some(without_post(&line));
        assert!(
            back.next() == bare && again.next() == bare,
            "record {count} judged again"
        );
    }
    assert!(read.next().is_none() && back.next().is_none() && again.next().is_none());

    assert_eq!(count, posts);
    println!("{count} posts, {flagged} flagged, in four runs");
    for summary in [&of_parquet, &of_json, &of_back] {
        assert_eq!(summary["posts"], posts);
        assert_eq!(summary["flagged"], flagged);
        assert_eq!(summary["rejected"], 0);
        for counts in ["by_ban", "by_stance", "by_contestant", "by_day", "by_note"] {
            assert_eq!(summary[counts], of_json[counts], "{counts}");
        }
    }
}
