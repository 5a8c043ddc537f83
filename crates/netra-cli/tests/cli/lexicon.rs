//! The pages of law and lexicon, and what is said about a broken lexicon.

use serde_json::Value;

use crate::support::{Folder, LOUD, run};

fn json(arguments: &[&str]) -> Value {
    serde_json::from_slice(&run(arguments).ends(0).out).expect("JSON")
}

#[test]
fn bans_policies_and_calendar_are_pages_and_json() {
    assert!(run(&["bans"]).ends(0).text().contains("social-like"));
    assert_eq!(json(&["bans", "--json"]).as_array().map(Vec::len), Some(29));
    let page = run(&["bans", "social-like"]).ends(0);
    assert!(page.text().contains("Aturan / rule: "), "{}", page.text());
    assert_eq!(json(&["bans", "social-like", "--json"])["id"], "social-like");
    run(&["bans", "sosial-like"])
        .ends(2)
        .says("did you mean `social-like`?");

    assert!(run(&["policies"]).ends(0).text().contains("lebong-2024"));
    assert_eq!(json(&["policies", "lebong-2024", "--json"])["id"], "lebong-2024");
    run(&["policies", "mars"]).ends(2).says("choose from: ");

    assert!(run(&["calendar"]).ends(0).text().contains("2024"));
    let day = json(&["calendar", "--at", "2024-02-14", "--json"]);
    assert!(day.as_array().is_some_and(|open| {
        open.iter()
            .any(|one| one["id"] == "pilpres-2024" && one["period"] == "voting-day")
    }));
    run(&["calendar", "--at", "kemarin"]).ends(2).says("--at kemarin");
    run(&["calendar", "--region", "Solok"])
        .ends(2)
        .says("--region Solok");
}

#[test]
fn a_broken_lexicon_is_shown_with_line_and_caret_before_anything_is_written() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.at("words/signals")).expect("a folder");
    folder.write(
        "words/signals/ours.toml",
        "signal = \"support\"\n\n[[group]]\nid = \"a\"\nponts = { favour = 12 }\n",
    );
    let input = folder.write("a.jsonl", format!("{{\"text\":\"{LOUD}\"}}\n"));
    let (words, out) = (folder.arg("words"), folder.arg("o.jsonl"));
    run(&["score", &input, "--lexicon", &words, "-o", &out])
        .ends(2)
        .says("signals/ours.toml:5:1")
        .says("^^^^^");
    assert!(!folder.has("o.jsonl"));
    let lint = run(&["lexicon", "lint", &words]).ends(1);
    assert!(
        lint.text().contains("error: ") && lint.text().contains("signals/ours.toml:5:1"),
        "{}",
        lint.text()
    );
    let messages: Value =
        serde_json::from_slice(&run(&["lexicon", "lint", &words, "--json"]).ends(1).out).expect("JSON");
    assert_eq!(
        (&messages[0]["line"], &messages[0]["column"]),
        (&Value::from(5), &Value::from(1))
    );
}

#[test]
fn an_overlay_adds_words_to_the_built_in_ones() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.at("words/signals")).expect("a folder");
    let group = "signal = \"support\"\n[[group]]\nid = \"ours\"\npoints = { favour = 40 }\nterms = [\"lentera di hati\"]\n";
    folder.write("words/signals/ours.toml", group);
    let input = folder.write("a.jsonl", "{\"text\":\"Prabowo-Gibran lentera di hati\"}\n");
    let words = folder.arg("words");
    assert!(run(&["score", "-q", &input]).ends(0).lines()[0]["score"].as_f64() < Some(0.99));
    let with = run(&["score", "-q", &input, "--lexicon", &words]).ends(0);
    assert!(with.text().contains("lentera di hati"), "{}", with.text());
    assert_ne!(
        json(&["lexicon", "stats", "--json"])["version"],
        json(&["lexicon", "stats", &words, "--json"])["version"]
    );
}

#[test]
fn rules_have_pages() {
    let page = run(&["lexicon", "rules", "social-like"]).ends(0);
    assert!(page.text().starts_with("social-like\n==========="));
    assert!(run(&["lexicon", "rules"]).ends(0).text().len() > page.text().len());
    run(&["lexicon", "rules", "sosial"]).ends(2);
}

/// Labelled posts of the made-up election.
const LABELLED: &str = r#"{"id":"a","text":"Ayo coblos Wayan-Sekar, menangkan nomor 1!","stance":["favour"],"bans":["partisan-activity"]}
{"id":"b","text":"Dukung terus Wayan-Sekar!","stance":["favour"],"bans":[]}
{"id":"c","text":"Bawaslu mengingatkan ASN dilarang mengajak memilih Wayan-Sekar","stance":[],"bans":[]}
{"id":"d","text":"Selamat pagi, semoga harimu cerah","stance":[],"bans":[]}
{"id":"e","text":"Bangga sekali, Wayan-Sekar memang terbaik dan merakyat","stance":["favour"],"bans":[]}
"#;

const AWAN_BIRU: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/packs/awan-biru");

#[test]
fn each_part_is_weighed_by_judging_without_it() {
    let folder = Folder::new();
    let posts = folder.write("l.jsonl", LABELLED);
    let feed = folder.write("f.jsonl", "{\"id\":\"f\",\"text\":\"Dukung Wayan-Sekar\"}\n");
    let arguments = ["lexicon", "hits", &posts, "--feed", &feed, "--lexicon", AWAN_BIRU];
    let page = run(&arguments).ends(0);
    for heading in [
        "By rule: ",
        "By guard: ",
        "By signal: ",
        "By group: ",
        "By term: ",
    ] {
        assert!(page.text().contains(heading), "{heading}\n{}", page.text());
    }
    let all = json(&[&arguments[..], &["--json"]].concat());
    assert_eq!(
        (&all["posts"], &all["feed_posts"]),
        (&Value::from(5), &Value::from(1))
    );
    let part = |kind: &str, name: &str| {
        let parts = all["parts"].as_array().expect("parts");
        let found = parts
            .iter()
            .find(|part| part["kind"] == kind && part["name"] == name);
        found.unwrap_or_else(|| panic!("no {kind} {name}")).clone()
    };
    // Without the rule that takes a side over, posts that were flagged are not, for better or worse.
    let takes_side = part("rule", "social-post: takes-side");
    let worth = &takes_side["worth"];
    assert!(worth["hits"].as_u64() >= Some(1), "{takes_side}");
    assert!(
        worth["righted"].as_u64() > Some(0) || worth["wronged"].as_u64() > Some(0),
        "{takes_side}"
    );
    assert!(
        worth["lost"][0]["f1"].as_f64().is_some_and(|lost| lost != 0.0),
        "{takes_side}"
    );
    assert!(takes_side["feeds"]["by_it"].as_u64().is_some());
    let guard = part("guard", "guard:prohibition");
    assert_eq!(guard["worth"]["precision"], 0.0);
    assert!(guard["worth"]["hits"].as_u64() >= Some(1));
    let one = run(&[&arguments[..], &["--threads", "1"]].concat()).ends(0);
    assert_eq!(one.text(), page.text(), "the same for any number of threads");
}

#[test]
fn two_lexicons_are_compared_post_by_post() {
    let folder = Folder::new();
    let posts = folder.write("l.jsonl", LABELLED);
    let feed = folder.write(
        "f.jsonl",
        "{\"id\":\"f\",\"text\":\"Dukung Wayan-Sekar, sepoci teh hangat\"}\n",
    );
    std::fs::create_dir_all(folder.at("words/signals")).expect("a folder");
    folder.write(
        "words/signals/ours.toml",
        "signal = \"support\"\n[[group]]\nid = \"ours\"\npoints = { favour = -40 }\nterms = [\"sepoci teh hangat\"]\n",
    );
    let words = folder.arg("words");
    let built_in = ["lexicon", "diff", "built-in", &words, &posts, &feed];
    let none = json(&[&built_in[..], &["--json"]].concat());
    assert_eq!(
        none["corpora"][1]["all"]["no_longer"], 0,
        "nobody knows Wayan-Sekar"
    );
    let arguments = [&built_in[..], &["--lexicon", AWAN_BIRU]].concat();
    let changed = json(&[&arguments[..], &["--json"]].concat());
    assert_eq!(changed["corpora"][1]["all"]["no_longer"], 1, "{changed}");
    assert_eq!(changed["corpora"][0]["all"]["no_longer"], 0);
    assert_eq!(changed["labelled"]["posts"], 5);
    let page = run(&arguments).ends(0);
    assert!(
        page.text().contains("\nf: favour") && !page.text().contains("sepoci"),
        "{}",
        page.text()
    );
    assert!(
        run(&[&arguments[..], &["--show-texts"]].concat())
            .ends(0)
            .text()
            .contains("sepoci")
    );
    run(&["lexicon", "diff", "built-in", "nowhere", &posts]).ends(2);
}
