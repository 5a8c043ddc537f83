//! Which policies are in play: chosen by name, or by the region of the post.

use crate::error::{Error, ErrorKind, Result};

use super::Law;
use super::policy::{Flag, Flags, Policy};
use super::region::RegionCode;
use super::time::{Date, Moment};

/// A set of policies of one [`Law`]. Small and copied freely, because every post may have its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Policies(u64);

impl Policies {
    /// How many policies a law may have.
    pub(super) const MOST: usize = 64;

    pub(super) fn with(self, index: usize) -> Policies {
        Policies(self.0 | 1 << index)
    }

    pub(super) fn holds(self, index: usize) -> bool {
        self.0 & (1 << index) != 0
    }
}

/// What the user chose: policies by name, or none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// No name: the national rules, and the circular of the post's region where its date fits.
    #[default]
    ByRegion,
    /// Exactly these.
    Fixed(Policies),
}

impl Law {
    /// Reads the names that the user gave: `lebong-2024` is exactly that policy, `+lebong-2024` is that policy on top of
    /// the national rules; names may be joined by commas. No name means [`Choice::ByRegion`].
    ///
    /// # Errors
    ///
    /// When no policy has such a name.
    pub fn choose<S: AsRef<str>>(&self, names: &[S]) -> Result<Choice> {
        let mut chosen = Policies::default();
        for name in names
            .iter()
            .flat_map(|name| name.as_ref().split(','))
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            let plain = match name.strip_prefix('+') {
                Some(plain) => {
                    chosen = self.national(chosen);
                    plain
                }
                None => name,
            };
            let index = self
                .policies
                .iter()
                .position(|policy| *policy.id == *plain)
                .ok_or_else(|| {
                    let known: Vec<&str> = self.policies.iter().map(|policy| &*policy.id).collect();
                    Error::new(ErrorKind::Unknown, format!("no policy is called `{plain}`"))
                        .help(format!("choose from: {}", known.join(", ")))
                })?;
            chosen = chosen.with(index);
        }
        Ok(if chosen == Policies::default() {
            Choice::ByRegion
        } else {
            Choice::Fixed(chosen)
        })
    }

    /// The policies in play for a post in this region at this moment. A post without a moment is taken to fit.
    #[must_use]
    pub fn policies_for(
        &self,
        choice: Choice,
        region: Option<RegionCode>,
        moment: Option<Moment>,
    ) -> Policies {
        if let Choice::Fixed(policies) = choice {
            return policies;
        }
        let date = moment.map(|moment| self.local_date(region, moment));
        let local = self.policies.iter().enumerate().filter(|(_, policy)| {
            policy
                .region
                .is_some_and(|own| region.is_some_and(|region| own.contains(region)))
                && self.in_force(policy, date)
        });
        local.fold(self.national(Policies::default()), |set, (index, _)| {
            set.with(index)
        })
    }

    /// The policies of a set, in the order of the law.
    pub fn policies_in(&self, policies: Policies) -> impl Iterator<Item = &Policy> {
        self.policies
            .iter()
            .enumerate()
            .filter(move |(index, _)| policies.holds(*index))
            .map(|(_, policy)| policy)
    }

    /// What the policies of a set add to the national rules or narrow.
    #[must_use]
    pub fn flags(&self, policies: Policies) -> Flags {
        self.policies_in(policies)
            .fold(Flags::default(), |flags, policy| flags.or(policy.flags))
    }

    /// Those of a set that add this to the national rules, state the ban, cover the election and are in force on the
    /// day. An unknown election is covered, an unknown day is within force.
    #[must_use]
    pub fn policies_with(
        &self,
        policies: Policies,
        flag: Flag,
        ban: &str,
        election: Option<&str>,
        moment: Option<Moment>,
    ) -> Policies {
        self.policies
            .iter()
            .enumerate()
            .filter(|(index, policy)| {
                policies.holds(*index)
                    && policy.flags.has(flag)
                    && policy.states(ban).is_some()
                    && policy.covers(election)
                    && self.in_force(policy, moment.map(Moment::date))
            })
            .fold(Policies::default(), |set, (index, _)| set.with(index))
    }

    /// Whether a policy is in force on this day: from its own first day, or where that is not known from the opening of
    /// the first election it covers, to the last day of the last one. Without a day it is.
    pub(super) fn in_force(&self, policy: &Policy, date: Option<Date>) -> bool {
        let Some(date) = date else {
            return true;
        };
        let elections = || {
            policy
                .elections
                .iter()
                .filter_map(|election| self.election(election))
        };
        let from = policy
            .from
            .or_else(|| elections().map(|election| election.opens.date).min());
        let to = elections().map(|election| election.last_day(policy.region)).max();
        from.is_none_or(|from| from <= date) && to.is_none_or(|to| date <= to)
    }

    fn national(&self, set: Policies) -> Policies {
        self.policies
            .iter()
            .enumerate()
            .filter(|(_, policy)| policy.states_all && policy.region.is_none())
            .fold(set, |set, (index, _)| set.with(index))
    }
}
