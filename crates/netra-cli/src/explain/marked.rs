//! The post as it was written, with what was found in it marked.

use std::collections::BTreeSet;

use netra::{Post, Verdict};

use super::flow::{Ink, Run};

/// A span of a field and what it is.
struct Mark {
    start: usize,
    end: usize,
    ink: Ink,
}

/// The fields of a post that anything was found in, and the text in any case.
pub(crate) fn fields(post: &Post<'_>, verdict: &Verdict, bracketed: bool) -> Vec<(&'static str, Vec<Run>)> {
    const FIELDS: [&str; 8] = [
        "text",
        "media_text",
        "target.text",
        "target.account",
        "target.name",
        "author.account",
        "author.name",
        "author.bio",
    ];
    FIELDS
        .into_iter()
        .filter_map(|field| {
            let text = post.field(field)?;
            let marks = marks(verdict, field);
            let shown = field == "text" || field == "target.text" || !marks.is_empty();
            shown.then(|| (field, runs(text, &marks, bracketed)))
        })
        .collect()
}

/// What was found in a field; what speaks against the author outweighs a mere name.
fn marks(verdict: &Verdict, field: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut mark = |at: &str, start: usize, end: usize, ink: Ink| {
        if at == field && start < end {
            marks.push(Mark { start, end, ink });
        }
    };
    let guards = verdict
        .findings
        .iter()
        .flat_map(|finding| &finding.ledger.mitigating);
    for guard in verdict.mitigating.iter().chain(guards) {
        mark(&guard.field, guard.start, guard.end, Ink::Guard);
    }
    for finding in &verdict.findings {
        for hit in &finding.ledger.evidence {
            mark(&hit.field, hit.start, hit.end, Ink::Evidence);
        }
    }
    for named in &verdict.contestants {
        mark(&named.field, named.start, named.end, Ink::Contestant);
    }
    marks
}

/// Cuts a text at the ends of its marks.
fn runs(text: &str, marks: &[Mark], bracketed: bool) -> Vec<Run> {
    // A span that is out of the text, or inside a character, would be a bug; it must not become a panic here.
    let fits = |mark: &&Mark| text.get(mark.start..mark.end).is_some();
    let marks: Vec<&Mark> = marks.iter().filter(fits).collect();
    let mut cuts: BTreeSet<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    cuts.insert(text.len());
    let mut runs: Vec<Run> = Vec::new();
    let mut from = 0;
    for to in cuts {
        let part = &text[from..to];
        let over = |ink| {
            marks
                .iter()
                .any(|mark| mark.ink == ink && mark.start <= from && to <= mark.end)
        };
        let ink = [Ink::Evidence, Ink::Guard, Ink::Contestant]
            .into_iter()
            .find(|ink| over(*ink))
            .unwrap_or_default();
        from = to;
        if part.is_empty() {
            continue;
        }
        match runs.last_mut() {
            Some((last, text)) if *last == ink => text.push_str(&visible(part)),
            _ => runs.push((ink, visible(part))),
        }
    }
    if bracketed {
        for (ink, text) in &mut runs {
            let (open, close) = brackets(*ink);
            *text = format!("{open}{text}{close}");
        }
    }
    runs
}

/// The signs that stand for colours where there are none.
pub(crate) fn brackets(ink: Ink) -> (&'static str, &'static str) {
    match ink {
        Ink::Evidence => ("[", "]"),
        Ink::Guard => ("‹", "›"),
        Ink::Contestant => ("{", "}"),
        Ink::Plain | Ink::Strong | Ink::Faint => ("", ""),
    }
}

/// A post may hold anything; a terminal must neither obey it nor be turned around by it.
pub(crate) fn visible(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' => '\n',
            '\t' | '\r' => ' ',
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            other if other.is_control() => '\u{fffd}',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, ink: Ink) -> Mark {
        Mark { start, end, ink }
    }

    #[test]
    fn evidence_outweighs_names_and_bad_spans_are_passed_over() {
        let marks = [
            mark(0, 4, Ink::Contestant),
            mark(2, 6, Ink::Evidence),
            mark(7, 99, Ink::Guard),
        ];
        let runs = runs("abcdefgh", &marks, true);
        let text: String = runs.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(text, "{ab}[cdef]gh");
    }

    #[test]
    fn a_terminal_is_not_obeyed() {
        assert_eq!(
            visible("a\u{1b}[31mb\u{202e}c\r\nd"),
            "a\u{fffd}[31mb\u{fffd}c \nd"
        );
    }
}
