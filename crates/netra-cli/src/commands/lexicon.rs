//! `netra lexicon`: what a lexicon must satisfy, how large it is, what its rules say, what its parts are worth.

mod diff;
pub(super) mod hits;
mod names;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use netra::{Classifier, LintMessage, Severity};
use serde_json::json;

use super::bans::append_rule;
use super::lawbook::{lexicon, print_json, print_page, unknown};
use crate::console;
use crate::exit::{Exit, Fault};

/// Check, measure and show the lexicon
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra lexicon lint                    the built-in lexicon
  netra lexicon lint my-words           with a folder of your own laid over it
  netra lexicon rules social-like       each rule with the posts that show when it speaks
  netra lexicon hits train.jsonl        what each rule, guard and term is worth on labelled posts
  netra lexicon diff built-in my-words posts.jsonl    the posts whose verdict changes")]
pub(crate) struct LexiconCommand {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Say what is wrong, with file, line and column; exit code 1 where something is
    Lint(Over),
    /// Say what is in it and how large it is when compiled
    Stats(Over),
    /// Show the rules of all bans, or of one
    Rules(Rules),
    Hits(Box<hits::Hits>),
    Diff(Box<diff::Diff>),
}

#[derive(Args, Debug)]
struct Over {
    /// Folders laid over the built-in lexicon
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Args, Debug)]
struct Rules {
    /// The ban
    ban: Option<String>,

    /// Folder laid over the built-in lexicon. May be repeated
    #[arg(long, value_name = "DIR")]
    lexicon: Vec<PathBuf>,
}

impl LexiconCommand {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit, Fault> {
        match self.task {
            Task::Lint(over) => lint(&over),
            Task::Stats(over) => stats(&over),
            Task::Rules(rules) => show_rules(&rules),
            Task::Hits(hits) => hits.run(),
            Task::Diff(diff) => diff.run(),
        }
    }
}

fn lint(over: &Over) -> Result<Exit, Fault> {
    let messages = netra::lint(&lexicon(&over.folders)?);
    let wrong = messages
        .iter()
        .filter(|message| message.severity == Severity::Error)
        .count();
    if over.json {
        print_json(&messages.iter().map(as_json).collect::<Vec<_>>())?;
    } else {
        let mut text = String::new();
        for message in &messages {
            text.push_str(&format!("{}: {}\n\n", severity(message), message.error));
        }
        console::print(&text)?;
        console::say(&format!("{wrong} errors, {} warnings", messages.len() - wrong));
    }
    Ok(if wrong > 0 { Exit::CheckFailed } else { Exit::Done })
}

fn severity(message: &LintMessage) -> &'static str {
    match message.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn as_json(message: &LintMessage) -> serde_json::Value {
    let place = message.error.place();
    json!({
        "severity": severity(message),
        "message": message.error.message(),
        "file": message.error.file().map(|file| file.display().to_string()),
        "line": place.map(|place| place.line),
        "column": place.map(|place| place.column),
    })
}

fn stats(over: &Over) -> Result<Exit, Fault> {
    let classifier = Classifier::builder().lexicon(lexicon(&over.folders)?).build()?;
    let stats = serde_json::to_value(classifier.stats()).map_err(|error| Fault::usage(error.to_string()))?;
    if over.json {
        return print_json(&stats);
    }
    let mut page = String::new();
    for (name, value) in stats.as_object().into_iter().flatten() {
        let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        page.push_str(&format!("{name:<12} {shown:>24}\n"));
    }
    print_page(&page)
}

fn show_rules(rules: &Rules) -> Result<Exit, Fault> {
    let files = lexicon(&rules.lexicon)?.rules()?;
    if let Some(ban) = rules
        .ban
        .as_deref()
        .filter(|ban| !files.iter().any(|file| file.id == *ban))
    {
        return Err(unknown("ban", ban, files.iter().map(|file| file.id.as_str())));
    }
    let mut page = String::new();
    for file in files
        .iter()
        .filter(|file| rules.ban.as_ref().is_none_or(|ban| *ban == file.id))
    {
        page.push_str(&format!("{}\n{}\n", file.id, "=".repeat(file.id.len())));
        for rule in &file.rule {
            append_rule(&mut page, rule);
        }
        page.push('\n');
    }
    print_page(&page)
}
