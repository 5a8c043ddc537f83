//! What the files of signals, guards and rules say, with the place of every word that can be wrong.

use serde::Deserialize;
use toml::Spanned;

use crate::error::{Error, ErrorKind, Result};
use crate::lexicon::Source;

/// Ten points are one unit of log-odds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
#[serde(deny_unknown_fields, default)]
pub struct Points {
    /// To the ledger of the bans whose rules ask for the signal.
    pub act: i32,
    /// To the ledger of taking a contestant's side.
    pub favour: i32,
    /// To the ledger of taking the side against one.
    pub against: i32,
}

impl Points {
    /// How much they say, whichever way.
    pub(crate) fn weight(self) -> i32 {
        self.act.abs() + self.favour.abs() + self.against.abs()
    }
}

/// No entry may weigh more: a finding never rests on one number alone.
pub const MOST_POINTS: i32 = 40;

/// A title in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

/// A file of `signals/` or `guards/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryFile {
    /// The signal of its groups.
    pub signal: Option<String>,
    /// The guard of its groups.
    pub guard: Option<String>,
    /// The language of its groups.
    pub lang: Option<String>,
    /// What it is called.
    pub title: Option<Title>,
    /// What belongs here.
    pub about: Option<String>,
    /// How far a guard protects.
    pub reach: Option<Spanned<String>>,
    /// The groups.
    #[serde(default)]
    pub group: Vec<Group>,
}

/// A group of terms with the same points.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Unique within the signal or guard.
    pub id: Spanned<String>,
    /// Overrides the file's signal.
    pub signal: Option<String>,
    /// Overrides the file's guard.
    pub guard: Option<String>,
    /// Overrides the file's reach.
    pub reach: Option<Spanned<String>>,
    /// The language.
    pub lang: Option<String>,
    /// The points.
    #[serde(default)]
    pub points: Option<Spanned<Points>>,
    /// The terms.
    #[serde(default)]
    pub terms: Vec<Spanned<String>>,
    /// A shape in place of terms.
    pub shape: Option<Spanned<String>>,
    /// A form of naming a contestant in place of terms.
    pub form: Option<Spanned<String>>,
    /// What a negation makes of a signal, in place of terms.
    pub flip: Option<Spanned<String>>,
    /// The kind of negator, for the negation guard.
    pub kind: Option<Spanned<String>>,
    /// Posts in which the group is hit.
    #[serde(default)]
    pub hit: Vec<Spanned<String>>,
    /// Posts in which it is not.
    #[serde(default)]
    pub miss: Vec<Spanned<String>>,
    /// Why it is here.
    pub why: Option<String>,
}

/// The rules at the end of a ban's file. Everything else in the file belongs to the law room.
#[derive(Clone, Debug, Deserialize)]
pub struct RuleFile {
    /// The ban.
    pub id: String,
    /// The rules.
    #[serde(default)]
    pub rule: Vec<Rule>,
}

/// When a ban is found.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Unique within the ban.
    pub id: Spanned<String>,
    /// What must be hit.
    pub signals: Vec<Spanned<String>>,
    /// The actions for which the rule runs; all when absent.
    #[serde(default)]
    pub actions: Vec<Spanned<String>>,
    /// Whether evidence may come from the target.
    #[serde(default)]
    pub target: bool,
    /// How near to each other: `clause`, `sentence`, `post` or a number of words.
    pub within: Option<Spanned<Within>>,
    /// What the ledger starts with.
    pub points: Option<Spanned<i32>>,
    /// Whose side: `side`, `favour` or `against`.
    pub stance: Option<Spanned<String>>,
    /// `author` where the act must be the author's own.
    pub by: Option<Spanned<String>>,
    /// What a policy must add for the rule to run (`[flags]` of `policies/`); nothing for rules that hold everywhere.
    pub under: Option<Spanned<String>>,
    /// Posts in which it fires.
    #[serde(default)]
    pub fire: Vec<Spanned<Example>>,
    /// Posts in which it stays quiet.
    #[serde(default)]
    pub quiet: Vec<Spanned<Example>>,
    /// Why it is here.
    pub why: Option<String>,
}

/// A reach: a word for a stretch of text, or a number of words.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Within {
    /// So many words.
    Words(u16),
    /// `clause`, `sentence`, `post`.
    Stretch(String),
}

/// A post in a rule's examples.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Example {
    /// Only a text.
    Text(String),
    /// More than a text.
    Record(Box<ExampleRecord>),
}

/// A post with an action and a target.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExampleRecord {
    /// The text.
    pub text: String,
    /// The action.
    pub action: Option<String>,
    /// The target.
    pub target: Option<ExampleTarget>,
    /// The time.
    pub time: Option<String>,
    /// The region.
    pub region: Option<String>,
}

/// The target of an example.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExampleTarget {
    /// Its account.
    pub account: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its text.
    pub text: Option<String>,
    /// Its kind.
    pub kind: Option<String>,
}

/// Reads a TOML file into a type, with file, line and caret when it does not fit.
pub(crate) fn read<'s, T: Deserialize<'s>>(source: &'s Source) -> Result<T> {
    toml::from_str(&source.text).map_err(|error| {
        let made = Error::new(ErrorKind::Syntax, error.message().replace('\n', " ")).in_file(&source.path);
        match error.span() {
            Some(span) => made.at(&source.text, span),
            None => made,
        }
    })
}

/// An error at a place of a file.
pub(crate) fn wrong(source: &Source, span: std::ops::Range<usize>, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Lexicon, message)
        .in_file(&source.path)
        .at(&source.text, span)
}

/// Puts an error that knows no file at its place.
pub(crate) fn placed(error: Error, source: &Source, span: std::ops::Range<usize>) -> Error {
    error.in_file(&source.path).at(&source.text, span)
}
