//! Functional cases, as their files write them.

use serde::Deserialize;

use super::fields::{AuthorRecord, Fields, TargetRecord, id};
use crate::post::{Action, Post};
use crate::verdict::Stance;

/// A functional case: a made-up post and what must come of it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct FunctionalCase {
    /// The case's name.
    #[serde(default, deserialize_with = "id")]
    pub id: String,
    /// The phenomenon that it tests.
    pub capability: String,
    /// The post as written.
    pub text: String,
    /// What must be found.
    pub expect: Expect,
    /// The minimal pair it belongs to.
    #[serde(default)]
    pub pair: Option<String>,
    /// What the case means, and why it is so.
    #[serde(default)]
    pub note: String,
    /// What the author did.
    #[serde(default)]
    pub action: Action,
    /// What it was done to.
    #[serde(default)]
    pub target: Option<TargetRecord>,
    /// Who did it.
    #[serde(default)]
    pub author: Option<AuthorRecord>,
    /// When.
    #[serde(default)]
    pub time: Option<String>,
    /// Where.
    #[serde(default)]
    pub region: Option<String>,
    /// Text read from a picture, or its caption.
    #[serde(default)]
    pub media_text: Option<String>,
}

impl FunctionalCase {
    /// The post to be judged, without its expectation.
    #[must_use]
    pub fn post(&self) -> Post<'_> {
        Fields {
            id: &self.id,
            text: &self.text,
            action: self.action,
            target: self.target.as_ref(),
            author: self.author.as_ref(),
            time: self.time.as_deref(),
            region: self.region.as_deref(),
            media_text: self.media_text.as_deref(),
        }
        .post()
    }
}

/// What must come of a functional case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Expect {
    /// Whether the post must be flagged.
    pub flagged: bool,
    /// The sides, to be met exactly.
    #[serde(default)]
    pub stance: Vec<Stance>,
    /// Bans that must be found; others may be found too.
    #[serde(default)]
    pub bans: Vec<String>,
    /// Bans that must not be found.
    #[serde(default)]
    pub absent: Vec<String>,
    /// At least one of these must be found, where any is given.
    #[serde(default)]
    pub any_of: Vec<String>,
}

impl Expect {
    /// What makes the expectation impossible to meet, in one sentence.
    ///
    /// ```
    /// use netra::evaluate::Expect;
    /// let expect = Expect { bans: vec!["social-like".into()], ..Expect::default() };
    /// assert!(expect.contradiction().is_some());
    /// ```
    #[must_use]
    pub fn contradiction(&self) -> Option<String> {
        if !self.flagged {
            let asks = !self.stance.is_empty() || !self.bans.is_empty() || !self.any_of.is_empty();
            return asks
                .then(|| String::from("`flagged` is false, so `stance`, `bans` and `any_of` must be empty"));
        }
        let both = self.bans.iter().find(|ban| self.absent.contains(ban))?;
        Some(format!("`{both}` stands in `bans` and in `absent`"))
    }
}
