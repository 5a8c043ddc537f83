//! Spellings of a name that people make by mistake or on purpose.

use std::collections::BTreeSet;

/// Below this many letters no spelling is made: short words with a letter less are other words.
const MIN_LETTERS: usize = 6;
/// Letters that people take for each other, as they are spoken, anywhere in a word.
const ALIKE: [(&str, &str); 9] = [
    ("f", "p"),
    ("f", "v"),
    ("v", "f"),
    ("v", "p"),
    ("z", "j"),
    ("z", "s"),
    ("kh", "h"),
    ("sy", "s"),
    ("q", "k"),
];
/// The same at the end of a word, where the voice is lost.
const ALIKE_AT_THE_END: [(&str, &str); 3] = [("d", "t"), ("b", "p"), ("fud", "put")];

/// Shortest spelling.
const MIN_RESULT: usize = 4;

/// Spellings that are words or names of their own, though a rule makes them. Each was met.
const OTHER_WORDS: [&str; 7] = ["cimin", "fakhri", "gbrm", "hanra", "parmono", "pekas", "sylvana"];

/// The spellings of a single word of at least six ASCII letters: one inner vowel left out, all inner vowels left out,
/// letters that sound alike put for one another, and two neighbours swapped behind the first letter. Fewer than three per
/// letter.
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
    // A doubled letter is read as one: the word would only lose a letter.
    let doubles = |at: usize| {
        letters[at - 1] == letters[at + 1] || letters.get(at + 2).is_some_and(|&after| after == letters[at])
    };
    for at in (1..last).filter(|&at| !doubles(at)) {
        let mut swapped = letters.clone();
        swapped.swap(at, at + 1);
        made.insert(swapped.into_iter().collect());
    }
    for (written, heard) in ALIKE {
        for (at, _) in word.match_indices(written) {
            made.insert(format!("{}{heard}{}", &word[..at], &word[at + written.len()..]));
        }
    }
    for (written, heard) in ALIKE_AT_THE_END {
        if let Some(stem) = word.strip_suffix(written) {
            made.insert(format!("{stem}{heard}"));
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
    fn puts_letters_that_sound_alike_for_one_another() {
        let made = |word: &str| misspellings(word);
        for (word, spelling) in [
            ("mahfud", "mahpud"),
            ("mahfud", "mahfut"),
            ("mahfud", "mahput"),
            ("khofifah", "hofifah"),
            ("khofifah", "khopifah"),
            ("rizalman", "rijalman"),
            ("novandi", "nofandi"),
            ("syaikhu", "saikhu"),
        ] {
            assert!(made(word).contains(spelling), "{spelling} of {word}");
        }
        assert!(!made("wayan").contains("wajan"));
    }

    #[test]
    fn leaves_vowels_out_and_swaps_neighbours() {
        let cases = [
            ("ganjar", "gajnar ganajr ganjr ganjra gnajar gnjar gnjr"),
            ("prabowo", "parbowo prabwo praobwo prbaowo prbowo prbwo"),
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
