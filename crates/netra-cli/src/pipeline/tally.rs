//! Counts over a run, added up block by block in the order of the input.

use std::collections::BTreeMap;

use netra::{Post, Verdict};
use serde::{Deserialize, Serialize};

/// What a run has counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tally {
    /// Posts that were judged.
    pub(crate) posts: u64,
    /// Posts that are flagged.
    pub(crate) flagged: u64,
    /// Records that were rejected.
    pub(crate) rejected: u64,
    /// Bytes of input, after decompression.
    pub(crate) bytes: u64,
    /// Flagged posts by ban; a post counts once for each of its flagged bans.
    pub(crate) by_ban: BTreeMap<String, u64>,
    /// Flagged posts by side.
    pub(crate) by_stance: BTreeMap<String, u64>,
    /// Flagged posts by contestant.
    pub(crate) by_contestant: BTreeMap<String, u64>,
    /// Flagged posts by region, as the input gives it.
    pub(crate) by_region: BTreeMap<String, u64>,
    /// Flagged posts by day, where the time begins with a date.
    pub(crate) by_day: BTreeMap<String, u64>,
    /// All posts by note.
    pub(crate) by_note: BTreeMap<String, u64>,
}

impl Tally {
    /// Counts one post.
    pub(crate) fn count(&mut self, verdict: &Verdict, post: &Post<'_>) {
        self.posts += 1;
        for note in &verdict.notes {
            bump(&mut self.by_note, note);
        }
        if !verdict.flagged {
            return;
        }
        self.flagged += 1;
        for stance in &verdict.stance {
            bump(&mut self.by_stance, stance.as_str());
        }
        if let Some(region) = &post.region {
            bump(&mut self.by_region, region);
        }
        if let Some(day) = post.time.as_deref().and_then(day) {
            bump(&mut self.by_day, day);
        }
        let flagged = || verdict.findings.iter().filter(|finding| finding.flagged);
        once(&mut self.by_ban, flagged().map(|finding| &*finding.ban));
        once(
            &mut self.by_contestant,
            flagged().filter_map(|finding| finding.contestant.as_deref()),
        );
    }

    /// Adds the counts of a block.
    pub(crate) fn add(&mut self, block: Tally) {
        self.posts += block.posts;
        self.flagged += block.flagged;
        self.rejected += block.rejected;
        self.bytes += block.bytes;
        for (all, some) in [
            (&mut self.by_ban, block.by_ban),
            (&mut self.by_stance, block.by_stance),
            (&mut self.by_contestant, block.by_contestant),
            (&mut self.by_region, block.by_region),
            (&mut self.by_day, block.by_day),
            (&mut self.by_note, block.by_note),
        ] {
            for (name, count) in some {
                *all.entry(name).or_default() += count;
            }
        }
    }

    /// All records that were read.
    pub(crate) fn records(&self) -> u64 {
        self.posts + self.rejected
    }
}

fn bump(counts: &mut BTreeMap<String, u64>, name: &str) {
    match counts.get_mut(name) {
        Some(count) => *count += 1,
        None => drop(counts.insert(name.to_owned(), 1)),
    }
}

fn once<'n>(counts: &mut BTreeMap<String, u64>, names: impl Iterator<Item = &'n str>) {
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        if !seen.contains(&name) {
            seen.push(name);
            bump(counts, name);
        }
    }
}

/// The date at the start of a time.
fn day(time: &str) -> Option<&str> {
    let day = time.get(..10)?;
    let shaped = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shaped.then_some(day)
}
