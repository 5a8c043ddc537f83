use clap::Parser;
use netra::{Finding, Ledger, Post, Sanction, Score, Stance, Verdict};

use super::*;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: Eval,
}

fn args(words: &[&str]) -> Eval {
    Line::try_parse_from([&["eval"], words].concat())
        .expect("options")
        .args
}

/// Flags every post with "ayo" in it, as favour.
fn judge(post: &Post<'_>) -> Verdict {
    let flagged = post.text.contains("ayo");
    let score = Score::from_ten_thousandths(if flagged { 9_000 } else { 1_000 });
    let finding = Finding {
        ban: "social-post".into(),
        title: "".into(),
        flagged,
        score,
        stance: Stance::Favour,
        contestant: None,
        period: None,
        sanction: Sanction::default(),
        binds: netra::Binds::Unknown,
        citations: [].into(),
        ledger: Ledger::default(),
    };
    Verdict {
        flagged,
        score,
        stance: if flagged { vec![Stance::Favour] } else { Vec::new() },
        findings: vec![finding],
        pack: "p".into(),
        engine: "e".into(),
        policy: vec!["national".into()],
        ..Verdict::default()
    }
}

fn file(lines: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("posts.jsonl");
    std::fs::write(&path, lines).expect("written");
    let name = path.display().to_string();
    (folder, name)
}

const POSTS: &str = r#"{"id":"a","text":"ayo satu","stance":["favour"],"bans":[],"source":"s"}

{"id":"b","text":"ayo dua","stance":[],"bans":[],"source":"s"}
{"id":3,"text":"tiga","stance":["against"],"bans":["campaign-team"],"source":"t"}
"#;

#[test]
fn figures_errors_and_texts() {
    let (_folder, path) = file(POSTS);
    let posts = || read::<LabelledPost>(&[PathBuf::from(&path)]).expect("reads");
    let out = answer(&args(&[&path, "--errors", "5"]), posts(), &judge).expect("an answer");
    assert!(
        out.starts_with("engine e · pack p · policy national · profile balanced\n"),
        "{out}"
    );
    assert!(out.contains("3 posts, 0 contested"), "{out}");
    assert!(
        out.contains("b  false alarm (violation) at 0.9000  label: nothing  found: favour · social-post"),
        "{out}"
    );
    assert!(out.contains("too few"), "{out}");
    assert!(!out.contains("ayo dua"), "no texts unless asked for: {out}");
    let out = answer(
        &args(&[&path, "--errors", "1", "--show-texts", "--errors-in", "favour"]),
        posts(),
        &judge,
    );
    assert!(out.expect("an answer").contains("    ayo dua\n"));
}

#[test]
fn the_answer_does_not_depend_on_threads() {
    let many: String = (0..50)
        .map(|at| {
            format!(
                "{{\"text\":\"{at} {}\",\"stance\":[],\"bans\":[]}}\n",
                if at % 3 == 0 { "ayo" } else { "" }
            )
        })
        .collect();
    let (_folder, path) = file(&many);
    let with = |threads: &str| {
        let posts = read::<LabelledPost>(&[PathBuf::from(&path)]).expect("reads");
        answer(
            &args(&[&path, "--json", "--errors", "9", "--threads", threads]),
            posts,
            &judge,
        )
        .expect("an answer")
    };
    assert_eq!(with("1"), with("7"));
    let value: serde_json::Value = serde_json::from_str(&with("2")).expect("JSON");
    assert_eq!(
        value["report"]["overall"]["violation"]["counts"]["false_alarms"],
        17
    );
    assert_eq!(value["errors"][0]["id"], "1");
}

#[test]
fn a_feed_is_counted_by_source_and_sampled() {
    let (_folder, path) =
        file("{\"id\":\"x\",\"text\":\"ayo\",\"source\":\"s\"}\n{\"text\":\"\",\"source\":\"t\"}\n");
    let options = args(&["--feed", &path, "--sample", "3"]);
    let out = answer(&options, Vec::new(), &judge).expect("an answer");
    assert!(out.contains("1 of 2 posts flagged, 500.00 per 1,000"), "{out}");
    assert!(out.contains("x  0.9000  favour · social-post"), "{out}");
}

#[test]
fn a_bad_line_names_its_place_and_what_is_expected() {
    let cases = [
        (
            "{\"text\":\"\",\"stance\":[],\"bans\":[]}\n{\"text\":1}\n",
            ":2: invalid type",
        ),
        ("{\"text\":\"\",\"bans\":[]}\n", ":1: missing field `stance`"),
        (
            "{\"text\":\"\",\"stance\":[\"pro\"],\"bans\":[]}\n",
            ":1: unknown variant `pro`",
        ),
        ("{\n", ":1: EOF"),
        ("\n\n", " holds no record"),
    ];
    for (lines, message) in cases {
        let (_folder, path) = file(lines);
        match read::<LabelledPost>(&[PathBuf::from(&path)]) {
            Err(Fault::Usage(said)) => {
                assert!(said.contains(&format!("{path}{message}")), "{said}");
                assert!(said.contains("expected: {\"id\""), "{said}");
            }
            other => panic!("{lines:?}: {other:?}"),
        }
    }
    assert!(matches!(
        read::<LabelledPost>(&["/no/such".into()]),
        Err(Fault::Usage(_))
    ));
}

#[test]
fn a_sample_is_even_and_in_order() {
    let from: Vec<usize> = (100..200).collect();
    let some = drawn(&from, 10);
    assert_eq!(some.len(), 10);
    assert!(some.is_sorted() && some[9] > 150 && some[0] < 150, "{some:?}");
    assert_eq!(drawn(&from, 500), from);
    assert!(drawn(&from, 0).is_empty());
}

#[test]
fn something_must_be_given() {
    assert!(Line::try_parse_from(["eval"]).is_err());
    assert_eq!(args(&["a", "--feed", "b", "c"]).feed.len(), 2);
}
