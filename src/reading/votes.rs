//! Votes: which contests a post is about.

use crate::law::RegionCode;
use crate::normalise::Kind;
use crate::pack::{Form, Pack, SurfaceEntry};

use super::mentions::Context;
use super::places::MOST;
use super::{Analysis, Mention};

/// What a name that can only mean one contest says about it.
const ONLY: u32 = 4;
/// What a name that may belong to several contests says about each.
const SHARED: u32 = 2;
/// What the name of a person says, in a post without a time, about a contest that has had a successor.
const EARLIER: u32 = 1;
/// What a year adds that stands both in the post and in the election's name.
const YEAR: u32 = 5;
/// What it adds that the contest is the region's own.
const LOCAL: u32 = 3;

/// What has been said for one contest.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    contest: u32,
    points: u32,
    /// Whether something spoke that belongs to the contest and not to a person: a pair, a tag, a slogan, a nickname.
    telling: bool,
}

/// What is counted for a post, in memory that is reused from post to post.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    votes: Vec<Tally>,
    /// The persons who have voted: each does so once a contest, however often the post names them.
    voted: Vec<u32>,
    years: Vec<u16>,
    /// The regions that the post names.
    told: Vec<RegionCode>,
}

/// Votes on which contests a post is about.
pub(super) struct Votes<'v> {
    pack: &'v Pack,
    context: Context<'v>,
    tallies: &'v mut Tallies,
}

impl<'v> Votes<'v> {
    pub(super) fn new(
        pack: &'v Pack,
        fields: &[Analysis],
        context: Context<'v>,
        tallies: &'v mut Tallies,
    ) -> Votes<'v> {
        let Tallies {
            votes,
            voted,
            years,
            told,
        } = &mut *tallies;
        votes.clear();
        voted.clear();
        years.clear();
        for analysis in fields {
            for token in analysis.form.tokens() {
                if token.kind == Kind::Number && token.end - token.start == 4 {
                    years.extend(analysis.form.token_text(token).parse::<u16>());
                }
            }
        }
        years.retain(|year| (1900..2200).contains(year));
        years.sort_unstable();
        years.dedup();
        told.clear();
        told.extend(fields.iter().flat_map(|field| &field.told));
        told.sort_unstable();
        told.dedup();
        if told.len() > MOST {
            told.clear();
        }
        Votes {
            pack,
            context,
            tallies,
        }
    }

    /// A sure mention votes for every contest it may belong to, more when there is only one.
    pub(super) fn count(&mut self, mention: &Mention) {
        let Some(surface) = mention.surface else { return };
        let pack = self.pack;
        let in_play = self.context.in_play;
        let sure = || {
            pack.surfaces[surface as usize]
                .iter()
                .filter(|entry| entry.alone)
                .map(|entry| (entry, pack.contestants[entry.contestant as usize].contest))
                .filter(|&(_, contest)| in_play(contest))
        };
        let weight = if sure().count() == 1 { ONLY } else { SHARED };
        for (entry, contest) in sure() {
            let telling = is_telling(entry.form);
            let weight = if telling || !self.is_earlier(contest) {
                weight
            } else {
                EARLIER
            };
            if !telling {
                if self.tallies.voted.contains(&entry.contestant) {
                    continue;
                }
                self.tallies.voted.push(entry.contestant);
            }
            let known = self
                .tallies
                .votes
                .iter()
                .position(|tally| tally.contest == contest);
            let at = known.unwrap_or_else(|| {
                self.tallies.votes.push(Tally {
                    contest,
                    ..Tally::default()
                });
                self.tallies.votes.len() - 1
            });
            self.tallies.votes[at].points += weight;
            self.tallies.votes[at].telling |= telling;
        }
    }

    /// How strongly a post is about a contest.
    pub(super) fn of(&self, contest: u32) -> u32 {
        let Some(tally) = self.tally(contest) else {
            return 0;
        };
        let year = if self.year(contest) { YEAR } else { 0 };
        tally.points + year + if self.local(contest) { LOCAL } else { 0 }
    }

    fn tally(&self, contest: u32) -> Option<&Tally> {
        self.tallies.votes.iter().find(|tally| tally.contest == contest)
    }

    /// Whether the year of the election stands in the post.
    pub(super) fn year(&self, contest: u32) -> bool {
        let election = &self.pack.contests[contest as usize].election;
        // All years are of four digits.
        let digits = election.len().checked_sub(4).and_then(|at| election.get(at..));
        let year = digits
            .filter(|digits| {
                !self.tallies.years.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
            })
            .and_then(|digits| digits.parse::<u16>().ok());
        year.is_some_and(|year| self.tallies.years.contains(&year))
    }

    /// Whether, as far as is known, the contest is over and has had a successor: so in a post without a time.
    pub(super) fn is_earlier(&self, contest: u32) -> bool {
        !self.context.dated
            && self
                .context
                .earlier
                .get(contest as usize)
                .copied()
                .unwrap_or(false)
    }

    /// Whether a post is about a contest, so that whoever ran in it may be meant. A person who ran in an earlier contest
    /// is no sign of it: the contest must be named by what belongs to it, by its year, or by more than one who ran.
    pub(super) fn knows(&self, contest: u32) -> bool {
        let Some(tally) = self.tally(contest) else {
            return false;
        };
        if !self.is_earlier(contest) || tally.telling || self.year(contest) {
            return true;
        }
        // Two who ran, and nobody who runs in its successor.
        let successor = self
            .tallies
            .votes
            .iter()
            .filter(|other| other.contest != contest && !self.is_earlier(other.contest))
            .map(|other| other.points)
            .max();
        tally.points > EARLIER && successor.is_none_or(|points| points < tally.points)
    }

    /// Whether a post is about another contest of pairs, and nothing sure speaks for this one.
    pub(super) fn elsewhere(&self, contest: u32) -> bool {
        self.tally(contest).is_none()
            && self
                .tallies
                .votes
                .iter()
                .any(|tally| !self.is_of_lists(tally.contest) && self.knows(tally.contest))
    }

    /// Whether the contest is the post's region's own.
    pub(super) fn local(&self, contest: u32) -> bool {
        let region = &self.pack.contests[contest as usize].region;
        !region.is_empty() && !self.context.region.is_empty() && self.context.region.starts_with(&**region)
    }

    /// The order among equals: newer elections first, national before local.
    pub(super) fn rank(&self, contest: u32) -> (std::cmp::Reverse<&str>, usize) {
        let contest = &self.pack.contests[contest as usize];
        let year = contest.election.rsplit('-').next().unwrap_or("");
        (std::cmp::Reverse(year), contest.region.len())
    }

    /// Whether parties and their lists stand in the contest: their numbers are not those of a pair.
    fn is_of_lists(&self, contest: u32) -> bool {
        let election = &self.pack.contests[contest as usize].election;
        election.starts_with("pemilu") || election.starts_with("pileg")
    }

    /// The contest that a ballot number belongs to, and whether something says so: the one that the post is about, or
    /// the region's only one.
    pub(super) fn contest_of_number(&self) -> Option<u32> {
        let voted = self
            .tallies
            .votes
            .iter()
            .map(|tally| tally.contest)
            .filter(|&contest| !self.is_of_lists(contest))
            .max_by_key(|&contest| (self.of(contest), std::cmp::Reverse(self.rank(contest))));
        if voted.is_some() {
            return voted;
        }
        if self.context.region.is_empty() {
            return self.told_contest();
        }
        let mut local = (0..self.pack.contests.len() as u32).filter(|&contest| {
            self.local(contest) && !self.is_of_lists(contest) && (self.context.in_play)(contest)
        });
        match (local.next(), local.next()) {
            (Some(contest), None) => Some(contest),
            _ => None,
        }
    }

    /// Whether the post names the contest's region, and has none of its own.
    pub(super) fn is_told(&self, contest: u32) -> bool {
        if self.tallies.told.is_empty() || !self.context.region.is_empty() || self.is_earlier(contest) {
            return false;
        }
        RegionCode::parse(&self.pack.contests[contest as usize].region)
            .is_some_and(|region| self.tallies.told.contains(&region))
    }

    /// The only contest of a region that the post names.
    fn told_contest(&self) -> Option<u32> {
        if self.tallies.told.is_empty() {
            return None;
        }
        let mut told = (0..self.pack.contests.len() as u32).filter(|&contest| {
            self.is_told(contest) && !self.is_of_lists(contest) && (self.context.in_play)(contest)
        });
        match (told.next(), told.next()) {
            (Some(contest), None) => Some(contest),
            _ => None,
        }
    }

    /// Whether this reading of a surface stands out: no other contest that it may belong to has as much for it.
    pub(super) fn leads(&self, best: &SurfaceEntry, entries: &[SurfaceEntry]) -> bool {
        let contest = |entry: &SurfaceEntry| self.pack.contestants[entry.contestant as usize].contest;
        let votes = self.of(contest(best));
        entries
            .iter()
            .filter(|entry| entry.contestant != best.contestant && (self.context.in_play)(contest(entry)))
            .all(|entry| self.of(contest(entry)) < votes)
    }
}

/// Whether a form belongs to a contest and not to the person.
fn is_telling(form: Form) -> bool {
    matches!(
        form,
        Form::Pair | Form::Tag | Form::TagAgainst | Form::NickAgainst | Form::Slogan
    )
}
