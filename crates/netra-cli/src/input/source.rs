//! Where bytes come from: files and standard input, plain or compressed.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};

use super::encoding::{self, Decoded};
use super::watch::{Watch, Watched};
use crate::exit::Fault;

/// An input that was named on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// `-`, or nothing at all.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// The inputs of a command line; none means standard input.
    pub(crate) fn all(named: &[PathBuf]) -> Result<Vec<Source>, Fault> {
        if named.is_empty() {
            return Ok(vec![Source::Standard]);
        }
        let mut sources = Vec::new();
        for path in named {
            match path.to_str() {
                Some("-") => sources.push(Source::Standard),
                Some(pattern) if pattern.contains(['*', '?', '[']) && !path.exists() => {
                    sources.extend(matching(pattern)?.into_iter().map(Source::File));
                }
                _ => sources.push(Source::File(path.clone())),
            }
        }
        if sources
            .iter()
            .filter(|source| **source == Source::Standard)
            .count()
            > 1
        {
            return Err(Fault::usage("standard input (`-`) can be read only once"));
        }
        Ok(sources)
    }

    /// Its path, where it is a file on disk that can be read again from any place.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Source::File(path) if self.can_reopen() => Some(path),
            _ => None,
        }
    }

    /// How the input is called in messages.
    pub(crate) fn name(&self) -> Arc<str> {
        match self {
            Source::Standard => Arc::from("standard input"),
            Source::File(path) => Arc::from(path.display().to_string()),
        }
    }

    /// Whether opening it twice gives the same bytes twice.
    pub(crate) fn can_reopen(&self) -> bool {
        match self {
            Source::Standard => false,
            Source::File(path) => path.metadata().is_ok_and(|data| data.is_file()),
        }
    }

    /// Its size on disk, where that is known.
    pub(crate) fn size(&self) -> Option<u64> {
        match self {
            Source::Standard => None,
            Source::File(path) => path
                .metadata()
                .ok()
                .filter(std::fs::Metadata::is_file)
                .map(|data| data.len()),
        }
    }

    /// Opens it. `watch` counts the bytes as they lie on disk.
    pub(crate) fn open(
        &self,
        watch: &Arc<Watch>,
        encoding: Option<&'static Encoding>,
    ) -> Result<Stream, String> {
        let file = match self {
            Source::Standard => {
                standard_input().map_err(|error| format!("cannot read standard input: {error}"))?
            }
            Source::File(path) => open_file(path)?,
        };
        let path = match self {
            Source::Standard => None,
            Source::File(path) => Some(path.clone()),
        };
        Stream::new(
            &self.name(),
            path,
            watch,
            encoding,
            Box::new(Watched::new(file, watch)),
        )
    }
}

/// Standard input without the buffer of the standard library: whether there is something to read can be asked.
#[cfg(unix)]
fn standard_input() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?))
}

#[cfg(windows)]
fn standard_input() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(File::from(io::stdin().as_handle().try_clone_to_owned()?))
}

/// The files that a pattern names, by name: for shells that do not expand it, and for config files.
fn matching(pattern: &str) -> Result<Vec<PathBuf>, Fault> {
    let files = glob::glob(pattern).map_err(|error| Fault::usage(format!("{pattern}: {error}")))?;
    let files: Vec<PathBuf> = files
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| Fault::usage(error.to_string()))?
        .into_iter()
        .filter(|path| !path.is_dir())
        .collect();
    if files.is_empty() {
        return Err(Fault::usage(format!("no file is called like {pattern}")));
    }
    Ok(files)
}

fn open_file(path: &Path) -> Result<File, String> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("no such file: {}", path.display()),
        _ => format!("cannot open {}: {error}", path.display()),
    })?;
    if file.metadata().is_ok_and(|data| data.is_dir()) {
        return Err(format!("{} is a folder; name the files in it", path.display()));
    }
    Ok(file)
}

/// A stream of decompressed bytes without a byte order mark, whose first line can be looked at.
pub(crate) struct Stream {
    /// How the input is called in messages.
    pub(crate) name: Arc<str>,
    /// The file behind it, if there is one.
    pub(crate) path: Option<PathBuf>,
    /// Whether the bytes lie compressed on disk.
    // Formats that read a file from its end ask for these two.
    #[cfg_attr(not(feature = "parquet"), allow(dead_code))]
    pub(crate) compressed: bool,
    /// Counts the bytes that are read from disk.
    #[cfg_attr(not(feature = "parquet"), allow(dead_code))]
    pub(crate) watch: Arc<Watch>,
    /// What was read to look at; comes again from `read`.
    head: Vec<u8>,
    given: usize,
    /// Bytes dropped at the start: the length of the byte order mark.
    pub(crate) skipped: u64,
    inner: Box<dyn Read + Send>,
}

impl Stream {
    fn new(
        name: &Arc<str>,
        path: Option<PathBuf>,
        watch: &Arc<Watch>,
        encoding: Option<&'static Encoding>,
        mut raw: Box<dyn Read + Send>,
    ) -> Result<Stream, String> {
        let failed = |error: io::Error| format!("cannot read {name}: {error}");
        let mut magic = Vec::with_capacity(4);
        (&mut raw).take(4).read_to_end(&mut magic).map_err(failed)?;
        let is_gzip = magic.starts_with(&[0x1f, 0x8b]);
        let is_zstd = magic.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
        let whole = io::Cursor::new(magic).chain(raw);
        let inner: Box<dyn Read + Send> = if is_gzip {
            Box::new(flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(
                1 << 16,
                whole,
            )))
        } else if is_zstd {
            Box::new(zstd::stream::read::Decoder::new(whole).map_err(failed)?)
        } else {
            Box::new(whole)
        };
        let mut stream = Stream {
            name: Arc::clone(name),
            path,
            compressed: is_gzip || is_zstd,
            watch: Arc::clone(watch),
            head: Vec::new(),
            given: 0,
            skipped: 0,
            inner,
        };
        stream.look().map_err(failed)?;
        if let Some(encoding) = encoding.or_else(|| encoding::seen_in(&stream.head))
            && encoding != UTF_8
        {
            let bytes = io::Cursor::new(std::mem::take(&mut stream.head)).chain(stream.inner);
            stream.inner = Box::new(Decoded::new(Box::new(bytes), encoding));
            stream.look().map_err(failed)?;
        }
        if stream.head.starts_with(b"\xef\xbb\xbf") {
            stream.head.drain(..3);
            stream.skipped = 3;
        }
        Ok(stream)
    }

    /// Reads until a first line that is not blank has come, so that the format can be told.
    fn look(&mut self) -> io::Result<()> {
        const ENOUGH: usize = 1 << 18;
        let mut chunk = vec![0; 1 << 13];
        while self.head.len() < ENOUGH {
            let count = match self.inner.read(&mut chunk) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            self.head.extend_from_slice(&chunk[..count]);
            let text = self.head.trim_ascii_start();
            // A brace alone may be an object over several lines, which the next line tells.
            let mut lines = memchr::memchr_iter(b'\n', text);
            let end = lines.next();
            if end.is_some_and(|end| text[..end].trim_ascii() != b"{" || lines.next().is_some()) {
                break;
            }
        }
        Ok(())
    }

    /// The first bytes: at least the first line that is not blank, unless that is very long.
    pub(crate) fn head(&self) -> &[u8] {
        &self.head
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given < self.head.len() {
            let count = buffer.len().min(self.head.len() - self.given);
            buffer[..count].copy_from_slice(&self.head[self.given..self.given + count]);
            self.given += count;
            return Ok(count);
        }
        self.inner.read(buffer)
    }
}
