//! Tables over two runs.

use std::fmt::Write as _;

use super::{Table, heading};
use crate::evaluate::compare::Comparison;

impl Comparison {
    /// The comparison as tables: McNemar's per question, then the changed posts.
    #[must_use]
    pub fn table(&self) -> String {
        let mut out = String::new();
        out.push_str(&self.questions_table());
        if !self.changes.is_empty() {
            heading(&mut out, "Changed posts");
        }
        for change in &self.changes {
            let _ = writeln!(
                out,
                "{}: {} ({}) → {} ({}); label: {}",
                change.id, change.before, change.score_before, change.after, change.score_after, change.label
            );
        }
        out
    }

    /// The first half alone: how many verdicts are right before and after, per question.
    #[must_use]
    pub fn questions_table(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(out, "{} posts, {} changed", self.posts, self.changes.len());
        heading(&mut out, "Right before and after");
        let mut table = Table::new(&["", "both", "only before", "only after", "neither", "p"]);
        for row in &self.questions {
            let mut cells = vec![row.aspect.to_string()];
            cells.extend([row.both, row.only_before, row.only_after, row.neither].map(|n| n.to_string()));
            cells.push(format!("{:.4}", row.p_value));
            table.row(cells);
        }
        table.write(&mut out);
        out
    }
}
