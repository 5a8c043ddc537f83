//! Ballot numbers: after a head ("paslon 2", "nomor urut dua"), with a number sign, with a leading zero, as a keycap.

use crate::lexicon::contestants::district_number;
use crate::matcher::{Mark, Word};
use crate::normalise::{Gap, Kind};
use crate::pack::Form;
use crate::verdict::Certainty;

use super::{Analysis, Mention};

/// No ballot of pairs went further since 2017: six stood for some regencies in 2024.
const MOST_PAIRS: u8 = 8;

/// Adds the ballot numbers of a field to its mentions.
pub(super) fn candidates(analysis: &mut Analysis, text: &str) {
    let words = &analysis.words;
    let names = analysis.mentions.len();
    for (at, word) in words.iter().enumerate() {
        if word.number == 0 || word.number > 24 {
            continue;
        }
        let index = at as u32;
        // Names are sorted and none overlaps another.
        let names = &analysis.mentions[..names];
        let begun = names.partition_point(|mention| mention.first <= index);
        if begun > 0 && index < names[begun - 1].last {
            continue;
        }
        let next = words
            .get(at + 1)
            .filter(|next| next.sentence == word.sentence && !next.gap.any(Gap::COMMA));
        if next.is_some_and(|next| next.is(Mark::Unit)) {
            continue;
        }
        let before = |at: usize| {
            at.checked_sub(1)
                .map(|at| &words[at])
                .filter(|other| other.sentence == word.sentence)
        };
        if before(at).is_some_and(|word| word.is(Mark::Other)) {
            continue;
        }
        let mut first = at;
        let mut strong = false;
        let mut headed = false;
        let mut listed = false;
        while let Some(head) = before(first) {
            if head.is(Mark::Listed) {
                listed = true;
                strong = true;
            } else if head.is(Mark::District) {
                // "Dapil 2" is a place.
                listed = true;
                strong = false;
                headed = false;
                break;
            } else if head.is(Mark::StrongHead) {
                strong = true;
            } else if head.is(Mark::WeakHead) || head.is(Mark::Between) {
                headed = true;
            } else {
                break;
            }
            first -= 1;
            if at - first >= 4 {
                break;
            }
        }
        let written = text.get(word.start as usize..word.end as usize).unwrap_or("");
        let digits = word.kind == Kind::Number;
        if digits && is_part_of_a_date(text, word.start as usize, word.end as usize) {
            continue;
        }
        let padded = digits && written.len() == 2 && written.starts_with('0');
        let signed = digits && written.starts_with('#');
        // "Nol dua" says the 02 of the ballot where a contest is spoken of; elsewhere it may be a score.
        let spelled = !digits
            && word.number < 6
            && word.gap == Gap::SPACE
            && before(at).is_some_and(|zero| ZERO.contains(&zero.text(&analysis.form)))
            && words[at.saturating_sub(SPOKEN)..words.len().min(at + SPOKEN)]
                .iter()
                .any(|other| other.is(Mark::Company) && !other.is(Mark::Office));
        let keycap = digits && word.read_by.any(crate::normalise::ReadBy::KEYCAP);
        if !(strong || headed || padded || spelled || signed || keycap) || (listed && !strong) {
            continue;
        }
        // A lone verb before a bare word number ("pilih satu") is no ballot number.
        // A number glued to letters ("teman2") counts them, unless the letters lead to it ("paslon02", "coblos2").
        if word.gap.any(Gap::PART)
            && !(strong || headed)
            && !word.read_by.any(crate::normalise::ReadBy::HASHTAG)
        {
            continue;
        }
        // "5M" and "3T" are catchwords, not numbers, however they are led to.
        let letter = words.get(at + 1).is_some_and(|next| {
            next.gap.any(Gap::PART) && next.kind == Kind::Word && next.end - next.start == 1
        });
        if letter && !strong {
            continue;
        }
        // So many pairs stand nowhere: it is a party's number or a thing's.
        if word.number > MOST_PAIRS && !strong {
            let voted = (first..at).any(|head| words[head].is(Mark::Company));
            let party = || names.iter().any(|mention| mention.form == Form::Party);
            if !voted && !party() {
                continue;
            }
        }
        if !digits && !strong && !spelled && !(first..at).any(|head| words[head].is(Mark::Between)) {
            continue;
        }
        analysis.mentions.push(Mention {
            first: if strong || (first..at).any(|head| words[head].is(Mark::Between)) {
                trimmed(words, first, at)
            } else {
                index - u32::from(spelled)
            },
            last: index + 1,
            surface: None,
            contestant: None,
            form: Form::Number,
            alone: strong,
            number: word.number,
            listed,
            // Few ballots go on after the fifth, and many things are counted with a zero before.
            as_on_ballot: padded && word.number < 6,
            certainty: Certainty::Assumed,
        });
    }
}

/// So near a word of a contest makes spelled digits a ballot number.
const SPOKEN: usize = 6;

/// Words for the zero of a ballot number, in normal form.
const ZERO: [&str; 3] = ["nol", "kosong", "zero"];

/// Whether more digits stand beside a number with a sign of dates and times between: `08/05/2024`, `19.05`.
fn is_part_of_a_date(text: &str, start: usize, end: usize) -> bool {
    let sign = |byte: Option<&u8>| matches!(byte, Some(b'/' | b'.' | b':' | b'-'));
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let before = |back: usize| start.checked_sub(back).and_then(|at| bytes.get(at));
    (sign(before(1)) && digit(before(2))) || (sign(bytes.get(end)) && digit(bytes.get(end + 1)))
}

/// The span of a number begins at its noun, not at a verb before it, so that "coblos nomor 2" stays a verb with a
/// mention.
fn trimmed(words: &[Word], first: usize, at: usize) -> u32 {
    let mut start = at;
    for index in (first..at).rev() {
        if words[index].is(Mark::Between)
            || words[index].is(Mark::StrongHead)
            || words[index].is(Mark::Listed)
        {
            start = index;
        } else {
            break;
        }
    }
    start as u32
}

/// The electoral district that a field names: what stands between `dapil` and the number after it, and the number; 0
/// where there is none.
pub(super) fn district(analysis: &Analysis, text: &str) -> Option<(String, u8)> {
    const LONGEST: usize = 4;
    let words = &analysis.words;
    let at = words.iter().position(|word| word.is(Mark::District))?;
    let mut name = String::new();
    for word in words[at + 1..].iter().take(LONGEST) {
        if word.sentence != words[at].sentence {
            break;
        }
        let written = text.get(word.start as usize..word.end as usize).unwrap_or("");
        let roman = district_number(written);
        let number = if word.number > 0 { word.number } else { roman };
        if number > 0 {
            return Some((name, number));
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(written);
    }
    Some((name, 0))
}
