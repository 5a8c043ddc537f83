//! `netra accuracy`: everything that is measured about the verdicts, as one page that is kept in the repository.

mod prose;
mod reading;

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use netra::evaluate::{
    Feed, FeedPost, FunctionalCase, LabelledPost, Outcome, Report, check, evaluate, faults,
};
use netra::{Classifier, Lexicon, Profile};

use super::judging::Judging;
use super::lawbook::lexicon;
use super::learn::ground::{Files, Ground};
use super::learn::unseen;
use super::lexicon::hits;
use super::measuring::{outcomes, provenance, read};
use super::parity;
use crate::console::print;
use crate::exit::{Exit, Fault};

/// Write the accuracy report: figures, intervals, confusions, weaknesses, and what must not be concluded
#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  netra accuracy --labelled dev.jsonl --train train.jsonl --chosen train-hard.jsonl \\
    --neutral everyday.jsonl.gz news.jsonl.gz --undated governing.jsonl.gz \\
    --written examples/written/*.jsonl --written-with tests/packs/awan-biru \\
    --feed everyday.jsonl.gz governing.jsonl.gz news.jsonl.gz \\
    --cases cases.jsonl hard.jsonl --read docs/accuracy/read.csv --confusions docs/accuracy/confusions.jsonl \\
    --made-up tests/packs/awan-biru --on '30 November 2026' -o docs/accuracy.md

Parts without their files are left out. No text of a post is written: examples are those of --confusions, which are
made up. The same files give the same report.")]
pub(crate) struct Accuracy {
    /// Labelled posts that nothing was fitted on
    #[arg(long, value_name = "FILE", num_args = 1.., required = true)]
    labelled: Vec<PathBuf>,
    #[command(flatten)]
    fitted_on: Files,
    /// Feeds that should hardly be flagged
    #[arg(long, value_name = "FILE", num_args = 1..)]
    feed: Vec<PathBuf>,
    /// Functional cases
    #[arg(long, value_name = "FILE", num_args = 1..)]
    cases: Vec<PathBuf>,
    /// Table of flagged posts that were read: `feed,cause,wrong,posts`
    #[arg(long, value_name = "FILE")]
    read: Option<PathBuf>,
    /// Made-up posts, each for a way to go wrong, in the form of functional cases
    #[arg(long, value_name = "FILE")]
    confusions: Option<PathBuf>,
    /// Folder with the made-up contestants of `--confusions`
    #[arg(long, value_name = "DIR")]
    made_up: Option<PathBuf>,
    /// The day that the report bears; the command does not look at the clock
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// How many parts the sources are cut into
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(2..=20))]
    folds: u16,
    /// Try every Nth pair of long contestant tables for parity
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    every: u16,
    /// Write to this file [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    judging: Judging,
}

impl Accuracy {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Fault> {
        let page = self.page()?;
        match &self.out {
            None => print(&page)?,
            Some(path) => std::fs::write(path, page)
                .map_err(|error| Fault::Midway(format!("cannot write {}: {error}", path.display())))?,
        }
        Ok(Exit::Done)
    }

    fn page(&self) -> Result<String, Fault> {
        let classifier = self.judging.classifier()?;
        let labelled = posts(&self.labelled)?;
        let found = judged(&classifier, &labelled);
        let report = evaluate(&labelled, &found);
        let mut page = String::from(prose::HEAD);
        let provenance = provenance(&|post| classifier.classify(post), &self.judging).line();
        let day = self
            .on
            .as_deref()
            .map_or(String::new(), |day| format!(" · {day}"));
        // Writing to a String cannot fail.
        let _ = writeln!(page, "\n{}{day}", provenance.trim_end());
        page.push_str(prose::NOT_TO_CONCLUDE);
        page.push_str(prose::AGREEMENT);
        page.push_str(&self.profiles(&labelled)?);
        fenced(&mut page, &report.table());
        if !self.fitted_on.train.is_empty() {
            page.push_str(prose::UNSEEN);
            page.push_str(&self.overfitting(&classifier, &report)?);
        }
        if !self.feed.is_empty() {
            page.push_str(prose::FEEDS);
            page.push_str(&self.feeds(&classifier)?);
        }
        if let Some(path) = &self.read {
            page.push_str(prose::READ);
            page.push_str(&reading::table(path)?);
        }
        if !self.cases.is_empty() {
            page.push_str(prose::CASES);
            for file in read::<FunctionalCase>(&self.cases)? {
                let found = outcomes(
                    &file.records,
                    None,
                    &|post| classifier.classify(post),
                    FunctionalCase::post,
                );
                let name = file.name.rsplit('/').next().unwrap_or(&file.name);
                let _ = writeln!(page, "\n`{name}`:");
                fenced(&mut page, &check(&file.records, &found).table());
            }
        }
        page.push_str(prose::WORTH);
        fenced(&mut page, &hits::summary(&classifier, &labelled));
        page.push_str(prose::PARITY);
        page.push_str(&parity::summary(&classifier, &self.judging, self.every)?);
        page.push_str(prose::WEAKNESSES);
        if let Some(path) = &self.confusions {
            page.push_str(prose::CONFUSIONS);
            page.push_str(&self.confusions(path)?);
        }
        Ok(page)
    }

    /// Precision and recall under each profile.
    fn profiles(&self, labelled: &[LabelledPost]) -> Result<String, Fault> {
        let mut table = String::from("\n| profile | precision | recall | F1 |\n|---|---|---|---|\n");
        for profile in [Profile::Strict, Profile::Balanced, Profile::Wide] {
            let name = match profile {
                Profile::Strict => "strict",
                Profile::Balanced => "balanced",
                Profile::Wide => "wide",
            };
            let classifier = self.judging.classifier_under(profile)?;
            let figure = evaluate(labelled, &judged(&classifier, labelled))
                .overall
                .violation;
            let _ = writeln!(
                table,
                "| `{name}` | {} | {} | {} |",
                share(
                    figure.precision.value,
                    figure.precision.low,
                    figure.precision.high
                ),
                share(figure.recall.value, figure.recall.low, figure.recall.high),
                share(figure.f1.value, figure.f1.low, figure.f1.high)
            );
        }
        Ok(table)
    }

    /// Train posts by points that have not seen their source, by points that have, and posts that nothing was fitted on.
    fn overfitting(&self, classifier: &Classifier, dev: &Report) -> Result<String, Fault> {
        let ground = Ground::read(&self.fitted_on)?;
        let labelled = &ground.labelled;
        let unseen = unseen::outcomes(&ground, usize::from(self.folds))?;
        let all: Vec<LabelledPost> = labelled.iter().map(|(post, ..)| post.clone()).collect();
        let seen = judged(classifier, &all);
        let mut table = String::from(
            "\n| posts | judged by points fitted … | violation F1 | favour F1 | against F1 | ECE of violation |\n|---|---|---|---|---|---|\n",
        );
        let split = labelled.iter().filter(|(.., natural)| *natural).count();
        let mut row = |posts: &str, how: &str, report: &Report| {
            let [violation, favour, against] = report
                .overall
                .named()
                .map(|(_, figure)| share(figure.f1.value, figure.f1.low, figure.f1.high));
            let ece = report
                .calibration
                .violation
                .ece
                .map_or(String::from("–"), |ece| format!("{ece:.3}"));
            let _ = writeln!(
                table,
                "| {posts} | {how} | {violation} | {favour} | {against} | {ece} |"
            );
        };
        let without = format!("without their sources ({} parts)", self.folds);
        for (name, range) in [
            ("train, as they come", 0..split),
            ("train, chosen as hard", split..all.len()),
        ] {
            if range.is_empty() {
                continue;
            }
            let name = format!("{name}: {}", range.len());
            row(
                &name,
                &without,
                &evaluate(&all[range.clone()], &unseen[range.clone()]),
            );
            row(
                &name,
                "on them too (as shipped)",
                &evaluate(&all[range.clone()], &seen[range]),
            );
        }
        row(
            &format!("not fitted on: {}", dev.posts),
            "without them (as shipped)",
            dev,
        );
        Ok(table)
    }

    fn feeds(&self, classifier: &Classifier) -> Result<String, Fault> {
        let mut table = String::from("\n| feed | posts | flagged | per 1,000 (95 %) |\n|---|---|---|---|\n");
        for path in &self.feed {
            for file in read::<FeedPost>(std::slice::from_ref(path))? {
                let name = file.name.rsplit('/').next().unwrap_or(&file.name).to_owned();
                let dated = file.records.iter().any(|post| post.time.is_some());
                let mut row = |name: &str, records: &[FeedPost]| {
                    let found = outcomes(records, None, &|post| classifier.classify(post), FeedPost::post);
                    let mut feed = Feed::default();
                    for (post, outcome) in records.iter().zip(&found) {
                        feed.add(&post.source, outcome);
                    }
                    let all = feed.report(name).all;
                    let _ = writeln!(
                        table,
                        "| {name} | {} | {} | {:.2} ({:.2}–{:.2}) |",
                        all.posts, all.flagged, all.per_thousand, all.low, all.high
                    );
                };
                row(&name, &file.records);
                if self.fitted_on.neutral.contains(path) {
                    let rest: Vec<FeedPost> = file.records.iter().skip(1).step_by(2).cloned().collect();
                    row(&format!("{name}, the half that was not fitted on"), &rest);
                }
                if dated {
                    let bare: Vec<FeedPost> = file
                        .records
                        .iter()
                        .map(|post| FeedPost {
                            time: None,
                            ..post.clone()
                        })
                        .collect();
                    row(&format!("{name}, without its time: words alone"), &bare);
                }
            }
        }
        Ok(table)
    }

    /// Made-up posts for each way to go wrong, with what is found in them now.
    fn confusions(&self, path: &PathBuf) -> Result<String, Fault> {
        let mut lexicon = lexicon(self.judging.lexicon())?;
        if let Some(folder) = &self.made_up {
            lexicon.extend(Lexicon::from_dir(folder)?);
        }
        let classifier = self.judging.classifier_of(lexicon)?;
        let mut table = String::from("\n| way | made-up post | should be | is | |\n|---|---|---|---|---|\n");
        for file in read::<FunctionalCase>(std::slice::from_ref(path))? {
            for case in &file.records {
                let outcome = Outcome::of(&classifier.classify(&case.post()));
                let right = faults(&case.expect, &outcome).is_empty();
                let sides = |flagged: bool, sides: &[netra::Stance]| match (flagged, sides) {
                    (false, _) => String::from("not flagged"),
                    (true, sides) => sides
                        .iter()
                        .map(|side| side.as_str())
                        .collect::<Vec<_>>()
                        .join(" + "),
                };
                let _ = writeln!(
                    table,
                    "| {} | {} | {} | {} ({}) | {} |",
                    case.capability,
                    case.text.replace('|', "\\|").replace('\n', " "),
                    sides(case.expect.flagged, &case.expect.stance),
                    sides(outcome.flagged, &outcome.stance),
                    outcome.score,
                    if right { "right by now" } else { "wrong" }
                );
            }
        }
        Ok(table)
    }
}

fn posts(files: &[PathBuf]) -> Result<Vec<LabelledPost>, Fault> {
    let files = read::<LabelledPost>(files)?;
    Ok(files.into_iter().flat_map(|file| file.records).collect())
}

fn judged(classifier: &Classifier, posts: &[LabelledPost]) -> Vec<Outcome> {
    outcomes(posts, None, &|post| classifier.classify(post), LabelledPost::post)
}

fn share(value: Option<f64>, low: Option<f64>, high: Option<f64>) -> String {
    match (value, low, high) {
        (Some(value), Some(low), Some(high)) => format!("{value:.3} ({low:.2}–{high:.2})"),
        (Some(value), ..) => format!("{value:.3}"),
        _ => String::from("–"),
    }
}

fn fenced(page: &mut String, table: &str) {
    let _ = write!(page, "\n```text\n{}\n```\n", table.trim_end());
}
