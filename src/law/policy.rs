//! Policies: the national rules and the local circulars, each with the bans it states in its own words.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::Result;

use super::bound::Bound;
use super::calendar::code;
use super::instrument::Instruments;
use super::region::RegionCode;
use super::source::{Source, Status, Text, Word};
use super::time::Date;

/// A legal profile.
#[derive(Clone, Debug, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Policy {
    /// Its id, e.g. `lebong-2024`.
    pub id: Arc<str>,
    /// Its name.
    pub title: Text,
    /// Where it holds; nothing for the whole country.
    pub region: Option<RegionCode>,
    /// The name that citations show.
    pub instrument: Arc<str>,
    /// The full name.
    pub instrument_full: Arc<str>,
    /// First day in force, where known.
    pub from: Option<Date>,
    /// How well that day is known.
    pub from_status: Status,
    /// What the report says about the date.
    pub date_words: Arc<str>,
    /// Who signed or spoke.
    pub signatory: Arc<str>,
    /// Whom it binds, in words.
    pub binds_words: Arc<str>,
    /// Whom it binds by itself. Empty for the national rules, where each ban says whom it binds.
    pub binds: Bound,
    /// Its own words about sanctions; empty where the report has none.
    pub sanction_words: Arc<str>,
    /// Its own words about the time it covers.
    pub period_words: Arc<str>,
    /// The elections it covers; empty for all.
    pub elections: Vec<Arc<str>>,
    /// Whether it states every ban: the national rules.
    pub states_all: bool,
    /// Whether its general ban on support catches what it does not name.
    pub residual: bool,
    /// The instruments it cites, as indexes.
    #[serde(skip)]
    pub(super) cites: Vec<usize>,
    /// What it says about its bases.
    pub cites_words: Arc<str>,
    /// How well the policy itself is known.
    pub status: Status,
    /// What it adds to the national rules or narrows, in words.
    pub adds: Vec<Arc<str>>,
    /// What is not known about it.
    pub doubts: Vec<Arc<str>>,
    /// What it adds or narrows, for rules to ask.
    pub flags: Flags,
    /// Its points as the report prints them.
    pub points: Vec<Point>,
    /// The bans it states.
    pub states: Vec<States>,
    /// A post that it judges differently than another policy does.
    pub contrast: Option<Contrast>,
}

/// A made-up post, and the policy under which it is judged differently. A page that shows it judges it anew.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
#[serde(deny_unknown_fields, default)]
pub struct Contrast {
    /// The other policy.
    pub with: Arc<str>,
    /// What the author did; a post where empty.
    pub action: Arc<str>,
    /// What they wrote.
    pub text: Arc<str>,
    /// The account acted on.
    pub target_account: Arc<str>,
    /// What was acted on.
    pub target_text: Arc<str>,
    /// The author's status.
    pub author: Arc<str>,
    /// When.
    pub time: Arc<str>,
    /// Where.
    pub region: Arc<str>,
    /// What makes the difference, in Indonesian.
    pub id: Arc<str>,
    /// The same in English.
    pub en: Arc<str>,
}

/// A point of a circular.
#[derive(Clone, Debug, Serialize, Deserialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Its number in the catalogue.
    pub number: u32,
    /// The report's own words.
    pub words: Arc<str>,
    /// Paraphrase in Indonesian.
    pub id: Arc<str>,
    /// Paraphrase in English.
    pub en: Arc<str>,
}

/// How a policy states a ban.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// In its own words.
    Explicit,
    /// Its words imply it.
    Implied,
    /// Not in the report, but in another one about the same regency.
    ReportedElsewhere,
}

impl How {
    pub(super) const WORDS: [(&'static str, How); 3] = [
        ("explicit", How::Explicit),
        ("implied", How::Implied),
        ("reported-elsewhere", How::ReportedElsewhere),
    ];

    /// The word used in files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        How::WORDS[self as usize].0
    }

    /// The word in Indonesian, for pages and citations.
    #[must_use]
    pub fn indonesian(self) -> &'static str {
        match self {
            How::Explicit => "tersurat",
            How::Implied => "tersirat",
            How::ReportedElsewhere => "menurut laporan lain",
        }
    }
}

/// A ban that a policy states.
#[derive(Clone, Debug, Serialize, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct States {
    /// The ban's id.
    pub ban: Arc<str>,
    /// How.
    pub how: How,
    /// In which point, where the catalogue says so.
    pub point: Option<u32>,
    /// The report's own words.
    pub words: Arc<str>,
    /// The other report, where it is not in the first one.
    pub source: Option<Arc<str>>,
    /// What citations show as the article.
    pub(super) article: Arc<str>,
    #[serde(skip)]
    pub(super) place: std::ops::Range<usize>,
}

/// What a policy adds to the national rules or narrows.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
#[serde(deny_unknown_fields, default)]
// Each is a question that rules ask by name; a set of bits would only hide the names.
#[allow(clippy::struct_excessive_bools)]
pub struct Flags {
    /// Any content about a pair is meant, leaning or not: a neutral share is a finding of low confidence.
    pub content_without_leaning: bool,
    /// Any response to a legislative candidate's status is meant, leaning or not.
    pub response_to_caleg: bool,
    /// A photo counts when it shows campaign props or is taken with the team.
    pub photo_with_props: bool,
    /// A photo or pose counts even with a relative.
    pub photo_with_relatives: bool,
    /// Following the spouse's campaign counts when there is no unpaid leave (CLTN).
    pub spouse_without_leave: bool,
    /// Accompanying a candidate spouse counts even on unpaid leave (CLTN).
    pub spouse_even_on_leave: bool,
    /// Using one's own goods for a candidate spouse counts too.
    pub own_goods: bool,
    /// Closed groups of colleagues, kin and family are named.
    pub private_chat_groups: bool,
    /// Attending passively is allowed.
    pub passive_attendance: bool,
}

/// One of the [`Flags`], as a rule names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Flag {
    /// [`Flags::content_without_leaning`].
    ContentWithoutLeaning,
    /// [`Flags::response_to_caleg`].
    ResponseToCaleg,
    /// [`Flags::photo_with_props`].
    PhotoWithProps,
    /// [`Flags::photo_with_relatives`].
    PhotoWithRelatives,
    /// [`Flags::spouse_without_leave`].
    SpouseWithoutLeave,
    /// [`Flags::spouse_even_on_leave`].
    SpouseEvenOnLeave,
    /// [`Flags::own_goods`].
    OwnGoods,
    /// [`Flags::private_chat_groups`].
    PrivateChatGroups,
    /// [`Flags::passive_attendance`].
    PassiveAttendance,
}

impl Flag {
    /// All flags by the names that files use.
    pub const WORDS: [(&'static str, Flag); 9] = [
        ("content_without_leaning", Flag::ContentWithoutLeaning),
        ("response_to_caleg", Flag::ResponseToCaleg),
        ("photo_with_props", Flag::PhotoWithProps),
        ("photo_with_relatives", Flag::PhotoWithRelatives),
        ("spouse_without_leave", Flag::SpouseWithoutLeave),
        ("spouse_even_on_leave", Flag::SpouseEvenOnLeave),
        ("own_goods", Flag::OwnGoods),
        ("private_chat_groups", Flag::PrivateChatGroups),
        ("passive_attendance", Flag::PassiveAttendance),
    ];

    /// The flag of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Flag> {
        Flag::WORDS
            .iter()
            .find(|(word, _)| *word == name)
            .map(|(_, flag)| *flag)
    }
}

impl Flags {
    /// Whether this flag is set.
    #[must_use]
    pub fn has(self, flag: Flag) -> bool {
        match flag {
            Flag::ContentWithoutLeaning => self.content_without_leaning,
            Flag::ResponseToCaleg => self.response_to_caleg,
            Flag::PhotoWithProps => self.photo_with_props,
            Flag::PhotoWithRelatives => self.photo_with_relatives,
            Flag::SpouseWithoutLeave => self.spouse_without_leave,
            Flag::SpouseEvenOnLeave => self.spouse_even_on_leave,
            Flag::OwnGoods => self.own_goods,
            Flag::PrivateChatGroups => self.private_chat_groups,
            Flag::PassiveAttendance => self.passive_attendance,
        }
    }

    /// What either of two policies says.
    pub(super) fn or(self, other: Flags) -> Flags {
        Flags {
            content_without_leaning: self.content_without_leaning || other.content_without_leaning,
            response_to_caleg: self.response_to_caleg || other.response_to_caleg,
            photo_with_props: self.photo_with_props || other.photo_with_props,
            photo_with_relatives: self.photo_with_relatives || other.photo_with_relatives,
            spouse_without_leave: self.spouse_without_leave || other.spouse_without_leave,
            spouse_even_on_leave: self.spouse_even_on_leave || other.spouse_even_on_leave,
            own_goods: self.own_goods || other.own_goods,
            private_chat_groups: self.private_chat_groups || other.private_chat_groups,
            passive_attendance: self.passive_attendance || other.passive_attendance,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: Word,
    title: Text,
    #[serde(default)]
    region: Option<Word>,
    instrument: Arc<str>,
    instrument_full: Arc<str>,
    from: Option<Word>,
    from_status: Option<Word>,
    #[serde(default)]
    date_words: Arc<str>,
    #[serde(default)]
    signatory: Arc<str>,
    #[serde(default)]
    binds_words: Arc<str>,
    #[serde(default)]
    binds: Vec<Word>,
    #[serde(default)]
    sanction_words: Arc<str>,
    #[serde(default)]
    period_words: Arc<str>,
    #[serde(default)]
    elections: Vec<Arc<str>>,
    #[serde(default)]
    states_all: bool,
    #[serde(default)]
    residual: bool,
    #[serde(default)]
    cites: Vec<Word>,
    #[serde(default)]
    cites_words: Arc<str>,
    status: Word,
    #[serde(default)]
    adds: Vec<Arc<str>>,
    #[serde(default)]
    doubts: Vec<Arc<str>>,
    #[serde(default)]
    flags: Flags,
    #[serde(default)]
    point: Vec<Point>,
    #[serde(default)]
    states: Vec<RawStates>,
    contrast: Option<Contrast>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStates {
    ban: Word,
    how: Word,
    point: Option<u32>,
    words: Arc<str>,
    source: Option<Arc<str>>,
}

impl Policy {
    pub(super) fn parse(source: Source<'_>, instruments: &Instruments) -> Result<Policy> {
        let raw: Raw = source.read()?;
        let region = raw
            .region
            .filter(|word| !word.get_ref().is_empty())
            .map(|word| code(source, &word))
            .transpose()?;
        let states = raw
            .states
            .into_iter()
            .map(|raw| States::read(source, raw))
            .collect::<Result<_>>()?;
        Ok(Policy {
            id: Arc::from(raw.id.into_inner()),
            title: raw.title,
            region,
            instrument: raw.instrument,
            instrument_full: raw.instrument_full,
            from: source.optional_date(raw.from.as_ref())?,
            from_status: match &raw.from_status {
                Some(word) => source.one_of(word, "status", &Status::WORDS)?,
                None => Status::Assumed,
            },
            date_words: raw.date_words,
            signatory: raw.signatory,
            binds_words: raw.binds_words,
            binds: Bound::read(source, &raw.binds)?,
            sanction_words: raw.sanction_words,
            period_words: raw.period_words,
            elections: raw.elections,
            states_all: raw.states_all,
            residual: raw.residual,
            cites: raw
                .cites
                .iter()
                .map(|word| instruments.named(source, word))
                .collect::<Result<_>>()?,
            cites_words: raw.cites_words,
            status: source.one_of(&raw.status, "status", &Status::WORDS)?,
            adds: raw.adds,
            doubts: raw.doubts,
            flags: raw.flags,
            points: raw.point,
            states,
            contrast: raw.contrast,
        })
    }

    /// How it states this ban.
    #[must_use]
    pub fn states(&self, ban: &str) -> Option<&States> {
        self.states.iter().find(|one| *one.ban == *ban)
    }

    /// Whether this election is in its scope; an unknown election is.
    #[must_use]
    pub fn covers(&self, election: Option<&str>) -> bool {
        self.elections.is_empty()
            || election.is_none_or(|election| self.elections.iter().any(|one| **one == *election))
    }
}

impl States {
    fn read(source: Source<'_>, raw: RawStates) -> Result<States> {
        let how = source.one_of(&raw.how, "way to state a ban", &How::WORDS)?;
        let point = raw.point.map(|number| format!("butir {number}"));
        let article = match (how, point, &raw.source) {
            (How::Explicit, Some(point), _) => point,
            (How::Explicit, None, _) => String::new(),
            (How::Implied, Some(point), _) => format!("{point} (tersirat)"),
            (How::Implied, None, _) => String::from("tersirat"),
            (How::ReportedElsewhere, _, Some(other)) => format!("menurut {other}"),
            (How::ReportedElsewhere, _, None) => {
                return Err(source
                    .error(raw.how.span(), "say which other report states it")
                    .help("add `source = \"…\"`"));
            }
        };
        Ok(States {
            place: raw.ban.span(),
            ban: Arc::from(raw.ban.into_inner()),
            how,
            point: raw.point,
            words: raw.words,
            source: raw.source,
            article: Arc::from(article),
        })
    }
}
