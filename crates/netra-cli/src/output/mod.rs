//! Outputs: from verdicts to bytes. A new format is one file and one line in [`FORMATS`].

pub(crate) mod apart;
mod csv;
pub(crate) mod destination;
pub(crate) mod json;
mod jsonl;
pub(crate) mod offsets;
#[cfg(feature = "parquet")]
mod parquet;
pub(crate) mod sink;

use std::borrow::Cow;

use netra::Verdict;

use crate::exit::Fault;
use destination::Parcel;
use sink::Packing;

/// Every output format, the default first.
pub(crate) static FORMATS: &[&dyn Format] = &[
    &jsonl::Jsonl,
    &csv::Csv,
    #[cfg(feature = "parquet")]
    &parquet::Parquet,
];

/// A way of writing verdicts down. Records stand for themselves: what is written of one does not depend on the
/// others, so that blocks can be written by different threads.
pub(crate) trait Format: Sync {
    /// The word of `--format`, and the ending of file names.
    fn name(&self) -> &'static str;
    /// What comes before the first record.
    fn header(&self, keep: &[String]) -> Vec<u8>;
    /// Appends one record.
    fn append(&self, out: &mut Vec<u8>, judged: &Judged<'_>);
    /// Makes of whole records what the writer puts out: packed bytes, unless the format says otherwise.
    fn parcel(&self, records: Vec<u8>, _keep: &[String], packing: Packing) -> Result<Parcel, String> {
        let packed = packing.pack(records);
        packed
            .map(Parcel::Bytes)
            .map_err(|error| format!("cannot compress the output: {error}"))
    }
    /// Creates a file (or standard output, where there is no path) that takes such parcels.
    fn create(
        &self,
        path: Option<&std::path::Path>,
        _keep: &[String],
    ) -> Result<destination::Destination, Fault> {
        let sink = path.map_or_else(sink::Sink::standard, sink::Sink::create);
        sink.map(destination::Destination::Bytes)
    }
    /// Why a run that writes this format cannot be continued, where that is so.
    fn cannot_resume(&self) -> Option<&'static str> {
        None
    }
}

/// A record and its verdict.
pub(crate) struct Judged<'j> {
    /// The id as JSON, verbatim; where there was none, the record's number.
    pub(crate) id: &'j str,
    /// The verdict, without an id.
    pub(crate) verdict: &'j Verdict,
    /// The names of `--keep`.
    pub(crate) keep: &'j [String],
    /// Their values as JSON.
    pub(crate) kept: &'j [Option<Cow<'j, str>>],
}

/// The format for `--format`, or for the name of the output where nothing was asked.
pub(crate) fn format_for(asked: Option<&str>, path: Option<&std::path::Path>) -> &'static dyn Format {
    let by_name = |word: &str| FORMATS.iter().copied().find(|format| format.name() == word);
    let by_path = || {
        let name = path?.file_name()?.to_str()?.to_ascii_lowercase();
        let name = name
            .strip_suffix(".gz")
            .or_else(|| name.strip_suffix(".zst"))
            .unwrap_or(&name);
        by_name(name.rsplit_once('.')?.1)
    };
    asked.and_then(by_name).or_else(by_path).unwrap_or(FORMATS[0])
}
