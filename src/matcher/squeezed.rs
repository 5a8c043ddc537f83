//! A word with every run of a letter as one letter, or without its asterisks: in memory of its own while it is short.

use std::ops::Deref;

/// A squeezed word; on the stack while it is short, as words are.
pub(crate) enum Squeezed {
    Short([u8; SHORT], u8),
    Long(String),
}

/// Hardly any word is longer: the normal form ends words at 160 bytes.
const SHORT: usize = 192;

impl Squeezed {
    /// Squeezes a word.
    pub(crate) fn of(text: &str) -> Squeezed {
        if text.len() > SHORT {
            return Squeezed::Long(squeeze(text));
        }
        let mut squeezed = [0; SHORT];
        let mut length = 0;
        if text.is_ascii() {
            for &byte in text.as_bytes() {
                if length > 0 && squeezed[length - 1] == byte && byte.is_ascii_alphabetic() {
                    continue;
                }
                squeezed[length] = byte;
                length += 1;
            }
            return Squeezed::Short(squeezed, length as u8);
        }
        let mut before = None;
        for character in text.chars() {
            if before != Some(character) || !character.is_alphabetic() {
                let end = length + character.len_utf8();
                character.encode_utf8(&mut squeezed[length..end]);
                length = end;
            }
            before = Some(character);
        }
        Squeezed::Short(squeezed, length as u8)
    }

    /// The same where it is another word than it was.
    pub(crate) fn otherwise(text: &str) -> Option<Squeezed> {
        let squeezed = Squeezed::of(text);
        (squeezed.len() < text.len()).then_some(squeezed)
    }

    /// A word without its asterisks.
    pub(crate) fn bare(text: &str) -> Squeezed {
        if text.len() > SHORT {
            return Squeezed::Long(text.replace('*', ""));
        }
        let mut bare = [0; SHORT];
        let mut length = 0;
        for &byte in text.as_bytes().iter().filter(|&&byte| byte != b'*') {
            bare[length] = byte;
            length += 1;
        }
        Squeezed::Short(bare, length as u8)
    }
}

impl Deref for Squeezed {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Squeezed::Short(bytes, length) => &bytes[..usize::from(*length)],
            Squeezed::Long(text) => text.as_bytes(),
        }
    }
}

/// Every run of a letter as one letter.
pub(crate) fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for character in text.chars() {
        if squeezed.ends_with(character) && character.is_alphabetic() {
            continue;
        }
        squeezed.push(character);
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_words_are_squeezed_alike() {
        for text in [
            "menaang",
            "aa",
            "",
            "1122",
            "éé",
            "ééaaéé!!",
            "ююх",
            "a1a",
            "ssaatt",
        ] {
            assert_eq!(&*Squeezed::of(text), squeeze(text).as_bytes(), "{text}");
        }
        for times in [40, 95, 96, 200] {
            let long = "ya".repeat(times) + "aa";
            assert_eq!(&*Squeezed::of(&long), squeeze(&long).as_bytes());
            let masked = "y*".repeat(times);
            assert_eq!(&*Squeezed::bare(&masked), "y".repeat(times).as_bytes());
        }
    }
}
