//! Which leads say nearly the same: copies of one post, with a word changed or a name added.
//!
//! Texts are compared in netra's normal form, so that stretched letters, look-alikes and capitals make no difference,
//! by their shingles (five letters in a row). Two texts are alike when they share at least seven tenths of them and
//! take the same side of the same contestants. Each text is compared with the first of a group, never with its last,
//! so that a group cannot drift. Candidates come from minimum hashes in bands; what they propose is always compared
//! exactly. Linear in the texts: a bucket compares with at most [`MOST`] groups.

use std::collections::HashMap;

use netra::normalise::Normaliser;

use super::lead::Lead;

/// Letters of a shingle.
const LETTERS: usize = 5;
/// Hashes of a text: bands of rows. A pair that shares seven tenths is missed once in sixty times, one that shares
/// eight tenths once in a thousand.
const BANDS: usize = 10;
const ROWS: usize = 3;
/// Groups that a bucket proposes.
const MOST: usize = 8;
/// Texts of fewer shingles must be equal.
const FEW: usize = 16;
/// The longest beginning of a text that is compared, in characters.
const LONGEST: usize = 4_000;

/// The group of each lead, numbered in order; -1 for what nothing else is like.
pub(crate) fn groups(leads: &[Lead]) -> Vec<i64> {
    let mut groups = Groups::default();
    let found: Vec<Option<usize>> = leads
        .iter()
        .map(|lead| {
            let text = lead.post.get("text").filter(|text| !text.trim().is_empty())?;
            // What a like, a share or a comment answers to is part of what it says.
            let target = lead.post.get("target.text").unwrap_or_default();
            let mut sides: Vec<String> = lead
                .flagged()
                .map(|one| format!("{:?}{:?}", one.stance, one.contestant))
                .collect();
            sides.sort_unstable();
            sides.dedup();
            Some(groups.put(&format!("{text}\n{target}"), &sides.join(" ")))
        })
        .collect();
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    for group in found.iter().flatten() {
        *sizes.entry(*group).or_default() += 1;
    }
    let mut numbers: HashMap<usize, i64> = HashMap::new();
    found
        .into_iter()
        .map(|group| match group {
            Some(group) if sizes[&group] > 1 => {
                let next = numbers.len() as i64;
                *numbers.entry(group).or_insert(next)
            }
            _ => -1,
        })
        .collect()
}

/// The texts that came first in their groups.
#[derive(Default)]
struct Groups {
    normaliser: Normaliser,
    leaders: Vec<Leader>,
    equal: HashMap<(u64, u64), usize>,
    bands: Vec<HashMap<u64, Vec<usize>>>,
}

struct Leader {
    side: u64,
    shingles: Vec<u64>,
}

impl Groups {
    /// The group of a text that takes this side: a number that texts alike share.
    pub(crate) fn put(&mut self, text: &str, side: &str) -> usize {
        self.bands.resize_with(BANDS, HashMap::new);
        let side = hash(side.bytes());
        let normal = self.plain_words(text);
        let whole = hash(normal.bytes());
        if let Some(&group) = self.equal.get(&(whole, side)) {
            return group;
        }
        let shingles = shingles(&normal);
        let signature = signature(&shingles);
        let found = self.like(&shingles, &signature, side);
        let group = found.unwrap_or(self.leaders.len());
        self.equal.insert((whole, side), group);
        if found.is_none() {
            for (band, key) in self.bands.iter_mut().zip(&signature) {
                let bucket = band.entry(*key).or_default();
                if bucket.len() < MOST {
                    bucket.push(group);
                }
            }
            self.leaders.push(Leader { side, shingles });
        }
        group
    }

    fn like(&self, shingles: &[u64], signature: &[u64; BANDS], side: u64) -> Option<usize> {
        if shingles.len() < FEW {
            return None;
        }
        let mut seen: Vec<usize> = Vec::new();
        for (band, key) in self.bands.iter().zip(signature) {
            for &group in band.get(key).map_or(&[][..], Vec::as_slice) {
                if seen.contains(&group) {
                    continue;
                }
                seen.push(group);
                let leader = &self.leaders[group];
                if leader.side == side && alike(&leader.shingles, shingles) {
                    return Some(group);
                }
            }
        }
        None
    }

    /// Letters and digits in normal form, without accounts and links.
    fn plain_words(&self, text: &str) -> String {
        let mut words = String::new();
        for word in text
            .split_whitespace()
            .filter(|word| !word.starts_with('@') && !word.contains("://"))
        {
            words.push_str(word);
            words.push(' ');
            if words.len() > LONGEST * 4 {
                break;
            }
        }
        let normal = self.normaliser.normal_text(&words);
        normal
            .chars()
            .filter(|character| character.is_alphanumeric())
            .take(LONGEST)
            .collect()
    }
}

/// Shared shingles are at least seven tenths of all. Both lists are sorted.
fn alike(one: &[u64], other: &[u64]) -> bool {
    let (mut shared, mut at) = (0, 0);
    for shingle in one {
        while other.get(at).is_some_and(|next| next < shingle) {
            at += 1;
        }
        if other.get(at) == Some(shingle) {
            shared += 1;
            at += 1;
        }
    }
    let all = one.len() + other.len() - shared;
    all > 0 && shared * 10 >= all * 7
}

/// The hashes of all shingles, sorted, each once.
fn shingles(normal: &str) -> Vec<u64> {
    let letters: Vec<char> = normal.chars().collect();
    let mut shingles: Vec<u64> = letters
        .windows(LETTERS)
        .map(|window| hash(window.iter().flat_map(|letter| (*letter as u32).to_le_bytes())))
        .collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// One key a band, made of the smallest shingles under as many orders as it has rows.
fn signature(shingles: &[u64]) -> [u64; BANDS] {
    let mut keys = [0; BANDS];
    for (band, key) in (0_u64..).zip(&mut keys) {
        for row in 0..ROWS as u64 {
            let order = mix(band * ROWS as u64 + row + 1);
            let least = shingles.iter().map(|shingle| mix(shingle ^ order)).min();
            *key = mix(*key ^ least.unwrap_or(0)).wrapping_add(row);
        }
    }
    keys
}

/// FNV-1a, mixed.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    mix(hash)
}

/// The finishing step of SplitMix64.
fn mix(mut value: u64) -> u64 {
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_with_small_changes_share_a_group() {
        let mut groups = Groups::default();
        let first = "Mari kita menangkan Wasek nomor 1 di Awan Biru, terang untuk semua desa!";
        let group = groups.put(first, "favour 1");
        for copy in [
            "MARI KITA MENANGKAN WASEK NOMOR 1 DI AWAN BIRU, TERANG UNTUK SEMUA DESA!!!",
            "@teman Mari kita menangkan Wasek nomor 1 di Awan Biru, terang untuk semua desa! https://x.com/a",
            "Mari kita menangkaaan Wasek nomor 1 di Awan Biru, terang untuk semua desa sekalian!",
        ] {
            assert_eq!(groups.put(copy, "favour 1"), group, "{copy}");
        }
        let other = groups.put("Jalan desa kami rusak, kapan diperbaiki pak bupati?", "favour 1");
        assert_ne!(other, group);
        assert_ne!(
            groups.put(first, "against 1"),
            group,
            "another side is another group"
        );
    }

    #[test]
    fn short_texts_must_be_equal() {
        let mut groups = Groups::default();
        let group = groups.put("gas 1!", "favour 1");
        assert_eq!(groups.put("Gas 1", "favour 1"), group);
        assert_ne!(groups.put("gas 2!", "favour 1"), group);
        assert_ne!(groups.put("", "favour 1"), group);
    }

    #[test]
    fn a_group_does_not_drift() {
        let mut groups = Groups::default();
        let words: Vec<String> = (0..60).map(|number| format!("kata{number}")).collect();
        let text = |from: usize| words[from..from + 20].join(" ");
        let first = groups.put(&text(0), "s");
        let last = (1..40).map(|from| groups.put(&text(from), "s")).last();
        assert_ne!(last, Some(first));
    }
}
