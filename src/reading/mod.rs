//! Reading: who is named, what is said, and what stands near what.
//!
//! A field of a post (its text, the text in its picture, its target) is read into an [`Analysis`]: words, mentions of
//! contestants, hits of terms with their negation, and the shapes of the whole. Nothing is weighed here.

mod address;
mod doer;
mod excerpt;
mod hits;
mod mentions;
mod negation;
mod numbers;
mod opponents;
mod places;
mod relations;
mod shapes;
mod voice;
mod votes;

use std::sync::Arc;

use crate::law::RegionCode;
use crate::lexicon::contestants::Part;
use crate::matcher::{self, Found, Glue, Place, Seen, Start, Word};
use crate::normalise::NormalForm;
use crate::pack::{Form, Mask, NegatorKind, Pack, Reach, Rivals};
use crate::verdict::Certainty;

pub(crate) use mentions::{Context, Settling, resolve};
pub(crate) use relations::said_of_the_target;
pub(crate) use shapes::{ShapeSet, shapes};

/// A field of a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Field {
    #[default]
    Text,
    MediaText,
    TargetText,
    TargetAccount,
    TargetName,
}

impl Field {
    /// Whether the author wrote it.
    pub(crate) fn is_own(self) -> bool {
        matches!(self, Field::Text | Field::MediaText)
    }
}

impl Pack {
    /// The name of a field in records.
    pub(crate) fn field_name(&self, field: Field) -> Arc<str> {
        Arc::clone(&self.field_names[field as usize])
    }
}

/// A mention of a contestant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// First word.
    pub(crate) first: u32,
    /// One past the last word.
    pub(crate) last: u32,
    /// Which surface; `None` for a number.
    pub(crate) surface: Option<u32>,
    /// Who is meant; `None` for a number whose contest is not known.
    pub(crate) contestant: Option<u32>,
    /// How.
    pub(crate) form: Form,
    /// Whether it counts without company.
    pub(crate) alone: bool,
    /// The ballot number, for numbers.
    pub(crate) number: u8,
    /// Whether the number is one of a party's list.
    pub(crate) listed: bool,
    /// Whether the number is written as ballot numbers are: `02`.
    pub(crate) as_on_ballot: bool,
    /// How sure it is who is meant.
    pub(crate) certainty: Certainty,
}

/// Somebody named who runs in no contest here: who ran at another time or place, or never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// First word.
    pub(crate) first: u32,
    /// One past the last word.
    pub(crate) last: u32,
    /// The row that has the name.
    pub(crate) contestant: u32,
    /// Which of the row's names.
    pub(crate) part: Part,
}

impl Mention {
    /// Whether a party is meant, by whatever name.
    pub(crate) fn is_party(&self, pack: &Pack) -> bool {
        self.form == Form::Party
            || self
                .contestant
                .is_some_and(|number| pack.contestants[number as usize].is_party)
    }
}

/// A term found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The term.
    pub(crate) term: u32,
    /// Its group.
    pub(crate) group: u32,
    /// First word.
    pub(crate) first: u32,
    /// One past the last word.
    pub(crate) last: u32,
    /// What kind of negator it is itself, where it is one.
    pub(crate) negator: Option<NegatorKind>,
    /// What negates it.
    pub(crate) negated: Option<NegatorKind>,
}

/// A field, read.
#[derive(Debug, Default)]
pub(crate) struct Analysis {
    pub(crate) field: Field,
    pub(crate) form: NormalForm,
    pub(crate) words: Vec<Word>,
    /// What the words are together.
    seen: Seen,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) people: Vec<Person>,
    /// The electoral district that is named, where candidates of lists are known.
    pub(crate) district: Option<(String, u8)>,
    /// Whoever is named ran in a contest that has had a successor, and nothing says that it is meant.
    pub(crate) earlier: bool,
    /// The regions that are named, looked for only where somebody is named who is known by them.
    told: Vec<RegionCode>,
    pub(crate) hits: Vec<Hit>,
    pub(crate) shapes: ShapeSet,
    glue: Glue,
    found: Vec<Found>,
    /// The phrases without places, once somebody has asked for them.
    phrases: Vec<Found>,
    phrases_known: bool,
    /// With what each phrase that was found competes.
    rivals: Vec<Rivals>,
    /// The hits in the order in which they take words, while they are weighed against each other.
    turns: Vec<u128>,
    /// For each word the hits that took it, meanwhile.
    taken: Vec<u32>,
    places: Vec<Place>,
    /// Contests and who is named of them, while sides are counted.
    sides: Vec<(u32, u32)>,
    /// Who is named for which contest, while it is seen how opponents are treated.
    named: Vec<opponents::Named>,
}

impl Analysis {
    /// Reads the words and the candidates for mentions.
    pub(crate) fn begin(&mut self, pack: &Pack, field: Field, text: &str) {
        self.field = field;
        self.people.clear();
        self.hits.clear();
        self.phrases_known = false;
        self.shapes = ShapeSet::default();
        if field == Field::TargetAccount {
            // An account is read for the words in it: `@tim.pemenangan_wayan`.
            let spaced: String = text
                .chars()
                .map(|c| {
                    if matches!(c, '.' | '_' | '-' | '@') {
                        ' '
                    } else {
                        c
                    }
                })
                .collect();
            pack.normaliser.normalise(&spaced, &mut self.form);
        } else {
            pack.normaliser.normalise(text, &mut self.form);
        }
        self.seen = matcher::read(
            &pack.vocabulary,
            &pack.readings,
            &self.form,
            &mut self.glue,
            &mut self.words,
        );
        matcher::find(&pack.names, Start::Name, &self.words, self.seen, &mut self.found);
        mentions::candidates(pack, self, text);
    }

    /// Whether a phrase stands in the field that makes a finding where nobody is named.
    pub(crate) fn holds_lone_phrase(&mut self, pack: &Pack) -> bool {
        matcher::find(&pack.lone, Start::Lone, &self.words, self.seen, &mut self.found);
        !self.found.is_empty()
    }

    /// Finds the phrases that hold no place for a mention: the same ones whoever is meant.
    pub(crate) fn find_phrases(&mut self, pack: &Pack) {
        if !self.phrases_known {
            matcher::find(
                &pack.phrases,
                Start::Term,
                &self.words,
                self.seen,
                &mut self.phrases,
            );
            self.phrases_known = true;
        }
    }

    /// The terms whose phrases stand in the field, once they have been found; some more than once.
    pub(crate) fn phrases(&self) -> impl Iterator<Item = u32> {
        self.phrases.iter().map(|found| found.what)
    }

    /// Finds the terms, once it is settled which mentions count, and what negates them.
    pub(crate) fn finish(&mut self, pack: &Pack, mask: &Mask) {
        self.find_terms(pack, mask);
        self.open_clauses();
        negation::apply(pack, &mut self.hits, &self.words, &self.form);
    }

    /// A connective opens a clause where nobody wrote a comma.
    fn open_clauses(&mut self) {
        let opens = |hit: &Hit| hit.negator == Some(NegatorKind::Clause);
        if !self.hits.iter().any(opens) {
            return;
        }
        let mut borders = self.hits.iter().filter(|hit| opens(hit)).peekable();
        let mut more = 0u16;
        for (at, word) in (0u32..).zip(&mut self.words) {
            // A connective at the start of a clause or of the text opens no other.
            while borders.next_if(|hit| hit.first == at).is_some() {
                more = more.saturating_add(1);
            }
            word.clause = word.clause.saturating_add(more);
        }
    }

    /// The span of a stretch of words in the field's text, in bytes.
    pub(crate) fn span(&self, first: u32, last: u32) -> std::ops::Range<usize> {
        let words = &self.words[first as usize..last as usize];
        let start = words.iter().map(|word| word.start).min().unwrap_or(0);
        let end = words.iter().map(|word| word.end).max().unwrap_or(0);
        start as usize..end as usize
    }

    /// Whether a word is of a name.
    pub(super) fn names(&self, at: u32) -> bool {
        let begun = self.mentions.partition_point(|mention| mention.first <= at);
        begun > 0 && at < self.mentions[begun - 1].last
    }

    /// Whether two stretches of words are within reach of each other.
    pub(crate) fn within(&self, reach: Reach, one: (u32, u32), other: (u32, u32)) -> bool {
        let distance = if one.1 <= other.0 {
            other.0 - one.1
        } else if other.1 <= one.0 {
            one.0 - other.1
        } else {
            return true;
        };
        let word = |at: u32| &self.words[at as usize];
        let overlap = |from: fn(&Word) -> u16| {
            let (a, b) = (from(word(one.0)), from(word(one.1 - 1)));
            let (c, d) = (from(word(other.0)), from(word(other.1 - 1)));
            a <= d && c <= b
        };
        match reach {
            Reach::Post => true,
            Reach::Sentence => overlap(|word| word.sentence),
            Reach::Clause => overlap(|word| word.clause),
            Reach::Near => distance <= 5 && overlap(|word| word.sentence),
            Reach::Words(words) => distance <= u32::from(words),
        }
    }
}
