//! Characters in a form that a scraper left them in: entities of HTML, escapes of programs, and UTF-8 that was read as
//! Windows-1252 (`ðŸ˜‚` for 😂).
//!
//! Each is looked for only where its first character stands, in a bounded number of characters.

/// The character that stands at the start of `text` as an entity or an escape, and how many bytes it takes there.
pub(super) fn escaped(text: &str) -> Option<(char, usize)> {
    match text.as_bytes().first()? {
        b'&' => entity(text),
        b'\\' => escape(text.as_bytes()),
        _ => None,
    }
}

/// Longer entities are none.
const LONGEST_ENTITY: usize = 10;

/// `&amp;`, `&#39;`, `&#x1F602;`.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let character = match &text[1..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => number_of(hex.as_bytes(), 16)?,
                None => number_of(number.as_bytes(), 10)?,
            };
            char::from_u32(code)?
        }
    };
    Some((character, end + 1))
}

/// `\n`, `\t`, `\u00e9`, `\ud83d\ude02`, `\xf0\x9f\x98\x82`.
fn escape(bytes: &[u8]) -> Option<(char, usize)> {
    match bytes.get(1)? {
        b'n' | b'r' => Some(('\n', 2)),
        b't' => Some(('\t', 2)),
        b'u' => {
            let unit = |at: usize| {
                let lead = bytes.get(at..at + 2)?;
                (lead == b"\\u").then_some(())?;
                number_of(bytes.get(at + 2..at + 6)?, 16)
            };
            let first = unit(0)?;
            if let (0xD800..=0xDBFF, Some(second @ 0xDC00..=0xDFFF)) = (first, unit(6)) {
                let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return Some((char::from_u32(code)?, 12));
            }
            Some((char::from_u32(first)?, 6))
        }
        b'x' => {
            let byte = |number: usize| {
                let four = bytes.get(4 * number..4 * number + 4)?;
                (four[..2] == *b"\\x").then_some(())?;
                u8::try_from(number_of(&four[2..], 16)?).ok()
            };
            let (character, count) = decoded(byte(0)?, byte)?;
            Some((character, 4 * count))
        }
        _ => None,
    }
}

/// Digits only, and no more than a character has.
fn number_of(digits: &[u8], radix: u32) -> Option<u32> {
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    digits.iter().try_fold(0u32, |number, &digit| {
        number
            .checked_mul(radix)?
            .checked_add(char::from(digit).to_digit(radix)?)
    })
}

/// The character at the start of `text` whose bytes were read as characters of Windows-1252, and how many bytes it takes
/// there. ASCII reads the same either way and is never one.
pub(super) fn misread(text: &str) -> Option<(char, usize)> {
    let mut characters = text.chars();
    let first = characters.next()?;
    let lead = u8::try_from(u32::from(first)).ok().filter(|lead| *lead >= 0xC2)?;
    let mut length = first.len_utf8();
    let rest: [Option<char>; 3] = [characters.next(), characters.next(), characters.next()];
    let (character, count) = decoded(lead, |number| windows_1252(rest[number - 1]?))?;
    length += rest[..count - 1]
        .iter()
        .flatten()
        .map(|c| c.len_utf8())
        .sum::<usize>();
    Some((character, length))
}

/// A character outside ASCII from its bytes in UTF-8, and how many there are.
fn decoded(lead: u8, byte: impl Fn(usize) -> Option<u8>) -> Option<(char, usize)> {
    let count = match lead {
        ..0x80 => return Some((char::from(lead), 1)),
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    for (number, place) in bytes.iter_mut().enumerate().take(count).skip(1) {
        *place = byte(number)?;
    }
    let text = std::str::from_utf8(&bytes[..count]).ok()?;
    Some((text.chars().next()?, count))
}

/// The byte that Windows-1252 shows as this character, from 0x80 on; its five holes stand for themselves.
fn windows_1252(character: char) -> Option<u8> {
    const SHOWN: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match u32::from(character) {
        code @ 0x80..=0xFF => Some(code as u8),
        _ => {
            let at = SHOWN.iter().position(|shown| *shown == character)?;
            Some(0x80 + at as u8)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_escapes_are_read() {
        let cases = [
            ("&amp; lagi", Some(('&', 5))),
            ("&#39;ruf", Some(('\'', 5))),
            ("&#x1F602;", Some(('😂', 9))),
            ("&kopi;", None),
            ("& teh;", None),
            ("&#;", None),
            ("&#99999999;", None),
            ("\\nAyo", Some(('\n', 2))),
            ("\\u00e9", Some(('é', 6))),
            ("\\ud83d\\ude02!", Some(('😂', 12))),
            ("\\ud83d!", None),
            ("\\xf0\\x9f\\x98\\x82", Some(('😂', 16))),
            ("\\x41", Some(('A', 4))),
            ("\\xf0\\x9f", None),
            ("\\_(ツ)_/", None),
            ("\\", None),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped(text), expected, "{text}");
        }
    }

    #[test]
    fn every_character_that_was_misread_comes_back() {
        for character in ('\u{80}'..='\u{2FFF}').chain('\u{1F300}'..='\u{1FAFF}') {
            let shown: String = character
                .to_string()
                .bytes()
                .map(|byte| {
                    let same = (0x80..=0xFFFF).filter_map(char::from_u32);
                    same.into_iter().find(|shown| {
                        windows_1252(*shown) == Some(byte)
                            && (byte >= 0xA0
                                || u32::from(*shown) > 0xFF
                                || matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D))
                    })
                })
                .map(|shown| shown.unwrap_or('?'))
                .collect();
            assert_eq!(
                misread(&shown),
                Some((character, shown.len())),
                "{character:?} as {shown:?}"
            );
        }
        for text in ["é", "naïf", "Ãku", "â€", "€", "ð"] {
            assert_eq!(misread(text), None, "{text}");
        }
    }
}
