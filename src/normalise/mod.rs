//! The normaliser: from a post as people write it to plain words, with the way back.
//!
//! One pass from left to right, without looking back further than the token at hand, so time is linear and memory is
//! bounded by the length of the post. It reads characters, not words: which word a token is (slang, leet, stretched
//! beyond doubt) is the matcher's question, because only the lexicon can answer it.
//!
//! What it may never do, held by property tests: panic; cut a character; let spans run backwards; turn a number into
//! letters; change its own output when it reads it again.

mod excerpt;
mod fold;
mod hidden;
mod token;
mod word;

pub use token::{Gap, Kind, ReadBy, Shape, Token};

use fold::Fold;
pub(crate) use fold::Lookalikes;
use unicode_segmentation::GraphemeCursor;
use word::Writing;

use crate::blocks::{Blocks, Path};

/// The longest word that is kept as a word, in bytes of normal form; what is longer is no word of any language.
pub(crate) const LONGEST_WORD: usize = 160;

/// A post's words, in order, with the way back to its bytes. Reused from post to post.
#[derive(Clone, Debug, Default)]
pub struct NormalForm {
    /// The post in small letters, byte for byte, and behind it the texts of the tokens that read otherwise than they are
    /// written. A plain word needs no copy of its own.
    text: String,
    tokens: Vec<Token>,
    end_gap: Gap,
    /// How many tokens are single letters.
    singles: u32,
    /// Whether any word or tag stands tight against the token before it.
    tight: bool,
    blocks: Blocks,
    writing: Writing,
}

impl NormalForm {
    /// The normal form as text: tokens separated by single spaces, compounds once.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            if at > 0 {
                text.push(' ');
            }
            text.push_str(self.token_text(token));
            at += 1 + usize::from(token.parts);
        }
        text
    }

    /// The tokens, in order; the parts of a compound follow it.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The bytes that all tokens' texts lie in.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// A token's text.
    #[must_use]
    pub fn token_text(&self, token: &Token) -> &str {
        &self.text[token.start as usize..token.end as usize]
    }

    /// What stood after the last token.
    #[must_use]
    pub fn end_gap(&self) -> Gap {
        self.end_gap
    }

    /// How many tokens, parts of compounds among them, are single letters.
    pub(crate) fn singles(&self) -> u32 {
        self.singles
    }

    /// Whether any word or tag stands tight against the token before it.
    pub(crate) fn has_tight(&self) -> bool {
        self.tight
    }

    fn clear(&mut self) {
        self.text.clear();
        self.tokens.clear();
        self.end_gap = Gap::NONE;
        self.singles = 0;
        self.tight = false;
    }
}

/// What stands behind the texts of all tokens.
const PADDING: &str = "                ";

/// Texts are read up to here, in bytes, so that spans fit 32 bits with room to spare.
const LONGEST_TEXT: usize = 1 << 30;

/// Reads posts into normal form.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Normaliser {
    lookalikes: Lookalikes,
    /// Chosen on the machine at hand, never stored.
    #[borsh(skip)]
    path: Path,
}

/// What an ASCII byte is to the normaliser.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Sign,
    High,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Sign; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        if b.is_ascii_alphabetic() {
            classes[byte] = Class::Letter;
        } else if b.is_ascii_digit() {
            classes[byte] = Class::Digit;
        } else if byte >= 128 {
            classes[byte] = Class::High;
        }
        byte += 1;
    }
    classes
};

/// What the signs of ASCII are in a gap.
const SIGNS: [Gap; 128] = {
    let mut signs = [Gap::NONE; 128];
    let mut byte = 0;
    while byte < 128 {
        signs[byte] = sign_gap(byte as u8);
        byte += 1;
    }
    signs
};

const fn sign_gap(byte: u8) -> Gap {
    match byte {
        b' ' | b'\t' | 0x0B | 0x0C => Gap::SPACE,
        b'\n' | b'\r' => Gap::LINE,
        b'.' => Gap::STOP,
        b'!' => Gap::EXCLAIM,
        b'?' => Gap::QUESTION,
        b',' | b';' => Gap::COMMA,
        b':' => Gap::COLON,
        b'"' | b'\'' | b'`' => Gap::QUOTE,
        b'-' => Gap::DASH,
        b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'<' => Gap::BRACKET,
        b'*' | b'_' | b'|' | b'~' => Gap::SEPARATOR,
        _ => Gap::SIGN,
    }
}

impl Normaliser {
    /// With this table of look-alikes.
    pub(crate) fn new(lookalikes: Lookalikes) -> Normaliser {
        Normaliser {
            lookalikes,
            path: Path::Fastest.resolved(),
        }
    }

    /// Reads blocks on this path from now on.
    pub(crate) fn go(&mut self, path: Path) {
        self.path = path.resolved();
    }

    /// Reads `text` into `form`, replacing what it held.
    ///
    /// Only the first GiB of a text is read.
    pub fn normalise(&self, text: &str, form: &mut NormalForm) {
        form.clear();
        let mut limit = text.len().min(LONGEST_TEXT);
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        let text = &text[..limit];
        form.text.push_str(text);
        form.text.make_ascii_lowercase();
        form.blocks.read(self.path, text.as_bytes());
        Pass {
            lookalikes: &self.lookalikes,
            text,
            form,
            at: 0,
            gap: Gap::START,
            line_start: true,
        }
        .run();
        // Whoever looks at sixteen bytes at once may do so at the last word too.
        form.text.push_str(PADDING);
    }

    /// The normal form of a short text, as text: for terms and tables.
    #[must_use]
    pub fn normal_text(&self, text: &str) -> String {
        let mut form = NormalForm::default();
        self.normalise(text, &mut form);
        form.text()
    }
}

/// One pass over one text.
struct Pass<'p> {
    lookalikes: &'p Lookalikes,
    text: &'p str,
    form: &'p mut NormalForm,
    at: usize,
    gap: Gap,
    line_start: bool,
}

impl Pass<'_> {
    fn run(mut self) {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            match CLASSES[usize::from(byte)] {
                Class::Letter => {
                    if !self.plain_words() {
                        self.word_or_link();
                    }
                }
                Class::Digit => {
                    if !self.plain_number() {
                        self.word();
                    }
                }
                Class::Sign => self.sign(byte),
                Class::High => self.high(),
            }
        }
        self.form.end_gap = self.gap;
    }

    /// A sign of ASCII: begins a handle or a tag, is an entity, or is part of the gap.
    fn sign(&mut self, byte: u8) {
        let next = || self.text.as_bytes().get(self.at + 1).copied().unwrap_or(b' ');
        match byte {
            b' ' => {}
            b'@' if next().is_ascii_alphanumeric() || next() == b'_' => return self.handle(),
            b'#' if (next().is_ascii_alphanumeric() || next() == b'_' || next() >= 128) && self.tag() => {
                return;
            }
            b'&' | b'\\' => {
                if let Some((character, length)) = hidden::escaped(&self.text[self.at..]) {
                    return self.escaped(character, length);
                }
            }
            b'%' => {
                let start = self.at;
                self.at += 1;
                let text = self.append("", "persen");
                self.push(Kind::Word, text, start..start + 1, Shape::default(), ReadBy::NONE);
                return;
            }
            b'>' if self.line_start => self.gap.add(Gap::QUOTED_LINE),
            _ => {}
        }
        self.part(SIGNS[usize::from(byte)]);
        self.at += 1;
    }

    /// Adds to the gap.
    fn part(&mut self, gap: Gap) {
        self.line_start = gap.any(Gap::LINE) || (self.line_start && gap.any(Gap::SPACE));
        if gap.any(Gap::SPACE) && self.gap.any(Gap::SPACE) {
            self.gap.add(Gap::WIDE);
        }
        self.gap.add(gap);
    }

    /// The character at hand, how many bytes it takes, and the reading that takes.
    fn character(&self) -> Option<(char, usize, ReadBy)> {
        let rest = &self.text[self.at..];
        let character = rest.chars().next()?;
        if matches!(character, '&' | '\\')
            && let Some((meant, length)) = hidden::escaped(rest)
        {
            return Some((meant, length, ReadBy::ENTITY));
        }
        if matches!(character, '\u{C2}'..='\u{F4}')
            && let Some((meant, length)) = hidden::misread(rest)
        {
            return Some((meant, length, ReadBy::ENCODING));
        }
        Some((character, character.len_utf8(), ReadBy::NONE))
    }

    /// A character that stands as an entity or an escape and begins no word already under way.
    fn escaped(&mut self, character: char, length: usize) {
        match u8::try_from(character) {
            Ok(byte) if byte.is_ascii_alphanumeric() => self.word(),
            Ok(byte) if byte.is_ascii() => {
                if byte == b'>' && self.line_start {
                    self.gap.add(Gap::QUOTED_LINE);
                }
                self.part(SIGNS[usize::from(byte)]);
                self.at += length;
            }
            _ => self.other(character, length, ReadBy::ENTITY),
        }
    }

    /// A character outside ASCII that begins no word already under way.
    fn high(&mut self) {
        let Some((character, length, read_by)) = self.character() else {
            return;
        };
        if read_by.is_empty() && is_flag_letter(character) && self.flag() {
            return;
        }
        self.other(character, length, read_by);
    }

    /// The same, once it is known which character is meant.
    fn other(&mut self, character: char, length: usize, read_by: ReadBy) {
        match self.lookalikes.fold(character) {
            // A flag that was written otherwise is no word.
            Fold::Ascii(..) if !read_by.is_empty() && is_flag_letter(character) => self.at += length,
            Fold::Ascii(..) | Fold::Letter(_) => self.word(),
            Fold::Emoji if read_by.is_empty() => self.emoji(),
            Fold::Emoji => {
                let source = self.at..self.at + length;
                self.at += length;
                let text = self.append("", character.encode_utf8(&mut [0; 4]));
                self.push(Kind::Emoji, text, source, Shape::default(), read_by);
            }
            Fold::Dropped(_) | Fold::Modifier => self.at += length,
            Fold::Sign(gap) => {
                self.gap.add(gap);
                self.at += length;
            }
        }
    }

    /// A pair of regional letters is a flag; a longer run is somebody writing with them.
    fn flag(&mut self) -> bool {
        let mut run = self.text[self.at..].chars().take_while(|&c| is_flag_letter(c));
        let (Some(first), Some(second), None) = (run.next(), run.next(), run.next()) else {
            return false;
        };
        let start = self.at;
        self.at += first.len_utf8() + second.len_utf8();
        self.push_as_written(Kind::Emoji, start..self.at);
        true
    }

    /// An emoji with all that belongs to it (skin tone, variation, joined parts): one token for each picture in it. The
    /// whole cluster is the span of its only picture; several stand where they stand.
    fn emoji(&mut self) {
        // The cursor gets the rest of the text only, so that it cannot look back to the beginning for every emoji.
        let rest = &self.text[self.at..];
        let mut characters = rest.chars();
        let first = characters.next().map_or(0, char::len_utf8);
        // Nothing of ASCII belongs to the picture before it, and most emoji are followed by that or by nothing.
        if characters.next().is_none_or(|next| next.is_ascii()) {
            let start = self.at;
            self.at += first;
            self.push_as_written(Kind::Emoji, start..self.at);
            return;
        }
        let length = GraphemeCursor::new(0, rest.len(), true)
            .next_boundary(rest, 0)
            .ok()
            .flatten()
            .unwrap_or(rest.len());
        let cluster = &rest[..length];
        let start = self.at;
        let pictures = cluster
            .char_indices()
            .filter(|(_, character)| fold::is_emoji(u32::from(*character)) && !is_skin_tone(*character));
        let only = pictures.clone().count() == 1;
        for (offset, character) in pictures {
            let picture = start + offset..start + offset + character.len_utf8();
            let span = if only {
                start..start + length
            } else {
                picture.clone()
            };
            self.push(Kind::Emoji, picture, span, Shape::default(), ReadBy::NONE);
        }
        self.at += length;
    }

    /// `@account`: letters, digits, underscores and inner dots.
    fn handle(&mut self) {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        while bytes
            .get(end)
            .is_some_and(|&byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.')
        {
            end += 1;
        }
        while bytes[end - 1] == b'.' {
            end -= 1;
        }
        self.at = end;
        self.push_as_written(Kind::Handle, start..end);
    }

    /// Writes a text that reads otherwise than the post is written; says where.
    fn append(&mut self, lead: &str, text: &str) -> std::ops::Range<usize> {
        let start = self.form.text.len();
        self.form.text.push_str(lead);
        self.form.text.push_str(text);
        start..self.form.text.len()
    }

    /// Adds a token that reads as it is written, but for capitals.
    fn push_as_written(&mut self, kind: Kind, source: std::ops::Range<usize>) {
        self.push(kind, source.clone(), source, Shape::default(), ReadBy::NONE);
    }

    /// Adds a token whose text stands at `text` in the form, and starts a new gap.
    fn push(
        &mut self,
        kind: Kind,
        text: std::ops::Range<usize>,
        source: std::ops::Range<usize>,
        shape: Shape,
        read_by: ReadBy,
    ) {
        let token = Token {
            start: text.start as u32,
            end: text.end as u32,
            src_start: source.start as u32,
            src_end: source.end as u32,
            kind,
            parts: 0,
            shape,
            gap: std::mem::take(&mut self.gap),
            read_by,
        };
        self.form.singles += u32::from(shape.any(Shape::SINGLE));
        self.form.tight |= matches!(kind, Kind::Word | Kind::Tag) && token.is_tight();
        self.form.tokens.push(token);
        self.line_start = false;
    }
}

fn is_skin_tone(character: char) -> bool {
    (0x1F3FB..=0x1F3FF).contains(&u32::from(character))
}

fn is_flag_letter(character: char) -> bool {
    (0x1F1E6..=0x1F1FF).contains(&u32::from(character))
}
