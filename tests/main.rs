//! The integration tests, in one binary.

mod embedded;
mod floors;
mod nasty;
mod normal;
mod spans;
mod suite;
mod support;
