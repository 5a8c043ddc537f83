//! The integration tests, in one binary.

// A test that cannot go on should say where; what was skipped is printed for a person to read.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

mod allocations;
mod embedded;
mod floors;
mod found;
mod lexicon;
mod long;
mod matrix;
mod named;
mod nasty;
mod normal;
mod promises;
mod shared;
mod spans;
mod stands;
mod suite;
mod support;
mod told;
mod verdicts;
