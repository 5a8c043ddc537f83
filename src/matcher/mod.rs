//! The matcher: which words a post's tokens are, and which phrases of the lexicon stand among them.
//!
//! Words are looked up once, each in one probe; phrases are then walked over word numbers, not letters. The same walk
//! serves names (which become mentions) and terms (which may hold a place for a mention).

mod beginnings;
mod glue;
#[cfg(test)]
mod reference;
mod squeezed;
mod trie;
mod vocabulary;
mod word;

pub(crate) use glue::Glue;
pub(crate) use squeezed::squeeze;
pub(crate) use trie::Trie;
pub(crate) use vocabulary::{
    CONTESTANT, MOST_SPELLINGS, Mark, NUMBER, PARTY, Start, Symbol, UNKNOWN, Vocabulary,
};
pub(crate) use word::{Readings, Word, read};

use crate::normalise::Kind;
use trie::At;

/// A phrase found: what it stands for, and the words it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// What the phrase stands for: a term or a surface, by number.
    pub(crate) what: u32,
    /// First word.
    pub(crate) first: u32,
    /// One past the last word.
    pub(crate) last: u32,
}

/// A stretch of words that fills a place of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// First word.
    pub(crate) first: u32,
    /// One past the last word.
    pub(crate) last: u32,
    /// Whether it is (also) a party.
    pub(crate) party: bool,
}

impl Place {
    /// What it stands for in a term.
    fn symbols(self) -> &'static [Symbol] {
        if self.party {
            &[CONTESTANT, PARTY]
        } else {
            &[CONTESTANT]
        }
    }
}

/// The bit of what goes on with nothing: one at least, because where a phrase ends at once every bit is set.
const NOTHING: u32 = 1;

/// So many emoji may stand between two words of a phrase.
const MOST_EMOJI: usize = 3;

/// Finds every phrase of `trie` in `words`, with `places` (sorted by first word) for the mentions in terms. `start` is
/// what the first words of its phrases are noted to begin.
pub(crate) fn find(trie: &Trie, start: Start, words: &[Word], places: &[Place], found: &mut Vec<Found>) {
    found.clear();
    let mut walk = Walk {
        trie,
        words,
        places,
        found,
        first: 0,
    };
    let mut next = places.iter().map(|place| place.first as usize).peekable();
    for (first, word) in words.iter().enumerate() {
        let placed = next.next_if_eq(&first).is_some();
        if placed {
            while next.next_if_eq(&first).is_some() {}
        }
        // A number that is no word (`02`) has no facts.
        if placed || word.facts.starts(start) || (word.number > 0 && trie.first(NUMBER).is_some()) {
            walk.begin(first);
        }
    }
}

struct Walk<'w> {
    trie: &'w Trie,
    words: &'w [Word],
    places: &'w [Place],
    found: &'w mut Vec<Found>,
    first: usize,
}

impl Walk<'_> {
    fn begin(&mut self, first: usize) {
        self.first = first;
        let word = &self.words[first];
        let next = self.bits(first + 1);
        let number = if word.number > 0 { NUMBER } else { UNKNOWN };
        for symbol in [word.symbol, word.facts.set, number] {
            if symbol != UNKNOWN
                && let Some(root) = self.trie.first(symbol)
                && root.leads_on(next)
            {
                self.reach(root.place(), first + 1);
            }
        }
        for at in self
            .places
            .partition_point(|place| (place.first as usize) < first)..self.places.len()
        {
            let place = self.places[at];
            if place.first as usize != first {
                break;
            }
            let next = self.bits(place.last as usize);
            for symbol in place.symbols() {
                if let Some(root) = self.trie.first(*symbol)
                    && root.leads_on(next)
                {
                    self.reach(root.place(), place.last as usize);
                }
            }
        }
    }

    /// The bits of all that a phrase may go on with at `next`.
    fn bits(&self, next: usize) -> u32 {
        let Some(word) = self.words.get(next) else {
            return NOTHING;
        };
        let placed = || {
            let at = self.places.partition_point(|place| (place.first as usize) < next);
            self.places
                .get(at)
                .is_some_and(|place| place.first as usize == next)
        };
        if word.kind == Kind::Emoji || (!self.places.is_empty() && placed()) {
            return u32::MAX;
        }
        let number = if word.number > 0 { trie::bit(NUMBER) } else { 0 };
        NOTHING | trie::bit(word.symbol) | trie::bit(word.facts.set) | number
    }

    /// A place in the trie was reached with the words before `next`.
    fn reach(&mut self, at: At, next: usize) {
        let (payload, goes_on) = self.trie.stop(at);
        for &what in payload {
            self.found.push(Found {
                what,
                first: self.first as u32,
                last: next as u32,
            });
        }
        if goes_on {
            self.go_on(at, next, 0);
        }
    }

    fn go_on(&mut self, at: At, next: usize, skipped: usize) {
        let Some(word) = self.words.get(next) else { return };
        if word.sentence != self.words[next - 1].sentence {
            return;
        }
        // Nothing but an emoji or a mention goes on from a word that nothing is known of.
        if word.symbol == UNKNOWN
            && word.facts.set == UNKNOWN
            && word.number == 0
            && word.kind != Kind::Emoji
            && self.places.is_empty()
        {
            return;
        }
        if word.symbol != UNKNOWN
            && let Some(further) = self.trie.next(at, word.symbol)
        {
            self.reach(further, next + 1);
        }
        if word.facts.set != UNKNOWN
            && let Some(further) = self.trie.next(at, word.facts.set)
        {
            self.reach(further, next + 1);
        }
        if word.number > 0
            && let Some(further) = self.trie.next(at, NUMBER)
        {
            self.reach(further, next + 1);
        }
        for index in self.places.partition_point(|place| (place.first as usize) < next)..self.places.len() {
            let place = self.places[index];
            if place.first as usize != next {
                break;
            }
            for symbol in place.symbols() {
                if let Some(further) = self.trie.next(at, *symbol) {
                    self.reach(further, place.last as usize);
                }
            }
        }
        // A few emoji between two words of a phrase do not part them.
        if word.kind == Kind::Emoji && skipped < MOST_EMOJI {
            self.go_on(at, next + 1, skipped + 1);
        }
    }
}

/// Drops what lies inside a longer find of the same kind; keeps the first of equals. `kind` groups finds that compete.
/// An emoji is nobody's inside: a phrase only steps over it.
pub(crate) fn longest(found: &mut Vec<Found>, words: &[Word], kind: impl Fn(u32) -> u32) {
    found.sort_unstable_by_key(|find| (find.first, std::cmp::Reverse(find.last), find.what));
    let inside = |outer: &Found, inner: &Found| {
        outer.first <= inner.first
            && inner.last <= outer.last
            && outer.last - outer.first > inner.last - inner.first
    };
    let picture = |at: u32| words[at as usize].kind == Kind::Emoji;
    // What is all emoji lies inside a longer find only where that is all emoji too.
    let parts = |outer: &Found, inner: &Found| {
        !(inner.first..inner.last).all(picture) || (outer.first..outer.last).all(picture)
    };
    let mut kept = 0;
    for at in 0..found.len() {
        let find = found[at];
        // Finds are sorted by first word, longest first, so whatever holds this one has been kept already.
        let held =
            found[..kept].iter().rev().take(64).any(|outer| {
                inside(outer, &find) && kind(outer.what) == kind(find.what) && parts(outer, &find)
            });
        if !held {
            found[kept] = find;
            kept += 1;
        }
    }
    found.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::{Gap, ReadBy, Shape};

    #[test]
    fn an_emoji_that_a_phrase_steps_over_is_found_for_itself() {
        let word = |kind| Word {
            symbol: UNKNOWN,
            facts: vocabulary::Facts::default(),
            start: 0,
            end: 1,
            token: 0,
            gap: Gap::NONE,
            shape: Shape::NONE,
            kind,
            read_by: ReadBy::NONE,
            number: 0,
            sentence: 0,
            clause: 0,
        };
        let words = [Kind::Word, Kind::Emoji, Kind::Word, Kind::Emoji, Kind::Emoji].map(word);
        let find = |what, first, last| Found { what, first, last };
        // A phrase over words 0 to 2, a word in it, the emoji in it; two emoji as one, and one of them.
        let mut found = vec![
            find(1, 0, 3),
            find(2, 2, 3),
            find(3, 1, 2),
            find(4, 3, 5),
            find(5, 4, 5),
        ];
        longest(&mut found, &words, |_| 0);
        assert_eq!(found, [find(1, 0, 3), find(3, 1, 2), find(4, 3, 5)]);
    }
}
