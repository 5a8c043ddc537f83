//! Rules: from what was read to findings with a ledger.
//!
//! Two stance ledgers (favour, against) add up what the whole post says; each rule of a ban then opens a ledger of its
//! own, or takes a stance ledger over. A finding is the best rule of its ban.

mod alone;
mod ledger;

use crate::law::Flags;
use crate::pack::{CompiledRule, Mask, Need, Owner, Pack, Reach, Shaped, Side, Signals, Table};
use crate::post::Action;
use crate::reading::{Analysis, Field};
use crate::verdict::{Score, Stance};

pub(crate) use alone::may_fire;
pub(crate) use ledger::{Entry, collect, read_by};

/// A finding under way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draft {
    /// The rule, by number.
    pub(crate) rule: u32,
    /// Whether its ledger is that of its side, and not one of its own.
    pub(crate) of_side: bool,
    /// The calibration table of its ledger.
    pub(crate) table: Table,
    /// The sum of the lines.
    pub(crate) total: i32,
    /// What the total means by the table.
    pub(crate) score: Score,
    /// Where its lines begin and end in [`Drafts`].
    lines: (u32, u32),
    /// The side.
    pub(crate) stance: Stance,
    /// The word (field, first) next to which the contestant concerned is looked for.
    pub(crate) anchor: (u8, u32),
}

/// The drafts of a post. Their lines stand in one list, which is written anew for every post.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    all: Vec<Draft>,
    lines: Vec<Line>,
}

impl Drafts {
    fn clear(&mut self) {
        self.all.clear();
        self.lines.clear();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(crate) fn all(&self) -> &[Draft] {
        &self.all
    }

    /// The lines of the ledger of a draft.
    pub(crate) fn lines(&self, draft: &Draft) -> &[Line] {
        &self.lines[draft.lines.0 as usize..draft.lines.1 as usize]
    }

    /// The best first; equal ones in the order of the rules.
    pub(crate) fn sort(&mut self) {
        self.all
            .sort_by_key(|draft| (std::cmp::Reverse(draft.score), draft.rule));
    }

    /// Adds a draft, whose lines are those from `begin` on.
    fn close(&mut self, draft: Draft, begin: usize) {
        self.all.push(Draft {
            lines: (begin as u32, self.lines.len() as u32),
            ..draft
        });
    }

    /// The lines from `begin` on: a ledger under way.
    fn open(&self, begin: usize) -> &[Line] {
        &self.lines[begin..]
    }

    /// Keeps of two ledgers the second one, where the first begins and where the second does.
    fn replace(&mut self, first: usize, second: usize) {
        self.lines.copy_within(second.., first);
        self.lines.truncate(first + self.lines.len() - second);
    }
}

/// A line of a ledger.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Line {
    /// The rule's own points.
    Rule(i32),
    /// An entry, by number.
    Entry(u32, i32),
    /// What the side taken adds to an act.
    Stance(i32),
    /// Who is named, or what stands, in what was acted on.
    Target(Place, i32),
}

/// A stretch of words of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Which analysis, by number.
    pub(crate) field: u8,
    /// First word.
    pub(crate) first: u32,
    /// One past the last word.
    pub(crate) last: u32,
}

impl Line {
    pub(crate) fn points(self) -> i32 {
        match self {
            Line::Rule(points) | Line::Entry(_, points) | Line::Stance(points) | Line::Target(_, points) => {
                points
            }
        }
    }
}

/// The two stance ledgers of a post.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stances {
    /// Whether anything in the post can be sided with.
    pub(crate) open: bool,
    pub(crate) favour: i32,
    pub(crate) against: i32,
    /// The post takes this side, by the profile asked for.
    pub(crate) favours: bool,
    pub(crate) attacks: bool,
    /// That the post takes the one side or the other.
    pub(crate) either: Score,
    for_it: Score,
    against_it: Score,
}

impl Stances {
    /// From the entries of a post.
    pub(crate) fn of(pack: &Pack, entries: &[Entry], open: bool, profile: usize) -> Stances {
        if !open {
            return Stances::default();
        }
        let favour: i32 = entries.iter().map(|entry| entry.favour).sum();
        let against: i32 = entries.iter().map(|entry| entry.against).sum();
        let tables = [Stance::Favour, Stance::Against].map(|side| pack.calibration.side(side));
        let for_it = pack.calibration.score(tables[0], favour);
        let against_it = pack.calibration.score(tables[1], against);
        let mut stances = Stances {
            open,
            favour,
            against,
            favours: false,
            attacks: false,
            either: pack.calibration.either(for_it, against_it),
            for_it,
            against_it,
        };
        stances.favours = stances.takes(pack, Stance::Favour, profile);
        stances.attacks = stances.takes(pack, Stance::Against, profile);
        stances
    }

    /// Whether the post takes a side, by a profile: it is sure enough that it takes any, and this is the likelier one or sure
    /// enough by itself.
    pub(crate) fn takes(&self, pack: &Pack, stance: Stance, profile: usize) -> bool {
        let own = match stance {
            Stance::Favour => self.for_it,
            Stance::Against => self.against_it,
        };
        let reached =
            |score: Score, table| score.ten_thousandths() >= pack.calibration.thresholds(table)[profile];
        reached(self.either, pack.calibration.sides())
            && (self.stronger() == stance || reached(own, pack.calibration.side(stance)))
    }

    /// Where one contestant only is named, the weaker ledger gives way to the stronger.
    pub(crate) fn settle(pack: &Pack, mask: &Mask, entries: &mut Vec<Entry>, fields: &[&Analysis]) {
        let Some(&(_, group)) = pack.shapes.iter().find(|row| row.0 == Shaped::OneSided) else {
            return;
        };
        if mask.hides_group(group) {
            return;
        }
        let mut named = fields
            .iter()
            .flat_map(|field| &field.mentions)
            .filter_map(|mention| mention.contestant);
        let Some(first) = named.next() else { return };
        if named.any(|other| other != first) {
            return;
        }
        let sum = |pick: fn(&Entry) -> i32| entries.iter().map(pick).sum::<i32>();
        let score = |stance, total| pack.calibration.score(pack.calibration.side(stance), total);
        let favour = score(Stance::Favour, sum(|entry| entry.favour));
        let against = score(Stance::Against, sum(|entry| entry.against));
        if favour == against {
            return;
        }
        let points = pack.groups[group as usize].points;
        entries.push(Entry {
            field: 0,
            first: 0,
            last: 0,
            group,
            term: None,
            favour: if favour < against { points.favour } else { 0 },
            against: if against < favour { points.against } else { 0 },
            act: 0,
            negated: false,
        });
    }

    /// The side that is the likelier by its own table.
    fn stronger(&self) -> Stance {
        if self.against_it > self.for_it {
            Stance::Against
        } else {
            Stance::Favour
        }
    }

    fn reaches(&self, side: Side) -> bool {
        match side {
            Side::Any => self.favours || self.attacks,
            Side::Favour => self.favours,
            Side::Against => self.attacks,
        }
    }
}

/// So many points of a stance an act beside a contestant is worth before a word is said: who wears the shirt seldom has to
/// say so.
const ACT_LEAN: i32 = 6;

/// The points that a stance adds to the ledger of an act, from how far its total lies above the middle of its own: half of it,
/// within ten points either way. A fit of acts needs the same sum.
///
/// ```
/// assert_eq!(netra::side_of_an_act(0), 3);
/// assert_eq!(netra::side_of_an_act(40), 10);
/// assert_eq!(netra::side_of_an_act(-40), -10);
/// ```
#[must_use]
pub fn side_of_an_act(above: i32) -> i32 {
    (above.saturating_add(ACT_LEAN) / 2).clamp(-10, 10)
}

/// What a rule is judged on.
pub(crate) struct Ground<'g> {
    pub(crate) pack: &'g Pack,
    /// What is left out.
    pub(crate) mask: &'g Mask,
    pub(crate) fields: &'g [&'g Analysis],
    pub(crate) entries: &'g [Entry],
    pub(crate) stances: Stances,
    pub(crate) action: Action,
    /// The target is a contestant's, a party's or a team's.
    pub(crate) partisan_target: bool,
    /// What was acted on, where a policy in play asks for more than leaning content.
    pub(crate) target: &'g ActedOn,
    /// What the policies in play add.
    pub(crate) flags: Flags,
}

/// What was acted on: the target, or the text itself where a record has no target. Empty for what is nobody's business
/// (offices), and where no policy asks.
#[derive(Clone, Debug, Default)]
pub(crate) struct ActedOn {
    /// The first contestant named there.
    pub(crate) named: Option<Place>,
    /// The signals found there, each with its first place.
    pub(crate) signals: Vec<(u16, Place)>,
}

impl ActedOn {
    /// Forgets the last post.
    pub(crate) fn clear(&mut self) {
        self.named = None;
        self.signals.clear();
    }

    /// Adds what stands in a field.
    pub(crate) fn read(&mut self, pack: &Pack, field: u8, analysis: &Analysis) {
        let named = analysis
            .mentions
            .iter()
            .find(|mention| mention.contestant.is_some());
        self.named = self.named.or(named.map(|mention| Place {
            field,
            first: mention.first,
            last: mention.last,
        }));
        for hit in analysis.hits.iter().filter(|hit| hit.negated.is_none()) {
            let Owner::Signal(signal) = pack.groups[hit.group as usize].owner else {
                continue;
            };
            if !self.signals.iter().any(|(known, _)| *known == signal) {
                let place = Place {
                    field,
                    first: hit.first,
                    last: hit.last,
                };
                self.signals.push((signal, place));
            }
        }
    }

    /// Where a rule's need stands; nothing where it does not, or asks for something else.
    fn place(&self, need: Need) -> Option<Place> {
        match need {
            Need::TargetContestant => self.named,
            Need::TargetSignal(signal) => self
                .signals
                .iter()
                .find(|(known, _)| *known == signal)
                .map(|(_, place)| *place),
            _ => None,
        }
    }
}

/// What is reused from post to post.
#[derive(Debug, Default)]
pub(crate) struct Turn {
    said: Signals,
    rules: Vec<u16>,
}

/// Runs every rule that may fire; each gives one draft at most, or one a side.
pub(crate) fn run(ground: &Ground<'_>, turn: &mut Turn, drafts: &mut Drafts) {
    drafts.clear();
    turn.said.clear();
    for entry in ground.entries {
        if entry.negated || entry.term.is_none() {
            continue;
        }
        if let Owner::Signal(signal) = ground.pack.groups[entry.group as usize].owner {
            turn.said.insert(signal);
        }
    }
    ground
        .pack
        .agenda
        .rules(ground.action, &turn.said, &mut turn.rules);
    for &number in &turn.rules {
        let rule = &ground.pack.rules[usize::from(number)];
        let number = u32::from(number);
        let said = || rule.signals().all(|signal| turn.said.holds(signal));
        if rule.runs_for(ground.action, ground.flags) && said() && !ground.mask.hides_rule(number) {
            ground.rule(number, rule, drafts);
        }
    }
}

/// What a place in what was acted on adds to the ledger of a rule that asks for it.
const NAMED_IN_TARGET: i32 = 5;

impl Ground<'_> {
    fn rule(&self, number: u32, rule: &CompiledRule, drafts: &mut Drafts) {
        let signals = &rule.signals;
        let stance_need = rule.needs.iter().find_map(|need| match need {
            Need::Stance(side) => Some(*side),
            _ => None,
        });
        let after_all = rule.needs.contains(&Need::Finding);
        if after_all || (rule.needs.contains(&Need::Target) && !self.partisan_target) {
            return;
        }
        if rule.asks_what_was_acted_on() {
            self.target_rule(number, rule, drafts);
            return;
        }
        if signals.is_empty() {
            if let Some(side) = stance_need {
                self.stance_rule(number, rule, side, drafts);
            } else if rule.needs.contains(&Need::Target) {
                let begin = drafts.lines.len();
                let lines = [Line::Rule(rule.points), Line::Stance(self.side_points(rule.side))];
                drafts.lines.extend(lines);
                let stance = if rule.side == Side::Against {
                    Stance::Against
                } else {
                    self.stances.stronger()
                };
                let draft = self.draft(number, rule.table, drafts.open(begin), stance, (0, 0));
                drafts.close(draft, begin);
            }
            return;
        }
        if stance_need.is_some_and(|side| !self.stances.reaches(side)) {
            return;
        }
        self.act_rule(number, rule, signals, drafts);
    }

    /// The stance ledger itself is the ledger of the finding.
    fn stance_rule(&self, number: u32, rule: &CompiledRule, side: Side, drafts: &mut Drafts) {
        if !self.stances.open {
            return;
        }
        let sides: &[Stance] = match side {
            Side::Favour => &[Stance::Favour],
            Side::Against => &[Stance::Against],
            Side::Any => &[Stance::Favour, Stance::Against],
        };
        for &stance in sides {
            let begin = drafts.lines.len();
            if rule.points != 0 {
                drafts.lines.push(Line::Rule(rule.points));
            }
            for (at, entry) in (0u32..).zip(self.entries) {
                let points = if stance == Stance::Favour {
                    entry.favour
                } else {
                    entry.against
                };
                if points != 0 {
                    drafts.lines.push(Line::Entry(at, points));
                }
            }
            let lines = drafts.open(begin);
            let anchor = self.anchor(lines);
            let draft = self.draft(number, self.pack.calibration.side(stance), lines, stance, anchor);
            drafts.close(
                Draft {
                    of_side: true,
                    ..draft
                },
                begin,
            );
        }
    }

    /// The strongest entry's place.
    fn anchor(&self, lines: &[Line]) -> (u8, u32) {
        let strongest = lines
            .iter()
            .filter_map(|line| match line {
                Line::Entry(at, points) => Some((*points, &self.entries[*at as usize])),
                _ => None,
            })
            .filter(|(_, entry)| entry.last > entry.first)
            .max_by_key(|(points, entry)| (*points, std::cmp::Reverse(entry.first)));
        strongest.map_or((0, 0), |(_, entry)| (entry.field, entry.first))
    }

    /// What the side taken says about an act: half of what the stronger stance ledger holds above its middle, within ten
    /// points either way. A post that turns against somebody says nothing for an act that favours them.
    fn side_points(&self, side: Side) -> i32 {
        if !self.stances.open {
            return 0;
        }
        let calibration = &self.pack.calibration;
        let above = |side, total: i32| total - calibration.middle(calibration.side(side));
        let favour = above(Stance::Favour, self.stances.favour);
        let against = above(Stance::Against, self.stances.against);
        let points = match side {
            Side::Favour if self.stances.stronger() == Stance::Against => favour.min(-ACT_LEAN),
            _ => favour.max(against),
        };
        side_of_an_act(points)
    }

    /// A rule that asks for signals: the best place where all of them stand within reach of each other.
    fn act_rule(&self, number: u32, rule: &CompiledRule, signals: &[u16], drafts: &mut Drafts) {
        let mut best: Option<Draft> = None;
        let first = drafts.lines.len();
        for (field, analysis) in (0u8..).zip(self.fields) {
            if analysis.field != Field::Text && analysis.field != Field::MediaText && !rule.target {
                continue;
            }
            for entry in self.of_signal(field, signals[0]) {
                let here = (entry.first, entry.last);
                let near = |other: (u32, u32)| analysis.within(rule.within, here, other);
                let complete = rule.needs.iter().all(|need| match need {
                    Need::Signal(signal) => self
                        .of_signal(field, *signal)
                        .any(|other| near((other.first, other.last))),
                    Need::Contestant => {
                        analysis
                            .mentions
                            .iter()
                            .any(|mention| near((mention.first, mention.last)))
                            || (self.partisan_target && rule.target)
                    }
                    Need::Party => analysis
                        .mentions
                        .iter()
                        .any(|mention| mention.is_party(self.pack) && near((mention.first, mention.last))),
                    Need::Stance(_)
                    | Need::Target
                    | Need::TargetContestant
                    | Need::TargetSignal(_)
                    | Need::Finding => true,
                });
                let done = || {
                    rule.doer
                        .is_none_or(|doer| analysis.is_by_author(self.pack, doer, entry.first))
                };
                if !complete || !done() {
                    continue;
                }
                let begin = drafts.lines.len();
                let draft = self.act_draft(number, rule, signals, field, here, drafts);
                if best.is_none_or(|known| draft.total > known.total) {
                    best = Some(draft);
                    drafts.replace(first, begin);
                } else {
                    drafts.lines.truncate(begin);
                }
            }
        }
        if let Some(best) = best {
            drafts.close(best, first);
        }
    }

    /// A rule that asks what was acted on, leaning or not: its points, the places, and what speaks for the author.
    fn target_rule(&self, number: u32, rule: &CompiledRule, drafts: &mut Drafts) {
        let begin = drafts.lines.len();
        let lines = &mut drafts.lines;
        lines.push(Line::Rule(rule.points));
        let mut anchor = None;
        for need in &rule.needs {
            let Some(place) = self.target.place(*need) else {
                lines.truncate(begin);
                return;
            };
            anchor = anchor.or(Some((place.field, place.first)));
            lines.push(Line::Target(place, NAMED_IN_TARGET));
        }
        // What speaks for the author are their own words; the voice of what they acted on is not theirs.
        let own = |field: u8| {
            self.fields
                .get(usize::from(field))
                .is_some_and(|analysis| analysis.field.is_own())
        };
        let guards = (0u32..).zip(self.entries).filter(|(_, entry)| {
            entry.act < 0
                && entry.last > entry.first
                && own(entry.field)
                && matches!(self.pack.groups[entry.group as usize].owner, Owner::Guard(_))
        });
        lines.extend(guards.map(|(at, entry)| Line::Entry(at, entry.act)));
        let anchor = anchor.unwrap_or_default();
        let draft = self.draft(number, rule.table, drafts.open(begin), Stance::Favour, anchor);
        drafts.close(draft, begin);
    }

    /// A draft whose lines find their place when it is [closed](Drafts::close).
    fn draft(&self, number: u32, table: Table, lines: &[Line], stance: Stance, anchor: (u8, u32)) -> Draft {
        let total = lines.iter().map(|line| line.points()).sum();
        Draft {
            rule: number,
            of_side: false,
            table,
            total,
            score: self.pack.calibration.score(table, total),
            lines: (0, 0),
            stance,
            anchor,
        }
    }

    fn of_signal(&self, field: u8, signal: u16) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| {
            entry.field == field
                && !entry.negated
                && entry.term.is_some()
                && self.pack.groups[entry.group as usize].owner == Owner::Signal(signal)
        })
    }

    fn act_draft(
        &self,
        number: u32,
        rule: &CompiledRule,
        signals: &[u16],
        field: u8,
        here: (u32, u32),
        drafts: &mut Drafts,
    ) -> Draft {
        let analysis = self.fields[field as usize];
        let begin = drafts.lines.len();
        let lines = &mut drafts.lines;
        if rule.points != 0 {
            lines.push(Line::Rule(rule.points));
        }
        for (at, entry) in (0u32..).zip(self.entries) {
            let info = &self.pack.groups[entry.group as usize];
            let counts = match info.owner {
                // What names somebody or says what the whole looks like counts wherever it stands; other signals count
                // only where points were fitted for this ban.
                Owner::Signal(signal)
                    if entry.last > entry.first
                        && usize::from(entry.field) < self.fields.len()
                        && !rule.fits(entry.group) =>
                {
                    entry.field == field
                        && (signals.contains(&signal) || entry.negated)
                        && analysis.within(rule.within, here, (entry.first, entry.last.max(entry.first + 1)))
                }
                Owner::Signal(_) => true,
                Owner::Guard(_) => {
                    entry.last == entry.first
                        || info.reach == Reach::Post
                        || (entry.field == field
                            && analysis.within(info.reach, here, (entry.first, entry.last)))
                }
            };
            if counts {
                let term = entry.term.filter(|_| !entry.negated);
                lines.push(Line::Entry(at, rule.act_points(entry.group, term, entry.act)));
            }
        }
        let side = self.side_points(rule.side);
        if side != 0 {
            lines.push(Line::Stance(side));
        }
        // The words of the act say whose side it takes where they can ("jangan pilih X"); else the post does.
        let lines = drafts.open(begin);
        let own: i32 = lines
            .iter()
            .filter_map(|line| match line {
                Line::Entry(at, _) => Some(&self.entries[*at as usize]),
                _ => None,
            })
            .filter(|entry| matches!(self.pack.groups[entry.group as usize].owner, Owner::Signal(_)))
            .map(|entry| entry.favour - entry.against)
            .sum();
        let stance = match rule.side {
            Side::Favour => Stance::Favour,
            Side::Against => Stance::Against,
            Side::Any if own < -6 => Stance::Against,
            Side::Any if own > 6 => Stance::Favour,
            Side::Any => self.stances.stronger(),
        };
        self.draft(number, rule.table, lines, stance, (field, here.0))
    }
}
