//! `netra explain`: one post, in full.

use clap::Args;

use crate::exit::{Exit, Fault};

/// Judge one post and show why: evidence, points, law, and what speaks for the author
#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// The post; `-` or nothing reads it from standard input
    text: Option<String>,
}

impl Explain {
    /// Runs the command.
    pub(crate) fn run(self) -> Result<Exit, Fault> {
        Err(Fault::usage("not yet"))
    }
}
