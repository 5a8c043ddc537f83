//! netra reads Indonesian social-media posts and says which bans of civil-servant (ASN) election neutrality each one
//! would breach, on what evidence, and what speaks for the author.
//!
//! ```
//! use netra::{Classifier, Post};
//! let classifier = Classifier::new();
//! let verdict = classifier.classify(&Post::text("Ayo coblos nomor 2, menangkan Prabowo-Gibran!"));
//! assert!(verdict.flagged);
//! ```
//!
//! A verdict is a lead ("dugaan"), never a sentence: it says what a post shows, not what its author did or meant.

mod blocks;
mod classifier;
mod error;
pub mod evaluate;
mod explain;
pub mod law;
pub mod learn;
pub mod lexicon;
mod lint;
mod matcher;
pub mod normalise;
mod pack;
mod post;
mod reading;
mod rules;
mod units;
mod verdict;

pub use blocks::Path;
pub use classifier::{AuthorFilter, Builder, Classifier, NameHit, Profile, Scratch};
pub use error::{Error, ErrorKind, Place, Result};
pub use explain::{Counterfactual, Cut, Explanation, Hit, NearMiss, Opened, PackStats, Part, Shift, Weighed};
pub use lexicon::Lexicon;
pub use lexicon::contestants::NamesBudget;
pub use lint::{LintMessage, Severity, lint};
pub use pack::PackHeader;
pub use post::{Action, Author, AuthorStatus, Id, Post, Target, TargetKind};
pub use rules::side_of_an_act;
pub use units::Unit;
pub use verdict::{
    Binds, Certainty, Citation, Evidence, Finding, Known, Ledger, Mitigating, Named, Sanction, Score, Stance,
    Suppressed, Verdict,
};

/// The version of the engine, as verdicts show it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The version of the lexicon's contents; a digest of its files is added to it.
pub(crate) const PACK_VERSION: &str = "2026.11.1";
