//! What must not stand in an output does not, wherever it came from.

use serde_json::json;

use crate::support::{Folder, LOUD, run};

const AUTHOR: &str = "guru_made_up";
const FRIEND: &str = "tetangga_made_up";

fn posts() -> String {
    let post = json!({
        "id": 1,
        "text": format!("@{FRIEND} @prabowo {LOUD} kata {AUTHOR}, x.com/{FRIEND}/status/1, {FRIEND}@surel.example"),
        "author": {"account": format!("@{AUTHOR}"), "name": "Guru Made-Up", "bio": format!("istri @{FRIEND}")},
        "target": {"account": FRIEND, "text": LOUD},
        "user": {"screen_name": AUTHOR, "id": 987_654_321, "lang": "in"},
        "region": "3325",
        "time": "2024-01-20",
    });
    let like = json!({"id": 2, "text": "", "action": "like", "author_account": AUTHOR,
        "target": {"account": "@pantauan_made_up", "name": "Prabowo Subianto", "kind": "contestant"}});
    let broken = format!("{{\"text\":7,\"author_account\":\"{AUTHOR}\",\"note\":\"@{FRIEND}\"}}");
    let torn = format!("{{\"text\":\"{AUTHOR}");
    let private = json!({"text": format!("malas, @{FRIEND}"), "author": {"name": "Guru Made-Up"}});
    format!("{post}\n{like}\n{broken}\n{torn}\n{private}\n")
}

#[test]
fn no_output_shows_a_private_account_and_public_ones_stay() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", posts());
    let key = folder.write("key", "sixteen bytes at least\n");
    let keep = "text,author,author.account,author_name,target.account,user,url";
    let mut written = String::new();
    let formats: &[&str] = if cfg!(feature = "parquet") {
        &["jsonl", "csv", "parquet"]
    } else {
        &["jsonl", "csv"]
    };
    for format in formats {
        let (out, rejects, summary) = (
            folder.arg(&format!("o.{format}")),
            folder.arg("r.jsonl"),
            folder.arg("s.json"),
        );
        let ran = run(&[
            "score",
            &input,
            "--pseudonymise",
            &key,
            "--keep",
            keep,
            "--rejects",
            &rejects,
            "--summary",
            &summary,
            "--profile",
            "wide",
            "-o",
            &out,
        ])
        .ends(3);
        written.push_str(&ran.err);
        for name in [&format!("o.{format}"), "r.jsonl", "s.json"] {
            written.push_str(&String::from_utf8_lossy(
                &std::fs::read(folder.at(name)).expect(name),
            ));
        }
    }
    // Standard error shows rejects too, where no file was named for them.
    let ran = run(&["score", &input, "--pseudonymise", &key, "--keep", keep]).ends(3);
    written.push_str(&ran.err);
    let lower = written.to_lowercase();
    for secret in [AUTHOR, FRIEND, "guru made-up", "987654321"] {
        assert!(!lower.contains(secret), "{secret} is shown");
    }
    assert!(lower.contains("@prabowo"), "a contestant's account is hidden");
    let verdicts = folder.lines("o.jsonl");
    let post = &verdicts[0]["post"];
    let pseudonym = post["author.account"].as_str().expect("a pseudonym");
    assert!(pseudonym.starts_with("@anon-"));
    assert_eq!(post["author"]["account"], pseudonym);
    assert_eq!(post["user"]["screen_name"], pseudonym[1..]);
    assert_eq!(verdicts[1]["post"]["target.account"], "@pantauan_made_up");
    assert_eq!(verdicts[1]["post"]["author.account"], pseudonym[1..]);
    let rejects = folder.lines("r.jsonl");
    assert!(
        rejects[0]["raw"]
            .as_str()
            .is_some_and(|raw| raw.contains(&pseudonym[1..]))
    );
    assert_eq!(
        (&rejects[1]["raw"], &rejects[1]["withheld"]),
        (&json!(""), &json!(true))
    );
    // The verdicts themselves are those of a run in the open.
    let open = run(&["score", "-q", &input, "--profile", "wide"]).ends(3);
    for (open, closed) in open.lines().iter().zip(&verdicts) {
        for name in ["flagged", "score", "stance", "contestants", "suppressed", "notes"] {
            assert_eq!(open[name], closed[name]);
        }
    }
    // Another key, other pseudonyms.
    let other = folder.write("other", "another sixteen bytes\n");
    let ran = run(&[
        "score",
        "-q",
        &input,
        "--pseudonymise",
        &other,
        "--keep",
        "author.account",
    ])
    .ends(3);
    assert_ne!(ran.lines()[0]["post"]["author.account"], *pseudonym);
    let short = folder.write("short", "abc");
    run(&["score", &input, "--pseudonymise", &short])
        .ends(2)
        .says("/dev/urandom");
    run(&["score", &input, "--pseudonymise", "nowhere"])
        .ends(2)
        .says("nowhere");
}

#[test]
fn redacted_texts_stand_nowhere_and_spans_stay() {
    let folder = Folder::new();
    let input = folder.write("a.jsonl", posts());
    let (out, rejects) = (folder.arg("o.jsonl"), folder.arg("r.jsonl"));
    run(&[
        "score",
        "-q",
        &input,
        "--redact",
        "text",
        "--keep",
        "text,target.text,author,time",
        "--rejects",
        &rejects,
        "-o",
        &out,
    ])
    .ends(3);
    let verdict = &folder.lines("o.jsonl")[0];
    assert_eq!(
        verdict["post"],
        json!({"author": {"account": format!("@{AUTHOR}"), "name": "Guru Made-Up"}, "time": "2024-01-20"})
    );
    let evidence = &verdict["findings"][0]["ledger"]["evidence"][0];
    assert_eq!(evidence["text"], "");
    assert!(evidence["end"].as_u64() > evidence["start"].as_u64());
    let written = folder.read("o.jsonl") + &folder.read("r.jsonl");
    assert!(!written.contains("menangkan!") && !written.contains("malas"));
}
