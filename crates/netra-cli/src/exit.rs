//! How a run ends: the exit code, and what is said on standard error.
//!
//! The codes are part of the contract; scripts and schedulers rely on them.

use std::process::ExitCode;

/// A run that came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was done.
    Done,
    /// A check that was asked for failed (`--fail-on`, `lexicon lint`, …).
    CheckFailed,
    /// Done, but some records were rejected.
    SomeRejected,
}

/// A run that could not come to its end.
#[derive(Debug)]
pub(crate) enum Fault {
    /// A wrong option, a missing file, a broken lexicon: nothing was written.
    Usage(String),
    /// An input or output failed midway: what was written is whole records.
    Midway(String),
    /// The reader of the output has gone (`| head`): nothing to say.
    Closed,
}

impl Fault {
    /// A usage fault.
    pub(crate) fn usage(message: impl Into<String>) -> Fault {
        Fault::Usage(message.into())
    }

    /// What an error on an output means.
    pub(crate) fn output(name: &str, error: &std::io::Error) -> Fault {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Fault::Closed
        } else {
            Fault::Midway(format!("cannot write to {name}: {error}"))
        }
    }
}

impl From<netra::Error> for Fault {
    fn from(error: netra::Error) -> Fault {
        Fault::Usage(error.to_string())
    }
}

/// The exit code of a run.
pub(crate) fn code(end: &Result<Exit, Fault>) -> ExitCode {
    ExitCode::from(match end {
        Ok(Exit::Done) | Err(Fault::Closed) => 0,
        Ok(Exit::CheckFailed) => 1,
        Err(Fault::Usage(_)) => 2,
        Ok(Exit::SomeRejected) => 3,
        Err(Fault::Midway(_)) => 4,
    })
}
