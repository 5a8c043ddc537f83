//! A lead: a flagged verdict, reduced to what a report shows of it.

use std::sync::Arc;

use netra::{Binds, Evidence, Finding, Mitigating, Named, Stance, Suppressed};

use super::carried::Carried;
use super::table::{Table, Tables};
use super::words;

/// A flagged verdict.
#[derive(Debug, Default)]
pub(crate) struct Lead {
    /// The id as it is written in JSON.
    pub(crate) id: Box<str>,
    /// In ten-thousandths.
    pub(crate) score: u16,
    pub(crate) stance: Vec<Stance>,
    pub(crate) findings: Vec<Shown>,
    /// What spoke for the author.
    pub(crate) guards: Vec<Line>,
    /// Findings that a guard took away: the ban and the guard.
    pub(crate) suppressed: Vec<(u32, u32)>,
    /// Where contestants are named.
    pub(crate) named: Vec<Line>,
    pub(crate) notes: Vec<u32>,
    pub(crate) policies: Vec<u32>,
    /// The post, as far as it is known.
    pub(crate) post: Carried,
    /// What the score would be without words of the post, the largest change first.
    pub(crate) without: Vec<Without>,
}

/// Words of a post, and the score that it would have without them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Without {
    pub(crate) field: Arc<str>,
    /// In bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) quote: Box<str>,
    pub(crate) is_contestant: bool,
    pub(crate) after: u16,
    pub(crate) flagged: bool,
}

/// A finding.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) ban: u32,
    pub(crate) flagged: bool,
    pub(crate) score: u16,
    pub(crate) stance: Stance,
    pub(crate) contestant: Option<u32>,
    pub(crate) period: Option<u32>,
    pub(crate) class: Option<u32>,
    pub(crate) alternatives: Vec<u32>,
    pub(crate) binds: Binds,
    pub(crate) citations: Vec<u32>,
    pub(crate) total: i32,
    pub(crate) evidence: Vec<Line>,
    pub(crate) mitigating: Vec<Line>,
}

/// A line of a ledger, a guard or a name: a place in the post and what was read there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) points: Option<i32>,
    pub(crate) field: u32,
    /// In the unit of the verdicts.
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) quote: Box<str>,
    /// A signal, a guard or a contestant.
    pub(crate) what: u32,
    pub(crate) term: Option<u32>,
    pub(crate) readings: Vec<u32>,
}

impl Lead {
    /// Every line with a place in the post.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> + Clone {
        let of_findings = self
            .findings
            .iter()
            .flat_map(|finding| finding.evidence.iter().chain(&finding.mitigating));
        of_findings.chain(&self.guards).chain(&self.named)
    }

    /// The flagged findings.
    pub(crate) fn flagged(&self) -> impl Iterator<Item = &Shown> {
        self.findings.iter().filter(|finding| finding.flagged)
    }
}

fn number(table: &mut Table, word: &str) -> Option<u32> {
    (!word.is_empty()).then(|| table.put(word))
}

impl Shown {
    /// What a report shows of a finding.
    pub(crate) fn of(finding: &Finding, tables: &mut Tables) -> Shown {
        let citations = finding
            .citations
            .iter()
            .map(|citation| {
                let bar = Tables::BAR;
                let parts = format!(
                    "{}{bar}{}{bar}{}",
                    citation.instrument, citation.article, citation.status
                );
                tables.citations.put(&parts)
            })
            .collect();
        let evidence = finding.ledger.evidence.iter();
        let mitigating = finding.ledger.mitigating.iter();
        Shown {
            ban: tables.bans.put(&finding.ban),
            flagged: finding.flagged,
            score: finding.score.ten_thousandths(),
            stance: finding.stance,
            contestant: finding.contestant.as_deref().map(|id| tables.contestants.put(id)),
            period: finding.period.as_deref().map(|word| tables.periods.put(word)),
            class: number(&mut tables.classes, &finding.sanction.class),
            alternatives: finding
                .sanction
                .alternatives
                .iter()
                .map(|class| tables.classes.put(class))
                .collect(),
            binds: finding.binds,
            citations,
            total: finding.ledger.total,
            evidence: evidence.map(|hit| Line::evidence(hit, tables)).collect(),
            mitigating: mitigating.map(|guard| Line::guard(guard, tables)).collect(),
        }
    }
}

impl Line {
    fn evidence(hit: &Evidence, tables: &mut Tables) -> Line {
        // Ids that mean something; in other signals the same letters are words of the lexicon.
        let named = (*hit.signal == *"contestant").then(|| format!("{}{}", words::SHAPE, hit.term));
        Line {
            points: Some(hit.points),
            field: tables.fields.put(&hit.field),
            start: hit.start,
            end: hit.end,
            quote: Box::from(hit.text.as_str()),
            what: tables.signals.put(&hit.signal),
            term: number(&mut tables.terms, named.as_deref().unwrap_or(&hit.term)),
            readings: hit.read_by.iter().map(|step| tables.readings.put(step)).collect(),
        }
    }

    /// A guard, of a finding or of the verdict.
    pub(crate) fn guard(guard: &Mitigating, tables: &mut Tables) -> Line {
        Line {
            points: guard.points,
            field: tables.fields.put(&guard.field),
            start: guard.start,
            end: guard.end,
            quote: Box::from(guard.text.as_str()),
            what: tables.guards.put(&guard.guard),
            term: None,
            readings: Vec::new(),
        }
    }

    /// The name of a contestant.
    pub(crate) fn named(named: &Named, tables: &mut Tables) -> Line {
        Line {
            points: None,
            field: tables.fields.put(&named.field),
            start: named.start,
            end: named.end,
            quote: Box::from(""),
            what: tables.contestants.put(&named.id),
            term: None,
            readings: Vec::new(),
        }
    }
}

/// A finding that was taken away.
pub(crate) fn suppressed(gone: &Suppressed, tables: &mut Tables) -> (u32, u32) {
    (tables.bans.put(&gone.ban), tables.guards.put(&gone.by))
}
