//! The lexicon: what its files say, before anything is compiled.

pub mod contestants;
mod embedded;
mod file;
mod literals;
mod optional;
mod page;
mod source;
mod table;
mod term;

pub use file::{
    EntryFile, Example, ExampleRecord, ExampleTarget, Group, MOST_POINTS, Points, Rule, RuleFile, Title,
    Within,
};
pub(crate) use file::{placed, read as read_file, wrong};
pub use literals::Literals;
pub use optional::{OPTIONAL, Optional};
pub use source::{Lexicon, Source};
pub(crate) use table::rows as table_rows;
pub use term::{Atom, expand, forms};
