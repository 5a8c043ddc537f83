//! The law room: which ban binds whom, where and when, what it rests on and how it is punished.
//!
//! Everything here is read from files of the lexicon: `bans/*.toml`, `policies/*.toml`, `calendar.toml`, `regions.csv`,
//! `instruments.toml` and `author.toml`, and what is laid beside the last four under a longer name
//! (`calendar-desa.toml`). [`Law::parse`] reads their text; after that nothing can fail because of a post.
//!
//! A judge asks in this order:
//!
//! 1. [`Law::region`] and [`Moment::parse`] with the region's [`zone`](Regions::zone) for where and when;
//! 2. [`Law::choose`] once, then [`Law::policies_for`] per post for the policies that are in play;
//! 3. [`Law::period`] for the election of the contestant that the post concerns;
//! 4. [`Law::author`] for whom the bans bind;
//! 5. [`Law::apply`] for each finding.
//!
//! The first four allocate nothing; `apply` clones shared strings and is called only when there is a finding.

mod apply;
mod author;
mod ban;
mod bound;
mod calendar;
mod choice;
mod instrument;
mod pages;
mod policy;
mod region;
mod source;
mod time;

use std::collections::HashMap;
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::post::Author;

pub use apply::{Application, Question};
pub use author::{Found, FoundIn};
pub use ban::{Ban, Basis, Circular, Periods, RuleCount, SanctionTable, Special, When};
pub use bound::Bound;
pub use calendar::{Day, Election, Period, Range, Revote};
pub use choice::{Choice, Policies};
pub use instrument::{Class, Instrument};
pub use policy::{Contrast, Flag, Flags, How, Point, Policy, States};
pub(crate) use region::NotOne;
pub use region::{BadRegion, Region, RegionCode, RegionKind, Regions};
pub use source::{Status, Statute, Text};
pub use time::{BadTime, Date, Moment, Zone};

use apply::Notes;
use author::AuthorWords;
use instrument::{Instruments, replace_or_push};
use source::Source;

/// The law files of a lexicon, read and checked.
#[derive(Clone, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Law {
    bans: Vec<Ban>,
    ban_index: HashMap<Arc<str>, usize>,
    policies: Vec<Policy>,
    elections: Vec<Election>,
    regions: Regions,
    instruments: Instruments,
    author_words: AuthorWords,
    notes: Notes,
    period_names: Vec<Arc<str>>,
    status_names: Vec<Arc<str>>,
}

impl Law {
    /// Reads the law files among `files`: pairs of a path relative to `lexicon/` and the file's text. Other files are
    /// left alone. A path may come more than once, as when a user's own folder is laid over the shipped one: entries
    /// with a new id are added, entries with a known id replace what was there.
    ///
    /// # Errors
    ///
    /// When a file is not well-formed, has an unknown key, or says something that cannot be; the error shows the place.
    pub fn parse(files: &[(String, String)]) -> Result<Law> {
        let sources = || {
            files.iter().map(|(file, text)| Source {
                file: file.as_str(),
                text: text.as_str(),
            })
        };
        // The file itself comes first, then `calendar-*.toml` and the like, so that these can add to it and correct it.
        let named = |stem: &'static str, ending: &'static str| {
            let beside = move |source: &Source<'_>| {
                let rest = source
                    .file
                    .strip_prefix(stem)
                    .and_then(|rest| rest.strip_suffix(ending));
                rest.map(|rest| rest.starts_with('-') && !rest.contains('/'))
            };
            let own = sources().filter(move |source| {
                beside(source) == Some(false) && source.file.len() == stem.len() + ending.len()
            });
            own.chain(sources().filter(move |source| beside(source) == Some(true)))
        };
        let inside = |folder: &'static str| {
            sources().filter(move |source| source.file.starts_with(folder) && source.file.ends_with(".toml"))
        };

        let mut instruments = Instruments::default();
        for source in named("instruments", ".toml") {
            instruments.extend(source)?;
        }
        let mut regions = Regions::default();
        for source in named("regions", ".csv") {
            regions.extend(source)?;
        }
        let mut elections = Vec::new();
        for source in named("calendar", ".toml") {
            calendar::extend(&mut elections, source)?;
        }
        let mut author_words = AuthorWords::default();
        for source in named("author", ".toml") {
            author_words.extend(source)?;
        }
        let mut bans = Vec::new();
        for source in inside("bans/") {
            replace_or_push(&mut bans, Ban::parse(source, &instruments)?, |ban: &Ban| &ban.id);
        }
        bans.sort_by_key(|ban| ban.order);
        let ban_index: HashMap<Arc<str>, usize> = bans
            .iter()
            .enumerate()
            .map(|(at, ban)| (Arc::clone(&ban.id), at))
            .collect();

        let mut policies = Vec::new();
        for source in inside("policies/") {
            let policy = Policy::parse(source, &instruments)?;
            for one in &policy.states {
                if !ban_index.contains_key(&one.ban) {
                    return Err(source.error(one.place.clone(), format!("no ban has the id `{}`", one.ban)));
                }
            }
            for election in &policy.elections {
                if !elections.iter().any(|one: &Election| one.id == *election) {
                    return Err(Error::new(
                        ErrorKind::Lexicon,
                        format!("no election has the id `{election}`"),
                    )
                    .in_file(source.file)
                    .help("elections stand in lexicon/calendar.toml"));
                }
            }
            replace_or_push(&mut policies, policy, |policy: &Policy| &policy.id);
        }
        if policies.len() > Policies::MOST {
            return Err(Error::new(
                ErrorKind::Lexicon,
                format!("more than {} policies", Policies::MOST),
            ));
        }
        for source in inside("bans/") {
            check_circulars(source, &bans, &policies)?;
        }

        Ok(Law {
            bans,
            ban_index,
            policies,
            elections,
            regions,
            instruments,
            author_words,
            notes: Notes::default(),
            period_names: Period::WORDS.iter().map(|(word, _)| Arc::from(*word)).collect(),
            status_names: Status::WORDS.iter().map(|(word, _)| Arc::from(*word)).collect(),
        })
    }

    /// The ban with this id.
    #[must_use]
    pub fn ban(&self, id: &str) -> Option<&Ban> {
        self.ban_index.get(id).and_then(|&at| self.bans.get(at))
    }

    /// Every ban, in the order of the catalogue.
    #[must_use]
    pub fn bans(&self) -> &[Ban] {
        &self.bans
    }

    /// The policy with this id.
    #[must_use]
    pub fn policy(&self, id: &str) -> Option<&Policy> {
        self.policies.iter().find(|policy| *policy.id == *id)
    }

    /// Every policy.
    #[must_use]
    pub fn policies(&self) -> &[Policy] {
        &self.policies
    }

    /// The election with this id.
    #[must_use]
    pub fn election(&self, id: &str) -> Option<&Election> {
        self.elections.iter().find(|election| *election.id == *id)
    }

    /// Every election.
    #[must_use]
    pub fn elections(&self) -> &[Election] {
        &self.elections
    }

    /// Every region.
    #[must_use]
    pub fn regions(&self) -> &Regions {
        &self.regions
    }

    /// Every instrument that a ban may cite.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments.list
    }

    /// The instrument of a basis.
    #[must_use]
    pub fn instrument_of(&self, basis: &Basis) -> Option<&Instrument> {
        self.instruments.list.get(basis.instrument)
    }

    /// Every class of sanction.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.instruments.classes
    }

    /// The region that a code or a name means.
    ///
    /// # Errors
    ///
    /// When no region, or more than one, can be meant.
    pub fn region(&self, text: &str) -> Result<&Region, BadRegion> {
        self.regions.resolve(text)
    }

    /// The only region that a code or a name can mean.
    pub(crate) fn only_region(&self, text: &str) -> Result<&Region, NotOne> {
        self.regions.only(text)
    }

    /// Whether the name of a region may begin with this word.
    pub(crate) fn may_begin_a_region(&self, word: &str) -> bool {
        self.regions.may_begin(word)
    }

    /// The period of `moment` in this election. `region` is the region of the contest where it is known (a re-vote is
    /// open in its regions only, and days begin by their clock), else that of the post. An unknown election has no
    /// periods.
    #[must_use]
    pub fn period(&self, election: &str, region: Option<RegionCode>, moment: Moment) -> Period {
        self.election(election).map_or(Period::Outside, |election| {
            election.period(region, self.local_date(region, moment))
        })
    }

    /// How well the days are known that put `moment` into its period. A verdict should say so where they are not
    /// verified.
    #[must_use]
    pub fn period_status(
        &self,
        election: &str,
        region: Option<RegionCode>,
        moment: Moment,
    ) -> Option<Status> {
        let date = self.local_date(region, moment);
        self.election(election)
            .map(|election| election.period_status(region, date))
    }

    /// Whether the ballot numbers of this election are drawn at this moment.
    #[must_use]
    pub fn numbers_drawn(&self, election: &str, region: Option<RegionCode>, moment: Moment) -> bool {
        self.election(election)
            .is_some_and(|election| election.numbers_drawn(self.local_date(region, moment)))
    }

    /// The elections that are open at this moment and cover this region; without a region, all that are open.
    pub fn in_play(&self, moment: Moment, region: Option<RegionCode>) -> impl Iterator<Item = &Election> {
        let date = self.local_date(region, moment);
        self.elections.iter().filter(move |election| {
            election.covers(region) && election.period(region, date) != Period::Outside
        })
    }

    /// The name that a finding shows for this period; nothing outside.
    #[must_use]
    pub fn period_name(&self, period: Period) -> Option<Arc<str>> {
        (period != Period::Outside)
            .then(|| self.period_names.get(period as usize).cloned())
            .flatten()
    }

    /// The author's status, and where it was found: in the field, else in the words of the bio or of the name.
    #[must_use]
    pub fn author(&self, author: &Author<'_>) -> Found {
        self.author_words.status(author)
    }

    /// What a post's own text says of its author: "saya PNS", "sebagai camat, saya …". Nothing where it says nothing, or two
    /// things. The first 64 words are read; the span is in bytes of `text`.
    #[must_use]
    pub fn author_said(&self, text: &str) -> Option<Found> {
        self.author_words.said(text)
    }

    fn local_date(&self, region: Option<RegionCode>, moment: Moment) -> Date {
        match region {
            Some(_) => moment.date_in(self.regions.zone(region)),
            None => moment.date(),
        }
    }
}

/// What a ban's file says about a circular must be what the circular's own file says.
fn check_circulars(source: Source<'_>, bans: &[Ban], policies: &[Policy]) -> Result<()> {
    let stem = source.file.trim_start_matches("bans/").trim_end_matches(".toml");
    let Some(ban) = bans.iter().find(|ban| *ban.id == *stem) else {
        return Ok(());
    };
    for circular in &ban.circulars {
        let states = policies
            .iter()
            .find(|policy| policy.id == circular.policy)
            .and_then(|policy| policy.states(&ban.id));
        let wrong = match states {
            None => format!("policies/{}.toml does not state this ban", circular.policy),
            Some(states) if states.how != circular.how || states.words != circular.words => {
                format!("policies/{}.toml states this ban differently", circular.policy)
            }
            Some(_) => continue,
        };
        return Err(source.error(circular.place.clone(), wrong));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
