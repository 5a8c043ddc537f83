use super::*;

fn expect(stance: &[Stance], bans: &[&str], absent: &[&str], any_of: &[&str]) -> Expect {
    let owned = |list: &[&str]| list.iter().map(ToString::to_string).collect();
    Expect {
        flagged: true,
        stance: stance.to_vec(),
        bans: owned(bans),
        absent: owned(absent),
        any_of: owned(any_of),
    }
}

fn found(stance: &[Stance], bans: &[&str]) -> Outcome {
    Outcome {
        flagged: true,
        stance: stance.to_vec(),
        bans: bans.iter().map(|&ban| ban.into()).collect(),
        ..Outcome::default()
    }
}

fn case(id: &str, capability: &str, pair: Option<&str>, expect: Expect) -> FunctionalCase {
    FunctionalCase {
        id: id.into(),
        capability: capability.into(),
        pair: pair.map(Into::into),
        expect,
        ..FunctionalCase::default()
    }
}

#[test]
fn each_part_of_the_pass_rule() {
    use Stance::{Against, Favour};
    let asked = expect(
        &[Favour],
        &["social-like"],
        &["campaign-team"],
        &["put-up-banner", "campaign-attributes"],
    );
    assert_eq!(
        faults(
            &asked,
            &found(&[Favour], &["social-like", "put-up-banner", "social-post"])
        ),
        []
    );
    assert_eq!(faults(&asked, &Outcome::default()), [Fault::NotFlagged]);
    assert_eq!(
        faults(&asked, &found(&[Favour, Against], &["campaign-team"])),
        [
            Fault::Stance(vec![Favour, Against]),
            Fault::Missing("social-like".into()),
            Fault::Present("campaign-team".into()),
            Fault::NoneOf(vec!["put-up-banner".into(), "campaign-attributes".into()]),
        ]
    );
    assert_eq!(faults(&Expect::default(), &Outcome::default()), []);
    assert_eq!(
        faults(&Expect::default(), &found(&[Favour], &[])),
        [Fault::Flagged]
    );
}

#[test]
fn the_sides_are_a_set() {
    use Stance::{Against, Favour};
    let asked = expect(&[Against, Favour], &[], &[], &[]);
    assert_eq!(faults(&asked, &found(&[Favour, Against], &[])), []);
    assert_eq!(
        faults(&asked, &found(&[Favour], &[])),
        [Fault::Stance(vec![Favour])]
    );
}

#[test]
fn halves_pairs_and_capabilities_are_told_apart() {
    let favour = || expect(&[Stance::Favour], &[], &[], &[]);
    let cases = [
        case("a1", "a", Some("p1"), favour()),
        case("a2", "a", Some("p1"), Expect::default()),
        case("b1", "b", Some("p2"), favour()),
        case("b2", "b", Some("p2"), Expect::default()),
        case("b3", "b", Some("alone"), favour()),
    ];
    let yes = found(&[Stance::Favour], &[]);
    let outcomes = [
        yes.clone(),
        Outcome::default(),
        Outcome::default(),
        Outcome::default(),
        yes,
    ];
    let report = check(&cases, &outcomes);
    assert_eq!(report.cases, Tally { passed: 4, of: 5 });
    assert_eq!(report.flagged, Tally { passed: 2, of: 3 });
    assert_eq!(report.unflagged, Tally { passed: 2, of: 2 });
    assert_eq!(report.pairs, Tally { passed: 1, of: 2 });
    assert_eq!(report.capabilities[1].cases, Tally { passed: 2, of: 3 });
    assert_eq!(report.capabilities[1].pairs, Tally { passed: 0, of: 1 });
    assert_eq!(report.faults.get("not-flagged"), Some(&1));
    let lines: Vec<String> = report.failures.iter().map(CaseFailure::line).collect();
    assert_eq!(
        lines,
        ["b1 (b): expected favour; found nothing (score 0.0000): not flagged"]
    );
}

#[test]
fn flagging_nothing_passes_the_unflagged_half_only() {
    let cases = [
        case("1", "c", None, expect(&[Stance::Favour], &[], &[], &[])),
        case("2", "c", None, Expect::default()),
    ];
    let report = check(&cases, &[Outcome::default(), Outcome::default()]);
    assert_eq!(
        (report.flagged.rate(), report.unflagged.rate()),
        (Some(0.0), Some(1.0))
    );
}
