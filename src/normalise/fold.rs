//! What one character outside ASCII reads as.
//!
//! The order of the questions is the order of the answers' certainty: what is invisible is dropped, what the tables
//! name is read by the tables, what Unicode itself decomposes is read by Unicode, what is an emoji stays one, and the
//! rest is a letter of another script or a sign.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::token::{Gap, ReadBy};

/// What a character reads as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold {
    /// Up to four letters or digits of ASCII, lower-case, and the reading it took.
    Ascii([u8; 4], u8, ReadBy),
    /// Leaves no trace but the reading.
    Dropped(ReadBy),
    /// An emoji.
    Emoji,
    /// Belongs to the emoji before it: skin tone, variation selector, joiner.
    Modifier,
    /// A letter of another script, kept (lower-cased where it has case).
    Letter(char),
    /// A sign that separates.
    Sign(Gap),
}

/// The tables behind [`Fold`].
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Lookalikes {
    /// Sorted by character.
    rows: Vec<(u32, u8)>,
    /// What the characters of [`NEAR`] read as, packed: what would be asked again and again is asked once.
    near: Vec<u32>,
}

/// Where most characters of posts outside ASCII come from: Latin to signs, presentation forms, mathematical letters,
/// emoji.
const NEAR: [(u32, u32); 4] = [
    (0x80, 0x3000),
    (0xFE00, 0x1_0000),
    (0x1_D400, 0x1_D800),
    (0x1_F000, 0x1_FB00),
];

fn near(code: u32) -> Option<usize> {
    let mut before = 0;
    for (first, end) in NEAR {
        if code < first {
            return None;
        }
        if code < end {
            return Some((before + code - first) as usize);
        }
        before += end - first;
    }
    None
}

impl Fold {
    /// The readings that a packed fold may name, by number.
    const READINGS: [ReadBy; 4] = [ReadBy::ACCENT, ReadBy::LOOKALIKE, ReadBy::FANCY, ReadBy::KEYCAP];

    fn packed(self) -> u32 {
        match self {
            Fold::Ascii(letters, length, read_by) => {
                let sixth = |letter: u8| match letter {
                    b'a'..=b'z' => u32::from(letter - b'a') + 1,
                    b'0'..=b'9' => u32::from(letter - b'0') + 27,
                    _ => 0,
                };
                let all = letters[..usize::from(length)]
                    .iter()
                    .rev()
                    .fold(0, |all, letter| all << 6 | sixth(*letter));
                let reading = Fold::READINGS.iter().position(|known| *known == read_by);
                (reading.unwrap_or(0) as u32) << 27 | all << 3
            }
            Fold::Dropped(read_by) => u32::from(read_by == ReadBy::ACCENT) << 3 | 1,
            Fold::Emoji => 2,
            Fold::Modifier => 3,
            Fold::Letter(letter) => u32::from(letter) << 3 | 4,
            Fold::Sign(gap) => u32::from(gap.bits()) << 3 | 5,
        }
    }

    #[inline]
    fn unpacked(packed: u32) -> Fold {
        match packed & 7 {
            0 => {
                let mut letters = [0; 4];
                let (mut length, mut rest) = (0, packed >> 3 & 0x00FF_FFFF);
                while rest != 0 {
                    let sixth = (rest & 63) as u8;
                    letters[length] = if sixth < 27 {
                        b'a' + sixth - 1
                    } else {
                        b'0' + sixth - 27
                    };
                    length += 1;
                    rest >>= 6;
                }
                Fold::Ascii(letters, length as u8, Fold::READINGS[(packed >> 27 & 3) as usize])
            }
            1 if packed >> 3 == 1 => Fold::Dropped(ReadBy::ACCENT),
            1 => Fold::Dropped(ReadBy::INVISIBLE),
            2 => Fold::Emoji,
            3 => Fold::Modifier,
            4 => Fold::Letter(char::from_u32(packed >> 3).unwrap_or('\u{FFFD}')),
            _ => Fold::Sign(Gap::from_bits((packed >> 3) as u16)),
        }
    }
}

impl Lookalikes {
    /// From rows of a character and the letter it looks like.
    pub(crate) fn new(rows: Vec<(char, u8)>) -> Lookalikes {
        let mut rows: Vec<(u32, u8)> = rows
            .into_iter()
            .map(|(character, letter)| (u32::from(character), letter))
            .collect();
        rows.sort_unstable();
        rows.dedup_by_key(|row| row.0);
        let mut table = Lookalikes {
            rows,
            near: Vec::new(),
        };
        table.near = NEAR
            .into_iter()
            .flat_map(|(first, end)| first..end)
            .map(|code| {
                char::from_u32(code)
                    .map_or(Fold::Sign(Gap::SIGN), |c| table.ask(c))
                    .packed()
            })
            .collect();
        table
    }

    fn get(&self, character: char) -> Option<u8> {
        let row = |character: char| {
            self.rows
                .binary_search_by_key(&u32::from(character), |row| row.0)
                .ok()
                .map(|at| self.rows[at].1)
        };
        row(character).or_else(|| row(character.to_lowercase().next()?))
    }

    /// What this character, not in ASCII, reads as.
    #[inline]
    pub(crate) fn fold(&self, character: char) -> Fold {
        let packed = near(u32::from(character)).and_then(|at| self.near.get(at));
        match packed {
            Some(&packed) => Fold::unpacked(packed),
            None => self.ask(character),
        }
    }

    /// The same, by every question in turn.
    fn ask(&self, character: char) -> Fold {
        let code = u32::from(character);
        match code {
            // Soft hyphen, grapheme joiner, zero widths, bidi controls, word joiner, BOM, tags.
            0x00AD
            | 0x034F
            | 0x061C
            | 0x180E
            | 0x200B..=0x200C
            | 0x200E..=0x200F
            | 0x202A..=0x202E
            | 0x2060..=0x2064
            | 0x2066..=0x206F
            | 0xFEFF
            | 0xE0000..=0xE007F
            | 0x115F..=0x1160
            | 0x3164
            | 0xFFF9..=0xFFFB => return Fold::Dropped(ReadBy::INVISIBLE),
            0x200D | 0xFE00..=0xFE0F | 0x20E3 | 0x1F3FB..=0x1F3FF => return Fold::Modifier,
            0x2018 | 0x2019 | 0x201B | 0x02BC | 0x02BB | 0x0060 | 0x00B4 => return Fold::Sign(Gap::QUOTE),
            0x201C..=0x201F | 0x00AB | 0x00BB | 0x2039 | 0x203A | 0x300C..=0x300F => {
                return Fold::Sign(Gap::QUOTE);
            }
            0x2010..=0x2015 | 0x2212 => return Fold::Sign(Gap::DASH),
            0x2026 | 0x3002 => return Fold::Sign(Gap::STOP),
            0x203C => return Fold::Sign(Gap::EXCLAIM),
            0x2047..=0x2049 => return Fold::Sign(Gap::QUESTION),
            0x00B7 | 0x2022 | 0x2024 | 0x2027 | 0x2219 | 0x22C5 | 0x30FB => {
                return Fold::Sign(Gap::SEPARATOR);
            }
            0x2028 | 0x2029 | 0x0085 => return Fold::Sign(Gap::LINE),
            0xFFFD => return Fold::Sign(Gap::SIGN),
            _ => {}
        }
        if is_combining_mark(character) {
            return Fold::Dropped(ReadBy::ACCENT);
        }
        if let Some(letter) = self.get(character) {
            return Fold::Ascii([letter, 0, 0, 0], 1, ReadBy::LOOKALIKE);
        }
        if character.is_whitespace() {
            return Fold::Sign(Gap::SPACE);
        }
        if let Some(fold) = self.decompose(character) {
            return fold;
        }
        if is_emoji(code) {
            return Fold::Emoji;
        }
        if character.is_alphanumeric() {
            return Fold::Letter(character.to_lowercase().next().unwrap_or(character));
        }
        Fold::Sign(Gap::SIGN)
    }

    /// By Unicode's own compatibility decomposition, when all that is left is ASCII letters, digits or dropped marks.
    fn decompose(&self, character: char) -> Option<Fold> {
        let mut letters = [0u8; 4];
        let mut length = 0usize;
        let mut marks = false;
        let mut parts = 0;
        for part in std::iter::once(character).nfkd() {
            parts += 1;
            if is_combining_mark(part) {
                marks = true;
                continue;
            }
            let letter = if part.is_ascii_alphanumeric() {
                part.to_ascii_lowercase() as u8
            } else if matches!(part, '(' | ')' | '.' | ',') && part != character {
                continue; // ⒜ and ⑴ and ⒈ carry their brackets and dots along.
            } else if part != character {
                self.get(part)?
            } else {
                return None;
            };
            if length == letters.len() {
                return None;
            }
            letters[length] = letter;
            length += 1;
        }
        if length == 0 {
            return None;
        }
        // ² after a word is a doubled word ("teman²"), so raised and lowered digits are plain digits.
        let raised = matches!(u32::from(character), 0xB2 | 0xB3 | 0xB9 | 0x2070..=0x209F);
        let read_by = if raised {
            ReadBy::FANCY
        } else if letters[..length].iter().all(u8::is_ascii_digit) {
            ReadBy::KEYCAP
        } else if marks && parts > 1 && u32::from(character) < 0x2000 {
            ReadBy::ACCENT
        } else {
            ReadBy::FANCY
        };
        Some(Fold::Ascii(letters, length as u8, read_by))
    }
}

/// Whether a code point is drawn as a picture. Wider than Unicode's own property on purpose: what is no letter and no
/// punctuation and comes from these blocks is kept as an emoji of its own.
pub(crate) fn is_emoji(code: u32) -> bool {
    matches!(code,
        0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x2300..=0x23FF | 0x2190..=0x21FF
        | 0x25A0..=0x25FF | 0x00A9 | 0x00AE | 0x2122 | 0x3030 | 0x303D)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Lookalikes {
        Lookalikes::new(vec![('а', b'a'), ('ο', b'o')])
    }

    #[test]
    fn what_is_kept_is_what_would_be_answered() {
        let table = table();
        for character in '\u{80}'..=char::MAX {
            assert_eq!(table.fold(character), table.ask(character), "{character:?}");
        }
    }

    #[test]
    fn characters_read_as_the_tables_and_unicode_say() {
        let cases = [
            ('é', Fold::Ascii([b'e', 0, 0, 0], 1, ReadBy::ACCENT)),
            ('ｐ', Fold::Ascii([b'p', 0, 0, 0], 1, ReadBy::FANCY)),
            ('𝗣', Fold::Ascii([b'p', 0, 0, 0], 1, ReadBy::FANCY)),
            ('Ⓐ', Fold::Ascii([b'a', 0, 0, 0], 1, ReadBy::FANCY)),
            ('а', Fold::Ascii([b'a', 0, 0, 0], 1, ReadBy::LOOKALIKE)),
            ('②', Fold::Ascii([b'2', 0, 0, 0], 1, ReadBy::KEYCAP)),
            ('Ⅲ', Fold::Ascii([b'i', b'i', b'i', 0], 3, ReadBy::FANCY)),
            ('\u{200b}', Fold::Dropped(ReadBy::INVISIBLE)),
            ('\u{301}', Fold::Dropped(ReadBy::ACCENT)),
            ('✌', Fold::Emoji),
            ('\u{fe0f}', Fold::Modifier),
            ('日', Fold::Letter('日')),
            ('“', Fold::Sign(Gap::QUOTE)),
            ('\u{a0}', Fold::Sign(Gap::SPACE)),
        ];
        for (character, fold) in cases {
            assert_eq!(table().fold(character), fold, "{character:?}");
        }
    }
}
