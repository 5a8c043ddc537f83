//! The answers as plain tables for people: aligned columns, no colour, no borders, at most 120 columns wide.

mod check;
mod compare;
mod feed;
mod parity;
mod report;
mod shift;
mod worth;

pub use worth::WorthRow;

use std::fmt::Write as _;

/// A table under construction. The first column is aligned left, the others right.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(head: &[&str]) -> Table {
        let mut table = Table::default();
        table.row(head.iter().map(|&cell| cell.to_owned()));
        table
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether there is nothing below the head.
    pub(super) fn is_bare(&self) -> bool {
        self.rows.len() < 2
    }

    /// Writes the table to the end of `out`, two spaces between columns and none at the end of a line.
    pub(super) fn write(&self, out: &mut String) {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|at| {
                self.rows
                    .iter()
                    .filter_map(|row| row.get(at))
                    .map(|cell| width(cell))
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        for row in &self.rows {
            let mut line = String::new();
            for (at, (cell, wide)) in row.iter().zip(&widths).enumerate() {
                let pad = " ".repeat(wide.saturating_sub(width(cell)));
                if at == 0 {
                    line.push_str(cell);
                    line.push_str(&pad);
                } else {
                    line.push_str("  ");
                    line.push_str(&pad);
                    line.push_str(cell);
                }
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
}

/// Columns that a cell takes. Every character counts as one: the tables hold ids, names and numbers.
fn width(cell: &str) -> usize {
    cell.chars().count()
}

/// A heading with an empty line before it, unless it is the first thing written.
pub(super) fn heading(out: &mut String, text: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}

/// A share with three decimals, or a dash.
pub(super) fn share(value: Option<f64>) -> String {
    value.map_or_else(|| String::from("–"), |value| format!("{value:.3}"))
}

/// A share in percent with one decimal, or a dash.
pub(super) fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| String::from("–"), |value| format!("{:.1} %", 100.0 * value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_characters() {
        let mut table = Table::new(&["é", "n"]);
        table.row(["abc".into(), "10".into()]);
        let mut out = String::new();
        table.write(&mut out);
        assert_eq!(out, "é     n\nabc  10\n");
        assert!(!table.is_bare());
    }
}
