//! `netra check`: functional cases, by capability, in halves and pairs, each failure explained.

use std::fmt::Write as _;
use std::path::PathBuf;

use netra::evaluate::{CheckReport, FunctionalCase, Outcome, check};
use serde::Serialize;

use super::measuring::{File, Judge, Measured, Provenance, json, on_one_line, outcomes, provenance, read};
use crate::commands::judging::Judging;
use crate::console::{print, say};
use crate::exit::{Exit, Fault};

/// Run functional cases: pass rate by capability, in halves and in pairs, each failure explained
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  netra check cases.jsonl --failures
  netra check cases.jsonl hard.jsonl --min 93%        exit code 1 where fewer pass
  netra check cases.jsonl --json | jq '.all.capabilities[] | select(.cases.rate < 0.9).capability'

A case passes when it is flagged or not as expected and, where flagged, the stance is met exactly, every id of `bans` is
found, none of `absent`, and one of `any_of`. Flagging nothing passes every case that must not be flagged: read the
halves and the pairs, not the mean alone.")]
pub(crate) struct Check {
    /// Functional cases: JSON lines with `capability`, `text` and `expect`; `.gz` and `.zst` are read, `-` is standard input
    #[arg(value_name = "CASES", required = true)]
    cases: Vec<PathBuf>,
    /// Fail (exit code 1) when a smaller share of all cases passes: 0.93 or 93%
    #[arg(long, value_name = "RATE", value_parser = rate)]
    min: Option<f64>,
    /// Write JSON in place of tables; failures are always in it
    #[arg(long)]
    json: bool,
    /// Explain each failure in one line
    #[arg(long)]
    failures: bool,
    /// Print the texts and notes of failed cases too
    #[arg(long)]
    show_texts: bool,
    /// How many threads judge [default: all cores]. The figures do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,

    #[command(flatten)]
    judging: Judging,
}

impl Measured for FunctionalCase {
    const EXPECTED: &'static str = r#"{"id":"…","capability":"…","text":"…","expect":{"flagged":bool,"stance":[of "favour", "against"],"bans":[ids],"absent":[ids]}}, optionally "expect"."any_of", "pair", "note", "action", "target""#;

    fn problem(&self) -> Option<String> {
        self.expect.contradiction()
    }

    fn id(&mut self) -> &mut String {
        &mut self.id
    }
}

/// Reads `0.93` or `93%`.
fn rate(word: &str) -> Result<f64, String> {
    let (number, whole) = match word.strip_suffix('%') {
        Some(number) => (number.trim_end(), 100.0),
        None => (word, 1.0),
    };
    let share = number.parse::<f64>().map(|number| number / whole);
    share
        .ok()
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| {
            String::from("expected a share from 0 to 1, such as 0.93, or a percentage, such as 93%")
        })
}

impl Check {
    /// Runs the command.
    pub(crate) fn run(&self) -> Result<Exit, Fault> {
        let files = read::<FunctionalCase>(&self.cases)?;
        let classifier = self.judging.classifier()?;
        let judge = |post: &netra::Post<'_>| classifier.classify(post);
        let (text, all) = answer(self, files, &judge)?;
        print(&text)?;
        Ok(verdict(self.min, &all))
    }
}

/// Whether enough cases passed; says so when not.
fn verdict(min: Option<f64>, all: &CheckReport) -> Exit {
    match (min, all.cases.rate()) {
        (Some(min), Some(rate)) if rate < min => {
            say(&format!(
                "check failed: {} of {} cases passed ({:.1} %), asked for at least {:.1} %",
                all.cases.passed,
                all.cases.of,
                100.0 * rate,
                100.0 * min
            ));
            Exit::CheckFailed
        }
        _ => Exit::Done,
    }
}

/// Everything that is printed as JSON.
#[derive(Serialize)]
struct Answer<'a> {
    provenance: Provenance,
    all: &'a CheckReport,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<FileAnswer>,
}

#[derive(Serialize)]
struct FileAnswer {
    file: String,
    #[serde(flatten)]
    report: CheckReport,
}

fn answer(
    args: &Check,
    mut files: Vec<File<FunctionalCase>>,
    judge: &Judge<'_>,
) -> Result<(String, CheckReport), Fault> {
    let several = files.len() > 1;
    if several {
        // Pairs stay within a file, whatever names other files give theirs.
        for (number, file) in (1_usize..).zip(&mut files) {
            for pair in file.records.iter_mut().filter_map(|case| case.pair.as_mut()) {
                pair.insert_str(0, &format!("{number}/"));
            }
        }
    }
    let mut parts = Vec::new();
    let mut cases: Vec<FunctionalCase> = Vec::new();
    let mut found: Vec<Outcome> = Vec::new();
    for file in files {
        let outcomes = outcomes(&file.records, args.threads, judge, FunctionalCase::post);
        if several {
            parts.push(FileAnswer {
                file: file.name.to_string(),
                report: check(&file.records, &outcomes),
            });
        }
        cases.extend(file.records);
        found.extend(outcomes);
    }
    let all = check(&cases, &found);
    let provenance = provenance(judge, &args.judging);
    let text = if args.json {
        json(&Answer {
            provenance,
            all: &all,
            files: parts,
        })?
    } else {
        tables(args, &provenance, &parts, &all, &cases)
    };
    Ok((text, all))
}

fn tables(
    args: &Check,
    provenance: &Provenance,
    parts: &[FileAnswer],
    all: &CheckReport,
    cases: &[FunctionalCase],
) -> String {
    let mut out = provenance.line();
    for part in parts {
        // Writing to a String cannot fail.
        let _ = write!(out, "\n{}\n{}", part.file, part.report.summary());
    }
    if !parts.is_empty() {
        out.push_str("\nAll files");
    }
    out.push('\n');
    out.push_str(&all.table());
    if args.failures || args.show_texts {
        let _ = writeln!(out, "\nFailures");
        for failure in &all.failures {
            let _ = writeln!(out, "{}", failure.line());
            if args.show_texts {
                let case = &cases[failure.index];
                let _ = writeln!(
                    out,
                    "    {}\n    [{}]",
                    on_one_line(&case.text),
                    on_one_line(&case.note)
                );
            }
        }
    } else if !all.failures.is_empty() {
        let _ = writeln!(out, "\n{} failed; --failures explains each", all.failures.len());
    }
    out
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
