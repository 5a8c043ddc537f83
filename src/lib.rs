//! netra reads Indonesian social-media posts and says which bans of civil-servant (ASN) election neutrality each one
//! would breach, on what evidence, and what speaks for the author.

mod error;
pub mod evaluate;
pub mod law;
pub mod learn;
pub mod lexicon;
mod post;
mod verdict;

pub use error::{Error, ErrorKind, Place, Result};
pub use post::{Action, Author, AuthorStatus, Id, Post, Target, TargetKind};
pub use verdict::{
    Binds, Citation, Evidence, Finding, Ledger, Mitigating, Named, Sanction, Score, Stance, Suppressed,
    Verdict,
};
