//! Tokens: the pieces of a normal form, each with the way back to the post's own bytes.

use std::ops::Range;

/// What kind of piece a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, or letters and digits mixed.
    Word,
    /// Digits only. Numbers carry meaning here ("02", "2 periode") and are never read as letters.
    Number,
    /// An emoji, without skin tone and variation selectors.
    Emoji,
    /// `@account`, read as a whole.
    Handle,
    /// `#tag`, read as a whole first and in its parts otherwise.
    Tag,
    /// An address on the web.
    Link,
}

/// Declares a small set of flags over an integer.
macro_rules! flags {
    ($(#[$doc:meta])* $name:ident($int:ty) { $($(#[$flag_doc:meta])* $flag:ident = $bit:expr;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
        pub struct $name($int);

        impl $name {
            /// No flag.
            pub const NONE: $name = $name(0);
            $($(#[$flag_doc])* pub const $flag: $name = $name(1 << $bit);)*

            /// Whether any of these flags is set.
            #[inline]
            #[must_use]
            pub const fn any(self, flags: $name) -> bool {
                self.0 & flags.0 != 0
            }

            /// A flag where something holds, else none.
            #[allow(dead_code)]
            #[inline]
            pub(crate) const fn when(flag: $name, holds: bool) -> $name {
                $name(flag.0 * holds as $int)
            }

            /// Both sets together.
            #[inline]
            #[must_use]
            pub const fn with(self, flags: $name) -> $name {
                $name(self.0 | flags.0)
            }

            /// The set without these flags.
            #[allow(dead_code)]
            #[inline]
            pub(crate) const fn without(self, flags: $name) -> $name {
                $name(self.0 & !flags.0)
            }

            /// Adds flags in place.
            #[inline]
            pub fn add(&mut self, flags: $name) {
                self.0 |= flags.0;
            }

            /// The flags as bits, for tables.
            #[allow(dead_code)]
            #[inline]
            pub(crate) const fn bits(self) -> $int {
                self.0
            }

            /// From bits that [`Self::bits`] gave.
            #[allow(dead_code)]
            #[inline]
            pub(crate) const fn from_bits(bits: $int) -> $name {
                $name(bits)
            }

            /// Whether no flag is set.
            #[inline]
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }
        }
    };
}

flags! {
    /// What stood between a token and the one before it.
    Gap(u16) {
        /// White space.
        SPACE = 0;
        /// A line break.
        LINE = 1;
        /// A full stop or ellipsis.
        STOP = 2;
        /// An exclamation mark.
        EXCLAIM = 3;
        /// A question mark.
        QUESTION = 4;
        /// A comma or semicolon.
        COMMA = 5;
        /// A colon.
        COLON = 6;
        /// A quotation mark.
        QUOTE = 7;
        /// A hyphen or dash.
        DASH = 8;
        /// A bracket.
        BRACKET = 9;
        /// Any other sign.
        SIGN = 10;
        /// An asterisk, underscore, tilde, vertical line or middle dot: what people put between letters.
        SEPARATOR = 11;
        /// Nothing before it: the first token.
        START = 12;
        /// A greater-than sign at the start of a line: a quoted line.
        QUOTED_LINE = 13;
        /// The token continues a compound (a hashtag, a word in CamelCase).
        PART = 14;
        /// More than one space.
        WIDE = 15;
    }
}

flags! {
    /// The readings it took to get from the post's bytes to the word. Reported as evidence.
    ReadBy(u32) {
        /// Accents taken off.
        ACCENT = 0;
        /// Look-alike letters of other alphabets.
        LOOKALIKE = 1;
        /// Fancy alphabets: full width, mathematical, enclosed.
        FANCY = 2;
        /// Invisible characters and bidi marks dropped.
        INVISIBLE = 3;
        /// Stretched letters squeezed.
        ELONGATION = 4;
        /// Digits and signs read as letters, in a word that mixes both.
        LEET = 5;
        /// Letters with separators between them joined.
        SEPARATED = 6;
        /// Asterisks in place of letters.
        MASKED = 7;
        /// A hashtag or CamelCase word cut into words.
        HASHTAG = 8;
        /// A glued word cut by the lexicon.
        GLUED = 9;
        /// An emoji between the letters of a word.
        EMOJI_INSIDE = 10;
        /// A slang form read as its standard form.
        SLANG = 11;
        /// A misspelling or a name without its vowels.
        MISSPELLING = 12;
        /// A doubled word written with a 2.
        REDUPLICATION = 13;
        /// A keycap or enclosed number.
        KEYCAP = 14;
        /// An entity of HTML or an escape left by a scraper.
        ENTITY = 15;
        /// UTF-8 that was read as Windows-1252.
        ENCODING = 16;
    }
}

impl ReadBy {
    /// Every reading with its name in records.
    pub const NAMES: [(ReadBy, &'static str); 17] = [
        (ReadBy::ACCENT, "accent"),
        (ReadBy::LOOKALIKE, "look-alike"),
        (ReadBy::FANCY, "fancy-alphabet"),
        (ReadBy::INVISIBLE, "invisible"),
        (ReadBy::ELONGATION, "elongation"),
        (ReadBy::LEET, "leet"),
        (ReadBy::SEPARATED, "separated"),
        (ReadBy::MASKED, "masked"),
        (ReadBy::HASHTAG, "hashtag"),
        (ReadBy::GLUED, "glued"),
        (ReadBy::EMOJI_INSIDE, "emoji-inside"),
        (ReadBy::SLANG, "slang"),
        (ReadBy::MISSPELLING, "misspelling"),
        (ReadBy::REDUPLICATION, "reduplication"),
        (ReadBy::KEYCAP, "keycap"),
        (ReadBy::ENTITY, "entity"),
        (ReadBy::ENCODING, "broken-encoding"),
    ];

    /// The places among [`ReadBy::NAMES`] of the readings that fired.
    pub(crate) fn numbers(self) -> impl Iterator<Item = usize> {
        (0..ReadBy::NAMES.len()).filter(move |&number| self.any(ReadBy::NAMES[number].0))
    }

    /// The names of the readings that fired.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        ReadBy::NAMES
            .into_iter()
            .filter(move |(flag, _)| self.any(*flag))
            .map(|(_, name)| name)
    }
}

flags! {
    /// How a token was written.
    Shape(u8) {
        /// Begins with a capital.
        CAPITAL = 0;
        /// More than one letter, all capitals.
        SHOUTED = 1;
        /// Mixes letters and digits or leet signs.
        MIXED = 2;
        /// Has asterisks inside.
        MASKED = 3;
        /// Has a letter twice in a row.
        DOUBLED = 4;
        /// A single letter.
        SINGLE = 5;
    }
}

/// One piece of a normal form.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte in the normal form's text.
    pub start: u32,
    /// One past its last byte there.
    pub end: u32,
    /// First byte in the post's text.
    pub src_start: u32,
    /// One past its last byte there.
    pub src_end: u32,
    /// What kind of piece.
    pub kind: Kind,
    /// How many of the following tokens are its parts (hashtags and CamelCase words).
    pub parts: u8,
    /// How it was written.
    pub shape: Shape,
    /// What stood before it.
    pub gap: Gap,
    /// The readings it took.
    pub read_by: ReadBy,
}

impl Token {
    /// The span in the post's text, in bytes.
    #[must_use]
    pub fn source(&self) -> Range<usize> {
        self.src_start as usize..self.src_end as usize
    }

    /// Whether the token stands tight against the one before it: no white space between them.
    #[must_use]
    pub fn is_tight(&self) -> bool {
        !self.gap.any(Gap::SPACE.with(Gap::LINE).with(Gap::START))
    }
}
