//! How the lexicon's spellings begin: what tells the cutting of glued words where nothing can begin.

/// Longer words are no pieces of glued ones.
pub(crate) const LONGEST_PIECE: usize = 24;

/// Letters that a known name must show for an unknown word to be looked at as a glued one.
const NAMED: usize = 5;

/// Which lengths spellings with a given beginning have, and where known names may begin.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Beginnings {
    /// The first four letters of spellings; 0 is free. Open addressing; a power of two.
    heads: Vec<u32>,
    /// A bit per length, for the spellings that begin so.
    lengths: Vec<u32>,
    /// A bit for every hash of the first five letters of a known name.
    named: Vec<u64>,
}

const NAMED_BITS: u32 = 16;

#[inline]
fn head_hash(head: u32) -> usize {
    (u64::from(head).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

#[inline]
fn named_hash(five: u64) -> usize {
    (five.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - NAMED_BITS)) as usize
}

fn four(bytes: &[u8]) -> u32 {
    let mut word = [0u8; 4];
    word.copy_from_slice(&bytes[..4]);
    u32::from_le_bytes(word)
}

fn five(bytes: &[u8]) -> u64 {
    let mut word = [0u8; 8];
    word[..NAMED].copy_from_slice(&bytes[..NAMED]);
    u64::from_le_bytes(word)
}

impl Beginnings {
    /// From all spellings, and whether each belongs to a name that many know.
    pub(crate) fn of<'s>(spellings: impl Iterator<Item = (&'s str, bool)>) -> Beginnings {
        let mut heads: Vec<(u32, u32)> = Vec::new();
        let mut named = vec![0u64; 1 << (NAMED_BITS - 6)];
        for (text, prominent) in spellings {
            let bytes = text.as_bytes();
            if (4..=LONGEST_PIECE).contains(&bytes.len()) {
                heads.push((four(bytes), 1 << bytes.len()));
            }
            if prominent && bytes.len() >= NAMED {
                let hash = named_hash(five(bytes));
                named[hash / 64] |= 1 << (hash % 64);
            }
        }
        heads.sort_unstable();
        heads.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                earlier.1 |= later.1;
            }
            same
        });
        let size = (heads.len() * 2).next_power_of_two().max(16);
        let mut beginnings = Beginnings {
            heads: vec![0; size],
            lengths: vec![0; size],
            named,
        };
        for (head, lengths) in heads {
            let mut at = head_hash(head) & (size - 1);
            while beginnings.heads[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            beginnings.heads[at] = head;
            beginnings.lengths[at] = lengths;
        }
        beginnings
    }

    /// The lengths that spellings beginning like `bytes` may have: a bit per length. Two and three letters are not
    /// looked into.
    #[inline]
    pub(crate) fn lengths(&self, bytes: &[u8]) -> u32 {
        let short = 0b1100 & !(u32::MAX << (bytes.len() + 1).min(31));
        if bytes.len() < 4 || self.heads.is_empty() {
            return short;
        }
        let head = four(bytes);
        let mask = self.heads.len() - 1;
        let mut at = head_hash(head) & mask;
        loop {
            match self.heads[at] {
                0 => return short,
                found if found == head => {
                    let within = !(u32::MAX << (bytes.len() + 1).min(31));
                    return short | (self.lengths[at] & within);
                }
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Whether a name that many know may begin somewhere in `bytes`. Seldom wrong when it says yes, never when no.
    pub(crate) fn may_hold_a_name(&self, bytes: &[u8]) -> bool {
        bytes.windows(NAMED).any(|window| {
            let hash = named_hash(five(window));
            self.named
                .get(hash / 64)
                .is_some_and(|word| word >> (hash % 64) & 1 == 1)
        })
    }

    /// Whether a search in it ends: for tables from files.
    pub(crate) fn is_sound(&self) -> bool {
        let size = self.heads.len();
        size == 0 || (size.is_power_of_two() && self.lengths.len() == size && self.heads.contains(&0))
    }

    pub(crate) fn heap(&self) -> usize {
        self.heads.len() * 8 + self.named.len() * 8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_the_spellings_that_begin_so() {
        let words = ["pilih", "pilihan", "menang", "di", "wayan"];
        let beginnings = Beginnings::of(words.into_iter().map(|word| (word, word == "wayan")));
        assert_eq!(beginnings.lengths(b"pilihanku"), 0b1100 | 1 << 5 | 1 << 7);
        assert_eq!(beginnings.lengths(b"pilih"), 0b1100 | 1 << 5);
        assert_eq!(beginnings.lengths(b"kucing"), 0b1100);
        assert_eq!(beginnings.lengths(b"di"), 0b100);
        assert!(beginnings.may_hold_a_name(b"pilihwayansaja"));
        assert!(!beginnings.may_hold_a_name(b"pilihsaja"));
    }
}
