//! Places: the regions that a field names, which say whose ballot its numbers are on.

use crate::law::RegionCode;
use crate::matcher::Mark;
use crate::pack::Pack;

use super::Analysis;

/// A region's name has so many words at most.
const LONGEST: usize = 3;

/// So many regions are kept; a post that names more is about none of them.
pub(super) const MOST: usize = 3;

/// The regions that a field names, each once.
///
/// Many names of regencies are ordinary words ("batang", "pati"), so that one word in small letters counts only where it
/// names a province or a word of a contest stands before it. What is covered by the name of a contestant is no place.
pub(super) fn named(pack: &Pack, analysis: &Analysis, text: &str, found: &mut Vec<RegionCode>) {
    found.clear();
    let words = &analysis.words;
    // Mentions are sorted, and none overlaps another.
    let covered = |at: usize| {
        let begun = analysis
            .mentions
            .partition_point(|mention| mention.first as usize <= at);
        begun > 0 && at < analysis.mentions[begun - 1].last as usize
    };
    let mut at = 0;
    while at < words.len() && found.len() <= MOST {
        let begins = text
            .get(words[at].start as usize..words[at].end as usize)
            .is_some_and(|word| pack.law.may_begin_a_region(word));
        if !begins {
            at += 1;
            continue;
        }
        let long = LONGEST.min(words.len() - at);
        let reached = (1..=long).rev().find_map(|many| {
            let last = &words[at + many - 1];
            if last.sentence != words[at].sentence || (at..at + many).any(covered) {
                return None;
            }
            let written = text.get(words[at].start as usize..last.end as usize)?;
            let region = pack.law.only_region(written).ok()?;
            let capital = written.starts_with(char::is_uppercase);
            let led = at > 0 && words[at - 1].is(Mark::Company);
            (written.starts_with(char::is_alphabetic)
                && (many > 1 || capital || led || region.code.is_province()))
            .then_some((many, region.code))
        });
        match reached {
            Some((many, code)) => {
                if !found.contains(&code) {
                    found.push(code);
                }
                at += many;
            }
            None => at += 1,
        }
    }
}
