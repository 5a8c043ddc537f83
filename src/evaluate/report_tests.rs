use super::*;
use crate::verdict::Stance::{self, Against, Favour};

fn post(stance: &[Stance], bans: &[&str]) -> LabelledPost {
    LabelledPost {
        stance: stance.to_vec(),
        bans: bans.iter().map(ToString::to_string).collect(),
        ..LabelledPost::default()
    }
}

fn found(stance: &[Stance], bans: &[&str]) -> Outcome {
    Outcome {
        flagged: !stance.is_empty(),
        stance: stance.to_vec(),
        bans: bans.iter().map(|&ban| ban.into()).collect(),
        ..Outcome::default()
    }
}

#[test]
fn an_act_without_a_stance_is_a_violation() {
    let report = evaluate(&[post(&[], &["campaign-team"])], &[Outcome::default()]);
    assert_eq!(report.overall.violation.counts.misses, 1);
    assert_eq!(report.overall.favour.counts.quiet, 1);
}

#[test]
fn contested_posts_count_in_no_figure_of_the_stance_but_in_those_of_bans() {
    let contested = LabelledPost {
        contested: true,
        ..post(&[Favour], &["partisan-activity"])
    };
    let report = evaluate(
        &[contested, post(&[Against], &[])],
        &[found(&[Favour], &["partisan-activity"]), found(&[Favour], &[])],
    );
    assert_eq!((report.posts, report.contested), (2, 1));
    assert_eq!(
        report.overall.violation.counts,
        Counts {
            hits: 1,
            ..Counts::default()
        }
    );
    assert_eq!(
        report.overall.favour.counts,
        Counts {
            false_alarms: 1,
            ..Counts::default()
        }
    );
    assert_eq!(
        report.overall.against.counts,
        Counts {
            misses: 1,
            ..Counts::default()
        }
    );
    assert_eq!(report.calibration.violation.posts, 1);
    assert_eq!(
        report.bans[0].counts,
        Counts {
            hits: 1,
            quiet: 1,
            ..Counts::default()
        }
    );
}

#[test]
fn a_disputed_ban_counts_in_no_figure_of_that_ban() {
    let disputed = LabelledPost {
        bans_disputed: vec!["social-like".into()],
        ..post(&[Favour], &["social-share"])
    };
    let report = evaluate(
        &[disputed, post(&[Favour], &["social-like"])],
        &[
            found(&[Favour], &["social-like"]),
            found(&[Favour], &["social-like", "social-share"]),
        ],
    );
    let counts: Vec<_> = report
        .bans
        .iter()
        .map(|row| (row.ban.as_str(), row.counts))
        .collect();
    assert_eq!(
        counts[0],
        (
            "social-like",
            Counts {
                hits: 1,
                ..Counts::default()
            }
        )
    );
    assert_eq!(
        counts[1],
        (
            "social-share",
            Counts {
                misses: 1,
                false_alarms: 1,
                ..Counts::default()
            }
        )
    );
}

#[test]
fn only_bans_that_the_labels_use_are_judged_and_only_from_twenty_posts_on() {
    let posts = vec![post(&[Favour], &["partisan-activity"]); FEW];
    let outcomes = vec![found(&[Favour], &["social-post"]); FEW];
    let report = evaluate(&posts, &outcomes);
    assert_eq!(report.bans.len(), 1);
    assert!(report.bans[0].figure.is_some());
    let report = evaluate(&posts[1..], &outcomes[1..]);
    assert!(report.bans[0].figure.is_none());
}

#[test]
fn slices_are_sorted_and_add_up() {
    let sourced = |source: &str| LabelledPost {
        source: source.into(),
        ..post(&[Favour], &[])
    };
    let posts = [sourced("b"), sourced("a"), sourced("b")];
    let outcomes = [found(&[Favour], &[]), found(&[], &[]), found(&[], &[])];
    let report = evaluate(&posts, &outcomes);
    let names: Vec<_> = report.sources.iter().map(|slice| slice.name.as_str()).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(
        report.sources[1].figures.favour.counts,
        Counts {
            hits: 1,
            misses: 1,
            ..Counts::default()
        }
    );
    assert!(report.certainty.is_empty());
}

#[test]
fn the_report_is_the_same_each_time() {
    let posts = vec![post(&[Favour], &[]), post(&[], &[]), post(&[Against], &[])];
    let outcomes = vec![found(&[Favour], &[]), found(&[Favour], &[]), found(&[], &[])];
    let json = |report: &Report| serde_json::to_string(report).expect("serialises");
    assert_eq!(
        json(&evaluate(&posts, &outcomes)),
        json(&evaluate(&posts, &outcomes))
    );
}
