//! Voice: whose words take a side, and how much of a field does.

use crate::normalise::{Gap, Kind};
use crate::pack::{Lean, Pack, Shaped};

use super::relations::{hints, lean};
use super::{Analysis, Hit, ShapeSet};

/// So many words before and after a quotation may say whose it is.
const BESIDE: usize = 4;

/// What leads to a quotation or follows it, in normal form, without `-nya`.
const SPEAKING: [&str; 40] = [
    "kata",
    "ujar",
    "ucap",
    "tutur",
    "tulis",
    "menulis",
    "teriak",
    "berteriak",
    "meneriakkan",
    "sebut",
    "menyebut",
    "ungkap",
    "jelas",
    "tegas",
    "imbuh",
    "lanjut",
    "sambung",
    "tambah",
    "berbunyi",
    "bunyi",
    "bertuliskan",
    "tertulis",
    "mengatakan",
    "bilang",
    "ngomong",
    "tulisan",
    "kalimat",
    "ucapan",
    "seruan",
    "teriakan",
    "spanduk",
    "menurut",
    "celetuk",
    "sahut",
    "jawab",
    "tanya",
    "pesan",
    "dibalas",
    "status",
    "judul",
];

/// Sets the shapes that say whose words take a side, and how much of a field does.
pub(super) fn voice(pack: &Pack, analysis: &Analysis, shapes: &mut ShapeSet) {
    let words = &analysis.words;
    let quotes = shapes.has(Shaped::SaidInQuotes);
    let (mut firm, mut told, mut covered, mut until) = (0u32, 0u32, 0, 0u32);
    for hit in &analysis.hits {
        if lean(pack, hit) == Lean::Neither || hints(pack, hit) {
            continue;
        }
        firm += 1;
        // Names are left out: how many words somebody's name has says nothing.
        covered += (hit.first.max(until)..hit.last)
            .filter(|&at| !analysis.names(at))
            .count();
        until = until.max(hit.last);
        told += u32::from(quotes && is_told(analysis, hit));
    }
    let spoken = words
        .iter()
        .zip(0u32..)
        .filter(|&(word, at)| word.kind == Kind::Word && !word.gap.any(Gap::PART) && !analysis.names(at))
        .count();
    shapes.set(Shaped::MostlySides, firm > 0 && covered * 2 >= spoken);
    shapes.set(Shaped::QuotedOfOthers, firm > 0 && told == firm);
}

/// Whether a word of speaking stands beside the quotation that holds a hit.
fn is_told(analysis: &Analysis, hit: &Hit) -> bool {
    let words = &analysis.words;
    let quote = |at: &usize| words[*at].gap.any(Gap::QUOTE);
    let first = hit.first as usize;
    let Some(opening) = (0..=first).rev().take(60).find(quote) else {
        return false;
    };
    let closing = (first + 1..words.len())
        .take(60)
        .find(quote)
        .unwrap_or(words.len());
    let beside = |from: usize, to: usize| {
        words[from..to.min(words.len())].iter().any(|word| {
            let text = word.text(&analysis.form);
            SPEAKING.contains(&text.strip_suffix("nya").unwrap_or(text))
        })
    };
    beside(opening.saturating_sub(BESIDE), opening) || beside(closing, closing + BESIDE)
}
