//! Labelled posts and posts of a feed, as their files write them.
//!
//! Unknown fields are ignored; an unknown stance or action is an error, because a label nobody can read is a mistake
//! in the file.

use serde::Deserialize;

use super::fields::{AuthorRecord, Fields, TargetRecord, id};
use crate::post::{Action, Post};
use crate::verdict::Stance;

/// A post with what people say about it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct LabelledPost {
    /// The post's name. A number in the file is kept as its digits; empty where the file gives none.
    #[serde(default, deserialize_with = "id")]
    pub id: String,
    /// The post as written.
    pub text: String,
    /// The sides it takes.
    pub stance: Vec<Stance>,
    /// The specific acts it shows.
    pub bans: Vec<String>,
    /// The annotators differed on the stance: the post counts in no figure of the stance.
    #[serde(default)]
    pub contested: bool,
    /// The annotators differed on these acts: the post counts in no figure of them.
    #[serde(default)]
    pub bans_disputed: Vec<String>,
    /// How certain the annotator was, 1 to 3.
    #[serde(default)]
    pub certainty: Option<u8>,
    /// How the post was sampled.
    #[serde(default)]
    pub stratum: String,
    /// Where it comes from.
    #[serde(default)]
    pub source: String,
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

impl LabelledPost {
    /// Whether the labels say that some ban is breached.
    #[must_use]
    pub fn is_violation(&self) -> bool {
        !self.stance.is_empty() || !self.bans.is_empty()
    }

    /// Whether the labels name this side.
    #[must_use]
    pub fn takes(&self, side: Stance) -> bool {
        self.stance.contains(&side)
    }

    /// Whether the labels name this act; nothing where the annotators differed on it.
    #[must_use]
    pub fn shows(&self, ban: &str) -> Option<bool> {
        let disputed = self.bans_disputed.iter().any(|id| id == ban);
        (!disputed).then(|| self.bans.iter().any(|id| id == ban))
    }

    /// The post to be judged, without its labels.
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

/// A post of an unlabelled feed.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct FeedPost {
    /// The post's name.
    #[serde(default, deserialize_with = "id")]
    pub id: String,
    /// The post as written.
    pub text: String,
    /// Where it comes from.
    #[serde(default)]
    pub source: String,
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

impl FeedPost {
    /// The post to be judged.
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
