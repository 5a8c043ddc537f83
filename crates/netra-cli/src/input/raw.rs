//! Blocks of records that were cut out of a stream of bytes.
//!
//! Where the blocks end depends only on the bytes, never on how they arrived, unless `live` asks for speed instead.

use std::borrow::Cow;
use std::sync::Arc;

use super::cut::{Cutter, Refusal};
use super::{Block, Blocks, Place, Record, Reject};

/// Reads one cut record.
pub(crate) trait ReadRecord: Send + Sync {
    /// Calls `found` exactly once.
    fn read(&self, raw: &[u8], found: &mut dyn FnMut(Result<Record<'_>, String>));
}

/// Blocks of cut records.
pub(crate) struct RawBlocks {
    cutter: Cutter,
    reader: Arc<dyn ReadRecord>,
    /// Why the rest cannot be read; told once what came before it has been handed on.
    failed: Option<String>,
}

impl RawBlocks {
    pub(crate) fn new(cutter: Cutter, reader: Arc<dyn ReadRecord>) -> RawBlocks {
        RawBlocks {
            cutter,
            reader,
            failed: None,
        }
    }
}

impl Blocks for RawBlocks {
    fn next(&mut self) -> Result<Option<Box<dyn Block>>, String> {
        if let Some(message) = self.failed.take() {
            return Err(message);
        }
        let limits = self.cutter.limits();
        let mut block = RawBlock {
            bytes: Vec::new(),
            pieces: Vec::new(),
            taken: 0,
            end: self.cutter.here(),
            reader: Arc::clone(&self.reader),
        };
        while block.bytes.len() < limits.block && block.pieces.len() < limits.records {
            if let Some(cut) = self.cutter.cut() {
                block.push(self.cutter.raw(&cut), cut.place, cut.refused);
            } else if self.cutter.at_end() || (limits.live && !block.pieces.is_empty()) {
                break;
            } else {
                match self.cutter.fill() {
                    Ok(None) => {}
                    Ok(Some((raw, place, refusal))) => block.push(&raw, place, Some(refusal)),
                    Err(message) if block.pieces.is_empty() => return Err(message),
                    Err(message) => {
                        self.failed = Some(message);
                        break;
                    }
                }
            }
        }
        if block.pieces.is_empty() {
            return Ok(None);
        }
        block.end = self.cutter.here();
        Ok(Some(Box::new(block)))
    }

    fn skip_to(&mut self, place: Place) -> Result<(), String> {
        self.cutter.skip_to(place)
    }
}

struct RawBlock {
    bytes: Vec<u8>,
    pieces: Vec<Piece>,
    taken: u64,
    end: Place,
    reader: Arc<dyn ReadRecord>,
}

struct Piece {
    start: usize,
    end: usize,
    place: Place,
    refused: Option<Refusal>,
}

impl RawBlock {
    fn push(&mut self, raw: &[u8], place: Place, refused: Option<Refusal>) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(raw);
        // One for the line break.
        self.taken += refused
            .as_ref()
            .map_or(raw.len() as u64, |refusal| refusal.length)
            + 1;
        self.pieces.push(Piece {
            start,
            end: self.bytes.len(),
            place,
            refused,
        });
    }
}

impl Block for RawBlock {
    fn records(&self) -> u64 {
        self.pieces.len() as u64
    }

    fn bytes(&self) -> u64 {
        self.taken
    }

    fn end(&self) -> Place {
        self.end
    }

    fn visit(&self, each: &mut dyn FnMut(Place, Result<Record<'_>, Reject<'_>>)) {
        for piece in &self.pieces {
            let raw = &self.bytes[piece.start..piece.end];
            if let Some(refusal) = &piece.refused {
                let reject = Reject {
                    reason: Cow::Borrowed(&refusal.reason),
                    raw,
                    length: refusal.length,
                };
                each(piece.place, Err(reject));
                continue;
            }
            self.reader.read(raw, &mut |found| {
                let found = found.map_err(|reason| Reject {
                    reason: Cow::Owned(reason),
                    raw,
                    length: raw.len() as u64,
                });
                each(piece.place, found);
            });
        }
    }
}
