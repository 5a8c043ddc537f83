//! Runs the binary as people and scripts run it.

mod endings;
mod explain;
mod input;
mod lexicon;
mod output;
mod parallel;
mod schema;
mod support;
