//! Mentions: who is named, by a name or by a number, and in which contest.
//!
//! A surface may mean several contestants (the same person in two elections) and may mean none (an ordinary word). The
//! candidates of all fields are collected first; then contests are voted on by what is sure, and what needs company
//! counts only where it has it.

use crate::lexicon::contestants::Part;
use crate::matcher::{Found, Mark, UNKNOWN, Word};
use crate::normalise::{Gap, Kind, NormalForm, ReadBy, Shape};
use crate::pack::{Form, Owner, Pack, SurfaceEntry};
use crate::verdict::Certainty;

use super::votes::{Tallies, Votes};
use super::{Analysis, Mention, Person, address};

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
    /// Which contests have had a successor, by number.
    pub(crate) earlier: &'c [bool],
}

/// Collects the candidates of a field: names, then ballot numbers.
pub(super) fn candidates(pack: &Pack, analysis: &mut Analysis, text: &str) {
    crate::matcher::longest(
        &mut analysis.found,
        &analysis.words,
        &mut Vec::new(),
        |_| (),
        |(), ()| true,
    );
    analysis.mentions.clear();
    let mut covered = 0;
    for (at, found) in analysis.found.iter().enumerate() {
        // Partial overlaps: the first one keeps its words, unless it only adds a form of address to the beginning of a
        // name that a later one has whole: "Bang Joko" of "Bang Joko Widodo".
        if found.first < covered {
            continue;
        }
        let whole = analysis.found[at + 1..]
            .iter()
            .take_while(|next| next.first <= found.first + 1)
            .any(|next| next.first == found.first + 1 && next.last >= found.last);
        if whole && address::is_address(&analysis.form, &analysis.words[found.first as usize]) {
            continue;
        }
        // "relawan Amin Haris" are those of Amin Haris, and not of AMIN.
        let first = &analysis.words[found.first as usize];
        let longer = |next: &Found| next.last > found.last && is_full_name(pack, next.what);
        if address::leads_to_a_couple(&analysis.form, first)
            && !is_full_name(pack, found.what)
            && analysis.found[at + 1..]
                .iter()
                .take_while(|next| next.first < found.last)
                .any(longer)
        {
            continue;
        }
        if is_stretched_initial(analysis, found, text) {
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
            listed: false,
            as_on_ballot: false,
            certainty: Certainty::Assumed,
        });
    }
    addressed(analysis);
    signed(analysis, text);
    if analysis.seen.holds_numbers() {
        super::numbers::candidates(analysis, text);
    }
    analysis.district = if pack.places.is_empty() {
        None
    } else {
        super::numbers::district(analysis, text)
    };
    if analysis.seen.is(Mark::Role) {
        roles(pack, analysis);
    }
    analysis
        .mentions
        .sort_unstable_by_key(|mention| (mention.first, mention.last));
    analysis.told.clear();
    // Whoever is named for sure says what the post is about.
    if !analysis.mentions.is_empty()
        && analysis
            .mentions
            .iter()
            .all(|mention| !mention.alone || mention.surface.is_none())
    {
        let mut told = std::mem::take(&mut analysis.told);
        super::places::named(pack, analysis, text, &mut told);
        analysis.told = told;
    }
}

/// Whether a surface is the whole name of somebody.
fn is_full_name(pack: &Pack, surface: u32) -> bool {
    pack.surfaces[surface as usize]
        .iter()
        .any(|entry| entry.form == Form::Full)
}

/// A nickname that is a form of address ("Pakde") is one where another name follows at once ("Pakde Wayan").
fn addressed(analysis: &mut Analysis) {
    for at in (1..analysis.mentions.len()).rev() {
        let (mention, after) = (analysis.mentions[at - 1], analysis.mentions[at]);
        if mention.last == after.first
            && mention.last - mention.first == 1
            && address::is_address(&analysis.form, &analysis.words[mention.first as usize])
        {
            analysis.mentions.remove(at - 1);
        }
    }
}

/// A short name right behind a dash at the very end signs the post ("… untuk semua. -Wayan"): it says who writes, or who is quoted,
/// and not whom the post is about.
fn signed(analysis: &mut Analysis, text: &str) {
    let Some(mention) = analysis.mentions.last() else {
        return;
    };
    let name = matches!(mention.form, Form::Short | Form::Titled);
    let last = analysis.words[mention.last as usize..]
        .iter()
        .all(|word| matches!(word.kind, Kind::Link | Kind::Emoji));
    let before = text
        .get(..analysis.words[mention.first as usize].start as usize)
        .unwrap_or("");
    let led = before.trim_end_matches(['-', '–', '—']);
    let apart = led.ends_with(char::is_whitespace) || led.ends_with(['.', '!', '?', '"', '”']);
    if name && last && led.len() < before.len() && apart {
        analysis.mentions.pop();
    }
}

/// Whether a phrase of these words cuts a name in two. Mentions are sorted and none overlaps another. Only names count: a
/// hashtag or a slogan says things, and its words are words. The first word of "Partai Awan" and "Pak Wayan" is no name,
/// so a phrase may end with it: "pengurus partai".
pub(super) fn cuts(pack: &Pack, analysis: &Analysis, first: u32, last: u32) -> bool {
    let mentions = &analysis.mentions;
    let inside = |at: u32| {
        let begun = mentions.partition_point(|mention| mention.first < at);
        let mention = begun.checked_sub(1).map(|before| &mentions[before])?;
        let name = matches!(
            mention.form,
            Form::Pair | Form::Full | Form::Short | Form::Titled | Form::Party
        );
        (name && at < mention.last).then_some(mention)
    };
    let headed = |mention: &Mention| {
        let party = |number: u32| pack.contestants[number as usize].is_party;
        mention.contestant.is_some_and(party)
            || address::is_address(&analysis.form, &analysis.words[mention.first as usize])
    };
    inside(first).is_some()
        || inside(last).is_some_and(|mention| last > mention.first + 1 || !headed(mention))
}

/// `PPP` is three letters, which the normal form makes one: neither a lone `p` nor `pppp` is the party.
fn is_stretched_initial(analysis: &Analysis, found: &crate::matcher::Found, text: &str) -> bool {
    let word = &analysis.words[found.first as usize];
    found.last - found.first == 1
        && word.is(Mark::Letter)
        && text
            .get(word.start as usize..word.end as usize)
            .is_none_or(|written| written.trim_start_matches('#').len() != 3)
}

/// Somebody is meant who stands, but not by name: "si capres", "petahana". Only where nobody is named.
fn roles(pack: &Pack, analysis: &mut Analysis) {
    let stands = |mention: &Mention| {
        mention.surface.is_none_or(|surface| {
            let entries = &pack.surfaces[surface as usize];
            entries
                .iter()
                .any(|entry| !pack.contestants[entry.contestant as usize].is_figure)
        })
    };
    if analysis.mentions.iter().any(stands) {
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
            listed: false,
            as_on_ballot: false,
            certainty: Certainty::Assumed,
        });
    }
}

/// What settling who is meant takes, reused from post to post.
#[derive(Debug, Default)]
pub(crate) struct Settling {
    tallies: Tallies,
    company: Company,
}

/// Settles who is meant, over all fields of a post; what stays without company is dropped.
pub(crate) fn resolve(pack: &Pack, fields: &mut [Analysis], context: Context<'_>, settling: &mut Settling) {
    let Settling { tallies, company } = settling;
    let mut votes = Votes::new(pack, fields, context, tallies);
    for analysis in fields.iter() {
        for mention in &analysis.mentions {
            votes.count(mention);
        }
    }
    for analysis in fields.iter_mut() {
        company.read(pack, analysis, &votes);
        let words = &analysis.words;
        let loud = words.iter().filter(|word| word.shape.any(Shape::SHOUTED)).count();
        let shouting = loud * 2 > words.iter().filter(|word| word.kind == Kind::Word).count();
        analysis.people.clear();
        for mention in &mut analysis.mentions {
            let near = Near {
                stranger: has_stranger(words, mention),
                word: company.word(mention),
                telling_word: company.telling_word(mention),
                beside: company.beside(&analysis.form, words, mention),
                side: company.side(mention),
                // An acronym in capitals among small letters is no ordinary word: AMIN is not "amin".
                capitals: mention.last - mention.first == 1
                    && words[mention.first as usize].shape.any(Shape::SHOUTED)
                    && !shouting,
                small: mention.last - mention.first == 1
                    && !words[mention.first as usize].shape.any(Shape::CAPITAL),
                initials: mention.last - mention.first == 1
                    && words[mention.first as usize].is(Mark::Initials),
                stretched: mention.last - mention.first == 1
                    && words[mention.first as usize].read_by.any(ReadBy::ELONGATION),
            };
            let near = Near {
                capitals: near.capitals && (near.side || !company.words.is_empty()),
                ..near
            };
            if let Some(surface) = mention.surface {
                let entries = &pack.surfaces[surface as usize];
                let reading = Reading {
                    pack,
                    votes: &votes,
                    context,
                    near,
                };
                match reading.best(entries) {
                    Some(best) => {
                        mention.contestant = Some(best.contestant);
                        // What is anybody's full name is a full name, whoever of the namesakes is meant.
                        let full = entries.iter().any(|entry| entry.form == Form::Full);
                        mention.form = if full && best.form == Form::Short {
                            Form::Full
                        } else {
                            best.form
                        };
                        mention.certainty = reading.certainty(best, entries);
                    }
                    None => analysis.people.extend(reading.person(mention, entries)),
                }
            } else if mention.listed {
                // Its party is known once all mentions are.
            } else if mention.form != Form::Role {
                let contest = votes.contest_of_number();
                mention.contestant =
                    contest.and_then(|contest| pack.contests[contest as usize].contestant(mention.number));
                if let Some(contest) = contest {
                    let said = context.dated || votes.local(contest) || votes.year(contest);
                    mention.certainty = if said && mention.alone {
                        Certainty::Sure
                    } else {
                        Certainty::Likely
                    };
                }
                if mention.contestant.is_none()
                    && !(mention.alone || near.word || near.side || mention.as_on_ballot)
                {
                    mention.number = 0;
                }
            }
            debug_assert!(mention.last as usize <= words.len());
        }
        listed(pack, analysis, context);
        // A dated post in which no contest is in play names nobody by a bare number either.
        analysis.mentions.retain(|mention| {
            mention.contestant.is_some()
                || (mention.surface.is_none()
                    && (mention.number > 0 || mention.form == Form::Role)
                    && !context.dated)
        });
    }
    for analysis in fields.iter_mut() {
        let mut contests = analysis
            .mentions
            .iter()
            .filter_map(|mention| Some(pack.contestants[mention.contestant? as usize].contest))
            .peekable();
        analysis.earlier = contests.peek().is_some()
            && contests.all(|contest| votes.is_earlier(contest) && !votes.knows(contest));
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

/// Whether a capital begins both a mention of one word and an unknown word beside it, with nothing but a space between, and
/// not because a sentence begins there: the name goes on, and nobody known bears it.
fn has_stranger(words: &[Word], mention: &Mention) -> bool {
    let named = |word: &Word| {
        word.kind == Kind::Word && word.shape.any(Shape::CAPITAL) && !word.shape.any(Shape::SHOUTED)
    };
    let spaced = |word: &Word| word.gap == Gap::SPACE;
    let (first, last) = (mention.first as usize, mention.last as usize);
    if last - first > 2 || !named(&words[last - 1]) {
        return false;
    }
    let stranger = |word: &&Word| named(word) && word.symbol == UNKNOWN;
    let after = words.get(last).filter(|word| spaced(word));
    let before = first
        .checked_sub(1)
        .map(|at| &words[at])
        .filter(|word| spaced(word) && spaced(&words[first]));
    after.filter(stranger).is_some() || (last - first == 1 && before.filter(stranger).is_some())
}

/// So near stands the party of a candidate's number: "caleg nomor 3 dari Partai Awan".
const PARTY: u32 = 6;

/// Settles the numbers of lists: the candidate with this number on the list of the party that stands nearest, in the
/// district that the post names, or in the only one of its region.
fn listed(pack: &Pack, analysis: &mut Analysis, context: Context<'_>) {
    if pack.places.is_empty() {
        return;
    }
    let parties: Vec<(u32, u32, u8)> = analysis
        .mentions
        .iter()
        .filter_map(|mention| {
            let info = &pack.contestants[mention.contestant? as usize];
            info.is_party
                .then_some((mention.first, mention.last, info.number))
        })
        .collect();
    let named = analysis.district.as_ref().and_then(|(name, number)| {
        let region = pack
            .law
            .only_region(name)
            .ok()
            .map(|region| region.code.to_string());
        region.map(|region| (region, *number))
    });
    for mention in analysis.mentions.iter_mut().filter(|mention| mention.listed) {
        let apart = |&(first, last, _): &(u32, u32, u8)| {
            first
                .saturating_sub(mention.last)
                .max(mention.first.saturating_sub(last))
        };
        let Some(&(_, _, party)) = parties
            .iter()
            .filter(|party| apart(party) <= PARTY)
            .min_by_key(|party| apart(party))
        else {
            continue;
        };
        let from = pack
            .places
            .partition_point(|place| (place.party, place.list) < (party, mention.number));
        let mut fitting = pack.places[from..]
            .iter()
            .take_while(|place| (place.party, place.list) == (party, mention.number))
            .filter(|place| {
                let contest = pack.contestants[place.contestant as usize].contest;
                let region = &pack.contests[contest as usize].region;
                let here = match &named {
                    Some((code, district)) => **code == **region && *district == place.district,
                    None => !context.region.is_empty() && context.region.starts_with(&**region),
                };
                here && (context.in_play)(contest)
            });
        if let (Some(place), None) = (fitting.next(), fitting.next()) {
            mention.contestant = Some(place.contestant);
            mention.certainty = if named.is_some() {
                Certainty::Sure
            } else {
                Certainty::Likely
            };
        }
    }
}

/// What stands near a mention.
#[derive(Clone, Copy)]
struct Near {
    /// It is one word of a longer name of which nothing else is known: "Bupati Surya Kelanawan".
    stranger: bool,
    /// A word of a contest.
    word: bool,
    /// One that governing and news seldom use.
    telling_word: bool,
    /// One of those, right beside it.
    beside: bool,
    /// Words that take a side.
    side: bool,
    /// It is written in capitals among small letters.
    capitals: bool,
    /// It is one word of two letters at most, which may abbreviate anything.
    initials: bool,
    /// It is one word in small letters, which may be any word.
    small: bool,
    /// It is one word with stretched letters: "amiiin" is a prayer and "gemoyyy" a cry, whoever is called so.
    stretched: bool,
}

/// Who is meant by one surface.
struct Reading<'r> {
    pack: &'r Pack,
    votes: &'r Votes<'r>,
    context: Context<'r>,
    near: Near,
}

impl Reading<'_> {
    fn contest(&self, entry: &SurfaceEntry) -> u32 {
        self.pack.contestants[entry.contestant as usize].contest
    }

    /// The contestant who is most likely meant; nobody where none may be.
    fn best<'e>(&self, entries: &'e [SurfaceEntry]) -> Option<&'e SurfaceEntry> {
        entries
            .iter()
            .filter(|entry| (self.context.in_play)(self.contest(entry)) && self.counts(entry, entries.len()))
            .max_by_key(|entry| {
                let contest = self.contest(entry);
                (
                    self.votes.of(contest),
                    entry.alone,
                    std::cmp::Reverse(self.votes.rank(contest)),
                )
            })
    }

    /// Whether the surface may mean this contestant, given its company.
    fn counts(&self, entry: &SurfaceEntry, namesakes: usize) -> bool {
        let contest = self.contest(entry);
        let region = &self.pack.contests[contest as usize].region;
        let known = self.votes.knows(contest);
        if self.votes.is_earlier(contest) && !known {
            return entry.alone;
        }
        if entry.alone {
            return true;
        }
        let named = matches!(entry.form, Form::Full | Form::Short | Form::Titled);
        // "RKkk jadi gubernur" cries a name; "amiiin" stays a prayer whatever stands near.
        let cried = named && self.near.telling_word && !self.near.small;
        if (self.near.stranger && (entry.common || !known)) || (self.near.stretched && entry.common && !cried)
        {
            return false;
        }
        let acronym = entry.form == Form::Pair && region.len() <= 2;
        if self.near.capitals && acronym {
            return true;
        }
        // Words that take a side are company only for those whom the whole country or a province knows.
        let widely = named && (region.is_empty() || (region.len() == 2 && entry.form == Form::Titled));
        // Words that govern as much as they campaign are no company for a common word, nor for a name that only one
        // regency knows.
        let near = if entry.common || region.len() > 2 {
            self.near.telling_word
        } else {
            self.near.word
        };
        // A name that many bear is nobody's until the contest is known; so is a local pair's couple name or slogan. A
        // common name or ordinary word where only one region votes on its bearer wants the word right beside it.
        let plain = matches!(entry.form, Form::Pair | Form::Slogan);
        let close = !entry.common || self.near.beside;
        let by_word = near
            && namesakes <= MOST_NAMESAKES
            && (region.is_empty() || (close && !plain))
            && !(entry.form == Form::Slogan && self.votes.elsewhere(contest));
        let by_side = self.near.side && widely && !self.near.initials;
        let told = self.votes.is_told(contest) && (near || (self.near.side && !self.near.initials));
        let by_contest = known || self.votes.local(contest) || told;
        // "Amin" after the president's name is a prayer, and where the region alone is known a lantern may be a lantern,
        // however much it is praised.
        if by_contest && !by_word && !by_side {
            if self.near.small && !known {
                return self.near.word;
            }
            if entry.common {
                return self.near.word || self.near.side;
            }
        }
        by_word || by_side || by_contest
    }

    /// How sure it is that this contestant is meant.
    fn certainty(&self, best: &SurfaceEntry, entries: &[SurfaceEntry]) -> Certainty {
        let contest = self.contest(best);
        let others = entries
            .iter()
            .any(|entry| entry.contestant != best.contestant && (self.context.in_play)(self.contest(entry)));
        let said = !others || self.votes.leads(best, entries);
        if !said || (self.votes.is_earlier(contest) && !self.votes.knows(contest)) {
            Certainty::Assumed
        } else if best.alone {
            Certainty::Sure
        } else {
            Certainty::Likely
        }
    }

    /// The person whom a surface names who is no contestant here.
    fn person(&self, mention: &Mention, entries: &[SurfaceEntry]) -> Option<Person> {
        entries
            .iter()
            .filter(|entry| {
                entry.alone
                    && entry.part != Part::Whole
                    && matches!(entry.form, Form::Full | Form::Short | Form::Titled | Form::Handle)
            })
            .min_by_key(|entry| self.votes.rank(self.contest(entry)))
            .map(|entry| Person {
                first: mention.first,
                last: mention.last,
                contestant: entry.contestant,
                part: entry.part,
            })
    }
}

/// What in a field may give a mention company.
#[derive(Debug, Default)]
struct Company {
    /// Where words of a contest stand, and whether governing and news seldom use them.
    words: Vec<(u32, bool)>,
    /// Where words stand that take a side, sorted by their beginning, and the length of the longest.
    sides: Vec<(u32, u32)>,
    longest: u32,
}

impl Company {
    /// Looks for what stands in a field; what was found in another is forgotten.
    fn read(&mut self, pack: &Pack, analysis: &mut Analysis, votes: &Votes<'_>) {
        self.words.clear();
        self.sides.clear();
        self.words.extend(
            (0u32..)
                .zip(&analysis.words)
                .filter(|(_, word)| word.is(Mark::Company))
                .map(|(at, word)| (at, !word.is(Mark::Office))),
        );
        // Looked for only where it may decide something.
        if analysis
            .mentions
            .iter()
            .any(|mention| asks_for_siding(pack, votes, mention))
        {
            siding(pack, analysis, &mut self.sides);
        }
        let length = |&(first, last): &(u32, u32)| last - first;
        self.longest = self.sides.iter().map(length).max().unwrap_or(0);
    }

    fn word(&self, mention: &Mention) -> bool {
        self.any_word(mention, |_| true)
    }

    fn telling_word(&self, mention: &Mention) -> bool {
        self.any_word(mention, |telling| telling)
    }

    fn beside(&self, form: &NormalForm, words: &[Word], mention: &Mention) -> bool {
        let at = |at: Option<u32>| at.is_some_and(|at| self.words.binary_search(&(at, true)).is_ok());
        !self.words.is_empty()
            && (at(Some(mention.last))
                || at(mention.first.checked_sub(1))
                || at(address::lead(form, words, mention).checked_sub(1)))
    }

    /// What is near stands in a short stretch of what is known, which is sorted.
    fn any_word(&self, mention: &Mention, wanted: impl Fn(bool) -> bool) -> bool {
        let around = self
            .words
            .partition_point(|&(at, _)| at + COMPANY < mention.first);
        let until = self.words.partition_point(|&(at, _)| at < mention.last + COMPANY);
        self.words[around..until.max(around)]
            .iter()
            .any(|&(at, telling)| {
                let apart = if at < mention.first {
                    mention.first - at
                } else {
                    (at + 1).saturating_sub(mention.last)
                };
                wanted(telling) && (at < mention.first || at >= mention.last) && apart <= COMPANY
            })
    }

    fn side(&self, mention: &Mention) -> bool {
        let around = self
            .sides
            .partition_point(|&(first, _)| first + COMPANY + self.longest < mention.first);
        let until = self
            .sides
            .partition_point(|&(first, _)| first <= mention.last + COMPANY);
        self.sides[around..until.max(around)]
            .iter()
            .any(|&(first, last)| {
                let apart = if last <= mention.first {
                    mention.first - last
                } else {
                    first.saturating_sub(mention.last)
                };
                (last <= mention.first || first >= mention.last) && apart <= COMPANY
            })
    }
}

/// Whether words that take a side may be company for a mention: for a bare number, for those whom the whole country or a
/// province knows, for common words, and for who ran in an earlier contest.
fn asks_for_siding(pack: &Pack, votes: &Votes<'_>, mention: &Mention) -> bool {
    let Some(surface) = mention.surface else {
        return !mention.alone;
    };
    pack.surfaces[surface as usize].iter().any(|entry| {
        let contest = pack.contestants[entry.contestant as usize].contest;
        let weak =
            !entry.alone && (pack.contests[contest as usize].region.len() <= 2 || votes.local(contest));
        weak || votes.is_earlier(contest)
    })
}

/// Where words stand that take a side by themselves: they are company for a weak name or a bare number.
fn siding(pack: &Pack, analysis: &mut Analysis, sides: &mut Vec<(u32, u32)>) {
    analysis.find_phrases(pack);
    let takes_side = |term: u32| {
        let term = &pack.terms[term as usize];
        let points = term.points();
        let signal = matches!(pack.groups[term.group as usize].owner, Owner::Signal(_));
        signal && points.favour.max(points.against).max(points.act) >= SIDING
    };
    sides.extend(
        analysis
            .phrases
            .iter()
            .filter(|found| takes_side(found.what))
            .map(|found| (found.first, found.last)),
    );
}
