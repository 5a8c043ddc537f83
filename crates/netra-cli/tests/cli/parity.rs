//! The same sentence, whoever is named; and the page on which all figures stand.

use serde_json::Value;

use crate::support::{Folder, run};

#[test]
fn no_contestant_region_or_form_of_address_is_favoured() {
    // Every fiftieth pair of the long tables and every fiftieth region here; `.ci/run` tries all of them.
    let page = run(&["parity", "--every", "50", "--odd"]).ends(0);
    for pack in [
        "pilpres-2019",
        "pilpres-2024",
        "pilgub-dki-2017",
        "pilkada-2024",
        "pemilu-2024",
    ] {
        assert!(
            page.text().contains(&format!("\n{pack}\n")),
            "{pack} is not in\n{}",
            page.text()
        );
    }
    assert!(page.text().contains("shown, not judged"));
    // Nobody is alike for want of being read: each pack's call is flagged for all of them.
    let call = page.text().lines().filter(|line| line.starts_with("call ("));
    for line in call {
        let flagged = line.split_whitespace().rev().nth(2).expect("a column");
        assert_ne!(flagged, "0", "{line}");
    }
    assert!(!page.text().contains("\nfigures\n"));
}

#[test]
fn a_lexicon_that_favours_somebody_fails() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.at("words/signals")).expect("a folder");
    let group = "signal = \"support\"\n[[group]]\nid = \"ours\"\npoints = { favour = 20 }\nterms = [\"ganjar pranowo\"]\n";
    folder.write("words/signals/ours.toml", group);
    let words = folder.arg("words");
    let arguments = ["parity", "--election", "pilpres-2024", "--every", "200"];
    run(&arguments).ends(0);
    let uneven = run(&[&arguments[..], &["--lexicon", &words, "--json"]].concat())
        .ends(1)
        .says("parity failed");
    let answer: Value = serde_json::from_slice(&uneven.out).expect("JSON");
    assert_eq!(answer["even"], false);
    let odd = answer["rows"].as_array().expect("rows").iter().any(|row| {
        row["judged"] == true && row["form"] == "head" && row["odd"][0]["what"] == "pilpres-2024/3"
    });
    assert!(odd, "{answer}");
    run(&["parity", "--tolerance", "2"]).ends(2);
}

#[test]
fn sentences_can_be_brought_and_must_name_somebody() {
    let folder = Folder::new();
    let good = folder.write(
        "good.toml",
        "[[frame]]\nid = \"x\"\ntext = \"Dukung {c} di pemilu\"\n",
    );
    let arguments = ["parity", "--election", "pilpres-2024", "--frames"];
    let page = run(&[&arguments[..], &[&good]].concat()).ends(0);
    assert!(page.text().contains("x (pair)"), "{}", page.text());
    let bad = folder.write("bad.toml", "[[frame]]\nid = \"x\"\ntext = \"Halo\"\n");
    run(&[&arguments[..], &[&bad]].concat())
        .ends(2)
        .says("{c} is missing");
    assert!(
        run(&["parity", "--frames-shown"])
            .ends(0)
            .text()
            .contains("[[frame]]")
    );
}

#[test]
fn the_accuracy_report_is_a_page_of_figures_without_texts() {
    let folder = Folder::new();
    let posts: String = (0..12)
        .map(|at| {
            let source = ["a", "b", "c"][at % 3];
            let (text, stance) = if at % 2 == 0 {
                ("Ayo coblos Prabowo-Gibran, rahasiakata!", "[\"favour\"]")
            } else {
                ("KPU menggelar debat Prabowo-Gibran, rahasiakata.", "[]")
            };
            format!("{{\"id\":\"{at}\",\"text\":\"{text}\",\"stance\":{stance},\"bans\":[],\"source\":\"{source}\"}}\n")
        })
        .collect();
    let labelled = folder.write("l.jsonl", &posts);
    let feed = folder.write(
        "f.jsonl",
        "{\"id\":\"1\",\"text\":\"Selamat pagi\",\"time\":\"2024-01-10\"}\n",
    );
    let read = folder.write(
        "read.csv",
        "feed,cause,wrong,posts\nf,a name,true,3\nf,in earnest,false,1\n",
    );
    let cases = folder.write(
        "c.jsonl",
        "{\"id\":\"q\",\"capability\":\"greeting\",\"text\":\"Selamat pagi\",\"expect\":{\"flagged\":false,\"stance\":[],\"bans\":[],\"absent\":[]},\"note\":\"\"}\n",
    );
    let arguments = [
        "accuracy",
        "--labelled",
        &labelled,
        "--train",
        &labelled,
        "--feed",
        &feed,
        "--read",
        &read,
        "--cases",
        &cases,
        "--confusions",
        &cases,
        "--every",
        "500",
        "--folds",
        "2",
        "--on",
        "30 November 2026",
    ];
    let page = run(&arguments).ends(0);
    for part in [
        "30 November 2026",
        "What must not be concluded",
        "| `strict` |",
        "without their sources (2 parts)",
        "words alone",
        "| f | 4 | 3 | 1 |",
        "By guard: ",
        "| pilpres-2024 |",
        "| greeting | Selamat pagi | not flagged | not flagged",
    ] {
        assert!(page.text().contains(part), "{part} is not in\n{}", page.text());
    }
    assert!(!page.text().contains("rahasiakata"), "no text of a post");
    let out = folder.arg("page.md");
    run(&[&arguments[..], &["-o", &out]].concat()).ends(0);
    assert_eq!(folder.read("page.md"), page.text(), "the same each time");
}
