//! `netra completions`: what a shell needs to complete netra's options.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::Cli;
use crate::console;
use crate::exit::{Exit, Fault};

/// Print completions for a shell
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  netra completions bash > ~/.local/share/bash-completion/completions/netra
  netra completions zsh > ~/.zfunc/_netra
  netra completions fish > ~/.config/fish/completions/netra.fish")]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit, Fault> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "netra", &mut script);
        console::print(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Done)
    }
}
