//! `netra lexicon hits`: how often each rule, term and guard is read, how right those posts are, and what F1 loses
//! without it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use netra::evaluate::{Aspect, FeedPost, Ground, LabelledPost, Outcome, Worth, WorthRow};
use netra::{Classifier, Explanation, Part, Post};
use serde::Serialize;

use crate::commands::judging::Judging;
use crate::commands::lawbook::lexicon;
use crate::commands::measuring::{Provenance, json, on_all_cores, provenance, read};
use crate::console::print;
use crate::exit::{Exit, Fault};

/// Hits, precision and worth of every rule, guard, signal, group and term on labelled posts
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra lexicon hits train.jsonl
  netra lexicon hits train.jsonl --of guard rule --feed everyday.jsonl.gz news.jsonl.gz
  netra lexicon hits train.jsonl --of term --least 5 --sort harm
  netra lexicon hits --corpus everyday.jsonl.gz governing.jsonl.gz news.jsonl.gz       the budget of names
  netra lexicon hits dev.jsonl --json | jq '.parts[] | select(.worth.wronged > .worth.righted) | .name'

hits: posts in which the part was read (a rule: in which it decides a flagged finding); precision: the share of them
that is labelled as a violation (for a guard a low one is a good one); own ban: of a rule's hits those labelled with
its ban; right/wrong: posts that only the part makes right, or wrong; F1 columns: what F1 changes by without the part,
in hundredths, from judging every post again without it; an act: the act whose F1 changes most. With --feed: in how many posts of the feeds it is read, how many of those are flagged, and how many only
because of it.")]
pub(crate) struct Hits {
    /// Labelled posts: JSON lines with `text`, `stance` and `bans`
    #[arg(value_name = "LABELLED", required_unless_present = "corpus")]
    labelled: Vec<PathBuf>,
    /// Feeds that are not about an election: how often each contestant's name is read in them, and whether within budget
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["labelled", "feed"])]
    corpus: Vec<PathBuf>,
    /// How the names of `--corpus` are shown
    #[arg(long = "as", value_enum, default_value_t, requires = "corpus")]
    shown: super::names::Shown,
    /// Unlabelled posts that should hardly be flagged
    #[arg(long, value_name = "FILE", num_args = 1..)]
    feed: Vec<PathBuf>,
    /// Which parts are shown
    #[arg(long, value_enum, num_args = 1.., default_values_t = [Kind::Rule, Kind::Guard, Kind::Signal, Kind::Group, Kind::Term])]
    of: Vec<Kind>,
    /// Leave out parts with fewer hits
    #[arg(long, value_name = "N", default_value_t = 1)]
    least: usize,
    /// What comes first
    #[arg(long, value_enum, default_value_t)]
    sort: Sort,
    /// Show at most N rows of each kind in the tables; the JSON has all
    #[arg(long, value_name = "N", default_value_t = 40)]
    most: usize,
    /// Write JSON in place of tables
    #[arg(long)]
    json: bool,
    /// How many threads judge [default: all cores]. The figures do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,

    #[command(flatten)]
    judging: Judging,
}

/// A kind of part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    /// Rules of the bans
    Rule,
    /// Guards, each as a whole
    Guard,
    /// Signals, each as a whole
    Signal,
    /// Groups of terms, and shapes
    Group,
    /// Terms
    Term,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Sort {
    /// What F1 of violation loses most without it
    #[default]
    Worth,
    /// What F1 of violation gains most without it
    Harm,
    /// What is read most often
    Hits,
}

/// A part with its worth.
#[derive(Serialize)]
struct Row {
    kind: Kind,
    name: String,
    worth: Worth,
    /// For a rule whose ban is asked about: how many of the hits are labelled with the ban, and of how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    own: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feeds: Option<InFeeds>,
}

/// What a part does in feeds.
#[derive(Clone, Copy, Default, Serialize)]
struct InFeeds {
    /// Posts in which it was read.
    hits: usize,
    /// How many of them are flagged.
    flagged: usize,
    /// How many would not be without it.
    by_it: usize,
}

#[derive(Serialize)]
struct Answer {
    provenance: Provenance,
    posts: usize,
    feed_posts: usize,
    parts: Vec<Row>,
}

/// A post, judged, with the parts that were read in it.
struct Seen {
    outcome: Outcome,
    /// Judged again without each of these.
    touched: BTreeSet<Part>,
    /// Counted for each of these.
    read: BTreeSet<Part>,
}

impl Hits {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Fault> {
        if !self.corpus.is_empty() {
            let files = read::<FeedPost>(&self.corpus)?;
            let budget = netra::NamesBudget::of(&lexicon(self.judging.lexicon())?)?;
            let classifier = self.judging.classifier()?;
            return super::names::run(&classifier, &budget, &files, self.threads, self.shown, self.json);
        }
        let mut posts: Vec<LabelledPost> = Vec::new();
        for file in read::<LabelledPost>(&self.labelled)? {
            posts.extend(file.records);
        }
        let mut feed: Vec<FeedPost> = Vec::new();
        for file in read::<FeedPost>(&self.feed)? {
            feed.extend(file.records);
        }
        let classifier = self.judging.classifier()?;
        let mut parts = weigh(&classifier, &posts, &feed, &self.of, self.threads);
        parts.retain(|row| row.worth.hits + row.feeds.unwrap_or_default().hits >= self.least);
        sort(&mut parts, self.sort);
        let answer = Answer {
            provenance: provenance(&|post| classifier.classify(post), &self.judging),
            posts: posts.len(),
            feed_posts: feed.len(),
            parts,
        };
        if self.json {
            print(&json(&answer)?)?;
            return Ok(Exit::Done);
        }
        let counts = format!(
            "{} labelled posts, {} of feeds\n",
            answer.posts, answer.feed_posts
        );
        print(&(answer.provenance.line() + &counts + &tables(&answer.parts, self.most)))?;
        Ok(Exit::Done)
    }
}

/// The worth of every part of these kinds, in no order that means anything.
fn weigh(
    classifier: &Classifier,
    posts: &[LabelledPost],
    feed: &[FeedPost],
    of: &[Kind],
    threads: Option<u16>,
) -> Vec<Row> {
    let seen = on_all_cores(posts, threads, |post| see(classifier, &post.post(), of));
    let fed = on_all_cores(feed, threads, |post| see(classifier, &post.post(), of));
    let found: Vec<Outcome> = seen.iter().map(|one| one.outcome.clone()).collect();
    let ground = Ground::new(posts, &found);
    let mut parts: BTreeMap<&Part, [Vec<usize>; 4]> = BTreeMap::new();
    for (place, all) in [(0, &seen), (2, &fed)] {
        for (at, one) in all.iter().enumerate() {
            for part in &one.touched {
                parts.entry(part).or_default()[place].push(at);
            }
            for part in &one.read {
                parts.entry(part).or_default()[place + 1].push(at);
            }
        }
    }
    let parts: Vec<(&Part, [Vec<usize>; 4])> = parts.into_iter().collect();
    on_all_cores(
        &parts,
        threads,
        |(part, [touched, read, in_feed, read_in_feed])| {
            // Every part was read by this classifier, so it has it.
            let other = classifier.without(part).unwrap_or_else(|| classifier.clone());
            let without: Vec<(usize, Outcome)> = touched
                .iter()
                .map(|&at| (at, Outcome::of(&other.classify(&posts[at].post()))))
                .collect();
            let feeds = (!feed.is_empty()).then(|| InFeeds {
                hits: read_in_feed.len(),
                flagged: read_in_feed.iter().filter(|&&at| fed[at].outcome.flagged).count(),
                by_it: in_feed
                    .iter()
                    .filter(|&&at| fed[at].outcome.flagged && !other.classify(&feed[at].post()).flagged)
                    .count(),
            });
            let (kind, name) = named(part);
            Row {
                kind,
                name,
                own: own(&ground, part, read),
                worth: ground.worth(read, &without),
                feeds,
            }
        },
    )
}

/// By kind, then as asked, then by hits and name.
fn sort(rows: &mut [Row], by: Sort) {
    let lost = |row: &Row| row.worth.lost.first().and_then(|lost| lost.f1).unwrap_or(0.0);
    rows.sort_by(|one, other| {
        let first = match by {
            Sort::Worth => lost(other).total_cmp(&lost(one)),
            Sort::Harm => lost(one).total_cmp(&lost(other)),
            Sort::Hits => other.worth.hits.cmp(&one.worth.hits),
        };
        one.kind
            .cmp(&other.kind)
            .then(first)
            .then(other.worth.hits.cmp(&one.worth.hits))
            .then(one.name.cmp(&other.name))
    });
}

/// One table for each kind, at most so many rows each.
fn tables(all: &[Row], most: usize) -> String {
    let mut out = String::new();
    for kind in [Kind::Rule, Kind::Guard, Kind::Signal, Kind::Group, Kind::Term] {
        let of_kind: Vec<&Row> = all.iter().filter(|row| row.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let rows: Vec<WorthRow<'_>> = of_kind
            .iter()
            .take(most)
            .map(|row| WorthRow {
                name: &row.name,
                worth: &row.worth,
                own: row.own,
                feeds: row.feeds.map(|feeds| [feeds.hits, feeds.flagged, feeds.by_it]),
            })
            .collect();
        let kind = kind
            .to_possible_value()
            .map_or_else(String::new, |kind| kind.get_name().to_owned());
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "\nBy {kind}: {} of {}\n{}",
            rows.len(),
            of_kind.len(),
            Worth::table(&rows)
        );
    }
    out
}

/// Rules, guards and signals on labelled posts, as tables: those that are read in at least five.
pub(in crate::commands) fn summary(classifier: &Classifier, posts: &[LabelledPost]) -> String {
    let mut rows = weigh(
        classifier,
        posts,
        &[],
        &[Kind::Rule, Kind::Guard, Kind::Signal],
        None,
    );
    rows.retain(|row| row.worth.hits >= 5);
    sort(&mut rows, Sort::Worth);
    tables(&rows, usize::MAX)
}

/// Judges a post and says which parts had a say.
fn see(classifier: &Classifier, post: &Post<'_>, of: &[Kind]) -> Seen {
    let explanation = classifier.explain(post);
    let mut touched = BTreeSet::new();
    let has = |kind| of.contains(&kind);
    let mut lexical = |signal: &str, path: &str, term: Option<&str>| {
        let guard = signal.starts_with("guard:");
        if has(if guard { Kind::Guard } else { Kind::Signal }) {
            touched.insert(Part::Signal(signal.to_owned()));
        }
        if has(Kind::Group) {
            touched.insert(Part::Group(path.to_owned()));
        }
        if let Some(term) = term.filter(|_| has(Kind::Term)) {
            touched.insert(Part::Term {
                group: path.to_owned(),
                term: term.to_owned(),
            });
        }
    };
    for hit in explanation.hits.iter().filter(|hit| *hit.signal != *"contestant") {
        let path = format!("{}/{}", hit.signal, hit.group);
        lexical(&hit.signal, &path, Some(&hit.term));
    }
    for entry in &explanation.entries {
        let signal = entry.group.split('/').next().unwrap_or_default();
        lexical(signal, &entry.group, entry.term.as_deref());
    }
    let mut read = touched.clone();
    if has(Kind::Rule) {
        touched.extend(explanation.ledgers.iter().map(|ledger| Part::Rule {
            ban: ledger.ban.to_string(),
            id: ledger.rule.to_string(),
        }));
        read.extend(deciding(&explanation));
    }
    Seen {
        outcome: Outcome::of(&explanation.verdict),
        touched,
        read,
    }
}

/// The rules that gave the flagged findings. Ledgers come best first, so a ban's first one is its finding's.
fn deciding(explanation: &Explanation) -> impl Iterator<Item = Part> {
    let flagged = explanation
        .verdict
        .findings
        .iter()
        .filter(|finding| finding.flagged);
    flagged.filter_map(|finding| {
        let ledger = explanation
            .ledgers
            .iter()
            .find(|ledger| ledger.ban == finding.ban && ledger.total == finding.ledger.total)?;
        Some(Part::Rule {
            ban: ledger.ban.to_string(),
            id: ledger.rule.to_string(),
        })
    })
}

/// How right a rule is about its own ban, where the labels use that often enough.
fn own(ground: &Ground<'_>, part: &Part, read: &[usize]) -> Option<(usize, usize)> {
    let Part::Rule { ban, .. } = part else { return None };
    let aspect = Aspect::Ban(ban.clone());
    ground
        .asked()
        .contains(&&aspect)
        .then(|| ground.labelled(read, &aspect))
}

fn named(part: &Part) -> (Kind, String) {
    match part {
        Part::Signal(name) if name.starts_with("guard:") => (Kind::Guard, name.clone()),
        Part::Signal(name) => (Kind::Signal, name.clone()),
        Part::Group(path) => (Kind::Group, path.clone()),
        Part::Term { group, term } => (Kind::Term, format!("{group}: {term}")),
        Part::Rule { ban, id } => (Kind::Rule, format!("{ban}: {id}")),
    }
}
