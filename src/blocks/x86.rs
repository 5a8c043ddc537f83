//! 64 or 32 bytes a step, for x86-64.
//!
//! The only unsafe code of the library. It reads memory in three ways: whole vectors inside the slice, masked vectors
//! whose masked-off bytes are not touched, and whole vectors of a buffer on the stack.
#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m256i, __m512i, _mm256_add_epi8, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_cmpgt_epi8,
    _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8, _mm512_cmpeq_epi8_mask,
    _mm512_cmplt_epu8_mask, _mm512_mask_add_epi8, _mm512_maskz_loadu_epi8, _mm512_set1_epi8, _mm512_sub_epi8,
};

use super::{Block, SIZE};

/// Reads `bytes`; the processor must have AVX-512 F and BW.
pub(super) fn avx512(bytes: &[u8], blocks: &mut [Block]) {
    debug_assert!(super::Path::Avx512.is_available());
    // SAFETY: `Blocks::read` comes here only where the processor has been found to have both features.
    unsafe { avx512_blocks(bytes, blocks) }
}

#[target_feature(enable = "avx512f,avx512bw")]
fn avx512_blocks(bytes: &[u8], blocks: &mut [Block]) {
    let set = |byte: u8| _mm512_set1_epi8(byte.cast_signed());
    let capitals_of = |vector: __m512i| _mm512_cmplt_epu8_mask(_mm512_sub_epi8(vector, set(b'A')), set(26));
    let small_of = |vector: __m512i| {
        let capitals = capitals_of(vector);
        (
            capitals,
            _mm512_mask_add_epi8(vector, capitals, vector, set(0x20)),
        )
    };
    for (number, block) in blocks.iter_mut().enumerate() {
        let at = number * SIZE;
        let Some(rest) = bytes.len().checked_sub(at).filter(|rest| *rest > 0) else {
            break;
        };
        let there = if rest >= SIZE { u64::MAX } else { (1 << rest) - 1 };
        // SAFETY: the mask has a bit only for bytes inside the slice, and bytes without a bit are not read.
        let vector = unsafe { _mm512_maskz_loadu_epi8(there, bytes.as_ptr().add(at).cast()) };
        // The byte before each; the first of all has none.
        let behind = if at == 0 { there & !1 } else { there };
        // SAFETY: the address of the byte before the first is only formed (by wrapping) and, masked off, not read; all
        // others lie inside the slice.
        let before = unsafe {
            _mm512_maskz_loadu_epi8(behind, bytes.as_ptr().wrapping_add(at).wrapping_sub(1).cast())
        };
        let (capitals, small) = small_of(vector);
        let (_, small_before) = small_of(before);
        block.capitals = capitals;
        block.letters = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(small, set(b'a')), set(26));
        block.twins = _mm512_cmpeq_epi8_mask(small, small_before) & behind;
    }
}

/// Reads `bytes`; the processor must have AVX2.
pub(super) fn avx2(bytes: &[u8], blocks: &mut [Block]) {
    debug_assert!(super::Path::Avx2.is_available());
    // SAFETY: `Blocks::read` comes here only where the processor has been found to have the feature.
    unsafe { avx2_blocks(bytes, blocks) }
}

#[target_feature(enable = "avx2")]
fn avx2_blocks(bytes: &[u8], blocks: &mut [Block]) {
    for (number, block) in blocks.iter_mut().enumerate() {
        let at = number * SIZE;
        let Some(rest) = bytes.len().checked_sub(at).filter(|rest| *rest > 0) else {
            break;
        };
        if at > 0 && rest >= SIZE {
            // SAFETY: bytes at-1 to at+63 lie inside the slice.
            *block = unsafe { avx2_block(bytes.as_ptr().add(at - 1)) };
            continue;
        }
        // The first block has no byte before it, the last one not all bytes: both are read from a copy.
        let there = if rest >= SIZE { u64::MAX } else { (1 << rest) - 1 };
        let mut copy = [0u8; SIZE + 1];
        let (from, to) = (usize::from(at == 0), SIZE.min(rest) + 1);
        copy[from..to].copy_from_slice(&bytes[at + from - 1..at + to - 1]);
        // SAFETY: the copy has all 65 bytes.
        let read = unsafe { avx2_block(copy.as_ptr()) };
        *block = Block {
            letters: read.letters,
            capitals: read.capitals,
            twins: read.twins & there & !u64::from(at == 0),
        };
    }
}

/// The block that begins one byte after `before`.
///
/// # Safety
/// 65 bytes must be readable from `before` on.
#[target_feature(enable = "avx2")]
unsafe fn avx2_block(before: *const u8) -> Block {
    let mut block = Block::default();
    for half in 0..2u32 {
        // SAFETY: at most bytes 1 + 32 to 1 + 63 of the 65 that the caller vouches for.
        let (vector, behind) = unsafe {
            let here = before.add(32 * half as usize);
            (
                _mm256_loadu_si256(here.add(1).cast::<__m256i>()),
                _mm256_loadu_si256(here.cast::<__m256i>()),
            )
        };
        let (capitals, small) = avx2_small(vector);
        let (_, small_behind) = avx2_small(behind);
        let letters = avx2_range(small, b'a');
        let twins = _mm256_cmpeq_epi8(small, small_behind);
        let mask = |vector: __m256i| u64::from(_mm256_movemask_epi8(vector).cast_unsigned()) << (32 * half);
        block.letters |= mask(letters);
        block.capitals |= mask(capitals);
        block.twins |= mask(twins);
    }
    block
}

/// All bits of every byte in the 26 from `first` on.
#[target_feature(enable = "avx2")]
fn avx2_range(vector: __m256i, first: u8) -> __m256i {
    // Moved so that the 26 are the lowest of all signed bytes.
    let moved = _mm256_add_epi8(vector, _mm256_set1_epi8(0x80u8.wrapping_sub(first).cast_signed()));
    _mm256_cmpgt_epi8(_mm256_set1_epi8(-128 + 26), moved)
}

/// The capitals, and the vector with capitals read as small letters.
#[target_feature(enable = "avx2")]
fn avx2_small(vector: __m256i) -> (__m256i, __m256i) {
    let capitals = avx2_range(vector, b'A');
    let small = _mm256_or_si256(vector, _mm256_and_si256(capitals, _mm256_set1_epi8(0x20)));
    (capitals, small)
}
