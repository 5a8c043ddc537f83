//! Where parcels of whole records go: into a stream of bytes, or into a format that keeps its own books.

use super::sink::Sink;
use crate::exit::Fault;

/// Whole records on their way to the writer.
pub(crate) enum Parcel {
    /// Packed bytes.
    Bytes(Vec<u8>),
    /// Rows of columns.
    #[cfg(feature = "parquet")]
    Rows(arrow_array::RecordBatch),
}

/// What takes parcels.
pub(crate) enum Destination {
    /// A stream of bytes.
    Bytes(Sink),
    /// A Parquet file.
    #[cfg(feature = "parquet")]
    Table(Box<super::parquet::Table>),
}

impl Destination {
    /// Writes a parcel: all of it, or none.
    pub(crate) fn write(&mut self, parcel: &Parcel) -> Result<(), Fault> {
        match (self, parcel) {
            (Destination::Bytes(sink), Parcel::Bytes(bytes)) => sink.write(bytes),
            #[cfg(feature = "parquet")]
            (Destination::Table(table), Parcel::Rows(rows)) => table.write(rows),
            // One format makes both; a mix of them is a mistake in this crate.
            #[cfg(feature = "parquet")]
            _ => Err(Fault::Midway(
                "internal error: a parcel of another format".to_owned(),
            )),
        }
    }

    /// Ends the output, also after an input has failed: what was written must be readable.
    pub(crate) fn finish(&mut self) -> Result<(), Fault> {
        match self {
            Destination::Bytes(sink) => sink.finish(),
            #[cfg(feature = "parquet")]
            Destination::Table(table) => table.finish(),
        }
    }

    /// The stream of bytes behind it, which alone can be continued by a later run.
    pub(crate) fn sink(&mut self) -> Option<&mut Sink> {
        match self {
            Destination::Bytes(sink) => Some(sink),
            #[cfg(feature = "parquet")]
            Destination::Table(_) => None,
        }
    }
}
