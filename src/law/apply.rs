//! What of the law applies to one finding: citations, sanction, whether the author is bound.

use std::sync::Arc;

use crate::post::AuthorStatus;
use crate::verdict::{Binds, Citation, Sanction};

use super::Law;
use super::ban::{Ban, Basis};
use super::calendar::{Election, Period};
use super::choice::Policies;
use super::policy::{How, Policy, States};
use super::region::RegionCode;
use super::source::Statute;
use super::time::{Date, Moment};

/// What is known about a finding.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question<'a> {
    /// The ban.
    pub ban: &'a str,
    /// The policies in play.
    pub policies: Policies,
    /// The election of the contestant concerned; nothing where it is not known.
    pub election: Option<&'a str>,
    /// The region of that contest, else that of the post.
    pub region: Option<RegionCode>,
    /// The period of that election; nothing where the time is not known.
    pub period: Option<Period>,
    /// When; nothing where it is not known.
    pub moment: Option<Moment>,
    /// The author's status.
    pub author: AuthorStatus,
    /// Whether the finding rests on the words of the circular alone, which reach further than the national rules: those
    /// are not cited then, and no class of sanction is named, because the circulars name none.
    pub circular_alone: bool,
}

/// What of the law applies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Application {
    /// Whether the ban applies under the chosen policies in that period.
    pub applies: bool,
    /// The ban that catches the same act where no chosen policy states the one asked for.
    pub instead: Option<Arc<str>>,
    /// Whether it binds the author.
    pub binds: Binds,
    /// The class of sanction.
    pub sanction: Sanction,
    /// What it rests on: circulars first, then the bases in the order of the catalogue.
    pub citations: Arc<[Citation]>,
    /// What a reader of the verdict should know.
    pub notes: Vec<Arc<str>>,
}

/// The notes, shared so that a verdict does not copy them.
#[derive(Clone, Debug, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(super) struct Notes {
    nothing: Arc<str>,
    no_rule: Arc<str>,
    no_class: Arc<str>,
    implied: Arc<str>,
    elsewhere: Arc<str>,
    out_of_scope: Arc<str>,
    not_in_force: Arc<str>,
    not_in_period: Arc<str>,
    everyone: Arc<str>,
    alone: Arc<str>,
}

impl Default for Notes {
    fn default() -> Notes {
        Notes {
            nothing: Arc::from(""),
            no_rule: Arc::from("no-rule-in-catalogue"),
            no_class: Arc::from("sanction-not-in-catalogue"),
            implied: Arc::from("circular-implied"),
            elsewhere: Arc::from("circular-reported-elsewhere"),
            out_of_scope: Arc::from("outside-policy-scope"),
            not_in_force: Arc::from("policy-not-in-force"),
            not_in_period: Arc::from("ban-not-in-this-period"),
            everyone: Arc::from("criminal-law-binds-everyone"),
            alone: Arc::from("circular-alone"),
        }
    }
}

impl Law {
    /// Whether a ban applies: some chosen policy states it for this election, and it covers the period. Allocates
    /// nothing, so that it may be asked before there is a finding.
    #[must_use]
    pub fn applies(&self, question: &Question<'_>) -> bool {
        self.ban(question.ban).is_some_and(|ban| {
            question.period.is_none_or(|period| ban.periods.holds(period))
                && self.stating(ban, question).next().is_some()
        })
    }

    /// What of the law applies to a finding. An unknown ban applies never and cites nothing.
    #[must_use]
    pub fn apply(&self, question: &Question<'_>) -> Application {
        let Some(ban) = self.ban(question.ban) else {
            return Application::default();
        };
        let mut notes = Vec::new();
        let in_period = question.period.is_none_or(|period| ban.periods.holds(period));
        let stated = self.stating(ban, question).next().is_some();
        if !in_period {
            note(&mut notes, &self.notes.not_in_period);
        }
        if self.in_scope(question).next().is_none() {
            note(&mut notes, &self.notes.out_of_scope);
        }
        let election = question.election.and_then(|id| self.election(id));
        let date = self.date_of_law(question, election);
        let binds = self.binds(ban, question);
        // A finding about an author who is not bound, or not known, still rests on what binds civil servants.
        let author = if binds == Binds::Yes {
            question.author
        } else {
            AuthorStatus::Pns
        };
        let law = election.map(|election| election.law);
        if question.circular_alone {
            note(&mut notes, &self.notes.alone);
        }
        let citations = self.citations(ban, question, author, law, date, &mut notes);
        let sanction = self.sanction(ban, question, author, law, date, &mut notes);
        if question.author == AuthorStatus::Private && ban.binds.everyone() {
            note(&mut notes, &self.notes.everyone);
        }
        Application {
            applies: in_period && stated,
            instead: if stated { None } else { self.instead(ban, question) },
            binds,
            sanction,
            citations: citations.into(),
            notes,
        }
    }

    /// The chosen policies whose scope covers the election.
    fn in_scope<'a>(&'a self, question: &'a Question<'_>) -> impl Iterator<Item = &'a Policy> {
        self.policies_in(question.policies)
            .filter(move |policy| policy.covers(question.election))
    }

    /// Those among them that state the ban: how, or nothing for the national rules, which state all.
    fn stating<'a>(
        &'a self,
        ban: &'a Ban,
        question: &'a Question<'_>,
    ) -> impl Iterator<Item = (&'a Policy, Option<&'a States>)> {
        self.in_scope(question).filter_map(move |policy| {
            let states = policy.states(&ban.id);
            (policy.states_all || states.is_some()).then_some((policy, states))
        })
    }

    fn instead(&self, ban: &Ban, question: &Question<'_>) -> Option<Arc<str>> {
        let general = ban.residual.as_ref()?;
        self.in_scope(question)
            .any(|policy| policy.residual && policy.states(general).is_some())
            .then(|| Arc::clone(general))
    }

    fn binds(&self, ban: &Ban, question: &Question<'_>) -> Binds {
        match question.author {
            AuthorStatus::Unknown => Binds::Unknown,
            AuthorStatus::Private => Binds::No,
            author => {
                let bound = self.stating(ban, question).any(|(policy, _)| {
                    policy.binds.holds(author) || (policy.states_all && ban.binds.holds(author))
                });
                if bound { Binds::Yes } else { Binds::No }
            }
        }
    }

    /// The day whose law is asked for. Without a time a post is judged as in the campaign of its election, so the law
    /// of that campaign's first day; without an election, what is in force now.
    fn date_of_law(&self, question: &Question<'_>, election: Option<&Election>) -> Option<Date> {
        question
            .moment
            .map(Moment::date)
            .or_else(|| election.and_then(|election| election.campaign.first().map(|range| range.from)))
    }

    fn citations(
        &self,
        ban: &Ban,
        question: &Question<'_>,
        author: AuthorStatus,
        law: Option<Statute>,
        date: Option<Date>,
        notes: &mut Vec<Arc<str>>,
    ) -> Vec<Citation> {
        let mut citations = Vec::new();
        // A time that is only taken from the campaign does not put a circular out of force.
        let known = question.moment.map(Moment::date);
        for (policy, states) in self.stating(ban, question) {
            let Some(states) = states else { continue };
            if !self.in_force(policy, known) {
                note(notes, &self.notes.not_in_force);
                continue;
            }
            match states.how {
                How::Explicit => {}
                How::Implied => note(notes, &self.notes.implied),
                How::ReportedElsewhere => note(notes, &self.notes.elsewhere),
            }
            citations.push(Citation {
                instrument: Arc::clone(&policy.instrument),
                article: Arc::clone(&states.article),
                status: Arc::clone(&self.status_names[policy.status as usize]),
            });
        }
        let national = self.stating(ban, question).any(|(policy, _)| policy.states_all);
        let cited = |basis: &Basis| {
            if question.circular_alone {
                return false;
            }
            national
                || self
                    .stating(ban, question)
                    .any(|(policy, _)| policy.cites.contains(&basis.instrument))
        };
        citations.extend(
            ban.bases
                .iter()
                .filter(|basis| {
                    basis.binds.holds(author)
                        && basis.in_force(date)
                        && basis.when.speaks(question.period)
                        && fits(basis.law, law)
                        && cited(basis)
                })
                .map(|basis| basis.citation.clone()),
        );
        if citations.is_empty() {
            note(notes, &self.notes.no_rule);
        }
        citations
    }

    fn sanction(
        &self,
        ban: &Ban,
        question: &Question<'_>,
        author: AuthorStatus,
        law: Option<Statute>,
        date: Option<Date>,
        notes: &mut Vec<Arc<str>>,
    ) -> Sanction {
        let table = &ban.sanction;
        let mut classes: Vec<Arc<str>> = Vec::new();
        let mut add = |class: &Arc<str>| {
            if !classes.contains(class) {
                classes.push(Arc::clone(class));
            }
        };
        let special = |instead: bool| {
            table.special.iter().filter(move |special| {
                special.instead == instead
                    && special.authors.holds(author)
                    && special.when.speaks(question.period)
                    && fits(special.law, law)
            })
        };
        if question.circular_alone || date.is_some_and(|date| date < table.since) {
            note(notes, &self.notes.no_class);
        } else {
            let mut own = special(true).peekable();
            if own.peek().is_some() {
                own.for_each(|special| add(&special.class));
            } else {
                match question.period {
                    Some(period) if period.is_before() => table.before.iter().for_each(&mut add),
                    Some(_) => table.after.iter().for_each(&mut add),
                    // Both tables; the one of the campaign first.
                    None => table.after.iter().chain(&table.before).for_each(&mut add),
                }
            }
            special(false).for_each(|special| add(&special.class));
        }
        let mut classes = classes.into_iter();
        // A ban that follows the one beneath it has criminal classes only: they are never the first.
        let usual = !table.before.is_empty() || !table.after.is_empty();
        let class = if usual { classes.next() } else { None };
        Sanction {
            class: class.unwrap_or_else(|| Arc::clone(&self.notes.nothing)),
            alternatives: classes.collect(),
        }
    }
}

/// Adds a note that is not there yet: two circulars may ask for the same one.
fn note(notes: &mut Vec<Arc<str>>, one: &Arc<str>) {
    if !notes.contains(one) {
        notes.push(Arc::clone(one));
    }
}

/// Whether what speaks under one statute speaks for an election under another; where either is open it does.
fn fits(own: Option<Statute>, election: Option<Statute>) -> bool {
    match (own, election) {
        (Some(own), Some(election)) => own == election,
        _ => true,
    }
}
