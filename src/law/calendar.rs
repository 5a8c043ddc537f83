//! Elections and their periods.
//!
//! A period belongs to one election and its regions. Where ranges overlap the narrowest wins: voting day, then quiet
//! period, then campaign. Outside `opens..=settled` there is no period at all, because nobody is a contestant.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::Result;

use super::instrument::replace_or_push;
use super::region::RegionCode;
use super::source::{Source, Status, Statute, Text, Word};
use super::time::Date;

/// The part of an election in which a day lies.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// Not yet open, or settled.
    #[serde(rename = "none")]
    Outside,
    /// Before the contestants are determined (bakal calon).
    PreDetermination,
    /// From determination on, while there is no campaign yet.
    PostDetermination,
    /// Campaign.
    Campaign,
    /// Masa tenang.
    QuietPeriod,
    /// Voting day.
    VotingDay,
    /// After a campaign, until the next round or until results are settled.
    PostCampaign,
}

impl Period {
    /// Every period with the word that records use.
    pub(super) const WORDS: [(&'static str, Period); 7] = [
        ("none", Period::Outside),
        ("pre-determination", Period::PreDetermination),
        ("post-determination", Period::PostDetermination),
        ("campaign", Period::Campaign),
        ("quiet-period", Period::QuietPeriod),
        ("voting-day", Period::VotingDay),
        ("post-campaign", Period::PostCampaign),
    ];

    /// The word used in records; `none` outside.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Period::WORDS[self as usize].0
    }

    /// The name in Indonesian, for pages.
    #[must_use]
    pub fn indonesian(self) -> &'static str {
        match self {
            Period::Outside => "di luar tahapan",
            Period::PreDetermination => "sebelum penetapan",
            Period::PostDetermination => "setelah penetapan",
            Period::Campaign => "masa kampanye",
            Period::QuietPeriod => "masa tenang",
            Period::VotingDay => "hari pemungutan suara",
            Period::PostCampaign => "sesudah kampanye",
        }
    }

    /// Whether table A of the Joint Decree (bakal calon) is the one that speaks: contestants are not determined.
    pub(super) fn is_before(self) -> bool {
        matches!(self, Period::Outside | Period::PreDetermination)
    }
}

/// A day of the calendar with its status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// How well it is known.
    pub status: Status,
    /// What a reader should know.
    pub note: Option<Arc<str>>,
}

/// Days in a row, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Range {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How well both are known.
    pub status: Status,
    /// What a reader should know.
    pub note: Option<Arc<str>>,
}

impl Range {
    fn holds(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }
}

/// An election.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Election {
    /// Its id, e.g. `pilkada-2024`.
    pub id: Arc<str>,
    /// Its name.
    pub title: Text,
    /// The statute it falls under.
    pub law: Statute,
    /// Where it was held; empty for everywhere.
    pub regions: Vec<RegionCode>,
    /// First day on which would-be candidates are a subject.
    pub opens: Day,
    /// Contestants determined.
    pub determined: Day,
    /// Ballot numbers drawn.
    pub numbers_drawn: Day,
    /// Campaigns, one per round.
    pub campaign: Vec<Range>,
    /// Quiet periods, one per round.
    pub quiet: Vec<Range>,
    /// Voting days, one per round.
    pub voting: Vec<Day>,
    /// Last day of the contest.
    pub settled: Day,
    /// Re-votes in some regions after that.
    pub revotes: Vec<Revote>,
}

/// A re-vote that opens a settled contest again in some regions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Revote {
    /// Its name.
    pub title: Text,
    /// Where.
    pub regions: Vec<RegionCode>,
    /// The ruling that orders it.
    pub opens: Day,
    /// Voting days.
    pub voting: Vec<Day>,
    /// Last day of the contest.
    pub settled: Day,
}

impl Election {
    /// Whether it is held in this region. A province counts where the election is held in a part of it, and the other
    /// way round; an unknown region always counts.
    #[must_use]
    pub fn covers(&self, region: Option<RegionCode>) -> bool {
        region.is_none_or(|region| self.regions.is_empty() || touches(&self.regions, region))
    }

    /// The period of this day in this region.
    #[must_use]
    pub fn period(&self, region: Option<RegionCode>, date: Date) -> Period {
        self.placed(region, date).0
    }

    /// How well the days are known that put this day into its period.
    #[must_use]
    pub fn period_status(&self, region: Option<RegionCode>, date: Date) -> Status {
        self.placed(region, date).1
    }

    fn placed(&self, region: Option<RegionCode>, date: Date) -> (Period, Status) {
        if let Some(revote) = self.revote(region, date) {
            return if let Some(day) = revote.voting.iter().find(|day| day.date == date) {
                (Period::VotingDay, day.status)
            } else if revote.voting.iter().all(|day| date < day.date) {
                (Period::PostDetermination, revote.opens.status)
            } else {
                (Period::PostCampaign, revote.settled.status)
            };
        }
        let within = |ranges: &[Range]| {
            ranges
                .iter()
                .find(|range| range.holds(date))
                .map(|range| range.status)
        };
        if date < self.opens.date {
            (Period::Outside, self.opens.status)
        } else if date > self.settled.date {
            (Period::Outside, self.settled.status)
        } else if let Some(day) = self.voting.iter().find(|day| day.date == date) {
            (Period::VotingDay, day.status)
        } else if let Some(status) = within(&self.quiet) {
            (Period::QuietPeriod, status)
        } else if let Some(status) = within(&self.campaign) {
            (Period::Campaign, status)
        } else if date < self.determined.date {
            (Period::PreDetermination, self.opens.status)
        } else if self.campaign.iter().all(|range| date < range.from) {
            (Period::PostDetermination, self.determined.status)
        } else {
            (Period::PostCampaign, self.settled.status)
        }
    }

    /// Whether ballot numbers are drawn on this day.
    #[must_use]
    pub fn numbers_drawn(&self, date: Date) -> bool {
        date >= self.numbers_drawn.date
    }

    /// The re-vote that is open in this region on this day. Without a region there is none: the rest of the country
    /// has settled the contest.
    fn revote(&self, region: Option<RegionCode>, date: Date) -> Option<&Revote> {
        let region = region?;
        self.revotes.iter().find(|revote| {
            touches(&revote.regions, region) && revote.opens.date <= date && date <= revote.settled.date
        })
    }

    /// The last day on which the contest is open in this region.
    pub(super) fn last_day(&self, region: Option<RegionCode>) -> Date {
        self.revotes
            .iter()
            .filter(|revote| region.is_some_and(|region| touches(&revote.regions, region)))
            .map(|revote| revote.settled.date)
            .fold(self.settled.date, Date::max)
    }
}

fn touches(regions: &[RegionCode], region: RegionCode) -> bool {
    regions
        .iter()
        .any(|one| one.contains(region) || region.contains(*one))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    election: Vec<RawElection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawElection {
    id: Word,
    title: Text,
    law: Word,
    #[serde(default)]
    regions: Vec<Word>,
    opens: RawDay,
    determined: RawDay,
    numbers_drawn: RawDay,
    #[serde(default)]
    campaign: Vec<RawRange>,
    #[serde(default)]
    quiet: Vec<RawRange>,
    voting: Vec<RawDay>,
    settled: RawDay,
    #[serde(default)]
    revote: Vec<RawRevote>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRevote {
    title: Text,
    regions: Vec<Word>,
    opens: RawDay,
    voting: Vec<RawDay>,
    settled: RawDay,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDay {
    date: Word,
    status: Word,
    note: Option<Arc<str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRange {
    from: Word,
    to: Word,
    status: Word,
    note: Option<Arc<str>>,
}

/// Adds the elections of a file; an id that is there already is replaced.
pub(super) fn extend(elections: &mut Vec<Election>, source: Source<'_>) -> Result<()> {
    let file: File = source.read()?;
    for raw in file.election {
        let place = raw.id.span();
        let election = Election {
            id: Arc::from(raw.id.into_inner()),
            title: raw.title,
            law: source.one_of(&raw.law, "law", &Statute::WORDS)?,
            regions: codes(source, &raw.regions)?,
            opens: day(source, raw.opens)?,
            determined: day(source, raw.determined)?,
            numbers_drawn: day(source, raw.numbers_drawn)?,
            campaign: ranges(source, raw.campaign)?,
            quiet: ranges(source, raw.quiet)?,
            voting: days(source, raw.voting)?,
            settled: day(source, raw.settled)?,
            revotes: raw
                .revote
                .into_iter()
                .map(|raw| revote(source, raw))
                .collect::<Result<_>>()?,
        };
        let (first, last) = (election.opens.date, election.settled.date);
        let inside = |date: Date| first <= date && date <= last;
        let all = [election.determined.date, election.numbers_drawn.date]
            .into_iter()
            .chain(election.voting.iter().map(|day| day.date))
            .chain(
                election
                    .campaign
                    .iter()
                    .chain(&election.quiet)
                    .flat_map(|range| [range.from, range.to]),
            );
        if let Some(date) = all.into_iter().find(|&date| !inside(date)) {
            return Err(source
                .error(place, format!("{date} lies outside the election"))
                .help("every day lies between `opens` and `settled`; a re-vote has its own"));
        }
        replace_or_push(elections, election, |one| &one.id);
    }
    Ok(())
}

fn revote(source: Source<'_>, raw: RawRevote) -> Result<Revote> {
    Ok(Revote {
        title: raw.title,
        regions: codes(source, &raw.regions)?,
        opens: day(source, raw.opens)?,
        voting: days(source, raw.voting)?,
        settled: day(source, raw.settled)?,
    })
}

fn codes(source: Source<'_>, words: &[Word]) -> Result<Vec<RegionCode>> {
    words.iter().map(|word| code(source, word)).collect()
}

/// Reads a word as a region's code.
pub(super) fn code(source: Source<'_>, word: &Word) -> Result<RegionCode> {
    RegionCode::parse(word.get_ref())
        .ok_or_else(|| source.error(word.span(), format!("`{}` is no Kemendagri code", word.get_ref())))
}

fn days(source: Source<'_>, raw: Vec<RawDay>) -> Result<Vec<Day>> {
    raw.into_iter().map(|raw| day(source, raw)).collect()
}

fn day(source: Source<'_>, raw: RawDay) -> Result<Day> {
    Ok(Day {
        date: source.date(&raw.date)?,
        status: source.one_of(&raw.status, "status", &Status::WORDS)?,
        note: raw.note,
    })
}

fn ranges(source: Source<'_>, raw: Vec<RawRange>) -> Result<Vec<Range>> {
    raw.into_iter()
        .map(|raw| {
            let range = Range {
                from: source.date(&raw.from)?,
                to: source.date(&raw.to)?,
                status: source.one_of(&raw.status, "status", &Status::WORDS)?,
                note: raw.note,
            };
            if range.from > range.to {
                return Err(source.error(raw.to.span(), "this range ends before it begins"));
            }
            Ok(range)
        })
        .collect()
}
