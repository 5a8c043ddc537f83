//! How the lexicon's spellings begin: what tells the cutting of glued words where nothing can begin.

/// Longer words are no pieces of glued ones.
pub(crate) const LONGEST_PIECE: usize = 24;

/// Letters that a known name must show for an unknown word to be looked at as a glued one.
pub(crate) const NAMED: u32 = 5;
/// The same for the content of a hashtag, which is more often glued.
pub(crate) const NAMED_IN_TAG: u32 = 4;

/// Which lengths spellings with a given beginning have, and where known names may begin.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Beginnings {
    /// The first four letters of spellings (0 is free) with a bit for each length that such a spelling has. Open addressing; a
    /// power of two.
    heads: Vec<(u32, u32)>,
    /// A bit for every hash of the first five letters of a known name.
    named: Heads,
    /// A bit for every hash of the first four.
    named_in_tag: Heads,
    /// A bit for every two letters and every three letters that are a word.
    short: Vec<u64>,
}

/// A set of beginnings of one length, as bits by hash: seldom wrong when it says yes, never when no.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
struct Heads {
    bits: Vec<u64>,
}

const HEAD_BITS: u32 = 16;

impl Heads {
    fn insert(&mut self, head: u64) {
        self.bits.resize(1 << (HEAD_BITS - 6), 0);
        let hash = Heads::hash(head);
        self.bits[hash / 64] |= 1 << (hash % 64);
    }

    fn hash(head: u64) -> usize {
        (head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - HEAD_BITS)) as usize
    }

    /// Where these beginnings, each of `length` bytes, may stand in `bytes`.
    #[inline]
    fn stand_in<'b>(&'b self, bytes: &'b [u8], length: u32) -> impl Iterator<Item = usize> + 'b {
        // The last `length` bytes, the oldest lowest.
        let mut window = 0u64;
        let bytes = if self.bits.is_empty() { &[] } else { bytes };
        bytes.iter().enumerate().filter_map(move |(at, &byte)| {
            window = window >> 8 | u64::from(byte) << (8 * (length - 1));
            let start = (at + 1).checked_sub(length as usize)?;
            let hash = Heads::hash(window);
            (self.bits[hash / 64] >> (hash % 64) & 1 == 1).then_some(start)
        })
    }
}

/// The place of a word of two or three small letters among [`Beginnings::short`].
#[inline]
fn short(bytes: &[u8]) -> Option<usize> {
    bytes.iter().try_fold(1usize, |all, &byte| {
        byte.is_ascii_lowercase()
            .then(|| all << 5 | usize::from(byte - b'a'))
    })
}

#[inline]
fn head_hash(head: u32) -> usize {
    (u64::from(head).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

fn four(bytes: &[u8]) -> u32 {
    let mut word = [0u8; 4];
    word.copy_from_slice(&bytes[..4]);
    u32::from_le_bytes(word)
}

/// The first bytes, the first one lowest.
fn first(bytes: &[u8], length: u32) -> u64 {
    let mut word = [0u8; 8];
    word[..length as usize].copy_from_slice(&bytes[..length as usize]);
    u64::from_le_bytes(word)
}

impl Beginnings {
    /// From all spellings, and whether each belongs to a name that many know.
    pub(crate) fn of<'s>(spellings: impl Iterator<Item = (&'s str, bool)>) -> Beginnings {
        let mut heads: Vec<(u32, u32)> = Vec::new();
        let (mut named, mut named_in_tag) = (Heads::default(), Heads::default());
        let mut short_words = vec![0u64; (1 << 16) / 64];
        for (text, prominent) in spellings {
            let bytes = text.as_bytes();
            if (4..=LONGEST_PIECE).contains(&bytes.len()) {
                heads.push((four(bytes), 1 << bytes.len()));
            }
            if prominent && bytes.len() >= NAMED as usize {
                named.insert(first(bytes, NAMED));
            }
            if prominent && bytes.len() >= NAMED_IN_TAG as usize {
                named_in_tag.insert(first(bytes, NAMED_IN_TAG));
            }
            if let (2..=3, Some(place)) = (bytes.len(), short(bytes)) {
                short_words[place / 64] |= 1 << (place % 64);
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
            heads: vec![(0, 0); size],
            named,
            named_in_tag,
            short: short_words,
        };
        for (head, lengths) in heads {
            let mut at = head_hash(head) & (size - 1);
            while beginnings.heads[at].0 != 0 {
                at = (at + 1) & (size - 1);
            }
            beginnings.heads[at] = (head, lengths);
        }
        beginnings
    }

    /// The lengths that spellings beginning like `bytes` may have: a bit per length, from two letters on.
    #[inline]
    pub(crate) fn lengths(&self, bytes: &[u8]) -> u32 {
        let known = |length: usize| {
            let place = bytes.get(..length).and_then(short);
            place.is_some_and(|place| {
                self.short
                    .get(place / 64)
                    .is_some_and(|word| word >> (place % 64) & 1 == 1)
            })
        };
        let short = u32::from(known(2)) << 2 | u32::from(known(3)) << 3;
        if bytes.len() < 4 || self.heads.is_empty() {
            return short;
        }
        let head = four(bytes);
        let mask = self.heads.len() - 1;
        let mut at = head_hash(head) & mask;
        loop {
            match self.heads[at] {
                (0, _) => return short,
                (found, lengths) if found == head => {
                    let within = !(u32::MAX << (bytes.len() + 1).min(31));
                    return short | (lengths & within);
                }
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Where a name that many know may begin in a word. Seldom wrong where it says so, never where not.
    pub(crate) fn names_in<'b>(&'b self, word: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
        self.named.stand_in(word, NAMED)
    }

    /// The same for a hashtag, in which shorter names are found.
    pub(crate) fn names_in_tag<'b>(&'b self, tag: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
        self.named_in_tag.stand_in(tag, NAMED_IN_TAG)
    }

    /// Whether a search in it ends: for tables from files.
    pub(crate) fn is_sound(&self) -> bool {
        let size = self.heads.len();
        let bits = |heads: &Heads| heads.bits.is_empty() || heads.bits.len() == 1 << (HEAD_BITS - 6);
        bits(&self.named)
            && bits(&self.named_in_tag)
            && (size == 0 || (size.is_power_of_two() && self.heads.iter().any(|&(head, _)| head == 0)))
    }

    /// Gives back what growing took too much.
    pub(crate) fn fit(&mut self) {
        self.heads.shrink_to_fit();
        self.named.bits.shrink_to_fit();
        self.named_in_tag.bits.shrink_to_fit();
        self.short.shrink_to_fit();
    }

    pub(crate) fn heap(&self) -> usize {
        (self.heads.len() + self.named.bits.len() + self.named_in_tag.bits.len() + self.short.len()) * 8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_the_spellings_that_begin_so() {
        let words = ["pilih", "pilihan", "menang", "di", "wayan"];
        let beginnings = Beginnings::of(words.into_iter().map(|word| (word, word == "wayan")));
        assert_eq!(beginnings.lengths(b"pilihanku"), 1 << 5 | 1 << 7);
        assert_eq!(beginnings.lengths(b"pilih"), 1 << 5);
        assert_eq!(beginnings.lengths(b"kucing"), 0);
        assert_eq!(beginnings.lengths(b"dia"), 0b100);
        let names = |word: &'static [u8]| beginnings.names_in(word).collect::<Vec<_>>();
        let names_in_tag = |tag: &'static [u8]| beginnings.names_in_tag(tag).collect::<Vec<_>>();
        assert_eq!(names_in_tag(b"pilihwayan"), [5]);
        assert!(names_in_tag(b"way").is_empty());
        assert_eq!(names(b"pilihwayansaja"), [5]);
        assert!(names(b"pilihsaja").is_empty());
        assert!(Beginnings::default().names_in(b"pilihwayan").next().is_none());
    }
}
