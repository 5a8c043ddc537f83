//! Tables over functional cases.

use std::fmt::Write as _;

use super::{Table, heading, percent};
use crate::evaluate::cases::{CheckReport, Tally};

impl CheckReport {
    /// The summary and the capabilities as tables; failures are not in it.
    #[must_use]
    pub fn table(&self) -> String {
        let mut out = self.summary();
        heading(&mut out, "By capability");
        let mut table = Table::new(&["", "passed", "rate", "flagged", "not flagged", "pairs"]);
        for row in &self.capabilities {
            table.row([
                row.capability.clone(),
                of(&row.cases),
                percent(row.cases.rate()),
                of(&row.flagged),
                of(&row.unflagged),
                of(&row.pairs),
            ]);
        }
        table.write(&mut out);
        out
    }

    /// The summary alone: halves, pairs, kinds of fault.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut out = String::new();
        let mut table = Table::new(&["", "passed", "rate"]);
        let halves = [
            ("cases", &self.cases),
            ("must be flagged", &self.flagged),
            ("must not be flagged", &self.unflagged),
            ("pairs, both right", &self.pairs),
        ];
        for (name, tally) in halves {
            table.row([name.to_owned(), of(tally), percent(tally.rate())]);
        }
        table.write(&mut out);
        if !self.faults.is_empty() {
            let kinds: Vec<String> = self
                .faults
                .iter()
                .map(|(kind, times)| format!("{kind} {times}"))
                .collect();
            let _ = writeln!(out, "faults: {}", kinds.join(", "));
        }
        out
    }
}

fn of(tally: &Tally) -> String {
    if tally.of == 0 {
        String::from("–")
    } else {
        format!("{}/{}", tally.passed, tally.of)
    }
}
