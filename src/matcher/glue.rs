//! Glued words cut apart, and words cut apart glued together.
//!
//! Cutting finds the cheapest way to cover a stretch of letters with words of the lexicon (a shortest path over at most
//! 160 positions, words of at most 24 letters). Joining looks only where letters or pieces stand tight against each
//! other or letters stand alone, and changes the text only when the joined word is known and a piece was not.

use crate::normalise::{Gap, Kind, LONGEST_WORD, NormalForm, ReadBy, Shape};

use super::vocabulary::{Symbol, UNKNOWN, Vocabulary};
use super::word::{Word, squeeze};

/// Shorter stretches are no glued words.
pub(crate) const SHORTEST_GLUED: usize = 6;
const LONGEST_PIECE: usize = 24;

/// A piece of a glued word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) symbol: Symbol,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) read_by: ReadBy,
    pub(crate) number: u8,
}

/// Cuts a stretch into words of the lexicon. With `rests`, letters that no word covers may be left between them
/// (at most a third of the stretch); without, all must be covered. `None` when that cannot be done.
pub(crate) fn cut(vocabulary: &Vocabulary, text: &str, rests: bool) -> Option<Vec<Piece>> {
    let length = text.len();
    if length > LONGEST_WORD || !text.is_ascii() {
        return None;
    }
    let bytes = text.as_bytes();
    // Cost of the best way to reach a position, and the piece that reaches it.
    const FAR: u32 = u32::MAX;
    let mut cost = vec![FAR; length + 1];
    let mut reached: Vec<Option<Piece>> = vec![None; length + 1];
    cost[0] = 0;
    for start in 0..length {
        if cost[start] == FAR {
            continue;
        }
        let digits = bytes[start..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits > 0 {
            let end = start + digits;
            let number = text[start..end]
                .parse::<u16>()
                .ok()
                .filter(|&n| (1..100).contains(&n) && digits < 3);
            let symbol = vocabulary
                .get(text[start..end].as_bytes())
                .map_or(UNKNOWN, |spelling| spelling.word);
            relax(
                &mut cost,
                &mut reached,
                start,
                end,
                10,
                Piece {
                    symbol,
                    start,
                    end,
                    read_by: ReadBy::NONE,
                    number: number.unwrap_or(0) as u8,
                },
            );
            continue;
        }
        for end in start + 2..=(start + LONGEST_PIECE).min(length) {
            let Some(spelling) = vocabulary.get(&bytes[start..end]) else {
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
                &mut cost,
                &mut reached,
                start,
                end,
                price,
                Piece {
                    symbol: spelling.word,
                    start,
                    end,
                    read_by: spelling.read_by,
                    number: 0,
                },
            );
        }
        if rests {
            let rest = Piece {
                symbol: UNKNOWN,
                start,
                end: start + 1,
                read_by: ReadBy::NONE,
                number: 0,
            };
            relax(&mut cost, &mut reached, start, start + 1, 9, rest);
        }
    }
    let mut pieces = Vec::new();
    let mut at = length;
    while at > 0 {
        let piece = reached[at]?;
        at = piece.start;
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
        .filter(|piece| piece.symbol == UNKNOWN && !bytes[piece.start].is_ascii_digit())
        .map(|piece| piece.end - piece.start)
        .sum();
    let longest = pieces
        .iter()
        .filter(|p| p.symbol != UNKNOWN)
        .map(|p| p.end - p.start)
        .max()
        .unwrap_or(0);
    let enough = if rests {
        unknown * 3 <= length && longest >= 4
    } else {
        unknown == 0 && longest >= 5
    };
    (enough && pieces.len() > 1).then_some(pieces)
}

fn relax(
    cost: &mut [u32],
    reached: &mut [Option<Piece>],
    start: usize,
    end: usize,
    price: u32,
    piece: Piece,
) {
    let total = cost[start].saturating_add(price);
    if total < cost[end] {
        cost[end] = total;
        reached[end] = Some(piece);
    }
}

/// Joins what stands apart: spaced letters, words with separators or an emoji between their letters.
pub(crate) fn join(vocabulary: &Vocabulary, form: &NormalForm, words: &mut Vec<Word>) {
    let suspicious = words.iter().enumerate().any(|(at, word)| {
        word.kind == Kind::Word
            && (word.shape.any(Shape::SINGLE) || (at > 0 && tight(word) && word.symbol == UNKNOWN))
            || (word.kind == Kind::Word && word.symbol == UNKNOWN && words.get(at + 1).is_some_and(tight))
    });
    if !suspicious {
        return;
    }
    letters(vocabulary, form, words);
    pieces(vocabulary, form, words);
}

fn tight(word: &Word) -> bool {
    !word
        .gap
        .any(Gap::SPACE.with(Gap::LINE).with(Gap::START).with(Gap::PART))
}

fn text<'f>(form: &'f NormalForm, word: &Word) -> &'f str {
    form.token_text(&form.tokens()[word.token as usize])
}

/// P-r-a-b, p.r.a.b, p r a b: runs of three or more single letters.
fn letters(vocabulary: &Vocabulary, form: &NormalForm, words: &mut Vec<Word>) {
    let mut at = 0;
    while at < words.len() {
        let single = |word: &Word| {
            word.kind == Kind::Word && word.shape.any(Shape::SINGLE) && !word.gap.any(Gap::PART)
        };
        let mut end = at;
        let mut joined = String::new();
        while let Some(word) = words.get(end).filter(|word| single(word)) {
            let same = end == at || tight(word) == tight(&words[(at + 1).min(end)]);
            let apart = end > at && (word.gap.any(Gap::WIDE.with(Gap::LINE).with(Gap::COMMA)) || !same);
            if apart {
                break;
            }
            joined.push_str(text(form, word));
            end += 1;
        }
        if end - at < 3 {
            at = end.max(at + 1);
            continue;
        }
        let found = vocabulary
            .get(joined.as_bytes())
            .or_else(|| vocabulary.get(squeeze(&joined).as_bytes()));
        if let Some(spelling) = found {
            replace(
                vocabulary,
                words,
                at..end,
                spelling.word,
                spelling.read_by.with(ReadBy::SEPARATED),
            );
        } else if let Some(cut) = cut(vocabulary, &joined, false) {
            // Each letter is one word here, so a piece covers the words of its letters.
            let mut shrunk = 0;
            for piece in cut {
                let range = at + piece.start - shrunk..at + piece.end - shrunk;
                shrunk += piece.end - piece.start - 1;
                replace(
                    vocabulary,
                    words,
                    range,
                    piece.symbol,
                    piece.read_by.with(ReadBy::SEPARATED),
                );
            }
        }
        at += 1;
    }
}

/// pra.bowo, cob❤los, pr!bowo: two to four pieces, tight, of which one at least is no word by itself.
fn pieces(vocabulary: &Vocabulary, form: &NormalForm, words: &mut Vec<Word>) {
    let mut at = 0;
    'words: while at + 1 < words.len() {
        for span in (2..=6).rev() {
            let Some(run) = words.get(at..at + span) else {
                continue;
            };
            let Some((first, rest)) = run.split_first() else {
                continue;
            };
            if first.kind != Kind::Word || !rest.iter().all(tight) || run[span - 1].kind != Kind::Word {
                continue;
            }
            if run
                .iter()
                .any(|word| !matches!(word.kind, Kind::Word | Kind::Emoji))
            {
                continue;
            }
            let lettered = run.iter().filter(|word| word.kind == Kind::Word);
            if !lettered.clone().any(|word| word.symbol == UNKNOWN) {
                continue;
            }
            let mut joined = String::new();
            let mut emoji = false;
            for word in run {
                if word.kind == Kind::Emoji {
                    emoji = true;
                } else {
                    if !joined.is_empty() && word.gap.any(Gap::EXCLAIM) {
                        joined.push('i');
                    }
                    joined.push_str(text(form, word));
                }
            }
            let found = vocabulary
                .get(joined.as_bytes())
                .or_else(|| vocabulary.get(squeeze(&joined).as_bytes()));
            if let Some(spelling) = found.filter(|_| joined.len() >= 4) {
                let how = if emoji {
                    ReadBy::EMOJI_INSIDE
                } else {
                    ReadBy::SEPARATED
                };
                replace(
                    vocabulary,
                    words,
                    at..at + span,
                    spelling.word,
                    spelling.read_by.with(how),
                );
                at += 1;
                continue 'words;
            }
        }
        at += 1;
    }
}

/// One word in place of several.
fn replace(
    vocabulary: &Vocabulary,
    words: &mut Vec<Word>,
    range: std::ops::Range<usize>,
    symbol: Symbol,
    read_by: ReadBy,
) {
    let last = words[range.end - 1];
    let mut word = words[range.start];
    for other in &words[range.clone()] {
        word.read_by.add(other.read_by);
    }
    word.symbol = symbol;
    word.set = vocabulary.set_of(symbol);
    word.end = last.end;
    word.read_by.add(read_by);
    word.shape = Shape::default();
    words.splice(range, [word]);
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
        let cut_text = |text: &str, rests: bool| {
            cut(&vocabulary, text, rests).map(|pieces| {
                pieces
                    .iter()
                    .map(|piece| &text[piece.start..piece.end])
                    .collect::<Vec<_>>()
                    .join("|")
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
