//! Tables over the posts that change between two lexicons.

use super::Table;
use crate::evaluate::shift::{ShiftCount, Shifts};

impl Shifts {
    /// One row for each corpus, and one for each source in which a post changes.
    #[must_use]
    pub fn table(corpora: &[Shifts]) -> String {
        let mut out = String::new();
        let mut table = Table::new(&[
            "",
            "posts",
            "flagged before",
            "after",
            "newly",
            "no longer",
            "otherwise",
        ]);
        for corpus in corpora {
            row(&mut table, &corpus.corpus, &corpus.all);
            for (source, count) in corpus.sources.iter().filter(|(_, count)| count.changed() > 0) {
                let source = if source.is_empty() { "(none)" } else { source };
                row(&mut table, &format!("  {source}"), count);
            }
        }
        table.write(&mut out);
        out
    }
}

fn row(table: &mut Table, name: &str, count: &ShiftCount) {
    let mut cells = vec![name.to_owned()];
    let numbers = [
        count.posts,
        count.flagged_before,
        count.flagged_after,
        count.newly,
        count.no_longer,
        count.otherwise,
    ];
    cells.extend(numbers.map(|number| number.to_string()));
    table.row(cells);
}
