//! What was measured, printed as it comes and kept for the record.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use crate::clock;

/// The report under way, as Markdown.
pub struct Report {
    text: String,
}

impl Report {
    pub fn begin(machine: &str) -> Report {
        let mut report = Report { text: String::new() };
        let words: Vec<String> = std::env::args().skip(1).collect();
        report.line(&format!("# Peers, {}", clock::today()));
        report.line("");
        report.line(&format!(
            "`cargo run --release -- {}` in `crates/netra-peers` on {machine}.",
            words.join(" ")
        ));
        report
    }

    pub fn line(&mut self, line: &str) {
        println!("{line}");
        let _ = writeln!(self.text, "{line}");
    }

    pub fn heading(&mut self, heading: &str) {
        self.line(&format!("\n## {heading}\n"));
    }

    /// A table: the first row is the head.
    pub fn table(&mut self, rows: &[Vec<String>]) {
        let Some(head) = rows.first() else { return };
        let width = |column: usize| {
            rows.iter()
                .map(|row| row[column].chars().count())
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..head.len()).map(width).collect();
        for (at, row) in rows.iter().enumerate() {
            let cells: Vec<String> = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("{cell:<width$}"))
                .collect();
            self.line(&format!("| {} |", cells.join(" | ")));
            if at == 0 {
                let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
                self.line(&format!("|-{}-|", rules.join("-|-")));
            }
        }
    }

    /// Writes it to `benches/record/`, one file a day: a later record of the same day takes its place.
    pub fn record(&self) -> io::Result<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../benches/record");
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(format!("peers-{}.md", clock::today()));
        std::fs::write(&path, &self.text)?;
        Ok(path)
    }
}

/// A row of cells.
pub fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}
