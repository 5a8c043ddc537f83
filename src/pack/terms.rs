//! The terms of a lexicon, by number: what each says, and how it stands in its file. Judging asks for the first of nearly
//! every post; the second is shown, and lies in one text that a shipped pack is not copied for.

use std::borrow::Cow;
use std::ops::Index;

use crate::lexicon::Points;

/// A term of the lexicon, compiled: twelve bytes, for there are thousands and every hit looks at one. Its text lies in the
/// [`Terms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct TermInfo {
    /// Its group.
    pub(crate) group: u32,
    favour: i16,
    against: i16,
    act: i16,
    weight: i16,
}

/// Points are within ±40 where people give them; a fit is taken as it is, up to what no ledger could show.
fn small(points: i32) -> i16 {
    points.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}

impl TermInfo {
    pub(crate) fn new(group: u32, points: Points, weight: i32) -> TermInfo {
        TermInfo {
            group,
            favour: small(points.favour),
            against: small(points.against),
            act: small(points.act),
            weight: small(weight),
        }
    }

    /// Its points: the group's, or its own where they were fitted.
    #[inline]
    pub(crate) fn points(self) -> Points {
        Points {
            act: i32::from(self.act),
            favour: i32::from(self.favour),
            against: i32::from(self.against),
        }
    }

    /// How much it says by judgement: which of two overlapping terms counts must not hang on how points were fitted.
    #[inline]
    pub(crate) fn weight(self) -> i32 {
        i32::from(self.weight)
    }
}

/// The terms of a lexicon, by number.
#[derive(Clone, Debug, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub(crate) struct Terms {
    infos: Vec<TermInfo>,
    /// Where the text of each term ends; it begins where that of the one before ends.
    ends: Vec<u32>,
    /// The terms as they stand in their files, one behind the other. Stored behind all tables, so that it need not be
    /// copied from a pack that stays where it is.
    #[borsh(skip)]
    texts: Cow<'static, str>,
}

impl Terms {
    /// Adds a term.
    pub(crate) fn push(&mut self, text: &str, info: TermInfo) {
        self.texts.to_mut().push_str(text);
        self.ends.push(self.texts.len() as u32);
        self.infos.push(info);
    }

    pub(crate) fn len(&self) -> usize {
        self.infos.len()
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, TermInfo> {
        self.infos.iter()
    }

    /// A term as it stands in its file.
    pub(crate) fn text(&self, number: u32) -> &str {
        let at = number as usize;
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.texts
            .get(begin as usize..self.ends[at] as usize)
            .unwrap_or_default()
    }

    /// All texts, one behind the other.
    pub(crate) fn texts(&self) -> &str {
        &self.texts
    }

    /// Gives the terms of a stored pack their texts.
    pub(super) fn put_texts(&mut self, texts: Cow<'static, str>) {
        self.texts = texts;
    }

    /// Gives back what growing took too much.
    pub(super) fn fit(&mut self) {
        self.infos.shrink_to_fit();
        self.ends.shrink_to_fit();
        if let Cow::Owned(texts) = &mut self.texts {
            texts.shrink_to_fit();
        }
    }

    /// Whether every group is below `groups` and every text has an end: for terms from files.
    pub(super) fn is_sound(&self, groups: usize) -> bool {
        self.ends.len() == self.infos.len() && self.infos.iter().all(|term| (term.group as usize) < groups)
    }
}

impl Index<usize> for Terms {
    type Output = TermInfo;

    #[inline]
    fn index(&self, number: usize) -> &TermInfo {
        &self.infos[number]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_texts_are_those_that_were_put_in() {
        let mut terms = Terms::default();
        let points = Points {
            act: -40,
            favour: 12,
            against: 0,
        };
        terms.push("dukung <c>", TermInfo::new(3, points, 12));
        terms.push("{mari|ayo} pilih <c>", TermInfo::new(4, Points::default(), 0));
        assert_eq!(
            (terms.text(0), terms.text(1)),
            ("dukung <c>", "{mari|ayo} pilih <c>")
        );
        assert_eq!((terms[0].points(), terms[0].weight()), (points, 12));
        assert!(terms.is_sound(5) && !terms.is_sound(4));
        // An end inside of a character, or behind the last one, is no text.
        terms.put_texts(Cow::Borrowed("dukung é"));
        terms.ends = vec![8, 400];
        assert_eq!((terms.text(0), terms.text(1)), ("", ""));
    }
}
