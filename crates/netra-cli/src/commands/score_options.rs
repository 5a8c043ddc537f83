//! The options of `netra score` that say what is read and what is written.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use encoding_rs::Encoding;

use crate::input::presets::{PRESETS, Preset};
use crate::output::offsets::Offsets;
use crate::{input, output};

/// What is read, and how.
#[derive(Args, Debug)]
#[command(next_help_heading = "What is read")]
pub(crate) struct ReadingOptions {
    /// Format of the inputs
    #[arg(long, value_name = "FORMAT", default_value = "auto", value_parser = input_formats())]
    pub(crate) input_format: String,

    /// Where a field stands, if not under its own name: `text=full_text`, `author.account=user.screen_name`
    #[arg(long, value_name = "NAME=COLUMN")]
    pub(crate) field: Vec<String>,

    /// The layout of a scraper or an export: where its fields stand. `--field` goes before it
    #[arg(long, value_name = "LAYOUT", value_parser = presets())]
    pub(crate) preset: Option<&'static Preset>,

    /// Encoding of the inputs, if not UTF-8: utf-16le, windows-1252, … [default: by the first bytes]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) encoding: Option<&'static Encoding>,

    /// Longest record that is judged; a longer one is rejected
    #[arg(long, value_name = "BYTES", default_value = "64MiB", value_parser = size)]
    pub(crate) max_record: usize,
}

/// What is written, and where.
#[derive(Args, Debug)]
#[command(next_help_heading = "What is written")]
pub(crate) struct WritingOptions {
    /// Write here instead of standard output; `.gz` and `.zst` are compressed
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,

    /// Format of the output [default: by the name of OUT, else jsonl]
    #[arg(long, value_name = "FORMAT", value_parser = output_formats())]
    pub(crate) format: Option<String>,

    /// Copy these input fields under `post`
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    pub(crate) keep: Vec<String>,

    /// Write only flagged posts
    #[arg(long)]
    pub(crate) only_flagged: bool,

    /// What spans count
    #[arg(long, value_enum, default_value_t)]
    pub(crate) offsets: Offsets,

    /// Write rejected records here (JSON Lines) instead of standard error
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,

    /// Write counts by ban, side, contestant, region and day here (JSON)
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,

    /// Go on where a run with the same options was stopped or killed, instead of starting over
    ///
    /// While it writes to a file, a run keeps a checkpoint beside it (OUT.checkpoint) and removes it at the end. Without
    /// a checkpoint the run starts from the beginning. Parquet and streams cannot be continued.
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,

    /// How often a checkpoint is written
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = seconds)]
    pub(crate) checkpoint_every: Duration,

    /// For streams: hand on what has arrived, at the latest after N records
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) flush_every: Option<u32>,
}

fn input_formats() -> PossibleValuesParser {
    let auto = PossibleValue::new("auto").help("by name and first bytes");
    let formats = input::FORMATS
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(std::iter::once(auto).chain(formats))
}

fn presets() -> impl TypedValueParser<Value = &'static Preset> {
    let words = PRESETS
        .iter()
        .map(|preset| PossibleValue::new(preset.name).help(preset.about));
    PossibleValuesParser::new(words).try_map(|word| {
        let preset = PRESETS.iter().find(|preset| preset.name == word);
        preset.ok_or("no such layout")
    })
}

fn encoding(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.as_bytes())
        .ok_or_else(|| "no such encoding; try utf-8, utf-16le, utf-16be or windows-1252".to_owned())
}

fn output_formats() -> PossibleValuesParser {
    PossibleValuesParser::new(
        output::FORMATS
            .iter()
            .map(|format| PossibleValue::new(format.name())),
    )
}

/// A number of seconds: `5`, `0.5`.
fn seconds(text: &str) -> Result<Duration, String> {
    text.parse()
        .ok()
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or_else(|| "write a number of seconds, as in 5 or 0.5".to_owned())
}

/// A number of bytes: `4096`, `64KiB`, `16MiB`.
fn size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|character: char| !character.is_ascii_digit());
    let factor = match text[digits.len()..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        _ => return Err("write a number of bytes, as in 65536, 64KiB or 16MiB".to_owned()),
    };
    let number: usize = digits
        .parse()
        .map_err(|_| "write a number of bytes, as in 65536 or 16MiB".to_owned())?;
    number
        .checked_mul(factor)
        .filter(|size| *size > 0)
        .ok_or_else(|| "out of range".to_owned())
}
