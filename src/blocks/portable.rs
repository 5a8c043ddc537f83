//! Eight bytes a step, in plain integers.

use super::{Block, SIZE};

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// The high bits of eight bytes, side by side.
fn gather(highs: u64) -> u64 {
    (highs >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The high bit of every byte that lies in `first..=last`. All are below 128, and so is every byte of `low`: then no
/// sum carries into the next byte.
fn between(low: u64, first: u8, last: u8) -> u64 {
    let from_first = low + ONES * u64::from(128 - first);
    let beyond_last = low + ONES * u64::from(127 - last);
    from_first & !beyond_last & HIGHS
}

/// The high bit of every byte that is zero.
fn zeros(bytes: u64) -> u64 {
    !(((bytes & !HIGHS) + !HIGHS) | bytes | !HIGHS)
}

pub(super) fn read(bytes: &[u8], blocks: &mut [Block]) {
    // Capitals read as small letters, of the eight bytes before.
    let mut before = 0u64;
    for (block, bytes) in blocks.iter_mut().zip(bytes.chunks(SIZE)) {
        for (step, eight) in bytes.chunks(8).enumerate() {
            let mut padded = [0u8; 8];
            padded[..eight.len()].copy_from_slice(eight);
            let word = u64::from_le_bytes(padded);
            let (low, ascii) = (word & !HIGHS, !word & HIGHS);
            let capitals = between(low, b'A', b'Z') & ascii;
            let letters = (between(low, b'a', b'z') & ascii) | capitals;
            let small = word | (capitals >> 2);
            let shifted = (small << 8) | (before >> 56);
            let there = if eight.len() == 8 {
                u64::MAX
            } else {
                (1 << (8 * eight.len())) - 1
            };
            let twins = zeros(small ^ shifted) & there;
            before = small;
            block.letters |= gather(letters) << (8 * step);
            block.capitals |= gather(capitals) << (8 * step);
            block.twins |= gather(twins) << (8 * step);
        }
    }
    // Nothing stands before the first byte, not even a zero.
    blocks[0].twins &= !1;
}
