//! Negation: which hits a negator takes away.
//!
//! A negator reaches the three words after it in its clause, until a word that ends its scope ("tidak cantik tapi
//! menang"). Phrases that only look like negation ("tidak hanya", "siapa lagi kalau bukan") hide the negator in them.

use crate::matcher::Word;
use crate::pack::{NegatorKind, Pack, Reach};

use super::Hit;

const SCOPE: u32 = 3;

/// Marks the hits that are negated.
pub(crate) fn apply(pack: &Pack, hits: &mut [Hit], words: &[Word]) {
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
        let from = hit.first.saturating_sub(SCOPE + longest);
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
            if hit.first - other.last > scope {
                continue;
            }
            if words[other.last as usize - 1].clause != words[hit.first as usize].clause {
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
            // A negator that is a word of a longer term has done its work there.
            let spent = near.iter().any(|term| {
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
