//! The records that measurement reads: labelled posts, functional cases, posts of a feed.
//!
//! Unknown fields are ignored; an unknown stance or action is an error, because a label nobody can read is a mistake
//! in the file.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

use crate::post::{Action, Author, AuthorStatus, Id, Post, Target, TargetKind};
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
struct Fields<'a> {
    id: &'a str,
    text: &'a str,
    action: Action,
    target: Option<&'a TargetRecord>,
    author: Option<&'a AuthorRecord>,
    time: Option<&'a str>,
    region: Option<&'a str>,
    media_text: Option<&'a str>,
}

impl<'a> Fields<'a> {
    fn post(self) -> Post<'a> {
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
fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(match Id::deserialize(deserializer)? {
        Id::Number(number) => number.to_string(),
        Id::Text(text) => text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_labelled_post_reads_as_the_contract_says() {
        let line = r#"{"id":7,"text":"Ayo!","stance":["favour"],"bans":["social-like"],"bans_disputed":["campaign-team"],
            "certainty":3,"stratum":"s","source":"x","unheard":[1],"action":"share","target":{"account":"@a"}}"#;
        let post: LabelledPost = serde_json::from_str(line).expect("reads");
        assert_eq!(post.id, "7");
        assert!(post.is_violation() && post.takes(Stance::Favour) && !post.takes(Stance::Against));
        assert_eq!(post.shows("social-like"), Some(true));
        assert_eq!(post.shows("campaign-team"), None);
        assert_eq!(post.shows("social-share"), Some(false));
        let judged = post.post();
        assert_eq!((judged.action, &*judged.text), (Action::Share, "Ayo!"));
        assert_eq!(
            judged.target.and_then(|target| target.account).as_deref(),
            Some("@a")
        );
    }

    #[test]
    fn a_label_nobody_can_read_is_an_error_that_says_what_is_expected() {
        let error = serde_json::from_str::<LabelledPost>(r#"{"text":"","stance":["for"],"bans":[]}"#)
            .expect_err("no such stance")
            .to_string();
        assert!(error.contains("favour") && error.contains("against"), "{error}");
        let error = serde_json::from_str::<LabelledPost>(r#"{"text":"","bans":[]}"#)
            .expect_err("no stance")
            .to_string();
        assert!(error.contains("missing field `stance`"), "{error}");
    }

    #[test]
    fn a_case_without_optional_fields_reads() {
        let line = r#"{"id":"a","capability":"c","text":"t","expect":{"flagged":false,"stance":[],"bans":[],"absent":["x"]}}"#;
        let case: FunctionalCase = serde_json::from_str(line).expect("reads");
        assert_eq!(case.pair, None);
        assert_eq!(case.expect.contradiction(), None);
        assert_eq!(case.post().id, Some(Id::Text("a".into())));
    }

    #[test]
    fn an_expectation_that_cannot_be_met_is_named() {
        let expect = Expect {
            flagged: true,
            bans: vec!["social-like".into()],
            absent: vec!["social-like".into()],
            ..Expect::default()
        };
        assert!(
            expect
                .contradiction()
                .is_some_and(|why| why.contains("social-like"))
        );
    }
}
