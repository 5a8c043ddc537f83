//! Which of the terms that stand in a field count: the longest, and of those that share words the one that says most.

use crate::matcher::{self, Place};
use crate::normalise::Kind;
use crate::pack::{Form, Mask, Pack, Rivals};

use super::{Analysis, Hit, address, mentions};

impl Analysis {
    /// Finds the terms, once it is settled which mentions count.
    pub(crate) fn find_terms(&mut self, pack: &Pack, mask: &Mask) {
        self.find_places(pack);
        self.find_phrases(pack);
        self.found.clone_from(&self.phrases);
        matcher::find_placed(&pack.placed, &self.words, &self.places, &mut self.found);
        if mask.hides_terms() {
            self.found.retain(|found| !mask.hides_term(found.what));
        }
        // A phrase that begins or ends inside a name reads a part of the name as a word: whoever is called Bahagia or
        // Chelsea is neither praised nor a football club.
        if !self.mentions.is_empty() {
            let mut found = std::mem::take(&mut self.found);
            found.retain(|found| !mentions::cuts(pack, self, found.first, found.last));
            self.found = found;
        }
        // Signals compete with signals, guards with guards, negators with negators.
        matcher::longest(
            &mut self.found,
            &self.words,
            &mut self.rivals,
            |term| pack.groups[pack.terms[term as usize].group as usize].rivals,
            Rivals::compete,
        );
        self.once(pack);
    }

    /// The places that mentions fill in terms.
    fn find_places(&mut self, pack: &Pack) {
        self.places.clear();
        if self.mentions.is_empty() {
            return;
        }
        // The accounts that a reply begins with are whom it is sent to, not what it says.
        let reply = self
            .words
            .iter()
            .take_while(|word| word.kind == Kind::Handle)
            .count() as u32;
        self.places.extend(
            self.mentions
                .iter()
                .filter(|mention| mention.first >= reply)
                .map(|mention| Place {
                    first: mention.first,
                    last: mention.last,
                    party: mention.is_party(pack),
                }),
        );
        // What leads to a name belongs to it: "dukung Pak Wayan" and "dukung pasangan Wayan" say what "dukung Wayan" says.
        for mention in self.mentions.iter().filter(|mention| mention.first > reply) {
            for first in address::before(&self.form, &self.words, mention) {
                self.places.push(Place {
                    first,
                    last: mention.last,
                    party: mention.form == Form::Party,
                });
            }
        }
        self.places
            .sort_unstable_by_key(|place| (place.first, place.last));
    }

    /// Makes hits of what was found, in order of the words. No word counts twice for the same signal or guard: of those that
    /// share a word of their own (not a mention), the one that weighs most stays; among equals the longer, then the earlier.
    fn once(&mut self, pack: &Pack) {
        self.hits.clear();
        if self.found.is_empty() {
            return;
        }
        self.turns.clear();
        self.turns.extend(
            (0u32..)
                .zip(&self.found)
                .zip(&self.rivals)
                .map(|((at, found), rivals)| {
                    // One number in the order of turns: rivals beside each other, what weighs more and is longer first.
                    let weight = pack.terms[found.what as usize].weight();
                    let weight = (i64::from(u32::MAX) - (i64::from(weight) - i64::from(i32::MIN))) as u128;
                    let length = u128::from(u32::MAX - (found.last - found.first));
                    u128::from(rivals.for_words) << 96 | weight << 64 | length << 32 | u128::from(at)
                }),
        );
        self.turns.sort_unstable();
        // For each word the last company of rivals that took it; all of them for the words of a mention, which may be
        // shared. One look a word keeps long posts linear.
        const SHARED: u32 = u32::MAX;
        self.taken.clear();
        self.taken.resize(self.words.len(), 0);
        for mention in &self.mentions {
            self.taken[mention.first as usize..mention.last as usize].fill(SHARED);
        }
        let (mut company, mut before) = (0, None);
        for &turn in &self.turns {
            let rivals = (turn >> 96) as u32;
            if before != Some(rivals) {
                company += 1;
                before = Some(rivals);
            }
            let found = self.found[turn as u32 as usize];
            let words = &mut self.taken[found.first as usize..found.last as usize];
            if words.contains(&company) {
                continue;
            }
            for word in words.iter_mut().filter(|word| **word != SHARED) {
                *word = company;
            }
            let group = pack.terms[found.what as usize].group;
            self.hits.push(Hit {
                term: found.what,
                group,
                first: found.first,
                last: found.last,
                negator: pack.groups[group as usize].negator,
                negated: None,
            });
        }
        self.hits.sort_unstable_by_key(|hit| {
            u128::from(hit.first) << 64 | u128::from(hit.last) << 32 | u128::from(hit.term)
        });
    }
}
