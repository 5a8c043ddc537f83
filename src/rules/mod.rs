//! Rules: from what was read to findings with a ledger.
//!
//! Two stance ledgers (favour, against) add up what the whole post says; each rule of a ban then opens a ledger of its
//! own, or takes a stance ledger over. A finding is the best rule of its ban.

mod ledger;

use crate::law::Flags;
use crate::pack::{CompiledRule, Mask, Need, Pack, Reach, Shaped, Side};
use crate::post::Action;
use crate::reading::{Analysis, Field};
use crate::verdict::{Score, Stance};

pub(crate) use ledger::{Entry, collect, read_by};

/// A finding under way.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// The rule, by number.
    pub(crate) rule: u32,
    /// The name of the calibration table.
    pub(crate) table: Table,
    /// The sum of the lines.
    pub(crate) total: i32,
    /// What the total means by the table.
    pub(crate) score: Score,
    /// The entries and their points, by number; see [`Line`].
    pub(crate) lines: Vec<Line>,
    /// The side.
    pub(crate) stance: Stance,
    /// The word (field, first) next to which the contestant concerned is looked for.
    pub(crate) anchor: (u8, u32),
}

/// Which calibration table reads a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    Favour,
    Against,
    /// The ban's own.
    Ban,
}

impl Table {
    pub(crate) fn name(self, ban: &str) -> &str {
        match self {
            Table::Favour => "favour",
            Table::Against => "against",
            Table::Ban => ban,
        }
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
        let for_it = pack.calibration.score("favour", favour);
        let against_it = pack.calibration.score("against", against);
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

    /// Whether the post takes a side, by a profile: the side is sure enough by itself, or it is sure enough that the
    /// post takes a side and this is the likelier.
    pub(crate) fn takes(&self, pack: &Pack, stance: Stance, profile: usize) -> bool {
        let (ledger, own) = match stance {
            Stance::Favour => ("favour", self.for_it),
            Stance::Against => ("against", self.against_it),
        };
        own.ten_thousandths() >= pack.calibration.thresholds(ledger)[profile]
            || (self.stronger() == stance
                && self.either.ten_thousandths() >= pack.calibration.thresholds("either")[profile])
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
        let favour = pack.calibration.score("favour", sum(|entry| entry.favour));
        let against = pack.calibration.score("against", sum(|entry| entry.against));
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
            let crate::pack::Owner::Signal(signal) = pack.groups[hit.group as usize].owner else {
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
    said: Vec<u16>,
    rules: Vec<u16>,
    blank: Vec<Vec<Line>>,
}

/// The drafts of a post, and emptied ledgers to write the next ones on.
struct Desk<'d> {
    drafts: &'d mut Vec<Draft>,
    blank: &'d mut Vec<Vec<Line>>,
}

impl Desk<'_> {
    /// An empty ledger with room for what a rule and these entries may put down: the smallest, so that the same posts find
    /// room again in what was made for them.
    fn lines(&mut self, rule: &CompiledRule, entries: &[Entry]) -> Vec<Line> {
        let most = entries.len() + rule.needs.len() + 2;
        let fitting = (0..self.blank.len())
            .filter(|&at| self.blank[at].capacity() >= most)
            .min_by_key(|&at| self.blank[at].capacity());
        match fitting {
            Some(at) => self.blank.swap_remove(at),
            None => Vec::with_capacity(most),
        }
    }

    /// Puts a ledger back that came to nothing.
    fn wipe(&mut self, mut lines: Vec<Line>) {
        lines.clear();
        self.blank.push(lines);
    }
}

/// Runs every rule that may fire; each gives one draft at most.
pub(crate) fn run(ground: &Ground<'_>, turn: &mut Turn, drafts: &mut Vec<Draft>) {
    let Turn { said, rules, blank } = turn;
    let mut desk = Desk { drafts, blank };
    while let Some(draft) = desk.drafts.pop() {
        desk.wipe(draft.lines);
    }
    said.clear();
    for entry in ground.entries {
        if entry.negated || entry.term.is_none() {
            continue;
        }
        if let crate::pack::Owner::Signal(signal) = ground.pack.groups[entry.group as usize].owner
            && !said.contains(&signal)
        {
            said.push(signal);
        }
    }
    ground.pack.agenda.rules(said, rules);
    for &number in rules.iter() {
        let rule = &ground.pack.rules[usize::from(number)];
        let number = u32::from(number);
        let said = || rule.signals().all(|signal| said.contains(&signal));
        if rule.runs_for(ground.action, ground.flags) && said() && !ground.mask.hides_rule(number) {
            ground.rule(number, rule, &mut desk);
        }
    }
}

/// What a place in what was acted on adds to the ledger of a rule that asks for it.
const NAMED_IN_TARGET: i32 = 5;

impl Ground<'_> {
    fn rule(&self, number: u32, rule: &CompiledRule, desk: &mut Desk<'_>) {
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
            self.target_rule(number, rule, desk);
            return;
        }
        if signals.is_empty() {
            if let Some(side) = stance_need {
                self.stance_rule(number, rule, side, desk);
            } else if rule.needs.contains(&Need::Target) {
                let mut lines = desk.lines(rule, self.entries);
                lines.extend([Line::Rule(rule.points), Line::Stance(self.side_points(rule.side))]);
                let stance = if rule.side == Side::Against {
                    Stance::Against
                } else {
                    self.stances.stronger()
                };
                desk.drafts
                    .push(self.draft(number, Table::Ban, lines, stance, (0, 0)));
            }
            return;
        }
        if stance_need.is_some_and(|side| !self.stances.reaches(side)) {
            return;
        }
        self.act_rule(number, rule, signals, desk);
    }

    /// The stance ledger itself is the ledger of the finding.
    fn stance_rule(&self, number: u32, rule: &CompiledRule, side: Side, desk: &mut Desk<'_>) {
        if !self.stances.open {
            return;
        }
        let sides: &[Stance] = match side {
            Side::Favour => &[Stance::Favour],
            Side::Against => &[Stance::Against],
            Side::Any => &[Stance::Favour, Stance::Against],
        };
        for &stance in sides {
            let mut lines = desk.lines(rule, self.entries);
            if rule.points != 0 {
                lines.push(Line::Rule(rule.points));
            }
            for (at, entry) in (0u32..).zip(self.entries) {
                let points = if stance == Stance::Favour {
                    entry.favour
                } else {
                    entry.against
                };
                if points != 0 {
                    lines.push(Line::Entry(at, points));
                }
            }
            let table = if stance == Stance::Favour {
                Table::Favour
            } else {
                Table::Against
            };
            let anchor = self.anchor(&lines);
            desk.drafts.push(self.draft(number, table, lines, stance, anchor));
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
        let above = |ledger: &str, total: i32| total - self.pack.calibration.middle(ledger) + ACT_LEAN;
        let favour = above("favour", self.stances.favour);
        let against = above("against", self.stances.against);
        let points = match side {
            Side::Favour if self.stances.stronger() == Stance::Against => favour.min(0),
            _ => favour.max(against),
        };
        (points / 2).clamp(-10, 10)
    }

    /// A rule that asks for signals: the best place where all of them stand within reach of each other.
    fn act_rule(&self, number: u32, rule: &CompiledRule, signals: &[u16], desk: &mut Desk<'_>) {
        let mut best: Option<Draft> = None;
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
                if !complete {
                    continue;
                }
                let draft =
                    self.act_draft(number, rule, signals, field, here, desk.lines(rule, self.entries));
                let beaten = if best.as_ref().is_none_or(|known| draft.total > known.total) {
                    best.replace(draft)
                } else {
                    Some(draft)
                };
                if let Some(beaten) = beaten {
                    desk.wipe(beaten.lines);
                }
            }
        }
        desk.drafts.extend(best);
    }

    /// A rule that asks what was acted on, leaning or not: its points, the places, and what speaks for the author.
    fn target_rule(&self, number: u32, rule: &CompiledRule, desk: &mut Desk<'_>) {
        let mut lines = desk.lines(rule, self.entries);
        lines.push(Line::Rule(rule.points));
        let mut anchor = None;
        for need in &rule.needs {
            let Some(place) = self.target.place(*need) else {
                desk.wipe(lines);
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
                && matches!(
                    self.pack.groups[entry.group as usize].owner,
                    crate::pack::Owner::Guard(_)
                )
        });
        lines.extend(guards.map(|(at, entry)| Line::Entry(at, entry.act)));
        let anchor = anchor.unwrap_or_default();
        desk.drafts
            .push(self.draft(number, Table::Ban, lines, Stance::Favour, anchor));
    }

    fn draft(&self, number: u32, table: Table, lines: Vec<Line>, stance: Stance, anchor: (u8, u32)) -> Draft {
        let ban = &self.pack.rules[number as usize].ban;
        let total = lines.iter().map(|line| line.points()).sum();
        Draft {
            rule: number,
            table,
            total,
            score: self.pack.calibration.score(table.name(ban), total),
            lines,
            stance,
            anchor,
        }
    }

    fn of_signal(&self, field: u8, signal: u16) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| {
            entry.field == field
                && !entry.negated
                && entry.term.is_some()
                && self.pack.groups[entry.group as usize].owner == crate::pack::Owner::Signal(signal)
        })
    }

    fn act_draft(
        &self,
        number: u32,
        rule: &CompiledRule,
        signals: &[u16],
        field: u8,
        here: (u32, u32),
        mut lines: Vec<Line>,
    ) -> Draft {
        let analysis = self.fields[field as usize];
        if rule.points != 0 {
            lines.push(Line::Rule(rule.points));
        }
        for (at, entry) in (0u32..).zip(self.entries) {
            let info = &self.pack.groups[entry.group as usize];
            let counts = match info.owner {
                // What names somebody or says what the whole looks like counts wherever it stands; other signals count
                // only where points were fitted for this ban.
                crate::pack::Owner::Signal(signal)
                    if entry.last > entry.first
                        && usize::from(entry.field) < self.fields.len()
                        && !rule.fits(entry.group) =>
                {
                    entry.field == field
                        && (signals.contains(&signal) || entry.negated)
                        && analysis.within(rule.within, here, (entry.first, entry.last.max(entry.first + 1)))
                }
                crate::pack::Owner::Signal(_) => true,
                crate::pack::Owner::Guard(_) => {
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
        let own: i32 = lines
            .iter()
            .filter_map(|line| match line {
                Line::Entry(at, _) => Some(&self.entries[*at as usize]),
                _ => None,
            })
            .filter(|entry| {
                matches!(
                    self.pack.groups[entry.group as usize].owner,
                    crate::pack::Owner::Signal(_)
                )
            })
            .map(|entry| entry.favour - entry.against)
            .sum();
        let stance = match rule.side {
            Side::Favour => Stance::Favour,
            Side::Against => Stance::Against,
            Side::Any if own < -6 => Stance::Against,
            Side::Any if own > 6 => Stance::Favour,
            Side::Any => self.stances.stronger(),
        };
        self.draft(number, Table::Ban, lines, stance, (field, here.0))
    }
}
