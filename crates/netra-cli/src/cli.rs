//! The command line: one line per command; each command's options live beside its code.

use clap::{Parser, Subcommand};

use crate::commands;
use crate::console::Loudness;
use crate::exit::{Exit, Fault};

/// Reads Indonesian social-media posts and says which bans of civil-servant (ASN) election neutrality each would
/// breach, on what evidence, and what speaks for its author.
///
/// A verdict is a lead ("dugaan"), never a sentence: it shows what it rests on, what is unknown, and how to contest it.
#[derive(Debug, Parser)]
#[command(
    name = "netra",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    subcommand_required = true,
    after_help = EXAMPLES
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,

    /// Say nothing on standard error but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Say how options and inputs were understood
    #[arg(short, long, global = true)]
    verbose: bool,

    /// Read no netra.toml
    #[arg(long, global = true)]
    pub(crate) isolated: bool,
}

const EXAMPLES: &str = "\
Examples:
  netra score posts.jsonl -o verdicts.jsonl       judge a file
  netra explain 'Ayo coblos nomor 2!'             judge one post and show why
  netra report verdicts.jsonl -o report.html      a page that people read, mark and print
  netra bans social-like                          what a ban says and where it stands

Exit codes: 0 done; 1 a check that was asked for failed; 2 wrong usage, nothing was written;
3 done, but some records were rejected; 4 an input or output failed midway.";

#[derive(Debug, Subcommand)]
enum Command {
    Score(Box<commands::score::Score>),
    Explain(Box<commands::explain::Explain>),
    Bans(commands::bans::Bans),
    Policies(commands::policies::Policies),
    Calendar(commands::calendar::Calendar),
    Eval(Box<commands::eval::Eval>),
    Check(Box<commands::check::Check>),
    Learn(Box<commands::learn::Learn>),
    Accuracy(Box<commands::accuracy::Accuracy>),
    Parity(Box<commands::parity::Parity>),
    Lexicon(commands::lexicon::LexiconCommand),
    Contestants(commands::contestants::ContestantsCommand),
    Pack(commands::pack::PackCommand),
    Report(Box<commands::report::Report>),
    Schema(commands::schema::Schema),
    Completions(commands::completions::Completions),
    Man(commands::man::Man),
}

impl Cli {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit, Fault> {
        let loudness = match (self.quiet, self.verbose) {
            (true, _) => Loudness::Quiet,
            (false, false) => Loudness::Normal,
            (false, true) => Loudness::Verbose,
        };
        match self.command {
            Command::Score(command) => command.run(loudness),
            Command::Explain(command) => command.run(),
            Command::Bans(command) => command.run(),
            Command::Policies(command) => command.run(),
            Command::Calendar(command) => command.run(),
            Command::Eval(command) => command.run(),
            Command::Check(command) => command.run(),
            Command::Learn(command) => command.run(),
            Command::Accuracy(command) => command.run(),
            Command::Parity(command) => command.run(),
            Command::Lexicon(command) => command.run(),
            Command::Contestants(command) => command.run(),
            Command::Pack(command) => command.run(),
            Command::Report(command) => command.run(self.quiet),
            Command::Schema(command) => command.run(),
            Command::Completions(command) => command.run(),
            Command::Man(command) => command.run(),
        }
    }
}
