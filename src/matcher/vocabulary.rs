//! The vocabulary: every spelling that the lexicon knows, and which word it is.
//!
//! A hash table with open addressing. A spelling of up to sixteen bytes is its own key and is compared as two integers;
//! longer ones are compared byte by byte in an arena. So no two spellings can be taken for each other, and a known word
//! costs two lines of memory, an unknown one most often one.

use std::ops::Range;

use crate::normalise::ReadBy;

use super::beginnings::{Beginnings, LONGEST_PIECE, NAMED, NAMED_IN_TAG};
use super::trie::{Step, Trie};

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

/// Spellings up to this long are their own keys.
const INLINE: usize = 16;

/// What a spelling reads as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Spelling {
    /// The word.
    pub(crate) word: Symbol,
    /// The reading it took.
    pub(crate) read_by: ReadBy,
    /// What reading asks of the word.
    pub(crate) facts: Facts,
}

impl Spelling {
    /// The same with one more reading.
    #[inline]
    pub(crate) fn with(self, read_by: ReadBy) -> Spelling {
        Spelling {
            read_by: self.read_by.with(read_by),
            ..self
        }
    }

    /// The same without the reading it took: what is no word of letters is what it is.
    #[inline]
    pub(crate) fn read_as_written(self) -> Spelling {
        Spelling {
            read_by: ReadBy::NONE,
            ..self
        }
    }
}

/// A spelling, with all that is asked of its word: half a line of memory.
#[derive(Clone, Copy, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
struct Entry {
    key: Key,
    word: Symbol,
    facts: Facts,
    read_by: u16,
    length: u8,
}

/// The bytes of a short spelling, padded with zeros, which no spelling holds; of a long one its first eight and a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
struct Key(u64, u64);

/// Which bits of sixteen bytes belong to a spelling, by its length.
const KEPT: [(u64, u64); INLINE + 1] = {
    let mut kept = [(0, 0); INLINE + 1];
    let mut length = 0;
    while length <= INLINE {
        let low = if length < 8 {
            (1 << (8 * length)) - 1
        } else {
            u64::MAX
        };
        let high = if length == INLINE {
            u64::MAX
        } else if length > 8 {
            (1 << (8 * (length - 8))) - 1
        } else {
            0
        };
        kept[length] = (low, high);
        length += 1;
    }
    kept
};

impl Key {
    #[inline]
    fn of(bytes: &[u8]) -> Key {
        let eight = |at: usize| {
            let mut word = [0u8; 8];
            word.copy_from_slice(&bytes[at..at + 8]);
            u64::from_le_bytes(word)
        };
        match bytes.len() {
            length @ 9..=INLINE => Key(eight(0), eight(length - 8) >> (8 * (INLINE - length))),
            8 => Key(eight(0), 0),
            // Two halves that may overlap, which is quicker than to copy so few bytes.
            length @ 4..8 => {
                let four = |at: usize| {
                    let mut word = [0u8; 4];
                    word.copy_from_slice(&bytes[at..at + 4]);
                    u64::from(u32::from_le_bytes(word))
                };
                Key(four(0) | four(length - 4) << (8 * (length - 4)), 0)
            }
            0..4 => {
                let word = bytes
                    .iter()
                    .rev()
                    .fold(0, |word, &byte| word << 8 | u64::from(byte));
                Key(word, 0)
            }
            _ => {
                let rest = bytes[8..].chunks(8).fold(bytes.len() as u64, |hash, chunk| {
                    let mut word = [0u8; 8];
                    word[..chunk.len()].copy_from_slice(chunk);
                    mix(hash ^ u64::from_le_bytes(word), 0x9E37_79B9_7F4A_7C15)
                });
                // Never equal to the key of a short spelling, whose bytes are no such hash but by chance; and then the
                // lengths differ.
                Key(eight(0), rest)
            }
        }
    }

    /// The same for `length` bytes of `bytes` from `start` on, the quick way: for short spellings with more bytes behind.
    #[inline(always)]
    fn within(bytes: &[u8], start: usize, length: usize) -> Option<Key> {
        let &(low, high) = KEPT.get(length)?;
        let sixteen = bytes.get(start..)?.first_chunk::<INLINE>()?;
        let eight = |at: usize| {
            let mut word = [0u8; 8];
            word.copy_from_slice(&sixteen[at..at + 8]);
            u64::from_le_bytes(word)
        };
        Some(Key(eight(0) & low, eight(8) & high))
    }

    #[inline(always)]
    fn hash(self) -> u64 {
        mix(self.0 ^ 0x9E37_79B9_7F4A_7C15, self.1 ^ 0xC2B2_AE3D_27D4_EB4F)
    }
}

/// Both halves of a product.
#[inline]
fn mix(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    (product as u64) ^ (product >> 64) as u64
}

/// What a word may be to reading, beside what it says: a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(crate) enum Mark {
    /// A word that only contests use before a number: `paslon`, `capres`.
    StrongHead = 1,
    /// A word that anything may use before a number: `nomor`, `no`.
    WeakHead = 2,
    /// A word that may stand between: `urut`.
    Between = 4,
    /// A word of a contest that gives a weak name or number company.
    Company = 8,
    /// A word after a number that makes it something else: `persen`, `tahun`, `juta`.
    Unit = 16,
    /// A word for somebody who stands: `capres`, `petahana`.
    Role = 32,
    /// A hundredth: `persen`, `%`.
    Percent = 1024,
    /// A word of company that governing and news use as much: `rakyat`, `survei`.
    Office = 64,
    /// A word before a number that makes it another thing's: `rw`, `pasal`.
    Other = 128,
    /// A word for a candidate of a party's list: `caleg`.
    Listed = 256,
    /// A word for an electoral district: `dapil`.
    District = 512,
    /// A word of one letter.
    Letter = 2048,
    /// A word of two letters at most.
    Initials = 4096,
    /// A word that is a whole name.
    WholeName = 8192,
    /// A word that is a whole term.
    WholeTerm = 16384,
    /// A word of a name that many know.
    Prominent = 32768,
}

/// What a word may begin: a bit each. Four bits further stands whether it may stand later in such a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Start {
    /// A name.
    Name = 1,
    /// A phrase that makes a finding where nobody is named.
    Lone = 2,
    /// A term without places for mentions.
    Term = 4,
    /// A term with one.
    Placed = 8,
}

/// So far above the bit for what a word begins stands the bit for what it continues.
const LATER: u32 = 4;

/// What a symbol is beside its spelling.
#[derive(Clone, Copy, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
struct Info {
    /// Where its own spelling stands among the entries.
    own: u32,
    facts: Facts,
}

const NOTHING: Info = Info {
    own: u32::MAX,
    facts: Facts::NONE,
};

/// What reading asks of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Facts {
    /// The set of forms it belongs to (0 for none); nearly all belong to one at most.
    pub(crate) set: Symbol,
    /// Its value, where it is a number word; 0 otherwise.
    pub(crate) number: u8,
    /// [`Mark`]s.
    marks: u16,
    /// [`Start`]s: what it begins, and what it may stand in, itself, as a form of its root, or as a number.
    starts: u8,
}

impl Facts {
    /// Of a word that nothing is known of.
    pub(crate) const NONE: Facts = Facts {
        set: UNKNOWN,
        number: 0,
        marks: 0,
        starts: 0,
    };

    /// Of a word of this set, wherever it may stand.
    #[cfg(test)]
    pub(crate) fn that_may_begin_anything(set: Symbol) -> Facts {
        Facts {
            set,
            starts: u8::MAX,
            marks: Mark::WholeName as u16 | Mark::WholeTerm as u16,
            ..Facts::NONE
        }
    }

    /// What either says it may be.
    #[inline]
    pub(super) fn join(&mut self, other: Facts) {
        self.marks |= other.marks;
        self.starts |= other.starts;
    }

    /// Whether the word has this mark.
    #[inline]
    pub(crate) fn is(self, mark: Mark) -> bool {
        self.marks & mark as u16 != 0
    }

    /// Whether the word may begin this.
    #[inline]
    pub(crate) fn starts(self, start: Start) -> bool {
        self.starts & start as u8 != 0
    }

    /// Whether the word is a whole phrase of this kind.
    #[inline]
    pub(crate) fn is_whole(self, start: Start) -> bool {
        match start {
            Start::Name => self.is(Mark::WholeName),
            Start::Lone | Start::Term | Start::Placed => self.is(Mark::WholeTerm),
        }
    }

    /// Whether the word may stand in this after the first word.
    #[inline]
    pub(crate) fn continues(self, start: Start) -> bool {
        self.starts & (start as u8) << LATER != 0
    }
}

impl Entry {
    #[inline]
    fn spelling(&self) -> Spelling {
        Spelling {
            word: self.word,
            read_by: ReadBy::from_bits(u32::from(self.read_by)),
            facts: self.facts,
        }
    }
}

/// Every spelling that the lexicon knows.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Vocabulary {
    /// The number of an entry plus one in the lower 24 bits, eight bits of its hash above; 0 is free.
    slots: Vec<u32>,
    arena: Vec<u8>,
    entries: Vec<Entry>,
    /// Where the text of each entry begins in the arena.
    texts: Vec<u32>,
    infos: Vec<Info>,
    /// How spellings begin, for cutting glued words.
    beginnings: Beginnings,
}

/// The most spellings there can be: entries are numbered with 24 bits.
pub(crate) const MOST_SPELLINGS: usize = (1 << 24) - 2;

impl Vocabulary {
    pub(crate) fn new() -> Vocabulary {
        Vocabulary {
            slots: vec![0; 1024],
            infos: vec![NOTHING; FIRST_WORD as usize],
            ..Vocabulary::default()
        }
    }

    /// What these bytes spell, if the lexicon knows them.
    #[inline]
    pub(crate) fn get(&self, spelling: &[u8]) -> Option<Spelling> {
        let key = Key::of(spelling);
        self.find(key, key.hash(), spelling)
            .map(|index| self.entries[index].spelling())
    }

    /// What `length` bytes of `bytes` from `start` on spell; the quicker way where more bytes follow.
    #[inline(always)]
    pub(crate) fn get_within(&self, bytes: &[u8], start: usize, length: usize) -> Option<Spelling> {
        match Key::within(bytes, start, length) {
            Some(key) => self.find_short(key, length).map(Entry::spelling),
            None => self.get(&bytes[start..start + length]),
        }
    }

    /// The entry of a spelling that is its own key.
    #[inline(always)]
    fn find_short(&self, key: Key, length: usize) -> Option<&Entry> {
        let mask = self.slots.len().wrapping_sub(1);
        let hash = key.hash();
        let mut at = hash as usize;
        loop {
            let slot = *self.slots.get(at & mask)?;
            if slot >> 24 == (hash >> 56) as u32
                && let Some(entry) = self.entries.get((slot & 0x00FF_FFFF).wrapping_sub(1) as usize)
                && entry.key == key
                && usize::from(entry.length) == length
            {
                return Some(entry);
            }
            if slot == 0 {
                return None;
            }
            at += 1;
        }
    }

    #[inline]
    fn find(&self, key: Key, hash: u64, spelling: &[u8]) -> Option<usize> {
        let mask = self.slots.len().wrapping_sub(1);
        let tag = (hash >> 56) as u32;
        let mut at = hash as usize & mask;
        while let Some(&slot) = self.slots.get(at) {
            if slot == 0 {
                return None;
            }
            if slot >> 24 == tag {
                let index = (slot & 0x00FF_FFFF) as usize - 1;
                let entry = &self.entries[index];
                if entry.key == key
                    && usize::from(entry.length) == spelling.len().min(255)
                    && (spelling.len() <= INLINE || self.bytes(index) == spelling)
                {
                    return Some(index);
                }
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// The text of an entry.
    fn bytes(&self, index: usize) -> &[u8] {
        let end = self
            .texts
            .get(index + 1)
            .map_or(self.arena.len(), |&end| end as usize);
        &self.arena[self.texts[index] as usize..end]
    }

    /// The word with this spelling, made if it is new. An alias that already has the spelling gives way: a word's own
    /// spelling is surer than any reading.
    pub(crate) fn word(&mut self, spelling: &str) -> Symbol {
        match self.get(spelling.as_bytes()) {
            Some(known) if known.read_by.is_empty() => known.word,
            _ => {
                let word = self.form_set();
                self.infos[word as usize].own = self.put(spelling, word, ReadBy::NONE);
                word
            }
        }
    }

    /// A fresh symbol that is no word: a set of forms.
    pub(crate) fn form_set(&mut self) -> Symbol {
        self.infos.push(NOTHING);
        self.infos.len() as Symbol - 1
    }

    /// Puts a word into a set of forms. The first set a word is put into keeps it.
    pub(crate) fn put_into_set(&mut self, word: Symbol, set: Symbol) {
        let facts = &mut self.infos[word as usize].facts;
        if facts.set == UNKNOWN {
            facts.set = set;
        }
    }

    /// What reading asks of a word.
    #[inline]
    pub(crate) fn facts(&self, word: Symbol) -> Facts {
        self.infos
            .get(word as usize)
            .map_or(Facts::NONE, |info| info.facts)
    }

    /// Gives a word a mark.
    pub(crate) fn mark(&mut self, word: Symbol, mark: Mark) {
        if word >= FIRST_WORD {
            self.infos[word as usize].facts.marks |= mark as u16;
        }
    }

    /// Notes down which words may begin what, are all of it or may stand later in it, by all tries that words are walked through,
    /// and which words are short. Comes last of all: from then on spellings carry the facts of their words.
    pub(crate) fn note_starts(&mut self, tries: &[(&Trie, Start)]) {
        let mut begun = vec![0u8; self.infos.len()];
        let mut whole = vec![0u16; self.infos.len()];
        for (trie, start) in tries {
            let mark = match start {
                Start::Name => Mark::WholeName,
                Start::Lone | Start::Term | Start::Placed => Mark::WholeTerm,
            };
            for symbol in 0..self.infos.len() as Symbol {
                if let Some(target) = trie.first(symbol) {
                    begun[symbol as usize] |= *start as u8;
                    if !matches!(trie.at(target), Step::GoesOn(_)) {
                        whole[symbol as usize] |= mark as u16;
                    }
                }
            }
            for symbol in trie.later() {
                begun[symbol as usize] |= (*start as u8) << LATER;
            }
        }
        let begins = |symbol: Symbol| begun[symbol as usize];
        for symbol in 0..self.infos.len() as Symbol {
            let facts = self.infos[symbol as usize].facts;
            let mut starts = begins(symbol);
            if facts.set != UNKNOWN {
                starts |= begins(facts.set);
            }
            if facts.number > 0 {
                starts |= begins(NUMBER);
            }
            let length = self.text(symbol).len();
            let facts = &mut self.infos[symbol as usize].facts;
            facts.starts = starts;
            facts.marks |= whole[symbol as usize] | whole[facts.set as usize];
            if length == 1 {
                facts.marks |= Mark::Letter as u16;
            }
            if length <= 2 {
                facts.marks |= Mark::Initials as u16;
            }
        }
        for entry in &mut self.entries {
            entry.facts = self.infos[entry.word as usize].facts;
        }
    }

    /// Says that a word is a number. The first value it is given stays.
    pub(crate) fn set_number(&mut self, word: Symbol, value: u8) {
        let facts = &mut self.infos[word as usize].facts;
        if facts.number == 0 {
            facts.number = value;
        }
    }

    /// Says that a word belongs to a name that the whole country or a province knows.
    pub(crate) fn set_prominent(&mut self, word: Symbol) {
        self.infos[word as usize].facts.marks |= Mark::Prominent as u16;
    }

    /// Whether a word belongs to a name that the whole country or a province knows.
    pub(crate) fn is_prominent(&self, word: Symbol) -> bool {
        self.facts(word).is(Mark::Prominent)
    }

    /// Another spelling of a word. A spelling that is already known keeps its meaning; `false` says so.
    pub(crate) fn alias(&mut self, spelling: &str, word: Symbol, read_by: ReadBy) -> bool {
        if spelling.is_empty() || self.get(spelling.as_bytes()).is_some() {
            return false;
        }
        self.put(spelling, word, read_by);
        true
    }

    /// The word's own spelling.
    pub(crate) fn text(&self, word: Symbol) -> &str {
        let own = self.infos.get(word as usize).map(|info| info.own as usize);
        let own = own.filter(|&own| own < self.entries.len());
        own.map_or("", |own| std::str::from_utf8(self.bytes(own)).unwrap_or(""))
    }

    /// How many symbols there are: words, sets of forms and places.
    pub(crate) fn symbols(&self) -> usize {
        self.infos.len()
    }

    /// How many spellings there are.
    pub(crate) fn spellings(&self) -> usize {
        self.entries.len()
    }

    /// Every spelling with what it reads as.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Spelling)> {
        self.entries.iter().enumerate().map(|(index, entry)| {
            let text = std::str::from_utf8(self.bytes(index)).unwrap_or("");
            (text, entry.spelling())
        })
    }

    /// Whether every number in it points somewhere, and every search in it ends: for vocabularies from files.
    pub(crate) fn is_sound(&self) -> bool {
        let slot =
            |slot: &u32| *slot == 0 || (1..=self.entries.len()).contains(&((*slot & 0x00FF_FFFF) as usize));
        self.slots.len().is_power_of_two()
            && self.slots.contains(&0)
            && self.slots.iter().all(slot)
            && self.beginnings.is_sound()
            && self.texts.len() == self.entries.len()
            && self.texts.is_sorted()
            && self
                .texts
                .last()
                .is_none_or(|&last| last as usize <= self.arena.len())
            && self
                .entries
                .iter()
                .all(|entry| (entry.word as usize) < self.infos.len())
    }

    /// Gives back what growing took too much.
    pub(crate) fn fit(&mut self) {
        self.slots.shrink_to_fit();
        self.arena.shrink_to_fit();
        self.entries.shrink_to_fit();
        self.texts.shrink_to_fit();
        self.infos.shrink_to_fit();
        self.beginnings.fit();
    }

    /// Bytes on the heap.
    pub(crate) fn heap(&self) -> usize {
        self.slots.len() * 4
            + self.arena.len()
            + self.entries.len() * (std::mem::size_of::<Entry>() + 4)
            + self.infos.len() * std::mem::size_of::<Info>()
            + self.beginnings.heap()
    }

    /// Whether a name that many know, as it is spelled, stands in a stretch of `bytes`: only then it may be a glued word.
    pub(crate) fn holds_a_name(&self, bytes: &[u8], stretch: Range<usize>) -> bool {
        let mut names = self.beginnings.names_in(&bytes[stretch.clone()]);
        names.any(|at| self.name_begins(bytes, stretch.start + at..stretch.end, NAMED))
    }

    /// The same for a hashtag, in which shorter names are found.
    pub(crate) fn holds_a_name_in_tag(&self, bytes: &[u8], stretch: Range<usize>) -> bool {
        let mut names = self.beginnings.names_in_tag(&bytes[stretch.clone()]);
        names.any(|at| self.name_begins(bytes, stretch.start + at..stretch.end, NAMED_IN_TAG))
    }

    /// Whether a name that many know, of so many letters at least, begins where this stretch of `bytes` does.
    fn name_begins(&self, bytes: &[u8], stretch: Range<usize>, shortest: u32) -> bool {
        let end = stretch.end.min(stretch.start + LONGEST_PIECE);
        let mut lengths = self.beginnings.lengths(&bytes[stretch.start..end]) >> shortest << shortest;
        while lengths != 0 {
            let length = lengths.trailing_zeros() as usize;
            lengths &= lengths - 1;
            let spelled = self.get_within(bytes, stretch.start, length);
            if spelled.is_some_and(|name| name.read_by.is_empty() && self.is_prominent(name.word)) {
                return true;
            }
        }
        false
    }

    /// How spellings begin.
    pub(crate) fn beginnings(&self) -> &Beginnings {
        &self.beginnings
    }

    /// Closes the vocabulary: no spelling is added afterwards, and memory that was held for more is given back. Words from
    /// `whole` on are no pieces of glued ones.
    pub(crate) fn close(&mut self, whole: Symbol) {
        let prominent = |spelling: Spelling| spelling.read_by.is_empty() && self.is_prominent(spelling.word);
        self.beginnings = Beginnings::of(
            self.iter()
                .filter(|(_, spelling)| spelling.word < whole)
                .map(|(text, spelling)| (text, prominent(spelling))),
        );
        self.arena.shrink_to_fit();
        self.entries.shrink_to_fit();
        self.texts.shrink_to_fit();
        self.infos.shrink_to_fit();
    }

    fn put(&mut self, spelling: &str, word: Symbol, read_by: ReadBy) -> u32 {
        let key = Key::of(spelling.as_bytes());
        let entry = Entry {
            key,
            word,
            facts: Facts::NONE,
            read_by: read_by.bits() as u16,
            length: spelling.len().min(255) as u8,
        };
        // An alias that gives way keeps its slot and its bytes, and gets the new meaning.
        if let Some(index) = self.find(key, key.hash(), spelling.as_bytes()) {
            self.entries[index] = entry;
            return index as u32;
        }
        let index = self.entries.len() as u32;
        self.texts.push(self.arena.len() as u32);
        self.arena.extend_from_slice(spelling.as_bytes());
        self.entries.push(entry);
        if self.entries.len() * 2 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            for index in 0..self.entries.len() {
                self.place(index);
            }
        } else {
            self.place(index as usize);
        }
        index
    }

    /// Gives an entry the first free slot on its way.
    fn place(&mut self, index: usize) {
        let mask = self.slots.len() - 1;
        let hash = self.entries[index].key.hash();
        let mut at = hash as usize & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = ((hash >> 56) as u32) << 24 | (index as u32 + 1);
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
        let reads_as = |vocabulary: &Vocabulary, spelling: &[u8]| {
            vocabulary.get(spelling).map(|found| (found.word, found.read_by))
        };
        assert_eq!(reads_as(&vocabulary, b"gak"), Some((not, ReadBy::SLANG)));
        assert_eq!(
            vocabulary.get(b"kata4999").map(|s| vocabulary.text(s.word)),
            Some("kata4999")
        );
        assert_eq!(vocabulary.get(b"kata5000"), None);
        let gak = vocabulary.word("gak");
        assert_ne!(gak, not);
        assert_eq!(reads_as(&vocabulary, b"gak"), Some((gak, ReadBy::NONE)));
    }

    #[test]
    fn spellings_of_every_length_are_found_wherever_they_stand() {
        let letters: String = ('a'..='z').cycle().take(60).collect();
        let mut vocabulary = Vocabulary::new();
        let words: Vec<Symbol> = (1..40)
            .map(|length| vocabulary.word(&letters[..length]))
            .collect();
        for (length, word) in (1usize..40).zip(words) {
            let found = vocabulary
                .get(&letters.as_bytes()[..length])
                .map(|found| found.word);
            assert_eq!(found, Some(word), "{length} letters");
            for lead in [0, 1, 7, 30] {
                for tail in ["", "x", "xxxxxxxxxxxxxxxxxxxxx"] {
                    let text = format!("{}{}{tail}", "-".repeat(lead), &letters[..length]);
                    let found = vocabulary.get_within(text.as_bytes(), lead, length);
                    assert_eq!(found.map(|found| found.word), Some(word), "{text}");
                    let other = vocabulary.get_within(text.as_bytes(), lead, length - 1);
                    assert_ne!(other.map(|found| found.word), Some(word), "{text}");
                }
            }
        }
    }
}
