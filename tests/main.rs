//! The integration tests, in one binary.

mod embedded;
mod floors;
mod spans;
mod suite;
mod support;
