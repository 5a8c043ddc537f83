//! A word with every run of a letter as one letter.

use std::ops::Deref;

/// A squeezed word; on the stack while it is short, as words are.
pub(crate) enum Squeezed {
    Short([u8; SHORT], u8),
    Long(String),
}

const SHORT: usize = 64;

impl Squeezed {
    /// Squeezes a word.
    pub(crate) fn of(text: &str) -> Squeezed {
        if text.len() > SHORT || !text.is_ascii() {
            return Squeezed::Long(squeeze(text));
        }
        let mut squeezed = [0; SHORT];
        let mut length = 0;
        for &byte in text.as_bytes() {
            if length > 0 && squeezed[length - 1] == byte && byte.is_ascii_alphabetic() {
                continue;
            }
            squeezed[length] = byte;
            length += 1;
        }
        Squeezed::Short(squeezed, length as u8)
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
        for text in ["menaang", "aa", "", "1122", "éé", "a1a", "ssaatt"] {
            assert_eq!(&*Squeezed::of(text), squeeze(text).as_bytes(), "{text}");
        }
        let long = "ya".repeat(40) + "aa";
        assert_eq!(&*Squeezed::of(&long), squeeze(&long).as_bytes());
    }
}
