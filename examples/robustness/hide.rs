//! How people hide a word, each kind a little and a lot.

use netra::evaluate::SplitMix64;

use crate::sentences::Sentence;

/// How much.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strength {
    /// Once in the phrase.
    Little,
    /// Wherever it can be done.
    Lot,
}

impl Strength {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Strength::Little => "a little",
            Strength::Lot => "a lot",
        }
    }
}

type Hide = fn(&str, Strength, &mut SplitMix64) -> Option<String>;

/// Every kind with its name. The order is that of the table: from what is often seen to what is seldom.
pub(crate) const KINDS: [(&str, Hide); 24] = [
    ("mixed case", mixed_case),
    ("stretched letters", stretched),
    ("typos", typos),
    ("vowels dropped", vowels_dropped),
    ("leet", leet),
    ("asterisks", asterisks),
    ("dots between letters", dotted),
    ("spaces between letters", spaced),
    ("hyphens, underscores", hyphened),
    ("emoji between letters", emoji),
    ("CamelCase hashtag", camel),
    ("glued hashtag", glued),
    ("accents", accents),
    ("zalgo marks", zalgo),
    ("look-alikes", lookalikes),
    ("invisible characters", invisible),
    ("full width", full_width),
    ("mathematical letters", mathematical),
    ("enclosed letters", enclosed),
    ("number forms", numbers),
    ("a word doubled with 2", doubled),
    ("entities of web pages", entities),
    ("UTF-8 read as Windows text", mojibake),
    ("two kinds mixed", mixed),
];

/// A hidden sentence.
pub(crate) struct Hidden {
    /// Which kind.
    pub(crate) kind: usize,
    pub(crate) strength: Strength,
    pub(crate) text: String,
    /// Where what was hidden stands.
    pub(crate) place: std::ops::Range<usize>,
    /// Signal, group and term that must be found there.
    pub(crate) class: String,
    pub(crate) group: String,
    pub(crate) term: String,
}

/// Every sentence hidden in every way that changes it.
pub(crate) fn all(sentences: &[Sentence]) -> Vec<Hidden> {
    let mut random = SplitMix64::new(7);
    let mut hidden = Vec::new();
    for sentence in sentences {
        for (kind, (_, hide)) in KINDS.iter().enumerate() {
            for strength in [Strength::Little, Strength::Lot] {
                let Some(core) = hide(&sentence.core, strength, &mut random) else {
                    continue;
                };
                if core == sentence.core {
                    continue;
                }
                let (text, place) = sentence.with(&core);
                hidden.push(Hidden {
                    kind,
                    strength,
                    text,
                    place,
                    class: sentence.class.clone(),
                    group: sentence.hit.0.clone(),
                    term: sentence.hit.1.clone(),
                });
            }
        }
    }
    hidden
}

/// The places of letters that may be changed, inside words of at least `shortest` letters: all of them, or one.
fn chosen(
    text: &str,
    strength: Strength,
    random: &mut SplitMix64,
    shortest: usize,
    may: impl Fn(&str, usize) -> bool,
) -> Vec<usize> {
    let mut places = Vec::new();
    let mut start = 0;
    for word in text.split(' ') {
        if word.len() >= shortest && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            places.extend((0..word.len()).filter(|at| may(word, *at)).map(|at| start + at));
        }
        start += word.len() + 1;
    }
    if strength == Strength::Little && !places.is_empty() {
        places = vec![places[random.below(places.len())]];
    }
    places
}

/// The text with something else in place of the letters at these places.
fn replaced(text: &str, places: &[usize], mut with: impl FnMut(char) -> String) -> Option<String> {
    if places.is_empty() {
        return None;
    }
    let written = text.char_indices().map(|(at, letter)| {
        if places.binary_search(&at).is_ok() {
            with(letter)
        } else {
            letter.to_string()
        }
    });
    Some(written.collect())
}

fn vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn inside(word: &str, at: usize) -> bool {
    at > 0 && at + 1 < word.len()
}

/// Something between the letters: between two of them, or between all.
fn between(text: &str, strength: Strength, random: &mut SplitMix64, what: &str) -> Option<String> {
    let places = chosen(text, strength, random, 4, |word, at| at + 1 < word.len());
    replaced(text, &places, |letter| format!("{letter}{what}"))
}

fn mixed_case(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    if strength == Strength::Little {
        return Some(text.to_ascii_uppercase());
    }
    let flipped = text.chars().map(|letter| {
        if random.below(2) == 0 {
            letter.to_ascii_uppercase()
        } else {
            letter
        }
    });
    Some(flipped.collect())
}

fn stretched(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let places = chosen(text, strength, random, 3, |word, at| {
        vowel(word.as_bytes()[at]) || at + 1 == word.len()
    });
    let mut more = || 2 + random.below(5);
    replaced(text, &places, |letter| letter.to_string().repeat(1 + more()))
}

/// Two neighbours swapped, or one letter left out or doubled, in one word; in every longer word.
fn typos(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let longer: Vec<usize> = (0..)
        .zip(text.split(' '))
        .filter(|(_, word)| word.len() >= 5)
        .map(|(at, _)| at)
        .collect();
    if longer.is_empty() {
        return None;
    }
    let only = longer[random.below(longer.len())];
    let words = (0..).zip(text.split(' ')).map(|(at, word)| {
        if !longer.contains(&at) || (strength == Strength::Little && at != only) {
            return word.to_owned();
        }
        let mut letters: Vec<char> = word.chars().collect();
        let place = 1 + random.below(letters.len() - 2);
        match random.below(3) {
            0 => letters.swap(place, place + 1),
            1 => drop(letters.remove(place)),
            _ => letters.insert(place, letters[place]),
        }
        letters.into_iter().collect()
    });
    Some(words.collect::<Vec<String>>().join(" "))
}

fn vowels_dropped(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let places = chosen(text, strength, random, 5, |word, at| {
        inside(word, at) && vowel(word.as_bytes()[at])
    });
    replaced(text, &places, |_| String::new())
}

fn leet(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let digit = |letter: u8| match letter {
        b'a' => Some('4'),
        b'e' => Some('3'),
        b'i' => Some('1'),
        b'o' => Some('0'),
        b's' => Some('5'),
        b'g' => Some('9'),
        b't' => Some('7'),
        _ => None,
    };
    let places = chosen(text, strength, random, 4, |word, at| {
        digit(word.as_bytes()[at]).is_some()
    });
    replaced(text, &places, |letter| {
        digit(letter as u8).unwrap_or(letter).to_string()
    })
}

fn asterisks(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let places = chosen(text, strength, random, 4, |word, at| {
        inside(word, at) && vowel(word.as_bytes()[at])
    });
    replaced(text, &places, |_| "*".to_owned())
}

fn dotted(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    between(text, strength, random, ".")
}

fn spaced(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    // One space alone makes two words: spaced is spaced throughout, in one word or in all, with more space between words.
    let longest = text.split(' ').max_by_key(|word| word.len())?;
    let words = text.split(' ').map(|word| {
        if strength == Strength::Lot || word == longest {
            word.chars().map(String::from).collect::<Vec<_>>().join(" ")
        } else {
            word.to_owned()
        }
    });
    let _ = random;
    Some(words.collect::<Vec<_>>().join("  "))
}

fn hyphened(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let sign = ["-", "_"][random.below(2)];
    between(text, strength, random, sign)
}

fn emoji(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let picture = ["❤", "🔥", "✨", "👍🏽"][random.below(4)];
    between(text, strength, random, picture)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn camel(text: &str, strength: Strength, _: &mut SplitMix64) -> Option<String> {
    let year = if strength == Strength::Lot { "2031" } else { "" };
    let glued: String = text.split(' ').map(capital).collect();
    (text.contains(' ') && glued.len() <= 40).then(|| format!("#{glued}{year}"))
}

fn glued(text: &str, strength: Strength, _: &mut SplitMix64) -> Option<String> {
    let year = if strength == Strength::Lot { "2031" } else { "" };
    let glued = text.replace(' ', "");
    (text.contains(' ') && glued.len() <= 40).then(|| format!("#{glued}{year}"))
}

fn accents(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let places = chosen(text, strength, random, 3, |word, at| vowel(word.as_bytes()[at]));
    replaced(text, &places, |letter| match letter {
        'a' => "á".to_owned(),
        'e' => "ê".to_owned(),
        'i' => "ï".to_owned(),
        'o' => "õ".to_owned(),
        'u' => "ü".to_owned(),
        other => other.to_string(),
    })
}

fn zalgo(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let places = chosen(text, strength, random, 3, |_, _| true);
    let marks = ['\u{301}', '\u{316}', '\u{334}', '\u{35c}', '\u{489}', '\u{32e}'];
    let mut pile = || -> String {
        (0..1 + random.below(8))
            .map(|_| marks[random.below(marks.len())])
            .collect()
    };
    replaced(text, &places, |letter| format!("{letter}{}", pile()))
}

fn lookalikes(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let other = |letter: u8| match letter {
        b'a' => Some('а'),
        b'c' => Some('с'),
        b'e' => Some('е'),
        b'i' => Some('і'),
        b'j' => Some('ј'),
        b'k' => Some('κ'),
        b'o' => Some('о'),
        b'p' => Some('р'),
        b's' => Some('ѕ'),
        b'y' => Some('у'),
        b'n' => Some('ո'),
        b'u' => Some('υ'),
        _ => None,
    };
    let places = chosen(text, strength, random, 3, |word, at| {
        other(word.as_bytes()[at]).is_some()
    });
    replaced(text, &places, |letter| {
        other(letter as u8).unwrap_or(letter).to_string()
    })
}

fn invisible(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let sign = [
        "\u{200b}", "\u{ad}", "\u{2060}", "\u{200c}", "\u{feff}", "\u{202e}",
    ][random.below(6)];
    between(text, strength, random, sign)
}

/// Letters of an alphabet that lies in one piece: one word of the phrase, or all.
fn alphabet(text: &str, strength: Strength, random: &mut SplitMix64, first: u32) -> Option<String> {
    let count = text.split(' ').count();
    let only = random.below(count);
    let words = (0..).zip(text.split(' ')).map(|(at, word)| {
        if strength == Strength::Little && at != only {
            return word.to_owned();
        }
        let other = |letter: char| {
            letter
                .is_ascii_lowercase()
                .then(|| char::from_u32(first + u32::from(letter) - u32::from('a')))
                .flatten()
                .unwrap_or(letter)
        };
        word.chars().map(other).collect()
    });
    Some(words.collect::<Vec<String>>().join(" "))
}

fn full_width(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    alphabet(text, strength, random, 0xff41)
}

fn mathematical(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let first = [0x1d41a, 0x1d482, 0x1d4ea, 0x1d51e, 0x1d5ba, 0x1d5ee, 0x1d68a][random.below(7)];
    alphabet(text, strength, random, first)
}

fn enclosed(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    // Circled and in brackets; squared and negative ones are capitals.
    let first = [0x24d0, 0x249c, 0x1f130, 0x1f150, 0x1f170][random.below(5)];
    alphabet(text, strength, random, first)
}

/// A number written another way; only where there is one.
fn numbers(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let little = ["02", "dua", "2️⃣", "②"];
    let lot = ["II", "𝟚", "２", "➋", "0️⃣2️⃣"];
    let form = match strength {
        Strength::Little => little[random.below(little.len())],
        Strength::Lot => lot[random.below(lot.len())],
    };
    let words: Vec<&str> = text
        .split(' ')
        .map(|word| if word == "2" { form } else { word })
        .collect();
    Some(words.join(" "))
}

/// `kawan2` for `kawan-kawan`: the longest word, or every longer one.
fn doubled(text: &str, strength: Strength, _: &mut SplitMix64) -> Option<String> {
    let longest = text
        .split(' ')
        .max_by_key(|word| word.len())
        .filter(|word| word.len() >= 4)?;
    let words = text.split(' ').map(|word| {
        let letters = word.bytes().all(|byte| byte.is_ascii_lowercase());
        if letters && (word == longest || (strength == Strength::Lot && word.len() >= 4)) {
            format!("{word}2")
        } else {
            word.to_owned()
        }
    });
    Some(words.collect::<Vec<_>>().join(" "))
}

/// What scrapers leave between words, or in place of letters.
fn entities(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    if strength == Strength::Little {
        return Some(text.replace(' ', "&nbsp;"));
    }
    let places = chosen(text, strength, random, 3, |word, at| vowel(word.as_bytes()[at]));
    replaced(text, &places, |letter| format!("&#{};", u32::from(letter)))
}

/// Accented letters whose two bytes became two letters.
fn mojibake(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let accented = accents(text, strength, random)?;
    let broken = accented.chars().map(|letter| {
        if letter.is_ascii() {
            return letter.to_string();
        }
        let mut bytes = [0; 4];
        let bytes = letter.encode_utf8(&mut bytes).bytes();
        bytes.map(char::from).collect()
    });
    Some(broken.collect())
}

/// One kind in the first half of the words, another in the rest; or both everywhere.
fn mixed(text: &str, strength: Strength, random: &mut SplitMix64) -> Option<String> {
    let kinds: [Hide; 7] = [
        stretched,
        leet,
        accents,
        lookalikes,
        invisible,
        mixed_case,
        mathematical,
    ];
    let one = random.below(kinds.len());
    let other = (one + 1 + random.below(kinds.len() - 1)) % kinds.len();
    let words: Vec<&str> = text.split(' ').collect();
    let (first, second) = words.split_at(words.len().div_ceil(2));
    let both = |part: &[&str], hide: Hide, random: &mut SplitMix64| {
        let part = part.join(" ");
        hide(&part, Strength::Lot, random).unwrap_or(part)
    };
    if strength == Strength::Little && !second.is_empty() {
        let begin = both(first, kinds[one], random);
        return Some(format!("{begin} {}", both(second, kinds[other], random)));
    }
    // The second kind finds plain letters only where the first has left some.
    let once = kinds[one](text, Strength::Little, random)?;
    kinds[other](&once, Strength::Lot, random)
}
