//! Where in a text something was found: spans of verdicts as bytes, and the runs of a text to highlight.
//!
//! A verdict does not say what its spans count (`--offsets`). Its evidence does: every span carries what stands there,
//! so the unit is the one in which all of it is found. Where accounts were replaced by pseudonyms, texts are longer than
//! those that were judged; then a span is where its quotation stands next to it. Where nothing fits, the text is
//! another than the one that was judged, and nothing is highlighted.

use std::ops::Range;

use super::carried::Carried;
use super::lead::Line;
use super::table::Table;
use crate::privacy::Pseudonyms;
use netra::Unit;

/// What a run of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ink {
    /// Speaks for a finding.
    Evidence = 1,
    /// Speaks for the author.
    Guard = 2,
    /// Names a contestant.
    Contestant = 3,
}

/// How spans are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// They count this.
    In(Unit),
    /// The text has grown or shrunk: what they quote stands near where they say.
    Near,
}

/// How the spans of these lines fit the post; none where the post is not the one they came from.
pub(crate) fn fit<'l>(
    post: &Carried,
    fields: &Table,
    lines: &(impl Iterator<Item = &'l Line> + Clone),
) -> Option<Fit> {
    let fits = |fit: &Fit| {
        let mut quoting = lines.clone().filter(|line| !line.quote.is_empty());
        quoting.all(|line| {
            let Some(text) = post.get(fields.word(line.field)) else {
                return true;
            };
            // Only a pseudonym excuses a span that does not fit.
            let may = *fit != Fit::Near
                || Pseudonyms::stand_in(text)
                || post.get("text").is_some_and(Pseudonyms::stand_in);
            may && span(text, line, *fit).is_some_and(|span| text[span] == *line.quote)
        })
    };
    [
        Fit::In(Unit::Byte),
        Fit::In(Unit::Char),
        Fit::In(Unit::Utf16),
        Fit::Near,
    ]
    .into_iter()
    .find(fits)
}

/// The bytes that a line's span means; none where it does not cut the text at characters.
pub(crate) fn span(text: &str, line: &Line, fit: Fit) -> Option<Range<usize>> {
    match fit {
        Fit::In(unit) => {
            let span = byte(text, line.start, unit)?..byte(text, line.end, unit)?;
            text.get(span.clone()).map(|_| span)
        }
        Fit::Near if line.quote.is_empty() => None,
        Fit::Near => text
            .match_indices(&*line.quote)
            .map(|(at, quote)| at..at + quote.len())
            .min_by_key(|span| span.start.abs_diff(line.start)),
    }
}

fn byte(text: &str, at: usize, unit: Unit) -> Option<usize> {
    let length = |character: char| match unit {
        Unit::Byte => character.len_utf8(),
        Unit::Char => 1,
        Unit::Utf16 => character.len_utf16(),
    };
    if unit == Unit::Byte || text.is_ascii() {
        return text.is_char_boundary(at).then_some(at);
    }
    let mut seen = 0;
    for (byte, character) in text.char_indices() {
        if seen == at {
            return Some(byte);
        }
        seen += length(character);
    }
    (seen == at).then_some(text.len())
}

/// Cuts a text into runs of one ink each, plain stretches left out. Where inks lie on each other, what speaks for a
/// finding outweighs a guard, and both outweigh a mere name. In UTF-16 units, which scripts of pages count: start,
/// length, ink.
pub(crate) fn runs(text: &str, marks: &[(Range<usize>, Ink)]) -> Vec<(usize, usize, u8)> {
    let mut turns: Vec<(usize, Ink, i32)> = Vec::with_capacity(2 * marks.len());
    for (span, ink) in marks {
        if span.start < span.end && text.get(span.clone()).is_some() {
            turns.push((span.start, *ink, 1));
            turns.push((span.end, *ink, -1));
        }
    }
    turns.sort_unstable_by_key(|turn| turn.0);
    let mut open = [0_i32; 4];
    let mut runs: Vec<(usize, usize, u8)> = Vec::new();
    let (mut from, mut units) = (0, 0);
    for (at, ink, step) in turns {
        if at > from {
            let length = text[from..at].encode_utf16().count();
            if let Some(ink) = (1..open.len()).find(|ink| open[*ink] > 0) {
                let ink = ink as u8;
                match runs.last_mut() {
                    Some(last) if last.0 + last.1 == units && last.2 == ink => last.1 += length,
                    _ => runs.push((units, length, ink)),
                }
            }
            units += length;
            from = at;
        }
        open[ink as usize] += step;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(fields: &mut Table, start: usize, end: usize, quote: &str) -> Line {
        Line {
            points: None,
            field: fields.put("text"),
            start,
            end,
            quote: Box::from(quote),
            what: 0,
            term: None,
            readings: Vec::new(),
        }
    }

    #[test]
    fn the_unit_is_the_one_that_finds_every_quotation() {
        let mut fields = Table::default();
        let mut post = Carried::default();
        post.set("text", "😀é pilih dua");
        for (unit, start) in [(Unit::Byte, 7), (Unit::Char, 3), (Unit::Utf16, 4)] {
            let lines = [line(&mut fields, start, start + 5, "pilih")];
            assert_eq!(fit(&post, &fields, &lines.iter()), Some(Fit::In(unit)));
            assert_eq!(span("😀é pilih dua", &lines[0], Fit::In(unit)), Some(7..12));
        }
        let other = [line(&mut fields, 0, 5, "pilih")];
        assert_eq!(fit(&post, &fields, &other.iter()), None);
        let inside = line(&mut fields, 1, 3, "");
        assert_eq!(span("😀é pilih dua", &inside, Fit::In(Unit::Byte)), None);
    }

    #[test]
    fn beside_a_pseudonym_the_quotation_is_looked_for() {
        let mut fields = Table::default();
        let mut post = Carried::default();
        let text = "oleh @anon-0123456789abcdef0123: pilih dua, pilih tiga";
        post.set("text", text);
        let lines = [
            line(&mut fields, 12, 17, "pilih"),
            line(&mut fields, 30, 40, "pilih tiga"),
        ];
        assert_eq!(fit(&post, &fields, &lines.iter()), Some(Fit::Near));
        let at = text.find("pilih");
        assert_eq!(span(text, &lines[0], Fit::Near).map(|span| span.start), at);
        let absent = [line(&mut fields, 12, 17, "coblos")];
        assert_eq!(fit(&post, &fields, &absent.iter()), None);
    }

    #[test]
    fn evidence_outweighs_guards_and_names() {
        let marks = [
            (0..4, Ink::Contestant),
            (2..6, Ink::Evidence),
            (6..8, Ink::Evidence),
            (5..9, Ink::Guard),
            (9..99, Ink::Guard),
            (3..3, Ink::Guard),
        ];
        assert_eq!(runs("abcdefghij", &marks), [(0, 2, 3), (2, 6, 1), (8, 1, 2)]);
        assert_eq!(runs("😀é", &[(4..6, Ink::Evidence)]), [(2, 1, 1)]);
    }
}
