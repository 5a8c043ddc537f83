use proptest::prelude::*;

use super::{Block, Blocks, Path, SIZE};

/// One byte at a time.
fn naive(bytes: &[u8]) -> Vec<Block> {
    let mut blocks = vec![Block::default(); bytes.len() / SIZE + 2];
    for (at, byte) in bytes.iter().enumerate() {
        let block = &mut blocks[at / SIZE];
        let bit = |yes: bool| u64::from(yes) << (at % SIZE);
        block.letters |= bit(byte.is_ascii_alphabetic());
        block.capitals |= bit(byte.is_ascii_uppercase());
        let twin = at > 0 && bytes[at - 1].eq_ignore_ascii_case(byte);
        block.twins |= bit(twin);
    }
    blocks
}

fn same(bytes: &[u8]) {
    let expected = naive(bytes);
    for path in Path::ALL {
        if !path.is_available() {
            continue;
        }
        let mut blocks = Blocks::default();
        blocks.read(path, bytes);
        assert_eq!(blocks.blocks, expected, "{path:?} reads {bytes:?}");
    }
}

#[test]
fn every_byte_reads_the_same_on_every_path() {
    for length in 0..=200 {
        let bytes: Vec<u8> = (0..length).map(|at| (at * 7) as u8).collect();
        same(&bytes);
        same(&vec![b'a'; length]);
    }
    let all: Vec<u8> = (0..=255).flat_map(|byte| [byte, byte, byte ^ 0x20]).collect();
    same(&all);
}

#[test]
fn a_window_begins_anywhere_and_ends_in_nothing() {
    let text: Vec<u8> = "Ayo ke TPS, jangan golput! ".bytes().cycle().take(300).collect();
    let mut blocks = Blocks::default();
    blocks.read(Path::Portable, &text);
    for at in 0..400 {
        let window = blocks.window(at);
        for bit in 0..64 {
            let letter = text.get(at + bit).is_some_and(u8::is_ascii_alphabetic);
            assert_eq!(window.letters >> bit & 1 == 1, letter, "byte {}", at + bit);
        }
    }
}

proptest! {
    // Miri is some thousand times slower, and looks at every access.
    #![proptest_config(ProptestConfig { cases: if cfg!(miri) { 8 } else { 256 }, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_read_the_same_on_every_path(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        same(&bytes);
    }

    #[test]
    fn letters_read_the_same_on_every_path(text in "[aAbBzZ@`\\[{ éÁ]{0,300}") {
        same(text.as_bytes());
    }
}
