//! Tables over labelled posts.

use std::fmt::Write as _;

use super::{Table, heading, share};
use crate::evaluate::calibration::{Calibration, SweepRow};
use crate::evaluate::figure::{Estimate, Figure};
use crate::evaluate::report::{BySide, FEW, Report, Slice};

impl Report {
    /// The report as tables.
    #[must_use]
    pub fn table(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(
            out,
            "{} posts, {} contested (left out of violation, favour and against). Intervals: 95 %, 1,000 resamples.",
            self.posts, self.contested
        );
        heading(&mut out, "Stance");
        let mut table = figures_head();
        for (name, figure) in self.overall.named() {
            figure_row(&mut table, name, figure);
        }
        table.write(&mut out);
        self.write_bans(&mut out);
        out.push_str(&slices_table("By certainty", &self.certainty));
        out.push_str(&slices_table("By stratum", &self.strata));
        out.push_str(&slices_table("By source", &self.sources));
        write_calibration(&mut out, &self.calibration);
        write_sweep(&mut out, &self.sweep);
        out
    }

    fn write_bans(&self, out: &mut String) {
        heading(out, "Bans (those that the labels use; disputed posts left out)");
        let mut table = figures_head();
        for row in &self.bans {
            match &row.figure {
                Some(figure) => figure_row(&mut table, &row.ban, figure),
                None => {
                    let counts = &row.counts;
                    let mut cells = vec![row.ban.clone()];
                    let numbers = [
                        counts.total(),
                        counts.labelled(),
                        counts.found(),
                        counts.hits,
                        counts.false_alarms,
                        counts.misses,
                    ];
                    cells.extend(numbers.map(|number| number.to_string()));
                    cells.push(format!("too few (< {FEW})"));
                    table.row(cells);
                }
            }
        }
        table.write(out);
    }
}

fn figures_head() -> Table {
    Table::new(&[
        "",
        "posts",
        "gold",
        "found",
        "hits",
        "false",
        "missed",
        "precision",
        "recall",
        "F1",
    ])
}

fn figure_row(table: &mut Table, name: &str, figure: &Figure) {
    let counts = &figure.counts;
    let mut cells = vec![name.to_owned()];
    let numbers = [
        figure.posts,
        figure.labelled,
        figure.found,
        counts.hits,
        counts.false_alarms,
        counts.misses,
    ];
    cells.extend(numbers.map(|number| number.to_string()));
    cells.extend([
        estimate(&figure.precision),
        estimate(&figure.recall),
        estimate(&figure.f1),
    ]);
    table.row(cells);
}

fn estimate(estimate: &Estimate) -> String {
    match (estimate.low, estimate.high) {
        (Some(low), Some(high)) => format!("{} ({low:.2}–{high:.2})", share(estimate.value)),
        _ => share(estimate.value),
    }
}

/// Slices as a table with its heading; empty when there are none, or only one without a name.
pub(super) fn slices_table(title: &str, slices: &[Slice]) -> String {
    let mut out = String::new();
    if slices.is_empty() || matches!(slices, [only] if only.name.is_empty()) {
        return out;
    }
    let mut table = Table::new(&[
        "",
        "posts",
        "gold",
        "found",
        "false",
        "missed",
        "precision",
        "recall",
        "violation F1",
        "favour F1",
        "against F1",
    ]);
    for slice in slices {
        let BySide {
            violation,
            favour,
            against,
        } = &slice.figures;
        let counts = &violation.counts;
        let name = if slice.name.is_empty() {
            "(none)"
        } else {
            &slice.name
        };
        let mut cells = vec![name.to_owned()];
        let numbers = [
            violation.posts,
            violation.labelled,
            violation.found,
            counts.false_alarms,
            counts.misses,
        ];
        cells.extend(numbers.map(|number| number.to_string()));
        cells.extend([share(violation.precision.value), share(violation.recall.value)]);
        let f1 = |figure: &Figure| match figure.labelled {
            0 => String::from("–"),
            1..FEW => String::from("too few"),
            _ => share(figure.f1.value),
        };
        let wide = if violation.labelled < FEW {
            f1(violation)
        } else {
            estimate(&violation.f1)
        };
        cells.extend([wide, f1(favour), f1(against)]);
        table.row(cells);
    }
    out.push('\n');
    let _ = writeln!(out, "{title}");
    table.write(&mut out);
    out
}

impl Slice {
    /// Slices as a table under a title.
    #[must_use]
    pub fn table(title: &str, slices: &[Slice]) -> String {
        slices_table(title, slices)
    }
}

fn write_calibration(out: &mut String, calibration: &BySide<Calibration>) {
    heading(out, "Calibration");
    for (name, seen) in calibration.named() {
        let _ = writeln!(
            out,
            "{name:<9}  ECE {}  Brier {}",
            share(seen.ece),
            share(seen.brier)
        );
    }
    let mut table = Table::new(&["violation score", "posts", "gold", "mean score", "share of gold"]);
    for bin in &calibration.violation.bins {
        table.row([
            format!("{:.1}–{:.1}", bin.from.get(), bin.to.get()),
            bin.posts.to_string(),
            bin.labelled.to_string(),
            share(bin.mean_score),
            share(bin.share),
        ]);
    }
    table.write(out);
}

fn write_sweep(out: &mut String, sweep: &BySide<Vec<SweepRow>>) {
    heading(
        out,
        "Threshold sweep: precision, recall, F1 and share flagged if found meant a score of at least this",
    );
    let mut table = Table::new(&[
        "threshold",
        "violation P",
        "R",
        "F1",
        "flagged",
        "| favour P",
        "R",
        "F1",
        "flagged",
        "| against P",
        "R",
        "F1",
        "flagged",
    ]);
    for (at, row) in sweep.violation.iter().enumerate() {
        let mut cells = vec![format!("{:.2}", row.threshold.get())];
        for (_, rows) in sweep.named() {
            if let Some(row) = rows.get(at) {
                cells.extend([row.precision, row.recall, row.f1, row.flagged].map(share));
            }
        }
        table.row(cells);
    }
    table.write(out);
}
