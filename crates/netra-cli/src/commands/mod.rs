//! The commands, one file each.

pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod judging;
pub(crate) mod man;
pub(crate) mod schema;
pub(crate) mod score;
