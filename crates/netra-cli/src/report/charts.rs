//! The counts behind the charts. A bar knows its key, so that the page can show what a filter leaves of it and set the
//! filter itself.

use std::collections::HashMap;

use serde::Serialize;

use super::names::{Label, Names};
use super::row::Row;
use super::table::Table;
use super::times::{self, Parts};
use super::verdicts::Run;

/// A chart of bars.
#[derive(Debug, Serialize)]
pub(crate) struct Chart {
    /// `ban`, `contestant`, `region`, `platform`, `period`.
    pub(crate) name: &'static str,
    /// The longest first.
    pub(crate) bars: Vec<Bar>,
    /// How many values stand in no bar, and the leads of all of them.
    pub(crate) others: usize,
    pub(crate) in_others: usize,
    /// Leads of which the value is not known.
    pub(crate) unknown: usize,
}

/// A bar.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Bar {
    pub(crate) key: u32,
    pub(crate) label: Label,
    pub(crate) count: usize,
    /// In hundredths of the longest bar.
    pub(crate) width: f64,
}

/// The chart over time.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Timeline {
    pub(crate) unit: &'static str,
    pub(crate) columns: Vec<Column>,
    /// The highest column.
    pub(crate) most: usize,
    /// Leads without a time.
    pub(crate) unknown: usize,
}

/// A column of the chart over time.
#[derive(Debug, Serialize)]
pub(crate) struct Column {
    /// The first day.
    pub(crate) start: String,
    pub(crate) count: usize,
    /// In hundredths of the highest column.
    pub(crate) height: f64,
}

/// Bars of a chart; the rest is counted together.
const MOST: usize = 10;

/// The charts of bars.
pub(crate) fn bars(rows: &[Row], run: &Run, names: &Names) -> Vec<Chart> {
    let tables = &run.tables;
    let one = |number: &i64| u32::try_from(*number).ok();
    // Values that a lead has at most one of, as lists.
    let regions: Vec<Option<u32>> = rows.iter().map(|row| one(&row.6)).collect();
    let platforms: Vec<Option<u32>> = rows.iter().map(|row| one(&row.7)).collect();
    vec![
        chart(
            "ban",
            rows.iter().map(|row| row.3.as_slice()),
            &tables.bans,
            |id| names.ban(id),
        ),
        chart(
            "contestant",
            rows.iter().map(|row| row.4.as_slice()),
            &tables.contestants,
            |id| names.contestant(id, &run.names),
        ),
        chart(
            "region",
            regions.iter().map(Option::as_slice),
            &tables.regions,
            |code| names.region(code).1,
        ),
        chart(
            "platform",
            platforms.iter().map(Option::as_slice),
            &tables.platforms,
            Label::same,
        ),
    ]
}

/// Counts leads by something they have; each comes with its values: none, one or several.
fn chart<'r>(
    name: &'static str,
    leads: impl Iterator<Item = &'r [u32]>,
    table: &Table,
    label: impl Fn(&str) -> Label,
) -> Chart {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    let mut unknown = 0;
    for values in leads {
        unknown += usize::from(values.is_empty());
        for value in values {
            *counts.entry(*value).or_default() += 1;
        }
    }
    let mut counts: Vec<(u32, usize)> = counts.into_iter().collect();
    counts.sort_unstable_by(|one, other| (other.1, table.word(one.0)).cmp(&(one.1, table.word(other.0))));
    let most = counts.first().map_or(1, |first| first.1);
    let rest = counts.split_off(counts.len().min(MOST));
    Chart {
        name,
        bars: counts
            .into_iter()
            .map(|(key, count)| Bar {
                key,
                label: label(table.word(key)),
                count,
                width: share(count, most),
            })
            .collect(),
        others: rest.len(),
        in_others: rest.iter().map(|(_, count)| count).sum(),
        unknown,
    }
}

/// Counts leads over time.
pub(crate) fn timeline(rows: &[Row]) -> Timeline {
    let days = || {
        rows.iter()
            .map(|row| row.8.as_str())
            .filter(|day| !day.is_empty())
    };
    let Parts { unit, starts } = times::parts(days());
    let mut counts = vec![0_usize; starts.len()];
    for day in days() {
        let at = starts.partition_point(|start| start.as_str() <= &day[..10.min(day.len())]);
        if let Some(count) = at.checked_sub(1).and_then(|at| counts.get_mut(at)) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    Timeline {
        unit,
        columns: starts
            .into_iter()
            .zip(counts)
            .map(|(start, count)| Column {
                start,
                count,
                height: share(count, most),
            })
            .collect(),
        most,
        unknown: rows.len() - days().count(),
    }
}

/// In hundredths, rounded to tenths.
fn share(part: usize, whole: usize) -> f64 {
    (part as f64 / whole.max(1) as f64 * 1_000.0).round() / 10.0
}
