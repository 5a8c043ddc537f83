//! `netra`, the batch tool: a guest of the library that uses only its public face.

mod cli;
mod commands;
mod config;
mod console;
mod contestants;
mod exit;
mod explain;
mod input;
mod output;
mod pipeline;
mod privacy;
mod report;
mod summary;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use cli::Cli;
use config::Config;
use exit::Fault;

fn main() -> ExitCode {
    let end = match parse(std::env::args_os().collect()) {
        Ok(cli) => cli.run(),
        Err(Wrong::Usage(message)) => {
            // Help and version go to standard output with code 0, wrong usage to standard error with code 2.
            let _ = message.print();
            return ExitCode::from(u8::try_from(message.exit_code()).unwrap_or(2));
        }
        Err(Wrong::Config(fault)) => Err(fault),
    };
    if let Err(Fault::Usage(message) | Fault::Midway(message)) = &end {
        console::say(&format!("error: {message}"));
    }
    exit::code(&end)
}

/// What is wrong with a command line, or with the file that adds to it.
enum Wrong {
    Usage(clap::Error),
    Config(Fault),
}

/// Reads the command line, with what `netra.toml` adds to it.
fn parse(words: Vec<OsString>) -> Result<Cli, Wrong> {
    let mut root = Cli::command();
    let mut matches = root.try_get_matches_from_mut(&words).map_err(Wrong::Usage)?;
    if let Some(config) = Config::of(&root, &matches).map_err(Wrong::Config)? {
        if matches.get_flag("verbose") {
            console::say(&format!("options of {}", config.path.display()));
        }
        if !config.words.is_empty() {
            let name = matches.subcommand_name().unwrap_or_default();
            let behind = words
                .iter()
                .position(|word| word == name)
                .map_or(words.len(), |at| at + 1);
            let mut all = words;
            all.splice(behind..behind, config.words);
            matches = Cli::command().try_get_matches_from(&all).map_err(|message| {
                console::say(&format!("with the options of {}:", config.path.display()));
                Wrong::Usage(message)
            })?;
        }
    }
    Cli::from_arg_matches(&matches).map_err(Wrong::Usage)
}
