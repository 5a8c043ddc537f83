//! A matcher so plain that it is right at sight: every phrase is tried at every word. The real one must find the same.

use proptest::prelude::*;

use super::vocabulary::Facts;
use super::{
    CONTESTANT, Found, NUMBER, PARTY, Place, Seen, Start, Symbol, Trie, UNKNOWN, Word, find, find_placed,
    holds_a_place,
};
use crate::normalise::{Gap, Kind, ReadBy, Shape};

/// Where a phrase that has been followed up to `next` may end.
fn ends(
    phrase: &[Symbol],
    words: &[Word],
    places: &[Place],
    next: usize,
    begun: bool,
    found: &mut Vec<usize>,
) {
    let Some((symbol, rest)) = phrase.split_first() else {
        found.push(next);
        return;
    };
    // Up to three emoji may stand before any word but the first; a sentence may not end on the way.
    for at in next..words.len().min(next + if begun { 4 } else { 1 }) {
        if begun && words[at].sentence != words[at - 1].sentence {
            return;
        }
        let word = &words[at];
        let is_word = *symbol != UNKNOWN && (word.symbol == *symbol || word.facts.set == *symbol);
        if is_word || (*symbol == NUMBER && word.number > 0) {
            ends(rest, words, places, at + 1, true, found);
        }
        for place in places.iter().filter(|place| place.first as usize == at) {
            if *symbol == CONTESTANT || (*symbol == PARTY && place.party) {
                ends(rest, words, places, place.last as usize, true, found);
            }
        }
        if word.kind != Kind::Emoji {
            return;
        }
    }
}

fn naive(phrases: &[(Vec<Symbol>, u32)], words: &[Word], places: &[Place]) -> Vec<Found> {
    let mut all = Vec::new();
    for (phrase, what) in phrases.iter().filter(|(phrase, _)| !phrase.is_empty()) {
        for first in 0..words.len() {
            let mut last = Vec::new();
            ends(phrase, words, places, first, false, &mut last);
            all.extend(last.into_iter().map(|last| Found {
                what: *what,
                first: first as u32,
                last: last as u32,
            }));
        }
    }
    all
}

fn sorted(mut found: Vec<Found>) -> Vec<(u32, u32, u32)> {
    let mut found: Vec<_> = found
        .drain(..)
        .map(|found| (found.first, found.last, found.what))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Words, sets of forms and the three places: few, so that phrases meet.
const SYMBOLS: u32 = 16;

fn symbol() -> impl Strategy<Value = Symbol> {
    prop_oneof![4 => 8..SYMBOLS, 1 => Just(CONTESTANT), 1 => Just(PARTY), 1 => Just(NUMBER)]
}

fn word() -> impl Strategy<Value = Word> {
    let symbol = prop_oneof![4 => 8u32..14, 1 => Just(UNKNOWN)];
    let set = prop_oneof![1 => 14u32..SYMBOLS, 2 => Just(UNKNOWN)];
    (symbol, set, 0u8..10, 0u8..8).prop_map(|(symbol, set, emoji, number)| Word {
        symbol,
        facts: Facts::that_may_begin_anything(set),
        start: 0,
        end: 1,
        token: 0,
        gap: Gap::NONE,
        shape: Shape::NONE,
        kind: if emoji < 3 { Kind::Emoji } else { Kind::Word },
        read_by: ReadBy::NONE,
        number: if number < 2 { number } else { 0 },
        sentence: 0,
        clause: 0,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4_000) })]

    #[test]
    fn the_matcher_finds_what_the_plain_one_finds(
        phrases in proptest::collection::vec((proptest::collection::vec(symbol(), 0..5), 0u32..50), 0..40),
        mut words in proptest::collection::vec(word(), 0..14),
        breaks in proptest::collection::vec(0usize..14, 0..3),
        places in proptest::collection::vec((0usize..14, 1usize..4, any::<bool>()), 0..4),
    ) {
        for at in breaks {
            for word in words.iter_mut().skip(at) {
                word.sentence += 1;
            }
        }
        let mut places: Vec<Place> = places
            .into_iter()
            .filter(|(first, length, _)| first + length <= words.len())
            .map(|(first, length, party)| Place { first: first as u32, last: (first + length) as u32, party })
            .collect();
        places.sort_unstable_by_key(|place| (place.first, place.last));
        let (placed, plain): (Vec<_>, Vec<_>) = phrases.iter().cloned().partition(|(phrase, _)| holds_a_place(phrase));
        let [placed, plain] = [placed, plain].map(|phrases| Trie::build(phrases, SYMBOLS as usize));
        prop_assert!(placed.is_sound(50) && plain.is_sound(50));
        let mut found = Vec::new();
        find(&plain, Start::Term, &words, Seen::of(&words), &mut found);
        find_placed(&placed, &words, &places, &mut found);
        prop_assert_eq!(sorted(found), sorted(naive(&phrases, &words, &places)));
    }
}
