//! `netra bans`: what the bans say and where they stand.

use std::fmt::Write as _;

use clap::Args;
use netra::lexicon::{Example, Rule, Within};

use super::lawbook::{Lawbook, print_json, print_page, unknown};
use crate::exit::{Exit, Fault};

/// List the 29 bans, or show one: its text, its law, its rules
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra bans
  netra bans social-like
  netra bans --markdown > docs/bans.md
  netra bans --json | jq '.[] | [.id, .title.id]'")]
pub(crate) struct Bans {
    /// The ban
    #[arg(conflicts_with = "markdown")]
    id: Option<String>,

    /// Print the whole catalogue as Markdown, as in docs/bans.md: the table of bans, circulars, rules and examples first
    #[arg(long, conflicts_with = "json")]
    markdown: bool,

    #[command(flatten)]
    lawbook: Lawbook,
}

impl Bans {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit, Fault> {
        let law = self.lawbook.law()?;
        if self.markdown {
            return print_page(&law.bans_markdown());
        }
        let Some(id) = &self.id else {
            return if self.lawbook.json {
                print_json(&law.bans())
            } else {
                print_page(&law.bans_page())
            };
        };
        let ids = || law.bans().iter().map(|ban| &*ban.id);
        let ban = law.ban(id).ok_or_else(|| unknown("ban", id, ids()))?;
        if self.lawbook.json {
            return print_json(ban);
        }
        let mut page = law.ban_page(id).unwrap_or_default();
        for file in self
            .lawbook
            .lexicon()?
            .rules()?
            .iter()
            .filter(|file| file.id == *id)
        {
            for rule in &file.rule {
                append_rule(&mut page, rule);
            }
        }
        print_page(&page)
    }
}

/// Appends the page of one rule: what it asks for, and the posts that show when it speaks and when it does not.
pub(crate) fn append_rule(page: &mut String, rule: &Rule) {
    let signals: Vec<&str> = rule
        .signals
        .iter()
        .map(|signal| signal.get_ref().as_str())
        .collect();
    let mut line = |name: &str, text: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{name}{text}");
    };
    line("\nAturan / rule: ", rule.id.get_ref());
    line("  sinyal / signals: ", &signals.join(" + "));
    let within = match rule.within.as_ref().map(|within| within.get_ref()) {
        None => String::new(),
        Some(Within::Words(words)) => format!("{words} kata / words"),
        Some(Within::Stretch(stretch)) => stretch.clone(),
    };
    if !within.is_empty() {
        line("  jarak / within: ", &within);
    }
    if !rule.actions.is_empty() {
        let actions: Vec<&str> = rule
            .actions
            .iter()
            .map(|action| action.get_ref().as_str())
            .collect();
        line("  perbuatan / actions: ", &actions.join(", "));
    }
    if let Some(points) = &rule.points {
        line("  poin awal / starting points: ", &points.get_ref().to_string());
    }
    if let Some(stance) = &rule.stance {
        line("  sikap / stance: ", stance.get_ref());
    }
    if let Some(why) = &rule.why {
        line("  alasan / why: ", why);
    }
    for (name, examples) in [
        ("  berbunyi / fires: ", &rule.fire),
        ("  diam / stays quiet: ", &rule.quiet),
    ] {
        for example in examples {
            match example.get_ref() {
                Example::Text(text) => line(name, text),
                Example::Record(record) => {
                    let action = record
                        .action
                        .as_deref()
                        .map_or(String::new(), |action| format!(" ({action})"));
                    line(name, &format!("{}{action}", record.text));
                }
            }
        }
    }
}
