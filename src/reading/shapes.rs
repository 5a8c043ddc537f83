//! Shapes: what a post looks like as a whole.

use crate::matcher::Mark;
use crate::normalise::{Gap, Kind, Shape};
use crate::pack::{Form, Pack, Shaped};

use super::Analysis;
use super::relations::relations;

/// A set of shapes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ShapeSet(u64);

impl ShapeSet {
    pub(crate) fn has(self, shape: Shaped) -> bool {
        self.0 & (1 << shape as u32) != 0
    }

    /// All of either.
    pub(crate) fn with(self, other: ShapeSet) -> ShapeSet {
        ShapeSet(self.0 | other.0)
    }

    pub(super) fn set(&mut self, shape: Shaped, on: bool) {
        if on {
            self.0 |= 1 << shape as u32;
        }
    }
}

/// The shapes of a field whose mentions and hits are known.
pub(crate) fn shapes(pack: &Pack, analysis: &Analysis) -> ShapeSet {
    let mut shapes = ShapeSet::default();
    let words = &analysis.words;
    let tokens = analysis.form.tokens();
    let gaps = || {
        tokens
            .iter()
            .map(|token| token.gap)
            .chain([analysis.form.end_gap()])
    };
    let spoken = words
        .iter()
        .filter(|word| word.kind == Kind::Word && !word.gap.any(Gap::PART))
        .count();
    shapes.set(Shaped::QuestionMark, gaps().any(|gap| gap.any(Gap::QUESTION)));
    shapes.set(Shaped::Exclaim, gaps().any(|gap| gap.any(Gap::EXCLAIM)));
    shapes.set(
        Shaped::Quotation,
        gaps().filter(|gap| gap.any(Gap::QUOTE)).count() >= 2,
    );
    shapes.set(Shaped::Link, words.iter().any(|word| word.kind == Kind::Link));
    shapes.set(Shaped::Emoji, words.iter().any(|word| word.kind == Kind::Emoji));
    shapes.set(Shaped::Percent, words.iter().any(|word| word.is(Mark::Percent)));
    shapes.set(
        Shaped::ManyTags,
        tokens.iter().filter(|token| token.kind == Kind::Tag).count() >= 3,
    );
    shapes.set(Shaped::LongText, spoken > 60);
    shapes.set(Shaped::MediumText, spoken > 25);
    shapes.set(Shaped::ShortText, spoken <= 6);
    let shouted = words
        .iter()
        .filter(|word| word.shape.any(Shape::SHOUTED) && word.end - word.start > 3)
        .count();
    shapes.set(Shaped::Shouting, shouted >= 4);
    shapes.set(Shaped::List, gaps().filter(|gap| gap.any(Gap::LINE)).count() >= 4);
    let mut leading = words.iter().filter(|word| word.kind != Kind::Emoji);
    let first = leading.next();
    shapes.set(
        Shaped::Retweet,
        first.is_some_and(|word| analysis.form.token_text(&tokens[word.token as usize]) == "rt")
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
    let contest = words.iter().any(|word| word.is(Mark::Company));
    shapes.set(Shaped::NoContestWord, !contest);
    let reply = words.iter().take_while(|word| word.kind == Kind::Handle).count() as u32;
    let addressed =
        !analysis.mentions.is_empty() && analysis.mentions.iter().all(|mention| mention.last <= reply);
    shapes.set(Shaped::OnlyAddressed, addressed);
    headline(analysis, spoken, &mut shapes);
    relations(pack, analysis, &mut shapes);
    sides(pack, analysis, &mut shapes);
    shapes
}

/// Headlines capitalise nearly every word that is not a particle, in one line without hashtags or exclamation marks;
/// people do not. Names are left out, since everybody capitalises them: a post must not look like a headline because a
/// name is long.
fn headline(analysis: &Analysis, spoken: usize, shapes: &mut ShapeSet) {
    let named = |at: u32| {
        let begun = analysis.mentions.partition_point(|mention| mention.first <= at);
        begun > 0 && at < analysis.mentions[begun - 1].last
    };
    let full = || {
        (0u32..)
            .zip(&analysis.words)
            .filter(|&(at, word)| {
                word.kind == Kind::Word
                    && !word.gap.any(Gap::PART)
                    && word.end - word.start >= 4
                    && !named(at)
            })
            .map(|(_, word)| word)
    };
    let capital = full()
        .filter(|word| word.shape.any(Shape::CAPITAL) && !word.shape.any(Shape::SHOUTED))
        .count();
    let plain = !shapes.has(Shaped::Exclaim)
        && !analysis.form.tokens().iter().any(|token| token.kind == Kind::Tag)
        && !analysis.words.iter().any(|word| word.kind == Kind::Emoji);
    shapes.set(
        Shaped::HeadlineCasing,
        plain && (5..=24).contains(&spoken) && capital > 0 && capital * 100 >= full().count() * 85,
    );
}

/// How many sides are named, and how.
fn sides(pack: &Pack, analysis: &Analysis, shapes: &mut ShapeSet) {
    let named = |mention: &&super::Mention| mention.form != Form::Party;
    let mut sides: Vec<(u32, u32)> = analysis
        .mentions
        .iter()
        .filter(named)
        .filter_map(|mention| mention.contestant)
        .map(|contestant| (pack.contestants[contestant as usize].contest, contestant))
        .collect();
    let mentions = sides.len();
    sides.sort_unstable();
    sides.dedup();
    let contests = || sides.chunk_by(|a, b| a.0 == b.0);
    let most = contests().map(<[_]>::len).max().unwrap_or(0);
    // All who stand are named, or three at least.
    let all = contests().any(|named| {
        named.len() >= 2 && named.len() >= pack.contests[named[0].0 as usize].ballot.len().min(3)
    });
    shapes.set(Shaped::TwoSides, most == 2);
    shapes.set(Shaped::EvenHanded, all);
    shapes.set(Shaped::NamedOften, sides.len() == 1 && mentions >= 2);
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
