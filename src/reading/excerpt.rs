//! Passages: the stretches of a long text that stand around somebody named, each read as a text of its own.

use std::ops::Range;

use crate::matcher::{self, Start, Word};
use crate::pack::Pack;

use super::{Analysis, Mention, ShapeSet};

/// So many sentences on either side belong to a passage: what stands farther from every name does not count anyway.
const SENTENCES: u16 = 2;

/// And so many words at least, however short the sentences are.
const WORDS: u32 = 20;

impl Analysis {
    /// The passages of a text whose mentions are settled, in order; none touches another. They stand around the names and
    /// around the phrases that make a finding where nobody is named. Everything that counts for a finding stands in one.
    pub(crate) fn passages(&mut self, pack: &Pack, passages: &mut Vec<Range<u32>>) {
        passages.clear();
        matcher::find(&pack.lone, Start::Lone, &self.words, self.seen, &mut self.found);
        let named = self.mentions.iter().map(|mention| mention.first..mention.last);
        let alone = self.found.iter().map(|found| found.first..found.last);
        passages.extend(named.chain(alone));
        if passages.is_empty() {
            return;
        }
        for passage in &mut *passages {
            *passage = around(&self.words, passage);
        }
        passages.sort_unstable_by_key(|passage| passage.start);
        passages.dedup_by(|later, earlier| {
            let touches = later.start <= earlier.end;
            if touches {
                earlier.end = earlier.end.max(later.end);
            }
            touches
        });
    }

    /// Becomes the stretch `words` of `whole`, whose mentions are settled and which ends between sentences. Spans stay those of
    /// the whole.
    pub(crate) fn excerpt(&mut self, whole: &Analysis, words: &Range<u32>) {
        let own = &whole.words[words.start as usize..words.end as usize];
        let token = |at: u32| whole.words.get(at as usize).map(|word| word.token);
        let all = whole.form.tokens().len() as u32;
        let from = if words.start == 0 {
            0
        } else {
            token(words.start).unwrap_or(all)
        };
        let until = token(words.end).unwrap_or(all);
        self.form.excerpt(&whole.form, from as usize..until as usize);
        let (sentence, clause) = own.first().map_or((0, 0), |word| (word.sentence, word.clause));
        self.words.clear();
        self.words.extend(own.iter().map(|word| Word {
            token: word.token - from,
            sentence: word.sentence - sentence,
            clause: word.clause - clause,
            ..*word
        }));
        if let (Some(word), Some(token)) = (self.words.first_mut(), self.form.tokens().first()) {
            word.gap = token.gap;
        }
        let inside = |mention: &&Mention| words.start <= mention.first && mention.last <= words.end;
        self.mentions.clear();
        self.mentions
            .extend(whole.mentions.iter().filter(inside).map(|mention| Mention {
                first: mention.first - words.start,
                last: mention.last - words.start,
                ..*mention
            }));
        self.field = whole.field;
        self.seen = whole.seen;
        self.earlier = whole.earlier;
        self.district = None;
        self.people.clear();
        self.told.clear();
        self.hits.clear();
        self.phrases_known = false;
        self.shapes = ShapeSet::default();
    }
}

/// The sentences around a stretch of words. The sentences of words only go up.
fn around(words: &[Word], stretch: &Range<u32>) -> Range<u32> {
    let sentence = |at: u32| words.get(at as usize).map_or(0, |word| word.sentence);
    let last = (words.len() as u32).saturating_sub(1);
    let first_of = sentence(stretch.start)
        .saturating_sub(SENTENCES)
        .min(sentence(stretch.start.saturating_sub(WORDS)));
    let last_of = sentence(stretch.end.saturating_sub(1))
        .saturating_add(SENTENCES)
        .max(sentence(last.min(stretch.end.saturating_add(WORDS))));
    let start = words.partition_point(|word| word.sentence < first_of);
    let end = words.partition_point(|word| word.sentence <= last_of);
    start as u32..end as u32
}
