//! The commands that print the law, and the documents made of what they print.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::support::run;

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Each circular, and what of its page shows that the post is judged differently.
const CIRCULARS: [(&str, &str, &str); 5] = [
    ("lebong-2024", "social-share", "no finding"),
    ("pesawaran-2023", "express-support", "social-like"),
    ("batanghari-2024", "express-support", "partisan-activity"),
    ("solok-2023", "social-comment", "no finding"),
    ("batang-2023", "support-letter-ktp", "binds no"),
];

#[test]
fn every_circular_shows_a_post_that_another_judges_differently() {
    let mut made = String::from(
        "# Lima surat edaran / Five circulars\n\n\
         <!-- Made of what the commands print: `NETRA_BLESS=1 cargo test -p netra-cli --test cli law` writes it. -->\n\n\
         Setiap perintah menunjukkan larangan, cakupan, dan keraguan satu surat edaran, lalu satu pos buatan yang dinilai \
         berbeda di bawah surat edaran lain.\n\n\
         Each command shows the bans, the scope and the doubts of one circular, and a made-up post that is judged \
         differently under another.\n",
    );
    for (policy, own, other) in CIRCULARS {
        let ran = run(&["policies", policy]).ends(0);
        let page = ran.text();
        let shown = page
            .split("A post judged differently")
            .nth(1)
            .expect("a contrast");
        let (here, there) = shown
            .split_once(&format!("\n  {policy}:\n"))
            .and_then(|(_, rest)| {
                let next = rest
                    .match_indices("\n  ")
                    .find(|(at, _)| !rest[at + 3..].starts_with(' '))?
                    .0;
                Some(rest.split_at(next))
            })
            .expect("both policies");
        assert!(here.contains(own), "{policy}: {own} is not in {here}");
        assert!(there.contains(other), "{policy}: {other} is not in {there}");
        assert!(!here.contains(other), "{policy}: {other} is in {here}");
        let _ = write!(
            made,
            "\n## {policy}\n\n```console\n$ netra policies {policy}\n{page}```\n"
        );
    }
    let path = project().join("docs/policies.md");
    if std::env::var_os("NETRA_BLESS").is_some() {
        std::fs::write(&path, &made).expect("docs/policies.md is written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == made,
        "docs/policies.md is not what the commands print: NETRA_BLESS=1 cargo test -p netra-cli --test cli law"
    );
}

#[test]
fn the_table_of_bans_is_what_a_command_prints() {
    let ran = run(&["bans", "--markdown"]).ends(0);
    let found = std::fs::read_to_string(project().join("docs/bans.md")).expect("docs/bans.md");
    assert!(
        ran.text() == found,
        "docs/bans.md is not what `netra bans --markdown` prints"
    );
    let rows: Vec<&str> = found.lines().filter(|line| line.starts_with("| [`")).collect();
    assert_eq!(rows.len(), 29);
    for row in rows {
        let examples = row
            .trim_end_matches(" |")
            .rsplit('|')
            .next()
            .expect("a last column");
        let enough = |part: &str| part.trim().parse::<u32>().is_ok_and(|count| count >= 6);
        assert!(examples.split('·').all(enough), "fewer than six examples: {row}");
    }
}

#[test]
fn the_calendar_and_a_ban_are_readable_and_records() {
    let page = run(&["calendar", "--at", "2024-11-25", "--region", "1707"]).ends(0);
    assert!(page.text().contains("quiet-period"), "{}", page.text());
    let ban = run(&["bans", "partisan-activity", "--json"]).ends(0);
    let record: serde_json::Value = serde_json::from_str(ban.text()).expect("JSON");
    assert_eq!(record["id"], "partisan-activity");
    let policies = run(&["policies", "--json"]).ends(0);
    let records: serde_json::Value = serde_json::from_str(policies.text()).expect("JSON");
    assert_eq!(records.as_array().map(Vec::len), Some(6));
    run(&["bans", "social-likes"])
        .ends(2)
        .says("did you mean `social-like`?");
}
