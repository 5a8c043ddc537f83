//! A fuzzy search for six people: words compared letter by letter, with as many slips allowed as their length bears.

/// A word that names somebody: the ballot number, and how many letters may be wrong, missing, too many or swapped.
const WORDS: [(&str, u8, usize); 11] = [
    ("anies", 1, 1),
    ("baswedan", 1, 2),
    ("muhaimin", 1, 2),
    ("prabowo", 2, 1),
    ("subianto", 2, 2),
    ("gibran", 2, 1),
    ("rakabuming", 2, 2),
    ("ganjar", 3, 1),
    ("pranowo", 3, 1),
    ("mahfud", 3, 1),
    ("cakimin", 1, 1),
];

/// Words and names one slip away from one of these: none of them is the candidate.
const OTHERS: [&str; 22] = [
    "ganja", "ganjal", "ganjil", "ganjaran", "hanjar", "banjar", "panjar", "sanjar", "aries", "annie",
    "denies", "cries", "ties", "dies", "lies", "cabies", "nies", "ani", "anis", "aneh", "anise", "manies",
];

/// Letters that hang on behind a name.
const TAILS: [&str; 6] = ["nya", "lah", "kah", "mu", "ku", "ers"];

/// Who is named in a text in small letters, each once, with the word that says so.
pub(crate) fn candidates(text: &str) -> Vec<(u8, String)> {
    let mut found: Vec<(u8, String)> = Vec::new();
    for written in text.split_whitespace() {
        // Accounts are whom a post answers, links say nothing.
        if written.starts_with('@') || written.contains("://") || written.contains("@warga") {
            continue;
        }
        for word in written.split(|letter: char| !letter.is_alphanumeric()) {
            for number in named_by(word) {
                if !found.iter().any(|(known, _)| *known == number) {
                    found.push((number, word.to_owned()));
                }
            }
        }
    }
    found
}

/// Everybody whose name a word holds whole; else whose name it is by the fewest slips, if only one person's.
fn named_by(word: &str) -> Vec<u8> {
    if OTHERS.contains(&word) || !(4..=60).contains(&word.len()) {
        return Vec::new();
    }
    let word = squeezed(word);
    let glued = WORDS
        .iter()
        .filter(|(key, ..)| key.len() > 5 && word.contains(key));
    let glued: Vec<u8> = glued.map(|&(_, number, _)| number).collect();
    if !glued.is_empty() {
        return glued;
    }
    let bare = TAILS
        .iter()
        .find_map(|tail| word.strip_suffix(tail))
        .unwrap_or(&word);
    let mut nearest: Vec<(usize, u8)> = Vec::new();
    for &(key, number, most) in &WORDS {
        for word in [&word, bare] {
            let slips = slips_between(word, key);
            if slips <= most && word.as_bytes().first() == key.as_bytes().first() && !OTHERS.contains(&word) {
                nearest.push((slips, number));
            }
        }
    }
    nearest.sort_unstable();
    let fewest = nearest.first().copied();
    let doubtful = nearest
        .iter()
        .any(|near| fewest.is_some_and(|(slips, number)| near.0 == slips && near.1 != number));
    fewest
        .filter(|_| !doubtful)
        .map(|(_, number)| number)
        .into_iter()
        .collect()
}

/// Runs of a letter as one letter, digits as the letters they look like.
fn squeezed(word: &str) -> String {
    let lettered = word.chars().any(char::is_alphabetic);
    let mut squeezed = String::new();
    for letter in word.chars() {
        let letter = match letter {
            '0' if lettered => 'o',
            '1' if lettered => 'i',
            '3' if lettered => 'e',
            '4' if lettered => 'a',
            '5' if lettered => 's',
            '9' if lettered => 'g',
            letter => letter,
        };
        if !squeezed.ends_with(letter) {
            squeezed.push(letter);
        }
    }
    squeezed
}

/// How many letters must be changed, put in, taken out or swapped with their neighbour (optimal string alignment).
fn slips_between(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let changed = rows[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
            let mut least = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}
