//! From tokens to words: which word of the lexicon a token is, if any.
//!
//! Readings are tried from the surest to the boldest, and a bolder one counts only when it ends in a word that the
//! lexicon knows: the spelling itself, doubled letters squeezed, asterisks as letters, digits as letters, a glued
//! compound cut, letters or pieces joined. Whatever no reading knows stays an unknown word in its place.

use std::ops::Range;

use crate::normalise::{Gap, Kind, NormalForm, ReadBy, Shape, Token};

use super::glue::{self, Glue};
use super::squeezed::Squeezed;
use super::vocabulary::{Facts, Mark, Spelling, Start, Symbol, UNKNOWN, Vocabulary};

/// A word of a post, in its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Which word; unknown ones are all alike.
    pub(crate) symbol: Symbol,
    /// What the vocabulary says of it.
    pub(crate) facts: Facts,
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

impl Word {
    /// Whether the word has this mark.
    #[inline]
    pub(crate) fn is(&self, mark: Mark) -> bool {
        self.facts.is(mark)
    }

    /// The word in normal form, as the form has it that it was read from.
    #[inline]
    pub(crate) fn text<'f>(&self, form: &'f NormalForm) -> &'f str {
        let token = form.tokens().get(self.token as usize);
        token.map_or("", |token| form.token_text(token))
    }

    /// Makes it this word.
    pub(crate) fn become_word(&mut self, symbol: Symbol, vocabulary: &Vocabulary) {
        self.symbol = symbol;
        self.facts = vocabulary.facts(symbol);
        if self.number == 0 {
            self.number = self.facts.number;
        }
    }
}

/// What the matcher needs to read words, beside the vocabulary.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Readings {
    /// Which letters a digit or sign may stand for, by byte.
    pub(crate) leet: Vec<(u8, Vec<u8>)>,
    /// Spellings by length in bytes, for words with asterisks: only of words worth masking.
    pub(crate) masked: Vec<Masked>,
    /// Words that no reading may change, sorted.
    pub(crate) keep: Vec<Box<str>>,
    /// Readings that are switched off: a word that took one of them stays unknown.
    pub(crate) without: ReadBy,
}

/// Spellings of one length, side by side, and the word of each.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Masked {
    letters: Vec<u8>,
    words: Vec<Symbol>,
}

impl Masked {
    /// Adds a spelling, which is as long as the others.
    pub(crate) fn push(&mut self, spelling: &str, word: Symbol) {
        self.letters.extend_from_slice(spelling.as_bytes());
        self.words.push(word);
    }
}

impl Readings {
    /// Gives back what growing took too much.
    pub(crate) fn fit(&mut self) {
        for masked in &mut self.masked {
            masked.letters.shrink_to_fit();
            masked.words.shrink_to_fit();
        }
        self.keep.shrink_to_fit();
    }
}

/// Reads the tokens of `form` into `words`, replacing what it held. `glue` is memory that is reused.
pub(crate) fn read(
    vocabulary: &Vocabulary,
    readings: &Readings,
    form: &NormalForm,
    glue: &mut Glue,
    words: &mut Vec<Word>,
) -> Seen {
    words.clear();
    let tokens = form.tokens();
    let mut reader = Reader {
        vocabulary,
        readings,
        form,
        glue,
    };
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let parts = usize::from(token.parts);
        let known = if token.kind == Kind::Word {
            reader.spelled(token)
        } else {
            None
        };
        match known {
            Some(spelling) => words.push(reader.known(at as u32, token, spelling)),
            None => reader.token(at as u32, token, &tokens[at + 1..at + 1 + parts], words),
        }
        at += 1 + parts;
    }
    glue.join(vocabulary, form, words);
    if !readings.without.is_empty() {
        forget(words, readings.without);
    }
    borders(words, form)
}

/// What is known of the words of a field together: what none of them is need not be looked for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    facts: Facts,
    numbers: bool,
}

impl Seen {
    /// Whether any word has this mark.
    #[inline]
    pub(crate) fn is(&self, mark: Mark) -> bool {
        self.facts.is(mark)
    }

    /// Whether any word may begin this.
    #[inline]
    pub(crate) fn starts(&self, start: Start) -> bool {
        self.facts.starts(start)
    }

    /// Whether any word is a number.
    #[inline]
    pub(crate) fn holds_numbers(&self) -> bool {
        self.numbers
    }

    /// What these words are together.
    #[cfg(test)]
    pub(crate) fn of(words: &[Word]) -> Seen {
        let mut seen = Seen::default();
        words.iter().for_each(|word| seen.add(word));
        seen
    }

    #[inline]
    fn add(&mut self, word: &Word) {
        self.facts.join(word.facts);
        self.numbers |= word.number > 0;
    }
}

/// Makes every word unknown that is known only by a reading that is switched off.
fn forget(words: &mut [Word], without: ReadBy) {
    for word in words.iter_mut().filter(|word| word.read_by.any(without)) {
        word.symbol = UNKNOWN;
        word.facts = Facts::default();
        word.number = 0;
    }
}

/// Readings that may leave a token with other bytes than it has letters.
const RESIZED: ReadBy = ReadBy::ACCENT
    .with(ReadBy::LOOKALIKE)
    .with(ReadBy::FANCY)
    .with(ReadBy::INVISIBLE)
    .with(ReadBy::ELONGATION)
    .with(ReadBy::KEYCAP)
    .with(ReadBy::ENTITY)
    .with(ReadBy::ENCODING);

/// Longer words are not read as leet.
const LONGEST_LEET: usize = 48;
/// More digits and signs than this in a word are no letters.
const MOST_LEET: usize = 16;
/// Beyond so many ways to read a word, further digits are read in their first way only.
const MOST_READINGS: usize = 16;

struct Reader<'r> {
    vocabulary: &'r Vocabulary,
    readings: &'r Readings,
    form: &'r NormalForm,
    glue: &'r mut Glue,
}

impl<'r> Reader<'r> {
    fn token(&mut self, index: u32, token: &Token, parts: &[Token], words: &mut Vec<Word>) {
        let form = self.form;
        let text = form.token_text(token);
        match token.kind {
            Kind::Number => words.push(self.number(index, token, text)),
            Kind::Emoji | Kind::Handle | Kind::Link => {
                words.push(match self.spelled(token) {
                    Some(spelling) => self.known(index, token, spelling.read_as_written()),
                    None => self.unknown(index, token, ReadBy::NONE),
                });
            }
            Kind::Tag => self.tag(index, token, text, parts, words),
            Kind::Word => {
                if let Some(spelling) = self.altered(text, token) {
                    words.push(self.known(index, token, spelling));
                } else if !self.compound(index, token, text, parts, words) {
                    words.push(self.unknown(index, token, ReadBy::NONE));
                }
            }
        }
    }

    /// What a token is as it is spelled.
    #[inline(always)]
    fn spelled(&self, token: &Token) -> Option<Spelling> {
        let (start, end) = (token.start as usize, token.end as usize);
        self.vocabulary.get_within(self.form.bytes(), start, end - start)
    }

    /// The spelling itself, or with its doubled letters squeezed.
    fn plain(&self, text: &str, token: &Token) -> Option<Spelling> {
        self.vocabulary
            .get(text.as_bytes())
            .or_else(|| self.altered(text, token))
    }

    /// With its doubled letters squeezed, or with letters in place of its asterisks.
    fn altered(&self, text: &str, token: &Token) -> Option<Spelling> {
        if token.shape.any(Shape::DOUBLED) || token.read_by.any(ReadBy::ELONGATION) {
            let squeezed = Squeezed::of(text);
            // Short words with a doubled letter are other words: "gpp" is not "gp".
            let enough = if token.read_by.any(ReadBy::ELONGATION) {
                2
            } else {
                4
            };
            if let Some(spelling) = self
                .vocabulary
                .get(&squeezed)
                .filter(|_| squeezed.len() >= enough)
            {
                return Some(spelling.with(ReadBy::ELONGATION));
            }
        }
        if token.shape.any(Shape::MASKED) {
            if let Some(symbol) = self.masked(text) {
                return Some(Spelling {
                    word: symbol,
                    read_by: ReadBy::MASKED,
                    facts: self.vocabulary.facts(symbol),
                });
            }
            // W*a*y*a*n: asterisks between letters, not in place of them.
            let bare = Squeezed::bare(text);
            if let Some(spelling) = self.vocabulary.get(&bare).filter(|_| bare.len() > 3) {
                return Some(spelling.with(ReadBy::SEPARATED));
            }
        }
        None
    }

    /// A hashtag: known as a whole, else by its parts, each cut further where the lexicon can.
    fn tag(&mut self, index: u32, token: &Token, text: &str, parts: &[Token], words: &mut Vec<Word>) {
        if let Some(spelling) = self.vocabulary.get(text.as_bytes()) {
            words.push(self.known(index, token, spelling));
            return;
        }
        // The whole content as one known word: `#prabowo`, `#pRaBoWo`.
        if let Some(spelling) = self.vocabulary.get(&text.as_bytes()[1..]) {
            words.push(self.known(index, token, spelling.with(ReadBy::HASHTAG)));
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
        &mut self,
        index: u32,
        token: &Token,
        text: &str,
        parts: &[Token],
        words: &mut Vec<Word>,
    ) -> bool {
        let mixed = token.shape.any(Shape::MIXED);
        // A word of letters alone can only be a glued one, and only with a name in it.
        let may_be_glued = text.len() >= glue::SHORTEST_GLUED
            && token.kind == Kind::Word
            && self
                .vocabulary
                .holds_a_name(self.form.bytes(), written(token, text));
        if !mixed && parts.is_empty() && !may_be_glued {
            return false;
        }
        if self
            .readings
            .keep
            .binary_search_by(|kept| (**kept).cmp(text))
            .is_ok()
        {
            return false;
        }
        if mixed {
            if let Some(base) = text.strip_suffix('2')
                && let Some(spelling) = self.vocabulary.get(base.as_bytes()).filter(|_| base.len() > 2)
            {
                words.push(self.known(index, token, spelling.with(ReadBy::REDUPLICATION)));
                return true;
            }
            let lettered = parts.iter().find(|part| part.kind == Kind::Word);
            let two = parts.len() == 2
                && lettered.is_some_and(|part| {
                    let part_text = self.form.token_text(part);
                    part_text.len() > 1 && self.plain(part_text, part).is_some()
                });
            if !two && let Some(spelling) = self.leet(text) {
                words.push(self.known(index, token, spelling));
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
        if may_be_glued && self.cut(token, text, false) && self.sure(true) {
            self.pieces(index, token, text, ReadBy::GLUED, words);
            return true;
        }
        false
    }

    fn parts(&mut self, index: u32, token: &Token, parts: &[Token], words: &mut Vec<Word>) {
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
            } else if let Some(spelling) = self.plain(text, part) {
                words.push(self.known(index, part, spelling.with(hashtag)));
            } else {
                self.glued(index, part, text, hashtag, words);
            }
        }
    }

    /// A stretch of letters that may hide several words; one unknown word when it does not.
    fn glued(&mut self, index: u32, token: &Token, text: &str, read_by: ReadBy, words: &mut Vec<Word>) {
        if text.len() >= glue::SHORTEST_GLUED
            && ((self
                .vocabulary
                .holds_a_name_in_tag(self.form.bytes(), written(token, text))
                && self.cut(token, text, true)
                && self.sure(false))
                || self.cut(token, text, false))
        {
            self.pieces(index, token, text, read_by.with(ReadBy::GLUED), words);
            return;
        }
        words.push(self.unknown(index, token, read_by));
    }

    /// Cuts a token's text, or what of it stands behind the sign of a hashtag.
    fn cut(&mut self, token: &Token, text: &str, rests: bool) -> bool {
        let stretch = written(token, text);
        self.glue.cut(self.vocabulary, self.form.bytes(), stretch, rests)
    }

    /// Whether a cut is to be trusted: it lays free a name that many know, not out of the middle of a word (letters left
    /// over that touch it are three at least), and, outside hashtags, no scraps at all.
    fn sure(&self, whole: bool) -> bool {
        let pieces = self.glue.pieces();
        let shortest = if whole { 5 } else { 4 };
        let scrap = |piece: &glue::Piece| piece.number == 0 && piece.length() < 3;
        let left_over = |at: Option<usize>| {
            let piece = at.and_then(|at| pieces.get(at));
            piece.is_some_and(|piece| scrap(piece) && piece.symbol == UNKNOWN)
        };
        let named = pieces.iter().enumerate().any(|(at, piece)| {
            piece.length() >= shortest
                && piece.read_by.is_empty()
                && self.vocabulary.is_prominent(piece.symbol)
                && !left_over(at.checked_sub(1))
                && !left_over(Some(at + 1))
        });
        let scraps = || pieces.iter().any(scrap);
        named && !(whole && scraps())
    }

    /// Words for the pieces of a token. Where every letter of the token is one byte of the post, each piece has its own
    /// span; otherwise all share the token's.
    fn pieces(&self, index: u32, token: &Token, text: &str, read_by: ReadBy, words: &mut Vec<Word>) {
        let written = token.src_end - token.src_start;
        let lead = u32::from(token.kind == Kind::Tag);
        // Equal lengths alone prove nothing: Ⅷ is three bytes and reads as four letters.
        let exact = written == text.len() as u32 + lead && !token.read_by.any(RESIZED);
        for (count, piece) in self.glue.pieces().iter().enumerate() {
            let mut word = self.word(index, token, piece.symbol, read_by.with(piece.read_by));
            if exact {
                word.start = token.src_start + lead + u32::from(piece.start);
                word.end = token.src_start + lead + u32::from(piece.end);
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
        let mut word = match self.spelled(token) {
            Some(spelling) => self.known(index, token, spelling.read_as_written()),
            None => self.unknown(index, token, ReadBy::NONE),
        };
        word.number = small_number(text);
        word
    }

    #[inline]
    fn word(&self, index: u32, token: &Token, symbol: Symbol, read_by: ReadBy) -> Word {
        let facts = self.vocabulary.facts(symbol);
        let spelling = Spelling {
            word: symbol,
            read_by,
            facts,
        };
        self.known(index, token, spelling)
    }

    #[inline]
    fn unknown(&self, index: u32, token: &Token, read_by: ReadBy) -> Word {
        self.word(index, token, UNKNOWN, read_by)
    }

    #[inline]
    fn known(&self, index: u32, token: &Token, spelling: Spelling) -> Word {
        Word {
            symbol: spelling.word,
            facts: spelling.facts,
            start: token.src_start,
            end: token.src_end,
            token: index,
            gap: token.gap,
            shape: token.shape,
            kind: token.kind,
            read_by: token.read_by.with(spelling.read_by),
            number: spelling.facts.number,
            sentence: 0,
            clause: 0,
        }
    }

    /// Digits and signs as letters: only when the result is a word, and only when not all letters come from digits.
    fn leet(&self, text: &str) -> Option<Spelling> {
        let mut letters = 0;
        let mut readings = 1usize;
        // How many choices each byte that may be a letter has; further ones only while there are not too many readings.
        let mut places = [(0u8, 0u8); MOST_LEET];
        let mut ambiguous = 0;
        for (at, byte) in text.bytes().enumerate() {
            let choices = self.choices(byte).len();
            if choices == 0 {
                letters += 1;
                continue;
            }
            let taken = if readings < MOST_READINGS { choices } else { 1 };
            readings *= taken;
            *places.get_mut(ambiguous)? = (u8::try_from(at).ok()?, taken as u8);
            ambiguous += 1;
        }
        if letters < 2 || ambiguous == 0 {
            return None;
        }
        let places = &places[..ambiguous];
        let mut reading = [0u8; LONGEST_LEET];
        let reading = reading.get_mut(..text.len())?;
        for number in 0..readings {
            reading.copy_from_slice(text.as_bytes());
            // The last place changes first.
            let mut left = number;
            for &(at, taken) in places.iter().rev() {
                let choices = self.choices(text.as_bytes()[usize::from(at)]);
                reading[usize::from(at)] = choices[left % usize::from(taken)];
                left /= usize::from(taken);
            }
            let found = self.vocabulary.get(reading).or_else(|| {
                let squeezed = Squeezed::otherwise(std::str::from_utf8(reading).ok()?)?;
                self.vocabulary.get(&squeezed)
            });
            if let Some(spelling) = found {
                return Some(spelling.with(ReadBy::LEET));
            }
        }
        None
    }

    /// The letters that a digit or sign may stand for.
    fn choices(&self, byte: u8) -> &'r [u8] {
        let leet = &self.readings.leet;
        match leet.binary_search_by_key(&byte, |row| row.0) {
            Ok(found) => &leet[found].1,
            Err(_) => &[],
        }
    }

    /// The one word that fits a spelling with asterisks; none when several do.
    fn masked(&self, text: &str) -> Option<Symbol> {
        if text.bytes().filter(u8::is_ascii_alphabetic).count() < 2 {
            return None;
        }
        let fits = |word: &[u8]| {
            word.iter()
                .zip(text.as_bytes())
                .all(|(w, t)| *t == b'*' || t == w)
        };
        let mut found = None;
        let known = self.readings.masked.get(text.len())?;
        for (word, symbol) in known.letters.chunks_exact(text.len()).zip(&known.words) {
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

/// Where a token's text, or what of it stands behind the sign of a hashtag, lies among the bytes of its form.
fn written(token: &Token, text: &str) -> Range<usize> {
    let end = token.end as usize;
    end - text.len()..end
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

/// Abbreviations of names and titles that are longer than three letters.
const LONG_ABBREVIATIONS: [&str; 4] = ["moch", "muhd", "prof", "dipl"];

/// Whether a full stop after this word may only shorten it.
fn shortens(word: &Word, form: &NormalForm) -> bool {
    let letters = word.end - word.start;
    (letters <= 3 && word.kind != Kind::Emoji)
        || (letters == 4 && LONG_ABBREVIATIONS.contains(&word.text(form)))
}

/// What may part sentences or clauses.
const BORDER: Gap = Gap::STOP
    .with(Gap::EXCLAIM)
    .with(Gap::QUESTION)
    .with(Gap::LINE)
    .with(Gap::COMMA)
    .with(Gap::COLON)
    .with(Gap::BRACKET)
    .with(Gap::DASH);

/// Numbers the sentences and clauses; says what the words are together.
fn borders(words: &mut [Word], form: &NormalForm) -> Seen {
    let mut seen = Seen::default();
    let (mut sentence, mut clause) = (0u16, 0u16);
    for at in 0..words.len() {
        let gap = words[at].gap;
        if at > 0 && gap.any(BORDER) {
            let stop = gap.any(Gap::STOP) && gap.any(Gap::SPACE) && !shortens(&words[at - 1], form);
            if stop || gap.any(Gap::EXCLAIM.with(Gap::QUESTION).with(Gap::LINE)) {
                sentence = sentence.saturating_add(1);
                clause = clause.saturating_add(1);
            } else if gap.any(Gap::COMMA.with(Gap::COLON).with(Gap::BRACKET).with(Gap::STOP))
                || (gap.any(Gap::DASH) && gap.any(Gap::SPACE))
            {
                clause = clause.saturating_add(1);
            }
        }
        words[at].sentence = sentence;
        words[at].clause = clause;
        seen.add(&words[at]);
    }
    seen
}
