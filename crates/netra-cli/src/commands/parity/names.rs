//! Whoever can be named: contestants in each form of writing, and regions.

use netra::Lexicon;
use netra::law::{Date, Law, Period};
use netra::lexicon::contestants::{Contestant, Kind, official, read};

use crate::exit::Fault;

/// A way to write a contestant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Both full names with `dan`.
    Pair,
    /// Both full names with a dash.
    Dashed,
    /// The full name of the head.
    Head,
    /// The full name of the deputy.
    Deputy,
    /// A party's full name.
    Party,
    /// A party's acronym or short name.
    Acronym,
    /// A name that the table gives the pair.
    Couple,
    /// The shortest name of the head that the table lists, or a full name of one word.
    Short,
}

impl Form {
    pub(super) const ALL: [Form; 8] = [
        Form::Pair,
        Form::Dashed,
        Form::Head,
        Form::Deputy,
        Form::Party,
        Form::Acronym,
        Form::Couple,
        Form::Short,
    ];

    /// Whether it names the contestant in full, so that nobody else can be meant.
    pub(super) fn is_whole(self) -> bool {
        !matches!(self, Form::Acronym | Form::Couple | Form::Short)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Form::Pair => "pair",
            Form::Dashed => "pair, dashed",
            Form::Head => "head",
            Form::Deputy => "deputy",
            Form::Party => "party",
            Form::Acronym => "acronym",
            Form::Couple => "couple name",
            Form::Short => "short name",
        }
    }
}

/// A contestant and the election it stands in.
#[derive(Debug)]
pub(super) struct Named {
    /// The election.
    pub(super) pack: String,
    pub(super) id: String,
    /// Of a regional contest.
    pub(super) region: Option<String>,
    /// A day of the election's campaign.
    pub(super) day: Option<String>,
    contestant: Contestant,
}

/// A region with its name.
#[derive(Debug)]
pub(super) struct Region {
    pub(super) code: String,
    pub(super) name: String,
}

impl Named {
    /// The contestant, written so; nothing where there is no such form.
    pub(super) fn written(&self, form: Form) -> Option<String> {
        let kind = &self.contestant.kind;
        let (head, deputy) = (plain(&self.contestant.head), plain(&self.contestant.deputy));
        let lists = self.contestant.lists();
        let paired = *kind == Kind::Pair && !deputy.is_empty();
        let several = |name: &str| name.split_whitespace().count() > 1;
        let person = |name: &String| (*kind != Kind::Party && several(name)).then(|| name.clone());
        match form {
            Form::Pair => paired.then(|| format!("{head} dan {deputy}")),
            Form::Dashed => paired.then(|| format!("{head} - {deputy}")),
            Form::Head => person(&head),
            Form::Deputy => person(&deputy),
            Form::Party => (*kind == Kind::Party).then_some(head),
            Form::Acronym if *kind == Kind::Party => shortest(&lists.head_short),
            Form::Acronym => None,
            Form::Couple => shortest(&lists.couple),
            Form::Short if *kind == Kind::Party => None,
            Form::Short => shortest(&lists.head_short)
                .or_else(|| shortest(&lists.head_weak))
                .or_else(|| (!several(&head)).then_some(head)),
        }
    }
}

/// An official name without the degrees that a table may have left.
fn plain(written: &str) -> String {
    let name = official(written).name;
    if name.is_empty() {
        written.to_owned()
    } else {
        name.to_string()
    }
}

/// The shortest name of a list, as people write names.
fn shortest(list: &[Box<str>]) -> Option<String> {
    let name = list
        .iter()
        .min_by_key(|name| (name.chars().count(), (*name).clone()))?;
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    };
    Some(name.split(' ').map(capital).collect::<Vec<_>>().join(" "))
}

/// Everybody who can be sided with in these elections, or in all: the tables of the lexicon, without optional ones.
pub(super) fn contestants(lexicon: &Lexicon, law: &Law, elections: &[String]) -> Result<Vec<Named>, Fault> {
    let mut all = Vec::new();
    for source in lexicon.sources() {
        let table = source
            .path
            .strip_prefix("contestants/")
            .filter(|rest| rest.ends_with(".csv"));
        if table.is_none_or(|rest| rest.contains('/')) {
            continue;
        }
        for contestant in read(&source.path, &source.text)? {
            let wanted = elections.is_empty()
                || elections
                    .iter()
                    .any(|one| one == "all" || **one == *contestant.election);
            // Who stands in no election of the calendar can be sided with in no sentence, so all of theirs would be alike.
            let stands = law.election(&contestant.election).is_some();
            if contestant.kind == Kind::EmptyBox || !wanted || !stands {
                continue;
            }
            all.push(Named {
                pack: contestant.election.to_string(),
                day: campaign_day(law, &contestant.election),
                id: contestant.id.to_string(),
                region: (!contestant.region.is_empty()).then(|| contestant.region.to_string()),
                contestant,
            });
        }
    }
    Ok(all)
}

/// The law of a lexicon: its calendar and its regions.
pub(super) fn law(lexicon: &Lexicon) -> Result<Law, Fault> {
    let files: Vec<(String, String)> = lexicon
        .sources()
        .iter()
        .map(|source| (source.path.clone(), source.text.clone().into_owned()))
        .collect();
    Ok(Law::parse(&files)?)
}

/// Every region.
pub(super) fn regions(law: &Law) -> Vec<Region> {
    law.regions()
        .all()
        .iter()
        .map(|region| Region {
            code: region.code.to_string(),
            name: region.name.to_string(),
        })
        .collect()
}

/// A day of an election's campaign on which the ballot numbers were known, the latest of a few tried; nothing where the
/// calendar has none. On that day those who stood are meant, not what has become of them since.
pub(super) fn campaign_day(law: &Law, election: &str) -> Option<String> {
    let known = law.election(election)?;
    let year: i32 = election.rsplit('-').next()?.parse().ok()?;
    let days = (1..=12)
        .rev()
        .flat_map(|month| [25, 15, 5].map(|day| (month, day)));
    let mut dates = days.flat_map(|(month, day)| [(year, month, day), (year - 1, month, day)]);
    dates.find_map(|(year, month, day)| {
        let date = Date::new(year, month, day)?;
        let campaign = known.period(None, date) == Period::Campaign && known.numbers_drawn(date);
        campaign.then(|| format!("{year:04}-{month:02}-{day:02}"))
    })
}
