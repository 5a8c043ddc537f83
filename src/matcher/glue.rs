//! Glued words cut apart, and words cut apart glued together.
//!
//! Cutting finds the cheapest way to cover a stretch of letters with words of the lexicon (a shortest path over at most
//! 160 positions, words of at most 24 letters). Joining looks only where letters or pieces stand tight against each
//! other or letters stand alone, and changes the text only when the joined word is known and a piece was not.

use crate::normalise::{Gap, Kind, LONGEST_WORD, NormalForm, ReadBy, Shape};

use super::vocabulary::{Spelling, Symbol, UNKNOWN, Vocabulary};
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
                .get(&bytes[start..end])
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

/// Several words that are one.
#[derive(Clone, Copy, Debug)]
struct Join {
    first: usize,
    last: usize,
    symbol: Symbol,
    read_by: ReadBy,
}

/// Joins what stands apart: spaced letters, words with separators or an emoji between their letters. Says whether
/// anything was joined.
pub(crate) fn join(vocabulary: &Vocabulary, form: &NormalForm, words: &mut Vec<Word>) -> bool {
    let suspicious = words.iter().enumerate().any(|(at, word)| {
        word.kind == Kind::Word
            && (word.shape.any(Shape::SINGLE) || (at > 0 && tight(word) && word.symbol == UNKNOWN))
            || (word.kind == Kind::Word && words.get(at + 1).is_some_and(tight))
    });
    if !suspicious {
        return false;
    }
    let before = words.len();
    let mut joins = Vec::new();
    letters(vocabulary, form, words, &mut joins);
    apply(vocabulary, &mut joins, words);
    pieces(vocabulary, form, words, &mut joins);
    apply(vocabulary, &mut joins, words);
    words.len() < before
}

fn tight(word: &Word) -> bool {
    !word
        .gap
        .any(Gap::SPACE.with(Gap::LINE).with(Gap::START).with(Gap::PART))
}

fn text<'f>(form: &'f NormalForm, word: &Word) -> &'f str {
    form.token_text(&form.tokens()[word.token as usize])
}

/// A joined spelling, as it is or with its doubled letters squeezed.
fn known(vocabulary: &Vocabulary, joined: &str) -> Option<Spelling> {
    vocabulary
        .get(joined.as_bytes())
        .or_else(|| vocabulary.get(squeeze(joined).as_bytes()))
}

/// So many letters at the head of a run are tried as noise ("a p.r.a.b.o.w.o"); more would make long runs slow.
const MOST_HEADS: usize = 8;

/// P-r-a-b, p.r.a.b, p r a b, p🔥r🔥a🔥b: runs of three or more single letters.
fn letters(vocabulary: &Vocabulary, form: &NormalForm, words: &[Word], joins: &mut Vec<Join>) {
    let mut places = Vec::new();
    let mut joined = String::new();
    let mut at = 0;
    while at < words.len() {
        run(words, at, &mut places);
        let Some(&last) = places.last() else {
            at += 1;
            continue;
        };
        let taken = joins.len();
        for head in 0..MOST_HEADS.min(places.len().saturating_sub(2)) {
            let letters = &places[head..];
            joined.clear();
            for &place in letters {
                joined.push_str(text(form, &words[place]));
            }
            let whole = known(vocabulary, &joined).map(|spelling| {
                let span = 0..letters.len();
                vec![(span, spelling.word, spelling.read_by)]
            });
            // Each letter is one byte where `cut` cuts, so a piece's bytes are places.
            let pieces = whole.or_else(|| {
                let pieces = cut(vocabulary, &joined, false)?;
                Some(
                    pieces
                        .iter()
                        .map(|piece| (piece.start..piece.end, piece.symbol, piece.read_by))
                        .collect(),
                )
            });
            let Some(pieces) = pieces else { continue };
            for (span, symbol, read_by) in pieces {
                let (first, last) = (letters[span.start], letters[span.end - 1] + 1);
                let how = if last - first > span.len() {
                    ReadBy::EMOJI_INSIDE
                } else {
                    ReadBy::SEPARATED
                };
                joins.push(Join {
                    first,
                    last,
                    symbol,
                    read_by: read_by.with(how),
                });
            }
            break;
        }
        // The last letter of a run that came to nothing may begin another one.
        at = if joins.len() > taken {
            last + 1
        } else {
            last.max(at + 1)
        };
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

/// pra.bowo, cob❤los, pr!bowo: two to six pieces, tight, of which one at least is no word by itself, or too short to be
/// one when an emoji stands between.
fn pieces(vocabulary: &Vocabulary, form: &NormalForm, words: &[Word], joins: &mut Vec<Join>) {
    let mut joined = String::new();
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
            let emoji = run.iter().any(|word| word.kind == Kind::Emoji);
            let odd = |word: &&Word| word.symbol == UNKNOWN || (emoji && text(form, word).len() < 4);
            if !run
                .iter()
                .filter(|word| word.kind == Kind::Word)
                .any(|word| odd(&word))
            {
                continue;
            }
            joined.clear();
            for word in run.iter().filter(|word| word.kind != Kind::Emoji) {
                if !joined.is_empty() && word.gap.any(Gap::EXCLAIM) {
                    joined.push('i');
                }
                joined.push_str(text(form, word));
            }
            if let Some(spelling) = known(vocabulary, &joined).filter(|_| joined.len() >= 4) {
                let how = if emoji {
                    ReadBy::EMOJI_INSIDE
                } else {
                    ReadBy::SEPARATED
                };
                joins.push(Join {
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
        word.symbol = join.symbol;
        word.set = vocabulary.set_of(join.symbol);
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
