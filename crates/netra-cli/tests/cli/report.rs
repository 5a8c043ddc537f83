//! `netra report`, as far as no browser is needed; `tests/report/run` tries the page in one.

use crate::support::{Folder, LOUD, many, run};

/// A folder with verdicts of so many posts.
fn judged(count: usize) -> (Folder, String) {
    let folder = Folder::new();
    let posts = folder.write("posts.jsonl", many(count));
    let verdicts = folder.arg("verdicts.jsonl");
    run(&["score", &posts, "--keep", "text,platform", "-q", "-o", &verdicts]).ends(0);
    (folder, verdicts)
}

#[test]
fn a_page_is_written_and_said_in_a_line() {
    let (folder, verdicts) = judged(30);
    let page = folder.arg("report.html");
    run(&["report", &verdicts, "-o", &page])
        .ends(0)
        .says("10 leads from 30 verdicts");
    let html = folder.read("report.html");
    assert!(html.starts_with("<!doctype html>") && html.trim_end().ends_with("</html>"));
    assert!(html.contains(LOUD), "the post stands in the page");
    let quiet = run(&["report", "-q", &verdicts]).ends(0);
    assert_eq!((quiet.text(), quiet.err.as_str()), (html.as_str(), ""));
    assert!(!folder.has("report.html.part"), "nothing is left beside it");
}

#[test]
fn the_same_verdicts_give_the_same_page() {
    let (_folder, verdicts) = judged(60);
    let first = run(&["report", &verdicts]).ends(0);
    assert_eq!(run(&["report", &verdicts]).ends(0).out, first.out);
}

#[test]
fn posts_are_joined_from_any_format() {
    let folder = Folder::new();
    let posts = folder.write("posts.csv", format!("tweet_id,full_text\n7,\"{LOUD}\"\n"));
    let verdicts = folder.arg("verdicts.jsonl.gz");
    let fields = ["--field", "text=full_text", "--field", "id=tweet_id"];
    run(&[&["score", &posts, "-q", "-o", &verdicts][..], &fields].concat()).ends(0);
    run(&["report", &verdicts])
        .ends(0)
        .says("1 leads come without their text");
    let joined = run(&[&["report", &verdicts, "--posts", &posts][..], &fields].concat()).ends(0);
    assert!(joined.text().contains(LOUD) && !joined.err.contains("without their text"));
}

#[test]
#[cfg(feature = "parquet")]
fn verdicts_as_parquet_give_the_page_of_json_lines() {
    let folder = Folder::new();
    let posts = folder.write("posts.jsonl", many(60));
    let pages = ["v.jsonl", "v.parquet"].map(|name| {
        let verdicts = folder.arg(name);
        run(&["score", &posts, "--keep", "text,platform", "-q", "-o", &verdicts]).ends(0);
        run(&["report", &verdicts])
            .ends(0)
            .says("20 leads from 60 verdicts")
    });
    assert!(pages[0].out == pages[1].out, "another page");

    // Numbers come back as text, and still find their posts and their marks.
    let posts = folder.write("n.jsonl", format!("{{\"id\":7,\"text\":\"{LOUD}\"}}\n"));
    let verdicts = folder.arg("n.parquet");
    run(&["score", "-q", &posts, "-o", &verdicts]).ends(0);
    let marks = folder.write(
        "marks.json",
        "{\"netra_marks\":1,\"marks\":[{\"id\":7,\"mark\":\"confirmed\"}]}",
    );
    let joined = run(&["report", &verdicts, "--posts", &posts, "--marks", &marks])
        .ends(0)
        .says("reviewers confirmed 1 of 1 leads");
    assert!(joined.text().contains(LOUD) && !joined.err.contains("without their text"));

    // A stream has no end to begin at.
    let bytes = std::fs::read(&verdicts).expect("written");
    crate::support::feed(&["report", "-"], bytes)
        .ends(2)
        .says("must be a file");
    run(&["report", &folder.write("cut.parquet", b"PAR1, and no more")])
        .ends(2)
        .says("as Parquet");
}

#[test]
fn pseudonyms_are_those_of_the_verdicts() {
    let folder = Folder::new();
    let key = folder.write("key", "a key of more than sixteen bytes");
    let text = format!("Kata @warga_biasa dan @bawaslu_ri: {LOUD}");
    let post = serde_json::json!({"id": 1, "text": text, "author": {"account": "@Penulis_Kita"}});
    let posts = folder.write("posts.jsonl", post.to_string());
    let keep = ["--keep", "text,author.account", "-q"];
    let open = run(&[&["score", &posts][..], &keep].concat()).ends(0);
    let closed = run(&[&["score", &posts, "--pseudonymise", &key][..], &keep].concat()).ends(0);
    let open = folder.write("open.jsonl", &open.out);
    let closed = folder.write("closed.jsonl", &closed.out);

    let with_key = run(&["report", "-q", &open, "--pseudonymise", &key]).ends(0);
    let page = with_key.text().to_lowercase();
    assert!(
        !page.contains("penulis_kita") && !page.contains("warga_biasa"),
        "an account leaks"
    );
    assert!(page.contains("@bawaslu_ri"), "an institution stays");
    let verdict = &folder.lines("closed.jsonl")[0];
    let pseudonym = verdict["post"]["author.account"]
        .as_str()
        .expect("a pseudonym")
        .trim_start_matches('@');
    assert!(
        pseudonym.starts_with("anon-") && page.contains(&format!("\"{pseudonym}\"")),
        "{pseudonym}"
    );

    // Verdicts that are pseudonymised already keep their pseudonyms, and their evidence is still marked.
    let again = run(&["report", "-q", &closed]).ends(0);
    assert!(again.text().contains(&format!("\"{pseudonym}\"")));
    assert!(
        !again.text().contains("\"w\":1"),
        "the evidence is found beside the pseudonyms"
    );
    let numbered = run(&["report", "-q", &open]).ends(0);
    assert!(numbered.text().contains("\"akun-1\"") && !numbered.text().contains("anon-"));
}

#[test]
fn counterfactuals_are_exact_or_absent() {
    let (_folder, verdicts) = judged(9);
    let page = run(&["report", &verdicts, "--counterfactuals"]).ends(0);
    assert!(!page.err.contains("judged again"), "{}", page.err);
    assert!(page.text().contains("\"c\":[["), "what the leads hang on is told");
    let other = run(&[
        "report",
        &verdicts,
        "--counterfactuals",
        "--author",
        "known-bound",
    ])
    .ends(0)
    .says("3 leads could not be judged again");
    assert!(!other.text().contains("\"c\":[["));
}

#[test]
fn what_is_no_verdict_is_refused_and_nothing_is_written() {
    let (folder, verdicts) = judged(3);
    let page = folder.arg("report.html");
    let posts = folder.arg("posts.jsonl");
    let rejects = folder.write(
        "rejects.jsonl",
        "{\"input\":\"a\",\"number\":1,\"reason\":\"x\",\"raw\":\"\"}\n",
    );
    let marks = folder.write("marks.json", "{\"netra_marks\":1,\"marks\":[{\"id\":1}]}");
    let settled = folder.write("settled.csv", "id,reason\np3,\n");
    for (arguments, part) in [
        (&["report", &posts][..], "judge it first"),
        (&["report", &rejects], "this is a reject"),
        (&["report", &verdicts, "--marks", &marks], "marks.json:1:"),
        (
            &["report", &verdicts, "--settled", &settled],
            "settled.csv:2: no reason",
        ),
        (&["report", &verdicts, "--posts", "absent.jsonl"], "no such file"),
        (&["report", "absent.jsonl"], "no such file"),
    ] {
        run(&[arguments, &["-o", &page]].concat()).ends(2).says(part);
        assert!(!folder.has("report.html"), "{arguments:?}");
    }
    run(&["report", &verdicts, "-o", &verdicts])
        .ends(2)
        .says("an input and the output");
    assert_eq!(folder.lines("verdicts.jsonl").len(), 3, "the verdicts are whole");
}

#[test]
fn a_page_that_cannot_be_written_leaves_the_old_one() {
    let (folder, verdicts) = judged(3);
    let nowhere = folder.arg("absent/report.html");
    run(&["report", &verdicts, "-o", &nowhere])
        .ends(4)
        .says("cannot write");
    if std::path::Path::new("/dev/full").exists() {
        run(&["report", &verdicts, "-o", "/dev/full"])
            .ends(4)
            .says("cannot write");
    }
}
