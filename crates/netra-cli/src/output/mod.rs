//! Outputs: from verdicts to bytes. A new format is one file and one line in [`FORMATS`].

mod csv;
mod jsonl;
pub(crate) mod offsets;
pub(crate) mod sink;

use std::borrow::Cow;

use netra::Verdict;

/// Every output format, the default first.
pub(crate) static FORMATS: &[&dyn Format] = &[&jsonl::Jsonl, &csv::Csv];

/// A way of writing verdicts down. Records stand for themselves: what is written of one does not depend on the
/// others, so that blocks can be written by different threads.
pub(crate) trait Format: Sync {
    /// The word of `--format`, and the ending of file names.
    fn name(&self) -> &'static str;
    /// What comes before the first record.
    fn header(&self, keep: &[String]) -> Vec<u8>;
    /// Appends one record.
    fn append(&self, out: &mut Vec<u8>, judged: &Judged<'_>);
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
