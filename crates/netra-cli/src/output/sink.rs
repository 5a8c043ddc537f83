//! Where bytes go: a file or standard output, plain or compressed, always in whole records.
//!
//! Compression works block by block: each block is a gzip member or a zstd frame of its own, packed by the worker
//! that judged it. Readers see one stream; and a file that was cut off at a block is still whole.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use crate::exit::Fault;

/// How an output is compressed: by its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Not at all.
    #[default]
    Plain,
    /// `.gz`
    Gzip,
    /// `.zst`
    Zstd,
}

impl Packing {
    /// The compression that a file name asks for.
    pub(crate) fn of(path: Option<&Path>) -> Packing {
        match path
            .and_then(Path::extension)
            .and_then(|extension| extension.to_str())
        {
            Some("gz") => Packing::Gzip,
            Some("zst") => Packing::Zstd,
            _ => Packing::Plain,
        }
    }

    /// Packs whole records.
    pub(crate) fn pack(self, bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        match self {
            Packing::Plain => Ok(bytes),
            Packing::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
                encoder.write_all(&bytes)?;
                encoder.finish()
            }
            Packing::Zstd => zstd::bulk::compress(&bytes, zstd::DEFAULT_COMPRESSION_LEVEL),
        }
    }
}

/// An output.
pub(crate) struct Sink {
    name: String,
    packing: Packing,
    file: File,
    /// A file on disk can be cut back to its last whole record; a pipe cannot.
    on_disk: bool,
    /// How many bytes have been written, those of an earlier run that is continued included.
    written: u64,
}

impl Sink {
    /// Standard output.
    pub(crate) fn standard() -> Result<Sink, Fault> {
        let file = standard_output()
            .map_err(|error| Fault::usage(format!("cannot write to standard output: {error}")))?;
        Ok(Sink::over("standard output".to_owned(), Packing::Plain, file))
    }

    /// A file, created or emptied.
    pub(crate) fn create(path: &Path) -> Result<Sink, Fault> {
        let file = File::create(path)
            .map_err(|error| Fault::usage(format!("cannot write to {}: {error}", path.display())))?;
        Ok(Sink::over(
            path.display().to_string(),
            Packing::of(Some(path)),
            file,
        ))
    }

    /// A file of an earlier run, cut back to the bytes that are known to be whole records, to be written on.
    pub(crate) fn go_on(path: &Path, whole: u64) -> Result<Sink, Fault> {
        let cannot =
            |error: io::Error| Fault::usage(format!("cannot go on writing {}: {error}", path.display()));
        let mut file = OpenOptions::new().write(true).open(path).map_err(cannot)?;
        let length = file.metadata().map_err(cannot)?.len();
        if length < whole {
            return Err(Fault::usage(format!(
                "{} has {length} bytes, fewer than the {whole} that its checkpoint counts; run without --resume to start over",
                path.display()
            )));
        }
        file.set_len(whole).map_err(cannot)?;
        file.seek(SeekFrom::End(0)).map_err(cannot)?;
        let mut sink = Sink::over(path.display().to_string(), Packing::of(Some(path)), file);
        sink.written = whole;
        Ok(sink)
    }

    /// The bare file, for a format that keeps its own books.
    #[cfg(feature = "parquet")]
    pub(crate) fn into_file(self) -> File {
        self.file
    }

    /// Whether it is a file on disk, and not a pipe or a device.
    pub(crate) fn on_disk(&self) -> bool {
        self.on_disk
    }

    /// How many bytes it has.
    pub(crate) fn written(&self) -> u64 {
        self.written
    }

    /// What waits, on whatever thread, until everything that was written by now lies on the disk.
    pub(crate) fn syncing(&self) -> Result<impl FnOnce() -> Result<(), Fault> + Send + use<>, Fault> {
        let file = self.file.try_clone();
        let file = file.map_err(|error| Fault::output(&self.name, &error))?;
        let name = self.name.clone();
        Ok(move || file.sync_data().map_err(|error| Fault::output(&name, &error)))
    }

    fn over(name: String, packing: Packing, file: File) -> Sink {
        let on_disk = file.metadata().is_ok_and(|data| data.is_file());
        Sink {
            name,
            packing,
            file,
            on_disk,
            written: 0,
        }
    }

    /// How bytes must be packed before they are written.
    pub(crate) fn packing(&self) -> Packing {
        self.packing
    }

    /// Writes packed whole records: all of them, or none.
    pub(crate) fn write(&mut self, packed: &[u8]) -> Result<(), Fault> {
        let mut written = 0;
        while written < packed.len() {
            match self.file.write(&packed[written..]) {
                Ok(count) if count > 0 => written += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                failure => {
                    self.cut_back(written);
                    let error = failure.err().unwrap_or_else(|| io::ErrorKind::WriteZero.into());
                    return Err(Fault::output(&self.name, &error));
                }
            }
        }
        self.written += packed.len() as u64;
        Ok(())
    }

    /// Takes the last bytes back, where that is possible: as if they had never been written.
    pub(crate) fn take_back(&mut self, bytes: usize) {
        self.cut_back(bytes);
        self.written -= bytes as u64;
    }

    fn cut_back(&mut self, written: usize) {
        if self.on_disk
            && written > 0
            && let Ok(data) = self.file.metadata()
        {
            // Where even this fails there is nothing better to do than to report the first failure.
            let _ = self.file.set_len(data.len().saturating_sub(written as u64));
            let _ = self.file.seek(SeekFrom::End(0));
        }
    }

    /// Ends the output: an empty compressed file is still a compressed file.
    pub(crate) fn finish(&mut self) -> Result<(), Fault> {
        if self.written == 0 && self.packing != Packing::Plain {
            let nothing = self
                .packing
                .pack(Vec::new())
                .map_err(|error| Fault::output(&self.name, &error))?;
            self.write(&nothing)?;
        }
        self.file
            .flush()
            .map_err(|error| Fault::output(&self.name, &error))
    }
}

/// Standard output without the line buffer of the standard library: blocks are large and must be seen to fail.
#[cfg(unix)]
fn standard_output() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

#[cfg(windows)]
fn standard_output() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(File::from(io::stdout().as_handle().try_clone_to_owned()?))
}
