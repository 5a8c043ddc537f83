//! The page for people.

use crate::support::{LOUD, QUIET, feed, netra, run};

#[test]
fn a_flagged_post_is_explained_down_to_the_article() {
    let page = run(&["explain", LOUD]).ends(0);
    let page = page.text();
    for part in [
        "Dugaan pelanggaran",
        "Peluang",
        "Poin",
        "jumlah",
        "Dasar",
        "Pasal",
        "Cara menyanggah",
        "bukan putusan",
    ] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    assert!(!page.contains('\u{1b}'), "no colours into a pipe");
    assert!(page.contains("[memberatkan]"), "marks without colours:\n{page}");
    for line in page.lines() {
        assert!(line.chars().count() <= 100, "too long: {line}");
    }
}

#[test]
fn a_clean_post_says_so() {
    let page = run(&["explain", QUIET]).ends(0);
    assert!(page.text().contains("Tidak ada dugaan pelanggaran"));
    assert!(!page.text().contains("Cara menyanggah"));
}

#[test]
fn the_page_is_as_wide_as_it_is_told() {
    let output = netra(&["explain", &LOUD.repeat(5)])
        .env("COLUMNS", "60")
        .output()
        .expect("netra runs");
    let page = String::from_utf8(output.stdout).expect("UTF-8");
    for line in page.lines() {
        assert!(line.chars().count() <= 60, "too long: {line}");
    }
}

#[test]
fn colours_are_asked_for_or_not_there() {
    assert!(
        run(&["explain", LOUD, "--color", "always"])
            .ends(0)
            .text()
            .contains("\u{1b}[1;31m")
    );
    let output = netra(&["explain", LOUD])
        .env("NO_COLOR", "1")
        .output()
        .expect("netra runs");
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn a_record_is_read_from_standard_input() {
    let record =
        format!("{{\"text\":\"{QUIET}\",\"target\":{{\"text\":\"sasaran\"}},\"action\":\"comment\"}}\n");
    assert!(
        feed(&["explain", "-"], &record)
            .ends(0)
            .text()
            .contains("sasaran")
    );
    assert!(feed(&["explain"], QUIET).ends(0).text().contains(QUIET));
    let json = feed(&["explain", "-", "--json"], LOUD).ends(0);
    let verdict: serde_json::Value = serde_json::from_slice(&json.out).expect("JSON");
    assert!(json.text().contains("\"flagged\": true"), "{verdict}");
    run(&["explain", "x", "--action", "dance"])
        .ends(2)
        .says("post, comment, share");
}

#[test]
fn a_post_cannot_command_the_terminal() {
    let page = run(&["explain", "a\u{1b}[2Jb\u{202e}c"]).ends(0);
    assert!(!page.text().contains('\u{1b}') && !page.text().contains('\u{202e}'));
}

#[test]
fn what_a_verdict_hangs_on_is_told_and_holds() {
    let text = "Ayo menangkan Prabowo-Gibran, jangan sampai lupa ya!";
    let page = run(&["explain", text]).ends(0);
    assert!(page.text().contains("Seandainya tidak ada\n"), "{}", page.text());
    let json = |text: &str| -> serde_json::Value {
        serde_json::from_slice(&run(&["explain", text, "--json"]).ends(0).out).expect("JSON")
    };
    let all = json(text);
    let one = all["counterfactuals"]
        .as_array()
        .and_then(|all| {
            all.iter().find(|one| {
                one["places"][0]["text"]
                    .as_str()
                    .is_some_and(|words| words.starts_with("Ayo"))
            })
        })
        .expect("the call");
    let mut shorter = text.to_owned();
    for place in one["places"].as_array().expect("places").iter().rev() {
        let at = |name: &str| {
            place[name]
                .as_u64()
                .and_then(|at| usize::try_from(at).ok())
                .expect("a byte")
        };
        assert_eq!(
            text[at("start")..at("end")],
            *place["text"].as_str().expect("words")
        );
        shorter.replace_range(at("start")..at("end"), "");
    }
    assert_eq!(json(&shorter)["verdict"]["score"], one["after"], "{shorter}");
    assert!(one["after"].as_f64() < one["before"].as_f64());
}
