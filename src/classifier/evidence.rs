//! Evidence: the lines of a ledger with their places in the post as given.

use std::ops::Range;
use std::sync::Arc;

use super::spare::Spare;
use crate::pack::{Owner, Pack};
use crate::post::Post;
use crate::reading::{Analysis, Field};
use crate::rules::{Draft, Entry, Line, read_by};
use crate::verdict::{Evidence, Ledger, Mitigating};

/// The text of a field as given.
pub(crate) fn text<'p>(post: &'p Post<'_>, field: Field) -> &'p str {
    let target = post.target.as_ref();
    let text = match field {
        Field::Text => return &post.text,
        Field::MediaText => post.media_text.as_deref(),
        Field::TargetText => target.and_then(|target| target.text.as_deref()),
        Field::TargetAccount => target.and_then(|target| target.account.as_deref()),
        Field::TargetName => target.and_then(|target| target.name.as_deref()),
    };
    text.unwrap_or("")
}

/// The span of a stretch of words; empty at the start for an empty stretch.
pub(crate) fn span(post: &Post<'_>, analysis: &Analysis, first: u32, last: u32) -> Range<usize> {
    if first == last {
        return 0..0;
    }
    let span = analysis.span(first, last);
    let text = text(post, analysis.field);
    if text.is_char_boundary(span.start) && text.is_char_boundary(span.end) && span.end <= text.len() {
        span
    } else {
        debug_assert!(
            false,
            "span {span:?} does not cut the text at character boundaries"
        );
        0..0
    }
}

/// The name of the signal or guard of a group.
fn owner(pack: &Pack, group: u32) -> Arc<str> {
    let (Owner::Signal(number) | Owner::Guard(number)) = pack.groups[group as usize].owner;
    Arc::clone(&pack.signals[number as usize].name)
}

/// The contestant concerned: the nearest mention to what weighs most, in its own field first.
pub(super) fn contestant(pack: &Pack, fields: &[Analysis], draft: &Draft) -> Option<u32> {
    let (field, word) = draft.anchor;
    let nearest = |analysis: &Analysis| {
        analysis
            .mentions
            .iter()
            .filter(|mention| mention.contestant.is_some())
            .min_by_key(|mention| {
                let apart = if mention.first > word {
                    mention.first - word
                } else {
                    word.saturating_sub(mention.last)
                };
                let party = mention
                    .contestant
                    .is_some_and(|number| pack.contestants[number as usize].is_party);
                (party, apart, mention.first)
            })
            .and_then(|mention| mention.contestant)
    };
    fields
        .get(usize::from(field))
        .and_then(nearest)
        .or_else(|| fields.iter().find_map(nearest))
}

/// The ledger of a draft, line by line.
pub(super) fn ledger(
    pack: &Pack,
    post: &Post<'_>,
    fields: &[Analysis],
    entries: &[Entry],
    draft: &Draft,
    lines: &[Line],
) -> Ledger {
    let speaking = lines.iter().filter(|line| match line {
        Line::Entry(_, points) => *points > 0,
        _ => true,
    });
    let mut ledger = Ledger {
        total: draft.total,
        evidence: Vec::with_capacity(speaking.count()),
        mitigating: Vec::new(),
    };
    for line in lines {
        match *line {
            Line::Rule(points) => {
                let rule = &pack.rules[draft.rule as usize];
                let label = Arc::clone(&pack.labels.rule);
                ledger
                    .evidence
                    .push(whole(pack, label, Arc::clone(&rule.id), points));
            }
            Line::Stance(points) => {
                let (label, side) = (Arc::clone(&pack.labels.stance), pack.labels.side(draft.stance));
                ledger.evidence.push(whole(pack, label, side, points));
            }
            Line::Target(place, points) => {
                let analysis = &fields[usize::from(place.field)];
                let span = span(post, analysis, place.first, place.last);
                ledger.evidence.push(Evidence {
                    text: text(post, analysis.field)[span.clone()].to_owned(),
                    field: pack.field_name(analysis.field),
                    start: span.start,
                    end: span.end,
                    signal: Arc::clone(&pack.labels.target),
                    term: Arc::clone(&pack.rules[draft.rule as usize].id),
                    points,
                    read_by: Vec::new(),
                });
            }
            Line::Entry(_, 0) => {}
            Line::Entry(at, points) => entry(pack, post, fields, &entries[at as usize], points, &mut ledger),
        }
    }
    ledger
}

/// A line that stands for the whole text.
fn whole(pack: &Pack, signal: Arc<str>, term: Arc<str>, points: i32) -> Evidence {
    Evidence {
        field: pack.field_name(Field::Text),
        start: 0,
        end: 0,
        text: String::new(),
        signal,
        term,
        points,
        read_by: Vec::new(),
    }
}

fn entry(pack: &Pack, post: &Post<'_>, fields: &[Analysis], entry: &Entry, points: i32, ledger: &mut Ledger) {
    let analysis = &fields[usize::from(entry.field)];
    let place = span(post, analysis, entry.first, entry.last);
    let words = text(post, analysis.field)[place.clone()].to_owned();
    let field = pack.field_name(analysis.field);
    if points < 0 {
        ledger.mitigating.push(Mitigating {
            guard: named(pack, entry),
            field,
            start: place.start,
            end: place.end,
            text: words,
            points: Some(points),
        });
        return;
    }
    ledger.evidence.push(Evidence {
        field,
        start: place.start,
        end: place.end,
        text: words,
        signal: owner(pack, entry.group),
        term: term(pack, entry),
        points,
        read_by: if entry.last > entry.first {
            read_by(analysis, entry.first, entry.last)
                .numbers()
                .filter_map(|number| pack.reading_names.get(number).cloned())
                .collect()
        } else {
            Vec::new()
        },
    });
}

/// The name under which an entry speaks for the author: the guard, or the signal that speaks for the other side.
pub(super) fn named(pack: &Pack, entry: &Entry) -> Arc<str> {
    let (Owner::Signal(number) | Owner::Guard(number)) = pack.groups[entry.group as usize].owner;
    Arc::clone(&pack.signals[number as usize].spoken)
}

fn term(pack: &Pack, entry: &Entry) -> Arc<str> {
    match entry.term {
        Some(term) if !entry.negated => Arc::from(pack.terms.text(term)),
        _ => Arc::clone(&pack.groups[entry.group as usize].id),
    }
}

/// Every guard that fired, once each.
pub(super) fn guards(
    pack: &Pack,
    post: &Post<'_>,
    fields: &[Analysis],
    entries: &[Entry],
    spare: &mut Spare,
    mitigating: &mut Vec<Mitigating>,
) {
    for entry in entries.iter().filter(|entry| entry.is_guard(pack)) {
        if entry.favour >= 0 && entry.against >= 0 && entry.act >= 0 {
            continue;
        }
        let analysis = &fields[usize::from(entry.field)];
        let place = span(post, analysis, entry.first, entry.last);
        let guard = named(pack, entry);
        if mitigating
            .iter()
            .any(|known| known.guard == guard && known.start == place.start && known.end == place.end)
        {
            continue;
        }
        mitigating.push(Mitigating {
            guard,
            field: pack.field_name(analysis.field),
            start: place.start,
            end: place.end,
            text: spare.text(&text(post, analysis.field)[place]),
            points: None,
        });
    }
}
