//! `netra eval`: how right the verdicts are on labelled posts, and how much of a feed is flagged.

use std::fmt::Write as _;
use std::path::PathBuf;

use netra::evaluate::{
    Aspect, Feed, FeedPost, FeedReport, LabelledPost, Miss, Outcome, Report, Slice, SplitMix64, evaluate,
    slice_by, worst,
};
use serde::Serialize;

use super::measuring::{File, Judge, Measured, Provenance, json, on_one_line, outcomes, provenance, read};
use crate::commands::judging::Judging;
use crate::console::print;
use crate::exit::{Exit, Fault};

/// Where the sample of flagged posts starts drawing: always the same posts for the same verdicts.
const SAMPLE_SEED: u64 = 1;

/// Measure verdicts on labelled posts: precision, recall, F1, calibration; and flagged shares of whole feeds
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  netra eval dev.jsonl
  netra eval dev.jsonl --errors 20 --errors-in against         ids, labels, findings; texts only with --show-texts
  netra eval dev.jsonl --profile strict --json | jq .report.overall.violation.precision
  netra eval --feed everyday.jsonl.gz news.jsonl.gz --sample 20

Intervals are 95 %, from 1,000 resamples of the posts. Contested posts count in no figure of the stance, a disputed
ban in no figure of that ban; a ban with fewer than 20 labelled posts is not judged.")]
pub(crate) struct Eval {
    /// Labelled posts: JSON lines with `text`, `stance` and `bans`; `.gz` and `.zst` are read, `-` is standard input
    #[arg(value_name = "LABELLED", required_unless_present = "feed")]
    labelled: Vec<PathBuf>,
    /// Unlabelled posts: how many per 1,000 are flagged, by source
    #[arg(long, value_name = "FILE", num_args = 1..)]
    feed: Vec<PathBuf>,
    /// Write JSON in place of tables
    #[arg(long)]
    json: bool,
    /// List the N posts that are most wrong: ids, label, found; no texts
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// What counts as an error for `--errors`: violation, favour, against or a ban's id [default: the first three]
    #[arg(long, value_name = "WHAT")]
    errors_in: Vec<String>,
    /// List N flagged posts of each feed, drawn evenly
    #[arg(long, value_name = "N", default_value_t = 0)]
    sample: usize,
    /// Print the texts of listed posts too; they may be people's own words
    #[arg(long)]
    show_texts: bool,
    /// How many threads judge [default: all cores]. The figures do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,

    #[command(flatten)]
    judging: Judging,
}

impl Measured for LabelledPost {
    const EXPECTED: &'static str = r#"{"id":"…","text":"…","stance":[of "favour", "against"],"bans":[ids]}, optionally "contested":bool, "bans_disputed":[ids], "certainty", "stratum", "source""#;

    fn problem(&self) -> Option<String> {
        None
    }

    fn id(&mut self) -> &mut String {
        &mut self.id
    }
}

impl Measured for FeedPost {
    const EXPECTED: &'static str =
        r#"{"id":"…","text":"…"}, optionally "source", "time" and other fields of the input record"#;

    fn problem(&self) -> Option<String> {
        None
    }

    fn id(&mut self) -> &mut String {
        &mut self.id
    }
}

impl Eval {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Fault> {
        let labelled = read::<LabelledPost>(&self.labelled)?;
        let classifier = self.judging.classifier()?;
        let judge = |post: &netra::Post<'_>| classifier.classify(post);
        print(&answer(self, labelled, &judge)?)?;
        Ok(Exit::Done)
    }
}

/// Everything that is printed as JSON.
#[derive(Serialize)]
struct Answer {
    provenance: Provenance,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<Report>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<Slice>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Listed<Miss>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    feeds: Vec<FeedAnswer>,
}

#[derive(Serialize)]
struct FeedAnswer {
    #[serde(flatten)]
    report: FeedReport,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sample: Vec<Listed<Flagged>>,
}

/// A post in a list, with its text where that was asked for.
#[derive(Serialize)]
struct Listed<T> {
    #[serde(flatten)]
    post: T,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// A flagged post of a feed.
#[derive(Serialize)]
struct Flagged {
    id: String,
    source: String,
    #[serde(flatten)]
    outcome: Outcome,
}

fn answer(args: &Eval, labelled: Vec<File<LabelledPost>>, judge: &Judge<'_>) -> Result<String, Fault> {
    let mut answer = Answer {
        provenance: provenance(judge, &args.judging),
        report: None,
        files: Vec::new(),
        errors: Vec::new(),
        feeds: Vec::new(),
    };
    if !labelled.is_empty() {
        measure(args, labelled, judge, &mut answer);
    }
    // One feed at a time: they may be large.
    for path in &args.feed {
        for file in read::<FeedPost>(std::slice::from_ref(path))? {
            answer.feeds.push(feed(args, &file, judge));
        }
    }
    if args.json {
        json(&answer)
    } else {
        Ok(tables(&answer))
    }
}

fn measure(args: &Eval, labelled: Vec<File<LabelledPost>>, judge: &Judge<'_>, answer: &mut Answer) {
    let mut names = Vec::new();
    let mut posts = Vec::new();
    for file in labelled {
        names.extend(std::iter::repeat_n(file.name, file.records.len()));
        posts.extend(file.records);
    }
    let found = outcomes(&posts, args.threads, judge, LabelledPost::post);
    answer.report = Some(evaluate(&posts, &found));
    if args.labelled.len() > 1 {
        answer.files = slice_by(&posts, &found, |at, _| names.get(at).cloned());
    }
    let asked: Vec<Aspect> = if args.errors_in.is_empty() {
        vec![Aspect::Violation, Aspect::Favour, Aspect::Against]
    } else {
        args.errors_in.iter().map(|word| Aspect::parse(word)).collect()
    };
    answer.errors = worst(&posts, &found, &asked, args.errors)
        .into_iter()
        .map(|miss| Listed {
            text: args.show_texts.then(|| on_one_line(&posts[miss.index].text)),
            post: miss,
        })
        .collect();
}

fn feed(args: &Eval, file: &File<FeedPost>, judge: &Judge<'_>) -> FeedAnswer {
    let found = outcomes(&file.records, args.threads, judge, FeedPost::post);
    let mut feed = Feed::default();
    let mut flagged = Vec::new();
    for (at, (post, outcome)) in file.records.iter().zip(&found).enumerate() {
        feed.add(&post.source, outcome);
        if outcome.flagged {
            flagged.push(at);
        }
    }
    let sample = drawn(&flagged, args.sample)
        .into_iter()
        .map(|at| {
            let post = &file.records[at];
            Listed {
                post: Flagged {
                    id: post.id.clone(),
                    source: post.source.clone(),
                    outcome: found[at].clone(),
                },
                text: args.show_texts.then(|| on_one_line(&post.text)),
            }
        })
        .collect();
    FeedAnswer {
        report: feed.report(&file.name),
        sample,
    }
}

/// `most` of these, each as likely as any other, in their order (Knuth's algorithm S).
fn drawn(from: &[usize], most: usize) -> Vec<usize> {
    let mut random = SplitMix64::new(SAMPLE_SEED);
    let mut wanted = most.min(from.len());
    let mut left = from.len();
    let mut drawn = Vec::with_capacity(wanted);
    for &at in from {
        if random.below(left) < wanted {
            drawn.push(at);
            wanted -= 1;
        }
        left -= 1;
    }
    drawn
}

fn tables(answer: &Answer) -> String {
    let mut out = answer.provenance.line();
    if let Some(report) = &answer.report {
        out.push('\n');
        out.push_str(&report.table());
        if !answer.files.is_empty() {
            out.push_str(&Slice::table("By file", &answer.files));
        }
    }
    if !answer.errors.is_empty() {
        out.push_str("\nMost wrong first\n");
    }
    for Listed { post: miss, text } in &answer.errors {
        let kind = if miss.false_alarm { "false alarm" } else { "missed" };
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "{}  {kind} ({}) at {}  label: {}  found: {}",
            miss.id, miss.aspect, miss.score, miss.label, miss.found
        );
        write_text(&mut out, text.as_deref());
    }
    for feed in &answer.feeds {
        out.push('\n');
        out.push_str(&feed.report.table());
        if !feed.sample.is_empty() {
            let _ = writeln!(
                out,
                "\n{} of the {} flagged",
                feed.sample.len(),
                feed.report.all.flagged
            );
        }
        for Listed { post, text } in &feed.sample {
            let sides: Vec<&str> = post.outcome.stance.iter().map(|side| side.as_str()).collect();
            let bans: Vec<&str> = post.outcome.bans.iter().map(|ban| &**ban).collect();
            let _ = writeln!(
                out,
                "{}  {}  {} · {}",
                post.id,
                post.outcome.score,
                sides.join(" + "),
                bans.join(", ")
            );
            write_text(&mut out, text.as_deref());
        }
    }
    out
}

fn write_text(out: &mut String, text: Option<&str>) {
    if let Some(text) = text {
        let _ = writeln!(out, "    {text}");
    }
}

#[cfg(test)]
#[path = "eval_tests.rs"]
mod tests;
