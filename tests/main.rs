//! The integration tests, in one binary.

mod embedded;
mod floors;
mod lexicon;
mod nasty;
mod normal;
mod shared;
mod spans;
mod suite;
mod support;
mod verdicts;
