//! From drafts to the verdict: scores, law, evidence, and what speaks for the author.

use std::borrow::Cow;
use std::sync::Arc;

use super::applications::Applications;
use super::builder::{AuthorFilter, Options};
use super::evidence;
use super::judge::{Setting, question};
use super::spare::Spare;
use crate::explain::Trace;
use crate::law::{Moment, NotOne, Period, Policies, Question, Status};
use crate::pack::{CompiledRule, Need, Pack};
use crate::post::{AuthorStatus, Post};
use crate::reading::{Analysis, Mention};
use crate::rules::{Draft, Drafts, Entry, Line, Stances};
use crate::verdict::{Binds, Finding, Known, Named, Sanction, Score, Suppressed, Verdict};

/// The ban that every flagged campaign finding adds in the quiet period and on voting day.
const QUIET: &str = "quiet-period-campaign";

/// A verdict under way.
pub(super) struct Assembly<'a> {
    pack: &'a Pack,
    verdict: &'a mut Verdict,
    post: &'a Post<'a>,
    /// Answers of the law to earlier questions.
    applications: &'a mut Applications,
    /// Memory of earlier verdicts.
    spare: &'a mut Spare,
}

impl<'a> Assembly<'a> {
    /// An empty verdict with what every verdict carries.
    pub(super) fn begin(
        pack: &'a Pack,
        verdict: &'a mut Verdict,
        applications: &'a mut Applications,
        spare: &'a mut Spare,
        post: &'a Post<'a>,
    ) -> Assembly<'a> {
        verdict.id.clone_from(&post.id);
        verdict.flagged = false;
        verdict.score = Score::default();
        verdict.stance.clear();
        verdict.findings.clear();
        verdict.suppressed.clear();
        spare.take_back(verdict);
        verdict.people.clear();
        // Most often the scratch has seen the same pack before.
        if !Arc::ptr_eq(&verdict.pack, &pack.version) {
            verdict.pack = Arc::clone(&pack.version);
            verdict.engine = Arc::clone(&pack.engine);
        }
        Assembly {
            pack,
            verdict,
            post,
            applications,
            spare,
        }
    }

    /// A verdict that [`Assembly::begin`] has begun.
    pub(super) fn begin_again(
        pack: &'a Pack,
        verdict: &'a mut Verdict,
        applications: &'a mut Applications,
        spare: &'a mut Spare,
        post: &'a Post<'a>,
    ) -> Assembly<'a> {
        Assembly {
            pack,
            verdict,
            post,
            applications,
            spare,
        }
    }

    fn note(&mut self, note: &str) {
        let shared = self.pack.notes.iter().find(|known| &***known == note).cloned();
        let note = shared.unwrap_or_else(|| Arc::from(note));
        let known = |other: &Arc<str>| Arc::ptr_eq(other, &note) || *other == note;
        if !self.verdict.notes.iter().any(known) {
            self.verdict.notes.push(note);
        }
    }

    /// Adds to the first `said` notes, behind which those of the last post stand: most often the same ones.
    fn note_anew(&mut self, said: &mut usize, note: &str) {
        let notes = &mut self.verdict.notes;
        if notes[..*said].iter().any(|known| **known == *note) {
            return;
        }
        if notes.get(*said).is_none_or(|last| **last != *note) {
            notes.truncate(*said);
            self.note(note);
        }
        *said += 1;
    }

    /// Where, when and by whom; what cannot be read becomes a note. Forgets the notes of the last post.
    pub(super) fn setting(mut self, options: &Options) -> Setting {
        let law = &self.pack.law;
        let mut said = 0;
        for field in &self.post.unreadable {
            self.note_anew(&mut said, &format!("{field}-unreadable"));
        }
        let mut region = options.region.as_ref().map(|(code, _)| *code);
        if let Some(text) = self.post.region.as_deref().filter(|text| !text.trim().is_empty()) {
            match law.only_region(text) {
                Ok(found) => region = Some(found.code),
                Err(NotOne::Several) => self.note_anew(&mut said, "region-ambiguous"),
                Err(NotOne::None) => self.note_anew(&mut said, "region-unknown"),
            }
        }
        let zone = law.regions().zone(region);
        let mut moment = options.as_of;
        match self.post.time.as_deref().filter(|text| !text.trim().is_empty()) {
            Some(text) => match Moment::parse(text, zone) {
                Ok(found) => moment = Some(found),
                Err(_) => self.note_anew(&mut said, "time-unreadable"),
            },
            None if moment.is_none() => self.note_anew(&mut said, "time-missing"),
            None => self.note_anew(&mut said, "time-assumed"),
        }
        let author = match &self.post.author {
            Some(author) => law.author(author).status,
            None => options.usual.author,
        };
        if author == AuthorStatus::Unknown {
            self.note_anew(&mut said, "author-status-unknown");
        }
        self.verdict.notes.truncate(said);
        let policies = if region.is_none() && moment.is_none() {
            options.usual.policies
        } else {
            law.policies_for(options.policies, region, moment)
        };
        // Most posts are judged by the same policies as the one before.
        let ids = || law.policies_in(policies).map(|policy| &policy.id);
        let before = &mut self.verdict.policy;
        if !(before.len() == ids().count()
            && before
                .iter()
                .zip(ids())
                .all(|(one, other)| Arc::ptr_eq(one, other)))
        {
            before.clear();
            before.extend(ids().cloned());
        }
        Setting {
            region,
            moment,
            policies,
            author,
        }
    }

    /// Says that a number stands for nobody yet.
    pub(super) fn undrawn(&mut self) {
        self.note("numbers-not-drawn");
    }

    /// Where neither the record nor the profile says who the author is, the text may.
    pub(super) fn author_said(&mut self, setting: &mut Setting) {
        if setting.author != AuthorStatus::Unknown {
            return;
        }
        let Some(found) = self.pack.law.author_said(&self.post.text) else {
            return;
        };
        setting.author = found.status;
        self.verdict
            .notes
            .retain(|note| &**note != "author-status-unknown");
        self.note("author-status-from-text");
    }

    /// Fills the verdict.
    pub(super) fn finish(mut self, options: &Options, setting: &Setting, judged: &Trace<'_>) {
        self.contestants(judged.fields);
        self.findings(options, setting, judged);
    }

    /// Fills the verdict with all but who is named.
    pub(super) fn findings(mut self, options: &Options, setting: &Setting, judged: &Trace<'_>) {
        let pack = self.pack;
        // The drafts of each ban and side stand together, best first.
        let &Trace {
            fields,
            entries,
            drafts,
            stances,
        } = judged;
        let draft_at = |at: usize| &drafts.all()[at];
        let mut kept = std::mem::take(&mut self.spare.kept);
        kept.clear();
        for (at, draft) in drafts.all().iter().enumerate() {
            let score = draft.score;
            if pack.rules[draft.rule as usize].under.is_some() {
                continue;
            }
            self.verdict.score = self.verdict.score.max(score);
            let rule = &pack.rules[draft.rule as usize];
            if !reaches(pack, draft, score, stances, 2) {
                self.suppress(draft, drafts.lines(draft), entries);
                continue;
            }
            let same = |other: &usize| pack.rules[draft_at(*other).rule as usize].ban == rule.ban;
            if !kept.iter().any(|(other, _)| same(other)) {
                kept.push((at, score));
            }
        }
        self.add_circulars_alone(options, setting, fields, entries, drafts, &mut kept);
        if stances.open {
            self.verdict.score = self.verdict.score.max(stances.either);
        }
        for &(at, score) in &kept {
            let draft = draft_at(at);
            let flagged = reaches(pack, draft, score, stances, options.profile as usize);
            self.finding(
                options,
                setting,
                fields,
                entries,
                (draft, drafts.lines(draft)),
                score,
                flagged,
            );
        }
        self.spare.kept = kept;
        self.quiet(setting);
        let verdict = &mut *self.verdict;
        verdict
            .findings
            .sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.ban.cmp(&b.ban)));
        verdict.settle();
        let findings = &verdict.findings;
        verdict
            .suppressed
            .retain(|suppressed| !findings.iter().any(|finding| finding.ban == suppressed.ban));
        if !self.verdict.findings.is_empty() || !self.verdict.suppressed.is_empty() {
            evidence::guards(
                pack,
                self.post,
                fields,
                entries,
                self.spare,
                &mut self.verdict.mitigating,
            );
        }
    }

    /// Circulars that reach further speak where the rules that hold everywhere flag nothing: each takes the place of what
    /// was kept for its ban.
    fn add_circulars_alone(
        &mut self,
        options: &Options,
        setting: &Setting,
        fields: &[Analysis],
        entries: &[Entry],
        drafts: &Drafts,
        kept: &mut Vec<(usize, Score)>,
    ) {
        let pack = self.pack;
        let rule = |draft: &Draft| &pack.rules[draft.rule as usize];
        let thresholds = |draft: &Draft| pack.calibration.thresholds(draft.table);
        let draft_at = |at: usize| &drafts.all()[at];
        for (at, draft) in drafts.all().iter().enumerate() {
            if rule(draft).under.is_none() || alone(pack, setting, fields, draft).is_none() {
                continue;
            }
            let score = draft.score;
            if score.ten_thousandths() < thresholds(draft)[2] {
                self.suppress(draft, drafts.lines(draft), entries);
                continue;
            }
            let known = kept
                .iter_mut()
                .find(|(other, _)| rule(draft_at(*other)).ban == rule(draft).ban);
            match known {
                Some((other, reached))
                    if rule(draft_at(*other)).under.is_none()
                        && reached.ten_thousandths()
                            < thresholds(draft_at(*other))[options.profile as usize] =>
                {
                    (*other, *reached) = (at, score);
                }
                Some(_) => continue,
                None => kept.push((at, score)),
            }
            self.verdict.score = self.verdict.score.max(score);
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn finding(
        &mut self,
        options: &Options,
        setting: &Setting,
        fields: &[Analysis],
        entries: &[Entry],
        (draft, lines): (&Draft, &[Line]),
        score: Score,
        reached: bool,
    ) {
        let pack = self.pack;
        let rule = &pack.rules[draft.rule as usize];
        let contestant = evidence::contestant(pack, fields, draft);
        let asked = alone(pack, setting, fields, draft)
            .unwrap_or_else(|| question(pack, setting, &rule.ban, contestant));
        let mut applied = self.applications.answer(pack, &asked);
        let mut ban = Arc::clone(&rule.ban);
        if !applied.applies {
            // What a policy does not state by name its general ban on support may catch.
            let Some(general) = applied.instead.clone() else {
                return;
            };
            applied = self
                .applications
                .answer(pack, &question(pack, setting, &general, contestant));
            if !applied.applies {
                return;
            }
            ban = general;
        }
        // Several acts may end in the same general ban: the likeliest, which comes first, speaks for all.
        if self.verdict.findings.iter().any(|finding| finding.ban == ban) {
            return;
        }
        for note in &applied.notes {
            if !self.verdict.notes.contains(note) {
                self.verdict.notes.push(Arc::clone(note));
            }
        }
        let (binds, sanction) = (applied.binds, applied.sanction.clone());
        let citations = Arc::clone(&applied.citations);
        self.period_doubt(&asked);
        let bound = match options.author {
            AuthorFilter::Any => binds != Binds::No,
            AuthorFilter::KnownBound => binds == Binds::Yes,
        };
        let title = pack
            .law
            .ban(&ban)
            .map_or_else(|| Arc::clone(&ban), |ban| Arc::clone(&ban.title.id));
        // Without a time a post is judged as in the campaign.
        let period = match (asked.period, setting.moment) {
            (Some(period), _) => pack.law.period_name(period),
            (None, None) => pack.law.period_name(Period::Campaign),
            (None, Some(_)) => None,
        };
        self.verdict.findings.push(Finding {
            title,
            ban,
            flagged: reached && bound,
            score,
            stance: draft.stance,
            contestant: contestant.map(|number| pack.contestants.shared_id(number)),
            period,
            sanction,
            binds,
            citations,
            ledger: evidence::ledger(pack, self.post, fields, entries, draft, lines),
        });
    }

    /// A period that rests on a day which is not verified is a doubt that the reader should see.
    fn period_doubt(&mut self, asked: &Question<'_>) {
        let (Some(election), Some(moment), Some(_)) = (asked.election, asked.moment, asked.period) else {
            return;
        };
        match self.pack.law.period_status(election, asked.region, moment) {
            Some(Status::Disputed) => self.note("period-disputed"),
            Some(Status::Assumed) => self.note("period-assumed"),
            Some(Status::FromMemory) => self.note("period-from-memory"),
            Some(Status::Verified | Status::PartlyVerified) | None => {}
        }
    }

    /// Would the finding have been reported without the guards?
    fn suppress(&mut self, draft: &Draft, lines: &[Line], entries: &[Entry]) {
        let pack = self.pack;
        let rule = &pack.rules[draft.rule as usize];
        let guards = || {
            lines.iter().filter_map(|line| match line {
                Line::Entry(at, points) if *points < 0 && entries[*at as usize].is_guard(pack) => {
                    Some((*points, &entries[*at as usize]))
                }
                _ => None,
            })
        };
        let without = draft.total - guards().map(|(points, _)| points).sum::<i32>();
        let Some((_, strongest)) = guards().min_by_key(|(points, _)| *points) else {
            return;
        };
        let score = pack.calibration.score(draft.table, without);
        if score.ten_thousandths() < pack.calibration.thresholds(draft.table)[2] {
            return;
        }
        if !self.verdict.suppressed.iter().any(|known| known.ban == rule.ban) {
            self.verdict.suppressed.push(Suppressed {
                ban: Arc::clone(&rule.ban),
                by: evidence::named(pack, strongest),
            });
        }
    }

    /// In the quiet period and on voting day every flagged campaign finding is one more.
    fn quiet(&mut self, setting: &Setting) {
        if self.verdict.findings.is_empty() {
            return;
        }
        let pack = self.pack;
        let quiet = [Period::QuietPeriod, Period::VotingDay].map(|period| pack.law.period_name(period));
        let Some(strongest) = self
            .verdict
            .findings
            .iter()
            .filter(|finding| finding.flagged && finding.period.is_some() && quiet.contains(&finding.period))
            .max_by_key(|finding| finding.score)
            .cloned()
        else {
            return;
        };
        let asked_for = |rule: &CompiledRule| &*rule.ban == QUIET && rule.needs.contains(&Need::Finding);
        if !pack.rules.iter().any(asked_for) {
            return;
        }
        let Some(ban) = pack.law.ban(QUIET) else { return };
        let number = strongest
            .contestant
            .as_ref()
            .and_then(|id| pack.contestants.find(id));
        let asked = question(pack, setting, QUIET, number);
        let applied = self.applications.answer(pack, &asked).into_owned();
        if !applied.applies {
            return;
        }
        let sanction = if applied.sanction.class.is_empty() {
            Sanction {
                class: strongest.sanction.class.clone(),
                alternatives: applied.sanction.alternatives,
            }
        } else {
            applied.sanction
        };
        self.verdict.findings.push(Finding {
            ban: Arc::clone(&ban.id),
            title: Arc::clone(&ban.title.id),
            sanction,
            binds: applied.binds,
            citations: applied.citations,
            ..strongest
        });
    }

    /// Who is named, each once, in order of appearance.
    fn contestants(&mut self, fields: &[Analysis]) {
        for analysis in fields {
            for mention in &analysis.mentions {
                let Some(number) = mention.contestant else {
                    continue;
                };
                let roster = &self.pack.contestants;
                let known = &mut self.verdict.contestants;
                if let Some(known) = known.iter_mut().find(|known| *known.id == *roster.id(number)) {
                    known.certainty = known.certainty.max(mention.certainty);
                    continue;
                }
                let named = named(self.pack, self.post, analysis, mention, number, self.spare);
                known.push(named);
            }
        }
        self.people(fields);
    }

    /// Who else is named, each once, in order of appearance.
    pub(super) fn people(&mut self, fields: &[Analysis]) {
        for analysis in fields {
            for person in &analysis.people {
                let name = self.pack.contestants.person(person.contestant, person.part);
                if self.verdict.people.iter().any(|known| *known.name == *name) {
                    continue;
                }
                let span = evidence::span(self.post, analysis, person.first, person.last);
                self.verdict.people.push(Known {
                    name: self
                        .pack
                        .contestants
                        .shared_person(person.contestant, person.part),
                    field: self.pack.field_name(analysis.field),
                    start: span.start,
                    end: span.end,
                });
            }
        }
    }
}

/// The question about a finding that rests on what a circular adds: asked of the policies that add it, for the election
/// of the contestant concerned. Nothing for other rules, and where no policy in play reaches this far.
fn alone<'q>(pack: &'q Pack, setting: &Setting, fields: &[Analysis], draft: &Draft) -> Option<Question<'q>> {
    let rule = &pack.rules[draft.rule as usize];
    let flag = rule.under?;
    let asked = question(
        pack,
        setting,
        &rule.ban,
        evidence::contestant(pack, fields, draft),
    );
    let policies = pack
        .law
        .policies_with(asked.policies, flag, asked.ban, asked.election, asked.moment);
    (policies != Policies::default()).then_some(Question {
        policies,
        circular_alone: true,
        ..asked
    })
}

/// A contestant as a mention names them.
pub(super) fn named(
    pack: &Pack,
    post: &Post<'_>,
    analysis: &Analysis,
    mention: &Mention,
    number: u32,
    spare: &mut Spare,
) -> Named {
    let span = evidence::span(post, analysis, mention.first, mention.last);
    Named {
        id: pack.contestants.shared_id(number),
        name: pack.contestants.shared_name(number),
        reading: Cow::Borrowed(mention.form.as_str()),
        certainty: mention.certainty,
        instead_of: instead(pack, mention.surface, number, spare),
        field: pack.field_name(analysis.field),
        start: span.start,
        end: span.end,
    }
}

/// Most readings of a surface that are named beside the one taken.
const MOST_INSTEAD: usize = 3;

/// Whom else a surface may mean, those who run in some contest.
fn instead(pack: &Pack, surface: Option<u32>, taken: u32, spare: &mut Spare) -> Vec<Arc<str>> {
    let entries = surface.map_or(&[][..], |surface| &pack.surfaces[surface as usize]);
    let mut others = entries
        .iter()
        .filter(|entry| entry.contestant != taken)
        .filter(|entry| !pack.contestants[entry.contestant as usize].is_figure)
        .take(MOST_INSTEAD)
        .map(|entry| pack.contestants.shared_id(entry.contestant))
        .peekable();
    if others.peek().is_none() {
        return Vec::new();
    }
    let mut names = spare.names(MOST_INSTEAD);
    names.extend(others);
    names
}

/// Whether a draft is sure enough for a profile.
fn reaches(pack: &Pack, draft: &Draft, score: Score, stances: Stances, profile: usize) -> bool {
    // A rule may add to what the post says: a bare name in a display name speaks already.
    if draft.of_side && pack.rules[draft.rule as usize].points <= 0 {
        return stances.takes(pack, draft.stance, profile);
    }
    score.ten_thousandths() >= pack.calibration.thresholds(draft.table)[profile]
        || (draft.of_side && stances.takes(pack, draft.stance, profile))
}
