//! The budget of names: how often each contestant's name is read in feeds that are not about an election.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use clap::ValueEnum;
use netra::NamesBudget;
use netra::evaluate::FeedPost;
use netra::{Classifier, NameHit};
use serde::Serialize;

use crate::commands::lawbook::print_json;
use crate::commands::measuring::{File, on_all_cores};
use crate::console::print;
use crate::exit::{Exit, Fault};

/// How the figures are shown.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Shown {
    /// For a terminal
    #[default]
    Table,
    /// As a page of the documentation
    Markdown,
    /// As `contestants/measured.tsv`, which `lexicon lint` holds against the budget
    Tsv,
}

/// Names read at least so often in 100,000 posts of some feed are listed.
const LEAST: f64 = 3.0;

#[derive(Debug, Serialize)]
struct Answer {
    pack: String,
    most: f64,
    feeds: Vec<FeedFigures>,
    names: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct FeedFigures {
    name: String,
    posts: usize,
    /// Posts in which some name is read as a contestant's.
    named: usize,
}

#[derive(Debug, Serialize)]
struct Row {
    name: String,
    alone: bool,
    /// Posts in 100,000 of each feed.
    per_100k: Vec<f64>,
    contestants: BTreeSet<String>,
    /// `ok`, `over`, or why more is allowed.
    budget: String,
}

/// Counts, compares, shows.
pub(super) fn run(
    classifier: &Classifier,
    budget: &NamesBudget,
    files: &[File<FeedPost>],
    threads: Option<u16>,
    shown: Shown,
    json: bool,
) -> Result<Exit, Fault> {
    let answer = count(classifier, budget, files, threads);
    if json {
        return print_json(&answer);
    }
    print(&match shown {
        Shown::Table => table(&answer),
        Shown::Markdown => markdown(&answer),
        Shown::Tsv => tsv(&answer),
    })?;
    Ok(Exit::Done)
}

fn count(
    classifier: &Classifier,
    budget: &NamesBudget,
    files: &[File<FeedPost>],
    threads: Option<u16>,
) -> Answer {
    let mut feeds = Vec::new();
    let mut names: BTreeMap<String, (bool, Vec<usize>, BTreeSet<String>)> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        let found = on_all_cores(&file.records, threads, |post| classifier.names(&post.post()));
        feeds.push(FeedFigures {
            name: file.name.rsplit('/').next().unwrap_or_default().to_owned(),
            posts: file.records.len(),
            named: found.iter().filter(|names| !names.is_empty()).count(),
        });
        for post in &found {
            let mut seen = BTreeSet::new();
            for name in post.iter().filter(|name| is_own(name)) {
                if seen.insert(&name.term) {
                    let cell = names.entry(name.term.clone()).or_default();
                    cell.0 |= name.alone;
                    cell.1.resize(files.len(), 0);
                    cell.1[at] += 1;
                    cell.2.insert(name.contestant.to_string());
                }
            }
        }
    }
    let mut rows: Vec<Row> = names
        .into_iter()
        .map(|(name, (alone, hits, contestants))| {
            let rate = |(hits, feed): (usize, &FeedFigures)| {
                #[allow(clippy::cast_precision_loss)]
                let rate = hits as f64 * 100_000.0 / feed.posts.max(1) as f64;
                (rate * 10.0).round() / 10.0
            };
            let per_100k: Vec<f64> = hits.iter().copied().zip(&feeds).map(rate).collect();
            let highest = per_100k.iter().copied().fold(0.0, f64::max);
            Row {
                budget: budget.judge(&name, alone, highest),
                name,
                alone,
                per_100k,
                contestants,
            }
        })
        .filter(|row| row.per_100k.iter().any(|&rate| rate >= LEAST))
        .collect();
    let highest = |row: &Row| row.per_100k.iter().copied().fold(0.0, f64::max);
    rows.sort_by(|a, b| {
        highest(b)
            .total_cmp(&highest(a))
            .then_with(|| a.name.cmp(&b.name))
    });
    Answer {
        pack: classifier.pack_version().to_owned(),
        most: budget.most(),
        feeds,
        names: rows,
    }
}

/// Accounts and hashtags are nobody else's word.
fn is_own(name: &NameHit) -> bool {
    !matches!(name.form, "handle" | "tag" | "tag-against")
}

fn heading(answer: &Answer) -> String {
    let mut heading = String::new();
    for feed in &answer.feeds {
        #[allow(clippy::cast_precision_loss)]
        let share = feed.named as f64 * 100.0 / feed.posts.max(1) as f64;
        let _ = writeln!(
            heading,
            "{}: {} posts, {} of them ({share:.2} %) with a name read as a contestant's",
            feed.name, feed.posts, feed.named
        );
    }
    heading
}

fn table(answer: &Answer) -> String {
    let mut page = heading(answer);
    let _ = writeln!(
        page,
        "budget: {} posts in 100,000 for a name that counts alone\n",
        answer.most
    );
    let _ = write!(page, "{:<28} {:<7}", "name", "counts");
    for feed in &answer.feeds {
        let _ = write!(page, " {:>14.14}", feed.name);
    }
    page.push_str("  budget\n");
    for row in &answer.names {
        let _ = write!(
            page,
            "{:<28} {:<7}",
            row.name,
            if row.alone { "alone" } else { "company" }
        );
        for rate in &row.per_100k {
            let _ = write!(page, " {rate:>14.1}");
        }
        let _ = writeln!(page, "  {}", row.budget);
    }
    page
}

fn markdown(answer: &Answer) -> String {
    let mut page = String::from("# The budget of names\n\n");
    let _ = writeln!(
        page,
        "How many of 100,000 posts are read as naming a contestant by each name, in feeds that are not about an election. Written by `netra \
         lexicon hits --corpus everyday.jsonl.gz governing.jsonl.gz news.jsonl.gz --as markdown`, lexicon {}; no text of a post is \
         here. A name that counts alone and is read in more than {} of 100,000 posts of a feed is over its budget: `netra lexicon lint` refuses \
         it unless `lexicon/contestants/budget.toml` says what was read in those posts.\n",
        answer.pack, answer.most
    );
    for line in heading(answer).lines() {
        let _ = writeln!(page, "- {line}");
    }
    page.push_str("\n| name | counts |");
    for feed in &answer.feeds {
        let _ = write!(page, " {} |", feed.name.split('.').next().unwrap_or_default());
    }
    page.push_str(" budget |\n|---|---|");
    page.push_str(&"---:|".repeat(answer.feeds.len()));
    page.push_str("---|\n");
    for row in &answer.names {
        let _ = write!(
            page,
            "| {} | {} |",
            row.name,
            if row.alone { "alone" } else { "in company" }
        );
        for rate in &row.per_100k {
            let _ = write!(page, " {rate:.1} |");
        }
        let _ = writeln!(page, " {} |", row.budget);
    }
    page
}

fn tsv(answer: &Answer) -> String {
    let feeds: Vec<&str> = answer
        .feeds
        .iter()
        .map(|feed| feed.name.split('.').next().unwrap_or_default())
        .collect();
    let mut page = format!(
        "# Posts in 100,000 that are read as naming a contestant by this name, in feeds that are not about an election: {}.\n\
         # Written by `netra lexicon hits --corpus FILE... --as tsv`; `netra lexicon lint` holds it against budget.toml.\n",
        feeds.join(", ")
    );
    for row in answer.names.iter().filter(|row| row.alone) {
        let highest = row.per_100k.iter().copied().fold(0.0, f64::max);
        let _ = writeln!(page, "{}\t{highest:.1}", row.name);
    }
    page
}
