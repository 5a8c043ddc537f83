//! Why and why not: everything that was read in one post, and what came near.

mod counterfactual;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::pack::{Owner, Pack};
use crate::reading::Analysis;
use crate::rules::{Draft, Drafts, Entry, Line, Stances, read_by};
use crate::verdict::{Score, Verdict};

pub use counterfactual::{Counterfactual, Cut, Part, Shift};

/// A verdict with everything that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The verdict.
    pub verdict: Verdict,
    /// The text in normal form.
    pub normal: String,
    /// Every mention, term and guard that was read, also those that decided nothing.
    pub hits: Vec<Hit>,
    /// Rules that fired below the `wide` threshold.
    pub near_misses: Vec<NearMiss>,
    /// What was added up: the entries of the stance ledgers, in order.
    pub entries: Vec<Weighed>,
    /// Every ledger that a rule opened.
    pub ledgers: Vec<Opened>,
    /// Whether the post names anybody that can be sided with; otherwise no stance ledger is opened.
    pub open: bool,
    /// The total of the ledger of favour.
    pub favour: i32,
    /// The total of the ledger of against.
    pub against: i32,
    /// What the verdict would be without each thing that counted; empty unless it was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counterfactuals: Vec<Counterfactual>,
}

/// An entry of the stance ledgers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighed {
    /// `signal/group`, or `guard:name/group`.
    pub group: String,
    /// The term as it stands in its file; absent for shapes, forms of naming and flips.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Arc<str>>,
    /// Points to the ledger of favour.
    pub favour: i32,
    /// Points to the ledger of against.
    pub against: i32,
    /// Points to the ledgers of acts.
    pub act: i32,
}

/// A ledger that a rule opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The ban.
    pub ban: Arc<str>,
    /// The rule.
    pub rule: Arc<str>,
    /// The sum of the lines.
    pub total: i32,
    /// What the rule starts with.
    pub start: i32,
    /// What the side taken adds.
    pub side: i32,
    /// The entries that count, by number in [`Explanation::entries`], with their points.
    pub lines: Vec<(usize, i32)>,
}

/// Something that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The field.
    #[serde(rename = "in")]
    pub field: Arc<str>,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Signal or guard; `contestant` for a mention.
    pub signal: Arc<str>,
    /// The group within it; for a mention how it names the contestant.
    pub group: Arc<str>,
    /// The term, or the contestant's id.
    pub term: Arc<str>,
    /// Points to the ledger of favour.
    pub favour: i32,
    /// Points to the ledger of against.
    pub against: i32,
    /// Points to the ledgers of acts.
    pub act: i32,
    /// Whether a negation took it away.
    pub negated: bool,
    /// The readings it took.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read_by: Vec<Arc<str>>,
}

/// A rule that fired below the `wide` threshold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NearMiss {
    /// The ban.
    pub ban: Arc<str>,
    /// The rule.
    pub rule: Arc<str>,
    /// The total of its ledger.
    pub total: i32,
    /// Its score.
    pub score: Score,
}

/// What judging a post left behind.
pub(crate) struct Trace<'t> {
    /// The fields, as read.
    pub(crate) fields: &'t [Analysis],
    /// What was added up.
    pub(crate) entries: &'t [Entry],
    /// The rules that fired.
    pub(crate) drafts: &'t Drafts,
    /// The stance ledgers.
    pub(crate) stances: Stances,
}

impl Explanation {
    pub(crate) fn of(pack: &Pack, trace: &Trace<'_>, verdict: Verdict) -> Explanation {
        let mut hits = Vec::new();
        for analysis in trace.fields {
            let field = pack.field_name(analysis.field);
            for mention in &analysis.mentions {
                let span = analysis.span(mention.first, mention.last);
                hits.push(Hit {
                    field: Arc::clone(&field),
                    start: span.start,
                    end: span.end,
                    signal: Arc::from("contestant"),
                    group: Arc::from(mention.form.as_str()),
                    term: mention
                        .contestant
                        .map_or_else(|| Arc::from("?"), |number| pack.contestants.shared_id(number)),
                    favour: 0,
                    against: 0,
                    act: 0,
                    negated: false,
                    read_by: read_by(analysis, mention.first, mention.last)
                        .names()
                        .map(Arc::from)
                        .collect(),
                });
            }
            for hit in &analysis.hits {
                let span = analysis.span(hit.first, hit.last);
                let info = &pack.groups[hit.group as usize];
                let (Owner::Signal(number) | Owner::Guard(number)) = info.owner;
                let points = pack.terms[hit.term as usize].points();
                hits.push(Hit {
                    field: Arc::clone(&field),
                    start: span.start,
                    end: span.end,
                    signal: Arc::clone(&pack.signals[number as usize].name),
                    group: Arc::clone(&info.id),
                    term: Arc::from(pack.terms.text(hit.term)),
                    favour: points.favour,
                    against: points.against,
                    act: points.act,
                    negated: hit.negated.is_some(),
                    read_by: read_by(analysis, hit.first, hit.last)
                        .names()
                        .map(Arc::from)
                        .collect(),
                });
            }
        }
        let entries = trace.entries.iter().map(|entry| weighed(pack, entry)).collect();
        let mut near_misses = Vec::new();
        for draft in trace.drafts.all() {
            let rule = &pack.rules[draft.rule as usize];
            let score = draft.score;
            if score.ten_thousandths() < pack.calibration.thresholds(draft.table)[2] {
                near_misses.push(NearMiss {
                    ban: Arc::clone(&rule.ban),
                    rule: Arc::clone(&rule.id),
                    total: draft.total,
                    score,
                });
            }
        }
        let ledgers = trace
            .drafts
            .all()
            .iter()
            .map(|draft| opened(pack, draft, trace.drafts.lines(draft)))
            .collect();
        Explanation {
            ledgers,
            normal: trace
                .fields
                .first()
                .map(|field| field.form.text().to_owned())
                .unwrap_or_default(),
            hits,
            near_misses,
            entries,
            open: trace.stances.open,
            favour: trace.stances.favour,
            against: trace.stances.against,
            counterfactuals: Vec::new(),
            verdict,
        }
    }
}

fn weighed(pack: &Pack, entry: &Entry) -> Weighed {
    let info = &pack.groups[entry.group as usize];
    let (Owner::Signal(number) | Owner::Guard(number)) = info.owner;
    Weighed {
        group: format!("{}/{}", pack.signals[number as usize].name, info.id),
        term: entry
            .term
            .filter(|_| !entry.negated)
            .map(|term| Arc::from(pack.terms.text(term))),
        favour: entry.favour,
        against: entry.against,
        act: entry.act,
    }
}

fn opened(pack: &Pack, draft: &Draft, lines: &[Line]) -> Opened {
    let rule = &pack.rules[draft.rule as usize];
    let mut opened = Opened {
        ban: Arc::clone(&rule.ban),
        rule: Arc::clone(&rule.id),
        total: draft.total,
        start: 0,
        side: 0,
        lines: Vec::new(),
    };
    for line in lines {
        match *line {
            Line::Rule(points) => opened.start += points,
            Line::Stance(points) => opened.side += points,
            Line::Target(_, points) => opened.start += points,
            Line::Entry(at, points) => opened.lines.push((at as usize, points)),
        }
    }
    opened
}

/// What is in a compiled lexicon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackStats {
    /// Version and digest.
    pub version: Arc<str>,
    /// Contestants.
    pub contestants: usize,
    /// Ways to write them.
    pub surfaces: usize,
    /// Terms as they stand in the files.
    pub terms: usize,
    /// Groups of terms.
    pub groups: usize,
    /// Rules.
    pub rules: usize,
    /// Bans.
    pub bans: usize,
    /// Spellings that are known.
    pub spellings: usize,
    /// Bytes on the heap for matching.
    pub heap: usize,
}

impl PackStats {
    pub(crate) fn of(pack: &Pack) -> PackStats {
        PackStats {
            version: Arc::clone(&pack.version),
            contestants: pack.contestants.len(),
            surfaces: pack.surfaces.len(),
            terms: pack.terms.len(),
            groups: pack.groups.len(),
            rules: pack.rules.len(),
            bans: pack.law.bans().len(),
            spellings: pack.vocabulary.spellings(),
            heap: pack.vocabulary.heap()
                + pack.names.heap()
                + pack.phrases.heap()
                + pack.placed.heap()
                + pack.lone.heap(),
        }
    }
}
