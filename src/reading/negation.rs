//! Negation: which hits a negator takes away.
//!
//! A negator reaches the three words after it in its clause, until a word that ends its scope ("tidak cantik tapi
//! menang"), and through a list of single words that ends with "atau" ("jangan like, share, atau komentar"). Phrases that only
//! look like negation ("tidak hanya", "siapa lagi kalau bukan") hide the negator in them.

use crate::matcher::Word;
use crate::normalise::{Gap, NormalForm};
use crate::pack::{NegatorKind, Pack, Reach};

use super::Hit;

const SCOPE: u32 = 3;

/// So many words a list may have before its last part.
const LIST: u32 = 8;

/// What stands before the last part of a list that a negator has whole.
const OR: [&str; 3] = ["atau", "ataupun", "maupun"];

/// Marks the hits that are negated.
pub(crate) fn apply(pack: &Pack, hits: &mut [Hit], words: &[Word], form: &NormalForm) {
    let kind = |hit: &Hit| hit.negator;
    if !hits.iter().any(|hit| kind(hit).is_some()) {
        return;
    }
    // Hits are sorted by their first word, so what can concern one stands in a short stretch before it.
    let longest = hits.iter().map(|hit| hit.last - hit.first).max().unwrap_or(0);
    for at in 0..hits.len() {
        let hit = hits[at];
        if kind(&hit).is_some() || hit.first == 0 {
            continue;
        }
        let from = hit.first.saturating_sub(LIST + longest);
        let around = hits.partition_point(|other| other.first < from);
        let until = hits.partition_point(|other| other.first < hit.first);
        let near = &hits[around..until];
        let mut nearest: Option<(u32, NegatorKind)> = None;
        for other in near {
            let Some(negator) = kind(other) else { continue };
            if other.last > hit.first
                || !matches!(
                    negator,
                    NegatorKind::Not | NegatorKind::Dont | NegatorKind::Refuse
                )
            {
                continue;
            }
            let scope = if pack.groups[other.group as usize].reach == Reach::Near {
                0
            } else {
                SCOPE
            };
            let reached = hit.first - other.last <= scope
                && words[other.last as usize - 1].clause == words[hit.first as usize].clause;
            let listed = is_listed(words, form, other.last, &hit);
            if !reached && !listed {
                continue;
            }
            let hidden = near.iter().any(|phrase| {
                kind(phrase) == Some(NegatorKind::NotOnly)
                    && phrase.first <= other.first
                    && other.last <= phrase.last
            });
            let stopped = near.iter().any(|stop| {
                kind(stop) == Some(NegatorKind::Stop) && stop.first >= other.last && stop.last <= hit.first
            });
            // A negator that is a word of a longer term has done its work there, but for a list that goes on.
            let spent = !listed
                && near.iter().any(|term| {
                    kind(term).is_none()
                        && term.first <= other.first
                        && other.last <= term.last
                        && term.last - term.first > other.last - other.first
                });
            if !hidden && !stopped && !spent && nearest.is_none_or(|(last, _)| other.last > last) {
                nearest = Some((other.last, negator));
            }
        }
        hits[at].negated = nearest.map(|(_, negator)| negator);
    }
}

/// Whether nothing but single words with commas or "atau" between them leads from a negator to what may be a part of its list,
/// and "atau" stands before that part or before a later one.
fn is_listed(words: &[Word], form: &NormalForm, from: u32, hit: &Hit) -> bool {
    let to = hit.first;
    if from >= to || to - from > LIST || words[from as usize].sentence != words[to as usize].sentence {
        return false;
    }
    let or = |word: &Word| OR.contains(&word.text(form));
    let list = &words[from as usize..=to as usize];
    let parted = |pair: &[Word]| or(&pair[0]) || or(&pair[1]) || pair[1].gap.any(Gap::COMMA);
    if !list.windows(2).all(parted) {
        return false;
    }
    let rest = words[hit.last as usize..].iter().take(LIST as usize);
    or(&list[list.len() - 2])
        || rest
            .take_while(|word| or(word) || word.gap.any(Gap::COMMA))
            .any(or)
}
