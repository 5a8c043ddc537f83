//! Standard output and standard error, as far as a person reads them.
//!
//! A standard error that cannot be written to is nobody's fault and stops nothing; a standard output that cannot is
//! a [`Fault`].

use std::io::{IsTerminal, Write};

use crate::exit::Fault;

/// Says one line on standard error, under the tool's name.
pub(crate) fn say(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "netra: {message}");
}

/// Prints a whole text on standard output.
pub(crate) fn print(text: &str) -> Result<(), Fault> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Fault::output("standard output", &error))
}

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loudness {
    /// Errors.
    Quiet,
    /// And how a run went.
    Normal,
    /// And how it was understood.
    Verbose,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// Whether standard output is to be coloured.
    pub(crate) fn on(self) -> bool {
        match self {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                std::io::stdout().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                    && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }
}

/// How wide a page for people may be, in columns.
pub(crate) fn width() -> usize {
    const WIDEST: usize = 100;
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    let terminal = || {
        console::Term::stdout()
            .size_checked()
            .map(|(_, columns)| usize::from(columns))
    };
    columns.or_else(terminal).unwrap_or(WIDEST).clamp(40, WIDEST)
}
