//! Tables over unlabelled feeds.

use std::fmt::Write as _;

use super::Table;
use crate::evaluate::feed::{FeedReport, Rate};

impl FeedReport {
    /// The report as tables.
    #[must_use]
    pub fn table(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(
            out,
            "{}: {} of {} posts flagged, {:.2} per 1,000 (95 %: {:.2}–{:.2})",
            self.name, self.all.flagged, self.all.posts, self.all.per_thousand, self.all.low, self.all.high
        );
        for (title, rates) in [
            ("source", &self.sources),
            ("stance", &self.stance),
            ("ban", &self.bans),
        ] {
            let mut table = Table::new(&[title, "posts", "flagged", "per 1,000", "95 %"]);
            for rate in rates {
                rate_row(&mut table, rate);
            }
            if !table.is_bare() {
                out.push('\n');
                table.write(&mut out);
            }
        }
        out
    }
}

fn rate_row(table: &mut Table, rate: &Rate) {
    let name = if rate.name.is_empty() {
        "(none)"
    } else {
        &rate.name
    };
    table.row([
        name.to_owned(),
        rate.posts.to_string(),
        rate.flagged.to_string(),
        format!("{:.2}", rate.per_thousand),
        format!("{:.2}–{:.2}", rate.low, rate.high),
    ]);
}
