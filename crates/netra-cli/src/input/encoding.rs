//! Text that is not UTF-8: what it is by its first bytes, and turning it into UTF-8 as it is read.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_16BE, UTF_16LE};

/// UTF-16 shows itself by its byte order mark, or by the zeros between letters. Anything else is taken for UTF-8.
pub(super) fn seen_in(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(UTF_16LE),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// A stream that is turned into UTF-8. What stands for no character becomes U+FFFD.
pub(super) struct Decoded {
    inner: Box<dyn Read + Send>,
    decoder: Decoder,
    /// Bytes as they were read, and how many of them have been decoded.
    bytes: Vec<u8>,
    decoded: usize,
    /// UTF-8, and how much of it has been given.
    text: Vec<u8>,
    given: usize,
    at_end: bool,
}

impl Decoded {
    const CHUNK: usize = 1 << 14;

    pub(super) fn new(inner: Box<dyn Read + Send>, encoding: &'static Encoding) -> Decoded {
        Decoded {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            bytes: Vec::new(),
            decoded: 0,
            text: Vec::new(),
            given: 0,
            at_end: false,
        }
    }

    /// Decodes some more; nothing comes at the end only.
    fn fill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        while self.text.is_empty() {
            if self.decoded == self.bytes.len() && !self.at_end {
                self.bytes.resize(Decoded::CHUNK, 0);
                let count = self.inner.read(&mut self.bytes)?;
                self.bytes.truncate(count);
                self.decoded = 0;
                self.at_end = count == 0;
            }
            self.text.resize(4 * Decoded::CHUNK, 0);
            let (result, read, written, _) =
                self.decoder
                    .decode_to_utf8(&self.bytes[self.decoded..], &mut self.text, self.at_end);
            self.decoded += read;
            self.text.truncate(written);
            if self.at_end && result == CoderResult::InputEmpty {
                return Ok(());
            }
        }
        Ok(())
    }
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.text.len() {
            if self.at_end && self.decoded == self.bytes.len() {
                return Ok(0);
            }
            self.fill()?;
        }
        let count = buffer.len().min(self.text.len() - self.given);
        buffer[..count].copy_from_slice(&self.text[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
