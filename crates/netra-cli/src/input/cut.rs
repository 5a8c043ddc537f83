//! Cutting a stream of bytes into records.
//!
//! Memory stays within the longest record plus a block: a longer record is skipped byte by byte and rejected, with
//! its beginning.

use std::io::{ErrorKind, Read};

use super::source::Stream;
use super::{Limits, Place};

/// How much of an overlong record a reject shows.
pub(crate) const SHOWN: usize = 4096;
const CHUNK: usize = 1 << 18;

/// Finds where records end.
pub(crate) trait Ends: Send {
    /// Reads on from where the last call stopped; `Some` is the place just past the line break that ends a record.
    fn find(&mut self, bytes: &[u8]) -> Option<usize>;
    /// Whether the bytes so far stand inside a quotation that has not been closed.
    fn in_quotes(&self) -> bool {
        false
    }
    /// Forgets the bytes so far: a new record begins.
    fn reset(&mut self) {}
    /// How many line breaks a record has, its own included.
    fn breaks(&self, record: &[u8]) -> usize {
        memchr::memchr_iter(b'\n', record).count()
    }
}

/// Every line is a record.
pub(crate) struct Lines;

impl Ends for Lines {
    fn find(&mut self, bytes: &[u8]) -> Option<usize> {
        memchr::memchr(b'\n', bytes).map(|at| at + 1)
    }

    /// The last one of an input may have none.
    fn breaks(&self, record: &[u8]) -> usize {
        usize::from(record.ends_with(b"\n"))
    }
}

/// What to say of a record that is too long.
pub(crate) fn too_long(length: impl std::fmt::Display, longest: usize) -> String {
    format!("the record has {length} bytes, more than the {longest} of --max-record")
}

/// A stream, cut.
pub(crate) struct Cutter {
    stream: Stream,
    ends: Box<dyn Ends>,
    limits: Limits,
    buffer: Vec<u8>,
    /// Where the current record begins in the buffer.
    start: usize,
    /// How far `ends` has looked.
    seen: usize,
    /// Where the buffer begins in the input.
    offset: u64,
    line: u64,
    at_end: bool,
}

/// A record as it was cut, as a range of the buffer.
pub(crate) struct Cut {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) place: Place,
    pub(crate) refused: Option<Refusal>,
}

/// Why a record is not even looked at.
pub(crate) struct Refusal {
    pub(crate) reason: String,
    /// The length of the whole record.
    pub(crate) length: u64,
}

impl Cutter {
    pub(crate) fn new(stream: Stream, ends: Box<dyn Ends>, limits: Limits) -> Cutter {
        Cutter {
            offset: stream.skipped,
            stream,
            ends,
            limits,
            buffer: Vec::new(),
            start: 0,
            seen: 0,
            line: 1,
            at_end: false,
        }
    }

    /// How much is read at a time.
    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// Whether the input has said its last byte.
    pub(crate) fn at_end(&self) -> bool {
        self.at_end
    }

    /// Where the next record begins, or blank lines before it.
    pub(crate) fn here(&self) -> Place {
        self.place(self.start)
    }

    /// Goes on from a place that `here` gave in an earlier run.
    pub(crate) fn skip_to(&mut self, place: Place) -> Result<(), String> {
        while self.offset + (self.buffer.len() as u64) < place.offset {
            if self.at_end {
                return Err(format!(
                    "{} is shorter than it was when the run was stopped",
                    self.stream.name
                ));
            }
            self.start = self.buffer.len();
            self.seen = self.start;
            self.drop_done();
            self.read_chunk()?;
        }
        let ahead = place.offset.checked_sub(self.offset);
        self.start = ahead
            .and_then(|ahead| usize::try_from(ahead).ok())
            .ok_or_else(|| {
                format!(
                    "byte {} of {} is not where a record begins",
                    place.offset, self.stream.name
                )
            })?;
        self.seen = self.start;
        self.line = place.line;
        self.ends.reset();
        Ok(())
    }

    /// The bytes of a cut record; they stay until the next call of `fill`.
    pub(crate) fn raw(&self, cut: &Cut) -> &[u8] {
        &self.buffer[cut.start..cut.end]
    }

    /// Takes the first record out: the header of a table.
    pub(crate) fn first(&mut self) -> Result<Option<Vec<u8>>, String> {
        loop {
            if let Some(cut) = self.cut() {
                if let Some(refusal) = cut.refused {
                    return Err(refusal.reason);
                }
                return Ok(Some(self.raw(&cut).to_vec()));
            }
            if self.at_end {
                return Ok(None);
            }
            self.fill()?;
        }
    }

    /// Cuts the next record that is not blank out of what the buffer holds.
    pub(crate) fn cut(&mut self) -> Option<Cut> {
        loop {
            let start = self.start;
            let (end, next) = match self.ends.find(&self.buffer[self.seen..]) {
                Some(length) => (self.seen + length - 1, self.seen + length),
                None => {
                    self.seen = self.buffer.len();
                    let waiting = self.buffer.len() - start;
                    let too_long = waiting > self.limits.longest;
                    if waiting == 0 || !(self.at_end || too_long) {
                        return None;
                    }
                    let line_end = memchr::memchr(b'\n', &self.buffer[start..]);
                    if self.ends.in_quotes() && (self.at_end || line_end.is_some()) {
                        return Some(self.refuse_open_quote(line_end));
                    }
                    if !self.at_end {
                        return None;
                    }
                    (self.buffer.len(), self.buffer.len())
                }
            };
            let place = self.place(start);
            self.line += self.ends.breaks(&self.buffer[start..next]) as u64;
            self.start = next;
            self.seen = next;
            self.ends.reset();
            let raw = &self.buffer[start..end];
            let end = end - usize::from(raw.ends_with(b"\r"));
            if raw.trim_ascii().is_empty() {
                continue;
            }
            let length = end - start;
            if length > self.limits.longest {
                return Some(Cut {
                    start,
                    end: start + SHOWN.min(length),
                    place,
                    refused: Some(self.too_long(length as u64)),
                });
            }
            return Some(Cut {
                start,
                end,
                place,
                refused: None,
            });
        }
    }

    fn place(&self, at: usize) -> Place {
        Place {
            line: self.line,
            offset: self.offset + at as u64,
        }
    }

    fn too_long(&self, length: u64) -> Refusal {
        Refusal {
            reason: too_long(length, self.limits.longest),
            length,
        }
    }

    /// A quotation mark that is never closed would swallow the rest of the input: only its own line is rejected, and
    /// cutting goes on behind it.
    fn refuse_open_quote(&mut self, line_end: Option<usize>) -> Cut {
        let start = self.start;
        let place = self.place(start);
        let end = line_end.map_or(self.buffer.len(), |at| start + at);
        let next = end + usize::from(line_end.is_some());
        self.line += u64::from(line_end.is_some());
        self.start = next;
        self.seen = next;
        self.ends.reset();
        let end = end - usize::from(self.buffer[start..end].ends_with(b"\r"));
        Cut {
            start,
            end: if end - start > self.limits.longest {
                start + SHOWN
            } else {
                end
            },
            place,
            refused: Some(Refusal {
                reason: "a quotation mark is opened here and never closed".to_owned(),
                length: (end - start) as u64,
            }),
        }
    }

    /// Reads more bytes behind the current record. Where that record is already too long, it is skipped to its end,
    /// and what is left of it comes back.
    pub(crate) fn fill(&mut self) -> Result<Option<(Vec<u8>, Place, Refusal)>, String> {
        if self.buffer.len() - self.start > self.limits.longest {
            return self.skip().map(Some);
        }
        self.drop_done();
        self.read_chunk()?;
        Ok(None)
    }

    fn drop_done(&mut self) {
        self.buffer.drain(..self.start);
        self.offset += self.start as u64;
        self.seen -= self.start;
        self.start = 0;
        if self.buffer.len() < CHUNK && self.buffer.capacity() > 8 * CHUNK {
            self.buffer.shrink_to(2 * CHUNK);
        }
    }

    fn read_chunk(&mut self) -> Result<(), String> {
        let had = self.buffer.len();
        self.buffer.resize(had + CHUNK, 0);
        let count = loop {
            match self.stream.read(&mut self.buffer[had..]) {
                Ok(count) => break count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.buffer.truncate(had);
                    let at = self.offset + had as u64;
                    return Err(format!(
                        "cannot read {} beyond byte {at}: {error}",
                        self.stream.name
                    ));
                }
            }
        };
        self.buffer.truncate(had + count);
        self.at_end = count == 0;
        Ok(())
    }

    fn skip(&mut self) -> Result<(Vec<u8>, Place, Refusal), String> {
        let place = self.place(self.start);
        let shown = self.buffer[self.start..self.start + SHOWN.min(self.buffer.len() - self.start)].to_vec();
        let mut length = 0;
        loop {
            length += (self.buffer.len() - self.start) as u64;
            self.start = self.buffer.len();
            self.seen = self.start;
            self.drop_done();
            self.read_chunk()?;
            let line_end = memchr::memchr(b'\n', &self.buffer);
            if let Some(at) = line_end {
                length += at as u64;
                self.start = at + 1;
                self.line += 1;
            }
            self.seen = self.start;
            if line_end.is_some() || self.at_end {
                self.ends.reset();
                let refusal = self.too_long(length);
                return Ok((shown, place, refusal));
            }
        }
    }
}
