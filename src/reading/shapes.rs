//! Shapes: what a post looks like as a whole.

use crate::matcher::Mark;
use crate::normalise::{Gap, Kind, Shape};
use crate::pack::{Form, Pack, Shaped};

use super::opponents::{opponents, side};
use super::relations::relations;
use super::voice::voice;
use super::{Analysis, Mention};

/// A set of shapes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ShapeSet(u128);

// Each shape has a bit.
const _: () = assert!(Shaped::ALL.len() <= u128::BITS as usize);

impl ShapeSet {
    pub(crate) fn has(self, shape: Shaped) -> bool {
        self.0 & (1 << shape as u32) != 0
    }

    /// All of either.
    pub(crate) fn with(self, other: ShapeSet) -> ShapeSet {
        ShapeSet(self.0 | other.0)
    }

    /// As what a long text looks like, of which a passage was read.
    pub(crate) fn of_a_long_text(mut self) -> ShapeSet {
        self.0 &= !(1 << Shaped::ShortText as u32);
        self.set(Shaped::MediumText, true);
        self.set(Shaped::LongText, true);
        self
    }

    pub(super) fn set(&mut self, shape: Shaped, on: bool) {
        if on {
            self.0 |= 1 << shape as u32;
        }
    }
}

/// The shapes of a field whose mentions and hits are known.
pub(crate) fn shapes(pack: &Pack, analysis: &mut Analysis) -> ShapeSet {
    let mut sides = std::mem::take(&mut analysis.sides);
    let mut shapes = seen(pack, analysis, &mut sides);
    analysis.sides = sides;
    if !shapes.has(Shaped::OneNamed) && !analysis.mentions.is_empty() {
        let mut named = std::mem::take(&mut analysis.named);
        opponents(pack, analysis, &mut named, &mut shapes);
        analysis.named = named;
    }
    shapes
}

fn seen(pack: &Pack, analysis: &Analysis, named: &mut Vec<(u32, u32)>) -> ShapeSet {
    let mut shapes = ShapeSet::default();
    let words = &analysis.words;
    let tokens = analysis.form.tokens();
    // Everything is counted in one pass over the tokens and one over the words.
    let end = analysis.form.end_gap();
    let mut gaps = end;
    let (mut quotes, mut lines, mut tags) = (
        usize::from(end.any(Gap::QUOTE)),
        usize::from(end.any(Gap::LINE)),
        0,
    );
    for token in tokens {
        gaps.add(token.gap);
        quotes += usize::from(token.gap.any(Gap::QUOTE));
        lines += usize::from(token.gap.any(Gap::LINE));
        tags += usize::from(token.kind == Kind::Tag);
    }
    let (mut spoken, mut shouted) = (0, 0);
    let (mut links, mut emoji, mut percent, mut contest) = (false, false, false, false);
    for word in words {
        spoken += usize::from(word.kind == Kind::Word && !word.gap.any(Gap::PART));
        shouted += usize::from(word.shape.any(Shape::SHOUTED) && word.end - word.start > 3);
        links |= word.kind == Kind::Link;
        emoji |= word.kind == Kind::Emoji;
        percent |= word.is(Mark::Percent);
        contest |= word.is(Mark::Company);
    }
    shapes.set(Shaped::QuestionMark, gaps.any(Gap::QUESTION));
    shapes.set(Shaped::Exclaim, gaps.any(Gap::EXCLAIM));
    shapes.set(Shaped::Quotation, quotes >= 2);
    shapes.set(Shaped::Link, links);
    shapes.set(Shaped::Emoji, emoji);
    shapes.set(Shaped::Percent, percent);
    shapes.set(Shaped::ManyTags, tags >= 3);
    shapes.set(Shaped::LongText, spoken > 60);
    shapes.set(Shaped::MediumText, spoken > 25);
    shapes.set(Shaped::ShortText, spoken <= 6);
    shapes.set(Shaped::Shouting, shouted >= 4);
    shapes.set(Shaped::List, lines >= 4);
    let mut leading = words.iter().filter(|word| word.kind != Kind::Emoji);
    let first = leading.next();
    shapes.set(
        Shaped::Retweet,
        first.is_some_and(|word| word.text(&analysis.form) == "rt")
            && words.get(1).is_some_and(|word| word.kind == Kind::Handle),
    );
    shapes.set(
        Shaped::ReplyOnly,
        first.is_some_and(|word| word.kind == Kind::Handle),
    );
    shapes.set(
        Shaped::ColonLead,
        words
            .iter()
            .take(6)
            .skip(1)
            .any(|word| word.gap.any(Gap::COLON) && word.sentence == 0),
    );
    shapes.set(Shaped::NoContestWord, !contest);
    let reply = words.iter().take_while(|word| word.kind == Kind::Handle).count() as u32;
    let addressed =
        !analysis.mentions.is_empty() && analysis.mentions.iter().all(|mention| mention.last <= reply);
    shapes.set(Shaped::OnlyAddressed, addressed);
    if tags == 0 && !emoji {
        headline(analysis, spoken, &mut shapes);
    }
    relations(pack, analysis, &mut shapes);
    voice(pack, analysis, &mut shapes);
    sides(pack, analysis, named, &mut shapes);
    shapes
}

/// For a field without hashtags and emoji. Headlines capitalise nearly every word that is not a particle, in one line without hashtags or exclamation marks;
/// people do not. Names are left out, since everybody capitalises them: a post must not look like a headline because a
/// name is long.
fn headline(analysis: &Analysis, spoken: usize, shapes: &mut ShapeSet) {
    if shapes.has(Shaped::Exclaim) || !(5..=24).contains(&spoken) {
        return;
    }
    let words = 0..analysis.words.len() as u32;
    shapes.set(Shaped::HeadlineCasing, has_headline_casing(analysis, words));
}

/// Whether nearly every longer word among these that is no particle and of no name has a capital.
pub(super) fn has_headline_casing(analysis: &Analysis, words: std::ops::Range<u32>) -> bool {
    let (mut full, mut capital) = (0, 0);
    for at in words {
        let word = &analysis.words[at as usize];
        let counts = word.kind == Kind::Word
            && !word.gap.any(Gap::PART)
            && word.end - word.start >= 4
            && !analysis.names(at)
            && (word.shape.any(Shape::CAPITAL) || !PARTICLES.contains(&word.text(&analysis.form)));
        full += usize::from(counts);
        capital += usize::from(counts && word.shape.any(Shape::CAPITAL) && !word.shape.any(Shape::SHOUTED));
    }
    capital > 0 && capital * 100 >= full * 85
}

/// Words that headlines leave small, in normal form.
const PARTICLES: [&str; 16] = [
    "agar", "akan", "atas", "atau", "bagi", "dalam", "dari", "dengan", "hingga", "kepada", "oleh", "pada",
    "saat", "serta", "untuk", "yang",
];

/// How many sides are named, and how.
fn sides(pack: &Pack, analysis: &Analysis, sides: &mut Vec<(u32, u32)>, shapes: &mut ShapeSet) {
    sides.clear();
    sides.extend(sided(pack, analysis).map(|(_, side)| side));
    sides.sort_unstable();
    sides.dedup();
    let contests = || sides.chunk_by(|a, b| a.0 == b.0);
    let most = contests().map(<[_]>::len).max().unwrap_or(0);
    // All who stand are named, or three at least.
    let all = contests().any(|named| {
        let stand = pack
            .contests
            .get(named[0].0 as usize)
            .map_or(3, |contest| contest.ballot.len());
        named.len() >= 2 && named.len() >= stand.min(3)
    });
    shapes.set(Shaped::TwoSides, most == 2);
    shapes.set(Shaped::EvenHanded, all);
    shapes.set(
        Shaped::NamedOften,
        sides.len() == 1 && named_apart(pack, analysis) >= 2,
    );
    let first = analysis.mentions.iter().map(|mention| mention.first).min();
    let lead = analysis
        .words
        .iter()
        .position(|word| word.kind != Kind::Handle && word.kind != Kind::Emoji);
    shapes.set(
        Shaped::NameFirst,
        first.is_some() && first.map(|word| word as usize) == lead,
    );
    let covered: u32 = analysis
        .mentions
        .iter()
        .map(|mention| mention.last - mention.first)
        .sum();
    let rest = analysis
        .words
        .iter()
        .filter(|word| !matches!(word.kind, Kind::Handle | Kind::Link | Kind::Emoji))
        .count();
    shapes.set(Shaped::NamesOnly, covered > 0 && rest <= covered as usize);
}

/// How often sides are named, where a name and the number or the partner right beside it are one naming: "Bu Sekar nomor 1",
/// "Wayan dan Sekar".
fn named_apart(pack: &Pack, analysis: &Analysis) -> usize {
    let mut last = None;
    sided(pack, analysis)
        .filter(|(mention, _)| {
            let before = last.replace(mention.last);
            before.is_none_or(|before| mention.first > before + BESIDE)
        })
        .count()
}

/// The mentions that name a side, and which; parties are named beside their candidates.
fn sided<'a>(pack: &'a Pack, analysis: &'a Analysis) -> impl Iterator<Item = (&'a Mention, (u32, u32))> {
    let named = analysis
        .mentions
        .iter()
        .filter(|mention| mention.form != Form::Party);
    named.filter_map(|mention| Some((mention, side(pack, mention)?)))
}

/// So many words may stand between a name and what names the same side beside it.
const BESIDE: u32 = 2;
