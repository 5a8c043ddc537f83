//! `netra man`: manual pages, generated from the definitions of the options.

use std::path::PathBuf;

use clap::{Args, CommandFactory};

use crate::cli::Cli;
use crate::console;
use crate::exit::{Exit, Fault};

/// Print the manual page, or write the pages of all commands into a folder
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra man | man -l -
  netra man --dir ~/.local/share/man/man1")]
pub(crate) struct Man {
    /// Write one page per command here
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl Man {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit, Fault> {
        let command = Cli::command();
        let Some(dir) = self.dir else {
            let mut page = Vec::new();
            clap_mangen::Man::new(command)
                .render(&mut page)
                .map_err(|error| Fault::output("standard output", &error))?;
            console::print(&String::from_utf8_lossy(&page))?;
            return Ok(Exit::Done);
        };
        if !dir.is_dir() {
            return Err(Fault::usage(format!("no such folder: {}", dir.display())));
        }
        let name = dir.display().to_string();
        clap_mangen::generate_to(command, &dir).map_err(|error| Fault::output(&name, &error))?;
        Ok(Exit::Done)
    }
}
