//! Which format an input has: by what was asked for, by its name, by its first bytes.

use std::path::Path;

use super::fields::Fields;
use super::source::Stream;
use super::{FORMATS, Format};
use crate::exit::Fault;

/// The format with this name.
pub(crate) fn by_name(name: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.name == name)
}

/// The format of a stream; `asked` is the word of `--input-format`.
pub(crate) fn format_of(asked: &str, stream: &Stream, fields: &Fields) -> Result<&'static Format, Fault> {
    let head = stream.head();
    refuse_what_cannot_be_read(&stream.name, head)?;
    if let Some(format) = by_name(asked) {
        return Ok(format);
    }
    let named = stream.path.as_deref().and_then(by_suffix);
    let seen = || {
        FORMATS
            .iter()
            .copied()
            .find(|format| (format.looks_like)(head, fields))
    };
    // Every format looks like plain text, so the fallback is never taken.
    Ok(named.or_else(seen).unwrap_or(FORMATS[FORMATS.len() - 1]))
}

fn by_suffix(path: &Path) -> Option<&'static Format> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let name = name
        .strip_suffix(".gz")
        .or_else(|| name.strip_suffix(".zst"))
        .unwrap_or(&name);
    let suffix = name.rsplit_once('.')?.1;
    FORMATS
        .iter()
        .copied()
        .find(|format| format.suffixes.contains(&suffix))
}

fn refuse_what_cannot_be_read(name: &str, head: &[u8]) -> Result<(), Fault> {
    if cfg!(not(feature = "parquet")) && head.starts_with(b"PAR1") {
        return Err(Fault::usage(format!(
            "{name} is Parquet, which this build cannot read; build netra with its feature `parquet`"
        )));
    }
    if head.starts_with(b"PK\x03\x04") {
        return Err(Fault::usage(format!(
            "{name} is a zip archive or a spreadsheet; unpack it, or save the sheet as CSV (UTF-8)"
        )));
    }
    let whole_array = head.trim_ascii_start().starts_with(b"[") && !head.starts_with(b"[]");
    let first_line = head
        .trim_ascii_start()
        .split(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    if whole_array && name.ends_with(".json") || first_line.trim_ascii() == b"[" {
        return Err(Fault::usage(format!(
            "{name} is one JSON array, netra reads one object a line; convert it first: jq -c '.[]' FILE > NEW.jsonl"
        )));
    }
    let second_line = head.trim_ascii_start().split(|&byte| byte == b'\n').nth(1);
    let goes_on = second_line.is_some_and(|line| line.trim_ascii_start().starts_with(b"\""));
    if first_line.trim_ascii() == b"{" && goes_on {
        return Err(Fault::usage(format!(
            "{name} holds JSON over several lines, netra reads one object a line; convert it first: jq -c . FILE > NEW.jsonl"
        )));
    }
    Ok(())
}
