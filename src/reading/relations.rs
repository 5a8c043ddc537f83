//! Relations: where what leans stands to the names, as shapes of a field.
//!
//! What is said beside a name is said of it more often than what is said two clauses away. Every leaning hit is held
//! against its nearest name only, so that the cost grows with the hits and not with the names.

use crate::matcher::Place;
use crate::normalise::{Gap, Kind, ReadBy};
use crate::pack::{Form, Lean, NegatorKind, Owner, Pack, Shaped};
use crate::verdict::Certainty;

use super::{Analysis, Hit, Mention, ShapeSet};

/// So many words may stand between two things that stand near each other.
const NEAR: u32 = 3;

/// What says less for a side is a hint.
const HINT: i32 = 5;

/// What says as much takes a side by itself.
const FIRM: i32 = 10;

/// Where a hit stands to a name.
pub(super) struct Stand {
    around: bool,
    clause: bool,
    apart: u32,
    first: bool,
}

impl Stand {
    /// Where a hit stands to the name in the words from `first` to `last`.
    pub(super) fn of(analysis: &Analysis, hit: &Hit, first: u32, last: u32) -> Stand {
        let clause = |at: u32| analysis.words[at as usize].clause;
        if first < hit.last && hit.first < last {
            return Stand {
                around: true,
                clause: true,
                apart: 0,
                first: false,
            };
        }
        let before = hit.last <= first;
        let (apart, clause) = if before {
            (first - hit.last, clause(hit.last - 1) == clause(first))
        } else {
            (hit.first - last, clause(last - 1) == clause(hit.first))
        };
        Stand {
            around: false,
            clause,
            apart,
            first: before,
        }
    }

    /// The least is the nearest: inside, else in the clause, else by words.
    pub(super) fn distance(&self) -> (bool, bool, u32) {
        (!self.around, !self.clause, self.apart)
    }
}

/// Sets the shapes that say what is said, and how near to whom.
pub(super) fn relations(pack: &Pack, analysis: &Analysis, shapes: &mut ShapeSet) {
    if analysis.mentions.is_empty() {
        return;
    }
    let (mut praise, mut attack, mut acts) = (0u32, 0u32, 0u32);
    let mut most = 0;
    let quoting = shapes.has(Shaped::Quotation);
    let mut quotes = if quoting {
        Quotes::of(analysis)
    } else {
        Quotes::default()
    };
    let (mut quoted, mut own) = (false, false);
    for hit in &analysis.hits {
        if pack.groups[hit.group as usize].calls {
            let stands = where_a_call_stands(analysis, hit);
            let around = || stand(analysis, hit).is_some_and(|(stand, _)| stand.around);
            shapes.set(stands, true);
            if stands == Shaped::CallOpens && hit.negated.is_none() && around() {
                shapes.set(Shaped::ClearCall, true);
            }
        }
        let lean = lean(pack, hit);
        if lean != Lean::Neither {
            most = most.max(pack.groups[hit.group as usize].says);
            if quoting {
                let inside = quotes.hold(analysis, hit.first);
                quoted |= inside;
                // A hint outside ("teriak") is nobody's own side.
                own |= !inside && !hints(pack, hit);
            }
        }
        match lean {
            Lean::Neither => continue,
            Lean::Act => {
                acts += 1;
                continue;
            }
            Lean::Praise => praise += 1,
            Lean::Attack => attack += 1,
        }
        match stand(analysis, hit) {
            // What only hints says little of whoever stands beside it.
            Some((stand, _)) if pack.groups[hit.group as usize].says <= HINT => {
                let beside = stand.around || (stand.clause && stand.apart <= NEAR);
                shapes.set(pick(lean, Shaped::HintedPraise, Shaped::HintedAttack), beside);
            }
            Some((stand, party)) => place(lean, &stand, party, shapes),
            None => shapes.set(pick(lean, Shaped::PraiseApart, Shaped::AttackApart), true),
        }
    }
    let said = praise + attack + acts;
    let speaking = analysis.mentions.iter().any(|mention| {
        matches!(
            mention.form,
            Form::Tag | Form::TagAgainst | Form::NickAgainst | Form::Slogan
        )
    });
    shapes.set(Shaped::NothingSaid, said == 0 && !speaking);
    shapes.set(Shaped::SaidInQuotes, quoted && !own && !speaking);
    let hints = !speaking && most < HINT;
    shapes.set(Shaped::HintsOnly, hints && said > 0);
    shapes.set(Shaped::FirmlySaid, most >= FIRM);
    shapes.set(Shaped::OneThingSaid, said == 1);
    shapes.set(Shaped::MuchSaid, said >= 3);
    shapes.set(Shaped::PraiseAndAttack, praise > 0 && attack > 0);
    let numbers = analysis
        .mentions
        .iter()
        .all(|mention| mention.form == Form::Number);
    shapes.set(Shaped::NumbersAlone, numbers && shapes.has(Shaped::NoContestWord));
    let anybody = analysis.mentions.iter().all(|mention| {
        mention.form == Form::Number
            || (matches!(mention.form, Form::Short | Form::Titled) && mention.certainty != Certainty::Sure)
    });
    let elsewhere = anybody && analysis.hits.iter().any(|hit| is_of_another_contest(pack, hit));
    shapes.set(Shaped::AnotherContest, elsewhere);
    shapes.set(Shaped::EarlierContest, analysis.earlier);
    let tags = analysis
        .mentions
        .iter()
        .filter(|mention| mention.form == Form::Tag);
    shapes.set(Shaped::SideTags, tags.count() >= 2 && analysis.tags_agree());
    let negates = |hit: &Hit| {
        matches!(
            hit.negator,
            Some(NegatorKind::Not | NegatorKind::Dont | NegatorKind::Refuse)
        )
    };
    shapes.set(Shaped::Negates, analysis.hits.iter().any(negates));
    // Where nobody else is named, numbers of a contest that nobody names are different people all the same.
    let known = analysis
        .mentions
        .iter()
        .any(|mention| mention.contestant.is_some());
    let who = |mention: &Mention| match mention.contestant {
        None if !known && mention.form == Form::Number => Some(u32::from(mention.number)),
        contestant => contestant,
    };
    let first = analysis.mentions.iter().find_map(who);
    let mut second = None;
    let mut third = false;
    for contestant in analysis.mentions.iter().filter_map(who) {
        if Some(contestant) != first {
            third |= second.is_some_and(|known| known != contestant);
            second = second.or(Some(contestant));
        }
    }
    shapes.set(Shaped::HintsOfMany, hints && second.is_some());
    shapes.set(Shaped::OneNamed, second.is_none());
    shapes.set(Shaped::ManyNamed, third);
}

impl Analysis {
    /// Whether the hashtags that take a side take the same one: who tags both sides wants to be found by both.
    pub(crate) fn tags_agree(&self) -> bool {
        let mut sides = self
            .mentions
            .iter()
            .filter(|mention| mention.form == Form::Tag)
            .map(|mention| mention.contestant);
        let first = sides.next();
        sides.all(|side| Some(side) == first)
    }
}

/// What stands before a call in its clause is its subject more often than not ("petani pilih Wayan"); with nothing before it, it
/// is an order.
fn where_a_call_stands(analysis: &Analysis, hit: &Hit) -> Shaped {
    let word = &analysis.words[hit.first as usize];
    if word.read_by.any(ReadBy::HASHTAG) || word.gap.any(Gap::PART) {
        return Shaped::CallInTag;
    }
    let before = (hit.first as usize).checked_sub(1).map(|at| &analysis.words[at]);
    let opens = before.is_none_or(|before| {
        before.clause != word.clause
            || word.gap.any(Gap::QUOTE)
            || matches!(before.kind, Kind::Handle | Kind::Tag | Kind::Emoji | Kind::Link)
    });
    if opens {
        Shaped::CallOpens
    } else {
        Shaped::CallFollows
    }
}

/// The guard that tells of contests which the bans do not reach.
const OTHER_CONTEST: &str = "guard:other-contest";

/// Whether a phrase tells of another contest, and does not only hint at one.
fn is_of_another_contest(pack: &Pack, hit: &Hit) -> bool {
    let group = &pack.groups[hit.group as usize];
    let Owner::Guard(number) = group.owner else {
        return false;
    };
    group.weight >= 2 * FIRM && *pack.signals[number as usize].name == *OTHER_CONTEST
}

/// What a comment says of whom its target lends it: it names nobody itself.
pub(crate) fn said_of_the_target(pack: &Pack, analysis: &Analysis) -> ShapeSet {
    let mut shapes = ShapeSet::default();
    let leaning = || {
        analysis
            .hits
            .iter()
            .filter(|hit| lean(pack, hit) != Lean::Neither)
    };
    let said = leaning().count();
    let most = leaning()
        .map(|hit| pack.groups[hit.group as usize].says)
        .max()
        .unwrap_or(0);
    shapes.set(Shaped::OneNamed, true);
    shapes.set(Shaped::NothingSaid, said == 0);
    shapes.set(Shaped::HintsOnly, said > 0 && most < HINT);
    shapes.set(Shaped::FirmlySaid, most >= FIRM);
    shapes.set(Shaped::OneThingSaid, said == 1);
    shapes
}

/// Where quotation marks stand, asked from the first word to the last.
#[derive(Default)]
struct Quotes {
    all: usize,
    before: usize,
    next: usize,
}

impl Quotes {
    fn of(analysis: &Analysis) -> Quotes {
        let marks = analysis
            .words
            .iter()
            .filter(|word| word.gap.any(Gap::QUOTE))
            .count();
        Quotes {
            all: marks + usize::from(analysis.form.end_gap().any(Gap::QUOTE)),
            ..Quotes::default()
        }
    }

    /// Whether an odd number of marks stands before a word, and one at least after its beginning.
    fn hold(&mut self, analysis: &Analysis, at: u32) -> bool {
        let until = (at as usize + 1).max(self.next);
        let passed = &analysis.words[self.next..until];
        self.before += passed.iter().filter(|word| word.gap.any(Gap::QUOTE)).count();
        self.next = until;
        self.before % 2 == 1 && self.all > self.before
    }
}

/// Which way a hit leans after what negates it.
pub(super) fn lean(pack: &Pack, hit: &Hit) -> Lean {
    match (pack.groups[hit.group as usize].lean, hit.negated) {
        (Lean::Praise, Some(_)) => Lean::Attack,
        (Lean::Attack, Some(_)) => Lean::Neither,
        (lean, _) => lean,
    }
}

/// Whether a hit only hints at a side.
pub(super) fn hints(pack: &Pack, hit: &Hit) -> bool {
    let group = &pack.groups[hit.group as usize];
    group.says <= HINT && !group.calls
}

fn pick(lean: Lean, praise: Shaped, attack: Shaped) -> Shaped {
    if lean == Lean::Attack { attack } else { praise }
}

fn place(lean: Lean, stand: &Stand, party: bool, shapes: &mut ShapeSet) {
    let shape = if stand.around {
        pick(lean, Shaped::PraiseAround, Shaped::AttackAround)
    } else if stand.clause && stand.apart <= NEAR {
        pick(lean, Shaped::PraiseNear, Shaped::AttackNear)
    } else if stand.clause {
        pick(lean, Shaped::PraiseInClause, Shaped::AttackInClause)
    } else {
        pick(lean, Shaped::PraiseApart, Shaped::AttackApart)
    };
    shapes.set(shape, true);
    if party {
        shapes.set(pick(lean, Shaped::PraiseOfParty, Shaped::AttackOfParty), true);
    }
    if lean == Lean::Attack && stand.first && stand.clause && !stand.around {
        shapes.set(Shaped::AttackFirst, true);
    }
}

/// The nearest name before, within or after a hit, and whether it is a party's; names are sorted by their first word.
fn stand(analysis: &Analysis, hit: &Hit) -> Option<(Stand, bool)> {
    let places = &analysis.places;
    let after = places.partition_point(|place| place.first < hit.first);
    let of = |place: &Place| (Stand::of(analysis, hit, place.first, place.last), place.party);
    let before = after.checked_sub(1).and_then(|at| places.get(at)).map(of);
    let next = places.get(after).map(of);
    [before, next]
        .into_iter()
        .flatten()
        .min_by_key(|(stand, _)| stand.distance())
}
