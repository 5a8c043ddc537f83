//! `netra explain`: one post, in full.

use std::io::{IsTerminal, Read};

use clap::Args;
use netra::{Action, AuthorStatus, Post};

use crate::commands::judging::Judging;
use crate::console::{self, Colour};
use crate::exit::{Exit, Fault};
use crate::explain;

/// Judge one post and show why: evidence, points, law, and what speaks for its author
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra explain 'Ayo coblos nomor 2, menangkan Prabowo-Gibran!'
  netra explain 'Mantap, gas!' --action comment --target-text 'Coblos nomor 1!' --time 2024-11-20
  head -1 posts.jsonl | netra explain -          # a record with all its fields
  netra explain - --json < post.txt | jq '.verdict.findings[].ban'

On a terminal evidence is red, what speaks for the author green, contestants blue-green. Without colours (NO_COLOR, or
into a file) they stand in [brackets], ‹angles› and {braces}.")]
pub(crate) struct Explain {
    /// The post; `-` reads it from standard input, as plain text or as one JSON record
    text: Option<String>,

    /// Print everything as JSON
    #[arg(long)]
    json: bool,

    /// Show everything that was read, also what decided nothing
    #[arg(long)]
    hits: bool,

    /// What the author did [post, comment, share, like, follow, join, profile]
    #[arg(long, value_parser = action)]
    action: Option<Action>,

    /// When it was written: RFC 3339, or a date
    #[arg(long, value_name = "TIME")]
    time: Option<String>,

    /// Text of what was commented on, shared or liked
    #[arg(long, value_name = "TEXT")]
    target_text: Option<String>,

    /// Account of what was commented on, shared, liked or followed
    #[arg(long, value_name = "ACCOUNT")]
    target_account: Option<String>,

    /// The author's status [pns, pppk, ppnpn, kades, perangkat-desa, bpd, tni, polri, …, private, unknown]
    #[arg(long, value_name = "STATUS", value_parser = status)]
    author_status: Option<AuthorStatus>,

    /// When to colour
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    color: Colour,

    #[command(flatten)]
    judging: Judging,
}

fn action(word: &str) -> Result<Action, String> {
    Action::parse(word).ok_or_else(|| format!("choose from: {}", Action::ALL.map(Action::as_str).join(", ")))
}

fn status(word: &str) -> Result<AuthorStatus, String> {
    AuthorStatus::parse(word).ok_or_else(|| {
        format!(
            "choose from: {}",
            AuthorStatus::ALL.map(AuthorStatus::as_str).join(", ")
        )
    })
}

impl Explain {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit, Fault> {
        let classifier = self.judging.classifier()?;
        let input = self.input()?;
        let post = self.post(&input);
        let explanation = classifier.explain_fully(&post);
        if self.json {
            let json = serde_json::to_string_pretty(&explanation)
                .map_err(|error| Fault::usage(error.to_string()))?;
            console::print(&format!("{json}\n"))?;
        } else {
            let look = explain::Look {
                colours: self.color.on(),
                width: console::width(),
                hits: self.hits,
            };
            console::print(&explain::page(&post, &explanation, look))?;
        }
        Ok(Exit::Done)
    }

    fn input(&self) -> Result<String, Fault> {
        match self.text.as_deref() {
            Some(text) if text != "-" => return Ok(text.to_owned()),
            None if std::io::stdin().is_terminal() => {
                return Err(Fault::usage(
                    "what is to be explained? netra explain 'TEXT', or netra explain - < FILE",
                ));
            }
            _ => {}
        }
        let mut bytes = Vec::new();
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| Fault::usage(format!("cannot read standard input: {error}")))?;
        let text = String::from_utf8_lossy(&bytes);
        Ok(text
            .trim_start_matches('\u{feff}')
            .trim_end_matches(['\n', '\r'])
            .to_owned())
    }

    /// From standard input a JSON record is read as one; options say more and win.
    fn post<'a>(&'a self, input: &'a str) -> Post<'a> {
        let from_stdin = self.text.as_deref().is_none_or(|text| text == "-");
        let record = if from_stdin {
            serde_json::from_str(input).ok()
        } else {
            None
        };
        let mut post: Post<'a> = record.unwrap_or_else(|| Post::text(input));
        post.id = None;
        if let Some(action) = self.action {
            post = post.action(action);
        }
        if let Some(time) = &self.time {
            post = post.time(time.as_str());
        }
        if let Some(text) = &self.target_text {
            post = post.target_text(text.as_str());
        }
        if let Some(account) = &self.target_account {
            post = post.target_account(account.as_str());
        }
        if let Some(status) = self.author_status {
            post = post.author_status(status);
        }
        post
    }
}
