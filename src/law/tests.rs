//! The law room on the shipped lexicon: cases are data in `tests/law/`.

mod lexicon;

use std::borrow::Cow;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::*;
use crate::post::AuthorStatus;
use crate::verdict::{Binds, Citation};

/// The law files of the shipped lexicon, as `Law::parse` wants them.
pub(super) fn shipped_files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let mut paths: Vec<String> = ["instruments.toml", "calendar.toml", "regions.csv", "author.toml"]
        .map(String::from)
        .into();
    for folder in ["bans", "policies"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            paths.push(format!("{folder}/{name}"));
        }
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(root.join(&path)).unwrap();
            (path, text)
        })
        .collect()
}

pub(super) fn shipped() -> Law {
    Law::parse(&shipped_files()).unwrap_or_else(|error| panic!("{error}"))
}

fn cases<T: DeserializeOwned>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/law").join(name);
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn code(text: Option<&String>) -> Option<RegionCode> {
    text.map(|text| RegionCode::parse(text).unwrap())
}

fn moment(law: &Law, text: &str, region: Option<RegionCode>) -> Moment {
    Moment::parse(text, law.regions().zone(region)).unwrap()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Periods {
    case: Vec<PeriodCase>,
    drawn: Vec<DrawnCase>,
    open: Vec<OpenCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodCase {
    name: String,
    election: String,
    region: Option<String>,
    at: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DrawnCase {
    election: String,
    region: Option<String>,
    at: Vec<(String, bool)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenCase {
    at: String,
    region: Option<String>,
    elections: Vec<String>,
}

#[test]
fn periods() {
    let law = shipped();
    let file: Periods = cases("periods.toml");
    for case in &file.case {
        let region = code(case.region.as_ref());
        for (at, expected) in &case.at {
            let period = law.period(&case.election, region, moment(&law, at, region));
            assert_eq!(period.as_str(), expected, "{}: {at}", case.name);
        }
    }
    let status = |election, at| law.period_status(election, None, moment(&law, at, None));
    assert_eq!(status("pilkada-2024", "2024-11-25"), Some(Status::Disputed));
    assert_eq!(status("pilkada-2024", "2024-06-01"), Some(Status::Assumed));
    assert_eq!(status("pilkada-2024", "2024-10-01"), Some(Status::Verified));
    assert_eq!(status("pilpres-2019", "2019-01-01"), Some(Status::FromMemory));
    assert_eq!(status("pilkades-2024", "2019-01-01"), None);
    for case in &file.drawn {
        let region = code(case.region.as_ref());
        for (at, expected) in &case.at {
            let drawn = law.numbers_drawn(&case.election, region, moment(&law, at, region));
            assert_eq!(drawn, *expected, "{} {at}", case.election);
        }
    }
    for case in &file.open {
        let region = code(case.region.as_ref());
        let open: Vec<&str> = law
            .in_play(moment(&law, &case.at, region), region)
            .map(|election| &*election.id)
            .collect();
        assert_eq!(open, case.elections, "{} {:?}", case.at, case.region);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionFile {
    region: Vec<RegionCase>,
    zone: Vec<ZoneCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegionCase {
    text: Vec<String>,
    is: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ZoneCase {
    zone: String,
    codes: Vec<String>,
}

#[test]
fn regions() {
    let law = shipped();
    let file: RegionFile = cases("regions.toml");
    for case in &file.region {
        for text in &case.text {
            let found: Vec<String> = match law.region(text) {
                Ok(region) => vec![region.code.to_string()],
                Err(BadRegion::Unknown) => Vec::new(),
                Err(BadRegion::Ambiguous(found)) => {
                    found.into_iter().map(|(code, _)| code.to_string()).collect()
                }
            };
            assert_eq!(found, case.is, "{text:?}");
        }
    }
    for case in &file.zone {
        for text in &case.codes {
            let zone = law.regions().zone(RegionCode::parse(text));
            assert_eq!(zone.as_str(), case.zone, "{text}");
        }
    }
    let kinds = |kind| {
        law.regions()
            .all()
            .iter()
            .filter(|region| region.kind == kind)
            .count()
    };
    assert_eq!(kinds(RegionKind::Provinsi), 38);
    assert_eq!(kinds(RegionKind::Kabupaten) + kinds(RegionKind::Kota), 514);
    assert_eq!(
        law.region("Solok").unwrap_err().to_string(),
        "several regions have this name: Kabupaten Solok (1302), Kota Solok (1372)"
    );
}

#[test]
fn every_region_is_found_by_its_own_name() {
    let law = shipped();
    for region in law.regions().all() {
        // Only provinces may share their plain name, with a city of that name.
        let name = match region.kind {
            RegionKind::Provinsi => Cow::Owned(format!("Provinsi {}", region.name)),
            _ => Cow::Borrowed(&*region.name),
        };
        assert_eq!(
            law.region(&name).map(|found| found.code),
            Ok(region.code),
            "{name}"
        );
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorFile {
    author: Vec<AuthorCase>,
    said: Vec<SaidCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SaidCase {
    text: String,
    is: AuthorStatus,
    words: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorCase {
    bio: Option<String>,
    name: Option<String>,
    status: Option<AuthorStatus>,
    is: AuthorStatus,
    words: Option<String>,
}

#[test]
fn authors() {
    let law = shipped();
    let file: AuthorFile = cases("authors.toml");
    for case in &file.said {
        let found = law.author_said(&case.text);
        let status = found.as_ref().map_or(AuthorStatus::Unknown, |found| found.status);
        assert_eq!(status, case.is, "{:?}", case.text);
        if let Some(words) = &case.words {
            let found = found.unwrap();
            assert_eq!(found.place, FoundIn::Text);
            assert_eq!(case.text[found.span], **words);
        }
    }
    for case in file.author {
        let author = Author {
            account: None,
            name: case.name.as_deref().map(Cow::Borrowed),
            bio: case.bio.as_deref().map(Cow::Borrowed),
            status: case.status,
        };
        let found = law.author(&author);
        assert_eq!(found.status, case.is, "{author:?}");
        let field = match found.place {
            FoundIn::Bio => case.bio.as_deref(),
            FoundIn::Name => case.name.as_deref(),
            FoundIn::Text | FoundIn::Field | FoundIn::Nothing => None,
        };
        if let Some(words) = &case.words {
            assert_eq!(
                field.map(|field| &field[found.span.clone()]),
                Some(words.as_str())
            );
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Applications {
    case: Vec<Case>,
    policies: Vec<PolicyCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    ban: String,
    #[serde(default)]
    policy: Vec<String>,
    region: Option<String>,
    election: Option<String>,
    at: Option<String>,
    period: Option<String>,
    #[serde(default)]
    author: AuthorStatus,
    applies: Option<bool>,
    instead: Option<String>,
    binds: Option<String>,
    class: Option<String>,
    alternatives: Option<Vec<String>>,
    first: Option<String>,
    #[serde(default)]
    cites: Vec<String>,
    #[serde(default)]
    cites_not: Vec<String>,
    #[serde(default)]
    cites_none: bool,
    #[serde(default)]
    disputed: Vec<String>,
    #[serde(default)]
    notes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyCase {
    #[serde(default)]
    choose: Vec<String>,
    region: Option<String>,
    at: Option<String>,
    are: Option<Vec<String>>,
}

fn shown(citation: &Citation) -> String {
    format!("{}: {}", citation.instrument, citation.article)
}

#[test]
fn applications() {
    let law = shipped();
    for case in &cases::<Applications>("applications.toml").case {
        let name = &case.name;
        let region = code(case.region.as_ref());
        let at = case.at.as_ref().map(|at| moment(&law, at, region));
        let choice = law.choose(&case.policy).unwrap();
        let period = match (&case.period, &case.election, at) {
            (Some(period), _, _) => Period::WORDS
                .iter()
                .find(|(word, _)| word == period)
                .map(|(_, p)| *p),
            (None, Some(election), Some(at)) => Some(law.period(election, region, at)),
            _ => None,
        };
        let question = Question {
            ban: &case.ban,
            policies: law.policies_for(choice, region, at),
            election: case.election.as_deref(),
            region,
            period,
            moment: at,
            author: case.author,
            circular_alone: false,
        };
        let applied = law.apply(&question);
        let citations: Vec<String> = applied.citations.iter().map(shown).collect();
        assert_eq!(applied.applies, case.applies.unwrap_or(true), "{name}");
        assert_eq!(applied.applies, law.applies(&question), "{name}");
        assert_eq!(applied.instead.as_deref(), case.instead.as_deref(), "{name}");
        if let Some(binds) = &case.binds {
            let words = [
                ("yes", Binds::Yes),
                ("no", Binds::No),
                ("unknown", Binds::Unknown),
            ];
            let expected = words
                .iter()
                .find(|(word, _)| word == binds)
                .map(|(_, binds)| *binds);
            assert_eq!(Some(applied.binds), expected, "{name}");
        }
        if let Some(class) = &case.class {
            assert_eq!(*applied.sanction.class, **class, "{name}");
        }
        if let Some(expected) = &case.alternatives {
            let found: Vec<&str> = applied.sanction.alternatives.iter().map(|one| &**one).collect();
            assert_eq!(found, *expected, "{name}");
        }
        if let Some(first) = &case.first {
            assert_eq!(citations.first(), Some(first), "{name}");
        }
        for cited in &case.cites {
            assert!(
                citations.contains(cited),
                "{name}: {cited} is not in {citations:#?}"
            );
        }
        for cited in &case.cites_not {
            assert!(!citations.contains(cited), "{name}: {cited} is in {citations:#?}");
        }
        for cited in &case.disputed {
            let found = applied.citations.iter().find(|one| shown(one) == *cited);
            assert_eq!(found.map(|one| &*one.status), Some("disputed"), "{name}");
        }
        assert_eq!(
            citations.is_empty(),
            case.cites_none
                || case.ban == "shouting"
                || applied.notes.iter().any(|note| &**note == "no-rule-in-catalogue"),
            "{name}"
        );
        for note in &case.notes {
            assert!(
                applied.notes.iter().any(|one| **one == **note),
                "{name}: {:?}",
                applied.notes
            );
        }
    }
}

#[test]
fn policies_in_play() {
    let law = shipped();
    for case in &cases::<Applications>("applications.toml").policies {
        let region = code(case.region.as_ref());
        let at = case.at.as_ref().map(|at| moment(&law, at, region));
        let found = law.choose(&case.choose).map(|choice| {
            let policies = law.policies_for(choice, region, at);
            law.policies_in(policies)
                .map(|policy| policy.id.to_string())
                .collect::<Vec<_>>()
        });
        match &case.are {
            Some(expected) => assert_eq!(found.as_ref(), Ok(expected), "{:?} {:?}", case.region, case.at),
            None => assert_eq!(found.unwrap_err().kind(), ErrorKind::Unknown),
        }
    }
}

#[test]
fn a_calendar_laid_beside_the_shipped_one_adds_to_it() {
    let mut files = shipped_files();
    let election = "[[election]]\nid = \"pilkades-rekaan-2031\"\ntitle = { id = \"x\", en = \"x\" }\nlaw = \"pilkada\"\n\
        regions = [\"99\"]\nopens = { date = \"2031-05-05\", status = \"assumed\" }\n\
        determined = { date = \"2031-09-22\", status = \"assumed\" }\n\
        numbers_drawn = { date = \"2031-09-23\", status = \"assumed\" }\n\
        voting = [{ date = \"2031-11-27\", status = \"assumed\" }]\n\
        settled = { date = \"2031-12-16\", status = \"assumed\" }\n";
    let regions = "code,name,kind,province,zone,aliases\n99,Awan,provinsi,99,WIB,\n";
    // Before the shipped files on purpose: their order in the lexicon must not matter.
    files.insert(0, ("calendar-desa.toml".to_owned(), election.to_owned()));
    files.insert(0, ("regions-desa.csv".to_owned(), regions.to_owned()));
    let law = Law::parse(&files).unwrap();
    assert!(law.election("pilkades-rekaan-2031").is_some());
    assert!(law.election("pilkada-2024").is_some());
    assert_eq!(&*law.region("99").unwrap().name, "Awan");
    assert!(law.region("17").is_ok());
}
