//! Runs the binary as people and scripts run it.

mod config;
mod contestants;
#[cfg(feature = "parquet")]
mod corpus;
mod endings;
mod explain;
mod faults;
mod input;
mod law;
mod learn;
mod lexicon;
mod output;
mod parallel;
mod parity;
#[cfg(feature = "parquet")]
mod parquet;
mod privacy;
mod report;
mod schema;
#[cfg(target_os = "linux")]
mod starved;
#[cfg(target_os = "linux")]
mod stream;
mod stress;
mod support;
