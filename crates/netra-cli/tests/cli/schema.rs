//! The JSON Schema against what the tool writes.

use serde_json::{Value, json};

use crate::support::{Folder, LOUD, QUIET, run};

/// As much of JSON Schema as the schema uses. An unknown keyword is a failure, so that none is passed over.
fn check(schema: &Value, value: &Value, root: &Value, at: &str, faults: &mut Vec<String>) {
    for (keyword, rule) in schema.as_object().expect("a schema") {
        let fine = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" => true,
            "$ref" => {
                let pointer = rule
                    .as_str()
                    .and_then(|path| path.strip_prefix('#'))
                    .expect("a local reference");
                check(root.pointer(pointer).expect(pointer), value, root, at, faults);
                true
            }
            "anyOf" => rule.as_array().expect("a list").iter().any(|one| {
                let mut faults = Vec::new();
                check(one, value, root, at, &mut faults);
                faults.is_empty()
            }),
            "type" => match rule {
                Value::Array(names) => names.iter().any(|name| is(name, value)),
                name => is(name, value),
            },
            "enum" => rule.as_array().expect("a list").contains(value),
            "minimum" => value.as_f64() >= rule.as_f64(),
            "maximum" => value.as_f64() <= rule.as_f64(),
            "pattern" => value
                .as_str()
                .is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit())),
            "uniqueItems" => {
                let items = value.as_array().expect("a list");
                items
                    .iter()
                    .enumerate()
                    .all(|(at, item)| !items[..at].contains(item))
            }
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(rule, item, root, &format!("{at}[{number}]"), faults);
                }
                true
            }
            "required" => rule
                .as_array()
                .expect("a list")
                .iter()
                .all(|name| value.get(name.as_str().expect("a name")).is_some()),
            "properties" => {
                for (name, rule) in rule.as_object().expect("properties") {
                    if let Some(value) = value.get(name) {
                        check(rule, value, root, &format!("{at}.{name}"), faults);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                let mut fine = true;
                for (name, value) in value.as_object().into_iter().flatten() {
                    if known.is_some_and(|known| known.contains_key(name)) {
                        continue;
                    }
                    match rule {
                        Value::Bool(allowed) => fine &= *allowed,
                        rule => check(rule, value, root, &format!("{at}.{name}"), faults),
                    }
                }
                fine
            }
            other => panic!("the test does not know the keyword {other}"),
        };
        if !fine {
            faults.push(format!("{at}: {keyword} {rule} does not hold for {value}"));
        }
    }
}

fn is(name: &Value, value: &Value) -> bool {
    match name.as_str().expect("a type") {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("no type {other}"),
    }
}

fn holds(record: &str, value: &Value) -> Result<(), Vec<String>> {
    let schema: Value = serde_json::from_slice(&run(&["schema", record]).ends(0).out).expect("JSON");
    let mut faults = Vec::new();
    check(&schema, value, &schema, "$", &mut faults);
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

#[test]
fn what_is_written_is_what_the_schema_says() {
    let folder = Folder::new();
    let posts = [
        json!({"id": "a", "text": LOUD, "time": "2024-01-15", "region": "3325", "action": "comment",
            "target": {"account": "@a", "text": LOUD, "kind": "contestant"}, "author": {"status": "pns"}}),
        json!({"id": 7, "text": QUIET}),
        json!({"text": format!("ASN dilarang: {LOUD}?"), "action": "share"}),
        json!({"text": "", "action": null, "target": null, "region": 3325}),
    ];
    let mut input: String = posts.iter().map(|post| format!("{post}\n")).collect();
    for post in &posts {
        holds("post", post).expect("a post");
    }
    input.push_str("nothing\n");
    let arguments = ["--keep", "text", "--profile", "wide", "--rejects"];
    let file = folder.write("a.jsonl", input);
    let mut all = vec!["score", "-q", &file];
    let (rejects, summary) = (folder.arg("r.jsonl"), folder.arg("s.json"));
    all.extend(arguments);
    all.extend([rejects.as_str(), "--summary", &summary]);
    let ran = run(&all).ends(3);
    assert_eq!(ran.lines().len(), posts.len());
    for verdict in ran.lines() {
        holds("verdict", &verdict).expect("a verdict");
    }
    holds("reject", &folder.lines("r.jsonl")[0]).expect("a reject");
    holds(
        "summary",
        &serde_json::from_str(&folder.read("s.json")).expect("JSON"),
    )
    .expect("a summary");
    let negated = "Saya tidak mendukung Prabowo!!! Survei: 40 persen?";
    for text in [LOUD, QUIET, negated, "Kata @warga: \"coblos 02\""] {
        let explained = run(&["explain", text, "--json"]).ends(0);
        holds(
            "explanation",
            &serde_json::from_slice(&explained.out).expect("JSON"),
        )
        .expect("an explanation");
    }
}

#[test]
fn what_is_wrong_is_found() {
    assert!(holds("post", &json!({"id": 1})).is_err());
    assert!(holds("verdict", &json!({"id": 1, "flagged": true})).is_err());
    assert!(
        holds(
            "reject",
            &json!({"input": "a", "number": 0, "line": 1, "offset": 0, "reason": "", "raw": ""})
        )
        .is_err()
    );
    let any: Value = serde_json::from_slice(&run(&["schema"]).ends(0).out).expect("JSON");
    assert!(any["$defs"]["finding"]["properties"]["ledger"].is_object());
}
