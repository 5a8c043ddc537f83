//! CSV and TSV: a header, then one record a row. Quoted line breaks belong to their row.

mod row;

use std::borrow::Cow;
use std::sync::Arc;

use netra::Post;
use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, Error, MapDeserializer};

use super::cut::Cutter;
use super::fields::{self, Fields};
use super::raw::{RawBlocks, ReadRecord};
use super::source::Stream;
use super::{Format, Limits, Opened, Record, repair};
use crate::exit::Fault;
use row::{RowEnds, split};

/// Comma-separated values; semicolons, tabs and bars are recognised in the header.
pub(crate) static CSV: Format = Format {
    name: "csv",
    about: "a table with a header, separated by commas, semicolons or bars",
    suffixes: &["csv"],
    looks_like: |head, fields| looks_like(head, fields, b",;|"),
    open: |stream, fields, limits| {
        let delimiter = delimiter(stream.head());
        open(stream, fields, limits, delimiter)
    },
};

/// Tab-separated values.
pub(crate) static TSV: Format = Format {
    name: "tsv",
    about: "a table with a header, separated by tabs",
    suffixes: &["tsv", "tab"],
    looks_like: |head, fields| looks_like(head, fields, b"\t"),
    open: |stream, fields, limits| open(stream, fields, limits, b'\t'),
};

/// The header.
fn first_line(head: &[u8]) -> Cow<'_, str> {
    let line = |head: &[u8]| memchr::memchr(b'\n', head).unwrap_or(head.len());
    let mut head = head.trim_ascii_start();
    if declared(&head[..line(head)]).is_some() {
        head = head[line(head)..].trim_ascii_start();
    }
    String::from_utf8_lossy(head[..line(head)].trim_ascii_end())
}

/// The delimiter that a line before the header declares, as spreadsheets write it: `sep=;`.
fn declared(line: &[u8]) -> Option<u8> {
    match line.trim_ascii_end() {
        [
            b's' | b'S',
            b'e' | b'E',
            b'p' | b'P',
            b'=',
            delimiter @ (b',' | b';' | b'|'),
        ] => Some(*delimiter),
        // The tab went with the blanks at the end.
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'='] if line.contains(&b'\t') => Some(b'\t'),
        _ => None,
    }
}

/// A table shows itself by a header with the column of the text.
fn looks_like(head: &[u8], fields: &Fields, delimiters: &[u8]) -> bool {
    let line = first_line(head);
    delimiters.iter().any(|&delimiter| {
        let columns = split(&line, delimiter);
        columns.len() > 1 && columns.iter().any(|column| fields.may_hold_text(column.trim()))
    })
}

/// The delimiter that is declared, or else cuts the header into the most columns.
fn delimiter(head: &[u8]) -> u8 {
    let start = head.trim_ascii_start();
    if let Some(delimiter) = start.split(|&byte| byte == b'\n').next().and_then(declared) {
        return delimiter;
    }
    let line = first_line(head);
    // The last of equals wins, so the comma stands last.
    [b'|', b'\t', b';', b',']
        .into_iter()
        .max_by_key(|&delimiter| split(&line, delimiter).len())
        .unwrap_or(b',')
}

fn open(stream: Stream, fields: &Fields, limits: Limits, delimiter: u8) -> Opened {
    let name = Arc::clone(&stream.name);
    let mut cutter = Cutter::new(stream, Box::new(RowEnds::new(delimiter)), limits);
    let mut next = || {
        cutter
            .first()
            .map_err(|message| Fault::usage(format!("{name}: {message}")))
    };
    let mut header = next()?.unwrap_or_default();
    if declared(&header).is_some() {
        header = next()?.unwrap_or_default();
    }
    let header = String::from_utf8_lossy(&header);
    let columns: Vec<String> = split(&header, delimiter)
        .iter()
        .map(|column| column.trim().to_owned())
        .collect();
    let rows = if header.is_empty() {
        // An empty file has no header to complain about.
        Rows::empty(delimiter)
    } else {
        Rows::new(&columns, fields, delimiter)
            .map_err(|message| Fault::usage(format!("{name}: {message}")))?
    };
    Ok(Box::new(RawBlocks::new(cutter, Arc::new(rows))))
}

/// Reads one row.
struct Rows {
    delimiter: u8,
    /// For each column, who wants it.
    goals: Vec<Vec<Goal>>,
    keep: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goal {
    Id,
    Field(&'static str),
    Keep(usize),
}

impl Rows {
    fn empty(delimiter: u8) -> Rows {
        Rows {
            delimiter,
            goals: Vec::new(),
            keep: 0,
        }
    }

    fn new(columns: &[String], fields: &Fields, delimiter: u8) -> Result<Rows, String> {
        let mut goals: Vec<Vec<Goal>> = columns
            .iter()
            .map(|column| match fields.field_of(column) {
                Some("id") => vec![Goal::Id],
                Some(name) => vec![Goal::Field(name)],
                None => Vec::new(),
            })
            .collect();
        // Where a name stands twice, the last one counts.
        let find = |wanted: &str| columns.iter().rposition(|column| column == wanted);
        for (name, column) in fields.mapped() {
            let Some(at) = find(column) else {
                return Err(fields.no_column(name, column, columns.iter().map(String::as_str)));
            };
            goals[at].push(if name == "id" { Goal::Id } else { Goal::Field(name) });
        }
        let mut laid_out: Vec<&str> = Vec::new();
        for (name, column) in fields.likely() {
            if !laid_out.contains(&name)
                && let Some(at) = find(column)
            {
                let goal = if name == "id" { Goal::Id } else { Goal::Field(name) };
                goals
                    .iter_mut()
                    .for_each(|goals| goals.retain(|other| *other != goal));
                goals[at].push(goal);
                laid_out.push(name);
            }
        }
        if !goals.iter().flatten().any(|goal| *goal == Goal::Field("text")) {
            return Err(fields.no_text("column", columns.iter().map(String::as_str)));
        }
        for (keep, name) in fields.keep().iter().enumerate() {
            let known = fields::canonical(name);
            let mapped = known.and_then(|known| fields.places(known).find_map(find));
            let own = || {
                find(name).or_else(|| {
                    columns.iter().rposition(|column| {
                        fields::canonical(column).is_some_and(|column| Some(column) == known)
                    })
                })
            };
            let Some(at) = mapped.or_else(own) else {
                if fields.keep_may_lack() {
                    continue;
                }
                let near = fields::closest(name, columns.iter().map(String::as_str));
                let advice = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                return Err(format!("--keep {name}: no column `{name}`{advice}"));
            };
            goals[at].push(Goal::Keep(keep));
        }
        Ok(Rows {
            delimiter,
            goals,
            keep: fields.keep().len(),
        })
    }
}

impl ReadRecord for Rows {
    fn read(&self, raw: &[u8], found: &mut dyn FnMut(Result<Record<'_>, String>)) {
        let text = repair::cells(raw);
        let cells = split(&text, self.delimiter);
        if cells.len() != self.goals.len() {
            return found(Err(format!(
                "the row has {}, the header {}",
                count(cells.len()),
                self.goals.len()
            )));
        }
        let mut record = Record {
            repaired: matches!(text, Cow::Owned(_)),
            kept: vec![None; self.keep],
            ..Record::default()
        };
        let quoted = |cell: &str| serde_json::to_string(cell).ok().map(Cow::Owned);
        let mut entries: Vec<(&'static str, &str)> = Vec::new();
        for (cell, goals) in cells.iter().zip(&self.goals) {
            for goal in goals {
                match *goal {
                    Goal::Id if cell.is_empty() => {}
                    Goal::Id => record.id = quoted(cell),
                    Goal::Keep(at) => record.kept[at] = quoted(cell),
                    Goal::Field(name) => entries.push((name, cell)),
                }
            }
        }
        let entries = entries
            .into_iter()
            .map(|(name, cell)| (name, BorrowedStrDeserializer::<Error>::new(cell)));
        match Post::deserialize(MapDeserializer::new(entries)) {
            Ok(post) => {
                record.post = post;
                found(Ok(record));
            }
            Err(error) => found(Err(error.to_string())),
        }
    }
}

fn count(columns: usize) -> String {
    if columns == 1 {
        "1 column".to_owned()
    } else {
        format!("{columns} columns")
    }
}
