//! The name grammar: from one row to every way people write it.
//!
//! A row of a national or provincial contest, or of a party, gets every form: at most 600 mentions on top of its
//! lists (a hundred on average, most of them forms of address before names that need company). A row of a regency gets
//! only the cheap ones, at most 24 on top of its lists (eight on average); a candidate of a list, who has no partner,
//! at most eight (fewer than two on average): a quarter of a million candidates may be loaded.

use super::clean::{core, is_particle, official, words};
use super::common::Common;
use super::mention::{Form, Mention, Part};
use super::pairs;
use super::row::{Contestant, Kind, Lists};
use super::titles;
use super::variants::misspellings;
use crate::verdict::Stance;

/// Fewest letters of a glued name.
pub(super) const MIN_GLUED: usize = 8;
/// From this many letters on, names in provinces get misspellings too.
const MIN_MISSPELT_IN_PROVINCE: usize = 7;

/// All mentions of a contestant, sorted by term, each term once.
#[must_use]
pub fn mentions(contestant: &Contestant, common: &Common) -> Vec<Mention> {
    let mut made = Made {
        contestant,
        common,
        mentions: Vec::new(),
    };
    match contestant.kind {
        Kind::EmptyBox => made.empty_box(),
        Kind::Party => made.party(),
        Kind::Pair | Kind::Person | Kind::Figure => {
            let lists = contestant.lists();
            made.person(Part::Head, &contestant.head, &lists.head_short, &lists.head_weak);
            made.person(
                Part::Deputy,
                &contestant.deputy,
                &lists.deputy_short,
                &lists.deputy_weak,
            );
            made.pair();
        }
    }
    made.listed();
    made.finish()
}

/// What is made of one row so far.
pub(super) struct Made<'a> {
    pub(super) contestant: &'a Contestant,
    pub(super) common: &'a Common,
    mentions: Vec<Mention>,
}

impl<'a> Made<'a> {
    pub(super) fn push(&mut self, term: impl Into<String>, form: Form, part: Part, alone: bool) {
        self.push_side(term, form, part, alone, None);
    }

    fn push_side(
        &mut self,
        term: impl Into<String>,
        form: Form,
        part: Part,
        alone: bool,
        side: Option<Stance>,
    ) {
        let term: String = term.into();
        let mut add = |term: String| {
            if !term.is_empty() {
                self.mentions.push(Mention {
                    term: term.into(),
                    form,
                    part,
                    alone,
                    side,
                });
            }
        };
        // People leave the apostrophe out; whether a normaliser parts or joins at it is not known here.
        if term.contains('\'') {
            add(term.replace('\'', ""));
        }
        add(term);
    }

    fn person(&mut self, part: Part, official: &str, short: &[Box<str>], weak: &[Box<str>]) {
        self.official(part, official);
        for name in short {
            self.push(&**name, Form::ShortName, part, true);
            if self.contestant.is_prominent() {
                self.misspelt(name, part);
                if let Some((first, second)) =
                    name.split_once(' ').filter(|(_, second)| !second.contains(' '))
                {
                    self.half_misspelt(first, second, part);
                }
                self.glue(&name.split(' ').collect::<Vec<_>>(), part);
                if self.contestant.region.is_empty() {
                    for title in titles::GLUED {
                        self.glue(&[title, name], part);
                    }
                }
            }
        }
        for name in weak {
            self.push(&**name, Form::ShortName, part, false);
            if self.contestant.is_prominent() && !name.contains(' ') {
                let alone = !self.common.has(name);
                for title in titles::of(&self.contestant.region) {
                    self.push(format!("{title} {name}"), Form::Titled, part, alone);
                }
            }
        }
    }

    /// The official name, titles and degrees taken off: whole, without its particles, first and last word, first two words.
    fn official(&mut self, part: Part, written: &str) {
        // A list that someone brings may have them still.
        let official = official(written);
        for alias in &official.aliases {
            let owned = words(alias);
            self.words(
                &owned.iter().map(String::as_str).collect::<Vec<_>>(),
                Form::ShortName,
                part,
            );
        }
        let owned = words(&official.name);
        let all: Vec<&str> = owned.iter().map(String::as_str).collect();
        let core = core(&all);
        if all.len() > 1 || !all.iter().all(|word| is_particle(word)) {
            self.words(&all, Form::FullName, part);
        }
        // "Amin" of "M. Amin" would be half the nation.
        if core.len() > 1 || core.iter().any(|word| !self.common.has(word)) {
            self.words(&core, Form::FullName, part);
        }
        if let [first, second, .., last] = core[..] {
            self.words(&[first, last], Form::PartName, part);
            // "Karim al" of "Karim al Jufri" is nobody.
            if !is_particle(second) {
                self.words(&[first, second], Form::PartName, part);
            }
        }
    }

    fn words(&mut self, words: &[&str], form: Form, part: Part) {
        let alone = self.common.counts_alone(words);
        self.push(words.join(" "), form, part, alone);
        if alone && self.contestant.is_prominent() {
            self.glue(words, part);
        }
    }

    /// A name of two words of which one is misspelt: the other says who is meant, however short it is. Only for names that people
    /// use for short: for every official name in the provinces it would cost half a megabyte.
    fn half_misspelt(&mut self, first: &str, second: &str, part: Part) {
        for spelling in misspellings(first) {
            self.push(format!("{spelling} {second}"), Form::Misspelt, part, true);
        }
        for spelling in misspellings(second) {
            self.push(format!("{first} {spelling}"), Form::Misspelt, part, true);
        }
    }

    /// `#aniesbaswedan` and typing errors glue words. Two or three make a long word that is no other.
    pub(super) fn glue(&mut self, words: &[&str], part: Part) {
        let glued = words.concat();
        if (2..=3).contains(&words.len()) && glued.len() >= MIN_GLUED && !glued.contains(' ') {
            self.push(glued, Form::Glued, part, true);
        }
    }

    fn misspelt(&mut self, name: &str, part: Part) {
        // A whole nation writes the first kind in every way; the shorter names of provinces would only hit words.
        if !self.contestant.region.is_empty() && name.len() < MIN_MISSPELT_IN_PROVINCE {
            return;
        }
        for spelling in misspellings(name) {
            if !self.common.has(&spelling) {
                self.push(spelling, Form::Misspelt, part, true);
            }
        }
    }

    fn pair(&mut self) {
        if !self.contestant.deputy.is_empty() {
            pairs::push(self);
        }
        let lists = self.contestant.lists();
        for (names, alone) in [(&lists.couple, true), (&lists.couple_weak, false)] {
            for name in names {
                self.push(&**name, Form::Couple, Part::Whole, alone);
            }
        }
        // An ordinary word that is a couple's name as well means the couple where its year or its camp stands beside it.
        let election = &self.contestant.election;
        let year = election.rsplit('-').next().unwrap_or_default();
        let widely = self.contestant.region.len() <= 2;
        for name in lists.couple_weak.iter().filter(|_| widely) {
            if year.len() == 4 && !name.ends_with(year) {
                self.push(format!("{name} {year}"), Form::Couple, Part::Whole, true);
            }
            for camp in titles::CAMP {
                self.push(format!("{camp} {name}"), Form::Couple, Part::Whole, true);
            }
        }
    }

    fn party(&mut self) {
        let lists = self.contestant.lists();
        let owned = words(&self.contestant.head);
        let all: Vec<&str> = owned.iter().map(String::as_str).collect();
        self.push(all.join(" "), Form::FullName, Part::Whole, true);
        for name in &lists.head_short {
            self.push(&**name, Form::Party, Part::Whole, true);
            self.misspelt(name, Part::Whole);
            self.titled_party(name);
        }
        for name in &lists.head_weak {
            self.push(&**name, Form::Party, Part::Whole, false);
            self.titled_party(name);
        }
    }

    fn titled_party(&mut self, name: &str) {
        if !name.starts_with("partai ") {
            for title in titles::PARTY {
                self.push(format!("{title} {name}"), Form::PartyTitled, Part::Whole, true);
            }
        }
    }

    fn empty_box(&mut self) {
        for name in ["kotak kosong", "kolom kosong", "bumbung kosong"] {
            self.push(name, Form::EmptyBox, Part::Whole, false);
        }
    }

    /// Handles, hashtags, slogans and mock names: as the table has them.
    fn listed(&mut self) {
        let lists: &'a Lists = self.contestant.lists();
        let favour = Some(Stance::Favour);
        let against = Some(Stance::Against);
        for (names, form, alone, side) in [
            (&lists.handles, Form::Handle, true, None),
            (&lists.tags, Form::Tag, true, favour),
            (&lists.tags_against, Form::Tag, true, against),
            (&lists.slogans, Form::Slogan, true, favour),
            (&lists.slogans_weak, Form::Slogan, false, favour),
            (&lists.nick_against, Form::MockName, true, against),
            (&lists.nick_against_weak, Form::MockName, false, against),
        ] {
            for name in names {
                let part = if form == Form::Handle {
                    self.account_of(name)
                } else {
                    Part::Whole
                };
                self.push_side(&**name, form, part, alone, side);
            }
        }
    }

    /// Whose account it is, where it holds a name of one of the two.
    fn account_of(&self, handle: &str) -> Part {
        let lists = self.contestant.lists();
        let holds = |official: &str, short: &[Box<str>]| {
            let name = |name: &str| name.len() > 3 && handle.contains(name);
            words(official).iter().any(|word| name(word))
                || short.iter().any(|short| name(&short.replace(' ', "")))
        };
        match (
            holds(&self.contestant.head, &lists.head_short),
            holds(&self.contestant.deputy, &lists.deputy_short),
        ) {
            (true, false) => Part::Head,
            (false, true) => Part::Deputy,
            _ => Part::Whole,
        }
    }

    /// Sorts, keeps each term once, and lets the table have the last word: what it lists as counting alone does,
    /// what it lists as needing company needs it, however else the term may have been made.
    fn finish(mut self) -> Vec<Mention> {
        let lists = self.contestant.lists();
        let strong: [&[Box<str>]; 3] = [&lists.head_short, &lists.deputy_short, &lists.couple];
        let weak: [&[Box<str>]; 3] = [&lists.head_weak, &lists.deputy_weak, &lists.couple_weak];
        self.mentions.sort_unstable();
        self.mentions.dedup_by(|later, earlier| {
            let same = later.term == earlier.term;
            if same {
                earlier.alone |= later.alone;
                earlier.side = earlier.side.or(later.side);
                if earlier.part != later.part {
                    earlier.part = Part::Whole;
                }
            }
            same
        });
        for mention in &mut self.mentions {
            let listed = |lists: &[&[Box<str>]]| lists.iter().any(|list| list.contains(&mention.term));
            if listed(&weak) {
                mention.alone = false;
            } else if listed(&strong) {
                mention.alone = true;
            }
        }
        self.mentions
    }
}
