//! What is written: formats, compression, spans, selection, counts.

use std::io::Read;

use serde_json::{Value, json};

use crate::support::{Folder, LOUD, QUIET, feed, many, run};

fn unpack(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut plain = Vec::new();
    if name.ends_with(".gz") {
        flate2::read::MultiGzDecoder::new(bytes)
            .read_to_end(&mut plain)
            .expect("gzip");
    } else {
        plain = zstd::decode_all(bytes).expect("zstd");
    }
    plain
}

#[test]
fn compressed_output_holds_the_same_bytes_in_any_format() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", many(1500));
    for format in ["jsonl", "csv"] {
        let plain = folder.arg(&format!("out.{format}"));
        run(&["score", "-q", &input, "-o", &plain]).ends(0);
        for ending in ["gz", "zst"] {
            let name = format!("out.{format}.{ending}");
            run(&["score", "-q", &input, "-o", &folder.arg(&name)]).ends(0);
            let packed = std::fs::read(folder.at(&name)).expect("written");
            assert!(
                unpack(&packed, &name) == std::fs::read(&plain).expect("written"),
                "{name}"
            );
            assert!(
                packed.len() < 100_000,
                "{name} is not compressed: {} bytes",
                packed.len()
            );
        }
    }
}

#[test]
fn an_empty_input_gives_an_empty_output_and_a_note() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", "\n\n");
    run(&["score", &input]).ends(0).says("no records");
    for (name, content) in [("o.jsonl.gz", ""), ("o.jsonl.zst", "")] {
        run(&["score", "-q", &input, "-o", &folder.arg(name)]).ends(0);
        let packed = std::fs::read(folder.at(name)).expect("written");
        assert_eq!(unpack(&packed, name), content.as_bytes(), "{name}");
        assert!(!packed.is_empty(), "{name} is still a compressed file");
    }
    run(&["score", "-q", &input, "-o", &folder.arg("o.csv")]).ends(0);
    assert!(folder.read("o.csv").starts_with("id,flagged,score,"));
    let empty = folder.write("b.csv", "");
    assert_eq!(run(&["score", &empty]).ends(0).text(), "");
}

#[test]
fn csv_says_what_jsonl_says() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", many(30));
    let verdicts = run(&["score", "-q", &input, "--keep", "platform,text"])
        .ends(0)
        .lines();
    let table = run(&[
        "score",
        "-q",
        &input,
        "--keep",
        "platform,text",
        "--format",
        "csv",
    ])
    .ends(0);
    let mut reader = csv::Reader::from_reader(&table.out[..]);
    let header = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), verdicts.len());
    let cell = |row: &csv::StringRecord, name: &str| {
        let at = header.iter().position(|column| column == name).expect(name);
        row[at].to_owned()
    };
    for (row, verdict) in rows.iter().zip(&verdicts) {
        assert_eq!(verdict["id"], cell(row, "id"));
        assert_eq!(verdict["flagged"].to_string(), cell(row, "flagged"));
        assert_eq!(verdict["score"].as_f64(), cell(row, "score").parse().ok());
        assert_eq!(verdict["post"]["text"], cell(row, "post.text"));
        let findings: Value = serde_json::from_str(&cell(row, "findings")).expect("JSON");
        assert_eq!(verdict["findings"], findings);
    }
}

#[test]
fn spans_are_counted_in_the_unit_that_was_asked_for() {
    let text = format!("Ré😀sumé: {LOUD}");
    let input = json!({ "text": text }).to_string();
    let spans = |unit: &str| -> Vec<(usize, usize, String)> {
        let ran = feed(&["score", "-q", "--offsets", unit], &input).ends(0);
        let verdict = &ran.lines()[0];
        let evidence = verdict["findings"][0]["ledger"]["evidence"]
            .as_array()
            .expect("evidence")
            .clone();
        evidence
            .iter()
            .filter(|hit| hit["in"] == "text" && hit["end"] != hit["start"])
            .map(|hit| {
                let number = |name: &str| usize::try_from(hit[name].as_u64().expect(name)).expect("small");
                (
                    number("start"),
                    number("end"),
                    hit["text"].as_str().expect("text").to_owned(),
                )
            })
            .collect()
    };
    let (bytes, characters, utf16) = (spans("byte"), spans("char"), spans("utf16"));
    assert!(!bytes.is_empty());
    let units: Vec<u16> = text.encode_utf16().collect();
    for ((byte, character), unit) in bytes.iter().zip(&characters).zip(&utf16) {
        assert_eq!(text[byte.0..byte.1], byte.2);
        let cut: String = text
            .chars()
            .skip(character.0)
            .take(character.1 - character.0)
            .collect();
        assert_eq!(cut, character.2);
        assert_eq!(String::from_utf16_lossy(&units[unit.0..unit.1]), unit.2);
    }
    assert_ne!(bytes, characters);
    assert_ne!(characters, utf16);
}

#[test]
fn only_flagged_leaves_out_the_others_and_counts_them() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", many(9));
    let ran = run(&["score", &input, "--only-flagged"])
        .ends(0)
        .says("9 posts, 3 flagged, 0 rejected");
    let ids: Vec<Value> = ran.lines().iter().map(|verdict| verdict["id"].clone()).collect();
    assert_eq!(ids, ["p3", "p6", "p9"]);
}

#[test]
fn the_summary_counts_what_was_written() {
    let folder = Folder::new();
    let input = folder.write(
        "a.jsonl",
        format!(
            "{{\"text\":\"{LOUD}\",\"time\":\"2024-01-15T08:00:00+07:00\",\"region\":\"3325\"}}\n{{\"text\":\"{QUIET}\"}}\nx\n"
        ),
    );
    let arguments = [
        "score",
        "-q",
        &input,
        "--summary",
        &folder.arg("s.json"),
        "--rejects",
        &folder.arg("r.jsonl"),
        "-o",
        &folder.arg("o.jsonl"),
        "--profile",
        "wide",
    ];
    run(&arguments).ends(3);
    let summary: Value = serde_json::from_str(&folder.read("s.json")).expect("JSON");
    for (name, count) in [("records", 3), ("posts", 2), ("flagged", 1), ("rejected", 1)] {
        assert_eq!(summary[name], count, "{name}");
    }
    assert_eq!(summary["by_day"], json!({"2024-01-15": 1}));
    assert_eq!(summary["by_region"], json!({"3325": 1}));
    assert_eq!(summary["options"]["profile"], "wide");
    assert_eq!(summary["inputs"], json!([input]));
    let verdicts = folder.lines("o.jsonl");
    let bans: Vec<&str> = verdicts[0]["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter(|finding| finding["flagged"] == true)
        .filter_map(|finding| finding["ban"].as_str())
        .collect();
    assert!(!bans.is_empty());
    for ban in bans {
        assert_eq!(summary["by_ban"][ban], 1, "{ban}");
    }
}

#[test]
fn rejects_show_invalid_bytes_too() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", b"{\"text\":\"ok\"}\n\xff\xfe{\n");
    let ran = run(&["score", &input, "--rejects", &folder.arg("r.jsonl.gz")]).ends(3);
    assert!(!ran.err.contains("rejected:"), "{}", ran.err);
    let packed = std::fs::read(folder.at("r.jsonl.gz")).expect("written");
    let rejects = crate::support::lines(std::str::from_utf8(&unpack(&packed, ".gz")).expect("UTF-8"));
    assert_eq!(rejects[0]["raw"], "\u{fffd}\u{fffd}{");
    assert_eq!(rejects[0]["raw_bytes"], "fffe7b");
}

#[test]
fn rejects_on_a_terminal_cannot_command_it() {
    let ran = feed(&["score", "-q"], "{\"text\":1}\n{\u{1b}[31m}\n").ends(3);
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
    ran.says("\\u001b[31m");
}
