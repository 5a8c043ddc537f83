//! Rules, compiled.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Reach;
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
}

/// Whose side a finding takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) enum Side {
    /// The stronger of the two stance ledgers.
    Any,
    Favour,
    Against,
}

/// A rule, compiled.
#[derive(Clone, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct CompiledRule {
    pub(crate) ban: Arc<str>,
    pub(crate) id: Arc<str>,
    pub(crate) needs: Vec<Need>,
    /// A bit per action; 0 for all.
    pub(crate) actions: u8,
    pub(crate) target: bool,
    pub(crate) within: Reach,
    pub(crate) points: i32,
    pub(crate) side: Side,
    /// What a policy in play must add for the rule to run.
    pub(crate) under: Option<Flag>,
    /// Points fitted for this ban, by group, in place of the group's own.
    pub(crate) group_acts: BTreeMap<u32, i32>,
    /// Points fitted for this ban, by term.
    pub(crate) term_acts: BTreeMap<u32, i32>,
}

/// What keeps most rules from being looked at for most posts, side by side in memory.
#[derive(Clone, Copy, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Gate {
    /// The signals that must be hit.
    asks: Said,
    actions: u8,
    under: Option<Flag>,
}

impl Gate {
    pub(crate) fn of(rule: &CompiledRule) -> Gate {
        let mut asks = Said::default();
        for signal in rule.signals() {
            asks.add(signal);
        }
        Gate {
            asks,
            actions: rule.actions,
            under: rule.under,
        }
    }

    /// Whether the rule may fire for this action, under policies that add this, in a post that says this.
    #[inline]
    pub(crate) fn is_open(&self, action: Action, flags: Flags, said: Said) -> bool {
        self.asks.0 & !said.0 == 0
            && (self.actions == 0 || self.actions & (1 << action as u8) != 0)
            && self.under.is_none_or(|flag| flags.has(flag))
    }
}

/// A set of signals, a bit each. Those beyond the last bit share it: then a rule looks for itself.
#[derive(Clone, Copy, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Said(u128);

impl Said {
    pub(crate) fn add(&mut self, signal: u16) {
        self.0 |= 1 << signal.min(127);
    }
}

impl CompiledRule {
    /// Whether points were fitted for this ban and group.
    pub(crate) fn fits(&self, group: u32) -> bool {
        self.group_acts.contains_key(&group)
    }

    /// What an entry of this group (and term) adds to the ledger; `judged` where nothing was fitted.
    pub(crate) fn act_points(&self, group: u32, term: Option<u32>, judged: i32) -> i32 {
        let of_term = term.and_then(|term| self.term_acts.get(&term));
        *of_term.or_else(|| self.group_acts.get(&group)).unwrap_or(&judged)
    }

    /// Whether the rule asks what was acted on, whatever the author says of it.
    pub(crate) fn asks_what_was_acted_on(&self) -> bool {
        self.needs
            .iter()
            .any(|need| matches!(need, Need::TargetContestant | Need::TargetSignal(_)))
    }

    /// The signals that must be hit.
    pub(crate) fn signals(&self) -> impl Iterator<Item = u16> + '_ {
        self.needs.iter().filter_map(|need| match need {
            Need::Signal(signal) => Some(*signal),
            _ => None,
        })
    }

    /// Whether the rule may fire where nobody is named and nothing was acted on: it asks for signals only.
    pub(crate) fn fires_alone(&self) -> bool {
        !self.needs.is_empty() && self.needs.iter().all(|need| matches!(need, Need::Signal(_)))
    }
}
