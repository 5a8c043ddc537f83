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
pub(crate) use word::{Masked, Readings, Seen, Word, read};

use crate::normalise::Kind;
use trie::{Node, Step, Target};

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

/// Whether a phrase has a place for a mention.
pub(crate) fn holds_a_place(phrase: &[Symbol]) -> bool {
    phrase.contains(&CONTESTANT) || phrase.contains(&PARTY)
}

/// So many emoji may stand between two words of a phrase.
const MOST_EMOJI: usize = 3;

/// Finds every phrase of `trie` in `words`. None of them holds a place; `start` is what their first words are noted to
/// begin.
/// `seen` is what the words are together.
pub(crate) fn find(trie: &Trie, start: Start, words: &[Word], seen: Seen, found: &mut Vec<Found>) {
    found.clear();
    let numbers = seen.holds_numbers() && trie.first(NUMBER).is_some();
    if !numbers && !seen.starts(start) {
        return;
    }
    let mut walk = Walk {
        trie,
        start,
        words,
        places: &[],
        found,
        first: 0,
    };
    let whole_numbers = numbers && trie.is_whole(NUMBER);
    for base in (0..words.len()).step_by(TOGETHER) {
        let together = &words[base..words.len().min(base + TOGETHER)];
        // Without branches: nothing foretells what a word is.
        let (mut begins, mut whole, mut goes_on) = (0u64, 0u64, 0u64);
        for (at, word) in together.iter().enumerate() {
            // A number that is no word (`02`) has no facts.
            let number = word.number > 0;
            let starts = word.facts.starts(start) | (numbers & number);
            let all = word.facts.is_whole(start) | (whole_numbers & number);
            let later = word.facts.continues(start) | number | (word.kind == Kind::Emoji);
            begins |= u64::from(starts) << at;
            whole |= u64::from(all) << at;
            goes_on |= u64::from(later) << at;
        }
        // Most words that begin a phrase stand before a word that no such phrase goes on with. Of what follows the last one
        // nothing is known yet.
        let followed = goes_on >> 1 | 1 << (TOGETHER - 1);
        let mut left = begins & (whole | followed);
        while left != 0 {
            let at = left.trailing_zeros();
            left &= left - 1;
            let first = base + at as usize;
            if whole >> at & 1 == 1 || walk.may_go_on(first) {
                walk.begin(first);
            }
        }
    }
}

/// So many words are looked at together.
const TOGETHER: usize = 64;

/// The same for a trie whose phrases all hold a place, with `places` sorted by their first word; what is found is added.
/// A phrase can begin only where a place follows in its sentence.
pub(crate) fn find_placed(trie: &Trie, words: &[Word], places: &[Place], found: &mut Vec<Found>) {
    let mut walk = Walk {
        trie,
        start: Start::Placed,
        words,
        places,
        found,
        first: 0,
    };
    let numbers = trie.first(NUMBER).is_some();
    let mut from = 0;
    for (at, place) in places.iter().enumerate() {
        let first = place.first as usize;
        // A place that begins where the last one did adds another end.
        if at > 0 && places[at - 1].first == place.first {
            continue;
        }
        let sentence = words[first].sentence;
        let begun = words[from..first]
            .iter()
            .rposition(|word| word.sentence != sentence);
        from = begun.map_or(from, |before| from + before + 1);
        for (at, word) in (from..).zip(&words[from..=first]) {
            if word.facts.starts(Start::Placed) || (numbers && word.number > 0) {
                walk.begin(at);
            }
        }
        walk.begin_placed(first);
        from = first + 1;
    }
}

struct Walk<'w> {
    trie: &'w Trie,
    start: Start,
    words: &'w [Word],
    places: &'w [Place],
    found: &'w mut Vec<Found>,
    first: usize,
}

impl Walk<'_> {
    /// Whether a phrase without places that begins with the word at `first` may go on behind it.
    #[inline]
    fn may_go_on(&self, first: usize) -> bool {
        let begins = |next: &Word| {
            (next.facts.continues(self.start) || next.number > 0)
                && symbols(&self.words[first])
                    .any(|first| symbols(next).any(|next| self.trie.may_begin(first, next)))
        };
        // A few emoji may stand between.
        for next in first + 1..=first + 1 + MOST_EMOJI {
            let Some(word) = self.words.get(next) else {
                return false;
            };
            if word.sentence != self.words[next - 1].sentence {
                return false;
            }
            if begins(word) {
                return true;
            }
            if word.kind != Kind::Emoji {
                return false;
            }
        }
        false
    }

    /// Walks from the word at `first`.
    fn begin(&mut self, first: usize) {
        self.first = first;
        for symbol in symbols(&self.words[first]) {
            if let Some(target) = self.trie.first(symbol) {
                self.reach(target, first + 1);
            }
        }
    }

    /// Walks from the places that begin at `first`.
    fn begin_placed(&mut self, first: usize) {
        self.first = first;
        for place in placed(self.places, first) {
            for &symbol in place.symbols() {
                if let Some(target) = self.trie.first(symbol) {
                    self.reach(target, place.last as usize);
                }
            }
        }
    }

    /// A target was reached with the words before `next`.
    #[inline]
    fn reach(&mut self, target: Target, next: usize) {
        let found = |what| Found {
            what,
            first: self.first as u32,
            last: next as u32,
        };
        match self.trie.at(target) {
            Step::Ends(what) => self.found.push(found(what)),
            Step::GoesOn(node) => self.go_on(node, next, 0),
            Step::Both(payload, node) => {
                self.found.extend(payload.iter().copied().map(found));
                if node != 0 {
                    self.go_on(node, next, 0);
                }
            }
        }
    }

    fn go_on(&mut self, node: Node, next: usize, skipped: usize) {
        let Some(word) = self.words.get(next) else { return };
        if word.sentence != self.words[next - 1].sentence {
            return;
        }
        // Most words stand later in no phrase; a number that is no word has no facts.
        if word.facts.continues(self.start) || word.number > 0 {
            for symbol in symbols(word) {
                if let Some(target) = self.trie.next(node, symbol) {
                    self.reach(target, next + 1);
                }
            }
        }
        for place in placed(self.places, next) {
            for &symbol in place.symbols() {
                if let Some(target) = self.trie.next(node, symbol) {
                    self.reach(target, place.last as usize);
                }
            }
        }
        // A few emoji between two words of a phrase do not part them.
        if word.kind == Kind::Emoji && skipped < MOST_EMOJI {
            self.go_on(node, next + 1, skipped + 1);
        }
    }
}

/// What a word is in a phrase: itself, a form of its root, a number.
#[inline]
fn symbols(word: &Word) -> impl Iterator<Item = Symbol> {
    let number = if word.number > 0 { NUMBER } else { UNKNOWN };
    [word.symbol, word.facts.set, number]
        .into_iter()
        .filter(|&symbol| symbol != UNKNOWN)
}

/// The places that begin at `first`.
#[inline]
fn placed(places: &[Place], first: usize) -> &[Place] {
    if places.is_empty() {
        return &[];
    }
    let begin = places.partition_point(|place| (place.first as usize) < first);
    let many = places[begin..]
        .iter()
        .take_while(|place| place.first as usize == first)
        .count();
    &places[begin..begin + many]
}

/// Drops what lies inside a longer find that it competes with; keeps the first of equals. `kind` is asked once of each find;
/// `kinds` is memory that is reused, and holds afterwards those of what is left. An emoji is nobody's inside: a phrase only steps over it.
pub(crate) fn longest<K: Copy>(
    found: &mut Vec<Found>,
    words: &[Word],
    kinds: &mut Vec<K>,
    kind: impl Fn(u32) -> K,
    compete: impl Fn(K, K) -> bool,
) {
    found.sort_unstable_by_key(|find| (find.first, std::cmp::Reverse(find.last), find.what));
    kinds.clear();
    kinds.extend(found.iter().map(|find| kind(find.what)));
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
    let (mut kept, mut farthest) = (0, 0);
    for at in 0..found.len() {
        let (find, kind) = (found[at], kinds[at]);
        // Finds are sorted by first word, longest first, so whatever holds this one has been kept already, and none does
        // where none reaches so far.
        let held = find.last <= farthest && {
            let known = found[..kept].iter().zip(&kinds[..kept]).rev();
            known
                .take(64)
                .any(|(outer, &other)| inside(outer, &find) && compete(other, kind) && parts(outer, &find))
        };
        if !held {
            (found[kept], kinds[kept]) = (find, kind);
            kept += 1;
            farthest = farthest.max(find.last);
        }
    }
    found.truncate(kept);
    kinds.truncate(kept);
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
        longest(&mut found, &words, &mut Vec::new(), |_| (), |(), ()| true);
        assert_eq!(found, [find(1, 0, 3), find(3, 1, 2), find(4, 3, 5)]);
    }
}
