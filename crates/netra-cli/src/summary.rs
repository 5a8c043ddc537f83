//! `--summary`: the counts of a run and what it was run with, as JSON.

use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use crate::exit::Fault;
use crate::pipeline::tally::Tally;

/// What a run was.
pub(crate) struct Run<'r> {
    /// The names of its inputs.
    pub(crate) inputs: &'r [Arc<str>],
    /// The version of the lexicon.
    pub(crate) pack: &'r str,
    /// The options that decide verdicts and how they are written.
    pub(crate) options: serde_json::Value,
    /// Whether accounts have been replaced, and texts left out.
    pub(crate) pseudonymised: bool,
    pub(crate) redacted: bool,
    /// How long it took, with the runs that it continues.
    pub(crate) seconds: f64,
    /// The record at which it went on where an earlier run was stopped.
    pub(crate) resumed_at: Option<u64>,
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
    privacy: Privacy,
}

/// What of people stands in the outputs, and how long it may.
#[derive(Serialize)]
struct Privacy {
    pseudonymised: bool,
    redacted: bool,
    retention: &'static str,
}

const RETENTION: &str = "Keluaran ini memuat data pribadi (unggahan, akun). Simpan selama perkara memerlukannya, batasi \
    siapa yang membacanya, lalu hapus; simpan kunci pseudonim terpisah. | These outputs hold personal data (posts, \
    accounts). Keep them for as long as the matter needs them, limit who reads them, then delete them; keep the key of \
    the pseudonyms apart.";

#[derive(Serialize)]
struct Timing {
    seconds: f64,
    records_per_second: u64,
    threads: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    resumed_at: Option<u64>,
}

/// Of whole records, so the fraction may go.
fn rate(records: u64, seconds: f64) -> u64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let rate = (records as f64 / seconds.max(1e-9)) as u64;
    rate
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
            seconds: run.seconds,
            records_per_second: rate(tally.records(), run.seconds),
            resumed_at: run.resumed_at,
            threads: run.threads,
        },
        privacy: Privacy {
            pseudonymised: run.pseudonymised,
            redacted: run.redacted,
            retention: RETENTION,
        },
    };
    let mut text =
        serde_json::to_string_pretty(&summary).map_err(|error| Fault::Midway(error.to_string()))?;
    text.push('\n');
    std::fs::write(path, text).map_err(|error| match Fault::output(&path.display().to_string(), &error) {
        Fault::Midway(message) => Fault::Midway(format!(
            "{message}\n  every record is done and written; only the summary is missing"
        )),
        other => other,
    })
}
