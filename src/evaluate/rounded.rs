//! Serialising shares with four decimals: enough for every question asked here, and readable.

use serde::Serializer;

fn four(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

pub(super) fn share<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(four(*value))
}

pub(super) fn maybe<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => serializer.serialize_f64(four(*value)),
        None => serializer.serialize_none(),
    }
}
