//! Opponents: several sides of one contest in one field, and what is said of each.
//!
//! Who treats all sides alike seldom takes one; who praises one of those named, or praises one and attacks another, does. What
//! is said is held against the nearest of them only, so that the cost grows with the hits and not with the names.

use crate::matcher::UNKNOWN;
use crate::normalise::{Gap, Kind};
use crate::pack::{Form, Lean, Pack, Shaped};

use super::relations::{Stand, hints, lean};
use super::{Analysis, Hit, Mention, ShapeSet, address};

/// So many sides are told apart; contests of more on one ballot are rare, and posts that name more of them are lists.
const MOST: usize = 16;

/// Stands for the contest of a number that may be of any.
const NO_CONTEST: u32 = u32::MAX;

/// One naming of one of several sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    first: u32,
    last: u32,
    /// Where the forms of address before it begin.
    lead: u32,
    contest: u32,
    who: u32,
}

/// What is said of one side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Said {
    praise: bool,
    attack: bool,
}

/// Sets the shapes that say how several sides of one contest are treated.
pub(super) fn opponents(pack: &Pack, analysis: &Analysis, named: &mut Vec<Named>, shapes: &mut ShapeSet) {
    name(pack, analysis, named);
    let Some(contest) = most_named(named) else {
        return;
    };
    named.retain(|one| one.contest == contest);
    let mut sides = [0u32; MOST];
    let mut known = 0;
    for one in named.iter() {
        if known < MOST && !sides[..known].contains(&one.who) {
            sides[known] = one.who;
            known += 1;
        }
    }
    let sides = &sides[..known];
    let mut said = [Said::default(); MOST];
    for hit in &analysis.hits {
        let lean = lean(pack, hit);
        if lean == Lean::Neither || hints(pack, hit) {
            continue;
        }
        let who = nearest(analysis, named, hit).who;
        if let Some(side) = sides.iter().position(|&side| side == who) {
            said[side].praise |= lean != Lean::Attack;
            said[side].attack |= lean == Lean::Attack;
        }
    }
    let said = &said[..known];
    let praised = said.iter().filter(|side| side.praise).count();
    let attacked = said.iter().filter(|side| side.attack).count();
    shapes.set(Shaped::OpponentsAlike, said.iter().all(|side| *side == said[0]));
    shapes.set(Shaped::OneOfThemPraised, praised == 1 && attacked == 0);
    shapes.set(Shaped::OneOfThemAttacked, attacked == 1 && praised == 0);
    let only = |praise, attack| said.contains(&Said { praise, attack });
    shapes.set(Shaped::OneAgainstAnother, only(true, false) && only(false, true));
    shapes.set(Shaped::LastOnePraised, praised < known && said[known - 1].praise);
    for pair in named.windows(2) {
        let [one, other] = [pair[0], pair[1]];
        if one.who == other.who || other.lead < one.last {
            continue;
        }
        shapes.set(Shaped::ListedTogether, other.lead <= one.last + 1);
        shapes.set(Shaped::SaidOfEach, said_of_each(analysis, &one, &other));
    }
}

/// The contest and the side that a mention names. Ballot numbers of a contest that nobody names are different people all the
/// same.
pub(super) fn side(pack: &Pack, mention: &Mention) -> Option<(u32, u32)> {
    match mention.contestant {
        Some(contestant) => Some((pack.contestants[contestant as usize].contest, contestant)),
        None if mention.form == Form::Number => Some((NO_CONTEST, u32::from(mention.number))),
        None => None,
    }
}

/// Everybody who is named, and for what contest; the first of two names comes first.
fn name(pack: &Pack, analysis: &Analysis, named: &mut Vec<Named>) {
    named.clear();
    named.extend(analysis.mentions.iter().filter_map(|mention| {
        let (contest, who) = side(pack, mention)?;
        let lead = address::before(&analysis.form, &analysis.words, mention)
            .last()
            .unwrap_or(mention.first);
        Some(Named {
            first: mention.first,
            last: mention.last,
            lead,
            contest,
            who,
        })
    }));
}

/// The contest of which two sides at least are named: the one whose second side comes first.
fn most_named(named: &[Named]) -> Option<u32> {
    named.iter().enumerate().find_map(|(at, one)| {
        // Whoever is named right before it is most often of the same contest; names are few.
        let other = |before: &Named| before.contest == one.contest && before.who != one.who;
        named[at.saturating_sub(MOST)..at]
            .iter()
            .any(other)
            .then_some(one.contest)
    })
}

/// Of which side a hit speaks: one inside it, else the nearest in its clause, else the nearest.
fn nearest<'n>(analysis: &Analysis, named: &'n [Named], hit: &Hit) -> &'n Named {
    let after = named.partition_point(|one| one.first < hit.first);
    let before = after.saturating_sub(1);
    named[before..named.len().min(after + 1)]
        .iter()
        .min_by_key(|one| Stand::of(analysis, hit, one.first, one.last).distance())
        .unwrap_or(&named[0])
}

/// Whether the same word stands after both, or before both: "pasangan 1 bicara …, pasangan 2 bicara …".
fn said_of_each(analysis: &Analysis, one: &Named, other: &Named) -> bool {
    let word = |at: u32| {
        let word = analysis.words.get(at as usize)?;
        let plain = word.kind == Kind::Word && word.symbol != UNKNOWN && word.end - word.start > 3;
        plain.then_some(word.symbol)
    };
    let after = |one: &Named| {
        let parted = |word: &crate::matcher::Word| word.gap.any(Gap::LINE.with(Gap::STOP));
        let next = analysis.words.get(one.last as usize)?;
        if parted(next) { None } else { word(one.last) }
    };
    let before = |one: &Named| one.lead.checked_sub(1).and_then(word);
    let same = |a: Option<_>, b: Option<_>| a.is_some() && a == b;
    (other.first > one.last && same(after(one), after(other))) || same(before(one), before(other))
}
