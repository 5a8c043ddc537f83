//! The fields of a post that every measured record may have.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

use crate::post::{Action, Author, AuthorStatus, Id, Post, Target, TargetKind};

/// What a post was done to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct TargetRecord {
    /// The account.
    pub account: Option<String>,
    /// The displayed name.
    pub name: Option<String>,
    /// The text.
    pub text: Option<String>,
    /// What it is.
    pub kind: Option<TargetKind>,
}

/// Who wrote a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AuthorRecord {
    /// The account.
    pub account: Option<String>,
    /// The displayed name.
    pub name: Option<String>,
    /// The profile text.
    pub bio: Option<String>,
    /// The status.
    pub status: Option<AuthorStatus>,
}

/// The fields that the three records share. They are not one flattened struct, because flattening costs serde the
/// place of an error.
pub(super) struct Fields<'a> {
    pub(super) id: &'a str,
    pub(super) text: &'a str,
    pub(super) action: Action,
    pub(super) target: Option<&'a TargetRecord>,
    pub(super) author: Option<&'a AuthorRecord>,
    pub(super) time: Option<&'a str>,
    pub(super) region: Option<&'a str>,
    pub(super) media_text: Option<&'a str>,
}

impl<'a> Fields<'a> {
    pub(super) fn post(self) -> Post<'a> {
        Post {
            id: (!self.id.is_empty()).then(|| Id::Text(self.id.to_owned())),
            text: Cow::Borrowed(self.text),
            action: self.action,
            target: self.target.map(|target| Target {
                account: borrowed(&target.account),
                name: borrowed(&target.name),
                text: borrowed(&target.text),
                kind: target.kind,
            }),
            author: self.author.map(|author| Author {
                account: borrowed(&author.account),
                name: borrowed(&author.name),
                bio: borrowed(&author.bio),
                status: author.status,
            }),
            time: self.time.map(Cow::Borrowed),
            region: self.region.map(Cow::Borrowed),
            media_text: self.media_text.map(Cow::Borrowed),
            unreadable: Vec::new(),
        }
    }
}

fn borrowed(text: &Option<String>) -> Option<Cow<'_, str>> {
    text.as_deref().map(Cow::Borrowed)
}

/// A string or a whole number, as a string.
pub(super) fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(match Id::deserialize(deserializer)? {
        Id::Number(number) => number.to_string(),
        Id::Text(text) => text,
    })
}

#[cfg(test)]
#[path = "fields_tests.rs"]
mod tests;
