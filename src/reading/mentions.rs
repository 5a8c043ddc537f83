//! Mentions: who is named, by a name or by a number, and in which contest.
//!
//! A surface may mean several contestants (the same person in two elections) and may mean none (an ordinary word). The
//! candidates of all fields are collected first; then contests are voted on by what is sure, and what needs company
//! counts only where it has it.

use crate::matcher::{Mark, Start, Word};
use crate::normalise::{Gap, Kind, Shape};
use crate::pack::{Form, Owner, Pack, SurfaceEntry};

use super::{Analysis, Mention};

/// Company within so many words makes a weak name count.
const COMPANY: u32 = 8;

/// Words that weigh so many points take a side by themselves.
const SIDING: i32 = 5;

/// A name that more contestants share needs its contest, not only a word of campaigns, for company.
const MOST_NAMESAKES: usize = 3;

/// What is known beside the text.
#[derive(Clone, Copy)]
pub(crate) struct Context<'c> {
    /// Whether a contest is in play, by number.
    pub(crate) in_play: &'c dyn Fn(u32) -> bool,
    /// The post's region (Kemendagri code), empty when unknown.
    pub(crate) region: &'c str,
    /// Whether the time of the post is known.
    pub(crate) dated: bool,
}

/// Collects the candidates of a field: names, then ballot numbers.
pub(super) fn candidates(pack: &Pack, analysis: &mut Analysis, text: &str) {
    crate::matcher::longest(&mut analysis.found, &analysis.words, |_| 0);
    analysis.mentions.clear();
    let mut covered = 0;
    for found in &analysis.found {
        // Partial overlaps: the first one keeps its words.
        if found.first < covered {
            continue;
        }
        covered = found.last;
        let entries = &pack.surfaces[found.what as usize];
        analysis.mentions.push(Mention {
            first: found.first,
            last: found.last,
            surface: Some(found.what),
            contestant: None,
            form: entries[0].form,
            alone: entries.iter().any(|entry| entry.alone),
            number: 0,
        });
    }
    numbers(analysis, text);
    roles(analysis);
    analysis
        .mentions
        .sort_unstable_by_key(|mention| (mention.first, mention.last));
}

/// Ballot numbers: after a head ("paslon 2", "nomor urut dua"), with a number sign, with a leading zero, as a keycap.
fn numbers(analysis: &mut Analysis, text: &str) {
    let words = &analysis.words;
    let names = analysis.mentions.len();
    for (at, word) in words.iter().enumerate() {
        if word.number == 0 || word.number > 24 {
            continue;
        }
        let index = at as u32;
        // Names are sorted and none overlaps another.
        let names = &analysis.mentions[..names];
        let begun = names.partition_point(|mention| mention.first <= index);
        if begun > 0 && index < names[begun - 1].last {
            continue;
        }
        let next = words
            .get(at + 1)
            .filter(|next| next.sentence == word.sentence && !next.gap.any(Gap::COMMA));
        if next.is_some_and(|next| next.is(Mark::Unit)) {
            continue;
        }
        let before = |at: usize| {
            at.checked_sub(1)
                .map(|at| &words[at])
                .filter(|other| other.sentence == word.sentence)
        };
        let mut first = at;
        let mut strong = false;
        let mut headed = false;
        while let Some(head) = before(first) {
            if head.is(Mark::StrongHead) {
                strong = true;
            } else if head.is(Mark::WeakHead) || head.is(Mark::Between) {
                headed = true;
            } else {
                break;
            }
            first -= 1;
            if at - first >= 4 {
                break;
            }
        }
        let written = text.get(word.start as usize..word.end as usize).unwrap_or("");
        let digits = word.kind == Kind::Number;
        let padded = digits && written.len() == 2 && written.starts_with('0');
        let signed = digits && written.starts_with('#');
        let keycap = digits && word.read_by.any(crate::normalise::ReadBy::KEYCAP);
        if !(strong || headed || padded || signed || keycap) {
            continue;
        }
        // A lone verb before a bare word number ("pilih satu") is no ballot number.
        // A number glued to letters ("teman2") counts them, unless the letters lead to it ("paslon02", "coblos2").
        if word.gap.any(Gap::PART)
            && !(strong || headed)
            && !word.read_by.any(crate::normalise::ReadBy::HASHTAG)
        {
            continue;
        }
        if !digits && !strong && !(first..at).any(|head| words[head].is(Mark::Between)) {
            continue;
        }
        analysis.mentions.push(Mention {
            first: if strong || (first..at).any(|head| words[head].is(Mark::Between)) {
                trimmed(words, first, at)
            } else {
                index
            },
            last: index + 1,
            surface: None,
            contestant: None,
            form: Form::Number,
            alone: strong,
            number: word.number,
        });
    }
}

/// Somebody is meant who stands, but not by name: "si capres", "petahana". Only where nobody is named.
fn roles(analysis: &mut Analysis) {
    if !analysis.mentions.is_empty() {
        return;
    }
    let role = analysis.words.iter().position(|word| word.is(Mark::Role));
    if let Some(at) = role {
        analysis.mentions.push(Mention {
            first: at as u32,
            last: at as u32 + 1,
            surface: None,
            contestant: None,
            form: Form::Role,
            alone: true,
            number: 0,
        });
    }
}

/// The span of a number begins at its noun, not at a verb before it, so that "coblos nomor 2" stays a verb with a
/// mention.
fn trimmed(words: &[Word], first: usize, at: usize) -> u32 {
    let mut start = at;
    for index in (first..at).rev() {
        if words[index].is(Mark::Between) || words[index].is(Mark::StrongHead) {
            start = index;
        } else {
            break;
        }
    }
    start as u32
}

/// Settles who is meant, over all fields of a post; what stays without company is dropped.
pub(crate) fn resolve(pack: &Pack, fields: &mut [&mut Analysis], context: Context<'_>) {
    let mut votes = Votes::new(pack, fields, context);
    for analysis in fields.iter() {
        for mention in &analysis.mentions {
            votes.count(mention);
        }
    }
    let known = |contest: u32| votes.of(contest) > 0;
    for analysis in fields.iter_mut() {
        let company: Vec<u32> = (0u32..)
            .zip(&analysis.words)
            .filter(|(_, word)| word.is(Mark::Company))
            .map(|(at, _)| at)
            .collect();
        // Looked for only where it may decide something.
        let siding = if analysis
            .mentions
            .iter()
            .any(|mention| asks_for_siding(pack, mention))
        {
            siding(pack, analysis)
        } else {
            Vec::new()
        };
        let longest = siding
            .iter()
            .map(|&(first, last)| last - first)
            .max()
            .unwrap_or(0);
        let words = &analysis.words;
        let loud = words.iter().filter(|word| word.shape.any(Shape::SHOUTED)).count();
        let shouting = loud * 2 > words.iter().filter(|word| word.kind == Kind::Word).count();
        for mention in &mut analysis.mentions {
            // What is near stands in a short stretch of what is known, which is sorted.
            let around = company.partition_point(|&at| at + COMPANY < mention.first);
            let until = company.partition_point(|&at| at < mention.last + COMPANY);
            let near = company[around..until.max(around)].iter().any(|&at| {
                let apart = if at < mention.first {
                    mention.first - at
                } else {
                    (at + 1).saturating_sub(mention.last)
                };
                (at < mention.first || at >= mention.last) && apart <= COMPANY
            });
            let around = siding.partition_point(|&(first, _)| first + COMPANY + longest < mention.first);
            let until = siding.partition_point(|&(first, _)| first <= mention.last + COMPANY);
            let sided = siding[around..until.max(around)].iter().any(|&(first, last)| {
                let apart = if last <= mention.first {
                    mention.first - last
                } else {
                    first.saturating_sub(mention.last)
                };
                (last <= mention.first || first >= mention.last) && apart <= COMPANY
            });
            match mention.surface {
                Some(surface) => {
                    let entries = &pack.surfaces[surface as usize];
                    // A name that many bear is nobody's until the contest is known. Words that take a side are company
                    // only for those whom the whole country or a province knows.
                    let near = near && entries.len() <= MOST_NAMESAKES;
                    let widely = |entry: &SurfaceEntry| {
                        let contest = pack.contestants[entry.contestant as usize].contest;
                        let region = &pack.contests[contest as usize].region;
                        let named = matches!(entry.form, Form::Full | Form::Short | Form::Titled);
                        named && (region.is_empty() || (region.len() == 2 && entry.form == Form::Titled))
                    };
                    // An acronym in capitals among small letters is no ordinary word: AMIN is not "amin".
                    let loud = mention.last - mention.first == 1
                        && words[mention.first as usize].shape.any(Shape::SHOUTED)
                        && !shouting
                        && (sided || !company.is_empty());
                    let acronym = |entry: &SurfaceEntry| {
                        let contest = pack.contestants[entry.contestant as usize].contest;
                        entry.form == Form::Pair && pack.contests[contest as usize].region.len() <= 2
                    };
                    // A local pair's couple name or slogan is an ordinary word until its contest is known.
                    let local = |entry: &SurfaceEntry| {
                        let contest = pack.contestants[entry.contestant as usize].contest;
                        let plain = matches!(entry.form, Form::Pair | Form::Slogan);
                        plain && !pack.contests[contest as usize].region.is_empty()
                    };
                    let best = entries
                        .iter()
                        .filter(|entry| {
                            let contest = pack.contestants[entry.contestant as usize].contest;
                            (context.in_play)(contest)
                                && (entry.alone
                                    || (near && !local(entry))
                                    || (loud && acronym(entry))
                                    || (sided && widely(entry))
                                    || known(contest)
                                    || votes.local(contest))
                        })
                        .max_by_key(|entry| {
                            let contest = pack.contestants[entry.contestant as usize].contest;
                            (
                                votes.of(contest),
                                entry.alone,
                                std::cmp::Reverse(votes.rank(contest)),
                            )
                        });
                    if let Some(best) = best {
                        mention.contestant = Some(best.contestant);
                        mention.form = best.form;
                    }
                }
                None if mention.form == Form::Role => {}
                None => {
                    let contest = votes.contest_of_number(mention.number);
                    mention.contestant = contest;
                    let kept = contest.is_some() || mention.alone || near || sided;
                    if !kept {
                        mention.number = 0;
                    }
                }
            }
            debug_assert!(mention.last as usize <= words.len());
        }
        // A dated post in which no contest is in play names nobody by a bare number either.
        analysis.mentions.retain(|mention| {
            mention.contestant.is_some()
                || (mention.surface.is_none()
                    && (mention.number > 0 || mention.form == Form::Role)
                    && !context.dated)
        });
    }
    // A role says nothing where somebody is named.
    if fields
        .iter()
        .any(|analysis| analysis.mentions.iter().any(|mention| mention.form != Form::Role))
    {
        for analysis in fields.iter_mut() {
            analysis.mentions.retain(|mention| mention.form != Form::Role);
        }
    }
}

/// Whether words that take a side may be company for a mention: for a bare number, and for those whom the whole country
/// or a province knows.
fn asks_for_siding(pack: &Pack, mention: &Mention) -> bool {
    let Some(surface) = mention.surface else {
        return !mention.alone;
    };
    !mention.alone
        && pack.surfaces[surface as usize].iter().any(|entry| {
            let contest = pack.contestants[entry.contestant as usize].contest;
            pack.contests[contest as usize].region.len() <= 2
        })
}

/// Where words stand that take a side by themselves: they are company for a weak name or a bare number.
fn siding(pack: &Pack, analysis: &mut Analysis) -> Vec<(u32, u32)> {
    crate::matcher::find(
        &pack.phrases,
        Start::Term,
        &analysis.words,
        &[],
        &mut analysis.found,
    );
    let takes_side = |term: u32| {
        let term = &pack.terms[term as usize];
        let points = term.points;
        let signal = matches!(pack.groups[term.group as usize].owner, Owner::Signal(_));
        signal && points.favour.max(points.against).max(points.act) >= SIDING
    };
    analysis
        .found
        .iter()
        .filter(|found| takes_side(found.what))
        .map(|found| (found.first, found.last))
        .collect()
}

/// Votes on which contests a post is about.
struct Votes<'v> {
    pack: &'v Pack,
    context: Context<'v>,
    votes: Vec<(u32, u32)>,
    years: Vec<u16>,
}

impl<'v> Votes<'v> {
    fn new(pack: &'v Pack, fields: &[&mut Analysis], context: Context<'v>) -> Votes<'v> {
        let mut years = Vec::new();
        for analysis in fields {
            for token in analysis.form.tokens() {
                if token.kind == Kind::Number && token.end - token.start == 4 {
                    years.extend(analysis.form.token_text(token).parse::<u16>());
                }
            }
        }
        years.retain(|year| (1900..2200).contains(year));
        years.sort_unstable();
        years.dedup();
        Votes {
            pack,
            context,
            votes: Vec::new(),
            years,
        }
    }

    /// A sure mention votes for every contest it may belong to, more when there is only one.
    fn count(&mut self, mention: &Mention) {
        let Some(surface) = mention.surface else { return };
        let sure: Vec<u32> = self.pack.surfaces[surface as usize]
            .iter()
            .filter(|entry| entry.alone)
            .map(|entry| self.pack.contestants[entry.contestant as usize].contest)
            .filter(|&contest| (self.context.in_play)(contest))
            .collect();
        let weight = if sure.len() == 1 { 4 } else { 2 };
        for contest in sure {
            match self.votes.iter_mut().find(|row| row.0 == contest) {
                Some(row) => row.1 += weight,
                None => self.votes.push((contest, weight)),
            }
        }
    }

    /// How strongly a post is about a contest.
    fn of(&self, contest: u32) -> u32 {
        let named = self
            .votes
            .iter()
            .find(|row| row.0 == contest)
            .map_or(0, |row| row.1);
        if named == 0 {
            return 0;
        }
        let election = &self.pack.contests[contest as usize].election;
        let year = self
            .years
            .iter()
            .any(|year| election.ends_with(&year.to_string()));
        named + if year { 5 } else { 0 } + if self.local(contest) { 3 } else { 0 }
    }

    /// Whether the contest is the post's region's own.
    fn local(&self, contest: u32) -> bool {
        let region = &self.pack.contests[contest as usize].region;
        !region.is_empty() && !self.context.region.is_empty() && self.context.region.starts_with(&**region)
    }

    /// The order among equals: newer elections first, national before local.
    fn rank(&self, contest: u32) -> (std::cmp::Reverse<&str>, usize) {
        let contest = &self.pack.contests[contest as usize];
        let year = contest.election.rsplit('-').next().unwrap_or("");
        (std::cmp::Reverse(year), contest.region.len())
    }

    /// Who has this number: in the contest that the post is about, or in the region's only one.
    fn contest_of_number(&self, number: u8) -> Option<u32> {
        let voted = self
            .votes
            .iter()
            .map(|row| row.0)
            .filter(|&contest| {
                !self.pack.contests[contest as usize]
                    .election
                    .starts_with("pemilu")
            })
            .max_by_key(|&contest| (self.of(contest), std::cmp::Reverse(self.rank(contest))));
        if let Some(contest) = voted {
            return self.pack.contests[contest as usize].contestant(number);
        }
        if self.context.region.is_empty() {
            return None;
        }
        let mut local = (0..self.pack.contests.len() as u32)
            .filter(|&contest| self.local(contest) && (self.context.in_play)(contest));
        match (local.next(), local.next()) {
            (Some(contest), None) => self.pack.contests[contest as usize].contestant(number),
            _ => None,
        }
    }
}
