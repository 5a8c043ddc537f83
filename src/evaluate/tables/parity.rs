//! Tables over sentences in which something was swapped.

use std::fmt::Write as _;

use super::Table;
use crate::evaluate::parity::Spread;

impl Spread {
    /// One row for each named sentence; with `odd` also what scores unlike the rest.
    #[must_use]
    pub fn table(rows: &[(&str, &Spread)], odd: bool) -> String {
        let mut table = Table::new(&[
            "",
            "swapped",
            "lowest",
            "median",
            "highest",
            "apart",
            "flagged",
            "other sides",
            "",
        ]);
        for (name, spread) in rows {
            table.row([
                (*name).to_owned(),
                spread.swapped.to_string(),
                spread.low.to_string(),
                spread.middle.to_string(),
                spread.high.to_string(),
                format!("{:.4}", f64::from(spread.width()) / 10_000.0),
                spread.flagged.to_string(),
                spread.other_sides.to_string(),
                String::from(if spread.even { "even" } else { "UNEVEN" }),
            ]);
        }
        let mut out = String::new();
        table.write(&mut out);
        if odd {
            for (name, spread) in rows.iter().filter(|(_, spread)| !spread.odd.is_empty()) {
                // Writing to a String cannot fail.
                let _ = writeln!(out, "  {name}: median {}", spread.middle);
                for one in &spread.odd {
                    let sides = if one.sides.is_empty() {
                        String::from("no side")
                    } else {
                        one.sides.join(" + ")
                    };
                    let _ = writeln!(out, "    {} {} {sides}", one.score, one.what);
                }
            }
        }
        out
    }
}
