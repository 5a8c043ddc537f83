//! Rules, compiled.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Reach, Table};
use crate::law::{Flag, Flags};
use crate::post::Action;

/// What a rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) enum Need {
    /// A hit of a signal.
    Signal(u16),
    /// A mention of a contestant.
    Contestant,
    /// A mention of a party.
    Party,
    /// A stance ledger at its threshold.
    Stance(Side),
    /// A target that is a contestant's, a party's or a team's.
    Target,
    /// A contestant named in what was acted on, leaning or not.
    TargetContestant,
    /// A hit of a signal in what was acted on.
    TargetSignal(u16),
    /// Another finding that is flagged: such a rule runs after all others.
    Finding,
}

/// Whose side a finding takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) enum Side {
    /// The stronger of the two stance ledgers.
    Any,
    Favour,
    Against,
}

/// The signals whose words say who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Doer {
    /// The author.
    pub(crate) author: u16,
    /// Anybody else.
    pub(crate) others: u16,
}

/// A rule, compiled.
#[derive(Clone, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct CompiledRule {
    pub(crate) ban: Arc<str>,
    pub(crate) id: Arc<str>,
    pub(crate) needs: Vec<Need>,
    /// The signals among the needs.
    pub(crate) signals: Vec<u16>,
    /// A bit per action; 0 for all.
    pub(crate) actions: u8,
    pub(crate) target: bool,
    pub(crate) within: Reach,
    pub(crate) points: i32,
    pub(crate) side: Side,
    /// Which calibration table reads its own ledger.
    pub(crate) table: Table,
    /// Where the act must be the author's own.
    pub(crate) doer: Option<Doer>,
    /// What a policy in play must add for the rule to run.
    pub(crate) under: Option<Flag>,
    /// Points fitted for this ban.
    pub(crate) acts: Acts,
}

/// Points fitted for one ban, in place of those of the groups and terms.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Acts {
    /// By the number of the group, as far as any was fitted: nearly every entry of every post is looked up here.
    groups: Vec<Option<i32>>,
    /// By the number of the term, sorted.
    terms: Vec<(u32, i32)>,
}

impl Acts {
    pub(crate) fn new(by_group: &BTreeMap<u32, i32>, by_term: &BTreeMap<u32, i32>) -> Acts {
        let last = by_group.last_key_value().map_or(0, |(&group, _)| group + 1);
        Acts {
            groups: (0..last).map(|group| by_group.get(&group).copied()).collect(),
            terms: by_term.iter().map(|(&term, &points)| (term, points)).collect(),
        }
    }

    #[inline]
    fn of_group(&self, group: u32) -> Option<i32> {
        self.groups.get(group as usize).copied().flatten()
    }

    #[inline]
    fn of_term(&self, term: u32) -> Option<i32> {
        let at = self.terms.binary_search_by_key(&term, |row| row.0).ok()?;
        Some(self.terms[at].1)
    }

    fn fit(&mut self) {
        self.groups.shrink_to_fit();
        self.terms.shrink_to_fit();
    }
}

/// A set of signals, by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signals(Vec<u64>);

impl Signals {
    pub(crate) fn clear(&mut self) {
        self.0.fill(0);
    }

    pub(crate) fn insert(&mut self, signal: u16) {
        let at = usize::from(signal / 64);
        if at >= self.0.len() {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= 1 << (signal % 64);
    }

    #[inline]
    pub(crate) fn holds(&self, signal: u16) -> bool {
        let bits = self.0.get(usize::from(signal / 64));
        bits.is_some_and(|bits| bits >> (signal % 64) & 1 == 1)
    }

    fn iter(&self) -> impl Iterator<Item = u16> + '_ {
        (0u16..).step_by(64).zip(&self.0).flat_map(|(from, &bits)| {
            let next = |bits: &u64| Some(bits & (bits - 1)).filter(|&rest| rest != 0);
            let all = std::iter::successors(Some(bits).filter(|&bits| bits != 0), next);
            all.map(move |bits| from + bits.trailing_zeros() as u16)
        })
    }
}

/// Which rules are worth a look for an action and for the signals that a post holds.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Agenda {
    /// For each action the rules that ask for no signal.
    always: Vec<Vec<u16>>,
    /// For each signal the rules that ask for it first of all.
    by_signal: Vec<Vec<u16>>,
}

impl Agenda {
    pub(crate) fn of(rules: &[CompiledRule], signals: usize) -> Agenda {
        let mut agenda = Agenda {
            always: vec![Vec::new(); Action::ALL.len()],
            by_signal: vec![Vec::new(); signals],
        };
        for (number, rule) in (0u16..).zip(rules) {
            match rule.signals().next() {
                None => {
                    for (action, rules) in agenda.always.iter_mut().enumerate() {
                        if rule.actions == 0 || rule.actions >> action & 1 == 1 {
                            rules.push(number);
                        }
                    }
                }
                Some(signal) => agenda.by_signal[usize::from(signal)].push(number),
            }
        }
        agenda
    }

    /// The rules for a post with this action and these signals, in their order.
    pub(crate) fn rules(&self, action: Action, said: &Signals, rules: &mut Vec<u16>) {
        rules.clear();
        rules.extend(self.always.get(action as usize).into_iter().flatten());
        for signal in said.iter() {
            rules.extend(self.by_signal.get(usize::from(signal)).into_iter().flatten());
        }
        rules.sort_unstable();
    }

    /// Whether every number in it is that of a rule: for agendas from files.
    pub(crate) fn is_sound(&self, rules: usize) -> bool {
        let all = self.always.iter().chain(&self.by_signal).flatten();
        all.into_iter().all(|&number| usize::from(number) < rules)
    }
}

impl CompiledRule {
    /// Whether points were fitted for this ban and group.
    pub(crate) fn fits(&self, group: u32) -> bool {
        self.acts.of_group(group).is_some()
    }

    /// What an entry of this group (and term) adds to the ledger; `judged` where nothing was fitted.
    pub(crate) fn act_points(&self, group: u32, term: Option<u32>, judged: i32) -> i32 {
        let of_term = term.and_then(|term| self.acts.of_term(term));
        of_term.or_else(|| self.acts.of_group(group)).unwrap_or(judged)
    }

    /// Gives back what growing took too much.
    pub(super) fn fit(&mut self) {
        self.acts.fit();
    }

    /// Whether the rule asks what was acted on, whatever the author says of it.
    pub(crate) fn asks_what_was_acted_on(&self) -> bool {
        self.needs
            .iter()
            .any(|need| matches!(need, Need::TargetContestant | Need::TargetSignal(_)))
    }

    /// The signals that must be hit.
    pub(crate) fn signals(&self) -> impl Iterator<Item = u16> + '_ {
        self.signals.iter().copied()
    }

    /// Whether the rule may fire where nobody is named and nothing was acted on: it asks for signals only.
    pub(crate) fn fires_alone(&self) -> bool {
        !self.needs.is_empty() && self.needs.iter().all(|need| matches!(need, Need::Signal(_)))
    }

    /// Whether the rule runs for this action, under policies that add this.
    pub(crate) fn runs_for(&self, action: Action, flags: Flags) -> bool {
        (self.actions == 0 || self.actions & (1 << action as u8) != 0)
            && self.under.is_none_or(|flag| flags.has(flag))
    }
}
