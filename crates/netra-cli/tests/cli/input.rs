//! What is read: formats, fields, ids, dirty input.

use serde_json::json;

use crate::support::{Folder, LOUD, QUIET, feed, run};

fn ids(values: &[serde_json::Value]) -> Vec<String> {
    values.iter().map(|value| value["id"].to_string()).collect()
}

#[test]
fn the_id_comes_back_byte_for_byte() {
    let input = concat!(
        r#"{"id":123456789012345678901234567890,"text":"a"}"#,
        "\n",
        r#"{"text":"b","id":9007199254740993}"#,
        "\n",
        r#"{"id":"caf\u00e9\/1","text":"c"}"#,
        "\n",
        r#"{"id":1.50,"text":"d"}"#,
        "\n",
        r#"{"text":"e"}"#,
        "\n",
        r#"{"id":null,"text":"f"}"#,
        "\n",
    );
    let ran = feed(&["score", "-q", "--input-format", "jsonl"], input).ends(0);
    let written: Vec<&str> = ran
        .text()
        .lines()
        .map(|line| line.split(",\"flagged\"").next().expect("an id first"))
        .collect();
    assert_eq!(
        written,
        [
            r#"{"id":123456789012345678901234567890"#,
            r#"{"id":9007199254740993"#,
            r#"{"id":"caf\u00e9\/1""#,
            r#"{"id":1.50"#,
            r#"{"id":5"#,
            r#"{"id":6"#,
        ]
    );
}

#[test]
fn an_absurd_optional_field_is_a_note_and_never_a_reject() {
    let input =
        r#"{"text":"x","id":{"a":1},"action":"dance","time":[1],"region":true,"author":{"status":"raja"}}"#;
    let ran = feed(&["score", "-q"], input).ends(0);
    let verdict = &ran.lines()[0];
    assert_eq!(verdict["id"], 1);
    assert!(
        verdict["notes"].as_array().is_some_and(|notes| notes.len() >= 4),
        "{verdict}"
    );
}

#[test]
fn bom_crlf_and_blank_lines_do_no_harm_and_lines_are_still_counted() {
    let folder = Folder::new();
    let input = "\u{feff}{\"id\":\"a\",\"text\":\"satu\"}\r\n\r\n   \n{\"id\":\"b\",\"text\":\"dua\"}\r\n{bad}\r\n{\"id\":\"c\",\"text\":\"tiga\"}";
    let file = folder.write("a.jsonl", input);
    let ran = run(&["score", &file, "--rejects", &folder.arg("r.jsonl")]).ends(3);
    assert_eq!(ids(&ran.lines()), ["\"a\"", "\"b\"", "\"c\""]);
    let reject = &folder.lines("r.jsonl")[0];
    assert_eq!(
        (&reject["number"], &reject["line"], &reject["raw"]),
        (&json!(3), &json!(5), &json!("{bad}"))
    );
    let offset = usize::try_from(reject["offset"].as_u64().expect("an offset")).expect("small");
    assert!(input[offset..].starts_with("{bad}"));
    assert_eq!(reject["input"], file);
}

#[test]
fn lone_surrogates_and_invalid_utf8_are_replaced_and_noted() {
    let mut input = br#"{"id":1,"text":"a\ud83d b"}
{"id":2,"text":"\ud83d\ude00 utuh"}
{"id":3,"text":"caf"#
        .to_vec();
    input.extend_from_slice(b"\xe9 \xff\"}\n");
    let ran = feed(&["score", "-q", "--keep", "text"], input).ends(0);
    let verdicts = ran.lines();
    let noted = |at: usize| {
        verdicts[at]["notes"]
            .as_array()
            .is_some_and(|notes| notes.contains(&json!("text-repaired")))
    };
    assert_eq!([noted(0), noted(1), noted(2)], [true, false, true]);
    assert_eq!(verdicts[0]["post"]["text"], "a\u{fffd} b");
    assert_eq!(verdicts[1]["post"]["text"], "😀 utuh");
    assert_eq!(verdicts[2]["post"]["text"], "caf\u{fffd} \u{fffd}");
}

#[test]
fn csv_rows_may_hold_line_breaks_quotes_and_other_delimiters() {
    let folder = Folder::new();
    let table =
        format!("id;text;target_text\r\n1;\"satu\r\n\"\"{LOUD}\"\"\";\r\n\r\n\"2\";{QUIET};\"a;b\"\r\n");
    let file = folder.write("a.csv", &table);
    let ran = run(&["score", "-q", &file, "--keep", "text,target_text"]).ends(0);
    let verdicts = ran.lines();
    assert_eq!(ids(&verdicts), ["\"1\"", "\"2\""]);
    assert_eq!(verdicts[0]["post"]["text"], format!("satu\r\n\"{LOUD}\""));
    assert_eq!(verdicts[1]["post"]["target_text"], "a;b");
    assert_eq!(
        [&verdicts[0]["flagged"], &verdicts[1]["flagged"]],
        [&json!(true), &json!(false)]
    );
    // A spreadsheet declares its delimiter in a line of its own; a comma in the header must not mislead.
    let text = json!("a, b");
    for (name, table) in [
        ("b.csv", "sep=;\r\ntext;one, two, three\r\na, b;c\r\n"),
        ("c.csv", "\u{feff}SEP=\t\ntext\tn\na, b\t1\n"),
        ("d", "sep=|\nid|text\n1|a, b\n"),
    ] {
        let file = folder.write(name, table);
        let ran = run(&["score", "-q", &file, "--keep", "text"]).ends(0);
        assert_eq!(ran.lines().len(), 1, "{name}");
        assert_eq!(ran.lines()[0]["post"]["text"], text, "{name}");
    }
}

#[test]
fn a_csv_row_with_too_few_or_too_many_cells_is_a_reject() {
    let ran = feed(&["score", "--input-format", "csv"], "id,text\n1,a,b\n2\n3,c\n").ends(3);
    assert_eq!(ids(&ran.lines()), ["\"3\""]);
    ran.says("the row has 3 columns, the header 2")
        .says("the row has 1 column, the header 2");
}

#[test]
fn a_quotation_that_is_never_closed_costs_only_its_own_line() {
    let folder = Folder::new();
    let file = folder.write("a.csv", "id,text\n1,satu\n2,\"dua\n3,tiga\n4,empat\n");
    let ran = run(&["score", &file, "--rejects", &folder.arg("r.jsonl")]).ends(3);
    assert_eq!(ids(&ran.lines()), ["\"1\"", "\"3\"", "\"4\""]);
    let reject = &folder.lines("r.jsonl")[0];
    assert_eq!((&reject["line"], &reject["raw"]), (&json!(3), &json!("2,\"dua")));
}

#[test]
fn formats_are_known_by_name_and_by_first_bytes() {
    let folder = Folder::new();
    let mut arguments = ["score", "-q", "--keep", "text"].map(str::to_owned).to_vec();
    for (name, bytes) in [
        ("a.tsv", "id\ttext\n7\tsatu, dua\n"),
        ("b.txt", "satu, dua\n"),
        ("c", "{\"text\":\"satu, dua\"}\n"),
        ("d", "x;text\n1;satu, dua\n"),
        ("e", "text\tx\nsatu, dua\t1\n"),
        ("f", "satu, dua\n"),
        ("G.JSON", "{\"text\":\"satu, dua\"}\n"),
    ] {
        arguments.push(folder.write(name, bytes));
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let ran = run(&arguments).ends(0);
    for (verdict, name) in ran.lines().iter().zip(&arguments[4..]) {
        assert_eq!(verdict["post"]["text"], "satu, dua", "{name}");
    }
    assert_eq!(ran.lines().len(), 7);
}

#[test]
fn compressed_inputs_are_read_by_what_they_are() {
    let folder = Folder::new();
    let plain = folder.write("a.jsonl", format!("{{\"text\":\"{LOUD}\"}}\n"));
    for packed in ["b.jsonl.gz", "c.jsonl.zst"] {
        // Scoring writes compressed files; two of them in a row are one stream, as with gzip and zstd themselves.
        run(&["score", "-q", &plain, "-o", &folder.arg(packed), "--keep", "text"]).ends(0);
        let bytes = std::fs::read(folder.at(packed)).expect(packed);
        let twice = [&bytes[..], &bytes[..]].concat();
        let file = folder.write(&format!("renamed-{packed}.jsonl"), twice);
        let ran = run(&["score", "-q", &file, "--field", "text=post.text"]).ends(0);
        assert_eq!(ran.lines().len(), 2, "{packed}");
        assert_eq!(ran.lines()[1]["flagged"], true, "{packed}");
    }
}

#[test]
fn fields_are_mapped_and_several_inputs_are_numbered_through() {
    let folder = Folder::new();
    let one = folder.write(
        "a.jsonl",
        format!("{{\"full_text\":\"{LOUD}\",\"user\":{{\"name\":\"@a\"}},\"text\":\"x\"}}\n"),
    );
    let two = folder.write("b.csv", format!("full_text,user.name\n{QUIET},@b\n"));
    let ran = run(&[
        "score",
        "-q",
        "--field",
        "text=full_text",
        "--field",
        "author.account=user.name",
        "--keep",
        "text,author_account",
        &one,
        &two,
    ])
    .ends(0);
    let verdicts = ran.lines();
    assert_eq!(ids(&verdicts), ["1", "2"]);
    assert_eq!(verdicts[0]["post"], json!({"text": LOUD, "author_account": "@a"}));
    assert_eq!(
        verdicts[1]["post"],
        json!({"text": QUIET, "author_account": "@b"})
    );
}

#[test]
fn keep_copies_values_as_they_are_and_leaves_out_what_is_missing() {
    let input = r#"{"text":"x","n":1.50,"o":{"b":[1,2]},"s":"a\u00e9"}"#;
    let ran = feed(&["score", "-q", "--keep", "n,o,s,nowhere,o.b"], input).ends(0);
    let record = ran.text().trim_end();
    assert!(
        record.ends_with(r#","post":{"n":1.50,"o":{"b":[1,2]},"s":"a\u00e9","o.b":[1,2]}}"#),
        "{record}"
    );
}

#[test]
fn an_overlong_record_is_a_reject_with_its_beginning() {
    let folder = Folder::new();
    let long = "a".repeat(3_000_000);
    let file = folder.write(
        "a.jsonl",
        format!("{{\"text\":\"x\"}}\n{{\"text\":\"{long}\"}}\n{{\"text\":\"y\"}}\n"),
    );
    let ran = run(&[
        "score",
        &file,
        "--max-record",
        "1MiB",
        "--rejects",
        &folder.arg("r.jsonl"),
    ])
    .ends(3);
    assert_eq!(ids(&ran.lines()), ["1", "3"]);
    let reject = &folder.lines("r.jsonl")[0];
    assert_eq!(
        (&reject["line"], &reject["offset"], &reject["length"]),
        (&json!(2), &json!(13), &json!(3_000_011))
    );
    assert!(
        reject["reason"]
            .as_str()
            .is_some_and(|reason| reason.contains("--max-record"))
    );
    assert!(
        reject["raw"]
            .as_str()
            .is_some_and(|raw| raw.len() == 4096 && raw.starts_with("{\"text\":\"aaa"))
    );
    // And it is judged where it is allowed.
    let ran = run(&["score", "-q", &file]).ends(0);
    assert_eq!(ids(&ran.lines()), ["1", "2", "3"]);
}

#[test]
fn encodings_are_seen_or_told() {
    let folder = Folder::new();
    let table = format!("id\ttext\n1\t{LOUD} “é” 😀\n2\tdua\n");
    let wide = |order: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(table.encode_utf16());
        units.flat_map(order).collect()
    };
    let plain = run(&["score", "-q", &folder.write("a.tsv", &table), "--keep", "text"]).ends(0);
    for (name, bytes) in [
        ("b.tsv", wide(u16::to_le_bytes, true)),
        ("c.tsv", wide(u16::to_be_bytes, true)),
        ("d.tsv", wide(u16::to_le_bytes, false)),
        ("e.tsv", wide(u16::to_be_bytes, false)),
    ] {
        let file = folder.write(name, bytes);
        assert!(
            run(&["score", "-q", &file, "--keep", "text"]).ends(0).out == plain.out,
            "{name}"
        );
    }
    let old = folder.write("f.csv", b"id,text\n1,\x93caf\xe9\x94 \x80\n");
    for more in [&["--input-format", "csv"][..], &["--encoding", "windows-1252"]] {
        let mut arguments = vec!["score", "-q", &old, "--keep", "text"];
        arguments.extend(more);
        assert_eq!(run(&arguments).ends(0).lines()[0]["post"]["text"], "“café” €");
    }
    run(&["score", &old, "--encoding", "klingon"])
        .ends(2)
        .says("utf-16le");
}

#[test]
fn layouts_of_scrapers_are_known() {
    let folder = Folder::new();
    let tweets = folder.write(
        "tweets.csv",
        format!("created_at,id_str,full_text,username\nSat Jan 20 10:00:00 +0000 2024,1850000000000000001,\"{LOUD}\",budi\n"),
    );
    run(&["score", &tweets]).ends(2).says("--preset tweet-harvest");
    let ran = run(&[
        "score",
        "-q",
        &tweets,
        "--preset",
        "tweet-harvest",
        "--keep",
        "time,author_account",
    ])
    .ends(0);
    let verdict = &ran.lines()[0];
    assert_eq!(
        (&verdict["id"], &verdict["flagged"]),
        (&json!("1850000000000000001"), &json!(true))
    );
    assert!(
        !verdict["notes"]
            .as_array()
            .expect("notes")
            .contains(&json!("time-missing")),
        "{verdict}"
    );
    // Nested and flat, the likelier of two columns, and comments known as such.
    let nested = json!({"id": "a", "snippet": {"topLevelComment": {"snippet":
        {"textDisplay": "x &amp; y", "textOriginal": LOUD, "publishedAt": "2024-01-20T00:00:00Z"}}}});
    let flat = json!({"textDisplay": LOUD, "commentId": "b", "publishedAt": "2024-01-20T00:00:00Z"});
    let comments = folder.write("comments.jsonl", format!("{nested}\n{flat}\n"));
    let ran = run(&["score", "-q", &comments, "--preset", "youtube-api"]).ends(0);
    assert_eq!(ids(&ran.lines()), ["\"a\"", "\"b\""]);
    for verdict in ran.lines() {
        let bans: Vec<&str> = verdict["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .filter_map(|one| one["ban"].as_str())
            .collect();
        assert!(bans.contains(&"social-comment"), "{bans:?}");
    }
    // What is given by hand goes before the layout.
    let ran = run(&[
        "score",
        "-q",
        &tweets,
        "--preset",
        "tweet-harvest",
        "--field",
        "text=username",
    ])
    .ends(0);
    assert_eq!(ran.lines()[0]["flagged"], false);
    run(&["score", &tweets, "--preset", "myspace"])
        .ends(2)
        .says("tweet-harvest");
}

#[test]
fn patterns_name_files() {
    let folder = Folder::new();
    for name in ["b.jsonl", "a.jsonl", "c.txt"] {
        folder.write(name, format!("{{\"id\":\"{name}\",\"text\":\"x\"}}\n"));
    }
    let ran = run(&["score", "-q", &folder.arg("*.jsonl")]).ends(0);
    assert_eq!(ids(&ran.lines()), ["\"a.jsonl\"", "\"b.jsonl\""]);
    run(&["score", &folder.arg("*.csv")])
        .ends(2)
        .says("no file is called like");
    // A file that is really called so is itself.
    let odd = folder.write("[x].jsonl", "{\"text\":\"x\"}\n");
    assert_eq!(run(&["score", "-q", &odd]).ends(0).lines().len(), 1);
}
