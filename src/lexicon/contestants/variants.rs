//! Spellings of a name that people make by mistake or on purpose.

use std::collections::BTreeSet;

/// Below this many letters no spelling is made: short words with a letter less are other words.
const MIN_LETTERS: usize = 6;
/// From this many letters on, swapped neighbours are made too.
const MIN_FOR_SWAPS: usize = 7;
/// Shortest spelling.
const MIN_RESULT: usize = 4;

/// Spellings that are words or names of their own, though a rule makes them. Each was met.
const OTHER_WORDS: [&str; 7] = ["cimin", "fakhri", "gbrm", "hanra", "parmono", "pekas", "sylvana"];

/// The spellings of a single word of at least six ASCII letters: one inner vowel left out, all inner vowels left out,
/// and, from seven letters on, two inner neighbours swapped. Fewer than two per letter.
pub(super) fn misspellings(word: &str) -> BTreeSet<String> {
    let mut made = BTreeSet::new();
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < MIN_LETTERS || !letters.iter().all(char::is_ascii_lowercase) {
        return made;
    }
    let last = letters.len() - 1;
    let inner_vowel = |at: usize| at > 0 && at < last && "aiueo".contains(letters[at]);
    for gone in (0..=last).filter(|&at| inner_vowel(at)) {
        made.insert(keep(&letters, |at| at != gone));
    }
    made.insert(keep(&letters, |at| !inner_vowel(at)));
    if letters.len() >= MIN_FOR_SWAPS {
        for at in 1..last - 1 {
            let mut swapped = letters.clone();
            swapped.swap(at, at + 1);
            made.insert(swapped.into_iter().collect());
        }
    }
    made.retain(|spelling| {
        spelling != word && spelling.len() >= MIN_RESULT && !OTHER_WORDS.contains(&spelling.as_str())
    });
    made
}

fn keep(letters: &[char], wanted: impl Fn(usize) -> bool) -> String {
    letters
        .iter()
        .enumerate()
        .filter(|&(at, _)| wanted(at))
        .map(|(_, &letter)| letter)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_vowels_out_and_swaps_neighbours() {
        let cases = [
            ("ganjar", "gnjar ganjr gnjr"),
            ("prabowo", "parbowo prabwo prabwoo praobwo prbaowo prbowo prbwo"),
            ("anies", ""),
            ("rano karno", ""),
        ];
        for (word, expected) in cases {
            let mut expected: Vec<&str> = expected.split_whitespace().collect();
            expected.sort_unstable();
            assert_eq!(
                misspellings(word).into_iter().collect::<Vec<_>>(),
                expected,
                "{word}"
            );
        }
    }
}
