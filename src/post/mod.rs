//! The post: what a person wrote or did, and what is known about it.
//!
//! Only the text is required. Everything else narrows the verdict: the action decides which social-media ban is
//! meant, the target what was liked or shared, the author whom the bans bind, time and region which election,
//! period and circular are in play. A value that makes no sense never fails a post; it becomes a note.

mod field;
mod record;
mod times;

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// What the author did.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Action {
    /// Wrote or uploaded something of their own. The default.
    #[default]
    Post,
    /// Commented on or replied to the target.
    Comment,
    /// Shared, reposted or forwarded the target.
    Share,
    /// Liked the target or reacted with approval.
    Like,
    /// Followed the target's account.
    Follow,
    /// Joined the target group.
    Join,
    /// A profile: display name, bio, frame.
    Profile,
}

impl Action {
    /// Every action, in the order of the contract.
    pub const ALL: [Action; 7] = [
        Action::Post,
        Action::Comment,
        Action::Share,
        Action::Like,
        Action::Follow,
        Action::Join,
        Action::Profile,
    ];

    /// The word used in records.
    ///
    /// ```
    /// assert_eq!(netra::Action::Like.as_str(), "like");
    /// ```
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Action::Post => "post",
            Action::Comment => "comment",
            Action::Share => "share",
            Action::Like => "like",
            Action::Follow => "follow",
            Action::Join => "join",
            Action::Profile => "profile",
        }
    }

    /// Reads the word used in records; `None` for any other word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Action> {
        let word = word.trim();
        Action::ALL
            .into_iter()
            .find(|action| action.as_str().eq_ignore_ascii_case(word))
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What was commented on, shared, liked, followed or joined.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Target<'a> {
    /// The account, with or without `@`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Cow<'a, str>>,
    /// The displayed name of the account, page or group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Cow<'a, str>>,
    /// The text of the target. Evidence may point into it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
    /// What the target is, where the monitor knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<TargetKind>,
}

/// What a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TargetKind {
    /// A candidate, would-be candidate or pair.
    Contestant,
    /// A political party.
    Party,
    /// A campaign team or volunteer group.
    Team,
    /// A news medium.
    Media,
    /// A government office or election body.
    Office,
    /// A private person or group.
    Private,
}

impl TargetKind {
    /// Reads the word used in records; `None` for any other word.
    #[must_use]
    pub fn parse(word: &str) -> Option<TargetKind> {
        Some(match word.trim().to_ascii_lowercase().as_str() {
            "contestant" => TargetKind::Contestant,
            "party" => TargetKind::Party,
            "team" => TargetKind::Team,
            "media" => TargetKind::Media,
            "office" => TargetKind::Office,
            "private" => TargetKind::Private,
            _ => return None,
        })
    }
}

/// Who wrote the post. Never required; decides whom the bans bind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Author<'a> {
    /// The account, with or without `@`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Cow<'a, str>>,
    /// The displayed name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Cow<'a, str>>,
    /// The profile text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bio: Option<Cow<'a, str>>,
    /// The author's status, where the monitor knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AuthorStatus>,
}

/// The author's status: whether, and by which rules, the author is bound.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AuthorStatus {
    /// Career civil servant.
    Pns,
    /// Civil servant under contract.
    Pppk,
    /// Non-civil-servant staff of the government (honorer).
    Ppnpn,
    /// Village head.
    Kades,
    /// Village official.
    PerangkatDesa,
    /// Member of a village council.
    Bpd,
    /// Soldier.
    Tni,
    /// Police officer.
    Polri,
    /// State official.
    PejabatNegara,
    /// Regional official.
    PejabatDaerah,
    /// Known to be a private person: not bound.
    Private,
    /// Not known: judged as if bound, and the verdict says so.
    #[default]
    Unknown,
}

impl AuthorStatus {
    /// Every status, in the order of the contract.
    pub const ALL: [AuthorStatus; 12] = [
        AuthorStatus::Pns,
        AuthorStatus::Pppk,
        AuthorStatus::Ppnpn,
        AuthorStatus::Kades,
        AuthorStatus::PerangkatDesa,
        AuthorStatus::Bpd,
        AuthorStatus::Tni,
        AuthorStatus::Polri,
        AuthorStatus::PejabatNegara,
        AuthorStatus::PejabatDaerah,
        AuthorStatus::Private,
        AuthorStatus::Unknown,
    ];

    /// The word used in records.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            AuthorStatus::Pns => "pns",
            AuthorStatus::Pppk => "pppk",
            AuthorStatus::Ppnpn => "ppnpn",
            AuthorStatus::Kades => "kades",
            AuthorStatus::PerangkatDesa => "perangkat-desa",
            AuthorStatus::Bpd => "bpd",
            AuthorStatus::Tni => "tni",
            AuthorStatus::Polri => "polri",
            AuthorStatus::PejabatNegara => "pejabat-negara",
            AuthorStatus::PejabatDaerah => "pejabat-daerah",
            AuthorStatus::Private => "private",
            AuthorStatus::Unknown => "unknown",
        }
    }

    /// Reads the word used in records; `None` for any other word.
    #[must_use]
    pub fn parse(word: &str) -> Option<AuthorStatus> {
        let word = word.trim();
        AuthorStatus::ALL
            .into_iter()
            .find(|status| status.as_str().eq_ignore_ascii_case(word))
    }
}

/// The caller's own name for a post. Comes back verbatim.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// A number that fits 64 bits.
    Number(u64),
    /// Anything else.
    Text(String),
}

/// A post, borrowed from the caller where it can be.
///
/// ```
/// use netra::{Action, Post};
/// let post = Post::text("Mantap, gas!").action(Action::Comment).target_text("Coblos nomor 1, Wayan-Made!");
/// assert_eq!(post.action, Action::Comment);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Post<'a> {
    /// Comes back in the verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// What was written. May be empty.
    pub text: Cow<'a, str>,
    /// What was done.
    pub action: Action,
    /// What it was done to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Target<'a>>,
    /// By whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Author<'a>>,
    /// When: RFC 3339, or a date. Read when the post is judged; an impossible time becomes a note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<Cow<'a, str>>,
    /// Where: a Kemendagri code or an unambiguous name. An unknown region becomes a note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Cow<'a, str>>,
    /// Alt text, text read from a picture, caption: read like the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_text: Option<Cow<'a, str>>,
    /// Optional fields that came with a value nobody can read, by the name the input record gives them (`time`,
    /// `author.status`). They end up as notes on the verdict.
    #[serde(skip)]
    pub unreadable: Vec<&'static str>,
}

impl<'a> Post<'a> {
    /// A plain post with this text and nothing else known.
    #[must_use]
    pub fn text(text: impl Into<Cow<'a, str>>) -> Post<'a> {
        Post {
            text: text.into(),
            ..Post::default()
        }
    }

    /// Sets the caller's own id.
    #[must_use]
    pub fn id(mut self, id: Id) -> Post<'a> {
        self.id = Some(id);
        self
    }

    /// Sets what was done.
    #[must_use]
    pub fn action(mut self, action: Action) -> Post<'a> {
        self.action = action;
        self
    }

    /// Sets what it was done to.
    #[must_use]
    pub fn target(mut self, target: Target<'a>) -> Post<'a> {
        self.target = Some(target);
        self
    }

    /// Sets the text of the target, keeping the rest of the target as it was.
    #[must_use]
    pub fn target_text(mut self, text: impl Into<Cow<'a, str>>) -> Post<'a> {
        self.target.get_or_insert_with(Target::default).text = Some(text.into());
        self
    }

    /// Sets the account of the target, keeping the rest of the target as it was.
    #[must_use]
    pub fn target_account(mut self, account: impl Into<Cow<'a, str>>) -> Post<'a> {
        self.target.get_or_insert_with(Target::default).account = Some(account.into());
        self
    }

    /// Sets who wrote it.
    #[must_use]
    pub fn author(mut self, author: Author<'a>) -> Post<'a> {
        self.author = Some(author);
        self
    }

    /// Sets the author's status, keeping the rest of the author as it was.
    #[must_use]
    pub fn author_status(mut self, status: AuthorStatus) -> Post<'a> {
        self.author.get_or_insert_with(Author::default).status = Some(status);
        self
    }

    /// Sets the time: RFC 3339 or a date.
    #[must_use]
    pub fn time(mut self, time: impl Into<Cow<'a, str>>) -> Post<'a> {
        self.time = Some(time.into());
        self
    }

    /// Sets the region: a Kemendagri code or an unambiguous name.
    #[must_use]
    pub fn region(mut self, region: impl Into<Cow<'a, str>>) -> Post<'a> {
        self.region = Some(region.into());
        self
    }

    /// Sets the text read from a picture or its caption.
    #[must_use]
    pub fn media_text(mut self, text: impl Into<Cow<'a, str>>) -> Post<'a> {
        self.media_text = Some(text.into());
        self
    }
}
