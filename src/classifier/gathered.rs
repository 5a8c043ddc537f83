//! One verdict out of those of many passages.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::pieces::FIELDS;
use super::spare::Spare;
use super::verdicts::named;
use crate::pack::Pack;
use crate::post::Post;
use crate::reading::{Analysis, Field};
use crate::verdict::{Finding, Known, Mitigating, Named, Score, Suppressed, Verdict};

/// What the passages of a long post came to so far. Nothing in it grows with the post but the names in it, each once.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    score: Score,
    /// The best finding of each ban, with the passage that it comes from.
    findings: Vec<(usize, Finding)>,
    suppressed: Vec<(usize, Suppressed)>,
    /// What spoke for the author in passages that a finding came from.
    mitigating: Vec<(usize, Mitigating)>,
    contestants: Vec<Named>,
    /// Where contestants stand in the list, by number.
    known: HashMap<u32, usize>,
    people: Vec<Known>,
    /// Whom has been looked for in that list.
    asked: HashSet<(u32, u8)>,
    passages: usize,
}

impl Gathered {
    /// Takes over what one passage came to, and leaves nothing of it in the verdict but the notes. `begins` is where the pieces of
    /// the fields begin. Says whether no passage before it scored as much.
    pub(super) fn take(&mut self, pack: &Pack, verdict: &mut Verdict, begins: &[usize; 5]) -> bool {
        let passage = self.passages;
        self.passages += 1;
        let best = passage == 0 || verdict.score > self.score;
        self.score = self.score.max(verdict.score);
        let mut taken = false;
        for mut finding in verdict.findings.drain(..) {
            let rank = |finding: &Finding| (finding.flagged, finding.score);
            let known = self
                .findings
                .iter_mut()
                .find(|(_, known)| known.ban == finding.ban);
            match known {
                Some((_, known)) if rank(known) >= rank(&finding) => continue,
                Some(known) => {
                    moved(pack, &mut finding, begins);
                    *known = (passage, finding);
                }
                None => {
                    moved(pack, &mut finding, begins);
                    self.findings.push((passage, finding));
                }
            }
            taken = true;
        }
        for suppressed in verdict.suppressed.drain(..) {
            if !self
                .suppressed
                .iter()
                .any(|(_, known)| known.ban == suppressed.ban)
            {
                self.suppressed.push((passage, suppressed));
                taken = true;
            }
        }
        if taken {
            self.mitigating
                .extend(verdict.mitigating.drain(..).map(|mut guard| {
                    shift(pack, begins, &guard.field, &mut guard.start, &mut guard.end);
                    (passage, guard)
                }));
            // What lost its finding to a better one says nothing any more.
            let (findings, suppressed) = (&self.findings, &self.suppressed);
            self.mitigating.retain(|(passage, _)| {
                findings.iter().any(|(from, _)| from == passage)
                    || suppressed.iter().any(|(from, _)| from == passage)
            });
        }
        verdict.mitigating.clear();
        verdict.stance.clear();
        verdict.flagged = false;
        verdict.score = Score::default();
        best
    }

    /// Adds who is named in a piece of a field.
    pub(super) fn name(
        &mut self,
        pack: &Pack,
        post: &Post<'_>,
        analysis: &Analysis,
        begin: usize,
        spare: &mut Spare,
    ) {
        for mention in &analysis.mentions {
            let Some(number) = mention.contestant else {
                continue;
            };
            if let Some(&at) = self.known.get(&number) {
                let known = &mut self.contestants[at];
                known.certainty = known.certainty.max(mention.certainty);
                continue;
            }
            let mut named = named(pack, post, analysis, mention, number, spare);
            (named.start, named.end) = (named.start + begin, named.end + begin);
            self.known.insert(number, self.contestants.len());
            self.contestants.push(named);
        }
        for person in &analysis.people {
            if !self.asked.insert((person.contestant, person.part as u8)) {
                continue;
            }
            let name = pack.contestants.person(person.contestant, person.part);
            if self.people.iter().any(|known| *known.name == *name) {
                continue;
            }
            let span = super::evidence::span(post, analysis, person.first, person.last);
            self.people.push(Known {
                name: pack.contestants.shared_person(person.contestant, person.part),
                field: pack.field_name(analysis.field),
                start: span.start + begin,
                end: span.end + begin,
            });
        }
    }

    /// Fills the verdict.
    pub(super) fn finish(mut self, pack: &Pack, verdict: &mut Verdict) {
        verdict.score = self.score;
        let mut findings: Vec<Finding> = self.findings.into_iter().map(|(_, finding)| finding).collect();
        findings.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.ban.cmp(&b.ban)));
        let suppressed = self.suppressed.into_iter().map(|(_, suppressed)| suppressed);
        let found = |ban: &Arc<str>| findings.iter().any(|finding| finding.ban == *ban);
        verdict
            .suppressed
            .extend(suppressed.filter(|suppressed| !found(&suppressed.ban)));
        for (_, guard) in self.mitigating {
            // Two pieces share the text where one ends.
            if !verdict.mitigating.contains(&guard) {
                verdict.mitigating.push(guard);
            }
        }
        verdict.findings = findings;
        verdict.settle();
        // In order of appearance, though two pieces share the text where one ends.
        let rank = |field: &Arc<str>| {
            FIELDS
                .into_iter()
                .position(|known| pack.field_name(known) == *field)
        };
        self.contestants
            .sort_by_key(|named| (rank(&named.field), named.start));
        self.people.sort_by_key(|known| (rank(&known.field), known.start));
        verdict.contestants.append(&mut self.contestants);
        verdict.people.append(&mut self.people);
    }
}

/// Moves all places of a finding from its piece to the whole text.
fn moved(pack: &Pack, finding: &mut Finding, begins: &[usize; 5]) {
    for line in &mut finding.ledger.evidence {
        shift(pack, begins, &line.field, &mut line.start, &mut line.end);
    }
    for line in &mut finding.ledger.mitigating {
        shift(pack, begins, &line.field, &mut line.start, &mut line.end);
    }
}

/// Moves a place in a piece of a field to where it stands in the whole. What stands for all of a text stays empty.
pub(super) fn shift(pack: &Pack, begins: &[usize; 5], field: &Arc<str>, start: &mut usize, end: &mut usize) {
    let begin = |known: Field| begins[known as usize];
    let field = FIELDS.into_iter().find(|known| pack.field_name(*known) == *field);
    if let Some(begin) = field.map(begin).filter(|_| *end > 0) {
        *start += begin;
        *end += begin;
    }
}
