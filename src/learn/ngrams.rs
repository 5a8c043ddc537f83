//! Sequences of tokens that tell labelled posts from others: candidates for new terms, for a person to accept.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::exact::ln;

/// The longest sequence looked at.
const LONGEST: usize = 4;

/// A post as token numbers in normal form. Numbers must be below 2³² − 1.
#[derive(Clone, Copy, Debug)]
pub struct Tokens<'a> {
    /// The tokens, in order. A caller who does not want sequences to run across a seam puts in [`Search::seam`].
    pub tokens: &'a [u32],
    /// Whether the post is labelled with what is looked for.
    pub label: bool,
    /// Where the post comes from.
    pub source: u32,
}

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Search {
    /// The longest sequence, 1 to 4 tokens.
    pub longest: usize,
    /// In at least so many labelled posts.
    pub support: u32,
    /// From at least so many distinct sources, counting labelled posts.
    pub sources: u32,
    /// At least so many standard errors away from no difference.
    pub z: f64,
    /// Added to every count, so that what was never seen is not thought impossible.
    pub smoothing: f64,
    /// At most so many candidates.
    pub most: usize,
    /// A token that no sequence contains.
    pub seam: Option<u32>,
}

impl Default for Search {
    fn default() -> Search {
        Search {
            longest: LONGEST,
            support: 5,
            sources: 2,
            z: 2.0,
            smoothing: 0.5,
            most: 500,
            seam: None,
        }
    }
}

/// A sequence that occurs more in labelled posts than in others.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The tokens.
    pub tokens: Vec<u32>,
    /// Labelled posts that contain it.
    pub labelled: u32,
    /// Other posts that contain it.
    pub others: u32,
    /// Distinct sources of those labelled posts.
    pub labelled_sources: u32,
    /// Distinct sources of those other posts.
    pub other_sources: u32,
    /// The share of the posts with it that is labelled.
    pub precision: f64,
    /// Its log-odds in labelled posts over its log-odds in others, smoothed.
    pub log_odds: f64,
    /// The same in standard errors.
    pub z: f64,
}

/// The sequences that tell labelled posts from others, the surest first; equals in the order of their tokens.
///
/// A sequence counts once a post. Longer ones are counted only where both of their shorter parts are frequent enough:
/// no longer one can be more frequent than its parts, so nothing is lost. Memory grows with the frequent ones only.
///
/// ```
/// use netra::learn::{Search, Tokens, candidates};
/// let posts = [[1, 2], [1, 2], [3, 2], [3, 2]];
/// let posts: Vec<Tokens> = (0..).zip(&posts).map(|(at, tokens)| Tokens { tokens, label: at < 2, source: at }).collect();
/// let found = candidates(&posts, Search { support: 2, z: 0.0, ..Search::default() });
/// assert_eq!(found[0].tokens, [1]);
/// ```
#[must_use]
pub fn candidates(posts: &[Tokens<'_>], search: Search) -> Vec<Candidate> {
    // By source, so that a new source is seen by comparing with the last one. The sort is stable.
    let mut posts: Vec<Tokens<'_>> = posts.to_vec();
    posts.sort_by_key(|post| post.source);
    let of_label = |label: bool| posts.iter().filter(|post| post.label == label).count() as f64;
    let totals = (of_label(true), of_label(false));

    let mut found = Vec::new();
    let mut shorter: Grams = Grams::default();
    for length in 1..=search.longest.min(LONGEST) {
        let mut grams = count(&posts, length, &shorter, search.seam);
        grams.retain(|_, seen| seen.labelled >= search.support.max(1));
        for (gram, seen) in &grams {
            let candidate = seen.candidate(unpack(*gram), totals, search.smoothing);
            if seen.labelled_sources >= search.sources && candidate.z >= search.z {
                found.push(candidate);
            }
        }
        shorter = grams;
    }
    // The map's order is not used: z, then the tokens, decide alone.
    found.sort_by(|one, other| {
        other
            .z
            .total_cmp(&one.z)
            .then_with(|| one.tokens.cmp(&other.tokens))
    });
    found.truncate(search.most);
    found
}

type Grams = HashMap<u128, Seen, BuildHasherDefault<Mix>>;

/// Counts the sequences of one length whose two shorter parts are known.
fn count(posts: &[Tokens<'_>], length: usize, shorter: &Grams, seam: Option<u32>) -> Grams {
    let mut grams = Grams::default();
    for (at, post) in (0_u32..).zip(posts) {
        for window in post.tokens.windows(length) {
            if window
                .iter()
                .any(|&token| Some(token) == seam || token == u32::MAX)
            {
                continue;
            }
            let known = |part: &[u32]| shorter.contains_key(&pack(part));
            if length > 1 && !(known(&window[1..]) && known(&window[..length - 1])) {
                continue;
            }
            grams.entry(pack(window)).or_default().see(at, post);
        }
    }
    grams
}

/// What was seen of a sequence. "Last" fields hold the number plus one, so that 0 is "none yet".
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    labelled: u32,
    others: u32,
    labelled_sources: u32,
    other_sources: u32,
    last_post: u64,
    last_labelled_source: u64,
    last_other_source: u64,
}

impl Seen {
    fn see(&mut self, at: u32, post: &Tokens<'_>) {
        if self.last_post == u64::from(at) + 1 {
            return;
        }
        self.last_post = u64::from(at) + 1;
        let source = u64::from(post.source) + 1;
        let (times, sources, last) = if post.label {
            (
                &mut self.labelled,
                &mut self.labelled_sources,
                &mut self.last_labelled_source,
            )
        } else {
            (
                &mut self.others,
                &mut self.other_sources,
                &mut self.last_other_source,
            )
        };
        *times += 1;
        if *last != source {
            *last = source;
            *sources += 1;
        }
    }

    fn candidate(
        &self,
        tokens: Vec<u32>,
        (all_labelled, all_others): (f64, f64),
        smoothing: f64,
    ) -> Candidate {
        let add = smoothing.max(1e-9);
        let (labelled, others) = (f64::from(self.labelled), f64::from(self.others));
        let cells = [labelled, all_labelled - labelled, others, all_others - others].map(|cell| cell + add);
        let log_odds = ln(cells[0] / cells[1]) - ln(cells[2] / cells[3]);
        let variance: f64 = cells.iter().map(|cell| 1.0 / cell).sum();
        Candidate {
            tokens,
            labelled: self.labelled,
            others: self.others,
            labelled_sources: self.labelled_sources,
            other_sources: self.other_sources,
            precision: labelled / (labelled + others).max(1.0),
            log_odds,
            z: log_odds / variance.sqrt(),
        }
    }
}

/// Up to four tokens as one number, each plus one so that length is kept.
fn pack(tokens: &[u32]) -> u128 {
    tokens.iter().fold(0, |packed, &token| {
        (packed << 32) | u128::from(token.saturating_add(1))
    })
}

fn unpack(mut packed: u128) -> Vec<u32> {
    let mut tokens = Vec::with_capacity(LONGEST);
    while packed != 0 {
        // The lowest 32 bits, which hold a token plus one.
        tokens.push((packed as u32).wrapping_sub(1));
        packed >>= 32;
    }
    tokens.reverse();
    tokens
}

/// A hash for packed tokens: three multiplications in place of SipHash, which takes most of the time otherwise. The
/// tokens are our own, so nobody can choose them to collide.
#[derive(Clone, Copy, Debug, Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        let mixed = (self.0 ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        self.0 ^= self.0 >> 32;
    }

    fn write_u128(&mut self, value: u128) {
        self.write_u64(value as u64);
        self.write_u64((value >> 64) as u64);
    }
}

#[cfg(test)]
#[path = "ngrams_tests.rs"]
mod tests;
