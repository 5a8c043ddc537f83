//! Parquet: columns of the names of the fields, row group by row group.
//!
//! Only the columns that somebody wants are read. A row becomes the JSON object that it stands for, so that types,
//! nested columns, `--field` and `--keep` mean exactly what they mean in JSON Lines.

use std::borrow::Cow;
use std::fs::File;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_json::LineDelimitedWriter;
use arrow_schema::{DataType, Fields as Columns};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::errors::Result as Read;
use parquet::file::reader::{ChunkReader, Length};

use super::fields::{self, Fields};
use super::json::JsonLines;
use super::raw::ReadRecord;
use super::source::Stream;
use super::watch::Watch;
use super::{Block, Blocks, Format, Limits, Opened, Place, Record, Reject};
use crate::exit::Fault;

/// Parquet.
pub(crate) static PARQUET: Format = Format {
    name: "parquet",
    about: "columns of the names of the fields",
    suffixes: &["parquet", "pq"],
    looks_like: |head, _| head.starts_with(b"PAR1"),
    open,
};

/// The most rows that travel together.
const ROWS: usize = 1024;

type Builder = ParquetRecordBatchReaderBuilder<CountedFile>;

// Every format takes its stream; this one only looks where it comes from.
#[allow(clippy::needless_pass_by_value)]
fn open(stream: Stream, fields: &Fields, limits: Limits) -> Opened {
    let name = Arc::clone(&stream.name);
    let builder = builder(&stream)?;
    let wanted = columns(builder.schema().fields(), fields)
        .map_err(|message| Fault::usage(format!("{name}: {message}")))?;
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    let rows = ROWS.min(limits.records);
    Ok(Box::new(RowGroups {
        name,
        waiting: Some(builder.with_projection(mask).with_batch_size(rows)),
        reader: None,
        row: 1,
        lines: Arc::new(JsonLines::new(fields)),
        longest: limits.longest,
    }))
}

/// Every row with all its columns as a line of JSON, with its number from 1: for who reads records of another kind.
pub(crate) fn each_line(
    stream: &Stream,
    mut each: impl FnMut(u64, &[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let cannot =
        |error: &dyn std::fmt::Display| Fault::usage(format!("cannot read {}: {error}", stream.name));
    let reader = builder(stream)?.with_batch_size(ROWS).build();
    let mut row = 0;
    for rows in reader.map_err(|error| cannot(&error))? {
        let lines = rows
            .map_err(|error| error.to_string())
            .and_then(|rows| lines(&rows))
            .map_err(|error| cannot(&error))?;
        // Within JSON every line break is escaped.
        for line in lines.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
            row += 1;
            each(row, line)?;
        }
    }
    Ok(())
}

/// Looks at the footer of a file.
fn builder(stream: &Stream) -> Result<Builder, Fault> {
    let name = &stream.name;
    let Some(path) = stream.path.as_deref().filter(|_| !stream.compressed) else {
        return Err(Fault::usage(format!(
            "{name}: a Parquet file is read from its end, so it must be a file, and not compressed once more"
        )));
    };
    let file = File::open(path).map_err(|error| Fault::usage(format!("cannot open {name}: {error}")))?;
    let file = CountedFile {
        file,
        watch: Arc::clone(&stream.watch),
    };
    Builder::try_new(file).map_err(|error| Fault::usage(format!("cannot read {name} as Parquet: {error}")))
}

/// The numbers of the columns that somebody wants.
fn columns(columns: &Columns, fields: &Fields) -> Result<Vec<usize>, String> {
    let names = || columns.iter().map(|column| column.name().as_str());
    let mut paths: Vec<Vec<String>> = Vec::new();
    for (name, column) in fields.mapped() {
        let found: Vec<_> = fields::paths(column)
            .into_iter()
            .filter(|path| leads_somewhere(columns, path))
            .collect();
        if found.is_empty() {
            return Err(fields.no_column(name, column, names()));
        }
        paths.extend(found);
    }
    let mut text =
        fields.column_of("text").is_some() || names().any(|column| fields.field_of(column) == Some("text"));
    for (name, column) in fields.likely() {
        let found = fields::paths(column)
            .into_iter()
            .find(|path| leads_somewhere(columns, path));
        text |= found.is_some() && name == "text";
        paths.extend(found);
    }
    if !text {
        return Err(fields.no_text("column", names()));
    }
    for name in fields.keep() {
        let placed: Vec<&str> =
            fields::canonical(name).map_or(Vec::new(), |known| fields.places(known).collect());
        paths.extend(placed.into_iter().chain([name.as_str()]).flat_map(fields::paths));
    }
    let wanted = |column: &str| {
        matches!(column, "target" | "author")
            || fields.field_of(column).is_some()
            || paths.iter().any(|path| path[0] == column)
    };
    Ok(names()
        .enumerate()
        .filter(|(_, column)| wanted(column))
        .map(|(at, _)| at)
        .collect())
}

fn leads_somewhere(columns: &Columns, path: &[String]) -> bool {
    let Some((first, rest)) = path.split_first() else {
        return true;
    };
    columns
        .iter()
        .filter(|column| column.name() == first)
        .any(|column| match column.data_type() {
            _ if rest.is_empty() => true,
            DataType::Struct(inner) => leads_somewhere(inner, rest),
            _ => false,
        })
}

/// A file whose reading is counted.
struct CountedFile {
    file: File,
    watch: Arc<Watch>,
}

impl Length for CountedFile {
    fn len(&self) -> u64 {
        self.file.len()
    }
}

impl ChunkReader for CountedFile {
    type T = <File as ChunkReader>::T;

    fn get_read(&self, start: u64) -> Read<Self::T> {
        self.file.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Read<bytes::Bytes> {
        self.watch.count(length as u64);
        self.file.get_bytes(start, length)
    }
}

/// The row groups of a file.
struct RowGroups {
    name: Arc<str>,
    /// Until the first block is asked for: it may still be told where to begin.
    waiting: Option<Builder>,
    reader: Option<ParquetRecordBatchReader>,
    /// The number of the next row, from 1.
    row: u64,
    lines: Arc<JsonLines>,
    longest: usize,
}

impl RowGroups {
    fn cannot(&self, error: impl std::fmt::Display) -> String {
        format!("cannot read {} beyond row {}: {error}", self.name, self.row - 1)
    }
}

impl Blocks for RowGroups {
    fn next(&mut self) -> Result<Option<Box<dyn Block>>, String> {
        if let Some(builder) = self.waiting.take() {
            // A row that no file has is the end of any.
            let skipped = usize::try_from(self.row - 1).unwrap_or(usize::MAX);
            let reader = builder.with_offset(skipped).build();
            self.reader = Some(reader.map_err(|error| self.cannot(error))?);
        }
        let Some(batch) = self.reader.as_mut().and_then(Iterator::next) else {
            return Ok(None);
        };
        let rows = batch.map_err(|error| self.cannot(error))?;
        let first = self.row;
        self.row += rows.num_rows() as u64;
        Ok(Some(Box::new(Rows {
            rows,
            first,
            lines: Arc::clone(&self.lines),
            longest: self.longest,
        })))
    }

    fn skip_to(&mut self, place: Place) -> Result<(), String> {
        self.row = place.line;
        Ok(())
    }
}

/// Some rows.
struct Rows {
    rows: RecordBatch,
    first: u64,
    lines: Arc<JsonLines>,
    longest: usize,
}

impl Rows {
    fn place(row: u64) -> Place {
        Place { line: row, offset: 0 }
    }
}

/// Rows as JSON, one a line.
fn lines(rows: &RecordBatch) -> Result<Vec<u8>, String> {
    let mut writer = LineDelimitedWriter::new(Vec::new());
    writer
        .write(rows)
        .and_then(|()| writer.finish())
        .map_err(|error| format!("a column cannot be read: {error}"))?;
    Ok(writer.into_inner())
}

impl Block for Rows {
    fn records(&self) -> u64 {
        self.rows.num_rows() as u64
    }

    fn bytes(&self) -> u64 {
        self.rows
            .columns()
            .iter()
            .map(|column| {
                arrow_array::Array::to_data(column)
                    .get_slice_memory_size()
                    .unwrap_or(0) as u64
            })
            .sum()
    }

    fn end(&self) -> Place {
        Rows::place(self.first + self.records())
    }

    fn visit(&self, each: &mut dyn FnMut(Place, Result<Record<'_>, Reject<'_>>)) {
        let mut row = self.first;
        let mut give = |found: Result<Record<'_>, Reject<'_>>| {
            each(Rows::place(row), found);
            row += 1;
        };
        let reject = |reason: String, raw, length: usize| Reject {
            reason: Cow::Owned(reason),
            raw,
            length: length as u64,
        };
        let lines = match lines(&self.rows) {
            Ok(lines) => lines,
            Err(reason) => {
                for _ in 0..self.records() {
                    give(Err(reject(reason.clone(), b"", 0)));
                }
                return;
            }
        };
        // Within JSON every line break is escaped.
        for line in lines
            .strip_suffix(b"\n")
            .unwrap_or(&lines)
            .split(|&byte| byte == b'\n')
        {
            if line.len() > self.longest {
                let reason = super::cut::too_long(line.len(), self.longest);
                give(Err(reject(
                    reason,
                    &line[..super::cut::SHOWN.min(line.len())],
                    line.len(),
                )));
                continue;
            }
            self.lines.read(line, &mut |found| {
                give(found.map_err(|reason| reject(reason, line, line.len())));
            });
        }
    }
}
