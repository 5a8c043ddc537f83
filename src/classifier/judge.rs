//! One post through the rooms: read, resolve, add up, apply rules, apply law.

use std::cell::RefCell;
use std::fmt::Write as _;

use arrayvec::{ArrayString, ArrayVec};

use super::builder::Options;
use super::pieces;
use super::scratch::Scratch;
use super::verdicts::Assembly;
use crate::explain::Trace;
use crate::law::{Flags, Moment, Period, Policies, Question, RegionCode};
use crate::pack::{Form, Owner, Pack};
use crate::post::{Action, AuthorStatus, Post, TargetKind};
use crate::reading::{Analysis, Context, Field, resolve, shapes};
use crate::rules::{self, ActedOn, Entry, Ground, Place, Stances};

/// One post under judgement.
pub(crate) struct Judge<'j> {
    pub(super) pack: &'j Pack,
    pub(super) options: &'j Options,
    pub(super) scratch: &'j mut Scratch,
    pub(super) post: &'j Post<'j>,
}

/// Some of the fields of a post, which has five at most: picked without asking for memory.
type Fields<'f> = ArrayVec<&'f Analysis, 5>;

/// Where and when a post was written, and by whom.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    pub(super) region: Option<RegionCode>,
    pub(super) moment: Option<Moment>,
    pub(super) policies: Policies,
    pub(super) author: AuthorStatus,
}

impl<'j> Judge<'j> {
    pub(crate) fn new(
        pack: &'j Pack,
        options: &'j Options,
        scratch: &'j mut Scratch,
        post: &'j Post<'j>,
    ) -> Judge<'j> {
        Judge {
            pack,
            options,
            scratch,
            post,
        }
    }

    /// Begins a verdict: where, when and by whom.
    pub(super) fn setting(&mut self) -> Setting {
        let scratch = &mut *self.scratch;
        let assembly = Assembly::begin(
            self.pack,
            &mut scratch.verdict,
            &mut scratch.applications,
            &mut scratch.spare,
            self.post,
        );
        assembly.setting(self.options)
    }

    /// Leaves the verdict in the scratch.
    pub(crate) fn run(mut self) {
        if pieces::is_long(self.post) {
            self.run_in_pieces();
            return;
        }
        let setting = self.setting();
        self.begin();
        self.resolve(&setting);
        if self.is_clean(&setting) {
            let undrawn = self.scratch.undrawn;
            let (mut assembly, judged) = self.assembly();
            if undrawn {
                assembly.undrawn();
            }
            assembly.people(judged.fields);
            return;
        }
        self.judge(setting);
    }

    /// Leaves the verdict in the scratch, and all that was read, also where nothing came of it. For posts that are no longer
    /// than is read as a whole.
    pub(crate) fn run_in_full(mut self) {
        let setting = self.setting();
        self.begin();
        self.resolve(&setting);
        self.judge(setting);
    }

    /// Whether nothing can come of the post: nobody is named, nothing was acted on, and no phrase stands in it that makes
    /// a finding by itself. That is what most posts of most feeds are, and all that is ever looked at.
    pub(super) fn is_clean(&mut self, setting: &Setting) -> bool {
        let flags = self.flags(setting);
        if !self.may_be_clean(flags) {
            return false;
        }
        let scratch = &mut *self.scratch;
        let fields = &mut scratch.fields[..scratch.used];
        if fields.iter().any(|field| !field.mentions.is_empty()) {
            return false;
        }
        if !fields.iter_mut().any(|field| field.holds_lone_phrase(self.pack)) {
            return true;
        }
        // Most such phrases stand without the others that their rule asks for.
        for field in &mut *fields {
            field.find_phrases(self.pack);
        }
        let (mask, action) = (&self.options.mask, self.post.action);
        !rules::may_fire(self.pack, mask, fields, action, flags, &mut scratch.turn)
    }

    /// Whether all that can come of the post comes of its own words.
    pub(super) fn may_be_clean(&self, flags: Flags) -> bool {
        let acts_on_target = !matches!(self.post.action, Action::Post | Action::Profile);
        !((acts_on_target && self.post.target.is_some())
            || flags.content_without_leaning
            || flags.response_to_caleg)
    }

    /// What the policies in play add.
    pub(super) fn flags(&self, setting: &Setting) -> Flags {
        let usual = &self.options.usual;
        if setting.policies == usual.policies {
            usual.flags
        } else {
            self.pack.law.flags(setting.policies)
        }
    }

    /// The verdict that has been begun, and what it is made of.
    pub(super) fn assembly(&mut self) -> (Assembly<'_>, Trace<'_>) {
        let Scratch {
            verdict,
            applications,
            spare,
            fields,
            used,
            entries,
            drafts,
            stances,
            ..
        } = &mut *self.scratch;
        let judged = Trace {
            fields: &fields[..*used],
            entries,
            drafts,
            stances: *stances,
        };
        let assembly = Assembly::begin_again(self.pack, verdict, applications, spare, self.post);
        (assembly, judged)
    }

    /// Adds up what was read, and turns it into findings.
    fn judge(mut self, mut setting: Setting) {
        self.finish();
        let partisan_target = self.weigh();
        self.apply_rules(&setting, partisan_target);
        let (undrawn, options) = (self.scratch.undrawn, self.options);
        let (mut assembly, judged) = self.assembly();
        if undrawn {
            assembly.undrawn();
        }
        if !judged.drafts.is_empty() {
            assembly.author_said(&mut setting);
        }
        assembly.finish(options, &setting, &judged);
    }

    /// Reads the words of every field, and who may be named.
    pub(super) fn begin(&mut self) {
        self.scratch.used = 0;
        self.scratch.undrawn = false;
        let post = self.post;
        let texts = [
            (Field::Text, Some(&post.text)),
            (Field::MediaText, post.media_text.as_ref()),
            (
                Field::TargetText,
                post.target.as_ref().and_then(|target| target.text.as_ref()),
            ),
            (
                Field::TargetAccount,
                post.target.as_ref().and_then(|target| target.account.as_ref()),
            ),
            (
                Field::TargetName,
                post.target.as_ref().and_then(|target| target.name.as_ref()),
            ),
        ];
        for (field, text) in texts {
            if let Some(text) = text {
                self.scratch.next_field().begin(self.pack, field, text);
            }
        }
    }

    /// Settles who is meant.
    pub(super) fn resolve(&mut self, setting: &Setting) {
        let scratch = &mut *self.scratch;
        let fields = &mut scratch.fields[..scratch.used];
        if fields.iter().all(|field| field.mentions.is_empty()) {
            return;
        }
        scratch.in_play.clear();
        let play = Play {
            pack: self.pack,
            options: self.options,
            setting,
            known: RefCell::new(&mut scratch.in_play),
        };
        let region = written(setting.region);
        let in_play = |contest| play.holds(contest);
        let context = Context {
            in_play: &in_play,
            region: &region,
            dated: setting.moment.is_some(),
            earlier: &self.options.earlier,
        };
        resolve(self.pack, fields, context, &mut scratch.settling);
        if let Some(moment) = setting.moment {
            for field in fields {
                scratch.undrawn |= drop_undrawn(self.pack, field, setting, moment);
            }
        }
    }

    /// Finds the terms and shapes of every field.
    pub(super) fn finish(&mut self) {
        for field in &mut self.scratch.fields[..self.scratch.used] {
            field.finish(self.pack, &self.options.mask);
            field.shapes = shapes(self.pack, field);
        }
    }

    /// Adds up the stance ledgers; says whether the target is partisan.
    pub(super) fn weigh(&mut self) -> bool {
        let scratch = &mut *self.scratch;
        let fields = &scratch.fields[..scratch.used];
        let own: Fields<'_> = fields.iter().filter(|field| field.field.is_own()).collect();
        let theirs: Fields<'_> = fields.iter().filter(|field| !field.field.is_own()).collect();
        let profile = self.options.profile as usize;
        let named = |fields: &[&Analysis]| fields.iter().any(|field| !field.mentions.is_empty());
        let acts_on_target = !matches!(self.post.action, Action::Post | Action::Profile);
        let (mut partisan, mut official) = (false, false);
        if acts_on_target && !theirs.is_empty() {
            rules::collect(self.pack, &self.options.mask, &theirs, None, &mut scratch.entries);
            let stances = Stances::of(self.pack, &scratch.entries, named(&theirs), profile);
            let guarded = scratch.entries.iter().any(|entry| {
                entry.is_guard(self.pack) && entry.favour <= -8 && entry.field == account_of(&theirs)
            });
            let of_name = |name: &str| named_as(self.pack, &theirs, name);
            let account = theirs.iter().any(|field| {
                matches!(field.field, Field::TargetAccount | Field::TargetName) && !field.mentions.is_empty()
            });
            let kind = self.post.target.as_ref().and_then(|target| target.kind);
            official = match kind {
                Some(TargetKind::Media | TargetKind::Office) => true,
                None => guarded || (of_name("office-account") && !account),
                Some(_) => false,
            };
            let text = stances.favours && leans(self.pack, &scratch.entries);
            partisan = match kind {
                Some(TargetKind::Contestant | TargetKind::Party | TargetKind::Team) => true,
                Some(TargetKind::Media | TargetKind::Office) => false,
                Some(TargetKind::Private) => text,
                None if official => false,
                None => {
                    account
                        || text
                        || of_name("team-account")
                        || (of_name("supporters-account") && named(&theirs))
                }
            };
        }
        // A comment is judged on its own words; what is liked, shared, followed or joined is taken over, but not what the
        // press or an office says.
        let takes_over = matches!(
            self.post.action,
            Action::Like | Action::Share | Action::Follow | Action::Join
        ) && !official;
        let borrowed = self.post.action == Action::Comment && !named(&own) && partisan;
        let mut weighed = own.clone();
        if takes_over {
            weighed.extend(theirs.iter().copied());
        }
        let lent = theirs.iter().find_map(|analysis| {
            let mention = analysis.mentions.first()?;
            let field = fields.iter().position(|field| field.field == analysis.field)?;
            Some(Place {
                field: u8::try_from(field).ok()?,
                first: mention.first,
                last: mention.last,
            })
        });
        let borrowed_from = borrowed.then(|| lent.unwrap_or_default());
        rules::collect(
            self.pack,
            &self.options.mask,
            &weighed,
            borrowed_from,
            &mut scratch.entries,
        );
        Stances::settle(self.pack, &self.options.mask, &mut scratch.entries, &weighed);
        // What is taken over must lean, or come from somebody who does, unless the author's own words name somebody.
        let mute = takes_over && !named(&own);
        let open = (named(&weighed) && (!mute || partisan || leans(self.pack, &scratch.entries))) || borrowed;
        scratch.taken_over = takes_over;
        scratch.stances = Stances::of(self.pack, &scratch.entries, open, profile);
        partisan
    }

    pub(super) fn apply_rules(&mut self, setting: &Setting, partisan_target: bool) {
        let flags = self.flags(setting);
        let scratch = &mut *self.scratch;
        let fields: Fields<'_> = scratch.fields[..scratch.used].iter().collect();
        let takes_over = scratch.taken_over;
        let weighed: Fields<'_> = fields
            .iter()
            .filter(|field| takes_over || field.field.is_own())
            .copied()
            .collect();
        scratch.acted_on.clear();
        if flags.content_without_leaning || flags.response_to_caleg {
            acted_on(self.pack, self.post, &fields, &mut scratch.acted_on);
        }
        let ground = Ground {
            pack: self.pack,
            mask: &self.options.mask,
            fields: &weighed,
            entries: &scratch.entries,
            stances: scratch.stances,
            action: self.post.action,
            partisan_target,
            target: &scratch.acted_on,
            flags,
        };
        rules::run(&ground, &mut scratch.turn, &mut scratch.drafts);
        scratch.drafts.sort();
    }
}

/// Reads what was acted on: the target, or the text itself where there is none. What an office says is nobody's side, and
/// a like on what the press says is none either.
fn acted_on(pack: &Pack, post: &Post<'_>, fields: &[&Analysis], found: &mut ActedOn) {
    let kind = post.target.as_ref().and_then(|target| target.kind);
    let nothing = match kind {
        Some(TargetKind::Office) => true,
        Some(TargetKind::Media) => post.action != Action::Share,
        _ => false,
    };
    if nothing {
        return;
    }
    let theirs = fields.iter().any(|analysis| !analysis.field.is_own());
    for (number, analysis) in (0u8..).zip(fields) {
        if analysis.field.is_own() != theirs {
            found.read(pack, number, analysis);
        }
    }
}

/// Before numbers are drawn a number is no contestant. Says whether one was taken for it.
fn drop_undrawn(pack: &Pack, field: &mut Analysis, setting: &Setting, moment: Moment) -> bool {
    let before = field.mentions.len();
    field.mentions.retain(|mention| {
        let Some(contestant) = mention.contestant.filter(|_| mention.form == Form::Number) else {
            return true;
        };
        let contest = &pack.contests[pack.contestants[contestant as usize].contest as usize];
        let region = RegionCode::parse(&contest.region).or(setting.region);
        pack.law.numbers_drawn(&contest.election, region, moment)
    });
    field.mentions.len() < before
}

/// Whether the account or the name of a target holds a term of this signal.
fn named_as(pack: &Pack, theirs: &[&Analysis], signal: &str) -> bool {
    let of_signal = |group: u32| matches!(pack.groups[group as usize].owner, Owner::Signal(number) if *pack.signals[number as usize].name == *signal);
    theirs
        .iter()
        .filter(|field| matches!(field.field, Field::TargetAccount | Field::TargetName))
        .any(|field| field.hits.iter().any(|hit| of_signal(hit.group)))
}

/// Whether something there takes a side, and not only names somebody: a phrase, a hashtag, a slogan.
fn leans(pack: &Pack, entries: &[Entry]) -> bool {
    entries.iter().any(|entry| {
        let tagged = pack.forms.iter().any(|(form, group)| {
            *group == entry.group
                && matches!(form, Form::Tag | Form::TagAgainst | Form::Slogan | Form::Handle)
        });
        !entry.is_guard(pack)
            && (tagged || (entry.term.is_some() && (entry.favour >= LEANING || entry.against >= LEANING)))
    })
}

/// So many points of a phrase take a side by themselves.
const LEANING: i32 = 5;

fn account_of(fields: &[&Analysis]) -> u8 {
    fields
        .iter()
        .position(|field| field.field == Field::TargetAccount)
        .unwrap_or(usize::from(u8::MAX)) as u8
}

/// The digits of a region's code, as contests have them.
fn written(region: Option<RegionCode>) -> ArrayString<8> {
    let mut digits = ArrayString::new();
    if let Some(region) = region {
        // No code has more than five digits.
        let _ = write!(digits, "{region}");
    }
    digits
}

/// Which contests are in play, asked once each.
struct Play<'p> {
    pack: &'p Pack,
    options: &'p Options,
    setting: &'p Setting,
    known: RefCell<&'p mut Vec<(u32, bool)>>,
}

impl Play<'_> {
    fn holds(&self, contest: u32) -> bool {
        if !self
            .options
            .contests
            .get(contest as usize)
            .copied()
            .unwrap_or(false)
        {
            return false;
        }
        let Some(moment) = self.setting.moment else {
            return true;
        };
        if let Some(&(_, holds)) = self.known.borrow().iter().find(|row| row.0 == contest) {
            return holds;
        }
        let info = &self.pack.contests[contest as usize];
        let region = RegionCode::parse(&info.region).or(self.setting.region);
        let holds = self.pack.law.election(&info.election).is_none()
            || self.pack.law.period(&info.election, region, moment) != Period::Outside;
        self.known.borrow_mut().push((contest, holds));
        holds
    }
}

/// The question that the law is asked about a finding.
pub(super) fn question<'q>(
    pack: &'q Pack,
    setting: &Setting,
    ban: &'q str,
    contestant: Option<u32>,
) -> Question<'q> {
    let contest = contestant.map(|number| &pack.contests[pack.contestants[number as usize].contest as usize]);
    let region = contest
        .and_then(|contest| RegionCode::parse(&contest.region))
        .or(setting.region);
    let period = match (setting.moment, contest) {
        (Some(moment), Some(contest)) => Some(pack.law.period(&contest.election, region, moment)),
        _ => None,
    };
    Question {
        ban,
        policies: setting.policies,
        election: contest.map(|contest| &*contest.election),
        region,
        period,
        moment: setting.moment,
        author: setting.author,
        circular_alone: false,
    }
}
