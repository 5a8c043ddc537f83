//! The commands, one file each.

pub(crate) mod accuracy;
pub(crate) mod bans;
pub(crate) mod calendar;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod contestants;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod judging;
mod lawbook;
pub(crate) mod learn;
pub(crate) mod lexicon;
pub(crate) mod man;
mod measuring;
pub(crate) mod pack;
pub(crate) mod parity;
pub(crate) mod policies;
pub(crate) mod report;
pub(crate) mod schema;
pub(crate) mod score;
mod score_options;
