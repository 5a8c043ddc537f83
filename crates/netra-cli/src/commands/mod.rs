//! The commands, one file each.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod judging;
pub(crate) mod man;
mod measuring;
pub(crate) mod schema;
pub(crate) mod score;
