//! Parquet, in and out: the same verdicts as in JSON Lines.

use std::fs::File;

use arrow_json::LineDelimitedWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Value, json};

use crate::support::{Folder, LOUD, QUIET, feed, lines, many, run};

/// The rows of a file as JSON, by a reader that is not netra's.
fn rows(path: &str) -> Vec<Value> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).expect(path))
        .expect("Parquet")
        .build()
        .expect("a reader");
    let mut writer = LineDelimitedWriter::new(Vec::new());
    for batch in reader {
        writer.write(&batch.expect("rows")).expect("JSON");
    }
    writer.finish().expect("JSON");
    lines(std::str::from_utf8(&writer.into_inner()).expect("UTF-8"))
}

#[test]
fn the_verdicts_of_parquet_and_json_lines_are_the_same_to_and_fro() {
    let folder = Folder::new();
    let mut posts = many(3_000);
    for post in [
        json!({"id": 17, "text": LOUD, "time": "2024-01-15", "region": "3325", "action": "comment",
            "target": {"account": "@a", "text": LOUD}, "author": {"status": "pns"}}),
        json!({"id": "é\n", "text": format!("ASN dilarang: {LOUD}? 😀")}),
        json!({"text": ""}),
    ] {
        posts.push_str(&format!("{post}\n"));
    }
    let input = folder.write("a.jsonl", posts);
    let keep = [
        "--keep",
        "text,time,region,action,target.account,target.text,author.status",
    ];
    let (parquet, json) = (folder.arg("v.parquet"), folder.arg("v.jsonl"));
    for out in [&parquet, &json] {
        run(&["score", "-q", &input, "-o", out, keep[0], keep[1]]).ends(0);
    }
    // What a reader of Parquet sees is the record of the contract, number by number and word by word.
    let read = rows(&parquet);
    let written = folder.lines("v.jsonl");
    assert_eq!(read.len(), written.len());
    for (read, mut written) in read.into_iter().zip(written) {
        if let Some(number) = written["id"].as_u64() {
            written["id"] = json!(number.to_string());
        }
        assert_eq!(read, written);
    }
    // And back: the posts as Parquet give the verdicts of the posts as JSON Lines.
    let fields = [
        "text",
        "time",
        "region",
        "action",
        "target.account",
        "target.text",
        "author.status",
    ]
    .map(|name| format!("{name}=post.{name}"));
    let mut arguments = vec!["score", "-q", &parquet];
    for field in &fields {
        arguments.extend(["--field", field]);
    }
    let back = folder.arg("back.jsonl");
    arguments.extend(["-o", &back]);
    run(&arguments).ends(0);
    for (mut back, mut written) in folder
        .lines("back.jsonl")
        .into_iter()
        .zip(folder.lines("v.jsonl"))
    {
        written.as_object_mut().expect("a record").remove("post");
        for verdict in [&mut back, &mut written] {
            verdict["id"] = Value::Null;
        }
        assert_eq!(back, written);
    }
}

#[test]
fn rows_without_a_text_are_rejects_and_all_are_counted() {
    let folder = Folder::new();
    let input = folder.write(
        "a.jsonl",
        format!(
            "{{\"text\":\"x\",\"n\":\"{LOUD}\"}}\n{{\"text\":\"y\"}}\n{{\"text\":\"z\",\"n\":\"{QUIET}\"}}\n"
        ),
    );
    let parquet = folder.arg("a.parquet");
    run(&["score", "-q", &input, "--keep", "n", "-o", &parquet]).ends(0);
    let ran = run(&[
        "score",
        &parquet,
        "--field",
        "text=post.n",
        "--rejects",
        &folder.arg("r"),
    ])
    .ends(3);
    assert_eq!(ran.lines().len(), 2);
    assert_eq!(ran.lines()[0]["flagged"], true);
    let reject = &folder.lines("r")[0];
    assert_eq!((&reject["number"], &reject["line"]), (&json!(2), &json!(2)));
    let ran = run(&["score", &parquet]).ends(2);
    ran.says("no column `text`");
    run(&["score", &parquet, "--field", "text=post.m"])
        .ends(2)
        .says("no column `post.m`");
    run(&["score", &parquet, "--field", "text=pots.n"])
        .ends(2)
        .says("did you mean");
}

#[test]
fn a_parquet_file_is_whole_or_not_there() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", many(2_000));
    let parquet = folder.arg("a.parquet");
    run(&["score", "-q", &input, "-o", &parquet]).ends(0);
    let mut bytes = std::fs::read(&parquet).expect("written");
    bytes.truncate(bytes.len() - 100);
    let broken = folder.write("b.parquet", &bytes);
    run(&["score", &broken])
        .ends(2)
        .says("cannot read")
        .says("as Parquet");
    feed(&["score", "-"], &bytes).ends(2).says("must be a file");
    // An input that breaks off leaves a whole file with what came before.
    run(&[
        "score",
        "-q",
        &input,
        "--keep",
        "text",
        "-o",
        &folder.arg("c.jsonl.gz"),
    ])
    .ends(0);
    let mut bytes = std::fs::read(folder.at("c.jsonl.gz")).expect("written");
    bytes.truncate(bytes.len() * 2 / 3);
    let broken = folder.write("d.jsonl.gz", bytes);
    let out = folder.arg("e.parquet");
    let ran = run(&["score", &broken, "--field", "text=post.text", "-o", &out]).ends(4);
    let written = rows(&out).len();
    assert!(written > 0 && written < 2_000, "{written}");
    ran.says(&format!("the first {written} records"))
        .says("from the start");
    assert!(!folder.has("e.parquet.partial"));
    // Standard output takes it too.
    let ran = run(&["score", "-q", &input, "--format", "parquet"]).ends(0);
    let piped = folder.write("f.parquet", ran.out);
    assert_eq!(rows(&piped), rows(&parquet));
    run(&["score", "-q", &input, "--format", "parquet", "-o", "/dev/full"])
        .ends(4)
        .says("/dev/full");
}
