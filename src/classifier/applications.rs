//! What of the law applies, kept from post to post: feeds ask the same few questions over and over.

use std::borrow::Cow;
use std::sync::Arc;

use crate::law::{Application, Period, Policies, Question, RegionCode};
use crate::pack::Pack;
use crate::post::AuthorStatus;

/// So many answers are kept; more mean that the questions differ anyway.
const MOST: usize = 512;

/// Answers of one pack's law.
#[derive(Debug, Default)]
pub(crate) struct Applications {
    /// The version of the pack, which is held so that no other pack can come to have it.
    of: Option<Arc<str>>,
    known: Vec<(Key, Application)>,
}

/// All that a question asks, where it does not hang on a day. The ban and the election are shared strings of the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    ban: (usize, usize),
    election: Option<(usize, usize)>,
    policies: Policies,
    region: Option<RegionCode>,
    period: Option<Period>,
    author: AuthorStatus,
    circular_alone: bool,
}

/// Where a shared string stands, and how long it is. Compared, never followed.
fn place(text: &str) -> (usize, usize) {
    (text.as_ptr().addr(), text.len())
}

impl Applications {
    /// What applies to a finding.
    pub(crate) fn answer(&mut self, pack: &Pack, asked: &Question<'_>) -> Cow<'_, Application> {
        // With a day the answer may change from day to day.
        if asked.moment.is_some() {
            return Cow::Owned(pack.law.apply(asked));
        }
        if !self
            .of
            .as_ref()
            .is_some_and(|version| Arc::ptr_eq(version, &pack.version))
        {
            self.of = Some(Arc::clone(&pack.version));
            self.known.clear();
        }
        let key = Key {
            ban: place(asked.ban),
            election: asked.election.map(place),
            policies: asked.policies,
            region: asked.region,
            period: asked.period,
            author: asked.author,
            circular_alone: asked.circular_alone,
        };
        let known = self.known.iter().position(|(known, _)| *known == key);
        let at = known.unwrap_or_else(|| {
            if self.known.len() == MOST {
                self.known.clear();
            }
            self.known.push((key, pack.law.apply(asked)));
            self.known.len() - 1
        });
        Cow::Borrowed(&self.known[at].1)
    }
}
