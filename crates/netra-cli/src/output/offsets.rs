//! Spans in other units: the library counts bytes, Python counts characters, JavaScript and Java count UTF-16.

use std::collections::HashMap;

use netra::{Post, Verdict};

/// The unit of the spans in the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Unit {
    /// Bytes of UTF-8.
    #[default]
    Byte,
    /// Characters (Unicode scalar values), as in Python.
    Char,
    /// UTF-16 code units, as in JavaScript, Java and .NET.
    Utf16,
}

/// Rewrites every span of a verdict.
pub(crate) fn convert(verdict: &mut Verdict, post: &Post<'_>, unit: Unit) {
    if unit == Unit::Byte {
        return;
    }
    let mut rulers = HashMap::new();
    let mut measure = |field: &str, start: &mut usize, end: &mut usize| {
        let Some(text) = text_of(post, field) else { return };
        let ruler: &Ruler<'_> = rulers
            .entry(text.as_ptr())
            .or_insert_with(|| Ruler::new(text, unit));
        *start = ruler.at(*start);
        *end = ruler.at(*end);
    };
    for finding in &mut verdict.findings {
        for hit in &mut finding.ledger.evidence {
            measure(&hit.field, &mut hit.start, &mut hit.end);
        }
        for guard in &mut finding.ledger.mitigating {
            measure(&guard.field, &mut guard.start, &mut guard.end);
        }
    }
    for guard in &mut verdict.mitigating {
        measure(&guard.field, &mut guard.start, &mut guard.end);
    }
    for named in &mut verdict.contestants {
        measure(&named.field, &mut named.start, &mut named.end);
    }
}

/// The field that a span cuts.
pub(crate) fn text_of<'p>(post: &'p Post<'_>, field: &str) -> Option<&'p str> {
    let target = post.target.as_ref();
    let author = post.author.as_ref();
    match field {
        "text" => Some(&post.text),
        "media_text" => post.media_text.as_deref(),
        "target.text" => target?.text.as_deref(),
        "target.account" => target?.account.as_deref(),
        "target.name" => target?.name.as_deref(),
        "author.account" => author?.account.as_deref(),
        "author.name" => author?.name.as_deref(),
        "author.bio" => author?.bio.as_deref(),
        _ => None,
    }
}

/// A text with marks every so many bytes, so that a span far inside costs no more than one at the start.
struct Ruler<'t> {
    text: &'t str,
    unit: Unit,
    /// The length in units up to each multiple of [`Ruler::STEP`]; empty where bytes and units are the same.
    marks: Vec<usize>,
}

impl<'t> Ruler<'t> {
    const STEP: usize = 1024;

    fn new(text: &'t str, unit: Unit) -> Ruler<'t> {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let mut sum = 0;
            for part in text.as_bytes().chunks(Ruler::STEP) {
                marks.push(sum);
                sum += length(part, unit);
            }
        }
        Ruler { text, unit, marks }
    }

    fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let mark = byte / Ruler::STEP;
        match self.marks.get(mark) {
            Some(before) => before + length(&self.text.as_bytes()[mark * Ruler::STEP..byte], self.unit),
            // ASCII, or the very end of a text whose length is a multiple of the step.
            None if self.marks.is_empty() => byte,
            None => self.at(byte - 1) + length(&self.text.as_bytes()[byte - 1..byte], self.unit),
        }
    }
}

/// The units that begin in these bytes of UTF-8, so that the lengths of parts add up wherever the cut falls.
fn length(bytes: &[u8], unit: Unit) -> usize {
    bytes
        .iter()
        .map(|&byte| match byte {
            0x80..=0xbf => 0,
            0xf0.. if unit == Unit::Utf16 => 2,
            _ => 1,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ruler_counts_as_the_standard_library_does() {
        let long = "aé✌😀".repeat(700);
        for text in ["", "abc", "é", "a😀b", &long, &"é".repeat(Ruler::STEP)] {
            let characters = Ruler::new(text, Unit::Char);
            let utf16 = Ruler::new(text, Unit::Utf16);
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                assert_eq!(characters.at(at), text[..at].chars().count());
                assert_eq!(utf16.at(at), text[..at].encode_utf16().count());
            }
        }
    }
}
