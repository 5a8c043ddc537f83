//! From tokens to words: which word of the lexicon a token is, if any.
//!
//! Readings are tried from the surest to the boldest, and a bolder one counts only when it ends in a word that the
//! lexicon knows: the spelling itself, doubled letters squeezed, asterisks as letters, digits as letters, a glued
//! compound cut, letters or pieces joined. Whatever no reading knows stays an unknown word in its place.

use crate::normalise::{Gap, Kind, NormalForm, ReadBy, Shape, Token};

use super::glue;
use super::vocabulary::{Symbol, UNKNOWN, Vocabulary};

/// A word of a post, in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Which word; unknown ones are all alike.
    pub(crate) symbol: Symbol,
    /// The set of forms it belongs to.
    pub(crate) set: Symbol,
    /// First byte in the post's text.
    pub(crate) start: u32,
    /// One past its last byte.
    pub(crate) end: u32,
    /// The token it came from.
    pub(crate) token: u32,
    /// What stood before it.
    pub(crate) gap: Gap,
    /// How it was written.
    pub(crate) shape: Shape,
    /// What kind of piece.
    pub(crate) kind: Kind,
    /// The readings it took.
    pub(crate) read_by: ReadBy,
    /// Its value, where it is a small number; 0 otherwise.
    pub(crate) number: u8,
    /// Which sentence of the field, from 0.
    pub(crate) sentence: u16,
    /// Which clause of the field, from 0.
    pub(crate) clause: u16,
}

/// What the matcher needs to read words, beside the vocabulary.
#[derive(Clone, Debug, Default)]
pub(crate) struct Readings {
    /// Which letters a digit or sign may stand for, by byte.
    pub(crate) leet: Vec<(u8, Vec<u8>)>,
    /// Spellings by length in bytes, for words with asterisks: only of words worth masking.
    pub(crate) masked: Vec<Vec<(Box<str>, Symbol)>>,
    /// Value of a word that is a number, sorted by symbol.
    pub(crate) numbers: Vec<(Symbol, u8)>,
    /// Words that no reading may change, sorted.
    pub(crate) keep: Vec<Box<str>>,
    /// Words of names that the whole country or a province knows, sorted: only next to them is a glued word cut.
    pub(crate) prominent: Vec<Symbol>,
    /// Readings that are switched off: a word that took one of them stays unknown.
    pub(crate) without: ReadBy,
}

/// Reads the tokens of `form` into `words`, replacing what it held.
pub(crate) fn read(vocabulary: &Vocabulary, readings: &Readings, form: &NormalForm, words: &mut Vec<Word>) {
    words.clear();
    let reader = Reader {
        vocabulary,
        readings,
        form,
    };
    let tokens = form.tokens();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let parts = &tokens[at + 1..at + 1 + usize::from(token.parts)];
        reader.token(at as u32, token, parts, words);
        at += 1 + parts.len();
    }
    if glue::join(vocabulary, form, words) {
        // A joined word may be a number word.
        for word in words.iter_mut().filter(|word| word.number == 0) {
            word.number = reader.number_of(word.symbol);
        }
    }
    if !readings.without.is_empty() {
        forget(words, readings.without);
    }
    borders(words);
}

/// Makes every word unknown that is known only by a reading that is switched off.
fn forget(words: &mut [Word], without: ReadBy) {
    for word in words.iter_mut().filter(|word| word.read_by.any(without)) {
        word.symbol = UNKNOWN;
        word.set = UNKNOWN;
        word.number = 0;
    }
}

/// Readings that may leave a token with other bytes than it has letters.
const RESIZED: ReadBy = ReadBy::ACCENT
    .with(ReadBy::LOOKALIKE)
    .with(ReadBy::FANCY)
    .with(ReadBy::INVISIBLE)
    .with(ReadBy::ELONGATION)
    .with(ReadBy::KEYCAP);

struct Reader<'r> {
    vocabulary: &'r Vocabulary,
    readings: &'r Readings,
    form: &'r NormalForm,
}

impl Reader<'_> {
    fn token(&self, index: u32, token: &Token, parts: &[Token], words: &mut Vec<Word>) {
        let text = self.form.token_text(token);
        match token.kind {
            Kind::Number => words.push(self.number(index, token, text)),
            Kind::Emoji | Kind::Handle | Kind::Link => {
                let found = self.vocabulary.get(text.as_bytes());
                words.push(self.word(
                    index,
                    token,
                    found.map_or(UNKNOWN, |spelling| spelling.word),
                    ReadBy::NONE,
                ));
            }
            Kind::Tag => self.tag(index, token, text, parts, words),
            Kind::Word => {
                if let Some((symbol, read_by)) = self.plain(text, token) {
                    words.push(self.word(index, token, symbol, read_by));
                } else if !self.compound(index, token, text, parts, words) {
                    words.push(self.word(index, token, UNKNOWN, ReadBy::NONE));
                }
            }
        }
    }

    /// The spelling itself, or with its doubled letters squeezed.
    fn plain(&self, text: &str, token: &Token) -> Option<(Symbol, ReadBy)> {
        if let Some(spelling) = self.vocabulary.get(text.as_bytes()) {
            return Some((spelling.word, spelling.read_by));
        }
        if token.shape.any(Shape::DOUBLED) || token.read_by.any(ReadBy::ELONGATION) {
            let squeezed = squeeze(text);
            // Short words with a doubled letter are other words: "gpp" is not "gp".
            let enough = if token.read_by.any(ReadBy::ELONGATION) {
                2
            } else {
                4
            };
            if let Some(spelling) = self
                .vocabulary
                .get(squeezed.as_bytes())
                .filter(|_| squeezed.len() >= enough)
            {
                return Some((spelling.word, spelling.read_by.with(ReadBy::ELONGATION)));
            }
        }
        if token.shape.any(Shape::MASKED) {
            if let Some(symbol) = self.masked(text) {
                return Some((symbol, ReadBy::MASKED));
            }
            // W*a*y*a*n: asterisks between letters, not in place of them.
            let bare = text.replace('*', "");
            if let Some(spelling) = self.vocabulary.get(bare.as_bytes()).filter(|_| bare.len() > 3) {
                return Some((spelling.word, spelling.read_by.with(ReadBy::SEPARATED)));
            }
        }
        None
    }

    /// A hashtag: known as a whole, else by its parts, each cut further where the lexicon can.
    fn tag(&self, index: u32, token: &Token, text: &str, parts: &[Token], words: &mut Vec<Word>) {
        if let Some(spelling) = self.vocabulary.get(text.as_bytes()) {
            words.push(self.word(index, token, spelling.word, spelling.read_by));
            return;
        }
        // The whole content as one known word: `#prabowo`, `#pRaBoWo`.
        if let Some(spelling) = self.vocabulary.get(&text.as_bytes()[1..]) {
            words.push(self.word(
                index,
                token,
                spelling.word,
                spelling.read_by.with(ReadBy::HASHTAG),
            ));
            return;
        }
        if parts.len() <= 1 {
            self.glued(index, token, &text[1..], ReadBy::HASHTAG, words);
            return;
        }
        self.parts(index, token, parts, words);
    }

    /// A word that is cut by case or digits, or mixes letters and digits; `false` when no reading knows it.
    fn compound(
        &self,
        index: u32,
        token: &Token,
        text: &str,
        parts: &[Token],
        words: &mut Vec<Word>,
    ) -> bool {
        if self
            .readings
            .keep
            .binary_search_by(|kept| (**kept).cmp(text))
            .is_ok()
        {
            return false;
        }
        if token.shape.any(Shape::MIXED) {
            if let Some(base) = text.strip_suffix('2')
                && let Some(spelling) = self.vocabulary.get(base.as_bytes()).filter(|_| base.len() > 2)
            {
                words.push(self.word(
                    index,
                    token,
                    spelling.word,
                    spelling.read_by.with(ReadBy::REDUPLICATION),
                ));
                return true;
            }
            let lettered = parts.iter().find(|part| part.kind == Kind::Word);
            let two = parts.len() == 2
                && lettered.is_some_and(|part| {
                    let part_text = self.form.token_text(part);
                    part_text.len() > 1 && self.plain(part_text, part).is_some()
                });
            if !two && let Some((symbol, read_by)) = self.leet(text) {
                words.push(self.word(index, token, symbol, read_by));
                return true;
            }
        }
        if parts.len() > 1 && !token.shape.any(Shape::MASKED) {
            let known = parts.iter().any(|part| {
                part.kind == Kind::Word && {
                    let part_text = self.form.token_text(part);
                    part_text.len() > 1 && self.plain(part_text, part).is_some()
                }
            });
            if known {
                self.parts(index, token, parts, words);
                return true;
            }
        }
        if text.len() >= glue::SHORTEST_GLUED && token.kind == Kind::Word {
            let pieces = glue::cut(self.vocabulary, text, false).filter(|pieces| self.sure(pieces, true));
            return pieces.is_some_and(|pieces| {
                self.pieces(index, token, text, &pieces, ReadBy::GLUED, words);
                true
            });
        }
        false
    }

    fn parts(&self, index: u32, token: &Token, parts: &[Token], words: &mut Vec<Word>) {
        let hashtag = if token.kind == Kind::Tag {
            ReadBy::HASHTAG
        } else {
            ReadBy::NONE
        };
        for part in parts {
            let text = self.form.token_text(part);
            if part.kind == Kind::Number {
                let mut word = self.number(index, part, text);
                word.read_by.add(hashtag);
                words.push(word);
            } else if let Some((symbol, read_by)) = self.plain(text, part) {
                words.push(self.word(index, part, symbol, read_by.with(hashtag)));
            } else {
                self.glued(index, part, text, hashtag, words);
            }
        }
    }

    /// A stretch of letters that may hide several words; one unknown word when it does not.
    fn glued(&self, index: u32, token: &Token, text: &str, read_by: ReadBy, words: &mut Vec<Word>) {
        if text.len() >= glue::SHORTEST_GLUED {
            let rests = glue::cut(self.vocabulary, text, true).filter(|pieces| self.sure(pieces, false));
            if let Some(pieces) = rests.or_else(|| glue::cut(self.vocabulary, text, false)) {
                self.pieces(index, token, text, &pieces, read_by.with(ReadBy::GLUED), words);
                return;
            }
        }
        words.push(self.word(index, token, UNKNOWN, read_by));
    }

    /// Whether a cut is to be trusted: it lays free a name that many know, and, outside hashtags, no scraps.
    fn sure(&self, pieces: &[glue::Piece], whole: bool) -> bool {
        let shortest = if whole { 5 } else { 4 };
        let named = pieces.iter().any(|piece| {
            piece.end - piece.start >= shortest
                && piece.read_by.is_empty()
                && self.readings.prominent.binary_search(&piece.symbol).is_ok()
        });
        let scraps = || {
            pieces
                .iter()
                .any(|piece| piece.number == 0 && piece.end - piece.start < 3)
        };
        named && !(whole && scraps())
    }

    /// Words for the pieces of a token. Where every letter of the token is one byte of the post, each piece has its own
    /// span; otherwise all share the token's.
    fn pieces(
        &self,
        index: u32,
        token: &Token,
        text: &str,
        pieces: &[glue::Piece],
        read_by: ReadBy,
        words: &mut Vec<Word>,
    ) {
        let written = token.src_end - token.src_start;
        let lead = u32::from(token.kind == Kind::Tag);
        // Equal lengths alone prove nothing: Ⅷ is three bytes and reads as four letters.
        let exact = written == text.len() as u32 + lead && !token.read_by.any(RESIZED);
        for (count, piece) in pieces.iter().enumerate() {
            let mut word = self.word(index, token, piece.symbol, read_by.with(piece.read_by));
            if exact {
                word.start = token.src_start + lead + piece.start as u32;
                word.end = token.src_start + lead + piece.end as u32;
            }
            word.number = piece.number.max(word.number);
            if piece.number > 0 {
                word.kind = Kind::Number;
            }
            if count > 0 {
                word.gap = Gap::PART;
                word.shape = Shape::default();
            }
            words.push(word);
        }
    }

    fn number(&self, index: u32, token: &Token, text: &str) -> Word {
        let found = self.vocabulary.get(text.as_bytes());
        let mut word = self.word(
            index,
            token,
            found.map_or(UNKNOWN, |spelling| spelling.word),
            ReadBy::NONE,
        );
        word.number = small_number(text);
        word
    }

    fn word(&self, index: u32, token: &Token, symbol: Symbol, read_by: ReadBy) -> Word {
        Word {
            symbol,
            set: self.vocabulary.set_of(symbol),
            start: token.src_start,
            end: token.src_end,
            token: index,
            gap: token.gap,
            shape: token.shape,
            kind: token.kind,
            read_by: token.read_by.with(read_by),
            number: self.number_of(symbol),
            sentence: 0,
            clause: 0,
        }
    }

    /// The value of a number word; 0 for any other.
    fn number_of(&self, symbol: Symbol) -> u8 {
        match self.readings.numbers.binary_search_by_key(&symbol, |row| row.0) {
            Ok(found) if symbol != UNKNOWN => self.readings.numbers[found].1,
            _ => 0,
        }
    }

    /// Digits and signs as letters: only when the result is a word, and only when not all letters come from digits.
    fn leet(&self, text: &str) -> Option<(Symbol, ReadBy)> {
        const MOST_READINGS: usize = 16;
        let mut readings: Vec<Vec<u8>> = vec![Vec::with_capacity(text.len())];
        let mut letters = 0;
        for &byte in text.as_bytes() {
            let choices: &[u8] = match self.readings.leet.binary_search_by_key(&byte, |row| row.0) {
                Ok(found) => &self.readings.leet[found].1,
                Err(_) => {
                    letters += 1;
                    std::slice::from_ref(&byte)
                }
            };
            let mut grown = Vec::with_capacity(readings.len() * choices.len());
            for reading in &readings {
                for &choice in choices.iter().take(if readings.len() < MOST_READINGS {
                    choices.len()
                } else {
                    1
                }) {
                    let mut longer = reading.clone();
                    longer.push(choice);
                    grown.push(longer);
                }
            }
            readings = grown;
        }
        if letters < 2 {
            return None;
        }
        readings.iter().find_map(|reading| {
            let spelling = self.vocabulary.get(reading).or_else(|| {
                let text = std::str::from_utf8(reading).ok()?;
                self.vocabulary.get(squeeze(text).as_bytes())
            })?;
            Some((spelling.word, spelling.read_by.with(ReadBy::LEET)))
        })
    }

    /// The one word that fits a spelling with asterisks; none when several do.
    fn masked(&self, text: &str) -> Option<Symbol> {
        if text.bytes().filter(u8::is_ascii_alphabetic).count() < 2 {
            return None;
        }
        let fits = |word: &str| {
            word.len() == text.len() && word.bytes().zip(text.bytes()).all(|(w, t)| t == b'*' || t == w)
        };
        let mut found = None;
        for (word, symbol) in self.readings.masked.get(text.len())? {
            if fits(word) {
                if found.is_some_and(|other| other != *symbol) {
                    return None;
                }
                found = Some(*symbol);
            }
        }
        found
    }
}

/// The value of a number of at most three digits, 1 to 99; 0 otherwise.
fn small_number(text: &str) -> u8 {
    if text.len() > 3 || text.contains('.') {
        return 0;
    }
    match text.parse::<u16>() {
        Ok(value @ 1..=99) => value as u8,
        _ => 0,
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

/// Numbers the sentences and clauses.
fn borders(words: &mut [Word]) {
    let (mut sentence, mut clause) = (0u16, 0u16);
    let mut before: Option<Word> = None;
    for word in words {
        if let Some(before) = before {
            let gap = word.gap;
            let after_short = before.end - before.start <= 3 && before.kind != Kind::Emoji;
            let stop = gap.any(Gap::STOP) && gap.any(Gap::SPACE) && !after_short;
            if stop || gap.any(Gap::EXCLAIM.with(Gap::QUESTION).with(Gap::LINE)) {
                sentence = sentence.saturating_add(1);
                clause = clause.saturating_add(1);
            } else if gap.any(Gap::COMMA.with(Gap::COLON).with(Gap::BRACKET).with(Gap::STOP))
                || (gap.any(Gap::DASH) && gap.any(Gap::SPACE))
            {
                clause = clause.saturating_add(1);
            }
        }
        word.sentence = sentence;
        word.clause = clause;
        before = Some(*word);
    }
}
