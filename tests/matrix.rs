//! Posts under every policy, at several dates, by several authors: findings, sanction, citations, as data.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use netra::{Action, Author, AuthorStatus, Binds, Classifier, Finding, Post, Target, Verdict};
use serde::Deserialize;

use crate::support::{classifier, root};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Matrix {
    policies: Vec<String>,
    authors: Vec<String>,
    post: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    region: String,
    #[serde(default)]
    action: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    target_account: String,
    #[serde(default)]
    target_text: String,
    times: Vec<String>,
}

impl Case {
    fn post<'c>(&'c self, time: &'c str, author: &str) -> Post<'c> {
        let given = |text: &'c str| (!text.is_empty()).then(|| text.into());
        let mut post = Post::text(&*self.text);
        if let Some(action) = Action::parse(&self.action) {
            post = post.action(action);
        }
        if !self.target_account.is_empty() || !self.target_text.is_empty() {
            post = post.target(Target {
                account: given(&self.target_account),
                text: given(&self.target_text),
                ..Target::default()
            });
        }
        post.author = Some(Author {
            status: AuthorStatus::parse(author),
            ..Author::default()
        });
        post.time = given(time);
        post.region = given(&self.region);
        post
    }
}

/// A finding as one cell: ban, whether it is flagged (`!`), period, sanction, whether it binds, what it cites.
fn cell(finding: &Finding) -> String {
    let binds = match finding.binds {
        Binds::Yes => "binds",
        Binds::No => "binds not",
        Binds::Unknown => "may bind",
    };
    let citations: Vec<String> = finding
        .citations
        .iter()
        .map(|one| format!("{}, {} [{}]", one.instrument, one.article, one.status))
        .collect();
    let sanctions: Vec<&str> = std::iter::once(&finding.sanction.class)
        .chain(&finding.sanction.alternatives)
        .map(|class| if class.is_empty() { "–" } else { &**class })
        .collect();
    format!(
        "{}{} | {} | {} | {binds} | {}",
        finding.ban,
        if finding.flagged { "!" } else { "" },
        finding.period.as_deref().unwrap_or("–"),
        sanctions.join(", "),
        citations.join("; ")
    )
}

/// The likeliest finding in full, the others by their bans, then what a reader should know.
fn row(verdict: &Verdict) -> String {
    let mut findings = verdict.findings.iter();
    let first = findings.next().map_or_else(|| String::from("–"), cell);
    let others: Vec<String> = findings
        .map(|finding| format!("{}{}", finding.ban, if finding.flagged { "!" } else { "" }))
        .collect();
    let notes: Vec<&str> = verdict.notes.iter().map(|note| &**note).collect();
    format!("{first}\t{}\t{}", others.join(" "), notes.join(" "))
}

#[test]
fn every_policy_date_and_author_gives_what_the_matrix_says() {
    let text = fs::read_to_string(root().join("tests/law/matrix.toml")).unwrap();
    let matrix: Matrix = toml::from_str(&text).unwrap();
    let mut classifiers: BTreeMap<&str, Classifier> = BTreeMap::new();
    for policy in matrix.policies.iter().filter(|policy| *policy != "by-region") {
        classifiers.insert(policy, Classifier::builder().policy(policy).build().unwrap());
    }
    let mut made = String::from("post\ttime\tpolicy\tauthor\tlikeliest finding\tothers\tnotes\n");
    for case in &matrix.post {
        for time in &case.times {
            for policy in &matrix.policies {
                let judge = classifiers.get(&**policy).unwrap_or_else(|| classifier());
                for author in &matrix.authors {
                    let verdict = judge.classify(&case.post(time, author));
                    holds(case, policy, author, &verdict);
                    let when = if time.is_empty() { "–" } else { time };
                    writeln!(
                        made,
                        "{}\t{when}\t{policy}\t{author}\t{}",
                        case.name,
                        row(&verdict)
                    )
                    .unwrap();
                }
            }
        }
    }
    let file = root().join("tests/law/matrix.tsv");
    if std::env::var_os("NETRA_BLESS").is_some() {
        fs::write(&file, &made).unwrap();
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    for (known, now) in known.lines().zip(made.lines()) {
        assert_eq!(known, now);
    }
    assert_eq!(known.lines().count(), made.lines().count());
}

/// What holds in every cell, whatever the record says.
fn holds(case: &Case, policy: &str, author: &str, verdict: &Verdict) {
    let place = format!("{} / {policy} / {author}", case.name);
    for finding in &verdict.findings {
        assert_eq!(
            finding.binds == Binds::Unknown,
            author == "unknown",
            "{place}: {}",
            finding.ban
        );
        assert!(
            !finding.flagged || finding.binds != Binds::No,
            "{place}: {}",
            finding.ban
        );
        for citation in finding.citations.iter() {
            assert!(
                ["verified", "from-memory", "disputed"].contains(&&*citation.status),
                "{place}: {citation:?}"
            );
        }
        let local = |instrument: &str| {
            ["SE ", "Ikrar ", "Arahan "]
                .iter()
                .any(|start| instrument.starts_with(start))
                && !instrument.starts_with("SE MenPANRB")
        };
        if policy == "national" {
            assert!(
                finding.citations.iter().all(|one| !local(&one.instrument)),
                "{place}: {:?}",
                finding.citations
            );
        }
        if finding.citations.is_empty() {
            assert!(
                verdict
                    .notes
                    .iter()
                    .any(|note| matches!(&**note, "no-rule-in-catalogue" | "policy-not-in-force")),
                "{place}: {} cites nothing and nobody says so",
                finding.ban
            );
        }
    }
    assert!(
        author != "private" || !verdict.flagged,
        "{place}: a private person is flagged"
    );
}
