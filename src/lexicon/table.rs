//! The plain tables of `normalise/`: one row a line, columns separated by tabs, `#` for comments.

use crate::error::Result;
use crate::lexicon::Source;
use crate::lexicon::file::wrong;

/// A row with its place.
#[derive(Clone, Debug)]
pub(crate) struct Row<'s> {
    pub(crate) cells: Vec<&'s str>,
    pub(crate) span: std::ops::Range<usize>,
}

/// The rows of a table; every row must have `columns` cells.
pub(crate) fn rows(source: &Source, columns: usize) -> Result<Vec<Row<'_>>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in source.text.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        let span = start..start + text.len();
        start += line.len();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
        if cells.len() < columns || cells.iter().take(columns).any(|cell| cell.is_empty()) {
            return Err(wrong(
                source,
                span,
                format!("this line needs {columns} columns separated by a tab"),
            ));
        }
        rows.push(Row { cells, span });
    }
    Ok(rows)
}
