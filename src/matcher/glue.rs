//! Glued words cut apart, and words cut apart glued together.
//!
//! Cutting finds the cheapest way to cover a stretch of letters with words of the lexicon (a shortest path over at most
//! 160 positions, words of at most 24 letters). Joining looks only where letters or pieces stand tight against each
//! other or letters stand alone, and changes the text only when the joined word is known and a piece was not.

use std::ops::Range;

use crate::normalise::{Gap, Kind, LONGEST_WORD, NormalForm, ReadBy, Shape};

use super::beginnings::LONGEST_PIECE;
use super::squeezed::Squeezed;
use super::vocabulary::{Spelling, Symbol, UNKNOWN, Vocabulary};
use super::word::Word;

/// Shorter stretches are no glued words.
pub(crate) const SHORTEST_GLUED: usize = 6;

/// Dearer than any way.
const FAR: u32 = u32::MAX;

/// A piece of a glued word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) symbol: Symbol,
    pub(crate) read_by: ReadBy,
    /// First byte in the glued word.
    pub(crate) start: u8,
    /// One past its last byte there.
    pub(crate) end: u8,
    pub(crate) number: u8,
}

impl Piece {
    pub(crate) fn length(&self) -> usize {
        usize::from(self.end - self.start)
    }
}

/// Memory for cutting and joining, reused from word to word.
#[derive(Debug, Default)]
pub(crate) struct Glue {
    /// The pieces of the last cut.
    pieces: Vec<Piece>,
    /// The cost of the best way to reach a position, and the piece that reaches it.
    ways: Vec<(u32, Piece)>,
    places: Vec<usize>,
    joined: String,
    joins: Vec<Join>,
}

impl Glue {
    /// The pieces that the last successful [`Glue::cut`] made.
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Cuts a stretch of `bytes` into words of the lexicon. With `rests`, letters that no word covers may be left between them
    /// (at most a third of the stretch); without, all must be covered. `false` when that cannot be done.
    pub(crate) fn cut(
        &mut self,
        vocabulary: &Vocabulary,
        bytes: &[u8],
        stretch: Range<usize>,
        rests: bool,
    ) -> bool {
        cut(
            vocabulary,
            bytes,
            stretch,
            rests,
            &mut self.ways,
            &mut self.pieces,
        )
    }
}

fn cut(
    vocabulary: &Vocabulary,
    around: &[u8],
    stretch: Range<usize>,
    rests: bool,
    ways: &mut Vec<(u32, Piece)>,
    pieces: &mut Vec<Piece>,
) -> bool {
    let (base, length) = (stretch.start, stretch.len());
    let bytes = &around[stretch];
    if length > LONGEST_WORD || !bytes.is_ascii() {
        return false;
    }
    ways.clear();
    ways.resize(length + 1, (FAR, Piece::default()));
    ways[0].0 = 0;
    let piece = |symbol: Symbol, start: usize, end: usize| Piece {
        symbol,
        start: start as u8,
        end: end as u8,
        ..Piece::default()
    };
    for start in 0..length {
        if ways[start].0 == FAR {
            continue;
        }
        let digits = bytes[start..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits > 0 {
            let end = start + digits;
            let number = std::str::from_utf8(&bytes[start..end])
                .ok()
                .and_then(|digits| digits.parse::<u16>().ok())
                .filter(|&n| (1..100).contains(&n) && digits < 3);
            let symbol = vocabulary
                .get(&bytes[start..end])
                .map_or(UNKNOWN, |spelling| spelling.word);
            let number = number.unwrap_or(0) as u8;
            relax(
                ways,
                10,
                Piece {
                    number,
                    ..piece(symbol, start, end)
                },
            );
            continue;
        }
        let longest = LONGEST_PIECE.min(length - start);
        let mut lengths = vocabulary.beginnings().lengths(&bytes[start..start + longest]);
        while lengths != 0 {
            let end = start + lengths.trailing_zeros() as usize;
            lengths &= lengths - 1;
            let Some(spelling) = vocabulary.get_within(around, base + start, end - start) else {
                continue;
            };
            // Long words are surer than several short ones; words of two or three letters hide everywhere.
            let price = match end - start {
                2 => 34,
                3 => 22,
                4 => 14,
                _ => 10,
            } + if spelling.read_by.is_empty() { 0 } else { 6 };
            relax(
                ways,
                price,
                Piece {
                    read_by: spelling.read_by,
                    ..piece(spelling.word, start, end)
                },
            );
        }
        if rests {
            relax(ways, 9, piece(UNKNOWN, start, start + 1));
        }
    }
    pieces.clear();
    let mut at = length;
    while at > 0 {
        let (cost, piece) = ways[at];
        if cost == FAR {
            return false;
        }
        at = usize::from(piece.start);
        pieces.push(piece);
    }
    pieces.reverse();
    // Letters left over stand together as one unknown word.
    pieces.dedup_by(|later, earlier| {
        let both =
            later.symbol == UNKNOWN && earlier.symbol == UNKNOWN && later.number == 0 && earlier.number == 0;
        if both {
            earlier.end = later.end;
        }
        both
    });
    let unknown: usize = pieces
        .iter()
        .filter(|piece| piece.symbol == UNKNOWN && !bytes[usize::from(piece.start)].is_ascii_digit())
        .map(Piece::length)
        .sum();
    let longest = pieces
        .iter()
        .filter(|p| p.symbol != UNKNOWN)
        .map(Piece::length)
        .max()
        .unwrap_or(0);
    let enough = if rests {
        unknown * 3 <= length && longest >= 4
    } else {
        unknown == 0 && longest >= 5
    };
    enough && pieces.len() > 1
}

fn relax(ways: &mut [(u32, Piece)], price: u32, piece: Piece) {
    let total = ways[usize::from(piece.start)].0.saturating_add(price);
    let way = &mut ways[usize::from(piece.end)];
    if total < way.0 {
        *way = (total, piece);
    }
}

/// Several words that are one.
#[derive(Clone, Copy, Debug)]
struct Join {
    first: usize,
    last: usize,
    symbol: Symbol,
    read_by: ReadBy,
}

impl Glue {
    /// Joins what stands apart: spaced letters, words with separators or an emoji between their letters.
    pub(crate) fn join(&mut self, vocabulary: &Vocabulary, form: &NormalForm, words: &mut Vec<Word>) {
        self.joins.clear();
        if form.singles() as usize >= FEWEST_LETTERS {
            self.letters(vocabulary, form, words);
            apply(vocabulary, &mut self.joins, words);
        }
        if form.has_tight() {
            self.tight_pieces(vocabulary, form, words);
            apply(vocabulary, &mut self.joins, words);
        }
    }
}

fn tight(word: &Word) -> bool {
    !word
        .gap
        .any(Gap::SPACE.with(Gap::LINE).with(Gap::START).with(Gap::PART))
}

/// A joined spelling, as it is or with its doubled letters squeezed.
fn known(vocabulary: &Vocabulary, joined: &str) -> Option<Spelling> {
    vocabulary
        .get(joined.as_bytes())
        .or_else(|| vocabulary.get(&Squeezed::otherwise(joined)?))
}

/// So many letters at the head of a run are tried as noise ("a p.r.a.b.o.w.o"); more would make long runs slow.
const MOST_HEADS: usize = 8;

/// Fewer single letters are no word.
const FEWEST_LETTERS: usize = 3;

impl Glue {
    /// P-r-a-b, p.r.a.b, p r a b, p🔥r🔥a🔥b: runs of three or more single letters.
    fn letters(&mut self, vocabulary: &Vocabulary, form: &NormalForm, words: &[Word]) {
        let mut at = 0;
        while at < words.len() {
            run(words, at, &mut self.places);
            let Some(&last) = self.places.last() else {
                at += 1;
                continue;
            };
            let taken = self.joins.len();
            for head in 0..MOST_HEADS.min(self.places.len().saturating_sub(FEWEST_LETTERS - 1)) {
                let letters = &self.places[head..];
                self.joined.clear();
                for &place in letters {
                    self.joined.push_str(words[place].text(form));
                }
                if let Some(spelling) = known(vocabulary, &self.joined) {
                    self.pieces.clear();
                    self.pieces.push(Piece {
                        symbol: spelling.word,
                        read_by: spelling.read_by,
                        start: 0,
                        end: letters.len() as u8,
                        number: 0,
                    });
                } else if self.joined.len() != letters.len()
                    || !cut(
                        vocabulary,
                        self.joined.as_bytes(),
                        0..self.joined.len(),
                        false,
                        &mut self.ways,
                        &mut self.pieces,
                    )
                {
                    // A letter that is the first part of a compound brings the whole compound's text along.
                    continue;
                }
                // Each letter is one byte, so a piece's bytes are places.
                for piece in &self.pieces {
                    let (first, last) = (
                        letters[usize::from(piece.start)],
                        letters[usize::from(piece.end) - 1] + 1,
                    );
                    let how = if last - first > piece.length() {
                        ReadBy::EMOJI_INSIDE
                    } else {
                        ReadBy::SEPARATED
                    };
                    self.joins.push(Join {
                        first,
                        last,
                        symbol: piece.symbol,
                        read_by: piece.read_by.with(how),
                    });
                }
                break;
            }
            // The last letter of a run that came to nothing may begin another one.
            at = if self.joins.len() > taken {
                last + 1
            } else {
                last.max(at + 1)
            };
        }
    }
}

/// The places of the single letters that stand in a row from `at` on, all spaced or all tight.
fn run(words: &[Word], at: usize, places: &mut Vec<usize>) {
    let single =
        |word: &Word| word.kind == Kind::Word && word.shape.any(Shape::SINGLE) && !word.gap.any(Gap::PART);
    places.clear();
    let mut next = at;
    while let Some(word) = words.get(next).filter(|word| single(word)) {
        if let (Some(_), second) = (places.first(), places.get(1).copied().unwrap_or(next)) {
            let same = tight(word) == tight(&words[second]);
            if !same || word.gap.any(Gap::WIDE.with(Gap::LINE).with(Gap::COMMA)) {
                break;
            }
        }
        places.push(next);
        if places.len() >= LONGEST_WORD {
            break;
        }
        let emoji = |at: usize| {
            words
                .get(at)
                .is_some_and(|word| word.kind == Kind::Emoji && tight(word))
        };
        // One emoji between two letters is a separator; so is the next letter's being tight to it.
        next += 1;
        if emoji(next) && words.get(next + 1).is_some_and(tight) {
            next += 1;
        }
    }
}

impl Glue {
    /// pra.bowo, cob❤los, pr!bowo: two to six pieces, tight, of which one at least is no word by itself, or too short to
    /// be one when an emoji stands between.
    fn tight_pieces(&mut self, vocabulary: &Vocabulary, form: &NormalForm, words: &[Word]) {
        let joined = &mut self.joined;
        let mut at = 0;
        'words: while at + 1 < words.len() {
            if !tight(&words[at + 1]) || words[at].kind != Kind::Word {
                at += 1;
                continue;
            }
            let around = &words[at..words.len().min(at + MOST_PIECES)];
            let longest = 1 + around[1..]
                .iter()
                .take_while(|word| tight(word) && matches!(word.kind, Kind::Word | Kind::Emoji))
                .count();
            for span in (2..=longest).rev() {
                let run = &around[..span];
                if run[span - 1].kind != Kind::Word {
                    continue;
                }
                let emoji = run.iter().any(|word| word.kind == Kind::Emoji);
                let odd = |word: &Word| word.symbol == UNKNOWN || (emoji && word.text(form).len() < 4);
                if !run.iter().any(|word| word.kind == Kind::Word && odd(word)) {
                    continue;
                }
                joined.clear();
                for word in run.iter().filter(|word| word.kind != Kind::Emoji) {
                    if !joined.is_empty() && word.gap.any(Gap::EXCLAIM) {
                        joined.push('i');
                    }
                    joined.push_str(word.text(form));
                }
                if let Some(spelling) = known(vocabulary, joined).filter(|_| joined.len() >= 4) {
                    let how = if emoji {
                        ReadBy::EMOJI_INSIDE
                    } else {
                        ReadBy::SEPARATED
                    };
                    self.joins.push(Join {
                        first: at,
                        last: at + span,
                        symbol: spelling.word,
                        read_by: spelling.read_by.with(how),
                    });
                    at += span;
                    continue 'words;
                }
            }
            at += 1;
        }
    }
}

/// So many pieces at most are joined.
const MOST_PIECES: usize = 6;

/// One word in place of each join's words, in one pass.
fn apply(vocabulary: &Vocabulary, joins: &mut Vec<Join>, words: &mut Vec<Word>) {
    let (mut from, mut to) = (0, 0);
    for join in joins.drain(..) {
        words.copy_within(from..join.first, to);
        to += join.first - from;
        let mut word = words[join.first];
        for other in &words[join.first..join.last] {
            word.read_by.add(other.read_by);
        }
        word.become_word(join.symbol, vocabulary);
        word.end = words[join.last - 1].end;
        word.read_by.add(join.read_by);
        word.shape = Shape::default();
        words[to] = word;
        to += 1;
        from = join.last;
    }
    if from > 0 {
        words.copy_within(from.., to);
        words.truncate(words.len() - (from - to));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_words_are_cut_by_the_lexicon() {
        let mut vocabulary = Vocabulary::new();
        for word in ["pilih", "wayan", "menang", "satu", "putaran"] {
            vocabulary.word(word);
        }
        vocabulary.close(Symbol::MAX);
        let mut glue = Glue::default();
        let mut cut_text = |text: &str, rests: bool| {
            glue.cut(&vocabulary, text.as_bytes(), 0..text.len(), rests)
                .then(|| {
                    let pieces = glue.pieces().iter();
                    let texts = pieces.map(|piece| &text[usize::from(piece.start)..usize::from(piece.end)]);
                    texts.collect::<Vec<_>>().join("|")
                })
        };
        assert_eq!(
            cut_text("pilihwayan2030", true).as_deref(),
            Some("pilih|wayan|2030")
        );
        assert_eq!(
            cut_text("wayanmenangsatuputaran", false).as_deref(),
            Some("wayan|menang|satu|putaran")
        );
        assert_eq!(
            cut_text("wayanxyzmenang", true).as_deref(),
            Some("wayan|xyz|menang")
        );
        assert_eq!(cut_text("wayanxyzmenang", false), None);
        assert_eq!(cut_text("qwertyuiop", true), None);
    }
}
