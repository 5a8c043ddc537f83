//! Inputs: from bytes to records, block by block.
//!
//! A [`Format`] opens a stream and gives [`Blocks`]; a block holds some hundred records, travels to a worker, and
//! there becomes posts. Formats that are text cut into records share `cut`; Parquet brings its own blocks. Every block
//! knows where it ends, so that a run can begin again behind it.
//! A new format is one file and one line in [`FORMATS`].

pub(crate) mod cut;
pub(crate) mod detect;
mod encoding;
pub(crate) mod fields;
mod json;
pub(crate) mod open;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
pub(crate) mod presets;
mod raw;
pub(crate) mod repair;
pub(crate) mod source;
mod table;
mod text;
pub(crate) mod watch;

use std::borrow::Cow;

use netra::Post;
use serde::{Deserialize, Serialize};

use crate::exit::Fault;
use fields::Fields;
use source::Stream;

/// Every input format. `--input-format auto` asks them in this order: the surest signs come first, and plain text,
/// which takes anything, comes last.
pub(crate) static FORMATS: &[&Format] = &[
    #[cfg(feature = "parquet")]
    &parquet::PARQUET,
    &json::JSONL,
    &table::CSV,
    &table::TSV,
    &text::TEXT,
];

/// A way of writing records down.
pub(crate) struct Format {
    /// The word of `--input-format`.
    pub(crate) name: &'static str,
    /// What it is, for the help.
    pub(crate) about: &'static str,
    /// Endings of file names, without `.gz` and `.zst`.
    pub(crate) suffixes: &'static [&'static str],
    /// Whether the first bytes of an input look like it.
    pub(crate) looks_like: fn(head: &[u8], fields: &Fields) -> bool,
    /// Opens a stream. An `Err` means that nothing can be read at all: a header without the text, say.
    pub(crate) open: fn(Stream, &Fields, Limits) -> Opened,
}

/// An input that can be read, or why it cannot be read at all.
pub(crate) type Opened = Result<Box<dyn Blocks>, Fault>;

/// How much is read at a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// About how many bytes make a block.
    pub(crate) block: usize,
    /// The most records in a block.
    pub(crate) records: usize,
    /// The longest record that is judged, in bytes; a longer one is rejected.
    pub(crate) longest: usize,
    /// Hand on what has arrived instead of waiting for a full block.
    pub(crate) live: bool,
}

/// An input, cut into blocks.
pub(crate) trait Blocks: Send {
    /// The next block, `None` at the end, or why the rest cannot be read.
    fn next(&mut self) -> Result<Option<Box<dyn Block>>, String>;
    /// Goes on from where a block of an earlier run ended. Called before the first `next`, if at all.
    fn skip_to(&mut self, place: Place) -> Result<(), String>;
}

/// Some records that travel together.
pub(crate) trait Block: Send {
    /// How many records it holds, rejected ones included.
    fn records(&self) -> u64;
    /// How many bytes of input they took.
    fn bytes(&self) -> u64;
    /// The place just past its last record.
    fn end(&self) -> Place;
    /// Reads each record, in order.
    fn visit(&self, each: &mut dyn FnMut(Place, Result<Record<'_>, Reject<'_>>));
}

/// Where a record stands in its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// Line, from 1, blank lines counted; in Parquet, the row.
    pub(crate) line: u64,
    /// Byte, from 0, after decompression; in Parquet, where rows have none, 0.
    pub(crate) offset: u64,
}

/// One record, read.
#[derive(Debug, Default)]
pub(crate) struct Record<'r> {
    /// The id as it is written in JSON, byte for byte.
    pub(crate) id: Option<Cow<'r, str>>,
    /// The post, without its id.
    pub(crate) post: Post<'r>,
    /// The fields of `--keep`, in that order, each as JSON.
    pub(crate) kept: Vec<Option<Cow<'r, str>>>,
    /// Whether broken characters had to be replaced.
    pub(crate) repaired: bool,
}

/// A record that cannot be read.
#[derive(Debug)]
pub(crate) struct Reject<'r> {
    /// Why.
    pub(crate) reason: Cow<'r, str>,
    /// The record, or the beginning of an overlong one.
    pub(crate) raw: &'r [u8],
    /// The length of the whole record.
    pub(crate) length: u64,
}
