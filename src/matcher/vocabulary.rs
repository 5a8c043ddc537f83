//! The vocabulary: every spelling that the lexicon knows, and which word it is.
//!
//! A hash table with open addressing over one arena of bytes: one probe and one comparison for a known spelling, one
//! probe for most unknown ones. Spellings are compared in full, so that no two spellings can be taken for each other.

use crate::normalise::ReadBy;

/// A word, a set of forms of a root, or a place of a term.
pub(crate) type Symbol = u32;

/// A word that the lexicon does not know.
pub(crate) const UNKNOWN: Symbol = 0;
/// A mention of a contestant.
pub(crate) const CONTESTANT: Symbol = 1;
/// A mention of a party.
pub(crate) const PARTY: Symbol = 2;
/// A small number.
pub(crate) const NUMBER: Symbol = 3;
/// The first symbol that is a word.
pub(crate) const FIRST_WORD: Symbol = 8;

/// What a spelling reads as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// The word.
    pub(crate) word: Symbol,
    /// The reading it took.
    pub(crate) read_by: ReadBy,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u32,
    length: u32,
    spelling: Spelling,
}

/// Every spelling that the lexicon knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    slots: Vec<u64>,
    mask: usize,
    arena: Vec<u8>,
    entries: Vec<Entry>,
    /// Per word: where its own spelling stands among the entries.
    own: Vec<u32>,
    /// Per word: the symbols of the sets of forms it belongs to (0 for none); nearly all belong to one at most.
    forms: Vec<Symbol>,
    next: Symbol,
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hash = 0x9E37_79B9_7F4A_7C15_u64 ^ (bytes.len() as u64);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0u8; 8];
        word.copy_from_slice(chunk);
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517C_C1B7_2722_0A95);
    }
    let mut last = [0u8; 8];
    let rest = chunks.remainder();
    last[..rest.len()].copy_from_slice(rest);
    hash = (hash.rotate_left(5) ^ u64::from_le_bytes(last)).wrapping_mul(0x517C_C1B7_2722_0A95);
    hash ^ (hash >> 29)
}

impl Vocabulary {
    pub(crate) fn new() -> Vocabulary {
        Vocabulary {
            slots: vec![0; 1024],
            mask: 1023,
            own: vec![u32::MAX; FIRST_WORD as usize],
            forms: vec![UNKNOWN; FIRST_WORD as usize],
            next: FIRST_WORD,
            ..Vocabulary::default()
        }
    }

    /// What these bytes spell, if the lexicon knows them.
    pub(crate) fn get(&self, spelling: &[u8]) -> Option<Spelling> {
        let hash = hash(spelling);
        let tag = hash >> 32;
        let mut at = hash as usize & self.mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return None;
            }
            if slot >> 32 == tag {
                let entry = &self.entries[(slot as u32 - 1) as usize];
                let bytes = &self.arena[entry.start as usize..(entry.start + entry.length) as usize];
                if bytes == spelling {
                    return Some(entry.spelling);
                }
            }
            at = (at + 1) & self.mask;
        }
    }

    /// The word with this spelling, made if it is new. An alias that already has the spelling gives way: a word's own
    /// spelling is surer than any reading.
    pub(crate) fn word(&mut self, spelling: &str) -> Symbol {
        match self.get(spelling.as_bytes()) {
            Some(known) if known.read_by.is_empty() => known.word,
            _ => {
                let word = self.next;
                self.next += 1;
                self.forms.push(UNKNOWN);
                let at = self.put(
                    spelling,
                    Spelling {
                        word,
                        read_by: ReadBy::NONE,
                    },
                );
                self.own.push(at);
                word
            }
        }
    }

    /// A fresh symbol that is no word: a set of forms.
    pub(crate) fn form_set(&mut self) -> Symbol {
        let symbol = self.next;
        self.next += 1;
        self.forms.push(UNKNOWN);
        self.own.push(u32::MAX);
        symbol
    }

    /// Puts a word into a set of forms. The first set a word is put into keeps it.
    pub(crate) fn put_into_set(&mut self, word: Symbol, set: Symbol) {
        let slot = &mut self.forms[word as usize];
        if *slot == UNKNOWN {
            *slot = set;
        }
    }

    /// The set of forms that a word belongs to; [`UNKNOWN`] for none.
    pub(crate) fn set_of(&self, word: Symbol) -> Symbol {
        self.forms.get(word as usize).copied().unwrap_or(UNKNOWN)
    }

    /// Another spelling of a word. A spelling that is already known keeps its meaning; `false` says so.
    pub(crate) fn alias(&mut self, spelling: &str, word: Symbol, read_by: ReadBy) -> bool {
        if spelling.is_empty() || self.get(spelling.as_bytes()).is_some() {
            return false;
        }
        self.put(spelling, Spelling { word, read_by });
        true
    }

    /// The word's own spelling.
    pub(crate) fn text(&self, word: Symbol) -> &str {
        let Some(entry) = self
            .own
            .get(word as usize)
            .and_then(|&at| self.entries.get(at as usize))
        else {
            return "";
        };
        std::str::from_utf8(&self.arena[entry.start as usize..(entry.start + entry.length) as usize])
            .unwrap_or("")
    }

    /// How many symbols there are: words, sets of forms and places.
    pub(crate) fn symbols(&self) -> usize {
        self.next as usize
    }

    /// How many spellings there are.
    pub(crate) fn spellings(&self) -> usize {
        self.entries.len()
    }

    /// Every spelling with what it reads as.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Spelling)> {
        self.entries.iter().map(|entry| {
            let bytes = &self.arena[entry.start as usize..(entry.start + entry.length) as usize];
            (std::str::from_utf8(bytes).unwrap_or(""), entry.spelling)
        })
    }

    /// Bytes on the heap.
    pub(crate) fn heap(&self) -> usize {
        self.slots.len() * 8
            + self.arena.len()
            + self.entries.len() * std::mem::size_of::<Entry>()
            + self.own.len() * 4
            + self.forms.len() * 4
    }

    fn put(&mut self, spelling: &str, meaning: Spelling) -> u32 {
        let hash_value = hash(spelling.as_bytes());
        // An alias that gives way keeps its slot and its bytes, and gets the new meaning.
        let mut at = hash_value as usize & self.mask;
        while self.slots[at] != 0 {
            if self.slots[at] >> 32 == hash_value >> 32 {
                let index = (self.slots[at] as u32 - 1) as usize;
                let entry = self.entries[index];
                if &self.arena[entry.start as usize..(entry.start + entry.length) as usize]
                    == spelling.as_bytes()
                {
                    self.entries[index].spelling = meaning;
                    return index as u32;
                }
            }
            at = (at + 1) & self.mask;
        }
        let index = self.entries.len() as u32;
        let start = self.arena.len() as u32;
        self.arena.extend_from_slice(spelling.as_bytes());
        self.entries.push(Entry {
            start,
            length: spelling.len() as u32,
            spelling: meaning,
        });
        self.slots[at] = (hash_value >> 32 << 32) | u64::from(index + 1);
        if self.entries.len() * 2 > self.slots.len() {
            self.grow();
        }
        index
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        self.mask = size - 1;
        self.slots = vec![0; size];
        for (index, entry) in self.entries.iter().enumerate() {
            let hash = hash(&self.arena[entry.start as usize..(entry.start + entry.length) as usize]);
            let mut at = hash as usize & self.mask;
            while self.slots[at] != 0 {
                at = (at + 1) & self.mask;
            }
            self.slots[at] = (hash >> 32 << 32) | (index as u64 + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_beats_an_alias_and_nothing_is_taken_for_another() {
        let mut vocabulary = Vocabulary::new();
        let not = vocabulary.word("tidak");
        assert!(vocabulary.alias("gak", not, ReadBy::SLANG));
        assert!(!vocabulary.alias("tidak", not, ReadBy::SLANG));
        for number in 0..5000 {
            vocabulary.word(&format!("kata{number}"));
        }
        assert_eq!(
            vocabulary.get(b"gak"),
            Some(Spelling {
                word: not,
                read_by: ReadBy::SLANG
            })
        );
        assert_eq!(
            vocabulary.get(b"kata4999").map(|s| vocabulary.text(s.word)),
            Some("kata4999")
        );
        assert_eq!(vocabulary.get(b"kata5000"), None);
        let gak = vocabulary.word("gak");
        assert_ne!(gak, not);
        assert_eq!(
            vocabulary.get(b"gak"),
            Some(Spelling {
                word: gak,
                read_by: ReadBy::NONE
            })
        );
    }
}
