//! A way to write a contestant.

use crate::verdict::Stance;

/// What kind of name it is. Earlier forms say more than later ones: where one surface arises twice for the same
/// contestant, the earlier form is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// The official name, with or without its first particles and initials.
    FullName,
    /// Names of both partners in a row.
    Pair,
    /// A name of the pair, its coalition or team: an acronym, mostly.
    Couple,
    /// First and last, or the first two words of the official name.
    PartName,
    /// A spoken name listed in the table.
    ShortName,
    /// A name listed as used only to mock.
    MockName,
    /// A form of address before a name that needs company: `pak surya`.
    Titled,
    /// Names of both partners written as one word.
    Glued,
    /// A spelling made from a listed name: a vowel left out, two letters swapped.
    Misspelt,
    /// An account.
    Handle,
    /// A hashtag.
    Tag,
    /// A slogan.
    Slogan,
    /// A party.
    Party,
    /// `partai x`, `kader x`.
    PartyTitled,
    /// The empty box.
    EmptyBox,
}

/// Whom of a pair a mention names.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
pub enum Part {
    /// Both, or a contestant that is not a pair, or not known.
    Whole,
    /// The head.
    Head,
    /// The deputy.
    Deputy,
}

/// A way to write a contestant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Plain lower-case words, or one `#tag`, or one `@handle`.
    pub term: Box<str>,
    /// What kind of name it is.
    pub form: Form,
    /// Whom of a pair it names.
    pub part: Part,
    /// Whether it counts without company.
    pub alone: bool,
    /// The side that using it takes, where using it takes one.
    pub side: Option<Stance>,
}
