//! Rejected records: what they look like in `--rejects` and on standard error.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;

use crate::input::{Place, Reject};
use crate::output::sink::Packing;
use crate::privacy::Privacy;

/// A rejected record and where it stood.
pub(crate) struct Rejected<'r> {
    pub(crate) input: &'r str,
    /// From 1, over all inputs of the run.
    pub(crate) number: u64,
    pub(crate) place: Place,
    pub(crate) reject: &'r Reject<'r>,
}

/// How rejects are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// One JSON object a line, for `--rejects`.
    Json(Packing),
    /// One line for people.
    Line,
}

/// A line of `--rejects`.
#[derive(Serialize)]
struct Line<'r> {
    input: &'r str,
    number: u64,
    line: u64,
    offset: u64,
    reason: &'r str,
    raw: &'r str,
    /// That `raw` is empty because nobody can tell what in it is private.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    withheld: bool,
    /// The raw bytes in hexadecimal digits, where `raw` could not hold them.
    #[serde(skip_serializing_if = "Option::is_none")]
    raw_bytes: Option<String>,
    /// The length of the whole record, where `raw` is only its beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<u64>,
}

impl Form {
    /// How lines are packed.
    pub(crate) fn packing(self) -> Packing {
        match self {
            Form::Json(packing) => packing,
            Form::Line => Packing::Plain,
        }
    }

    /// Appends one rejected record.
    pub(crate) fn append(self, out: &mut Vec<u8>, rejected: &Rejected<'_>, privacy: &Privacy) {
        let Rejected {
            input,
            number,
            place,
            reject,
        } = rejected;
        let private = privacy.is_asked_for();
        let shown = if private {
            privacy.raw(reject.raw).map(Cow::Owned)
        } else {
            Some(String::from_utf8_lossy(reject.raw))
        };
        let withheld = shown.is_none();
        let raw = shown.unwrap_or_default();
        let reason = privacy.reason(&reject.reason);
        let cut = reject.length > reject.raw.len() as u64;
        match self {
            Form::Json(_) => {
                let line = Line {
                    input,
                    number: *number,
                    line: place.line,
                    offset: place.offset,
                    reason: &reason,
                    raw: &raw,
                    withheld,
                    raw_bytes: (!private && std::str::from_utf8(reject.raw).is_err())
                        .then(|| hex(reject.raw)),
                    length: cut.then_some(reject.length),
                };
                // Writing to memory cannot fail.
                let written = serde_json::to_writer(&mut *out, &line);
                debug_assert!(written.is_ok());
                out.push(b'\n');
            }
            Form::Line => {
                let mut line = format!(
                    "netra: {input}: record {number} (line {}, byte {}) rejected: {}: ",
                    place.line, place.offset, reason
                );
                visible(&mut line, if withheld { "(withheld)" } else { &raw });
                line.push_str(if cut { "…\n" } else { "\n" });
                out.extend_from_slice(line.as_bytes());
            }
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// A record may hold anything; a terminal must not obey it.
fn visible(out: &mut String, raw: &str) {
    for character in raw.chars() {
        if character.is_control() && character != '\t' {
            let _ = write!(out, "\\u{:04x}", u32::from(character));
        } else {
            out.push(character);
        }
    }
}
