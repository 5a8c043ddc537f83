//! The project's own functional suites, held at a recorded pass rate for each capability.
//!
//! The record is a ratchet: a change may cost a few cases, but not more than a point overall without somebody saying so
//! (`NETRA_BLESS=1 cargo test -p netra suite`). Failures are printed with `--nocapture`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use netra::evaluate::{CheckReport, FunctionalCase, Outcome, check};
use serde::Deserialize;

use crate::support::{awan_biru, files, judge, records, root};

/// So many points the overall rate may fall below the record before the test fails. Less would fail whenever a lexicon
/// entry trades one case for another.
const SLACK: f64 = 1.0;

const RECORD: &str = "tests/suites/record.toml";

/// What the suites showed when somebody last said so.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    /// Per cent of all cases.
    overall: f64,
    /// Per cent of each capability.
    capability: BTreeMap<String, f64>,
}

fn rate(passed: usize, of: usize) -> f64 {
    let rate = 100.0 * passed as f64 / of.max(1) as f64;
    (rate * 10.0).round() / 10.0
}

fn suites() -> Vec<FunctionalCase> {
    files(&root().join("tests/suites"), "jsonl")
        .iter()
        .flat_map(|file| records(file))
        .collect()
}

fn write(report: &CheckReport) {
    let mut made = String::from(
        "# Per cent of cases passed, overall and by capability. Written by `NETRA_BLESS=1 cargo test -p netra suite`.\n",
    );
    writeln!(
        made,
        "overall = {:.1}\n\n[capability]",
        rate(report.cases.passed, report.cases.of)
    )
    .unwrap();
    let rates: BTreeMap<&str, f64> = report
        .capabilities
        .iter()
        .map(|row| (&*row.capability, rate(row.cases.passed, row.cases.of)))
        .collect();
    for (capability, rate) in rates {
        writeln!(made, "{capability} = {rate:.1}").unwrap();
    }
    fs::write(root().join(RECORD), made).unwrap();
}

#[test]
fn the_suites_pass_as_often_as_recorded() {
    let cases = suites();
    let outcomes = judge(awan_biru(), &cases, FunctionalCase::post, Outcome::of);
    let report = check(&cases, &outcomes);
    for failure in &report.failures {
        println!("{}\n    {}", failure.line(), cases[failure.index].text);
    }
    println!("{}", report.table());
    if std::env::var_os("NETRA_BLESS").is_some() {
        write(&report);
    }
    let text = fs::read_to_string(root().join(RECORD)).unwrap();
    let record: Record = toml::from_str(&text).unwrap();
    for row in &report.capabilities {
        let now = rate(row.cases.passed, row.cases.of);
        match record.capability.get(&row.capability) {
            Some(&then) if now < then => println!("{}: {then} % recorded, {now} % now", row.capability),
            Some(_) => {}
            None => panic!(
                "`{}` has no record: NETRA_BLESS=1 cargo test -p netra suite",
                row.capability
            ),
        }
    }
    let now = rate(report.cases.passed, report.cases.of);
    assert!(
        now >= record.overall - SLACK,
        "the suites pass at {now} %, recorded are {} %: see --nocapture",
        record.overall
    );
}

#[test]
fn every_case_can_be_met_and_is_named_once() {
    let cases = suites();
    let mut ids: Vec<&str> = cases.iter().map(|case| &*case.id).collect();
    ids.sort_unstable();
    let twice: Vec<&str> = ids
        .windows(2)
        .filter(|two| two[0] == two[1])
        .map(|two| two[0])
        .collect();
    assert!(twice.is_empty(), "ids used twice: {twice:?}");
    for case in &cases {
        assert_eq!(case.expect.contradiction(), None, "{}", case.id);
        let law = awan_biru().law();
        let named = case
            .expect
            .bans
            .iter()
            .chain(&case.expect.absent)
            .chain(&case.expect.any_of);
        for ban in named {
            assert!(law.ban(ban).is_some(), "{}: no ban has the id `{ban}`", case.id);
        }
    }
}
