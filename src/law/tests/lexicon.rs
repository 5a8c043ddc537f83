//! What the shipped law files must say, and what is said of wrong ones.

use super::*;

const CATALOGUE: [&str; 29] = [
    "social-post",
    "social-comment",
    "social-share",
    "social-like",
    "social-follow-join",
    "social-campaign",
    "social-symbol-display",
    "photo-with-candidate",
    "partisan-symbol-gesture",
    "campaign-attributes",
    "put-up-banner",
    "attend-campaign",
    "campaign-team",
    "mobilise-staff",
    "state-facilities",
    "biased-decision",
    "partisan-activity",
    "support-letter-ktp",
    "express-support",
    "negative-campaign",
    "hate-hoax",
    "join-party",
    "party-approach",
    "promote-self-candidacy",
    "speaker-at-party-event",
    "spouse-candidate",
    "intimidation",
    "money-politics",
    "quiet-period-campaign",
];

#[test]
fn every_ban_of_the_catalogue_is_complete() {
    let law = shipped();
    let ids: Vec<&str> = law.bans().iter().map(|ban| &*ban.id).collect();
    assert_eq!(ids, CATALOGUE);
    for ban in law.bans() {
        let id = &ban.id;
        assert!(!ban.title.id.is_empty() && !ban.title.en.is_empty(), "{id}");
        assert!(
            ban.definition.id.len() > 20 && ban.definition.en.len() > 20,
            "{id}"
        );
        assert!(
            ban.binds.names(AuthorStatus::Pns),
            "{id} binds no career civil servant"
        );
        assert!(ban.look_alikes.len() >= 3, "{id}");
        assert!(ban.bases.len() >= 2, "{id}");
        if let Some(general) = &ban.residual {
            assert!(law.ban(general).is_some(), "{id}");
        }
    }
}

#[test]
fn every_policy_and_every_ban_say_the_same_of_each_other() {
    // `Law::parse` holds the way from ban to policy; this is the way back.
    let law = shipped();
    for policy in law.policies() {
        for states in &policy.states {
            let ban = law.ban(&states.ban).unwrap();
            assert!(
                ban.circulars.iter().any(|circular| circular.policy == policy.id),
                "{} states {}, whose file does not say so",
                policy.id,
                ban.id
            );
            if let Some(number) = states.point {
                assert!(
                    policy.points.iter().any(|point| point.number == number),
                    "{} has no point {number}",
                    policy.id
                );
            }
        }
        if let Some(region) = policy.region {
            assert!(law.regions().get(region).is_some(), "{}", policy.id);
        }
    }
    let counts: Vec<(&str, usize)> = law
        .policies()
        .iter()
        .map(|policy| (&*policy.id, policy.states.len()))
        .collect();
    assert_eq!(
        counts,
        [
            ("batang-2023", 15),
            ("batanghari-2024", 6),
            ("lebong-2024", 12),
            ("national", 0),
            ("pesawaran-2023", 15),
            ("solok-2023", 12),
        ]
    );
}

#[test]
fn what_the_circulars_add_can_be_asked() {
    let law = shipped();
    let flags = |name: &str| match law.choose(&[name]).unwrap() {
        Choice::Fixed(policies) => law.flags(policies),
        Choice::ByRegion => Flags::default(),
    };
    assert!(flags("+lebong-2024").content_without_leaning);
    assert!(!flags("national").content_without_leaning);
    assert!(flags("solok-2023").response_to_caleg && flags("solok-2023").spouse_even_on_leave);
    assert!(flags("pesawaran-2023").spouse_without_leave && flags("pesawaran-2023").photo_with_props);
    assert!(flags("batang-2023").private_chat_groups);
    assert_eq!(flags("batanghari-2024"), Flags::default());
}

#[test]
fn every_date_of_the_calendar_lies_in_order() {
    for election in shipped().elections() {
        assert!(election.opens.date <= election.determined.date, "{}", election.id);
        for revote in &election.revotes {
            assert!(!revote.regions.is_empty(), "{}", revote.title.en);
            assert!(election.settled.date < revote.opens.date, "{}", revote.title.en);
            for day in &revote.voting {
                assert!(
                    revote.opens.date <= day.date && day.date <= revote.settled.date,
                    "{}",
                    revote.title.en
                );
            }
        }
    }
}

/// The shipped files with one passage of one of them replaced.
fn with(file: &str, old: &str, new: &str) -> Result<Law> {
    let mut files = shipped_files();
    let (_, text) = files.iter_mut().find(|(path, _)| path == file).unwrap();
    assert!(text.contains(old), "{file} has no {old}");
    *text = text.replacen(old, new, 1);
    Law::parse(&files)
}

#[test]
fn wrong_files_are_refused_with_their_place() {
    for (file, old, new, message) in [
        (
            "bans/social-like.toml",
            "group = ",
            "grup = ",
            "unknown field `grup`",
        ),
        (
            "bans/social-like.toml",
            "id = \"social-like\"",
            "id = \"social-likes\"",
            "not the name of the file",
        ),
        (
            "bans/social-like.toml",
            "\"skb-2022\"",
            "\"skb-2021\"",
            "no instrument has the id `skb-2021`",
        ),
        (
            "bans/social-like.toml",
            "\"disiplin-berat\"",
            "\"disiplin-ringan\"",
            "no class of sanction",
        ),
        (
            "bans/social-like.toml",
            "\"pns\", ",
            "\"asn\", ",
            "no status that can be bound",
        ),
        (
            "bans/social-like.toml",
            "\"verified\"",
            "\"sure\"",
            "`sure` is no status",
        ),
        (
            "bans/social-like.toml",
            "how = \"explicit\"",
            "how = \"implied\"",
            "states this ban differently",
        ),
        (
            "bans/social-like.toml",
            "policy = \"solok-2023\"",
            "policy = \"batanghari-2024\"",
            "does not state this ban",
        ),
        (
            "policies/lebong-2024.toml",
            "ban = \"social-post\"",
            "ban = \"social-poster\"",
            "no ban has the id `social-poster`",
        ),
        (
            "policies/lebong-2024.toml",
            "\"pilkada-2024\"",
            "\"pilkada-2023\"",
            "no election has the id `pilkada-2023`",
        ),
        (
            "policies/lebong-2024.toml",
            "content_without_leaning",
            "content_with_leaning",
            "unknown field `content_with_leaning`",
        ),
        (
            "calendar.toml",
            "2023-11-13",
            "2023-11-31",
            "no calendar has this day",
        ),
        (
            "calendar.toml",
            "to = \"2024-02-10\"",
            "to = \"2023-02-10\"",
            "ends before it begins",
        ),
        (
            "calendar.toml",
            "date = \"2023-11-14\"",
            "date = \"2025-11-14\"",
            "lies outside the election",
        ),
        (
            "calendar.toml",
            "[\"31\"]",
            "[\"DKI\"]",
            "`DKI` is no Kemendagri code",
        ),
        (
            "regions.csv",
            "1101,Kabupaten Aceh Selatan,kabupaten,11",
            "1101,Kabupaten Aceh Selatan,kabupaten,12",
            "the province does not fit the code",
        ),
        (
            "regions.csv",
            "Selatan,kabupaten,11,WIB",
            "Selatan,desa,11,WIB",
            "desa",
        ),
        (
            "author.toml",
            "status = \"kades\"",
            "status = \"private\"",
            "no status that can be found",
        ),
        (
            "instruments.toml",
            "to = \"2021-08-30\"",
            "to = \"2001-08-30\"",
            "comes before its first",
        ),
    ] {
        let error = with(file, old, new).expect_err(message);
        let shown = error.to_string();
        assert!(shown.contains(message), "{message}: {shown}");
        assert_eq!(error.file(), Some(Path::new(file)), "{shown}");
        if !message.starts_with("no election") {
            assert!(error.place().is_some(), "{shown}");
        }
    }
}

#[test]
fn rules_at_the_end_of_a_ban_are_left_to_others() {
    let mut files = shipped_files();
    let (_, text) = files
        .iter_mut()
        .find(|(path, _)| path == "bans/social-like.toml")
        .unwrap();
    let before = shipped().ban("social-like").unwrap().rules;
    text.push_str(
        "\n[[rule]]\nid = \"of-a-test\"\nsignals = [\"like\"]\nwithin = 5\nfire = [\"a\", \"b\"]\nquiet = [\"c\"]\n",
    );
    let after = Law::parse(&files).unwrap().ban("social-like").unwrap().rules;
    assert_eq!(
        (after.rules, after.fire, after.quiet),
        (before.rules + 1, before.fire + 2, before.quiet + 1)
    );
}

#[test]
fn a_users_own_files_add_and_replace() {
    let mut files = shipped_files();
    files.push((
        "calendar.toml".to_owned(),
        r#"
[[election]]
id = "pilkada-ulang-2025"
title = { id = "Pilkada ulang", en = "Repeated regional election" }
law = "pilkada"
regions = ["1971"]
opens = { date = "2025-06-01", status = "assumed" }
determined = { date = "2025-07-01", status = "assumed" }
numbers_drawn = { date = "2025-07-02", status = "assumed" }
voting = [{ date = "2025-08-27", status = "from-memory" }]
settled = { date = "2025-09-10", status = "assumed" }
"#
        .to_owned(),
    ));
    files.push((
        "policies/pangkalpinang-2025.toml".to_owned(),
        r#"
id = "pangkalpinang-2025"
title = { id = "Edaran", en = "Circular" }
region = "1971"
instrument = "SE 1/2025"
instrument_full = "Surat Edaran 1/2025"
binds = ["pns", "ppnpn"]
elections = ["pilkada-ulang-2025"]
status = "verified"

[[states]]
ban = "social-like"
how = "explicit"
words = "dilarang menyukai"
"#
        .to_owned(),
    ));
    let law = Law::parse(&files).unwrap();
    let city = RegionCode::parse("1971");
    let at = moment(&law, "2025-08-27T00:01:00+07:00", city);
    assert_eq!(law.period("pilkada-ulang-2025", city, at), Period::VotingDay);
    let policies = law.policies_for(Choice::ByRegion, city, Some(at));
    let names: Vec<&str> = law.policies_in(policies).map(|policy| &*policy.id).collect();
    assert_eq!(names, ["national", "pangkalpinang-2025"]);
    assert_eq!(law.elections().len(), shipped().elections().len() + 1);

    // The same id again takes the place of the first.
    files.push((
        "policies/pangkalpinang-2025.toml".to_owned(),
        "id = \"pangkalpinang-2025\"\ntitle = { id = \"Baru\", en = \"New\" }\ninstrument = \"SE 2/2025\"\ninstrument_full = \"SE 2/2025\"\nstatus = \"from-memory\"\n".to_owned(),
    ));
    let again = Law::parse(&files).unwrap();
    assert_eq!(again.policies().len(), law.policies().len());
    assert_eq!(
        &*again.policy("pangkalpinang-2025").unwrap().instrument,
        "SE 2/2025"
    );
}

#[test]
fn the_law_can_be_written_as_records() {
    let law = shipped();
    let ban = serde_json::to_value(law.ban("party-approach").unwrap()).unwrap();
    assert_eq!(ban["binds"], serde_json::json!(["pns", "pppk"]));
    assert_eq!(ban["periods"], serde_json::json!(["pre-determination"]));
    assert_eq!(ban["bases"][0]["article"], "B3");
    assert_eq!(ban["bases"][0]["status"], "disputed");
    assert_eq!(ban["bases"][0]["from"], "2022-09-22");
    let policy = serde_json::to_value(law.policy("lebong-2024").unwrap()).unwrap();
    assert_eq!(policy["region"], "1707");
    assert_eq!(policy["flags"]["content_without_leaning"], true);
    let election = serde_json::to_value(law.election("pilkada-2024").unwrap()).unwrap();
    assert_eq!(election["quiet"][0]["status"], "disputed");
}
