//! `netra`, the batch tool: a guest of the library that uses only its public face.

mod cli;
mod commands;
mod console;
mod exit;
mod explain;
mod input;
mod output;
mod pipeline;
mod report;
mod summary;

use std::process::ExitCode;

use clap::Parser;

use cli::Cli;
use exit::Fault;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(message) => {
            // Help and version go to standard output with code 0, wrong usage to standard error with code 2.
            let _ = message.print();
            return ExitCode::from(u8::try_from(message.exit_code()).unwrap_or(2));
        }
    };
    let end = cli.run();
    if let Err(Fault::Usage(message) | Fault::Midway(message)) = &end {
        console::say(&format!("error: {message}"));
    }
    exit::code(&end)
}
