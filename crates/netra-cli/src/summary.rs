//! `--summary`: the counts of a run and what it was run with, as JSON.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use crate::exit::Fault;
use crate::pipeline::progress::rate;
use crate::pipeline::tally::Tally;

/// What a run was.
pub(crate) struct Run<'r> {
    /// The names of its inputs.
    pub(crate) inputs: &'r [Arc<str>],
    /// The version of the lexicon.
    pub(crate) pack: &'r str,
    /// The options that decide verdicts.
    pub(crate) options: serde_json::Value,
    pub(crate) time: Duration,
    pub(crate) threads: usize,
}

#[derive(Serialize)]
struct Summary<'s> {
    inputs: &'s [Arc<str>],
    records: u64,
    #[serde(flatten)]
    tally: &'s Tally,
    pack: &'s str,
    engine: &'s str,
    options: &'s serde_json::Value,
    timing: Timing,
}

#[derive(Serialize)]
struct Timing {
    seconds: f64,
    records_per_second: u64,
    threads: usize,
}

/// Writes the summary. The verdicts are written by now, so a failure here is one midway.
pub(crate) fn write(path: &Path, tally: &Tally, run: &Run<'_>) -> Result<(), Fault> {
    let summary = Summary {
        inputs: run.inputs,
        records: tally.records(),
        tally,
        pack: run.pack,
        engine: env!("CARGO_PKG_VERSION"),
        options: &run.options,
        timing: Timing {
            seconds: run.time.as_secs_f64(),
            records_per_second: rate(tally.records(), run.time),
            threads: run.threads,
        },
    };
    let mut text =
        serde_json::to_string_pretty(&summary).map_err(|error| Fault::Midway(error.to_string()))?;
    text.push('\n');
    std::fs::write(path, text).map_err(|error| Fault::output(&path.display().to_string(), &error))
}
