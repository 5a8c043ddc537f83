//! Words, numbers, links and tags: what the pass does from the first letter or digit on.

use super::fold::Fold;
use super::token::{Gap, Kind, ReadBy, Shape};
use super::{LONGEST_WORD, Pass};
use crate::blocks::SIZE;

/// A word under way. Its memory is reused from word to word.
#[derive(Clone, Debug, Default)]
pub(super) struct Writing {
    text: String,
    shape: Shape,
    read_by: ReadBy,
    letters: u32,
    capitals: u32,
    digits: u32,
    /// How many letters were stretched.
    stretched: u32,
    /// Length of the run of the last letter as written.
    run: u32,
    /// Where CamelCase, a digit border or an underscore cuts.
    cuts: Vec<Cut>,
    /// The class of the character before: lower, capital, digit.
    before: Before,
    last_letter_end: usize,
    /// Where the parts begin and end.
    edges: Vec<Cut>,
}

/// A place where a compound is cut.
#[derive(Clone, Copy, Debug)]
struct Cut {
    /// Where the part before it ends in the source.
    end: usize,
    /// Where the part after it begins in the source.
    start: usize,
    /// How much of the word's text lies before it.
    length: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Before {
    #[default]
    Nothing,
    Lower,
    Capital,
    Digit,
}

impl Writing {
    fn begin(&mut self) {
        self.text.clear();
        self.cuts.clear();
        *self = Writing {
            text: std::mem::take(&mut self.text),
            cuts: std::mem::take(&mut self.cuts),
            edges: std::mem::take(&mut self.edges),
            ..Writing::default()
        };
    }

    fn letter(&mut self, letter: u8, capital: bool, at: usize) {
        let now = if letter.is_ascii_digit() {
            Before::Digit
        } else if capital {
            Before::Capital
        } else {
            Before::Lower
        };
        let cuts = matches!(
            (self.before, now),
            (Before::Lower, Before::Capital)
                | (Before::Digit, Before::Lower | Before::Capital)
                | (Before::Lower | Before::Capital, Before::Digit)
        );
        if cuts {
            self.cut(at);
        }
        self.before = now;
        if now == Before::Digit {
            self.digits += 1;
            self.run = 0;
            self.text.push(char::from(letter));
            return;
        }
        self.letters += 1;
        self.capitals += u32::from(capital);
        if self.text.as_bytes().last() == Some(&letter) && self.run > 0 {
            self.run += 1;
            match self.run {
                2 => {
                    self.shape.add(Shape::DOUBLED);
                    self.text.push(char::from(letter));
                    return;
                }
                // Three in a row is nobody's spelling: a stretched letter, read as one.
                3 => {
                    self.text.pop();
                    self.stretched += 1;
                }
                _ => {}
            }
            // aAa: what is squeezed into one letter is not cut.
            let length = self.text.len();
            self.cuts
                .truncate(self.cuts.partition_point(|cut| cut.length < length));
            return;
        }
        self.run = 1;
        self.text.push(char::from(letter));
    }

    /// Cuts before the source offset `at`.
    fn cut(&mut self, at: usize) {
        self.cuts.push(Cut {
            end: self.last_letter_end,
            start: at,
            length: self.text.len(),
        });
    }

    /// Takes back what was written in the belief that letters would follow; and a squeezed Roman three.
    fn close(&mut self) {
        while self.text.ends_with(['*', '@', '$', '.']) {
            self.text.pop();
        }
        // III is no stretched I: one letter of three, alone or after V and X, is a number, not a cry.
        let roman = |letter| matches!(letter, b'i' | b'v' | b'x');
        if self.run == 3 && self.text.ends_with('i') && self.text.len() <= 4 && self.text.bytes().all(roman) {
            // A cut behind the last letter cuts nothing, and must not come to stand inside.
            let length = self.text.len();
            self.cuts.retain(|cut| cut.length < length);
            self.text.push_str("ii");
            self.stretched -= 1;
        }
        if self.stretched > 0 {
            self.read_by.add(ReadBy::ELONGATION);
        }
    }

    fn other(&mut self, letter: char) {
        self.letters += 1;
        self.run = 0;
        self.before = Before::Lower;
        self.text.push(letter);
    }
}

impl Pass<'_> {
    /// A word, a number, or an address on the web.
    pub(super) fn word_or_link(&mut self) {
        if matches!(
            self.text.as_bytes()[self.at],
            b'h' | b'H' | b'w' | b'W' | b't' | b'b'
        ) && let Some(length) = link_length(&self.text[self.at..])
        {
            let start = self.at;
            self.at += length;
            self.push_as_written(Kind::Link, start..self.at);
            return;
        }
        self.word();
    }

    /// Words of nothing but letters of ASCII, with nothing behind them that could belong to them, a space apart: what most
    /// words are. `false` when the word at hand is none, or needs a closer look (CamelCase, a stretched letter, an address).
    pub(super) fn plain_words(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let mut window = self.form.blocks.window(self.at);
        // So many bits of the window lie ahead.
        let mut ahead = SIZE;
        loop {
            let length = (!window.letters).trailing_zeros() as usize;
            if length >= ahead {
                // A word that fills the window may go on behind it.
                if ahead == SIZE {
                    return false;
                }
                window = self.form.blocks.window(self.at);
                ahead = SIZE;
                continue;
            }
            let (start, end) = (self.at, self.at + length);
            if length == 0 {
                return false;
            }
            let behind = bytes
                .get(end)
                .map_or(After::Nothing, |&byte| AFTER[usize::from(byte)]);
            match behind {
                After::Nothing | After::Space => {}
                After::Address if !matches!(bytes[start] | 0x20, b'h' | b'w' | b't' | b'b') => {}
                After::Address | After::More => return false,
            }
            let word = (1u64 << length) - 1;
            let capitals = window.capitals & word;
            let camel = capitals & !1 & !(capitals << 1);
            let twins = window.twins & word & !1;
            if camel | (twins & (twins << 1)) != 0 {
                return false;
            }
            // Without branches: which of these a word is, nothing foretells.
            let single = length == 1;
            let shape = Shape::when(Shape::CAPITAL, capitals & 1 != 0)
                .with(Shape::when(Shape::SHOUTED, capitals == word && !single))
                .with(Shape::when(Shape::DOUBLED, twins != 0))
                .with(Shape::when(Shape::SINGLE, single));
            self.at = end;
            self.push(Kind::Word, start..end, start..end, shape, ReadBy::NONE);
            let goes_on = behind == After::Space && bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic);
            if !goes_on {
                return true;
            }
            self.gap = Gap::SPACE;
            self.at = end + 1;
            ahead -= length;
            if ahead <= 1 {
                window = self.form.blocks.window(self.at);
                ahead = SIZE;
                continue;
            }
            ahead -= 1;
            window = window.behind(length + 1);
        }
    }

    /// A number of nothing but digits, with nothing behind it that could belong to it.
    pub(super) fn plain_number(&mut self) -> bool {
        let bytes = &self.text.as_bytes()[self.at..];
        // Looked at no further than a word may reach, so that a long run of digits takes linear time.
        let length = bytes
            .iter()
            .take(LONGEST_WORD)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let ends = match bytes.get(length) {
            None => true,
            Some(b'.' | b',') => !bytes.get(length + 1).is_some_and(u8::is_ascii_digit),
            Some(&byte) => !byte.is_ascii_alphanumeric() && byte < 128,
        };
        if !ends || length >= LONGEST_WORD {
            return false;
        }
        let start = self.at;
        self.at += length;
        self.push_as_written(Kind::Number, start..self.at);
        true
    }

    /// A word or a number from here on.
    pub(super) fn word(&mut self) {
        let start = self.at;
        let mut writing = std::mem::take(&mut self.form.writing);
        writing.begin();
        self.write(&mut writing, false);
        writing.close();
        self.finish(start, &mut writing, false);
        self.form.writing = writing;
    }

    /// A hashtag; `false` when nothing of a word follows the sign.
    pub(super) fn tag(&mut self) -> bool {
        let start = self.at;
        self.at += 1;
        let mut writing = std::mem::take(&mut self.form.writing);
        writing.begin();
        self.write(&mut writing, true);
        writing.close();
        let found = !writing.text.is_empty();
        if found {
            // `#1`, `#02`: a number with a number sign.
            let number = writing.letters == 0;
            if number {
                self.gap.add(Gap::SIGN);
            }
            self.finish(start, &mut writing, !number);
        } else {
            self.at = start;
        }
        self.form.writing = writing;
        found
    }

    /// Reads on while the word lasts. Inside a tag underscores belong to it.
    fn write(&mut self, writing: &mut Writing, in_tag: bool) {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if writing.text.len() >= LONGEST_WORD {
                break;
            }
            if byte.is_ascii_alphanumeric() {
                writing.letter(byte.to_ascii_lowercase(), byte.is_ascii_uppercase(), self.at);
                self.at += 1;
                writing.last_letter_end = self.at;
                continue;
            }
            if byte >= 128 || matches!(byte, b'&' | b'\\') {
                if !self.write_other(writing) {
                    break;
                }
                continue;
            }
            let next = bytes.get(self.at + 1).copied().unwrap_or(b' ');
            let follows = next.is_ascii_alphanumeric() || next >= 128;
            match byte {
                // Ma'ruf, Jum'at: the apostrophe leaves no trace.
                b'\'' | b'`' if follows && writing.letters > 0 && next.is_ascii_alphabetic() => self.at += 1,
                b'_' if in_tag => {
                    if follows {
                        writing.cut(self.at + 1);
                        writing.before = Before::Nothing;
                    }
                    // It leaves no trace in the text, so a run of one letter goes on over it.
                    self.at += 1;
                }
                // 1.290.884 and 51,8 and 07.00 are numbers as a whole.
                b'.' | b','
                    if writing.letters == 0 && writing.digits > 0 && next.is_ascii_digit() && !in_tag =>
                {
                    writing.text.push('.');
                    self.at += 1;
                }
                b'*' if writing.letters > 0 && (follows || next == b'*') && self.masked_ahead() => {
                    writing.text.push('*');
                    writing.shape.add(Shape::MASKED);
                    writing.run = 0;
                    self.at += 1;
                }
                // p@k, du$ta: a sign that people put for a letter, tight between letters.
                b'@' | b'$' if !in_tag && writing.letters > 0 && next.is_ascii_alphabetic() => {
                    writing.text.push(char::from(byte));
                    writing.shape.add(Shape::MIXED);
                    writing.run = 0;
                    self.at += 1;
                }
                _ => break,
            }
        }
    }

    /// Whether letters follow the asterisks ahead, so that they stand for letters and not for a footnote or bold type.
    fn masked_ahead(&self) -> bool {
        let rest = &self.text.as_bytes()[self.at..];
        let stars = rest.iter().take_while(|&&byte| byte == b'*').count();
        stars <= 6 && rest.get(stars).is_some_and(u8::is_ascii_alphanumeric)
    }

    /// A character inside a word that is outside ASCII, or stands as an entity or an escape; `false` when it ends the word.
    fn write_other(&mut self, writing: &mut Writing) -> bool {
        let Some((character, taken, meant_by)) = self.character() else {
            return false;
        };
        let here = self.at;
        if character.is_ascii() {
            let next = self.text.as_bytes().get(here + taken).copied().unwrap_or(b' ');
            if let Ok(letter) = u8::try_from(character)
                && letter.is_ascii_alphanumeric()
            {
                writing.letter(letter.to_ascii_lowercase(), letter.is_ascii_uppercase(), here);
                self.at += taken;
                writing.last_letter_end = self.at;
            } else if character == '\'' && writing.letters > 0 && next.is_ascii_alphabetic() {
                self.at += taken;
            } else {
                return false;
            }
            writing.read_by.add(meant_by);
            return true;
        }
        let word = self.write_folded(writing, character, taken);
        if word {
            writing.read_by.add(meant_by);
        }
        word
    }

    /// The same for a character outside ASCII that takes so many bytes.
    fn write_folded(&mut self, writing: &mut Writing, character: char, taken: usize) -> bool {
        let here = self.at;
        match self.lookalikes.fold(character) {
            Fold::Ascii(letters, length, read_by) => {
                if read_by == ReadBy::KEYCAP && writing.letters > 0 {
                    return false; // ② after letters is a number of its own.
                }
                let capital = character.is_uppercase();
                let before = writing.text.len();
                // No character is cut, and what is longer than the longest word would be read as two the next time.
                if before > 0 && before + usize::from(length) > LONGEST_WORD {
                    return false;
                }
                for &letter in &letters[..usize::from(length)] {
                    writing.letter(letter, capital, here);
                }
                // ㎡ is m and 2, but nothing cuts a character.
                while writing
                    .cuts
                    .last()
                    .is_some_and(|cut| cut.start == here && cut.length > before)
                {
                    writing.cuts.pop();
                }
                writing.read_by.add(read_by);
                self.at += taken;
                writing.last_letter_end = self.at;
                true
            }
            Fold::Letter(letter) => {
                writing.other(letter);
                self.at += taken;
                writing.last_letter_end = self.at;
                true
            }
            Fold::Dropped(read_by) => {
                writing.read_by.add(read_by);
                self.at += taken;
                // A mark belongs to its letter; an invisible character at the end belongs to nobody.
                if read_by == ReadBy::ACCENT {
                    writing.last_letter_end = self.at;
                }
                true
            }
            Fold::Modifier => {
                // 2️⃣ is a number with a variation selector and an enclosing keycap.
                if writing.letters == 0 && writing.digits > 0 {
                    writing.read_by.add(ReadBy::KEYCAP);
                    writing.last_letter_end = self.at + taken;
                } else {
                    writing.read_by.add(ReadBy::INVISIBLE);
                }
                self.at += taken;
                // After a keycap a new number begins: 0️⃣2️⃣ is 02, so only letters end the word here.
                true
            }
            Fold::Sign(Gap::QUOTE)
                if matches!(character, '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{02BB}') =>
            {
                let next = self.text[self.at + taken..].chars().next();
                if writing.letters > 0 && next.is_some_and(char::is_alphabetic) {
                    self.at += taken;
                    return true;
                }
                false
            }
            Fold::Emoji | Fold::Sign(_) => false,
        }
    }

    /// Makes the token, and the tokens of its parts where CamelCase, digits or underscores cut it.
    fn finish(&mut self, start: usize, writing: &mut Writing, is_tag: bool) {
        let end = writing.last_letter_end.max(start + 1);
        if writing.text.is_empty() {
            // Nothing but dropped characters: no word.
            return;
        }
        let mut shape = writing.shape;
        if writing.capitals > 0
            && self.text[start..]
                .trim_start_matches('#')
                .starts_with(char::is_uppercase)
        {
            shape.add(Shape::CAPITAL);
        }
        if writing.letters > 1 && writing.capitals == writing.letters {
            shape.add(Shape::SHOUTED);
        }
        if writing.letters > 0 && writing.digits > 0 {
            shape.add(Shape::MIXED);
        }
        if writing.letters == 1 && writing.digits == 0 {
            shape.add(Shape::SINGLE);
        }
        let kind = if is_tag {
            Kind::Tag
        } else if writing.letters == 0 {
            Kind::Number
        } else {
            Kind::Word
        };
        let text = self.append(if is_tag { "#" } else { "" }, &writing.text);
        let text_start = text.start + usize::from(is_tag);
        self.push(kind, text, start..end, shape, writing.read_by);
        if writing.letters > 0 {
            self.parts(start, end, text_start, writing, is_tag);
        }
    }

    /// The parts of a compound, as tokens over the same text.
    fn parts(&mut self, start: usize, end: usize, text_start: usize, writing: &mut Writing, is_tag: bool) {
        if !is_tag && (writing.cuts.is_empty() || writing.shape.any(Shape::MASKED)) {
            return;
        }
        let whole = self.form.tokens.len() - 1;
        let edge = |end, start, length| Cut { end, start, length };
        let mut edges = std::mem::take(&mut writing.edges);
        edges.clear();
        // `#_kata`: an underscore before the first letter cuts nothing.
        let lead = writing.cuts.iter().take_while(|cut| cut.length == 0).last();
        let begin = lead.map_or(start + usize::from(is_tag), |cut| cut.start);
        edges.push(edge(start, begin, 0));
        let inner = |cut: &&Cut| cut.length > 0 && cut.length < writing.text.len();
        edges.extend(writing.cuts.iter().filter(inner));
        edges.push(edge(end, end, writing.text.len()));
        edges.dedup_by_key(|edge| edge.length);
        if edges.len() < 2 || edges.len() > 250 {
            writing.edges = edges;
            return;
        }
        let mut parts = 0u8;
        for pair in edges.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let text = &writing.text[from.length..to.length];
            let mut shape = Shape::default();
            if self.text[from.start..].starts_with(char::is_uppercase) {
                shape.add(Shape::CAPITAL);
            }
            let number = |byte: u8| byte.is_ascii_digit() || byte == b'.';
            let kind = if text.bytes().all(number) {
                Kind::Number
            } else {
                Kind::Word
            };
            if text.len() == 1 && kind == Kind::Word {
                shape.add(Shape::SINGLE);
            }
            let gap = if parts == 0 {
                self.form.tokens[whole].gap
            } else {
                Gap::PART
            };
            self.form.singles += u32::from(shape.any(Shape::SINGLE));
            self.form.tokens.push(super::Token {
                start: (text_start + from.length) as u32,
                end: (text_start + to.length) as u32,
                src_start: from.start as u32,
                src_end: to.end.max(from.start) as u32,
                kind,
                parts: 0,
                shape,
                gap,
                read_by: writing.read_by.with(ReadBy::HASHTAG),
            });
            parts += 1;
        }
        self.form.tokens[whole].parts = parts;
        writing.edges = edges;
    }
}

/// What a byte says that stands right behind letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// It ends the word.
    Nothing,
    /// It is a space.
    Space,
    /// It ends the word, unless the word is the head of an address.
    Address,
    /// The word may go on: a digit, a character outside ASCII, a sign that people put in place of a letter.
    More,
}

const AFTER: [After; 256] = {
    let mut after = [After::Nothing; 256];
    let mut byte = 0;
    while byte < 256 {
        after[byte] = match byte as u8 {
            b'0'..=b'9' | b'\'' | b'`' | b'*' | b'@' | b'$' | b'&' | b'\\' | 128.. => After::More,
            b' ' => After::Space,
            b':' | b'.' => After::Address,
            _ => After::Nothing,
        };
        byte += 1;
    }
    after
};

/// The length of a web address at the start of `text`, where there is one.
fn link_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let leads = |lead: &str| {
        bytes
            .get(..lead.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(lead.as_bytes()))
    };
    let known = ["https://", "http://", "www.", "t.co/", "bit.ly/"];
    let lead = known.into_iter().find(|lead| leads(lead))?;
    let length = text
        .find(|c: char| c.is_whitespace() || c == '"' || c == '<' || c == '>')
        .unwrap_or(text.len());
    // A lead with nothing behind it is no address.
    (length > lead.len()).then_some(length)
}

#[cfg(test)]
mod tests {
    use crate::normalise::{NormalForm, Normaliser};

    fn words(text: &str) -> Vec<String> {
        let mut form = NormalForm::default();
        Normaliser::default().normalise(text, &mut form);
        form.tokens()
            .iter()
            .map(|token| format!("{}={}", form.token_text(token), &text[token.source()]))
            .collect()
    }

    #[test]
    fn reads_what_people_write() {
        let cases: [(&str, &[&str]); 12] = [
            ("Ayoo Menaaaang", &["ayoo=Ayoo", "menang=Menaaaang"]),
            ("Ma'ruf Jum’at", &["maruf=Ma'ruf", "jumat=Jum’at"]),
            (
                "#PilihDia2",
                &["#pilihdia2=#PilihDia2", "pilih=Pilih", "dia=Dia", "2=2"],
            ),
            ("no. 02, 51,8%", &["no=no", "02=02", "51.8=51,8", "persen=%"]),
            ("𝗣𝗶𝗹𝗶𝗵 ｐｉｌｉｈ", &["pilih=𝗣𝗶𝗹𝗶𝗵", "pilih=ｐｉｌｉｈ"]),
            ("me\u{200b}na\u{200b}ng", &["menang=me\u{200b}na\u{200b}ng"]),
            ("2️⃣ ✌🏻", &["2=2️⃣", "✌=✌🏻"]),
            ("W*yan **tebal**", &["w*yan=W*yan", "tebal=tebal"]),
            ("@Akun.Resmi. hai", &["@akun.resmi=@Akun.Resmi", "hai=hai"]),
            (
                "lihat https://t.co/AbC1 ya",
                &["lihat=lihat", "https://t.co/abc1=https://t.co/AbC1", "ya=ya"],
            ),
            ("#1 #02", &["1=#1", "02=#02"]),
            ("🇮🇩 R&amp;D", &["🇮🇩=🇮🇩", "r=R", "d=D"]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
