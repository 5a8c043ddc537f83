//! Parquet: verdicts as nested columns, named as in JSON Lines.
//!
//! Workers turn their verdicts into rows; the writer gathers rows into row groups. A Parquet file can be read only
//! when its footer is written, so it grows under another name and gets its own at the end: a file of the name that
//! was asked for is always whole.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_json::ReaderBuilder;
use arrow_schema::{DataType, Field, SchemaBuilder, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::destination::{Destination, Parcel};
use super::jsonl;
use super::sink::{Packing, Sink};
use super::{Format, Judged};
use crate::exit::Fault;

/// Parquet.
pub(crate) struct Parquet;

/// A row group ends at so many rows or bytes, whichever comes first: it is held in memory until then.
const GROUP_ROWS: usize = 1 << 17;
const GROUP_BYTES: usize = 16 << 20;

impl Format for Parquet {
    fn name(&self) -> &'static str {
        "parquet"
    }

    fn header(&self, _keep: &[String]) -> Vec<u8> {
        Vec::new()
    }

    /// One JSON object a line, which `parcel` takes apart again: the id and the fields to keep as text.
    fn append(&self, out: &mut Vec<u8>, judged: &Judged<'_>) {
        let id = as_text(judged.id);
        let kept: Vec<_> = judged
            .kept
            .iter()
            .map(|value| value.as_deref().map(as_text))
            .collect();
        jsonl::Jsonl.append(
            out,
            &Judged {
                id: &id,
                kept: &kept,
                ..*judged
            },
        );
    }

    fn parcel(&self, records: Vec<u8>, keep: &[String], _packing: Packing) -> Result<Parcel, String> {
        let cannot = |error: arrow_schema::ArrowError| format!("cannot write verdicts as columns: {error}");
        let rows = memchr::memchr_iter(b'\n', &records).count();
        let schema = schema(keep);
        let mut decoder = ReaderBuilder::new(Arc::clone(&schema))
            .with_batch_size(rows.max(1))
            .build_decoder()
            .map_err(cannot)?;
        decoder.decode(&records).map_err(cannot)?;
        let batch = decoder.flush().map_err(cannot)?;
        Ok(Parcel::Rows(
            batch.unwrap_or_else(|| RecordBatch::new_empty(schema)),
        ))
    }

    fn create(&self, path: Option<&Path>, keep: &[String]) -> Result<Destination, Fault> {
        let table = Table::create(path, keep)?;
        Ok(Destination::Table(Box::new(table)))
    }

    fn cannot_resume(&self) -> Option<&'static str> {
        Some(
            "a Parquet file is readable only when its footer is written, at the very end, so that nothing of a stopped \
             run can be kept; write .jsonl.zst, and turn it into Parquet when it is done",
        )
    }
}

/// A JSON value as a JSON string: a string is one, `null` stays, anything else is quoted as it is written.
fn as_text(json: &str) -> std::borrow::Cow<'_, str> {
    if json.starts_with('"') || json == "null" {
        json.into()
    } else {
        serde_json::Value::from(json).to_string().into()
    }
}

/// The columns of the record of the contract, and the fields to keep.
fn schema(keep: &[String]) -> SchemaRef {
    let mut columns = SchemaBuilder::from(netra_arrow::record());
    if !keep.is_empty() {
        let kept: Vec<Field> = keep
            .iter()
            .map(|name| Field::new(name, DataType::Utf8, true))
            .collect();
        columns.push(Field::new_struct("post", kept, true));
    }
    Arc::new(columns.finish())
}

/// A Parquet file that is being written.
pub(crate) struct Table {
    name: String,
    /// `None` once it has been finished.
    writer: Option<ArrowWriter<File>>,
    /// The name it grows under and the name it gets; none for what is not a file on disk.
    rename: Option<(PathBuf, PathBuf)>,
}

impl Table {
    fn create(path: Option<&Path>, keep: &[String]) -> Result<Table, Fault> {
        let special = path.is_some_and(|path| path.metadata().is_ok_and(|data| !data.is_file()));
        let rename = path.filter(|_| !special).map(|path| {
            let mut partial = path.as_os_str().to_owned();
            partial.push(".partial");
            (PathBuf::from(partial), path.to_owned())
        });
        let sink = match (&rename, path) {
            (Some((partial, _)), _) => Sink::create(partial)?,
            (None, Some(path)) => Sink::create(path)?,
            (None, None) => Sink::standard()?,
        };
        let name = path.map_or_else(|| "standard output".to_owned(), |path| path.display().to_string());
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .set_created_by(format!("netra {}", env!("CARGO_PKG_VERSION")))
            .build();
        let writer = ArrowWriter::try_new(sink.into_file(), schema(keep), Some(properties))
            .map_err(|error| fault(&name, error))?;
        Ok(Table {
            name,
            writer: Some(writer),
            rename,
        })
    }

    pub(super) fn write(&mut self, rows: &RecordBatch) -> Result<(), Fault> {
        match self.writer.as_mut().map_or(Ok(()), |writer| writer.write(rows)) {
            Ok(()) => Ok(()),
            Err(error) => {
                // Without a footer nothing of it can be read.
                self.writer = None;
                self.remove();
                Err(fault(&self.name, error))
            }
        }
    }

    pub(super) fn finish(&mut self) -> Result<(), Fault> {
        let Some(writer) = self.writer.take() else {
            return Ok(());
        };
        let written = writer.into_inner().map_err(|error| fault(&self.name, error));
        let kept = written.and_then(|mut file| {
            file.flush()
                .and_then(|()| {
                    self.rename
                        .as_ref()
                        .map_or(Ok(()), |(partial, path)| std::fs::rename(partial, path))
                })
                .map_err(|error| Fault::output(&self.name, &error))
        });
        if kept.is_err() {
            self.remove();
        }
        kept
    }

    fn remove(&self) {
        if let Some((partial, _)) = &self.rename {
            // Nothing better to do than to report the first failure.
            let _ = std::fs::remove_file(partial);
        }
    }
}

fn fault(name: &str, error: ParquetError) -> Fault {
    match error {
        ParquetError::External(inner) => match inner.downcast_ref::<io::Error>() {
            Some(error) => Fault::output(name, error),
            None => Fault::Midway(format!("cannot write to {name}: {inner}")),
        },
        other => Fault::Midway(format!("cannot write to {name}: {other}")),
    }
}
