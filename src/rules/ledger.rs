//! Ledgers: the points that speak for and against taking a side, each with where it stands.

use crate::normalise::ReadBy;
use crate::pack::{Flip, Form, GroupInfo, Mask, NegatorKind, Owner, Pack, Reach, Shaped};
use crate::reading::{Analysis, Field, Hit, ShapeSet, said_of_the_target};

use super::Place;

/// One entry of a ledger under way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// Which analysis, by number.
    pub(crate) field: u8,
    /// First word.
    pub(crate) first: u32,
    /// One past the last word; equal to `first` for shapes, which stand for the whole field.
    pub(crate) last: u32,
    /// The group it belongs to.
    pub(crate) group: u32,
    /// The term, for hits.
    pub(crate) term: Option<u32>,
    /// What it adds to the ledger of favour.
    pub(crate) favour: i32,
    /// What it adds to the ledger of against.
    pub(crate) against: i32,
    /// What it adds to the ledgers of acts.
    pub(crate) act: i32,
    /// Whether a negation turned it round.
    pub(crate) negated: bool,
}

impl Entry {
    pub(crate) fn is_guard(&self, pack: &Pack) -> bool {
        matches!(pack.groups[self.group as usize].owner, Owner::Guard(_))
    }
}

/// Collects the entries of all fields of a post.
///
/// `borrowed` is the place in a target that lends a comment somebody to side with. Its field may lie beyond `fields`.
pub(crate) fn collect(
    pack: &Pack,
    mask: &Mask,
    fields: &[&Analysis],
    borrowed: Option<Place>,
    entries: &mut Vec<Entry>,
) {
    entries.clear();
    for (number, analysis) in (0u8..).zip(fields) {
        hits(pack, number, analysis, entries);
        forms(pack, number, analysis, entries);
        // What was acted on is a post as well; an account or a name has no shape.
        if analysis.field.is_own() || analysis.field == Field::TargetText {
            let seen = if borrowed.is_some() && analysis.field == Field::Text {
                analysis.shapes.with(said_of_the_target(pack, analysis))
            } else {
                analysis.shapes
            };
            shapes(pack, number, seen, entries);
        }
    }
    if let Some(place) = borrowed {
        push_form(pack, Form::Target, place.field, place.first, place.last, entries);
    }
    if mask.hides_groups() {
        entries.retain(|entry| !mask.hides_group(entry.group));
    }
    // What a comment says, it says of whom its target lends it.
    if borrowed.is_none() {
        reach(pack, fields, entries);
    }
    far(fields, entries);
    damp(entries);
}

/// What stands more than two sentences away from every mention of its field is about something else, whether it speaks for
/// a finding or for the author.
fn far(fields: &[&Analysis], entries: &mut Vec<Entry>) {
    entries.retain(|entry| {
        if entry.term.is_none() {
            return true;
        }
        let analysis = fields[entry.field as usize];
        // Nothing is that far from anything in most posts.
        let sentences = analysis.words.last().map_or(0, |word| i32::from(word.sentence));
        if sentences <= MOST_SENTENCES || analysis.mentions.is_empty() {
            return true;
        }
        let sentence = |word: u32| i32::from(analysis.words[word as usize].sentence);
        let here = sentence(entry.first);
        // Accounts and hashtags at either end speak for the whole.
        analysis.mentions.iter().any(|mention| {
            matches!(
                mention.form,
                Form::Handle | Form::Tag | Form::TagAgainst | Form::Slogan
            ) || (sentence(mention.first) - here).abs() <= MOST_SENTENCES
        })
    });
}

/// So many sentences may stand between a signal and a mention.
const MOST_SENTENCES: i32 = 2;

/// So many terms of one group count; more of the same say nothing new.
const MOST_OF_A_GROUP: usize = 2;

/// Of each group only the first terms count, in order of the post: they all weigh the same by judgement.
fn damp(entries: &mut Vec<Entry>) {
    let mut at = 0;
    while at < entries.len() {
        let entry = entries[at];
        let before = entries[..at]
            .iter()
            .filter(|known| known.group == entry.group)
            .count();
        if entry.term.is_some() && before >= MOST_OF_A_GROUP {
            entries.remove(at);
        } else {
            at += 1;
        }
    }
}

fn group(pack: &Pack, number: u32) -> &GroupInfo {
    &pack.groups[number as usize]
}

/// Each term once a field; a negated one gives way to what its negation makes of it.
fn hits(pack: &Pack, field: u8, analysis: &Analysis, entries: &mut Vec<Entry>) {
    let begin = entries.len();
    for hit in &analysis.hits {
        let info = group(pack, hit.group);
        if info.negator.is_some() {
            continue;
        }
        if entries[begin..]
            .iter()
            .any(|entry| entry.term == Some(hit.term) && entry.negated == hit.negated.is_some())
        {
            continue;
        }
        let points = pack.terms[hit.term as usize].points();
        // An act that is denied or warned off is not done: "tidak pernah like", "jangan share".
        if hit.negated.is_some() && points.act > 0 && !is_said(pack, info) {
            continue;
        }
        let flip = hit.negated.and_then(|negator| flipped(pack, info, hit, negator));
        let entry = Entry {
            field,
            first: hit.first,
            last: hit.last,
            group: hit.group,
            term: Some(hit.term),
            favour: points.favour,
            against: points.against,
            act: points.act,
            negated: false,
        };
        match flip {
            None => entries.push(entry),
            Some(flip) => {
                let Some(&(_, number)) = pack.flips.iter().find(|row| row.0 == flip) else {
                    continue;
                };
                if entries[begin..]
                    .iter()
                    .any(|entry| entry.negated && entry.group == number)
                {
                    continue;
                }
                let points = group(pack, number).points;
                entries.push(Entry {
                    group: number,
                    favour: points.favour,
                    against: points.against,
                    act: points.act,
                    negated: true,
                    ..entry
                });
            }
        }
    }
}

/// Whether a signal is something said about a contestant, which a negation can turn round, and not an act.
fn is_said(pack: &Pack, info: &GroupInfo) -> bool {
    let Owner::Signal(signal) = info.owner else {
        return true;
    };
    matches!(
        &*pack.signals[signal as usize].name,
        "call" | "support" | "programme" | "attack" | "election" | "hate"
    )
}

/// What a negation makes of a hit; `None` when the signal cannot be negated that way.
fn flipped(pack: &Pack, info: &GroupInfo, hit: &Hit, negator: NegatorKind) -> Option<Flip> {
    let Owner::Signal(signal) = info.owner else {
        return None;
    };
    let points = pack.terms[hit.term as usize].points();
    match &*pack.signals[signal as usize].name {
        "call" => Some(if negator == NegatorKind::Not {
            Flip::Support
        } else {
            Flip::Call
        }),
        "support" | "programme" if points.favour > 2 => Some(if negator == NegatorKind::Dont {
            Flip::Call
        } else {
            Flip::Support
        }),
        "attack" if points.against > 2 => Some(Flip::Attack),
        _ => None,
    }
}

/// Each form of naming once. Where several are named, how a name is written says nothing about whose side is taken: only
/// what takes a side by itself counts.
fn forms(pack: &Pack, field: u8, analysis: &Analysis, entries: &mut Vec<Entry>) {
    // Tags that take different sides take none: as if they had been seen.
    let mut seen = u32::from(!analysis.tags_agree()) << Form::Tag as u32;
    for mention in &analysis.mentions {
        let plain = matches!(
            mention.form,
            Form::Pair | Form::Full | Form::Short | Form::Titled | Form::Number
        );
        if plain && !analysis.shapes.has(Shaped::OneNamed) {
            continue;
        }
        let bit = 1 << mention.form as u32;
        if seen & bit == 0 {
            seen |= bit;
            push_form(pack, mention.form, field, mention.first, mention.last, entries);
        }
    }
}

fn push_form(pack: &Pack, form: Form, field: u8, first: u32, last: u32, entries: &mut Vec<Entry>) {
    for &(_, number) in pack.forms.iter().filter(|row| row.0 == form) {
        let points = group(pack, number).points;
        entries.push(Entry {
            field,
            first,
            last,
            group: number,
            term: None,
            favour: points.favour,
            against: points.against,
            act: points.act,
            negated: false,
        });
    }
}

fn shapes(pack: &Pack, field: u8, seen: ShapeSet, entries: &mut Vec<Entry>) {
    for &(shape, number) in &pack.shapes {
        if seen.has(shape) {
            let points = group(pack, number).points;
            entries.push(Entry {
                field,
                first: 0,
                last: 0,
                group: number,
                term: None,
                favour: points.favour,
                against: points.against,
                act: points.act,
                negated: false,
            });
        }
    }
}

/// Guards whose reach holds neither a mention nor anything that speaks for a finding do not count.
fn reach(pack: &Pack, fields: &[&Analysis], entries: &mut Vec<Entry>) {
    let limited = |entry: &Entry| {
        entry.is_guard(pack)
            && entry.last > entry.first
            && pack.groups[entry.group as usize].reach != Reach::Post
    };
    if !entries.iter().any(limited) {
        return;
    }
    let counts = |entry: &Entry, entries: &[Entry]| {
        let reach = group(pack, entry.group).reach;
        let analysis = fields[entry.field as usize];
        let reaches =
            |first: u32, last: u32| analysis.within(reach, (entry.first, entry.last), (first, last));
        let mut mentions = analysis.mentions.iter();
        let mut speaking = entries
            .iter()
            .filter(|other| other.field == entry.field && other.last > other.first && !other.is_guard(pack));
        mentions.any(|mention| reaches(mention.first, mention.last))
            || speaking.any(|other| reaches(other.first, other.last))
    };
    // Only guards are dropped, and they speak for no other: which of them are gone already makes no difference.
    let mut kept = 0;
    for at in 0..entries.len() {
        let entry = entries[at];
        if !limited(&entry) || counts(&entry, entries) {
            entries[kept] = entry;
            kept += 1;
        }
    }
    entries.truncate(kept);
}

/// The readings that the words of an entry took.
pub(crate) fn read_by(analysis: &Analysis, first: u32, last: u32) -> ReadBy {
    analysis.words[first as usize..last as usize]
        .iter()
        .fold(ReadBy::NONE, |all, word| all.with(word.read_by))
}
