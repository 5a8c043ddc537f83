//! Spans in the units of other languages: the library counts bytes, Python counts characters, JavaScript and Java count
//! UTF-16.

use std::collections::HashMap;

use crate::post::Post;
use crate::verdict::Verdict;

/// What spans count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8. What verdicts have as they are given.
    #[default]
    Byte,
    /// Characters (Unicode scalar values), as in Python.
    Char,
    /// UTF-16 code units, as in JavaScript, Java and .NET.
    Utf16,
}

impl Unit {
    /// Reads the word used on the command line.
    ///
    /// ```
    /// assert_eq!(netra::Unit::parse("char"), Some(netra::Unit::Char));
    /// ```
    #[must_use]
    pub fn parse(word: &str) -> Option<Unit> {
        Some(match word {
            "byte" => Unit::Byte,
            "char" => Unit::Char,
            "utf16" => Unit::Utf16,
            _ => return None,
        })
    }
}

impl Verdict {
    /// Rewrites every span of the verdict from bytes into this unit. The post must be the one that was judged. Costs a walk over
    /// each field that has a span and is not plain ASCII.
    ///
    /// ```
    /// use netra::{Classifier, Post, Unit};
    /// let post = Post::text("✌️ Semoga Anies-Muhaimin menang!");
    /// let mut verdict = Classifier::new().classify(&post);
    /// assert_eq!(verdict.contestants[0].start, 14);
    /// verdict.measure_in(Unit::Char, &post);
    /// assert_eq!(verdict.contestants[0].start, 10);
    /// ```
    pub fn measure_in(&mut self, unit: Unit, post: &Post<'_>) {
        if unit == Unit::Byte {
            return;
        }
        let mut rulers = HashMap::new();
        let mut measure = |field: &str, start: &mut usize, end: &mut usize| {
            let Some(text) = post.field(field) else { return };
            let ruler: &Ruler<'_> = rulers
                .entry(text.as_ptr())
                .or_insert_with(|| Ruler::new(text, unit));
            *start = ruler.at(*start);
            *end = ruler.at(*end);
        };
        for finding in &mut self.findings {
            for hit in &mut finding.ledger.evidence {
                measure(&hit.field, &mut hit.start, &mut hit.end);
            }
            for guard in &mut finding.ledger.mitigating {
                measure(&guard.field, &mut guard.start, &mut guard.end);
            }
        }
        for guard in &mut self.mitigating {
            measure(&guard.field, &mut guard.start, &mut guard.end);
        }
        for named in &mut self.contestants {
            measure(&named.field, &mut named.start, &mut named.end);
        }
        for known in &mut self.people {
            measure(&known.field, &mut known.start, &mut known.end);
        }
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
